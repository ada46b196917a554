/* Writes the SELECT of a question: figures, from summaries where they say the same, and lists. */
#include "model/question-compile.h"

#include <string.h>

#include "base/day.h"
#include "model/catalogue-private.h"
#include "model/question-sql.h"

void
garrison_query_clear (GarrisonQuery *query)
{
  g_clear_pointer (&query->sql, g_free);
  g_clear_pointer (&query->args, garrison_args_unref);
}

void
garrison_question_context_init (GarrisonQuestionContext *context, GarrisonStore *store)
{
  g_return_if_fail (context != NULL && store != NULL);

  context->me = garrison_store_get_me (store);
  context->zone = garrison_store_get_time_zone (store);
  context->today = garrison_day_of_instant (g_get_real_time (), context->zone);
  context->currency = garrison_store_get_currency (store);
  context->past = FALSE;
  context->rollups = g_strcmp0 (garrison_store_get_scope (store, "customer.see"), "all") == 0;
}

/* Currency
 * ---------------------------------------------------------------------------------------*/

static const char *
pinned_currency (const Cond *cond)
{
  const char *found = NULL;

  if (!cond)
    return NULL;
  if (cond->kind == COND_TEST)
    {
      if (path_field (&cond->path)->type == GARRISON_FIELD_CURRENCY && cond->op == GARRISON_OP_EQ
          && cond->values->len == 1)
        return g_array_index (cond->values, Value, 0).text;
      return NULL;
    }
  for (guint i = 0; cond->kind == COND_AND && i < cond->parts->len && !found; i++)
    found = pinned_currency (cond->parts->pdata[i]);
  return found;
}

const char *
garrison_question_get_currency (GarrisonQuestion *self, const GarrisonQuestionContext *context)
{
  const char *pinned;

  g_return_val_if_fail (self != NULL && context != NULL, NULL);

  pinned = pinned_currency (self->where);
  return pinned ? pinned : context->currency;
}

gboolean
question_pins_currency (GarrisonQuestion *self)
{
  return pinned_currency (self->where) != NULL;
}

gboolean
question_groups_by_currency (GarrisonQuestion *self)
{
  for (guint i = 0; i < self->n_dimensions; i++)
    if (path_field (&self->dimensions[i].path)->type == GARRISON_FIELD_CURRENCY)
      return TRUE;
  return FALSE;
}

/* Counting different amounts needs no common currency; nor does a table by currency. */
Path
question_summed_currency (GarrisonQuestion *self)
{
  if (!self->of.n || self->measure == GARRISON_MEASURE_COUNT_DISTINCT
      || question_groups_by_currency (self))
    return (Path){ 0 };
  return currency_path (self->catalogue, &self->of);
}

/* Summaries
 * --------------------------------------------------------------------------------------*/

static gboolean
path_in_rollup (const Path *path)
{
  const char *key = path->fields[0]->key;

  return g_str_equal (key, "person") || g_str_equal (key, "kind") || g_str_equal (key, "day");
}

static gboolean
cond_in_rollup (const Cond *cond)
{
  if (cond->kind == COND_TEST)
    return path_in_rollup (&cond->path);
  for (guint i = 0; i < cond->parts->len; i++)
    if (!cond_in_rollup (cond->parts->pdata[i]))
      return FALSE;
  return TRUE;
}

/* A month is taken whole or not at all by a span from a first to a last day of months. */
static gboolean
span_is_monthly (gint first, gint last)
{
  return first % 100 == 1 && garrison_month_last_day (garrison_day_month (last)) == last;
}

static gboolean
cond_is_monthly (const Cond *cond, gint today)
{
  if (cond->kind != COND_TEST)
    {
      for (guint i = 0; i < cond->parts->len; i++)
        if (!cond_is_monthly (cond->parts->pdata[i], today))
          return FALSE;
      return TRUE;
    }
  if (!g_str_equal (cond->path.fields[0]->key, "day"))
    return TRUE;
  for (guint i = 0; i < cond->values->len; i++)
    {
      gint first;
      gint last;

      value_get_span (&g_array_index (cond->values, Value, i), today, &first, &last);
      if (!span_is_monthly (first, last))
        return FALSE;
    }
  return TRUE;
}

