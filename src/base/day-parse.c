#include "base/day.h"

#include <string.h>

#include "base/error.h"
#include "base/text-units.h"

static const char *const month_names[] = {
  "january", "february", "march",     "april",   "may",      "june",
  "july",    "august",   "september", "october", "november", "december",
};

/* What stands between the parts of a date: numbers and month's names, at most three. */
typedef struct
{
  int value[3];
  int digits[3]; /* 0 for a month's name */
  int n;
} Parts;

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, why);
  return FALSE;
}

/* 1 to 12, 0 for no month: "oct", "october", "sept"; at least three letters. */
static int
month_of_name (const char *name, gsize length)
{
  for (int i = 0; length >= 3 && i < 12; i++)
    if (length <= strlen (month_names[i])
        && g_ascii_strncasecmp (name, month_names[i], length) == 0)
      return i + 1;
  return 0;
}

static const char *
read_number (const char *p, Parts *parts)
{
  int value = 0, digits = 0;
  for (; g_ascii_isdigit (*p); p++, digits++)
    if (digits < 9)
      value = value * 10 + (*p - '0');
  parts->value[parts->n] = value;
  parts->digits[parts->n++] = digits;
  return p;
}

static const char *
read_month_name (const char *p, Parts *parts)
{
  const char *start = p;
  while (g_ascii_isalpha (*p))
    p++;
  int month = month_of_name (start, p - start);
  if (month == 0)
    return NULL;
  parts->value[parts->n] = month;
  parts->digits[parts->n++] = 0;
  return p;
}

/* "1st", "2nd": the ending means nothing. */
static const char *
skip_ordinal (const char *p)
{
  static const char *const endings[] = { "st", "nd", "rd", "th" };
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strncasecmp (p, endings[i], 2) == 0 && !g_ascii_isalpha (p[2]))
      return p + 2;
  return p;
}

/* Behind the third part only a time of day may stand. */
static gboolean
is_time (const char *p)
{
  if (*p == '\0')
    return TRUE;
  if ((*p == 'T' || *p == 't') && g_ascii_isdigit (p[1]))
    p++;
  else if (*p != ' ')
    return FALSE;
  if (strspn (p, " 0123456789:.+-") == strlen (p))
    return strchr (p, ':') != NULL;
  gsize n = strspn (p, " 0123456789:.+-");
  const char *rest = p + n;
  return memchr (p, ':', n) != NULL
      && (g_ascii_strcasecmp (rest, "z") == 0 || g_ascii_strcasecmp (rest, "am") == 0
          || g_ascii_strcasecmp (rest, "pm") == 0 || g_ascii_strcasecmp (rest, "utc") == 0
          || g_ascii_strcasecmp (rest, "gmt") == 0);
}

/* 年 and 月 as "-"; 日 and 号 as nothing. Folding has made the digits ASCII. */
static char *
plain_text (const char *text)
{
  GarrisonUnits units;
  garrison_units_init_folded (&units, text);
  GString *plain = g_string_new (NULL);
  for (gsize i = 0; i < units.n; i++)
    {
      gunichar c = units.data[i];
      if (c == 0x5e74 || c == 0x6708)
        g_string_append_c (plain, '-');
      else if (c != 0x65e5 && c != 0x53f7)
        g_string_append_unichar (plain, c);
    }
  garrison_units_clear (&units);
  return g_string_free (plain, FALSE);
}

static gboolean
read_parts (const char *p, Parts *parts)
{
  parts->n = 0;
  while (*p != '\0' && parts->n < 3)
    {
      p = g_ascii_isdigit (*p) ? read_number (p, parts) : read_month_name (p, parts);
      if (p == NULL)
        return FALSE;
      if (parts->digits[parts->n - 1] > 0 && parts->digits[parts->n - 1] <= 2)
        p = skip_ordinal (p);
      if (parts->n == 1 && parts->digits[0] == 8)
        break;
      if (parts->n < 3)
        p += strspn (p, "-/., ");
    }
  return is_time (p);
}

/* Which part is what: indexes of year, month and day. */
static gboolean
find_order (const Parts *parts, GarrisonDayOrder order, int at[3])
{
  static const int year_first[] = { 0, 1, 2 }, day_first[] = { 2, 1, 0 },
                   month_first[] = { 2, 0, 1 };
  const int *found;
  if (parts->n != 3)
    return FALSE;
  if (parts->digits[0] == 4)
    found = year_first;
  else if (parts->digits[2] != 4)
    return FALSE;
  else if (parts->digits[0] == 0)
    found = month_first;
  else if (parts->digits[1] == 0)
    found = day_first;
  else
    found = order == GARRISON_DAY_ORDER_MONTH_FIRST ? month_first : day_first;
  memcpy (at, found, sizeof year_first);
  /* Only a month may be a name, and numbers of months and days have one or two digits. */
  return parts->digits[at[0]] == 4 && parts->digits[at[1]] <= 2 && parts->digits[at[2]] <= 2
      && parts->digits[at[2]] > 0;
}

static gboolean
make (int year, int month, int number, gint *day, GError **error)
{
  if (year < GARRISON_DAY_FIRST_YEAR || year > GARRISON_DAY_LAST_YEAR)
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                   "the year %d is not within %d to %d", year, GARRISON_DAY_FIRST_YEAR,
                   GARRISON_DAY_LAST_YEAR);
      return FALSE;
    }
  *day = garrison_day_make (year, month, number);
  return *day != 0 || refuse (error, "there is no such day");
}

gboolean
garrison_day_parse (const char *text, GarrisonDayOrder order, gint *day, GError **error)
{
  g_return_val_if_fail (text != NULL && day != NULL, FALSE);
  g_autofree char *plain = plain_text (text);
  Parts parts;
  int at[3];
  if (!read_parts (plain, &parts))
    return refuse (error, "this is not a date");
  if (parts.n == 1 && parts.digits[0] == 8)
    return make (parts.value[0] / 10000, parts.value[0] / 100 % 100, parts.value[0] % 100, day,
                 error);
  if (!find_order (&parts, order, at))
    return refuse (error, "this is not a date");
  return make (parts.value[at[0]], parts.value[at[1]], parts.value[at[2]], day, error);
}
