#include "desktop/daily-falls.h"

#include "model/fall.h"

/* The first rows are on the screen by then. */
#define FIRST_AFTER 20
#define LOOK_EVERY 600

typedef struct
{
  GarrisonDesktopSession *session; /* which owns this */
  GCancellable *cancellable;       /* cancelled when it goes */
  guint source;
  gint done; /* the day of the last fall */
  gboolean busy;
} Daily;

typedef struct
{
  GarrisonStore *store;
  GarrisonCatalogue *catalogue;
  gint today;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_object_unref (errand->store);
  garrison_catalogue_unref (errand->catalogue);
  g_free (errand);
}

static void
daily_free (gpointer data)
{
  Daily *daily = data;

  g_cancellable_cancel (daily->cancellable);
  g_clear_object (&daily->cancellable);
  g_clear_handle_id (&daily->source, g_source_remove);
  g_free (daily);
}

static void
let_fall (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  g_autoptr (GError) error = NULL;

  if (garrison_falls_do (errand->store, errand->catalogue, errand->today, NULL, cancellable, &error) < 0)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* What failed is tried again at the next look: the lists follow the change by themselves. */
static void
on_fallen (GObject *source, GAsyncResult *result, gpointer data)
{
  Daily *daily = data;
  g_autoptr (GError) error = NULL;
  gint today = ((Errand *) g_task_get_task_data (G_TASK (result)))->today;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the session may be gone, and @daily with it */
  daily->busy = FALSE;
  if (done)
    daily->done = today;
  else
    g_debug ("no fall into pools: %s", error->message);
}

static void
look (Daily *daily)
{
  GarrisonStore *store = garrison_desktop_session_get_store (daily->session);
  GarrisonDirectory *directory = garrison_desktop_session_get_directory (daily->session);
  g_autoptr (GTask) task = NULL;
  Errand *errand;

  if (daily->busy || directory == NULL || !garrison_desktop_session_is_signed_in (daily->session)
      || garrison_store_get_scope (store, "pool.fall") == NULL
      || garrison_directory_get_today (directory) == daily->done)
    return;
  errand = g_new0 (Errand, 1);
  errand->store = g_object_ref (store);
  errand->catalogue = garrison_catalogue_ref (garrison_directory_get_catalogue (directory));
  errand->today = garrison_directory_get_today (directory);
  daily->busy = TRUE;
  task = g_task_new (NULL, daily->cancellable, on_fallen, daily);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, let_fall);
}

static gboolean
on_time (gpointer data)
{
  Daily *daily = data;

  look (daily);
  daily->source = g_timeout_add_seconds (LOOK_EVERY, on_time, daily);
  return G_SOURCE_REMOVE;
}

void
garrison_daily_falls_begin (GarrisonDesktopSession *session)
{
  Daily *daily;

  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (session));

  if (g_str_has_prefix (garrison_store_get_uri (garrison_desktop_session_get_store (session)), "postgres")
      || g_object_get_data (G_OBJECT (session), "daily-falls") != NULL)
    return;
  daily = g_new0 (Daily, 1);
  daily->session = session;
  daily->cancellable = g_cancellable_new ();
  daily->source = g_timeout_add_seconds (FIRST_AFTER, on_time, daily);
  g_object_set_data_full (G_OBJECT (session), "daily-falls", daily, daily_free);
}
