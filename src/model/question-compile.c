/* Writes the SELECT of a question. Text that goes into SQL comes from the catalogue or from here;
 * everything else is bound. */
#include "model/question-compile.h"

#include <string.h>

#include "base/currency.h"
#include "base/day.h"
#include "base/region.h"
#include "base/text.h"
#include "model/catalogue-private.h"
#include "model/question-private.h"

typedef struct
{
  GarrisonQuestion *question; /* (nullable) when only rows are fetched */
  GarrisonCatalogue *catalogue;
  const GarrisonQuestionContext *context;
  GarrisonArgs *args;
  const char *currency;
  guint n_params;
  guint n_aliases;
  const char *rollup; /* (nullable): the summary that stands for the relation */
} Compiler;

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
  context->rollups = g_strcmp0 (garrison_store_get_scope (store, "customer.see"), "all") == 0;
}

/* Parameters -------------------------------------------------------------------------------------*/

static char *
bind_int (Compiler *self, gint64 value)
{
  char *name = g_strdup_printf ("p%u", ++self->n_params);

  garrison_args_set_int (self->args, name, value);
  return name;
}

static char *
bind_text (Compiler *self, const char *value)
{
  char *name = g_strdup_printf ("p%u", ++self->n_params);

  garrison_args_set_text (self->args, name, value);
  return name;
}

static void
append_int (Compiler *self, GString *sql, gint64 value)
{
  g_autofree char *name = bind_int (self, value);

  g_string_append_printf (sql, ":%s", name);
}

static void
append_text (Compiler *self, GString *sql, const char *value)
{
  g_autofree char *name = bind_text (self, value);

  g_string_append_printf (sql, ":%s", name);
}

/* The parameters that the catalogue's SQL names. */
static void
bind_named (Compiler *self, const char *sql)
{
  const GarrisonQuestionContext *context = self->context;

  if (strstr (sql, ":me"))
    garrison_args_set_int (self->args, "me", context->me);
  if (strstr (sql, ":today"))
    garrison_args_set_int (self->args, "today", context->today);
  if (strstr (sql, ":since_month"))
    garrison_args_set_int (self->args, "since_month", garrison_month_add (garrison_day_month (context->today), -11));
  if (strstr (sql, ":currency"))
    garrison_args_set_text (self->args, "currency", context->currency);
}

/* Expressions ------------------------------------------------------------------------------------*/

/* In a summary the day is a column only where its grain is the day. */
static const char *
field_sql (Compiler *self, const GarrisonField *field, const char *alias)
{
  if (self->rollup && g_str_equal (alias, "t") && g_str_equal (field->key, "day") && g_str_equal (self->rollup, "activity_month"))
    return "(@.month * 100 + 1)";
  return field->sql;
}

static void
append_field (Compiler *self, GString *sql, const char *template, const char *alias)
{
  bind_named (self, template);
  for (const char *p = template; *p; p++)
    if (*p == '@')
      g_string_append (sql, alias);
    else
      g_string_append_c (sql, *p);
}

/* customer.owner.team: (SELECT (SELECT j2.team FROM person j2 WHERE j2.id = j1.owner) FROM customer j1
 * WHERE j1.id = t.customer) */
static void
append_path_from (Compiler *self, GString *sql, const Path *path, guint from, guint to, const char *alias)
{
  const char *template = field_sql (self, path->fields[from], alias);
  g_autofree char *inner = NULL;

  if (from + 1 >= to)
    {
      append_field (self, sql, template, alias);
      return;
    }
  inner = g_strdup_printf ("j%u", ++self->n_aliases);
  g_string_append (sql, "(SELECT ");
  append_path_from (self, sql, path, from + 1, to, inner);
  g_string_append_printf (sql, " FROM %s %s WHERE %s.id = ", path->relations[from + 1]->table, inner, inner);
  append_field (self, sql, template, alias);
  g_string_append_c (sql, ')');
}

