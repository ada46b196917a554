/* Many claim one customer at once: exactly one has it, everybody else is told who, and nobody claims more than they
 * may. In a file eight connections of their own write; on a server eight people do.
 *
 * GARRISON_RACES says how many races there shall be, where more time can be spent than in every run. */
#include <pthread.h>

#include "base/error.h"
#include "office-engine.h"
#include "server.h"
#include "store/postgres/pg-act-call.h"
#include "store/sqlite/act-runner.h"
#include "store/sqlite/connection.h"

#define RACERS 8

typedef struct
{
  Office *o;
  gint64 pool;
  GArray *customers;
  pthread_barrier_t start, end;
  gint winners; /* of this race */
} Race;

typedef struct
{
  Race *race;
  gint64 person;
  guint number;
  GarrisonConnection *file; /* or */
  GarrisonActRunner *runner;
  GarrisonPgConnection *server;
  guint wins, beaten, spent;
} Racer;

static gint64
read_clock (gpointer data)
{
  return ((Office *)data)->now;
}

static void
open_racer (Racer *racer)
{
  Office *o = racer->race->o;
  g_autoptr (GError) error = NULL;

  if (o->engine == &office_on_server)
    {
      racer->server = office_server_connect (o, racer->person);
      return;
    }
  racer->file = garrison_connection_open (sqlite3_db_filename (office_file_get_db (o), "main"), GARRISON_CONNECTION_WRITER, 2048,
                                          &error);
  g_assert_no_error (error);
  garrison_connection_exec (racer->file, "PRAGMA synchronous = OFF", "waiting for no disk", &error);
  g_assert_no_error (error);
  racer->runner = garrison_act_runner_new (racer->file->db, &error);
  g_assert_no_error (error);
  garrison_act_runner_set_clock (racer->runner, read_clock, o);
}

static void
close_racer (Racer *racer)
{
  g_clear_pointer (&racer->server, garrison_pg_close);
  g_clear_pointer (&racer->runner, garrison_act_runner_free);
  g_clear_pointer (&racer->file, garrison_connection_close);
}

static void
race_once (Racer *racer, guint round)
{
  gint64 customer = g_array_index (racer->race->customers, gint64, round);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  g_autofree char *request = g_strdup_printf ("claim %u %u", round, racer->number);

  garrison_args_set_int (args, "customer", customer);
  garrison_args_set_int (args, "pool", racer->race->pool);
  result = racer->server != NULL
             ? garrison_pg_act_call (racer->server, garrison_act_file_find ("claim-customer"), args, request, NULL, NULL, &error)
             : garrison_act_runner_run (racer->runner, racer->person, "claim-customer", args, request, NULL, NULL, &error);
  if (result != NULL)
    {
      g_atomic_int_inc (&racer->race->winners);
      racer->wins++;
    }
  else if (garrison_error_is_refusal (error, "already-claimed"))
    racer->beaten += garrison_refusal_get_detail (error, "name") != NULL && garrison_refusal_get_detail (error, "at") != NULL;
  else if (garrison_error_is_refusal (error, "claims-used"))
    racer->spent++;
  else
    g_error ("%s: %s", request, error->message);
}

static gpointer
run_races (gpointer data)
{
  Racer *racer = data;

  for (guint round = 0; round < racer->race->customers->len; round++)
    {
      pthread_barrier_wait (&racer->race->start);
      race_once (racer, round);
      /* One of all looks how it went, while the others wait. */
      if (pthread_barrier_wait (&racer->race->end) == PTHREAD_BARRIER_SERIAL_THREAD)
        {
          if (g_atomic_int_get (&racer->race->winners) != 1)
            g_error ("race %u had %d winners", round, racer->race->winners);
          g_atomic_int_set (&racer->race->winners, 0);
        }
    }
  return NULL;
}

static GArray *
fill_pool (Office *o, gint64 pool, guint n)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO customer(id, name, name_key, sort_key, pool, owned_since, created_at, created_day)"
    " WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < %u)"
    " SELECT 1000 + i.n, 'c' || i.n, 'c' || i.n, 'c' || i.n, %" G_GINT64_FORMAT ", 1, 1, 20250101 FROM i", n, pool);

  office_exec (o, sql);
  office_exec (o, "INSERT INTO customer_search(customer, text) SELECT id, name FROM customer");
  for (guint i = 1; i <= n; i++)
    {
      gint64 id = 1000 + i;
      g_array_append_val (ids, id);
    }
  return ids;
}

static void
hire (Racer *racer, Race *race, guint number)
{
  g_autofree char *login = g_strdup_printf ("racer-%u", number);
  Office *o = race->o;

  *racer = (Racer) { .race = race, .number = number };
  racer->person = office_do (o, o->boss, "add-person", "person", "login:t name:t role:i team:i", login, login,
                             office_role (o, "salesperson"), o->south);
}

