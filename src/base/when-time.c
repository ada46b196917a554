/* Times of day: 10, 10:30, 3pm, half past two, at noon, 下午三点半, 10点20, 差一刻三点. */
#include "base/when-scan.h"

static const GarrisonWhenWord PARTS[]
  = { { "morning", GARRISON_WHEN_MORNING },   { "in the morning", GARRISON_WHEN_MORNING },
      { "noon", GARRISON_WHEN_NOON },         { "midday", GARRISON_WHEN_NOON },
      { "lunchtime", GARRISON_WHEN_NOON },    { "afternoon", GARRISON_WHEN_AFTERNOON },
      { "in the afternoon", GARRISON_WHEN_AFTERNOON }, { "evening", GARRISON_WHEN_EVENING },
      { "in the evening", GARRISON_WHEN_EVENING },     { "night", GARRISON_WHEN_EVENING },
      { "end of day", GARRISON_WHEN_END },    { "end of the day", GARRISON_WHEN_END },
      { "eod", GARRISON_WHEN_END },           { "cob", GARRISON_WHEN_END },
      { "凌晨", GARRISON_WHEN_NIGHT },        { "早上", GARRISON_WHEN_MORNING },
      { "早晨", GARRISON_WHEN_MORNING },      { "早", GARRISON_WHEN_MORNING },
      { "上午", GARRISON_WHEN_MORNING },      { "中午", GARRISON_WHEN_NOON },
      { "下午", GARRISON_WHEN_AFTERNOON },    { "午后", GARRISON_WHEN_AFTERNOON },
      { "傍晚", GARRISON_WHEN_EVENING },      { "晚上", GARRISON_WHEN_EVENING },
      { "晚", GARRISON_WHEN_EVENING },        { "夜里", GARRISON_WHEN_EVENING },
      { "下班前", GARRISON_WHEN_END },        { NULL, 0 } };
static const GarrisonWhenWord MERIDIEMS[]
  = { { "am", GARRISON_WHEN_NIGHT },     { "a.m.", GARRISON_WHEN_NIGHT },     { "a.m", GARRISON_WHEN_NIGHT },
      { "pm", GARRISON_WHEN_AFTERNOON }, { "p.m.", GARRISON_WHEN_AFTERNOON }, { "p.m", GARRISON_WHEN_AFTERNOON },
      { NULL, 0 } };
static const GarrisonWhenWord QUARTERS[]
  = { { "半", 30 }, { "一刻", 15 }, { "三刻", 45 }, { "整", 0 }, { NULL, 0 } };

static gboolean
set (GarrisonWhenScan *scan, int hour, int minute)
{
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute > 0))
    return FALSE;
  scan->hour = hour;
  scan->minute = minute;
  return TRUE;
}

/* 10:30, 14.30, 14h30, 9:05 pm */
static gboolean
take_clock (GarrisonWhenScan *scan)
{
  const char *begin = scan->at;
  int hour, minute = 0, digits, width, part;

  if (!garrison_when_take_number (scan, &hour, &digits) || digits == 0 || digits > 2)
    return FALSE;
  if (*scan->at == ':' || *scan->at == '.' || (*scan->at == 'h' && g_ascii_isdigit (scan->at[1])))
    {
      scan->at++;
      if (!garrison_when_take_number (scan, &minute, &width) || width != 2)
        return FALSE;
    }
  else if (!garrison_when_take (scan, "h") && !garrison_when_take (scan, "o'clock") && !garrison_when_take (scan, "o’clock"))
    {
      if (!garrison_when_take_any (scan, MERIDIEMS, &part) || hour > 12)
        return FALSE;
      scan->part = part;
      return set (scan, hour, 0);
    }
  scan->exact = *begin == '0' && digits == 2;
  if (garrison_when_take_any (scan, MERIDIEMS, &part))
    scan->part = part;
  return set (scan, hour, minute);
}

