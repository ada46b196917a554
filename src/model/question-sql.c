#include "model/question-sql.h"

#include <string.h>

#include "base/currency.h"
#include "base/day.h"
#include "base/region.h"
#include "base/text.h"

/* Parameters
 * -------------------------------------------------------------------------------------*/

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

void
append_int (Compiler *self, GString *sql, gint64 value)
{
  g_autofree char *name = bind_int (self, value);

  g_string_append_printf (sql, ":%s", name);
}

void
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
    garrison_args_set_int (self->args, "since_month",
                           garrison_month_add (garrison_day_month (context->today), -11));
  if (strstr (sql, ":currency"))
    garrison_args_set_text (self->args, "currency", context->currency);
}

/* Expressions
 * ------------------------------------------------------------------------------------*/

#define OWNED_AT(column, from) \
  "CASE WHEN EXISTS (SELECT n.id FROM ownership_event n WHERE n.customer = @.id AND n.day > :today) THEN (SELECT n." from \
  " FROM ownership_event n WHERE n.customer = @.id AND n.day > :today ORDER BY n.at, n.id LIMIT 1) ELSE " column " END"

/* What fields of customers were on :today, a day of the past, from what was recorded since. */
static const struct
{
  const char *key;
  const char *then;
} PAST[] = {
  { "last_contact", "(SELECT n.day FROM activity n WHERE n.customer = @.id AND n.kind <> 'note' AND n.voided = 0"
                    " AND n.corrected_by IS NULL AND n.day <= :today ORDER BY n.at DESC, n.id DESC LIMIT 1)" },
  { "owner", OWNED_AT ("@.owner", "from_owner") },
  { "pool", OWNED_AT ("@.pool", "from_pool") },
  { "owned_since", OWNED_AT ("@.owned_since", "from_since") },
  { "activities", "(SELECT count(n.id) FROM activity n WHERE n.customer = @.id AND n.voided = 0 AND n.corrected_by IS NULL"
                  " AND n.day <= :today)" },
  { "deals", "(SELECT count(n.id) FROM deal n WHERE n.customer = @.id AND n.opened_day <= :today)" },
  { "open_deals", "(SELECT count(n.id) FROM deal n WHERE n.customer = @.id AND n.opened_day <= :today"
                  " AND (n.closed_day IS NULL OR n.closed_day > :today))" },
  { "won_deals", "(SELECT count(n.id) FROM deal n WHERE n.customer = @.id AND n.status = 'won' AND n.closed_day <= :today)" },
  { "last_deal", "(SELECT max(n.opened_day) FROM deal n WHERE n.customer = @.id AND n.opened_day <= :today)" },
  { "last_won", "(SELECT max(n.closed_day) FROM deal n WHERE n.customer = @.id AND n.status = 'won' AND n.closed_day <= :today)" },
};

static const char *
past_sql (Compiler *self, const GarrisonField *field)
{
  const GarrisonRelation *customer = garrison_catalogue_find_relation (self->catalogue, "customer");

  for (guint i = 0; i < G_N_ELEMENTS (PAST); i++)
    if (field == garrison_catalogue_find_field (self->catalogue, customer, PAST[i].key))
      return PAST[i].then;
  return field->sql;
}

/* In a summary the day is a column only where its grain is the day. */
static const char *
field_sql (Compiler *self, const GarrisonField *field, const char *alias)
{
  if (self->rollup && g_str_equal (alias, "t") && g_str_equal (field->key, "day")
      && g_str_equal (self->rollup, "activity_month"))
    return "(@.month * 100 + 1)";
  if (self->context->past)
    return past_sql (self, field);
  return field->sql;
}

void
append_field (Compiler *self, GString *sql, const char *template, const char *alias)
{
  bind_named (self, template);
  for (const char *p = template; *p; p++)
    if (*p == '@')
      g_string_append (sql, alias);
    else
      g_string_append_c (sql, *p);
}

/* customer.owner.team: (SELECT (SELECT j2.team FROM person j2 WHERE j2.id = j1.owner) FROM customer
 * j1 WHERE j1.id = t.customer) */
static void
append_path_from (
  Compiler *self, GString *sql, const Path *path, guint from, guint to, const char *alias)
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
  g_string_append_printf (sql, " FROM %s %s WHERE %s.id = ", path->relations[from + 1]->table,
                          inner, inner);
  append_field (self, sql, template, alias);
  g_string_append_c (sql, ')');
}

