/* Days that are named from today: tomorrow, 后天, next tuesday, 下周二, the end of the month. */
#include "base/when-scan.h"

static const GarrisonWhenWord DAYS[]
  = { { "today", 0 },     { "tomorrow", 1 },  { "tmr", 1 },      { "tmrw", 1 },   { "the day after tomorrow", 2 },
      { "day after tomorrow", 2 },            { "yesterday", -1 }, { "the day before yesterday", -2 },
      { "day before yesterday", -2 },
      { "今天", 0 },      { "今日", 0 },      { "今儿", 0 },     { "当天", 0 },   { "明天", 1 },   { "明日", 1 },
      { "明儿", 1 },      { "后天", 2 },      { "后日", 2 },     { "大后天", 3 }, { "昨天", -1 },  { "昨日", -1 },
      { "前天", -2 },     { NULL, 0 } };
/* A day and its part. */
static const GarrisonWhenWord DAY_PARTS[]
  = { { "tonight", GARRISON_WHEN_EVENING },        { "this evening", GARRISON_WHEN_EVENING },
      { "this morning", GARRISON_WHEN_MORNING },   { "this afternoon", GARRISON_WHEN_AFTERNOON },
      { "今晚", GARRISON_WHEN_EVENING },           { "今早", GARRISON_WHEN_MORNING },
      { "今晨", GARRISON_WHEN_MORNING },           { "明晚", 10 + GARRISON_WHEN_EVENING },
      { "明早", 10 + GARRISON_WHEN_MORNING },      { "明晨", 10 + GARRISON_WHEN_MORNING },
      { "后晚", 20 + GARRISON_WHEN_EVENING },      { NULL, 0 } };

static const GarrisonWhenWord ENGLISH_WEEKDAYS[]
  = { { "mon", 1 },  { "monday", 1 },   { "tue", 2 },   { "tues", 2 }, { "tuesday", 2 },  { "wed", 3 },
      { "weds", 3 }, { "wednesday", 3 }, { "thu", 4 },  { "thur", 4 }, { "thurs", 4 },    { "thursday", 4 },
      { "fri", 5 },  { "friday", 5 },   { "sat", 6 },   { "saturday", 6 }, { "sun", 7 },  { "sunday", 7 },
      { NULL, 0 } };
static const GarrisonWhenWord CHINESE_WEEKDAYS[]
  = { { "一", 1 }, { "二", 2 }, { "三", 3 }, { "四", 4 }, { "五", 5 }, { "六", 6 }, { "日", 7 }, { "天", 7 },
      { "末", 6 }, { "1", 1 },  { "2", 2 },  { "3", 3 },  { "4", 4 },  { "5", 5 },  { "6", 6 },  { "7", 7 },
      { NULL, 0 } };
static const GarrisonWhenWord CHINESE_WEEKS[]
  = { { "周", 1 }, { "星期", 1 }, { "礼拜", 1 }, { "个周", 1 }, { "个星期", 1 }, { "个礼拜", 1 }, { NULL, 0 } };
/* Weeks from this one. */
static const GarrisonWhenWord WHICH[]
  = { { "next", 1 }, { "this", 0 }, { "下", 1 }, { "下下", 2 }, { "这", 0 }, { "本", 0 }, { "上", -1 }, { NULL, 0 } };

/* The day of the week so many weeks from now. */
static gint
in_week (GarrisonWhenScan *scan, int weeks, int weekday)
{
  return garrison_day_add (scan->now.day, weekday - garrison_day_weekday (scan->now.day) + 7 * weeks);
}

static gint
next_weekday (GarrisonWhenScan *scan, int weekday)
{
  int days = weekday - garrison_day_weekday (scan->now.day);

  return garrison_day_add (scan->now.day, days > 0 ? days : days + 7);
}

gboolean
garrison_when_take_weekday (GarrisonWhenScan *scan, int *weekday)
{
  const char *begin = scan->at;
  int week;

  if (garrison_when_take_any (scan, ENGLISH_WEEKDAYS, weekday))
    return TRUE;
  if (garrison_when_take_any (scan, CHINESE_WEEKS, &week) && garrison_when_take_any (scan, CHINESE_WEEKDAYS, weekday))
    return TRUE;
  scan->at = begin;
  return FALSE;
}

/* "on tue", "coming friday", 周二, weekend */
static gboolean
take_weekday_alone (GarrisonWhenScan *scan)
{
  int weekday;

  garrison_when_take (scan, "coming");
  if (!garrison_when_take_weekday (scan, &weekday))
    {
      if (!garrison_when_take (scan, "the weekend") && !garrison_when_take (scan, "weekend"))
        return FALSE;
      weekday = 6;
    }
  scan->day = next_weekday (scan, weekday);
  return TRUE;
}

/* "next tue", "next week", "tue next week", 下周, 下周二, 本周末 */
static gboolean
take_week (GarrisonWhenScan *scan)
{
  const char *begin = scan->at;
  int weeks, weekday, week;

  if (garrison_when_take_any (scan, WHICH, &weeks))
    {
      if (garrison_when_take_weekday (scan, &weekday))
        ;
      else if (garrison_when_take (scan, "weekend"))
        weekday = 6;
      else if ((garrison_when_take (scan, "week") || garrison_when_take_any (scan, CHINESE_WEEKS, &week)) && weeks > 0)
        weekday = 1;
      else
        weekday = 0;
      if (weekday > 0)
        {
          scan->day = in_week (scan, weeks, weekday);
          return TRUE;
        }
    }
  scan->at = begin;
  if (garrison_when_take_any (scan, ENGLISH_WEEKDAYS, &weekday)
      && (garrison_when_take (scan, "next week") || garrison_when_take (scan, "of next week")))
    {
      scan->day = in_week (scan, 1, weekday);
      return TRUE;
    }
  scan->at = begin;
  return FALSE;
}

