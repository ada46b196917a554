#include "store/postgres/pg-anchor.h"
#include "store/postgres/pg-store.h"

#include "base/error.h"
#include "store/change-private.h"
#include "store/postgres/pg-session.h"
#include "store/postgres/pg-store-private.h"
#include "store/postgres/pg-uri.h"

#define WRONG_PASSWORD "28P01"

G_DEFINE_FINAL_TYPE (GarrisonPgStore, garrison_pg_store, GARRISON_TYPE_STORE)

static GarrisonStoreState *
get_state (GarrisonPgStore *self)
{
  return garrison_store_get_state (GARRISON_STORE (self));
}

static void
wake (GarrisonPgStore *self)
{
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  GarrisonPgCall *call = data;

  g_cancellable_cancel (call->inner);
  wake (call->store);
}

gboolean
garrison_pg_call_begin (GarrisonPgCall *call, GarrisonPgStore *store, GCancellable *cancellable, GError **error)
{
  gboolean is_closed;

  *call = (GarrisonPgCall){ store, cancellable, NULL, 0 };
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  call->inner = g_cancellable_new ();
  g_mutex_lock (&store->mutex);
  is_closed = store->is_closed;
  if (!is_closed)
    g_hash_table_add (store->calls, call->inner);
  g_mutex_unlock (&store->mutex);
  if (is_closed)
    {
      g_clear_object (&call->inner);
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "the store is closed");
      return FALSE;
    }
  if (cancellable != NULL)
    call->handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), call, NULL);
  return TRUE;
}

void
garrison_pg_call_end (GarrisonPgCall *call, GError **error)
{
  GarrisonPgStore *self = call->store;

  if (call->handler != 0)
    g_cancellable_disconnect (call->outer, call->handler);
  if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !g_cancellable_is_cancelled (call->outer))
    {
      g_clear_error (error);
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "the store is closed");
    }
  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->calls, call->inner);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_clear_object (&call->inner);
}

GarrisonPgPerson *
garrison_pg_store_dup_person (GarrisonPgStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->person == NULL ? NULL : garrison_pg_person_ref (self->person);
}

static gboolean
turn_away (GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN, "nobody is signed in");
  return FALSE;
}

gboolean
garrison_pg_store_demand (GarrisonPgStore *self, const char *right, GError **error)
{
  g_autoptr (GarrisonSession) session = garrison_store_state_dup_session (get_state (self));

  if (session == NULL)
    return turn_away (error);
  if (right == NULL || garrison_session_has_all (session, right))
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, "that needs to see everything");
  return FALSE;
}

static void
seat_clear (GarrisonPgSeat *seat)
{
  g_clear_pointer (&seat->reader, garrison_pg_reader_free);
  g_clear_pointer (&seat->primary, garrison_pg_reader_free);
  g_clear_pointer (&seat->connection, garrison_pg_close);
  g_clear_pointer (&seat->person, garrison_pg_person_unref);
}

/* Closes what nobody uses just now and is not @person's. */
static void
clear_seats (GarrisonPgStore *self, GarrisonPgPerson *person)
{
  for (guint i = 0; i < GARRISON_PG_READERS; i++)
    if (!self->readers[i].is_taken && self->readers[i].person != person)
      seat_clear (&self->readers[i]);
  if (!self->writer.is_taken && self->writer.person != person)
    seat_clear (&self->writer);
}

static GarrisonPgSeat *
find_free (GarrisonPgSeat *seats, guint n)
{
  GarrisonPgSeat *found = NULL;

  for (guint i = 0; i < n; i++)
    if (!seats[i].is_taken && (found == NULL || (found->reader == NULL && seats[i].reader != NULL)))
      found = &seats[i];
  return found;
}

/* Waits for a seat. Returns: (nullable): NULL with @error when nobody is signed in, or cancelled. */
static GarrisonPgSeat *
take_seat (GarrisonPgStore *self, GarrisonPgSeat *seats, guint n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GarrisonPgSeat *seat = NULL;

  while (self->person != NULL && (seat = find_free (seats, n)) == NULL)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_cond_wait (&self->cond, &self->mutex);
    }
  if (self->person == NULL)
    return turn_away (error), NULL;
  if (seat->person != self->person)
    {
      seat_clear (seat);
      seat->person = garrison_pg_person_ref (self->person);
    }
  seat->is_taken = TRUE;
  return seat;
}

