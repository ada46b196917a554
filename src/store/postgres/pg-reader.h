/* A reading connection: runs SELECTs of the desk's relations, streams their rows, keeps prepared what
 * comes again. For one thread at a time. */
#pragma once

#include "store/postgres/pg-connection.h"
#include "store/store-class.h"

G_BEGIN_DECLS

typedef struct _GarrisonPgReader GarrisonPgReader;

/* Takes @connection, and makes it only read. %NULL with @error: then it is closed. */
GarrisonPgReader *garrison_pg_reader_new (GarrisonPgConnection *connection, GCancellable *cancellable,
                                          GError **error);
void garrison_pg_reader_free (GarrisonPgReader *self);
GarrisonPgConnection *garrison_pg_reader_get_connection (GarrisonPgReader *self);

/* Whether the server follows another one, and was a step behind when it was asked for @position. */
gboolean garrison_pg_reader_lags (GarrisonPgReader *self, const char *position, GCancellable *cancellable);

/* @n_rows: (out): how many were handed over, also when it failed. */
gboolean garrison_pg_reader_walk (GarrisonPgReader *self, const char *sql, GarrisonArgs *args,
                                  const GarrisonWalk *walk, guint64 *n_rows, GCancellable *cancellable,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPgReader, garrison_pg_reader_free)

G_END_DECLS
