/* A question: what lists, filters, segments, charts, metrics and rules ask the desk.
 *
 *     customers where region in (CN-GD, CN-HN) and level = A and last contact > 30 days ago
 *     sum of amount of deals where won and closed this year by region by month
 *     商机 金额 合计 其中 赢单 且 成交日期 本年 按 地区 按 月
 *
 * A GarrisonQuestion is immutable and reference-counted, may be used on any thread, and keeps the
 * catalogue it was parsed with. English and Chinese words may be mixed. What it is stored as
 * (GARRISON_QUESTION_STORED) depends on neither language nor names: choices, people, teams,
 * products and stages stand as #id. Parsing a text that garrison_question_to_text() wrote, in any
 * style, gives the same question.
 *
 * Meaning:
 * - A condition on an empty field is false, so `not (…)` and `!=` hold for it. `not` is the exact
 *   opposite, always. One exception: never contacted counts as contacted longer ago than any day.
 * - A day, month, quarter or year is a span of days: `=` lies within it, `<` before it, `>` after
 * it,
 *   `<=` and `>=` take it in. "> 30 days ago" is longer ago than 30 days, that is, earlier.
 *   "last 30 days" ends with today, "next 30 days" begins with it; both take today in.
 * - `region = CN` takes in its subdivisions, `team = East` the teams below; `exactly` does not.
 * - Archived and merged customers, archived contacts, voided or corrected activities, dropped
 * tasks, void contracts, voided payments and people who left are left out, unless the question
 * names the field that tells (archived, merged, voided, corrected, dropped, status, active).
 * - Money is compared and added up in one currency: the one that the conditions name
 *   (`currency = USD`), else the company's. Other records are left out of the sum (and counted,
 *   model/answer.h) and match no comparison of money.
 * - `by month` is of the first date that the conditions name, else of the relation's usual date.
 *
 * Errors of parsing are GARRISON_ERROR_QUESTION; the two functions below tell where and what. */
#pragma once

#include "base/error.h"
#include "model/catalogue.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_QUESTION (garrison_question_get_type ())
typedef struct _GarrisonQuestion GarrisonQuestion;

typedef enum
{
  GARRISON_QUESTION_STORED,  /* the canonical text: for files, saved views, comparing */
  GARRISON_QUESTION_ENGLISH, /* labels and names, to be shown and edited */
  GARRISON_QUESTION_CHINESE,
} GarrisonQuestionStyle;

typedef enum
{
  GARRISON_MEASURE_LIST, /* no figure: the records themselves */
  GARRISON_MEASURE_COUNT,
  GARRISON_MEASURE_COUNT_DISTINCT,
  GARRISON_MEASURE_SUM,
  GARRISON_MEASURE_AVERAGE,
  GARRISON_MEASURE_MIN,
  GARRISON_MEASURE_MAX,
  GARRISON_MEASURE_MEDIAN,
} GarrisonMeasure;

typedef enum
{
  GARRISON_BUCKET_NONE,
  GARRISON_BUCKET_DAY,
  GARRISON_BUCKET_WEEK,
  GARRISON_BUCKET_MONTH,
  GARRISON_BUCKET_QUARTER,
  GARRISON_BUCKET_YEAR,
} GarrisonBucket;

typedef enum
{
  GARRISON_OP_EQ,
  GARRISON_OP_NE,
  GARRISON_OP_LT,
  GARRISON_OP_LE,
  GARRISON_OP_GT,
  GARRISON_OP_GE,
  GARRISON_OP_IN,
  GARRISON_OP_NOT_IN,
  GARRISON_OP_BETWEEN,
  GARRISON_OP_CONTAINS,
  GARRISON_OP_NOT_CONTAINS,
  GARRISON_OP_STARTS_WITH,
  GARRISON_OP_EXACTLY,
  GARRISON_OP_EMPTY,
  GARRISON_OP_NOT_EMPTY,
} GarrisonOp;

/** GARRISON_QUESTION_MAX: characters that a question may have. */
#define GARRISON_QUESTION_MAX 20000

