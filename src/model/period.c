#include "model/period.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/language.h"

gint
garrison_bucket_get_period (GarrisonBucket bucket, gint day)
{
  switch (bucket)
    {
    case GARRISON_BUCKET_WEEK:
      return garrison_day_week (day);
    case GARRISON_BUCKET_MONTH:
      return garrison_day_month (day);
    case GARRISON_BUCKET_QUARTER:
      return garrison_day_quarter (day);
    case GARRISON_BUCKET_YEAR:
      return garrison_day_year (day);
    case GARRISON_BUCKET_NONE:
    case GARRISON_BUCKET_DAY:
    default:
      return day;
    }
}

gint
garrison_bucket_get_next (GarrisonBucket bucket, gint period)
{
  switch (bucket)
    {
    case GARRISON_BUCKET_DAY:
      return garrison_day_add (period, 1);
    case GARRISON_BUCKET_WEEK:
      return garrison_day_week (garrison_day_add (garrison_week_first_day (period), 7));
    case GARRISON_BUCKET_MONTH:
      return garrison_month_add (period, 1);
    case GARRISON_BUCKET_QUARTER:
      return garrison_day_quarter (garrison_day_add_months (garrison_quarter_first_day (period), 3));
    case GARRISON_BUCKET_NONE:
    case GARRISON_BUCKET_YEAR:
    default:
      return period + 1;
    }
}

char *
garrison_bucket_get_label (GarrisonBucket bucket, gint period, gint today)
{
  gboolean chinese = garrison_locale_is_chinese ();
  int year, part;

  switch (bucket)
    {
    case GARRISON_BUCKET_DAY:
      return garrison_day_format (period, today, chinese);
    case GARRISON_BUCKET_MONTH:
      return garrison_month_format (period, chinese);
    case GARRISON_BUCKET_WEEK:
      year = period / 100;
      part = period % 100;
      /* Translators: the week of a year, "2026 W21" */
      return g_strdup_printf (_ ("%d W%02d"), year, part);
    case GARRISON_BUCKET_QUARTER:
      year = period / 10;
      part = period % 10;
      /* Translators: the quarter of a year, "2026 Q2" */
      return g_strdup_printf (_ ("%d Q%d"), year, part);
    case GARRISON_BUCKET_NONE:
    case GARRISON_BUCKET_YEAR:
    default:
      return g_strdup_printf ("%d", period);
    }
}
