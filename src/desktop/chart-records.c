#include "desktop/chart-records.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/chart-number.h"
#include "desktop/application.h"
#include "desktop/chart-members.h"
#include "desktop/customers-window.h"
#include "desktop/records-window.h"

static GarrisonQuestion *
question_of (GarrisonChartFigures *figures)
{
  return garrison_answer_get_question (garrison_metric_get_answer (garrison_chart_figures_get_metric (figures)));
}

/* Customers have a window of their own. FALSE without an application, and for all other records. */
static gboolean
open_customers (GarrisonWindow *window, GarrisonQuestion *list, const char *title)
{
  GApplication *application = g_application_get_default ();
  g_autofree char *text = NULL;
  GarrisonWindow *shown;

  if (!g_str_equal (garrison_question_get_relation (list)->key, "customer") || !GARRISON_IS_APPLICATION (application))
    return FALSE;
  text = garrison_question_to_text (list, GARRISON_QUESTION_STORED);
  shown = garrison_application_show_window (GARRISON_APPLICATION (application), garrison_window_get_session (window),
                                            "customers", text);
  if (GARRISON_IS_CUSTOMERS_WINDOW (shown))
    garrison_customers_window_show_question (GARRISON_CUSTOMERS_WINDOW (shown), text, title);
  return shown != NULL;
}

void
garrison_chart_records_open (GarrisonWindow *window, GarrisonQuestion *list, GarrisonQuestion *measured, const char *title)
{
  g_return_if_fail (GARRISON_IS_WINDOW (window) && list != NULL && title != NULL);

  if (!open_customers (window, list, title))
    gtk_window_present (GTK_WINDOW (garrison_records_window_new (window, list, measured, title)));
}

static char *
title_of (GarrisonChartFigures *figures, guint category, guint series)
{
  GarrisonChartData *data = garrison_chart_figures_get_data (figures);
  const char *title = garrison_chart_data_get_title (data);
  const char *label = garrison_chart_data_get_category_label (data, category);

  if (garrison_question_get_n_dimensions (question_of (figures)) == 0)
    return g_strdup (title);
  if (garrison_question_get_n_dimensions (question_of (figures)) == 1)
    /* Translators: a chart's title and a group in it */
    return g_strdup_printf (C_ ("records", "%s: %s"), title, label);
  /* Translators: a chart's title and two groups in it */
  return g_strdup_printf (C_ ("records", "%s: %s, %s"), title, label, garrison_chart_data_get_series_label (data, series));
}

static void
open_one (GarrisonWindow *window, GarrisonChartFigures *figures, guint category, guint series)
{
  g_autoptr (GarrisonQuestion) list = garrison_chart_figures_get_records (figures, category, series);
  g_autofree char *title = title_of (figures, category, series);

  if (list == NULL)
    garrison_window_toast (window, _ ("There is no record behind this figure"));
  else
    garrison_chart_records_open (window, list, question_of (figures), title);
}

static void
on_member (guint category, guint series, gpointer data)
{
  gpointer *both = data;

  open_one (both[0], both[1], category, series);
}

static void
members_free (gpointer data)
{
  gpointer *both = data;

  garrison_chart_figures_unref (both[1]);
  g_free (both);
}

static void
open_several (GarrisonWindow *window, GarrisonChartFigures *figures, const char *title, const guint *categories,
              guint n_categories, const guint *series, guint n_series)
{
  gpointer *both = g_new0 (gpointer, 2);

  /* The list of members is transient for the window, and goes with it. */
  both[0] = window;
  both[1] = garrison_chart_figures_ref (figures);
  garrison_chart_members_show (GTK_WINDOW (window), garrison_chart_figures_get_data (figures), title, categories,
                               n_categories, series, n_series, on_member, both, members_free);
}

void
garrison_chart_records_open_mark (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChart *chart, guint mark)
{
  const guint *categories, *series;
  guint n_categories = 0, n_series = 0;
  g_autofree char *label = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL && GARRISON_IS_CHART (chart));

  categories = garrison_chart_mark_get_categories (chart, mark, &n_categories);
  series = garrison_chart_mark_get_all_series (chart, mark, &n_series);
  if (n_categories == 1 && n_series == 1)
    {
      open_one (window, figures, categories[0], series[0]);
      return;
    }
  label = garrison_chart_mark_get_label (chart, mark);
  open_several (window, figures, label, categories, n_categories, series, n_series);
}

void
garrison_chart_records_open_category (GarrisonWindow *window, GarrisonChartFigures *figures, guint category)
{
  GarrisonChartData *data;
  g_autofree guint *series = NULL;
  guint n;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL);

  data = garrison_chart_figures_get_data (figures);
  n = garrison_chart_data_get_n_series (data);
  if (category >= garrison_chart_data_get_n_categories (data) || n == 0)
    return;
  if (n == 1)
    {
      open_one (window, figures, category, 0);
      return;
    }
  series = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    series[i] = i;
  open_several (window, figures, garrison_chart_data_get_category_label (data, category), &category, 1, series, n);
}

void
garrison_chart_records_open_all (GarrisonWindow *window, GarrisonChartFigures *figures)
{
  g_autoptr (GarrisonQuestion) list = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL);

  list = garrison_chart_figures_get_all_records (figures);
  garrison_chart_records_open (window, list, question_of (figures),
                               garrison_chart_data_get_title (garrison_chart_figures_get_data (figures)));
}