static void
append_path (Compiler *self, GString *sql, const Path *path)
{
  append_path_from (self, sql, path, 0, path->n, "t");
}

/* The id of the record whose field the path names. */
static void
append_record_id (Compiler *self, GString *sql, const Path *path)
{
  if (path->n == 1)
    g_string_append (sql, "t.id");
  else
    append_path_from (self, sql, path, 0, path->n - 1, "t");
}

/* Where the records of a relation keep the currency of their money; n 0: it is the company's. */
static Path
currency_path (GarrisonCatalogue *catalogue, const Path *money)
{
  Path path = *money;
  const GarrisonField *currency;

  if (path_field (money)->type != GARRISON_FIELD_MONEY || (path_field (money)->flags & GARRISON_FIELD_OWN))
    return (Path){ 0 };
  currency = garrison_catalogue_find_field (catalogue, money->relations[money->n - 1], "currency");
  if (!currency)
    return (Path){ 0 };
  path.fields[path.n - 1] = currency;
  return path;
}

static void
append_currency_test (Compiler *self, GString *sql, const Path *currency)
{
  append_path (self, sql, currency);
  g_string_append (sql, " = ");
  append_text (self, sql, self->currency);
}

/* Conditions -------------------------------------------------------------------------------------*/

static gint64
to_minor (gint64 scaled, const char *currency)
{
  gint64 factor = 1;
  gint64 digits = garrison_currency_digits (currency);
  gint64 half;

  for (gint64 i = digits; i < 4; i++)
    factor *= 10;
  half = factor / 2;
  return scaled >= 0 ? (scaled + half) / factor : -((-scaled + half) / factor);
}

static gint64
stored_number (Compiler *self, const Path *path, const Value *value)
{
  switch ((int) path_field (path)->type)
    {
    case GARRISON_FIELD_INT:
      return value->number / NUMBER_SCALE;
    case GARRISON_FIELD_NUMBER:
      return value->number / 10;
    default:
      return to_minor (value->number, currency_path (self->catalogue, path).n ? self->currency : self->context->currency);
    }
}

static const char *
sql_op (GarrisonOp op)
{
  static const char *const ops[] = { "=", "=", "<", "<=", ">", ">=" };

  return op <= GARRISON_OP_GE ? ops[op] : "=";
}

static void
append_number_test (Compiler *self, GString *sql, const Cond *test)
{
  Path currency = currency_path (self->catalogue, &test->path);
  const Value *values = (const Value *) (gpointer) test->values->data;

  if (currency.n)
    {
      append_currency_test (self, sql, &currency);
      g_string_append (sql, " AND ");
    }
  append_path (self, sql, &test->path);
  if (test->op == GARRISON_OP_BETWEEN)
    {
      g_string_append (sql, " BETWEEN ");
      append_int (self, sql, stored_number (self, &test->path, &values[0]));
      g_string_append (sql, " AND ");
      append_int (self, sql, stored_number (self, &test->path, &values[1]));
      return;
    }
  if (test->values->len == 1)
    {
      g_string_append_printf (sql, " %s ", sql_op (test->op));
      append_int (self, sql, stored_number (self, &test->path, &values[0]));
      return;
    }
  for (guint i = 0; i < test->values->len; i++)
    {
      g_string_append (sql, i ? ", " : " IN (");
      append_int (self, sql, stored_number (self, &test->path, &values[i]));
    }
  g_string_append_c (sql, ')');
}

static void
append_bound (Compiler *self, GString *sql, const Path *path, const char *op, gint day)
{
  gboolean instant = path_field (path)->type == GARRISON_FIELD_INSTANT;

  append_path (self, sql, path);
  g_string_append_printf (sql, " %s ", op);
  append_int (self, sql, instant ? garrison_day_start (day, self->context->zone) : day);
}

