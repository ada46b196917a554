/* What a question is answered: records in columns, or figures in rows (first dimension) and columns
 * (second dimension). Immutable, reference-counted, readable on any thread.
 *
 * Every figure can open its records: garrison_answer_get_group_question(). Keys are opaque and
 * stable
 * ("#12", "CN-GD", "202605"); the key of "empty" is "". Asking may fail with GARRISON_ERROR of the
 * store, G_IO_ERROR_CANCELLED, or GARRISON_ERROR_TOO_LARGE beyond GARRISON_ANSWER_MAX cells. */
#pragma once

#include "model/question-compile.h"

G_BEGIN_DECLS

#define GARRISON_ANSWER_MAX 200000

#define GARRISON_TYPE_ANSWER (garrison_answer_get_type ())
typedef struct _GarrisonAnswer GarrisonAnswer;

GType garrison_answer_get_type (void);
/** garrison_question_ask: blocking; any thread but a window's. */
GarrisonAnswer *garrison_question_ask (GarrisonStore *store,
                                       GarrisonQuestion *question,
                                       GCancellable *cancellable,
                                       GError **error);
void garrison_question_ask_async (GarrisonStore *store,
                                  GarrisonQuestion *question,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GarrisonAnswer *garrison_question_ask_finish (GAsyncResult *result, GError **error);

GarrisonAnswer *garrison_answer_ref (GarrisonAnswer *self);
void garrison_answer_unref (GarrisonAnswer *self);
GarrisonQuestion *garrison_answer_get_question (GarrisonAnswer *self);

/* Rows and columns. A list: a row a record, a column a field. Figures: a row a group of the first
 * dimension (one row without), a column a group of the second (one column without). */
gboolean garrison_answer_is_list (GarrisonAnswer *self);
guint garrison_answer_get_n_rows (GarrisonAnswer *self);
guint garrison_answer_get_n_columns (GarrisonAnswer *self);
/** garrison_answer_get_cell: (transfer full): as shown: "¥1,280,000.00", "Guangdong", "2026-05-19".
 */
char *garrison_answer_get_cell (GarrisonAnswer *self, guint row, guint column);
/** garrison_answer_get_column_label: a field's label, a group's, or the measure's. */
const char *garrison_answer_get_column_label (GarrisonAnswer *self, guint column);

/* Lists. */
gint64 garrison_answer_get_record (GarrisonAnswer *self, guint row);
const GarrisonField *garrison_answer_get_field (GarrisonAnswer *self, guint column);

/* Figures. */
const char *garrison_answer_get_row_key (GarrisonAnswer *self, guint row);
const char *garrison_answer_get_row_label (GarrisonAnswer *self, guint row);
const char *garrison_answer_get_column_key (GarrisonAnswer *self, guint column);
/** garrison_answer_get_dimension_label: what rows (0) or columns (1) are: "Region"; "" without. */
const char *garrison_answer_get_dimension_label (GarrisonAnswer *self, guint dimension);
/** garrison_answer_has_value: FALSE where no record is. A count of none is shown as 0 by charts. */
gboolean garrison_answer_has_value (GarrisonAnswer *self, guint row, guint column);
/** garrison_answer_get_value: money in major units, numbers as themselves, a day as yyyymmdd. */
double garrison_answer_get_value (GarrisonAnswer *self, guint row, guint column);
/** garrison_answer_get_integer: the exact figure as stored (minor units); averages are rounded. */
gint64 garrison_answer_get_integer (GarrisonAnswer *self, guint row, guint column);
/** garrison_answer_get_currency: (nullable): NULL unless the figures are money. */
const char *garrison_answer_get_currency (GarrisonAnswer *self);
/** garrison_answer_get_n_left_out: records of other currencies, not in the sum. */
gint64 garrison_answer_get_n_left_out (GarrisonAnswer *self);
gboolean garrison_answer_is_from_rollup (GarrisonAnswer *self);
/**
 * garrison_answer_get_group_question:
 *
 * Returns: (transfer full): the list question for the records behind one figure; its text is
 *   GARRISON_QUESTION_STORED's.
 */
GarrisonQuestion *
garrison_answer_get_group_question (GarrisonAnswer *self, guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonAnswer, garrison_answer_unref)

G_END_DECLS
