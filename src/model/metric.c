#include "model/metric.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/day.h"

/* The ways to a filter's field, best first; the first that the relation knows is taken. */
static const struct
{
  const char *label;
  const char *paths[6];
} FILTERS[GARRISON_N_FILTERS] = {
  [GARRISON_FILTER_TEAM] = { N_("Team"), { "owner.team", "person.team", "to_owner.team", "customer.owner.team", "deal.owner.team", "team" } },
  [GARRISON_FILTER_PERSON] = { N_("Person"), { "owner", "person", "to_owner", "customer.owner", "deal.owner" } },
  [GARRISON_FILTER_REGION] = { N_("Region"), { "region", "customer.region", "deal.region" } },
  [GARRISON_FILTER_PRODUCT] = { N_("Product"), { "product", "deal.product" } },
  [GARRISON_FILTER_LEVEL] = { N_("Level"), { "level", "customer.level", "deal.customer.level" } },
  [GARRISON_FILTER_CATEGORY] = { N_("Category"), { "customer.category", "deal.customer.category", "category" } },
  [GARRISON_FILTER_SOURCE] = { N_("Source"), { "customer.source", "deal.customer.source", "source" } },
  [GARRISON_FILTER_INDUSTRY] = { N_("Industry"), { "industry", "customer.industry", "deal.customer.industry" } },
  [GARRISON_FILTER_STAGE] = { N_("Stage"), { "stage", "to_stage", "deal.stage" } },
};

/* Where the values of a filter are found in the catalogue. */
static const char *const VALUES_OF[GARRISON_N_FILTERS][2] = {
  { "person", "team" },    { "customer", "owner" },    { "customer", "region" },
  { "deal", "product" },   { "customer", "level" },    { "customer", "category" },
  { "customer", "source" }, { "customer", "industry" }, { "customer", "stage" },
};

const char *
garrison_filter_get_label (GarrisonFilterKind kind)
{
  g_return_val_if_fail (kind < GARRISON_N_FILTERS, "");
  return _(FILTERS[kind].label);
}

char **
garrison_filter_get_values (GarrisonCatalogue *catalogue, GarrisonFilterKind kind, char ***labels)
{
  const GarrisonRelation *relation;

  g_return_val_if_fail (catalogue != NULL && kind < GARRISON_N_FILTERS, NULL);

  relation = garrison_catalogue_find_relation (catalogue, VALUES_OF[kind][0]);
  return garrison_field_get_values (catalogue, garrison_catalogue_find_field (catalogue, relation, VALUES_OF[kind][1]), labels);
}

/* Scopes -----------------------------------------------------------------------------------------*/

GarrisonMetricScope *
garrison_metric_scope_new (void)
{
  return g_new0 (GarrisonMetricScope, 1);
}

GarrisonMetricScope *
garrison_metric_scope_copy (GarrisonMetricScope *self)
{
  GarrisonMetricScope *copy = g_new0 (GarrisonMetricScope, 1);

  copy->span = self->span;
  copy->compare = self->compare;
  copy->text = g_strdup (self->text);
  for (guint kind = 0; kind < GARRISON_N_FILTERS; kind++)
    for (guint i = 0; self->values[kind] != NULL && i < self->values[kind]->len; i++)
      garrison_metric_scope_set_value (copy, kind, self->values[kind]->pdata[i], TRUE);
  return copy;
}

void
garrison_metric_scope_free (GarrisonMetricScope *self)
{
  if (self == NULL)
    return;
  for (guint kind = 0; kind < GARRISON_N_FILTERS; kind++)
    g_clear_pointer (&self->values[kind], g_ptr_array_unref);
  g_free (self->text);
  g_free (self);
}

void
garrison_metric_scope_set_value (GarrisonMetricScope *self, GarrisonFilterKind kind, const char *value, gboolean on)
{
  GPtrArray **values;
  guint index;

  g_return_if_fail (self != NULL && kind < GARRISON_N_FILTERS);

  values = &self->values[kind];
  if (value == NULL)
    {
      g_clear_pointer (values, g_ptr_array_unref);
      return;
    }
  if (*values == NULL)
    *values = g_ptr_array_new_with_free_func (g_free);
  if (g_ptr_array_find_with_equal_func (*values, value, g_str_equal, &index))
    {
      if (!on)
        g_ptr_array_remove_index (*values, index);
    }
  else if (on)
    g_ptr_array_add (*values, g_strdup (value));
  if ((*values)->len == 0)
    g_clear_pointer (values, g_ptr_array_unref);
}

gboolean
garrison_metric_scope_has_value (GarrisonMetricScope *self, GarrisonFilterKind kind, const char *value)
{
  g_return_val_if_fail (self != NULL && kind < GARRISON_N_FILTERS, FALSE);
  return self->values[kind] != NULL && g_ptr_array_find_with_equal_func (self->values[kind], value, g_str_equal, NULL);
}

