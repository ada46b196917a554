/* The functions of data/acts/README.md that are about text, in the server: the same bytes as src/base. */
#pragma once

#include "store/postgres/pg-connection.h"

G_BEGIN_DECLS

/* Makes the tables and functions, as the schema's owner, inside the caller's transaction. Run again, it
 * replaces them when they differ. */
gboolean garrison_pg_text_install (GarrisonPgConnection *owner, GCancellable *cancellable, GError **error);

G_END_DECLS
