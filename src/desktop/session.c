#include "desktop/session.h"

#define MEMORY 50 /* acts that can be taken back */

typedef struct
{
  gint64 act;
  GArray *before; /* (nullable): the acts that go back with it, oldest first */
  char *sentence;
} Done;

struct _GarrisonDesktopSession
{
  GObject parent_instance;
  GarrisonStore *store;
  GarrisonDirectory *directory;
  GarrisonRoster *roster;
  gint64 customer;
  GArray *acts; /* of Done */
  GHashTable *requests; /* of wishes that are not settled */
  gboolean wants_roster; /* it is read, or was */
  GHashTable *errands;  /* likewise */
  gboolean signed_in;
  gboolean sent_away;
  gboolean locked;
  gboolean password_reset;
};

G_DEFINE_FINAL_TYPE (GarrisonDesktopSession, garrison_desktop_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CUSTOMER,
  PROP_CAN_UNDO,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint signed_out_signal;

/* Stores that are being closed, by threads of their own. */
static GMutex closing_lock;
static GCond closing_ended;
static guint closing;

static gboolean
drop (gpointer data)
{
  return G_SOURCE_REMOVE;
}

static gpointer
close_store (gpointer data)
{
  GarrisonStore *store = data;

  garrison_store_sign_out (store);
  garrison_store_close (store);
  /* Who listens to it lives on the main thread. */
  g_idle_add_full (G_PRIORITY_DEFAULT, drop, store, g_object_unref);
  g_mutex_lock (&closing_lock);
  closing--;
  g_cond_broadcast (&closing_ended);
  g_mutex_unlock (&closing_lock);
  return NULL;
}

/* Whoever reads or writes in it has to come to an end first: the windows do not wait for that. */
static void
begin_to_close (GarrisonStore *store)
{
  g_mutex_lock (&closing_lock);
  closing++;
  g_mutex_unlock (&closing_lock);
  g_thread_unref (g_thread_new ("store-close", close_store, g_object_ref (store)));
}

void
garrison_desktop_session_wait_closed (void)
{
  g_mutex_lock (&closing_lock);
  while (closing > 0)
    g_cond_wait (&closing_ended, &closing_lock);
  g_mutex_unlock (&closing_lock);
}

static void
clear_done (gpointer data)
{
  g_clear_pointer (&((Done *) data)->before, g_array_unref);
  g_free (((Done *) data)->sentence);
}

static void
garrison_desktop_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GarrisonDesktopSession *self = GARRISON_DESKTOP_SESSION (object);

  switch (id)
    {
    case PROP_CUSTOMER:
      g_value_set_int64 (value, self->customer);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->acts->len > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
garrison_desktop_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CUSTOMER)
    garrison_desktop_session_set_customer (GARRISON_DESKTOP_SESSION (object), g_value_get_int64 (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
garrison_desktop_session_dispose (GObject *object)
{
  GarrisonDesktopSession *self = GARRISON_DESKTOP_SESSION (object);

  g_clear_object (&self->roster);
  g_clear_object (&self->directory);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (garrison_desktop_session_parent_class)->dispose (object);
}

static void
garrison_desktop_session_finalize (GObject *object)
{
  g_array_unref (GARRISON_DESKTOP_SESSION (object)->acts);
  g_hash_table_unref (GARRISON_DESKTOP_SESSION (object)->requests);
  g_hash_table_unref (GARRISON_DESKTOP_SESSION (object)->errands);
  G_OBJECT_CLASS (garrison_desktop_session_parent_class)->finalize (object);
}

static void
garrison_desktop_session_class_init (GarrisonDesktopSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = garrison_desktop_session_get_property;
  object_class->set_property = garrison_desktop_session_set_property;
  object_class->dispose = garrison_desktop_session_dispose;
  object_class->finalize = garrison_desktop_session_finalize;
  props[PROP_CUSTOMER] = g_param_spec_int64 (
    "customer", NULL, NULL, 0, G_MAXINT64, 0,
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signed_out_signal = g_signal_new ("signed-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
garrison_desktop_session_init (GarrisonDesktopSession *self)
{
  self->acts = g_array_new (FALSE, TRUE, sizeof (Done));
  g_array_set_clear_func (self->acts, clear_done);
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->errands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) garrison_errand_unref);
}

/* Dismissed, or the password was set anew by somebody else. */
static void
on_changed (GarrisonDesktopSession *self)
{
  if (!self->signed_in || garrison_store_get_me (self->store) != 0)
    return;
  self->sent_away = TRUE;
  self->password_reset = garrison_store_was_password_reset (self->store);
  garrison_desktop_session_sign_out (self);
}

GarrisonDesktopSession *
garrison_desktop_session_new (GarrisonStore *store)
{
  GarrisonDesktopSession *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  self = g_object_new (GARRISON_TYPE_DESKTOP_SESSION, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self;
}

GarrisonStore *
garrison_desktop_session_get_store (GarrisonDesktopSession *self)
{
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), NULL);
  return self->store;
}

GarrisonDirectory *
garrison_desktop_session_get_directory (GarrisonDesktopSession *self)
{
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), NULL);
  return self->directory;
}

GarrisonRoster *
garrison_desktop_session_get_roster (GarrisonDesktopSession *self)
{
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), NULL);
  return self->roster;
}