/* Narrowing --------------------------------------------------------------------------------------*/

/* NULL when the relation knows none of the paths; @question is not consumed. */
static GarrisonQuestion *
narrow_filter (GarrisonQuestion *question, GarrisonFilterKind kind, GPtrArray *values)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < values->len; i++)
    g_ptr_array_add (texts, values->pdata[i]);
  g_ptr_array_add (texts, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (FILTERS[kind].paths) && FILTERS[kind].paths[i] != NULL; i++)
    {
      GarrisonQuestion *narrowed
        = garrison_question_with_condition (question, FILTERS[kind].paths[i], values->len > 1 ? GARRISON_OP_IN : GARRISON_OP_EQ,
                                            (const char *const *) texts->pdata, NULL);
      if (narrowed != NULL)
        return narrowed;
    }
  return NULL;
}

/* The date that a period is about: of the closing, where the question asks for what is closed. */
static const char *
date_of (GarrisonQuestion *question)
{
  const GarrisonRelation *relation = garrison_question_get_relation (question);
  gboolean closed = garrison_question_names_field (question, "won") || garrison_question_names_field (question, "lost")
                    || garrison_question_names_field (question, "lost_reason");

  /* Lines tell it by their deals. */
  if (!closed && relation->date_closed != NULL && strchr (relation->date_closed, '.') != NULL)
    {
      g_autofree char *text = garrison_question_to_text (question, GARRISON_QUESTION_STORED);
      closed = strstr (text, "deal.won") != NULL || strstr (text, "deal.lost") != NULL;
    }
  return closed && relation->date_closed != NULL ? relation->date_closed : relation->date;
}

gboolean
garrison_metric_names_period (GarrisonQuestion *question)
{
  const char *date;
  g_autoptr (GarrisonQuestion) list = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (question != NULL, FALSE);

  date = date_of (question);
  if (date == NULL || !garrison_question_has_conditions (question))
    return FALSE;
  /* Groups name fields too, but choose no days. */
  list = garrison_question_as_list (question);
  if (strchr (date, '.') == NULL)
    return garrison_question_names_field (list, date);
  text = garrison_question_to_text (list, GARRISON_QUESTION_STORED);
  return strstr (text, date) != NULL;
}

static GarrisonQuestion *
narrow_span (GarrisonQuestion *question, GarrisonDays span, GError **error)
{
  char first[16], last[16];
  const char *values[] = { first, last, NULL };

  g_snprintf (first, sizeof first, "%04d-%02d-%02d", span.first / 10000, span.first / 100 % 100, span.first % 100);
  g_snprintf (last, sizeof last, "%04d-%02d-%02d", span.last / 10000, span.last / 100 % 100, span.last % 100);
  return garrison_question_with_condition (question, date_of (question), GARRISON_OP_BETWEEN, values, error);
}

/* Replaces *@question, unless @narrowed is NULL. */
static gboolean
take (GarrisonQuestion **question, GarrisonQuestion *narrowed)
{
  if (narrowed == NULL)
    return FALSE;
  garrison_question_unref (*question);
  *question = narrowed;
  return TRUE;
}

static void
ignore (GPtrArray *ignored, const char *label)
{
  if (ignored != NULL)
    g_ptr_array_add (ignored, g_strdup (label));
}

GarrisonQuestion *
garrison_metric_narrow (GarrisonQuestion *question, GarrisonMetricScope *scope, GarrisonDays span, GPtrArray *ignored,
                        GError **error)
{
  g_autoptr (GarrisonQuestion) narrowed = NULL;

  g_return_val_if_fail (question != NULL && scope != NULL, NULL);

  narrowed = garrison_question_ref (question);
  if (!garrison_days_is_open (span))
    {
      if (garrison_metric_names_period (question) || date_of (question) == NULL)
        ignore (ignored, _("Period"));
      else if (!take (&narrowed, narrow_span (narrowed, span, error)))
        return NULL;
    }
  for (guint kind = 0; kind < GARRISON_N_FILTERS; kind++)
    if (scope->values[kind] != NULL && !take (&narrowed, narrow_filter (narrowed, kind, scope->values[kind])))
      ignore (ignored, garrison_filter_get_label (kind));
  if (scope->text != NULL && *scope->text != '\0'
      && !take (&narrowed, garrison_question_with_text (narrowed, scope->text, NULL)))
    ignore (ignored, _("Filter"));
  return g_steal_pointer (&narrowed);
}

