/* Failed sign-ins at one company, one after the other: guessing must be slow. From the fourth on, each makes the next
 * wait, longer each time up to some seconds. Any thread.
 *
 * How many there were is also noted beside the anchors (store/anchor.h), in a small file for each company, so that
 * ending the program gives no new tries. It counts for half an hour after the last of them and never demands a longer
 * wait than the longest, so that nobody is locked out; whoever comes in clears it. A user of the computer who removes
 * the file, or has taken the company's file elsewhere, is not slowed by it: there the password alone holds. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  guint n;    /* atomic */
  char *path; /* (nullable): where it is noted; set once */
} GarrisonFailures;

/* Notes them for the company at @uri from now on. Before anything else is asked of it. */
void garrison_failures_init (GarrisonFailures *self, const char *uri);
void garrison_failures_clear (GarrisonFailures *self);
/* Waits for as long as the failures so far demand; not longer than @store is open. Cancelling gives an
 * error and is no way around the wait. */
gboolean garrison_failures_wait (GarrisonFailures *self, GarrisonStore *store, GCancellable *cancellable, GError **error);
/* How long that is, in milliseconds. */
guint garrison_failures_get_wait (GarrisonFailures *self);
/* Counts a failure. Returns: FALSE, with GARRISON_ERROR_WRONG_PASSWORD. */
gboolean garrison_failures_turn_down (GarrisonFailures *self, GError **error);
/* Somebody came in. */
void garrison_failures_forget (GarrisonFailures *self);

G_END_DECLS
