#include "desktop/lock-bus.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#define LOGIND "org.freedesktop.login1"
#define MANAGER "org.freedesktop.login1.Manager"

/* All of them tell the same: ActiveChanged (b). */
static const char *const SCREEN_SAVERS[] = {
  "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver", "org.mate.ScreenSaver",
  "org.cinnamon.ScreenSaver", "org.xfce.ScreenSaver",
};

struct _GarrisonLockBus
{
  GarrisonLockHeard heard;
  gpointer data;
  GCancellable *cancellable;
  GDBusConnection *system, *session;
  GArray *watches[2]; /* of guint: on the system bus, on the session bus */
  char *path;         /* (nullable): logind's for our session; NULL: any is meant */
  int delay;          /* of sleep, or -1 */
};

/* What is under way holds it too, and finds the cancellable cancelled. */
static void
bus_unref (GarrisonLockBus *self)
{
  g_rc_box_release (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonLockBus, bus_unref)

static gboolean
is_over (GarrisonLockBus *self)
{
  return self->cancellable == NULL;
}

static void
watch (GarrisonLockBus *self, GDBusConnection *bus, const char *sender, const char *interface, const char *signal,
       GDBusSignalCallback callback)
{
  guint id = g_dbus_connection_signal_subscribe (bus, sender, interface, signal, NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                 callback, self, NULL);

  g_array_append_val (self->watches[bus == self->session], id);
}

/* ---- sleep -------------------------------------------------------------------------------------- */

static void
let_sleep (GarrisonLockBus *self)
{
  if (self->delay >= 0)
    close (self->delay);
  self->delay = -1;
}

static void
on_delayed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonLockBus) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GUnixFDList) handles = NULL;
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &handles, result, &error);
  gint32 handle = -1;

  if (is_over (self) || answer == NULL || handles == NULL)
    return;
  g_variant_get (answer, "(h)", &handle);
  let_sleep (self);
  self->delay = g_unix_fd_list_get (handles, handle, NULL);
}

static void
delay_sleep (GarrisonLockBus *self)
{
  g_dbus_connection_call_with_unix_fd_list (
    self->system, LOGIND, "/org/freedesktop/login1", MANAGER, "Inhibit",
    g_variant_new ("(ssss)", "sleep", "Garrison", "The windows are locked first", "delay"), G_VARIANT_TYPE ("(h)"),
    G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, self->cancellable, on_delayed, g_rc_box_acquire (self));
}

static void
on_sleep (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
          GVariant *parameters, gpointer data)
{
  GarrisonLockBus *self = data;
  gboolean begins = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  if (!begins)
    {
      delay_sleep (self);
      return;
    }
  self->heard (self->data);
  let_sleep (self);
}

/* ---- the screen --------------------------------------------------------------------------------- */

static void
on_lock (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
         GVariant *parameters, gpointer data)
{
  GarrisonLockBus *self = data;

  /* Somebody else at this computer locks theirs. */
  if (self->path == NULL || g_strcmp0 (path, self->path) == 0)
    self->heard (self->data);
}

static void
on_screen_saver (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
                 GVariant *parameters, gpointer data)
{
  GarrisonLockBus *self = data;
  gboolean active = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &active);
  if (active)
    self->heard (self->data);
}

/* ---- the buses ---------------------------------------------------------------------------------- */

static void
on_path (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonLockBus) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (!is_over (self) && answer != NULL)
    g_variant_get (answer, "(o)", &self->path);
}

static void
on_system_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  const char *id = g_getenv ("XDG_SESSION_ID");
  g_autoptr (GarrisonLockBus) self = data;

  if (is_over (self) || bus == NULL)
    return;
  /* Who goes without it must not end with it. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->system = g_object_ref (bus);
  watch (self, bus, LOGIND, LOGIND ".Session", "Lock", on_lock);
  watch (self, bus, LOGIND, MANAGER, "PrepareForSleep", on_sleep);
  g_dbus_connection_call (bus, LOGIND, "/org/freedesktop/login1", MANAGER, "GetSession",
                          g_variant_new ("(s)", id != NULL && *id != '\0' ? id : "auto"), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, on_path, g_rc_box_acquire (self));
  delay_sleep (self);
}

static void
on_session_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  g_autoptr (GarrisonLockBus) self = data;

  if (is_over (self) || bus == NULL)
    return;
  self->session = g_object_ref (bus);
  for (guint i = 0; i < G_N_ELEMENTS (SCREEN_SAVERS); i++)
    watch (self, bus, SCREEN_SAVERS[i], SCREEN_SAVERS[i], "ActiveChanged", on_screen_saver);
}

GarrisonLockBus *
garrison_lock_bus_new (GarrisonLockHeard heard, gpointer data)
{
  GarrisonLockBus *self = g_rc_box_new0 (GarrisonLockBus);

  self->heard = heard;
  self->data = data;
  self->delay = -1;
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->watches); i++)
    self->watches[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_system_bus, g_rc_box_acquire (self));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_session_bus, g_rc_box_acquire (self));
  return self;
}

static void
leave (GarrisonLockBus *self, GDBusConnection **bus, GArray **watches)
{
  for (guint i = 0; i < (*watches)->len; i++)
    g_dbus_connection_signal_unsubscribe (*bus, g_array_index (*watches, guint, i));
  g_clear_pointer (watches, g_array_unref);
  g_clear_object (bus);
}

void
garrison_lock_bus_free (GarrisonLockBus *self)
{
  g_return_if_fail (self != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  leave (self, &self->system, &self->watches[0]);
  leave (self, &self->session, &self->watches[1]);
  let_sleep (self);
  g_clear_pointer (&self->path, g_free);
  bus_unref (self);
}
