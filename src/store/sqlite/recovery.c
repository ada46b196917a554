#include "store/recovery.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "store/sqlite/crypt-change.h"
#include "store/sqlite/crypt-recovery.h"
#include "store/sqlite/crypt-vfs.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/probe.h"
#include "store/sqlite/sqlite-store-private.h"

static gboolean
fail (GarrisonError code, const char *message, GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, code, message);
  return FALSE;
}

gboolean
garrison_recovery_key_split (const char *key, char **first, char **second)
{
  g_return_val_if_fail (key != NULL && first != NULL && second != NULL, FALSE);

  return garrison_crypt_recovery_split (key, first, second);
}

gboolean
garrison_file_is_encrypted (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return garrison_crypt_is_encrypted (path);
}

/* ---- an owner's password ------------------------------------------------------------------------ */

/* (nullable) (transfer full): the owner's login, and their id. */
static char *
find_owner (GarrisonConnection *connection, const char *login, gint64 *person, GError **error)
{
  static const char sql[] = "SELECT p.id, p.login FROM main.person p JOIN main.role r ON r.id = p.role"
                            " WHERE p.active = 1 AND r.key = 'owner' AND (?1 IS NULL OR p.login = ?1) ORDER BY p.id LIMIT 1";
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (connection->db, sql, -1, &stmt, NULL);
  char *found = NULL;

  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, login, -1, SQLITE_STATIC);
      code = sqlite3_step (stmt);
    }
  if (code == SQLITE_ROW)
    {
      *person = sqlite3_column_int64 (stmt, 0);
      found = g_strdup ((const char *) sqlite3_column_text (stmt, 1));
    }
  sqlite3_finalize (stmt);
  if (code == SQLITE_DONE)
    fail (GARRISON_ERROR_MISSING, "no owner has this login", error);
  else if (found == NULL)
    garrison_connection_fail (connection, code, "reading people", error);
  return found;
}

static gboolean
store_hash (GarrisonConnection *connection, gint64 person, const char *password, GError **error)
{
  g_autofree char *hash = garrison_credential_hash (password, FALSE, error);
  GarrisonActRunner *runner = hash == NULL ? NULL : garrison_act_runner_new (connection->db, error);
  gboolean done;

  if (runner == NULL)
    return FALSE;
  done = garrison_credential_store (runner, 0, person, hash, connection->cancellable, error);
  garrison_act_runner_free (runner);
  return done;
}

static gboolean
set_password (GarrisonConnection *connection,
              const char *path,
              GarrisonCryptKeys *keys,
              const GarrisonCryptPerson *owner,
              const char *password,
              GError **error)
{
  g_auto (GarrisonCryptPassword) crypt = { 0 };
  g_auto (GarrisonCryptChange) change = { 0 };

  if (!garrison_crypt_password_make (&crypt, password, FALSE, error)
      || !store_hash (connection, owner->person, password, error)
      || !garrison_crypt_change_begin (&change, connection, path, keys, error))
    return FALSE;
  garrison_crypt_header_give (change.header, change.own[0].key, owner, &crypt);
  return garrison_crypt_change_save (&change, NULL, error);
}

/* (transfer full) */
static GarrisonCryptKeys *
unlock (const char *path, const char *recovery_key, GError **error)
{
  gboolean read_only;
  g_autoptr (GarrisonCryptHeader) header = NULL;

  if (garrison_sqlite_probe (path, &read_only, error))
    header = garrison_crypt_load (path, error);
  return header == NULL ? NULL : garrison_crypt_unlock_by_recovery (header, recovery_key, error);
}

