/* Many at once on a server, and ends in the middle: one winner a race, nothing that was acknowledged is
 * lost, nothing is done twice, and the chain is whole.
 *
 * GARRISON_RACES says how many races there shall be, where more time can be spent than in every run. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "office-engine.h"
#include "server.h"
#include "store/postgres/pg-act-call.h"

#define RACERS 8
#define CLIENTS 5
#define DISTURBANCES 60

/* Races ------------------------------------------------------------------------------------------ */

typedef struct
{
  const char *act;
  guint rounds;
  gint64 record;
  const char *argument;
  pthread_barrier_t start, end;
  gint winner_acts; /* how many won in this round */
  gint64 wins[RACERS];
} Race;

typedef struct
{
  Race *race;
  GarrisonPgConnection *connection;
  guint number;
} Racer;

static void
race_once (Racer *racer, guint round)
{
  Race *race = racer->race;
  const GarrisonActFile *file = garrison_act_file_find (race->act);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  g_autofree char *name = g_strdup_printf ("Round %u of %u", round, racer->number);
  g_autofree char *request = g_strdup_printf ("%s %u %u", race->act, round, racer->number);

  garrison_args_set_int (args, race->argument, race->record);
  garrison_args_set_int (args, "version", 1 + round);
  garrison_args_set_text (args, "name", name);
  result = garrison_pg_act_call (racer->connection, file, args, request, NULL, NULL, &error);
  if (result != NULL)
    {
      g_atomic_int_inc (&race->winner_acts);
      race->wins[racer->number]++;
    }
  else if (!garrison_error_is_refusal (error, "changed-since"))
    g_error ("%s: %s", request, error->message);
}

static gpointer
run_races (gpointer data)
{
  Racer *racer = data;

  for (guint round = 0; round < racer->race->rounds; round++)
    {
      pthread_barrier_wait (&racer->race->start);
      race_once (racer, round);
      /* One of all looks how it went, while the others wait. */
      if (pthread_barrier_wait (&racer->race->end) == PTHREAD_BARRIER_SERIAL_THREAD)
        {
          if (g_atomic_int_get (&racer->race->winner_acts) != 1)
            g_error ("race %u had %d winners", round, racer->race->winner_acts);
          g_atomic_int_set (&racer->race->winner_acts, 0);
        }
    }
  return NULL;
}

static gint64
add_manager (Office *o, guint number)
{
  g_autofree char *login = g_strdup_printf ("racer-%u", number);

  return office_do (o, o->boss, "add-person", "person", "login:t name:t role:i team:i", login, login,
                    office_role (o, "manager"), o->root);
}

static void
hold_races (Office *o, const char *act, const char *argument, gint64 record, guint rounds)
{
  Race race = { .act = act, .rounds = rounds, .record = record, .argument = argument };
  Racer racers[RACERS];
  GThread *threads[RACERS];
  gint64 acts = office_int (o, "SELECT count(*) FROM act"), refused = office_int (o, "SELECT count(*) FROM refused_act");
  gint64 wins = 0;

  pthread_barrier_init (&race.start, NULL, RACERS);
  pthread_barrier_init (&race.end, NULL, RACERS);
  for (guint i = 0; i < RACERS; i++)
    racers[i] = (Racer) { &race, office_server_connect (o, add_manager (o, i)), i };
  acts += RACERS;
  for (guint i = 0; i < RACERS; i++)
    threads[i] = g_thread_new ("racer", run_races, &racers[i]);
  for (guint i = 0; i < RACERS; i++)
    {
      g_thread_join (threads[i]);
      garrison_pg_close (racers[i].connection);
      g_test_message ("racer %u won %" G_GINT64_FORMAT " times", i, race.wins[i]);
      wins += race.wins[i];
    }
  pthread_barrier_destroy (&race.start);
  pthread_barrier_destroy (&race.end);
  g_assert_cmpint (wins, ==, rounds);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act"), ==, acts + rounds);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM refused_act"), ==, refused + rounds * (RACERS - 1));
  g_assert_cmpint (office_int (o, "SELECT version FROM %s WHERE id = %" G_GINT64_FORMAT, argument, record), ==, 1 + rounds);
  office_check (o);
}

