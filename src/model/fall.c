#include "model/fall.h"

#include <string.h>

#include "base/day.h"
#include "model/question-compile.h"

typedef struct
{
  GarrisonStore *store;
  GarrisonCatalogue *catalogue;
  GarrisonQuestionContext context; /* of the day looked at */
  GHashTable *falls;               /* gint64* → GarrisonFall */
  GHashTable *guarded;             /* gint64* */
  GCancellable *cancellable;
  GarrisonFallRule *rule;          /* the one that is looked through */
  const char *line;                /* what of it holds */
} Search;

void
garrison_fall_rule_free (GarrisonFallRule *rule)
{
  if (rule == NULL)
    return;
  g_free (rule->name);
  g_free (rule->question);
  g_free (rule);
}

static void
fall_free (gpointer data)
{
  GarrisonFall *fall = data;

  g_free (fall->name);
  g_free (fall->why);
  g_ptr_array_unref (fall->rules);
  g_free (fall);
}

void
garrison_fall_trial_free (GarrisonFallTrial *trial)
{
  if (trial == NULL)
    return;
  g_clear_pointer (&trial->falls, g_ptr_array_unref);
  g_clear_pointer (&trial->largest, g_ptr_array_unref);
  g_free (trial);
}

/* Rules ------------------------------------------------------------------------------------------- */

static GarrisonFallRule *
read_rule (GarrisonRows *rows, guint row)
{
  GarrisonFallRule *rule = g_new0 (GarrisonFallRule, 1);

  rule->id = garrison_rows_get_int (rows, row, 0);
  rule->name = g_strdup (garrison_rows_get_text (rows, row, 1));
  rule->question = g_strdup (garrison_rows_get_text (rows, row, 2));
  rule->any = g_str_equal (garrison_rows_get_text (rows, row, 3), "any");
  rule->level = garrison_rows_get_int (rows, row, 4);
  rule->exempt_deal = garrison_rows_get_int (rows, row, 5) != 0;
  rule->exempt_contract = garrison_rows_get_int (rows, row, 6) != 0;
  rule->grace_days = (gint) garrison_rows_get_int (rows, row, 7);
  rule->warn_days = (gint) garrison_rows_get_int (rows, row, 8);
  rule->pool = garrison_rows_get_int (rows, row, 9);
  rule->active = garrison_rows_get_int (rows, row, 10) != 0;
  rule->position = (gint) garrison_rows_get_int (rows, row, 11);
  rule->version = garrison_rows_get_int (rows, row, 12);
  return rule;
}

GPtrArray *
garrison_fall_rules_read (GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  GPtrArray *rules;
  g_autoptr (GarrisonRows) rows = NULL;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  rows = garrison_store_read (store,
                              "SELECT f.id, f.name, f.question, f.combine, f.level, f.exempt_deal, f.exempt_contract,"
                              " f.grace_days, f.warn_days, f.pool, f.active, f.position, f.version"
                              " FROM fall_rule f ORDER BY f.position, f.id",
                              NULL, cancellable, error);
  if (rows == NULL)
    return NULL;
  rules = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_fall_rule_free);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    g_ptr_array_add (rules, read_rule (rows, i));
  return rules;
}

static GarrisonQuestion *
parse_line (GarrisonCatalogue *catalogue, const char *line, GError **error)
{
  g_autoptr (GarrisonQuestion) question = garrison_question_parse (catalogue, line, error);

  if (question == NULL)
    return NULL;
  if (g_str_equal (garrison_question_get_relation (question)->key, "customer"))
    return garrison_question_as_list (question);
  g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION, "the question is not about customers: %s", line);
  return NULL;
}

/* (element-type GarrisonQuestion) */
static GPtrArray *
parse_lines (GarrisonCatalogue *catalogue, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_question_unref);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      GarrisonQuestion *question;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      question = parse_line (catalogue, lines[i], error);
      if (question == NULL)
        return NULL;
      g_ptr_array_add (questions, question);
    }
  if (questions->len > 0)
    return g_steal_pointer (&questions);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION, "a rule needs a question");
  return NULL;
}

static char *
text_of_lines (GPtrArray *questions, GarrisonQuestionStyle style, const char *between)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < questions->len; i++)
    {
      g_autofree char *line = garrison_question_to_text (questions->pdata[i], style);

      g_string_append_printf (text, "%s%s", i > 0 ? between : "", line);
    }
  return g_string_free (text, FALSE);
}

