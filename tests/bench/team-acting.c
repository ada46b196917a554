/* People who work: so many acts a minute each, with reads between, or as fast as the server goes. What was
 * acknowledged must be there, once. */
#include <stdio.h>
#include <string.h>

#include "store/refusal.h"
#include "team.h"

#define ACTS_A_MINUTE 30
#define P99 100

typedef struct
{
  Team *team;
  TeamPerson *person;
  guint number;
  gint64 until;        /* monotonic */
  gboolean flat_out;   /* without a pause, and only logging */
  GarrisonPgConnection *writer;
  PGconn *reader;
  GArray *customers;   /* gint64: some of those within reach */
  GArray *tasks;       /* gint64: open ones of one's own making */
  GarrisonDice dice;
  Timer *acts, *reads;
  Timer *later;        /* acts but the session's first of a kind, for which the server makes its plans */
  GHashTable *kinds;   /* set of the names of acts done */
  GPtrArray *done;     /* requests that were acknowledged */
  guint transfers, refused, n;
} Client;

static gint64
pick (Client *self, GArray *ids)
{
  return g_array_index (ids, gint64, garrison_dice_below (&self->dice, ids->len));
}

/* Acts --------------------------------------------------------------------------------------------- */

static GarrisonArgs *
log_activity (Client *self, const char *request)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_int (args, "customer", pick (self, self->customers));
  garrison_args_set_text (args, "kind", "call");
  garrison_args_set_text (args, "text", request);
  return args;
}

static GarrisonArgs *
create_task (Client *self, const char *request)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_int (args, "customer", pick (self, self->customers));
  garrison_args_set_text (args, "text", request);
  garrison_args_set_int (args, "due", g_get_real_time () + 7 * G_TIME_SPAN_DAY);
  return args;
}

static GarrisonArgs *
complete_task (Client *self)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_int (args, "task", g_array_index (self->tasks, gint64, self->tasks->len - 1));
  g_array_set_size (self->tasks, self->tasks->len - 1);
  return args;
}

static GarrisonArgs *
transfer (Client *self)
{
  GarrisonArgs *args = garrison_args_new ();
  gint64 id = pick (self, self->customers);

  garrison_args_set_ids (args, "ids", &id, 1);
  garrison_args_set_int (args, "to", pick (self, self->person->reached));
  return args;
}

static GarrisonArgs *
choose (Client *self, const char *request, const char **name)
{
  guint roll = garrison_dice_below (&self->dice, 100);

  if (!self->flat_out && roll >= 90 && self->person->leads)
    return *name = "transfer-customers", transfer (self);
  if (!self->flat_out && roll >= 70 && self->tasks->len > 0)
    return *name = "complete-task", complete_task (self);
  if (!self->flat_out && roll >= 50)
    return *name = "create-task", create_task (self, request);
  if (!self->flat_out && roll >= 35)
    return *name = "edit-customer", team_edit_args (self->reader, pick (self, self->customers), request);
  return *name = "log-activity", log_activity (self, request);
}

static void
do_act (Client *self)
{
  g_autofree char *request = g_strdup_printf ("%s %c%u %u", self->team->run, self->flat_out ? 'f' : 'p', self->number, self->n++);
  const char *name;
  g_autoptr (GarrisonArgs) args = choose (self, request, &name);
  g_autoptr (GarrisonActResult) result = NULL;

  bench_timer_begin (self->acts);
  result = team_act (self->writer, name, args, request);
  bench_timer_end (self->acts);
  if (!g_hash_table_add (self->kinds, (gpointer) name))
    g_array_append_vals (self->later->times, &g_array_index (self->acts->times, double, self->acts->times->len - 1), 1);
  if (result == NULL)
    {
      self->refused++;
      return;
    }
  g_ptr_array_add (self->done, g_steal_pointer (&request));
  if (g_str_equal (name, "create-task"))
    {
      gint64 task = garrison_act_result_get_int (result, "task");

      g_array_append_val (self->tasks, task);
    }
  self->transfers += g_str_equal (name, "transfer-customers");
}

