/* Failed sign-ins of one store, one after the other: guessing must be slow. From the fourth on, each
 * makes the next wait, longer each time up to some seconds. Any thread. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  guint n; /* atomic */
} GarrisonFailures;

/* Waits for as long as the failures so far demand; not longer than @store is open. Cancelling gives an
 * error and is no way around the wait. */
gboolean garrison_failures_wait (GarrisonFailures *self, GarrisonStore *store, GCancellable *cancellable, GError **error);
/* Counts a failure. Returns: FALSE, with GARRISON_ERROR_WRONG_PASSWORD. */
gboolean garrison_failures_turn_down (GarrisonFailures *self, GError **error);
/* Somebody came in. */
void garrison_failures_forget (GarrisonFailures *self);

G_END_DECLS