/* From the first to the last day; 0 is open. An instant is before the start of the day after. */
static void
append_span (Compiler *self, GString *sql, const Path *path, gint first, gint last)
{
  gboolean instant = path_field (path)->type == GARRISON_FIELD_INSTANT;

  if (first && first == last && !instant)
    {
      append_bound (self, sql, path, "=", first);
      return;
    }
  if (first)
    append_bound (self, sql, path, ">=", first);
  if (first && last)
    g_string_append (sql, " AND ");
  if (last && instant && garrison_day_add (last, 1))
    append_bound (self, sql, path, "<", garrison_day_add (last, 1));
  else if (last)
    append_bound (self, sql, path, "<=", last);
}

static void
append_date_value (Compiler *self, GString *sql, const Cond *test, const Value *value)
{
  const Path *path = &test->path;
  gboolean never = (path_field (path)->flags & GARRISON_FIELD_NEVER_IS_OLD) != 0;
  gboolean earlier = test->op == GARRISON_OP_LT || test->op == GARRISON_OP_LE;
  gint first = 0;
  gint last = 0;

  value_get_span (value, self->context->today, &first, &last);
  switch ((int) test->op)
    {
    case GARRISON_OP_LT:
      append_bound (self, sql, path, "<", first);
      break;
    case GARRISON_OP_LE:
      append_span (self, sql, path, 0, last);
      break;
    case GARRISON_OP_GE:
      append_span (self, sql, path, first, 0);
      break;
    case GARRISON_OP_GT:
      if (path_field (path)->type == GARRISON_FIELD_INSTANT && garrison_day_add (last, 1))
        append_bound (self, sql, path, ">=", garrison_day_add (last, 1));
      else
        append_bound (self, sql, path, ">", last);
      break;
    default:
      append_span (self, sql, path, first, last);
      break;
    }
  if (never && earlier)
    {
      g_string_append (sql, " OR ");
      append_path (self, sql, path);
      g_string_append (sql, " IS NULL");
    }
}

static void
append_date_test (Compiler *self, GString *sql, const Cond *test)
{
  const Value *values = (const Value *) (gpointer) test->values->data;
  gint first;
  gint last;
  gint unused;

  if (test->op == GARRISON_OP_BETWEEN)
    {
      value_get_span (&values[0], self->context->today, &first, &unused);
      value_get_span (&values[1], self->context->today, &unused, &last);
      append_span (self, sql, &test->path, first, last);
      return;
    }
  for (guint i = 0; i < test->values->len; i++)
    {
      g_string_append (sql, i ? " OR (" : "(");
      append_date_value (self, sql, test, &values[i]);
      g_string_append_c (sql, ')');
    }
}

/* Names of customers are compared in the folded form that searches use. */
static gboolean
is_customer_name (const Path *path)
{
  return g_str_equal (path->relations[path->n - 1]->key, "customer") && g_str_equal (path_field (path)->key, "name");
}

/* The name and short name of the packed search text end at its first separator. */
static void
append_name_search (Compiler *self, GString *sql, const Cond *test)
{
  const Value *value = &g_array_index (test->values, Value, 0);
  g_autofree char *folded = garrison_text_fold (value->text);

  g_string_append (sql, "(SELECT ");
  if (test->op == GARRISON_OP_STARTS_WITH)
    {
      g_string_append (sql, "CASE WHEN substr(s.text, 1, ");
      append_int (self, sql, g_utf8_strlen (folded, -1));
      g_string_append (sql, ") = ");
      append_text (self, sql, folded);
      g_string_append (sql, " THEN 1 ELSE 0 END");
    }
  else
    {
      char separator[2] = { GARRISON_TEXT_FIELD, 0 };

      g_string_append (sql, "instr(substr(s.text, 1, instr(s.text, ");
      append_text (self, sql, separator);
      g_string_append (sql, ") - 1), ");
      append_text (self, sql, folded);
      g_string_append (sql, ")");
    }
  g_string_append (sql, " FROM customer_search s WHERE s.customer = ");
  append_record_id (self, sql, &test->path);
  g_string_append (sql, ") > 0");
}