gboolean
garrison_fall_question_check (GarrisonCatalogue *catalogue, const char *lines, char **text, GError **error)
{
  g_autoptr (GPtrArray) questions = NULL;

  g_return_val_if_fail (catalogue != NULL && lines != NULL, FALSE);

  questions = parse_lines (catalogue, lines, error);
  if (questions != NULL && text != NULL)
    *text = text_of_lines (questions, GARRISON_QUESTION_STORED, "\n");
  return questions != NULL;
}

/* The search -------------------------------------------------------------------------------------- */

static void
note (Search *s, GarrisonRow *row, gint64 customer)
{
  GarrisonFall *fall = g_hash_table_lookup (s->falls, &customer);
  char *why;

  if (fall == NULL)
    {
      fall = g_new0 (GarrisonFall, 1);
      fall->customer = customer;
      fall->owner = garrison_row_get_int (row, 1);
      fall->since = garrison_row_get_int (row, 2);
      fall->contacted = (gint) garrison_row_get_int (row, 3);
      fall->name = g_strdup (garrison_row_get_text (row, 4, NULL));
      fall->rule = s->rule;
      fall->rules = g_ptr_array_new ();
      fall->day = s->context.today;
      g_hash_table_insert (s->falls, &fall->customer, fall);
    }
  if (fall->rules->len == 0 || fall->rules->pdata[fall->rules->len - 1] != s->rule)
    g_ptr_array_add (fall->rules, s->rule);
  if (fall->rule != s->rule)
    return;
  why = fall->why == NULL ? g_strdup_printf ("%s: %s", s->rule->name, s->line)
                          : g_strdup_printf ("%s; %s", fall->why, s->line);
  g_free (fall->why);
  fall->why = why;
}

static gboolean
take_row (GarrisonRow *row, gpointer data)
{
  Search *s = data;
  gint64 customer = garrison_row_get_int (row, 0);

  if (!g_hash_table_contains (s->guarded, &customer))
    note (s, row, customer);
  return TRUE;
}

/* What a day of the past was like, as PAST of question-sql.c. */
#define THEN(now, from)                                                                                    \
  "CASE WHEN EXISTS (SELECT n.id FROM ownership_event n WHERE n.customer = c.id AND n.day > :fall_day) THEN" \
  " (SELECT n." from " FROM ownership_event n WHERE n.customer = c.id AND n.day > :fall_day ORDER BY n.at, n.id LIMIT 1)" \
  " ELSE " now " END"

#define LOCKED                                                                                                   \
  " AND NOT EXISTS (SELECT l.customer FROM customer_lock l WHERE l.customer = o.id AND (l.until_day IS NULL OR l.until_day >= :fall_day))"

/* The question's customers with their owner; then what is left out whatever the rule. */
static char *
wrap (Search *s, const GarrisonQuery *query)
{
  const GarrisonFallRule *rule = s->rule;
  gboolean past = s->context.past;
  GString *sql = g_string_new ("SELECT o.id, o.owner, o.since, o.contacted, o.name FROM (SELECT c.id AS id, c.name AS name,"
                               " c.level AS level, c.last_contact_day AS contacted, ");

  g_string_append_printf (sql, "%s AS owner, %s AS since", past ? THEN ("c.owner", "from_owner") : "c.owner",
                          past ? THEN ("c.owned_since", "from_since") : "c.owned_since");
  g_string_append_printf (sql, " FROM (%s) AS q JOIN customer c ON c.id = q.id WHERE c.archived = 0"
                               " AND c.merged_into IS NULL", query->sql);
  if (past)
    g_string_append (sql, " AND c.created_day <= :fall_day");
  g_string_append (sql, ") AS o JOIN person p ON p.id = o.owner WHERE (o.since IS NULL OR day_of(o.since) <= :fall_owned)");
  garrison_args_set_int (query->args, "fall_owned", garrison_day_add (s->context.today, -rule->grace_days));
  garrison_args_set_int (query->args, "fall_day", s->context.today);
  if (!past)
    g_string_append (sql, " AND p.active = 1");
  if (rule->level > 0)
    {
      g_string_append (sql, " AND o.level = :fall_level");
      garrison_args_set_int (query->args, "fall_level", rule->level);
    }
  g_string_append (sql, LOCKED);
  if (rule->exempt_deal)
    g_string_append (sql, past ? " AND NOT EXISTS (SELECT d.id FROM deal d WHERE d.customer = o.id AND d.opened_day <= :fall_day"
                                 " AND (d.closed_day IS NULL OR d.closed_day > :fall_day))"
                               : " AND NOT EXISTS (SELECT d.id FROM deal d WHERE d.customer = o.id AND d.status = 'open')");
  if (rule->exempt_contract)
    g_string_append (sql, past ? " AND NOT EXISTS (SELECT k.id FROM contract k WHERE k.customer = o.id AND k.status IN ('running',"
                                 " 'ended') AND coalesce(k.start_day, k.signed_day, day_of(k.created_at)) <= :fall_day"
                                 " AND (k.end_day IS NULL OR k.end_day >= :fall_day))"
                               : " AND NOT EXISTS (SELECT k.id FROM contract k WHERE k.customer = o.id"
                                 " AND k.status = 'running' AND (k.end_day IS NULL OR k.end_day >= :fall_day))");
  return g_string_free (sql, FALSE);
}

