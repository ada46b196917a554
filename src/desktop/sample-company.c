#include "desktop/sample-company.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/language.h"

/* Enough for full screens and charts, and made in moments. */
#define CUSTOMERS 600

typedef struct
{
  char *path;
  GarrisonSampleProgress progress;
  gpointer data;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->path);
  g_free (wish);
}

char *
garrison_sample_company_get_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "garrison", "sample.garrison", NULL);
}

static void
remove_company (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_unlink (name);
    }
}

static gboolean
make (Wish *wish, const char *path, GCancellable *cancellable, GError **error)
{
  gboolean chinese = garrison_locale_is_chinese ();
  g_autoptr (GarrisonStore) store = garrison_sample_found (path, GARRISON_SAMPLE_LOGIN, "", chinese, cancellable, error);
  GarrisonSample sample;
  gboolean filled;

  if (store == NULL)
    return FALSE;
  garrison_sample_init (&sample, CUSTOMERS);
  sample.chinese = chinese;
  filled = garrison_sample_fill (store, &sample, wish->progress, wish->data, cancellable, error);
  garrison_store_close (store);
  return filled;
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autofree char *folder = g_path_get_dirname (wish->path);
  g_autofree char *path = g_strdup_printf ("%s.%08x", wish->path, g_random_int ());
  g_autoptr (GMainContext) context = g_main_context_new ();
  GError *error = NULL;
  gboolean made;

  /* The store tells its changes to a context of this thread, which has nobody to hear them: else the main
   * loop would follow them in the very objects that are at work here. */
  g_main_context_push_thread_default (context);
  /* What cannot be made here is told by the store, which tries to write there. */
  g_mkdir_with_parents (folder, 0700);
  made = make (wish, path, cancellable, &error);
  g_main_context_pop_thread_default (context);
  if (made && !g_cancellable_set_error_if_cancelled (cancellable, &error)
      && g_rename (path, wish->path) != 0)
    error = g_error_new (GARRISON_ERROR, GARRISON_ERROR_READ_ONLY, "renaming the sample: %s", g_strerror (errno));
  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  remove_company (path);
  g_task_return_error (task, error);
}

void
garrison_sample_company_make_async (const char *path, GarrisonSampleProgress progress, gpointer data,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer callback_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, callback_data);
  Wish *wish;

  g_return_if_fail (path != NULL);

  wish = g_new0 (Wish, 1);
  wish->path = g_strdup (path);
  wish->progress = progress;
  wish->data = data;
  /* A thread that still writes is waited for: it cleans up after itself. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, make_in_thread);
}

gboolean
garrison_sample_company_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