static void
append_text_test (Compiler *self, GString *sql, const Cond *test)
{
  const Value *value = &g_array_index (test->values, Value, 0);
  gboolean inside = test->op == GARRISON_OP_CONTAINS || test->op == GARRISON_OP_NOT_CONTAINS;

  if ((inside || test->op == GARRISON_OP_STARTS_WITH) && is_customer_name (&test->path))
    {
      append_name_search (self, sql, test);
      return;
    }
  if (inside || test->op == GARRISON_OP_STARTS_WITH)
    {
      g_string_append (sql, inside ? "instr(lower(" : "substr(lower(");
      append_path (self, sql, &test->path);
      g_string_append (sql, inside ? "), lower(" : "), 1, ");
      if (!inside)
        append_int (self, sql, g_utf8_strlen (value->text, -1));
      if (!inside)
        g_string_append (sql, ") = lower(");
      append_text (self, sql, value->text);
      g_string_append (sql, inside ? ")) > 0" : ")");
      return;
    }
  append_path (self, sql, &test->path);
  for (guint i = 0; i < test->values->len; i++)
    {
      g_string_append (sql, i ? ", " : test->values->len == 1 ? " = " : " IN (");
      append_text (self, sql, g_array_index (test->values, Value, i).text);
    }
  if (test->values->len > 1)
    g_string_append_c (sql, ')');
}

static void
add_regions_below (GPtrArray *codes, const char *code, guint depth)
{
  g_autofree const char **children = garrison_region_children (code);

  for (guint i = 0; depth < 4 && children && children[i]; i++)
    {
      g_ptr_array_add (codes, (gpointer) children[i]);
      add_regions_below (codes, children[i], depth + 1);
    }
}

static void
append_region_value (Compiler *self, GString *sql, const Path *path, const char *code, gboolean exactly)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  append_path (self, sql, path);
  g_ptr_array_add (codes, (gpointer) code);
  if (!exactly && strlen (code) == 2)
    {
      g_autofree char *prefix = g_strconcat (code, "-", NULL);

      g_string_append (sql, " = ");
      append_text (self, sql, code);
      g_string_append (sql, " OR substr(");
      append_path (self, sql, path);
      g_string_append (sql, ", 1, 3) = ");
      append_text (self, sql, prefix);
      return;
    }
  if (!exactly)
    add_regions_below (codes, code, 0);
  for (guint i = 0; i < codes->len; i++)
    {
      g_string_append (sql, i ? ", " : codes->len == 1 ? " = " : " IN (");
      append_text (self, sql, codes->pdata[i]);
    }
  if (codes->len > 1)
    g_string_append_c (sql, ')');
}

static void
append_region_test (Compiler *self, GString *sql, const Cond *test)
{
  for (guint i = 0; i < test->values->len; i++)
    {
      g_string_append (sql, i ? " OR (" : "(");
      append_region_value (self, sql, &test->path, g_array_index (test->values, Value, i).text,
                           test->op == GARRISON_OP_EXACTLY);
      g_string_append_c (sql, ')');
    }
}

static void
append_codes_test (Compiler *self, GString *sql, const Cond *test)
{
  append_path (self, sql, &test->path);
  for (guint i = 0; i < test->values->len; i++)
    {
      g_string_append (sql, i ? ", " : test->values->len == 1 ? " = " : " IN (");
      append_text (self, sql, g_array_index (test->values, Value, i).text);
    }
  if (test->values->len > 1)
    g_string_append_c (sql, ')');
}

/* Ids, "me" and "my team" as they stand in a list. */
static void
append_id (Compiler *self, GString *sql, const Value *value)
{
  if (value->kind == VALUE_ME)
    append_int (self, sql, self->context->me);
  else if (value->kind == VALUE_MY_TEAM)
    {
      g_string_append (sql, "(SELECT p.team FROM person p WHERE p.id = ");
      append_int (self, sql, self->context->me);
      g_string_append_c (sql, ')');
    }
  else
    append_int (self, sql, value->number);
}

