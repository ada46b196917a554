/* Many threads on one store: reading, acting, undoing, cancelling, coming and going, and the end in the middle. */
#include "store/store-class.h"
#include "support.h"

#define ROUNDS 60

typedef struct
{
  GarrisonStore *store;
  gint *stop;
  gint64 n;
} Work;

/* What may happen to a call among others; anything else is a fault. */
static void
check_error (GError *error)
{
  if (error == NULL)
    return;
  if (!g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN)
      && !g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_FAILED)
      && !g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_DENIED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !garrison_error_is_refusal (error, NULL))
    g_error ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
  g_error_free (error);
}

static gboolean
count_row (GarrisonRow *row, gpointer data)
{
  Work *work = data;

  g_assert_nonnull (garrison_row_get_text (row, 1, NULL));
  work->n++;
  return TRUE;
}

static gpointer
read_on (gpointer data)
{
  Work *work = data;

  while (!g_atomic_int_get (work->stop))
    {
      GError *error = NULL;
      g_autoptr (GarrisonRows) rows = garrison_store_read (work->store, "SELECT count(name) FROM customer", NULL, NULL, &error);

      check_error (g_steal_pointer (&error));
      garrison_store_scan (work->store, "SELECT id, name FROM customer", NULL, count_row, work, NULL, &error);
      check_error (error);
      garrison_store_get_scope (work->store, "customer.see");
      garrison_store_get_time_zone (work->store);
    }
  return NULL;
}

static gpointer
act_on (gpointer data)
{
  Work *work = data;

  while (!g_atomic_int_get (work->stop))
    {
      g_autofree char *name = g_strdup_printf ("Customer %p %" G_GINT64_FORMAT, data, ++work->n);
      GError *error = NULL;
      g_autoptr (GarrisonActResult) result = test_act (work->store, &error, "create-customer", "t", "name", name);

      check_error (g_steal_pointer (&error));
      if (result != NULL && work->n % 2 == 0)
        {
          g_autoptr (GarrisonActResult) undone
            = garrison_store_undo (work->store, garrison_act_result_get_act (result), NULL, &error);
          check_error (error);
        }
    }
  return NULL;
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (g_random_int_range (0, 400));
  g_cancellable_cancel (data);
  g_object_unref (data);
  return NULL;
}

static gpointer
cancel_on (gpointer data)
{
  Work *work = data;

  while (!g_atomic_int_get (work->stop))
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      GThread *thread = g_thread_new ("cancel", cancel_soon, g_object_ref (cancellable));
      GError *error = NULL;
      g_autoptr (GarrisonRows) rows = garrison_store_read (
        work->store, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT max(i) FROM n",
        NULL, cancellable, &error);

      check_error (error);
      g_thread_join (thread);
    }
  return NULL;
}

static void
on_changed (GarrisonStore *store, GarrisonChange *change, gpointer data)
{
  gint64 *heard = data;
  gsize n;

  garrison_change_get_customers (change, &n);
  garrison_change_touches (change, "customer");
  ++*heard;
}

/* A salesperson "sales" with the same password. */
static gint64
add_salesperson (const char *folder, GarrisonStore *store)
{
  g_autoptr (GError) error = NULL;

  test_vault_exec (folder, "INSERT INTO person(id, login, name, sort_key, team, role) SELECT 111, 'sales', 'Sales', 'sales',"
                           " t.id, r.id FROM team t, role r WHERE r.key = 'salesperson'");
  garrison_store_set_password (store, 111, NULL, "secret", NULL, &error);
  g_assert_no_error (error);
  return 111;
}

static void
test_everything_at_once (void)
{
  static const GThreadFunc funcs[] = { read_on, read_on, act_on, act_on, cancel_on };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GString) report = g_string_new (NULL);
  GThread *threads[G_N_ELEMENTS (funcs)];
  Work works[G_N_ELEMENTS (funcs)] = { 0 };
  gint64 heard = 0, broken;
  gint stop = FALSE;
  GError *error = NULL;

  add_salesperson (folder, store);
  g_signal_connect (store, "changed", G_CALLBACK (on_changed), &heard);
  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      works[i] = (Work) { store, &stop, 0 };
      threads[i] = g_thread_new ("work", funcs[i], &works[i]);
    }
  for (guint i = 0; i < ROUNDS; i++)
    {
      if (i % 3 == 2)
        garrison_store_sign_out (store);
      else
        {
          garrison_store_sign_in (store, i % 3 == 0 ? "sales" : "boss", "secret", NULL, &error);
          check_error (g_steal_pointer (&error));
        }
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
  garrison_store_close (store);
  g_atomic_int_set (&stop, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (heard, >, 0);

  g_clear_object (&store);
  store = test_company_open (folder, "boss");
  g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, NULL), >, 0);
  g_assert_cmpint (broken, ==, 0);
  g_assert_true (garrison_store_check (store, report, NULL, NULL));
  g_assert_cmpstr (report->str, ==, "");
}

/* What somebody wished is done in their name or not at all, whoever sits there by then. */
static void
test_author (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  gint64 boss = garrison_store_get_me (store), sales = add_salesperson (folder, store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) done = test_act (store, &error, "create-customer", "t", "name", "Mine");

  g_assert_no_error (error);
  g_assert_true (garrison_store_sign_in (store, "sales", "secret", NULL, &error));
  garrison_args_set_text (args, "name", "Whose?");
  g_assert_null (garrison_store_act_as (store, boss, "create-customer", args, NULL, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN);
  g_clear_error (&error);
  g_assert_null (garrison_store_undo_as (store, boss, garrison_act_result_get_act (done), NULL, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN);
  g_clear_error (&error);
  garrison_store_sign_out (store);
  g_assert_null (garrison_store_act_as (store, sales, "create-customer", args, NULL, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN);
  g_assert_true (garrison_store_sign_in (store, "boss", "secret", NULL, NULL));
  g_assert_cmpint (test_read_int (store, "SELECT count(name) FROM customer"), ==, 1);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **to = data;

  *to = g_object_ref (result);
}

/* Rights that move just when somebody leaves do not bring them back. */
static void
test_leave (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  gint64 role = test_read_int (store, "SELECT id FROM role WHERE key = 'salesperson'");

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GarrisonActResult) done = NULL;

      garrison_args_set_int (args, "role", role);
      garrison_args_set_text (args, "name", "customer.edit");
      garrison_args_set_text (args, "scope", i % 2 == 0 ? "team" : "own");
      garrison_store_act_async (store, "set-role-right", args, NULL, NULL, on_done, &result);
      g_usleep (g_random_int_range (0, 3000));
      garrison_store_sign_out (store);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      done = garrison_store_act_finish (store, result, NULL);
      g_assert_cmpint (garrison_store_get_me (store), ==, 0);
      test_read_fails (store, "SELECT count(name) FROM customer", GARRISON_ERROR_NOT_SIGNED_IN);
      g_assert_true (garrison_store_sign_in (store, "boss", "secret", NULL, NULL));
    }
}

/* Sums that 64 bits do not hold are said to be too large, not forbidden. */
static void
test_large_sum (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);

  test_read_fails (store, "SELECT sum(x) FROM (SELECT 9223372036854775807 AS x UNION ALL SELECT 1) AS two", GARRISON_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/threads/everything-at-once", test_everything_at_once);
  g_test_add_func ("/store/threads/author", test_author);
  g_test_add_func ("/store/threads/leave", test_leave);
  g_test_add_func ("/store/threads/large-sum", test_large_sum);
  return g_test_run ();
}