static gboolean
search_question (Search *s, GarrisonQuestion *question, const char *line, GError **error)
{
  g_auto (GarrisonQuery) query = { 0 };
  g_autofree char *sql = NULL;

  if (!garrison_question_compile_ids (question, &s->context, NULL, FALSE, &query, error))
    return FALSE;
  s->line = line;
  sql = wrap (s, &query);
  return garrison_store_scan (s->store, sql, query.args, take_row, s, s->cancellable, error);
}

static GarrisonQuestionStyle
style_of_words (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "zh") ? GARRISON_QUESTION_CHINESE : GARRISON_QUESTION_ENGLISH;
}

static gboolean
search_all (Search *s, GPtrArray *questions, GError **error)
{
  g_autofree char *line = text_of_lines (questions, style_of_words (), "; ");
  g_autoptr (GarrisonQuestion) all = garrison_question_ref (questions->pdata[0]);

  for (guint i = 1; i < questions->len; i++)
    {
      GarrisonQuestion *both = garrison_question_with_question (all, questions->pdata[i], error);

      if (both == NULL)
        return FALSE;
      garrison_question_unref (all);
      all = both;
    }
  return search_question (s, all, line, error);
}

static gboolean
search_rule (Search *s, GError **error)
{
  g_autoptr (GPtrArray) questions = parse_lines (s->catalogue, s->rule->question, error);
  gboolean good = questions != NULL;

  if (good && !s->rule->any)
    return search_all (s, questions, error);
  for (guint i = 0; good && i < questions->len; i++)
    {
      g_autofree char *line = garrison_question_to_text (questions->pdata[i], style_of_words ());

      good = search_question (s, questions->pdata[i], line, error);
    }
  return good;
}

static gboolean
take_guarded (GarrisonRow *row, gpointer data)
{
  gint64 customer = garrison_row_get_int (row, 0);

  g_hash_table_add (data, g_memdup2 (&customer, sizeof customer));
  return TRUE;
}

static gboolean
find_guarded (Search *s, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_int (args, "day", s->context.today);
  return garrison_store_scan (s->store, "SELECT g.customer FROM guarded_customer g WHERE g.until >= :day", args, take_guarded,
                              s->guarded, s->cancellable, error);
}

static int
by_customer (gconstpointer a, gconstpointer b)
{
  const GarrisonFall *one = *(GarrisonFall *const *) a;
  const GarrisonFall *other = *(GarrisonFall *const *) b;

  return (one->customer > other->customer) - (one->customer < other->customer);
}

static GPtrArray *
sorted (GHashTable *falls)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (fall_free);
  GHashTableIter iter;
  gpointer fall;

  g_hash_table_iter_init (&iter, falls);
  while (g_hash_table_iter_next (&iter, NULL, &fall))
    g_ptr_array_add (list, fall);
  g_hash_table_steal_all (falls);
  g_ptr_array_sort (list, by_customer);
  return list;
}

