#include "store/postgres/pg-session.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/sqlite/migrate.h"

static gint64
get_int (const PGresult *result, int row, int column)
{
  return g_ascii_strtoll (PQgetvalue (result, row, column), NULL, 10);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return x < y ? -1 : x > y;
}

/* "{1,2,3}" */
static GArray *
read_ids (const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (*text != '\0')
    {
      char *end;
      gint64 id;

      text += *text == '{' || *text == ',';
      id = g_ascii_strtoll (text, &end, 10);
      if (end == text)
        break;
      g_array_append_val (ids, id);
      text = end;
    }
  g_array_sort (ids, compare);
  return ids;
}

GarrisonSession *
garrison_pg_session_load (GarrisonPgConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (PGresult) me
    = garrison_pg_query (connection, "SELECT garrison.me(), garrison.my_reset()", 0, NULL, NULL, cancellable, error);
  g_autoptr (PGresult) rights = NULL;
  g_autoptr (GarrisonSession) session = NULL;

  if (me == NULL || PQgetisnull (me, 0, 0))
    return NULL;
  rights = garrison_pg_query (connection, "SELECT name, scope, ids FROM garrison.my_rights()", 0, NULL, NULL,
                              cancellable, error);
  if (rights == NULL)
    return NULL;
  session = garrison_session_new (get_int (me, 0, 0));
  garrison_session_set_reset (session, get_int (me, 0, 1));
  for (int i = 0; i < PQntuples (rights); i++)
    {
      gboolean is_all = g_str_equal (PQgetvalue (rights, i, 1), "all");
      g_autoptr (GArray) ids = is_all ? NULL : read_ids (PQgetvalue (rights, i, 2));

      garrison_session_add_right (session, PQgetvalue (rights, i, 0), PQgetvalue (rights, i, 1), ids);
    }
  return g_steal_pointer (&session);
}

char *
garrison_pg_session_load_role (GarrisonPgConnection *connection, GCancellable *cancellable)
{
  g_autoptr (PGresult) result
    = garrison_pg_query (connection, "SELECT session_user", 0, NULL, NULL, cancellable, NULL);

  return result == NULL ? NULL : g_strdup (PQgetvalue (result, 0, 0));
}

gboolean
garrison_pg_session_load_company (GarrisonPgConnection *connection,
                                  GarrisonStoreState *state,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (PGresult) result
    = garrison_pg_query (connection, "SELECT key, value FROM garrison.setting", 0, NULL, NULL, cancellable, error);
  g_autoptr (GHashTable) settings = g_hash_table_new (g_str_hash, g_str_equal);

  if (result == NULL)
    return FALSE;
  for (int i = 0; i < PQntuples (result); i++)
    if (!PQgetisnull (result, i, 1))
      g_hash_table_insert (settings, PQgetvalue (result, i, 0), PQgetvalue (result, i, 1));
  garrison_store_state_set_company (state, g_hash_table_lookup (settings, "company"),
                                    g_hash_table_lookup (settings, "currency"),
                                    g_hash_table_lookup (settings, "time_zone"));
  return TRUE;
}

static gboolean
refuse (GarrisonError code, const char *why, GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, (int)code, why);
  return FALSE;
}

gboolean
garrison_pg_session_check_version (GarrisonPgConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (PGresult) result = garrison_pg_query (connection, "SELECT version FROM garrison.server_version()", 0,
                                                   NULL, NULL, cancellable, &local);
  const char *state = garrison_error_get_detail (local, "sqlstate");
  gint64 version;

  /* No such schema or function, or it is somebody else's. */
  if (state != NULL && (g_str_has_prefix (state, "42") || g_str_has_prefix (state, "3F")))
    return refuse (GARRISON_ERROR_NOT_A_COMPANY, "there is no company in this database", error);
  if (result == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (PQntuples (result) != 1)
    return refuse (GARRISON_ERROR_NOT_A_COMPANY, "there is no company in this database", error);
  version = get_int (result, 0, 0);
  if (version > garrison_schema_get_newest ())
    return refuse (GARRISON_ERROR_TOO_NEW, "the company was written by a newer version", error);
  if (version < garrison_schema_get_newest ())
    return refuse (GARRISON_ERROR_TOO_OLD, "the company on the server must be upgraded first", error);
  return TRUE;
}
