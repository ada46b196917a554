/* An Office on a server: everybody on a connection of their own, signed in with a password. What the
 * test itself reads and writes, the administrator does; acts of the program (0) too, on a connection
 * apart. The server's clock is a row of a table. */
#include <string.h>

#include "base/error.h"
#include "office-engine.h"
#include "server.h"
#include "store/audit.h"
#include "store/postgres/pg-act-call.h"
#include "store/postgres/pg-schema.h"

typedef struct
{
  char *database;
  char *uri;
  PGconn *vault;
  GHashTable *people; /* gint64 -> GarrisonPgConnection */
} Server;

static void
set_clock (Office *o)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE test_clock SET now = %" G_GINT64_FORMAT, o->now);

  test_server_exec (((Server *) o->place)->vault, sql);
}

static const char clock_sql[]
  = "CREATE TABLE test_clock (now bigint NOT NULL);"
    "INSERT INTO test_clock VALUES (0);"
    "GRANT SELECT ON test_clock TO %1$s;"
    "CREATE OR REPLACE FUNCTION server_time() RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER"
    " SET search_path = garrison, pg_temp AS 'SELECT now FROM test_clock';"
    "ALTER FUNCTION server_time() OWNER TO %1$s;";

static void
stop_clock (Server *server)
{
  g_autofree char *owner = garrison_pg_group_name (server->database, "owner");
  g_autofree char *quoted = PQescapeIdentifier (server->vault, owner, strlen (owner));
  g_autofree char *sql = g_strdup_printf (clock_sql, quoted);

  test_server_exec (server->vault, sql);
}

static void
open_server (Office *o)
{
  g_autoptr (GError) error = NULL;
  Server *server = o->place = g_new0 (Server, 1);
  g_autoptr (GarrisonPgConnection) admin = NULL;

  server->database = test_server_new_database ();
  server->uri = test_server_uri (server->database);
  server->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) garrison_pg_close);
  admin = garrison_pg_open (server->uri, NULL, NULL, GARRISON_PG_WRITER, NULL, &error);
  g_assert_no_error (error);
  garrison_pg_install (admin, NULL, &error);
  g_assert_no_error (error);
  server->vault = test_server_connect (server->database);
  stop_clock (server);
}

static void
close_server (Office *o)
{
  Server *server = o->place;

  g_hash_table_unref (server->people);
  PQfinish (server->vault);
  test_server_drop (server->database);
  g_free (server->database);
  g_free (server->uri);
  g_free (server);
}

/* The role of a person, who can sign in from now on unless the company forbids it. Whoever the company
 * does not know gets a role that is no person's. */
static char *
prepare_role (Server *server, gint64 me)
{
  g_autofree char *find = g_strdup_printf (
    "SELECT rolname FROM pg_roles WHERE rolname = (SELECT name FROM login_role WHERE person = %" G_GINT64_FORMAT ")"
    " OR rolname = '%s.stranger-%" G_GINT64_FORMAT "'", me, server->database, me);
  g_autofree char *quoted = NULL;
  g_autofree char *sql = NULL;
  char *role = test_server_read_text (server->vault, find);
  gboolean known = role != NULL;

  if (!known)
    role = g_strdup_printf ("%s.stranger-%" G_GINT64_FORMAT, server->database, me);
  quoted = PQescapeIdentifier (server->vault, role, strlen (role));
  sql = g_strdup_printf ("%s ROLE %s %s PASSWORD 'secret'", known ? "ALTER" : "CREATE", quoted, known ? "" : "LOGIN");
  test_server_exec (server->vault, sql);
  return role;
}

static GarrisonPgConnection *
open_person (Server *server, gint64 me, GError **error)
{
  g_autofree char *role = me != 0 ? prepare_role (server, me) : NULL;

  return garrison_pg_open (server->uri, role, role != NULL ? "secret" : NULL, GARRISON_PG_WRITER, NULL, error);
}

const char *
office_server_get_database (Office *o)
{
  return ((Server *) o->place)->database;
}

PGconn *
office_server_sign_in (Office *o, gint64 me)
{
  g_autofree char *role = prepare_role (o->place, me);

  return test_server_sign_in (office_server_get_database (o), role, "secret");
}

GarrisonPgConnection *
office_server_connect (Office *o, gint64 me)
{
  g_autoptr (GError) error = NULL;
  GarrisonPgConnection *connection = open_person (o->place, me, &error);

  g_assert_no_error (error);
  return connection;
}

