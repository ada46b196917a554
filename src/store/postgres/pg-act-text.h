/* An act file as functions of the server, over what data/postgres/runtime.sql makes. Any thread.
 *
 *   act_NAME (a_request, a_<argument> …, a_<column> type[] …, a_bad jsonb) → act_answer
 *   undo_NAME (…) → act_part, for the function undo() alone
 *   ticket_NAME (a_request, a_digest), of acts that need a ticket; the digest is pg-act-args.h's
 *
 * Made anew after runtime.sql, which drops them. */
#pragma once

#include "store/act-file.h"

G_BEGIN_DECLS

/**
 * garrison_pg_act_text:
 *
 * Returns: (transfer full): CREATE FUNCTION statements of the act, its undo and its ticket;
 *   %NULL with %GARRISON_ERROR_INVALID
 */
char *garrison_pg_act_text (const GarrisonActFile *file, GError **error);

/* (transfer full): "act_claim_customer" for "claim-customer", with @prefix "act_", "ticket_" or "undo_". */
char *garrison_pg_act_function (const char *prefix, const char *name);

G_END_DECLS
