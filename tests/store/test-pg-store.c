/* A company on a server: reading, acting, following others, lost connections and restarts. */
#include <string.h>

#include "../waiting.h"
#include "lossy-line.h"
#include "server.h"
#include "store/postgres/pg-replay.h"
#include "store/postgres/pg-store.h"
#include "store/postgres/pg-uri.h"
#include "support.h"

/* One company for all tests: each leaves it as the next one may find it. */
static char *folder;
static char *database;

static GarrisonStore *
open_store (void)
{
  return test_company_open (folder, "boss");
}

/* As the administrator, beside the company: what may be asked of the server about its sessions. */
static PGconn *
connect_as_admin (void)
{
  return test_server_connect ("postgres");
}

/* Ends the processes of the server that serve @role in @database, but not itself. Returns how many. */
static gint64
kill_sessions (const char *what)
{
  g_autoptr (PGconn) admin = connect_as_admin ();
  g_autofree char *sql = g_strdup_printf (
    "SELECT count(*) FROM (SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '%s'"
    " AND pid <> pg_backend_pid() AND (%s)) AS ended",
    database, what);

  return test_server_read_int (admin, sql);
}

static gint64
count_sessions (void)
{
  g_autoptr (PGconn) admin = connect_as_admin ();
  g_autofree char *sql
    = g_strdup_printf ("SELECT count(*) FROM pg_stat_activity WHERE datname = '%s' AND usename LIKE '%%.%%'", database);

  return test_server_read_int (admin, sql);
}

static gint64
create_customer (GarrisonStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = test_act (store, &error, "create-customer", "t", "name", name);

  g_assert_no_error (error);
  return garrison_act_result_get_int (result, "customer");
}

static gint64
count_named (GarrisonStore *store, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(id) FROM customer WHERE name = '%s'", name);

  return test_read_int (store, sql);
}

static void
test_whole_round (void)
{
  g_autoptr (GarrisonStore) store = open_store ();
  g_autofree char *uri = test_company_path (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) made = NULL, undone = NULL;
  g_autoptr (GString) report = g_string_new (NULL);
  gint64 broken = -1, n_before;

  g_assert_true (GARRISON_IS_PG_STORE (store));
  g_assert_true (garrison_store_is_online (store));
  g_assert_cmpstr (garrison_store_get_company (store), ==, "Test");
  g_assert_cmpstr (garrison_store_get_currency (store), ==, "CNY");
  g_assert_cmpstr (g_time_zone_get_identifier (garrison_store_get_time_zone (store)), ==, "Asia/Shanghai");
  g_assert_cmpint (garrison_store_get_me (store), >, 0);
  g_assert_cmpstr (garrison_store_get_scope (store, "customer.see"), ==, "all");
  n_before = test_read_int (store, "SELECT count(id) FROM customer WHERE archived = 0");
  made = test_act (store, &error, "create-customer", "t", "name", "长城 & Söhne’; DROP TABLE customer");
  g_assert_no_error (error);
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM customer WHERE archived = 0"), ==, n_before + 1);
  undone = garrison_store_undo (store, garrison_act_result_get_act (made), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM customer WHERE archived = 0"), ==, n_before);
  g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, &error), >=, 3);
  g_assert_no_error (error);
  g_assert_cmpint (broken, ==, 0);
  g_assert_true (garrison_store_check (store, report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report->str, ==, "");
  g_assert_false (garrison_store_backup (store, "/tmp/none", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "garrisonctl team backup"));
  garrison_store_sign_out (store);
  test_read_fails (store, "SELECT id FROM customer", GARRISON_ERROR_NOT_SIGNED_IN);
}

