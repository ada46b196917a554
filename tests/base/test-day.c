#include <string.h>

#include "base/day.h"
#include "base/error.h"

static void
test_valid (void)
{
  static const gint bad[] = { 0,        -1,       20261301, 20260229, 20260431, 18991231,
                              22010101, 20260100, 2026,     G_MAXINT, G_MININT, 19000229 };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (garrison_day_is_valid (bad[i]));
      g_assert_cmpint (garrison_day_add (bad[i], 1), ==, 0);
      g_assert_cmpint (garrison_day_week (bad[i]), ==, 0);
    }
  g_assert_true (garrison_day_is_valid (20240229));
  g_assert_true (garrison_day_is_valid (20000229));
  g_assert_cmpint (garrison_day_make (2026, 11, 23), ==, 20261123);
}

/* GDate is the oracle for every day there is. */
static void
test_against_gdate (void)
{
  GDate date;
  gint day = 19000101;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 1900);
  int count = 0;
  while (day != 0)
    {
      g_assert_cmpint (day, ==,
                       g_date_get_year (&date) * 10000 + g_date_get_month (&date) * 100
                         + g_date_get_day (&date));
      g_assert_cmpint (garrison_day_weekday (day), ==, (int) g_date_get_weekday (&date));
      g_assert_cmpint (garrison_day_week (day) % 100, ==,
                       (int) g_date_get_iso8601_week_of_year (&date));
      g_assert_cmpint (garrison_day_diff (19000101, day), ==, count);
      gint monday = garrison_week_first_day (garrison_day_week (day));
      if (count > 0)
        g_assert_cmpint (garrison_day_diff (monday, day), ==, garrison_day_weekday (day) - 1);
      day = garrison_day_add (day, 1);
      g_date_add_days (&date, 1);
      count++;
    }
  g_assert_cmpint (g_date_get_year (&date), ==, 2201);
}

static void
test_weeks (void)
{
  g_assert_cmpint (garrison_day_week (20210103), ==, 202053);
  g_assert_cmpint (garrison_day_week (20210104), ==, 202101);
  g_assert_cmpint (garrison_day_week (20241230), ==, 202501);
  g_assert_cmpint (garrison_week_first_day (202501), ==, 20241230);
  g_assert_cmpint (garrison_week_first_day (202153), ==, 0);
  g_assert_cmpint (garrison_week_first_day (202100), ==, 0);
  g_assert_cmpint (garrison_week_first_day (G_MAXINT), ==, 0);
}

static void
test_months (void)
{
  g_assert_cmpint (garrison_month_add (202611, 2), ==, 202701);
  g_assert_cmpint (garrison_month_add (202601, -1), ==, 202512);
  g_assert_cmpint (garrison_month_add (202601, G_MAXINT), ==, 0);
  g_assert_cmpint (garrison_month_add (190001, -1), ==, 0);
  g_assert_cmpint (garrison_month_add (220012, 1), ==, 0);
  g_assert_cmpint (garrison_month_diff (202512, 202702), ==, 14);
  g_assert_cmpint (garrison_month_first_day (202402), ==, 20240201);
  g_assert_cmpint (garrison_month_last_day (202402), ==, 20240229);
  g_assert_cmpint (garrison_day_add_months (20240131, 1), ==, 20240229);
  g_assert_cmpint (garrison_day_add_months (20240131, -2), ==, 20231130);
  g_assert_cmpint (garrison_day_month (20261123), ==, 202611);
  g_assert_cmpint (garrison_day_quarter (20261123), ==, 20264);
  g_assert_cmpint (garrison_day_quarter (20260331), ==, 20261);
  g_assert_cmpint (garrison_quarter_first_day (20264), ==, 20261001);
  g_assert_cmpint (garrison_quarter_first_day (20265), ==, 0);
  g_assert_false (garrison_month_is_valid (202613));
  g_assert_false (garrison_month_is_valid (-202611));
}

static void
test_instants (void)
{
  g_autoptr (GTimeZone) shanghai = g_time_zone_new_offset (8 * 3600);
  gint64 late = G_GINT64_CONSTANT (1795449600) * G_USEC_PER_SEC; /* 2026-11-23 16:00 UTC */
  g_assert_cmpint (garrison_day_of_instant (late, NULL), ==, 20261123);
  g_assert_cmpint (garrison_day_of_instant (late, shanghai), ==, 20261124);
  g_assert_cmpint (garrison_day_of_instant (late - 1, shanghai), ==, 20261123);
  g_assert_cmpint (garrison_day_start (20261124, shanghai), ==, late);
  g_assert_cmpint (garrison_day_of_instant (-1, NULL), ==, 19691231);
  g_assert_cmpint (garrison_day_of_instant (G_MAXINT64, shanghai), ==, 0);
  g_assert_cmpint (garrison_day_of_instant (G_MININT64, shanghai), ==, 0);
}

/* Each day starts where the one before ends, through every change of the clock. */
static void
test_starts (void)
{
  static const char *const zones[]
    = { "Europe/Berlin", "America/Sao_Paulo", "Asia/Shanghai", "America/Havana", "Pacific/Apia" };
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
      if (zone == NULL)
        continue;
      for (gint day = 20100101; day < 20190101; day = garrison_day_add (day, 1))
        {
          if (g_str_equal (zones[i], "Pacific/Apia") && day == 20111230)
            continue; /* never was */
          gint64 start = garrison_day_start (day, zone);
          g_assert_cmpint (garrison_day_of_instant (start, zone), ==, day);
          g_assert_cmpint (garrison_day_of_instant (start - 1, zone), <, day);
        }
    }
}