static void
do_read (Client *self)
{
  gint64 id = pick (self, self->customers);

  bench_timer_begin (self->reads);
  PQclear (team_read (self->reader, "SELECT c.id, c.name, c.version, c.owner, c.stage FROM customer c WHERE c.id = %" G_GINT64_FORMAT, id));
  PQclear (team_read (self->reader, "SELECT t.* FROM timeline t WHERE t.customer = %" G_GINT64_FORMAT " ORDER BY t.at DESC LIMIT 50", id));
  bench_timer_end (self->reads);
}

/* Clients ------------------------------------------------------------------------------------------ */

static gpointer
work (gpointer data)
{
  Client *self = data;
  gint64 pause = 60 * G_TIME_SPAN_SECOND / ACTS_A_MINUTE;
  gint64 due = g_get_monotonic_time () + (self->flat_out ? 0 : garrison_dice_below (&self->dice, (guint) pause));

  for (; MAX (due, g_get_monotonic_time ()) < self->until; due += self->flat_out ? 0 : pause)
    {
      gint64 now = g_get_monotonic_time ();

      if (due > now)
        g_usleep ((gulong) (due - now));
      do_act (self);
      if (!self->flat_out)
        do_read (self);
    }
  return NULL;
}

static Client *
client_new (Team *team, guint number, gboolean flat_out)
{
  Client *self = g_new0 (Client, 1);
  g_autoptr (PGresult) rows = NULL;

  self->team = team;
  self->person = g_ptr_array_index (team->people, flat_out ? team->people->len - 1 - number : number);
  self->number = number;
  self->flat_out = flat_out;
  self->writer = team_sign_in (team, self->person);
  self->reader = team_connect (team, self->person);
  self->customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->tasks = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->dice.state = 17 + number;
  self->acts = bench_timer_new ();
  self->reads = bench_timer_new ();
  self->later = bench_timer_new ();
  self->kinds = g_hash_table_new (g_str_hash, g_str_equal);
  self->done = g_ptr_array_new_with_free_func (g_free);
  rows = team_read (self->reader, "SELECT c.id FROM customer c WHERE c.archived = 0 AND c.merged_into IS NULL AND c.owner IS NOT NULL ORDER BY c.id LIMIT 2000");
  for (int i = 0; i < PQntuples (rows); i++)
    {
      gint64 id = g_ascii_strtoll (PQgetvalue (rows, i, 0), NULL, 10);

      g_array_append_val (self->customers, id);
    }
  return self;
}

static void
client_free (gpointer data)
{
  Client *self = data;

  garrison_pg_close (self->writer);
  PQfinish (self->reader);
  g_array_unref (self->customers);
  g_array_unref (self->tasks);
  bench_timer_free (self->acts);
  bench_timer_free (self->reads);
  bench_timer_free (self->later);
  g_hash_table_unref (self->kinds);
  g_ptr_array_unref (self->done);
  g_free (self);
}

static GPtrArray *
let_work (Team *team, guint n, guint seconds, gboolean flat_out)
{
  GPtrArray *clients = g_ptr_array_new_with_free_func (client_free);
  GThread **threads = g_newa (GThread *, n);

  for (guint i = 0; i < n; i++)
    {
      Client *client = client_new (team, i, flat_out);

      if (client->customers->len > 0)
        g_ptr_array_add (clients, client);
      else
        client_free (client);
    }
  for (guint i = 0; i < clients->len; i++)
    {
      Client *client = g_ptr_array_index (clients, i);

      client->until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
      threads[i] = g_thread_new ("person", work, client);
    }
  for (guint i = 0; i < clients->len; i++)
    g_thread_join (threads[i]);
  return clients;
}

/* What came of it ---------------------------------------------------------------------------------- */

static void
gather (GPtrArray *clients, Timer *acts, Timer *later, Timer *reads, GString *requests, Client *sum)
{
  for (guint i = 0; i < clients->len; i++)
    {
      Client *client = g_ptr_array_index (clients, i);

      g_array_append_vals (acts->times, client->acts->times->data, client->acts->times->len);
      g_array_append_vals (later->times, client->later->times->data, client->later->times->len);
      g_array_append_vals (reads->times, client->reads->times->data, client->reads->times->len);
      sum->refused += client->refused;
      sum->transfers += client->transfers;
      sum->n += client->done->len;
      for (guint k = 0; k < client->done->len; k++)
        g_string_append_printf (requests, "%s\"%s\"", requests->len > 1 ? "," : "", (char *) g_ptr_array_index (client->done, k));
    }
  g_string_append_c (requests, '}');
}