static guint
how_many (guint usually)
{
  const char *wanted = g_getenv ("GARRISON_RACES");
  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : usually;
}

static void
test_deal (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha");

  hold_races (o, "edit-deal", "deal", office_deal (o, o->ann, customer, "Deal", 100), how_many (120));
}

/* An act that needs a ticket first. */
static void
test_customer (void)
{
  g_autoptr (Office) o = office_new ();

  hold_races (o, "edit-customer", "customer", office_customer (o, o->ann, "Alpha"), how_many (60));
}

/* Ends in the middle ----------------------------------------------------------------------------- */

typedef struct
{
  char *role;
  char *log;
  GPid pid;
  guint life; /* requests of another life have other names */
} Client;

static volatile sig_atomic_t told_to_end;

static void
on_term (int number)
{
  told_to_end = 1;
}

static void
write_line (int fd, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
write_line (int fd, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);
  g_assert_cmpint (write (fd, line, strlen (line)), ==, (gssize) strlen (line));
}

/* Once, or on: until the server told how it ended. */
static gint64
insist (GarrisonPgConnection **connection, const char *uri, const char *role, const char *request, guint n)
{
  static const char *const acts[] = { "create-customer", "log-activity" };
  const GarrisonActFile *file = garrison_act_file_find (acts[n % 2]);

  for (;;)
    {
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonActResult) result = NULL;

      if (n % 2 == 0)
        {
          garrison_args_set_text (args, "name", request);
          garrison_args_set_int (args, "although", 1);
          garrison_args_set_text (args, "reason", "Their names are alike");
        }
      else
        {
          garrison_args_set_int (args, "customer", 1);
          garrison_args_set_text (args, "kind", "call");
          garrison_args_set_text (args, "text", request);
        }
      if (*connection != NULL)
        result = garrison_pg_act_call (*connection, file, args, request, NULL, NULL, &error);
      if (result != NULL)
        return garrison_act_result_get_act (result);
      if (error != NULL && !g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_UNCERTAIN)
          && !g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE))
        g_error ("%s: %s", request, error->message);
      g_clear_pointer (connection, garrison_pg_close);
      *connection = garrison_pg_open (uri, role, "secret", GARRISON_PG_WRITER, NULL, NULL);
    }
}

/* --client URI ROLE LOG NAME: acts one after the other until told to end. */
static int
be_client (char **argv)
{
  const char *uri = argv[0], *role = argv[1], *name = argv[3];
  int log = open (argv[2], O_WRONLY | O_APPEND | O_CREAT, 0600);
  GarrisonPgConnection *connection = NULL;

  g_assert_cmpint (log, >=, 0);
  signal (SIGTERM, on_term);
  prctl (PR_SET_PDEATHSIG, SIGKILL); /* a test that is killed leaves nobody behind */
  for (guint n = 0; !told_to_end; n++)
    {
      g_autofree char *request = g_strdup_printf ("%s-%u", name, n);

      write_line (log, "sent %s\n", request);
      write_line (log, "done %s %" G_GINT64_FORMAT "\n", request, insist (&connection, uri, role, request, n));
    }
  g_clear_pointer (&connection, garrison_pg_close);
  close (log);
  return 0;
}

static void
start_client (Office *o, Client *client, guint number)
{
  g_autofree char *uri = test_server_uri (office_server_get_database (o));
  g_autofree char *name = g_strdup_printf ("client %u.%u", number, client->life++);
  char *argv[] = { (char *) "/proc/self/exe", (char *) "--client", uri, client->role, client->log, name, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &client->pid, &error);
  g_assert_no_error (error);
}

static int
end_client (Client *client, int number)
{
  int status;

  kill (client->pid, number);
  g_assert_cmpint (waitpid (client->pid, &status, 0), ==, client->pid);
  return status;
}

static void
disturb (Office *o, Client *clients)
{
  guint number = (guint) g_test_rand_int_range (0, CLIENTS);

  g_usleep ((gulong) g_test_rand_int_range (0, 80000));
  if (g_test_rand_bit ())
    {
      int status = end_client (&clients[number], SIGKILL);

      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
      start_client (o, &clients[number], number);
    }
  else
    office_int (o, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '%s'",
                clients[number].role);
}

