#include "store/failures.h"

#include <glib/gstdio.h>

#include "base/error.h"
#include "store/store-class.h"

#define FREE_FAILURES 3
#define FIRST_WAIT_MS 500
#define LONGEST_WAIT_MS 8000
#define MOST_FAILURES 1000
#define COUNTS_FOR (30 * G_TIME_SPAN_MINUTE)

void
garrison_failures_init (GarrisonFailures *self, const char *uri)
{
  g_autofree char *digest = NULL;

  g_return_if_fail (self != NULL && uri != NULL && self->path == NULL);

  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
  self->path = g_build_filename (g_get_user_state_dir (), "garrison", "failures", digest, NULL);
}

void
garrison_failures_clear (GarrisonFailures *self)
{
  g_clear_pointer (&self->path, g_free);
}

/* What is noted and still counts. A clock that was set back does not make it older: it counts from now on. */
static guint
load (GarrisonFailures *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  gint64 now = g_get_real_time (), at;
  guint64 n;

  if (self->path == NULL || !g_file_get_contents (self->path, &text, NULL, NULL))
    return 0;
  words = g_strsplit (g_strchomp (text), " ", -1);
  if (g_strv_length (words) != 2 || !g_ascii_string_to_unsigned (words[0], 10, 0, MOST_FAILURES, &n, NULL)
      || !g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, &at, NULL))
    return 0;
  return at <= now && now - at > COUNTS_FOR ? 0 : (guint) n;
}

/* Silent: a full disk must not turn a wrong password into another error. */
static void
save (GarrisonFailures *self, guint n)
{
  g_autofree char *folder = NULL, *text = NULL;

  if (self->path == NULL)
    return;
  folder = g_path_get_dirname (self->path);
  text = g_strdup_printf ("%u %" G_GINT64_FORMAT "\n", MIN (n, MOST_FAILURES), g_get_real_time ());
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    g_info ("A failed sign-in was not noted down");
}

static guint
count (GarrisonFailures *self)
{
  guint noted = load (self), n = g_atomic_int_get (&self->n);

  return MAX (noted, n);
}

guint
garrison_failures_get_wait (GarrisonFailures *self)
{
  guint n;

  g_return_val_if_fail (self != NULL, 0);

  n = count (self);
  if (n < FREE_FAILURES)
    return 0;
  return MIN (FIRST_WAIT_MS << MIN (n - FREE_FAILURES, 8), LONGEST_WAIT_MS);
}

gboolean
garrison_failures_wait (GarrisonFailures *self, GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  gint64 until = g_get_monotonic_time () + garrison_failures_get_wait (self) * G_TIME_SPAN_MILLISECOND;

  /* Once it is closed, the engine turns everybody away. */
  while (g_get_monotonic_time () < until && !garrison_store_is_closed (store))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_usleep (20 * G_TIME_SPAN_MILLISECOND);
    }
  return TRUE;
}

gboolean
garrison_failures_turn_down (GarrisonFailures *self, GError **error)
{
  guint n = count (self) + 1;

  g_atomic_int_set (&self->n, n);
  save (self, n);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD, "name or password is wrong");
  return FALSE;
}

void
garrison_failures_forget (GarrisonFailures *self)
{
  g_atomic_int_set (&self->n, 0);
  if (self->path != NULL)
    g_unlink (self->path);
}
