/* Somebody leaves: what they hold goes to a colleague, who reports to them gets another manager, and
 * they can no longer sign in. Done by acts one after another (hand-over, edit-person, leave-person); if one is refused, those before it are taken back and nothing has changed.
 * Of somebody who was dismissed before (dismiss-person) what they still hold is handed over in the same way.
 *
 * Blocking; any thread but a window's. What somebody holds is what the desk shows of it: if there is
 * more, the last act refuses ("still-holds"). */
#pragma once

#include "model/errand.h"

G_BEGIN_DECLS

/* How much somebody holds. */
typedef struct
{
  guint customers;
  guint deals; /* open ones */
  guint tasks; /* open ones */
  guint reports;
} GarrisonHoldings;

gboolean garrison_departure_count (GarrisonStore *store, gint64 person, GarrisonHoldings *holdings,
                                   GCancellable *cancellable, GError **error);

/* @receiver: who gets what they hold, 0 when they hold nothing. @manager: to whom their reports report
 * from then on, or 0. @reason: (nullable): for the customers' timelines. @errand: (nullable): goes on with it
 * after a lost connection.
 * Returns: (element-type gint64): the acts in their order; NULL with @error set and nothing changed, except
 * that after a lost connection @errand knows what was done. */
GArray *garrison_departure_run (GarrisonStore *store, gint64 person, gint64 receiver, gint64 manager,
                                const char *reason, GarrisonErrand *errand, GCancellable *cancellable,
                                GError **error);

G_END_DECLS