/* 三点半, 10点20分, 15时, 3点钟 */
static gboolean
take_chinese (GarrisonWhenScan *scan)
{
  int hour, minute = 0, value, digits;
  const char *begin = scan->at;

  if (!garrison_when_take_number (scan, &hour, &digits)
      || !(garrison_when_take (scan, "点钟") || garrison_when_take (scan, "点") || garrison_when_take (scan, "时")))
    return FALSE;
  scan->exact = *begin == '0' && digits == 2;
  if (garrison_when_take_any (scan, QUARTERS, &value))
    minute = value;
  else if (garrison_when_take_number (scan, &value, NULL))
    {
      minute = value;
      garrison_when_take (scan, "分");
    }
  return set (scan, hour, minute);
}

static int
hour_before (int hour)
{
  return hour == 1 ? 12 : hour - 1;
}

/* half past two, quarter to 3, 10 past 4, 差一刻三点, 差十分三点 */
static gboolean
take_past (GarrisonWhenScan *scan)
{
  int hour, minutes, value;
  gboolean to = FALSE;

  if (garrison_when_take (scan, "差"))
    {
      if (garrison_when_take_any (scan, QUARTERS, &value))
        minutes = value;
      else if (!garrison_when_take_number (scan, &minutes, NULL) || !garrison_when_take (scan, "分"))
        return FALSE;
      if (!garrison_when_take_number (scan, &hour, NULL) || !garrison_when_take (scan, "点"))
        return FALSE;
      return minutes > 0 && minutes < 60 && hour > 0 && set (scan, hour_before (hour), 60 - minutes);
    }
  if (garrison_when_take (scan, "half"))
    minutes = 30;
  else if (garrison_when_take (scan, "quarter") || garrison_when_take (scan, "a quarter"))
    minutes = 15;
  else if (!garrison_when_take_number (scan, &minutes, NULL))
    return FALSE;
  if (garrison_when_take (scan, "to"))
    to = TRUE;
  else if (!garrison_when_take (scan, "past"))
    return FALSE;
  if (!garrison_when_take_number (scan, &hour, NULL) || hour < 1)
    return FALSE;
  if (garrison_when_take_any (scan, MERIDIEMS, &value))
    scan->part = value;
  return minutes > 0 && minutes < 60 && set (scan, to ? hour_before (hour) : hour, to ? 60 - minutes : minutes);
}

/* "next tue 10", "at 4", "1430" */
static gboolean
take_bare (GarrisonWhenScan *scan)
{
  gboolean at = garrison_when_take (scan, "at") || garrison_when_take (scan, "@");
  const char *begin = scan->at;
  int number, digits;

  if (!garrison_when_take_number (scan, &number, &digits))
    return FALSE;
  scan->exact = digits > 0 && *begin == '0';
  scan->bare = !at;
  if (digits == 4)
    return set (scan, number / 100, number % 100);
  return digits <= 2 && number <= 24 && set (scan, number, 0);
}

static gboolean
take_hour (GarrisonWhenScan *scan)
{
  static gboolean (*const forms[]) (GarrisonWhenScan *) = { take_clock, take_chinese, take_past, take_bare };
  GarrisonWhenScan before = *scan;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      /* The last form wants to know itself. */
      if (i + 1 < G_N_ELEMENTS (forms) && !garrison_when_take (scan, "at"))
        garrison_when_take (scan, "@");
      if (forms[i](scan))
        return TRUE;
      *scan = before;
    }
  return FALSE;
}

gboolean
garrison_when_take_time (GarrisonWhenScan *scan)
{
  const char *begin = scan->at;
  int part;

  if (scan->part == GARRISON_WHEN_ANY)
    {
      if (!garrison_when_take (scan, "at"))
        garrison_when_take (scan, "the");
      if (garrison_when_take_any (scan, PARTS, &part))
        {
          scan->part = part;
          return TRUE;
        }
      scan->at = begin;
      if (garrison_when_take (scan, "at midnight") || garrison_when_take (scan, "midnight") || garrison_when_take (scan, "半夜"))
        {
          scan->exact = TRUE;
          return scan->hour < 0 && set (scan, 24, 0);
        }
    }
  return scan->hour < 0 && take_hour (scan);
}