static void
append_ids (Compiler *self, GString *sql, const Cond *test)
{
  for (guint i = 0; i < test->values->len; i++)
    {
      g_string_append (sql, i ? ", " : test->values->len == 1 ? " = " : " IN (");
      append_id (self, sql, &g_array_index (test->values, Value, i));
    }
  if (test->values->len > 1)
    g_string_append_c (sql, ')');
}

static void
append_team_test (Compiler *self, GString *sql, const Cond *test)
{
  append_path (self, sql, &test->path);
  if (test->op == GARRISON_OP_EXACTLY)
    {
      append_ids (self, sql, test);
      return;
    }
  g_string_append (sql, " IN (SELECT b.id FROM team b JOIN team a ON substr(b.path, 1, length(a.path)) = a.path WHERE a.id");
  append_ids (self, sql, test);
  g_string_append_c (sql, ')');
}

static void
append_stage_position (Compiler *self, GString *sql, const Cond *test)
{
  g_string_append (sql, "(SELECT n.position FROM stage n WHERE n.id = ");
  append_path (self, sql, &test->path);
  g_string_append_printf (sql, ") %s (SELECT n.position FROM stage n WHERE n.id = ", sql_op (test->op));
  append_id (self, sql, &g_array_index (test->values, Value, 0));
  g_string_append_c (sql, ')');
}

static void
append_tag_test (Compiler *self, GString *sql, const Cond *test)
{
  g_string_append (sql, "EXISTS (SELECT g.tag FROM customer_tag g WHERE g.customer = ");
  append_path (self, sql, &test->path);
  if (test->values->len)
    {
      g_string_append (sql, " AND g.tag");
      append_ids (self, sql, test);
    }
  g_string_append_c (sql, ')');
}

static void
append_positive (Compiler *self, GString *sql, const Cond *test)
{
  switch (path_field (&test->path)->type)
    {
    case GARRISON_FIELD_TEXT:
      append_text_test (self, sql, test);
      return;
    case GARRISON_FIELD_INT:
    case GARRISON_FIELD_NUMBER:
    case GARRISON_FIELD_MONEY:
      append_number_test (self, sql, test);
      return;
    case GARRISON_FIELD_DAY:
    case GARRISON_FIELD_INSTANT:
      append_date_test (self, sql, test);
      return;
    case GARRISON_FIELD_YESNO:
      append_path (self, sql, &test->path);
      g_string_append (sql, " = 1");
      return;
    case GARRISON_FIELD_KIND:
    case GARRISON_FIELD_CURRENCY:
      append_codes_test (self, sql, test);
      return;
    case GARRISON_FIELD_REGION:
      append_region_test (self, sql, test);
      return;
    case GARRISON_FIELD_TEAM:
      append_team_test (self, sql, test);
      return;
    case GARRISON_FIELD_TAG:
      append_tag_test (self, sql, test);
      return;
    case GARRISON_FIELD_STAGE:
      if (test->op >= GARRISON_OP_LT && test->op <= GARRISON_OP_GE)
        {
          append_stage_position (self, sql, test);
          return;
        }
      break;
    default:
      break;
    }
  append_path (self, sql, &test->path);
  append_ids (self, sql, test);
}

static void
append_empty (Compiler *self, GString *sql, const Cond *test, gboolean empty)
{
  if (path_field (&test->path)->type == GARRISON_FIELD_TAG)
    {
      g_string_append (sql, empty ? "NOT " : "");
      append_tag_test (self, sql, test);
      return;
    }
  append_path (self, sql, &test->path);
  g_string_append (sql, empty ? " IS NULL" : " IS NOT NULL");
}

static void
append_test (Compiler *self, GString *sql, const Cond *test)
{
  gboolean opposite = test->op == GARRISON_OP_NE || test->op == GARRISON_OP_NOT_IN || test->op == GARRISON_OP_NOT_CONTAINS;

  if (test->op == GARRISON_OP_EMPTY || test->op == GARRISON_OP_NOT_EMPTY)
    {
      append_empty (self, sql, test, test->op == GARRISON_OP_EMPTY);
      return;
    }
  g_string_append_c (sql, '(');
  append_positive (self, sql, test);
  g_string_append (sql, opposite ? ") IS NOT TRUE" : ")");
}

