#include "store/sqlite/act-runner.h"

#include <string.h>

#include "base/error.h"
#include "store/act-file.h"
#include "store/refusal.h"
#include "store/sqlite/act-runner-private.h"
#include "store/sqlite/errors.h"

#define REQUEST_MAX 200 /* octets */

static const char *const own_sql[GARRISON_ACT_SQL_COUNT] = {
  [GARRISON_ACT_SQL_BEGIN] = "BEGIN IMMEDIATE",
  [GARRISON_ACT_SQL_COMMIT] = "COMMIT",
  [GARRISON_ACT_SQL_ROLLBACK] = "ROLLBACK",
  [GARRISON_ACT_SQL_REQUEST] = "SELECT id, name, person, undoes, gave FROM act WHERE request = ?1",
  [GARRISON_ACT_SQL_SCOPE] = "SELECT rr.scope FROM person p JOIN role_right rr ON rr.role = p.role"
                             " WHERE p.id = ?1 AND p.active = 1 AND rr.name = ?2",
  [GARRISON_ACT_SQL_ACTIVE] = "SELECT 1 FROM person WHERE id = ?1 AND active = 1",
  [GARRISON_ACT_SQL_REACH] = "SELECT sees FROM reach WHERE person = ?1 AND right_name = ?2",
  [GARRISON_ACT_SQL_COUNTER] = "SELECT next FROM counter WHERE relation = ?1",
  [GARRISON_ACT_SQL_SET_COUNTER] = "INSERT INTO counter(relation, next) VALUES (?1, ?2)"
                                   " ON CONFLICT (relation) DO UPDATE SET next = excluded.next",
  [GARRISON_ACT_SQL_TODAY] = "SELECT day_of(?1)",
  [GARRISON_ACT_SQL_UNDONE] = "SELECT name, undoes FROM act WHERE id = ?1",
  [GARRISON_ACT_SQL_UNDONE_BY] = "SELECT id FROM act WHERE undoes = ?1",
  [GARRISON_ACT_SQL_SWAP] = "INSERT INTO act_row(act, relation, record, field, was, became)"
                            " SELECT ?1, relation, record, field, became, was FROM act_row WHERE act = ?2",
  [GARRISON_ACT_SQL_ROWS] = "SELECT relation, record, field, was, became FROM act_row WHERE act = ?1"
                            " ORDER BY relation, record, field",
  [GARRISON_ACT_SQL_LAST] = "SELECT hash FROM act ORDER BY id DESC LIMIT 1",
  [GARRISON_ACT_SQL_LINK] = "INSERT INTO act(id, name, person, at, day, request, undoes, gave, rows, rows_hash,"
                            " previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
  [GARRISON_ACT_SQL_REFUSED] = "INSERT INTO refused_act(name, person, at, refusal) VALUES (?1, ?2, ?3, ?4)",
  [GARRISON_ACT_SQL_NEWEST] = "SELECT at FROM act ORDER BY id DESC LIMIT 1",
  [GARRISON_ACT_SQL_CLOCK] = "SELECT ticks, at, given, held FROM clock WHERE boot = ?1",
  [GARRISON_ACT_SQL_SET_CLOCK] = "INSERT INTO clock(boot, ticks, at, given, held) VALUES (?1, ?2, ?3, ?4, ?5)"
                                 " ON CONFLICT (boot) DO UPDATE SET ticks = excluded.ticks, at = excluded.at,"
                                 " given = excluded.given, held = excluded.held",
  [GARRISON_ACT_SQL_FORGET_CLOCKS] = "DELETE FROM clock WHERE boot <> ?1 AND at < ?2",
};

/* Making ------------------------------------------------------------------------------------------ */

