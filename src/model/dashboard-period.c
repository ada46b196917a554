#include "model/dashboard-period.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/language.h"

const char *
garrison_period_get_label (GarrisonPeriod period)
{
  static const char *const labels[] = { N_("This year"),    N_("This quarter"), N_("This month"), N_("Last 12 months"),
                                        N_("Last year"),    N_("Last quarter"), N_("Last month"), N_("All time"),
                                        N_("Chosen days") };

  g_return_val_if_fail (period < GARRISON_N_PERIODS, "");
  return _(labels[period]);
}

const char *
garrison_compare_get_label (GarrisonCompare compare)
{
  static const char *const labels[] = { N_("Period before"), N_("Last year, same days"), N_("Nothing") };

  g_return_val_if_fail (compare < GARRISON_N_COMPARES, "");
  return _(labels[compare]);
}

static GarrisonDays
span_of_months (gint first, int months)
{
  GarrisonDays span = { garrison_month_first_day (first), garrison_month_last_day (garrison_month_add (first, months - 1)) };

  return span;
}

GarrisonDays
garrison_period_get_span (GarrisonPeriod period, gint today)
{
  gint month = garrison_day_month (today);
  gint january = garrison_day_year (today) * 100 + 1;
  gint quarter = garrison_day_month (garrison_quarter_first_day (garrison_day_quarter (today)));
  GarrisonDays open = { 0, 0 };

  g_return_val_if_fail (garrison_day_is_valid (today), open);

  switch (period)
    {
    case GARRISON_PERIOD_THIS_YEAR:
      return span_of_months (january, 12);
    case GARRISON_PERIOD_THIS_QUARTER:
      return span_of_months (quarter, 3);
    case GARRISON_PERIOD_THIS_MONTH:
      return span_of_months (month, 1);
    case GARRISON_PERIOD_LAST_12_MONTHS:
      return span_of_months (garrison_month_add (month, -11), 12);
    case GARRISON_PERIOD_LAST_YEAR:
      return span_of_months (january - 100, 12);
    case GARRISON_PERIOD_LAST_QUARTER:
      return span_of_months (garrison_month_add (quarter, -3), 3);
    case GARRISON_PERIOD_LAST_MONTH:
      return span_of_months (garrison_month_add (month, -1), 1);
    default:
      return open;
    }
}

gboolean
garrison_days_is_open (GarrisonDays span)
{
  return span.first == 0 || span.last == 0;
}

gboolean
garrison_days_is_running (GarrisonDays span, gint today)
{
  return !garrison_days_is_open (span) && today >= span.first && today < span.last;
}

/* How many whole months the span is, 0 when it is not made of such. */
static int
whole_months (GarrisonDays span)
{
  gint first = garrison_day_month (span.first), last = garrison_day_month (span.last);

  if (span.first != garrison_month_first_day (first) || span.last != garrison_month_last_day (last))
    return 0;
  return garrison_month_diff (first, last) + 1;
}

static GarrisonDays
shift_months (GarrisonDays span, int months, int whole)
{
  GarrisonDays before = { garrison_day_add_months (span.first, -months), garrison_day_add_months (span.last, -months) };

  if (whole > 0)
    before.last = garrison_month_last_day (garrison_day_month (before.last));
  return before;
}

gboolean
garrison_days_get_before (GarrisonDays span, GarrisonCompare compare, gint today, GarrisonDays *whole,
                          GarrisonDays *so_far)
{
  int months, days, shift;

  g_return_val_if_fail (whole != NULL && so_far != NULL, FALSE);

  if (garrison_days_is_open (span) || compare == GARRISON_COMPARE_NONE || span.last < span.first)
    return FALSE;
  months = whole_months (span);
  days = garrison_day_diff (span.first, span.last) + 1;
  shift = compare == GARRISON_COMPARE_YEAR ? 12 : months;
  if (shift > 0)
    *whole = shift_months (span, shift, months);
  else
    {
      whole->first = garrison_day_add (span.first, -days);
      whole->last = garrison_day_add (span.last, -days);
    }
  if (whole->first == 0 || whole->last == 0)
    return FALSE;
  *so_far = *whole;
  if (garrison_days_is_running (span, today))
    so_far->last = shift > 0 ? garrison_day_add_months (today, -shift) : garrison_day_add (today, -days);
  so_far->last = MIN (so_far->last, whole->last);
  return TRUE;
}

char *
garrison_days_get_label (GarrisonDays span, gint today)
{
  gboolean chinese = garrison_locale_is_chinese ();
  g_autofree char *first = NULL, *last = NULL;
  int months;

  if (garrison_days_is_open (span))
    return g_strdup (garrison_period_get_label (GARRISON_PERIOD_ALL));
  months = whole_months (span);
  if (months == 12 && span.first % 10000 == 101)
    return g_strdup_printf (chinese ? "%d 年" : "%d", garrison_day_year (span.first));
  if (months == 3 && span.first == garrison_quarter_first_day (garrison_day_quarter (span.first)))
    {
      int year = garrison_day_year (span.first), quarter = garrison_day_quarter (span.first) % 10;
      /* Translators: the quarter of a year, "2026 Q2" */
      return g_strdup_printf (_("%d Q%d"), year, quarter);
    }
  if (months == 1)
    return garrison_month_format (garrison_day_month (span.first), chinese);
  if (months > 1)
    {
      first = garrison_month_format (garrison_day_month (span.first), chinese);
      last = garrison_month_format (garrison_day_month (span.last), chinese);
    }
  else
    {
      /* Where both lie in one year that is not this one, one of them tells it: in Chinese the first. */
      gint reference = garrison_day_year (span.first) == garrison_day_year (span.last) ? span.first : today;
      first = garrison_day_format (span.first, chinese ? today : reference, chinese);
      last = garrison_day_format (span.last, chinese ? reference : today, chinese);
    }
  /* Translators: from a day or month to another */
  return g_strdup_printf (C_("span", "%s – %s"), first, last);
}
