/* Hears from the desktop that the screen was locked or that the computer is about to sleep: logind on the
 * system bus, the screen savers of the desktops on the session bus. Where there is no such bus or service
 * nothing is heard and nothing is said. While it listens, logind waits a moment for it before sleeping.
 *
 * Main thread only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GarrisonLockBus GarrisonLockBus;
typedef void (*GarrisonLockHeard) (gpointer data);

/* @heard is called until garrison_lock_bus_free(). */
GarrisonLockBus *garrison_lock_bus_new (GarrisonLockHeard heard, gpointer data);
void garrison_lock_bus_free (GarrisonLockBus *self);

G_END_DECLS
