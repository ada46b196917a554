/* Dates in questions, and the days that they mean. */
#include "model/question-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/day.h"

#define MOST_UNITS 100000

static const Word units[] = {
  { GARRISON_BUCKET_DAY, "day|days|天|日" },
  { GARRISON_BUCKET_WEEK, "week|weeks|周|个周|星期|个星期" },
  { GARRISON_BUCKET_MONTH, "month|months|个月|月" },
  { GARRISON_BUCKET_QUARTER, "quarter|quarters|个季度|季度" },
  { GARRISON_BUCKET_YEAR, "year|years|年" },
};

static const struct
{
  const char *words;
  GarrisonBucket unit;
  int number;
} near_dates[] = {
  { "today|this day|今天|今日|当天", GARRISON_BUCKET_DAY, 0 },
  { "yesterday|昨天|昨日", GARRISON_BUCKET_DAY, -1 },
  { "tomorrow|明天|明日", GARRISON_BUCKET_DAY, 1 },
  { "this week|本周|这周|本星期|这个星期", GARRISON_BUCKET_WEEK, 0 },
  { "last week|上周|上星期|上个星期", GARRISON_BUCKET_WEEK, -1 },
  { "next week|下周|下星期|下个星期", GARRISON_BUCKET_WEEK, 1 },
  { "this month|本月|这个月|当月", GARRISON_BUCKET_MONTH, 0 },
  { "last month|上月|上个月", GARRISON_BUCKET_MONTH, -1 },
  { "next month|下月|下个月", GARRISON_BUCKET_MONTH, 1 },
  { "this quarter|本季度|本季|这个季度", GARRISON_BUCKET_QUARTER, 0 },
  { "last quarter|上季度|上季|上个季度", GARRISON_BUCKET_QUARTER, -1 },
  { "next quarter|下季度|下季|下个季度", GARRISON_BUCKET_QUARTER, 1 },
  { "this year|本年|今年|本年度|今年度", GARRISON_BUCKET_YEAR, 0 },
  { "last year|去年|上年|上年度", GARRISON_BUCKET_YEAR, -1 },
  { "next year|明年|来年|下年度", GARRISON_BUCKET_YEAR, 1 },
};

static gboolean
date_set (Value *value, DateKind date, GarrisonBucket unit, gint64 number)
{
  value->kind = VALUE_DATE;
  value->date = date;
  value->unit = unit;
  value->number = number;
  return TRUE;
}

static gboolean
take_near_date (Scanner *self, Value *value)
{
  gsize best = 0;

  scanner_skip_blanks (self);
  for (guint i = 0; i < G_N_ELEMENTS (near_dates); i++)
    {
      gsize length = scanner_match_any (self, self->pos, near_dates[i].words);

      if (length > best)
        {
          best = length;
          date_set (value, DATE_RELATIVE, near_dates[i].unit, near_dates[i].number);
        }
    }
  self->pos += best;
  return best > 0;
}

static gboolean
take_units (Scanner *self, gint64 *number, GarrisonBucket *unit)
{
  int found;

  if (!scanner_take_int (self, MOST_UNITS, number))
    return FALSE;
  found = scanner_take (self, units, G_N_ELEMENTS (units));
  *unit = (GarrisonBucket)found;
  return found >= 0;
}

/* "last 30 days", "in 3 weeks", "30 days ago" and the like. */
static gboolean
take_counted_date (Scanner *self, Value *value)
{
  static const Word leads[] = {
    { DATE_PAST,
      "last|past|previous|the last|in the last|within the last|during the last|最近|近|过去|前" },
    { DATE_FUTURE, "next|coming|the next|in the next|within the next|未来|今后|接下来" },
    { DATE_AWAY, "in" },
  };
  static const Word tails[] = {
    { 0, "ago|before today|earlier|前|之前|以前" },
    { 1, "from now|later|after today|后|之后|以后" },
  };
  gsize start = self->pos;
  int lead = scanner_take (self, leads, G_N_ELEMENTS (leads));
  gint64 number;
  GarrisonBucket unit;

  if (take_units (self, &number, &unit) && (number > 0 || lead < 0 || lead == DATE_AWAY))
    {
      int tail;

      if (lead >= 0)
        return date_set (value, (DateKind)lead, unit, number);
      tail = scanner_take (self, tails, G_N_ELEMENTS (tails));
      if (tail >= 0)
        return date_set (value, DATE_AWAY, unit, tail ? number : -number);
      /* 2026年 is a year, though 年 is a unit too. */
      if (number < GARRISON_DAY_FIRST_YEAR)
        scanner_fail (self, _ ("Expected “ago” or “from now”"));
    }
  self->pos = start;
  return FALSE;
}

