/* Power cuts with encryption on: acts that were acknowledged are there afterwards, and the file is whole.
 * GARRISON_POWER_CUTS=10000 for the figure. */
#include <glib/gstdio.h>
#include <sodium.h>

#include "crypt-company.h"
#include "power-vfs.h"
#include "store/sqlite/act-runner.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/crypt-rekey.h"
#include "store/sqlite/migrate.h"
#include "support.h"

#define CUTS 400
#define NAME "/disk/company"

typedef struct
{
  GarrisonCryptKeys *keys;
  GarrisonConnection *connection;
  GarrisonActRunner *runner;
  gint64 acts; /* acknowledged */
  guint32 next; /* page to be sealed anew; 0 for none */
  guint n_rotations;
} Machine;

static GarrisonArgs *
make_founding (void)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_text (args, "company", "Test");
  garrison_args_set_text (args, "login", CRYPT_LOGIN);
  garrison_args_set_text (args, "name", "Boss");
  garrison_args_set_text (args, "currency", "CNY");
  garrison_args_set_text (args, "time_zone", "Asia/Shanghai");
  garrison_args_set_int (args, "chinese", 0);
  return args;
}

/* A founded company on a real disk, whose octets begin the one that loses power. */
static void
found (const char *path)
{
  g_autoptr (GarrisonCryptKeys) keys = crypt_company_new (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonConnection) connection = NULL;
  g_autoptr (GarrisonArgs) args = make_founding ();
  g_autoptr (GarrisonActResult) result = NULL;
  GarrisonActRunner *runner;

  connection = garrison_connection_open_with_keys (path, keys, GARRISON_CONNECTION_CREATOR, 1024, &error);
  g_assert_no_error (error);
  garrison_schema_migrate (connection, &error);
  g_assert_no_error (error);
  runner = garrison_act_runner_new (connection->db, &error);
  g_assert_no_error (error);
  result = garrison_act_runner_run (runner, 0, "found-company", args, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  garrison_act_runner_free (runner);
}

/* (transfer full): what somebody who signs in now gets. */
static GarrisonCryptKeys *
unlock (void)
{
  GarrisonCryptIo io = power_vfs_get_io (NAME);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_header_read (&io, &error);
  GarrisonCryptKeys *keys;

  g_assert_no_error (error);
  keys = garrison_crypt_unlock (header, CRYPT_LOGIN, CRYPT_PASSWORD, &error);
  g_assert_no_error (error);
  return keys;
}

/* FALSE when the power went meanwhile. */
static gboolean
start (Machine *m)
{
  g_autoptr (GError) error = NULL;

  m->keys = unlock ();
  m->next = garrison_crypt_keys_has_retired (m->keys) ? 1 : 0;
  m->connection = garrison_connection_open_with_keys (NAME, m->keys, GARRISON_CONNECTION_WRITER, 1024, &error);
  if (m->connection != NULL)
    {
      /* Checkpoints often, and in the middle of everything. */
      sqlite3_exec (m->connection->db, "PRAGMA wal_autocheckpoint = 15", NULL, NULL, NULL);
      m->runner = garrison_act_runner_new (m->connection->db, &error);
    }
  if (!power_vfs_is_off ())
    g_assert_no_error (error);
  return error == NULL;
}

static void
stop (Machine *m)
{
  g_clear_pointer (&m->runner, garrison_act_runner_free);
  g_clear_pointer (&m->connection, garrison_connection_close);
  g_clear_pointer (&m->keys, garrison_crypt_keys_unref);
}

static void
act (Machine *m)
{
  g_autofree char *request = g_strdup_printf ("request %" G_GINT64_FORMAT, m->acts + 1);
  g_autofree char *name = g_strdup_printf ("Customer %s", request);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_text (args, "name", name);
  garrison_args_set_text (args, "note", "What was said, at some length, so that a page fills up sooner or later.");
  result = garrison_act_runner_run (m->runner, 1, "create-customer", args, request, NULL, NULL, &error);
  if (!power_vfs_is_off ())
    g_assert_no_error (error);
  if (result != NULL)
    m->acts++;
}

/* As after a dismissal. */
static void
change_key (Machine *m)
{
  GarrisonCryptIo io = power_vfs_get_io (NAME);
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_header_read (&io, NULL);
  GarrisonCryptKey keys[GARRISON_CRYPT_KEYS_MAX];
  guint n = garrison_crypt_keys_get (m->keys, keys);

  if (header == NULL || !garrison_crypt_header_rotate (header, keys, &n, NULL)
      || !garrison_crypt_header_write (header, keys[0].key, FALSE, &io, NULL))
    return;
  garrison_crypt_keys_set (m->keys, keys, n, NULL, header->sequence);
  m->next = 1;
  m->n_rotations++;
}

static void
seal_on (Machine *m)
{
  GarrisonCryptIo io = power_vfs_get_io (NAME);
  g_autoptr (GarrisonCryptHeader) header = NULL;
  GarrisonCryptKey keys[GARRISON_CRYPT_KEYS_MAX];

  if (m->next == 1
      && sqlite3_exec (m->connection->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) != SQLITE_OK)
    return;
  if (garrison_crypt_rekey_step (m->connection->db, &m->next) != SQLITE_OK || m->next != 0)
    return;
  header = garrison_crypt_header_read (&io, NULL);
  garrison_crypt_keys_get (m->keys, keys);
  garrison_crypt_header_forget_retired (header);
  if (garrison_crypt_header_write (header, keys[0].key, FALSE, &io, NULL))
    garrison_crypt_keys_set (m->keys, keys, 1, NULL, header->sequence);
}

static void
work (Machine *m)
{
  while (!power_vfs_is_off ())
    {
      if (m->next != 0)
        seal_on (m);
      else if (g_random_int_range (0, 60) == 0)
        change_key (m);
      if (!power_vfs_is_off ())
        act (m);
    }
}

static void
check (Machine *m)
{
  sqlite3 *db = m->connection->db;
  sqlite3_stmt *stmt = NULL;
  gint64 there = crypt_company_int (db, "SELECT count(*) FROM act WHERE request LIKE 'request %'");

  /* What was not acknowledged may be there too. */
  g_assert_cmpint (there, >=, m->acts);
  g_assert_cmpint (there, <=, m->acts + 1);
  g_assert_cmpint (there, ==, crypt_company_int (db, "SELECT count(*) FROM customer"));
  m->acts = there;
  g_assert_cmpint (sqlite3_prepare_v2 (db, "PRAGMA integrity_check", -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==, "ok");
  sqlite3_finalize (stmt);
}

static void
test_cuts (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = g_build_filename (folder, "company", NULL), *image = NULL;
  const char *wish = g_getenv ("GARRISON_POWER_CUTS");
  guint n = wish != NULL ? (guint) atoi (wish) : CUTS;
  Machine m = { 0 };
  gsize size;
  gint64 all = 0;

  found (path);
  g_assert_true (g_file_get_contents (path, &image, &size, NULL));
  for (guint i = 0; i < n; i++)
    {
      /* A new company from time to time, since what is looked through grows. */
      if (i % 100 == 0)
        {
          garrison_crypt_vfs_set_base (power_vfs_new ());
          power_vfs_put (NAME, image, size);
          all += m.acts;
          m.acts = 0;
        }
      power_vfs_cut_after ((guint) g_random_int_range (1, 400));
      if (start (&m))
        work (&m);
      stop (&m);
      power_vfs_restore ();
      g_assert_true (start (&m));
      check (&m);
      stop (&m);
      power_vfs_restore ();
    }
  garrison_crypt_vfs_set_base (NULL);
  all += m.acts;
  g_test_message ("%u power cuts, %" G_GINT64_FORMAT " acts, %u changes of key: none lost, 0 corrupt", n, all, m.n_rotations);
  g_assert_cmpint (all, >, n);
  g_assert_cmpuint (m.n_rotations, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypt-power/cuts", test_cuts);
  return g_test_run ();
}