GarrisonActRunner *
garrison_act_runner_new (sqlite3 *writer, GError **error)
{
  g_autoptr (GarrisonActRunner) self = g_new0 (GarrisonActRunner, 1);

  g_return_val_if_fail (writer != NULL, NULL);

  self->db = writer;
  self->values = g_array_new (FALSE, TRUE, sizeof (GarrisonActValue));
  g_array_set_size (self->values, GARRISON_ACT_SLOT_FIRST);
  self->gave = g_string_new (NULL);
  self->prepared = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  if (!garrison_act_functions_add (self, error))
    return NULL;
  for (guint i = 0; i < GARRISON_ACT_SQL_COUNT; i++)
    {
      int code = sqlite3_prepare_v3 (writer, own_sql[i], -1, SQLITE_PREPARE_PERSISTENT, &self->sql[i], NULL);
      if (code != SQLITE_OK)
        {
          garrison_sqlite_set_error (writer, code, NULL, "runner", error);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

void
garrison_act_runner_free (GarrisonActRunner *self)
{
  if (self == NULL)
    return;
  sqlite3_update_hook (self->db, NULL, NULL);
  for (guint i = 0; i < GARRISON_ACT_SQL_COUNT; i++)
    sqlite3_finalize (self->sql[i]);
  g_hash_table_unref (self->prepared);
  g_clear_pointer (&self->counters, g_hash_table_unref);
  g_clear_pointer (&self->reaches, g_hash_table_unref);
  for (guint i = 0; i < self->values->len; i++)
    {
      GString *buffer = g_array_index (self->values, GarrisonActValue, i).buffer;
      if (buffer != NULL)
        g_string_free (buffer, TRUE);
    }
  g_array_unref (self->values);
  g_string_free (self->gave, TRUE);
  g_free (self);
}

void
garrison_act_runner_set_clock (GarrisonActRunner *self, GarrisonActClock clock, gpointer data)
{
  g_return_if_fail (self != NULL);

  self->clock = clock;
  self->clock_data = data;
}

sqlite3_stmt *
garrison_act_runner_sql (GarrisonActRunner *self, int which)
{
  sqlite3_reset (self->sql[which]);
  sqlite3_clear_bindings (self->sql[which]);
  return self->sql[which];
}

gboolean
garrison_act_runner_exec (GarrisonActRunner *self, int which, GError **error)
{
  int code = sqlite3_step (self->sql[which]);

  if (code == SQLITE_DONE || code == SQLITE_ROW)
    {
      sqlite3_reset (self->sql[which]);
      return TRUE;
    }
  garrison_sqlite_set_error (self->db, code, self->cancellable, own_sql[which], error);
  sqlite3_reset (self->sql[which]);
  return FALSE;
}

gboolean
garrison_act_runner_fail (GarrisonActRunner *self, const GarrisonActStep *step, int code, GError **error)
{
  g_autofree char *doing = g_strdup_printf ("%s.sql:%u", self->name, step->line);
  return garrison_sqlite_set_error (self->db, sqlite3_extended_errcode (self->db), self->cancellable, doing, error);
}

/* Refusals of the runner's own -------------------------------------------------------------------- */

static gboolean
refuse (GarrisonActRunner *self, const char *name, const char *key, const char *value, GError **error)
{
  GError *refusal = garrison_refusal_new (self->name, name);

  if (key != NULL)
    garrison_refusal_set_detail (refusal, key, value);
  g_propagate_error (error, refusal);
  return FALSE;
}

/* By itself, after the act was rolled back; that the refusal is told matters more than that it is kept. */
static void
keep_refusal (GarrisonActRunner *self, const GError *refusal)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_REFUSED);
  g_autoptr (GError) error = NULL;

  sqlite3_bind_text (stmt, 1, self->name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, self->me);
  sqlite3_bind_int64 (stmt, 3, self->now);
  sqlite3_bind_text (stmt, 4, garrison_refusal_get_name (refusal), -1, SQLITE_TRANSIENT);
  if (!garrison_act_runner_exec (self, GARRISON_ACT_SQL_REFUSED, &error))
    g_info ("A refusal was not kept: %s", error->message);
}

static gboolean
has_row (GarrisonActRunner *self, sqlite3_stmt *stmt)
{
  gboolean found = sqlite3_step (stmt) == SQLITE_ROW;
  sqlite3_reset (stmt);
  return found;
}

static gboolean
check_right (GarrisonActRunner *self, const char *right, GError **error)
{
  gboolean anyone = g_str_equal (right, "anyone");
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, anyone ? GARRISON_ACT_SQL_ACTIVE : GARRISON_ACT_SQL_SCOPE);

  if (self->me == 0)
    return TRUE;
  sqlite3_bind_int64 (stmt, 1, self->me);
  if (!anyone)
    sqlite3_bind_text (stmt, 2, right, -1, SQLITE_STATIC);
  if (!g_str_equal (right, "program") && has_row (self, stmt))
    return TRUE;
  sqlite3_reset (stmt);
  return refuse (self, "no-right", "right", right, error);
}

