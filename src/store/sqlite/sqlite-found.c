/* A new company: made whole beside its place, then moved there, so that nobody ever meets half of
 * one. */
#include <glib/gstdio.h>
#include <sodium.h>

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

/* @keys: (nullable): of an encrypted company, whose file has its first part already */
static gint64
fill (const char *path,
      const GarrisonFounding *founding,
      GarrisonCryptKeys *keys,
      const char *hash,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GarrisonConnection) connection = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GarrisonArgs) args = garrison_founding_make_args (founding, &zone, error);

  if (args == NULL)
    return 0;
  connection = garrison_connection_open_with_keys (path, keys, GARRISON_CONNECTION_CREATOR,
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

/* What an encrypted company begins with. */
typedef struct
{
  GarrisonCryptHeader *header;
  GarrisonCryptKeys *keys;
  char *recovery_key;
} Locks;

static void
clear_locks (Locks *locks)
{
  g_clear_pointer (&locks->header, garrison_crypt_header_free);
  g_clear_pointer (&locks->keys, garrison_crypt_keys_unref);
  g_clear_pointer (&locks->recovery_key, garrison_secret_text_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Locks, clear_locks)

/* The owner's password opens it from now on. */
static gboolean
give_to_owner (Locks *locks, const char *path, const GarrisonFounding *founding, gint64 person, GError **error)
{
  g_auto (GarrisonCryptPassword) password = { 0 };
  GarrisonCryptPerson owner = { person, founding->owner_login };
  GarrisonCryptKey own[GARRISON_CRYPT_KEYS_MAX];
  gboolean done;
  guint n;

  if (!garrison_crypt_password_make (&password, founding->password, founding->quick_password, error))
    return FALSE;
  n = garrison_crypt_keys_get (locks->keys, own);
  garrison_crypt_header_give (locks->header, own[0].key, &owner, &password);
  done = garrison_crypt_save (path, locks->header, locks->keys, own, n, password.secret, error);
  garrison_crypt_keys_set_person (locks->keys, (guint64) person);
  sodium_memzero (own, sizeof own);
  return done;
}

/* Returns: the first person; 0 with @error. */
static gint64
make (const char *path,
      const GarrisonFounding *founding,
      Locks *locks,
      GCancellable *cancellable,
      GError **error)
{
  const char *password = founding->password == NULL ? "" : founding->password;
  g_autofree char *hash = garrison_credential_hash (password, founding->quick_password, error);
  gint64 person;

  if (hash == NULL)
    return 0;
  /* Samples and tests have no password, and nothing to hide. */
  if (*password != '\0')
    {
      locks->header = garrison_crypt_found (&locks->keys, &locks->recovery_key);
      if (!garrison_crypt_create (path, locks->header, locks->keys, error))
        return 0;
    }
  person = fill (path, founding, locks->keys, hash, cancellable, error);
  if (person != 0 && locks->keys != NULL && !give_to_owner (locks, path, founding, person, error))
    return 0;
  return person;
}

GarrisonStore *
garrison_sqlite_store_found (const char *path,
                             const GarrisonFounding *founding,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *unfinished = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GarrisonStore) store = NULL;
  g_auto (Locks) locks = { 0 };
  GarrisonSqliteStore *self;
  gint64 person;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS, "there is a file already");
      return NULL;
    }
  g_mkdir_with_parents (folder, 0700);
  person = make (unfinished, founding, &locks, cancellable, error);
  if (person == 0 || !garrison_sqlite_put_in_place (unfinished, path, error))
    {
      remove_files (unfinished);
      return NULL;
    }
  store = garrison_sqlite_store_open (path, cancellable, error);
  if (store == NULL)
    return NULL;
  self = GARRISON_SQLITE_STORE (store);
  self->recovery_key = g_steal_pointer (&locks.recovery_key);
  if ((self->is_encrypted && !garrison_sqlite_threads_start (self, locks.keys, cancellable, error))
      || !garrison_sqlite_store_run_writing (self, seat_job, &person, cancellable, error))
    return NULL;
  return g_steal_pointer (&store);
}
