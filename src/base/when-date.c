/* Dates of the calendar: 2026-12-15, 15 dec, dec 15th, 15/12, 12月15日, 下月5号, 15号. */
#include "base/when-scan.h"

static const GarrisonWhenWord MONTHS[]
  = { { "jan", 1 },  { "january", 1 },  { "feb", 2 },  { "february", 2 },  { "mar", 3 },   { "march", 3 },
      { "apr", 4 },  { "april", 4 },    { "may", 5 },  { "jun", 6 },       { "june", 6 },  { "jul", 7 },
      { "july", 7 }, { "aug", 8 },      { "august", 8 }, { "sep", 9 },     { "sept", 9 },  { "september", 9 },
      { "oct", 10 }, { "october", 10 }, { "nov", 11 }, { "november", 11 }, { "dec", 12 },  { "december", 12 },
      { NULL, 0 } };
static const GarrisonWhenWord ORDINALS[] = { { "st", 0 }, { "nd", 0 }, { "rd", 0 }, { "th", 0 }, { NULL, 0 } };
static const GarrisonWhenWord DAY_SIGNS[] = { { "日", 0 }, { "号", 0 }, { NULL, 0 } };
/* Months from this one. */
static const GarrisonWhenWord WHICH_MONTHS[]
  = { { "下月", 1 }, { "下个月", 1 }, { "本月", 0 }, { "这个月", 0 }, { "这月", 0 }, { NULL, 0 } };
static const GarrisonWhenWord WHICH_YEARS[] = { { "今年", 0 }, { "明年", 1 }, { "后年", 2 }, { NULL, 0 } };

/* @year: 0 for the next such day. */
static gboolean
set (GarrisonWhenScan *scan, int year, int month, int day)
{
  int first = garrison_day_year (scan->now.day);

  if (year > 0)
    scan->day = garrison_day_make (year < 100 ? 2000 + year : year, month, day);
  else
    {
      scan->day = garrison_day_make (first, month, day);
      /* 29 February waits for its year. */
      for (int later = 1; later <= 8 && scan->day < scan->now.day; later++)
        scan->day = garrison_day_make (first + later, month, day);
    }
  return scan->day != 0;
}

/* The next day of a month with this number. */
static gboolean
set_day_of_month (GarrisonWhenScan *scan, int number)
{
  gint month = garrison_day_month (scan->now.day);

  scan->day = 0;
  for (int later = 0; later < 3 && scan->day < scan->now.day; later++)
    {
      gint candidate = garrison_month_add (month, later);
      scan->day = garrison_day_make (candidate / 100, candidate % 100, number);
    }
  return scan->day != 0;
}

static gboolean
take_year (GarrisonWhenScan *scan, int *year)
{
  const char *begin = scan->at;
  int digits;

  if (!garrison_when_take (scan, ","))
    garrison_when_take (scan, "-");
  if (garrison_when_take_number (scan, year, &digits) && digits == 4 && *year >= 1900)
    return TRUE;
  scan->at = begin;
  *year = 0;
  return FALSE;
}

/* A number from 1 to 31, with "th" or without. */
static gboolean
take_day_number (GarrisonWhenScan *scan, int *day, gboolean *ordinal)
{
  int digits, value;

  if (!garrison_when_take_number (scan, day, &digits) || digits == 0 || digits > 2 || *day < 1 || *day > 31)
    return FALSE;
  *ordinal = garrison_when_take_any (scan, ORDINALS, &value);
  return TRUE;
}

/* 15 dec 2026, 15th of december, the 15th */
static gboolean
take_day_first (GarrisonWhenScan *scan)
{
  gboolean ordinal;
  int day, month, year;

  garrison_when_take (scan, "the");
  if (!take_day_number (scan, &day, &ordinal))
    return FALSE;
  if (!garrison_when_take (scan, "of"))
    garrison_when_take (scan, "-");
  if (garrison_when_take_any (scan, MONTHS, &month))
    {
      take_year (scan, &year);
      return set (scan, year, month, day);
    }
  return ordinal && set_day_of_month (scan, day);
}

