#include "store/store.h"

#include "store/company-uri.h"
#include "store/postgres/pg-store.h"
#include "store/rows-private.h"
#include "store/sqlite/sqlite-store.h"
#include "store/store-class.h"

typedef struct
{
  char *uri;
  GarrisonStoreState *state;
  GRWLock lock; /* held for reading by every call, for writing by close */
  gboolean closed;
} GarrisonStorePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GarrisonStore, garrison_store, G_TYPE_OBJECT)

enum
{
  PROP_URI = 1,
  N_PROPERTIES,
};

enum
{
  CHANGED,
  ONLINE_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static GarrisonStorePrivate *
get_private (GarrisonStore *self)
{
  return garrison_store_get_instance_private (self);
}

static void
garrison_store_constructed (GObject *object)
{
  GarrisonStorePrivate *priv = get_private (GARRISON_STORE (object));

  G_OBJECT_CLASS (garrison_store_parent_class)->constructed (object);
  priv->state = garrison_store_state_new (GARRISON_STORE (object));
}

static void
garrison_store_dispose (GObject *object)
{
  garrison_store_close (GARRISON_STORE (object));
  G_OBJECT_CLASS (garrison_store_parent_class)->dispose (object);
}

static void
garrison_store_finalize (GObject *object)
{
  GarrisonStorePrivate *priv = get_private (GARRISON_STORE (object));

  g_free (priv->uri);
  g_clear_pointer (&priv->state, garrison_store_state_unref);
  g_rw_lock_clear (&priv->lock);
  G_OBJECT_CLASS (garrison_store_parent_class)->finalize (object);
}

static void
garrison_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_URI:
      g_value_set_string (value, get_private (GARRISON_STORE (object))->uri);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
garrison_store_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_URI:
      get_private (GARRISON_STORE (object))->uri = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
garrison_store_class_init (GarrisonStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = garrison_store_constructed;
  object_class->dispose = garrison_store_dispose;
  object_class->finalize = garrison_store_finalize;
  object_class->get_property = garrison_store_get_property;
  object_class->set_property = garrison_store_set_property;

  properties[PROP_URI] = g_param_spec_string (
    "uri", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, GARRISON_TYPE_CHANGE);
  signals[ONLINE_CHANGED] = g_signal_new ("online-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
garrison_store_init (GarrisonStore *self)
{
  g_rw_lock_init (&get_private (self)->lock);
}

/* Keeps the store open until leave(). */
static gboolean
enter (GarrisonStore *self, GError **error)
{
  GarrisonStorePrivate *priv = get_private (self);

  g_rw_lock_reader_lock (&priv->lock);
  if (!g_atomic_int_get (&priv->closed))
    return TRUE;
  g_rw_lock_reader_unlock (&priv->lock);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "the store is closed");
  return FALSE;
}

static void
leave (GarrisonStore *self)
{
  g_rw_lock_reader_unlock (&get_private (self)->lock);
}

gboolean
garrison_store_is_closed (GarrisonStore *self)
{
  return g_atomic_int_get (&get_private (self)->closed);
}

GarrisonStoreState *
garrison_store_get_state (GarrisonStore *self)
{
  return get_private (self)->state;
}

/* Returns: (transfer full): the path of a company file, NULL when @uri names another engine. */
static char *
uri_to_path (const char *uri, GError **error)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  if (*uri != '\0' && (scheme == NULL || g_path_is_absolute (uri)))
    return g_canonicalize_filename (uri, NULL);
  if (g_strcmp0 (scheme, "sqlite") == 0 && uri[strlen ("sqlite:")] != '\0')
    return g_canonicalize_filename (uri + strlen ("sqlite:"), NULL);
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID,
                       "no engine for this kind of company");
  return NULL;
}

GarrisonStore *
garrison_store_open (const char *uri, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  if (garrison_company_uri_is_server (uri))
    return garrison_pg_store_open (uri, cancellable, error);
  path = uri_to_path (uri, error);
  return path == NULL ? NULL : garrison_sqlite_store_open (path, cancellable, error);
}

GarrisonStore *
garrison_store_found (const char *uri,
                      const GarrisonFounding *founding,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (founding != NULL && founding->owner_login != NULL, NULL);

  if (garrison_company_uri_is_server (uri))
    return garrison_pg_store_found (uri, founding, cancellable, error);
  path = uri_to_path (uri, error);
  return path == NULL ? NULL : garrison_sqlite_store_found (path, founding, cancellable, error);
}