/* What stands before the relation in the stored text: "sum of amount of ". */
static char *
measure_text (GarrisonQuestion *question)
{
  g_autoptr (GarrisonQuestion) list = garrison_question_as_list (question);
  g_autofree char *whole = garrison_question_to_text (question, GARRISON_QUESTION_STORED);
  g_autofree char *records = garrison_question_to_text (list, GARRISON_QUESTION_STORED);
  const char *found = strstr (whole, records);

  return g_strndup (whole, found != NULL ? (gsize) (found - whole) : 0);
}

GarrisonQuestion *
garrison_metric_figure_of (GarrisonQuestion *measured, GarrisonQuestion *list, GError **error)
{
  g_autofree char *measure = NULL, *records = NULL, *text = NULL;

  g_return_val_if_fail (measured != NULL && list != NULL, NULL);

  measure = measure_text (measured);
  records = garrison_question_to_text (list, GARRISON_QUESTION_STORED);
  text = g_strconcat (measure, records, NULL);
  return garrison_question_parse (garrison_question_get_catalogue (list), text, error);
}

GarrisonQuestion *
garrison_metric_total_question (GarrisonQuestion *question, GError **error)
{
  g_autoptr (GarrisonQuestion) list = NULL;

  g_return_val_if_fail (question != NULL, NULL);

  list = garrison_question_as_list (question);
  return garrison_metric_figure_of (question, list, error);
}

gboolean
garrison_metric_adds_up (GarrisonQuestion *question)
{
  GarrisonMeasure measure;

  g_return_val_if_fail (question != NULL, FALSE);

  measure = garrison_question_get_measure (question);
  return (measure == GARRISON_MEASURE_COUNT || measure == GARRISON_MEASURE_SUM) && garrison_question_get_limit (question) == 0;
}

gint64
garrison_metric_sum (GarrisonAnswer *answer)
{
  gint64 sum = 0;

  g_return_val_if_fail (answer != NULL && !garrison_answer_is_list (answer), 0);

  for (guint row = 0; row < garrison_answer_get_n_rows (answer); row++)
    for (guint column = 0; column < garrison_answer_get_n_columns (answer); column++)
      if (garrison_answer_has_value (answer, row, column))
        sum += garrison_answer_get_integer (answer, row, column);
  return sum;
}

/* Asking -----------------------------------------------------------------------------------------*/

enum
{
  NOW,
  TOTAL,
  BEFORE,
  WHOLE_BEFORE,
  TOTAL_BEFORE,
  N_ANSWERS,
};

struct _GarrisonMetric
{
  gatomicrefcount references;
  GarrisonAnswer *answers[N_ANSWERS];
  GarrisonDays span, before;
  gint today;
  GPtrArray *ignored;
  /* while asking */
  guint left;
  GError *error;
};

G_DEFINE_BOXED_TYPE (GarrisonMetric, garrison_metric, garrison_metric_ref, garrison_metric_unref)

GarrisonMetric *
garrison_metric_ref (GarrisonMetric *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
garrison_metric_unref (GarrisonMetric *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < N_ANSWERS; i++)
    g_clear_pointer (&self->answers[i], garrison_answer_unref);
  g_ptr_array_unref (self->ignored);
  g_clear_error (&self->error);
  g_free (self);
}

typedef struct
{
  GTask *task;
  guint slot;
} Asking;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GTask) task = asking->task;
  GarrisonMetric *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->answers[asking->slot] = garrison_question_ask_finish (result, &error);
  if (error != NULL && self->error == NULL)
    self->error = g_steal_pointer (&error);
  if (--self->left > 0)
    return;
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, garrison_metric_ref (self), (GDestroyNotify) garrison_metric_unref);
}

static void
ask (GTask *task, guint slot, GarrisonQuestion *question)
{
  GarrisonMetric *self = g_task_get_task_data (task);
  Asking *asking = g_new0 (Asking, 1);

  asking->task = g_object_ref (task);
  asking->slot = slot;
  self->left++;
  garrison_question_ask_async (g_task_get_source_object (task), question, g_task_get_cancellable (task), on_answer, asking);
}

/* Asks within @span, and the total beside it where the groups do not add up to it. */
static gboolean
ask_span (GTask *task, GarrisonQuestion *question, GarrisonMetricScope *scope, GarrisonDays span, guint slot,
          guint total_slot, GPtrArray *ignored, GError **error)
{
  g_autoptr (GarrisonQuestion) narrowed = garrison_metric_narrow (question, scope, span, ignored, error);
  g_autoptr (GarrisonQuestion) total = NULL;

  if (narrowed == NULL)
    return FALSE;
  if (total_slot != N_ANSWERS && !garrison_metric_adds_up (question)
      && garrison_question_get_measure (question) != GARRISON_MEASURE_LIST)
    {
      total = garrison_metric_total_question (narrowed, error);
      if (total == NULL)
        return FALSE;
      ask (task, total_slot, total);
    }
  ask (task, slot, narrowed);
  return TRUE;
}