GType garrison_question_get_type (void);
/** garrison_question_parse: @text is NUL-terminated and may be anything. NULL with @error set. */
GarrisonQuestion *
garrison_question_parse (GarrisonCatalogue *catalogue, const char *text, GError **error);
GarrisonQuestion *garrison_question_ref (GarrisonQuestion *self);
void garrison_question_unref (GarrisonQuestion *self);
/** garrison_question_to_text: (transfer full) */
char *garrison_question_to_text (GarrisonQuestion *self, GarrisonQuestionStyle style);

/** garrison_question_error_get_position: in characters from 0, or -1 for another error. */
int garrison_question_error_get_position (const GError *error);
/** garrison_question_error_get_expected: (nullable): what should stand there, in the session's
 * language, a whole sentence without full stop; owned by @error. */
const char *garrison_question_error_get_expected (const GError *error);

GarrisonCatalogue *garrison_question_get_catalogue (GarrisonQuestion *self);
const GarrisonRelation *garrison_question_get_relation (GarrisonQuestion *self);
GarrisonMeasure garrison_question_get_measure (GarrisonQuestion *self);
/** garrison_question_get_measure_field: (nullable): of what the sum is. */
const GarrisonField *garrison_question_get_measure_field (GarrisonQuestion *self);
/** garrison_question_get_n_dimensions: 0 to 2. */
guint garrison_question_get_n_dimensions (GarrisonQuestion *self);
const GarrisonField *garrison_question_get_dimension (GarrisonQuestion *self, guint index);
GarrisonBucket garrison_question_get_bucket (GarrisonQuestion *self, guint index);
/** garrison_question_get_limit: records or groups, 0 for all. */
guint garrison_question_get_limit (GarrisonQuestion *self);
gboolean garrison_question_has_conditions (GarrisonQuestion *self);
/** garrison_question_names_field: TRUE when @key ("archived") of the relation itself occurs in it.
 */
gboolean garrison_question_names_field (GarrisonQuestion *self, const char *key);

/* Builders: each returns a new question.
 * ----------------------------------------------------------*/

/**
 * garrison_question_with_condition:
 * @field: a field or path as in a question ("level", "customer.level")
 * @values: (nullable) (array zero-terminated=1): as in a question, but not quoted: "A", "#12",
 * "last 30 days", any text for text fields
 *
 * The same question for those records only that meet this too. Yes-no fields take EQ or NE and
 * "yes". For dates LT is before and GT after, even with "30 days ago".
 */
GarrisonQuestion *garrison_question_with_condition (GarrisonQuestion *self,
                                                    const char *field,
                                                    GarrisonOp op,
                                                    const char *const *values,
                                                    GError **error);
/** garrison_question_with_text: the same with any conditions, written as behind "where". */
GarrisonQuestion *
garrison_question_with_text (GarrisonQuestion *self, const char *conditions, GError **error);
/** garrison_question_with_question: those records that meet both; the relations must be the same
 * (else NULL with @error). Everything else is @self's. */
GarrisonQuestion *
garrison_question_with_question (GarrisonQuestion *self, GarrisonQuestion *other, GError **error);
/** garrison_question_as_list: the records behind the figure: no measure, groups, order, limit. */
GarrisonQuestion *garrison_question_as_list (GarrisonQuestion *self);
/** garrison_question_as_count: how many records @self is about. */
GarrisonQuestion *garrison_question_as_count (GarrisonQuestion *self);

/* What a builder offers.
 * --------------------------------------------------------------------------*/

/** garrison_field_get_ops: (array length=n_ops) (transfer none): that make sense for @field. */
const GarrisonOp *garrison_field_get_ops (const GarrisonField *field, guint *n_ops);
/** garrison_op_get_label: for @field, in the session's language: "longer ago than", "contains". */
const char *garrison_op_get_label (const GarrisonField *field, GarrisonOp op);
/**
 * garrison_field_get_values:
 * @labels: (out) (transfer full): what to show for each value, in the session's language
 *
 * Returns: (transfer full): the texts to hand to garrison_question_with_condition(), in order;
 * empty where anything may be typed
 */
char **garrison_field_get_values (GarrisonCatalogue *catalogue,
                                  const GarrisonField *field,
                                  char ***labels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonQuestion, garrison_question_unref)

G_END_DECLS
