#include "exchange/value-shape.h"

#include <string.h>

#define LONGEST 256

/* Counts that tell most shapes apart, from one pass over the value. */
typedef struct
{
  guint n_digits, n_letters, n_wide, n_at, n_points, n_other;
  guint n_phone_signs; /* + - ( ) / blank */
} Counts;

static void
count (const char *text, gsize length, Counts *counts)
{
  for (const char *p = text; p < text + length; p++)
    {
      guchar c = *p;

      if (g_ascii_isdigit (c))
        counts->n_digits++;
      else if (g_ascii_isalpha (c))
        counts->n_letters++;
      else if (c >= 0x80)
        counts->n_wide++;
      else if (c == '@')
        counts->n_at++;
      else if (c == '.')
        counts->n_points++;
      else if (strchr ("+-()/ ", c) == NULL)
        counts->n_other++;
      if (strchr ("+-()/ ", c) != NULL)
        counts->n_phone_signs++;
    }
}

static gboolean
is_email (const char *text, gsize length, const Counts *counts)
{
  const char *at = memchr (text, '@', length);

  return counts->n_at == 1 && at > text && memchr (at, '.', text + length - at) != NULL
         && memchr (text, ' ', length) == NULL && text[length - 1] != '.';
}

static gboolean
is_url (const char *text, gsize length)
{
  return g_ascii_strncasecmp (text, "http://", 7) == 0
         || g_ascii_strncasecmp (text, "https://", 8) == 0
         || (g_ascii_strncasecmp (text, "www.", 4) == 0 && length > 6);
}

/* A year of four digits first or last and two numbers of one or two digits: 2024-1-5, 5/1/2024,
 * 2024年1月5日, 20240105; a time may follow. */
static gboolean
is_date (const char *text, gsize length)
{
  guint numbers[3] = { 0 }, widths[3] = { 0 }, n = 0;
  const char *p = text, *end = text + length;

  while (p < end && n < 3)
    {
      if (g_ascii_isdigit (*p))
        {
          for (; p < end && g_ascii_isdigit (*p) && widths[n] < 8; p++, widths[n]++)
            numbers[n] = numbers[n] * 10 + (*p - '0');
          n++;
        }
      else if (strchr ("-/.", *p) != NULL || (n > 0 && (guchar)*p >= 0x80))
        p++;
      else
        return FALSE;
    }
  if (n == 1 && widths[0] == 8 && p == end)
    {
      numbers[2] = numbers[0] % 100;
      numbers[1] = numbers[0] / 100 % 100;
      numbers[0] /= 10000;
      widths[0] = 4;
    }
  else if (n != 3 || widths[1] > 2)
    return FALSE;
  if (p < end && !strchr (" T", *p) && (guchar)*p < 0x80)
    return FALSE;
  if (widths[0] != 4)
    {
      guint year = numbers[2];

      if (widths[2] != 4 || widths[0] > 2)
        return FALSE;
      numbers[2] = numbers[0];
      numbers[0] = year;
    }
  return numbers[0] >= 1900 && numbers[0] < 2200 && numbers[1] >= 1 && numbers[2] >= 1
         && numbers[1] <= 31 && numbers[2] <= 31 && MIN (numbers[1], numbers[2]) <= 12;
}

static gboolean
is_number (const char *text, gsize length, const Counts *counts)
{
  static const char *const signs[] = { "¥", "￥", "$", "€", "£", "US$", "RMB", "CNY", "USD" };

  if (counts->n_digits == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (length > strlen (signs[i]) && memcmp (text, signs[i], strlen (signs[i])) == 0)
      {
        text += strlen (signs[i]);
        length -= strlen (signs[i]);
        break;
      }
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && strchr (",. %", text[i]) == NULL
        && !(i == 0 && (text[i] == '-' || text[i] == '+')))
      return FALSE;
  return TRUE;
}

static gboolean
is_mobile (const char *text, gsize length)
{
  char digits[16];
  guint n = 0;

  for (gsize i = 0; i < length && n < sizeof digits; i++)
    if (g_ascii_isdigit (text[i]))
      digits[n++] = text[i];
  if (n == 13 && digits[0] == '8' && digits[1] == '6')
    return digits[2] == '1' && digits[3] >= '3';
  return n == 11 && digits[0] == '1' && digits[1] >= '3';
}

static gboolean
is_credit_code (const char *text, gsize length)
{
  guint n_digits = 0;

  if (length != 18 || strchr ("159Y", *text) == NULL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]) && !g_ascii_isupper (text[i]))
        return FALSE;
      n_digits += g_ascii_isdigit (text[i]);
    }
  return n_digits >= 8;
}

static gboolean
is_company (const char *text, gsize length)
{
  static const char *const forms[]
    = { "公司", "集团",  "厂",    "银行",  "有限",    " ltd",   " inc",
        " llc", " gmbh", " corp", " co.,", "company", "limited" };
  g_autofree char *lower = g_ascii_strdown (text, length);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strstr (lower, forms[i]) != NULL)
      return TRUE;
  return FALSE;
}

GarrisonValueShape
garrison_value_shape (const char *text, gsize length)
{
  GarrisonValueShape shape = GARRISON_SHAPE_NOTHING;
  Counts counts = { 0 };

  g_return_val_if_fail (text != NULL, GARRISON_SHAPE_NOTHING);

  while (length > 0 && *text == ' ')
    {
      text++;
      length--;
    }
  while (length > 0 && text[length - 1] == ' ')
    length--;
  if (length == 0)
    return GARRISON_SHAPE_NOTHING;
  if (length > LONGEST)
    return GARRISON_SHAPE_TEXT;
  count (text, length, &counts);
  if (counts.n_digits >= 7 && counts.n_digits <= 15
      && counts.n_letters + counts.n_wide + counts.n_at + counts.n_points + counts.n_other == 0)
    shape |= GARRISON_SHAPE_PHONE | (is_mobile (text, length) ? GARRISON_SHAPE_MOBILE : 0);
  if (is_email (text, length, &counts))
    shape |= GARRISON_SHAPE_EMAIL;
  if (is_url (text, length))
    shape |= GARRISON_SHAPE_URL;
  if (counts.n_digits >= 4 && is_date (text, length))
    shape |= GARRISON_SHAPE_DATE;
  if (is_number (text, length, &counts))
    shape |= GARRISON_SHAPE_NUMBER;
  if (is_credit_code (text, length))
    shape |= GARRISON_SHAPE_CREDIT_CODE;
  if (counts.n_letters + counts.n_wide > 0 && is_company (text, length))
    shape |= GARRISON_SHAPE_COMPANY;
  if (counts.n_letters + counts.n_wide > 0)
    shape |= GARRISON_SHAPE_TEXT;
  return shape;
}
