/* Processes that die in the middle, and processes that write at once.
 *
 * The program runs itself as a child: "--act PATH TAG N" makes up to N customers and says each
 * one's id after the store has acknowledged it. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

/* GARRISON_KILLS=1000 for the figure. */
#define N_KILLS 30
#define KILLS_A_COMPANY 15

static char *self;

static int
act_as_child (const char *path, const char *tag, int n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_store_open (path, NULL, &error);

  if (store == NULL || !garrison_store_sign_in (store, "boss", "secret", NULL, &error))
    return 1;
  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %s %d", tag, i);
      g_autoptr (GarrisonActResult) result
        = test_act (store, &error, "create-customer", "t", "name", name);

      if (result == NULL)
        {
          fprintf (stderr, "%s\n", error->message);
          return 1;
        }
      printf ("%" G_GINT64_FORMAT "\n", garrison_act_result_get_int (result, "customer"));
      fflush (stdout);
    }
  return 0;
}

static GPid
start_child (const char *path, const char *tag, const char *n, int *out)
{
  char *argv[] = { self, (char *)"--act", (char *)path, (char *)tag, (char *)n, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, NULL,
                            NULL, &pid, NULL, out, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

/* Whole lines only: what was cut was not acknowledged to anybody. */
static void
read_ids (int fd, GArray *ids)
{
  FILE *stream = fdopen (fd, "r");
  char line[64];

  while (fgets (line, sizeof line, stream) != NULL)
    {
      gint64 id = g_ascii_strtoll (line, NULL, 10);

      if (strchr (line, '\n') != NULL)
        g_array_append_val (ids, id);
    }
  fclose (stream);
}

static void
check_whole (GarrisonStore *store)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 broken;

  g_assert_true (garrison_store_check (store, report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report->str, ==, "");
  g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (broken, ==, 0);
}

static void
check_acknowledged (const char *folder, GArray *ids)
{
  g_autoptr (GarrisonStore) store = test_company_open (folder, "boss");
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_ids (args, "ids", (const gint64 *)ids->data, ids->len);
  rows = garrison_store_read (store, "SELECT count(*) FROM customer WHERE id IN @ids(ids)", args,
                              NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 0), ==, ids->len);
  check_whole (store);
}

/* Returns: how many acts were acknowledged. */
static guint
kill_often (guint n)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GarrisonStore) store = test_company_new (folder);

  g_clear_object (&store);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tag = g_strdup_printf ("k%ux", i); /* as names that differ however they are folded */
      int out;
      GPid pid = start_child (path, tag, "100000", &out);

      g_usleep (g_test_rand_int_range (30000, 250000));
      kill (pid, SIGKILL);
      read_ids (out, ids);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      check_acknowledged (folder, ids);
    }
  return ids->len;
}

static void
test_kill (void)
{
  const char *wish = g_getenv ("GARRISON_KILLS");
  guint n = wish != NULL ? (guint) atoi (wish) : N_KILLS, n_acts = 0;

  /* A new company from time to time, since what is looked through each time grows. */
  for (guint done = 0; done < n; done += KILLS_A_COMPANY)
    n_acts += kill_often (MIN (KILLS_A_COMPANY, n - done));
  g_test_message ("%u acts acknowledged over %u kills, none lost", n_acts, n);
  g_assert_cmpuint (n_acts, >, 0);
}

static void
test_two_writers (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  GPid pids[2];
  int out[2], status;

  for (guint i = 0; i < 2; i++)
    pids[i] = start_child (path, i == 0 ? "a" : "b", "60", &out[i]);
  for (guint i = 0; i < 2; i++)
    {
      read_ids (out[i], ids);
      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }
  g_assert_cmpuint (ids->len, ==, 120);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 120);
  check_acknowledged (folder, ids);
}

int
main (int argc, char **argv)
{
  self = argv[0];
  if (argc == 5 && g_str_equal (argv[1], "--act"))
    return act_as_child (argv[2], argv[3], atoi (argv[4]));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/crash/kill", test_kill);
  g_test_add_func ("/store/crash/two-writers", test_two_writers);
  return g_test_run ();
}