static void
leave_seat (GarrisonPgStore *self, GarrisonPgSeat *seat)
{
  g_mutex_lock (&self->mutex);
  seat->is_taken = FALSE;
  if (seat->person != self->person || self->is_closed)
    seat_clear (seat);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

GarrisonPgConnection *
garrison_pg_store_connect (GarrisonPgStore *self,
                           GarrisonPgPerson *person,
                           GarrisonPgKind kind,
                           GCancellable *cancellable,
                           GError **error)
{
  GError *local = NULL;
  GarrisonPgConnection *connection;

  if (person == NULL)
    return turn_away (error), NULL;
  connection = garrison_pg_line_connect (self->line, person, kind, FALSE, cancellable, &local);
  if (g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD))
    {
      /* Another state than that of a wrong password: the password is right, the role may not sign in. */
      garrison_pg_store_lose (self, person,
                              g_strcmp0 (garrison_error_get_detail (local, "sqlstate"), WRONG_PASSWORD) == 0);
      g_error_free (local);
      return turn_away (error), NULL;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return connection;
}

/* Sees to it that @reader is one that works. */
static gboolean
prepare_reader (GarrisonPgStore *self,
                GarrisonPgSeat *seat,
                GarrisonPgReader **reader,
                GarrisonPgKind kind,
                GCancellable *cancellable,
                GError **error)
{
  GarrisonPgConnection *connection;

  if (*reader != NULL && garrison_pg_is_broken (garrison_pg_reader_get_connection (*reader)))
    g_clear_pointer (reader, garrison_pg_reader_free);
  if (*reader != NULL)
    return TRUE;
  connection = garrison_pg_store_connect (self, seat->person, kind, cancellable, error);
  if (connection != NULL)
    *reader = garrison_pg_reader_new (connection, cancellable, error);
  return *reader != NULL;
}

static char *
dup_position (GarrisonPgStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->position);
}

/* Returns: (transfer none) (nullable): a reader that knows of all changes that we know of. */
static GarrisonPgReader *
get_reader (GarrisonPgStore *self, GarrisonPgSeat *seat, GCancellable *cancellable, GError **error)
{
  g_autofree char *position = NULL;

  if (!prepare_reader (self, seat, &seat->reader, GARRISON_PG_READER, cancellable, error))
    return NULL;
  if (!self->has_standbys)
    return seat->reader;
  position = dup_position (self);
  if (!garrison_pg_reader_lags (seat->reader, position, cancellable))
    return seat->reader;
  if (!prepare_reader (self, seat, &seat->primary, GARRISON_PG_WRITER, cancellable, error))
    return NULL;
  return seat->primary;
}

