#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/currency.h"
#include "base/language.h"
#include "base/money.h"
#include "base/region.h"
#include "model/answer-private.h"

G_DEFINE_BOXED_TYPE (GarrisonAnswer, garrison_answer, garrison_answer_ref, garrison_answer_unref)

GarrisonAnswer *
garrison_answer_ref (GarrisonAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
garrison_answer_unref (GarrisonAnswer *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  garrison_question_unref (self->question);
  g_clear_pointer (&self->rows, garrison_rows_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->groups[0], g_ptr_array_unref);
  g_clear_pointer (&self->groups[1], g_ptr_array_unref);
  g_hash_table_unref (self->record_names);
  g_free (self->company_currency);
  g_free (self->currency);
  g_free (self->measure_label);
  g_free (self->cells);
  g_free (self);
}

/* Figures
 * ----------------------------------------------------------------------------------------*/

static gboolean
too_large (GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE,
                       "the answer has too many groups");
  return FALSE;
}

static gboolean
fill_figures (GarrisonAnswer *self, GarrisonRows *rows, GError **error)
{
  guint v = self->question->n_dimensions;
  g_autoptr (GroupIndex) first = NULL;
  g_autoptr (GroupIndex) second = NULL;

  if (garrison_rows_get_size (rows) > GARRISON_ANSWER_MAX)
    return too_large (error);
  first = read_groups (self, rows, 0);
  second = read_groups (self, rows, 1);
  if ((guint64)self->groups[0]->len * self->groups[1]->len > GARRISON_ANSWER_MAX)
    return too_large (error);
  self->cells = g_new0 (Cell, MAX (1, self->groups[0]->len * self->groups[1]->len));
  for (guint row = 0; row < garrison_rows_get_size (rows); row++)
    {
      Group *one = find_group (self, rows, row, 0, first);
      Group *two = find_group (self, rows, row, 1, second);

      if (one && two)
        self->cells[one->order * self->groups[1]->len + two->order]
          = (Cell){ !garrison_rows_is_null (rows, row, v), garrison_rows_get_int (rows, row, v),
                    garrison_rows_get_real (rows, row, v) };
    }
  return TRUE;
}

static gboolean
figure_is_money (GarrisonQuestion *question)
{
  return question->of.n && question->measure != GARRISON_MEASURE_COUNT_DISTINCT
         && path_field (&question->of)->type == GARRISON_FIELD_MONEY;
}

static char *
label_of_measure (GarrisonQuestion *question)
{
  const char *field = question->of.n ? garrison_field_get_label (path_field (&question->of)) : "";

  switch (question->measure)
    {
    case GARRISON_MEASURE_COUNT_DISTINCT:
      return g_strdup_printf (_ ("Different: %s"), field);
    case GARRISON_MEASURE_SUM:
      return g_strdup_printf (_ ("Sum: %s"), field);
    case GARRISON_MEASURE_AVERAGE:
      return g_strdup_printf (_ ("Average: %s"), field);
    case GARRISON_MEASURE_MIN:
      return g_strdup_printf (_ ("Least: %s"), field);
    case GARRISON_MEASURE_MAX:
      return g_strdup_printf (_ ("Most: %s"), field);
    case GARRISON_MEASURE_MEDIAN:
      return g_strdup_printf (_ ("Median: %s"), field);
    default:
      return g_strdup (C_ ("measure", "Count"));
    }
}

/* Names of records
 * --------------------------------------------------------------------------------*/

static void
collect_ids (GHashTable *wanted, const GarrisonField *field, GarrisonRows *rows, guint column)
{
  GHashTable *ids;

  if (field->type != GARRISON_FIELD_RECORD)
    return;
  ids = g_hash_table_lookup (wanted, field->target);
  if (!ids)
    {
      ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_hash_table_insert (wanted, (gpointer)field->target, ids);
    }
  for (guint row = 0; row < garrison_rows_get_size (rows); row++)
    if (!garrison_rows_is_null (rows, row, column))
      {
        gint64 id = garrison_rows_get_int (rows, row, column);

        if (!g_hash_table_contains (ids, &id))
          g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
      }
}

