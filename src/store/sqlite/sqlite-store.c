#include "store/sqlite/sqlite-store.h"

#include <sys/stat.h>

#include "base/memory.h"
#include "store/change-private.h"
#include "store/desk-text.h"
#include "store/sqlite/migrate.h"
#include "store/sqlite/probe.h"
#include "store/sqlite/rights.h"
#include "store/sqlite/sqlite-anchor.h"
#include "store/sqlite/sqlite-store-private.h"

#define WRITER_IDLE_CACHE (16 * 1024 * 1024)

G_DEFINE_FINAL_TYPE (GarrisonSqliteStore, garrison_sqlite_store, GARRISON_TYPE_STORE)

static GarrisonDesk *
dup_desk (GarrisonSqliteStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->desk == NULL ? NULL : garrison_desk_ref (self->desk);
}

/* @desk: (transfer full) (nullable): of whoever is signed in from now on. */
static void
take_desk (GarrisonSqliteStore *self, GarrisonDesk *desk)
{
  GarrisonDesk *old;

  g_mutex_lock (&self->mutex);
  old = self->desk;
  self->desk = desk;
  self->n_seatings++;
  /* Under the same lock: desk and session are always of the same person. */
  garrison_store_state_set_session (garrison_store_get_state (GARRISON_STORE (self)),
                                    desk == NULL ? NULL : garrison_desk_get_session (desk));
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&old, garrison_desk_unref);
}

/* Whether somebody else set the password between the two. */
static gboolean
was_reset (GarrisonDesk *before, GarrisonDesk *after)
{
  return garrison_session_get_reset (garrison_desk_get_session (before))
         != garrison_session_get_reset (garrison_desk_get_session (after));
}

/* The same for whoever sits there since seating @n; whoever came or went meanwhile is left alone. Nobody
 * sits at a desk that was opened with a password of before @desk. */
static void
replace_desk (GarrisonSqliteStore *self, GarrisonDesk *desk, guint64 n)
{
  GarrisonStoreState *state = garrison_store_get_state (GARRISON_STORE (self));
  gboolean same;

  g_mutex_lock (&self->mutex);
  same = self->n_seatings == n;
  if (same)
    {
      GarrisonDesk *old = self->desk;

      if (desk != NULL && was_reset (old, desk))
        {
          g_clear_pointer (&desk, garrison_desk_unref);
          garrison_store_state_set_password_reset (state);
        }
      self->desk = g_steal_pointer (&desk);
      desk = old;
      garrison_store_state_set_session (state, self->desk == NULL ? NULL : garrison_desk_get_session (self->desk));
    }
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&desk, garrison_desk_unref);
}

/* @desk: (out) (nullable): NULL without an error when @person is not there any more.
 * FALSE: nothing is to be changed, for @old is as it should be. */
static gboolean
make_desk (GarrisonWriter *writer, gint64 person, GarrisonDesk *old, GarrisonDesk **desk, GError **error)
{
  g_autoptr (GarrisonSession) session = NULL;

  *desk = NULL;
  if (person != 0)
    session = garrison_rights_load (writer->connection, person, error);
  if (session != NULL && old != NULL
      && garrison_session_equal (session, garrison_desk_get_session (old)))
    return FALSE;
  if (session != NULL)
    *desk = garrison_desk_new (session, error);
  return TRUE;
}

