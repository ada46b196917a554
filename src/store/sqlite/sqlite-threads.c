/* The threads of an open company: from signing in to signing out when it is encrypted, else from opening to
 * closing. */
#include <sys/stat.h>

#include "base/error.h"
#include "store/desk-text.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/rights.h"
#include "store/sqlite/sqlite-anchor.h"
#include "store/sqlite/sqlite-store-private.h"

struct _GarrisonSqliteThreads
{
  gatomicrefcount ref_count;
  GarrisonWorkers *writer;
  GarrisonWorkers *readers; /* (nullable): NULL while it starts */
  GarrisonCryptKeys *keys;  /* (nullable) */
};

static GarrisonConnection *
get_writer_connection (gpointer seat)
{
  return ((GarrisonWriter *)seat)->connection;
}

static void
writer_free (gpointer data)
{
  GarrisonWriter *writer = data;

  garrison_sqlite_anchor_keep (writer, TRUE);
  g_clear_pointer (&writer->runner, garrison_act_runner_free);
  garrison_connection_close (writer->connection);
  g_free (writer);
}

static GarrisonConnection *
get_reader_connection (gpointer seat)
{
  return garrison_reader_get_connection (seat);
}

static void
reader_free (gpointer data)
{
  garrison_reader_free (data);
}

/* A log that cannot be read along would hide the last acts. */
static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat info;

  return stat (log, &info) == 0 && info.st_size > 0;
}

/* Decides how the readers are to open, and opens the writer's connection. */
static GarrisonConnection *
open_first (GarrisonSqliteStore *self, GarrisonCryptKeys *keys, GError **error)
{
  GarrisonConnection *connection;
  GError *local = NULL;

  self->reader_kind = GARRISON_CONNECTION_READER;
  if (!self->read_only)
    return garrison_connection_open_with_keys (self->path, keys, GARRISON_CONNECTION_WRITER, GARRISON_SQLITE_WRITER_CACHE,
                                               error);
  connection = garrison_connection_open_with_keys (self->path, keys, GARRISON_CONNECTION_READER,
                                                   GARRISON_SQLITE_READER_CACHE, &local);
  if (connection == NULL && !has_log (self->path)
      && (g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_READ_ONLY)
          || g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE)))
    {
      g_clear_error (&local);
      self->reader_kind = GARRISON_CONNECTION_FROZEN;
      connection = garrison_connection_open_with_keys (self->path, keys, GARRISON_CONNECTION_FROZEN,
                                                       GARRISON_SQLITE_READER_CACHE, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return connection;
}

/* Every relation of the desk must be there: a file that lost one is not what it was. */
static gboolean
check_relations (GarrisonConnection *connection, GError **error)
{
  const char *const *names = garrison_desk_list_relations ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM main.%s LIMIT 0", names[i]);
      g_autoptr (GError) local = NULL;

      if (garrison_desk_text_is_view (names[i])
          || garrison_connection_exec (connection, sql, "looking for a relation", &local))
        continue;
      if (g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_FAILED))
        local->code = GARRISON_ERROR_DAMAGED;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

static gboolean
bring_up_to_date (GarrisonSqliteStore *self, GarrisonConnection *connection, GError **error)
{
  int version;

  if (!garrison_schema_read (connection, &version, error))
    return FALSE;
  if (version == garrison_schema_get_newest ())
    return TRUE;
  if (!self->read_only)
    return garrison_schema_migrate (connection, error);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_READ_ONLY,
                       "an older company must be written to be opened");
  return FALSE;
}

/* @connection: (transfer full) */
static gboolean
start_writer (GarrisonSqliteStore *self, GarrisonSqliteThreads *threads, GarrisonConnection *connection, GError **error)
{
  GarrisonSeatFuncs funcs = { get_writer_connection, writer_free, garrison_sqlite_store_tick, NULL };
  GarrisonWriter *writer = g_new0 (GarrisonWriter, 1);
  GPtrArray *seats = g_ptr_array_new ();

  writer->store = self;
  writer->connection = connection;
  if (!self->read_only)
    {
      writer->runner = garrison_act_runner_new (connection->db, error);
      if (writer->runner == NULL)
        {
          writer_free (writer);
          g_ptr_array_unref (seats);
          return FALSE;
        }
    }
  garrison_connection_get_int (connection, "PRAGMA data_version", &writer->data_version, NULL);
  g_ptr_array_add (seats, writer);
  threads->writer = garrison_workers_new ("store-writer", seats, &funcs);
  return TRUE;
}

static gboolean
start_readers (GarrisonSqliteStore *self, GarrisonSqliteThreads *threads, GarrisonCryptKeys *keys, GError **error)
{
  GarrisonSeatFuncs funcs = { get_reader_connection, reader_free, NULL, NULL };
  GPtrArray *seats = g_ptr_array_new_with_free_func (reader_free);

  for (guint i = 0; i < GARRISON_SQLITE_READERS; i++)
    {
      GarrisonConnection *connection;

      connection = garrison_connection_open_with_keys (self->path, keys, self->reader_kind, GARRISON_SQLITE_READER_CACHE,
                                                       error);
      if (connection == NULL)
        {
          g_ptr_array_unref (seats);
          return FALSE;
        }
      g_ptr_array_add (seats, garrison_reader_new (connection));
    }
  g_ptr_array_set_free_func (seats, NULL);
  threads->readers = garrison_workers_new ("store-reader", seats, &funcs);
  return TRUE;
}

