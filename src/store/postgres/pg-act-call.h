/* Calls acts on a server, as the person of the connection, on the thread that has it.
 *
 * Refusals are those of SQLite, and "no-ticket" where somebody else's program forgot to take one. */
#pragma once

#include "store/act-file.h"
#include "store/act-result.h"
#include "store/change.h"
#include "store/postgres/pg-change.h"
#include "store/postgres/pg-connection.h"

G_BEGIN_DECLS

/**
 * garrison_pg_act_call:
 * @request: the idempotency key
 * @change: (out) (optional) (nullable): what changed; %NULL after a repeat
 *
 * Takes a ticket first where the act needs one, in a transaction of its own. Rows are read from their
 * source and sent whole.
 *
 * Returns: (transfer full): %NULL with a refusal, or %GARRISON_ERROR_UNCERTAIN when the connection broke
 *   after the act was sent: the same @request on another connection tells
 */
GarrisonActResult *garrison_pg_act_call (GarrisonPgConnection *connection, const GarrisonActFile *file,
                                         GarrisonArgs *args, const char *request, GarrisonChange **change,
                                         GCancellable *cancellable, GError **error);
GarrisonActResult *garrison_pg_undo_call (GarrisonPgConnection *connection, gint64 act, const char *request,
                                          GarrisonChange **change, GCancellable *cancellable, GError **error);

G_END_DECLS