/* Running ----------------------------------------------------------------------------------------- */

static GPtrArray *
find_statements (GarrisonActRunner *self, const GarrisonActFile *file, GPtrArray *steps, GError **error)
{
  GPtrArray *statements = g_hash_table_lookup (self->prepared, steps);

  if (statements == NULL)
    {
      statements = garrison_act_statements_prepare (self->db, file, steps, error);
      if (statements != NULL)
        g_hash_table_insert (self->prepared, steps, statements);
    }
  return statements;
}

static gboolean
run_each (GarrisonActRunner *self, const GarrisonActFile *file, GarrisonActStatement *each, GError **error)
{
  g_autoptr (GPtrArray) indexes = garrison_act_bulk_begin (self, file, error);

  return indexes != NULL && garrison_act_each_run (self, file, each, error)
         && garrison_act_bulk_end (self, indexes, error);
}

static gboolean
run_steps (GarrisonActRunner *self, const GarrisonActFile *file, GPtrArray *steps, GError **error)
{
  GPtrArray *statements = find_statements (self, file, steps, error);

  if (statements == NULL)
    return FALSE;
  for (guint i = 0; i < statements->len; i++)
    {
      GarrisonActStatement *statement = g_ptr_array_index (statements, i);
      gboolean done = statement->step->kind == GARRISON_ACT_EACH ? run_each (self, file, statement, error)
                                                                 : garrison_act_step_run (self, statement, error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_audit (const GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    if (((GarrisonActStep *) g_ptr_array_index (steps, i))->kind == GARRISON_ACT_AUDIT)
      return TRUE;
  return FALSE;
}

/* What the undone act wrote down, turned about. */
static gboolean
swap_audit (GarrisonActRunner *self, GError **error)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_SWAP);

  sqlite3_bind_int64 (stmt, 1, self->act);
  sqlite3_bind_int64 (stmt, 2, self->undone);
  return garrison_act_runner_exec (self, GARRISON_ACT_SQL_SWAP, error);
}

/* Starts the act's own records. */
static void
enter (GarrisonActRunner *self)
{
  static const guint bound[] = { GARRISON_ACT_SLOT_ME,  GARRISON_ACT_SLOT_NOW,    GARRISON_ACT_SLOT_TODAY,
                                 GARRISON_ACT_SLOT_ACT, GARRISON_ACT_SLOT_UNDONE, GARRISON_ACT_SLOT_TAKEN,
                                 GARRISON_ACT_SLOT_SKIPPED };
  gint64 values[] = { self->me, self->now, self->today, 0, self->undone, 0, 0 };

  self->act = values[3] = garrison_act_new_id (self, "act");
  for (guint i = 0; i < G_N_ELEMENTS (bound); i++)
    {
      GarrisonActValue *value = &g_array_index (self->values, GarrisonActValue, bound[i]);
      value->kind = GARRISON_VALUE_INT;
      value->integer = values[i];
    }
  if (self->undone == 0)
    g_array_index (self->values, GarrisonActValue, GARRISON_ACT_SLOT_UNDONE).kind = GARRISON_VALUE_NULL;
  self->result = garrison_act_result_new (self->act);
  self->change = garrison_change_new (self->name, self->act);
  g_string_truncate (self->gave, 0);
}

/* Which file an undo runs. NULL with a refusal. */
static const GarrisonActFile *
find_undone (GarrisonActRunner *self, GError **error)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_UNDONE_BY);
  const GarrisonActFile *file = NULL;

  sqlite3_bind_int64 (stmt, 1, self->undone);
  if (has_row (self, stmt))
    {
      refuse (self, "undone-already", NULL, NULL, error);
      return NULL;
    }
  stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_UNDONE);
  sqlite3_bind_int64 (stmt, 1, self->undone);
  if (sqlite3_step (stmt) == SQLITE_ROW && sqlite3_column_type (stmt, 1) == SQLITE_NULL)
    file = garrison_act_file_find ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_reset (stmt);
  if (file == NULL || file->undo == NULL)
    {
      refuse (self, "cannot-undo", "act", file != NULL ? file->name : "", error);
      return NULL;
    }
  return file;
}

