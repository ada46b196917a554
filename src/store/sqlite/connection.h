/* One connection to a company's file, safe by its settings. Used by one thread at a time.
 *
 * While @cancellable of the running job is cancelled, or the connection is told to stop, statements
 * end with SQLITE_INTERRUPT, and waiting for another process's lock ends too. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/sqlite/crypt-keys.h"
#include "store/sqlite/functions.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_CONNECTION_READER,
  GARRISON_CONNECTION_WRITER,
  GARRISON_CONNECTION_CREATOR, /* a writer of a file that must not exist yet */
  GARRISON_CONNECTION_FROZEN,  /* a reader of a file in a folder that nobody can write */
} GarrisonConnectionKind;

typedef struct
{
  sqlite3 *db;
  GarrisonSqliteFunctions *functions;
  GCancellable *cancellable; /* (nullable): the running job's; owned by the job */
  int cache_kib;
  gint stop; /* atomic */
} GarrisonConnection;

/* How long a connection waits for the lock of another process, atomic; tests shorten it. */
extern int garrison_connection_busy_limit_ms;

GarrisonConnection *garrison_connection_open (const char *path,
                                              GarrisonConnectionKind kind,
                                              int cache_kib,
                                              GError **error);
/* The same for an encrypted company, where @keys are not NULL. A CREATOR finds a file that has its first part
 * (crypt-create.h) and nothing else. */
GarrisonConnection *garrison_connection_open_with_keys (const char *path,
                                                        GarrisonCryptKeys *keys,
                                                        GarrisonConnectionKind kind,
                                                        int cache_kib,
                                                        GError **error);
void garrison_connection_close (GarrisonConnection *self);
void garrison_connection_set_cache (GarrisonConnection *self, int cache_kib);

/* Runs statements without rows or values. */
gboolean garrison_connection_exec (GarrisonConnection *self,
                                   const char *sql,
                                   const char *doing,
                                   GError **error);
/* The first column of the first row as a number; 0 when there is none. */
gboolean garrison_connection_get_int (GarrisonConnection *self,
                                      const char *sql,
                                      gint64 *value,
                                      GError **error);
/* Brings all of the log into the file and cuts it to nothing, without waiting for anybody. FALSE when somebody reads
 * or writes just now. */
gboolean garrison_connection_empty_log (GarrisonConnection *self);
/* As garrison_sqlite_set_error(), but without a word of the engine's. */
gboolean
garrison_connection_fail (GarrisonConnection *self, int code, const char *doing, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonConnection, garrison_connection_close)

G_END_DECLS