static guint
digits_at (Scanner *self, gsize pos, guint most, int *value)
{
  guint n = 0;

  *value = 0;
  while (n < most && pos + n < self->n && self->fold[pos + n] >= '0' && self->fold[pos + n] <= '9')
    *value = *value * 10 + (int)(self->fold[pos + n++] - '0');
  return n;
}

static gboolean
end_date (Scanner *self, gsize at, Value *value, DateKind date, gint64 number, gboolean good)
{
  if (!good || is_word_char (scanner_char_at (self, at)) || scanner_char_at (self, at) == '-')
    return scanner_fail_at (self, self->pos, _ ("Expected a date that exists, such as 2026-05-19"));
  self->pos = at;
  return date_set (value, date, GARRISON_BUCKET_NONE, number);
}

static gboolean
week_exists (gint week)
{
  gint first = garrison_week_first_day (week);

  return first != 0 && garrison_day_week (first) == week;
}

/* What stands behind "2026-" or "2026年" at @at. */
static gboolean
take_within_year (Scanner *self, gsize at, int year, gboolean chinese, Value *value)
{
  int part;
  int day;
  guint n;

  if (scanner_char_at (self, at) == 'q' && digits_at (self, at + 1, 1, &part))
    return end_date (self, at + 2, value, DATE_QUARTER, year * 10 + part, part >= 1 && part <= 4);
  if (scanner_char_at (self, at) == 'w' && (n = digits_at (self, at + 1, 2, &part)))
    return end_date (self, at + 1 + n, value, DATE_WEEK, year * 100 + part,
                     part > 0 && week_exists (year * 100 + part));
  if (scanner_char_at (self, at) == 0x7b2c) /* 第 */
    at++;
  if (!(n = digits_at (self, at, 2, &part)))
    return scanner_fail_at (self, at, _ ("Expected a month"));
  at += n;
  if (chinese && scanner_match_any (self, at, "季度|季"))
    return end_date (self, at + scanner_match_any (self, at, "季度|季"), value, DATE_QUARTER,
                     year * 10 + part, part >= 1 && part <= 4);
  if (chinese && scanner_char_at (self, at) == 0x5468) /* 周 */
    return end_date (self, at + 1, value, DATE_WEEK, year * 100 + part,
                     part > 0 && week_exists (year * 100 + part));
  if (chinese
        ? scanner_char_at (self, at) == 0x6708
        : scanner_char_at (self, at) != 0 && strchr ("-/.", (int)MIN (scanner_char_at (self, at), 127)) != NULL)
    {
      at++;
      n = digits_at (self, at, 2, &day);
      if (n > 0)
        {
          at += n;
          if (chinese && scanner_match_any (self, at, "日|号"))
            at++;
          return end_date (self, at, value, DATE_DAY, garrison_day_make (year, part, day),
                           garrison_day_make (year, part, day) != 0);
        }
      if (!chinese)
        return scanner_fail_at (self, at, _ ("Expected a day of the month"));
    }
  return end_date (self, at, value, DATE_MONTH, year * 100 + part,
                   garrison_month_is_valid (year * 100 + part));
}

static gboolean
take_literal_date (Scanner *self, Value *value)
{
  gsize start = self->pos;
  gsize at;
  int year;
  int rest;

  scanner_skip_blanks (self);
  at = self->pos;
  if (digits_at (self, at, 8, &rest) == 8 && garrison_day_is_valid (rest))
    return end_date (self, at + 8, value, DATE_DAY, rest, TRUE);
  if (digits_at (self, at, 8, &year) == 4 && year >= GARRISON_DAY_FIRST_YEAR
      && year <= GARRISON_DAY_LAST_YEAR)
    {
      gunichar c = scanner_char_at (self, at + 4);

      if (c == 'q' || c == 'w')
        return take_within_year (self, at + 4, year, FALSE, value);
      if (c == '-' || c == '/' || c == '.')
        return take_within_year (self, at + 5, year, FALSE, value);
      if (c == 0x5e74
          && (digits_at (self, at + 5, 1, &rest) || scanner_char_at (self, at + 5) == 0x7b2c)) /* 年 */
        return take_within_year (self, at + 5, year, TRUE, value);
      return end_date (self, at + 4 + (c == 0x5e74), value, DATE_YEAR, year, TRUE);
    }
  self->pos = start;
  return FALSE;
}