static gboolean
read_names (GarrisonAnswer *self,
            GarrisonStore *store,
            const GarrisonQuestionContext *context,
            const char *target,
            GHashTable *ids,
            GCancellable *cancellable,
            GError **error)
{
  GarrisonCatalogue *catalogue = self->question->catalogue;
  const GarrisonRelation *relation = garrison_catalogue_find_relation (catalogue, target);
  const char *const fields[] = { "name", NULL };
  g_auto (GarrisonQuery) query = { 0 };
  g_autoptr (GarrisonRows) rows = NULL;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  if (!garrison_catalogue_find_field (catalogue, relation, "name") || g_hash_table_size (ids) == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_val (list, *(gint64 *)id);
  if (!garrison_question_compile_rows (catalogue, relation, fields, context, &query, error))
    return FALSE;
  garrison_args_set_ids (query.args, "ids", (const gint64 *)(gpointer)list->data, list->len);
  rows = garrison_store_read (store, query.sql, query.args, cancellable, error);
  if (!rows)
    return FALSE;
  for (guint row = 0; row < garrison_rows_get_size (rows); row++)
    g_hash_table_insert (
      self->record_names,
      g_strdup_printf ("%s/%" G_GINT64_FORMAT, target, garrison_rows_get_int (rows, row, 0)),
      g_strdup (garrison_rows_get_text (rows, row, 1)));
  return TRUE;
}

static gboolean
name_records (GarrisonAnswer *self,
              GarrisonStore *store,
              const GarrisonQuestionContext *context,
              GarrisonRows *rows,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GHashTable) wanted
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref);
  GHashTableIter iter;
  gpointer target;
  gpointer ids;

  for (guint i = 0; self->fields && i < self->fields->len; i++)
    collect_ids (wanted, self->fields->pdata[i], rows, i + 1);
  for (guint i = 0; !self->fields && i < self->question->n_dimensions; i++)
    collect_ids (wanted, path_field (&self->question->dimensions[i].path), rows, i);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &target, &ids))
    if (!read_names (self, store, context, target, ids, cancellable, error))
      return FALSE;
  return TRUE;
}

/* Asking
 * -----------------------------------------------------------------------------------------*/

static GarrisonAnswer *
answer_new (GarrisonQuestion *question, const GarrisonQuestionContext *context)
{
  GarrisonAnswer *self = g_new0 (GarrisonAnswer, 1);

  g_atomic_ref_count_init (&self->references);
  self->question = garrison_question_ref (question);
  self->company_currency = g_strdup (context->currency);
  self->zone = context->zone ? g_time_zone_ref (context->zone) : g_time_zone_new_utc ();
  self->today = context->today;
  self->record_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->measure_label = label_of_measure (question);
  if (figure_is_money (question) && !question_groups_by_currency (question))
    self->currency = g_strdup (garrison_question_get_currency (question, context));
  return self;
}

static void
list_fields (GarrisonAnswer *self)
{
  GarrisonCatalogue *catalogue = self->question->catalogue;
  guint n = garrison_catalogue_get_n_fields (catalogue, self->question->relation);

  self->fields = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      const GarrisonField *field
        = garrison_catalogue_get_field (catalogue, self->question->relation, i);

      if (field->flags & GARRISON_FIELD_DEFAULT)
        g_ptr_array_add (self->fields, (gpointer)field);
    }
}

static gboolean
ask_left_out (GarrisonAnswer *self,
              GarrisonStore *store,
              const GarrisonQuestionContext *context,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (GarrisonQuery) query = { 0 };
  g_autoptr (GarrisonRows) rows = NULL;

  if (!garrison_question_compile_left_out (self->question, context, &query, NULL))
    return TRUE;
  rows = garrison_store_read (store, query.sql, query.args, cancellable, error);
  if (!rows)
    return FALSE;
  self->n_left_out = garrison_rows_get_int (rows, 0, 0);
  return TRUE;
}