/* Every line: "sent R" before, "done R ACT" after. A life that was cut may have left half a line. */
static guint
check_log (Office *o, const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint done = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *last = strrchr (lines[i], ' ');
      g_autofree char *request = NULL;

      if (!g_str_has_prefix (lines[i], "done "))
        continue;
      request = g_strndup (lines[i] + strlen ("done "), (gsize) (last - lines[i]) - strlen ("done "));
      done++;
      if (office_int (o, "SELECT id FROM act WHERE request = '%s'", request) != g_ascii_strtoll (last + 1, NULL, 10))
        g_error ("%s was acknowledged, and is not there", request);
    }
  return done;
}

static void
prepare_client (Office *o, Client *client, const char *folder, guint number)
{
  PGconn *connection;
  gint64 person = add_manager (o, number);

  connection = office_server_sign_in (o, person); /* gives the role its password */
  g_assert_nonnull (connection);
  PQfinish (connection);
  client->role = office_text (o, "SELECT name FROM login_role WHERE person = %" G_GINT64_FORMAT, person);
  client->log = g_strdup_printf ("%s/client-%u", folder, number);
}

static void
test_ends (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *folder = g_dir_make_tmp ("races-XXXXXX", NULL);
  Client clients[CLIENTS] = { 0 };
  guint done = 0;

  g_assert_cmpint (office_customer (o, o->ann, "Alpha"), ==, 1);
  for (guint i = 0; i < CLIENTS; i++)
    {
      prepare_client (o, &clients[i], folder, i);
      start_client (o, &clients[i], i);
    }
  for (guint i = 0; i < DISTURBANCES; i++)
    disturb (o, clients);
  for (guint i = 0; i < CLIENTS; i++)
    {
      int status = end_client (&clients[i], SIGTERM);

      /* one that has only just been started may not listen yet */
      g_assert_true (status == 0 || (WIFSIGNALED (status) && WTERMSIG (status) == SIGTERM));
    }
  for (guint i = 0; i < CLIENTS; i++)
    {
      done += check_log (o, clients[i].log);
      unlink (clients[i].log);
      g_free (clients[i].role);
      g_free (clients[i].log);
    }
  rmdir (folder);
  g_test_message ("%u acts were acknowledged among %d ends", done, DISTURBANCES);
  g_assert_cmpuint (done, >, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act WHERE request LIKE 'client%%'"), >=, done);
  g_assert_cmpint (office_int (o, "SELECT count(*) - count(DISTINCT request) FROM act"), ==, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) - count(DISTINCT name) FROM customer"), ==, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) - count(DISTINCT text) FROM activity"), ==, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer c WHERE c.name LIKE 'client%%' AND NOT EXISTS"
                                  " (SELECT 1 FROM act a WHERE a.request = c.name)"), ==, 0);
  office_check (o);
}

/* Somebody who holds everybody up and does nothing is cut off, and the acts go on. */
static void
test_idle_holder (void)
{
  g_autoptr (Office) o = office_new ();
  PGconn *holder = office_server_sign_in (o, o->ann);
  PGresult *result;

  test_server_exec (holder, "BEGIN");
  test_server_exec (holder, "SELECT act_create_task(a_request => 'held', a_text => 'x', a_due => 1795400000000000,"
                            " a_customer => NULL, a_contact => NULL, a_deal => NULL, a_person => NULL, a_kind => NULL,"
                            " a_timed => NULL, a_bad => NULL)");
  office_customer (o, o->ben, "Alpha");
  result = PQexec (holder, "COMMIT");
  g_assert_cmpint (PQresultStatus (result), ==, PGRES_FATAL_ERROR);
  PQclear (result);
  PQfinish (holder);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act WHERE request = 'held'"), ==, 0);
  office_check (o);
}

int
main (int argc, char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], "--client"))
    return be_client (argv + 2);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/pg-races/deal", test_deal);
  g_test_add_func ("/store/pg-races/customer", test_customer);
  g_test_add_func ("/store/pg-races/ends", test_ends);
  g_test_add_func ("/store/pg-races/idle-holder", test_idle_holder);
  return g_test_run ();
}