/* dec 15, december 15th, 2026 */
static gboolean
take_month_first (GarrisonWhenScan *scan)
{
  gboolean ordinal;
  int day, month, year;

  if (!garrison_when_take_any (scan, MONTHS, &month) || !take_day_number (scan, &day, &ordinal))
    return FALSE;
  take_year (scan, &year);
  return set (scan, year, month, day);
}

static gboolean
take_separator (GarrisonWhenScan *scan, char *separator)
{
  if (*scan->at != '-' && *scan->at != '/' && *scan->at != '.')
    return FALSE;
  if (*separator != '\0' && *separator != *scan->at)
    return FALSE;
  *separator = *scan->at++;
  return TRUE;
}

/* Only one of the two orders may give a day. */
static gboolean
set_either (GarrisonWhenScan *scan, int year, int first, int second)
{
  gboolean month_first = scan->order == GARRISON_DAY_ORDER_MONTH_FIRST;

  if (first > 12)
    month_first = FALSE;
  else if (second > 12)
    month_first = TRUE;
  return month_first ? set (scan, year, first, second) : set (scan, year, second, first);
}

/* 2026-12-15, 15/12, 15/12/26; "15.12." too, but "15.12" alone is a time. */
static gboolean
take_numbers (GarrisonWhenScan *scan)
{
  int first, second, third, digits;
  char separator = '\0';

  if (!garrison_when_take_number (scan, &first, &digits) || digits == 0 || !take_separator (scan, &separator)
      || !garrison_when_take_number (scan, &second, NULL))
    return FALSE;
  if (take_separator (scan, &separator))
    {
      int width;
      if (!garrison_when_take_number (scan, &third, &width))
        return separator == '.' && digits <= 2 && set (scan, 0, second, first);
      if (digits == 4)
        return set (scan, first, second, third);
      return (width == 2 || width == 4) && set_either (scan, third, first, second);
    }
  return separator != '.' && digits <= 2 && set_either (scan, 0, first, second);
}

/* [2026年|明年][12月|下月]15[日|号]; the sign may be left off behind a month. */
static gboolean
take_chinese (GarrisonWhenScan *scan)
{
  int year = 0, month = 0, months = -1, day, sign, number;
  const char *begin = scan->at;

  if (garrison_when_take_any (scan, WHICH_YEARS, &number))
    year = garrison_day_year (scan->now.day) + number;
  else if (garrison_when_take_number (scan, &number, NULL) && garrison_when_take (scan, "年"))
    year = number;
  else
    scan->at = begin;
  begin = scan->at;
  if (year == 0 && garrison_when_take_any (scan, WHICH_MONTHS, &months))
    ;
  else if (garrison_when_take_number (scan, &month, NULL) && garrison_when_take (scan, "月"))
    garrison_when_take (scan, "份");
  else
    {
      scan->at = begin;
      month = 0;
    }
  if (!garrison_when_take_number (scan, &day, NULL))
    return FALSE;
  if (!garrison_when_take_any (scan, DAY_SIGNS, &sign) && month == 0)
    return FALSE;
  if (months >= 0)
    {
      gint of = garrison_month_add (garrison_day_month (scan->now.day), months);
      return set (scan, of / 100, of % 100, day);
    }
  return month > 0 ? set (scan, year, month, day) : year == 0 && set_day_of_month (scan, day);
}

gboolean
garrison_when_take_date (GarrisonWhenScan *scan)
{
  static gboolean (*const forms[]) (GarrisonWhenScan *) = { take_numbers, take_chinese, take_day_first, take_month_first };
  const char *begin = scan->at;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      scan->at = begin;
      if (forms[i](scan))
        {
          scan->at += *scan->at == ',' ? 1 : 0;
          scan->at += *scan->at == ' ' ? 1 : 0;
          return TRUE;
        }
      scan->day = 0;
    }
  scan->at = begin;
  return FALSE;
}
