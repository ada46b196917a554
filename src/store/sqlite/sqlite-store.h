/* A company in one SQLite file: the store that runs without a server.
 *
 * Threads: one writer, which runs acts and nothing else, and some readers, which carry the desk. A
 * file or folder that cannot be written is opened for reading only; acts are then refused with
 * GARRISON_ERROR_READ_ONLY. */
#pragma once

#include "store/store-class.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_SQLITE_STORE (garrison_sqlite_store_get_type ())
G_DECLARE_FINAL_TYPE (
  GarrisonSqliteStore, garrison_sqlite_store, GARRISON, SQLITE_STORE, GarrisonStore)

/* Page caches, in KiB: what the whole store may hold in memory is about writer + readers × reader.
 */
#define GARRISON_SQLITE_READERS 3
#define GARRISON_SQLITE_WRITER_CACHE (64 * 1024)
#define GARRISON_SQLITE_READER_CACHE (11 * 1024)

GarrisonStore *
garrison_sqlite_store_open (const char *path, GCancellable *cancellable, GError **error);
GarrisonStore *garrison_sqlite_store_found (const char *path,
                                            const GarrisonFounding *founding,
                                            GCancellable *cancellable,
                                            GError **error);
void garrison_sqlite_store_set_cache (GarrisonSqliteStore *self, int writer_kib, int reader_kib);
/* The file grows no further than so many pages of 4 KiB; 0: no limit. A full disk for tests. */
void garrison_sqlite_store_set_page_limit (GarrisonSqliteStore *self, int n_pages);
gboolean garrison_sqlite_store_is_read_only (GarrisonSqliteStore *self);

G_END_DECLS
