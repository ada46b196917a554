#include "charts/chart-number.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

#include "charts/chart-style.h"

typedef struct
{
  double size;
  const char *name;
} Step;

/* A no-break space keeps figure and unit together. */
static const Step english[] = { { 1e12, "\u00a0tn" }, { 1e9, "\u00a0bn" }, { 1e6, "\u00a0M" },
                                { 1e3, "\u00a0k" }, { 1, "" } };
static const Step chinese[] = { { 1e12, "\u00a0万亿" }, { 1e8, "\u00a0亿" }, { 1e4, "\u00a0万" },
                                { 1, "" } };

static const struct
{
  const char *code, *symbol;
} symbols[] = {
  { "CNY", "¥" },    { "USD", "$" },    { "EUR", "€" }, { "GBP", "£" },  { "JPY", "JP¥" },
  { "HKD", "HK$" },  { "TWD", "NT$" },  { "KRW", "₩" }, { "INR", "₹" },
};

static const Step *
step_for (double value, const char *language)
{
  const Step *step = garrison_chart_language_is_chinese (language) ? chinese : english;

  /* 999,950 is 1.00 M after rounding, so look a little ahead. */
  while (step->size > 1 && fabs (value) < step->size * 0.9995)
    step++;
  return step;
}

static const char *
decimal_mark (void)
{
  const char *mark = nl_langinfo (RADIXCHAR);

  return mark != NULL && *mark != '\0' ? mark : ".";
}

static const char *
group_mark (void)
{
  const char *mark = nl_langinfo (THOUSEP);

  return mark != NULL && *mark != '\0' ? mark : ",";
}

/* Digits with grouping; @value is not negative. Beyond what a double can count, an exponent. */
static char *
digits (double value, int decimals)
{
  char plain[400];
  GString *out = g_string_new (NULL);
  size_t whole;

  if (value >= 1e18)
    {
      g_ascii_formatd (plain, sizeof plain, "%.2e", value);
      g_string_append (out, plain);
      return g_string_free (out, FALSE);
    }
  g_snprintf (plain, sizeof plain, "%.*f", decimals, value);
  whole = strspn (plain, "0123456789");
  for (size_t i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (out, group_mark ());
      g_string_append_c (out, plain[i]);
    }
  if (decimals > 0)
    {
      g_string_append (out, decimal_mark ());
      g_string_append (out, plain + strlen (plain) - (size_t) decimals);
    }
  return g_string_free (out, FALSE);
}

/* Decimals that leave three significant digits. */
static int
decimals_for (double scaled)
{
  if (scaled >= 99.95)
    return 0;
  return scaled >= 9.995 ? 1 : 2;
}

static int
minor_digits (const char *currency)
{
  static const char *const without[] = { "JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XAF", "XOF",
                                         "XPF", "PYG", "RWF", "KMF", "GNF", "DJF", "BIF", "VUV" };

  for (gsize i = 0; currency != NULL && i < G_N_ELEMENTS (without); i++)
    if (strcmp (currency, without[i]) == 0)
      return 0;
  return 2;
}

/* The renminbi needs no sign in Chinese compact figures: 191 万 means yuan. */
static char *
symbol_for (const char *currency, gboolean quiet)
{
  if (currency == NULL || (quiet && strcmp (currency, "CNY") == 0))
    return g_strdup ("");
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strcmp (currency, symbols[i].code) == 0)
      return g_strdup (symbols[i].symbol);
  return g_strconcat (currency, "\u00a0", NULL);
}

/* 7.50 k reads like a price, 7.5 k like a rounding: keep zeros for money only. */
static char *
trimmed (char *text)
{
  const char *mark = decimal_mark ();
  char *point = strstr (text, mark);
  size_t length = strlen (text);

  if (point == NULL || strchr (text, 'e') != NULL)
    return text;
  while (length > 0 && text[length - 1] == '0')
    text[--length] = '\0';
  if (text + length == point + strlen (mark))
    *point = '\0';
  return text;
}

