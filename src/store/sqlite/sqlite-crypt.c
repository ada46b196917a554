/* An encrypted company among those who may sign in to it: unlocking, and who has the way to the key. */
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "store/sqlite/crypt-change.h"
#include "store/sqlite/crypt-rekey.h"
#include "store/sqlite/sqlite-anchor.h"
#include "store/sqlite/sqlite-store-private.h"

/* How long pages are sealed anew at once when the key was changed, and then in each turn: acts wait for it. */
#define FIRST_TURN (1500 * G_TIME_SPAN_MILLISECOND)
#define TURN (60 * G_TIME_SPAN_MILLISECOND)
#define REFUSED_MAX 100

/* ---- unlocking ---------------------------------------------------------------------------------- */

/* Nobody can write it down now: whoever comes in next does. */
static gboolean
turn_down (GarrisonSqliteStore *self, const char *login, GError **error)
{
  GarrisonRefusedSignIn refused = { .at = g_get_real_time () };

  g_strlcpy (refused.login, login, sizeof refused.login);
  g_mutex_lock (&self->mutex);
  if (self->refused->len < REFUSED_MAX)
    g_array_append_val (self->refused, refused);
  g_mutex_unlock (&self->mutex);
  return garrison_failures_turn_down (&self->failures, error);
}

static void
write_refused (GarrisonWriter *writer, const GarrisonRefusedSignIn *refused)
{
  char *sql = sqlite3_mprintf ("INSERT INTO main.refused_act(name, person, at, refusal) SELECT 'sign-in',"
                               " coalesce((SELECT id FROM main.person WHERE login = %Q), 0), %lld, 'wrong-password'",
                               refused->login, refused->at);

  garrison_connection_exec (writer->connection, sql, "recording a refusal", NULL);
  sqlite3_free (sql);
}

static void
write_all_refused (GarrisonWriter *writer)
{
  GarrisonSqliteStore *self = writer->store;
  g_autoptr (GArray) refused = NULL;

  if (writer->runner == NULL)
    return;
  g_mutex_lock (&self->mutex);
  refused = g_steal_pointer (&self->refused);
  self->refused = g_array_new (FALSE, FALSE, sizeof (GarrisonRefusedSignIn));
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < refused->len; i++)
    write_refused (writer, &g_array_index (refused, GarrisonRefusedSignIn, i));
}

/* The password is right, for it opened the file. */
static gboolean
enter_job (gpointer seat, gpointer data, GError **error)
{
  GarrisonWriter *writer = seat;
  GarrisonStore *store = GARRISON_STORE (writer->store);
  g_auto (GarrisonCredential) credential = { 0 };

  if (!garrison_credential_load (writer->connection, data, 0, &credential, error))
    return FALSE;
  if (credential.person != 0 && credential.active
      && !garrison_sqlite_store_seat_person (writer, credential.person, error))
    return FALSE;
  /* Whoever sat here before may still do so. */
  if (credential.person == 0 || garrison_store_get_me (store) != credential.person)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD, "name or password is wrong");
      return FALSE;
    }
  garrison_sqlite_anchor_look (writer);
  write_all_refused (writer);
  garrison_sqlite_crypt_follow_people (writer);
  return TRUE;
}

gboolean
garrison_sqlite_store_unlock (GarrisonSqliteStore *self,
                              const char *login,
                              const char *password,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GarrisonCryptHeader) header = NULL;
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  GError *local = NULL;
  gboolean done = FALSE;

  if (garrison_sqlite_store_check_place (self, &local))
    header = garrison_crypt_load (self->path, &local);
  if (header != NULL)
    keys = garrison_crypt_unlock (header, login, password, &local);
  if (keys != NULL && !g_cancellable_set_error_if_cancelled (cancellable, &local)
      && garrison_sqlite_threads_start (self, keys, cancellable, &local))
    {
      done = garrison_sqlite_store_run_writing (self, enter_job, (gpointer) login, cancellable, &local);
      if (!done)
        garrison_store_sign_out (GARRISON_STORE (self));
    }
  if (done)
    return TRUE;
  if (g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD))
    {
      g_clear_error (&local);
      return turn_down (self, login, error);
    }
  g_propagate_error (error, local);
  return FALSE;
}

