/* The company's time against clocks that are wrong, by mistake or on purpose. */
#include <glib.h>

#include "store/sqlite/act-clock.h"

#define HOUR G_TIME_SPAN_HOUR
#define DAY G_TIME_SPAN_DAY
#define YEAR (366 * DAY)
#define NOON G_GINT64_CONSTANT (1795690800000000) /* of the real day on which each case begins */

/* A computer, and a company that it alone changes. */
typedef struct
{
  gint64 passed; /* really, since noon */
  gint64 shift;  /* of the clock */
  gint64 started; /* when passed was so much */
  GarrisonClockPast past;
  guint notes;
  gint64 off;
} Desk;

static void
begin (Desk *desk)
{
  *desk = (Desk){ .started = -HOUR, .past = { .newest = NOON, .is_known = TRUE, .ticks = HOUR, .at = NOON, .held = -1 } };
}

static void
start_again (Desk *desk)
{
  desk->started = desk->passed;
  desk->past = (GarrisonClockPast){ .newest = desk->past.newest };
}

/* What time it is for the company, counted from noon, when an act is done @later. */
static gint64
do_act (Desk *desk, gint64 later, gboolean may_set)
{
  GarrisonClockReading reading = { 0 };
  GarrisonClockVerdict verdict;

  desk->passed += later;
  reading.real = NOON + desk->passed + desk->shift;
  reading.ticks = desk->passed - desk->started;
  verdict = garrison_clock_judge (&reading, &desk->past, may_set);
  if (verdict.off != 0)
    {
      desk->notes++;
      desk->off = verdict.off;
      g_assert_true (verdict.keep);
    }
  if (verdict.keep)
    desk->past = verdict.past;
  desk->past.newest = verdict.now;
  return verdict.now - NOON;
}

static void
test_ordinary (void)
{
  static const gint64 away[] = { HOUR, 15 * HOUR, 63 * HOUR, 10 * DAY, 39 * DAY };
  Desk desk;

  begin (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (away); i++)
    {
      g_assert_cmpint (do_act (&desk, away[i], FALSE), ==, desk.passed);
      start_again (&desk);
      g_assert_cmpint (do_act (&desk, away[i], FALSE), ==, desk.passed);
    }
  g_assert_cmpuint (desk.notes, ==, 0);
}

/* As it sleeps, or as the time is put right by minutes over weeks. */
static void
test_drifting (void)
{
  Desk desk;

  begin (&desk);
  for (int i = 0; i < 2000; i++)
    {
      desk.shift += G_TIME_SPAN_SECOND * (i % 3 == 0 ? 5 : -2);
      do_act (&desk, HOUR, FALSE);
    }
  g_assert_cmpuint (desk.notes, ==, 0);
  g_assert_cmpint (do_act (&desk, 60 * HOUR, FALSE), ==, desk.passed + desk.shift);
}

static void
test_year_forward_and_back (void)
{
  static const gint64 years[] = { YEAR, -YEAR };

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      Desk desk;

      begin (&desk);
      desk.shift = years[i];
      for (int n = 0; n < 5; n++)
        g_assert_cmpint (do_act (&desk, G_TIME_SPAN_MINUTE, FALSE), ==, desk.passed);
      g_assert_cmpuint (desk.notes, ==, 1);
      g_assert_cmpint (desk.off, ==, years[i] + (years[i] < 0 ? G_TIME_SPAN_MINUTE : 0));
      desk.shift = 0;
      g_assert_cmpint (do_act (&desk, G_TIME_SPAN_MINUTE, FALSE), ==, desk.passed);
      desk.shift = -years[i];
      do_act (&desk, G_TIME_SPAN_MINUTE, FALSE);
      g_assert_cmpuint (desk.notes, ==, 2);
    }
}

/* Again and again within one start: a day in all, not a day each time. */
static void
test_day_by_day (void)
{
  Desk desk;

  begin (&desk);
  for (int i = 1; i <= 30; i++)
    {
      desk.shift = i * DAY;
      do_act (&desk, G_TIME_SPAN_MINUTE, FALSE);
    }
  g_assert_cmpint (desk.past.newest - NOON, <, GARRISON_CLOCK_NEAR + HOUR);
  g_assert_cmpuint (desk.notes, ==, 1);
  for (int i = 30; i >= 0; i--)
    {
      gint64 before = desk.past.newest;

      desk.shift = i * DAY;
      g_assert_cmpint (NOON + do_act (&desk, G_TIME_SPAN_MINUTE, FALSE), >=, before);
    }
}

