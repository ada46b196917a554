#include "base/money.h"

#include <string.h>

#include "base/currency.h"
#include "base/error.h"
#include "base/text-units.h"

/* An amount taken apart: sign, currency, number, multiplier. */
typedef struct
{
  gboolean negative;
  const char *currency; /* static, NULL when none is named */
  GString *number;      /* digits and separators, without blanks */
  int zeros;            /* of the multiplier: 万 has 4 */
} Amount;

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, why);
  return FALSE;
}

/* Zeros of a multiplier, -1 for none; folded, so M and m are one. */
static int
multiplier_zeros (const char *word)
{
  static const struct
  {
    const char *word;
    int zeros;
  } multipliers[]
    = { { "百", 2 },  { "千", 3 },   { "k", 3 },  { "万", 4 }, { "百万", 6 }, { "m", 6 },
        { "mio", 6 }, { "千万", 7 }, { "亿", 8 }, { "b", 9 },  { "bn", 9 },   { "万亿", 12 } };
  for (gsize i = 0; i < G_N_ELEMENTS (multipliers); i++)
    if (g_str_equal (word, multipliers[i].word))
      return multipliers[i].zeros;
  return -1;
}

/* A word beside the number: "usd", "万", "万元", "k€". FALSE when it is neither. */
static gboolean
take_word (Amount *amount, const char *word)
{
  for (gsize cut = strlen (word) + 1; cut-- > 0;)
    {
      if ((word[cut] & 0xc0) == 0x80) /* within a character */
        continue;
      g_autofree char *head = g_strndup (word, cut);
      const char *tail = word + cut;
      int zeros = *head != '\0' ? multiplier_zeros (head) : 0;
      const char *currency = *tail != '\0' ? garrison_currency_find (tail) : NULL;
      if (zeros < 0 || (*tail != '\0' && currency == NULL))
        continue;
      if ((currency != NULL && amount->currency != NULL) || (zeros > 0 && amount->zeros > 0))
        return FALSE;
      amount->currency = currency != NULL ? currency : amount->currency;
      amount->zeros += zeros;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_separator (gunichar c)
{
  return c == '.' || c == ',' || c == '\'' || c == 0x2019 || c == 0x066c;
}

static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212 || c == 0x2013;
}

/* The next word's end: letters and signs up to a digit, blank, bracket or minus. */
static gsize
word_end (const GarrisonUnits *units, gsize i)
{
  while (i < units->n && !g_ascii_isdigit (units->data[i] < 0x80 ? (char) units->data[i] : ' ')
         && units->data[i] != ' ' && units->data[i] != '(' && units->data[i] != ')'
         && units->data[i] != '+' && !is_minus (units->data[i]))
    i++;
  return i;
}

static char *
units_to_string (const gunichar *data, gsize n)
{
  GString *text = g_string_new (NULL);
  for (gsize i = 0; i < n; i++)
    g_string_append_unichar (text, data[i]);
  return g_string_free (text, FALSE);
}

/* Reads the number from @i on; its blanks must stand between digits. */
static gsize
take_number (Amount *amount, const GarrisonUnits *units, gsize i)
{
  for (; i < units->n; i++)
    {
      gunichar c = units->data[i];
      gboolean digit = c >= '0' && c <= '9';
      gboolean digit_next
        = i + 1 < units->n && units->data[i + 1] >= '0' && units->data[i + 1] <= '9';
      if (!digit && !is_separator (c) && !(c == ' ' && digit_next))
        break;
      /* Blanks and apostrophes can only group. */
      g_string_append_c (amount->number, digit || c == '.' || c == ',' ? (char) c : ' ');
    }
  return i;
}

static gboolean
take_apart (Amount *amount, const GarrisonUnits *units)
{
  int open = 0, close = 0, signs = 0;
  for (gsize i = 0; i < units->n;)
    {
      gunichar c = units->data[i];
      gboolean digit = (c >= '0' && c <= '9')
                    || (c == '.' && i + 1 < units->n && g_unichar_isdigit (units->data[i + 1]));
      if (digit && amount->number->len > 0)
        return FALSE;
      if (digit)
        i = take_number (amount, units, i);
      else if (c == ' ' || c == '(' || c == ')' || c == '+' || is_minus (c))
        {
          open += c == '(';
          close += c == ')';
          signs += c == '+' || is_minus (c);
          amount->negative |= is_minus (c);
          i++;
        }
      else
        {
          gsize end = word_end (units, i);
          g_autofree char *word = units_to_string (units->data + i, end - i);
          if (!take_word (amount, word))
            return FALSE;
          i = end;
        }
    }
  if (open != close || open > 1 || signs + open > 1)
    return FALSE;
  amount->negative |= open == 1;
  return amount->number->len > 0;
}

/* Where the decimal sign stands; the length when there is none; -1 when the separators make no
 * sense. */
static gssize
decimal_place (const char *number, gsize length)
{
  const char *dot = strrchr (number, '.'), *comma = strrchr (number, ',');
  gboolean dots = dot != NULL && strchr (number, '.') != dot;
  gboolean commas = comma != NULL && strchr (number, ',') != comma;
  if (dot != NULL && comma != NULL)
    {
      const char *later = MAX (dot, comma);
      gboolean repeats = later == dot ? dots : commas;
      return repeats ? -1 : later - number;
    }
  if (dots || commas || (dot == NULL && comma == NULL))
    return (gssize) length;
  if (dot != NULL)
    return dot - number;
  gsize behind = number + length - comma - 1;
  return behind == 3 && strchr (number, ' ') == NULL && comma > number && number[0] != '0'
         ? (gssize) length
         : comma - number;
}

/* Groups before the decimal sign: three digits each, or as in 1,00,000 two; four digits are Chinese
 * and Japanese. A group of one digit is a slip. */
static gboolean
groups_make_sense (const char *number, gsize length)
{
  gsize group = 0, groups = 0;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (number[i]))
      group++;
    else
      {
        if (group == 0 || group > 4 || (groups > 0 && group < 2))
          return FALSE;
        groups++;
        group = 0;
      }
  return groups == 0 || group == 3 || group == 4;
}

