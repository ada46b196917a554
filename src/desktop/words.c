#include "desktop/words.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "base/day.h"
#include "base/language.h"

#define COOLING_DAYS 14 /* longer without contact stands out */

void
garrison_moment_take (GarrisonMoment *moment, GarrisonStore *store)
{
  moment->now = g_get_real_time ();
  moment->zone = garrison_store_get_time_zone (store);
  moment->today = garrison_day_of_instant (moment->now, moment->zone);
  moment->chinese = garrison_locale_is_chinese ();
  moment->currency = garrison_store_get_currency (store);
}

static const char *
weekday (gint day)
{
  static const char *const names[]
    = { NC_ ("weekday", "Mon"), NC_ ("weekday", "Tue"), NC_ ("weekday", "Wed"), NC_ ("weekday", "Thu"),
        NC_ ("weekday", "Fri"), NC_ ("weekday", "Sat"), NC_ ("weekday", "Sun") };
  int n = garrison_day_weekday (day);

  return n >= 1 ? g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[n - 1]) : "";
}

static char *
time_of_day (const GarrisonMoment *moment, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, moment->zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

char *
garrison_words_when (const GarrisonMoment *moment, gint64 instant, gboolean timed)
{
  gint day = garrison_day_of_instant (instant, moment->zone);
  int days = garrison_day_diff (moment->today, day);
  g_autofree char *date = NULL, *time = NULL;

  if (days == 0 && timed)
    return time_of_day (moment, instant);
  if (days == 0)
    date = g_strdup (C_ ("due", "today"));
  else if (days == 1)
    date = g_strdup (C_ ("due", "tomorrow"));
  else if (days > 1 && days < 7)
    date = g_strdup (weekday (day));
  else
    date = garrison_day_format (day, moment->today, moment->chinese);
  if (!timed)
    return g_steal_pointer (&date);
  time = time_of_day (moment, instant);
  return g_strdup_printf (C_ ("date, time", "%s %s"), date, time);
}

char *
garrison_words_due (const GarrisonMoment *moment, gint64 due, gboolean timed, const char **tone)
{
  gint day = garrison_day_of_instant (due, moment->zone);
  int days = garrison_day_diff (moment->today, day);

  if (tone != NULL)
    *tone = days < 0 || (timed && due < moment->now) ? "late" : days == 0 ? "soon" : NULL;
  if (days < 0)
    return g_strdup_printf (ngettext ("%d d late", "%d d late", -days), -days);
  return garrison_words_when (moment, due, timed);
}

char *
garrison_words_last_contact (const GarrisonMoment *moment, gint64 last, const char **tone)
{
  gint day;

  if (last == 0)
    {
      *tone = "dim";
      return g_strdup (C_ ("last contact", "never"));
    }
  day = garrison_day_of_instant (last, moment->zone);
  *tone = garrison_day_diff (day, moment->today) > COOLING_DAYS ? "warn" : "dim";
  /* A whole Chinese date of an earlier year is wider than its column. */
  if (moment->chinese && garrison_day_diff (day, moment->today) > 30
      && garrison_day_year (day) != garrison_day_year (moment->today))
    return garrison_month_format (garrison_day_month (day), TRUE);
  return garrison_instant_format_age (last, moment->now, moment->zone, moment->chinese);
}

char *
garrison_words_next_step (const GarrisonMoment *moment, GarrisonCustomer *customer, const char **tone)
{
  g_autofree char *when = NULL;
  const char *text = garrison_customer_get_next_text (customer);

  if (garrison_customer_get_next_due (customer) == 0)
    {
      *tone = "dim";
      return g_strdup (C_ ("next step", "None set"));
    }
  when = garrison_words_due (moment, garrison_customer_get_next_due (customer),
                             garrison_customer_get_next_timed (customer), tone);
  if (text == NULL || *text == '\0')
    return g_steal_pointer (&when);
  return g_strdup_printf (C_ ("next step, when", "%s, %s"), text, when);
}

char *
garrison_words_protected (const GarrisonMoment *moment, gint until, double *fraction, const char **tone)
{
  int days = garrison_day_diff (moment->today, until);

  *tone = "dim";
  *fraction = 0;
  if (until == 0 || days < 0)
    return g_strdup ("");
  *fraction = MIN (1.0, days / 30.0);
  if (days <= 3)
    *tone = "late";
  else if (days <= 7)
    *tone = "warn";
  if (days == 0)
    return g_strdup (C_ ("protected", "today"));
  return g_strdup_printf (ngettext ("%d d", "%d d", days), days);
}

void
garrison_words_set_tone (gpointer widget, const char *tone)
{
  static const char *const tones[] = { "late", "soon", "warn", "dim" };

  g_return_if_fail (GTK_IS_WIDGET (widget));

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (g_strcmp0 (tones[i], tone) == 0)
      gtk_widget_add_css_class (widget, tones[i]);
    else
      gtk_widget_remove_css_class (widget, tones[i]);
}
