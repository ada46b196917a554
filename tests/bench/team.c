#include "team.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/move/move.h"
#include "store/postgres/pg-schema.h"

/* The server ------------------------------------------------------------------------------------- */

static void
fail (PGconn *connection, const char *what)
{
  fprintf (stderr, "bench: %s: %s\n", what, PQerrorMessage (connection));
  exit (1);
}

PGresult *
team_read (PGconn *connection, const char *format, ...)
{
  g_autofree char *sql = NULL;
  PGresult *result;
  va_list list;

  va_start (list, format);
  sql = g_strdup_vprintf (format, list);
  va_end (list);
  result = PQexec (connection, sql);
  if (PQresultStatus (result) != PGRES_TUPLES_OK && PQresultStatus (result) != PGRES_COMMAND_OK)
    fail (connection, sql);
  return result;
}

gint64
team_read_int (PGconn *connection, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autoptr (PGresult) result = NULL;
  va_list list;

  va_start (list, format);
  sql = g_strdup_vprintf (format, list);
  va_end (list);
  result = team_read (connection, "%s", sql);
  return PQntuples (result) > 0 ? g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10) : 0;
}

static PGconn *
connect_as (Team *team, const char *role)
{
  g_autofree char *uri = g_strdup_printf ("%s&user=%s", team->uri, role);
  PGconn *connection = PQconnectdb (uri);

  if (PQstatus (connection) != CONNECTION_OK)
    fail (connection, role);
  PQclear (team_read (connection, "SET search_path = garrison, pg_temp; SET client_min_messages = warning"));
  return connection;
}

PGconn *
team_connect (Team *team, TeamPerson *person)
{
  g_autofree char *role = person == NULL ? g_strdup ("admin") : g_strconcat ("bench.", person->login, NULL);

  return connect_as (team, role);
}

/* An administrator would not do: the server asks them for no privileges, column by column, which alone takes
 * half of the time of the smallest questions. */
static void
make_bare (Team *team)
{
  PQclear (team_read (team->admin, "DROP ROLE IF EXISTS bare; CREATE ROLE bare LOGIN BYPASSRLS IN ROLE \"bench:people\""));
  team->bare = connect_as (team, "bare");
}

GarrisonPgConnection *
team_sign_in (Team *team, TeamPerson *person)
{
  g_autofree char *role = g_strconcat ("bench.", person->login, NULL);
  g_autoptr (GError) error = NULL;
  GarrisonPgConnection *connection = garrison_pg_open (team->uri, role, "", GARRISON_PG_WRITER, NULL, &error);

  bench_must (error, role);
  return connection;
}

GarrisonActResult *
team_act (GarrisonPgConnection *connection, const char *name, GarrisonArgs *args, const char *request)
{
  g_autoptr (GError) error = NULL;
  GarrisonActResult *result
    = garrison_pg_act_call (connection, garrison_act_file_find (name), args, request, NULL, NULL, &error);

  if (error != NULL && !g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_REFUSED))
    bench_must (error, name);
  return result;
}

GarrisonArgs *
team_edit_args (PGconn *connection, gint64 customer, const char *note)
{
  static const char columns[] = "version, name, short_name, credit_code, phone, website, email, address, region, industry,"
                                " category, level, source, channel, parent";
  GarrisonArgs *args = garrison_args_new ();
  g_autoptr (PGresult) row = team_read (connection, "SELECT %s FROM customer WHERE id = %" G_GINT64_FORMAT, columns, customer);

  garrison_args_set_int (args, "customer", customer);
  garrison_args_set_text (args, "note", note);
  for (int i = 0; PQntuples (row) > 0 && i < PQnfields (row); i++)
    {
      const char *name = PQfname (row, i), *value = PQgetvalue (row, 0, i);

      if (PQgetisnull (row, 0, i))
        garrison_args_set_null (args, name);
      else if (PQftype (row, i) == 20)
        garrison_args_set_int (args, name, g_ascii_strtoll (value, NULL, 10));
      else
        garrison_args_set_text (args, name, value);
    }
  return args;
}

/* The company ------------------------------------------------------------------------------------- */

static void
move_company (Team *team)
{
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();
  double moved;

  garrison_move_to_server (team->bench->path, team->admin_uri, "owner", "a password nobody needs", NULL, NULL, NULL, &error);
  bench_must (error, "moving the company to the server");
  moved = (g_get_monotonic_time () - begun) / 1e6;
  PQclear (team_read (team->admin, "VACUUM ANALYZE"));
  printf ("moved a company of %u customers to the server in %.0f s, tidied up in %.0f s\n", team->bench->size, moved,
          (g_get_monotonic_time () - begun) / 1e6 - moved);
}

/* What is kept may be of another build: its functions and policies are brought up to date. */
static void
install (Team *team)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonPgConnection) admin
    = garrison_pg_open (team->admin_uri, NULL, NULL, GARRISON_PG_WRITER, NULL, &error);

  bench_must (error, "the administrator");
  garrison_pg_install (admin, NULL, &error);
  bench_must (error, "bringing the server's company up to date");
}