GarrisonAnswer *
garrison_question_ask (GarrisonStore *store,
                       GarrisonQuestion *question,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GarrisonAnswer) self = NULL;
  g_autoptr (GarrisonRows) rows = NULL;
  g_auto (GarrisonQuery) query = { 0 };
  GarrisonQuestionContext context;

  g_return_val_if_fail (GARRISON_IS_STORE (store) && question != NULL, NULL);

  garrison_question_context_init (&context, store);
  if (!garrison_question_compile (question, &context, &query, error))
    return NULL;
  rows = garrison_store_read (store, query.sql, query.args, cancellable, error);
  if (!rows)
    return NULL;
  self = answer_new (question, &context);
  self->from_rollup = query.from_rollup;
  if (question->measure == GARRISON_MEASURE_LIST)
    {
      list_fields (self);
      self->rows = garrison_rows_ref (rows);
    }
  if (!name_records (self, store, &context, rows, cancellable, error))
    return NULL;
  if (question->measure == GARRISON_MEASURE_LIST)
    return g_steal_pointer (&self);
  if (!fill_figures (self, rows, error)
      || !ask_left_out (self, store, &context, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
ask_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GarrisonAnswer *answer = garrison_question_ask (source, data, cancellable, &error);

  if (answer)
    g_task_return_pointer (task, answer, (GDestroyNotify)garrison_answer_unref);
  else
    g_task_return_error (task, error);
}

void
garrison_question_ask_async (GarrisonStore *store,
                             GarrisonQuestion *question,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GARRISON_IS_STORE (store) && question != NULL);

  task = g_task_new (store, cancellable, callback, data);
  g_task_set_source_tag (task, garrison_question_ask_async);
  g_task_set_task_data (task, garrison_question_ref (question),
                        (GDestroyNotify)garrison_question_unref);
  g_task_run_in_thread (task, ask_in_thread);
}

GarrisonAnswer *
garrison_question_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Reading the answer
 * -------------------------------------------------------------------------------*/

GarrisonQuestion *
garrison_answer_get_question (GarrisonAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->question;
}

gboolean
garrison_answer_is_list (GarrisonAnswer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->rows != NULL;
}

guint
garrison_answer_get_n_rows (GarrisonAnswer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows ? garrison_rows_get_size (self->rows) : self->groups[0]->len;
}

guint
garrison_answer_get_n_columns (GarrisonAnswer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows ? self->fields->len : self->groups[1]->len;
}

static const Cell *
cell_at (GarrisonAnswer *self, guint row, guint column)
{
  g_return_val_if_fail (self->cells && row < self->groups[0]->len && column < self->groups[1]->len,
                        NULL);

  return &self->cells[row * self->groups[1]->len + column];
}

static const Group *
group_at (GarrisonAnswer *self, guint dimension, guint index)
{
  g_return_val_if_fail (self->groups[dimension] && index < self->groups[dimension]->len, NULL);

  return self->groups[dimension]->pdata[index];
}

/* The currency of a figure in a table by currency. */
static const char *
group_currency (GarrisonAnswer *self, guint row, guint column)
{
  guint at[2] = { row, column };

  for (guint i = 0; i < self->question->n_dimensions; i++)
    if (path_field (&self->question->dimensions[i].path)->type == GARRISON_FIELD_CURRENCY)
      return group_at (self, i, at[i])->raw;
  return self->company_currency;
}

static char *
iso_day (gint64 day)
{
  return g_strdup_printf ("%04d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100),
                          (int)(day % 100));
}