static void
test_sign_in (void)
{
  g_autoptr (GarrisonStore) founded = open_store ();
  g_autofree char *uri = test_company_path (folder);
  g_autofree char *long_login = g_strnfill (10000, 'x');
  const char *wrong[][2] = { { "boss", "wrong" }, { "nobody", "secret" }, { long_login, "secret" } };
  g_autoptr (GarrisonStore) store = garrison_store_open (uri, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (garrison_store_sign_in (store, wrong[i][0], wrong[i][1], NULL, &error));
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
      g_clear_error (&error);
      g_assert_cmpint (garrison_store_get_me (store), ==, 0);
    }
  g_cancellable_cancel (cancellable);
  g_assert_false (garrison_store_sign_in (store, "boss", "secret", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (garrison_store_sign_in (store, "boss", "secret", NULL, &error));
  g_assert_no_error (error);
  garrison_store_sign_out (store);
  garrison_store_close (founded);
  /* Nothing stays behind. */
  WAIT_FOR (count_sessions () == 0);
}

static void
test_password (void)
{
  g_autoptr (GarrisonStore) store = open_store ();
  gint64 me = garrison_store_get_me (store);
  g_autoptr (GError) error = NULL;

  g_assert_false (garrison_store_set_password (store, me, "wrong", "new", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_false (garrison_store_set_password (store, me, NULL, "new", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_true (garrison_store_set_password (store, me, "secret", "neu’\\ 密码", NULL, &error));
  g_assert_no_error (error);
  /* The store goes on with it, also over new connections. */
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person WHERE login = 'boss'"), ==, 1);
  g_assert_cmpint (kill_sessions ("TRUE"), >, 0);
  WAIT_FOR (garrison_store_is_online (store));
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person WHERE login = 'boss'"), ==, 1);
  g_assert_cmpint (garrison_store_get_me (store), ==, me);
  g_assert_true (garrison_store_set_password (store, me, "neu’\\ 密码", "secret", NULL, &error));
  g_assert_no_error (error);
}

static void
test_refusals (void)
{
  static const char *const denied[] = {
    "INSERT INTO tag(id) VALUES (1)", "UPDATE person SET name = 'x'", "DELETE FROM person", "EXPLAIN SELECT id FROM person",
    "SELECT id FROM person; SELECT id FROM person", "SELECT id FROM no_such_relation", "SHOW ALL", "COPY person TO STDOUT",
    "SELECT pg_sleep(10)", "SELECT \"pg_sleep\"(10)", "SELECT U&\"pg\\005fsleep\"(10)", "SELECT set_config('a.b', 'c', false)",
    "SELECT * FROM pg_catalog.pg_authid", "SELECT * FROM login_role", "SELECT * FROM installation", "SELECT * FROM ticket",
    "SELECT * INTO stolen FROM person", "WITH x AS (DELETE FROM person RETURNING id) SELECT id FROM x",
    "SELECT id FROM person -- all", "SELECT /* all */ id FROM person", "SELECT $1", "SELECT $$a$$", "SELECT E'\\''", "",
    ";", "SELECT 'open", "SELECT id FROM person FOR UPDATE", "SELECT garrison.end_sessions()", "SELECT end_sessions()", "SELECT undo('x', 1)", "BEGIN", "VALUES (1)",
    "SELECT undo('r', 1)", "SELECT current_setting('role')", "SELECT lo_import('/etc/passwd')",
  };
  g_autoptr (GarrisonStore) store = open_store ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (denied); i++)
    test_read_fails (store, denied[i], GARRISON_ERROR_DENIED);
  g_assert_null (garrison_store_read (store, "SELECT id FROM person WHERE id = :missing", NULL, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person WHERE login = 'boss';"), ==, 1);
  test_read_fails (store, "SELECT sum(9223372036854775807) FROM role", GARRISON_ERROR_TOO_LARGE);
}

static void
test_values (void)
{
  g_autoptr (GarrisonStore) store = open_store ();
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  gint64 ids[] = { 3, 5, G_MAXINT64 };
  g_autoptr (GarrisonRows) rows = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_int (args, "int", G_MININT64);
  garrison_args_set_real (args, "real", 0.1);
  garrison_args_set_text (args, "text", "it’s :int '' \"q\" $1");
  garrison_args_set_null (args, "none");
  garrison_args_set_ids (args, "ids", ids, 3);
  rows = garrison_store_read (store,
                              "SELECT :int AS a, :real AS b, :text AS c, :none AS d, ':int @ids(ids)' AS \":e\", 1 = 1 AS f,"
                              " avg(id) AS g, sum(id) AS h, CAST(5 AS integer) AS i, 9223372036854775807 IN @ids(ids) AS j,"
                              " CASE WHEN :none IS NULL THEN 'none' END AS k FROM person WHERE login = 'boss'",
                              args, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (garrison_rows_get_size (rows), ==, 1);
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 0), ==, G_MININT64);
  g_assert_cmpfloat (garrison_rows_get_real (rows, 0, 1), ==, 0.1);
  g_assert_cmpstr (garrison_rows_get_text (rows, 0, 2), ==, "it’s :int '' \"q\" $1");
  g_assert_true (garrison_rows_is_null (rows, 0, 3));
  g_assert_cmpstr (garrison_rows_get_text (rows, 0, 4), ==, ":int @ids(ids)");
  g_assert_cmpstr (garrison_rows_get_column (rows, 4), ==, ":e");
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 5), ==, 1);
  g_assert_cmpstr (garrison_rows_get_text (rows, 0, 5), ==, "1");
  g_assert_cmpfloat (garrison_rows_get_real (rows, 0, 6), >, 0);
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 7), >, 0);
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 8), ==, 5);
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 9), ==, 1);
  g_assert_cmpstr (garrison_rows_get_text (rows, 0, 10), ==, "none");
}

