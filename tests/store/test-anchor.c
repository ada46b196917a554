/* Whoever saw the end of a file's chain notices when it is gone; and no way to tamper with a chain goes unseen. */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "store/sqlite/audit-walk.h"
#include "support.h"

#define TAMPERINGS 1000

static void
add_customer (GarrisonStore *store, guint number)
{
  g_autofree char *name = g_strdup_printf ("Customer %u", number);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = test_act (store, &error, "create-customer", "t", "name", name);

  g_assert_no_error (error);
}

static void
make_company (const char *folder, guint n)
{
  g_autoptr (GarrisonStore) store = test_company_new (folder);

  g_assert_false (garrison_store_was_set_back (store));
  for (guint i = 0; i < n; i++)
    add_customer (store, i);
  garrison_store_close (store);
}

/* @broken: (out): what verifying names */
static gboolean
is_set_back (const char *folder, gint64 *broken)
{
  g_autoptr (GarrisonStore) store = test_company_open (folder, "boss");
  g_autoptr (GError) error = NULL;
  gboolean set_back = garrison_store_was_set_back (store);

  if (broken != NULL)
    g_assert_cmpint (garrison_store_verify_audit (store, broken, NULL, &error), >=, 0);
  g_assert_no_error (error);
  garrison_store_close (store);
  return set_back;
}

static void
test_growing (void)
{
  TEST_FOLDER (folder);
  gint64 broken;

  make_company (folder, 3);
  g_assert_false (is_set_back (folder, NULL));
  g_assert_false (is_set_back (folder, &broken));
  g_assert_cmpint (broken, ==, 0);
}

static void
test_cut (void)
{
  TEST_FOLDER (folder);
  gint64 last, broken;
  g_autoptr (GarrisonStore) store = NULL;

  make_company (folder, 3);
  store = test_company_open (folder, "boss");
  last = test_read_int (store, "SELECT max(id) FROM act");
  garrison_store_close (store);
  test_vault_exec (folder, "DELETE FROM act_row WHERE act = (SELECT max(id) FROM act);"
                           "DELETE FROM act WHERE id = (SELECT max(id) FROM act)");
  /* It is told until somebody has looked which act is gone. */
  g_assert_true (is_set_back (folder, NULL));
  g_assert_true (is_set_back (folder, &broken));
  g_assert_cmpint (broken, ==, last);
  g_assert_false (is_set_back (folder, &broken));
  g_assert_cmpint (broken, ==, 0);
}

static void
copy (const char *from, const char *to)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, length, NULL));
}

static void
test_old_copy (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autofree char *old = g_build_filename (folder, "old", NULL);
  g_autoptr (GarrisonStore) store = NULL;

  make_company (folder, 2);
  copy (path, old);
  store = test_company_open (folder, "boss");
  add_customer (store, 99);
  garrison_store_close (store);
  copy (old, path);
  g_assert_true (is_set_back (folder, NULL));
}

/* Another company in the place of one that is gone. */
static void
test_new_company (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);

  make_company (folder, 5);
  g_assert_cmpint (g_unlink (path), ==, 0);
  make_company (folder, 1);
  g_assert_false (is_set_back (folder, NULL));
}

/* A random change of the chain, as somebody would make it who may write to the file. */
static char *
tamper (GRand *rand, sqlite3 *db, gint64 n)
{
  gint64 act = 1 + g_rand_int_range (rand, 0, n), other = 1 + g_rand_int_range (rand, 0, n);

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      return g_strdup_printf ("UPDATE act SET at = at + %d WHERE id = %" G_GINT64_FORMAT, g_rand_int_range (rand, 1, 1000), act);
    case 1:
      return g_strdup_printf ("UPDATE act SET person = person + 1 WHERE id = %" G_GINT64_FORMAT, act);
    case 2:
      return g_strdup_printf ("UPDATE act_row SET became = coalesce(became, '') || 'x' WHERE act = %" G_GINT64_FORMAT, act);
    case 3:
      return g_strdup_printf ("DELETE FROM act WHERE id = %" G_GINT64_FORMAT, act);
    case 4:
      return g_strdup_printf ("DELETE FROM act_row WHERE act = %" G_GINT64_FORMAT, act);
    case 5:
      /* two change their places */
      return g_strdup_printf ("UPDATE act SET id = CASE id WHEN %1$" G_GINT64_FORMAT " THEN -%2$" G_GINT64_FORMAT
                              " ELSE -%1$" G_GINT64_FORMAT " END WHERE id IN (%1$" G_GINT64_FORMAT ", %2$" G_GINT64_FORMAT
                              "); UPDATE act SET id = -id WHERE id < 0",
                              act, act == other ? act % n + 1 : other);
    case 6:
      return g_strdup_printf ("INSERT INTO act SELECT %" G_GINT64_FORMAT ", name, person, at, day, 'slipped in', undoes, gave,"
                              " rows, rows_hash, previous, hash FROM act WHERE id = %" G_GINT64_FORMAT,
                              n + 1, act);
    default:
      return g_strdup_printf ("DELETE FROM act_row WHERE act >= %1$" G_GINT64_FORMAT
                              "; DELETE FROM act WHERE id >= %1$" G_GINT64_FORMAT,
                              act);
    }
}

static void
test_tampering (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;
  gint64 n = 0, broken;
  guint found = 0;

  make_company (folder, 30);
  db = test_vault_open (path);
  hash = garrison_audit_head (db, &n, &error);
  g_assert_cmpint (n, >, 30);
  for (guint i = 0; i < TAMPERINGS; i++)
    {
      g_autofree char *sql = tamper (rand, db, n);

      g_assert_cmpint (sqlite3_exec (db, "PRAGMA foreign_keys = OFF; BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
      if (sqlite3_total_changes (db) > 0)
        {
          g_assert_cmpint (garrison_audit_verify (db, n, hash, &broken, NULL, &error), >=, 0);
          if (broken == 0)
            g_error ("unseen: %s", sql);
          found++;
        }
      g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
    }
  g_assert_cmpuint (found, ==, TAMPERINGS);
  garrison_audit_verify (db, n, hash, &broken, NULL, &error);
  g_assert_cmpint (broken, ==, 0);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anchor/growing", test_growing);
  g_test_add_func ("/anchor/cut", test_cut);
  g_test_add_func ("/anchor/old-copy", test_old_copy);
  g_test_add_func ("/anchor/new-company", test_new_company);
  g_test_add_func ("/anchor/thousand-tamperings", test_tampering);
  return g_test_run ();
}