static const char *
fitting_rollup (GarrisonQuestion *question, const GarrisonQuestionContext *context)
{
  gboolean monthly = !question->where || cond_is_monthly (question->where, context->today);

  if (!context->rollups || question->measure != GARRISON_MEASURE_COUNT
      || !g_str_equal (question->relation->key, "activity"))
    return NULL;
  if (question->where && !cond_in_rollup (question->where))
    return NULL;
  for (guint i = 0; i < question->n_dimensions; i++)
    {
      if (!path_in_rollup (&question->dimensions[i].path))
        return NULL;
      monthly = monthly
                && (!question->dimensions[i].bucket
                    || question->dimensions[i].bucket >= GARRISON_BUCKET_MONTH);
    }
  return monthly ? "activity_month" : "activity_day";
}

/* Figures
 * ----------------------------------------------------------------------------------------*/

/* The summary has months as they are: grouped by the column itself, the engine goes along its key
 * and need not sort. */
static gboolean
is_stored_month (Compiler *self, const Dimension *dimension)
{
  return dimension->bucket == GARRISON_BUCKET_MONTH && g_strcmp0 (self->rollup, "activity_month") == 0;
}

static void
append_bucket (Compiler *self, GString *sql, guint index)
{
  GarrisonBucket bucket = self->question->dimensions[index].bucket;
  static const char *const weeks[]
    = { "(" GARRISON_SQL_JULIAN ("x.d1") ") / 7", "(" GARRISON_SQL_JULIAN ("x.d2") ") / 7" };
  guint n = index + 1;

  if (is_stored_month (self, &self->question->dimensions[index]))
    bucket = GARRISON_BUCKET_NONE;
  switch (bucket)
    {
    case GARRISON_BUCKET_WEEK:
      g_string_append (sql, weeks[index]);
      return;
    case GARRISON_BUCKET_MONTH:
      g_string_append_printf (sql, "x.d%u / 100", n);
      return;
    case GARRISON_BUCKET_QUARTER:
      g_string_append_printf (sql, "x.d%u / 10000 * 10 + (x.d%u / 100 %% 100 + 2) / 3", n, n);
      return;
    case GARRISON_BUCKET_YEAR:
      g_string_append_printf (sql, "x.d%u / 10000", n);
      return;
    default:
      g_string_append_printf (sql, "x.d%u", n);
      return;
    }
}

/* The records with what they are grouped by (d1, d2) and the figure's field (m). */
static void
append_base (Compiler *self, GString *sql, guint n_dimensions)
{
  GarrisonQuestion *question = self->question;
  Path currency = question_summed_currency (self->question);
  gsize where;

  g_string_append (sql, "(SELECT ");
  for (guint i = 0; i < n_dimensions; i++)
    {
      const Path *path = &question->dimensions[i].path;
      gboolean instant = path_field (path)->type == GARRISON_FIELD_INSTANT;

      g_string_append (sql, instant ? "day_of(" : "");
      if (is_stored_month (self, &question->dimensions[i]))
        g_string_append (sql, "t.month");
      else
        append_path (self, sql, path);
      g_string_append_printf (sql, "%s AS d%u, ", instant ? ")" : "", i + 1);
    }
  if (question->of.n)
    append_path (self, sql, &question->of);
  else
    g_string_append (sql, self->rollup ? "t.n" : "t.id");
  g_string_append_printf (sql, " AS m FROM %s t",
                          self->rollup ? self->rollup : question->relation->table);
  where = sql->len;
  append_where (self, sql);
  if (currency.n)
    {
      append_also (sql, where);
      append_currency_test (self, sql, &currency);
    }
  g_string_append (sql, ") AS x");
}

static const char *
aggregate_of (Compiler *self)
{
  switch (self->question->measure)
    {
    case GARRISON_MEASURE_COUNT_DISTINCT:
      return "count(DISTINCT x.m)";
    case GARRISON_MEASURE_SUM:
      return "sum(x.m)";
    case GARRISON_MEASURE_AVERAGE:
    case GARRISON_MEASURE_MEDIAN: /* of the one or two in the middle */
      return "avg(x.m)";
    case GARRISON_MEASURE_MIN:
      return "min(x.m)";
    case GARRISON_MEASURE_MAX:
      return "max(x.m)";
    default:
      return self->rollup ? "coalesce(sum(x.m), 0)" : "count(x.m)";
    }
}

