#include "store/postgres/pg-connection.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#include "store/postgres/pg-error.h"
#include "store/postgres/pg-uri.h"

#define CONNECT_SECONDS 10
/* How long a server may take to let go of what was cancelled. */
#define CANCEL_US (5 * G_USEC_PER_SEC)
#define OLDEST_SERVER 150000
#define FOREVER (-1)
#define CROWDED_TRIES 20
#define CROWDED_US 50000

/* A request to cancel under way: it waits for a network, so it has a thread of its own. */
typedef struct
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GCond cond;
  PGcancel *request;
  gboolean is_done;
} Cancel;

struct _GarrisonPgConnection
{
  PGconn *raw;
  char *database;
  gboolean is_broken;
  Cancel *cancel; /* (nullable): while what was cancelled has not ended */
  gint64 cancel_until;
};

typedef enum
{
  READY,
  TOO_LATE,
  CANCELLED,
} Waited;

static void
cancel_unref (Cancel *cancel)
{
  if (!g_atomic_ref_count_dec (&cancel->ref_count))
    return;
  PQfreeCancel (cancel->request);
  g_mutex_clear (&cancel->mutex);
  g_cond_clear (&cancel->cond);
  g_free (cancel);
}

static gpointer
run_cancel (gpointer data)
{
  Cancel *cancel = data;
  char message[256];

  PQcancel (cancel->request, message, sizeof message);
  g_mutex_lock (&cancel->mutex);
  cancel->is_done = TRUE;
  g_cond_broadcast (&cancel->cond);
  g_mutex_unlock (&cancel->mutex);
  cancel_unref (cancel);
  return NULL;
}

static void
start_cancel (GarrisonPgConnection *self)
{
  Cancel *cancel;
  GThread *thread;

  if (self->cancel != NULL)
    return;
  cancel = g_new0 (Cancel, 1);
  g_atomic_ref_count_init (&cancel->ref_count);
  g_atomic_ref_count_inc (&cancel->ref_count);
  g_mutex_init (&cancel->mutex);
  g_cond_init (&cancel->cond);
  cancel->request = PQgetCancel (self->raw);
  self->cancel = cancel;
  self->cancel_until = g_get_monotonic_time () + CANCEL_US;
  thread = g_thread_try_new ("pg-cancel", run_cancel, cancel, NULL);
  if (thread != NULL)
    g_thread_unref (thread);
  else
    run_cancel (cancel);
}

/* Waits for the socket; @until: monotonic, or FOREVER. */
static Waited
wait_for (PGconn *raw, GIOCondition condition, gint64 until, GCancellable *cancellable)
{
  GPollFD fds[2] = { { PQsocket (raw), condition | G_IO_ERR | G_IO_HUP, 0 } };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &fds[1]);
  gint n = 0;

  while (n <= 0)
    {
      gint64 left = until == FOREVER ? FOREVER : (until - g_get_monotonic_time () + 999) / 1000;

      if (until != FOREVER && left <= 0)
        break;
      n = g_poll (fds, watched ? 2 : 1, left == FOREVER ? -1 : (gint)MIN (left, G_MAXINT));
    }
  if (watched)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return CANCELLED;
  return n > 0 ? READY : TOO_LATE;
}

static gboolean
break_off (GarrisonPgConnection *self)
{
  self->is_broken = TRUE;
  return FALSE;
}

gboolean
garrison_pg_is_broken (GarrisonPgConnection *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->is_broken || PQstatus (self->raw) == CONNECTION_BAD;
}

/* Names only, for whoever looks for a fault: a message of the other classes may hold values. */
static void
tell_log (const PGresult *result, const char *state)
{
  static const char *const classes[] = { "42", "0A", "2F", "3F", "55" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_has_prefix (state, classes[i]))
      g_debug ("the server: %s %s", state, PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY));
}