char *
garrison_file_recover (const char *path,
                       const char *recovery_key,
                       const char *login,
                       const char *password,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_autoptr (GarrisonConnection) connection = NULL;
  g_autofree char *found = NULL;
  GarrisonCryptPerson owner;
  int version;

  g_return_val_if_fail (path != NULL && recovery_key != NULL && password != NULL, NULL);

  keys = unlock (path, recovery_key, error);
  if (keys == NULL)
    return NULL;
  connection = garrison_connection_open_with_keys (path, keys, GARRISON_CONNECTION_WRITER,
                                                   GARRISON_SQLITE_READER_CACHE, error);
  if (connection == NULL)
    return NULL;
  connection->cancellable = cancellable;
  if (!garrison_schema_read (connection, &version, error) || !garrison_schema_migrate (connection, error))
    return NULL;
  found = find_owner (connection, login, &owner.person, error);
  owner.login = found;
  if (found == NULL || !set_password (connection, path, keys, &owner, password, error))
    return NULL;
  return g_steal_pointer (&found);
}

/* ---- a backup ----------------------------------------------------------------------------------- */

static gboolean
is_whole (const char *path, GarrisonCryptKeys *keys, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonConnection) connection = NULL;
  sqlite3_stmt *stmt = NULL;
  gboolean whole = FALSE;
  int code;

  connection = garrison_connection_open_with_keys (path, keys, GARRISON_CONNECTION_FROZEN,
                                                   GARRISON_SQLITE_READER_CACHE, error);
  if (connection == NULL)
    return FALSE;
  connection->cancellable = cancellable;
  code = sqlite3_prepare_v2 (connection->db, "PRAGMA integrity_check(1)", -1, &stmt, NULL);
  if (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    whole = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "ok") == 0;
  sqlite3_finalize (stmt);
  if (code != SQLITE_ROW)
    return garrison_connection_fail (connection, code, "checking", error);
  return whole || fail (GARRISON_ERROR_DAMAGED, "the backup is damaged", error);
}

static gboolean
copy_file (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL, error)
         && g_chmod (to, 0600) == 0;
}

/* A log beside it would be left behind: it is a company in use, or was. */
static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat info;

  return stat (log, &info) == 0 && info.st_size > 0;
}

