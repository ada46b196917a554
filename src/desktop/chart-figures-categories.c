/* Which categories a picture has: the groups of the answer, the periods that the answer lacks because
 * nothing happened in them, the stages of a funnel. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/day.h"
#include "base/language.h"
#include "desktop/chart-figures-private.h"
#include "model/period.h"

/* More periods than this are shown only where something happened between the first and the last. */
#define MOST_PERIODS 120

static void
add (GarrisonChartFigures *self, const char *key, const char *label, const char *short_label, int row)
{
  FigureCategory category = { g_strdup (key), g_strdup (label), g_strdup (short_label), row, -1 };

  g_array_append_val (self->categories, category);
}

static int
row_of_key (GarrisonAnswer *answer, const char *key)
{
  for (guint row = 0; row < garrison_answer_get_n_rows (answer); row++)
    if (g_str_equal (garrison_answer_get_row_key (answer, row), key))
      return (int) row;
  return -1;
}

/* Periods ----------------------------------------------------------------------------------------*/

/* Within one year the year need not be said under each bar. */
static char *
period_short_label (GarrisonBucket bucket, gint period, GarrisonDays span)
{
  gboolean one_year = garrison_day_year (span.first) == garrison_day_year (span.last);
  g_autofree char *label = NULL;

  if (bucket == GARRISON_BUCKET_MONTH)
    {
      if (garrison_locale_is_chinese ())
        return g_strdup_printf ("%d月", period % 100);
      label = garrison_month_format (period, FALSE);
      return g_strndup (label, 3);
    }
  if (bucket == GARRISON_BUCKET_QUARTER && one_year)
    return g_strdup_printf ("Q%d", period % 10);
  return NULL;
}

static guint
count_periods (GarrisonBucket bucket, gint first, gint last)
{
  guint n = 0;

  for (gint period = first; period != 0 && period <= last && n <= MOST_PERIODS; period = garrison_bucket_get_next (bucket, period))
    n++;
  return n;
}

/* The rows of both answers stand beside one another by their place in their spans: the third month
 * beside the third month. */
static int
row_at_place (GarrisonAnswer *before, GarrisonBucket bucket, gint first, guint place)
{
  g_autofree char *key = NULL;
  gint period = first;

  for (guint i = 0; i < place && period != 0; i++)
    period = garrison_bucket_get_next (bucket, period);
  key = g_strdup_printf ("%d", period);
  return row_of_key (before, key);
}

static gboolean
find_periods (GarrisonChartFigures *self, GarrisonBucket bucket)
{
  GarrisonAnswer *answer = garrison_metric_get_answer (self->metric);
  GarrisonAnswer *before = garrison_metric_get_whole_before (self->metric);
  GarrisonDays span = garrison_metric_get_span (self->metric), earlier = garrison_metric_get_span_before (self->metric);
  gint today = garrison_metric_get_today (self->metric), first, last;

  if (garrison_days_is_open (span))
    return FALSE;
  first = garrison_bucket_get_period (bucket, span.first);
  last = garrison_bucket_get_period (bucket, span.last);
  if (count_periods (bucket, first, last) > MOST_PERIODS)
    return FALSE;
  for (gint period = first; period != 0 && period <= last; period = garrison_bucket_get_next (bucket, period))
    {
      g_autofree char *key = g_strdup_printf ("%d", period);
      g_autofree char *label = garrison_bucket_get_label (bucket, period, today);
      g_autofree char *short_label = period_short_label (bucket, period, span);

      add (self, key, label, short_label, row_of_key (answer, key));
      if (before != NULL)
        g_array_index (self->categories, FigureCategory, self->categories->len - 1).row_before
          = row_at_place (before, bucket, garrison_bucket_get_period (bucket, earlier.first), self->categories->len - 1);
    }
  /* A record without a date is a record. */
  if (row_of_key (answer, "") >= 0)
    add (self, "", C_ ("group", "Not set"), NULL, row_of_key (answer, ""));
  return TRUE;
}

/* A funnel ---------------------------------------------------------------------------------------*/

static gboolean
is_lost (GarrisonDirectory *directory, const char *key)
{
  GarrisonChoice *stage;

  if (directory == NULL || *key != '#')
    return FALSE;
  stage = garrison_directory_get_choice (directory, "stage", g_ascii_strtoll (key + 1, NULL, 10));
  return stage != NULL && g_strcmp0 (garrison_choice_get_kind (stage), "lost") == 0;
}

/* The company's stages in their order, also those that nobody is in. */
static void
find_stages (GarrisonChartFigures *self, GarrisonDirectory *directory)
{
  GarrisonAnswer *answer = garrison_metric_get_answer (self->metric);
  GListModel *stages = garrison_directory_get_choices (directory, "stage");

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (GarrisonChoice) stage = g_list_model_get_item (stages, i);
      g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, garrison_choice_get_id (stage));

      if (!is_lost (directory, key))
        add (self, key, garrison_choice_get_name (stage), NULL, row_of_key (answer, key));
    }
  for (guint row = 0; row < garrison_answer_get_n_rows (answer); row++)
    if (is_lost (directory, garrison_answer_get_row_key (answer, row)))
      self->lost += garrison_answer_get_integer (answer, row, 0);
}

static gboolean
is_stage_funnel (GarrisonChartFigures *self, GarrisonDirectory *directory)
{
  GarrisonQuestion *question = garrison_answer_get_question (garrison_metric_get_answer (self->metric));

  return directory != NULL && garrison_question_get_n_dimensions (question) == 1
         && garrison_question_get_dimension (question, 0)->type == GARRISON_FIELD_STAGE
         && garrison_question_names_field (question, "stage") && garrison_metric_adds_up (question);
}

/* Any other --------------------------------------------------------------------------------------*/

static void
find_rows (GarrisonChartFigures *self)
{
  GarrisonAnswer *answer = garrison_metric_get_answer (self->metric);
  GarrisonAnswer *before = garrison_metric_get_before (self->metric);

  for (guint row = 0; row < garrison_answer_get_n_rows (answer); row++)
    {
      const char *key = garrison_answer_get_row_key (answer, row);

      add (self, key, garrison_answer_get_row_label (answer, row), NULL, (int) row);
      if (before != NULL)
        g_array_index (self->categories, FigureCategory, row).row_before = row_of_key (before, key);
    }
}

void
garrison_chart_figures_find_categories (GarrisonChartFigures *self, GarrisonDirectory *directory)
{
  GarrisonQuestion *question = garrison_answer_get_question (garrison_metric_get_answer (self->metric));
  GarrisonBucket bucket = garrison_question_get_n_dimensions (question) > 0 ? garrison_question_get_bucket (question, 0)
                                                                            : GARRISON_BUCKET_NONE;

  if (self->cumulated)
    self->cumulated = is_stage_funnel (self, directory);
  if (self->cumulated)
    find_stages (self, directory);
  else if (bucket == GARRISON_BUCKET_NONE || garrison_question_get_limit (question) > 0 || !find_periods (self, bucket))
    find_rows (self);
}
