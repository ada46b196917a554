/* What encryption costs: the same company in the clear and encrypted, side by side. The bare work is the plain file's. */
#include "bench.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "store/recovery.h"

#define PASSWORD "correct horse"
#define OPENINGS 5
#define SCANS 5
#define PAGES 200
#define ACTS 200

typedef struct
{
  char *path;
  GarrisonStore *store;
  const char *password;
} Side;

/* ---- two companies ------------------------------------------------------------------------------ */

static void
make_plain (Side *side, guint customers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_sample_found (side->path, "owner", "", TRUE, NULL, &error);
  GarrisonSample sample;

  bench_must (error, "founding");
  garrison_sample_init (&sample, customers);
  sample.chinese = TRUE;
  garrison_sample_fill (store, &sample, NULL, NULL, NULL, &error);
  bench_must (error, "filling");
  garrison_store_close (store);
}

static void
make_encrypted (Side *side, const Side *plain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_store_open (plain->path, NULL, &error);
  g_autofree char *key = NULL;

  bench_must (error, "opening");
  garrison_store_sign_in (store, "owner", "", NULL, &error);
  bench_must (error, "signing in");
  garrison_store_backup (store, side->path, NULL, &error);
  bench_must (error, "copying");
  g_clear_object (&store);
  store = garrison_store_open (side->path, NULL, &error);
  bench_must (error, "opening");
  garrison_store_sign_in (store, "owner", "", NULL, &error);
  bench_must (error, "signing in");
  garrison_store_set_password (store, garrison_store_get_me (store), "", PASSWORD, NULL, &error);
  bench_must (error, "setting a password");
  garrison_store_close (store);
  key = garrison_file_encrypt (side->path, "owner", PASSWORD, NULL, &error);
  bench_must (error, "encrypting");
}

/* ---- measures ----------------------------------------------------------------------------------- */

static void
open_side (Side *side, Timer *timer)
{
  g_autoptr (GError) error = NULL;

  bench_timer_begin (timer);
  side->store = garrison_store_open (side->path, NULL, &error);
  bench_must (error, "opening");
  garrison_store_sign_in (side->store, "owner", side->password, NULL, &error);
  bench_must (error, "signing in");
  bench_timer_end (timer);
}

static void
close_side (Side *side)
{
  garrison_store_close (side->store);
  g_clear_object (&side->store);
}

static gboolean
count_row (GarrisonRow *row, gpointer data)
{
  gsize length;

  garrison_row_get_text (row, 1, &length);
  return ++*(guint *) data > 0;
}

/* Through the whole file, whose pages are not in this store's caches yet. */
static void
scan (Side *side, Timer *timer)
{
  g_autoptr (Timer) opening = bench_timer_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  open_side (side, opening);
  bench_timer_begin (timer);
  garrison_store_scan (side->store, "SELECT id, text FROM activity", NULL, count_row, &n, NULL, &error);
  bench_timer_end (timer);
  bench_must (error, "scanning");
  close_side (side);
}

static void
read_page (Bench *bench, Side *side, guint size, Timer *timer)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_int (args, "from", 1 + (gint64) garrison_dice_below (&bench->dice, size));
  bench_timer_begin (timer);
  rows = garrison_store_read (side->store,
                              "SELECT c.id, c.name, (SELECT count(*) FROM activity a WHERE a.customer = c.id) FROM customer c"
                              " WHERE c.id >= :from ORDER BY c.id LIMIT 100",
                              args, NULL, &error);
  bench_timer_end (timer);
  bench_must (error, "reading");
}

static void
log_call (Bench *bench, Side *side, guint size, Timer *timer)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_int (args, "customer", 1 + (gint64) garrison_dice_below (&bench->dice, size));
  garrison_args_set_text (args, "kind", "call");
  garrison_args_set_text (args, "text", "They will think about it until next week.");
  bench_timer_begin (timer);
  result = garrison_store_act (side->store, "log-activity", args, NULL, NULL, &error);
  bench_timer_end (timer);
  bench_must (error, "logging");
}

static void
measure (Bench *bench, Side *ours, Side *plain, guint size)
{
  g_autoptr (Timer) a = bench_timer_new (), b = bench_timer_new (), c = bench_timer_new (), d = bench_timer_new ();
  g_autoptr (Timer) e = bench_timer_new (), f = bench_timer_new (), g = bench_timer_new (), h = bench_timer_new ();

  for (guint i = 0; i < OPENINGS; i++)
    {
      open_side (ours, a);
      close_side (ours);
      open_side (plain, b);
      close_side (plain);
    }
  bench_line (bench, "open and sign in, by Argon2id", a, b, BENCH_NO_GOAL, 0);
  for (guint i = 0; i < SCANS; i++)
    {
      scan (ours, c);
      scan (plain, d);
    }
  bench_line (bench, "all activities read, cold", c, d, BENCH_NO_GOAL, 0);
  open_side (ours, a);
  open_side (plain, b);
  for (guint i = 0; i < PAGES; i++)
    {
      read_page (bench, ours, size, e);
      read_page (bench, plain, size, f);
    }
  bench_line (bench, "a page of 100 with its activities", e, f, BENCH_NO_GOAL, 0);
  for (guint i = 0; i < ACTS; i++)
    {
      log_call (bench, ours, size, g);
      log_call (bench, plain, size, h);
    }
  bench_line (bench, "a call logged", g, h, BENCH_NO_GOAL, 0);
  close_side (ours);
  close_side (plain);
}

void
bench_encrypted (Bench *bench)
{
  guint size = MIN (bench->size, 20000);
  Side plain = { g_strdup_printf ("%s/plain.garrison", bench->folder), NULL, "" };
  Side ours = { g_strdup_printf ("%s/encrypted.garrison", bench->folder), NULL, PASSWORD };

  g_unlink (plain.path);
  g_unlink (ours.path);
  make_plain (&plain, size);
  make_encrypted (&ours, &plain);
  printf ("\nencrypted beside plain, %u customers\n", size);
  bench_head ();
  measure (bench, &ours, &plain, size);
  g_unlink (plain.path);
  g_unlink (ours.path);
  g_free (plain.path);
  g_free (ours.path);
}
