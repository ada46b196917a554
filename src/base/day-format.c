#include "base/day.h"

/* Both languages stand here rather than in the catalogue: what a date or an age looks like is one
 * form a language, and charts and exports are asked for either. */

static const char month_names[12][4]
  = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

char *
garrison_day_format (gint day, gint today, gboolean chinese)
{
  if (!garrison_day_is_valid (day))
    return g_strdup ("");
  int year = garrison_day_year (day), month = day / 100 % 100, number = day % 100;
  gboolean this_year = year == garrison_day_year (today);
  if (chinese)
    return this_year ? g_strdup_printf ("%d月%d日", month, number)
                     : g_strdup_printf ("%d年%d月%d日", year, month, number);
  return this_year ? g_strdup_printf ("%d %s", number, month_names[month - 1])
                   : g_strdup_printf ("%d %s %d", number, month_names[month - 1], year);
}

char *
garrison_month_format (gint month, gboolean chinese)
{
  if (!garrison_month_is_valid (month))
    return g_strdup ("");
  if (chinese)
    return g_strdup_printf ("%d年%d月", month / 100, month % 100);
  return g_strdup_printf ("%s %d", month_names[month % 100 - 1], month / 100);
}

char *
garrison_instant_format_age (gint64 instant, gint64 now, GTimeZone *zone, gboolean chinese)
{
  gint day = garrison_day_of_instant (instant, zone);
  gint today = garrison_day_of_instant (now, zone);
  if (day == 0 || today == 0)
    return g_strdup ("");
  int days = garrison_day_diff (day, today);
  gint64 minutes = (now - instant) / (60 * (gint64) G_USEC_PER_SEC);
  /* A clock that is a minute fast is no future. */
  if (minutes < 0 || days > 30)
    return garrison_day_format (day, today, chinese);
  if (minutes < 1)
    return g_strdup (chinese ? "刚刚" : "now");
  if (minutes < 60)
    return g_strdup_printf (chinese ? "%d 分钟前" : "%d min", (int) minutes);
  if (days <= 0)
    return g_strdup_printf (chinese ? "%d 小时前" : "%d h", (int) (minutes / 60));
  if (days == 1)
    return g_strdup (chinese ? "昨天" : "yesterday");
  return g_strdup_printf (chinese ? "%d 天前" : "%d d", days);
}
