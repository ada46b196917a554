#include <string.h>

#include "base/error.h"
#include "store/sqlite/act-runner-private.h"
#include "store/sqlite/errors.h"

/* The macros @newid, @reaches and @has as functions of the writing connection. What they know is read
 * once a transaction: other processes write too. */

typedef struct
{
  gint64 next;
  gboolean written; /* is to be written back */
} Counter;

typedef struct
{
  gboolean has;
  gboolean all;
  GHashTable *sees; /* (nullable): set of person ids as pointers */
} Reach;

static void
reach_free (gpointer data)
{
  Reach *reach = data;
  g_clear_pointer (&reach->sees, g_hash_table_unref);
  g_free (reach);
}

static Counter *
find_counter (GarrisonActRunner *self, const char *relation)
{
  Counter *counter = g_hash_table_lookup (self->counters, relation);

  if (counter == NULL)
    {
      sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_COUNTER);

      counter = g_new0 (Counter, 1);
      sqlite3_bind_text (stmt, 1, relation, -1, SQLITE_TRANSIENT);
      counter->next = sqlite3_step (stmt) == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : 1;
      sqlite3_reset (stmt);
      g_hash_table_insert (self->counters, g_strdup (relation), counter);
    }
  return counter;
}

gint64
garrison_act_new_id (GarrisonActRunner *self, const char *relation)
{
  Counter *counter = find_counter (self, relation);
  counter->written = TRUE;
  return counter->next++;
}

gboolean
garrison_act_functions_finish (GarrisonActRunner *self, GError **error)
{
  GHashTableIter iter;
  gpointer relation, value;

  g_hash_table_iter_init (&iter, self->counters);
  while (g_hash_table_iter_next (&iter, &relation, &value))
    {
      Counter *counter = value;
      sqlite3_stmt *stmt;

      if (!counter->written)
        continue;
      stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_SET_COUNTER);
      sqlite3_bind_text (stmt, 1, relation, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (stmt, 2, counter->next);
      if (!garrison_act_runner_exec (self, GARRISON_ACT_SQL_SET_COUNTER, error))
        return FALSE;
    }
  return TRUE;
}

static Reach *
read_reach (GarrisonActRunner *self, const char *right)
{
  Reach *reach = g_new0 (Reach, 1);
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_SCOPE);
  gboolean own = FALSE;

  sqlite3_bind_int64 (stmt, 1, self->me);
  sqlite3_bind_text (stmt, 2, right, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *scope = (const char *) sqlite3_column_text (stmt, 0);
      reach->has = TRUE;
      reach->all = g_str_equal (scope, "all");
      own = g_str_equal (scope, "own");
    }
  sqlite3_reset (stmt);
  if (!reach->has || reach->all)
    return reach;

  reach->sees = g_hash_table_new (NULL, NULL);
  g_hash_table_add (reach->sees, GSIZE_TO_POINTER ((gsize) self->me));
  if (own)
    return reach;
  stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_REACH);
  sqlite3_bind_int64 (stmt, 1, self->me);
  sqlite3_bind_text (stmt, 2, right, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_hash_table_add (reach->sees, GSIZE_TO_POINTER ((gsize) sqlite3_column_int64 (stmt, 0)));
  sqlite3_reset (stmt);
  return reach;
}

static Reach *
find_reach (GarrisonActRunner *self, const char *right)
{
  Reach *reach = g_hash_table_lookup (self->reaches, right);

  if (reach == NULL)
    {
      reach = read_reach (self, right);
      g_hash_table_insert (self->reaches, g_strdup (right), reach);
    }
  return reach;
}

static void
newid_func (sqlite3_context *context, int n, sqlite3_value **values)
{
  GarrisonActRunner *self = sqlite3_user_data (context);
  const char *relation = (const char *) sqlite3_value_text (values[0]);

  if (relation == NULL)
    sqlite3_result_error (context, "newid of what", -1);
  else
    sqlite3_result_int64 (context, garrison_act_new_id (self, relation));
}

static void
reaches_func (sqlite3_context *context, int n, sqlite3_value **values)
{
  GarrisonActRunner *self = sqlite3_user_data (context);
  const char *right = (const char *) sqlite3_value_text (values[0]);
  Reach *reach;

  if (self->me == 0)
    {
      sqlite3_result_int (context, 1);
      return;
    }
  reach = find_reach (self, right != NULL ? right : "");
  if (reach->all || !reach->has || sqlite3_value_type (values[1]) == SQLITE_NULL)
    sqlite3_result_int (context, reach->all);
  else
    sqlite3_result_int (context, g_hash_table_contains (
                                   reach->sees, GSIZE_TO_POINTER ((gsize) sqlite3_value_int64 (values[1]))));
}

static void
has_func (sqlite3_context *context, int n, sqlite3_value **values)
{
  GarrisonActRunner *self = sqlite3_user_data (context);
  const char *right = (const char *) sqlite3_value_text (values[0]);

  sqlite3_result_int (context, self->me == 0 || find_reach (self, right != NULL ? right : "")->has);
}

/* Notes a customer for the change, and is that customer. */
static void
touch_func (sqlite3_context *context, int n, sqlite3_value **values)
{
  GarrisonActRunner *self = sqlite3_user_data (context);

  if (self->change != NULL && sqlite3_value_type (values[0]) == SQLITE_INTEGER)
    garrison_change_add_customer (self->change, sqlite3_value_int64 (values[0]));
  sqlite3_result_value (context, values[0]);
}

static void
row_changed (void *data, int operation, const char *database, const char *table, sqlite3_int64 rowid)
{
  GarrisonActRunner *self = data;

  if (self->change != NULL && g_str_equal (table, "customer"))
    garrison_change_add_customer (self->change, rowid);
}

gboolean
garrison_act_functions_add (GarrisonActRunner *self, GError **error)
{
  static const struct
  {
    const char *name;
    int n;
    void (*func) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    { "garrison_newid", 1, newid_func },
    { "garrison_reaches", 2, reaches_func },
    { "garrison_has", 1, has_func },
    { "garrison_touch", 1, touch_func },
  };

  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->reaches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, reach_free);
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      int code = sqlite3_create_function_v2 (self->db, functions[i].name, functions[i].n,
                                             SQLITE_UTF8 | SQLITE_DIRECTONLY, self, functions[i].func,
                                             NULL, NULL, NULL);
      if (code != SQLITE_OK)
        return garrison_sqlite_set_error (self->db, code, NULL, "functions of acts", error);
    }
  sqlite3_update_hook (self->db, row_changed, self);
  return TRUE;
}

void
garrison_act_functions_restart (GarrisonActRunner *self)
{
  g_hash_table_remove_all (self->counters);
  g_hash_table_remove_all (self->reaches);
}
