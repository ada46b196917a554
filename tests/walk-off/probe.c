/* The store's own interface in the hands of somebody with a sign-in and a compiler: what they can ask of the desk
 * without the program around it.
 *
 * probe COMPANY LOGIN PASSWORD-FILE. Lines on stdin are "read SQL", "signals FIRST-DAY LAST-DAY",
 * "was-set-back", "falls DAY" (who falls into a pool then, and why) or "fall DAY" (they do);
 * each answer is rows ("row" and cells behind tabs, escaped) and at last "done N" or "error CODE". The sign-in is
 * the first answer. It keeps its memory to itself as the program does.
 *
 * probe --found COMPANY LOGIN PASSWORD-FILE: a new company whose passwords cost the least to measure. What they cost
 * otherwise, and several hundred times here, is measured by the bench. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/process.h"
#include "model/directory.h"
#include "model/fall.h"
#include "model/signals.h"

static void
end (gint64 n, GError *error)
{
  if (error != NULL)
    printf ("error %d %s\n", error->domain == GARRISON_ERROR ? error->code : -1,
            g_strdelimit (error->message, "\n", ' '));
  else
    printf ("done %" G_GINT64_FORMAT "\n", n);
  fflush (stdout);
}

static void
show (const char *text)
{
  g_autofree char *escaped = g_strescape (text != NULL ? text : "", NULL);

  printf ("\t%s", escaped);
}

static void
read_sql (GarrisonStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (store, sql, NULL, NULL, &error);
  guint n = rows != NULL ? garrison_rows_get_size (rows) : 0;

  for (guint i = 0; i < n; i++)
    {
      printf ("row");
      for (guint c = 0; c < garrison_rows_get_n_columns (rows); c++)
        show (garrison_rows_get_text (rows, i, c));
      printf ("\n");
    }
  end (n, error);
}

static void
read_signals (GarrisonStore *store, const char *days)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) signals = NULL;
  gint first = 0, last = 0;

  if (sscanf (days, "%d %d", &first, &last) != 2)
    return end (0, NULL);
  signals = garrison_signals_read (store, first, last, NULL, &error);
  for (guint i = 0; signals != NULL && i < signals->len; i++)
    {
      const GarrisonSignal *signal = signals->pdata[i];
      g_autofree char *sentence = garrison_signal_sentence (signal, last);

      printf ("row\t%d\t%" G_GINT64_FORMAT "\t%u", signal->kind, signal->person, signal->n);
      show (sentence);
      printf ("\n");
    }
  end (signals != NULL ? signals->len : 0, error);
}

/* @now: they fall; otherwise they are told */
static void
read_falls (GarrisonStore *store, gint day, gboolean now)
{
  g_autoptr (GarrisonDirectory) directory = garrison_directory_new (store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = NULL, falls = NULL;
  GarrisonCatalogue *catalogue = garrison_directory_load (directory, NULL, &error) ? garrison_directory_get_catalogue (directory) : NULL;
  gint64 n = 0;

  if (catalogue != NULL && now)
    n = garrison_falls_do (store, catalogue, day, NULL, NULL, &error);
  else if (catalogue != NULL && (rules = garrison_fall_rules_read (store, NULL, &error)) != NULL)
    falls = garrison_falls_find (store, catalogue, rules, day, NULL, &error);
  for (guint i = 0; falls != NULL && i < falls->len; i++, n++)
    {
      const GarrisonFall *fall = falls->pdata[i];

      printf ("row\t%" G_GINT64_FORMAT, fall->customer);
      show (fall->why);
      printf ("\n");
    }
  end (n, error);
}

static gboolean
answer (GarrisonStore *store, char *line)
{
  g_strchomp (line);
  if (g_str_has_prefix (line, "read "))
    read_sql (store, line + 5);
  else if (g_str_has_prefix (line, "signals "))
    read_signals (store, line + 8);
  else if (g_str_has_prefix (line, "falls "))
    read_falls (store, atoi (line + 6), FALSE);
  else if (g_str_has_prefix (line, "fall "))
    read_falls (store, atoi (line + 5), TRUE);
  else if (g_str_equal (line, "was-set-back"))
    end (garrison_store_was_set_back (store), NULL);
  else
    return FALSE;
  return TRUE;
}

static int
found (char **argv)
{
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = NULL;
  GarrisonFounding founding = { .owner_login = argv[1], .currency = "EUR", .time_zone = "Europe/Berlin", .quick_password = TRUE };

  if (!g_file_get_contents (argv[2], &password, NULL, NULL))
    return 2;
  founding.password = g_strchomp (password);
  store = garrison_store_found (argv[0], &founding, NULL, &error);
  if (store == NULL)
    fprintf (stderr, "%s\n", error->message);
  return store != NULL ? 0 : 1;
}

int
main (int argc, char **argv)
{
  g_autofree char *password = NULL, *line = g_malloc (65536);
  g_autoptr (GarrisonStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (argc == 5 && g_str_equal (argv[1], "--found"))
    return found (argv + 2);
  if (argc != 4 || !g_file_get_contents (argv[3], &password, NULL, NULL))
    return 2;
  garrison_process_protect ();
  store = garrison_store_open (argv[1], NULL, &error);
  if (store == NULL || !garrison_store_sign_in (store, argv[2], g_strchomp (password), NULL, &error))
    {
      end (0, error);
      return 1;
    }
  end (garrison_store_get_me (store), NULL);
  while (fgets (line, 65536, stdin) != NULL && answer (store, line))
    ;
  garrison_store_close (store);
  return 0;
}