static void
append_keys (GString *sql, const char *prefix, guint n, const char *tail)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, "%s%sk%u", i ? ", " : "", prefix, i + 1);
  if (n)
    g_string_append (sql, tail);
}

/* Rows numbered within their group, so that the middle ones can be taken. */
static void
append_numbered (Compiler *self, GString *sql, guint n)
{
  g_string_append (sql, "(SELECT ");
  append_keys (sql, "y.", n, ", ");
  g_string_append (sql, "y.m, row_number() OVER (");
  g_string_append (sql, n ? "PARTITION BY " : "");
  append_keys (sql, "y.", n, " ");
  g_string_append (sql, "ORDER BY y.m) AS r, count(y.m) OVER (");
  g_string_append (sql, n ? "PARTITION BY " : "");
  append_keys (sql, "y.", n, "");
  g_string_append (sql, ") AS c FROM (SELECT ");
  for (guint i = 0; i < n; i++)
    {
      append_bucket (self, sql, i);
      g_string_append_printf (sql, " AS k%u, ", i + 1);
    }
  g_string_append (sql, "x.m FROM ");
  append_base (self, sql, n);
  g_string_append (
    sql, " WHERE x.m IS NOT NULL) AS y) AS x WHERE x.r IN ((x.c + 1) / 2, (x.c + 2) / 2)");
}

/* SELECT k1, k2, v … GROUP BY k1, k2, with the first @n of the dimensions. */
static void
append_figures (Compiler *self, GString *sql, guint n)
{
  gboolean median = self->question->measure == GARRISON_MEASURE_MEDIAN;

  g_string_append (sql, "SELECT ");
  for (guint i = 0; i < n; i++)
    {
      if (median)
        g_string_append_printf (sql, "x.k%u", i + 1);
      else
        append_bucket (self, sql, i);
      g_string_append_printf (sql, " AS k%u, ", i + 1);
    }
  g_string_append_printf (sql, "%s AS v FROM ", aggregate_of (self));
  if (median)
    append_numbered (self, sql, n);
  else
    append_base (self, sql, n);
  if (n)
    g_string_append (sql, " GROUP BY ");
  append_keys (sql, median ? "x." : "", n, "");
}

/* The groups of the first dimension in the order of their figures, as many as are wanted. */
static void
append_ranked (Compiler *self, GString *sql)
{
  g_string_append (sql, "SELECT g.k1, g.v FROM (");
  append_figures (self, sql, 1);
  g_string_append_printf (sql, ") AS g ORDER BY g.v %s NULLS LAST, g.k1 NULLS LAST",
                          self->question->descending ? "DESC" : "ASC");
  if (self->question->limit)
    {
      g_string_append (sql, " LIMIT ");
      append_int (self, sql, self->question->limit);
    }
}

static void
compile_figures (Compiler *self, GString *sql)
{
  guint n = self->question->n_dimensions;

  if (self->question->order != ORDER_VALUE)
    {
      append_figures (self, sql, n);
      return;
    }
  if (n == 1)
    {
      g_string_append (sql, "SELECT h.k1, h.v, h.v AS w FROM (");
      append_ranked (self, sql);
      g_string_append (sql, ") AS h");
      return;
    }
  g_string_append (sql, "SELECT g.k1, g.k2, g.v, h.v AS w FROM (");
  append_figures (self, sql, n);
  g_string_append (sql, ") AS g JOIN (");
  append_ranked (self, sql);
  g_string_append (sql, ") AS h ON g.k1 IS NOT DISTINCT FROM h.k1");
}

/* Lists
 * ------------------------------------------------------------------------------------------*/