#define MANY "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i FROM n"

typedef struct
{
  guint n;
  guint stop_at;
  gboolean kills; /* ends the session in the middle */
} Rows;

static gboolean
count_row (GarrisonRow *row, gpointer data)
{
  Rows *rows = data;

  rows->n++;
  g_assert_cmpint (garrison_row_get_int (row, 0), ==, rows->n);
  if (rows->kills && rows->n == 10)
    g_assert_cmpint (kill_sessions ("state = 'active'"), ==, 1);
  return rows->n != rows->stop_at;
}

static void
test_streams (void)
{
  g_autoptr (GarrisonStore) store = open_store ();
  g_autofree char *ten_thousand = g_strdup_printf (MANY, 10000);
  g_autofree char *endless = g_strdup_printf (MANY, 2000000000);
  g_autoptr (GError) error = NULL;
  Rows rows = { 0 };

  g_assert_true (garrison_store_scan (store, ten_thousand, NULL, count_row, &rows, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rows.n, ==, 10000);
  rows = (Rows){ 0, 1, FALSE };
  g_assert_true (garrison_store_scan (store, endless, NULL, count_row, &rows, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person WHERE login = 'boss'"), ==, 1);
  /* The server ends in the middle: that is told, and the next read is well. */
  rows = (Rows){ 0, 0, TRUE };
  g_assert_false (garrison_store_scan (store, endless, NULL, count_row, &rows, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE);
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person WHERE login = 'boss'"), ==, 1);
}

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
  g_autoptr (GarrisonStore) store = open_store ();
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM (" MANY ") AS x", 2000000000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_null (garrison_store_read (store, sql, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person WHERE login = 'boss'"), ==, 1);
}

static gpointer
read_long (gpointer data)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM (" MANY ") AS x", 2000000000);
  GError *error = NULL;

  g_assert_null (garrison_store_read (data, sql, NULL, NULL, &error));
  return error;
}

/* More calls than connections: all end when the store closes. */
static void
test_close (void)
{
  g_autoptr (GarrisonStore) store = open_store ();
  GThread *threads[6];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("read", read_long, store);
  g_usleep (200000);
  garrison_store_close (store);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GError) error = g_thread_join (threads[i]);

      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_FAILED);
    }
}

