#include "act-office.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/sqlite/audit-walk.h"
#include "store/sqlite/migrate.h"

static gint64
tick (gpointer data)
{
  Office *o = data;
  return o->now += G_USEC_PER_SEC;
}

Office *
office_new_bare (const char *path)
{
  g_autoptr (GError) error = NULL;
  Office *o = g_new0 (Office, 1);

  if (path == NULL)
    o->folder = g_dir_make_tmp ("acts-XXXXXX", NULL);
  o->path = path != NULL ? g_strdup (path) : g_build_filename (o->folder, "company", NULL);
  o->now = G_GINT64_CONSTANT (1795400000000000); /* 2026-11-22 */
  o->connection = garrison_connection_open (o->path, GARRISON_CONNECTION_CREATOR, 16384, &error);
  g_assert_no_error (error);
  o->db = o->connection->db;
  if (path == NULL)
    office_exec (o, "PRAGMA synchronous = OFF");
  garrison_schema_migrate (o->connection, &error);
  g_assert_no_error (error);
  o->runner = garrison_act_runner_new (o->db, &error);
  g_assert_no_error (error);
  garrison_act_runner_set_clock (o->runner, tick, o);
  o->boss = office_do (o, 0, "found-company", "person", "company:t currency:t time_zone:t chinese:i login:t name:t",
                       "Test", "CNY", "UTC", (gint64) 0, "boss", "Boss");
  o->root = office_int (o, "SELECT id FROM team");
  return o;
}

static gint64
add_person (Office *o, const char *login, const char *role, gint64 team)
{
  return office_do (o, o->boss, "add-person", "person", "login:t name:t role:i team:i", login, login,
                    office_role (o, role), team);
}

Office *
office_new (void)
{
  Office *o = office_new_bare (NULL);

  o->north = office_do (o, o->boss, "add-team", "team", "name:t", "North");
  o->south = office_do (o, o->boss, "add-team", "team", "name:t", "South");
  o->manager = add_person (o, "manager", "manager", o->root);
  o->lead = add_person (o, "lead", "lead", o->north);
  o->ann = add_person (o, "ann", "salesperson", o->north);
  o->ben = add_person (o, "ben", "salesperson", o->north);
  o->other_lead = add_person (o, "other-lead", "lead", o->south);
  o->cid = add_person (o, "cid", "salesperson", o->south);
  o->dan = add_person (o, "dan", "salesperson", o->south);
  o->helper = add_person (o, "helper", "assistant", o->north);
  o->auditor = add_person (o, "auditor", "auditor", o->root);
  return o;
}

void
office_free (Office *o)
{
  garrison_act_runner_free (o->runner);
  garrison_connection_close (o->connection);
  if (o->folder != NULL)
    {
      g_unlink (o->path);
      g_rmdir (o->folder);
    }
  g_free (o->folder);
  g_free (o->path);
  g_free (o);
}

static void
set_arg (GarrisonArgs *args, const char *name, char kind, va_list *values)
{
  switch (kind)
    {
    case 'i':
      garrison_args_set_int (args, name, va_arg (*values, gint64));
      break;
    case 't':
      garrison_args_set_text (args, name, va_arg (*values, const char *));
      break;
    case 'n':
      garrison_args_set_null (args, name);
      break;
    case 'I':
      {
        const gint64 *ids = va_arg (*values, const gint64 *);
        garrison_args_set_ids (args, name, ids, va_arg (*values, gsize));
        break;
      }
    default:
      g_error ("a signature's kind “%c”", kind);
    }
}

static GarrisonArgs *
make_args (const char *signature, va_list *values)
{
  GarrisonArgs *args = garrison_args_new ();
  g_auto (GStrv) words = g_strsplit (signature, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *colon = strchr (words[i], ':');
      if (colon == NULL)
        continue;
      *colon = '\0';
      set_arg (args, words[i], colon[1], values);
    }
  return args;
}

GarrisonArgs *
office_args (const char *signature, ...)
{
  GarrisonArgs *args;
  va_list values;

  va_start (values, signature);
  args = make_args (signature, &values);
  va_end (values);
  return args;
}

static GarrisonActResult *
run (Office *o, gint64 me, const char *name, GarrisonArgs *args, GError **error)
{
  GarrisonActResult *result = garrison_act_runner_run (o->runner, me, name, args, NULL, NULL, NULL, error);

  g_assert_true (sqlite3_get_autocommit (o->db));
  if (result != NULL)
    o->act = garrison_act_result_get_act (result);
  return result;
}

GarrisonActResult *
office_try (Office *o, GError **error, gint64 me, const char *name, const char *signature, ...)
{
  g_autoptr (GarrisonArgs) args = NULL;
  va_list values;

  va_start (values, signature);
  args = make_args (signature, &values);
  va_end (values);
  return run (o, me, name, args, error);
}

gint64
office_do (Office *o, gint64 me, const char *name, const char *give, const char *signature, ...)
{
  g_autoptr (GarrisonArgs) args = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  va_list values;

  va_start (values, signature);
  args = make_args (signature, &values);
  va_end (values);
  result = run (o, me, name, args, &error);
  if (error != NULL)
    g_error ("%s: %s", name, error->message);
  return give != NULL ? garrison_act_result_get_int (result, give) : 0;
}

/* Which refusals tests provoked: "act/refusal". */
static GHashTable *provoked;

static void
note_refusal (const char *act, const char *refusal, gboolean undo)
{
  if (provoked == NULL)
    provoked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (provoked, g_strdup_printf ("%s%s/%s", act, undo ? "/undo" : "", refusal));
}