/* What a column is sorted by: people and customers by their names, choices by their position. */
static void
append_sort (Compiler *self, GString *sql, const Path *path)
{
  const GarrisonField *field = path_field (path);
  const char *wrap = NULL;

  switch ((int)field->type)
    {
    case GARRISON_FIELD_PERSON:
      wrap = "(SELECT o.sort_key FROM person o WHERE o.id = ";
      break;
    case GARRISON_FIELD_CHOICE:
      wrap = "(SELECT o.position FROM choice o WHERE o.id = ";
      break;
    case GARRISON_FIELD_STAGE:
      wrap = "(SELECT o.position FROM stage o WHERE o.id = ";
      break;
    case GARRISON_FIELD_PRODUCT:
      wrap = "(SELECT o.name FROM product o WHERE o.id = ";
      break;
    case GARRISON_FIELD_TEAM:
      wrap = "(SELECT o.name FROM team o WHERE o.id = ";
      break;
    case GARRISON_FIELD_ROLE:
      wrap = "(SELECT o.name FROM role o WHERE o.id = ";
      break;
    case GARRISON_FIELD_POOL:
      wrap = "(SELECT o.name FROM pool o WHERE o.id = ";
      break;
    case GARRISON_FIELD_RECORD:
      if (g_str_equal (field->target, "customer"))
        wrap = "(SELECT o.sort_key FROM customer o WHERE o.id = ";
      break;
    default:
      break;
    }
  if (wrap)
    g_string_append (sql, wrap);
  if (field->sort_sql)
    {
      Path sorted = *path;
      GarrisonField with = *field;

      with.sql = field->sort_sql;
      sorted.fields[sorted.n - 1] = &with;
      append_path (self, sql, &sorted);
    }
  else
    append_path (self, sql, path);
  if (wrap)
    g_string_append_c (sql, ')');
}

static Path
relation_order (Compiler *self, gboolean *descending)
{
  g_auto (GStrv) words = g_strsplit (self->question->relation->order, " ", 2);

  Path path = path_from_keys (self->catalogue, self->question->relation, words[0]);

  *descending = words[1] != NULL;
  /* Where that is hidden: the newest record first, or the oldest. */
  return path.n ? path : path_from_keys (self->catalogue, self->question->relation, "id");
}

/* Equal ones by id, so that an order is always the same. A column that is never empty is written
 * bare: then its index gives the order. */
static void
append_order (Compiler *self, GString *sql, const Path *path, gboolean descending)
{
  const GarrisonField *field = path_field (path);
  const char *direction = descending ? " DESC" : "";
  gboolean bare = path->n == 1 && (field->flags & GARRISON_FIELD_REQUIRED)
                  && field->type != GARRISON_FIELD_RECORD;

  g_string_append (sql, " ORDER BY ");
  append_sort (self, sql, path);
  g_string_append_printf (sql, "%s%s, t.id%s", direction, bare ? "" : " NULLS LAST", direction);
}

/* The columns of a list, and behind them the currency of its money. */
static void
append_columns (Compiler *self, GString *sql)
{
  guint n = garrison_catalogue_get_n_fields (self->catalogue, self->question->relation);
  Path currency;

  for (guint i = 0; i < n; i++)
    {
      const GarrisonField *field
        = garrison_catalogue_get_field (self->catalogue, self->question->relation, i);
      Path path = { .fields = { field }, .relations = { self->question->relation }, .n = 1 };

      if (!(field->flags & GARRISON_FIELD_DEFAULT))
        continue;
      g_string_append (sql, ", ");
      append_path (self, sql, &path);
    }
  currency = path_from_keys (self->catalogue, self->question->relation, "currency");
  if (currency.n)
    {
      g_string_append (sql, ", ");
      append_path (self, sql, &currency);
    }
}

static void
compile_list (Compiler *self, GString *sql, gboolean columns, const Path *sort, gboolean descending)
{
  GarrisonQuestion *question = self->question;
  Path order = sort ? *sort : question->order_path;

  if (!sort && question->order == ORDER_FIELD && question->measure == GARRISON_MEASURE_LIST)
    descending = question->descending;
  else if (!sort)
    order = relation_order (self, &descending);
  g_string_append (sql, "SELECT t.id AS id");
  if (columns)
    append_columns (self, sql);
  g_string_append_printf (sql, " FROM %s t", question->relation->table);
  append_where (self, sql);
  append_order (self, sql, &order, descending);
  if (question->limit && question->measure == GARRISON_MEASURE_LIST)
    {
      g_string_append (sql, " LIMIT ");
      append_int (self, sql, question->limit);
    }
}

/* Entry points
 * -----------------------------------------------------------------------------------*/

static void
compiler_init (Compiler *self,
               GarrisonQuestion *question,
               GarrisonCatalogue *catalogue,
               const GarrisonQuestionContext *context)
{
  memset (self, 0, sizeof *self);
  self->question = question;
  self->catalogue = catalogue;
  self->context = context;
  self->args = garrison_args_new ();
  self->currency
    = question ? garrison_question_get_currency (question, context) : context->currency;
}

