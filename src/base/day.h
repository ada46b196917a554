/* Days, months, weeks and quarters of the calendar as plain numbers.
 *
 * A day is yyyymmdd (20261123), a month yyyymm, an ISO week yyyyww, a quarter yyyyq; each compares
 * as a number. Years 1900 to 2200 are valid. 0 is "no day" and goes through all arithmetic as 0; so
 * does what leaves the valid years. Pure functions, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GARRISON_DAY_FIRST_YEAR 1900
#define GARRISON_DAY_LAST_YEAR 2200

/** garrison_day_make: the day, or 0 when there is no such day. */
gint garrison_day_make (int year, int month, int day);
gboolean garrison_day_is_valid (gint day);
/** garrison_day_add: @days later (or earlier, when negative). */
gint garrison_day_add (gint day, int days);
/** garrison_day_diff: days from @from to @to, negative when @to is earlier; 0 when one is invalid.
 */
int garrison_day_diff (gint from, gint to);
/** garrison_day_weekday: 1 (Monday) to 7 (Sunday); 0 when invalid. */
int garrison_day_weekday (gint day);
gint garrison_day_month (gint day);
/** garrison_day_quarter: yyyyq, for example 20264. */
gint garrison_day_quarter (gint day);
/** garrison_day_week: the ISO 8601 week yyyyww; its year may differ from the day's. */
gint garrison_day_week (gint day);
int garrison_day_year (gint day);

gboolean garrison_month_is_valid (gint month);
gint garrison_month_add (gint month, int months);
/** garrison_month_diff: months from @from to @to. */
int garrison_month_diff (gint from, gint to);
gint garrison_month_first_day (gint month);
gint garrison_month_last_day (gint month);
/** garrison_day_add_months: same day of the month, or the month's last day if it is shorter. */
gint garrison_day_add_months (gint day, int months);

/** garrison_week_first_day: the Monday of an ISO week yyyyww. */
gint garrison_week_first_day (gint week);
/** garrison_quarter_first_day: the first day of a quarter yyyyq. */
gint garrison_quarter_first_day (gint quarter);

/**
 * garrison_day_of_instant:
 * @instant: microseconds UTC since 1970
 * @zone: (nullable): %NULL for UTC
 */
gint garrison_day_of_instant (gint64 instant, GTimeZone *zone);
/** garrison_day_start: the first instant of @day in @zone, in microseconds UTC. */
gint64 garrison_day_start (gint day, GTimeZone *zone);

/**
 * GarrisonDayOrder:
 * @GARRISON_DAY_ORDER_DAY_FIRST: 3/4/2026 is 3 April
 * @GARRISON_DAY_ORDER_MONTH_FIRST: 3/4/2026 is 4 March
 *
 * How a file writes a date that begins with neither year nor month's name.
 */
typedef enum
{
  GARRISON_DAY_ORDER_DAY_FIRST,
  GARRISON_DAY_ORDER_MONTH_FIRST,
} GarrisonDayOrder;

/**
 * garrison_day_parse:
 * @text: "2016-10-20", "2016/1/5", "2016.10.20", "2016年10月20日", "20161020", "20/10/2016",
 *   "20 Oct 2016", "Oct 20, 2016"; a time of day behind it is left off
 * @order: which comes first in "3/4/2016"; what can only be the other (20/10 or 10/20) is refused,
 *   not guessed
 * @day: (out): the day
 *
 * Returns: %FALSE with %GARRISON_ERROR_INVALID when it is no date, does not exist, or lies outside
 *   the valid years
 */
gboolean garrison_day_parse (const char *text, GarrisonDayOrder order, gint *day, GError **error);

/**
 * garrison_day_format:
 * @day: a day
 * @today: the day to take as today
 * @chinese: garrison_locale_is_chinese()
 *
 * "15 May" or 5月15日; with the year ("15 May 2024", 2024年5月15日) if that is not @today's. Empty
 * for 0.
 */
char *garrison_day_format (gint day, gint today, gboolean chinese);

/**
 * garrison_instant_format_age:
 * @instant: microseconds UTC
 * @now: microseconds UTC, usually g_get_real_time()
 * @zone: (nullable): where days begin and end; %NULL for UTC
 * @chinese: garrison_locale_is_chinese()
 *
 * How long ago, short: "now", "5 min", "2 h", "yesterday", "3 d", "16 d" (刚刚, 5 分钟前, 2 小时前,
 * 昨天, 3 天前), from 31 days on and for the future the date as garrison_day_format() writes it.
 */
char *garrison_instant_format_age (gint64 instant, gint64 now, GTimeZone *zone, gboolean chinese);

/** garrison_month_format: "Nov 2026" or 2026年11月; empty for 0. */
char *garrison_month_format (gint month, gboolean chinese);

G_END_DECLS
