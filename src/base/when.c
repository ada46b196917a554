#include "base/when.h"

#include <string.h>

#include "base/when-scan.h"

/* Words that only join: "on tue at 10", 明天的下午, "by friday". */
static void
skip_joints (GarrisonWhenScan *scan)
{
  static const char *const joints[] = { ",", "，", "、", "on", "by", "的", "before", "until", "around", "about", "大约", "于", "在" };

  scan->at += strspn (scan->at, " ");
  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    if (garrison_when_take (scan, joints[i]))
      i = (guint) -1;
}

static int
hour_of_part (GarrisonWhenScan *scan)
{
  static const int hours[] = { [GARRISON_WHEN_NIGHT] = 0,      [GARRISON_WHEN_MORNING] = 9,  [GARRISON_WHEN_NOON] = 12,
                               [GARRISON_WHEN_AFTERNOON] = 14, [GARRISON_WHEN_EVENING] = 19, [GARRISON_WHEN_END] = 18 };

  return hours[scan->part];
}

/* The hour of 24 that is meant. */
static int
get_hour (GarrisonWhenScan *scan)
{
  int hour = scan->hour;

  if (hour < 0)
    return hour_of_part (scan);
  switch (scan->part)
    {
    case GARRISON_WHEN_NIGHT:
      return hour == 12 ? 0 : hour;
    case GARRISON_WHEN_MORNING:
      return hour == 12 && scan->minute == 0 ? 12 : hour % 12 + (hour > 12 ? 12 : 0);
    case GARRISON_WHEN_NOON:
      return hour < 5 ? hour + 12 : hour;
    case GARRISON_WHEN_AFTERNOON:
    case GARRISON_WHEN_END:
      return hour < 12 ? hour + 12 : hour;
    case GARRISON_WHEN_EVENING:
      return hour < 12 ? hour + 12 : hour == 12 ? 24 : hour;
    default:
      return hour >= 1 && hour <= 6 && !scan->exact ? hour + 12 : hour;
    }
}

/* -1 for none; midnight at a day's end is the next day's beginning. */
static gboolean
finish (GarrisonWhenScan *scan, GarrisonWhen *when)
{
  int minute = -1;

  if (scan->bare && scan->day == 0 && scan->part == GARRISON_WHEN_ANY)
    return FALSE;
  if (scan->hour >= 0 || scan->part != GARRISON_WHEN_ANY)
    minute = get_hour (scan) * 60 + MAX (scan->minute, 0);
  if (minute < 0 && scan->day == 0)
    return FALSE;
  when->day = scan->day;
  when->assumed = scan->day == 0;
  if (when->assumed)
    when->day = minute > scan->now.minute ? scan->now.day : garrison_day_add (scan->now.day, 1);
  if (minute >= 24 * 60)
    {
      when->day = garrison_day_add (when->day, minute / (24 * 60));
      minute %= 24 * 60;
    }
  when->minute = minute;
  return when->day != 0;
}

/* In lower case, narrow, with single blanks. */
static char *
normalize (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = narrow != NULL ? g_utf8_strdown (narrow, -1) : NULL;
  g_auto (GStrv) words = lower != NULL ? g_strsplit_set (lower, " \t", -1) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
take (GarrisonWhenScan *scan)
{
  if (scan->done)
    return FALSE;
  if (scan->day == 0
      && (garrison_when_take_span (scan) || garrison_when_take_date (scan) || garrison_when_take_day (scan)))
    return TRUE;
  return garrison_when_take_time (scan);
}

/* @strict: "afternoon" alone is no phrase. */
static gboolean
parse (const char *text, GarrisonWhen now, GarrisonDayOrder order, gboolean strict, GarrisonWhen *when)
{
  GarrisonWhenScan scan = { .at = text, .now = now, .order = order, .hour = -1, .minute = 0 };

  skip_joints (&scan);
  if (*scan.at == '\0')
    return FALSE;
  while (*scan.at != '\0')
    {
      const char *before = scan.at;

      if (!take (&scan) || scan.at == before)
        return FALSE;
      skip_joints (&scan);
    }
  return (!strict || scan.day != 0 || scan.hour >= 0) && finish (&scan, when);
}

static gboolean
parse_text (const char *text, GarrisonWhen now, GarrisonDayOrder order, gboolean strict, GarrisonWhen *when)
{
  g_autofree char *plain = strlen (text) <= 200 && g_utf8_validate (text, -1, NULL) ? normalize (text) : NULL;

  return plain != NULL && parse (plain, now, order, strict, when);
}

gboolean
garrison_when_parse (const char *text, GarrisonWhen now, GarrisonDayOrder order, GarrisonWhen *when)
{
  g_return_val_if_fail (text != NULL && when != NULL, FALSE);
  g_return_val_if_fail (garrison_day_is_valid (now.day) && now.minute >= 0, FALSE);

  return parse_text (text, now, order, FALSE, when);
}

/* A phrase begins a word; between Chinese characters there are no blanks. */
static gboolean
may_begin (const char *text, const char *at)
{
  gunichar first = g_utf8_get_char (at);

  if (first == ' ' || (g_unichar_ispunct (first) && first != '@' && first != '+'))
    return FALSE;
  return at == text || at[-1] == ' ' || (guint8) *at >= 0x80 || (guint8) at[-1] >= 0x80
         || (g_ascii_isdigit (*at) && !g_ascii_isalnum (at[-1]) && at[-1] != '.' && at[-1] != ':');
}

gboolean
garrison_when_find (const char *text, GarrisonWhen now, GarrisonDayOrder order, gsize *start, GarrisonWhen *when)
{
  gsize length;

  g_return_val_if_fail (text != NULL && start != NULL && when != NULL, FALSE);

  length = strlen (text);
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  /* Nobody says it in more than eighty octets. */
  for (const char *at = text + (length > 80 ? length - 80 : 0); *at != '\0'; at++)
    if (((guint8) *at & 0xC0) != 0x80 && may_begin (text, at)
        && parse_text (at, now, order, TRUE, when))
      {
        *start = (gsize) (at - text);
        return TRUE;
      }
  return FALSE;
}

gint64
garrison_when_to_instant (GarrisonWhen when, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = zone == NULL ? g_time_zone_new_utc () : NULL;
  g_autoptr (GDateTime) at = NULL;

  g_return_val_if_fail (garrison_day_is_valid (when.day), 0);

  if (when.minute > 0)
    at = g_date_time_new (zone != NULL ? zone : utc, when.day / 10000, when.day / 100 % 100, when.day % 100,
                          when.minute / 60, when.minute % 60, 0);
  return at != NULL ? g_date_time_to_unix (at) * G_USEC_PER_SEC : garrison_day_start (when.day, zone);
}

GarrisonWhen
garrison_when_of_instant (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  GarrisonWhen when = { garrison_day_of_instant (instant, zone), 0, FALSE };

  when.minute = g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local);
  return when;
}
