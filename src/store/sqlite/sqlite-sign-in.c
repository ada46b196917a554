/* Signing in and passwords. */
#include "base/error.h"
#include "store/sqlite/sqlite-anchor.h"
#include "store/sqlite/sqlite-store-private.h"

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
turn_away (GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD, "name or password is wrong");
  return FALSE;
}

/* Measuring a password takes a moment, in which it may have been set anew. */
static gboolean
is_still (GarrisonWriter *writer, const GarrisonCredential *credential, gboolean *still, GError **error)
{
  g_auto (GarrisonCredential) now = { 0 };

  if (!garrison_credential_load (writer->connection, NULL, credential->person, &now, error))
    return FALSE;
  *still = now.is_own && g_strcmp0 (now.hash, credential->hash) == 0;
  return TRUE;
}

static gboolean
seat_job (gpointer seat, gpointer data, GError **error)
{
  const GarrisonCredential *credential = data;
  GarrisonStoreState *state
    = garrison_store_get_state (GARRISON_STORE (((GarrisonWriter *)seat)->store));
  g_autoptr (GarrisonSession) session = NULL;
  gboolean still = FALSE;

  if (!is_still (seat, credential, &still, error))
    return FALSE;
  if (!still)
    return turn_away (error);
  if (!garrison_sqlite_store_seat_person (seat, credential->person, error))
    return FALSE;
  session = garrison_store_state_dup_session (state);
  if (session == NULL)
    return turn_away (error);
  garrison_sqlite_anchor_look (seat);
  return TRUE;
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

static gboolean
turn_down (GarrisonSqliteStore *self, gint64 person, GError **error)
{
  garrison_sqlite_store_run_writing (self, record_job, &person, NULL, NULL);
  return garrison_failures_turn_down (&self->failures, error);
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
  gboolean fits, seated;

  if (!garrison_failures_wait (&self->failures, store, cancellable, error))
    return FALSE;
  if (self->is_encrypted)
    {
      if (!garrison_sqlite_store_unlock (self, login, password, cancellable, error))
        return FALSE;
      garrison_failures_forget (&self->failures);
      return TRUE;
    }
  if (!garrison_sqlite_store_run_writing (self, load_job, &job, cancellable, error))
    return FALSE;
  fits = garrison_credential_verify (&job.credential, password);
  seated = fits && garrison_sqlite_store_run_writing (self, seat_job, &job.credential, cancellable, error);
  garrison_credential_clear (&job.credential);
  if (!fits)
    return turn_down (self, job.credential.person, error);
  if (seated)
    garrison_failures_forget (&self->failures);
  return seated;
}

typedef struct
{
  gint64 me;
  gint64 person;
  const char *hash;
  GarrisonCryptPassword *password; /* (nullable): NULL unless encrypted */
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
                                       writer->connection->cancellable, error)
         && (job->password == NULL
             || garrison_sqlite_crypt_give (writer, job->person, job->password, error));
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
  g_auto (GarrisonCryptPassword) crypt = { 0 };
  StoreJob write = { .person = person };

  if (session == NULL)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN,
                           "nobody is signed in");
      return FALSE;
    }
  if (!garrison_failures_wait (&self->failures, store, cancellable, error)
      || !garrison_sqlite_store_run_writing (self, load_job, &job, cancellable, error))
    return FALSE;
  theirs = job.credential;
  job = (LoadJob){ .person = garrison_session_get_me (session) };
  if (!garrison_sqlite_store_run_writing (self, load_job, &job, cancellable, error))
    return FALSE;
  mine = job.credential;
  if (!may_set_password (self, session, &theirs, person, old_password, error))
    return FALSE;
  hash = garrison_credential_hash (new_password, garrison_credential_is_quick (&mine), error);
  if (hash == NULL)
    return FALSE;
  write.me = garrison_session_get_me (session);
  write.hash = hash;
  if (self->is_encrypted)
    {
      if (!garrison_crypt_password_make (&crypt, new_password, garrison_credential_is_quick (&mine), error))
        return FALSE;
      write.password = &crypt;
    }
  return garrison_sqlite_store_run_writing (self, store_job, &write, cancellable, error);
}
