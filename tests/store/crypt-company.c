#include "crypt-company.h"

#include <sodium.h>

#include "store/sqlite/crypt-rekey.h"

GarrisonCryptKeys *
crypt_company_new (const char *path, char **recovery)
{
  g_autofree char *own = NULL;
  GarrisonCryptPerson person = { 1, CRYPT_LOGIN };
  g_autoptr (GarrisonCryptHeader) header = NULL;
  GarrisonCryptKey secrets[GARRISON_CRYPT_KEYS_MAX];
  GarrisonCryptKeys *keys = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonCryptPassword password;
  sqlite3 *db;

  garrison_crypt_vfs_install ();
  header = garrison_crypt_found (&keys, &own);
  garrison_crypt_password_make (&password, CRYPT_PASSWORD, TRUE, &error);
  g_assert_no_error (error);
  garrison_crypt_keys_get (keys, secrets);
  garrison_crypt_header_give (header, secrets[0].key, &person, &password);
  garrison_crypt_create (path, header, keys, &error);
  g_assert_no_error (error);
  if (recovery != NULL)
    *recovery = g_steal_pointer (&own);
  db = crypt_company_connect (path, keys);
  g_assert_cmpint (garrison_crypt_vfs_reserve (db), ==, SQLITE_OK);
  crypt_company_exec (db, "PRAGMA journal_mode = WAL");
  sqlite3_close (db);
  return keys;
}

GarrisonCryptKeys *
crypt_company_unlock (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_load (path, &error);
  GarrisonCryptKeys *keys;

  g_assert_no_error (error);
  keys = garrison_crypt_unlock (header, CRYPT_LOGIN, CRYPT_PASSWORD, &error);
  g_assert_no_error (error);
  return keys;
}

sqlite3 *
crypt_company_connect (const char *path, GarrisonCryptKeys *keys)
{
  g_autofree char *uri = garrison_crypt_vfs_get_uri (path, keys, NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (garrison_crypt_rekey_repair (db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  crypt_company_exec (db, "PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON");
  return db;
}

void
crypt_company_exec (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s (%d)", sql, message, sqlite3_extended_errcode (db));
}

gint64
crypt_company_int (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  gint64 value;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK || sqlite3_step (stmt) != SQLITE_ROW)
    g_error ("%s: %s (%d)", sql, sqlite3_errmsg (db), sqlite3_extended_errcode (db));
  value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return value;
}
