#include "store/store-state.h"

#include "store/change-private.h"

struct _GarrisonStoreState
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GMainContext *context;
  GWeakRef store;
  GarrisonSession *session; /* (nullable) */
  const char *company;      /* into kept */
  const char *currency;     /* interned */
  GTimeZone *zone;          /* into zones */
  GPtrArray *kept;          /* every company name ever handed out */
  GPtrArray *zones;
  GPtrArray *changes; /* waiting */
  GSource *source;    /* (nullable): runs once to emit them */
  gboolean online;
  gboolean told_online; /* what the last signal told */
  gboolean silent;
  gboolean set_back;
  gboolean password_reset;
};

GarrisonStoreState *
garrison_store_state_new (GarrisonStore *store)
{
  GarrisonStoreState *self = g_new0 (GarrisonStoreState, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  g_weak_ref_init (&self->store, store);
  self->context = g_main_context_ref_thread_default ();
  self->online = TRUE;
  self->told_online = TRUE;
  self->kept = g_ptr_array_new_with_free_func (g_free);
  self->zones = g_ptr_array_new_with_free_func ((GDestroyNotify)g_time_zone_unref);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)garrison_change_unref);
  garrison_store_state_set_company (self, "", NULL, NULL);
  return self;
}

void
garrison_store_state_set_context (GarrisonStoreState *self, GMainContext *context)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL && context != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  g_main_context_ref (context);
  g_main_context_unref (self->context);
  self->context = context;
}

GarrisonStoreState *
garrison_store_state_ref (GarrisonStoreState *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
garrison_store_state_unref (GarrisonStoreState *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->session, garrison_session_unref);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->zones);
  g_ptr_array_unref (self->changes);
  g_weak_ref_clear (&self->store);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
garrison_store_state_set_session (GarrisonStoreState *self, GarrisonSession *session)
{
  g_autoptr (GarrisonSession) old = NULL;
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  old = self->session;
  self->session = session == NULL ? NULL : garrison_session_ref (session);
  if (session != NULL)
    self->password_reset = FALSE;
}

GarrisonSession *
garrison_store_state_dup_session (GarrisonStoreState *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  locker = g_mutex_locker_new (&self->mutex);
  return self->session == NULL ? NULL : garrison_session_ref (self->session);
}

/* An unknown zone is UTC, which at least is the same everywhere. */
static GTimeZone *
find_zone (const char *name)
{
  GTimeZone *zone = name == NULL ? NULL : g_time_zone_new_identifier (name);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

void
garrison_store_state_set_company (GarrisonStoreState *self,
                                  const char *name,
                                  const char *currency,
                                  const char *time_zone)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  name = name != NULL ? name : "";
  zone = find_zone (time_zone);
  locker = g_mutex_locker_new (&self->mutex);
  self->currency = g_intern_string (currency != NULL ? currency : "USD");
  if (g_strcmp0 (self->company, name) != 0)
    {
      self->company = g_strdup (name);
      g_ptr_array_add (self->kept, (gpointer)self->company);
    }
  if (self->zone == NULL
      || !g_str_equal (g_time_zone_get_identifier (self->zone), g_time_zone_get_identifier (zone)))
    {
      self->zone = g_steal_pointer (&zone);
      g_ptr_array_add (self->zones, self->zone);
    }
}

const char *
garrison_store_state_get_company (GarrisonStoreState *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->company;
}

const char *
garrison_store_state_get_currency (GarrisonStoreState *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->currency;
}

GTimeZone *
garrison_store_state_get_time_zone (GarrisonStoreState *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->zone;
}

static gboolean
emit_changes (gpointer data)
{
  GarrisonStoreState *self = data;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GarrisonStore) store = g_weak_ref_get (&self->store);
  gboolean turned;

  g_mutex_lock (&self->mutex);
  changes = self->changes;
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)garrison_change_unref);
  g_clear_pointer (&self->source, g_source_unref);
  turned = self->told_online != self->online;
  self->told_online = self->online;
  g_mutex_unlock (&self->mutex);

  if (store != NULL && turned)
    g_signal_emit_by_name (store, "online-changed");
  for (guint i = 0; store != NULL && i < changes->len; i++)
    g_signal_emit_by_name (store, "changed", g_ptr_array_index (changes, i));
  return G_SOURCE_REMOVE;
}

static void
enqueue (GarrisonStoreState *self, GarrisonChange *change)
{
  GarrisonChange *last
    = self->changes->len == 0 ? NULL : g_ptr_array_index (self->changes, self->changes->len - 1);

  if (last != NULL && garrison_change_is_like (last, change))
    {
      g_ptr_array_index (self->changes, self->changes->len - 1)
        = garrison_change_join (last, change);
      garrison_change_unref (last);
    }
  else
    g_ptr_array_add (self->changes, garrison_change_ref (change));
}

static void
schedule (GarrisonStoreState *self)
{
  if (self->source != NULL)
    return;
  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, emit_changes, garrison_store_state_ref (self),
                         (GDestroyNotify)garrison_store_state_unref);
  g_source_attach (self->source, self->context);
}

void
garrison_store_state_push_change (GarrisonStoreState *self, GarrisonChange *change)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL && change != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (self->silent)
    return;
  enqueue (self, change);
  schedule (self);
}

void
garrison_store_state_set_online (GarrisonStoreState *self, gboolean online)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (self->silent || self->online == online)
    return;
  self->online = online;
  schedule (self);
}

gboolean
garrison_store_state_is_online (GarrisonStoreState *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  return self->online;
}

void
garrison_store_state_silence (GarrisonStoreState *self)
{
  GSource *source;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->silent = TRUE;
  source = g_steal_pointer (&self->source);
  g_mutex_unlock (&self->mutex);
  if (source == NULL)
    return;
  g_source_destroy (source);
  g_source_unref (source);
}

void
garrison_store_state_set_set_back (GarrisonStoreState *self, gboolean set_back)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->set_back = set_back;
  g_mutex_unlock (&self->mutex);
}

gboolean
garrison_store_state_was_set_back (GarrisonStoreState *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  return self->set_back;
}

void
garrison_store_state_set_password_reset (GarrisonStoreState *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->password_reset = TRUE;
  g_mutex_unlock (&self->mutex);
}

gboolean
garrison_store_state_was_password_reset (GarrisonStoreState *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  return self->password_reset;
}