typedef struct
{
  guint n;
  guint n_anything;
  gint64 customer;
} Heard;

static void
on_changed (GarrisonStore *store, GarrisonChange *change, Heard *heard)
{
  gsize n = 0;
  const gint64 *customers = garrison_change_get_customers (change, &n);

  heard->n++;
  heard->n_anything += garrison_change_get_act (change) == NULL;
  if (n > 0)
    heard->customer = customers[0];
}

static void
test_others (void)
{
  g_autoptr (GarrisonStore) here = open_store ();
  g_autoptr (GarrisonStore) there = test_company_open (folder, "boss");
  g_autoptr (PGconn) admin = test_server_connect (database);
  Heard heard_here = { 0 }, heard_there = { 0 };
  gint64 customer;

  g_signal_connect (here, "changed", G_CALLBACK (on_changed), &heard_here);
  g_signal_connect (there, "changed", G_CALLBACK (on_changed), &heard_there);
  /* What anybody may send who may connect. */
  test_server_exec (admin, "NOTIFY garrison; NOTIFY garrison, 'x'; NOTIFY garrison, '1 customer'; NOTIFY garrison, '-1 a *';"
                           " NOTIFY garrison, '99999999999999999999 customer 1'; NOTIFY garrison, '1 no_such 1,2';"
                           " NOTIFY garrison, '1 customer 1,,2'; NOTIFY garrison, '1 customer ''; DROP TABLE person'");
  test_server_exec (admin, "SELECT pg_notify('garrison', repeat('1 customer ', 700))");
  customer = create_customer (here, "Acme");
  WAIT_FOR (heard_there.customer == customer);
  WAIT_FOR (heard_here.customer == customer);
  settle ();
  /* One's own act is told once. */
  g_assert_cmpuint (heard_here.n, ==, 1);
  g_assert_cmpuint (heard_there.n, ==, 1);
  g_assert_cmpint (count_named (there, "Acme"), ==, 1);
}

/* Rights that another session moves reach this one; who is dismissed is out. */
static void
test_dismissed (void)
{
  g_autoptr (GarrisonStore) boss = open_store ();
  g_autoptr (GarrisonStore) sales = NULL;
  Heard heard = { 0 };

  test_vault_exec (folder, "INSERT INTO person(id, login, name, sort_key, team, role) SELECT 111, 'sales', 'Sales', 'sales',"
                           " t.id, r.id FROM team t, role r WHERE r.key = 'salesperson'");
  test_vault_give_password (folder, "sales");
  sales = test_company_open (folder, "sales");
  g_signal_connect (sales, "changed", G_CALLBACK (on_changed), &heard);
  g_assert_cmpint (garrison_store_get_me (sales), ==, 111);
  g_assert_cmpstr (garrison_store_get_scope (sales, "customer.see"), !=, "all");
  test_vault_exec (folder, "UPDATE person SET role = (SELECT id FROM role WHERE key = 'owner') WHERE id = 111;"
                           " NOTIFY garrison, '1 person *'");
  WAIT_FOR (g_strcmp0 (garrison_store_get_scope (sales, "customer.see"), "all") == 0);
  /* What is heard from now on is of the next change. */
  WAIT_FOR (heard.n > 0);
  settle ();
  /* Another login is another name of the role: new connections are made with it. */
  heard.n = 0;
  test_vault_exec (folder, "UPDATE person SET login = 'seller' WHERE id = 111; NOTIFY garrison, '2 person *'");
  WAIT_FOR (heard.n > 0);
  g_assert_cmpint (kill_sessions ("usename LIKE '%.seller'"), >, 0);
  g_assert_cmpint (test_read_int (sales, "SELECT count(id) FROM person WHERE id = 111"), ==, 1);
  test_vault_exec (folder, "UPDATE person SET active = 0 WHERE id = 111; NOTIFY garrison, '2 person *'");
  WAIT_FOR (garrison_store_get_me (sales) == 0);
  test_read_fails (sales, "SELECT id FROM person", GARRISON_ERROR_NOT_SIGNED_IN);
  WAIT_FOR (heard.n > 0);
}

