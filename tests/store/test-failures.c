/* A disk that fills at any moment, a file that is exchanged, cut or removed below an open company, a chain that was
 * tampered with. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/sqlite/sqlite-store.h"
#include "store/sqlite/crypt-header.h"
#include "store/failures.h"
#include "support.h"

static gint64
create_customer (GarrisonStore *store, const char *name, GError **error)
{
  g_autofree char *note = g_strnfill (3000, 'n');
  g_autoptr (GarrisonActResult) result = test_act (store, error, "create-customer", "tt", "name", name, "note", note);

  return result == NULL ? 0 : garrison_act_result_get_act (result);
}

static void
assert_whole (GarrisonStore *store, gint64 n)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 broken = -1;

  g_assert_cmpint (test_read_int (store, "SELECT count(name) FROM customer"), ==, n);
  g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, &error), >, 0);
  g_assert_cmpint (broken, ==, 0);
  g_assert_true (garrison_store_check (store, report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report->str, ==, "");
}

/* One page more each time: the disk is full at one statement of the act after the other. */
static void
test_full_everywhere (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  gint64 n = 0, refused = 0;

  for (int pages = 100; pages < 260 && n < 40; pages++)
    {
      g_autoptr (GError) error = NULL;
      gint64 act;

      garrison_sqlite_store_set_page_limit (GARRISON_SQLITE_STORE (store), pages);
      do
        {
          g_autofree char *name = g_strdup_printf ("Customer %" G_GINT64_FORMAT, n);

          act = create_customer (store, name, &error);
          n += act != 0;
        }
      while (act != 0 && n < 40);
      if (error == NULL)
        break;
      refused++;
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_FULL);
      g_assert_cmpint (test_read_int (store, "SELECT count(name) FROM customer"), ==, n);
    }
  g_assert_cmpint (refused, >, 10);
  garrison_sqlite_store_set_page_limit (GARRISON_SQLITE_STORE (store), 0);
  assert_whole (store, n);
}

/* Whoever put another file in the company's place must not lose what is written from then on unseen. */
static void
test_exchanged (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder), *copy = g_build_filename (folder, "copy", NULL);
  g_autofree char *aside = g_build_filename (folder, "aside", NULL);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (create_customer (store, "One", &error), >, 0);
  g_assert_true (garrison_store_backup (store, copy, NULL, &error));
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  g_assert_cmpint (create_customer (store, "Into nothing", &error), ==, 0);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_cmpint (g_rename (copy, path), ==, 0);
  g_assert_cmpint (create_customer (store, "Into the old one", &error), ==, 0);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_cmpint (test_read_int (store, "SELECT count(name) FROM customer"), ==, 1);
  /* put back, all goes on */
  g_assert_cmpint (g_rename (aside, path), ==, 0);
  g_assert_cmpint (create_customer (store, "Two", &error), >, 0);
  g_assert_no_error (error);
  assert_whole (store, 2);
}

/* Cut while open: errors, not wrong answers or a crash. */
static void
test_cut (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) report = g_string_new (NULL);

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %u", i);
      g_assert_cmpint (create_customer (store, name, NULL), >, 0);
    }
  g_clear_object (&store);
  store = test_company_open (folder, "boss");
  g_assert_cmpint (truncate (path, 20 * 4096 + (garrison_store_is_encrypted (store) ? GARRISON_CRYPT_PREFIX : 0)), ==, 0);
  if (garrison_store_check (store, report, NULL, &error))
    g_assert_cmpuint (report->len, >, 0);
  create_customer (store, "After", NULL);
  garrison_store_close (store);
  g_clear_object (&store);
  g_clear_error (&error);
  store = garrison_store_open (path, NULL, &error);
  /* An encrypted one shows only to whoever signs in what is left of it. */
  if (store != NULL)
    g_assert_false (garrison_store_sign_in (store, "boss", "secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED);
}

/* What is changed in the audit beside the program, and the first act that must be named. */
static void
test_tampered (void)
{
  static const struct
  {
    const char *sql;
    gint64 offset; /* of the broken act from the sixth; beyond 1: its id */
  } cases[] = {
    { "UPDATE act_row SET became = 'Other' WHERE act = (SELECT min(id) + 6 FROM act)", 0 },
    { "UPDATE act_row SET record = record + 1 WHERE act = (SELECT min(id) + 6 FROM act)", 0 },
    { "DELETE FROM act_row WHERE act = (SELECT min(id) + 6 FROM act)", 0 },
    { "INSERT INTO act_row(act, relation, record, field, was, became) SELECT min(id) + 6, 'z', 1, '', NULL, 'z' FROM act", 0 },
    { "UPDATE act SET person = 99 WHERE id = (SELECT min(id) + 6 FROM act)", 0 },
    { "UPDATE act SET at = at - 1 WHERE id = (SELECT min(id) + 6 FROM act)", 0 },
    { "UPDATE act SET gave = 'customer=1' WHERE id = (SELECT min(id) + 6 FROM act)", 0 },
    { "UPDATE act SET hash = previous WHERE id = (SELECT min(id) + 6 FROM act)", 0 },
    { "DELETE FROM act_row WHERE act = (SELECT min(id) + 6 FROM act); DELETE FROM act WHERE id = (SELECT min(id) + 6 FROM act)", 1 },
    { "INSERT INTO act_row(act, relation, record, field, was, became) VALUES (100000, 'z', 1, '', NULL, 'z')", 100000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TEST_FOLDER (folder);
      g_autoptr (GarrisonStore) store = test_company_new (folder);
      g_autofree char *sql = g_strconcat ("PRAGMA foreign_keys = OFF; ", cases[i].sql, NULL);
      gint64 sixth, broken = 0;

      for (guint j = 0; j < 10; j++)
        {
          g_autofree char *name = g_strdup_printf ("Customer %u", j);
          g_assert_cmpint (create_customer (store, name, NULL), >, 0);
        }
      sixth = test_read_int (store, "SELECT min(id) + 6 FROM act");
      test_vault_exec (folder, sql);
      g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, NULL), >=, 0);
      if (broken != (cases[i].offset > 1 ? cases[i].offset : sixth + cases[i].offset))
        g_error ("%s: act %" G_GINT64_FORMAT " is named, the sixth is %" G_GINT64_FORMAT, cases[i].sql, broken, sixth);
    }
}