gboolean
garrison_pg_fail (GarrisonPgConnection *self,
                  const PGresult *result,
                  GCancellable *cancellable,
                  const char *doing,
                  GError **error)
{
  const char *state = result == NULL ? NULL : PQresultErrorField (result, PG_DIAG_SQLSTATE);

  g_return_val_if_fail (self != NULL && doing != NULL, FALSE);

  if (state != NULL)
    tell_log (result, state);
  if (g_strcmp0 (state, "57014") == 0 || state == NULL)
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  if (state == NULL && !garrison_pg_is_broken (self))
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "%s: not what was expected", doing);
      return FALSE;
    }
  return garrison_pg_error_set (error, state, doing);
}

/* Waits with a running statement: a cancelled one is waited for as well, but not for long. */
static gboolean
wait_for_server (GarrisonPgConnection *self, GIOCondition condition, GCancellable *cancellable)
{
  gint64 until = self->cancel == NULL ? FOREVER : self->cancel_until;

  switch (wait_for (self->raw, condition, until, self->cancel == NULL ? cancellable : NULL))
    {
    case CANCELLED:
      start_cancel (self);
      return TRUE;
    case READY:
      return TRUE;
    default:
      return break_off (self);
    }
}

static gboolean
flush (GarrisonPgConnection *self, GCancellable *cancellable)
{
  int left;

  while ((left = PQflush (self->raw)) == 1)
    {
      if (!wait_for_server (self, G_IO_IN | G_IO_OUT, cancellable))
        return FALSE;
      /* A server that answers before it has read everything must be read, or both would wait. */
      if (!PQconsumeInput (self->raw))
        return break_off (self);
    }
  return left == 0 || break_off (self);
}

/* Returns: (nullable): NULL at the end, or when the connection broke. */
static PGresult *
take_result (GarrisonPgConnection *self, GCancellable *cancellable)
{
  while (!self->is_broken && PQisBusy (self->raw))
    {
      if (!wait_for_server (self, G_IO_IN, cancellable))
        return NULL;
      if (!PQconsumeInput (self->raw))
        {
          /* The server's last word may have come before the end. */
          break_off (self);
          return PQisBusy (self->raw) ? NULL : PQgetResult (self->raw);
        }
    }
  return self->is_broken ? NULL : PQgetResult (self->raw);
}

/* A request to cancel that comes late would end the next statement: it meets an empty one. */
static void
end_cancel (GarrisonPgConnection *self)
{
  Cancel *cancel = self->cancel;
  PGresult *result;
  gboolean is_done;

  if (cancel == NULL)
    return;
  g_mutex_lock (&cancel->mutex);
  while (!cancel->is_done)
    if (!g_cond_wait_until (&cancel->cond, &cancel->mutex, self->cancel_until))
      break;
  is_done = cancel->is_done;
  g_mutex_unlock (&cancel->mutex);
  if (!is_done)
    break_off (self);
  else if (!garrison_pg_is_broken (self) && PQsendQuery (self->raw, "") && flush (self, NULL))
    while ((result = take_result (self, NULL)) != NULL)
      PQclear (result);
  self->cancel = NULL;
  cancel_unref (cancel);
}

/* Leaves nothing unread. */
static void
drain (GarrisonPgConnection *self)
{
  PGresult *result;

  while ((result = take_result (self, NULL)) != NULL)
    {
      ExecStatusType status = PQresultStatus (result);

      PQclear (result);
      /* Nobody here speaks that. */
      if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH)
        {
          break_off (self);
          break;
        }
    }
  end_cancel (self);
}

void
garrison_pg_finish (GarrisonPgConnection *self)
{
  g_return_if_fail (self != NULL);

  if (!garrison_pg_is_broken (self) && PQtransactionStatus (self->raw) == PQTRANS_ACTIVE)
    start_cancel (self);
  drain (self);
}

static gboolean
sent (GarrisonPgConnection *self, int accepted, GCancellable *cancellable, GError **error)
{
  if (!accepted)
    {
      if (PQstatus (self->raw) == CONNECTION_BAD)
        break_off (self);
      return garrison_pg_fail (self, NULL, NULL, "asking", error);
    }
  if (flush (self, cancellable))
    return TRUE;
  drain (self);
  return garrison_pg_fail (self, NULL, cancellable, "asking", error);
}

/* Before anything is sent: nothing is asked that was cancelled already. */
static gboolean
may_send (GarrisonPgConnection *self, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return !garrison_pg_is_broken (self) || garrison_pg_error_set (error, NULL, "asking");
}

