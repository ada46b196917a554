/* One connection to a server, for one thread at a time.
 *
 * Every call waits for the server in a way that a GCancellable interrupts (PQcancel), maps the server's
 * errors to GARRISON_ERROR once, and leaves no result unread. A connection that broke stays broken:
 * garrison_pg_is_broken() tells, and its owner opens another. Messages never hold values. */
#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

#include "store/args.h"

G_BEGIN_DECLS

typedef struct _GarrisonPgConnection GarrisonPgConnection;

/* Kinds of server to ask for when @uri names several hosts. */
typedef enum
{
  GARRISON_PG_WRITER, /* target_session_attrs=read-write */
  GARRISON_PG_READER, /* prefer-standby */
} GarrisonPgKind;

/**
 * garrison_pg_open:
 * @uri: postgresql://…; TLS with a verified name is forced unless every host is a local socket
 * @user: (nullable): the role; %NULL for the one in @uri
 * @password: (nullable):
 *
 * Sets search_path to the schema garrison, UTF-8, and times in plain form.
 *
 * Returns: (transfer full): %NULL with %GARRISON_ERROR_WRONG_PASSWORD, %GARRISON_ERROR_UNREACHABLE (no
 *   server answers), %GARRISON_ERROR_MISSING (no such database), …
 */
GarrisonPgConnection *garrison_pg_open (const char *uri, const char *user, const char *password,
                                        GarrisonPgKind kind, GCancellable *cancellable, GError **error);
void garrison_pg_close (GarrisonPgConnection *self);
PGconn *garrison_pg_get_raw (GarrisonPgConnection *self);
gboolean garrison_pg_is_broken (GarrisonPgConnection *self);
/* The database's name, which is part of every role's name; owned by the connection. */
const char *garrison_pg_get_database (GarrisonPgConnection *self);

/* Statements without results, any number of them. */
gboolean garrison_pg_exec (GarrisonPgConnection *self, const char *sql, GCancellable *cancellable, GError **error);

/**
 * garrison_pg_query:
 * @sql: one statement with $1 … $n
 * @types: (nullable): OIDs of the parameters; 0 where the server shall find out
 * @values: (nullable): texts, NUL-terminated; %NULL for NULL
 *
 * Returns: (transfer full): PQclear() it; %NULL with @error
 */
PGresult *garrison_pg_query (GarrisonPgConnection *self, const char *sql, int n_params, const Oid *types,
                             const char *const *values, GCancellable *cancellable, GError **error);

/* The same in pieces, for rows that are not to be kept all at once: send, then take results until NULL
 * without @error. garrison_pg_finish() ends early what is under way; after an error nothing is. */
gboolean garrison_pg_send (GarrisonPgConnection *self, const char *sql, int n_params, const Oid *types,
                           const char *const *values, GCancellable *cancellable, GError **error);
/* @name: of a prepared statement */
gboolean garrison_pg_send_prepared (GarrisonPgConnection *self, const char *name, int n_params,
                                    const char *const *values, GCancellable *cancellable, GError **error);
/* Each result is one row (PGRES_SINGLE_TUPLE), and the last one none (PGRES_TUPLES_OK). */
void garrison_pg_set_row_by_row (GarrisonPgConnection *self);
PGresult *garrison_pg_next (GarrisonPgConnection *self, GCancellable *cancellable, GError **error);
void garrison_pg_finish (GarrisonPgConnection *self);
gboolean garrison_pg_prepare (GarrisonPgConnection *self, const char *name, const char *sql, int n_params,
                              const Oid *types, GCancellable *cancellable, GError **error);

/* Waits for something that nobody asked for, a notification (PQnotifies()) or the end, so many
 * milliseconds long. Returns: FALSE with @error when the connection broke or @cancellable was cancelled. */
gboolean garrison_pg_listen (GarrisonPgConnection *self, int milliseconds, GCancellable *cancellable,
                             GError **error);

/* Maps what the server said to @error. Returns: FALSE. @result: (nullable): then the connection's word. */
gboolean garrison_pg_fail (GarrisonPgConnection *self, const PGresult *result, GCancellable *cancellable,
                           const char *doing, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPgConnection, garrison_pg_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