/* Acknowledged and not there; there twice, or transfers without just one event each. */
static void
count_faults (Team *team, const char *requests, guint *lost, guint *twice)
{
  *lost = (guint) team_read_int (team->admin, "SELECT count(*) FROM unnest('%s'::text[]) AS r(request)"
                                 " WHERE NOT EXISTS (SELECT 1 FROM act a WHERE a.request = r.request)", requests);
  *twice = (guint) team_read_int (
    team->admin,
    "SELECT (SELECT count(*) - count(DISTINCT a.request) FROM act a WHERE a.request ^@ '%s')"
    " + (SELECT count(*) FROM act a WHERE a.request ^@ '%s' AND a.name = 'transfer-customers'"
    "      AND (SELECT count(*) FROM ownership_event e WHERE e.act = a.id) <> 1)"
    " + (SELECT count(*) - count(DISTINCT x.text) FROM activity x WHERE x.text ^@ '%s')"
    " + (SELECT count(*) - count(DISTINCT t.text) FROM task t WHERE t.text ^@ '%s')",
    team->run, team->run, team->run, team->run);
}

static void
measure_office (Team *team)
{
  g_autoptr (Timer) acts = bench_timer_new ();
  g_autoptr (Timer) later = bench_timer_new ();
  g_autoptr (Timer) reads = bench_timer_new ();
  g_autoptr (GString) requests = g_string_new ("{");
  g_autoptr (GPtrArray) clients = let_work (team, MIN (50, team->people->len), team->seconds, FALSE);
  g_autofree char *what = g_strdup_printf ("%u people, %d acts a minute each, %u s", clients->len, ACTS_A_MINUTE, team->seconds);
  g_autofree char *figure = NULL, *faults = NULL;
  Client sum = { 0 };
  guint lost, twice;

  gather (clients, acts, later, reads, requests, &sum);
  if (acts->times->len == 0)
    return;
  bench_line (team->bench, what, acts, NULL, BENCH_GOAL_P99, P99);
  if (later->times->len > 0)
    bench_line (team->bench, "   without each session's first of a kind", later, NULL, BENCH_NO_GOAL, 0);
  bench_line (team->bench, "   a customer and its timeline read between", reads, NULL, BENCH_NO_GOAL, 0);
  count_faults (team, requests->str, &lost, &twice);
  figure = g_strdup_printf ("%u done, %u refused", sum.n, sum.refused);
  bench_figure (team->bench, "   acts", figure, NULL, 0, "", TRUE);
  faults = g_strdup_printf ("%u lost, %u double", lost, twice);
  bench_figure (team->bench, "   of them", faults, NULL, 0, "0", lost == 0 && twice == 0);
}

static void
measure_speed (Team *team, guint n)
{
  guint seconds = CLAMP (team->seconds / 6, 2, 10);
  g_autoptr (Timer) acts = bench_timer_new ();
  g_autoptr (Timer) later = bench_timer_new ();
  g_autoptr (Timer) reads = bench_timer_new ();
  g_autoptr (GString) requests = g_string_new ("{");
  g_autoptr (GPtrArray) clients = let_work (team, MIN (n, team->people->len), seconds, TRUE);
  g_autofree char *what = g_strdup_printf ("calls logged without a pause by %u", clients->len);
  g_autofree char *figure = NULL;
  Client sum = { 0 };

  gather (clients, acts, later, reads, requests, &sum);
  if (acts->times->len == 0)
    return;
  figure = g_strdup_printf ("%.0f a second", (double) sum.n / seconds);
  bench_line (team->bench, what, acts, NULL, BENCH_NO_GOAL, 0);
  bench_figure (team->bench, "   acts", figure, NULL, 0, "", TRUE);
}

void
team_acting (Team *team)
{
  measure_office (team);
  measure_speed (team, 1);
  measure_speed (team, 8);
}