static gboolean
signs_in (GarrisonStore *store, const char *password)
{
  g_autoptr (GError) error = NULL;

  if (garrison_store_sign_in (store, "taken", password, NULL, &error))
    return TRUE;
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
  return FALSE;
}

/* Whoever sits there while somebody else sets their password is signed out, and told apart from the
 * dismissed. */
static void
test_password_reset (void)
{
  g_autoptr (GarrisonStore) boss = open_store ();
  g_autoptr (GarrisonStore) here = NULL, there = NULL;
  g_autoptr (GError) error = NULL;

  test_vault_exec (folder, "INSERT INTO person(id, login, name, sort_key, team, role) SELECT 112, 'taken', 'Taken', 'taken',"
                           " t.id, r.id FROM team t, role r WHERE r.key = 'salesperson'");
  test_vault_give_password (folder, "taken");
  here = test_company_open (folder, "taken");
  there = test_company_open (folder, "taken");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *password = g_strdup_printf ("anew %u", i);
      g_autofree char *before = i == 0 ? g_strdup ("secret") : g_strdup_printf ("anew %u", i - 1);

      g_assert_true (garrison_store_set_password (boss, 112, NULL, password, NULL, &error));
      g_assert_no_error (error);
      WAIT_FOR (garrison_store_get_me (here) == 0 && garrison_store_get_me (there) == 0);
      g_assert_true (garrison_store_was_password_reset (here) && garrison_store_was_password_reset (there));
      test_read_fails (here, "SELECT id FROM person", GARRISON_ERROR_NOT_SIGNED_IN);
      WAIT_FOR (kill_sessions ("usename LIKE '%.taken'") == 0);
      g_assert_false (signs_in (here, before));
      g_assert_true (signs_in (here, password) && signs_in (there, password));
      g_assert_false (garrison_store_was_password_reset (here) || garrison_store_was_password_reset (there));
    }
  g_assert_false (garrison_store_was_password_reset (boss));
  g_assert_cmpint (garrison_store_get_me (boss), !=, 0);
  test_vault_exec (folder, "UPDATE person SET active = 0 WHERE id = 112; NOTIFY garrison, '2 person *'");
  WAIT_FOR (garrison_store_get_me (here) == 0 && garrison_store_get_me (there) == 0);
  g_assert_false (garrison_store_was_password_reset (here) || garrison_store_was_password_reset (there));
}

static void
test_killed_writer (void)
{
  g_autoptr (GarrisonStore) store = open_store ();

  create_customer (store, "First");
  /* All sessions at once, while nobody looks: nobody notices. */
  g_assert_cmpint (kill_sessions ("TRUE"), >, 0);
  create_customer (store, "Second");
  g_assert_cmpint (count_named (store, "First"), ==, 1);
  g_assert_cmpint (count_named (store, "Second"), ==, 1);
}

/* Ends whoever waits for the head of the chain, then lets go of it. */
static gpointer
kill_waiting (gpointer data)
{
  g_autoptr (PGconn) holder = test_server_connect (database);

  test_server_exec (holder, "BEGIN; SELECT 1 FROM chain_head FOR UPDATE");
  while (kill_sessions ("wait_event_type = 'Lock'") == 0)
    g_usleep (10000);
  test_server_exec (holder, "ROLLBACK");
  return NULL;
}

static void
test_killed_in_act (void)
{
  g_autoptr (GarrisonStore) store = open_store ();
  GThread *thread = g_thread_new ("kill", kill_waiting, NULL);

  g_usleep (300000);
  create_customer (store, "Killed and done again");
  g_thread_join (thread);
  g_assert_cmpint (count_named (store, "Killed and done again"), ==, 1);
}