static GPtrArray *
find (GarrisonStore *store, GarrisonCatalogue *catalogue, GPtrArray *rules, gint day, gboolean past,
      GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) falls = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, fall_free);
  g_autoptr (GHashTable) guarded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Search s = { store, catalogue, .falls = falls, .guarded = guarded, .cancellable = cancellable };

  garrison_question_context_init (&s.context, store);
  s.context.today = day;
  s.context.past = past;
  s.context.rollups = s.context.rollups && !past;
  if (!past && !find_guarded (&s, error))
    return NULL;
  for (guint i = 0; i < rules->len; i++)
    {
      s.rule = rules->pdata[i];
      if (search_rule (&s, error))
        continue;
      g_prefix_error (error, "%s: ", s.rule->name);
      return NULL;
    }
  return sorted (falls);
}

GPtrArray *
garrison_falls_find (GarrisonStore *store, GarrisonCatalogue *catalogue, GPtrArray *rules, gint day,
                     GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GARRISON_IS_STORE (store) && catalogue != NULL && rules != NULL, NULL);

  return find (store, catalogue, rules, day, FALSE, cancellable, error);
}

/* Warning ----------------------------------------------------------------------------------------- */

/* Those of @more that are not in @all yet, with what @want says of them. */
static void
take_new (GHashTable *all, GPtrArray *more, gint warned_from)
{
  g_ptr_array_set_free_func (more, NULL);
  for (guint i = 0; i < more->len; i++)
    {
      GarrisonFall *fall = more->pdata[i];
      gboolean early = warned_from > 0 && garrison_day_diff (warned_from, fall->day) > fall->rule->warn_days;

      if (early || g_hash_table_contains (all, &fall->customer))
        fall_free (fall);
      else
        g_hash_table_insert (all, &fall->customer, fall);
    }
}

GPtrArray *
garrison_falls_coming (GarrisonStore *store, GarrisonCatalogue *catalogue, GPtrArray *rules, gint today,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, fall_free);
  g_autoptr (GPtrArray) list = NULL;
  gint most = 0;

  g_return_val_if_fail (GARRISON_IS_STORE (store) && catalogue != NULL && rules != NULL, NULL);

  for (guint i = 0; i < rules->len; i++)
    most = MAX (most, ((GarrisonFallRule *) rules->pdata[i])->warn_days);
  for (gint days = 0; days <= most; days++)
    {
      g_autoptr (GPtrArray) found = find (store, catalogue, rules, garrison_day_add (today, days), FALSE, cancellable, error);

      if (found == NULL)
        return NULL;
      take_new (all, found, today);
    }
  list = sorted (all);
  for (guint i = list->len; i > 0; i--)
    if (((GarrisonFall *) list->pdata[i - 1])->day == today)
      g_ptr_array_remove_index (list, i - 1);
  return g_steal_pointer (&list);
}

/* The past ---------------------------------------------------------------------------------------- */

static gboolean
take_name (GarrisonRow *row, gpointer data)
{
  g_ptr_array_add (data, g_strdup (garrison_row_get_text (row, 0, NULL)));
  return TRUE;
}

typedef struct
{
  GHashTable *falls;
  guint n;
} Won;

static gboolean
take_won (GarrisonRow *row, gpointer data)
{
  Won *won = data;
  gint64 customer = garrison_row_get_int (row, 0);
  GarrisonFall *fall = g_hash_table_lookup (won->falls, &customer);

  won->n += fall != NULL && garrison_row_get_int (row, 1) > fall->day;
  return TRUE;
}

static gboolean
weigh (GarrisonStore *store, GarrisonFallTrial *trial, GHashTable *falls, gint today, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonArgs) since = garrison_args_new ();
  g_autoptr (GHashTable) owners = g_hash_table_new (g_int64_hash, g_int64_equal);
  Won won = { falls };
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, falls);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GarrisonFall *fall = value;

      g_array_append_val (ids, fall->customer);
      g_hash_table_add (owners, &fall->owner);
    }
  trial->n = ids->len;
  trial->n_owners = g_hash_table_size (owners);
  trial->largest = g_ptr_array_new_with_free_func (g_free);
  garrison_args_set_ids (args, "ids", (const gint64 *) (gpointer) ids->data, ids->len);
  garrison_args_set_int (args, "since", garrison_month_add (garrison_day_month (today), -11));
  garrison_args_set_int (since, "first", trial->first);
  if (!garrison_store_scan (store,
                            "SELECT c.name FROM customer c JOIN customer_month m ON m.customer = c.id AND m.month >= :since"
                            " WHERE c.id IN @ids(ids) GROUP BY c.id, c.name ORDER BY sum(m.amount) DESC, c.id LIMIT 10",
                            args, take_name, trial->largest, cancellable, error)
      || !garrison_store_scan (store,
                               "SELECT d.customer, max(d.closed_day) FROM deal d WHERE d.status = 'won'"
                               " AND d.closed_day > :first AND d.customer IS NOT NULL GROUP BY d.customer",
                               since, take_won, &won, cancellable, error))
    return FALSE;
  trial->n_won_since = won.n;
  return TRUE;
}

