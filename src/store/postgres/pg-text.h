/* The functions of data/acts/README.md that are about text and days, in the server: the same bytes as src/base
 * gives. Functions named text_… are theirs alone. */
#pragma once

#include "store/postgres/pg-connection.h"

G_BEGIN_DECLS

/**
 * garrison_pg_text_install:
 * @owner: as the schema's owner, in a transaction
 *
 * Makes the functions; run again, it replaces them when they are not as this program makes them. It revokes
 * them from everybody, and grants those of reads to the database's people where that group exists.
 */
gboolean garrison_pg_text_install (GarrisonPgConnection *owner, GCancellable *cancellable, GError **error);

G_END_DECLS
