/* A new company on a server: installed, founded and given its owner by the administrator, all or nothing
 * but the empty schema; then opened as its owner. */
#include "base/error.h"
#include "store/founding.h"
#include "store/postgres/pg-act-call.h"
#include "store/postgres/pg-schema.h"
#include "store/postgres/pg-store.h"

/* The one value that @sql gives; 0 for none. */
static gboolean
query_int (GarrisonPgConnection *admin,
           const char *sql,
           const char *value,
           gint64 *answer,
           GCancellable *cancellable,
           GError **error)
{
  const Oid text = 25;
  g_autoptr (PGresult) result
    = garrison_pg_query (admin, sql, value == NULL ? 0 : 1, &text, &value, cancellable, error);

  if (result == NULL)
    return FALSE;
  *answer = PQntuples (result) == 0 || PQgetisnull (result, 0, 0)
              ? 0
              : g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10);
  return TRUE;
}

static gboolean
check_empty (GarrisonPgConnection *admin, GCancellable *cancellable, GError **error)
{
  GarrisonPgState state;

  if (!garrison_pg_read_state (admin, &state, cancellable, error))
    return FALSE;
  if (state.n_people == 0)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS,
                       "there is a company in this database already");
  return FALSE;
}

/* The server works out the company's days for itself. */
static gboolean
check_zone (GarrisonPgConnection *admin, GTimeZone *zone, GCancellable *cancellable, GError **error)
{
  gint64 known = 0;

  if (!query_int (admin,
                  "SELECT count(*) FROM pg_timezone_names z WHERE z.name = $1 OR $1 ~ '^[+-][0-9]{2}:[0-9]{2}$'",
                  g_time_zone_get_identifier (zone), &known, cancellable, error))
    return FALSE;
  if (known != 0)
    return TRUE;
  garrison_founding_refuse_zone (error);
  return FALSE;
}

/* An empty password is none: then only a server that trusts lets the person in, as those of tests do. */
static gboolean
set_password (GarrisonPgConnection *admin,
              gint64 person,
              const GarrisonFounding *founding,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, person);
  g_autofree char *request = g_uuid_string_random ();
  g_autoptr (PGresult) result = NULL;
  char *verifier;
  const char *values[3] = { request, id, NULL };

  if (founding->password == NULL || *founding->password == '\0')
    return TRUE;
  verifier = PQencryptPasswordConn (garrison_pg_get_raw (admin), founding->password,
                                    founding->owner_login, "scram-sha-256");
  values[2] = verifier;
  if (verifier != NULL)
    result = garrison_pg_query (
      admin, "SELECT refusal FROM garrison.set_password($1::text, $2::bigint, $3::text)", 3, NULL, values,
      cancellable, error);
  else
    g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "hashing the password failed");
  PQfreemem (verifier);
  return result != NULL;
}

static gboolean
found (GarrisonPgConnection *admin,
       const GarrisonFounding *founding,
       GarrisonArgs *args,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *request = g_uuid_string_random ();
  g_autoptr (GarrisonActResult) result = NULL;

  if (!garrison_pg_exec (admin, "BEGIN", cancellable, error))
    return FALSE;
  result = garrison_pg_act_call (admin, garrison_act_file_find ("found-company"), args, request, NULL,
                                 cancellable, error);
  if (result != NULL
      && set_password (admin, garrison_act_result_get_int (result, "person"), founding, cancellable, error)
      && garrison_pg_exec (admin, "COMMIT", cancellable, error))
    return TRUE;
  garrison_pg_exec (admin, "ROLLBACK", NULL, NULL);
  return FALSE;
}

GarrisonStore *
garrison_pg_store_found (const char *uri,
                         const GarrisonFounding *founding,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GarrisonPgConnection) admin = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GarrisonArgs) args = NULL;
  g_autoptr (GarrisonStore) store = NULL;

  g_return_val_if_fail (uri != NULL && founding != NULL, NULL);

  args = garrison_founding_make_args (founding, &zone, error);
  if (args == NULL)
    return NULL;
  admin = garrison_pg_open (uri, NULL, NULL, GARRISON_PG_WRITER, cancellable, error);
  if (admin == NULL || !check_empty (admin, cancellable, error)
      || !check_zone (admin, zone, cancellable, error) || !garrison_pg_install (admin, cancellable, error)
      || !found (admin, founding, args, cancellable, error))
    return NULL;
  store = garrison_pg_store_open (uri, cancellable, error);
  if (store == NULL
      || !garrison_store_sign_in (store, founding->owner_login,
                                  founding->password == NULL ? "" : founding->password, cancellable, error))
    return NULL;
  return g_steal_pointer (&store);
}
