/* Races for one customer, whose row everybody has in front of them: just one may have their way. */
#include <pthread.h>
#include <stdio.h>

#include "team.h"

#define RACERS 8

typedef struct
{
  Team *team;
  guint rounds;
  gint64 customer;
  GarrisonArgs *args[RACERS]; /* of this round */
  PGconn *reader;
  gint winners;
  guint wins, doubles, none;
  pthread_barrier_t start, end;
  Timer *timer;
} Race;

typedef struct
{
  Race *race;
  guint number;
  GarrisonPgConnection *connection;
} Racer;

static void
prepare_round (Race *race, guint round)
{
  for (guint i = 0; i < RACERS; i++)
    {
      g_autofree char *note = g_strdup_printf ("%s: %u had their way in round %u", race->team->run, i, round);

      g_clear_pointer (&race->args[i], garrison_args_unref);
      race->args[i] = team_edit_args (race->reader, race->customer, note);
    }
  g_atomic_int_set (&race->winners, 0);
}

static gpointer
run (gpointer data)
{
  Racer *self = data;
  Race *race = self->race;

  for (guint round = 0; round < race->rounds; round++)
    {
      g_autofree char *request = g_strdup_printf ("%s r%u %u", race->team->run, self->number, round);
      g_autoptr (GarrisonActResult) result = NULL;

      if (pthread_barrier_wait (&race->start) == PTHREAD_BARRIER_SERIAL_THREAD)
        bench_timer_begin (race->timer);
      result = team_act (self->connection, "edit-customer", race->args[self->number], request);
      if (result != NULL)
        g_atomic_int_inc (&race->winners);
      if (pthread_barrier_wait (&race->end) == PTHREAD_BARRIER_SERIAL_THREAD)
        {
          bench_timer_end (race->timer);
          race->wins += race->winners > 0;
          race->doubles += race->winners > 1;
          race->none += race->winners == 0;
          prepare_round (race, round + 1);
        }
    }
  return NULL;
}

void
team_racing (Team *team)
{
  Race race = { .team = team, .rounds = team->races };
  Racer racers[RACERS];
  GThread *threads[RACERS];
  g_autoptr (Timer) timer = bench_timer_new ();
  g_autofree char *what = g_strdup_printf ("races of %d for the same customer", RACERS);
  g_autofree char *figure = NULL, *counted = NULL;
  gint64 version;

  if (team->races == 0)
    return;
  race.timer = timer;
  race.reader = team_connect (team, team->lead);
  race.customer = team_read_int (race.reader, "SELECT id FROM customer WHERE archived = 0 AND merged_into IS NULL AND owner IS NOT NULL ORDER BY id LIMIT 1");
  version = team_read_int (race.reader, "SELECT version FROM customer WHERE id = %" G_GINT64_FORMAT, race.customer);
  prepare_round (&race, 0);
  pthread_barrier_init (&race.start, NULL, RACERS);
  pthread_barrier_init (&race.end, NULL, RACERS);
  for (guint i = 0; i < RACERS; i++)
    racers[i] = (Racer) { &race, i, team_sign_in (team, i % 2 == 0 ? team->lead : team->owner) };
  for (guint i = 0; i < RACERS; i++)
    threads[i] = g_thread_new ("racer", run, &racers[i]);
  for (guint i = 0; i < RACERS; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < RACERS; i++)
    {
      garrison_pg_close (racers[i].connection);
      garrison_args_unref (race.args[i]);
    }
  pthread_barrier_destroy (&race.start);
  pthread_barrier_destroy (&race.end);
  version = team_read_int (race.reader, "SELECT version FROM customer WHERE id = %" G_GINT64_FORMAT, race.customer) - version;
  bench_line (team->bench, what, timer, NULL, BENCH_NO_GOAL, 0);
  figure = g_strdup_printf ("%u of %u", race.wins, race.rounds);
  bench_figure (team->bench, "   won by somebody", figure, NULL, 0, "all", race.wins == race.rounds);
  /* The row's version counts every change of it, whatever the server answered. */
  counted = g_strdup_printf ("%u double, %" G_GINT64_FORMAT " changes", race.doubles, version);
  bench_figure (team->bench, "   won by two", counted, NULL, 0, "0", race.doubles == 0 && version == race.wins);
  PQfinish (race.reader);
}