/* What is unknown counts as false; IS NOT TRUE keeps it so under any depth of "not". */
static void
append_cond (Compiler *self, GString *sql, const Cond *cond)
{
  if (cond->kind == COND_TEST)
    {
      append_test (self, sql, cond);
      return;
    }
  g_string_append_c (sql, '(');
  for (guint i = 0; i < cond->parts->len; i++)
    {
      if (i)
        g_string_append (sql, cond->kind == COND_AND ? " AND " : " OR ");
      append_cond (self, sql, cond->parts->pdata[i]);
    }
  g_string_append (sql, cond->kind == COND_NOT ? ") IS NOT TRUE" : ")");
}

/* What the relation leaves out by itself, then the conditions. Begins with WHERE, or is empty. */
static void
append_where (Compiler *self, GString *sql)
{
  GarrisonQuestion *question = self->question;
  const char *joint = " WHERE ";

  for (guint i = 0; !self->rollup && i + 1 < G_N_ELEMENTS (question->relation->left_out) && question->relation->left_out[i]; i += 2)
    if (!garrison_question_names_field (question, question->relation->left_out[i]))
      {
        g_string_append (sql, joint);
        append_field (self, sql, question->relation->left_out[i + 1], "t");
        joint = " AND ";
      }
  if (self->rollup)
    {
      g_string_append (sql, " WHERE t.n > 0");
      joint = " AND ";
    }
  if (question->where)
    {
      g_string_append (sql, joint);
      append_cond (self, sql, question->where);
    }
}

static void
append_also (GString *sql, gsize from)
{
  g_string_append (sql, strstr (sql->str + from, " WHERE ") == sql->str + from ? " AND " : " WHERE ");
}

/* Currency ---------------------------------------------------------------------------------------*/

static const char *
pinned_currency (const Cond *cond)
{
  const char *found = NULL;

  if (!cond)
    return NULL;
  if (cond->kind == COND_TEST)
    {
      if (path_field (&cond->path)->type == GARRISON_FIELD_CURRENCY && cond->op == GARRISON_OP_EQ && cond->values->len == 1)
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
  if (!self->of.n || self->measure == GARRISON_MEASURE_COUNT_DISTINCT || question_groups_by_currency (self))
    return (Path){ 0 };
  return currency_path (self->catalogue, &self->of);
}

/* Summaries --------------------------------------------------------------------------------------*/

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

  if (!context->rollups || question->measure != GARRISON_MEASURE_COUNT || !g_str_equal (question->relation->key, "activity"))
    return NULL;
  if (question->where && !cond_in_rollup (question->where))
    return NULL;
  for (guint i = 0; i < question->n_dimensions; i++)
    {
      if (!path_in_rollup (&question->dimensions[i].path))
        return NULL;
      monthly = monthly && (!question->dimensions[i].bucket || question->dimensions[i].bucket >= GARRISON_BUCKET_MONTH);
    }
  return monthly ? "activity_month" : "activity_day";
}

/* Figures ----------------------------------------------------------------------------------------*/

