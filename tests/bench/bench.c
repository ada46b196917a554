#include "team.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/sample.h"

Timer *
bench_timer_new (void)
{
  Timer *timer = g_new0 (Timer, 1);

  timer->times = g_array_new (FALSE, FALSE, sizeof (double));
  return timer;
}

void
bench_timer_free (Timer *timer)
{
  g_array_unref (timer->times);
  g_free (timer);
}

void
bench_timer_begin (Timer *timer)
{
  timer->begun = g_get_monotonic_time ();
}

void
bench_timer_end (Timer *timer)
{
  double time = (g_get_monotonic_time () - timer->begun) / 1000.0;

  g_array_append_val (timer->times, time);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
percentile (Timer *timer, double part)
{
  g_return_val_if_fail (timer->times->len > 0, 0);

  g_array_sort (timer->times, compare_times);
  return g_array_index (timer->times, double, MIN (timer->times->len - 1, (guint) (timer->times->len * part)));
}

double
bench_timer_median (Timer *timer)
{
  return percentile (timer, 0.5);
}

double
bench_timer_p99 (Timer *timer)
{
  return percentile (timer, 0.99);
}

void
bench_head (void)
{
  printf ("%-46s %10s %10s   %10s %10s   %6s   %s\n", "milliseconds", "median", "p99", "bare", "bare p99", "ratio", "goal");
}

static void
goal_text (BenchGoal goal, double limit, char *text, gsize size)
{
  *text = '\0';
  if (goal == BENCH_GOAL_P99)
    g_snprintf (text, size, "p99 < %g ms", limit);
  else if (goal == BENCH_GOAL_MEDIAN)
    g_snprintf (text, size, "< %g ms", limit);
  else if (goal == BENCH_GOAL_RATIO)
    g_snprintf (text, size, "≤ %g × bare", limit);
}

void
bench_line (Bench *bench, const char *what, Timer *ours, Timer *bare, BenchGoal goal, double limit)
{
  double median = bench_timer_median (ours), p99 = bench_timer_p99 (ours);
  double ratio = bare != NULL ? median / bench_timer_median (bare) : 0;
  gboolean good = goal == BENCH_NO_GOAL || (goal == BENCH_GOAL_P99 ? p99 : goal == BENCH_GOAL_MEDIAN ? median : ratio) <= limit;
  char text[64];

  goal_text (goal, limit, text, sizeof text);
  bench->missed += !good;
  printf ("%-46s %10.2f %10.2f   ", what, median, p99);
  if (bare != NULL)
    printf ("%10.2f %10.2f   %6.2f   ", bench_timer_median (bare), bench_timer_p99 (bare), ratio);
  else
    printf ("%10s %10s   %6s   ", "", "", "");
  printf ("%s%s\n", text, good ? "" : "  MISSED");
  fflush (stdout);
}

void
bench_figure (Bench *bench, const char *what, const char *figure, const char *bare, double ratio, const char *goal, gboolean good)
{
  char times[16] = "";

  if (ratio > 0)
    g_snprintf (times, sizeof times, "%.2f", ratio);
  bench->missed += !good;
  printf ("%-46s %21s   %21s   %6s   %s%s\n", what, figure, bare != NULL ? bare : "", times, goal, good ? "" : "  MISSED");
  fflush (stdout);
}

void
bench_must (GError *error, const char *what)
{
  if (error == NULL)
    return;
  fprintf (stderr, "bench: %s: %s\n", what, error->message);
  exit (1);
}

guint
bench_bare (Bench *bench, const char *sql, ...)
{
  sqlite3_stmt *statement = NULL;
  guint n = 0;
  va_list args;

  if (sqlite3_prepare_v2 (bench->bare, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      fprintf (stderr, "bench: %s: %s\n", sql, sqlite3_errmsg (bench->bare));
      exit (1);
    }
  va_start (args, sql);
  for (int i = 1; i <= sqlite3_bind_parameter_count (statement); i++)
    sqlite3_bind_int64 (statement, i, va_arg (args, gint64));
  va_end (args);
  for (; sqlite3_step (statement) == SQLITE_ROW; n++)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      sqlite3_column_text (statement, i);
  sqlite3_finalize (statement);
  return n;
}

gint64
bench_bare_int (Bench *bench, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 value = 0;

  if (sqlite3_prepare_v2 (bench->bare, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

double
bench_resident (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || (line = strstr (text, "VmRSS:")) == NULL)
    return 0;
  return g_ascii_strtod (line + strlen ("VmRSS:"), NULL) / 1024;
}

/* The company ------------------------------------------------------------------------------------- */

static void
show_progress (const char *step, double fraction, gpointer data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r\033[K%s %3.0f %%", step, fraction * 100);
}

/* Made once for a size, and kept: measuring leaves it as it was. */
static void
make_company (Bench *bench)
{
  GarrisonFounding founding = { .company = "Bench", .owner_login = "owner", .password = "", .currency = "CNY",
                                .time_zone = "Asia/Shanghai", .chinese = TRUE, .quick_password = TRUE };
  g_autofree char *making = g_strconcat (bench->path, ".making", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = NULL;
  GarrisonSample sample;
  gint64 begun = g_get_monotonic_time ();

  remove (making);
  garrison_sample_init (&sample, bench->size);
  sample.people = CLAMP (bench->size / 120, 6, 200);
  sample.chinese = TRUE;
  store = garrison_store_found (making, &founding, NULL, &error);
  bench_must (error, "founding");
  garrison_sample_fill (store, &sample, show_progress, NULL, NULL, &error);
  bench_must (error, "filling");
  garrison_store_close (store);
  rename (making, bench->path);
  fprintf (stderr, "\r\033[K");
  printf ("made a company of %u customers, %u contacts, %u activities, %u deals in %.0f s\n\n", sample.customers,
          sample.customers * 2, sample.activities, sample.deals, (g_get_monotonic_time () - begun) / 1e6);
}

static void
open_company (Bench *bench)
{
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) load = bench_timer_new ();
  g_autoptr (GError) error = NULL;

  bench_timer_begin (ours);
  bench->store = garrison_store_open (bench->path, NULL, &error);
  bench_must (error, "opening");
  garrison_store_sign_in (bench->store, "owner", "", NULL, &error);
  bench_must (error, "signing in");
  bench->directory = garrison_directory_new (bench->store);
  garrison_directory_load (bench->directory, NULL, &error);
  bench_must (error, "reading the directory");
  bench_timer_end (ours);
  sqlite3_open_v2 (bench->path, &bench->bare, SQLITE_OPEN_READWRITE, NULL);
  sqlite3_exec (bench->bare, "PRAGMA cache_size = -65536; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON", NULL, NULL, NULL);
  bench_head ();
  bench_line (bench, "open, sign in, directory", ours, NULL, BENCH_NO_GOAL, 0);
  bench->roster = garrison_roster_new (bench->store);
  bench_timer_begin (load);
  garrison_roster_load (bench->roster, NULL, &error);
  bench_must (error, "reading the roster");
  bench_timer_end (load);
  bench_line (bench, "roster read (in the background)", load, NULL, BENCH_NO_GOAL, 0);
}

static void
measure_file (Bench *bench)
{
  open_company (bench);
  bench_reading (bench);
  bench_writing (bench);
  bench_import (bench);
  sqlite3_close (bench->bare);
  g_object_unref (bench->roster);
  g_object_unref (bench->directory);
  garrison_store_close (bench->store);
  g_object_unref (bench->store);
  bench_encrypted (bench);
}

int
main (int argc, char **argv)
{
  int size = 1000000, seconds = 30, races = 1000;
  gboolean encrypted = FALSE;
  g_autofree char *folder = NULL, *team = NULL;
  const GOptionEntry entries[] = {
    { "size", 0, 0, G_OPTION_ARG_INT, &size, "customers (default 1,000,000)", "N" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, "where the company is made and kept", "FOLDER" },
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, "measure a company on the server at this address", "URI" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "how long fifty people work at once (default 30)", "S" },
    { "races", 0, 0, G_OPTION_ARG_INT, &races, "for the same customer (default 1,000)", "N" },
    { "encrypted", 0, 0, G_OPTION_ARG_NONE, &encrypted, "measure what encryption costs, and nothing else", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || size < 100 || size > 3000000)
    {
      fprintf (stderr, "bench: %s\n", error != NULL ? error->message : "--size from 100 to 3,000,000");
      return 2;
    }
  bench.size = size;
  bench.folder = folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_cache_dir (), "garrison", "bench", NULL);
  bench.dice.state = 4711;
  g_mkdir_with_parents (bench.folder, 0700);
  if (encrypted)
    {
      bench_encrypted (&bench);
      return 0;
    }
  bench.path = g_strdup_printf ("%s/company-%d.garrison", bench.folder, size);
  if (!g_file_test (bench.path, G_FILE_TEST_EXISTS))
    make_company (&bench);
  if (team != NULL)
    bench_team (&bench, team, MAX (seconds, 1), MAX (races, 0));
  else
    measure_file (&bench);
  if (bench.missed > 0)
    printf ("\n%u goals missed\n", bench.missed);
  return 0;
}
