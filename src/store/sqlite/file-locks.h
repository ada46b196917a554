/* Locks of company files that other parts of the program cannot lose.
 *
 * POSIX takes all locks that a process has on a file away as soon as any part of the process closes
 * any descriptor of it. A file chooser does that, which looks into the files of a folder to tell
 * their kinds; then another process takes the company for one that nobody uses and removes its
 * journal, with the acts that go on being written there. So SQLite's locks are held by an open file
 * description for each file instead (F_OFD_SETLK), which only this page knows. Against other
 * processes they hold as those of POSIX do. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before the first connection; any thread, any number of times. It holds for all connections of the
 * process. Where the system has no such locks, those of POSIX stay. */
void garrison_file_locks_install (void);

G_END_DECLS