/* Two acts that change places keep their contents: their links tell. */
static void
test_reordered (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  gint64 first, second, broken = 0;
  g_autofree char *sql = NULL;

  first = create_customer (store, "One", NULL);
  second = create_customer (store, "Two", NULL);
  sql = g_strdup_printf ("PRAGMA foreign_keys = OFF; UPDATE act SET id = -1 WHERE id = %" G_GINT64_FORMAT "; UPDATE act SET id = %" G_GINT64_FORMAT
                         " WHERE id = %" G_GINT64_FORMAT "; UPDATE act SET id = %" G_GINT64_FORMAT " WHERE id = -1",
                         first, first, second, second);
  test_vault_exec (folder, sql);
  g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, NULL), >=, 0);
  g_assert_cmpint (broken, ==, first);
}

/* Ending the program gives no new tries; coming in does, and so does half an hour. */
static void
test_sign_ins (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder), *uri = g_strconcat ("sqlite:", path, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
  g_autofree char *note = g_build_filename (g_get_user_state_dir (), "garrison", "failures", digest, NULL);
  static const char *const spoiled[] = { "", "x", "-1 5", "5", "5 x", "4294967300 5", "1001 5", "3 -5", "\xff", "5 5 5" };
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (GarrisonStore) store = test_company_new (folder);

    garrison_store_close (store);
  }
  g_unlink (note);
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (GarrisonStore) store = garrison_store_open (path, NULL, &error);

      g_assert_no_error (error);
      g_assert_false (garrison_store_sign_in (store, "boss", "guess", NULL, &error));
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
      g_clear_error (&error);
      garrison_store_close (store);
      {
        GarrisonFailures failures = { 0 };

        garrison_failures_init (&failures, uri);
        g_assert_cmpuint (garrison_failures_get_wait (&failures), ==, i < 3 ? 0 : 500);
        garrison_failures_clear (&failures);
      }
    }
  {
    g_autoptr (GarrisonStore) store = garrison_store_open (path, NULL, &error);
    GarrisonFailures failures = { 0 };
    g_autofree char *old = NULL;

    /* the honest person waits a moment, and is free of it */
    g_assert_true (garrison_store_sign_in (store, "boss", "secret", NULL, &error));
    g_assert_false (g_file_test (note, G_FILE_TEST_EXISTS));
    garrison_store_close (store);
    /* never long, however often; not for what is long ago; nothing spoiled counts or stops anybody */
    garrison_failures_init (&failures, uri);
    for (guint i = 0; i < 1100; i++)
      {
        garrison_failures_turn_down (&failures, &error);
        g_clear_error (&error);
      }
    g_assert_cmpuint (garrison_failures_get_wait (&failures), ==, 8000);
    failures.n = 0;
    g_assert_cmpuint (garrison_failures_get_wait (&failures), ==, 8000);
    old = g_strdup_printf ("1000 %" G_GINT64_FORMAT "\n", g_get_real_time () - 31 * G_TIME_SPAN_MINUTE);
    g_assert_true (g_file_set_contents (note, old, -1, NULL));
    g_assert_cmpuint (garrison_failures_get_wait (&failures), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS (spoiled); i++)
      {
        g_assert_true (g_file_set_contents (note, spoiled[i], -1, NULL));
        g_assert_cmpuint (garrison_failures_get_wait (&failures), ==, 0);
      }
    garrison_failures_forget (&failures);
    garrison_failures_clear (&failures);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/failures/full-everywhere", test_full_everywhere);
  g_test_add_func ("/store/failures/exchanged", test_exchanged);
  g_test_add_func ("/store/failures/cut", test_cut);
  g_test_add_func ("/store/failures/tampered", test_tampered);
  g_test_add_func ("/store/failures/reordered", test_reordered);
  g_test_add_func ("/store/failures/sign-ins", test_sign_ins);
  return g_test_run ();
}
