#include "store/sqlite/credentials.h"

#include <sodium.h>
#include <string.h>

#include "base/error.h"

/* Above OWASP's least for Argon2id, and small enough beside a window (about 0.15 s). */
#define OPS_LIMIT 3
#define MEM_LIMIT (64 * 1024 * 1024)
#define PASSWORD_MAX 1024

void
garrison_credential_clear (GarrisonCredential *self)
{
  g_clear_pointer (&self->hash, g_free);
}

gboolean
garrison_credential_load (GarrisonConnection *connection,
                          const char *login,
                          gint64 person,
                          GarrisonCredential *credential,
                          GError **error)
{
  /* The second branch gives an unknown login something to be measured against. */
  static const char sql[]
    = "SELECT p.id, p.active, c.hash, 0 AS other FROM main.person p"
      " LEFT JOIN main.credential c ON c.person = p.id"
      " WHERE CASE WHEN ?1 IS NULL THEN p.id = ?2 ELSE p.login = ?1 END"
      " UNION ALL SELECT 0, 0, hash, 1 FROM"
      " (SELECT hash FROM main.credential ORDER BY person LIMIT 1) ORDER BY 4";
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (connection->db, sql, -1, &statement, NULL);

  *credential = (GarrisonCredential){ 0 };
  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, login, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 2, person);
    }
  while (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gboolean other = sqlite3_column_int (statement, 3);

      if (!other)
        {
          credential->person = sqlite3_column_int64 (statement, 0);
          credential->active = sqlite3_column_int (statement, 1);
        }
      if (credential->hash == NULL && sqlite3_column_type (statement, 2) == SQLITE_TEXT)
        {
          credential->hash = g_strdup ((const char *)sqlite3_column_text (statement, 2));
          credential->is_own = !other;
        }
      code = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE
         || garrison_connection_fail (connection, code, "reading credentials", error);
}

gboolean
garrison_credential_verify (const GarrisonCredential *credential, const char *password)
{
  gsize length = strlen (password);
  gboolean fits;

  if (sodium_init () < 0 || credential->hash == NULL)
    return FALSE;
  fits
    = length <= PASSWORD_MAX && crypto_pwhash_str_verify (credential->hash, password, length) == 0;
  return fits && credential->is_own && credential->active && credential->person != 0;
}

gboolean
garrison_credential_is_quick (const GarrisonCredential *credential)
{
  return credential->is_own
         && crypto_pwhash_str_needs_rehash (credential->hash, crypto_pwhash_OPSLIMIT_MIN,
                                            crypto_pwhash_MEMLIMIT_MIN)
              == 0;
}

char *
garrison_credential_hash (const char *password, gboolean quick, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];
  gsize length = strlen (password);

  if (length > PASSWORD_MAX)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE,
                           "the password is too long");
      return NULL;
    }
  if (sodium_init () < 0
      || crypto_pwhash_str (hash, password, length, quick ? crypto_pwhash_OPSLIMIT_MIN : OPS_LIMIT,
                            quick ? crypto_pwhash_MEMLIMIT_MIN : MEM_LIMIT)
           != 0)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED,
                           "hashing the password failed");
      return NULL;
    }
  return g_strdup (hash);
}

gboolean
garrison_credential_store (GarrisonActRunner *runner,
                           gint64 by,
                           gint64 person,
                           const char *hash,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;

  garrison_args_set_int (args, "person", person);
  garrison_args_set_text (args, "hash", hash);
  if (by != 0)
    garrison_args_set_int (args, "by", by);
  result
    = garrison_act_runner_run (runner, 0, "set-password", args, NULL, cancellable, NULL, error);
  return result != NULL;
}
