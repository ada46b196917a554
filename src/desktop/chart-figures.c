#include "desktop/chart-figures-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/chart-answer.h"
#include "base/day.h"

static void
category_clear (gpointer data)
{
  FigureCategory *category = data;

  g_free (category->key);
  g_free (category->label);
  g_free (category->short_label);
}

GarrisonChartFigures *
garrison_chart_figures_ref (GarrisonChartFigures *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
garrison_chart_figures_unref (GarrisonChartFigures *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  garrison_metric_unref (self->metric);
  garrison_chart_data_unref (self->data);
  g_array_unref (self->categories);
  g_free (self->headline);
  g_free (self->change);
  g_free (self->finding);
  g_free (self->caution);
  g_free (self);
}

static GarrisonAnswer *
answer_of (GarrisonChartFigures *self)
{
  return garrison_metric_get_answer (self->metric);
}

static FigureCategory *
category_at (GarrisonChartFigures *self, guint index)
{
  return &g_array_index (self->categories, FigureCategory, index);
}

/* Data -------------------------------------------------------------------------------------------*/

static GarrisonChartUnit
unit_of (GarrisonAnswer *answer)
{
  return garrison_answer_get_currency (answer) != NULL ? GARRISON_CHART_MONEY : GARRISON_CHART_COUNT;
}

static double
value_at (GarrisonAnswer *answer, int row, guint column, gboolean zero)
{
  if (row >= 0 && garrison_answer_has_value (answer, (guint) row, column))
    return garrison_answer_get_value (answer, (guint) row, column);
  return zero ? 0 : GARRISON_CHART_MISSING;
}

static gboolean
counts_nothing_as_zero (GarrisonQuestion *question)
{
  GarrisonMeasure measure = garrison_question_get_measure (question);

  return measure == GARRISON_MEASURE_COUNT || measure == GARRISON_MEASURE_COUNT_DISTINCT || measure == GARRISON_MEASURE_SUM;
}

static gboolean
is_ordered (GarrisonQuestion *question)
{
  return garrison_question_get_n_dimensions (question) > 0
         && (garrison_question_get_bucket (question, 0) != GARRISON_BUCKET_NONE
             || garrison_question_get_dimension (question, 0)->type == GARRISON_FIELD_STAGE);
}

static void
fill_values (GarrisonChartFigures *self)
{
  GarrisonAnswer *answer = answer_of (self);
  GarrisonQuestion *question = garrison_answer_get_question (answer);
  gboolean zero = counts_nothing_as_zero (question), periods = is_ordered (question) && !self->cumulated;
  gint today = garrison_metric_get_today (self->metric);

  for (guint column = 0; column < garrison_answer_get_n_columns (answer); column++)
    {
      double behind = 0;

      for (guint i = self->categories->len; i-- > 0;)
        {
          FigureCategory *category = category_at (self, i);
          double value = value_at (answer, category->row, column, zero);

          /* What is still to come is not nothing. */
          if (periods && category->row < 0 && garrison_question_get_bucket (question, 0) == GARRISON_BUCKET_MONTH
              && atoi (category->key) > garrison_day_month (today))
            value = GARRISON_CHART_MISSING;
          if (self->cumulated)
            value = behind += value;
          garrison_chart_data_set_value (self->data, i, column, value);
        }
    }
}

/* One figure a category, of all series together. */
static void
fill_comparison (GarrisonChartFigures *self)
{
  GarrisonQuestion *question = garrison_answer_get_question (answer_of (self));
  gboolean periods = garrison_question_get_n_dimensions (question) > 0
                     && garrison_question_get_bucket (question, 0) != GARRISON_BUCKET_NONE;
  GarrisonAnswer *before = periods ? garrison_metric_get_whole_before (self->metric) : garrison_metric_get_before (self->metric);
  gboolean zero = counts_nothing_as_zero (question), adds_up = garrison_metric_adds_up (question);
  GarrisonDays span = garrison_metric_get_span_before (self->metric);
  g_autofree char *label = NULL;

  if (before == NULL || self->cumulated || (!adds_up && garrison_answer_get_n_columns (before) > 1))
    return;
  if (periods)
    span.last = garrison_day_add (span.first, garrison_day_diff (garrison_metric_get_span (self->metric).first,
                                                                 garrison_metric_get_span (self->metric).last));
  label = garrison_days_get_label (span, garrison_metric_get_today (self->metric));
  garrison_chart_data_set_comparison (self->data, label);
  for (guint i = 0; i < self->categories->len; i++)
    {
      double sum = zero ? 0 : GARRISON_CHART_MISSING;

      for (guint column = 0; column < garrison_answer_get_n_columns (before); column++)
        {
          double value = value_at (before, category_at (self, i)->row_before, column, zero);
          sum = isnan (sum) ? value : sum + value;
        }
      garrison_chart_data_set_comparison_value (self->data, i, sum);
    }
}

static gboolean
more_is_worse (GarrisonQuestion *question)
{
  const GarrisonField *of = garrison_question_get_measure_field (question);

  return garrison_question_names_field (question, "lost") || garrison_question_names_field (question, "overdue")
         || garrison_question_names_field (question, "lost_reason")
         || (of != NULL && (g_str_equal (of->key, "days_to_close") || g_str_equal (of->key, "days_in_stage")));
}

static char *
key_of_today (GarrisonBucket bucket, gint today)
{
  gint key = bucket == GARRISON_BUCKET_DAY     ? today
             : bucket == GARRISON_BUCKET_WEEK    ? garrison_day_week (today)
             : bucket == GARRISON_BUCKET_MONTH   ? garrison_day_month (today)
             : bucket == GARRISON_BUCKET_QUARTER ? garrison_day_quarter (today)
             : bucket == GARRISON_BUCKET_YEAR    ? garrison_day_year (today)
                                                 : 0;

  return g_strdup_printf ("%d", key);
}

/* A single series is the noun of the figures: "Amount", "Customers". */
static const char *
series_label (GarrisonAnswer *answer, guint column)
{
  GarrisonQuestion *question = garrison_answer_get_question (answer);
  GarrisonMeasure measure = garrison_question_get_measure (question);

  if (garrison_question_get_n_dimensions (question) < 2 && measure == GARRISON_MEASURE_SUM)
    return garrison_field_get_label (garrison_question_get_measure_field (question));
  if (garrison_question_get_n_dimensions (question) < 2 && measure == GARRISON_MEASURE_COUNT)
    return garrison_relation_get_label (garrison_question_get_relation (question));
  return garrison_answer_get_column_label (answer, column);
}

static void
fill_data (GarrisonChartFigures *self, const char *title)
{
  GarrisonAnswer *answer = answer_of (self);
  GarrisonQuestion *question = garrison_answer_get_question (answer);
  GarrisonBucket bucket = garrison_question_get_n_dimensions (question) > 0 ? garrison_question_get_bucket (question, 0)
                                                                            : GARRISON_BUCKET_NONE;
  g_autofree char *now = key_of_today (bucket, garrison_metric_get_today (self->metric));

  self->data = garrison_chart_data_new (title, unit_of (answer), garrison_answer_get_currency (answer));
  garrison_chart_data_set_category_title (self->data, garrison_answer_get_dimension_label (answer, 0));
  garrison_chart_data_set_ordered (self->data, is_ordered (question));
  garrison_chart_data_set_more_is_worse (self->data, more_is_worse (question));
  for (guint i = 0; i < self->categories->len; i++)
    {
      FigureCategory *category = category_at (self, i);
      garrison_chart_data_add_category (self->data, category->key, category->label, category->short_label);
      if (bucket != GARRISON_BUCKET_NONE && g_str_equal (category->key, now))
        garrison_chart_data_set_unfinished (self->data, (int) i);
    }
  for (guint column = 0; column < garrison_answer_get_n_columns (answer); column++)
    garrison_chart_data_add_series (self->data, garrison_answer_get_column_key (answer, column),
                                    series_label (answer, column));
  fill_values (self);
  fill_comparison (self);
}

GarrisonChartFigures *
garrison_chart_figures_new (GarrisonMetric *metric, GarrisonDirectory *directory, GarrisonChartKind kind, const char *title)
{
  GarrisonChartFigures *self;

  g_return_val_if_fail (metric != NULL && title != NULL, NULL);
  g_return_val_if_fail (!garrison_answer_is_list (garrison_metric_get_answer (metric)), NULL);

  self = g_new0 (GarrisonChartFigures, 1);
  g_atomic_ref_count_init (&self->references);
  self->metric = garrison_metric_ref (metric);
  self->categories = g_array_new (FALSE, FALSE, sizeof (FigureCategory));
  g_array_set_clear_func (self->categories, category_clear);
  self->cumulated = kind == GARRISON_CHART_FUNNEL;
  garrison_chart_figures_find_categories (self, directory);
  fill_data (self, title);
  garrison_chart_figures_find_words (self);
  return self;
}

/* Records ----------------------------------------------------------------------------------------*/

/* Those who came at least to @stage: of all stages from there on. */
static GarrisonQuestion *
reached_question (GarrisonChartFigures *self, guint stage)
{
  g_autoptr (GarrisonQuestion) list = garrison_question_as_list (garrison_answer_get_question (answer_of (self)));
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = stage; i < self->categories->len; i++)
    g_ptr_array_add (keys, category_at (self, i)->key);
  g_ptr_array_add (keys, NULL);
  return garrison_question_with_condition (list, "stage", GARRISON_OP_IN, (const char *const *) keys->pdata, NULL);
}