static void
person_free (gpointer data)
{
  TeamPerson *person = data;

  g_free (person->login);
  g_free (person->reach);
  g_array_unref (person->reached);
  g_free (person);
}

static TeamPerson *
person_new (Team *team, PGresult *rows, int row)
{
  TeamPerson *person = g_new0 (TeamPerson, 1);
  g_autoptr (PGconn) own = NULL;
  g_autoptr (PGresult) all = NULL;
  g_autoptr (PGresult) reach = NULL;

  person->person = g_ascii_strtoll (PQgetvalue (rows, row, 0), NULL, 10);
  person->login = g_strdup (PQgetvalue (rows, row, 1));
  person->leads = !g_str_equal (PQgetvalue (rows, row, 2), "salesperson");
  person->reached = g_array_new (FALSE, FALSE, sizeof (gint64));
  own = team_connect (team, person);
  all = team_read (own, "SELECT sees_all('customer.see')");
  reach = team_read (own, "SELECT reach('customer.see'), unnest(reach('customer.see'))");
  if (!g_str_equal (PQgetvalue (all, 0, 0), "t"))
    person->reach = g_strdup (PQgetvalue (reach, 0, 0));
  for (int i = 0; i < PQntuples (reach); i++)
    {
      gint64 id = g_ascii_strtoll (PQgetvalue (reach, i, 1), NULL, 10);

      g_array_append_val (person->reached, id);
    }
  return person;
}

/* Fifty who work, few of them leads; of leads and sellers one in the middle is looked through. */
static void
find_people (Team *team)
{
  static const char sql[]
    = "SELECT p.id, p.login, r.key FROM person p JOIN role r ON r.id = p.role WHERE p.active = 1 AND r.key = '%s'"
      " AND (r.key <> 'salesperson' OR EXISTS (SELECT 1 FROM customer c WHERE c.owner = p.id AND c.archived = 0))"
      " ORDER BY (SELECT count(*) FROM person q WHERE q.team = p.team) DESC, p.id LIMIT %d";
  g_autoptr (PGresult) owner = team_read (team->admin, sql, "owner", 1);
  g_autoptr (PGresult) leads = team_read (team->admin, sql, "lead", 10);
  g_autoptr (PGresult) sellers = team_read (team->admin, sql, "salesperson", 50 - MIN (10, PQntuples (leads)));

  team->people = g_ptr_array_new_with_free_func (person_free);
  team->owner = person_new (team, owner, 0);
  for (int i = 0; i < PQntuples (leads); i++)
    g_ptr_array_add (team->people, person_new (team, leads, i));
  for (int i = 0; i < PQntuples (sellers); i++)
    g_ptr_array_add (team->people, person_new (team, sellers, i));
  if (PQntuples (leads) == 0 || PQntuples (sellers) == 0)
    bench_must (g_error_new_literal (GARRISON_ERROR, GARRISON_ERROR_MISSING, "nobody leads or sells"), "the people");
  team->lead = g_ptr_array_index (team->people, 0);
  team->seller = g_ptr_array_index (team->people, PQntuples (leads) + PQntuples (sellers) / 2);
}

static void
describe (Team *team)
{
  g_autoptr (PGresult) version = team_read (team->admin, "SHOW server_version");
  g_autofree char *load = NULL;

  g_file_get_contents ("/proc/loadavg", &load, NULL, NULL);
  printf ("PostgreSQL %s over a local socket: %" G_GINT64_FORMAT " customers, %" G_GINT64_FORMAT " activities, %"
          G_GINT64_FORMAT " people; load of the machine %.14s\n\n",
          PQgetvalue (version, 0, 0), team_read_int (team->admin, "SELECT count(*) FROM customer"),
          team_read_int (team->admin, "SELECT count(*) FROM activity"),
          team_read_int (team->admin, "SELECT count(*) FROM person"), load);
}

void
bench_team (Bench *bench, const char *uri, guint seconds, guint races)
{
  Team team = { .bench = bench, .uri = uri, .seconds = seconds, .races = races };

  team.admin_uri = g_strdup_printf ("%s&user=admin", uri);
  team.run = g_strdup_printf ("bench %" G_GINT64_FORMAT, g_get_real_time ());
  team.admin = team_connect (&team, NULL);
  if (team_read_int (team.admin, "SELECT count(*) FROM pg_class WHERE oid = to_regclass('garrison.customer')") == 0)
    move_company (&team);
  else
    install (&team);
  make_bare (&team);
  find_people (&team);
  describe (&team);
  bench_head ();
  team_reading (&team);
  team_acting (&team);
  team_racing (&team);
  team_moving (&team);
  team_hearing (&team);
  person_free (team.owner);
  g_ptr_array_unref (team.people);
  PQfinish (team.bare);
  PQclear (team_read (team.admin, "DROP ROLE bare"));
  PQfinish (team.admin);
  g_free (team.admin_uri);
  g_free (team.run);
}