/* The folder of the real server's socket. */
static char *
server_folder (void)
{
  g_autoptr (GarrisonPgUri) uri = garrison_pg_uri_parse (g_getenv ("GARRISON_TEST_POSTGRES"), NULL);
  const GarrisonPgTarget *target = g_ptr_array_index (garrison_pg_uri_get_targets (uri), 0);

  return g_strdup (target->host);
}

static LossyLine *
make_line (GarrisonStore **store)
{
  g_autofree char *server = server_folder ();
  g_autofree char *uri = g_strdup_printf ("postgresql:///%s?host=%s", database, folder);
  LossyLine *line = lossy_line_new (folder, server);
  g_autoptr (GError) error = NULL;

  *store = garrison_store_open (uri, NULL, &error);
  g_assert_no_error (error);
  garrison_store_sign_in (*store, "boss", "secret", NULL, &error);
  g_assert_no_error (error);
  return line;
}

/* It was done, and the connection was lost before that could be said: done once, and said. */
static void
test_answer_lost (void)
{
  g_autoptr (GarrisonStore) store = NULL;
  g_autoptr (LossyLine) line = make_line (&store);
  Heard heard = { 0 };

  g_signal_connect (store, "changed", G_CALLBACK (on_changed), &heard);
  lossy_line_lose_answers (line, "act_create_customer", 2);
  g_assert_cmpint (create_customer (store, "Answer lost"), >, 0);
  g_assert_cmpuint (lossy_line_get_n_lost (line), ==, 2);
  g_assert_cmpint (count_named (store, "Answer lost"), ==, 1);
  WAIT_FOR (heard.n > 0);
  garrison_store_close (store);
}

static gpointer
cut_then_cancel (gpointer data)
{
  gpointer *both = data;

  while (lossy_line_get_n_lost (both[0]) == 0)
    g_usleep (5000);
  lossy_line_set_up (both[0], FALSE);
  g_usleep (600000);
  g_cancellable_cancel (both[1]);
  return NULL;
}

