#include "desktop/lock-clock.h"

#include <time.h>

struct _GarrisonLockClock
{
  GarrisonLockTime time;
  gint64 seen; /* when the clock was read last */
  gint64 idle;
};

/* Monotonic time stops while the computer sleeps, boot time does not; else they are one. */
static gint64
computer_time (void)
{
#ifdef CLOCK_BOOTTIME
  struct timespec now;

  if (clock_gettime (CLOCK_BOOTTIME, &now) == 0)
    return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
#endif
  return g_get_monotonic_time ();
}

GarrisonLockClock *
garrison_lock_clock_new (GarrisonLockTime time)
{
  GarrisonLockClock *self = g_new0 (GarrisonLockClock, 1);

  self->time = time != NULL ? time : computer_time;
  self->seen = self->time ();
  return self;
}

void
garrison_lock_clock_free (GarrisonLockClock *self)
{
  g_free (self);
}

void
garrison_lock_clock_touch (GarrisonLockClock *self)
{
  g_return_if_fail (self != NULL);

  self->seen = self->time ();
  self->idle = 0;
}

gint64
garrison_lock_clock_get_idle (GarrisonLockClock *self)
{
  gint64 now;

  g_return_val_if_fail (self != NULL, 0);

  now = self->time ();
  self->idle += ABS (now - self->seen);
  self->seen = now;
  return self->idle;
}
