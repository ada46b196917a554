#include "support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "server.h"
#include "store/sqlite/crypt-create.h"
#include "store/sqlite/crypt-vfs.h"
#include "store/sqlite/file-locks.h"

gboolean test_company_is_plain;

static const char *
get_password (void)
{
  return test_company_is_plain ? "" : "secret";
}

char *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("garrison-store-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/* (nullable): the database of the folder's company; its name is kept in the folder. */
static char *
database_of (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "database", NULL);
  char *name = NULL;

  g_file_get_contents (path, &name, NULL, NULL);
  return name;
}

void
test_folder_free (char *folder)
{
  g_autofree char *database = database_of (folder);

  if (database != NULL)
    test_server_drop (database);
  remove_tree (folder);
  g_free (folder);
}

static char *
make_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "database", NULL);
  char *name = test_server_new_database ();

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  return name;
}

char *
test_company_path (const char *folder)
{
  g_autofree char *database = NULL;

  if (!test_server_is_used ())
    return g_build_filename (folder, "company.garrison", NULL);
  database = database_of (folder);
  if (database == NULL)
    database = make_database (folder);
  return test_server_uri (database);
}

GarrisonStore *
test_company_new (const char *folder)
{
  GarrisonFounding founding = {
    .company = "Test",
    .owner_login = "boss",
    .owner_name = "Boss",
    .password = get_password (),
    .currency = "CNY",
    .time_zone = "Asia/Shanghai",
    .quick_password = TRUE,
  };
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GError) error = NULL;
  GarrisonStore *store = garrison_store_found (path, &founding, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

GarrisonStore *
test_company_open (const char *folder, const char *login)
{
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GError) error = NULL;
  GarrisonStore *store = garrison_store_open (path, NULL, &error);

  g_assert_no_error (error);
  garrison_store_sign_in (store, login, get_password (), NULL, &error);
  g_assert_no_error (error);
  return store;
}

gint64
test_read_int (GarrisonStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (store, sql, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (garrison_rows_get_size (rows), ==, 1);
  return garrison_rows_get_int (rows, 0, 0);
}

void
test_read_fails (GarrisonStore *store, const char *sql, GarrisonError code)
{
  static const char *const words[]
    = { "no such", "syntax", "near", "prohibited", "v_", "authorized", "main", "sqlite" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (store, sql, NULL, NULL, &error);

  if (rows != NULL)
    g_error ("this was answered: %s", sql);
  g_assert_error (error, GARRISON_ERROR, (int)code);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (error->message, words[i]) != NULL)
      g_error ("the engine speaks in “%s”", error->message);
}

static PGconn *
connect_to_company (const char *folder)
{
  g_autofree char *database = database_of (folder);

  g_assert_nonnull (database);
  return test_server_connect (database);
}

sqlite3 *
test_vault_open (const char *path)
{
  g_autoptr (GarrisonCryptHeader) header = NULL;
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  garrison_file_locks_install ();
  garrison_crypt_vfs_install ();
  if (garrison_crypt_is_encrypted (path))
    {
      header = garrison_crypt_load (path, &error);
      g_assert_no_error (error);
      keys = garrison_crypt_unlock (header, "boss", "secret", &error);
      g_assert_no_error (error);
      uri = garrison_crypt_vfs_get_uri (path, keys, NULL);
    }
  g_assert_cmpint (sqlite3_open_v2 (uri != NULL ? uri : path, &db, SQLITE_OPEN_READWRITE | (uri != NULL ? SQLITE_OPEN_URI : 0), NULL), ==,
                   SQLITE_OK);
  return db;
}

static void
exec_in_file (const char *folder, const char *sql)
{
  g_autofree char *path = test_company_path (folder);
  g_autofree char *whole = g_strdup_printf ("BEGIN IMMEDIATE; %s; COMMIT", sql);
  sqlite3 *db = test_vault_open (path);
  char *message = NULL;

  sqlite3_busy_timeout (db, 10000);
  sqlite3_exec (db, whole, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

void
test_vault_exec (const char *folder, const char *sql)
{
  if (test_server_is_used ())
    {
      g_autoptr (PGconn) connection = connect_to_company (folder);
      /* One message is one transaction. */
      test_server_exec (connection, sql);
    }
  else
    exec_in_file (folder, sql);
}

void
test_vault_exec_loosely (const char *folder, const char *sql)
{
  if (test_server_is_used ())
    {
      g_autoptr (PGconn) connection = connect_to_company (folder);

      test_server_exec (connection, "SET session_replication_role = replica");
      test_server_exec (connection, sql);
    }
  else
    exec_in_file (folder, sql); /* where foreign keys are off unless one asks for them */
}

/* What the program does when somebody sets a password. */
static void
give_wrap (const char *path, const char *login)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_load (path, &error);
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_auto (GarrisonCryptPassword) password = { 0 };
  GarrisonCryptKey own[GARRISON_CRYPT_KEYS_MAX];
  GarrisonCryptPerson person = { 0, login };
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM person WHERE login = '%s'", login);
  sqlite3 *db = test_vault_open (path);
  sqlite3_stmt *stmt = NULL;
  guint n;

  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  person.person = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  keys = garrison_crypt_unlock (header, "boss", "secret", &error);
  g_assert_no_error (error);
  n = garrison_crypt_keys_get (keys, own);
  g_assert_true (garrison_crypt_password_make (&password, "secret", TRUE, &error));
  garrison_crypt_header_give (header, own[0].key, &person, &password);
  g_assert_true (garrison_crypt_save (path, header, keys, own, n, NULL, &error));
}

void
test_vault_give_password (const char *folder, const char *login)
{
  if (test_server_is_used ())
    {
      g_autoptr (PGconn) connection = connect_to_company (folder);
      test_server_give_password (connection, login);
    }
  else
    {
      g_autofree char *sql = g_strdup_printf (
        "INSERT INTO credential SELECT p.id, c.hash, c.changed_at FROM person p, credential c, person boss"
        " WHERE p.login = '%s' AND boss.login = 'boss' AND c.person = boss.id", login);
      g_autofree char *path = test_company_path (folder);

      exec_in_file (folder, sql);
      if (garrison_crypt_is_encrypted (path))
        give_wrap (path, login);
    }
}

GarrisonActResult *
test_act (GarrisonStore *store, GError **error, const char *name, const char *signature, ...)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  va_list list;

  va_start (list, signature);
  for (const char *kind = signature; *kind != '\0'; kind++)
    {
      const char *arg = va_arg (list, const char *);

      if (*kind == 'i')
        garrison_args_set_int (args, arg, va_arg (list, gint64));
      else
        garrison_args_set_text (args, arg, va_arg (list, const char *));
    }
  va_end (list);
  return garrison_store_act (store, name, args, NULL, NULL, error);
}

void
test_folder_clear (char **folder)
{
  test_folder_free (*folder);
}