/* ---- starting and stopping ---------------------------------------------------------------------- */

static void
unref (GarrisonSqliteThreads *threads)
{
  if (!g_atomic_ref_count_dec (&threads->ref_count))
    return;
  g_clear_pointer (&threads->readers, garrison_workers_free);
  g_clear_pointer (&threads->writer, garrison_workers_free);
  g_clear_pointer (&threads->keys, garrison_crypt_keys_unref);
  g_free (threads);
}

/* @threads: (transfer full) */
static void
end (GarrisonSqliteThreads *threads)
{
  /* The last connection to close cleans up the log, and only the writer can. */
  if (threads->readers != NULL)
    garrison_workers_close (threads->readers);
  if (threads->writer != NULL)
    garrison_workers_close (threads->writer);
  if (threads->keys != NULL)
    garrison_crypt_keys_clear (threads->keys);
  unref (threads);
}

/* (transfer full) (nullable): takes its place. */
static GarrisonSqliteThreads *
exchange (GarrisonSqliteStore *self, GarrisonSqliteThreads *threads)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GarrisonSqliteThreads *old = self->threads;

  self->threads = threads;
  return old;
}

static gboolean
fill (GarrisonSqliteStore *self, GarrisonSqliteThreads *threads, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonConnection) connection = open_first (self, threads->keys, error);

  if (connection == NULL)
    return FALSE;
  connection->cancellable = cancellable;
  if (!bring_up_to_date (self, connection, error) || !check_relations (connection, error)
      || !garrison_rights_load_company (connection,
                                        garrison_store_get_state (GARRISON_STORE (self)), error))
    return FALSE;
  connection->cancellable = NULL;
  return start_writer (self, threads, g_steal_pointer (&connection), error)
         && start_readers (self, threads, threads->keys, error);
}

gboolean
garrison_sqlite_threads_start (GarrisonSqliteStore *self,
                               GarrisonCryptKeys *keys,
                               GCancellable *cancellable,
                               GError **error)
{
  GarrisonSqliteThreads *threads = g_new0 (GarrisonSqliteThreads, 1), *old;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->opening);

  g_atomic_ref_count_init (&threads->ref_count);
  threads->keys = keys == NULL ? NULL : garrison_crypt_keys_ref (keys);
  old = exchange (self, NULL);
  if (old != NULL)
    end (old);
  if (garrison_store_is_closed (GARRISON_STORE (self)))
    g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "the store is closed");
  else if (fill (self, threads, cancellable, error))
    {
      exchange (self, threads);
      return TRUE;
    }
  end (threads);
  return FALSE;
}

void
garrison_sqlite_threads_stop (GarrisonSqliteStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->opening);
  GarrisonSqliteThreads *threads = exchange (self, NULL);

  if (threads != NULL)
    end (threads);
}

/* ---- calls -------------------------------------------------------------------------------------- */

/* (transfer full): NULL with GARRISON_ERROR_NOT_SIGNED_IN */
static GarrisonSqliteThreads *
enter (GarrisonSqliteStore *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->threads == NULL)
    g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN, "nobody is signed in");
  else
    g_atomic_ref_count_inc (&self->threads->ref_count);
  return self->threads;
}

/* A call that was turned away because somebody signed out says so. */
static gboolean
leave (GarrisonSqliteStore *self, GarrisonSqliteThreads *threads, gboolean done, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!done && self->threads != threads && error != NULL && !garrison_store_is_closed (GARRISON_STORE (self))
      && g_error_matches (*error, GARRISON_ERROR, GARRISON_ERROR_FAILED))
    (*error)->code = GARRISON_ERROR_NOT_SIGNED_IN;
  g_clear_pointer (&locker, g_mutex_locker_free);
  unref (threads);
  return done;
}

gboolean
garrison_sqlite_store_run_writing (GarrisonSqliteStore *self,
                                   GarrisonJobFunc func,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error)
{
  GarrisonSqliteThreads *threads = enter (self, error);

  if (threads == NULL)
    return FALSE;
  return leave (self, threads, garrison_workers_run (threads->writer, func, data, cancellable, error), error);
}

gboolean
garrison_sqlite_store_run_reading (GarrisonSqliteStore *self,
                                   GarrisonJobFunc func,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error)
{
  GarrisonSqliteThreads *threads = enter (self, error);

  if (threads == NULL)
    return FALSE;
  return leave (self, threads, garrison_workers_run (threads->readers, func, data, cancellable, error), error);
}

gboolean
garrison_sqlite_store_dup_keys (GarrisonSqliteStore *self, GarrisonCryptKeys **keys, GError **error)
{
  GarrisonSqliteThreads *threads = enter (self, error);

  if (threads == NULL)
    return FALSE;
  *keys = threads->keys == NULL ? NULL : garrison_crypt_keys_ref (threads->keys);
  return leave (self, threads, TRUE, NULL);
}
