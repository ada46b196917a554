/* What a process that holds keys does about its memory: no core of it is written, and no other program of the same
 * user attaches to it. Once, at the beginning of main (). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GARRISON_DEBUGGABLE in the environment leaves it as it is: for sanitizers and debuggers, which attach. */
void garrison_process_protect (void);

G_END_DECLS
