/* What SQLite's result codes mean here. Mapped once, at the call that failed. Any thread that may use
 * the connection. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * garrison_sqlite_set_error:
 * @db: (nullable): whose message is told; only engine's words, never values
 * @code: a result code, plain or extended
 * @cancellable: (nullable): when it is cancelled, an interrupt becomes G_IO_ERROR_CANCELLED
 * @doing: what was being done, for the log: "commit", an act's name and line
 *
 * Returns: %FALSE always, so that callers can return it
 */
gboolean garrison_sqlite_set_error (sqlite3 *db, int code, GCancellable *cancellable, const char *doing,
                                    GError **error);

/** garrison_sqlite_error_code: the GarrisonError of a result code. */
int garrison_sqlite_error_code (int code);

G_END_DECLS
