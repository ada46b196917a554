/* Turns a block of data/desk.sql into the SELECT of one person's desk: macros become literals,
 * tables become those of the vault, and what is always true or false falls away, so that the
 * optimiser finds nothing that it could not see through. Any thread. */
#pragma once

#include "store/session.h"

G_BEGIN_DECLS

/**
 * garrison_scope_text:
 * @relation: the block's name
 * @block: its text: SELECTs, joined by UNION ALL
 *
 * Whoever has scope "all" of every right that the block names sees the table as it is.
 *
 * Returns: (transfer full): a SELECT; %NULL with %GARRISON_ERROR_INVALID for a block that is
 * malformed
 */
char *garrison_scope_text (const char *relation,
                           const char *block,
                           GarrisonSession *session,
                           GError **error);

G_END_DECLS
