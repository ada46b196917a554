/* Tells whoever has just signed in how often somebody failed to since they were told last: one line, in
 * a toast. The company records failures on files only; a server keeps a log of its own. Main thread only. */
#pragma once

#include "desktop/session.h"

G_BEGIN_DECLS

/* Reads, then says it in one of the windows of @session; nothing when there was none. */
void garrison_lock_failures_tell (GarrisonDesktopSession *session);
/* A failure of this sign-in that the program itself made: it is not told of. */
void garrison_lock_failures_expect (GarrisonDesktopSession *session);
/* (transfer full): "3 failed sign-ins since yesterday 18:02" */
char *garrison_lock_failures_dup_sentence (GarrisonStore *store, guint n, gint64 first);

G_END_DECLS
