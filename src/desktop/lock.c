#include "desktop/lock.h"

#include <glib/gi18n-lib.h>

#include "desktop/lock-bus.h"
#include "desktop/lock-limit.h"
#include "desktop/lock-touch.h"
#include "desktop/window-state.h"

#define WARNING (30 * G_TIME_SPAN_SECOND) /* how long before it locks */
#define LONGEST_NAP 15                    /* seconds */

struct _GarrisonLock
{
  GObject parent_instance;
  GtkApplication *application; /* not owned: it owns us */
  GarrisonLockClock *clock;
  GarrisonLockTouch *touch;
  GarrisonLockBus *bus;
  GPtrArray *toasts; /* of AdwToast, held: the warnings on the screen */
  guint source;
};

G_DEFINE_FINAL_TYPE (GarrisonLock, garrison_lock, G_TYPE_OBJECT)

static guint locked_signal;

/* (transfer full): whose windows are open, each once. */
static GPtrArray *
list_sessions (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GPtrArray *sessions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      GarrisonDesktopSession *session = garrison_lock_desk_session_of (window);
      if (session != NULL && garrison_desktop_session_is_signed_in (session)
          && !g_ptr_array_find (sessions, session, NULL))
        g_ptr_array_add (sessions, g_object_ref (session));
    }
  return sessions;
}

/* Microseconds, 0: never. */
static gint64
limit_of (GarrisonDesktopSession *session)
{
  const char *setting
    = garrison_directory_get_setting (garrison_desktop_session_get_directory (session), "lock_minutes");

  return garrison_lock_limit (setting, garrison_window_state_get_lock_minutes ()) * G_TIME_SPAN_MINUTE;
}

/* ---- locking ------------------------------------------------------------------------------------ */

void
garrison_lock_session (GarrisonLock *self, GarrisonDesktopSession *session)
{
  g_autoptr (GarrisonDesktopSession) held = NULL;
  GarrisonPerson *me;
  GtkWidget *page;

  g_return_if_fail (GARRISON_IS_LOCK (self));
  g_return_if_fail (GARRISON_IS_DESKTOP_SESSION (session));

  if (!garrison_desktop_session_is_signed_in (session))
    return;
  held = g_object_ref (session);
  g_ptr_array_set_size (self->toasts, 0);
  me = garrison_directory_get_me (garrison_desktop_session_get_directory (session));
  page = GTK_WIDGET (garrison_lock_window_new (self->application, garrison_desktop_session_get_store (session),
                                               me != NULL ? garrison_person_get_login (me) : "",
                                               garrison_lock_desk_take (session)));
  g_signal_emit (self, locked_signal, 0, page);
  garrison_lock_desk_close_dialogs (session);
  garrison_desktop_session_lock (session);
  gtk_window_present (GTK_WINDOW (page));
}

void
garrison_lock_all (GarrisonLock *self)
{
  g_autoptr (GPtrArray) sessions = NULL;

  g_return_if_fail (GARRISON_IS_LOCK (self));

  sessions = list_sessions ();
  for (guint i = 0; i < sessions->len; i++)
    garrison_lock_session (self, sessions->pdata[i]);
}

/* ---- the warning -------------------------------------------------------------------------------- */

static void
unwarn (GarrisonLock *self)
{
  for (guint i = 0; i < self->toasts->len; i++)
    adw_toast_dismiss (self->toasts->pdata[i]);
  g_ptr_array_set_size (self->toasts, 0);
}

static void
add_warnings (GarrisonLock *self, GarrisonDesktopSession *session, const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      AdwToast *toast = NULL;
      if (GARRISON_IS_WINDOW (window) && garrison_window_get_session (GARRISON_WINDOW (window)) == session)
        toast = garrison_window_toast_lasting (GARRISON_WINDOW (window), text);
      if (toast != NULL)
        g_ptr_array_add (self->toasts, g_object_ref (toast));
    }
}

static void
warn (GarrisonLock *self, GarrisonDesktopSession *session, gint64 left)
{
  guint seconds = (guint) ((left + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);
  g_autofree char *text
    = g_strdup_printf (ngettext ("Locks in %u second", "Locks in %u seconds", seconds), seconds);

  if (self->toasts->len == 0)
    add_warnings (self, session, text);
  for (guint i = 0; i < self->toasts->len; i++)
    adw_toast_set_title (self->toasts->pdata[i], text);
}

/* ---- the clock ---------------------------------------------------------------------------------- */

static void plan (GarrisonLock *self, gint64 until);

static gboolean
on_due (gpointer data)
{
  GarrisonLock *self = data;

  self->source = 0;
  garrison_lock_check (self);
  return G_SOURCE_REMOVE;
}

static void
plan (GarrisonLock *self, gint64 until)
{
  guint seconds = (guint) CLAMP (until / G_TIME_SPAN_SECOND, 1, LONGEST_NAP);

  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_seconds (seconds, on_due, self);
}

void
garrison_lock_check (GarrisonLock *self)
{
  g_autoptr (GPtrArray) sessions = NULL;
  gint64 idle, next = LONGEST_NAP * G_TIME_SPAN_SECOND;

  g_return_if_fail (GARRISON_IS_LOCK (self));

  sessions = list_sessions ();
  idle = garrison_lock_clock_get_idle (self->clock);
  for (guint i = 0; i < sessions->len; i++)
    {
      gint64 left = limit_of (sessions->pdata[i]) - idle;
      if (left <= -idle)
        continue;
      if (left <= 0)
        garrison_lock_session (self, sessions->pdata[i]);
      else if (left <= WARNING)
        warn (self, sessions->pdata[i], left);
      if (left > 0)
        next = MIN (next, left <= WARNING ? G_TIME_SPAN_SECOND : left - WARNING);
    }
  plan (self, next);
}

/* Whoever comes back after the time is up finds the lock: it does not count as a touch. */
static void
on_touched (gpointer data)
{
  GarrisonLock *self = data;

  garrison_lock_check (self);
  garrison_lock_clock_touch (self->clock);
  if (self->toasts->len > 0)
    unwarn (self);
}

static void
on_heard (gpointer data)
{
  garrison_lock_all (data);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void
garrison_lock_dispose (GObject *object)
{
  GarrisonLock *self = GARRISON_LOCK (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->touch, garrison_lock_touch_free);
  g_clear_pointer (&self->bus, garrison_lock_bus_free);
  g_clear_pointer (&self->toasts, g_ptr_array_unref);
  g_clear_pointer (&self->clock, garrison_lock_clock_free);
  G_OBJECT_CLASS (garrison_lock_parent_class)->dispose (object);
}

static void
garrison_lock_class_init (GarrisonLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_lock_dispose;
  locked_signal = g_signal_new ("locked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, GARRISON_TYPE_LOCK_WINDOW);
}

static void
garrison_lock_init (GarrisonLock *self)
{
  self->toasts = g_ptr_array_new_with_free_func (g_object_unref);
}

GarrisonLock *
garrison_lock_new (GtkApplication *application, GarrisonLockTime time)
{
  GarrisonLock *self = g_object_new (GARRISON_TYPE_LOCK, NULL);

  self->application = application;
  self->clock = garrison_lock_clock_new (time);
  self->touch = garrison_lock_touch_new (on_touched, self);
  self->bus = garrison_lock_bus_new (on_heard, self);
  plan (self, 0);
  return self;
}