static gboolean
walk_seated (GarrisonPgStore *self,
             GarrisonPgSeat *seat,
             const char *sql,
             GarrisonArgs *args,
             const GarrisonWalk *walk,
             GCancellable *cancellable,
             GError **error)
{
  GError *local = NULL;
  gboolean done = FALSE;

  /* A connection that was lost while nobody looked is no reason to fail. */
  for (guint attempt = 0; attempt < 2; attempt++)
    {
      GarrisonPgReader *reader;
      guint64 n_rows = 0;

      g_clear_error (&local);
      reader = get_reader (self, seat, cancellable, &local);
      if (reader == NULL)
        break;
      done = garrison_pg_reader_walk (reader, sql, args, walk, &n_rows, cancellable, &local);
      if (done || n_rows > 0 || g_cancellable_is_cancelled (cancellable)
          || !garrison_pg_is_broken (garrison_pg_reader_get_connection (reader)))
        break;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return done;
}

static gboolean
garrison_pg_store_walk (GarrisonStore *store,
                        const char *sql,
                        GarrisonArgs *args,
                        const GarrisonWalk *walk,
                        GCancellable *cancellable,
                        GError **error)
{
  GarrisonPgStore *self = GARRISON_PG_STORE (store);
  g_autoptr (GError) local = NULL;
  GarrisonPgCall call;
  GarrisonPgSeat *seat;
  gboolean done = FALSE;

  if (!garrison_pg_call_begin (&call, self, cancellable, error))
    return FALSE;
  seat = take_seat (self, self->readers, GARRISON_PG_READERS, call.inner, &local);
  if (seat != NULL)
    {
      done = walk_seated (self, seat, sql, args, walk, call.inner, &local);
      leave_seat (self, seat);
    }
  garrison_pg_call_end (&call, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return done;
}

/* How long it is tried to learn what became of an act. */
#define SETTLE_US (10 * G_USEC_PER_SEC)

static gboolean
may_act (GarrisonPgStore *self, gint64 me, GError **error)
{
  g_autoptr (GarrisonSession) session = garrison_store_state_dup_session (get_state (self));

  /* Whoever signed in while it waited must not become its author. */
  if (session != NULL && garrison_session_get_me (session) == me)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN, "whoever wished it is not signed in");
  return FALSE;
}

/* Whether the server, or the line to it, ended an idle connection: nothing is sent into it then. */
static gboolean
has_ended (GarrisonPgConnection *connection)
{
  PGconn *raw = garrison_pg_get_raw (connection);

  return garrison_pg_is_broken (connection) || PQconsumeInput (raw) == 0 || PQstatus (raw) == CONNECTION_BAD;
}

static gboolean
prepare_writer (GarrisonPgStore *self, GarrisonPgSeat *seat, GCancellable *cancellable, GError **error)
{
  if (seat->connection != NULL && has_ended (seat->connection))
    g_clear_pointer (&seat->connection, garrison_pg_close);
  if (seat->connection == NULL)
    seat->connection = garrison_pg_store_connect (self, seat->person, GARRISON_PG_WRITER, cancellable, error);
  if (seat->connection == NULL)
    return FALSE;
  g_mutex_lock (&self->mutex);
  self->writer_pid = PQbackendPID (garrison_pg_get_raw (seat->connection));
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE)
         || g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_UNCERTAIN);
}

/* After a connection broke in the middle, the same request asked again tells what became of it. */
static gboolean
settle_seated (GarrisonPgStore *self,
               GarrisonPgSeat *seat,
               GarrisonPgActFunc func,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  gint64 end = 0;
  gboolean was_sent = FALSE, uncertain = FALSE;
  GError *local = NULL;

  while (TRUE)
    {
      gboolean connected;

      g_clear_error (&local);
      connected = prepare_writer (self, seat, cancellable, &local);
      if (connected && func (seat->connection, data, was_sent, cancellable, &local))
        return TRUE;
      was_sent = was_sent || connected;
      uncertain = uncertain || g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_UNCERTAIN)
                  || (connected && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                      && garrison_pg_is_broken (seat->connection));
      /* Without a connection from the start, nothing was asked. */
      if (!is_lost (local) || !was_sent)
        break;
      end = end == 0 ? g_get_monotonic_time () + SETTLE_US : end;
      if (g_get_monotonic_time () >= end || !garrison_pg_line_wait (self->line, end, cancellable))
        break;
    }
  if (uncertain && (is_lost (local) || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                    || g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN)))
    {
      g_clear_error (&local);
      g_set_error_literal (&local, GARRISON_ERROR, GARRISON_ERROR_UNCERTAIN,
                           "the connection was lost before it was known whether the act was done");
    }
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
garrison_pg_store_settle (GarrisonPgStore *self,
                          gint64 me,
                          GarrisonPgActFunc func,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GError) local = NULL;
  GarrisonPgCall call;
  GarrisonPgSeat *seat;
  gboolean done = FALSE;

  if (!garrison_pg_call_begin (&call, self, cancellable, error))
    return FALSE;
  seat = take_seat (self, &self->writer, 1, call.inner, &local);
  if (seat != NULL)
    {
      done = may_act (self, me, &local) && settle_seated (self, seat, func, data, call.inner, &local);
      leave_seat (self, seat);
    }
  garrison_pg_call_end (&call, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return done;
}

void
garrison_pg_store_seat_person (GarrisonPgStore *self,
                               GarrisonPgPerson *person,
                               GarrisonSession *session,
                               GarrisonPgConnection *connection)
{
  GarrisonPgPerson *old;

  g_mutex_lock (&self->mutex);
  old = self->person;
  self->person = person == NULL ? NULL : garrison_pg_person_ref (person);
  garrison_store_state_set_session (get_state (self), session);
  clear_seats (self, person);
  if (connection != NULL && !self->writer.is_taken && self->writer.connection == NULL)
    {
      self->writer.person = garrison_pg_person_ref (person);
      self->writer.connection = g_steal_pointer (&connection);
    }
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&old, garrison_pg_person_unref);
  g_clear_pointer (&connection, garrison_pg_close);
}

