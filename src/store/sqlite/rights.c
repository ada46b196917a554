#include "store/sqlite/rights.h"

#include "store/field-rules.h"

static sqlite3_stmt *
prepare (GarrisonConnection *connection, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (connection->db, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    garrison_connection_fail (connection, code, "reading rights", error);
  return statement;
}

static gboolean
finish (GarrisonConnection *connection, sqlite3_stmt *statement, int code, GError **error)
{
  sqlite3_finalize (statement);
  return code == SQLITE_DONE
         || garrison_connection_fail (connection, code, "reading rights", error);
}

/* Rights of the same scope reach the same people, so each scope is worked out once. */
static GArray *
load_ids (GarrisonConnection *connection, gint64 person, const char *right, GError **error)
{
  sqlite3_stmt *statement = prepare (connection,
                                     "SELECT DISTINCT sees FROM main.reach WHERE person = ?1"
                                     " AND right_name = ?2 ORDER BY sees",
                                     error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int code;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, person);
  sqlite3_bind_text (statement, 2, right, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return finish (connection, statement, code, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
add_right (GarrisonConnection *connection,
           GarrisonSession *session,
           GHashTable *by_scope,
           const char *right,
           const char *scope,
           GError **error)
{
  GArray *ids = g_hash_table_lookup (by_scope, scope);

  if (ids == NULL && !g_str_equal (scope, "all"))
    {
      ids = load_ids (connection, garrison_session_get_me (session), right, error);
      if (ids == NULL)
        return FALSE;
      g_hash_table_insert (by_scope, g_strdup (scope), ids);
    }
  garrison_session_add_right (session, right, scope, ids);
  return TRUE;
}

static gboolean
is_active (GarrisonConnection *connection, gint64 person, gboolean *active, GError **error)
{
  sqlite3_stmt *statement
    = prepare (connection, "SELECT 1 FROM main.person WHERE id = ?1 AND active = 1", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, person);
  code = sqlite3_step (statement);
  *active = code == SQLITE_ROW;
  return finish (connection, statement, *active ? SQLITE_DONE : code, error);
}

/* Who set it is what the act's row became; NULL is the program. */
static gboolean
load_reset (GarrisonConnection *connection, GarrisonSession *session, GError **error)
{
  sqlite3_stmt *statement = prepare (connection,
                                     "SELECT max(act) FROM main.act_row WHERE relation = 'person' AND record = ?1"
                                     " AND field = 'password' AND became IS NOT CAST(?1 AS TEXT)",
                                     error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, garrison_session_get_me (session));
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      garrison_session_set_reset (session, sqlite3_column_int64 (statement, 0));
      code = SQLITE_DONE;
    }
  return finish (connection, statement, code, error);
}

static gboolean
load_shares (GarrisonConnection *connection, GarrisonSession *session, GError **error)
{
  sqlite3_stmt *statement = prepare (connection, "SELECT 1 FROM main.collaborator WHERE person = ?1 LIMIT 1", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, garrison_session_get_me (session));
  code = sqlite3_step (statement);
  garrison_session_set_shares (session, code == SQLITE_ROW);
  return finish (connection, statement, code == SQLITE_ROW ? SQLITE_DONE : code, error);
}

static gboolean
load_columns (GarrisonConnection *connection, GarrisonSession *session, const char *relation, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM main.%s", relation);
  sqlite3_stmt *statement = prepare (connection, sql, error);
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();

  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    g_strv_builder_add (columns, sqlite3_column_name (statement, i));
  sqlite3_finalize (statement);
  garrison_session_take_columns (session, relation, g_strv_builder_end (columns));
  return TRUE;
}

/* What is kept from the person, and of the relations where it stands the columns. */
static gboolean
load_rules (GarrisonConnection *connection, GarrisonSession *session, GError **error)
{
  sqlite3_stmt *statement
    = prepare (connection,
               "SELECT CASE WHEN r.field LIKE 'own#%' THEN r.field ELSE r.relation || '.' || r.field END, r.rule FROM main.role_field r"
               " JOIN main.person p ON p.role = r.role WHERE p.id = ?1 AND r.rule IN ('hidden', 'masked', 'listed')",
               error);
  gboolean any = FALSE;
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, garrison_session_get_me (session));
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      garrison_session_add_rule (session, (const char *)sqlite3_column_text (statement, 0),
                                 (const char *)sqlite3_column_text (statement, 1));
      any = TRUE;
    }
  if (!finish (connection, statement, code, error))
    return FALSE;
  for (const char *const *relation = garrison_desk_text_list (); any && *relation != NULL; relation++)
    if (garrison_field_rules_concern (*relation) && !load_columns (connection, session, *relation, error))
      return FALSE;
  return TRUE;
}

GarrisonSession *
garrison_rights_load (GarrisonConnection *connection, gint64 person, GError **error)
{
  g_autoptr (GarrisonSession) session = NULL;
  g_autoptr (GHashTable) by_scope = NULL;
  sqlite3_stmt *statement;
  gboolean active, good = TRUE;
  int code = SQLITE_DONE;

  if (!is_active (connection, person, &active, error) || !active)
    return NULL;
  statement
    = prepare (connection,
               "SELECT r.name, r.scope FROM main.role_right r JOIN main.person p ON p.role = r.role"
               " WHERE p.id = ?1",
               error);
  if (statement == NULL)
    return NULL;
  session = garrison_session_new (person);
  by_scope = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  sqlite3_bind_int64 (statement, 1, person);
  while (good && (code = sqlite3_step (statement)) == SQLITE_ROW)
    good
      = add_right (connection, session, by_scope, (const char *)sqlite3_column_text (statement, 0),
                   (const char *)sqlite3_column_text (statement, 1), error);
  if (!finish (connection, statement, good ? code : SQLITE_DONE, error) || !good
      || !load_reset (connection, session, error) || !load_shares (connection, session, error)
      || !load_rules (connection, session, error))
    return NULL;
  return g_steal_pointer (&session);
}

gboolean
garrison_rights_load_company (GarrisonConnection *connection,
                              GarrisonStoreState *state,
                              GError **error)
{
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement = prepare (connection, "SELECT key, value FROM main.setting", error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_hash_table_insert (settings, g_strdup ((const char *)sqlite3_column_text (statement, 0)),
                         g_strdup ((const char *)sqlite3_column_text (statement, 1)));
  if (!finish (connection, statement, code, error))
    return FALSE;
  garrison_store_state_set_company (state, g_hash_table_lookup (settings, "company"),
                                    g_hash_table_lookup (settings, "currency"),
                                    g_hash_table_lookup (settings, "time_zone"));
  garrison_sqlite_functions_set_zone (connection->functions,
                                      garrison_store_state_get_time_zone (state));
  return TRUE;
}