gboolean
garrison_sqlite_store_seat_person (GarrisonWriter *writer, gint64 person, GError **error)
{
  g_autoptr (GarrisonDesk) old = dup_desk (writer->store);
  GarrisonDesk *desk;
  GError *local = NULL;

  /* Whatever went wrong: better nothing on the desk than what was there before. */
  if (make_desk (writer, person, old, &desk, &local))
    take_desk (writer->store, desk);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Rights may have moved: whoever is signed in gets the desk that fits, unless they leave just now. */
static void
seat_again (GarrisonWriter *writer)
{
  GarrisonSqliteStore *self = writer->store;
  g_autoptr (GarrisonDesk) old = NULL;
  GarrisonDesk *desk;
  guint64 n;

  g_mutex_lock (&self->mutex);
  old = self->desk == NULL ? NULL : garrison_desk_ref (self->desk);
  n = self->n_seatings;
  g_mutex_unlock (&self->mutex);
  if (old != NULL
      && make_desk (writer, garrison_session_get_me (garrison_desk_get_session (old)), old, &desk, NULL))
    replace_desk (self, desk, n);
}

/* After a change that may move rights, teams or people. */
static void
follow (GarrisonWriter *writer, GarrisonChange *change)
{
  static const char *const relations[] = { "person", "team", "role", "role_right", "role_field", "collaborator" };
  GarrisonStoreState *state = garrison_store_get_state (GARRISON_STORE (writer->store));
  GCancellable *cancellable = g_steal_pointer (&writer->connection->cancellable);
  gboolean moved = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    moved = moved || garrison_change_touches (change, relations[i]);
  if (moved)
    {
      garrison_sqlite_crypt_follow_people (writer);
      seat_again (writer);
    }
  if (garrison_change_touches (change, "setting"))
    garrison_rights_load_company (writer->connection, state, NULL);
  garrison_store_state_push_change (state, change);
  writer->connection->cancellable = cancellable;
}

/* What a large act left in the writer's cache is not needed by the small ones that follow. */
static void
shrink_cache (GarrisonConnection *connection)
{
  int used = 0, highest = 0;

  sqlite3_db_status (connection->db, SQLITE_DBSTATUS_CACHE_USED, &used, &highest, FALSE);
  if (used <= WRITER_IDLE_CACHE)
    return;
  sqlite3_db_release_memory (connection->db);
  garrison_memory_trim ();
}

/* PRAGMA data_version changes when another connection commits, and here nobody else does. */
static void
look_for_others (GarrisonWriter *writer)
{
  gint64 version;

  shrink_cache (writer->connection);
  garrison_sqlite_anchor_keep (writer, FALSE);
  if (!garrison_connection_get_int (writer->connection, "PRAGMA data_version", &version, NULL))
    return;
  if (writer->data_version != 0 && version != writer->data_version)
    {
      g_autoptr (GarrisonChange) change = garrison_change_new (NULL, 0);

      follow (writer, change);
    }
  writer->data_version = version;
}

/* Another process took them away: the store can read nothing any more, not even why. */
static void
leave_without_keys (GarrisonWriter *writer, gboolean was_reset)
{
  GarrisonStoreState *state = garrison_store_get_state (GARRISON_STORE (writer->store));
  g_autoptr (GarrisonChange) change = garrison_change_new (NULL, 0);

  if (was_reset)
    garrison_store_state_set_password_reset (state);
  take_desk (writer->store, NULL);
  garrison_store_state_push_change (state, change);
}

void
garrison_sqlite_store_tick (gpointer seat, gpointer data)
{
  GarrisonWriter *writer = seat;
  g_autoptr (GarrisonDesk) desk = NULL;
  gboolean was_reset = FALSE;

  look_for_others (writer);
  desk = dup_desk (writer->store);
  if (!garrison_sqlite_crypt_tick (writer, desk != NULL, &was_reset) && desk != NULL)
    leave_without_keys (writer, was_reset);
}

static void
garrison_sqlite_store_close (GarrisonStore *store)
{
  garrison_sqlite_threads_stop (GARRISON_SQLITE_STORE (store));
  take_desk (GARRISON_SQLITE_STORE (store), NULL);
}

typedef struct
{
  GarrisonSqliteStore *self;
  const char *sql;
  GarrisonArgs *args;
  const GarrisonWalk *walk;
} WalkJob;

static gboolean
walk_job (gpointer seat, gpointer data, GError **error)
{
  WalkJob *job = data;
  g_autoptr (GarrisonDesk) desk = dup_desk (job->self);
  GTimeZone *zone = garrison_store_get_time_zone (GARRISON_STORE (job->self));

  garrison_connection_set_cache (garrison_reader_get_connection (seat),
                                 g_atomic_int_get (&job->self->reader_cache));
  return garrison_reader_walk (seat, desk, zone, job->sql, job->args, job->walk, error);
}

static gboolean
garrison_sqlite_store_walk (GarrisonStore *store,
                            const char *sql,
                            GarrisonArgs *args,
                            const GarrisonWalk *walk,
                            GCancellable *cancellable,
                            GError **error)
{
  GarrisonSqliteStore *self = GARRISON_SQLITE_STORE (store);
  WalkJob job = { self, sql, args, walk };

  return garrison_sqlite_store_run_reading (self, walk_job, &job, cancellable, error);
}

typedef struct
{
  gint64 me;        /* who wishes it */
  const char *name; /* NULL for an undo */
  GarrisonArgs *args;
  const char *request;
  gint64 undone;
  GarrisonActResult *result;
} ActJob;

static gboolean
act_job (gpointer seat, gpointer data, GError **error)
{
  GarrisonWriter *writer = seat;
  ActJob *job = data;
  GCancellable *cancellable = writer->connection->cancellable;
  GarrisonStoreState *state = garrison_store_get_state (GARRISON_STORE (writer->store));
  g_autoptr (GarrisonSession) session = garrison_store_state_dup_session (state);
  g_autoptr (GarrisonChange) change = NULL;
  /* Whoever signed in while it waited must not become its author. */
  gboolean is_there = session != NULL && garrison_session_get_me (session) == job->me;

  if (!is_there || writer->runner == NULL)
    {
      g_set_error_literal (error, GARRISON_ERROR,
                           is_there ? GARRISON_ERROR_READ_ONLY : GARRISON_ERROR_NOT_SIGNED_IN,
                           is_there ? "the company cannot be written" : "whoever wished it is not signed in");
      return FALSE;
    }
  if (!garrison_sqlite_store_check_place (writer->store, error))
    return FALSE;
  if (job->name != NULL)
    job->result = garrison_act_runner_run (writer->runner, job->me, job->name, job->args, job->request,
                                           cancellable, &change, error);
  else
    job->result = garrison_act_runner_undo (writer->runner, job->me, job->undone, job->request, cancellable,
                                            &change, error);
  if (change != NULL)
    follow (writer, change);
  return job->result != NULL;
}

static GarrisonActResult *
garrison_sqlite_store_act (GarrisonStore *store,
                           gint64 me,
                           const char *name,
                           GarrisonArgs *args,
                           const char *request,
                           GCancellable *cancellable,
                           GError **error)
{
  ActJob job = { .me = me, .name = name, .args = args, .request = request };

  garrison_sqlite_store_run_writing (GARRISON_SQLITE_STORE (store), act_job, &job, cancellable, error);
  return job.result;
}

static GarrisonActResult *
garrison_sqlite_store_undo (GarrisonStore *store,
                            gint64 me,
                            gint64 act,
                            const char *request,
                            GCancellable *cancellable,
                            GError **error)
{
  ActJob job = { .me = me, .request = request, .undone = act };

  garrison_sqlite_store_run_writing (GARRISON_SQLITE_STORE (store), act_job, &job, cancellable, error);
  return job.result;
}

static void
garrison_sqlite_store_sign_out (GarrisonStore *store)
{
  GarrisonSqliteStore *self = GARRISON_SQLITE_STORE (store);

  take_desk (self, NULL);
  /* Without the key there is nothing left to be open for. */
  if (self->is_encrypted)
    garrison_sqlite_threads_stop (self);
}

static gboolean
garrison_sqlite_store_is_encrypted (GarrisonStore *store)
{
  return GARRISON_SQLITE_STORE (store)->is_encrypted;
}

static void
garrison_sqlite_store_finalize (GObject *object)
{
  GarrisonSqliteStore *self = GARRISON_SQLITE_STORE (object);

  g_clear_pointer (&self->desk, garrison_desk_unref);
  g_clear_pointer (&self->recovery_key, garrison_secret_text_free);
  g_clear_pointer (&self->refused, g_array_unref);
  g_free (self->path);
  garrison_failures_clear (&self->failures);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->opening);
  G_OBJECT_CLASS (garrison_sqlite_store_parent_class)->finalize (object);
}