void
garrison_store_close (GarrisonStore *self)
{
  GarrisonStorePrivate *priv;

  g_return_if_fail (GARRISON_IS_STORE (self));

  priv = get_private (self);
  if (!g_atomic_int_compare_and_exchange (&priv->closed, FALSE, TRUE))
    return;
  garrison_store_state_silence (priv->state);
  garrison_store_state_set_session (priv->state, NULL);
  GARRISON_STORE_GET_CLASS (self)->close (self);
  /* Whoever is still inside has been turned away by now. */
  g_rw_lock_writer_lock (&priv->lock);
  g_rw_lock_writer_unlock (&priv->lock);
}

gboolean
garrison_store_sign_in (GarrisonStore *self,
                        const char *login,
                        const char *password,
                        GCancellable *cancellable,
                        GError **error)
{
  gboolean done;

  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);
  g_return_val_if_fail (login != NULL && password != NULL, FALSE);

  if (!enter (self, error))
    return FALSE;
  done = GARRISON_STORE_GET_CLASS (self)->sign_in (self, login, password, cancellable, error);
  leave (self);
  return done;
}

void
garrison_store_sign_out (GarrisonStore *self)
{
  g_return_if_fail (GARRISON_IS_STORE (self));

  if (!enter (self, NULL))
    return;
  GARRISON_STORE_GET_CLASS (self)->sign_out (self);
  leave (self);
}

gint64
garrison_store_get_me (GarrisonStore *self)
{
  g_autoptr (GarrisonSession) session = NULL;

  g_return_val_if_fail (GARRISON_IS_STORE (self), 0);

  session = garrison_store_state_dup_session (get_private (self)->state);
  return session == NULL ? 0 : garrison_session_get_me (session);
}

const char *
garrison_store_get_scope (GarrisonStore *self, const char *right)
{
  g_autoptr (GarrisonSession) session = NULL;

  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);
  g_return_val_if_fail (right != NULL, NULL);

  session = garrison_store_state_dup_session (get_private (self)->state);
  return session == NULL ? NULL : garrison_session_get_scope (session, right);
}

gboolean
garrison_store_reaches (GarrisonStore *self, const char *right, gint64 owner)
{
  g_autoptr (GarrisonSession) session = NULL;

  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);
  g_return_val_if_fail (right != NULL, FALSE);

  session = garrison_store_state_dup_session (get_private (self)->state);
  return session != NULL && garrison_session_reaches (session, right, owner);
}

GTimeZone *
garrison_store_get_time_zone (GarrisonStore *self)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);

  return garrison_store_state_get_time_zone (get_private (self)->state);
}

const char *
garrison_store_get_currency (GarrisonStore *self)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);

  return garrison_store_state_get_currency (get_private (self)->state);
}

const char *
garrison_store_get_uri (GarrisonStore *self)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);

  return get_private (self)->uri;
}

gboolean
garrison_store_was_set_back (GarrisonStore *self)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);

  return garrison_store_state_was_set_back (get_private (self)->state);
}

gboolean
garrison_store_was_password_reset (GarrisonStore *self)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);

  return garrison_store_state_was_password_reset (get_private (self)->state);
}

gboolean
garrison_store_is_encrypted (GarrisonStore *self)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);

  return GARRISON_STORE_GET_CLASS (self)->is_encrypted != NULL && GARRISON_STORE_GET_CLASS (self)->is_encrypted (self);
}

char *
garrison_store_take_recovery_key (GarrisonStore *self)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);

  if (GARRISON_STORE_GET_CLASS (self)->take_recovery_key == NULL)
    return NULL;
  return GARRISON_STORE_GET_CLASS (self)->take_recovery_key (self);
}

gboolean
garrison_store_is_online (GarrisonStore *self)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);

  return garrison_store_state_is_online (get_private (self)->state);
}

void
garrison_store_hurry (GarrisonStore *self)
{
  g_return_if_fail (GARRISON_IS_STORE (self));

  if (GARRISON_STORE_GET_CLASS (self)->hurry != NULL)
    GARRISON_STORE_GET_CLASS (self)->hurry (self);
}

const char *
garrison_store_get_company (GarrisonStore *self)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);

  return garrison_store_state_get_company (get_private (self)->state);
}

static gboolean
walk (GarrisonStore *self,
      const char *sql,
      GarrisonArgs *args,
      const GarrisonWalk *walk_funcs,
      GCancellable *cancellable,
      GError **error)
{
  gboolean done;

  if (!enter (self, error))
    return FALSE;
  done = GARRISON_STORE_GET_CLASS (self)->walk (self, sql, args, walk_funcs, cancellable, error);
  leave (self);
  return done;
}

static void
begin_rows (guint n_columns, const char *const *names, gpointer data)
{
  GarrisonRows **rows = data;

  *rows = garrison_rows_new (n_columns, names);
}

static gboolean
keep_row (GarrisonRow *row, gpointer data)
{
  GarrisonRows **rows = data;

  garrison_rows_append (*rows, row);
  return TRUE;
}

