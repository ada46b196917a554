/* Founding, signing in, acting, following, cancelling, a full disk, copies. */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "../waiting.h"
#include "store/sqlite/sqlite-store.h"
#include "store/recovery.h"
#include "support.h"

static gint64
create_customer (GarrisonStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result
    = test_act (store, &error, "create-customer", "t", "name", name);

  g_assert_no_error (error);
  g_assert_cmpint (garrison_act_result_get_act (result), >, 0);
  return garrison_act_result_get_int (result, "customer");
}

/* A salesperson "sales" (111) with the same password; no act for that is needed here. */
static void
add_salesperson (const char *folder, GarrisonStore *store)
{
  g_autoptr (GError) error = NULL;

  test_vault_exec (folder, "INSERT INTO person(id, login, name, sort_key, team, role) SELECT 111, "
                           "'sales', 'Sales', 'sales', t.id,"
                           " r.id FROM team t, role r WHERE r.key = 'salesperson'");
  garrison_store_set_password (store, 111, NULL, "secret", NULL, &error);
  g_assert_no_error (error);
}

static void
test_found (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 broken;
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpstr (garrison_store_get_company (store), ==, "Test");
  g_assert_cmpstr (garrison_store_get_currency (store), ==, "CNY");
  g_assert_cmpstr (g_time_zone_get_identifier (garrison_store_get_time_zone (store)), ==,
                   "Asia/Shanghai");
  g_assert_cmpint (garrison_store_get_me (store), >, 0);
  g_assert_cmpstr (garrison_store_get_scope (store, "customer.see"), ==, "all");
  g_assert_null (garrison_store_get_scope (store, "no.such.right"));
  g_assert_true (garrison_store_reaches (store, "customer.see", 0));
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person"), ==, 1);
  g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, &error), ==, 2);
  g_assert_no_error (error);
  g_assert_true (garrison_store_check (store, report, NULL, &error));
  g_assert_cmpstr (report->str, ==, "");
}

static void
sign_in_fails (GarrisonStore *store, const char *login, const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (garrison_store_sign_in (store, login, password, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
}

static void
test_sign_in (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autofree char *long_text = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonActResult) result = NULL;

  add_salesperson (folder, store);
  g_clear_object (&store);
  store = garrison_store_open (path, NULL, &error);
  g_assert_no_error (error);
  test_read_fails (store, "SELECT 1", GARRISON_ERROR_NOT_SIGNED_IN);
  result = test_act (store, &error, "create-customer", "t", "name", "Acme");
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN);
  g_clear_error (&error);
  sign_in_fails (store, "boss", "");
  sign_in_fails (store, "nobody", "secret");
  g_assert_true (garrison_store_sign_in (store, "boss", "secret", NULL, &error));
  sign_in_fails (store, long_text, long_text);
  sign_in_fails (store, "' OR 1 = 1 --", "secret");
  /* Whoever has left cannot come in, with whatever password. */
  test_vault_exec (folder, "UPDATE person SET active = 0 WHERE login = 'sales'");
  sign_in_fails (store, "sales", "secret");
  g_assert_true (garrison_store_sign_in (store, "boss", "secret", NULL, &error));
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM refused_act WHERE name = 'sign-in'"),
                   ==, 5);
}

