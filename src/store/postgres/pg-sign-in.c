/* Signing in and passwords. */
#include <string.h>

#include "base/error.h"
#include "store/postgres/pg-anchor.h"
#include "store/postgres/pg-schema.h"
#include "store/postgres/pg-session.h"
#include "store/postgres/pg-store-private.h"

/* The server would cut a longer name, and mean somebody else. */
#define LONGEST_NAME 63

/* Returns: (nullable): a connection as @person, who has then proven to be it. */
static GarrisonPgConnection *
prove (GarrisonPgStore *self, GarrisonPgPerson *person, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  GarrisonPgConnection *connection;

  connection = garrison_pg_line_connect (self->line, person, GARRISON_PG_WRITER, TRUE, cancellable, &local);
  if (connection != NULL)
    return connection;
  if (!g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD))
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_error_free (local);
  return garrison_failures_turn_down (&self->failures, error), NULL;
}

static GarrisonSession *
load (GarrisonPgStore *self, GarrisonPgConnection *connection, GCancellable *cancellable, GError **error)
{
  GarrisonStoreState *state = garrison_store_get_state (GARRISON_STORE (self));
  g_autoptr (GarrisonSession) session = NULL;
  GError *local = NULL;

  if (!garrison_pg_session_check_version (connection, cancellable, error))
    return NULL;
  session = garrison_pg_session_load (connection, cancellable, &local);
  if (session == NULL && local == NULL)
    return garrison_failures_turn_down (&self->failures, error), NULL;
  if (session != NULL && garrison_pg_session_load_company (connection, state, cancellable, &local))
    return g_steal_pointer (&session);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
sign_in (GarrisonPgStore *self, GarrisonPgPerson *person, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonPgConnection) connection = NULL;
  g_autoptr (GarrisonPgConnection) listening = NULL;
  g_autoptr (GarrisonSession) session = NULL;

  if (!garrison_failures_wait (&self->failures, GARRISON_STORE (self), cancellable, error))
    return FALSE;
  connection = prove (self, person, cancellable, error);
  if (connection == NULL)
    return FALSE;
  /* Before anything is read: whatever changes from now on is heard of. */
  listening = garrison_pg_line_connect (self->line, person, GARRISON_PG_WRITER, TRUE, cancellable, NULL);
  if (listening != NULL && !garrison_pg_exec (listening, "LISTEN garrison", cancellable, NULL))
    g_clear_pointer (&listening, garrison_pg_close);
  session = load (self, connection, cancellable, error);
  if (session == NULL)
    return FALSE;
  garrison_store_state_set_set_back (
    garrison_store_get_state (GARRISON_STORE (self)),
    garrison_pg_anchor_was_set_back (connection, garrison_store_get_uri (GARRISON_STORE (self)), cancellable));
  garrison_pg_store_stop_listening (self);
  garrison_pg_store_seat_person (self, person, session, g_steal_pointer (&connection));
  garrison_pg_store_listen (self, g_steal_pointer (&listening));
  garrison_failures_forget (&self->failures);
  return TRUE;
}

gboolean
garrison_pg_store_sign_in (GarrisonStore *store,
                           const char *login,
                           const char *password,
                           GCancellable *cancellable,
                           GError **error)
{
  GarrisonPgStore *self = GARRISON_PG_STORE (store);
  g_autofree char *role = garrison_pg_login_name (self->database, login);
  g_autoptr (GarrisonPgPerson) person = NULL;
  GError *local = NULL;
  GarrisonPgCall call;
  gboolean done;

  if (!garrison_pg_call_begin (&call, self, cancellable, error))
    return FALSE;
  if (strlen (role) > LONGEST_NAME)
    done = garrison_failures_wait (&self->failures, store, call.inner, &local) && garrison_failures_turn_down (&self->failures, &local);
  else
    {
      person = garrison_pg_person_new (role, password);
      done = sign_in (self, person, call.inner, &local);
    }
  garrison_pg_call_end (&call, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return done;
}

typedef struct
{
  const char *request;
  gint64 person;
  const char *verifier;
} Change;

/* The functions of acts and this one answer alike; a refusal of this one is a missing right. */
static gboolean
store_verifier (GarrisonPgConnection *connection,
                gpointer data,
                gboolean again,
                GCancellable *cancellable,
                GError **error)
{
  Change *change = data;
  g_autofree char *person = g_strdup_printf ("%" G_GINT64_FORMAT, change->person);
  const char *values[] = { change->request, person, change->verifier };
  const Oid types[] = { 25, 20, 25 };
  g_autoptr (PGresult) result = NULL;

  result = garrison_pg_query (connection, "SELECT refusal FROM garrison.set_password($1, $2, $3)", 3, types, values,
                              cancellable, error);
  if (result == NULL)
    return FALSE;
  if (PQntuples (result) == 1 && PQgetisnull (result, 0, 0))
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, "the right to set this password is missing");
  return FALSE;
}

