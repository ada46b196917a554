/* The chain of acts of a company on a server, walked over a connection that sees all of it. On the thread
 * that has the connection. */
#pragma once

#include "store/postgres/pg-connection.h"

G_BEGIN_DECLS

/* Within the transaction that is under way. Returns: as garrison_store_verify_audit(). */
gint64 garrison_pg_walk_chain (GarrisonPgConnection *connection, gint64 *broken_act, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