static void
test_password (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  gint64 boss = garrison_store_get_me (store);

  add_salesperson (folder, store);
  g_assert_false (garrison_store_set_password (store, boss, "wrong", "new", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_false (garrison_store_set_password (store, boss, NULL, "new", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_false (garrison_store_set_password (store, 99999, NULL, "new", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_true (garrison_store_set_password (store, boss, "secret", "新密码", NULL, &error));
  g_assert_true (garrison_store_sign_in (store, "boss", "新密码", NULL, &error));
  sign_in_fails (store, "boss", "secret");

  /* Nobody sets another's without the right. */
  g_assert_true (garrison_store_sign_in (store, "sales", "secret", NULL, &error));
  g_assert_false (garrison_store_set_password (store, boss, NULL, "mine", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (garrison_store_backup (store, "/nowhere/copy", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DENIED);
}

static void
on_heard (GarrisonStore *store, GarrisonChange *change, gpointer data)
{
  *(guint *)data += 1;
}

/* Whoever sits there while somebody else sets their password is signed out, and told apart from the
 * dismissed; whoever sets their own goes on, here and elsewhere. */
static void
test_password_reset (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) boss = test_company_new (folder);
  g_autoptr (GarrisonStore) here = NULL, there = NULL;
  g_autoptr (GError) error = NULL;
  guint n_heard = 0;

  add_salesperson (folder, boss);
  here = test_company_open (folder, "sales");
  there = test_company_open (folder, "sales");
  g_signal_connect (here, "changed", G_CALLBACK (on_heard), &n_heard);
  g_assert_true (garrison_store_set_password (there, 111, "secret", "mine", NULL, &error));
  g_assert_no_error (error);
  WAIT_FOR (n_heard > 0);
  g_assert_cmpint (garrison_store_get_me (here), ==, 111);
  g_assert_cmpint (garrison_store_get_me (there), ==, 111);

  g_assert_true (garrison_store_set_password (boss, 111, NULL, "anew", NULL, &error));
  g_assert_no_error (error);
  WAIT_FOR (garrison_store_get_me (here) == 0 && garrison_store_get_me (there) == 0);
  g_assert_true (garrison_store_was_password_reset (here) && garrison_store_was_password_reset (there));
  g_assert_false (garrison_store_was_password_reset (boss));
  g_assert_cmpint (garrison_store_get_me (boss), !=, 0);
  test_read_fails (here, "SELECT id FROM person", GARRISON_ERROR_NOT_SIGNED_IN);
  sign_in_fails (here, "sales", "mine");
  g_assert_true (garrison_store_sign_in (here, "sales", "anew", NULL, &error));
  g_assert_false (garrison_store_was_password_reset (here));

  test_vault_exec (folder, "UPDATE person SET active = 0 WHERE id = 111");
  WAIT_FOR (garrison_store_get_me (here) == 0);
  g_assert_false (garrison_store_was_password_reset (here));
}

static void
test_act_and_undo (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) first = NULL, again = NULL, undo = NULL;

  garrison_args_set_text (args, "name", "Acme");
  first = garrison_store_act (store, "create-customer", args, "wish-1", NULL, &error);
  g_assert_no_error (error);
  again = garrison_store_act (store, "create-customer", args, "wish-1", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (garrison_act_result_is_repeat (again));
  g_assert_cmpint (garrison_act_result_get_int (again, "customer"), ==,
                   garrison_act_result_get_int (first, "customer"));
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 1);
  g_clear_pointer (&again, garrison_act_result_unref);

  again = garrison_store_act (store, "no-such-act", args, NULL, NULL, &error);
  g_assert_null (again);
  g_assert_true (garrison_error_is_refusal (error, "no-such-act"));
  g_clear_error (&error);
  /* What the program alone may do, no person may, the owner included. */
  again = garrison_store_act (store, "set-password", args, NULL, NULL, &error);
  g_assert_null (again);
  g_assert_nonnull (error);
  g_clear_error (&error);

  undo = garrison_store_undo (store, garrison_act_result_get_act (first), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer WHERE archived = 0"), ==,
                   0);
}

typedef struct
{
  GMainLoop *loop;
  guint n;
  char *act;
  gboolean customers;
  gint64 customer;
} Heard;

static void
on_changed (GarrisonStore *store, GarrisonChange *change, gpointer data)
{
  Heard *heard = data;
  gsize n;
  const gint64 *customers = garrison_change_get_customers (change, &n);

  heard->n++;
  g_free (heard->act);
  heard->act = g_strdup (garrison_change_get_act (change));
  heard->customers = garrison_change_touches (change, "customer");
  heard->customer = n == 0 ? 0 : customers[0];
  g_main_loop_quit (heard->loop);
}

static void
test_changed (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Heard heard = { loop, 0, NULL, FALSE, 0 };
  gint64 customer;

  g_signal_connect (store, "changed", G_CALLBACK (on_changed), &heard);
  customer = create_customer (store, "Acme");
  g_assert_cmpuint (heard.n, ==, 0);
  g_main_loop_run (loop);
  g_assert_cmpstr (heard.act, ==, "create-customer");
  g_assert_true (heard.customers);
  g_assert_cmpint (heard.customer, ==, customer);

  /* Acts of one kind that come together are told once. */
  heard.n = 0;
  create_customer (store, "Bcme");
  create_customer (store, "Ccme");
  g_main_loop_run (loop);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (heard.n, ==, 1);

  /* Another process, and what it wrote is seen. */
  test_vault_exec (folder, "UPDATE customer SET note = 'x'");
  g_main_loop_run (loop);
  g_assert_cmpstr (heard.act, ==, NULL);
  g_assert_true (heard.customers);
  g_free (heard.act);
}

/* Rights taken away elsewhere hold here as soon as that is noticed. */
static void
test_rights_move (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) boss = test_company_new (folder);
  g_autoptr (GarrisonStore) sales = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Heard heard = { loop, 0, NULL, FALSE, 0 };

  add_salesperson (folder, boss);
  create_customer (boss, "Acme");
  sales = test_company_open (folder, "sales");
  g_assert_cmpint (test_read_int (sales, "SELECT count(*) FROM customer"), ==, 0);
  g_signal_connect (sales, "changed", G_CALLBACK (on_changed), &heard);

  test_vault_exec (folder, "UPDATE role_right SET scope = 'all' WHERE name = 'customer.see'");
  g_main_loop_run (loop);
  g_assert_cmpint (test_read_int (sales, "SELECT count(*) FROM customer"), ==, 1);
  g_assert_cmpstr (garrison_store_get_scope (sales, "customer.see"), ==, "all");

  test_vault_exec (folder, "UPDATE person SET active = 0 WHERE login = 'sales'");
  g_main_loop_run (loop);
  g_assert_cmpint (garrison_store_get_me (sales), ==, 0);
  test_read_fails (sales, "SELECT count(*) FROM customer", GARRISON_ERROR_NOT_SIGNED_IN);
  g_free (heard.act);
}

/* What an act takes away is gone when the act is done. */
static void
test_rights_by_act (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  gint64 role;

  add_salesperson (folder, store);
  create_customer (store, "Acme");
  test_vault_exec (folder, "UPDATE role_right SET scope = 'all' WHERE name = 'customer.see';"
                           "INSERT INTO role_right SELECT id, 'role.edit', 'all' FROM role"
                           " WHERE key = 'salesperson'");
  g_assert_true (garrison_store_sign_in (store, "sales", "secret", NULL, &error));
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 1);
  role = test_read_int (store, "SELECT id FROM role WHERE key = 'salesperson'");
  result = test_act (store, &error, "set-role-right", "itt", "role", role, "name", "customer.see",
                     "scope", "own");
  g_assert_no_error (error);
  g_assert_cmpstr (garrison_store_get_scope (store, "customer.see"), ==, "own");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 0);
}

static const char endless[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                              "SELECT count(*) FROM n WHERE i < 0";

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
      g_autoptr (GarrisonRows) rows
        = garrison_store_read (store, endless, NULL, cancellable, &error);

      g_assert_null (rows);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);
    }
  /* Nothing of it stays behind on the connections. */
  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM person"), ==, 1);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

/* More endless reads than there are readers: those that wait are withdrawn as well as those that
 * run. */
static void
test_cancel_queued (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[8] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    garrison_store_read_async (store, endless, NULL, cancellable, on_read, &results[i]);
  g_usleep (50000);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      while (results[i] == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_null (garrison_store_read_finish (store, results[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (results[i]);
    }
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM person"), ==, 1);
}

/* Closing ends what runs, at once, and everything later is turned away. */
static void
test_close (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  garrison_store_read_async (store, endless, NULL, NULL, on_read, &result);
  g_usleep (50000);
  garrison_store_close (store);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (garrison_store_read_finish (store, result, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_FAILED);
  g_object_unref (result);
  test_read_fails (store, "SELECT 1", GARRISON_ERROR_FAILED);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  garrison_store_close (store);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonStore **store = data;
  g_autoptr (GError) error = NULL;

  *store = garrison_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) done = NULL;
  Heard heard = { loop, 0, NULL, FALSE, 0 };
  GAsyncResult *result = NULL;

  g_clear_object (&store);
  garrison_store_open_async (path, NULL, on_opened, &store);
  while (store == NULL)
    g_main_context_iteration (NULL, TRUE);
  garrison_store_sign_in_async (store, "boss", "secret", NULL, on_read, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (garrison_store_sign_in_finish (store, result, &error));
  g_clear_object (&result);

  g_signal_connect (store, "changed", G_CALLBACK (on_changed), &heard);
  garrison_args_set_text (args, "name", "Acme");
  garrison_store_act_async (store, "create-customer", args, NULL, NULL, on_read, &result);
  while (result == NULL || heard.n == 0)
    g_main_context_iteration (NULL, TRUE);
  done = garrison_store_act_finish (store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (garrison_act_result_get_int (done, "customer"), >, 0);
  g_clear_object (&result);
  g_free (heard.act);
}

/* Nothing is lost or half done when the disk is full, and all goes on when there is room again. */
static void
test_full (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autofree char *note = g_strnfill (9000, 'n');
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  garrison_sqlite_store_set_page_limit (GARRISON_SQLITE_STORE (store), 1);
  while (error == NULL && n < 10000)
    {
      g_autofree char *name = g_strdup_printf ("Customer %" G_GINT64_FORMAT, n);
      g_autoptr (GarrisonActResult) result
        = test_act (store, &error, "create-customer", "tt", "name", name, "note", note);

      n += result != NULL;
    }
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_FULL);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, n);
  garrison_sqlite_store_set_page_limit (GARRISON_SQLITE_STORE (store), 0);
  create_customer (store, "Room again");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, n + 1);
  g_clear_error (&error);
  g_assert_true (garrison_store_check (store, report, NULL, &error));
  g_assert_cmpstr (report->str, ==, "");
}

static void
test_backup (void)
{
  TEST_FOLDER (folder);
  g_autofree char *copy = g_build_filename (folder, "copy.garrison", NULL);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autofree char *recovery_key = garrison_store_take_recovery_key (store);
  g_autofree char *restored = g_build_filename (folder, "restored.garrison", NULL), *login = NULL;
  g_autoptr (GarrisonStore) other = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  struct stat info;

  create_customer (store, "Acme");
  g_cancellable_cancel (cancellable);
  g_assert_false (garrison_store_backup (store, copy, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));

  g_assert_true (garrison_store_backup (store, copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_false (garrison_store_backup (store, copy, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS);
  g_clear_error (&error);
  create_customer (store, "Not in the copy");

  other = garrison_store_open (copy, NULL, &error);
  g_assert_no_error (error);
  /* It is sealed to the recovery key. */
  sign_in_fails (other, "boss", "secret");
  g_clear_object (&other);
  login = garrison_file_restore (copy, restored, recovery_key, NULL, "new secret", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (login, ==, "boss");
  other = garrison_store_open (restored, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (garrison_store_sign_in (other, "boss", "new secret", NULL, &error));
  g_assert_cmpint (test_read_int (other, "SELECT count(*) FROM customer"), ==, 1);
}

typedef struct
{
  guint n;
  guint stop_after;
} Scan;

static gboolean
count_row (GarrisonRow *row, gpointer data)
{
  Scan *scan = data;
  gsize length;

  g_assert_false (garrison_row_is_null (row, 1));
  g_assert_nonnull (garrison_row_get_text (row, 1, &length));
  g_assert_cmpuint (length, >, 0);
  g_assert_cmpint (garrison_row_get_int (row, 0), >, 0);
  return ++scan->n < scan->stop_after;
}

static void
test_scan (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  Scan scan = { 0, G_MAXUINT };

  g_assert_true (garrison_store_scan (store, "SELECT id, name FROM choice", NULL, count_row, &scan,
                                      NULL, &error));
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM choice"), ==, scan.n);
  scan = (Scan){ 0, 3 };
  g_assert_true (garrison_store_scan (store, "SELECT id, name FROM choice", NULL, count_row, &scan,
                                      NULL, &error));
  g_assert_cmpuint (scan.n, ==, 3);
}

/* As many statements as the cache holds, and more. */
static void
test_many_statements (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %d + count(*) FROM person", i);

      g_assert_cmpint (test_read_int (store, sql), ==, i + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/found", test_found);
  g_test_add_func ("/store/sign-in", test_sign_in);
  g_test_add_func ("/store/password", test_password);
  g_test_add_func ("/store/password-reset", test_password_reset);
  g_test_add_func ("/store/act-and-undo", test_act_and_undo);
  g_test_add_func ("/store/changed", test_changed);
  g_test_add_func ("/store/rights-move", test_rights_move);
  g_test_add_func ("/store/rights-by-act", test_rights_by_act);
  g_test_add_func ("/store/cancel", test_cancel);
  g_test_add_func ("/store/cancel-queued", test_cancel_queued);
  g_test_add_func ("/store/close", test_close);
  g_test_add_func ("/store/async", test_async);
  g_test_add_func ("/store/full", test_full);
  g_test_add_func ("/store/backup", test_backup);
  g_test_add_func ("/store/scan", test_scan);
  g_test_add_func ("/store/many-statements", test_many_statements);
  return g_test_run ();
}
