#include "store/failures.h"

#include "base/error.h"
#include "store/store-class.h"

#define FREE_FAILURES 3
#define FIRST_WAIT_MS 500
#define LONGEST_WAIT_MS 8000

gboolean
garrison_failures_wait (GarrisonFailures *self, GarrisonStore *store, GCancellable *cancellable, GError **error)
{
  guint n = g_atomic_int_get (&self->n), wait_ms;
  gint64 until;

  if (n < FREE_FAILURES)
    return TRUE;
  wait_ms = MIN (FIRST_WAIT_MS << MIN (n - FREE_FAILURES, 8), LONGEST_WAIT_MS);
  until = g_get_monotonic_time () + wait_ms * G_TIME_SPAN_MILLISECOND;
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
  g_atomic_int_inc (&self->n);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD, "name or password is wrong");
  return FALSE;
}

void
garrison_failures_forget (GarrisonFailures *self)
{
  g_atomic_int_set (&self->n, 0);
}
