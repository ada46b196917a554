/* The sample company: whole or not at all, and nothing else left in the folder. */
#include <glib/gstdio.h>

#include "desktop/sample-company.h"

typedef struct
{
  GMainLoop *loop;
  GCancellable *cancellable;
  double stop_at; /* fraction at which it is cancelled; above 1: never */
  gint calls;
  gboolean made;
  GError *error;
} Wish;

/* On another thread. */
static void
on_progress (const char *step, double fraction, gpointer data)
{
  Wish *wish = data;

  g_assert_nonnull (step);
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  g_atomic_int_inc (&wish->calls);
  if (fraction >= wish->stop_at)
    g_cancellable_cancel (wish->cancellable);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  Wish *wish = data;

  wish->made = garrison_sample_company_make_finish (result, &wish->error);
  g_main_loop_quit (wish->loop);
}

static void
make (Wish *wish, const char *path)
{
  wish->loop = g_main_loop_new (NULL, FALSE);
  garrison_sample_company_make_async (path, on_progress, wish, wish->cancellable, on_made, wish);
  g_main_loop_run (wish->loop);
  g_main_loop_unref (wish->loop);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_made (void)
{
  g_autofree char *folder = g_dir_make_tmp ("garrison-sample-XXXXXX", NULL);
  g_autofree char *below = g_build_filename (folder, "below", NULL);
  g_autofree char *path = g_build_filename (below, "sample.garrison", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wish wish = { .cancellable = cancellable, .stop_at = 2 };
  g_autoptr (GarrisonStore) store = NULL;
  g_autoptr (GarrisonRows) rows = NULL;
  g_autoptr (GError) error = NULL;

  make (&wish, path);
  g_assert_no_error (wish.error);
  g_assert_true (wish.made);
  g_assert_cmpint (wish.calls, >, 1);
  g_assert_cmpuint (count_files (below), ==, 1);
  store = garrison_store_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (garrison_store_sign_in (store, GARRISON_SAMPLE_LOGIN, "", NULL, &error));
  rows = garrison_store_read (store, "SELECT count(c.id) FROM customer c", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 0), >, 100);
  garrison_store_close (store);
  g_unlink (path);
  g_rmdir (below);
  g_rmdir (folder);
}

static void
test_stopped (gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("garrison-sample-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.garrison", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wish wish = { .cancellable = cancellable, .stop_at = GPOINTER_TO_UINT (data) / 100.0 };

  make (&wish, path);
  g_assert_false (wish.made);
  g_assert_error (wish.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&wish.error);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_in_the_way (void)
{
  g_autofree char *folder = g_dir_make_tmp ("garrison-sample-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *path = g_build_filename (file, "sample.garrison", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wish wish = { .cancellable = cancellable, .stop_at = 2 };

  g_assert_true (g_file_set_contents (file, "in the way", -1, NULL));
  make (&wish, path);
  g_assert_false (wish.made);
  g_assert_nonnull (wish.error);
  g_clear_error (&wish.error);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (file);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-company/made", test_made);
  g_test_add_data_func ("/sample-company/stopped/at-once", GUINT_TO_POINTER (0), test_stopped);
  g_test_add_data_func ("/sample-company/stopped/midway", GUINT_TO_POINTER (40), test_stopped);
  g_test_add_func ("/sample-company/in-the-way", test_in_the_way);
  return g_test_run ();
}