/* A request that was answered before is answered alike; a stranger's is refused. */
static gboolean
answer_again (GarrisonActRunner *self, const char *request, gboolean *answered, GError **error)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_REQUEST);
  const char *gave;

  sqlite3_bind_text (stmt, 1, request, -1, SQLITE_STATIC);
  *answered = sqlite3_step (stmt) == SQLITE_ROW;
  if (!*answered)
    return TRUE;
  if (!g_str_equal (sqlite3_column_text (stmt, 1), self->name) || sqlite3_column_int64 (stmt, 2) != self->me
      || sqlite3_column_int64 (stmt, 3) != self->undone)
    return refuse (self, "bad-argument", "argument", "request", error);

  self->result = garrison_act_result_new (sqlite3_column_int64 (stmt, 0));
  garrison_act_result_set_repeat (self->result);
  gave = (const char *) sqlite3_column_text (stmt, 4);
  if (gave != NULL)
    {
      g_auto (GStrv) pairs = g_strsplit (gave, " ", -1);
      for (guint i = 0; pairs[i] != NULL; i++)
        {
          char *equals = strchr (pairs[i], '=');
          *equals = '\0';
          garrison_act_result_set_int (self->result, pairs[i], g_ascii_strtoll (equals + 1, NULL, 10));
        }
    }
  return TRUE;
}

static gboolean
read_today (GarrisonActRunner *self, GError **error)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_TODAY);
  int code;

  sqlite3_bind_int64 (stmt, 1, self->now);
  code = sqlite3_step (stmt);
  if (code != SQLITE_ROW)
    return garrison_sqlite_set_error (self->db, code, self->cancellable, "day_of", error);
  self->today = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return TRUE;
}

/* Everything between BEGIN and COMMIT. */
static gboolean
run_inside (GarrisonActRunner *self, const GarrisonActFile *file, const char *request, gboolean *answered,
            GError **error)
{
  GPtrArray *steps;

  if (!read_today (self, error) || !answer_again (self, request, answered, error))
    return FALSE;
  sqlite3_reset (self->sql[GARRISON_ACT_SQL_REQUEST]);
  if (*answered)
    return TRUE;
  if (self->undone != 0 && (file = find_undone (self, error)) == NULL)
    return FALSE;
  if (!check_right (self, file->right, error))
    return FALSE;
  if (self->undone == 0 && !garrison_act_values_take (self, file, error))
    return FALSE;
  if (self->values->len < file->slots->len)
    g_array_set_size (self->values, file->slots->len);

  enter (self);
  steps = self->undone != 0 ? file->undo : file->steps;
  if (!run_steps (self, file, steps, error) || !garrison_act_time_keep (self, error))
    return FALSE;
  if (self->undone != 0 && !has_audit (steps) && !swap_audit (self, error))
    return FALSE;
  garrison_change_add_relation (self->change, "act");
  return garrison_act_seal (self, request, error) && garrison_act_functions_finish (self, error);
}

static void
reset_all (GarrisonActRunner *self)
{
  GHashTableIter iter;
  gpointer statements;

  for (guint i = 0; i < GARRISON_ACT_SQL_COUNT; i++)
    sqlite3_reset (self->sql[i]);
  g_hash_table_iter_init (&iter, self->prepared);
  while (g_hash_table_iter_next (&iter, NULL, &statements))
    garrison_act_statements_reset (statements);
}

static gboolean write_clock_down (GarrisonActRunner *self, GError **error);

static gboolean
begin (GarrisonActRunner *self, GError **error)
{
  if (!garrison_act_runner_exec (self, GARRISON_ACT_SQL_BEGIN, error))
    return FALSE;
  if (garrison_act_time_find (self, error))
    return TRUE;
  garrison_act_runner_exec (self, GARRISON_ACT_SQL_ROLLBACK, NULL);
  return FALSE;
}

/* That the clock is beyond belief is known before anything is done by it. */
static gboolean
begin_in_time (GarrisonActRunner *self, GError **error)
{
  if (!begin (self, error))
    return FALSE;
  if (self->time.off == 0 || self->is_note)
    return TRUE;
  garrison_act_runner_exec (self, GARRISON_ACT_SQL_ROLLBACK, NULL);
  return write_clock_down (self, error) && begin (self, error);
}

