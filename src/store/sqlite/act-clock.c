#include "store/sqlite/act-clock.h"

#include <string.h>
#include <time.h>

static gint64
count_since (const GarrisonClockReading *reading, const GarrisonClockPast *past)
{
  return MAX (reading->ticks - past->ticks, 0);
}

/* Where it goes on when the clock is not believed. */
static gint64
go_on (const GarrisonClockReading *reading, const GarrisonClockPast *past)
{
  return past->is_known ? MAX (past->newest, past->at + count_since (reading, past)) : past->newest;
}

/* By how much the clock was set forward. */
static gint64
find_jump (const GarrisonClockReading *reading, const GarrisonClockPast *past)
{
  gboolean counted = past->is_known && past->given >= 0;

  return reading->real - (counted ? past->at + count_since (reading, past) : past->newest);
}

/* 0 when the clock can be right. */
static gint64
find_off (const GarrisonClockReading *reading, const GarrisonClockPast *past)
{
  gboolean counted = past->is_known && past->given >= 0;
  gint64 jump = find_jump (reading, past);

  if (past->newest == 0)
    return 0;
  if (reading->real < past->newest - GARRISON_CLOCK_NEAR)
    return reading->real - past->newest;
  if (jump <= GARRISON_CLOCK_SLACK)
    return 0;
  return jump > (counted ? GARRISON_CLOCK_NEAR - past->given : GARRISON_CLOCK_FAR) ? jump : 0;
}

static void
believe (GarrisonClockVerdict *verdict, const GarrisonClockReading *reading, gint64 given)
{
  verdict->past.is_known = TRUE;
  verdict->past.ticks = reading->ticks;
  verdict->past.at = reading->real;
  verdict->past.given = given;
  verdict->past.held = -1;
}

static void
hold (GarrisonClockVerdict *verdict, const GarrisonClockReading *reading, const GarrisonClockPast *past, gint64 off)
{
  verdict->now = go_on (reading, past);
  if (past->is_known && past->held >= 0)
    return;
  verdict->off = off;
  verdict->keep = TRUE;
  if (!past->is_known || past->given < 0)
    {
      verdict->past.at = past->newest;
      verdict->past.ticks = reading->ticks;
      verdict->past.given = -1;
    }
  verdict->past.is_known = TRUE;
  verdict->past.held = reading->ticks;
}

GarrisonClockVerdict
garrison_clock_judge (const GarrisonClockReading *reading, const GarrisonClockPast *past, gboolean may_set)
{
  GarrisonClockVerdict verdict = { .past = *past };
  gboolean counted = past->is_known && past->given >= 0, is_held = past->is_known && past->held >= 0;
  gint64 off = find_off (reading, past), jump = find_jump (reading, past);
  gboolean waited = is_held && reading->ticks - past->held >= GARRISON_CLOCK_WAIT && off <= GARRISON_CLOCK_FAR;

  if (off == 0)
    {
      gboolean was_set = ABS (jump) > GARRISON_CLOCK_SLACK;

      verdict.now = MAX (reading->real, past->newest);
      verdict.keep = !counted || is_held || was_set || count_since (reading, past) > GARRISON_CLOCK_KEEP;
      if (verdict.keep)
        believe (&verdict, reading, counted ? past->given + (was_set ? MAX (jump, 0) : 0) : 0);
    }
  else if (may_set || waited)
    {
      verdict.now = reading->real;
      verdict.off = is_held ? 0 : off;
      verdict.keep = TRUE;
      believe (&verdict, reading, 0);
    }
  else
    hold (&verdict, reading, past, off);
  return verdict;
}

/* A start has a name of its own as long as the system runs. */
static const char *
get_boot (void)
{
  static char *boot;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL))
        boot = g_strdup ("");
      g_strchomp (boot);
      g_once_init_leave (&once, 1);
    }
  return boot;
}

void
garrison_clock_read (GarrisonClockReading *reading)
{
  struct timespec ticks = { 0 };

  clock_gettime (CLOCK_BOOTTIME, &ticks);
  reading->real = g_get_real_time ();
  reading->ticks = (gint64) ticks.tv_sec * G_USEC_PER_SEC + ticks.tv_nsec / 1000;
  g_strlcpy (reading->boot, get_boot (), sizeof reading->boot);
}