static void
on_roster_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonStore) store = data;
  g_autoptr (GError) error = NULL;

  /* Whoever locks or leaves while it is read does not want it any more. */
  if (!garrison_roster_load_finish (GARRISON_ROSTER (source), result, &error) && garrison_store_get_me (store) != 0
      && !g_error_matches (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("the roster could not be loaded: %s", error->message);
}

void
garrison_desktop_session_want_roster (GarrisonDesktopSession *self)
{
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self));

  if (self->wants_roster || self->roster == NULL || !self->signed_in)
    return;
  self->wants_roster = TRUE;
  garrison_roster_load_async (self->roster, NULL, on_roster_loaded, g_object_ref (self->store));
}

static void
on_directory_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GarrisonDesktopSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!garrison_directory_load_finish (GARRISON_DIRECTORY (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->signed_in = TRUE;
  self->sent_away = FALSE;
  g_task_return_boolean (task, TRUE);
}

static void
enter (GarrisonDesktopSession *self, GTask *task)
{
  g_clear_object (&self->directory);
  g_clear_object (&self->roster);
  self->directory = garrison_directory_new (self->store);
  self->roster = garrison_roster_new (self->store);
  self->wants_roster = FALSE;
  garrison_directory_load_async (self->directory, NULL, on_directory_loaded, task);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GarrisonDesktopSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!garrison_store_sign_in_finish (GARRISON_STORE (source), result, &error))
    g_task_return_error (task, error);
  else
    enter (self, g_steal_pointer (&task));
}

void
garrison_desktop_session_sign_in_async (GarrisonDesktopSession *self, const char *login, const char *password,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self));
  g_return_if_fail (login != NULL && password != NULL);

  task = g_task_new (self, cancellable, callback, data);
  garrison_store_sign_in_async (self->store, login, password, cancellable, on_signed_in, task);
}

void
garrison_desktop_session_enter_async (GarrisonDesktopSession *self, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self));
  enter (self, g_task_new (self, NULL, callback, data));
}

gboolean
garrison_desktop_session_sign_in_finish (GarrisonDesktopSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
garrison_desktop_session_sign_out (GarrisonDesktopSession *self)
{
  g_autoptr (GarrisonDesktopSession) kept = NULL;

  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self));

  if (!self->signed_in)
    return;
  /* The windows close, and they are all that holds it. */
  kept = g_object_ref (self);
  self->signed_in = FALSE;
  g_array_set_size (self->acts, 0);
  g_hash_table_remove_all (self->requests);
  g_hash_table_remove_all (self->errands);
  garrison_desktop_session_set_customer (self, 0);
  g_signal_emit (self, signed_out_signal, 0);
  /* Whoever locks comes back to the same store, and must find that the keys were gone. */
  if (self->locked)
    garrison_store_sign_out (self->store);
  else
    begin_to_close (self->store);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
}

void
garrison_desktop_session_lock (GarrisonDesktopSession *self)
{
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self));

  self->locked = TRUE;
  garrison_desktop_session_sign_out (self);
}

gboolean
garrison_desktop_session_is_locked (GarrisonDesktopSession *self)
{
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), FALSE);
  return self->locked;
}