static void
garrison_sqlite_store_class_init (GarrisonSqliteStoreClass *klass)
{
  GarrisonStoreClass *store_class = GARRISON_STORE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = garrison_sqlite_store_finalize;
  store_class->close = garrison_sqlite_store_close;
  store_class->sign_in = garrison_sqlite_store_sign_in;
  store_class->sign_out = garrison_sqlite_store_sign_out;
  store_class->walk = garrison_sqlite_store_walk;
  store_class->preview = garrison_sqlite_store_preview;
  store_class->act = garrison_sqlite_store_act;
  store_class->undo = garrison_sqlite_store_undo;
  store_class->set_password = garrison_sqlite_store_set_password;
  store_class->verify_audit = garrison_sqlite_store_verify_audit;
  store_class->check = garrison_sqlite_store_check;
  store_class->backup = garrison_sqlite_store_backup;
  store_class->is_encrypted = garrison_sqlite_store_is_encrypted;
  store_class->take_recovery_key = garrison_sqlite_store_take_recovery_key;
}

static void
garrison_sqlite_store_init (GarrisonSqliteStore *self)
{
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->opening);
  self->refused = g_array_new (FALSE, FALSE, sizeof (GarrisonRefusedSignIn));
  self->reader_cache = GARRISON_SQLITE_READER_CACHE;
}