gboolean
garrison_pg_send (GarrisonPgConnection *self,
                  const char *sql,
                  int n_params,
                  const Oid *types,
                  const char *const *values,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);

  return may_send (self, cancellable, error)
         && sent (self,
                  PQsendQueryParams (self->raw, sql, n_params, types, values, NULL, NULL, 0),
                  cancellable, error);
}

gboolean
garrison_pg_send_prepared (GarrisonPgConnection *self,
                           const char *name,
                           int n_params,
                           const char *const *values,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return may_send (self, cancellable, error)
         && sent (self, PQsendQueryPrepared (self->raw, name, n_params, values, NULL, NULL, 0),
                  cancellable, error);
}

void
garrison_pg_set_row_by_row (GarrisonPgConnection *self)
{
  g_return_if_fail (self != NULL);

  PQsetSingleRowMode (self->raw);
}

static gboolean
is_good (const PGresult *result)
{
  switch (PQresultStatus (result))
    {
    case PGRES_EMPTY_QUERY:
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
      return TRUE;
    default:
      return FALSE;
    }
}

PGresult *
garrison_pg_next (GarrisonPgConnection *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  result = take_result (self, cancellable);
  if (result != NULL && is_good (result))
    return g_steal_pointer (&result);
  if (result == NULL && !garrison_pg_is_broken (self))
    {
      end_cancel (self);
      return NULL;
    }
  if (result != NULL && strncmp (PQresStatus (PQresultStatus (result)), "PGRES_COPY", 10) == 0)
    break_off (self);
  drain (self);
  garrison_pg_fail (self, result, cancellable, "asking", error);
  return NULL;
}

/* Returns: (transfer full): the last result of a statement, or the first error of several. */
static PGresult *
collect (GarrisonPgConnection *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (PGresult) last = NULL;
  GError *local = NULL;
  PGresult *result;

  while ((result = garrison_pg_next (self, cancellable, &local)) != NULL)
    {
      g_clear_pointer (&last, PQclear);
      last = result;
    }
  if (local == NULL && last != NULL)
    return g_steal_pointer (&last);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    garrison_pg_fail (self, NULL, cancellable, "asking", error);
  return NULL;
}

PGresult *
garrison_pg_query (GarrisonPgConnection *self,
                   const char *sql,
                   int n_params,
                   const Oid *types,
                   const char *const *values,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, NULL);

  if (!garrison_pg_send (self, sql, n_params, types, values, cancellable, error))
    return NULL;
  return collect (self, cancellable, error);
}

gboolean
garrison_pg_exec (GarrisonPgConnection *self,
                  const char *sql,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (PGresult) result = NULL;

  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);

  if (!may_send (self, cancellable, error)
      || !sent (self, PQsendQuery (self->raw, sql), cancellable, error))
    return FALSE;
  result = collect (self, cancellable, error);
  return result != NULL;
}

gboolean
garrison_pg_prepare (GarrisonPgConnection *self,
                     const char *name,
                     const char *sql,
                     int n_params,
                     const Oid *types,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (PGresult) result = NULL;

  g_return_val_if_fail (self != NULL && name != NULL && sql != NULL, FALSE);

  if (!may_send (self, cancellable, error)
      || !sent (self, PQsendPrepare (self->raw, name, sql, n_params, types), cancellable, error))
    return FALSE;
  result = collect (self, cancellable, error);
  return result != NULL;
}

gboolean
garrison_pg_listen (GarrisonPgConnection *self,
                    int milliseconds,
                    GCancellable *cancellable,
                    GError **error)
{
  gint64 until = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!may_send (self, cancellable, error))
    return FALSE;
  switch (wait_for (self->raw, G_IO_IN, until, cancellable))
    {
    case READY:
      if (PQconsumeInput (self->raw))
        return TRUE;
      break_off (self);
      return garrison_pg_fail (self, NULL, cancellable, "listening", error);
    case CANCELLED:
      return !g_cancellable_set_error_if_cancelled (cancellable, error);
    default:
      return TRUE;
    }
}

/* Values may stand in a notice. */
static void
ignore_notice (void *data, const PGresult *result)
{
}

