#include "base/money.h"

#include <string.h>

#include "base/currency.h"

/* The amount without its sign. */
static guint64
magnitude (gint64 minor)
{
  return minor < 0 ? -(guint64) minor : (guint64) minor;
}

static guint64
power_of_ten (int n)
{
  guint64 power = 1;
  while (n-- > 0)
    power *= 10;
  return power;
}

/* The digits of @amount, with @places behind a point and commas between thousands if @grouped. */
static char *
write_number (guint64 amount, int places, gboolean grouped)
{
  guint64 unit = power_of_ten (places);
  g_autofree char *whole = g_strdup_printf ("%" G_GUINT64_FORMAT, amount / unit);
  gsize length = strlen (whole);
  GString *number = g_string_new (NULL);
  for (gsize i = 0; i < length; i++)
    {
      if (grouped && i > 0 && (length - i) % 3 == 0)
        g_string_append_c (number, ',');
      g_string_append_c (number, whole[i]);
    }
  if (places > 0)
    g_string_append_printf (number, ".%0*" G_GUINT64_FORMAT, places, amount % unit);
  return g_string_free (number, FALSE);
}

char *
garrison_money_format (gint64 minor, const char *currency)
{
  g_autofree char *number
    = write_number (magnitude (minor), garrison_currency_digits (currency), TRUE);
  const char *symbol = currency != NULL ? garrison_currency_symbol (currency) : "";
  /* A code needs a blank, a sign does not. */
  const char *gap = symbol == currency ? " " : "";
  return g_strconcat (minor < 0 ? "-" : "", symbol, currency != NULL ? gap : "", number, NULL);
}

char *
garrison_money_format_plain (gint64 minor, const char *currency)
{
  g_autofree char *number
    = write_number (magnitude (minor), garrison_currency_digits (currency), FALSE);
  return g_strconcat (minor < 0 ? "-" : "", number, NULL);
}

typedef struct
{
  int zeros;
  const char *name;
  int places; /* shown; -1 for as many as make three digits */
} Step;

static const Step english_steps[] = {
  { 12, "T", -1 }, { 9, "B", -1 }, { 6, "M", -1 }, { 3, "k", -1 }, { 0, "", 0 },
};
static const Step chinese_steps[]
  = { { 12, "万亿", 1 }, { 8, "亿", 1 }, { 4, "万", 1 }, { 0, "", 0 } };

/* @amount / 10^zeros rounded half up to @places, as a whole number of 10^-places. */
static guint64
scale (guint64 amount, int zeros, int places)
{
  if (zeros < places)
    return amount * power_of_ten (places - zeros);
  guint64 unit = power_of_ten (zeros - places);
  return amount / unit + (amount % unit >= unit - unit / 2 && unit > 1);
}

static int
places_for_three_digits (guint64 amount, int zeros)
{
  guint64 whole = amount / power_of_ten (zeros);
  return whole >= 100 ? 0 : whole >= 10 ? 1 : 2;
}

/* "1.28 M". Rounding may reach the step above (999,960 → 1.00 M), which then is taken instead. */
static char *
write_compact (guint64 amount, int digits, gboolean chinese)
{
  const Step *steps = chinese ? chinese_steps : english_steps;
  gsize n = chinese ? G_N_ELEMENTS (chinese_steps) : G_N_ELEMENTS (english_steps);
  gsize i = 0;
  while (i < n - 1
         && (steps[i].zeros + digits > 19 || amount < power_of_ten (steps[i].zeros + digits)))
    i++;
  for (;; i--)
    {
      const Step *step = &steps[i];
      int zeros = step->zeros + digits;
      int places = step->places >= 0 ? step->places : places_for_three_digits (amount, zeros);
      guint64 scaled = scale (amount, zeros, places);
      gboolean reaches = i > 0 && steps[i - 1].zeros + digits <= 19
                      && scaled >= power_of_ten (steps[i - 1].zeros - step->zeros + places);
      if (reaches)
        continue;
      /* 99.96 → 100.0 shows a digit too many. */
      if (step->places < 0 && places > 0 && scaled >= 1000)
        scaled = scale (amount, zeros, --places);
      g_autofree char *number = write_number (scaled, places, TRUE);
      return g_strconcat (number, *step->name != '\0' ? " " : "", step->name, NULL);
    }
}

char *
garrison_money_format_compact (gint64 minor, const char *currency, gboolean chinese)
{
  g_autofree char *number
    = write_compact (magnitude (minor), garrison_currency_digits (currency), chinese);
  const char *symbol = currency != NULL ? garrison_currency_symbol (currency) : "";
  const char *gap = currency != NULL && symbol == currency ? " " : "";
  return g_strconcat (minor < 0 ? "-" : "", symbol, gap, number, NULL);
}