gboolean
office_was_provoked (const char *act, const char *refusal, gboolean undo)
{
  g_autofree char *key = g_strdup_printf ("%s%s/%s", act, undo ? "/undo" : "", refusal);
  return provoked != NULL && g_hash_table_contains (provoked, key);
}

static void
assert_refused (Office *o, const GError *error, const char *act, const char *refusal, gint64 kept)
{
  if (!garrison_error_is_refusal (error, refusal))
    g_error ("%s: expected %s, got %s", act, refusal, error != NULL ? error->message : "success");
  g_assert_cmpstr (garrison_refusal_get_act (error), ==, act);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM refused_act"), ==, kept + 1);
}

void
office_refused (Office *o, gint64 me, const char *refusal, const char *name, const char *signature, ...)
{
  g_autoptr (GarrisonArgs) args = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 kept = office_int (o, "SELECT count(*) FROM refused_act");
  gint64 acts = office_int (o, "SELECT count(*) FROM act");
  int changes;
  va_list values;

  va_start (values, signature);
  args = make_args (signature, &values);
  va_end (values);
  changes = sqlite3_total_changes (o->db);
  result = run (o, me, name, args, &error);
  assert_refused (o, error, name, refusal, kept);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act"), ==, acts);
  g_assert_cmpint (sqlite3_total_changes (o->db), >, changes);
  note_refusal (name, refusal, FALSE);
}

void
office_undo (Office *o, gint64 me, gint64 act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;

  result = garrison_act_runner_undo (o->runner, me, act, NULL, NULL, NULL, &error);
  if (error != NULL)
    {
      g_autofree char *name = office_text (o, "SELECT name FROM act WHERE id = %" G_GINT64_FORMAT, act);
      g_error ("undo of %s: %s", name, error->message);
    }
  o->act = garrison_act_result_get_act (result);
}

void
office_undo_refused (Office *o, gint64 me, const char *refusal, gint64 act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  g_autofree char *name = office_text (o, "SELECT name FROM act WHERE id = %" G_GINT64_FORMAT, act);
  gint64 kept = office_int (o, "SELECT count(*) FROM refused_act");

  result = garrison_act_runner_undo (o->runner, me, act, NULL, NULL, NULL, &error);
  assert_refused (o, error, "undo", refusal, kept);
  note_refusal (name != NULL ? name : "", refusal, TRUE);
}

/* Reading ----------------------------------------------------------------------------------------- */

static sqlite3_stmt *
read_one (Office *o, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (o->db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (o->db));
  if (sqlite3_step (stmt) != SQLITE_ROW)
    g_clear_pointer (&stmt, sqlite3_finalize);
  return stmt;
}

gint64
office_int (Office *o, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list args;
  sqlite3_stmt *stmt;
  gint64 value;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  stmt = read_one (o, sql);
  value = stmt != NULL ? sqlite3_column_int64 (stmt, 0) : 0;
  sqlite3_finalize (stmt);
  return value;
}

char *
office_text (Office *o, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list args;
  sqlite3_stmt *stmt;
  char *value;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  stmt = read_one (o, sql);
  value = stmt != NULL ? g_strdup ((const char *) sqlite3_column_text (stmt, 0)) : NULL;
  sqlite3_finalize (stmt);
  return value;
}

gint64
office_choice (Office *o, const char *list, const char *key)
{
  return office_int (o, "SELECT id FROM choice WHERE list = '%s' AND key = '%s'", list, key);
}

gint64
office_stage (Office *o, const char *key)
{
  return office_int (o, "SELECT id FROM stage WHERE key = '%s'", key);
}

gint64
office_role (Office *o, const char *key)
{
  return office_int (o, "SELECT id FROM role WHERE key = '%s'", key);
}

void
office_exec (Office *o, const char *sql)
{
  char *message = NULL;
  if (sqlite3_exec (o->db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static int
dump_row (gpointer data, int n, char **values, char **names)
{
  GString *state = data;

  for (int i = 0; i < n; i++)
    if (!g_str_equal (names[i], "version"))
      g_string_append_printf (state, "%s=%s ", names[i], values[i] != NULL ? values[i] : "-");
  g_string_append_c (state, '\n');
  return 0;
}

/* An undone activity stays, voided; an undone payment too: nothing counts them. */
static const char *const state_tables[] = {
  "setting", "team", "role", "role_right", "person", "choice", "field", "field_value", "pool", "customer",
  "customer_search", "tag", "customer_tag", "contact", "product", "stage", "deal", "deal_line", "stage_event",
  "contract", "payment WHERE voided = 0", "activity WHERE voided = 0", "task", "activity_day", "activity_month",
  "customer_month", "holding", "saved_view",
};

char *
office_state (Office *o)
{
  GString *state = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (state_tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", state_tables[i]);
      g_string_append_printf (state, "== %s\n", state_tables[i]);
      g_assert_cmpint (sqlite3_exec (o->db, sql, dump_row, state, NULL), ==, SQLITE_OK);
    }
  return g_string_free (state, FALSE);
}

void
office_check (Office *o)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 broken = 0;
  gint64 good;

  garrison_act_runner_check_kept (o->db, report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->str, ==, "");
  good = garrison_audit_verify (o->db, 0, NULL, &broken, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (broken, ==, 0);
  g_assert_cmpint (good, ==, office_int (o, "SELECT count(*) FROM act"));
}

gint64
office_customer (Office *o, gint64 owner, const char *name)
{
  return office_do (o, owner, "create-customer", "customer", "name:t", name);
}

gint64
office_deal (Office *o, gint64 me, gint64 customer, const char *name, gint64 amount)
{
  return office_do (o, me, "create-deal", "deal", "customer:i name:t amount:i", customer, name, amount);
}