/* Nobody can tell any more: that is what is said, and the same request tells later. */
static void
test_fate_unknown (void)
{
  g_autoptr (GarrisonStore) store = NULL;
  g_autoptr (LossyLine) line = make_line (&store);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer both[] = { line, cancellable };
  GThread *thread;

  garrison_args_set_text (args, "name", "Fate unknown");
  lossy_line_lose_answers (line, "act_create_customer", 1);
  thread = g_thread_new ("cut", cut_then_cancel, both);
  g_assert_null (garrison_store_act (store, "create-customer", args, "the-wish", cancellable, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNCERTAIN);
  g_thread_join (thread);
  lossy_line_set_up (line, TRUE);
  WAIT_FOR (garrison_store_is_online (store));
  g_clear_error (&error);
  result = garrison_store_act (store, "create-customer", args, "the-wish", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (garrison_act_result_is_repeat (result));
  g_assert_cmpint (count_named (store, "Fate unknown"), ==, 1);
  garrison_store_close (store);
}

static gboolean
give_row (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  int *left = data;

  for (guint i = 0; i < n_cells; i++)
    cells[i] = (GarrisonValue){ .kind = GARRISON_VALUE_NULL };
  if ((*left)-- <= 0)
    return FALSE;
  cells[0] = (GarrisonValue){ .kind = GARRISON_VALUE_TEXT, .text = *left % 2 ? "Imported odd" : "Imported even", .length = -1 };
  cells[1] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = *left + 1 };
  return TRUE;
}

/* Rows come from their source once, and reach the server twice. */
static void
test_import_lost (void)
{
  static const char *const columns[] = { "name", "sort_order", NULL };
  g_autoptr (GarrisonPgReplay) replay = NULL;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  GarrisonArgs *again;
  const char *const *names;
  GarrisonRowSource source;
  GarrisonValue cells[2];
  gpointer data;
  int left = 5;

  garrison_args_set_rows (args, "rows", columns, give_row, &left);
  garrison_args_set_text (args, "file", "f");
  replay = garrison_pg_replay_new (args, "rows");
  again = garrison_pg_replay_get_args (replay);
  g_assert_true (garrison_args_lookup_rows (again, "rows", &names, &source, &data));
  g_assert_cmpstr (garrison_args_lookup (again, "file")->text, ==, "f");
  for (guint i = 0; i < 3; i++)
    g_assert_true (source (data, cells, 2, NULL));
  garrison_pg_replay_rewind (replay);
  for (int i = 5; i > 0; i--)
    {
      g_assert_true (source (data, cells, 2, NULL));
      g_assert_cmpint (cells[1].integer, ==, i);
      g_assert_cmpstr (cells[0].text, ==, (i - 1) % 2 ? "Imported odd" : "Imported even");
    }
  g_assert_false (source (data, cells, 2, NULL));
  g_assert_false (source (data, cells, 2, NULL));
}

static void
count_turn (GarrisonStore *store, guint *n)
{
  ++*n;
}

static void
test_away (void)
{
  g_autoptr (GarrisonStore) store = NULL;
  g_autoptr (LossyLine) line = make_line (&store);
  guint n_turns = 0;
  Heard heard = { 0 };

  g_signal_connect (store, "online-changed", G_CALLBACK (count_turn), &n_turns);
  g_signal_connect (store, "changed", G_CALLBACK (on_changed), &heard);
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person WHERE login = 'boss'"), ==, 1);
  lossy_line_set_up (line, FALSE);
  WAIT_FOR (!garrison_store_is_online (store));
  WAIT_FOR (n_turns == 1);
  test_read_fails (store, "SELECT id FROM person", GARRISON_ERROR_UNREACHABLE);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (test_act (store, &error, "create-customer", "t", "name", "Never sent"));
    g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE);
  }
  g_assert_cmpint (garrison_store_get_me (store), >, 0);
  lossy_line_set_up (line, TRUE);
  WAIT_FOR (garrison_store_is_online (store));
  WAIT_FOR (n_turns == 2);
  WAIT_FOR (heard.n_anything > 0);
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person WHERE login = 'boss'"), ==, 1);
  g_assert_cmpint (count_named (store, "Never sent"), ==, 0);
  garrison_store_close (store);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GarrisonStore) founded = NULL;
  g_autofree char *path = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!test_server_is_used ())
    {
      g_test_message ("no server: GARRISON_TEST_POSTGRES is unset (tests/postgres sets it)");
      return g_test_run ();
    }
  folder = test_folder_new ();
  founded = test_company_new (folder);
  garrison_store_close (founded);
  path = g_build_filename (folder, "database", NULL);
  g_assert_true (g_file_get_contents (path, &database, NULL, NULL));
  g_test_add_func ("/pg-store/whole-round", test_whole_round);
  g_test_add_func ("/pg-store/sign-in", test_sign_in);
  g_test_add_func ("/pg-store/password", test_password);
  g_test_add_func ("/pg-store/refusals", test_refusals);
  g_test_add_func ("/pg-store/values", test_values);
  g_test_add_func ("/pg-store/streams", test_streams);
  g_test_add_func ("/pg-store/cancel", test_cancel);
  g_test_add_func ("/pg-store/close", test_close);
  g_test_add_func ("/pg-store/others", test_others);
  g_test_add_func ("/pg-store/dismissed", test_dismissed);
  g_test_add_func ("/pg-store/password-reset", test_password_reset);
  g_test_add_func ("/pg-store/killed-writer", test_killed_writer);
  g_test_add_func ("/pg-store/killed-in-act", test_killed_in_act);
  g_test_add_func ("/pg-store/answer-lost", test_answer_lost);
  g_test_add_func ("/pg-store/fate-unknown", test_fate_unknown);
  g_test_add_func ("/pg-store/import-lost", test_import_lost);
  g_test_add_func ("/pg-store/away", test_away);
  status = g_test_run ();
  test_folder_free (folder);
  g_free (database);
  return status;
}