static gboolean
is_later (PostgresPollingStatusType status)
{
  return status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING;
}

/* What a broken attempt tells: the server's word, or that there was none. */
static gboolean
fail_to_connect (PGconn *raw, GError **error)
{
  const char *state = garrison_pg_error_connect_state (raw);
  const char *words = PQerrorMessage (raw);

  /* None was given, and the server wants one. */
  if (state == NULL && PQconnectionNeedsPassword (raw))
    state = "28P01";
  if (state != NULL || (strstr (words, "SSL") == NULL && strstr (words, "certificate") == NULL))
    return garrison_pg_error_set (error, state, "connecting");
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE,
                       "connecting: the server could not be verified (TLS)");
  if (error != NULL)
    garrison_error_set_detail (*error, "tls", "refused");
  return FALSE;
}

static gboolean
poll_connection (PGconn *raw, gint64 until, GCancellable *cancellable, GError **error)
{
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;

  while (PQstatus (raw) != CONNECTION_BAD && is_later (status))
    {
      GIOCondition condition = status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT;

      switch (wait_for (raw, condition, until, cancellable))
        {
        case CANCELLED:
          return !g_cancellable_set_error_if_cancelled (cancellable, error);
        case TOO_LATE:
          return garrison_pg_error_set (error, NULL, "connecting");
        default:
          status = PQconnectPoll (raw);
        }
    }
  return status == PGRES_POLLING_OK || fail_to_connect (raw, error);
}

/* libpq would keep it in ordinary memory as long as the connection lives. */
static void
forget_password (PGconn *raw)
{
  char *password = PQpass (raw);

  if (password != NULL && *password != '\0')
    sodium_memzero (password, strlen (password));
}

typedef struct
{
  GarrisonPgUri *uri;
  const char *user;
  const char *password;
  const char *attributes;
  GCancellable *cancellable;
} Attempt;

static gint64
get_deadline (GarrisonPgUri *uri)
{
  const char *text = garrison_pg_uri_get (uri, "connect_timeout");
  gint64 seconds = text == NULL ? CONNECT_SECONDS : g_ascii_strtoll (text, NULL, 10);

  if (seconds <= 0 || seconds > 3600)
    seconds = CONNECT_SECONDS;
  return g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
}

static gboolean
is_supported (PGconn *raw, GError **error)
{
  if (PQserverVersion (raw) >= OLDEST_SERVER)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                       "the server must be PostgreSQL 15 or later");
  return FALSE;
}

/* A local socket whose queue is full turns away whoever does not want to wait, and libpq takes that
 * for a connection. */
static gboolean
is_crowded (PGconn *raw)
{
  const char *words = PQerrorMessage (raw);

  return strstr (words, strerror (EAGAIN)) != NULL || strstr (words, strerror (ENOTCONN)) != NULL;
}

static PGconn *
connect_once (const Attempt *attempt,
              const GarrisonPgTarget *target,
              const char *address,
              gboolean *crowded,
              GError **error)
{
  g_autoptr (GPtrArray) settings
    = garrison_pg_uri_get_settings (attempt->uri, attempt->user, attempt->password, target, address,
                                    attempt->attributes);
  g_autofree const char **names = g_new (const char *, settings->len / 2);
  g_autofree const char **values = g_new (const char *, settings->len / 2);
  PGconn *raw;

  for (guint i = 0; i < settings->len / 2; i++)
    {
      names[i] = g_ptr_array_index (settings, 2 * i);
      values[i] = g_ptr_array_index (settings, 2 * i + 1);
    }
  raw = PQconnectStartParams (names, values, 0);
  if (raw == NULL)
    g_error ("no memory for a connection");
  PQsetErrorVerbosity (raw, PQERRORS_SQLSTATE);
  PQsetNoticeReceiver (raw, ignore_notice, NULL);
  if (poll_connection (raw, get_deadline (attempt->uri), attempt->cancellable, error)
      && is_supported (raw, error) && PQsetnonblocking (raw, 1) == 0)
    {
      forget_password (raw);
      return raw;
    }
  forget_password (raw);
  *crowded = target->is_socket && is_crowded (raw);
  PQfinish (raw);
  return NULL;
}