static gboolean
compiler_finish (Compiler *self, GString *sql, GarrisonQuery *query)
{
  query->sql = g_string_free (sql, FALSE);
  query->args = self->args;
  query->from_rollup = self->rollup != NULL;
  return TRUE;
}

gboolean
garrison_question_compile (GarrisonQuestion *self,
                           const GarrisonQuestionContext *context,
                           GarrisonQuery *query,
                           GError **error)
{
  Compiler compiler;
  GString *sql;

  g_return_val_if_fail (self != NULL && context != NULL && query != NULL, FALSE);

  compiler_init (&compiler, self, self->catalogue, context);
  sql = g_string_new (NULL);
  if (self->measure == GARRISON_MEASURE_LIST)
    compile_list (&compiler, sql, TRUE, NULL, FALSE);
  else
    {
      compiler.rollup = fitting_rollup (self, context);
      compile_figures (&compiler, sql);
    }
  return compiler_finish (&compiler, sql, query);
}

gboolean
garrison_question_compile_ids (GarrisonQuestion *self,
                               const GarrisonQuestionContext *context,
                               const char *sort,
                               gboolean descending,
                               GarrisonQuery *query,
                               GError **error)
{
  Compiler compiler;
  GString *sql;
  Path path = { 0 };

  g_return_val_if_fail (self != NULL && context != NULL && query != NULL, FALSE);

  /* A view may be kept from before the field was hidden. */
  if (sort && garrison_catalogue_is_hidden (self->catalogue, self->relation, sort))
    sort = NULL;
  if (sort)
    path = path_from_keys (self->catalogue, self->relation, sort);
  if (sort && (!path.n || !(path_field (&path)->flags & GARRISON_FIELD_SORTABLE)))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "no field to sort by");
      return FALSE;
    }
  compiler_init (&compiler, self, self->catalogue, context);
  sql = g_string_new (NULL);
  compile_list (&compiler, sql, FALSE, sort ? &path : NULL, descending);
  return compiler_finish (&compiler, sql, query);
}

gboolean
garrison_question_compile_rows (GarrisonCatalogue *catalogue,
                                const GarrisonRelation *relation,
                                const char *const *fields,
                                const GarrisonQuestionContext *context,
                                GarrisonQuery *query,
                                GError **error)
{
  Compiler compiler;
  GString *sql;

  g_return_val_if_fail (catalogue != NULL && relation != NULL && fields != NULL && context != NULL
                          && query != NULL,
                        FALSE);

  compiler_init (&compiler, NULL, catalogue, context);
  sql = g_string_new ("SELECT t.id AS id");
  for (guint i = 0; fields[i]; i++)
    {
      Path path = path_from_keys (catalogue, relation, fields[i]);

      if (!path.n || !(path_field (&path)->flags & GARRISON_FIELD_COLUMN))
        {
          g_string_free (sql, TRUE);
          garrison_args_unref (compiler.args);
          g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                               "no field that can be a column");
          return FALSE;
        }
      g_string_append (sql, ", ");
      append_path (&compiler, sql, &path);
    }
  g_string_append_printf (sql, " FROM %s t WHERE t.id IN @ids(ids)", relation->table);
  return compiler_finish (&compiler, sql, query);
}

gboolean
garrison_question_compile_left_out (GarrisonQuestion *self,
                                    const GarrisonQuestionContext *context,
                                    GarrisonQuery *query,
                                    GError **error)
{
  Compiler compiler;
  GString *sql;
  Path currency;
  gsize where;

  g_return_val_if_fail (self != NULL && context != NULL && query != NULL, FALSE);

  compiler_init (&compiler, self, self->catalogue, context);
  currency = question_summed_currency (self);
  if (!currency.n)
    {
      garrison_args_unref (compiler.args);
      return FALSE;
    }
  sql = g_string_new (NULL);
  g_string_append_printf (sql, "SELECT count(t.id) AS v FROM %s t", self->relation->table);
  where = sql->len;
  append_where (&compiler, sql);
  append_also (sql, where);
  g_string_append_c (sql, '(');
  append_currency_test (&compiler, sql, &currency);
  g_string_append (sql, ") IS NOT TRUE");
  return compiler_finish (&compiler, sql, query);
}