static char *
iso_instant (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_timezone (utc, zone) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static char *
thousandths (gint64 number)
{
  guint64 size = number < 0 ? (guint64)-number : (guint64)number;
  g_autofree char *whole
    = g_strdup_printf ("%s%" G_GUINT64_FORMAT, number < 0 ? "-" : "", size / 1000);

  if (size % 1000 == 0)
    return g_steal_pointer (&whole);
  return g_strdup_printf ("%s.%03d", whole, (int)(size % 1000));
}

static char *
name_of_id (GarrisonAnswer *self, const GarrisonField *field, gint64 id)
{
  GarrisonNameKind kind;
  const GarrisonName *name = NULL;
  const char *record = NULL;
  g_autofree char *lookup = field->type == GARRISON_FIELD_RECORD ? record_key (field, id) : NULL;

  if (lookup)
    record = g_hash_table_lookup (self->record_names, lookup);
  if (garrison_field_get_name_kind (field, &kind))
    name
      = garrison_names_lookup (garrison_catalogue_get_names (self->question->catalogue), kind, id);
  if (name || record)
    return g_strdup (name ? name->name : record);
  return g_strdup_printf ("#%" G_GINT64_FORMAT, id);
}

/* Behind the columns stands the record's currency, where it has one. */
static const char *
currency_of_record (GarrisonAnswer *self, guint row)
{
  guint column = self->fields->len + 1;
  const char *currency = NULL;

  if (column < garrison_rows_get_n_columns (self->rows))
    currency = garrison_rows_get_text (self->rows, row, column);
  return currency ? currency : self->company_currency;
}

static char *
list_cell (GarrisonAnswer *self, guint row, guint column)
{
  const GarrisonField *field = self->fields->pdata[column];
  const char *text = garrison_rows_get_text (self->rows, row, column + 1);
  gint64 number = garrison_rows_get_int (self->rows, row, column + 1);

  if (garrison_rows_is_null (self->rows, row, column + 1) || !text)
    return g_strdup ("");
  switch (field->type)
    {
    case GARRISON_FIELD_TEXT:
    case GARRISON_FIELD_INT:
    case GARRISON_FIELD_CURRENCY:
      return g_strdup (text);
    case GARRISON_FIELD_NUMBER:
      return thousandths (number);
    case GARRISON_FIELD_MONEY:
      return garrison_money_format (number, currency_of_record (self, row));
    case GARRISON_FIELD_DAY:
      return iso_day (number);
    case GARRISON_FIELD_INSTANT:
      return iso_instant (number, self->zone);
    case GARRISON_FIELD_YESNO:
      return g_strdup (number ? _ ("Yes") : _ ("No"));
    case GARRISON_FIELD_KIND:
      return g_strdup (garrison_kind_get_label (field, text));
    case GARRISON_FIELD_REGION:
      return g_strdup (garrison_region_label (text, garrison_locale_is_chinese ()));
    default:
      return name_of_id (self, field, number);
    }
}

static gboolean
figure_is_broken (GarrisonQuestion *question)
{
  return question->measure == GARRISON_MEASURE_AVERAGE
         || question->measure == GARRISON_MEASURE_MEDIAN;
}

static GarrisonFieldType
figure_type (GarrisonQuestion *question)
{
  if (!question->of.n || question->measure == GARRISON_MEASURE_COUNT_DISTINCT)
    return GARRISON_FIELD_INT;
  return path_field (&question->of)->type;
}

char *
garrison_answer_get_cell (GarrisonAnswer *self, guint row, guint column)
{
  GarrisonFieldType type;
  gint64 integer;

  g_return_val_if_fail (self != NULL && row < garrison_answer_get_n_rows (self)
                          && column < garrison_answer_get_n_columns (self),
                        NULL);

  if (self->rows)
    return list_cell (self, row, column);
  if (!cell_at (self, row, column)->known)
    return g_strdup ("");
  type = figure_type (self->question);
  integer = garrison_answer_get_integer (self, row, column);
  if (type == GARRISON_FIELD_MONEY)
    return garrison_money_format (integer, self->currency ? self->currency
                                                          : group_currency (self, row, column));
  if (type == GARRISON_FIELD_DAY)
    return iso_day (integer);
  if (type == GARRISON_FIELD_NUMBER)
    return thousandths (integer);
  if (figure_is_broken (self->question))
    return g_strdup_printf ("%.1f", cell_at (self, row, column)->real);
  return garrison_money_format (integer, NULL);
}

const char *
garrison_answer_get_column_label (GarrisonAnswer *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < garrison_answer_get_n_columns (self), "");

  if (self->rows)
    return garrison_field_get_label (self->fields->pdata[column]);
  return group_at (self, 1, column)->label;
}

gint64
garrison_answer_get_record (GarrisonAnswer *self, guint row)
{
  g_return_val_if_fail (self != NULL && self->rows != NULL, 0);

  return garrison_rows_get_int (self->rows, row, 0);
}

const GarrisonField *
garrison_answer_get_field (GarrisonAnswer *self, guint column)
{
  g_return_val_if_fail (self != NULL && self->fields != NULL && column < self->fields->len, NULL);

  return self->fields->pdata[column];
}

const char *
garrison_answer_get_row_key (GarrisonAnswer *self, guint row)
{
  g_return_val_if_fail (self != NULL && !self->rows, "");

  return group_at (self, 0, row)->key;
}

const char *
garrison_answer_get_row_label (GarrisonAnswer *self, guint row)
{
  g_return_val_if_fail (self != NULL && !self->rows, "");

  return group_at (self, 0, row)->label;
}

const char *
garrison_answer_get_column_key (GarrisonAnswer *self, guint column)
{
  g_return_val_if_fail (self != NULL && !self->rows, "");

  return group_at (self, 1, column)->key;
}

const char *
garrison_answer_get_dimension_label (GarrisonAnswer *self, guint dimension)
{
  g_return_val_if_fail (self != NULL, "");

  if (dimension >= self->question->n_dimensions)
    return "";
  return garrison_field_get_label (path_field (&self->question->dimensions[dimension].path));
}

gboolean
garrison_answer_has_value (GarrisonAnswer *self, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (self != NULL, FALSE);

  cell = cell_at (self, row, column);
  return cell && cell->known;
}

