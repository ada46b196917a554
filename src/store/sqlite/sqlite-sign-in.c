/* Signing in and passwords. */
#include "base/error.h"
#include "store/sqlite/sqlite-store-private.h"

/* From the fourth failure on, each costs a wait, longer each time. */
#define FREE_FAILURES 3
#define FIRST_WAIT_MS 500
#define LONGEST_WAIT_MS 8000

typedef struct
{
  const char *login; /* (nullable): then by person */
  gint64 person;
  GarrisonCredential credential;
} LoadJob;

static gboolean
load_job (gpointer seat, gpointer data, GError **error)
{
  LoadJob *job = data;

  return garrison_credential_load (((GarrisonWriter *)seat)->connection, job->login, job->person,
                                   &job->credential, error);
}

static gboolean
seat_job (gpointer seat, gpointer data, GError **error)
{
  gint64 *person = data;
  GarrisonStoreState *state
    = garrison_store_get_state (GARRISON_STORE (((GarrisonWriter *)seat)->store));
  g_autoptr (GarrisonSession) session = NULL;

  if (!garrison_sqlite_store_seat_person (seat, *person, error))
    return FALSE;
  session = garrison_store_state_dup_session (state);
  if (session != NULL)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD,
                       "name or password is wrong");
  return FALSE;
}

/* Best effort: a full disk must not turn a wrong password into another error. */
static gboolean
record_job (gpointer seat, gpointer data, GError **error)
{
  GarrisonWriter *writer = seat;
  gint64 *person = data;
  g_autofree char *sql = NULL;

  if (writer->runner == NULL)
    return TRUE;
  sql = g_strdup_printf (
    "INSERT INTO main.refused_act(name, person, at, refusal) VALUES ('sign-in', %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", 'wrong-password')",
    *person, g_get_real_time ());
  return garrison_connection_exec (writer->connection, sql, "recording a refusal", error);
}

/* Guessing must be slow, and a cancelled wait must not be a way around it. */
static gboolean
wait_after_failures (GarrisonSqliteStore *self, GCancellable *cancellable, GError **error)
{
  guint n = g_atomic_int_get (&self->n_failures), wait_ms;
  gint64 until;

  if (n < FREE_FAILURES)
    return TRUE;
  wait_ms = MIN (FIRST_WAIT_MS << MIN (n - FREE_FAILURES, 8), LONGEST_WAIT_MS);
  until = g_get_monotonic_time () + wait_ms * G_TIME_SPAN_MILLISECOND;
  /* Once it is closed, the engine turns everybody away. */
  while (g_get_monotonic_time () < until && !garrison_store_is_closed (GARRISON_STORE (self)))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_usleep (20 * G_TIME_SPAN_MILLISECOND);
    }
  return TRUE;
}

static gboolean
turn_down (GarrisonSqliteStore *self, gint64 person, GError **error)
{
  g_atomic_int_inc (&self->n_failures);
  garrison_workers_run (self->writer, record_job, &person, NULL, NULL);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD,
                       "name or password is wrong");
  return FALSE;
}

gboolean
garrison_sqlite_store_sign_in (GarrisonStore *store,
                               const char *login,
                               const char *password,
                               GCancellable *cancellable,
                               GError **error)
{
  GarrisonSqliteStore *self = GARRISON_SQLITE_STORE (store);
  LoadJob job = { .login = login };
  gboolean fits;

  if (!wait_after_failures (self, cancellable, error))
    return FALSE;
  if (!garrison_workers_run (self->writer, load_job, &job, cancellable, error))
    return FALSE;
  fits = garrison_credential_verify (&job.credential, password);
  garrison_credential_clear (&job.credential);
  if (!fits)
    return turn_down (self, job.credential.person, error);
  if (!garrison_workers_run (self->writer, seat_job, &job.credential.person, cancellable, error))
    return FALSE;
  g_atomic_int_set (&self->n_failures, 0);
  return TRUE;
}

typedef struct
{
  gint64 me;
  gint64 person;
  const char *hash;
} StoreJob;

static gboolean
store_job (gpointer seat, gpointer data, GError **error)
{
  GarrisonWriter *writer = seat;
  StoreJob *job = data;

  if (writer->runner == NULL)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_READ_ONLY,
                           "the company cannot be written");
      return FALSE;
    }
  return garrison_sqlite_store_check_place (writer->store, error)
         && garrison_credential_store (writer->runner, job->me, job->person, job->hash,
                                       writer->connection->cancellable, error);
}

static gboolean
may_set_password (GarrisonSqliteStore *self,
                  GarrisonSession *session,
                  const GarrisonCredential *credential,
                  gint64 person,
                  const char *old_password,
                  GError **error)
{
  gboolean is_own = garrison_session_get_me (session) == person;

  if (is_own && credential->is_own)
    {
      if (old_password != NULL && garrison_credential_verify (credential, old_password))
        return TRUE;
      return turn_down (self, person, error);
    }
  if (credential->person != 0 && garrison_session_reaches (session, "person.password", person))
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED,
                       "the right to set this password is missing");
  return FALSE;
}

gboolean
garrison_sqlite_store_set_password (GarrisonStore *store,
                                    gint64 person,
                                    const char *old_password,
                                    const char *new_password,
                                    GCancellable *cancellable,
                                    GError **error)
{
  GarrisonSqliteStore *self = GARRISON_SQLITE_STORE (store);
  g_autoptr (GarrisonSession) session
    = garrison_store_state_dup_session (garrison_store_get_state (store));
  g_auto (GarrisonCredential) mine = { 0 }, theirs = { 0 };
  LoadJob job = { .person = person };
  g_autofree char *hash = NULL;
  StoreJob write = { .person = person };

  if (session == NULL)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN,
                           "nobody is signed in");
      return FALSE;
    }
  if (!wait_after_failures (self, cancellable, error)
      || !garrison_workers_run (self->writer, load_job, &job, cancellable, error))
    return FALSE;
  theirs = job.credential;
  job = (LoadJob){ .person = garrison_session_get_me (session) };
  if (!garrison_workers_run (self->writer, load_job, &job, cancellable, error))
    return FALSE;
  mine = job.credential;
  if (!may_set_password (self, session, &theirs, person, old_password, error))
    return FALSE;
  hash = garrison_credential_hash (new_password, garrison_credential_is_quick (&mine), error);
  if (hash == NULL)
    return FALSE;
  write.me = garrison_session_get_me (session);
  write.hash = hash;
  return garrison_workers_run (self->writer, store_job, &write, cancellable, error);
}
