/* A metric asked: a question for a period, narrowed by filters, beside the period before.
 *
 * GarrisonMetricScope says what all charts of a dashboard look at. garrison_metric_ask_async() asks the
 * figures, garrison_metric_compare_async() what they are compared with, so that many charts show their
 * figures before any of them waits for the period before; every record behind a figure can be opened
 * through its answer. Scopes are changed by their owner only, on one thread; asking copies them. A
 * GarrisonMetric is immutable and reference-counted. Errors are those of asking (model/answer.h). */
#pragma once

#include "model/answer.h"
#include "model/dashboard-period.h"

G_BEGIN_DECLS

/* What a filter is about. A relation may have it under one of several paths, or not at all. */
typedef enum
{
  GARRISON_FILTER_TEAM,
  GARRISON_FILTER_PERSON,
  GARRISON_FILTER_REGION,
  GARRISON_FILTER_PRODUCT,
  GARRISON_FILTER_LEVEL,
  GARRISON_FILTER_CATEGORY,
  GARRISON_FILTER_SOURCE,
  GARRISON_FILTER_INDUSTRY,
  GARRISON_FILTER_STAGE,
  GARRISON_N_FILTERS,
} GarrisonFilterKind;

/** garrison_filter_get_label: "Person", translated. */
const char *garrison_filter_get_label (GarrisonFilterKind kind);
/** garrison_filter_get_values: what it may be set to, as garrison_field_get_values() says it. */
char **garrison_filter_get_values (GarrisonCatalogue *catalogue, GarrisonFilterKind kind, char ***labels);

typedef struct
{
  GarrisonDays span;        /* open: all time */
  GarrisonCompare compare;
  GPtrArray *values[GARRISON_N_FILTERS]; /* (nullable) of char *: any of them */
  char *text;               /* (nullable): conditions on customers, as behind "where" */
} GarrisonMetricScope;

GarrisonMetricScope *garrison_metric_scope_new (void);
GarrisonMetricScope *garrison_metric_scope_copy (GarrisonMetricScope *self);
void garrison_metric_scope_free (GarrisonMetricScope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonMetricScope, garrison_metric_scope_free)
/** garrison_metric_scope_set_value: puts @value among those of @kind, or takes it out; NULL takes all out. */
void garrison_metric_scope_set_value (GarrisonMetricScope *self, GarrisonFilterKind kind, const char *value, gboolean on);
gboolean garrison_metric_scope_has_value (GarrisonMetricScope *self, GarrisonFilterKind kind, const char *value);

/**
 * garrison_metric_narrow:
 * @span: the days to look at; open for all
 * @ignored: (nullable) (element-type utf8): gets the labels of what does not apply to @question
 *
 * Returns: (transfer full): @question within @span and @scope's filters, or NULL with @error when a
 *   filter's text is wrong
 */
GarrisonQuestion *garrison_metric_narrow (GarrisonQuestion *question, GarrisonMetricScope *scope, GarrisonDays span,
                                          GPtrArray *ignored, GError **error);
/** garrison_metric_names_period: the question says itself which days it is about. */
gboolean garrison_metric_names_period (GarrisonQuestion *question);

/* The question's figure without its groups: "sum of amount of deals where won". (transfer full) */
GarrisonQuestion *garrison_metric_total_question (GarrisonQuestion *question, GError **error);
/* The same figure of the records that the list question @list asks for. (transfer full) */
GarrisonQuestion *garrison_metric_figure_of (GarrisonQuestion *measured, GarrisonQuestion *list, GError **error);

#define GARRISON_TYPE_METRIC (garrison_metric_get_type ())
typedef struct _GarrisonMetric GarrisonMetric;

GType garrison_metric_get_type (void);
void garrison_metric_ask_async (GarrisonStore *store, GarrisonQuestion *question, GarrisonMetricScope *scope, gint today,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* Then, where garrison_metric_has_before() says so, what @known is compared with; the finished metric has
 * both. @question and @scope are those that @known was asked with. */
gboolean garrison_metric_has_before (GarrisonMetric *self, GarrisonCompare compare);
void garrison_metric_compare_async (GarrisonMetric *known, GarrisonStore *store, GarrisonQuestion *question,
                                    GarrisonMetricScope *scope, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data);
/* Of both. */
GarrisonMetric *garrison_metric_ask_finish (GAsyncResult *result, GError **error);
GarrisonMetric *garrison_metric_ref (GarrisonMetric *self);
void garrison_metric_unref (GarrisonMetric *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonMetric, garrison_metric_unref)

GarrisonAnswer *garrison_metric_get_answer (GarrisonMetric *self);
/* (nullable): the total where figures do not add up (an average): one row, one column. */
GarrisonAnswer *garrison_metric_get_total (GarrisonMetric *self);
/* (nullable): the same by groups, of the days that correspond to those so far. */
GarrisonAnswer *garrison_metric_get_before (GarrisonMetric *self);
/* (nullable): the same by groups, of the whole period before. */
GarrisonAnswer *garrison_metric_get_whole_before (GarrisonMetric *self);
/* (nullable): as garrison_metric_get_total(), of the days before that correspond. */
GarrisonAnswer *garrison_metric_get_total_before (GarrisonMetric *self);
/* What the figures are about; open when the question names days itself or has no date. */
GarrisonDays garrison_metric_get_span (GarrisonMetric *self);
/* What they are compared with; open without comparison. */
GarrisonDays garrison_metric_get_span_before (GarrisonMetric *self);
gint garrison_metric_get_today (GarrisonMetric *self);
/* Labels of the filters that do not apply. (transfer none) (element-type utf8) */
GPtrArray *garrison_metric_get_ignored (GarrisonMetric *self);

/* TRUE when figures of this question may be added up over its groups. */
gboolean garrison_metric_adds_up (GarrisonQuestion *question);
/* The sum over all groups, exact; money in minor units. */
gint64 garrison_metric_sum (GarrisonAnswer *answer);

G_END_DECLS