void
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
Path
currency_path (GarrisonCatalogue *catalogue, const Path *money)
{
  Path path = *money;
  const GarrisonField *currency;

  if (path_field (money)->type != GARRISON_FIELD_MONEY
      || (path_field (money)->flags & GARRISON_FIELD_OWN))
    return (Path){ 0 };
  currency = garrison_catalogue_find_field (catalogue, money->relations[money->n - 1], "currency");
  if (!currency)
    return (Path){ 0 };
  path.fields[path.n - 1] = currency;
  return path;
}

void
append_currency_test (Compiler *self, GString *sql, const Path *currency)
{
  append_path (self, sql, currency);
  g_string_append (sql, " = ");
  append_text (self, sql, self->currency);
}

/* Conditions
 * -------------------------------------------------------------------------------------*/

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
  switch ((int)path_field (path)->type)
    {
    case GARRISON_FIELD_INT:
      return value->number / NUMBER_SCALE;
    case GARRISON_FIELD_NUMBER:
      return value->number / 10;
    default:
      return to_minor (value->number, currency_path (self->catalogue, path).n
                                        ? self->currency
                                        : self->context->currency);
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
  const Value *values = (const Value *)(gpointer)test->values->data;

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
  switch ((int)test->op)
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
  const Value *values = (const Value *)(gpointer)test->values->data;
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
  return g_str_equal (path->relations[path->n - 1]->key, "customer")
         && g_str_equal (path_field (path)->key, "name");
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
      g_ptr_array_add (codes, (gpointer)children[i]);
      add_regions_below (codes, children[i], depth + 1);
    }
}

static void
append_region_value (
  Compiler *self, GString *sql, const Path *path, const char *code, gboolean exactly)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  append_path (self, sql, path);
  g_ptr_array_add (codes, (gpointer)code);
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
append_within_teams (Compiler *self, GString *sql, const Cond *test)
{
  if (test->op == GARRISON_OP_EXACTLY)
    {
      append_ids (self, sql, test);
      return;
    }
  g_string_append (sql, " IN (SELECT b.id FROM team b JOIN team a ON substr(b.path, 1, "
                        "length(a.path)) = a.path WHERE a.id");
  append_ids (self, sql, test);
  g_string_append_c (sql, ')');
}

/* Of a person's team: the people of the teams are looked up once, not each record's person. (A server took 51 s
 * for the other at 1,000,000 customers, and 1 s for this.) */
static void
append_team_test (Compiler *self, GString *sql, const Cond *test)
{
  const Path *path = &test->path;

  if (path->n == 1)
    {
      append_path (self, sql, path);
      append_within_teams (self, sql, test);
      return;
    }
  append_record_id (self, sql, path);
  g_string_append_printf (sql, " IN (SELECT h.id FROM %s h WHERE ", path->relations[path->n - 1]->table);
  append_field (self, sql, field_sql (self, path_field (path), "h"), "h");
  append_within_teams (self, sql, test);
  g_string_append_c (sql, ')');
}

static void
append_stage_position (Compiler *self, GString *sql, const Cond *test)
{
  g_string_append (sql, "(SELECT n.position FROM stage n WHERE n.id = ");
  append_path (self, sql, &test->path);
  g_string_append_printf (sql,
                          ") %s (SELECT n.position FROM stage n WHERE n.id = ", sql_op (test->op));
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

/* "CASE WHEN condition THEN 1 ELSE 0 END = 1" is the condition, and by that alone an index is found. */
static void
append_yes (Compiler *self, GString *sql, const Path *path)
{
  static const char begin[] = "CASE WHEN ", end[] = " THEN 1 ELSE 0 END";
  g_autoptr (GString) value = g_string_new (NULL);

  append_path (self, value, path);
  if (g_str_has_prefix (value->str, begin) && g_str_has_suffix (value->str, end)
      && strstr (value->str + strlen (begin), begin) == NULL)
    {
      g_string_truncate (value, value->len - strlen (end));
      g_string_append_printf (sql, "(%s)", value->str + strlen (begin));
    }
  else
    g_string_append_printf (sql, "%s = 1", value->str);
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
      append_yes (self, sql, &test->path);
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
  gboolean opposite = test->op == GARRISON_OP_NE || test->op == GARRISON_OP_NOT_IN
                      || test->op == GARRISON_OP_NOT_CONTAINS;

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
void
append_where (Compiler *self, GString *sql)
{
  GarrisonQuestion *question = self->question;
  const char *joint = " WHERE ";

  for (guint i = 0; !self->rollup && i + 1 < G_N_ELEMENTS (question->relation->left_out)
                    && question->relation->left_out[i];
       i += 2)
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

void
append_also (GString *sql, gsize from)
{
  g_string_append (sql,
                   strstr (sql->str + from, " WHERE ") == sql->str + from ? " AND " : " WHERE ");
}
