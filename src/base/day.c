#include "base/day.h"

#define YEAR(day) ((day) / 10000)
#define MONTH(day) ((day) / 100 % 100)
#define DAY(day) ((day) % 100)

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  return days[month - 1] + (month == 2 && is_leap (year));
}

static gboolean
year_is_valid (int year)
{
  return year >= GARRISON_DAY_FIRST_YEAR && year <= GARRISON_DAY_LAST_YEAR;
}

/* Days since 1970-01-01 of a valid day. Howard Hinnant's "days_from_civil": years begin in March,
 * so that the leap day is the last. */
static int
to_number (gint day)
{
  int month = MONTH (day);
  int year = YEAR (day) - (month <= 2);
  int era = year / 400;
  int of_era = year - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + DAY (day) - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* The inverse; 0 outside the valid years. */
static gint
from_number (gint64 number)
{
  if (number < -25567 || number > 84370) /* 1900-01-01, 2200-12-31 */
    return 0;
  int shifted = (int) number + 719468;
  int era = shifted / 146097;
  int of_era = shifted - era * 146097;
  int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * of_year + 2) / 153;
  int day = of_year - (153 * shifted_month + 2) / 5 + 1;
  int month = shifted_month + (shifted_month < 10 ? 3 : -9);
  return (year_of_era + era * 400 + (month <= 2)) * 10000 + month * 100 + day;
}

gint
garrison_day_make (int year, int month, int day)
{
  if (!year_is_valid (year) || month < 1 || month > 12 || day < 1
      || day > days_in_month (year, month))
    return 0;
  return year * 10000 + month * 100 + day;
}

gboolean
garrison_day_is_valid (gint day)
{
  return day > 0 && garrison_day_make (YEAR (day), MONTH (day), DAY (day)) == day;
}

gint
garrison_day_add (gint day, int days)
{
  return garrison_day_is_valid (day) ? from_number ((gint64) to_number (day) + days) : 0;
}

int
garrison_day_diff (gint from, gint to)
{
  if (!garrison_day_is_valid (from) || !garrison_day_is_valid (to))
    return 0;
  return to_number (to) - to_number (from);
}

/* Monday is 0; 1970-01-01 was a Thursday. The multiple of 7 keeps years before 1970 positive. */
static int
weekday_of_number (int number)
{
  return (number + 3 + 7 * 5000) % 7;
}

int
garrison_day_weekday (gint day)
{
  return garrison_day_is_valid (day) ? weekday_of_number (to_number (day)) + 1 : 0;
}

int
garrison_day_year (gint day)
{
  return garrison_day_is_valid (day) ? YEAR (day) : 0;
}

gint
garrison_day_month (gint day)
{
  return garrison_day_is_valid (day) ? day / 100 : 0;
}

gint
garrison_day_quarter (gint day)
{
  return garrison_day_is_valid (day) ? YEAR (day) * 10 + (MONTH (day) + 2) / 3 : 0;
}

/* Number of the Monday of week 1, the week with 4 January; any year near the valid ones. */
static int
first_monday (int year)
{
  int fourth = to_number (year * 10000 + 104);
  return fourth - weekday_of_number (fourth);
}

gint
garrison_day_week (gint day)
{
  if (!garrison_day_is_valid (day))
    return 0;
  int number = to_number (day);
  int year = YEAR (day);
  if (number >= first_monday (year + 1))
    year++;
  else if (number < first_monday (year))
    year--;
  return year * 100 + (number - first_monday (year)) / 7 + 1;
}

gint
garrison_week_first_day (gint week)
{
  int year = week / 100, number = week % 100;
  if (year < GARRISON_DAY_FIRST_YEAR - 1 || year > GARRISON_DAY_LAST_YEAR + 1 || number < 1)
    return 0;
  int monday = first_monday (year) + (number - 1) * 7;
  return monday < first_monday (year + 1) ? from_number (monday) : 0;
}

gint
garrison_quarter_first_day (gint quarter)
{
  int number = quarter % 10;
  if (quarter <= 0 || number < 1 || number > 4)
    return 0;
  return garrison_day_make (quarter / 10, number * 3 - 2, 1);
}

gboolean
garrison_month_is_valid (gint month)
{
  return month > 0 && year_is_valid (month / 100) && month % 100 >= 1 && month % 100 <= 12;
}

gint
garrison_month_add (gint month, int months)
{
  if (!garrison_month_is_valid (month))
    return 0;
  gint64 number = (gint64) (month / 100) * 12 + month % 100 - 1 + months;
  if (number < GARRISON_DAY_FIRST_YEAR * 12 || number >= (GARRISON_DAY_LAST_YEAR + 1) * 12)
    return 0;
  return (gint) (number / 12 * 100 + number % 12 + 1);
}

int
garrison_month_diff (gint from, gint to)
{
  if (!garrison_month_is_valid (from) || !garrison_month_is_valid (to))
    return 0;
  return (to / 100 - from / 100) * 12 + to % 100 - from % 100;
}

gint
garrison_month_first_day (gint month)
{
  return garrison_month_is_valid (month) ? month * 100 + 1 : 0;
}

gint
garrison_month_last_day (gint month)
{
  if (!garrison_month_is_valid (month))
    return 0;
  return month * 100 + days_in_month (month / 100, month % 100);
}

gint
garrison_day_add_months (gint day, int months)
{
  gint month = garrison_month_add (garrison_day_month (day), months);
  if (month == 0)
    return 0;
  return MIN (month * 100 + DAY (day), garrison_month_last_day (month));
}

/* Offset of @zone from UTC at @instant, in microseconds. */
static gint64
offset_at (gint64 seconds, GTimeZone *zone)
{
  if (zone == NULL)
    return 0;
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);
  return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval) * (gint64) G_USEC_PER_SEC;
}

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

#define DAY_USEC (24 * 3600 * (gint64) G_USEC_PER_SEC)

gint
garrison_day_of_instant (gint64 instant, GTimeZone *zone)
{
  gint64 whole_seconds = floor_divide (instant, G_USEC_PER_SEC);
  gint64 day = floor_divide (instant, DAY_USEC);
  if (day < -25568 || day > 84371) /* before the addition below could overflow */
    return 0;
  return from_number (floor_divide (instant + offset_at (whole_seconds, zone), DAY_USEC));
}

gint64
garrison_day_start (gint day, GTimeZone *zone)
{
  if (!garrison_day_is_valid (day))
    return 0;
  gint64 local = (gint64) to_number (day) * DAY_USEC;
  if (zone == NULL)
    return local;
  /* With daylight saving the offset at midnight is one of those around it. The earliest instant
   * that is on the day wins; where midnight is skipped, that is the moment of the change. */
  gint64 seconds = local / G_USEC_PER_SEC;
  gint64 before = local - offset_at (seconds - 24 * 3600, zone);
  gint64 after = local - offset_at (seconds + 24 * 3600, zone);
  gint64 early = MIN (before, after), late = MAX (before, after);
  if (garrison_day_of_instant (early, zone) == day)
    return early;
  while (late - early > 1) /* at most 38 steps */
    {
      gint64 middle = early + (late - early) / 2;
      if (garrison_day_of_instant (middle, zone) >= day)
        late = middle;
      else
        early = middle;
    }
  return late;
}
