#include "desktop/lock-failures.h"

#include <glib/gi18n-lib.h>

#include "desktop/lock-desk.h"
#include "desktop/window-state.h"
#include "desktop/words.h"
#include "model/act-log.h"

#define EXPECTED "garrison-expected-failure"
#define AT_MOST_BACK (30 * G_TIME_SPAN_DAY)

/* Settings name nobody. */
static char *
key_of (GarrisonStore *store)
{
  g_autofree char *who
    = g_strdup_printf ("%s %" G_GINT64_FORMAT, garrison_store_get_uri (store), garrison_store_get_me (store));

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, who, -1);
}

void
garrison_lock_failures_expect (GarrisonDesktopSession *session)
{
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (session));
  g_object_set_data (G_OBJECT (session), EXPECTED, session);
}

char *
garrison_lock_failures_dup_sentence (GarrisonStore *store, guint n, gint64 first)
{
  GarrisonMoment moment;
  g_autofree char *when = NULL;

  garrison_moment_take (&moment, store);
  when = garrison_words_when (&moment, first, TRUE);
  return g_strdup_printf (ngettext ("%u failed sign-in since %s", "%u failed sign-ins since %s", n), n, when);
}

/* (nullable) */
static GarrisonWindow *
window_of (GarrisonDesktopSession *session)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (GARRISON_IS_WINDOW (window) && garrison_window_get_session (GARRISON_WINDOW (window)) == session)
        return GARRISON_WINDOW (window);
    }
  return NULL;
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonDesktopSession) session = data;
  GarrisonStore *store = GARRISON_STORE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read_finish (store, result, &error);
  GarrisonWindow *window = window_of (session);
  g_autofree char *key = NULL, *sentence = NULL;
  guint n, expected = g_object_steal_data (G_OBJECT (session), EXPECTED) != NULL ? 1 : 0;

  if (rows == NULL || window == NULL || garrison_rows_get_size (rows) == 0 || garrison_store_get_me (store) == 0)
    return;
  n = (guint) garrison_rows_get_int (rows, 0, 0);
  if (n == 0)
    return;
  key = key_of (store);
  garrison_window_state_set_told_failure (key, garrison_rows_get_int (rows, 0, 2));
  if (n <= expected)
    return;
  sentence = garrison_lock_failures_dup_sentence (store, n - expected, garrison_rows_get_int (rows, 0, 1));
  garrison_window_toast (window, sentence);
}

void
garrison_lock_failures_tell (GarrisonDesktopSession *session)
{
  GarrisonStore *store;
  g_autofree char *key = NULL;

  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (session));

  store = garrison_desktop_session_get_store (session);
  key = key_of (store);
  garrison_act_log_count_failures_async (store, garrison_window_state_get_told_failure (key),
                                         g_get_real_time () - AT_MOST_BACK, NULL, on_counted, g_object_ref (session));
}