void
garrison_secret_text_free (char *text)
{
  sodium_memzero (text, strlen (text));
  g_free (text);
}

char *
garrison_sqlite_store_take_recovery_key (GarrisonStore *store)
{
  GarrisonSqliteStore *self = GARRISON_SQLITE_STORE (store);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_steal_pointer (&self->recovery_key);
}

/* ---- people ------------------------------------------------------------------------------------- */

static void
clear_person (gpointer data)
{
  g_free ((char *) ((GarrisonCryptPerson *) data)->login);
}

/* (transfer full): of GarrisonCryptPerson, who may sign in. */
static GArray *
list_people (GarrisonConnection *connection, GError **error)
{
  static const char sql[] = "SELECT p.id, p.login FROM main.person p JOIN main.credential c ON c.person = p.id"
                            " WHERE p.active = 1";
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (GarrisonCryptPerson));
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (connection->db, sql, -1, &stmt, NULL);

  g_array_set_clear_func (people, clear_person);
  while (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      GarrisonCryptPerson person = { sqlite3_column_int64 (stmt, 0),
                                     g_strdup ((const char *) sqlite3_column_text (stmt, 1)) };

      g_array_append_val (people, person);
      code = SQLITE_OK;
    }
  sqlite3_finalize (stmt);
  if (code == SQLITE_DONE)
    return g_steal_pointer (&people);
  garrison_connection_fail (connection, code, "reading people", error);
  return NULL;
}

gboolean
garrison_sqlite_crypt_give (GarrisonWriter *writer, gint64 person, GarrisonCryptPassword *password, GError **error)
{
  gboolean is_me = garrison_store_get_me (GARRISON_STORE (writer->store)) == person;
  g_autoptr (GArray) people = NULL;
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_auto (GarrisonCryptChange) change = { 0 };

  if (!garrison_sqlite_store_dup_keys (writer->store, &keys, error)
      || !garrison_crypt_change_begin (&change, writer->connection, writer->store->path, keys, error))
    return FALSE;
  people = list_people (writer->connection, error);
  /* Whoever may not sign in, since they left meanwhile, gets none. */
  for (guint i = 0; people != NULL && i < people->len; i++)
    if (g_array_index (people, GarrisonCryptPerson, i).person == person)
      garrison_crypt_header_give (change.header, change.own[0].key, &g_array_index (people, GarrisonCryptPerson, i),
                                  password);
  return people != NULL && garrison_crypt_change_save (&change, is_me ? password->secret : NULL, error);
}

/* Without a lock, since most often nothing changed. */
static gboolean
is_up_to_date (GarrisonWriter *writer)
{
  g_autoptr (GArray) people = list_people (writer->connection, NULL);
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_load (writer->store->path, NULL);

  return people != NULL && header != NULL
         && garrison_crypt_header_keep (header, (const GarrisonCryptPerson *) people->data, people->len)
              == GARRISON_CRYPT_SAME;
}

/* FALSE when it must be tried again. */
static gboolean
follow_people (GarrisonWriter *writer, gboolean *rotated, GError **error)
{
  g_autoptr (GArray) people = NULL;
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_auto (GarrisonCryptChange) change = { 0 };
  GarrisonCryptKept kept;

  *rotated = FALSE;
  if (is_up_to_date (writer))
    return TRUE;
  if (!garrison_sqlite_store_dup_keys (writer->store, &keys, error)
      || !garrison_crypt_change_begin (&change, writer->connection, writer->store->path, keys, error))
    return FALSE;
  people = list_people (writer->connection, error);
  if (people == NULL)
    return FALSE;
  kept = garrison_crypt_header_keep (change.header, (const GarrisonCryptPerson *) people->data, people->len);
  if (kept == GARRISON_CRYPT_REMOVED
      && !garrison_crypt_header_rotate (change.header, change.own, &change.n_own, error))
    return FALSE;
  if (kept != GARRISON_CRYPT_SAME && !garrison_crypt_change_save (&change, NULL, error))
    return FALSE;
  *rotated = kept == GARRISON_CRYPT_REMOVED;
  return TRUE;
}