static PGconn *
connect_to (const Attempt *attempt,
            const GarrisonPgTarget *target,
            const char *address,
            GError **error)
{
  GError *local = NULL;
  gboolean crowded = FALSE;
  PGconn *raw = connect_once (attempt, target, address, &crowded, &local);

  for (guint i = 0; raw == NULL && crowded && i < CROWDED_TRIES; i++)
    {
      g_usleep (CROWDED_US);
      g_clear_error (&local);
      raw = connect_once (attempt, target, address, &crowded, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return raw;
}

/* Names are looked up here, because libpq would wait for the answer whatever is cancelled. */
static PGconn *
connect_by_name (const Attempt *attempt, const GarrisonPgTarget *target, GError **error)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GError) local = NULL;
  GList *addresses;
  PGconn *raw = NULL;

  addresses = g_resolver_lookup_by_name (resolver, target->host, attempt->cancellable, &local);
  if (addresses == NULL)
    {
      if (!g_cancellable_set_error_if_cancelled (attempt->cancellable, error))
        garrison_pg_error_set (error, NULL, "looking up the server");
      return NULL;
    }
  for (GList *l = addresses; raw == NULL && l != NULL; l = l->next)
    {
      g_autofree char *address = g_inet_address_to_string (l->data);

      g_clear_error (&local);
      raw = connect_to (attempt, target, address, &local);
      if (raw == NULL && !g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE))
        break;
    }
  g_resolver_free_addresses (addresses);
  if (raw == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return raw;
}

/* One server after the other, until one takes us or has something to say. */
static PGconn *
connect_to_any (const Attempt *attempt, GError **error)
{
  const GPtrArray *targets = garrison_pg_uri_get_targets (attempt->uri);
  PGconn *raw = NULL;
  GError *local = NULL;

  for (guint i = 0; raw == NULL && i < targets->len; i++)
    {
      const GarrisonPgTarget *target = g_ptr_array_index (targets, i);

      g_clear_error (&local);
      if (target->is_socket || target->address != NULL)
        raw = connect_to (attempt, target, target->address, &local);
      else
        raw = connect_by_name (attempt, target, &local);
      if (raw == NULL && !g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE))
        break;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return raw;
}

/* libpq's prefer-standby, for servers that are tried one by one. */
static PGconn *
connect_as (Attempt *attempt, GarrisonPgKind kind, GError **error)
{
  g_autoptr (GError) local = NULL;
  PGconn *raw;

  if (garrison_pg_uri_get_targets (attempt->uri)->len == 1)
    {
      attempt->attributes = "any";
      return connect_to_any (attempt, error);
    }
  attempt->attributes = kind == GARRISON_PG_WRITER ? "read-write" : "standby";
  raw = connect_to_any (attempt, &local);
  if (raw == NULL && kind == GARRISON_PG_READER
      && g_error_matches (local, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE))
    {
      attempt->attributes = "any";
      return connect_to_any (attempt, error);
    }
  if (raw == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return raw;
}

GarrisonPgConnection *
garrison_pg_open (const char *uri,
                  const char *user,
                  const char *password,
                  GarrisonPgKind kind,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GarrisonPgUri) parsed = NULL;
  Attempt attempt = { .user = user, .password = password, .cancellable = cancellable };
  GarrisonPgConnection *self;
  PGconn *raw;

  g_return_val_if_fail (uri != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  parsed = garrison_pg_uri_parse (uri, error);
  if (parsed == NULL)
    return NULL;
  attempt.uri = parsed;
  raw = connect_as (&attempt, kind, error);
  if (raw == NULL)
    return NULL;
  self = g_new0 (GarrisonPgConnection, 1);
  self->raw = raw;
  self->database = g_strdup (PQdb (raw));
  return self;
}

void
garrison_pg_close (GarrisonPgConnection *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->cancel, cancel_unref);
  PQfinish (self->raw);
  g_free (self->database);
  g_free (self);
}

PGconn *
garrison_pg_get_raw (GarrisonPgConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->raw;
}

const char *
garrison_pg_get_database (GarrisonPgConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->database;
}
