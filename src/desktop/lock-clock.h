/* For how long nobody has touched the program. Nothing of GTK; one thread.
 *
 * Time is counted by a clock that runs on while the computer sleeps and that nobody can set, so a
 * laptop opened the next day was idle all night, and setting the wall clock back gains nothing. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GarrisonLockClock GarrisonLockClock;
/* Microseconds since some fixed instant. */
typedef gint64 (*GarrisonLockTime) (void);

/* @time: (nullable): NULL for the computer's own. Begins as just touched. */
GarrisonLockClock *garrison_lock_clock_new (GarrisonLockTime time);
void garrison_lock_clock_free (GarrisonLockClock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonLockClock, garrison_lock_clock_free)

void garrison_lock_clock_touch (GarrisonLockClock *self);
/* Microseconds since the last touch, never below 0. A clock that went back counts as much as it went on. */
gint64 garrison_lock_clock_get_idle (GarrisonLockClock *self);

G_END_DECLS
