/* An act file as functions of the server. Any thread. */
#pragma once

#include "store/act-file.h"

G_BEGIN_DECLS

/**
 * garrison_pg_act_text:
 *
 * Returns: (transfer full): CREATE OR REPLACE FUNCTION statements of the act, its undo and its ticket;
 *   %NULL with %GARRISON_ERROR_INVALID
 */
char *garrison_pg_act_text (const GarrisonActFile *file, GError **error);

/* (transfer full): "act_claim_customer" for "claim-customer", with @prefix "act_", "ticket_" or "undo_". */
char *garrison_pg_act_function (const char *prefix, const char *name);

G_END_DECLS