static void
assert_date (const char *text, GarrisonDayOrder order, gint expected)
{
  gint day = 0;
  g_autoptr (GError) error = NULL;
  gboolean good = garrison_day_parse (text, order, &day, &error);
  if (expected == 0)
    {
      g_assert_false (good);
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (good);
  g_assert_cmpint (day, ==, expected);
}

static void
test_parse (void)
{
  static const char *const same[] = {
    "2016-10-20",
    "2016/10/20",
    "2016.10.20",
    "2016年10月20日",
    "2016年10月20号",
    "２０１６－１０－２０",
    "20161020",
    "20/10/2016",
    "20.10.2016",
    "20-10-2016",
    "20 Oct 2016",
    "Oct 20, 2016",
    "October 20th, 2016",
    "2016-10-20T12:30:00Z",
    "2016-10-20 12:30",
    " 2016/10/20 0:00:00 ",
    "20-Oct-2016",
    "2016-Oct-20",
    "20 october 2016 3:15 PM",
    "2016-10-20T12:30:00+08:00",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    assert_date (same[i], GARRISON_DAY_ORDER_DAY_FIRST, 20161020);
  assert_date ("2016/1/5", GARRISON_DAY_ORDER_DAY_FIRST, 20160105);
  assert_date ("3/4/2026", GARRISON_DAY_ORDER_DAY_FIRST, 20260403);
  assert_date ("3/4/2026", GARRISON_DAY_ORDER_MONTH_FIRST, 20260304);
  assert_date ("10/20/2016", GARRISON_DAY_ORDER_MONTH_FIRST, 20161020);
}

static void
test_parse_refuses (void)
{
  static const char *const bad[] = {
    "",
    " ",
    "abc",
    "1899-12-31",
    "2999-01-01",
    "2201-01-01",
    "10/20/2016",
    "2016-13-01",
    "2016-02-30",
    "20161320",
    "2016",
    "2016-10",
    "20/10/16",
    "2016-10-20x",
    "2016-10-20-1",
    "99999999999999",
    "0",
    "2016-10-020",
    "-2016-10-20",
    "20 Foo 2016",
    "2016年",
    "1234567",
    "2016-10-20 foo:bar",
    "\xff\xfe",
    "2016--",
    "Oct Oct 2016",
    "Ma 3, 2016",
    "4294969312-10-20",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_date (bad[i], GARRISON_DAY_ORDER_DAY_FIRST, 0);
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_format (void)
{
  assert_text (garrison_day_format (20260515, 20261123, FALSE), "15 May");
  assert_text (garrison_day_format (20260515, 20261123, TRUE), "5月15日");
  assert_text (garrison_day_format (20240515, 20261123, FALSE), "15 May 2024");
  assert_text (garrison_day_format (20240515, 20261123, TRUE), "2024年5月15日");
  assert_text (garrison_day_format (0, 20261123, TRUE), "");
  assert_text (garrison_month_format (202611, FALSE), "Nov 2026");
  assert_text (garrison_month_format (202611, TRUE), "2026年11月");
  assert_text (garrison_month_format (202613, TRUE), "");
}

static void
test_age (void)
{
  const gint64 minute = 60 * (gint64) G_USEC_PER_SEC, hour = 60 * minute, day = 24 * hour;
  gint64 now = garrison_day_start (20261123, NULL) + 15 * hour;
  assert_text (garrison_instant_format_age (now, now, NULL, FALSE), "now");
  assert_text (garrison_instant_format_age (now - 5 * minute, now, NULL, FALSE), "5 min");
  assert_text (garrison_instant_format_age (now - 2 * hour, now, NULL, FALSE), "2 h");
  assert_text (garrison_instant_format_age (now - 2 * hour, now, NULL, TRUE), "2 小时前");
  assert_text (garrison_instant_format_age (now - 16 * hour, now, NULL, FALSE), "yesterday");
  assert_text (garrison_instant_format_age (now - day, now, NULL, TRUE), "昨天");
  assert_text (garrison_instant_format_age (now - 3 * day, now, NULL, FALSE), "3 d");
  assert_text (garrison_instant_format_age (now - 3 * day, now, NULL, TRUE), "3 天前");
  assert_text (garrison_instant_format_age (now - 16 * day, now, NULL, FALSE), "16 d");
  assert_text (garrison_instant_format_age (now - 60 * day, now, NULL, FALSE), "24 Sep");
  assert_text (garrison_instant_format_age (now + day, now, NULL, FALSE), "24 Nov");
  assert_text (garrison_instant_format_age (now + minute / 2, now, NULL, FALSE), "now");
  assert_text (garrison_instant_format_age (G_MININT64, now, NULL, FALSE), "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/day/valid", test_valid);
  g_test_add_func ("/base/day/against-gdate", test_against_gdate);
  g_test_add_func ("/base/day/weeks", test_weeks);
  g_test_add_func ("/base/day/months", test_months);
  g_test_add_func ("/base/day/instants", test_instants);
  g_test_add_func ("/base/day/starts", test_starts);
  g_test_add_func ("/base/day/parse", test_parse);
  g_test_add_func ("/base/day/parse-refuses", test_parse_refuses);
  g_test_add_func ("/base/day/format", test_format);
  g_test_add_func ("/base/day/age", test_age);
  return g_test_run ();
}
