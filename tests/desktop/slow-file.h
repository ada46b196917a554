/* A file that does not answer, as one on a mount whose server is gone. */
#pragma once

#include <gio/gio.h>

#define SLOW_TYPE_FILE (slow_file_get_type ())
G_DECLARE_FINAL_TYPE (SlowFile, slow_file, SLOW, FILE, GObject)

/* @deaf: waits on when it is cancelled, as a system call does, until it is released. */
GFile *slow_file_new (const char *path, gboolean deaf);
/* Whether somebody waits for it, or did. */
gboolean slow_file_was_asked (SlowFile *self);
/* Whether it was let go again. */
gboolean slow_file_has_ended (SlowFile *self);
void slow_file_release (SlowFile *self);
