/* What changes the company: transfers, logging. Everything measured is undone afterwards. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GarrisonActResult *
act (Bench *bench, const char *name, GarrisonArgs *args)
{
  g_autoptr (GError) error = NULL;
  GarrisonActResult *result = garrison_store_act (bench->store, name, args, NULL, NULL, &error);

  bench_must (error, name);
  return result;
}

static void
undo (Bench *bench, GarrisonActResult *done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_undo (bench->store, garrison_act_result_get_act (done), NULL, &error);

  bench_must (error, "undo");
}

void
bench_exec (Bench *bench, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (bench->bare, sql, NULL, NULL, &message) == SQLITE_OK)
    return;
  fprintf (stderr, "bench: %s\n", message);
  exit (1);
}

/* Transfer ------------------------------------------------------------------------------------------ */

static void
measure_transfer (Bench *bench)
{
  guint n = MIN (10000, bench->size / 4);
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 to = bench_bare_int (bench, "SELECT id FROM person WHERE holding_cap IS NULL ORDER BY id LIMIT 1");
  g_autofree char *what = g_strdup_printf ("%u customers transferred", n);

  for (guint i = 0; i < n; i++)
    {
      gint64 id = 1 + (gint64) i * (bench->size / n);

      g_array_append_val (ids, id);
    }
  /* Giving back asks for room, and most of these people hold more than they may. */
  bench_exec (bench, "UPDATE person SET holding_cap = NULL");
  bench_exec (bench, "CREATE TEMP TABLE chosen(id INTEGER PRIMARY KEY)");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO chosen VALUES (%" G_GINT64_FORMAT ")", g_array_index (ids, gint64, i));

      bench_exec (bench, sql);
    }
  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autoptr (GarrisonActResult) result = NULL;
      g_autofree char *change = g_strdup_printf (
        "BEGIN IMMEDIATE;"
        "INSERT INTO ownership_event(id, act, customer, from_owner, to_owner, at, day) SELECT -c.id, -1, c.id, c.owner, %" G_GINT64_FORMAT ", 0, 0 FROM customer c WHERE c.id IN chosen;"
        "INSERT INTO act_row(act, relation, record, field, was, became) SELECT -1, 'customer', c.id, 'owner', c.owner, 1 FROM customer c WHERE c.id IN chosen;"
        "INSERT INTO timeline(id, customer, at, day, kind, act) SELECT -c.id, c.id, 0, 0, 'transferred', -1 FROM customer c WHERE c.id IN chosen;"
        "UPDATE deal SET owner = %" G_GINT64_FORMAT " WHERE status = 'open' AND customer IN chosen;"
        "UPDATE task SET person = %" G_GINT64_FORMAT " WHERE done_at IS NULL AND customer IN chosen;"
        "UPDATE customer SET owner = %" G_GINT64_FORMAT ", owned_since = 1 WHERE id IN chosen;",
        to, to, to, to);

      garrison_args_set_ids (args, "ids", (const gint64 *) (gpointer) ids->data, ids->len);
      garrison_args_set_int (args, "to", to);
      bench_timer_begin (ours);
      result = act (bench, "transfer-customers", args);
      bench_timer_end (ours);
      undo (bench, result);
      /* The bare twin keeps an undo of its own, outside the time: what it changed is put back. */
      bench_exec (bench, "CREATE TEMP TABLE before_customer AS SELECT id, owner, owned_since FROM customer WHERE id IN chosen;"
                        "CREATE TEMP TABLE before_deal AS SELECT id, owner FROM deal WHERE status = 'open' AND customer IN chosen;"
                        "CREATE TEMP TABLE before_task AS SELECT id, person FROM task WHERE done_at IS NULL AND customer IN chosen");
      bench_timer_begin (bare);
      bench_exec (bench, change);
      bench_exec (bench, "COMMIT");
      bench_timer_end (bare);
      bench_exec (bench, "BEGIN; DELETE FROM ownership_event WHERE act = -1; DELETE FROM act_row WHERE act = -1; DELETE FROM timeline WHERE act = -1;"
                        "UPDATE customer SET owner = b.owner, owned_since = b.owned_since FROM before_customer b WHERE b.id = customer.id;"
                        "UPDATE deal SET owner = b.owner FROM before_deal b WHERE b.id = deal.id;"
                        "UPDATE task SET person = b.person FROM before_task b WHERE b.id = task.id; COMMIT;"
                        "DROP TABLE before_customer; DROP TABLE before_deal; DROP TABLE before_task");
    }
  bench_line (bench, what, ours, bare, BENCH_GOAL_RATIO, 2);
}

/* Logging ------------------------------------------------------------------------------------------- */

static void
measure_logging (Bench *bench)
{
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();

  for (guint i = 0; i < 300; i++)
    {
      gint64 customer = 1 + garrison_dice_below (&bench->dice, bench->size);
      g_autofree char *sql = g_strdup_printf (
        "BEGIN IMMEDIATE; INSERT INTO activity(id, customer, person, kind, text, at, day, recorded_at) VALUES (-1 - %u, %" G_GINT64_FORMAT
        ", 1, 'call', 'bench', 0, 0, 0); COMMIT", i, customer);
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autoptr (GarrisonActResult) result = NULL;

      garrison_args_set_int (args, "customer", customer);
      garrison_args_set_text (args, "kind", "call");
      garrison_args_set_text (args, "text", "bench");
      bench_timer_begin (ours);
      result = act (bench, "log-activity", args);
      bench_timer_end (ours);
      undo (bench, result);
      bench_timer_begin (bare);
      bench_exec (bench, sql);
      bench_timer_end (bare);
    }
  /* Each deletion would look through all activities for corrections of it. */
  bench_exec (bench, "PRAGMA foreign_keys = OFF; DELETE FROM activity WHERE id < 0; PRAGMA foreign_keys = ON");
  bench_line (bench, "an activity logged (rollups, audit, timeline)", ours, bare, BENCH_NO_GOAL, 0);
}

void
bench_writing (Bench *bench)
{
  measure_transfer (bench);
  measure_logging (bench);
}