static gboolean
transact (GarrisonActRunner *self, const GarrisonActFile *file, const char *request, GError **error)
{
  gboolean answered = FALSE;
  gboolean done;
  g_autoptr (GError) local = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
      || !begin_in_time (self, error))
    return FALSE;
  garrison_act_functions_restart (self);
  done = run_inside (self, file, request, &answered, &local);
  if (done && !answered)
    done = garrison_act_runner_exec (self, GARRISON_ACT_SQL_COMMIT, &local);
  if (done && !answered)
    return TRUE;
  reset_all (self);
  if (!sqlite3_get_autocommit (self->db))
    garrison_act_runner_exec (self, GARRISON_ACT_SQL_ROLLBACK, NULL);
  if (done)
    return TRUE;
  if (garrison_error_is_refusal (local, NULL))
    keep_refusal (self, local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* By itself, in the chain, for the program; what is known of the clock is kept with it. */
static gboolean
write_clock_down (GarrisonActRunner *self, GError **error)
{
  const GarrisonActFile *file = garrison_act_file_find ("note-clock");
  GarrisonActRunner outer = *self;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *request = g_uuid_string_random ();
  gboolean done;

  garrison_args_set_int (args, "person", self->me);
  garrison_args_set_int (args, "seconds", self->time.off / G_USEC_PER_SEC);
  self->name = file->name;
  self->me = 0;
  self->undone = 0;
  self->args = args;
  self->is_note = TRUE;
  done = transact (self, file, request, error);
  g_clear_pointer (&self->result, garrison_act_result_unref);
  g_clear_pointer (&self->change, garrison_change_unref);
  garrison_act_values_clear (self);
  self->name = outer.name;
  self->me = outer.me;
  self->undone = outer.undone;
  self->args = outer.args;
  self->is_note = FALSE;
  return done;
}

/* The request is the caller's text, and becomes part of the chain. */
static gboolean
check_request (GarrisonActRunner *self, const char *request, GError **error)
{
  gsize length = request != NULL ? strlen (request) : 1;

  if (length > 0 && length <= REQUEST_MAX && (request == NULL || g_utf8_validate (request, length, NULL)))
    return TRUE;
  return refuse (self, "bad-argument", "argument", "request", error);
}

static GarrisonActResult *
run (GarrisonActRunner *self, const GarrisonActFile *file, const char *request, GarrisonChange **change,
     GError **error)
{
  g_autofree char *made = request == NULL ? g_uuid_string_random () : NULL;
  GarrisonActResult *result;
  gboolean done;

  self->is_note = FALSE;
  done = check_request (self, request, error)
         && transact (self, file, request != NULL ? request : made, error);
  result = g_steal_pointer (&self->result);
  if (!done)
    g_clear_pointer (&result, garrison_act_result_unref);
  if (done && change != NULL)
    *change = g_steal_pointer (&self->change);
  g_clear_pointer (&self->change, garrison_change_unref);
  garrison_act_values_clear (self);
  self->args = NULL;
  self->cancellable = NULL;
  return result;
}

GarrisonActResult *
garrison_act_runner_run (GarrisonActRunner *self, gint64 me, const char *name, GarrisonArgs *args,
                         const char *request, GCancellable *cancellable, GarrisonChange **change, GError **error)
{
  const GarrisonActFile *file;

  g_return_val_if_fail (self != NULL && me >= 0 && name != NULL, NULL);

  if (change != NULL)
    *change = NULL;
  file = garrison_act_file_find (name);
  self->name = file != NULL ? file->name : "";
  if (file == NULL)
    {
      refuse (self, "no-such-act", NULL, NULL, error);
      return NULL;
    }
  self->me = me;
  self->undone = 0;
  self->args = args;
  self->cancellable = cancellable;
  return run (self, file, request, change, error);
}

GarrisonActResult *
garrison_act_runner_undo (GarrisonActRunner *self, gint64 me, gint64 act, const char *request,
                          GCancellable *cancellable, GarrisonChange **change, GError **error)
{
  g_return_val_if_fail (self != NULL && me >= 0, NULL);

  if (change != NULL)
    *change = NULL;
  self->name = "undo";
  self->me = me;
  self->undone = act;
  self->args = NULL;
  self->cancellable = cancellable;
  if (act <= 0)
    {
      refuse (self, "cannot-undo", NULL, NULL, error);
      return NULL;
    }
  return run (self, NULL, request, change, error);
}
