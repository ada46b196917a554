#include "store/sqlite/connection.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "store/sqlite/crypt-rekey.h"
#include "store/sqlite/crypt-vfs.h"
#include "store/sqlite/errors.h"
#include "store/sqlite/file-locks.h"
#include "store/sqlite/id-table.h"
#include "store/sqlite/probe.h"

/* Steps of the engine's machine between two looks at the cancellable: about 0.1 ms. */
#define PROGRESS_STEPS 2000
int garrison_connection_busy_limit_ms = 10000;

static gboolean
is_stopped (GarrisonConnection *self)
{
  return g_atomic_int_get (&self->stop)
         || (self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable));
}

static int
on_progress (gpointer data)
{
  return is_stopped (data);
}

/* Waits a random while, longer each time: processes that wait alike would starve one another. */
static int
on_busy (gpointer data, int n_tries)
{
  GarrisonConnection *self = data;
  static _Thread_local gint64 since;
  gint64 now = g_get_monotonic_time ();

  if (n_tries == 0)
    since = now;
  if (is_stopped (self)
      || now - since
           > g_atomic_int_get (&garrison_connection_busy_limit_ms) * G_TIME_SPAN_MILLISECOND)
    return 0;
  g_usleep (g_random_int_range (200, MIN (1000 * (n_tries + 1), 20000) + 200));
  return 1;
}

/* Before anything is written: a foreign database is left as it is. */
static gboolean
check_is_company (GarrisonConnection *self, GError **error)
{
  gint64 id = 0, tables = 0;

  if (!garrison_connection_get_int (self, "PRAGMA application_id", &id, error)
      || !garrison_connection_get_int (self, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (id == GARRISON_SQLITE_APPLICATION_ID)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_A_COMPANY,
                       "the file is not a company");
  return FALSE;
}

static gboolean
configure (GarrisonConnection *self, GarrisonConnectionKind kind, int cache_kib, GError **error)
{
  static const char pragmas[]
    = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
      "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA synchronous = FULL;"
      "PRAGMA secure_delete = ON;";

  gboolean can_write = kind == GARRISON_CONNECTION_WRITER || kind == GARRISON_CONNECTION_CREATOR;

  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_handler (self->db, on_busy, self);
  sqlite3_progress_handler (self->db, PROGRESS_STEPS, on_progress, self);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (self->db, SQLITE_LIMIT_WORKER_THREADS, 0);
  garrison_connection_set_cache (self, cache_kib);
  if (!garrison_connection_exec (self, pragmas, "setting up", error))
    return FALSE;
  if (kind != GARRISON_CONNECTION_CREATOR && !check_is_company (self, error))
    return FALSE;
  return !can_write
         || garrison_connection_exec (self,
                                      "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 1000;"
                                      "PRAGMA journal_size_limit = 67108864",
                                      "setting up writing", error);
}

/* The engine would create a file that others may read. */
static gboolean
create_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int code = errno;
      GarrisonError kind = code == EEXIST   ? GARRISON_ERROR_EXISTS
                           : code == ENOSPC ? GARRISON_ERROR_FULL
                                            : GARRISON_ERROR_READ_ONLY;

      g_set_error_literal (error, GARRISON_ERROR, kind, g_strerror (code));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/* Returns: (transfer full): @path as a URI, so that a frozen file can be opened without locks. */
static char *
to_uri (const char *path, GarrisonCryptKeys *keys, GarrisonConnectionKind kind)
{
  const char *frozen = kind == GARRISON_CONNECTION_FROZEN ? "immutable=1" : NULL;
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  if (keys != NULL)
    return garrison_crypt_vfs_get_uri (path, keys, frozen);
  return g_strconcat ("file:", escaped, frozen != NULL ? "?" : NULL, frozen, NULL);
}

/* Before the engine is used first: counting all memory takes a lock at each allocation, on all threads;
 * and its locks of files must not be lost to others. */
static gpointer
configure_engine (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  garrison_file_locks_install ();
  garrison_crypt_vfs_install ();
  return NULL;
}

/* Before the first page is read or written. */
static int
prepare_encryption (GarrisonConnection *self, GarrisonConnectionKind kind)
{
  if (kind == GARRISON_CONNECTION_CREATOR)
    return garrison_crypt_vfs_reserve (self->db);
  return kind == GARRISON_CONNECTION_WRITER ? garrison_crypt_rekey_repair (self->db) : SQLITE_OK;
}

static gboolean
open_database (GarrisonConnection *self,
               const char *path,
               GarrisonCryptKeys *keys,
               GarrisonConnectionKind kind,
               int cache_kib,
               GError **error)
{
  gboolean can_write = kind == GARRISON_CONNECTION_WRITER || kind == GARRISON_CONNECTION_CREATOR;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  g_autofree char *uri = to_uri (path, keys, kind);
  static GOnce once = G_ONCE_INIT;
  int code;

  g_once (&once, configure_engine, NULL);
  code = sqlite3_open_v2 (uri, &self->db,
                          flags | (can_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY), NULL);
  if (code == SQLITE_OK && keys != NULL)
    code = prepare_encryption (self, kind);
  if (code != SQLITE_OK)
    return garrison_connection_fail (self, code, "opening", error);
  if (!configure (self, kind, cache_kib, error))
    return FALSE;
  self->functions = garrison_sqlite_functions_new (self->db, can_write);
  garrison_id_table_register (self->db);
  return TRUE;
}

GarrisonConnection *
garrison_connection_open_with_keys (const char *path,
                                    GarrisonCryptKeys *keys,
                                    GarrisonConnectionKind kind,
                                    int cache_kib,
                                    GError **error)
{
  g_autoptr (GarrisonConnection) self = g_new0 (GarrisonConnection, 1);
  GError *local = NULL;

  if (kind == GARRISON_CONNECTION_CREATOR && keys == NULL && !create_file (path, error))
    return NULL;
  if (open_database (self, path, keys, kind, cache_kib, &local))
    return g_steal_pointer (&self);
  if (g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_NOT_A_COMPANY)
      && (keys != NULL || garrison_sqlite_was_company (path)))
    local->code = GARRISON_ERROR_DAMAGED;
  g_propagate_error (error, local);
  return NULL;
}