/* value × 10 + digit, or FALSE beyond 64 bits. */
static gboolean
append_digit (gint64 *value, int digit)
{
  return !__builtin_mul_overflow (*value, 10, value)
      && !__builtin_sub_overflow (*value, digit, value);
}

/* Digits of @number up to @places behind its decimal sign, rounded half away from zero. Works with
 * negative values, of which there is one more. */
static gboolean
evaluate (const char *number, gsize length, gsize point, int places, gint64 *negative)
{
  int behind = 0, dropped = -1;
  *negative = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (number[i]))
        continue;
      if (i > point && behind == places)
        {
          dropped = dropped < 0 ? number[i] - '0' : dropped;
          continue;
        }
      behind += i > point;
      if (!append_digit (negative, number[i] - '0'))
        return FALSE;
    }
  for (; behind < places; behind++)
    if (!append_digit (negative, 0))
      return FALSE;
  return dropped < 5 || !__builtin_sub_overflow (*negative, 1, negative);
}

static gboolean
to_minor (const Amount *amount, const char *currency, gint64 *minor, GError **error)
{
  const GString *number = amount->number;
  gssize point = decimal_place (number->str, number->len);
  if (point < 0 || !groups_make_sense (number->str, point))
    return refuse (error, "the amount's separators make no sense");
  int places = garrison_currency_digits (currency) + amount->zeros;
  gint64 negative;
  if (!evaluate (number->str, number->len, point, places, &negative)
      || (!amount->negative && negative == G_MININT64))
    return refuse (error, "the amount is too large");
  *minor = amount->negative ? negative : -negative;
  return TRUE;
}

gboolean
garrison_money_parse (
  const char *text, const char *currency, gint64 *minor, const char **found, GError **error)
{
  g_return_val_if_fail (text != NULL && minor != NULL, FALSE);
  GarrisonUnits units;
  g_autoptr (GString) number = g_string_new (NULL);
  Amount amount = { .number = number };
  garrison_units_init_folded (&units, text);
  gboolean good = take_apart (&amount, &units);
  garrison_units_clear (&units);
  if (!good)
    return refuse (error, "this is not an amount");
  if (amount.currency != NULL)
    currency = amount.currency;
  if (!to_minor (&amount, currency, minor, error))
    return FALSE;
  if (found != NULL)
    *found = currency;
  return TRUE;
}