static void
append_bucket (GString *sql, GarrisonBucket bucket, guint index)
{
  static const char *const weeks[] = { "(" GARRISON_SQL_JULIAN ("x.d1") ") / 7", "(" GARRISON_SQL_JULIAN ("x.d2") ") / 7" };
  guint n = index + 1;

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
      append_path (self, sql, path);
      g_string_append_printf (sql, "%s AS d%u, ", instant ? ")" : "", i + 1);
    }
  if (question->of.n)
    append_path (self, sql, &question->of);
  else
    g_string_append (sql, self->rollup ? "t.n" : "t.id");
  g_string_append_printf (sql, " AS m FROM %s t", self->rollup ? self->rollup : question->relation->table);
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
      append_bucket (sql, self->question->dimensions[i].bucket, i);
      g_string_append_printf (sql, " AS k%u, ", i + 1);
    }
  g_string_append (sql, "x.m FROM ");
  append_base (self, sql, n);
  g_string_append (sql, " WHERE x.m IS NOT NULL) AS y) AS x WHERE x.r IN ((x.c + 1) / 2, (x.c + 2) / 2)");
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
        append_bucket (sql, self->question->dimensions[i].bucket, i);
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
  g_string_append_printf (sql, ") AS g ORDER BY g.v %s NULLS LAST, g.k1 NULLS LAST", self->question->descending ? "DESC" : "ASC");
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

/* Lists ------------------------------------------------------------------------------------------*/

/* What a column is sorted by: people and customers by their names, choices by their position. */
static void
append_sort (Compiler *self, GString *sql, const Path *path)
{
  const GarrisonField *field = path_field (path);
  const char *wrap = NULL;

  switch ((int) field->type)
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

  *descending = words[1] != NULL;
  return path_from_keys (self->catalogue, self->question->relation, words[0]);
}

/* Equal ones by id, so that an order is always the same. A column that is never empty is written bare:
 * then its index gives the order. */
static void
append_order (Compiler *self, GString *sql, const Path *path, gboolean descending)
{
  const GarrisonField *field = path_field (path);
  const char *direction = descending ? " DESC" : "";
  gboolean bare = path->n == 1 && (field->flags & GARRISON_FIELD_REQUIRED) && field->type != GARRISON_FIELD_RECORD;

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
      const GarrisonField *field = garrison_catalogue_get_field (self->catalogue, self->question->relation, i);
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

/* Entry points -----------------------------------------------------------------------------------*/

static void
compiler_init (Compiler *self, GarrisonQuestion *question, GarrisonCatalogue *catalogue, const GarrisonQuestionContext *context)
{
  memset (self, 0, sizeof *self);
  self->question = question;
  self->catalogue = catalogue;
  self->context = context;
  self->args = garrison_args_new ();
  self->currency = question ? garrison_question_get_currency (question, context) : context->currency;
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
garrison_question_compile (GarrisonQuestion *self, const GarrisonQuestionContext *context, GarrisonQuery *query, GError **error)
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
garrison_question_compile_ids (GarrisonQuestion *self, const GarrisonQuestionContext *context, const char *sort,
                               gboolean descending, GarrisonQuery *query, GError **error)
{
  Compiler compiler;
  GString *sql;
  Path path = { 0 };

  g_return_val_if_fail (self != NULL && context != NULL && query != NULL, FALSE);

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
garrison_question_compile_rows (GarrisonCatalogue *catalogue, const GarrisonRelation *relation, const char *const *fields,
                                const GarrisonQuestionContext *context, GarrisonQuery *query, GError **error)
{
  Compiler compiler;
  GString *sql;

  g_return_val_if_fail (catalogue != NULL && relation != NULL && fields != NULL && context != NULL && query != NULL, FALSE);

  compiler_init (&compiler, NULL, catalogue, context);
  sql = g_string_new ("SELECT t.id AS id");
  for (guint i = 0; fields[i]; i++)
    {
      Path path = path_from_keys (catalogue, relation, fields[i]);

      if (!path.n || !(path_field (&path)->flags & GARRISON_FIELD_COLUMN))
        {
          g_string_free (sql, TRUE);
          garrison_args_unref (compiler.args);
          g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "no field that can be a column");
          return FALSE;
        }
      g_string_append (sql, ", ");
      append_path (&compiler, sql, &path);
    }
  g_string_append_printf (sql, " FROM %s t WHERE t.id IN @ids(ids)", relation->table);
  return compiler_finish (&compiler, sql, query);
}

gboolean
garrison_question_compile_left_out (GarrisonQuestion *self, const GarrisonQuestionContext *context, GarrisonQuery *query,
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