/* Whether the password of whoever is signed in was set by somebody else since. */
static gboolean
was_reset (GarrisonPgStore *self, GarrisonSession *now)
{
  g_autoptr (GarrisonSession) before = garrison_store_state_dup_session (get_state (self));

  return before != NULL && garrison_session_get_me (before) == garrison_session_get_me (now)
         && garrison_session_get_reset (before) != garrison_session_get_reset (now);
}

/* The same person with another session; whoever came or went meanwhile is left alone. */
static void
replace_session (GarrisonPgStore *self, GarrisonPgPerson *person, GarrisonSession *session)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GarrisonSession) old = garrison_store_state_dup_session (get_state (self));

  if (self->person == person && (old == NULL || !garrison_session_equal (old, session)))
    garrison_store_state_set_session (get_state (self), session);
}

void
garrison_pg_store_lose (GarrisonPgStore *self, GarrisonPgPerson *person, gboolean reset)
{
  g_autoptr (GarrisonChange) change = NULL;
  gboolean is_theirs;

  g_mutex_lock (&self->mutex);
  is_theirs = self->person == person;
  if (is_theirs)
    {
      g_clear_pointer (&self->person, garrison_pg_person_unref);
      /* First: whoever sees that nobody is signed in asks why. */
      if (reset)
        garrison_store_state_set_password_reset (get_state (self));
      garrison_store_state_set_session (get_state (self), NULL);
      clear_seats (self, NULL);
      g_cancellable_cancel (self->listening);
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
  if (!is_theirs)
    return;
  change = garrison_change_new (NULL, 0);
  garrison_store_state_push_change (get_state (self), change);
}

void
garrison_pg_store_follow_rights (GarrisonPgStore *self,
                                 GarrisonPgPerson *person,
                                 GarrisonPgConnection *connection,
                                 GCancellable *cancellable)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->loading);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonSession) session = garrison_pg_session_load (connection, cancellable, &error);
  g_autofree char *role = session == NULL ? NULL : garrison_pg_session_load_role (connection, cancellable);

  if (role != NULL)
    garrison_pg_person_set_role (person, role);
  if (session != NULL && !was_reset (self, session))
    replace_session (self, person, session);
  else if (error == NULL)
    garrison_pg_store_lose (self, person, session != NULL);
}

static gboolean
moves_rights (GarrisonChange *change)
{
  static const char *const relations[] = { "person", "credential", "team", "role", "role_right" };

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (garrison_change_touches (change, relations[i]))
      return TRUE;
  return FALSE;
}

/* What a standby must have before it is asked again. */
static void
keep_position (GarrisonPgStore *self, GarrisonPgConnection *connection, GCancellable *cancellable)
{
  g_autoptr (PGresult) result
    = garrison_pg_query (connection, "SELECT pg_current_wal_insert_lsn()", 0, NULL, NULL, cancellable, NULL);

  if (result == NULL)
    return;
  g_mutex_lock (&self->mutex);
  g_free (self->position);
  self->position = g_strdup (PQgetvalue (result, 0, 0));
  g_mutex_unlock (&self->mutex);
}

/* Now and then: what is noted down may be a minute old, not a day. */
static void
keep_anchor (GarrisonPgStore *self, GarrisonPgConnection *connection, GCancellable *cancellable)
{
  gint64 now = g_get_monotonic_time ();
  gboolean due;

  g_mutex_lock (&self->mutex);
  due = now - self->anchored_at > G_TIME_SPAN_MINUTE;
  if (due)
    self->anchored_at = now;
  g_mutex_unlock (&self->mutex);
  if (due)
    garrison_pg_anchor_was_set_back (connection, garrison_store_get_uri (GARRISON_STORE (self)), cancellable);
}

