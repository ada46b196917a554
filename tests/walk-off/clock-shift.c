/* For the tests of the drill: a clock that is wrong by WALK_OFF_SHIFT seconds, to be loaded before a program. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Written so that it needs no other header: these are the C library's names. */
int clock_gettime (clockid_t id, struct timespec *at);
int gettimeofday (struct timeval *restrict at, void *restrict zone);
time_t time (time_t *at);

static long
shift (void)
{
  const char *seconds = getenv ("WALK_OFF_SHIFT");

  return seconds != NULL ? atol (seconds) : 0;
}

int
clock_gettime (clockid_t id, struct timespec *at)
{
  int code = (int) syscall (SYS_clock_gettime, id, at);

  if (code == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
    at->tv_sec += shift ();
  return code;
}

int
gettimeofday (struct timeval *restrict at, void *restrict zone)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t
time (time_t *at)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (at != NULL)
    *at = now.tv_sec;
  return now.tv_sec;
}