GarrisonConnection *
garrison_connection_open (const char *path,
                          GarrisonConnectionKind kind,
                          int cache_kib,
                          GError **error)
{
  return garrison_connection_open_with_keys (path, NULL, kind, cache_kib, error);
}

void
garrison_connection_close (GarrisonConnection *self)
{
  if (self->db != NULL)
    {
      sqlite3_progress_handler (self->db, 0, NULL, NULL);
      g_atomic_int_set (&self->stop, 0);
      sqlite3_close (self->db);
    }
  g_clear_pointer (&self->functions, garrison_sqlite_functions_free);
  g_free (self);
}

void
garrison_connection_set_cache (GarrisonConnection *self, int cache_kib)
{
  g_autofree char *sql = NULL;

  if (cache_kib == self->cache_kib)
    return;
  self->cache_kib = cache_kib;
  sql = g_strdup_printf ("PRAGMA cache_size = -%d", MAX (cache_kib, 256));
  sqlite3_exec (self->db, sql, NULL, NULL, NULL);
}

gboolean
garrison_connection_exec (GarrisonConnection *self,
                          const char *sql,
                          const char *doing,
                          GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || garrison_connection_fail (self, code, doing, error);
}

gboolean
garrison_connection_empty_log (GarrisonConnection *self)
{
  int code;

  sqlite3_busy_handler (self->db, NULL, NULL);
  code = sqlite3_wal_checkpoint_v2 (self->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_handler (self->db, on_busy, self);
  return code == SQLITE_OK;
}

gboolean
garrison_connection_get_int (GarrisonConnection *self,
                             const char *sql,
                             gint64 *value,
                             GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  *value = 0;
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE
         || garrison_connection_fail (self, code, "reading", error);
}

gboolean
garrison_connection_fail (GarrisonConnection *self, int code, const char *doing, GError **error)
{
  int kind = garrison_sqlite_error_code (code);

  if ((code & 0xff) == SQLITE_INTERRUPT || (code & 0xff) == SQLITE_ABORT
      || (code & 0xff) == SQLITE_BUSY)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
      return FALSE;
  g_set_error (error, GARRISON_ERROR, kind, "%s failed (%d)", doing, code);
  return FALSE;
}
