/* A new company: made whole beside its place, then moved there, so that nobody ever meets half of
 * one. */
#include <glib/gstdio.h>

#include "base/error.h"
#include "store/founding.h"
#include "store/sqlite/sqlite-anchor.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/sqlite-store-private.h"

/* The founding itself, and the password of the first person. */
static gint64
run_acts (GarrisonConnection *connection,
          GarrisonArgs *args,
          const char *hash,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GarrisonActRunner) runner = garrison_act_runner_new (connection->db, error);
  g_autoptr (GarrisonActResult) result = NULL;
  gint64 person;

  if (runner == NULL)
    return 0;
  result
    = garrison_act_runner_run (runner, 0, "found-company", args, NULL, cancellable, NULL, error);
  if (result == NULL)
    return 0;
  person = garrison_act_result_get_int (result, "person");
  return garrison_credential_store (runner, 0, person, hash, cancellable, error) ? person : 0;
}

static gint64
fill (const char *path,
      const GarrisonFounding *founding,
      const char *hash,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GarrisonConnection) connection = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GarrisonArgs) args = garrison_founding_make_args (founding, &zone, error);

  if (args == NULL)
    return 0;
  connection = garrison_connection_open (path, GARRISON_CONNECTION_CREATOR,
                                         GARRISON_SQLITE_READER_CACHE, error);
  if (connection == NULL || !garrison_schema_migrate (connection, error))
    return 0;
  connection->cancellable = cancellable;
  garrison_sqlite_functions_set_zone (connection->functions, zone);
  return run_acts (connection, args, hash, cancellable, error);
}

static void
remove_files (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  g_unlink (path);
  g_unlink (log);
  g_unlink (index);
}

static gboolean
seat_job (gpointer seat, gpointer data, GError **error)
{
  /* What another company at this place was like is of no interest any more. */
  garrison_sqlite_anchor_begin (seat);
  return garrison_sqlite_store_seat_person (seat, *(gint64 *)data, error);
}

GarrisonStore *
garrison_sqlite_store_found (const char *path,
                             const GarrisonFounding *founding,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *unfinished = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *hash = NULL;
  g_autoptr (GarrisonStore) store = NULL;
  gint64 person;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS, "there is a file already");
      return NULL;
    }
  g_mkdir_with_parents (folder, 0700);
  hash = garrison_credential_hash (founding->password == NULL ? "" : founding->password,
                                   founding->quick_password, error);
  if (hash == NULL)
    return NULL;
  person = fill (unfinished, founding, hash, cancellable, error);
  if (person == 0 || !garrison_sqlite_put_in_place (unfinished, path, error))
    {
      remove_files (unfinished);
      return NULL;
    }
  store = garrison_sqlite_store_open (path, cancellable, error);
  if (store == NULL
      || !garrison_workers_run (GARRISON_SQLITE_STORE (store)->writer, seat_job, &person,
                                cancellable, error))
    return NULL;
  return g_steal_pointer (&store);
}