/* Whoever came back with the old password before the change was committed. */
static gboolean
end_sessions_of (GarrisonPgConnection *connection, gpointer data, gboolean again, GCancellable *cancellable, GError **error)
{
  g_autofree char *person = g_strdup_printf ("%" G_GINT64_FORMAT, ((Change *) data)->person);
  const char *values[] = { person };
  const Oid types[] = { 20 };
  g_autoptr (PGresult) result = garrison_pg_query (connection, "SELECT garrison.end_sessions_of($1)", 1, types, values,
                                                   cancellable, error);

  return result != NULL;
}

/* What proves the password, made here: the server never sees it. SCRAM takes no part of it from a name. */
static char *
make_verifier (GarrisonPgConnection *connection, const char *password, GError **error)
{
  char *verifier = PQencryptPasswordConn (garrison_pg_get_raw (connection), password, "", "scram-sha-256");
  char *copy = g_strdup (verifier);

  PQfreemem (verifier);
  if (copy == NULL)
    g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "the password cannot be hashed");
  return copy;
}

static gboolean
may_set_password (GarrisonPgStore *self,
                  gint64 me,
                  gint64 person,
                  GarrisonPgPerson *mine,
                  const char *old_password,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GarrisonPgConnection) proof = NULL;
  g_autoptr (GarrisonPgPerson) old = NULL;
  g_autofree char *role = garrison_pg_person_dup_role (mine);

  if (me != person)
    {
      if (garrison_store_reaches (GARRISON_STORE (self), "person.password", person))
        return TRUE;
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DENIED, "the right to set this password is missing");
      return FALSE;
    }
  if (old_password == NULL || *old_password == '\0')
    return garrison_failures_turn_down (&self->failures, error);
  old = garrison_pg_person_new (role, old_password);
  proof = prove (self, old, cancellable, error);
  return proof != NULL;
}

/* From now on connections are made with the new one. */
static void
keep_password (GarrisonPgStore *self, GarrisonPgPerson *mine, const char *password)
{
  g_autoptr (GarrisonSession) session = NULL;
  g_autofree char *role = garrison_pg_person_dup_role (mine);
  g_autoptr (GarrisonPgPerson) person = garrison_pg_person_new (role, password);
  g_autoptr (GarrisonPgPerson) now = garrison_pg_store_dup_person (self);

  session = garrison_store_state_dup_session (garrison_store_get_state (GARRISON_STORE (self)));
  if (now != mine || session == NULL)
    return;
  garrison_pg_store_stop_listening (self);
  garrison_pg_store_seat_person (self, person, session, NULL);
  garrison_pg_store_listen (self, NULL);
}

static gboolean
set_password (GarrisonPgStore *self,
              gint64 person,
              const char *old_password,
              const char *new_password,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *request = g_uuid_string_random ();
  g_autofree char *verifier = NULL;
  g_autoptr (GarrisonPgPerson) mine = garrison_pg_store_dup_person (self);
  g_autoptr (GarrisonPgConnection) connection = NULL;
  gint64 me = garrison_store_get_me (GARRISON_STORE (self));
  Change change = { request, person, NULL };

  if (mine == NULL || me == 0)
    return garrison_pg_store_demand (self, NULL, error);
  if (*new_password == '\0')
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "a server knows no empty password");
      return FALSE;
    }
  if (!garrison_failures_wait (&self->failures, GARRISON_STORE (self), cancellable, error)
      || !may_set_password (self, me, person, mine, old_password, cancellable, error))
    return FALSE;
  connection = garrison_pg_store_connect (self, mine, GARRISON_PG_WRITER, cancellable, error);
  if (connection == NULL)
    return FALSE;
  verifier = make_verifier (connection, new_password, error);
  change.verifier = verifier;
  if (verifier == NULL || !garrison_pg_store_settle (self, me, store_verifier, &change, cancellable, error))
    return FALSE;
  garrison_failures_forget (&self->failures);
  if (person == me)
    keep_password (self, mine, new_password);
  else
    /* The password is set, whatever becomes of this. */
    garrison_pg_store_settle (self, me, end_sessions_of, &change, cancellable, NULL);
  return TRUE;
}

gboolean
garrison_pg_store_set_password (GarrisonStore *store,
                                gint64 person,
                                const char *old_password,
                                const char *new_password,
                                GCancellable *cancellable,
                                GError **error)
{
  GarrisonPgStore *self = GARRISON_PG_STORE (store);
  GError *local = NULL;
  GarrisonPgCall call;
  gboolean done;

  if (!garrison_pg_call_begin (&call, self, cancellable, error))
    return FALSE;
  done = set_password (self, person, old_password, new_password, call.inner, &local);
  garrison_pg_call_end (&call, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return done;
}