/* ---- pages of a key before ---------------------------------------------------------------------- */

static void
forget_retired (GarrisonWriter *writer, GarrisonCryptKeys *keys)
{
  g_auto (GarrisonCryptChange) change = { 0 };

  if (!garrison_crypt_change_begin (&change, writer->connection, writer->store->path, keys, NULL))
    return;
  /* Unless somebody else left meanwhile. */
  if (change.own[0].epoch != writer->rekey_epoch)
    return;
  garrison_crypt_header_forget_retired (change.header);
  change.n_own = 1;
  garrison_crypt_change_save (&change, NULL, NULL);
}

static void
seal_on (GarrisonWriter *writer, GarrisonCryptKeys *keys, gint64 time)
{
  gint64 until = g_get_monotonic_time () + time;
  guint32 epoch = garrison_crypt_keys_get_epoch (keys);

  if (writer->rekey_epoch != epoch || writer->rekey_next == 0)
    {
      /* What the log still has of the key before comes into the file, sealed by the new one. */
      if (!garrison_connection_empty_log (writer->connection))
        return;
      writer->rekey_epoch = epoch;
      writer->rekey_next = 1;
    }
  do
    if (garrison_crypt_rekey_step (writer->connection->db, &writer->rekey_next) != SQLITE_OK)
      return;
  while (writer->rekey_next != 0 && g_get_monotonic_time () < until);
  if (writer->rekey_next == 0)
    forget_retired (writer, keys);
}

static void
go_on_sealing (GarrisonWriter *writer, gint64 time)
{
  g_autoptr (GarrisonCryptKeys) keys = NULL;

  if (garrison_sqlite_store_dup_keys (writer->store, &keys, NULL) && garrison_crypt_keys_has_retired (keys))
    seal_on (writer, keys, time);
}

/* ---- for the store ------------------------------------------------------------------------------ */

void
garrison_sqlite_crypt_follow_people (GarrisonWriter *writer)
{
  g_autoptr (GError) error = NULL;
  gboolean rotated;

  if (!writer->store->is_encrypted || writer->runner == NULL)
    return;
  writer->people_wait = !follow_people (writer, &rotated, &error);
  if (writer->people_wait)
    g_info ("Who has the key is not up to date: %s", error->message);
  if (rotated)
    go_on_sealing (writer, FIRST_TURN);
}

static gboolean
has_lost_keys (GarrisonWriter *writer, GarrisonCryptKeys *keys, gboolean *was_reset)
{
  g_autoptr (GarrisonCryptHeader) header = NULL;

  if (!garrison_crypt_keys_is_clear (keys))
    return FALSE;
  header = garrison_crypt_load (writer->store->path, NULL);
  *was_reset = header != NULL && garrison_crypt_header_has_person (header, garrison_crypt_keys_get_person (keys));
  return TRUE;
}

gboolean
garrison_sqlite_crypt_tick (GarrisonWriter *writer, gboolean is_seated, gboolean *was_reset)
{
  g_autoptr (GarrisonCryptKeys) keys = NULL;

  if (!writer->store->is_encrypted || !garrison_sqlite_store_dup_keys (writer->store, &keys, NULL))
    return TRUE;
  if (has_lost_keys (writer, keys, was_reset))
    return FALSE;
  if (writer->was_seated && !is_seated)
    {
      garrison_crypt_keys_clear (keys);
      return TRUE;
    }
  writer->was_seated = is_seated;
  if (writer->runner == NULL)
    return TRUE;
  if (writer->people_wait)
    garrison_sqlite_crypt_follow_people (writer);
  go_on_sealing (writer, TURN);
  return TRUE;
}