static gboolean
check_header (const char *path, GError **error)
{
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_load (path, error);

  return header != NULL;
}

/* For every way to write the place of the file the same. */
static void
note_failures (GarrisonSqliteStore *self)
{
  g_autofree char *path = g_canonicalize_filename (self->path, NULL);
  g_autofree char *name = g_strconcat ("sqlite:", path, NULL);

  garrison_failures_init (&self->failures, name);
}

GarrisonStore *
garrison_sqlite_store_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *uri = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (GarrisonSqliteStore) self = NULL;
  struct stat info = { 0 };
  gboolean read_only;

  if (!garrison_sqlite_probe (path, &read_only, error))
    return NULL;
  self = g_object_new (GARRISON_TYPE_SQLITE_STORE, "uri", uri, NULL);
  self->path = g_strdup (path);
  note_failures (self);
  self->read_only = read_only;
  if (stat (path, &info) == 0)
    {
      self->device = info.st_dev;
      self->inode = info.st_ino;
    }
  /* An encrypted one shows nothing but how it is opened. */
  self->is_encrypted = garrison_crypt_is_encrypted (path);
  if (!(self->is_encrypted ? check_header (path, error) : garrison_sqlite_threads_start (self, NULL, cancellable, error)))
    return NULL;
  return GARRISON_STORE (g_steal_pointer (&self));
}

static gboolean
writer_cache_job (gpointer seat, gpointer data, GError **error)
{
  garrison_connection_set_cache (((GarrisonWriter *)seat)->connection, *(int *)data);
  return TRUE;
}

void
garrison_sqlite_store_set_cache (GarrisonSqliteStore *self, int writer_kib, int reader_kib)
{
  g_return_if_fail (GARRISON_IS_SQLITE_STORE (self));

  g_atomic_int_set (&self->reader_cache, reader_kib);
  garrison_sqlite_store_run_writing (self, writer_cache_job, &writer_kib, NULL, NULL);
}

static gboolean
page_limit_job (gpointer seat, gpointer data, GError **error)
{
  int n_pages = *(int *)data;
  g_autofree char *sql
    = g_strdup_printf ("PRAGMA max_page_count = %d", n_pages == 0 ? G_MAXINT32 : n_pages);

  return garrison_connection_exec (((GarrisonWriter *)seat)->connection, sql, "limiting the file", error);
}

void
garrison_sqlite_store_set_page_limit (GarrisonSqliteStore *self, int n_pages)
{
  g_return_if_fail (GARRISON_IS_SQLITE_STORE (self));

  garrison_sqlite_store_run_writing (self, page_limit_job, &n_pages, NULL, NULL);
}

gboolean
garrison_sqlite_store_is_read_only (GarrisonSqliteStore *self)
{
  g_return_val_if_fail (GARRISON_IS_SQLITE_STORE (self), TRUE);

  return self->read_only;
}

gboolean
garrison_sqlite_store_demand (GarrisonStore *store, const char *right, GError **error)
{
  gboolean is_somebody = garrison_store_get_me (store) != 0;

  if (is_somebody && (right == NULL || garrison_store_get_scope (store, right) != NULL))
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR,
                       is_somebody ? GARRISON_ERROR_DENIED : GARRISON_ERROR_NOT_SIGNED_IN,
                       is_somebody ? "the right is missing" : "nobody is signed in");
  return FALSE;
}

gboolean
garrison_sqlite_store_check_place (GarrisonSqliteStore *self, GError **error)
{
  struct stat info;

  if (stat (self->path, &info) == 0 && info.st_dev == self->device && info.st_ino == self->inode)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_MISSING, "the file is not where it was");
  return FALSE;
}

GarrisonConnection *
garrison_sqlite_store_open_aside (GarrisonSqliteStore *self,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  GarrisonConnection *connection;

  if (!garrison_sqlite_store_dup_keys (self, &keys, error))
    return NULL;
  connection = garrison_connection_open_with_keys (self->path, keys, self->reader_kind, GARRISON_SQLITE_READER_CACHE,
                                                   error);
  if (connection != NULL)
    connection->cancellable = cancellable;
  return connection;
}