static char *
compact (double magnitude, GarrisonChartUnit unit, const char *language)
{
  const Step *step = step_for (magnitude, language);
  g_autofree char *text = NULL;

  /* Four digits are still read at a glance; below that, units of 1 carry cents only if they must. */
  if (step->size == 1 || (step->size == 1e3 && magnitude < 9999.5 && unit == GARRISON_CHART_COUNT))
    {
      gboolean whole = fabs (magnitude - round (magnitude)) < 0.005 || magnitude >= 999.5;
      text = digits (magnitude, whole ? 0 : decimals_for (magnitude));
      return unit == GARRISON_CHART_MONEY ? g_steal_pointer (&text)
                                          : trimmed (g_steal_pointer (&text));
    }
  text = digits (magnitude / step->size, decimals_for (magnitude / step->size));
  if (unit != GARRISON_CHART_MONEY || garrison_chart_language_is_chinese (language))
    trimmed (text);
  return g_strconcat (text, step->name, NULL);
}

static char *
full (double magnitude, GarrisonChartUnit unit, const char *currency)
{
  switch (unit)
    {
    case GARRISON_CHART_MONEY:
      return digits (magnitude, minor_digits (currency));
    case GARRISON_CHART_PERCENT:
    case GARRISON_CHART_DAYS:
      return trimmed (digits (magnitude, 1));
    case GARRISON_CHART_COUNT:
    default:
      return trimmed (digits (magnitude, 2));
    }
}

/* "-0" is what a rounded loss of nothing would say. */
static const char *
sign_of (double value, const char *text)
{
  return value < 0 && strpbrk (text, "123456789") != NULL ? "−" : "";
}

char *
garrison_chart_number_format (double value, GarrisonChartUnit unit, const char *currency,
                              const char *language, GarrisonChartForm form)
{
  gboolean chinese_text = garrison_chart_language_is_chinese (language);
  g_autofree char *number = NULL;
  g_autofree char *symbol = NULL;
  g_autofree char *whole = NULL;

  if (!isfinite (value))
    return g_strdup ("–");
  if (form == GARRISON_CHART_FULL)
    number = full (fabs (value), unit, currency);
  else if (unit == GARRISON_CHART_PERCENT || unit == GARRISON_CHART_DAYS)
    number = fabs (value) >= 10000 ? compact (fabs (value), unit, language)
                                   : trimmed (digits (fabs (value), fabs (value) < 9.95 ? 1 : 0));
  else
    /* A bare figure is no price any more, so it needs no trailing zeros either. */
    number = compact (fabs (value),
                      form == GARRISON_CHART_BARE ? GARRISON_CHART_COUNT : unit, language);
  if (unit == GARRISON_CHART_MONEY && form != GARRISON_CHART_BARE)
    symbol = symbol_for (currency, chinese_text && form == GARRISON_CHART_COMPACT);
  whole = g_strconcat (sign_of (value, number), symbol != NULL ? symbol : "", number, NULL);
  if (unit == GARRISON_CHART_PERCENT)
    return g_strconcat (whole, "%", NULL);
  if (unit == GARRISON_CHART_DAYS && form != GARRISON_CHART_BARE)
    /* TRANSLATORS: a length in days, short, as in "46 d" */
    return g_strdup_printf (C_("days", "%s\u00a0d"), whole);
  return g_steal_pointer (&whole);
}

char *
garrison_chart_number_format_tick (double value, double step, GarrisonChartUnit unit,
                                   const char *language)
{
  const Step *size = step_for (MAX (fabs (value), step), language);
  g_autofree char *number = NULL;
  int decimals;

  if (value == 0 || !isfinite (value))
    return g_strdup (unit == GARRISON_CHART_PERCENT ? "0%" : "0");
  decimals = (int) CLAMP (-floor (log10 (step / size->size) + 1e-9), 0, 6);
  number = trimmed (digits (fabs (value) / size->size, decimals));
  return g_strconcat (value < 0 ? "−" : "", number, size->name,
                      unit == GARRISON_CHART_PERCENT ? "%" : "", NULL);
}

char *
garrison_chart_number_format_change (double now, double before)
{
  double change;

  if (!isfinite (now) || !isfinite (before) || before <= 0)
    return NULL;
  change = (now - before) / before * 100;
  if (fabs (change) >= 9999.5)
    return NULL;
  if (fabs (change) < 0.5)
    return g_strdup ("0%");
  return g_strdup_printf ("%s%.0f%%", change > 0 ? "+" : "−", fabs (change));
}
