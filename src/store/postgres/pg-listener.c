/* Hears of what others did: a connection of its own, on a thread of its own, that listens. It is also
 * the one that finds out when the server is there again. */
#include "base/error.h"
#include "store/change-private.h"
#include "store/postgres/pg-change.h"
#include "store/postgres/pg-session.h"
#include "store/postgres/pg-store-private.h"

#define LISTEN_MS 30000
#define PAUSE_MS 100

typedef struct
{
  GarrisonPgStore *store; /* lives until the thread was waited for */
  GarrisonPgPerson *person;
  GCancellable *cancellable;
  GarrisonPgConnection *connection; /* (nullable) */
} Listener;

static void
listener_free (Listener *self)
{
  g_clear_pointer (&self->connection, garrison_pg_close);
  garrison_pg_person_unref (self->person);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
push (Listener *self, GarrisonChange *change)
{
  GarrisonStoreState *state = garrison_store_get_state (GARRISON_STORE (self->store));

  garrison_pg_store_follow (self->store, self->person, self->connection, change, self->cancellable);
  if (!g_cancellable_is_cancelled (self->cancellable))
    garrison_store_state_push_change (state, change);
}

static void
push_anything (Listener *self)
{
  g_autoptr (GarrisonChange) change = garrison_change_new (NULL, 0);

  push (self, change);
}

/* A server that lets us in but not listen must not be asked all the time. */
static gboolean
pause_listening (Listener *self)
{
  GPollFD fd;
  gboolean watched = g_cancellable_make_pollfd (self->cancellable, &fd);

  g_poll (&fd, watched ? 1 : 0, PAUSE_MS);
  if (watched)
    g_cancellable_release_fd (self->cancellable);
  return !g_cancellable_is_cancelled (self->cancellable);
}

/* Returns: FALSE when there is nothing to listen for any more. */
static gboolean
connect_again (Listener *self)
{
  g_autoptr (GError) error = NULL;

  self->connection = garrison_pg_store_connect (self->store, self->person, GARRISON_PG_WRITER, self->cancellable,
                                                &error);
  if (self->connection != NULL
      && garrison_pg_exec (self->connection, "LISTEN garrison", self->cancellable, &error))
    {
      /* Nobody knows what was missed meanwhile. */
      push_anything (self);
      return TRUE;
    }
  g_clear_pointer (&self->connection, garrison_pg_close);
  if (g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN))
    return FALSE;
  /* Whatever it was, it is tried again, but not at once. */
  return garrison_pg_line_wait (self->store->line, G_MAXINT64, self->cancellable) && pause_listening (self);
}

static gboolean
is_ours (Listener *self, int pid)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->store->mutex);

  return pid == self->store->writer_pid;
}

/* Several may have come at once; anybody on the server may have sent them. */
static void
take_news (Listener *self)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)garrison_change_unref);
  PGnotify *notify;

  while ((notify = PQnotifies (garrison_pg_get_raw (self->connection))) != NULL)
    {
      GarrisonChange *change = is_ours (self, notify->be_pid) ? NULL : garrison_pg_change_parse (notify->extra);

      PQfreemem (notify);
      if (change != NULL)
        g_ptr_array_add (changes, change);
    }
  for (guint i = 0; i < changes->len; i++)
    push (self, g_ptr_array_index (changes, i));
}

static gpointer
listen_for_others (gpointer data)
{
  Listener *self = data;
  g_autoptr (GError) error = NULL;
  gboolean goes_on = TRUE;

  while (goes_on && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_error (&error);
      if (self->connection == NULL)
        goes_on = connect_again (self);
      else if (garrison_pg_listen (self->connection, LISTEN_MS, self->cancellable, &error))
        take_news (self);
      else
        g_clear_pointer (&self->connection, garrison_pg_close);
    }
  listener_free (self);
  return NULL;
}

void
garrison_pg_store_listen (GarrisonPgStore *self, GarrisonPgConnection *connection)
{
  Listener *listener;

  garrison_pg_store_stop_listening (self);
  g_mutex_lock (&self->mutex);
  if (self->person != NULL && !self->is_closed)
    {
      listener = g_new0 (Listener, 1);
      listener->store = self;
      listener->person = garrison_pg_person_ref (self->person);
      listener->cancellable = g_cancellable_new ();
      listener->connection = g_steal_pointer (&connection);
      self->listening = g_object_ref (listener->cancellable);
      self->listener = g_thread_new ("store-listener", listen_for_others, listener);
    }
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&connection, garrison_pg_close);
}

void
garrison_pg_store_stop_listening (GarrisonPgStore *self)
{
  GThread *thread;
  g_autoptr (GCancellable) cancellable = NULL;

  g_mutex_lock (&self->mutex);
  thread = g_steal_pointer (&self->listener);
  cancellable = g_steal_pointer (&self->listening);
  g_mutex_unlock (&self->mutex);
  if (thread == NULL)
    return;
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
}