double
garrison_answer_get_value (GarrisonAnswer *self, guint row, guint column)
{
  const Cell *cell;
  GarrisonFieldType type;

  g_return_val_if_fail (self != NULL, 0);

  cell = cell_at (self, row, column);
  if (!cell || !cell->known)
    return 0;
  type = figure_type (self->question);
  if (type == GARRISON_FIELD_MONEY)
    return cell->real
           / pow (10, garrison_currency_digits (
                        self->currency ? self->currency : group_currency (self, row, column)));
  return type == GARRISON_FIELD_NUMBER ? cell->real / 1000 : cell->real;
}

gint64
garrison_answer_get_integer (GarrisonAnswer *self, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (self != NULL, 0);

  cell = cell_at (self, row, column);
  if (!cell || !cell->known)
    return 0;
  return figure_is_broken (self->question) ? llround (cell->real) : cell->integer;
}

const char *
garrison_answer_get_currency (GarrisonAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->currency;
}

gint64
garrison_answer_get_n_left_out (GarrisonAnswer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_left_out;
}

gboolean
garrison_answer_is_from_rollup (GarrisonAnswer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->from_rollup;
}

/* The records behind a figure
 * ----------------------------------------------------------------------*/

static Cond *
cond_of_period (const Dimension *dimension, gint64 period)
{
  static const DateKind kinds[]
    = { DATE_DAY, DATE_DAY, DATE_WEEK, DATE_MONTH, DATE_QUARTER, DATE_YEAR };
  Cond *test = cond_test (&dimension->path, GARRISON_OP_EQ);

  cond_add_date (test, kinds[dimension->bucket], GARRISON_BUCKET_NONE, period);
  return test;
}

static Cond *
cond_of_yesno (const Dimension *dimension, gboolean yes)
{
  Cond *test = cond_test (&dimension->path, GARRISON_OP_EQ);
  Cond *no;

  cond_add_value (test, VALUE_YES, 0, NULL);
  if (yes)
    return test;
  no = cond_new (COND_NOT);
  g_ptr_array_add (no->parts, test);
  return cond_join (COND_AND, no, cond_test (&dimension->path, GARRISON_OP_NOT_EMPTY));
}

static Cond *
cond_of_group (const Dimension *dimension, const Group *group)
{
  const GarrisonField *field = path_field (&dimension->path);
  Cond *test;

  if (!group->raw)
    return cond_test (&dimension->path, GARRISON_OP_EMPTY);
  if (dimension->bucket)
    return cond_of_period (dimension, group->number);
  if (field->type == GARRISON_FIELD_YESNO)
    return cond_of_yesno (dimension, group->number != 0);
  test = cond_test (&dimension->path,
                    field->type == GARRISON_FIELD_REGION || field->type == GARRISON_FIELD_TEAM
                      ? GARRISON_OP_EXACTLY
                      : GARRISON_OP_EQ);
  if (field->type == GARRISON_FIELD_TEXT)
    cond_add_value (test, VALUE_TEXT, 0, g_strdup (group->raw));
  else if (!keys_are_numbers (dimension))
    cond_add_value (test, VALUE_CODE, 0, g_strdup (group->raw));
  else
    cond_add_value (test, VALUE_ID, group->number, NULL);
  return test;
}

GarrisonQuestion *
garrison_answer_get_group_question (GarrisonAnswer *self, guint row, guint column)
{
  GarrisonQuestion *list;
  Dimension currency = { 0 };

  g_return_val_if_fail (self != NULL && !self->rows, NULL);
  g_return_val_if_fail (row < self->groups[0]->len && column < self->groups[1]->len, NULL);

  list = garrison_question_as_list (self->question);
  if (self->question->n_dimensions > 0)
    list->where
      = cond_join (COND_AND, list->where,
                   cond_of_group (&self->question->dimensions[0], group_at (self, 0, row)));
  if (self->question->n_dimensions > 1)
    list->where
      = cond_join (COND_AND, list->where,
                   cond_of_group (&self->question->dimensions[1], group_at (self, 1, column)));
  currency.path = question_summed_currency (self->question);
  if (currency.path.n && !question_pins_currency (self->question))
    {
      Cond *test = cond_test (&currency.path, GARRISON_OP_EQ);

      cond_add_value (test, VALUE_CODE, 0, g_strdup (self->currency));
      list->where = cond_join (COND_AND, list->where, test);
    }
  return list;
}