GarrisonFallTrial *
garrison_falls_try (GarrisonStore *store, GarrisonCatalogue *catalogue, GarrisonFallRule *rule, gint today, guint days,
                    guint step, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonFallTrial) trial = g_new0 (GarrisonFallTrial, 1);
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, fall_free);
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();

  g_return_val_if_fail (GARRISON_IS_STORE (store) && catalogue != NULL && rule != NULL, NULL);
  g_return_val_if_fail (days > 0 && step > 0, NULL);

  g_ptr_array_add (rules, rule);
  trial->first = garrison_day_add (today, -(int) days);
  trial->last = garrison_day_add (today, -1);
  trial->step = (gint) step;
  for (gint day = trial->first; day <= trial->last; day = garrison_day_add (day, (int) step))
    {
      g_autoptr (GPtrArray) found = find (store, catalogue, rules, day, TRUE, cancellable, error);

      if (found == NULL)
        return NULL;
      take_new (all, found, 0);
    }
  if (!weigh (store, trial, all, today, cancellable, error))
    return NULL;
  trial->falls = sorted (all);
  return g_steal_pointer (&trial);
}

/* The fall ---------------------------------------------------------------------------------------- */

static const char *const COLUMNS[] = { "customer", "owner", "since", "contacted", "rule", "why", NULL };

typedef struct
{
  GPtrArray *falls;
  guint next;
} Source;

static void
set_int (GarrisonValue *cell, gint64 value, gboolean nullable)
{
  cell->kind = nullable && value == 0 ? GARRISON_VALUE_NULL : GARRISON_VALUE_INT;
  cell->integer = value;
}

static gboolean
give_row (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Source *source = data;
  const GarrisonFall *fall;

  if (source->next == source->falls->len)
    return FALSE;
  fall = source->falls->pdata[source->next++];
  set_int (&cells[0], fall->customer, FALSE);
  set_int (&cells[1], fall->owner, FALSE);
  set_int (&cells[2], fall->since, TRUE);
  set_int (&cells[3], fall->contacted, TRUE);
  set_int (&cells[4], fall->rule->id, FALSE);
  cells[5] = (GarrisonValue){ GARRISON_VALUE_TEXT, .text = fall->why, .length = -1 };
  return TRUE;
}

static GPtrArray *
active_rules (GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  GPtrArray *rules = garrison_fall_rules_read (store, cancellable, error);

  for (guint i = rules != NULL ? rules->len : 0; i > 0; i--)
    if (!((GarrisonFallRule *) rules->pdata[i - 1])->active)
      g_ptr_array_remove_index (rules, i - 1);
  return rules;
}

gint64
garrison_falls_do (GarrisonStore *store, GarrisonCatalogue *catalogue, gint today, guint *skipped, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GPtrArray) falls = NULL;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) local = NULL;
  Source source = { 0 };

  g_return_val_if_fail (GARRISON_IS_STORE (store) && catalogue != NULL, -1);

  if (skipped != NULL)
    *skipped = 0;
  rules = active_rules (store, cancellable, error);
  if (rules != NULL && rules->len == 0)
    return 0;
  falls = rules != NULL ? garrison_falls_find (store, catalogue, rules, today, cancellable, error) : NULL;
  if (falls == NULL)
    return -1;
  if (falls->len == 0)
    return 0;
  source.falls = falls;
  garrison_args_set_rows (args, "falls", COLUMNS, give_row, &source);
  result = garrison_store_act (store, "fall-customers", args, NULL, cancellable, &local);
  if (result == NULL && g_strcmp0 (garrison_refusal_get_name (local), "nothing-to-do") != 0)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return -1;
    }
  if (skipped != NULL)
    *skipped = result != NULL ? garrison_act_result_get_n_skipped (result) : falls->len;
  return result != NULL ? garrison_act_result_get_int (result, "n") : 0;
}