gboolean
take_date (Scanner *self, Value *value)
{
  gboolean failed = self->failed;

  memset (value, 0, sizeof *value);
  if (take_near_date (self, value) || take_counted_date (self, value))
    return TRUE;
  if (self->failed && !failed)
    return FALSE;
  return take_literal_date (self, value);
}

static gint
quarter_first (gint64 quarter)
{
  return garrison_quarter_first_day ((gint)quarter);
}

static gint
unit_first (GarrisonBucket unit, gint day)
{
  switch (unit)
    {
    case GARRISON_BUCKET_WEEK:
      return garrison_day_add (day, 1 - garrison_day_weekday (day));
    case GARRISON_BUCKET_MONTH:
      return garrison_month_first_day (garrison_day_month (day));
    case GARRISON_BUCKET_QUARTER:
      return quarter_first (garrison_day_quarter (day));
    case GARRISON_BUCKET_YEAR:
      return garrison_day_make (garrison_day_year (day), 1, 1);
    default:
      return day;
    }
}

static gint
add_units (gint day, GarrisonBucket unit, gint64 number)
{
  int n = (int)number;

  switch (unit)
    {
    case GARRISON_BUCKET_WEEK:
      return garrison_day_add (day, 7 * n);
    case GARRISON_BUCKET_MONTH:
      return garrison_day_add_months (day, n);
    case GARRISON_BUCKET_QUARTER:
      return garrison_day_add_months (day, 3 * n);
    case GARRISON_BUCKET_YEAR:
      return garrison_day_add_months (day, 12 * n);
    default:
      return garrison_day_add (day, n);
    }
}

/* Beyond the valid years: before or after everything. */
static gint
or_edge (gint day, gboolean early)
{
  if (day)
    return day;
  return early ? GARRISON_DAY_FIRST_YEAR * 10000 + 101 : GARRISON_DAY_LAST_YEAR * 10000 + 1231;
}

static void
span_of_unit (GarrisonBucket unit, gint first_day, gboolean early, gint *first, gint *last)
{
  gint next = add_units (first_day, unit, 1);

  *first = or_edge (first_day, early);
  *last = first_day ? or_edge (garrison_day_add (next, -1), FALSE) : *first;
}

void
value_get_span (const Value *value, gint today, gint *first, gint *last)
{
  gint64 n = value->number;
  gint day;

  switch (value->date)
    {
    case DATE_DAY:
      *first = *last = (gint)n;
      return;
    case DATE_WEEK:
      span_of_unit (GARRISON_BUCKET_WEEK, garrison_week_first_day ((gint)n), FALSE, first, last);
      return;
    case DATE_MONTH:
      span_of_unit (GARRISON_BUCKET_MONTH, garrison_month_first_day ((gint)n), FALSE, first, last);
      return;
    case DATE_QUARTER:
      span_of_unit (GARRISON_BUCKET_QUARTER, quarter_first (n), FALSE, first, last);
      return;
    case DATE_YEAR:
      span_of_unit (GARRISON_BUCKET_YEAR, garrison_day_make ((int)n, 1, 1), FALSE, first, last);
      return;
    case DATE_RELATIVE:
      day = add_units (unit_first (value->unit, today), value->unit, n);
      span_of_unit (value->unit, day, n < 0, first, last);
      return;
    case DATE_PAST:
      *first = or_edge (garrison_day_add (add_units (today, value->unit, -n), 1), TRUE);
      *last = today;
      return;
    case DATE_FUTURE:
      *first = today;
      *last = or_edge (garrison_day_add (add_units (today, value->unit, n), -1), FALSE);
      return;
    case DATE_AWAY:
      *first = *last = or_edge (add_units (today, value->unit, n), n < 0);
      return;
    }
}
