/* Acts for many customers and acts with a ticket, and how soon colleagues hear of one. */
#include <stdio.h>
#include <string.h>

#include "team.h"

/* Transfer ----------------------------------------------------------------------------------------- */

static char *
choose_customers (Team *team, GArray *ids, guint n)
{
  g_autoptr (PGresult) rows = team_read (
    team->admin, "SELECT id FROM customer WHERE archived = 0 AND merged_into IS NULL AND owner IS NOT NULL AND owner <> %" G_GINT64_FORMAT
    " ORDER BY md5(id::text) LIMIT %u", team->owner->person, n);
  GString *text = g_string_new ("{");

  for (int i = 0; i < PQntuples (rows); i++)
    {
      gint64 id = g_ascii_strtoll (PQgetvalue (rows, i, 0), NULL, 10);

      g_array_append_val (ids, id);
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", id);
    }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* The same rows by hand, rolled back, so that nothing has to be put back: what a commit takes besides is
 * the writing of the log, which is asked for by a row of its own. */
static void
transfer_by_hand (Team *team, const char *chosen, gint64 to, Timer *timer)
{
  PQclear (team_read (team->admin, "DROP TABLE IF EXISTS pg_temp.chosen; CREATE TEMP TABLE chosen AS SELECT unnest('%s'::bigint[]) AS id; ANALYZE chosen", chosen));
  PQclear (team_read (team->admin, "BEGIN"));
  bench_timer_begin (timer);
  PQclear (team_read (
    team->admin,
    "INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, at, day) SELECT -c.id, -1, c.id, c.owner, %" G_GINT64_FORMAT ", 0, 0"
    "  FROM customer c JOIN chosen USING (id);"
    "INSERT INTO act_row(act, relation, record, field, was, became) SELECT -1, 'customer', c.id, 'owner', c.owner::text, '1' FROM customer c JOIN chosen USING (id);"
    "INSERT INTO timeline(id, customer, at, day, kind, act) SELECT -c.id, c.id, 0, 0, 'transferred', -1 FROM customer c JOIN chosen USING (id);"
    "UPDATE deal SET owner = %" G_GINT64_FORMAT " FROM chosen h WHERE status = 'open' AND customer = h.id;"
    "UPDATE task SET person = %" G_GINT64_FORMAT " FROM chosen h WHERE done_at IS NULL AND customer = h.id;"
    "UPDATE customer SET owner = %" G_GINT64_FORMAT ", owned_since = 1 FROM chosen h WHERE customer.id = h.id", to, to, to, to));
  bench_timer_end (timer);
  PQclear (team_read (team->admin, "ROLLBACK"));
}

static void
measure_transfer (Team *team)
{
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) back = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *chosen = choose_customers (team, ids, MIN (10000, team->bench->size / 4));
  g_autofree char *what = g_strdup_printf ("%u customers transferred", ids->len);
  g_autoptr (GarrisonPgConnection) connection = team_sign_in (team, team->owner);
  gint64 to = team->owner->person;

  /* Giving back asks for room, and most of these people hold more than they may. */
  PQclear (team_read (team->admin, "UPDATE person SET holding_cap = NULL"));
  for (guint round = 0; round < 4; round++)
    {
      g_autofree char *request = g_strdup_printf ("%s t%u", team->run, round);
      g_autofree char *undo = g_strdup_printf ("%s u%u", team->run, round);
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autoptr (GarrisonActResult) result = NULL;
      g_autoptr (GarrisonActResult) undone = NULL;
      g_autoptr (GError) error = NULL;

      garrison_args_set_ids (args, "ids", (const gint64 *) (gpointer) ids->data, ids->len);
      garrison_args_set_int (args, "to", to);
      bench_timer_begin (ours);
      result = garrison_pg_act_call (connection, garrison_act_file_find ("transfer-customers"), args, request, NULL, NULL, &error);
      bench_timer_end (ours);
      bench_must (error, "transfer-customers");
      bench_timer_begin (back);
      undone = garrison_pg_undo_call (connection, garrison_act_result_get_act (result), undo, NULL, NULL, &error);
      bench_timer_end (back);
      bench_must (error, "undo");
      transfer_by_hand (team, chosen, to, bare);
    }
  bench_line (team->bench, what, ours, bare, BENCH_NO_GOAL, 0);
  bench_line (team->bench, "   and undone", back, NULL, BENCH_NO_GOAL, 0);
}

