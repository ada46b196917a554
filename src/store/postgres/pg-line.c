#include "store/postgres/pg-line.h"

#include <sodium.h>
#include <string.h>

#include "base/error.h"

#define FIRST_WAIT (G_USEC_PER_SEC / 4)
#define LONGEST_WAIT (30 * G_USEC_PER_SEC)
#define LOOK_AGAIN (G_USEC_PER_SEC / 5) /* whether somebody is in a hurry */

struct _GarrisonPgPerson
{
  gatomicrefcount ref_count;
  GMutex mutex;
  char *role;
  char *password; /* in locked memory */
};

struct _GarrisonPgLine
{
  char *uri;
  GarrisonStoreState *state;
  GMutex mutex;
  gint64 wait; /* 0 while all is well */
  gint64 next; /* monotonic: when to try again */
};

GarrisonPgPerson *
garrison_pg_person_new (const char *role, const char *password)
{
  GarrisonPgPerson *self = g_new0 (GarrisonPgPerson, 1);
  gsize size = strlen (password) + 1;

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->role = g_strdup (role);
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  self->password = sodium_malloc (size);
  if (self->password == NULL)
    g_error ("no locked memory for a password");
  memcpy (self->password, password, size);
  return self;
}

GarrisonPgPerson *
garrison_pg_person_ref (GarrisonPgPerson *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
garrison_pg_person_unref (GarrisonPgPerson *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  sodium_free (self->password);
  g_free (self->role);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
garrison_pg_person_dup_role (GarrisonPgPerson *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->role);
}

void
garrison_pg_person_set_role (GarrisonPgPerson *self, const char *role)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (g_str_equal (self->role, role))
    return;
  g_free (self->role);
  self->role = g_strdup (role);
}

GarrisonPgLine *
garrison_pg_line_new (const char *uri, GarrisonStoreState *state)
{
  GarrisonPgLine *self = g_new0 (GarrisonPgLine, 1);

  self->uri = g_strdup (uri);
  self->state = garrison_store_state_ref (state);
  g_mutex_init (&self->mutex);
  return self;
}

void
garrison_pg_line_free (GarrisonPgLine *self)
{
  garrison_store_state_unref (self->state);
  g_mutex_clear (&self->mutex);
  g_free (self->uri);
  g_free (self);
}

static gboolean
is_due (GarrisonPgLine *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->wait == 0 || g_get_monotonic_time () >= self->next;
}

static void
succeed (GarrisonPgLine *self)
{
  g_mutex_lock (&self->mutex);
  self->wait = 0;
  g_mutex_unlock (&self->mutex);
  garrison_store_state_set_online (self->state, TRUE);
}

/* Not all programs come back at the same moment after a restart. */
static void
fall_back (GarrisonPgLine *self, const GError *error)
{
  gint64 now = g_get_monotonic_time ();

  g_mutex_lock (&self->mutex);
  /* Several that failed together count once. */
  if (self->wait == 0 || now >= self->next)
    {
      self->wait = CLAMP (2 * self->wait, FIRST_WAIT, LONGEST_WAIT);
      self->next = now + self->wait / 2 + (gint64)(g_random_double () * self->wait / 2);
    }
  g_mutex_unlock (&self->mutex);
  /* A server that has no connection left is there. */
  if (g_strcmp0 (garrison_error_get_detail (error, "sqlstate"), "53300") != 0)
    garrison_store_state_set_online (self->state, FALSE);
}

void
garrison_pg_line_hurry (GarrisonPgLine *self)
{
  g_mutex_lock (&self->mutex);
  if (self->wait > 0)
    {
      self->wait = FIRST_WAIT;
      self->next = 0;
    }
  g_mutex_unlock (&self->mutex);
}

GarrisonPgConnection *
garrison_pg_line_connect (GarrisonPgLine *self,
                          GarrisonPgPerson *person,
                          GarrisonPgKind kind,
                          gboolean at_once,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *role = garrison_pg_person_dup_role (person);
  GarrisonPgConnection *connection;
  GError *local = NULL;

  if (!at_once && !is_due (self))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE,
                           "the server did not answer a moment ago");
      return NULL;
    }
  connection = garrison_pg_open (self->uri, role, person->password, kind, cancellable, &local);
  if (connection != NULL)
    {
      succeed (self);
      return connection;
    }
  if (!g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD)
      && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fall_back (self, local);
  g_propagate_error (error, local);
  return NULL;
}

/* How long there is to wait at most. It may become less meanwhile. */
static gint64
get_left (GarrisonPgLine *self, gint64 until)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return MIN (self->wait == 0 ? 0 : self->next, until) - g_get_monotonic_time ();
}

gboolean
garrison_pg_line_wait (GarrisonPgLine *self, gint64 until, GCancellable *cancellable)
{
  GPollFD fd;
  gint64 left;
  gboolean watched;

  watched = g_cancellable_make_pollfd (cancellable, &fd);
  while (!g_cancellable_is_cancelled (cancellable) && (left = get_left (self, until)) > 0)
    g_poll (&fd, watched ? 1 : 0, (gint)(MIN (left, LOOK_AGAIN) + 999) / 1000);
  if (watched)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_is_cancelled (cancellable);
}
