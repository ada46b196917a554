/* What changed, as a server tells it. Any thread. */
#pragma once

#include "store/change.h"

G_BEGIN_DECLS

/**
 * garrison_pg_change_parse:
 * @payload: of a notification: "ACT relation,relation customer,customer…", "*" for too many customers
 *
 * Anybody who may connect can send such things: only known relations are taken, and nothing that does not
 * fit whole. The act's name is "", for it is not told.
 *
 * Returns: (transfer full) (nullable): %NULL when it is no such thing
 */
GarrisonChange *garrison_pg_change_parse (const char *payload);

/* Adds the two lists of an answer to @change. Returns: FALSE, having added some, when one does not fit. */
gboolean garrison_pg_change_add (GarrisonChange *change, const char *relations, const char *customers);

G_END_DECLS