/* (nullable): NULL when the server does not let them in. */
static GarrisonPgConnection *
connection_of (Server *server, gint64 me, GError **error)
{
  GarrisonPgConnection *connection = g_hash_table_lookup (server->people, &me);

  if (connection != NULL)
    PQconsumeInput (garrison_pg_get_raw (connection)); /* the server may have ended the session */
  if (connection != NULL && !garrison_pg_is_broken (connection)
      && PQstatus (garrison_pg_get_raw (connection)) == CONNECTION_OK)
    return connection;
  g_hash_table_remove (server->people, &me);
  connection = open_person (server, me, error);
  if (connection != NULL)
    g_hash_table_insert (server->people, g_memdup2 (&me, sizeof me), connection);
  return connection;
}

static void
assert_idle (GarrisonPgConnection *connection)
{
  if (!garrison_pg_is_broken (connection))
    g_assert_cmpint (PQtransactionStatus (garrison_pg_get_raw (connection)), ==, PQTRANS_IDLE);
}

/* A dismissal ends sessions a moment after it was told. Whoever was taken back since signs in again and
 * repeats the wish, as the program does. */
static gboolean
was_cut_off (const GError *error)
{
  return g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_UNCERTAIN)
         || g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE);
}

static GarrisonActResult *
run (Office *o, gint64 me, const char *name, GarrisonArgs *args, const char *request, GCancellable *cancellable,
     GarrisonChange **change, GError **error)
{
  const GarrisonActFile *file = garrison_act_file_find (name);
  GarrisonPgConnection *connection;
  GarrisonActResult *result;
  GError *local = NULL;

  if (change != NULL)
    *change = NULL;
  set_clock (o);
  if (file == NULL)
    {
      g_propagate_error (error, garrison_refusal_new ("", "no-such-act"));
      return NULL;
    }
  connection = connection_of (o->place, me, error);
  if (connection == NULL)
    return NULL;
  result = garrison_pg_act_call (connection, file, args, request, change, cancellable, &local);
  if (was_cut_off (local))
    {
      g_clear_error (&local);
      g_hash_table_remove (((Server *) o->place)->people, &me);
      return run (o, me, name, args, request, cancellable, change, error);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  assert_idle (connection);
  return result;
}

static GarrisonActResult *
undo (Office *o, gint64 me, gint64 act, const char *request, GCancellable *cancellable, GarrisonChange **change,
      GError **error)
{
  GarrisonPgConnection *connection;
  GarrisonActResult *result;
  GError *local = NULL;

  if (change != NULL)
    *change = NULL;
  set_clock (o);
  connection = connection_of (o->place, me, error);
  if (connection == NULL)
    return NULL;
  result = garrison_pg_undo_call (connection, act, request, change, cancellable, &local);
  if (was_cut_off (local))
    {
      g_clear_error (&local);
      g_hash_table_remove (((Server *) o->place)->people, &me);
      return undo (o, me, act, request, cancellable, change, error);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  assert_idle (connection);
  return result;
}

static char *
read_one (Office *o, const char *sql)
{
  PGresult *rows = test_server_read (((Server *) o->place)->vault, sql);
  char *text = NULL;

  if (PQntuples (rows) > 0 && !PQgetisnull (rows, 0, 0))
    text = g_strdup (PQgetvalue (rows, 0, 0));
  if (text != NULL && PQftype (rows, 0) == 16) /* yes and no are numbers in a file */
    text[0] = text[0] == 't' ? '1' : '0';
  PQclear (rows);
  return text;
}

static void
exec (Office *o, const char *sql)
{
  test_server_exec (((Server *) o->place)->vault, sql);
}

static void
dump (Office *o, const char *sql, GString *text)
{
  PGresult *rows = test_server_read (((Server *) o->place)->vault, sql);

  for (int i = 0; i < PQntuples (rows); i++)
    {
      for (int j = 0; j < PQnfields (rows); j++)
        if (!g_str_equal (PQfname (rows, j), "version"))
          g_string_append_printf (text, "%s=%s ", PQfname (rows, j),
                                  PQgetisnull (rows, i, j) ? "-" : PQgetvalue (rows, i, j));
      g_string_append_c (text, '\n');
    }
  PQclear (rows);
}

static gint64
number (PGresult *rows, int row, int column)
{
  return PQgetisnull (rows, row, column) ? 0 : g_ascii_strtoll (PQgetvalue (rows, row, column), NULL, 10);
}

static const char *
value (PGresult *rows, int row, int column)
{
  return PQgetisnull (rows, row, column) ? NULL : PQgetvalue (rows, row, column);
}

static gboolean
feed_rows (GarrisonAuditWalk *walk, PGresult *rows, int *next, gint64 act)
{
  gboolean strays = FALSE;

  for (; *next < PQntuples (rows) && number (rows, *next, 0) <= act; (*next)++)
    {
      strays = strays || number (rows, *next, 0) < act;
      garrison_audit_walk_row (walk, value (rows, *next, 1), -1, number (rows, *next, 2), value (rows, *next, 3), -1,
                               value (rows, *next, 4), -1, value (rows, *next, 5), -1);
    }
  return !strays;
}

static gboolean
check_act (GarrisonAuditWalk *walk, PGresult *acts, int i, PGresult *rows, int *next)
{
  GarrisonAuditAct act = {
    .id = number (acts, i, 0), .name = value (acts, i, 1), .person = number (acts, i, 2), .at = number (acts, i, 3),
    .day = number (acts, i, 4), .request = value (acts, i, 5), .undoes = number (acts, i, 6),
    .gave = value (acts, i, 7), .rows = number (acts, i, 8), .rows_hash = value (acts, i, 9),
    .previous = value (acts, i, 10), .hash = value (acts, i, 11),
  };
  gboolean good = feed_rows (walk, rows, next, act.id);

  return garrison_audit_walk_act (walk, &act) && good;
}

/* The walk of its own that this test makes, not the engine's. */
static gint64
verify (Office *o, gint64 anchor, const char *hash, gint64 *broken)
{
  PGconn *vault = ((Server *) o->place)->vault;
  PGresult *acts = test_server_read (vault, "SELECT id, name, person, at, day, request, undoes, gave, rows, rows_hash,"
                                            " previous, hash FROM act ORDER BY id");
  PGresult *rows = test_server_read (vault, "SELECT act, relation, record, field, was, became FROM act_row"
                                            " ORDER BY act, relation COLLATE \"C\", record, field COLLATE \"C\"");
  g_autoptr (GarrisonAuditWalk) walk = garrison_audit_walk_new ();
  gboolean anchored = anchor == 0;
  gint64 good = 0;
  int next = 0;

  *broken = 0;
  for (int i = 0; i < PQntuples (acts) && *broken == 0; i++)
    {
      gint64 id = number (acts, i, 0);

      if (!anchored && id > anchor)
        *broken = anchor;
      else if (!check_act (walk, acts, i, rows, &next) || (id == anchor && g_strcmp0 (hash, value (acts, i, 11)) != 0))
        *broken = id;
      else
        good++;
      anchored = anchored || id == anchor;
    }
  if (*broken == 0 && next < PQntuples (rows))
    *broken = number (rows, next, 0);
  if (*broken == 0 && !anchored)
    *broken = anchor;
  PQclear (acts);
  PQclear (rows);
  return good;
}

static void
loosen (Office *o)
{
  exec (o, "SET session_replication_role = replica");
}

static void
set_zone (Office *o, const char *zone)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE setting SET value = '%s' WHERE key = 'time_zone'", zone);
  exec (o, sql);
}

static void
obstruct (Office *o, const char *relation, gboolean aloud)
{
  g_autofree char *sql = g_strdup_printf (
    "CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN %s; END $$;"
    "CREATE TRIGGER odd BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION odd()",
    aloud ? "RAISE check_violation" : "RETURN NULL", relation);
  exec (o, sql);
}

static void
clear_way (Office *o, const char *relation)
{
  g_autofree char *sql = g_strdup_printf ("DROP TRIGGER odd ON %s; DROP FUNCTION odd()", relation);
  exec (o, sql);
}

static gint64
count_indexes (Office *o)
{
  return office_int (o, "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        " WHERE c.relnamespace = 'garrison'::regnamespace AND i.indisvalid");
}

const OfficeEngine office_on_server = {
  open_server, close_server, run, undo, read_one, exec, dump, verify, loosen, set_zone, obstruct, clear_way, count_indexes,
};