/* Everybody may claim one more than an eighth, so that some have used up theirs before the end. */
static void
hold_races (Office *o, guint rounds)
{
  gint64 allowance = rounds / RACERS + 1;
  gint64 pool = office_do (o, o->boss, "create-pool", "pool", "name:t claims_a_day:i", "Public", allowance);
  g_autoptr (GArray) customers = fill_pool (o, pool, rounds);
  Race race = { .o = o, .pool = pool, .customers = customers };
  Racer racers[RACERS];
  GThread *threads[RACERS];
  guint wins = 0, beaten = 0, spent = 0, most = 0;
  gint64 began;

  office_do (o, o->boss, "set-pool-members", NULL, "pool:i version:i teams:I", pool, (gint64)1, &o->south, (gsize)1);
  pthread_barrier_init (&race.start, NULL, RACERS);
  pthread_barrier_init (&race.end, NULL, RACERS);
  for (guint i = 0; i < RACERS; i++)
    hire (&racers[i], &race, i);
  for (guint i = 0; i < RACERS; i++)
    open_racer (&racers[i]);
  began = g_get_monotonic_time ();
  for (guint i = 0; i < RACERS; i++)
    threads[i] = g_thread_new ("racer", run_races, &racers[i]);
  for (guint i = 0; i < RACERS; i++)
    {
      g_thread_join (threads[i]);
      close_racer (&racers[i]);
      wins += racers[i].wins;
      beaten += racers[i].beaten;
      spent += racers[i].spent;
      most = MAX (most, racers[i].wins);
      g_assert_cmpint (office_int (o, "SELECT count(*) FROM claim WHERE person = %" G_GINT64_FORMAT, racers[i].person), ==, racers[i].wins);
      g_assert_cmpint (racers[i].wins, <=, allowance);
    }
  pthread_barrier_destroy (&race.start);
  pthread_barrier_destroy (&race.end);
  g_test_message ("%u races of %d: %u won, %u beaten, %u without a claim left; the most that one won: %u of %d allowed; %.1f s",
                  rounds, RACERS, wins, beaten, spent, most, (int)allowance, (g_get_monotonic_time () - began) / 1e6);
  g_assert_cmpuint (wins, ==, rounds);
  g_assert_cmpuint (wins + beaten + spent, ==, rounds * RACERS);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM claim"), ==, rounds);
  g_assert_cmpint (office_int (o, "SELECT count(DISTINCT customer) FROM claim"), ==, rounds);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE pool IS NOT NULL"), ==, 0);
  office_check (o);
}

static guint
how_many (guint usually)
{
  const char *wanted = g_getenv ("GARRISON_RACES");
  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : usually;
}

static void
test_file (void)
{
  g_autoptr (Office) o = office_new_in_file ();

  office_hire (o);
  hold_races (o, how_many (120));
}

static void
test_on_server (void)
{
  g_autoptr (Office) o = NULL;

  if (!test_server_is_used ())
    {
      g_test_skip ("there is no server");
      return;
    }
  o = office_new_on_server ();
  office_hire (o);
  hold_races (o, how_many (60));
}

/* Claims that were taken back have shown their customers all the same: five a day, and no more. */
static void
test_taken_back (void)
{
  g_autoptr (Office) o = NULL;
  g_autoptr (GArray) customers = NULL;
  g_autofree char *four = NULL;
  gint64 pool;

  if (!test_server_is_used ())
    {
      g_test_skip ("there is no server");
      return;
    }
  o = office_new_on_server ();
  office_hire (o);
  pool = office_do (o, o->boss, "create-pool", "pool", "name:t", "Public");
  office_do (o, o->boss, "set-pool-members", NULL, "pool:i version:i teams:I", pool, (gint64)1, &o->south, (gsize)1);
  customers = fill_pool (o, pool, 2);
  four = g_strdup_printf ("INSERT INTO ticket(person, request, act, digest, xid, at, counted) SELECT %" G_GINT64_FORMAT
                          ", 'back ' || n, 'claim-customer', '', pg_current_xact_id(), %" G_GINT64_FORMAT
                          ", 1 FROM generate_series(1, 4) AS n", o->cid, o->now);
  office_exec (o, four);
  office_do (o, o->cid, "claim-customer", NULL, "customer:i pool:i", g_array_index (customers, gint64, 0), pool);
  office_exec (o, "INSERT INTO ticket(person, request, act, digest, xid, at, counted) SELECT person, 'back 5', act, digest, xid, at, 1"
                  " FROM ticket WHERE request = 'back 1'");
  office_refused (o, o->cid, "claims-used", "claim-customer", "customer:i pool:i", g_array_index (customers, gint64, 1), pool);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  garrison_connection_busy_limit_ms = 60000;
  g_test_add_func ("/store/pool-races/file", test_file);
  g_test_add_func ("/store/pool-races/server", test_on_server);
  g_test_add_func ("/store/pool-races/taken-back", test_taken_back);
  return g_test_run ();
}
