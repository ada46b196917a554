#include "base/phone.h"

#include <string.h>

#include "base/text.h"
#include "base/text-units.h"

static char *
ascii_digits (const gunichar *text, gsize n)
{
  GString *digits = g_string_new (NULL);
  for (gsize i = 0; i < n; i++)
    {
      int value = g_unichar_digit_value (text[i]);
      if (value >= 0)
        g_string_append_c (digits, (char) ('0' + value));
    }
  return g_string_free (digits, FALSE);
}

char *
garrison_phone_digits (const char *text)
{
  GarrisonUnits units;
  garrison_units_init_folded (&units, text);
  char *digits = ascii_digits (units.data, units.n);
  garrison_units_clear (&units);
  return digits;
}

/* Where an extension begins: a letter or Han character (ext, x, 转), "#", or a second number behind
 * "/", "," or ";". Whatever stands before the first digit is a label (Tel:). */
static gsize
number_length (const GarrisonUnits *units)
{
  gboolean digit_seen = FALSE;
  for (gsize i = 0; i < units->n; i++)
    {
      gunichar c = units->data[i];
      if (g_unichar_isdigit (c))
        digit_seen = TRUE;
      else if (digit_seen
               && (g_unichar_isalpha (c) || c == '#' || c == '/' || c == ',' || c == ';'
                   || c == 0x3001))
        return i;
    }
  return units->n;
}

/* The "-801" behind a whole land line number: a group of one to five digits that leaves a whole
 * number before it. */
static gsize
without_dashed_extension (const GarrisonUnits *units, gsize n)
{
  gsize dash = n, digits_before = 0;
  for (gsize i = 0; i < n; i++)
    if (units->data[i] == '-')
      dash = i;
  if (dash == n || n - dash > 6)
    return n;
  for (gsize i = 0; i < dash; i++)
    digits_before += g_unichar_isdigit (units->data[i]);
  /* Area code and number have 10 to 12 digits, with +86 and without the 0 as many as 12 or 13. */
  gboolean whole = FALSE;
  if (units->data[0] == '0' || units->data[0] == '(')
    whole = digits_before >= 10 && digits_before <= 12;
  else if (units->n > 3 && units->data[0] == '+' && units->data[1] == '8' && units->data[2] == '6')
    whole = digits_before >= 12 && digits_before <= 13;
  return whole ? dash : n;
}

static gboolean
is_mobile (const char *digits)
{
  return strlen (digits) == 11 && digits[0] == '1' && digits[1] >= '3';
}

/* A Chinese number as dialled in China. */
static char *
domestic (const char *digits)
{
  gsize length = strlen (digits);
  /* 17951 and 12593 are prefixes of cheap lines; they change nothing of who is called. */
  if (length == 16 && (g_str_has_prefix (digits, "17951") || g_str_has_prefix (digits, "12593")))
    return g_strdup (digits + 5);
  if (length == 12 && digits[0] == '0' && is_mobile (digits + 1)) /* "0138…", for calls from afar */
    return g_strdup (digits + 1);
  return g_strdup (digits);
}

/* What follows +86: the area code lost its 0 there. */
static char *
domestic_from_abroad (const char *digits)
{
  if (digits[0] == '0' || is_mobile (digits) || strlen (digits) < 9)
    return domestic (digits);
  gboolean service = g_str_has_prefix (digits, "400") || g_str_has_prefix (digits, "800");
  return service && strlen (digits) == 10 ? g_strdup (digits) : g_strconcat ("0", digits, NULL);
}

/* Whether 86 without a plus in front is the country's code. */
static gboolean
has_bare_country (const char *digits)
{
  if (!g_str_has_prefix (digits, "86"))
    return FALSE;
  gsize rest = strlen (digits + 2);
  return is_mobile (digits + 2) || (digits[2] == '0' && rest >= 10) || (rest >= 10 && rest <= 11);
}

/* "+44 (0)20": the 0 in brackets is for callers at home. */
static char *
drop_trunk_zero (const gunichar *text, gsize n)
{
  g_autofree char *all = ascii_digits (text, n);
  for (gsize i = 0; i + 2 < n; i++)
    if (text[i] == '(' && text[i + 1] == '0' && text[i + 2] == ')')
      {
        g_autofree char *before = ascii_digits (text, i);
        g_autofree char *behind = ascii_digits (text + i + 3, n - i - 3);
        return g_strconcat (before, behind, NULL);
      }
  return g_steal_pointer (&all);
}

static char *
key_of (const gunichar *text, gsize n)
{
  gboolean plus = FALSE;
  for (gsize i = 0; i < n && !g_unichar_isdigit (text[i]); i++)
    plus |= text[i] == '+';
  g_autofree char *digits = plus ? drop_trunk_zero (text, n) : ascii_digits (text, n);
  const char *international = plus ? digits : NULL;
  if (g_str_has_prefix (digits, "00") && strlen (digits) > 8)
    international = digits + 2;
  if (international != NULL)
    return g_str_has_prefix (international, "86") && strlen (international) >= 9
           ? domestic_from_abroad (international + 2)
           : g_strconcat (*international != '\0' ? "+" : "", international, NULL);
  if (has_bare_country (digits))
    return domestic_from_abroad (digits + 2);
  return domestic (digits);
}

char *
garrison_phone_key (const char *text)
{
  GarrisonUnits units;
  garrison_units_init_folded (&units, text);
  gsize n = number_length (&units);
  if (n > 0)
    n = without_dashed_extension (&units, n);
  char *key = key_of (units.data, n);
  key[garrison_text_key_length (key, strlen (key))] = '\0';
  garrison_units_clear (&units);
  return key;
}

char *
garrison_phone_mask (const char *text)
{
  g_autofree char *digits = garrison_phone_digits (text);
  int n = (int) strlen (digits), seen = 0;
  int head = n >= 8 ? 3 : 0, tail = n >= 8 ? 2 : 1;
  if (n < 2)
    tail = 0;
  GarrisonUnits units;
  garrison_units_init_folded (&units, text);
  GString *mask = g_string_new (NULL);
  for (gsize i = 0; i < units.n; i++)
    {
      gunichar c = units.data[i];
      if (!g_unichar_isdigit (c))
        g_string_append_unichar (mask, c);
      else
        {
          gboolean shown = seen < head || seen >= n - tail;
          g_string_append_unichar (mask, shown ? c : '*');
          seen++;
        }
    }
  garrison_units_clear (&units);
  return g_string_free (mask, FALSE);
}
