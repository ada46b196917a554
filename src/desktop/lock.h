/* The lock of the program. It watches every window for keys and the pointer; when nobody touched one for as
 * long as the company allows (lock-limit.h), when the screen is locked or the computer is about to sleep, or
 * when somebody asks for it, everybody who is signed in is signed out, their windows go, and a lock page
 * (lock-window.h) takes their place. Half a minute before, each window says so.
 *
 * Signal "locked" (GarrisonLockWindow*): a lock page is there, not yet shown to anybody; the windows that it
 * stands for are still open and go right after. Main thread only. */
#pragma once

#include "desktop/lock-clock.h"
#include "desktop/lock-window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_LOCK (garrison_lock_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonLock, garrison_lock, GARRISON, LOCK, GObject)

/* @application: (nullable): of the lock pages. @time: (nullable): NULL for the computer's clock. */
GarrisonLock *garrison_lock_new (GtkApplication *application, GarrisonLockTime time);
/* Looks at the clock now, as it does by itself every few seconds. */
void garrison_lock_check (GarrisonLock *self);
/* Locks one session, or all. */
void garrison_lock_session (GarrisonLock *self, GarrisonDesktopSession *session);
void garrison_lock_all (GarrisonLock *self);

G_END_DECLS