gboolean
garrison_desktop_session_is_signed_in (GarrisonDesktopSession *self)
{
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), FALSE);
  return self->signed_in;
}

gboolean
garrison_desktop_session_was_sent_away (GarrisonDesktopSession *self)
{
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), FALSE);
  return self->sent_away;
}

gboolean
garrison_desktop_session_was_password_reset (GarrisonDesktopSession *self)
{
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), FALSE);
  return self->sent_away && self->password_reset;
}

char *
garrison_desktop_session_dup_request (GarrisonDesktopSession *self, const char *wish)
{
  const char *kept;

  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self) && wish != NULL, NULL);

  kept = g_hash_table_lookup (self->requests, wish);
  return kept != NULL ? g_strdup (kept) : g_uuid_string_random ();
}

void
garrison_desktop_session_keep_request (GarrisonDesktopSession *self, const char *wish, const char *request)
{
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self) && wish != NULL);

  if (request != NULL && self->signed_in)
    g_hash_table_replace (self->requests, g_strdup (wish), g_strdup (request));
  else
    g_hash_table_remove (self->requests, wish);
}

GarrisonErrand *
garrison_desktop_session_take_errand (GarrisonDesktopSession *self, const char *wish)
{
  g_autofree char *key = NULL;
  gpointer errand;

  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self) && wish != NULL, NULL);

  if (g_hash_table_steal_extended (self->errands, wish, (gpointer *) &key, &errand))
    return errand;
  return garrison_errand_new ();
}

void
garrison_desktop_session_keep_errand (GarrisonDesktopSession *self, const char *wish, GarrisonErrand *errand)
{
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self) && wish != NULL && errand != NULL);

  if (self->signed_in)
    g_hash_table_replace (self->errands, g_strdup (wish), garrison_errand_ref (errand));
}

gint64
garrison_desktop_session_get_customer (GarrisonDesktopSession *self)
{
  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), 0);
  return self->customer;
}

void
garrison_desktop_session_set_customer (GarrisonDesktopSession *self, gint64 customer)
{
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self));
  g_return_if_fail (customer >= 0);

  if (self->customer == customer)
    return;
  self->customer = customer;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CUSTOMER]);
}

void
garrison_desktop_session_remember_act (GarrisonDesktopSession *self, gint64 act, const char *sentence)
{
  garrison_desktop_session_remember_acts (self, &act, 1, sentence);
}

void
garrison_desktop_session_remember_acts (GarrisonDesktopSession *self, const gint64 *acts, guint n,
                                        const char *sentence)
{
  Done done = { 0 };

  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self));
  g_return_if_fail (n > 0 && acts[n - 1] > 0);

  done.act = acts[n - 1];
  done.sentence = g_strdup (sentence);
  if (n > 1)
    {
      done.before = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_vals (done.before, acts, n - 1);
    }
  g_array_append_val (self->acts, done);
  if (self->acts->len > MEMORY)
    g_array_remove_index (self->acts, 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
}

GArray *
garrison_desktop_session_get_acts (GarrisonDesktopSession *self, gint64 act)
{
  GArray *acts = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), acts);

  for (guint i = 0; i < self->acts->len; i++)
    {
      Done *done = &g_array_index (self->acts, Done, i);
      if (done->act == act && done->before != NULL)
        g_array_append_vals (acts, done->before->data, done->before->len);
    }
  g_array_append_val (acts, act);
  return acts;
}

gint64
garrison_desktop_session_get_last_act (GarrisonDesktopSession *self, const char **sentence)
{
  Done *done;

  g_return_val_if_fail (GARRISON_IS_DESKTOP_SESSION (self), 0);

  if (self->acts->len == 0)
    return 0;
  done = &g_array_index (self->acts, Done, self->acts->len - 1);
  if (sentence != NULL)
    *sentence = done->sentence;
  return done->act;
}

void
garrison_desktop_session_forget_act (GarrisonDesktopSession *self, gint64 act)
{
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (self));

  for (guint i = self->acts->len; i > 0; i--)
    if (g_array_index (self->acts, Done, i - 1).act == act)
      g_array_remove_index (self->acts, i - 1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
}