/* Tickets ------------------------------------------------------------------------------------------ */

static void
measure_ticket (Team *team)
{
  g_autoptr (Timer) timer = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();
  g_autoptr (GarrisonPgConnection) connection = team_sign_in (team, team->seller);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *request = g_strdup_printf ("%s c%u", team->run, i);
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autoptr (GarrisonActResult) result = NULL;

      garrison_args_set_text (args, "name", request);
      bench_timer_begin (timer);
      result = team_act (connection, "create-customer", args, request);
      bench_timer_end (timer);
      /* Two commits of one row each. */
      bench_timer_begin (bare);
      for (guint k = 0; k < 2; k++)
        PQclear (team_read (team->admin, "INSERT INTO setting(key, value) VALUES ('bench %u', 'x')"
                            " ON CONFLICT (key) DO UPDATE SET value = excluded.value || '%u'", i, k));
      bench_timer_end (bare);
    }
  PQclear (team_read (team->admin, "DELETE FROM setting WHERE key ^@ 'bench '"));
  bench_line (team->bench, "a customer created, after a ticket", timer, bare, BENCH_NO_GOAL, 0);
}

void
team_moving (Team *team)
{
  measure_transfer (team);
  measure_ticket (team);
}

/* News --------------------------------------------------------------------------------------------- */

typedef struct
{
  gint64 customer;
  gint64 heard; /* monotonic */
} Ear;

static void
on_changed (GarrisonStore *store, GarrisonChange *change, gpointer data)
{
  Ear *ear = data;
  gsize n;
  const gint64 *ids = garrison_change_get_customers (change, &n);

  for (gsize i = 0; i < n; i++)
    if (ids[i] == ear->customer && garrison_change_touches (change, "activity"))
      ear->heard = g_get_monotonic_time ();
}

static gboolean
on_late (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

typedef struct
{
  GarrisonPgConnection *connection;
  GarrisonArgs *args;
  const char *request;
  gint64 called, answered;
} Call;

static gpointer
call (gpointer data)
{
  Call *self = data;
  g_autoptr (GarrisonActResult) result = NULL;

  self->called = g_get_monotonic_time ();
  result = team_act (self->connection, "log-activity", self->args, self->request);
  self->answered = g_get_monotonic_time ();
  return NULL;
}

static gboolean
hear_one (Team *team, GarrisonPgConnection *connection, Ear *ear, guint n, Timer *timer)
{
  g_autofree char *request = g_strdup_printf ("%s n%u", team->run, n);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  Call self = { connection, args, request, 0, 0 };
  gboolean late = FALSE;
  guint patience = g_timeout_add_seconds (10, on_late, &late);
  double time;
  GThread *thread;

  garrison_args_set_int (args, "customer", ear->customer);
  garrison_args_set_text (args, "kind", "call");
  garrison_args_set_text (args, "text", request);
  ear->heard = 0;
  thread = g_thread_new ("colleague", call, &self);
  while (ear->heard == 0 && !late)
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  if (late)
    return FALSE;
  g_source_remove (patience);
  time = (ear->heard - self.called) / 1000.0;
  g_array_append_val (timer->times, time);
  return TRUE;
}

void
team_hearing (Team *team)
{
  g_autoptr (Timer) timer = bench_timer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_store_open (team->uri, NULL, &error);
  g_autoptr (GarrisonPgConnection) colleague = NULL;
  Ear ear = { 0 };
  guint missed = 0;

  bench_must (error, "opening");
  garrison_store_sign_in (store, "owner", "", NULL, &error);
  bench_must (error, "signing in");
  g_signal_connect (store, "changed", G_CALLBACK (on_changed), &ear);
  colleague = team_sign_in (team, team->seller);
  ear.customer = team_read_int (team->admin, "SELECT id FROM customer WHERE owner = %" G_GINT64_FORMAT " AND archived = 0 AND merged_into IS NULL LIMIT 1",
                                team->seller->person);
  for (guint i = 0; i < 200 && missed < 3; i++)
    missed += !hear_one (team, colleague, &ear, i, timer);
  if (timer->times->len > 0)
    bench_line (team->bench, "a colleague's act, from its beginning to be seen", timer, NULL, BENCH_GOAL_P99, 1000);
  if (missed > 0)
    bench_figure (team->bench, "   not heard of within 10 s", "some", NULL, 0, "0", FALSE);
  garrison_store_close (store);
}
