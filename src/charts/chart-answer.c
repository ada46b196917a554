#include "charts/chart-answer.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"

static GarrisonChartUnit
unit_of (GarrisonAnswer *answer)
{
  return garrison_answer_get_currency (answer) != NULL ? GARRISON_CHART_MONEY : GARRISON_CHART_COUNT;
}

static gboolean
counts (GarrisonQuestion *question)
{
  GarrisonMeasure measure = garrison_question_get_measure (question);

  return measure == GARRISON_MEASURE_COUNT || measure == GARRISON_MEASURE_COUNT_DISTINCT;
}

static gboolean
is_ordered (GarrisonQuestion *question)
{
  return garrison_question_get_n_dimensions (question) > 0
         && (garrison_question_get_bucket (question, 0) != GARRISON_BUCKET_NONE
             || garrison_question_get_dimension (question, 0)->type == GARRISON_FIELD_STAGE);
}

static char *
make_title (GarrisonAnswer *answer, GarrisonQuestion *question)
{
  const char *measure = garrison_answer_get_column_label (answer, 0);
  const char *rows = garrison_answer_get_dimension_label (answer, 0);

  if (garrison_question_get_n_dimensions (question) == 2)
    /* Translators: what is counted, and by which two things, e.g. "Deals by region and month" */
    return g_strdup_printf (_("%s by %s and %s"), garrison_relation_get_label (garrison_question_get_relation (question)),
                            rows, garrison_answer_get_dimension_label (answer, 1));
  if (*rows == '\0')
    return g_strdup (measure);
  /* Translators: what is counted, and by what, e.g. "Amount by owner" */
  return g_strdup_printf (_("%s by %s"), measure, rows);
}

/* The key of the period that holds @today, as answers write it. */
static char *
key_of_today (GarrisonBucket bucket, gint today)
{
  switch (bucket)
    {
    case GARRISON_BUCKET_DAY:
      return g_strdup_printf ("%d", today);
    case GARRISON_BUCKET_WEEK:
      return g_strdup_printf ("%d", garrison_day_week (today));
    case GARRISON_BUCKET_MONTH:
      return g_strdup_printf ("%d", garrison_day_month (today));
    case GARRISON_BUCKET_QUARTER:
      return g_strdup_printf ("%d", garrison_day_quarter (today));
    case GARRISON_BUCKET_YEAR:
      return g_strdup_printf ("%d", garrison_day_year (today));
    default:
      return NULL;
    }
}

static void
add_values (GarrisonChartData *data, GarrisonAnswer *answer, gboolean zero)
{
  guint n_rows = garrison_answer_get_n_rows (answer), n_columns = garrison_answer_get_n_columns (answer);

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      if (garrison_answer_has_value (answer, row, column))
        garrison_chart_data_set_value (data, row, column, garrison_answer_get_value (answer, row, column));
      else if (zero)
        garrison_chart_data_set_value (data, row, column, 0);
}

GarrisonChartData *
garrison_chart_data_new_from_answer (GarrisonAnswer *answer, const char *title, gint today)
{
  GarrisonQuestion *question = garrison_answer_get_question (answer);
  GarrisonMeasure measure = garrison_question_get_measure (question);
  g_autofree char *made = title != NULL ? g_strdup (title) : make_title (answer, question);
  GarrisonChartData *data = garrison_chart_data_new (made, unit_of (answer), garrison_answer_get_currency (answer));
  g_autofree char *now = NULL;

  g_return_val_if_fail (!garrison_answer_is_list (answer), data);

  if (garrison_question_get_n_dimensions (question) > 0)
    now = key_of_today (garrison_question_get_bucket (question, 0), today);
  for (guint row = 0; row < garrison_answer_get_n_rows (answer); row++)
    {
      const char *key = garrison_answer_get_row_key (answer, row);

      garrison_chart_data_add_category (data, key, garrison_answer_get_row_label (answer, row), NULL);
      if (now != NULL && g_str_equal (now, key))
        garrison_chart_data_set_unfinished (data, row);
    }
  for (guint column = 0; column < garrison_answer_get_n_columns (answer); column++)
    garrison_chart_data_add_series (data, garrison_answer_get_column_key (answer, column),
                                    garrison_answer_get_column_label (answer, column));
  garrison_chart_data_set_category_title (data, garrison_answer_get_dimension_label (answer, 0));
  garrison_chart_data_set_ordered (data, is_ordered (question));
  add_values (data, answer, counts (question) || measure == GARRISON_MEASURE_SUM);
  return data;
}

GarrisonChartKind
garrison_chart_kind_for_question (GarrisonQuestion *question)
{
  guint n = garrison_question_get_n_dimensions (question);
  gboolean time = n > 0 && garrison_question_get_bucket (question, 0) != GARRISON_BUCKET_NONE;

  if (n == 2)
    return time ? GARRISON_CHART_STACKED_BAR : GARRISON_CHART_GROUPED_BAR;
  if (n == 0)
    return GARRISON_CHART_BAR;
  if (time)
    return garrison_question_get_bucket (question, 0) >= GARRISON_BUCKET_MONTH ? GARRISON_CHART_BAR : GARRISON_CHART_LINE;
  switch (garrison_question_get_dimension (question, 0)->type)
    {
    case GARRISON_FIELD_STAGE:
      return GARRISON_CHART_FUNNEL;
    case GARRISON_FIELD_CHOICE:
      return GARRISON_CHART_DONUT;
    default:
      return GARRISON_CHART_RANKING;
    }
}