char *
garrison_file_restore (const char *backup,
                       const char *path,
                       const char *recovery_key,
                       const char *login,
                       const char *password,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *unfinished = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  char *found = NULL;

  g_return_val_if_fail (backup != NULL && path != NULL && recovery_key != NULL && password != NULL, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return fail (GARRISON_ERROR_EXISTS, "there is a file already", error), NULL;
  if (has_log (backup))
    return fail (GARRISON_ERROR_BUSY, "the backup is in use", error), NULL;
  keys = unlock (backup, recovery_key, error);
  if (keys == NULL || !is_whole (backup, keys, cancellable, error))
    return NULL;
  if (copy_file (backup, unfinished, cancellable, error))
    found = garrison_file_recover (unfinished, recovery_key, login, password, cancellable, error);
  if (found != NULL && !garrison_sqlite_put_in_place (unfinished, path, error))
    g_clear_pointer (&found, g_free);
  if (found == NULL)
    g_unlink (unfinished);
  return found;
}

/* ---- a plain company ---------------------------------------------------------------------------- */

static gboolean
may_encrypt (GarrisonConnection *connection, const char *login, const char *password, gint64 *person, GError **error)
{
  g_auto (GarrisonCredential) credential = { 0 };
  g_autofree char *sql = NULL;
  gint64 may = 0;

  if (!garrison_credential_load (connection, login, 0, &credential, error))
    return FALSE;
  if (!garrison_credential_verify (&credential, password))
    return fail (GARRISON_ERROR_WRONG_PASSWORD, "name or password is wrong", error);
  *person = credential.person;
  sql = g_strdup_printf ("SELECT count(*) FROM main.person p JOIN main.role_right r ON r.role = p.role"
                         " WHERE p.id = %" G_GINT64_FORMAT " AND r.name = 'backup.make'", *person);
  if (!garrison_connection_get_int (connection, sql, &may, error))
    return FALSE;
  return may > 0 || fail (GARRISON_ERROR_DENIED, "the right is missing", error);
}

static gboolean
leave_log (GarrisonConnection *connection, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean done = FALSE;
  int code = sqlite3_prepare_v2 (connection->db, "PRAGMA journal_mode = DELETE", -1, &stmt, NULL);

  if (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    done = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "delete") == 0;
  sqlite3_finalize (stmt);
  return done || fail (GARRISON_ERROR_BUSY, "the company is in use", error);
}

/* Nobody else has it open afterwards, and nobody gets in. */
static gboolean
take_alone (GarrisonConnection *connection, GError **error)
{
  return garrison_connection_exec (connection, "PRAGMA locking_mode = EXCLUSIVE", "taking the file alone", error)
         && leave_log (connection, error)
         && garrison_connection_exec (connection, "BEGIN EXCLUSIVE; COMMIT", "taking the file alone", error);
}

static gboolean
copy_into (GarrisonConnection *connection, const char *path, GarrisonCryptKeys *keys, GError **error)
{
  g_autofree char *uri = garrison_crypt_vfs_get_uri (path, keys, NULL);
  char *sql = sqlite3_mprintf ("VACUUM main INTO %Q", uri);
  gboolean done;

  garrison_crypt_vfs_reserve (connection->db); /* which it says it cannot do, and keeps for the copy */
  sqlite3_limit (connection->db, SQLITE_LIMIT_ATTACHED, 1);
  done = garrison_connection_exec (connection, sql, "copying", error);
  sqlite3_free (sql);
  return done;
}

static gboolean
make_encrypted (GarrisonConnection *connection,
                const char *path,
                const GarrisonCryptPerson *person,
                const char *password,
                char **recovery_key,
                GError **error)
{
  g_auto (GarrisonCryptPassword) crypt = { 0 };
  g_autoptr (GarrisonCryptHeader) header = NULL;
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  GarrisonCryptKey own[GARRISON_CRYPT_KEYS_MAX];
  gboolean done;

  if (!garrison_crypt_password_make (&crypt, password, FALSE, error))
    return FALSE;
  header = garrison_crypt_found (&keys, recovery_key);
  garrison_crypt_keys_get (keys, own);
  garrison_crypt_header_give (header, own[0].key, person, &crypt);
  sodium_memzero (own, sizeof own);
  done = garrison_crypt_create (path, header, keys, error) && copy_into (connection, path, keys, error)
         && is_whole (path, keys, NULL, error);
  if (!done)
    g_clear_pointer (recovery_key, garrison_secret_text_free);
  return done;
}

char *
garrison_file_encrypt (const char *path,
                       const char *login,
                       const char *password,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *unfinished = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  g_autoptr (GarrisonConnection) connection = NULL;
  GarrisonCryptPerson person = { 0, login };
  char *recovery_key = NULL;
  gboolean read_only;

  g_return_val_if_fail (path != NULL && login != NULL && password != NULL, NULL);

  if (!garrison_sqlite_probe (path, &read_only, error))
    return NULL;
  if (garrison_crypt_is_encrypted (path))
    return fail (GARRISON_ERROR_EXISTS, "the company is encrypted", error), NULL;
  if (*password == '\0')
    return fail (GARRISON_ERROR_INVALID, "an empty password protects nothing", error), NULL;
  connection = garrison_connection_open (path, GARRISON_CONNECTION_WRITER, GARRISON_SQLITE_READER_CACHE, error);
  if (connection == NULL || !garrison_schema_migrate (connection, error))
    return NULL;
  connection->cancellable = cancellable;
  if (!may_encrypt (connection, login, password, &person.person, error) || !take_alone (connection, error))
    return NULL;
  if (make_encrypted (connection, unfinished, &person, password, &recovery_key, error)
      && !garrison_sqlite_put_over (unfinished, path, error))
    g_clear_pointer (&recovery_key, garrison_secret_text_free);
  if (recovery_key == NULL)
    g_unlink (unfinished);
  return recovery_key;
}
