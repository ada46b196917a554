/* So long from now: in 2 weeks, 3 days later, 半小时后, 过两天, in 3 working days. */
#include <string.h>

#include "base/when-scan.h"

#define DAY (24 * 60)

typedef enum
{
  MINUTE,
  QUARTER_HOUR,
  HOUR,
  WHOLE_DAY,
  WORKING_DAY,
  WEEK,
  FORTNIGHT,
  MONTH,
  QUARTER,
  YEAR,
} Unit;

static const GarrisonWhenWord UNITS[]
  = { { "min", MINUTE },         { "mins", MINUTE },      { "minute", MINUTE },        { "minutes", MINUTE },
      { "h", HOUR },             { "hr", HOUR },          { "hrs", HOUR },             { "hour", HOUR },
      { "hours", HOUR },         { "d", WHOLE_DAY },      { "day", WHOLE_DAY },        { "days", WHOLE_DAY },
      { "working day", WORKING_DAY }, { "working days", WORKING_DAY }, { "business day", WORKING_DAY },
      { "business days", WORKING_DAY }, { "w", WEEK },    { "wk", WEEK },              { "wks", WEEK },
      { "week", WEEK },          { "weeks", WEEK },       { "fortnight", FORTNIGHT },  { "month", MONTH },
      { "months", MONTH },       { "quarter", QUARTER },  { "quarters", QUARTER },     { "year", YEAR },
      { "years", YEAR },         { "quarter of an hour", QUARTER_HOUR },
      { "分钟", MINUTE },        { "分", MINUTE },        { "刻钟", QUARTER_HOUR },    { "小时", HOUR },
      { "个小时", HOUR },        { "钟头", HOUR },        { "个钟头", HOUR },          { "天", WHOLE_DAY },
      { "日", WHOLE_DAY },       { "个工作日", WORKING_DAY }, { "工作日", WORKING_DAY }, { "周", WEEK },
      { "星期", WEEK },          { "个星期", WEEK },      { "礼拜", WEEK },            { "个礼拜", WEEK },
      { "个周", WEEK },          { "个月", MONTH },       { "月", MONTH },             { "个季度", QUARTER },
      { "季度", QUARTER },       { "年", YEAR },          { NULL, 0 } };
static const GarrisonWhenWord AFTERS[]
  = { { "from now", 0 }, { "later", 0 }, { "from today", 0 }, { "后", 0 }, { "之后", 0 }, { "以后", 0 }, { NULL, 0 } };

static gint
add_working_days (gint day, int n)
{
  for (int left = n; left > 0 && day != 0;)
    {
      day = garrison_day_add (day, 1);
      if (garrison_day_weekday (day) < 6)
        left--;
    }
  return day;
}

static gboolean
set_minutes (GarrisonWhenScan *scan, gint64 minutes)
{
  gint64 at = scan->now.minute + minutes;

  scan->day = garrison_day_add (scan->now.day, (int) MIN (at / DAY, G_MAXINT / 2));
  scan->hour = (int) (at % DAY / 60);
  scan->minute = (int) (at % 60);
  scan->exact = scan->done = TRUE;
  return TRUE;
}

/* @halves: twice as many units. */
static gboolean
set (GarrisonWhenScan *scan, gint64 halves, Unit unit)
{
  static const int days[] = { [WHOLE_DAY] = 1, [WEEK] = 7, [FORTNIGHT] = 14 };
  static const int minutes[] = { [MINUTE] = 1, [QUARTER_HOUR] = 15, [HOUR] = 60 };
  static const int months[] = { [MONTH] = 1, [QUARTER] = 3, [YEAR] = 12 };

  if (halves > 200000)
    return FALSE;
  if (unit <= HOUR)
    return set_minutes (scan, halves * minutes[unit] / 2);
  if (unit == WORKING_DAY)
    scan->day = halves <= 20000 ? add_working_days (scan->now.day, (int) (halves / 2)) : 0;
  else if (unit <= FORTNIGHT)
    scan->day = garrison_day_add (scan->now.day, (int) (halves * days[unit] / 2));
  else
    {
      scan->day = garrison_day_add_months (scan->now.day, (int) (halves * months[unit] / 2));
      /* Half a month is fifteen days; half a quarter a month and as many. */
      if (halves * months[unit] % 2 != 0)
        scan->day = garrison_day_add (scan->day, 15);
    }
  return scan->day != 0;
}

/* "2 weeks", "half an hour", "one and a half hours", 两个半小时, 半个月 */
static gboolean
take_amount (GarrisonWhenScan *scan, gint64 *halves, int *unit)
{
  int n;

  if (garrison_when_take (scan, "half an") || garrison_when_take (scan, "half a") || garrison_when_take (scan, "半"))
    *halves = 1;
  else if (garrison_when_take_number (scan, &n, NULL))
    *halves = 2 * (gint64) n;
  else
    return FALSE;
  if (*halves > 1 && (garrison_when_take (scan, "and a half") || garrison_when_take (scan, "个半")))
    *halves += 1;
  if (!garrison_when_take_any (scan, UNITS, unit))
    return FALSE;
  if (garrison_when_take (scan, "and a half") || (*unit == YEAR && garrison_when_take (scan, "半")))
    *halves += 1;
  return TRUE;
}

/* "3d", "2w" */
static gboolean
is_brief (const char *at)
{
  gsize digits = strspn (at, "0123456789");

  return digits > 0 && (at[digits] == 'd' || at[digits] == 'w') && !g_ascii_isalpha (at[digits + 1]);
}

gboolean
garrison_when_take_span (GarrisonWhenScan *scan)
{
  const char *begin = scan->at;
  gboolean in = garrison_when_take (scan, "in") || garrison_when_take (scan, "within") || garrison_when_take (scan, "+")
                || garrison_when_take (scan, "再过") || garrison_when_take (scan, "过");
  gboolean brief = is_brief (scan->at);
  gint64 halves;
  int unit, word;

  if (take_amount (scan, &halves, &unit))
    {
      gboolean after = garrison_when_take_any (scan, AFTERS, &word);
      if ((in || after || brief) && set (scan, halves, unit))
        return TRUE;
    }
  scan->at = begin;
  return FALSE;
}