void
garrison_pg_store_follow (GarrisonPgStore *self,
                          GarrisonPgPerson *person,
                          GarrisonPgConnection *connection,
                          GarrisonChange *change,
                          GCancellable *cancellable)
{
  if (self->has_standbys)
    keep_position (self, connection, cancellable);
  if (moves_rights (change))
    {
      /* Whoever was dismissed is sent away now, whatever they are doing. */
      garrison_pg_exec (connection, "SELECT garrison.end_sessions()", cancellable, NULL);
      garrison_pg_store_follow_rights (self, person, connection, cancellable);
    }
  if (garrison_change_touches (change, "setting"))
    garrison_pg_session_load_company (connection, get_state (self), cancellable, NULL);
  keep_anchor (self, connection, cancellable);
}

static void
garrison_pg_store_sign_out (GarrisonStore *store)
{
  GarrisonPgStore *self = GARRISON_PG_STORE (store);

  garrison_pg_store_seat_person (self, NULL, NULL, NULL);
  garrison_pg_store_stop_listening (self);
}

static void
garrison_pg_store_close (GarrisonStore *store)
{
  GarrisonPgStore *self = GARRISON_PG_STORE (store);
  GHashTableIter iter;
  gpointer inner;

  g_mutex_lock (&self->mutex);
  self->is_closed = TRUE;
  g_hash_table_iter_init (&iter, self->calls);
  while (g_hash_table_iter_next (&iter, &inner, NULL))
    g_cancellable_cancel (inner);
  g_cond_broadcast (&self->cond);
  while (g_hash_table_size (self->calls) > 0)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  garrison_pg_store_sign_out (store);
}

static gboolean
garrison_pg_store_backup (GarrisonStore *store, const char *path, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                       "a company on a server is backed up there: garrisonctl team backup");
  return FALSE;
}

static void
garrison_pg_store_finalize (GObject *object)
{
  GarrisonPgStore *self = GARRISON_PG_STORE (object);

  for (guint i = 0; i < GARRISON_PG_READERS; i++)
    seat_clear (&self->readers[i]);
  seat_clear (&self->writer);
  g_clear_pointer (&self->person, garrison_pg_person_unref);
  g_clear_pointer (&self->line, garrison_pg_line_free);
  g_hash_table_unref (self->calls);
  g_free (self->position);
  g_free (self->database);
  garrison_failures_clear (&self->failures);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->loading);
  g_cond_clear (&self->cond);
  G_OBJECT_CLASS (garrison_pg_store_parent_class)->finalize (object);
}

static void
garrison_pg_store_hurry (GarrisonStore *store)
{
  garrison_pg_line_hurry (GARRISON_PG_STORE (store)->line);
}

static void
garrison_pg_store_class_init (GarrisonPgStoreClass *klass)
{
  GarrisonStoreClass *store_class = GARRISON_STORE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = garrison_pg_store_finalize;
  store_class->close = garrison_pg_store_close;
  store_class->sign_in = garrison_pg_store_sign_in;
  store_class->sign_out = garrison_pg_store_sign_out;
  store_class->hurry = garrison_pg_store_hurry;
  store_class->walk = garrison_pg_store_walk;
  store_class->preview = garrison_pg_store_preview;
  store_class->act = garrison_pg_store_act;
  store_class->undo = garrison_pg_store_undo;
  store_class->set_password = garrison_pg_store_set_password;
  store_class->verify_audit = garrison_pg_store_verify_audit;
  store_class->check = garrison_pg_store_check;
  store_class->backup = garrison_pg_store_backup;
}

static void
garrison_pg_store_init (GarrisonPgStore *self)
{
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->loading);
  g_cond_init (&self->cond);
  self->calls = g_hash_table_new (NULL, NULL);
}

GarrisonStore *
garrison_pg_store_open (const char *uri, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonPgStore) self = NULL;
  g_autoptr (GarrisonPgUri) parsed = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  parsed = garrison_pg_uri_parse (uri, error);
  if (parsed == NULL)
    return NULL;
  if (garrison_pg_uri_get (parsed, "dbname") == NULL)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "the URI names no database");
      return NULL;
    }
  self = g_object_new (GARRISON_TYPE_PG_STORE, "uri", uri, NULL);
  self->database = g_strdup (garrison_pg_uri_get (parsed, "dbname"));
  self->line = garrison_pg_line_new (uri, get_state (self));
  garrison_failures_init (&self->failures, uri);
  self->has_standbys = garrison_pg_uri_get_targets (parsed)->len > 1;
  return GARRISON_STORE (g_steal_pointer (&self));
}
