/* The lock page: all that stays on the screen while the program is locked. Whose turn it is, a password,
 * "Somebody else signs in". It asks the same store that was signed out, so failed tries go on being slow,
 * and it never fills in a kept password.
 *
 * When somebody is in, "entered" (GarrisonDesktopSession*) is emitted; its owner then calls
 * garrison_lock_window_bring_back(), or shows a window of its own, and destroys this one. Main thread only. */
#pragma once

#include <adwaita.h>

#include "desktop/lock-desk.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_LOCK_WINDOW (garrison_lock_window_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonLockWindow, garrison_lock_window, GARRISON, LOCK_WINDOW, AdwApplicationWindow)

/* @application: (nullable). @login: of the person who is away. @desk: (transfer full) */
GarrisonLockWindow *garrison_lock_window_new (GtkApplication *application, GarrisonStore *store, const char *login,
                                              GarrisonLockDesk *desk);
/* What stands in the entry of the login. */
const char *garrison_lock_window_get_login (GarrisonLockWindow *self);
/* After "entered": the windows that were there, if it is the same person. Returns: FALSE when it is somebody
 * else, or there were none; what was kept is forgotten in any case. */
gboolean garrison_lock_window_bring_back (GarrisonLockWindow *self, GarrisonDesktopSession *session);

G_END_DECLS