/* A start in which nothing was believed gives one jump, and no more than forty days. */
static void
test_after_a_start (void)
{
  Desk desk;

  begin (&desk);
  start_again (&desk);
  desk.shift = YEAR;
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, 0);
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, HOUR);
  g_assert_cmpuint (desk.notes, ==, 1);
  desk.shift = 30 * DAY;
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, desk.passed + desk.shift);
  desk.shift = 60 * DAY;
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, desk.passed + 30 * DAY);
  g_assert_cmpuint (desk.notes, ==, 2);
  /* Put right, that is seen as well. */
  start_again (&desk);
  desk.shift = 0;
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), >=, 30 * DAY);
  g_assert_cmpuint (desk.notes, ==, 3);
  g_assert_cmpint (desk.off, <, -29 * DAY);
}

/* A flat battery: the clock begins in another year, and is put right while the program is open. */
static void
test_flat_battery (void)
{
  static const gint64 years[] = { -11 * YEAR, 73 * YEAR };

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      Desk desk;

      begin (&desk);
      desk.passed = 60 * HOUR;
      start_again (&desk);
      desk.shift = years[i];
      g_assert_cmpint (do_act (&desk, 0, FALSE), ==, 0);
      desk.shift = 0;
      g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, desk.passed);
      g_assert_cmpint (do_act (&desk, 15 * HOUR, FALSE), ==, desk.passed);
      g_assert_cmpuint (desk.notes, ==, 1);
    }
}

/* Whoever may change settings sets the time, also back from a year that a wrong clock of theirs had brought. */
static void
test_owner (void)
{
  Desk desk;

  begin (&desk);
  desk.shift = 73 * YEAR;
  g_assert_cmpint (do_act (&desk, HOUR, TRUE), ==, desk.passed + desk.shift);
  g_assert_cmpuint (desk.notes, ==, 1);
  desk.shift = 0;
  start_again (&desk);
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), >=, 73 * YEAR);
  g_assert_cmpint (do_act (&desk, HOUR, TRUE), ==, desk.passed);
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, desk.passed);
  g_assert_cmpuint (desk.notes, ==, 2);
}

/* Without them nobody is shut out for long. */
static void
test_waiting (void)
{
  Desk desk;

  begin (&desk);
  desk.past.newest = NOON + 73 * YEAR;
  start_again (&desk);
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, 73 * YEAR);
  g_assert_cmpint (do_act (&desk, 7 * HOUR, FALSE), ==, 73 * YEAR + 7 * HOUR);
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, desk.passed);
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, desk.passed);
  g_assert_cmpuint (desk.notes, ==, 1);
  /* But not to a year that is yet to come: there time goes on as it does. */
  desk.shift = YEAR;
  do_act (&desk, HOUR, FALSE);
  g_assert_cmpint (do_act (&desk, 50 * HOUR, FALSE), ==, desk.passed);
}

/* Time zones mixed up by another system on the same computer: hours, and nobody is told. */
static void
test_hours (void)
{
  Desk desk;
  gint64 at;

  begin (&desk);
  start_again (&desk);
  desk.shift = 8 * HOUR;
  at = do_act (&desk, HOUR, FALSE);
  g_assert_cmpint (at, ==, 9 * HOUR);
  desk.shift = 0;
  g_assert_cmpint (do_act (&desk, HOUR, FALSE), ==, at);
  g_assert_cmpint (do_act (&desk, 10 * HOUR, FALSE), ==, desk.passed);
  g_assert_cmpuint (desk.notes, ==, 0);
}

static void
test_new_company (void)
{
  GarrisonClockReading reading = { .real = NOON, .ticks = HOUR };
  GarrisonClockPast past = { 0 };
  GarrisonClockVerdict verdict = garrison_clock_judge (&reading, &past, FALSE);

  g_assert_cmpint (verdict.now, ==, NOON);
  g_assert_cmpint (verdict.off, ==, 0);
  g_assert_true (verdict.keep);
}

static void
test_reading (void)
{
  GarrisonClockReading first = { 0 }, second = { 0 };

  garrison_clock_read (&first);
  garrison_clock_read (&second);
  g_assert_cmpint (first.ticks, >, 0);
  g_assert_cmpint (second.ticks, >=, first.ticks);
  g_assert_cmpstr (first.boot, ==, second.boot);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/ordinary", test_ordinary);
  g_test_add_func ("/clock/drifting", test_drifting);
  g_test_add_func ("/clock/year-forward-and-back", test_year_forward_and_back);
  g_test_add_func ("/clock/day-by-day", test_day_by_day);
  g_test_add_func ("/clock/after-a-start", test_after_a_start);
  g_test_add_func ("/clock/flat-battery", test_flat_battery);
  g_test_add_func ("/clock/owner", test_owner);
  g_test_add_func ("/clock/waiting", test_waiting);
  g_test_add_func ("/clock/hours", test_hours);
  g_test_add_func ("/clock/new-company", test_new_company);
  g_test_add_func ("/clock/reading", test_reading);
  return g_test_run ();
}
