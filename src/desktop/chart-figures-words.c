/* The words of a chart card: headline, change, finding, caution. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/chart-number.h"
#include "desktop/chart-figures-private.h"

static char *
figure (GarrisonChartFigures *self, double value, GarrisonChartForm form)
{
  return garrison_chart_number_format (value, garrison_chart_data_get_unit (self->data),
                                       garrison_chart_data_get_currency (self->data), NULL, form);
}

static double
single_value (GarrisonAnswer *answer)
{
  if (answer == NULL || garrison_answer_get_n_rows (answer) == 0 || !garrison_answer_has_value (answer, 0, 0))
    return GARRISON_CHART_MISSING;
  return garrison_answer_get_value (answer, 0, 0);
}

/* The sum over @answer; of a funnel only what its stages hold. */
static double
sum_of (GarrisonChartFigures *self, GarrisonAnswer *answer)
{
  double sum = 0;

  for (guint row = 0; row < garrison_answer_get_n_rows (answer); row++)
    {
      gboolean shown = !self->cumulated;

      for (guint i = 0; !shown && i < self->categories->len; i++)
        shown = g_str_equal (g_array_index (self->categories, FigureCategory, i).key, garrison_answer_get_row_key (answer, row));
      for (guint column = 0; shown && column < garrison_answer_get_n_columns (answer); column++)
        if (garrison_answer_has_value (answer, row, column))
          sum += garrison_answer_get_value (answer, row, column);
    }
  return sum;
}

static void
find_headline (GarrisonChartFigures *self)
{
  GarrisonAnswer *answer = garrison_metric_get_answer (self->metric);
  gboolean adds_up = garrison_metric_adds_up (garrison_answer_get_question (answer));

  self->headline_value = adds_up ? sum_of (self, answer) : single_value (garrison_metric_get_total (self->metric));
  self->headline = figure (self, self->headline_value, GARRISON_CHART_COMPACT);
}

static void
find_change (GarrisonChartFigures *self)
{
  GarrisonAnswer *before = garrison_metric_get_before (self->metric);
  gboolean adds_up = garrison_metric_adds_up (garrison_answer_get_question (garrison_metric_get_answer (self->metric)));
  double then, change;
  int percent;

  if (before == NULL)
    return;
  then = adds_up ? sum_of (self, before) : single_value (garrison_metric_get_total_before (self->metric));
  if (isnan (then) || then <= 0 || isnan (self->headline_value))
    return;
  change = (self->headline_value - then) / then * 100;
  percent = (int) CLAMP (round (fabs (change)), 0, 999999);
  self->direction = percent == 0 ? 0 : change > 0 ? 1 : -1;
  self->tone = garrison_chart_data_get_more_is_worse (self->data) ? -self->direction : self->direction;
  self->change = g_strdup_printf ("%d%%", percent);
}

/* The largest category and its share. */
static char *
largest (GarrisonChartFigures *self)
{
  guint n = garrison_chart_data_get_n_categories (self->data), best = 0;
  double most = 0;
  int percent;

  for (guint c = 0; c < n; c++)
    {
      double sum = 0;

      for (guint s = 0; s < garrison_chart_data_get_n_series (self->data); s++)
        if (!isnan (garrison_chart_data_get_value (self->data, c, s)))
          sum += garrison_chart_data_get_value (self->data, c, s);
      if (sum > most)
        {
          most = sum;
          best = c;
        }
    }
  if (n < 2 || most <= 0 || self->headline_value <= 0)
    return g_strdup ("");
  percent = (int) round (most / self->headline_value * 100);
  /* Translators: the largest group and its share of the total */
  return g_strdup_printf (_("%s leads with %d%%"), garrison_chart_data_get_category_label (self->data, best), percent);
}

static char *
best_period (GarrisonChartFigures *self)
{
  guint best = 0;
  double most = 0;
  g_autofree char *value = NULL;

  for (guint c = 0; c < garrison_chart_data_get_n_categories (self->data); c++)
    {
      double sum = 0;

      for (guint s = 0; s < garrison_chart_data_get_n_series (self->data); s++)
        if (!isnan (garrison_chart_data_get_value (self->data, c, s)))
          sum += garrison_chart_data_get_value (self->data, c, s);
      if (sum > most)
        {
          most = sum;
          best = c;
        }
    }
  if (most <= 0)
    return g_strdup ("");
  value = figure (self, most, GARRISON_CHART_COMPACT);
  /* Translators: the best month or quarter and its figure */
  return g_strdup_printf (_("best: %s with %s"), garrison_chart_data_get_category_label (self->data, best), value);
}

static char *
funnel_finding (GarrisonChartFigures *self)
{
  guint n = garrison_chart_data_get_n_categories (self->data);
  double won = n > 0 ? garrison_chart_data_get_value (self->data, n - 1, 0) : 0;
  double decided = won + (double) self->lost;
  g_autofree char *lost = NULL;
  int percent;

  if (decided <= 0)
    return g_strdup (_("nothing decided yet"));
  percent = (int) round (won / decided * 100);
  lost = garrison_chart_number_format ((double) self->lost, GARRISON_CHART_COUNT, NULL, NULL, GARRISON_CHART_FULL);
  /* Translators: share of deals won among those won or lost, and how many were lost */
  return g_strdup_printf (_("%d%% of those decided won · without %s lost"), percent, lost);
}

static void
find_finding (GarrisonChartFigures *self)
{
  GarrisonQuestion *question = garrison_answer_get_question (garrison_metric_get_answer (self->metric));

  if (garrison_chart_figures_is_empty (self))
    self->finding = g_strdup ("");
  else if (self->cumulated)
    self->finding = funnel_finding (self);
  else if (garrison_question_get_n_dimensions (question) == 0 || !garrison_metric_adds_up (question))
    self->finding = g_strdup ("");
  else if (garrison_question_get_bucket (question, 0) != GARRISON_BUCKET_NONE)
    self->finding = best_period (self);
  else
    self->finding = largest (self);
}

static void
find_caution (GarrisonChartFigures *self)
{
  GPtrArray *ignored = garrison_metric_get_ignored (self->metric);
  gint64 left_out = garrison_answer_get_n_left_out (garrison_metric_get_answer (self->metric));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < ignored->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? C_ ("list", ", ") : "", (char *) ignored->pdata[i]);
  if (ignored->len > 0)
    /* Translators: names of filters that a chart cannot follow */
    g_string_append_printf (text, _("Does not apply here: %s."), names->str);
  if (left_out > 0)
    {
      g_autofree char *n = garrison_chart_number_format ((double) left_out, GARRISON_CHART_COUNT, NULL, NULL, GARRISON_CHART_FULL);
      g_string_append_printf (text, ngettext ("%s%s record in another currency is left out.", "%s%s records in other currencies are left out.", (gulong) MIN (left_out, G_MAXINT)),
                              text->len > 0 ? " " : "", n);
    }
  if (text->len > 0)
    self->caution = g_string_free (g_steal_pointer (&text), FALSE);
}

void
garrison_chart_figures_find_words (GarrisonChartFigures *self)
{
  find_headline (self);
  find_change (self);
  find_finding (self);
  find_caution (self);
}
