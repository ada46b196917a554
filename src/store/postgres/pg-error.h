/* What a server or libpq says, as GARRISON_ERROR. Any thread.
 *
 * Messages name what was being done and the SQLSTATE, never a value, a statement's text or a host;
 * the SQLSTATE is the detail "sqlstate" too. */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

#include "base/error.h"

G_BEGIN_DECLS

/* @sqlstate: (nullable): NULL when the server said nothing. */
GarrisonError garrison_pg_error_code (const char *sqlstate);
/* @doing: what was being done, for the log. Returns: FALSE */
gboolean garrison_pg_error_set (GError **error, const char *sqlstate, const char *doing);
/* (nullable): the SQLSTATE that an attempt to connect ended with; five characters, interned. Only
 * for connections whose verbosity is PQERRORS_SQLSTATE. */
const char *garrison_pg_error_connect_state (PGconn *raw);

G_END_DECLS
