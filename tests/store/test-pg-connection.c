/* One connection to a server: who is let in, what is told, how long a cancelled wait lasts. */
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "store/postgres/pg-connection.h"
#include "store/postgres/pg-uri.h"

static const char *admin_uri;

static GarrisonPgConnection *
open_admin (void)
{
  g_autoptr (GError) error = NULL;
  GarrisonPgConnection *connection
    = garrison_pg_open (admin_uri, NULL, NULL, GARRISON_PG_WRITER, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
exec (GarrisonPgConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  garrison_pg_exec (connection, sql, NULL, &error);
  g_assert_no_error (error);
}

static char *
get_text (GarrisonPgConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = garrison_pg_query (connection, sql, 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (PQntuples (result), ==, 1);
  return g_strdup (PQgetvalue (result, 0, 0));
}

static void
test_values (void)
{
  g_autoptr (GarrisonPgConnection) connection = open_admin ();
  const char *values[] = { "4611686018427387905", NULL, "’; DROP TABLE x; -- \x01 公司" };
  Oid types[] = { 20, 25, 25 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result = NULL;

  result = garrison_pg_query (connection, "SELECT $1, $2, $3", 3, types, values, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (PQgetvalue (result, 0, 0), ==, values[0]);
  g_assert_true (PQgetisnull (result, 0, 1));
  g_assert_cmpstr (PQgetvalue (result, 0, 2), ==, values[2]);
  g_assert_cmpstr (garrison_pg_get_database (connection), ==, "postgres");
  g_assert_false (garrison_pg_is_broken (connection));
}

static void
test_settings (void)
{
  g_autoptr (GarrisonPgConnection) connection = open_admin ();
  g_autofree char *path = get_text (connection, "SHOW search_path");
  g_autofree char *zone = get_text (connection, "SHOW timezone");
  g_autofree char *name = get_text (connection, "SHOW application_name");
  g_autofree char *encoding = get_text (connection, "SHOW client_encoding");

  g_assert_cmpstr (path, ==, "garrison,pg_temp");
  g_assert_cmpstr (zone, ==, "UTC");
  g_assert_cmpstr (name, ==, "garrison");
  g_assert_cmpstr (encoding, ==, "UTF8");
}

/* Each is refused without a word of what was asked, and the connection goes on. */
static void
test_refusals (void)
{
  static const struct
  {
    const char *sql;
    GarrisonError code;
  } cases[] = {
    { "SELECT * FROM no_such_thing_4711", GARRISON_ERROR_FAILED },
    { "SELECT 'geheim4711'::int", GARRISON_ERROR_FAILED },
    { "SELEC 4711", GARRISON_ERROR_FAILED },
    { "SELECT 9223372036854775807 + 4711", GARRISON_ERROR_TOO_LARGE },
    { "BEGIN READ ONLY; CREATE TABLE t4711(i int); COMMIT", GARRISON_ERROR_READ_ONLY },
    { "ROLLBACK; SET ROLE pg_monitor; CREATE TABLE pg_catalog.t4711(i int)", GARRISON_ERROR_DENIED },
    { "RESET ROLE; SET lock_timeout = 1; DO $$ BEGIN RAISE SQLSTATE '55P03' USING MESSAGE = '4711'; END $$",
      GARRISON_ERROR_BUSY },
    { "DO $$ BEGIN RAISE SQLSTATE '53100' USING MESSAGE = '4711'; END $$", GARRISON_ERROR_FULL },
    { "DO $$ BEGIN RAISE SQLSTATE '40P01' USING MESSAGE = '4711'; END $$", GARRISON_ERROR_BUSY },
    { "DO $$ BEGIN RAISE SQLSTATE '40001' USING MESSAGE = '4711'; END $$", GARRISON_ERROR_BUSY },
    { "DO $$ BEGIN RAISE EXCEPTION '4711'; END $$", GARRISON_ERROR_FAILED },
  };
  g_autoptr (GarrisonPgConnection) connection = open_admin ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *one = NULL;

      g_assert_false (garrison_pg_exec (connection, cases[i].sql, NULL, &error));
      g_assert_error (error, GARRISON_ERROR, (int)cases[i].code);
      g_assert_null (strstr (error->message, "4711"));
      g_assert_nonnull (garrison_error_get_detail (error, "sqlstate"));
      exec (connection, "ROLLBACK");
      one = get_text (connection, "SELECT 1");
      g_assert_cmpstr (one, ==, "1");
    }
}

/* What nobody here speaks ends the connection rather than hang it. */
static void
test_copy (void)
{
  static const char *const sqls[] = { "COPY (SELECT 1) TO STDOUT", "CREATE TEMP TABLE c(i int); COPY c FROM STDIN" };

  for (guint i = 0; i < G_N_ELEMENTS (sqls); i++)
    {
      g_autoptr (GarrisonPgConnection) connection = open_admin ();
      g_autoptr (GError) error = NULL;

      g_assert_false (garrison_pg_exec (connection, sqls[i], NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (garrison_pg_is_broken (connection));
      g_clear_error (&error);
      g_assert_false (garrison_pg_exec (connection, "SELECT 1", NULL, &error));
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE);
    }
}

static void
open_fails (const char *uri, const char *user, const char *password, GarrisonError code)
{
  g_autoptr (GError) error = NULL;
  GarrisonPgConnection *connection
    = garrison_pg_open (uri, user, password, GARRISON_PG_WRITER, NULL, &error);

  if (connection != NULL)
    g_error ("this was let in: %s", uri);
  g_assert_error (error, GARRISON_ERROR, (int)code);
  g_assert_null (strstr (error->message, "4711"));
}

/* (transfer full): the address with another database and without its user. */
static char *
make_uri (const char *database)
{
  g_autoptr (GarrisonPgUri) uri = garrison_pg_uri_parse (admin_uri, NULL);
  const GarrisonPgTarget *target = g_ptr_array_index (garrison_pg_uri_get_targets (uri), 0);

  return g_strdup_printf ("postgresql:///%s?host=%s%s%s", database, target->host,
                          target->port == NULL ? "" : "&port=", target->port == NULL ? "" : target->port);
}

static void
test_strangers (void)
{
  g_autoptr (GarrisonPgConnection) connection = open_admin ();
  g_autofree char *uri = make_uri ("postgres");
  g_autofree char *nowhere = make_uri ("no_such_4711");
  GarrisonPgConnection *theirs;
  g_autoptr (GError) error = NULL;

  exec (connection, "DROP ROLE IF EXISTS \"db:a.b\"; DROP ROLE IF EXISTS \"db:locked\"");
  exec (connection, "CREATE ROLE \"db:a.b\" LOGIN PASSWORD 'right'; CREATE ROLE \"db:locked\" PASSWORD 'right'");
  theirs = garrison_pg_open (uri, "db:a.b", "right", GARRISON_PG_WRITER, NULL, &error);
  g_assert_no_error (error);
  /* Nothing of the password stays with libpq. */
  g_assert_cmpstr (PQpass (garrison_pg_get_raw (theirs)), ==, "");
  garrison_pg_close (theirs);
  open_fails (uri, "db:a.b", "wrong4711", GARRISON_ERROR_WRONG_PASSWORD);
  open_fails (uri, "db:a.b", "", GARRISON_ERROR_WRONG_PASSWORD);
  open_fails (uri, "db:nobody4711", "right", GARRISON_ERROR_WRONG_PASSWORD);
  open_fails (uri, "db:locked", "right", GARRISON_ERROR_WRONG_PASSWORD);
  open_fails (nowhere, "db:a.b", "right", GARRISON_ERROR_MISSING);
  exec (connection, "DROP ROLE \"db:a.b\"; DROP ROLE \"db:locked\"");
}

static void
test_uris (void)
{
  static const char *const bad[] = {
    "postgresql://h/db?sslmode=require",
    "postgresql://h/db?sslmode=disable",
    "postgresql://h/db?sslmode=verify-ca",
    "postgresql://h1,h2/db?sslmode=prefer",
    "postgresql:///db?host=/tmp,h&sslmode=allow",
    "postgresql:///db?hostaddr=127.0.0.1&sslmode=disable",
    "postgresql://h:1,h:2,h:3/db?hostaddr=1.1.1.1,2.2.2.2",
    "postgresql://h/db?no_such_option=1",
    "postgresql://%00/db",
    "mysql://h/db",
    "",
  };
  static const char *const good[] = {
    "postgresql://h/db", "postgres://h:5432,i:5433/db?sslmode=verify-full", "postgresql:///db?host=/tmp",
    "postgresql:///db?host=/tmp&sslmode=disable", "postgresql://%2Ftmp/db",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      GarrisonPgUri *uri = garrison_pg_uri_parse (bad[i], &error);

      if (uri != NULL)
        g_error ("this was taken: %s", bad[i]);
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonPgUri) uri = garrison_pg_uri_parse (good[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (uri);
    }
}

/* A server that speaks no TLS, or somebody on the way who says so. */
static gpointer
say_no (gpointer data)
{
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (data, NULL, NULL, NULL);
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GString *heard = g_string_new (NULL);
  char buffer[512];
  gssize n;

  n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);
  g_string_append_len (heard, buffer, MAX (n, 0));
  g_output_stream_write (g_io_stream_get_output_stream (G_IO_STREAM (connection)), "N", 1, NULL, NULL);
  while ((n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (heard, buffer, n);
  return heard;
}

static void
test_downgrade (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  GThread *thread = g_thread_new ("server", say_no, listener);
  g_autofree char *uri = g_strdup_printf ("postgresql://localhost:%u/db", port);
  GString *heard;

  g_setenv ("PGSSLMODE", "disable", TRUE);
  open_fails (uri, "db:someone", "geheim4711", GARRISON_ERROR_UNREACHABLE);
  g_unsetenv ("PGSSLMODE");
  heard = g_thread_join (thread);
  /* The question for TLS, and not a word more. */
  g_assert_cmpuint (heard->len, ==, 8);
  g_string_free (heard, TRUE);
}

static void
test_nobody_there (void)
{
  g_autofree char *folder = g_dir_make_tmp ("garrison-XXXXXX", NULL);
  g_autofree char *uri = g_strdup_printf ("postgresql:///db?host=%s", folder);

  open_fails (uri, "u", "4711", GARRISON_ERROR_UNREACHABLE);
  open_fails ("postgresql://no-such-host-4711.invalid/db", "u", "p", GARRISON_ERROR_UNREACHABLE);
  open_fails ("postgresql://127.0.0.1:1,127.0.0.1:2/db", "u", "p", GARRISON_ERROR_UNREACHABLE);
  g_rmdir (folder);
}

/* The first of several hosts is dead, the second one serves. */
static void
test_hosts (void)
{
  g_autoptr (GarrisonPgUri) parsed = garrison_pg_uri_parse (admin_uri, NULL);
  const GarrisonPgTarget *target = g_ptr_array_index (garrison_pg_uri_get_targets (parsed), 0);
  const char *user = garrison_pg_uri_get (parsed, "user");
  g_autofree char *uri
    = g_strdup_printf ("postgresql:///postgres?host=/nowhere,%s&user=%s%s%s", target->host, user,
                       target->port == NULL ? "" : "&port=", target->port == NULL ? "" : target->port);

  for (int kind = GARRISON_PG_WRITER; kind <= GARRISON_PG_READER; kind++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonPgConnection) connection = garrison_pg_open (uri, NULL, NULL, kind, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (connection);
    }
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
  g_autoptr (GarrisonPgConnection) connection = open_admin ();

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
      g_autoptr (GError) error = NULL;
      g_autofree char *one = NULL;

      g_assert_false (garrison_pg_exec (connection, "SELECT pg_sleep(3600)", cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);
      /* It is whole, and the next statement is not hit. */
      g_clear_error (&error);
      one = get_text (connection, "SELECT 1");
      g_assert_cmpstr (one, ==, "1");
      g_assert_false (garrison_pg_exec (connection, "SELECT 1", cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* Somebody who takes the connection and never says anything. */
static void
test_cancel_connecting (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *uri = g_strdup_printf ("postgresql://localhost:%u/db?connect_timeout=3000", port);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrison_pg_open (uri, "u", "p", GARRISON_PG_WRITER, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_clear_error (&error);
  g_clear_pointer (&uri, g_free);
  uri = g_strdup_printf ("postgresql://localhost:%u/db?connect_timeout=1", port);
  g_assert_null (garrison_pg_open (uri, "u", "p", GARRISON_PG_WRITER, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE);
}

static void
test_killed (void)
{
  g_autoptr (GarrisonPgConnection) admin = open_admin ();
  g_autoptr (GarrisonPgConnection) victim = open_admin ();
  g_autofree char *sql
    = g_strdup_printf ("SELECT pg_terminate_backend(%d, 5000)", PQbackendPID (garrison_pg_get_raw (victim)));
  g_autofree char *done = get_text (admin, sql);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (done, ==, "t");
  g_assert_false (garrison_pg_exec (victim, "SELECT 1", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE);
  g_assert_true (garrison_pg_is_broken (victim));
}

static void
test_row_by_row (void)
{
  g_autoptr (GarrisonPgConnection) connection = open_admin ();
  g_autoptr (GError) error = NULL;
  g_autofree char *one = NULL;
  PGresult *result;
  guint n = 0;

  g_assert_true (garrison_pg_prepare (connection, "p", "SELECT i FROM generate_series(1, 10000) AS i", 0,
                                      NULL, NULL, &error));
  g_assert_true (garrison_pg_send_prepared (connection, "p", 0, NULL, NULL, &error));
  garrison_pg_set_row_by_row (connection);
  while ((result = garrison_pg_next (connection, NULL, &error)) != NULL)
    {
      n += PQntuples (result);
      PQclear (result);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 10000);

  /* Left in the middle of what would never end. */
  g_assert_true (garrison_pg_send (connection, "SELECT generate_series(1, 1000000000)", 0, NULL,
                                   NULL, NULL, &error));
  garrison_pg_set_row_by_row (connection);
  result = garrison_pg_next (connection, NULL, &error);
  g_assert_no_error (error);
  PQclear (result);
  garrison_pg_finish (connection);
  one = get_text (connection, "SELECT 1");
  g_assert_cmpstr (one, ==, "1");
}

/* More than the buffers of both sides hold. */
static void
test_large (void)
{
  g_autoptr (GarrisonPgConnection) connection = open_admin ();
  g_autofree char *text = g_strnfill (20 * 1000 * 1000, 'x');
  const char *values[] = { text };
  Oid types[] = { 25 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PGresult) result
    = garrison_pg_query (connection, "SELECT length($1), $1", 1, types, values, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (PQgetvalue (result, 0, 0), ==, "20000000");
  g_assert_cmpint (PQgetlength (result, 0, 1), ==, 20000000);
}

static void
test_notifications (void)
{
  g_autoptr (GarrisonPgConnection) listener = open_admin ();
  g_autoptr (GarrisonPgConnection) sender = open_admin ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  PGnotify *notify = NULL;

  exec (listener, "LISTEN garrison");
  exec (sender, "NOTIFY garrison, 'hello'");
  while (notify == NULL)
    {
      g_assert_true (garrison_pg_listen (listener, 1000, NULL, &error));
      notify = PQnotifies (garrison_pg_get_raw (listener));
    }
  g_assert_cmpstr (notify->extra, ==, "hello");
  PQfreemem (notify);
  g_assert_true (garrison_pg_listen (listener, 1, NULL, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (garrison_pg_listen (listener, 3600 * 1000, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  admin_uri = g_getenv ("GARRISON_TEST_POSTGRES");
  g_test_add_func ("/pg-connection/uris", test_uris);
  g_test_add_func ("/pg-connection/downgrade", test_downgrade);
  g_test_add_func ("/pg-connection/nobody-there", test_nobody_there);
  g_test_add_func ("/pg-connection/cancel-connecting", test_cancel_connecting);
  if (admin_uri == NULL)
    {
      g_test_message ("no server: GARRISON_TEST_POSTGRES is unset (tests/postgres sets it)");
      return g_test_run ();
    }
  g_test_add_func ("/pg-connection/values", test_values);
  g_test_add_func ("/pg-connection/settings", test_settings);
  g_test_add_func ("/pg-connection/refusals", test_refusals);
  g_test_add_func ("/pg-connection/copy", test_copy);
  g_test_add_func ("/pg-connection/strangers", test_strangers);
  g_test_add_func ("/pg-connection/hosts", test_hosts);
  g_test_add_func ("/pg-connection/cancel", test_cancel);
  g_test_add_func ("/pg-connection/killed", test_killed);
  g_test_add_func ("/pg-connection/row-by-row", test_row_by_row);
  g_test_add_func ("/pg-connection/large", test_large);
  g_test_add_func ("/pg-connection/notifications", test_notifications);
  return g_test_run ();
}
