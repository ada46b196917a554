#include "server.h"

#include <string.h>
#include <unistd.h>

#define SCHEMA "SET search_path = garrison, pg_temp; SET client_min_messages = warning"

static const char *
server_uri (void)
{
  return g_getenv ("GARRISON_TEST_POSTGRES");
}

gboolean
test_server_is_used (void)
{
  return server_uri () != NULL;
}

/* The server's address with another database, and nobody's name unless @with_user. */
static char *
make_uri (const char *database, gboolean with_user)
{
  const char *uri = server_uri ();
  const char *options = strchr (uri, '?');
  const char *user = strstr (uri, "&user=");
  const char *slash = strchr (uri + strlen ("postgresql://"), '/');

  g_assert_true (options != NULL && user != NULL && slash != NULL && slash < options);
  return g_strdup_printf ("%.*s%s%.*s", (int) (slash + 1 - uri), uri, database,
                          (int) (with_user ? (long) strlen (options) : (long) (user - options)), options);
}

char *
test_server_uri (const char *database)
{
  return make_uri (database, TRUE);
}

static PGconn *
connect_to (const char *uri)
{
  PGconn *connection = PQconnectdb (uri);

  if (PQstatus (connection) != CONNECTION_OK)
    g_error ("%s", PQerrorMessage (connection));
  return connection;
}

PGconn *
test_server_connect (const char *database)
{
  g_autofree char *uri = test_server_uri (database);
  PGconn *connection = connect_to (uri);

  test_server_exec (connection, SCHEMA);
  return connection;
}

PGconn *
test_server_sign_in (const char *database, const char *role, const char *password)
{
  g_autofree char *uri = make_uri (database, FALSE);
  const char *names[] = { "dbname", "user", "password", NULL };
  const char *values[] = { uri, role, password, NULL };
  PGconn *connection = PQconnectdbParams (names, values, TRUE);

  if (PQstatus (connection) != CONNECTION_OK)
    g_clear_pointer (&connection, PQfinish);
  else
    test_server_exec (connection, SCHEMA);
  return connection;
}

char *
test_server_new_database (void)
{
  static gint made;
  char *name = g_strdup_printf ("t%d_%d", (int) getpid (), g_atomic_int_add (&made, 1));
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE %s TEMPLATE template0", name);
  g_autoptr (PGconn) connection = connect_to (server_uri ());

  test_server_exec (connection, sql);
  return name;
}

void
test_server_drop (const char *database)
{
  g_autoptr (PGconn) connection = connect_to (server_uri ());
  g_autofree char *drop = g_strdup_printf ("DROP DATABASE %s WITH (FORCE)", database);
  g_autofree char *roles = g_strdup_printf (
    "DO $$ DECLARE r text; BEGIN"
    " FOR r IN SELECT rolname FROM pg_roles WHERE rolname ^@ '%s:' OR rolname ^@ '%s.' LOOP"
    " EXECUTE format('DROP ROLE %%I', r); END LOOP; END $$", database, database);

  test_server_exec (connection, drop);
  test_server_exec (connection, roles);
}

void
test_server_exec (PGconn *connection, const char *sql)
{
  PGresult *result = PQexec (connection, sql);
  ExecStatusType status = PQresultStatus (result);

  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
    g_error ("%s: %.2000s", PQresultErrorMessage (result), sql);
  PQclear (result);
}

PGresult *
test_server_read (PGconn *connection, const char *sql)
{
  PGresult *result = PQexec (connection, sql);

  if (PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%.2000s: %s", sql, PQresultErrorMessage (result));
  return result;
}

char *
test_server_read_text (PGconn *connection, const char *sql)
{
  PGresult *result = test_server_read (connection, sql);
  char *text = NULL;

  if (PQntuples (result) > 0 && !PQgetisnull (result, 0, 0))
    text = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);
  return text;
}

gint64
test_server_read_int (PGconn *connection, const char *sql)
{
  g_autofree char *text = test_server_read_text (connection, sql);

  if (text == NULL)
    return 0;
  return g_str_equal (text, "t") ? 1 : g_ascii_strtoll (text, NULL, 10);
}

void
test_server_give_password (PGconn *connection, const char *login)
{
  g_autofree char *quoted = PQescapeLiteral (connection, login, strlen (login));
  g_autofree char *find = g_strdup_printf (
    "SELECT quote_ident(l.name) FROM login_role l JOIN person p ON p.id = l.person WHERE p.login = %s", quoted);
  g_autofree char *role = test_server_read_text (connection, find);
  g_autofree char *sql = NULL;

  if (role == NULL)
    g_error ("%s has no role", login);
  sql = g_strdup_printf ("ALTER ROLE %s PASSWORD 'secret'", role);
  test_server_exec (connection, sql);
}
