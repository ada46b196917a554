/* Compares the end of the chain with what this computer saw of it, and notes the new end down. */
#pragma once

#include "store/postgres/pg-connection.h"

G_BEGIN_DECLS

/* Returns: TRUE when acts that had been seen are gone, or are others now: the company was restored to an
 * earlier state, its record was cut, or another company is at @uri. Quietly FALSE when it cannot be read. */
gboolean garrison_pg_anchor_was_set_back (GarrisonPgConnection *connection, const char *uri,
                                          GCancellable *cancellable);

G_END_DECLS