GarrisonRows *
garrison_store_read (GarrisonStore *self,
                     const char *sql,
                     GarrisonArgs *args,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GarrisonRows) rows = NULL;
  GarrisonWalk funcs = { begin_rows, keep_row, &rows };

  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (!walk (self, sql, args, &funcs, cancellable, error))
    return NULL;
  return g_steal_pointer (&rows);
}

gboolean
garrison_store_scan (GarrisonStore *self,
                     const char *sql,
                     GarrisonArgs *args,
                     GarrisonRowFunc func,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  GarrisonWalk funcs = { NULL, func, data };

  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);
  g_return_val_if_fail (sql != NULL && func != NULL, FALSE);

  return walk (self, sql, args, &funcs, cancellable, error);
}

gboolean
garrison_store_walk_preview (GarrisonStore *self,
                             gint64 person,
                             gint64 customer,
                             const GarrisonWalk *walk_funcs,
                             GCancellable *cancellable,
                             GError **error)
{
  gboolean done;

  if (!enter (self, error))
    return FALSE;
  done = GARRISON_STORE_GET_CLASS (self)->preview (self, person, customer, walk_funcs, cancellable, error);
  leave (self);
  return done;
}

GarrisonActResult *
garrison_store_act_as (GarrisonStore *self,
                       gint64 me,
                       const char *name,
                       GarrisonArgs *args,
                       const char *request,
                       GCancellable *cancellable,
                       GError **error)
{
  GarrisonActResult *result;

  if (!enter (self, error))
    return NULL;
  result = GARRISON_STORE_GET_CLASS (self)->act (self, me, name, args, request, cancellable, error);
  leave (self);
  return result;
}

GarrisonActResult *
garrison_store_act (GarrisonStore *self,
                    const char *name,
                    GarrisonArgs *args,
                    const char *request,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return garrison_store_act_as (self, garrison_store_get_me (self), name, args, request, cancellable,
                                error);
}

GarrisonActResult *
garrison_store_undo_as (GarrisonStore *self,
                        gint64 me,
                        gint64 act,
                        const char *request,
                        GCancellable *cancellable,
                        GError **error)
{
  GarrisonActResult *result;

  if (!enter (self, error))
    return NULL;
  result = GARRISON_STORE_GET_CLASS (self)->undo (self, me, act, request, cancellable, error);
  leave (self);
  return result;
}

GarrisonActResult *
garrison_store_undo (GarrisonStore *self, gint64 act, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);

  return garrison_store_undo_as (self, garrison_store_get_me (self), act, NULL, cancellable, error);
}

GarrisonActResult *
garrison_store_undo_once (GarrisonStore *self,
                          gint64 act,
                          const char *request,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (GARRISON_IS_STORE (self), NULL);

  return garrison_store_undo_as (self, garrison_store_get_me (self), act, request, cancellable, error);
}

gboolean
garrison_store_set_password (GarrisonStore *self,
                             gint64 person,
                             const char *old_password,
                             const char *new_password,
                             GCancellable *cancellable,
                             GError **error)
{
  gboolean done;

  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);
  g_return_val_if_fail (new_password != NULL, FALSE);

  if (!enter (self, error))
    return FALSE;
  done = GARRISON_STORE_GET_CLASS (self)->set_password (self, person, old_password, new_password,
                                                        cancellable, error);
  leave (self);
  return done;
}

gint64
garrison_store_verify_audit (GarrisonStore *self,
                             gint64 *broken_act,
                             GCancellable *cancellable,
                             GError **error)
{
  gint64 broken = 0, good;

  g_return_val_if_fail (GARRISON_IS_STORE (self), -1);

  if (!enter (self, error))
    return -1;
  good = GARRISON_STORE_GET_CLASS (self)->verify_audit (self, &broken, cancellable, error);
  leave (self);
  if (broken_act != NULL)
    *broken_act = broken;
  return good;
}

gboolean
garrison_store_check (GarrisonStore *self,
                      GString *report,
                      GCancellable *cancellable,
                      GError **error)
{
  gboolean done;

  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);
  g_return_val_if_fail (report != NULL, FALSE);

  if (!enter (self, error))
    return FALSE;
  done = GARRISON_STORE_GET_CLASS (self)->check (self, report, cancellable, error);
  leave (self);
  return done;
}

gboolean
garrison_store_backup (GarrisonStore *self,
                       const char *path,
                       GCancellable *cancellable,
                       GError **error)
{
  gboolean done;

  g_return_val_if_fail (GARRISON_IS_STORE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!enter (self, error))
    return FALSE;
  done = GARRISON_STORE_GET_CLASS (self)->backup (self, path, cancellable, error);
  leave (self);
  return done;
}