enum
{
  END_OF_WEEK,
  END_OF_NEXT_WEEK,
  END_OF_MONTH,
  END_OF_NEXT_MONTH,
  END_OF_QUARTER,
  END_OF_YEAR,
  MIDDLE_OF_MONTH,
  MIDDLE_OF_NEXT_MONTH,
  NEXT_MONTH,
  NEXT_QUARTER,
  NEXT_YEAR,
};

static const GarrisonWhenWord PERIODS[]
  = { { "end of week", END_OF_WEEK },          { "end of the week", END_OF_WEEK },
      { "end of this week", END_OF_WEEK },     { "eow", END_OF_WEEK },
      { "end of next week", END_OF_NEXT_WEEK }, { "end of month", END_OF_MONTH },
      { "end of the month", END_OF_MONTH },    { "end of this month", END_OF_MONTH },
      { "month end", END_OF_MONTH },           { "eom", END_OF_MONTH },
      { "end of next month", END_OF_NEXT_MONTH }, { "end of quarter", END_OF_QUARTER },
      { "end of the quarter", END_OF_QUARTER }, { "end of this quarter", END_OF_QUARTER },
      { "eoq", END_OF_QUARTER },               { "end of year", END_OF_YEAR },
      { "end of the year", END_OF_YEAR },      { "end of this year", END_OF_YEAR },
      { "year end", END_OF_YEAR },             { "eoy", END_OF_YEAR },
      { "mid month", MIDDLE_OF_MONTH },        { "mid-month", MIDDLE_OF_MONTH },
      { "middle of the month", MIDDLE_OF_MONTH }, { "middle of next month", MIDDLE_OF_NEXT_MONTH },
      { "next month", NEXT_MONTH },            { "beginning of next month", NEXT_MONTH },
      { "start of next month", NEXT_MONTH },   { "next quarter", NEXT_QUARTER },
      { "next year", NEXT_YEAR },
      { "月底", END_OF_MONTH },                { "月末", END_OF_MONTH },
      { "本月底", END_OF_MONTH },              { "这个月底", END_OF_MONTH },
      { "本月末", END_OF_MONTH },              { "下月底", END_OF_NEXT_MONTH },
      { "下个月底", END_OF_NEXT_MONTH },       { "下月末", END_OF_NEXT_MONTH },
      { "季末", END_OF_QUARTER },              { "季度末", END_OF_QUARTER },
      { "本季度末", END_OF_QUARTER },          { "年底", END_OF_YEAR },
      { "年末", END_OF_YEAR },                 { "今年底", END_OF_YEAR },
      { "月中", MIDDLE_OF_MONTH },             { "本月中", MIDDLE_OF_MONTH },
      { "下月中", MIDDLE_OF_NEXT_MONTH },      { "下个月中", MIDDLE_OF_NEXT_MONTH },
      { "下月", NEXT_MONTH },                  { "下个月", NEXT_MONTH },
      { "下月初", NEXT_MONTH },                { "下个月初", NEXT_MONTH },
      { "月初", NEXT_MONTH },                  { "下季度", NEXT_QUARTER },
      { "下个季度", NEXT_QUARTER },            { "明年初", NEXT_YEAR },
      { "明年", NEXT_YEAR },                   { NULL, 0 } };

static gint
quarter_after (gint day)
{
  gint quarter = garrison_day_quarter (day);

  return garrison_quarter_first_day (quarter % 10 == 4 ? quarter + 7 : quarter + 1);
}

static gint
middle_of_month (gint month)
{
  return month * 100 + 15;
}

static gint
day_of_period (GarrisonWhenScan *scan, int period)
{
  gint today = scan->now.day, month = garrison_day_month (today), later = garrison_month_add (month, 1);

  switch (period)
    {
    case END_OF_WEEK:
      return in_week (scan, 0, MAX (garrison_day_weekday (today), 5));
    case END_OF_NEXT_WEEK:
      return in_week (scan, 1, 5);
    case END_OF_MONTH:
      return garrison_month_last_day (month);
    case END_OF_NEXT_MONTH:
      return garrison_month_last_day (later);
    case END_OF_QUARTER:
      return garrison_day_add (quarter_after (today), -1);
    case END_OF_YEAR:
      return garrison_day_make (garrison_day_year (today), 12, 31);
    case MIDDLE_OF_MONTH:
      return middle_of_month (today > middle_of_month (month) ? later : month);
    case MIDDLE_OF_NEXT_MONTH:
      return middle_of_month (later);
    case NEXT_MONTH:
      return garrison_month_first_day (later);
    case NEXT_QUARTER:
      return quarter_after (today);
    default:
      return garrison_day_make (garrison_day_year (today) + 1, 1, 1);
    }
}

gboolean
garrison_when_take_day (GarrisonWhenScan *scan)
{
  int value;

  if (take_week (scan) || take_weekday_alone (scan))
    return TRUE;
  if (garrison_when_take_any (scan, PERIODS, &value))
    scan->day = day_of_period (scan, value);
  else if (garrison_when_take_any (scan, DAY_PARTS, &value))
    {
      scan->day = garrison_day_add (scan->now.day, value / 10);
      scan->part = value % 10;
    }
  else if (garrison_when_take_any (scan, DAYS, &value))
    scan->day = garrison_day_add (scan->now.day, value);
  else
    return FALSE;
  return TRUE;
}
