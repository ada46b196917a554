#include "base/error.h"
#include "store/postgres/pg-schema.h"

static gboolean
query (GarrisonPgConnection *admin, const char *sql, PGresult **result, GCancellable *cancellable, GError **error)
{
  *result = garrison_pg_query (admin, sql, 0, NULL, NULL, cancellable, error);
  return *result != NULL;
}

static gint64
get_int (PGresult *result, int column)
{
  return g_ascii_strtoll (PQgetvalue (result, 0, column), NULL, 10);
}

gboolean
garrison_pg_read_state (GarrisonPgConnection *admin,
                        GarrisonPgState *state,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (PGresult) there = NULL;
  g_autoptr (PGresult) known = NULL;

  g_return_val_if_fail (admin != NULL && state != NULL, FALSE);

  *state = (GarrisonPgState){ .server = PQserverVersion (garrison_pg_get_raw (admin)) };
  if (!query (admin,
              "SELECT to_regclass('garrison.customer') IS NOT NULL, to_regclass('garrison.installation') IS NOT NULL",
              &there, cancellable, error))
    return FALSE;
  if (*PQgetvalue (there, 0, 0) == 'f' && *PQgetvalue (there, 0, 1) == 'f')
    return TRUE;
  if (*PQgetvalue (there, 0, 1) == 't'
      && !query (admin,
                 "SELECT i.version, i.digest, (SELECT count(*) FROM garrison.person) FROM garrison.installation i",
                 &known, cancellable, error))
    return FALSE;
  if (known != NULL && PQntuples (known) == 1)
    {
      state->version = (int)get_int (known, 0);
      g_strlcpy (state->digest, PQgetvalue (known, 0, 1), sizeof state->digest);
      state->n_people = get_int (known, 2);
      return TRUE;
    }
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED, "half of a company is there");
  return FALSE;
}