GarrisonQuestion *
garrison_chart_figures_get_records (GarrisonChartFigures *self, guint category, guint series)
{
  int row;

  g_return_val_if_fail (self != NULL && category < self->categories->len, NULL);

  if (self->cumulated)
    return reached_question (self, category);
  row = category_at (self, category)->row;
  return row >= 0 ? garrison_answer_get_group_question (answer_of (self), (guint) row, series) : NULL;
}

GarrisonQuestion *
garrison_chart_figures_get_all_records (GarrisonChartFigures *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->cumulated && self->categories->len > 0)
    return reached_question (self, 0);
  return garrison_question_as_list (garrison_answer_get_question (answer_of (self)));
}

GarrisonChartData *
garrison_chart_figures_get_data (GarrisonChartFigures *self)
{
  return self->data;
}

GarrisonMetric *
garrison_chart_figures_get_metric (GarrisonChartFigures *self)
{
  return self->metric;
}

gboolean
garrison_chart_figures_is_empty (GarrisonChartFigures *self)
{
  GarrisonAnswer *answer = answer_of (self);

  for (guint row = 0; row < garrison_answer_get_n_rows (answer); row++)
    for (guint column = 0; column < garrison_answer_get_n_columns (answer); column++)
      if (garrison_answer_has_value (answer, row, column))
        return FALSE;
  return TRUE;
}

const char *
garrison_chart_figures_get_headline (GarrisonChartFigures *self)
{
  return self->headline;
}

double
garrison_chart_figures_get_headline_value (GarrisonChartFigures *self)
{
  return self->headline_value;
}

const char *
garrison_chart_figures_get_change (GarrisonChartFigures *self, int *direction, int *tone)
{
  *direction = self->direction;
  *tone = self->tone;
  return self->change;
}

const char *
garrison_chart_figures_get_finding (GarrisonChartFigures *self)
{
  return self->finding;
}

const char *
garrison_chart_figures_get_caution (GarrisonChartFigures *self)
{
  return self->caution;
}