static gboolean
is_by_period (GarrisonQuestion *question)
{
  return garrison_question_get_n_dimensions (question) > 0
         && garrison_question_get_bucket (question, 0) != GARRISON_BUCKET_NONE;
}

static GTask *
task_new (GarrisonStore *store, gint today, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (store, cancellable, callback, data);
  GarrisonMetric *self = g_new0 (GarrisonMetric, 1);

  g_atomic_ref_count_init (&self->references);
  self->ignored = g_ptr_array_new_with_free_func (g_free);
  self->today = today;
  g_task_set_task_data (task, self, (GDestroyNotify) garrison_metric_unref);
  return task;
}

/* What is under way already reports the error when it ends. */
static void
fail (GTask *task, GError *error)
{
  GarrisonMetric *self = g_task_get_task_data (task);

  if (self->left > 0)
    self->error = error;
  else
    g_task_return_error (task, error);
}

void
garrison_metric_ask_async (GarrisonStore *store, GarrisonQuestion *question, GarrisonMetricScope *scope, gint today,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  GarrisonMetric *self;
  GError *error = NULL;

  g_return_if_fail (GARRISON_IS_STORE (store) && question != NULL && scope != NULL);

  task = task_new (store, today, cancellable, callback, data);
  self = g_task_get_task_data (task);
  if (!garrison_days_is_open (scope->span) && date_of (question) != NULL && !garrison_metric_names_period (question))
    self->span = scope->span;
  if (!ask_span (task, question, scope, scope->span, NOW, TOTAL, self->ignored, &error))
    fail (task, error);
}

/* What is known already is taken over. */
static void
take_over (GarrisonMetric *self, GarrisonMetric *known)
{
  self->span = known->span;
  for (guint i = 0; i < known->ignored->len; i++)
    ignore (self->ignored, known->ignored->pdata[i]);
  for (guint i = 0; i < N_ANSWERS; i++)
    self->answers[i] = known->answers[i] != NULL ? garrison_answer_ref (known->answers[i]) : NULL;
}

gboolean
garrison_metric_has_before (GarrisonMetric *self, GarrisonCompare compare)
{
  GarrisonDays whole, so_far;

  g_return_val_if_fail (self != NULL, FALSE);
  return garrison_days_get_before (self->span, compare, self->today, &whole, &so_far);
}

void
garrison_metric_compare_async (GarrisonMetric *known, GarrisonStore *store, GarrisonQuestion *question,
                               GarrisonMetricScope *scope, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = NULL;
  GarrisonMetric *self;
  GarrisonDays whole, so_far;
  GError *error = NULL;

  g_return_if_fail (known != NULL && GARRISON_IS_STORE (store) && question != NULL && scope != NULL);

  task = task_new (store, known->today, cancellable, callback, data);
  self = g_task_get_task_data (task);
  take_over (self, known);
  if (!garrison_days_get_before (self->span, scope->compare, self->today, &whole, &so_far))
    {
      g_task_return_pointer (task, garrison_metric_ref (self), (GDestroyNotify) garrison_metric_unref);
      return;
    }
  self->before = so_far;
  if (!ask_span (task, question, scope, so_far, BEFORE, TOTAL_BEFORE, NULL, &error)
      || (is_by_period (question) && so_far.last != whole.last
          && !ask_span (task, question, scope, whole, WHOLE_BEFORE, N_ANSWERS, NULL, &error)))
    fail (task, error);
}

GarrisonMetric *
garrison_metric_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GarrisonAnswer *
garrison_metric_get_answer (GarrisonMetric *self)
{
  return self->answers[NOW];
}

GarrisonAnswer *
garrison_metric_get_total (GarrisonMetric *self)
{
  return self->answers[TOTAL];
}

GarrisonAnswer *
garrison_metric_get_before (GarrisonMetric *self)
{
  return self->answers[BEFORE];
}

GarrisonAnswer *
garrison_metric_get_whole_before (GarrisonMetric *self)
{
  return self->answers[WHOLE_BEFORE] != NULL ? self->answers[WHOLE_BEFORE] : self->answers[BEFORE];
}

GarrisonAnswer *
garrison_metric_get_total_before (GarrisonMetric *self)
{
  return self->answers[TOTAL_BEFORE];
}

GarrisonDays
garrison_metric_get_span (GarrisonMetric *self)
{
  return self->span;
}

GarrisonDays
garrison_metric_get_span_before (GarrisonMetric *self)
{
  return self->before;
}

gint
garrison_metric_get_today (GarrisonMetric *self)
{
  return self->today;
}

GPtrArray *
garrison_metric_get_ignored (GarrisonMetric *self)
{
  return self->ignored;
}
