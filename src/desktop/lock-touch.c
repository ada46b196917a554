#include "desktop/lock-touch.h"

struct _GarrisonLockTouch
{
  GarrisonLockTouched touched;
  gpointer data;
  GListModel *windows;
  gulong handler;
  gpointer surface;   /* where the pointer was, only compared */
  double x, y;
};

#define CONTROLLER "garrison-lock-touch"

/* The toolkit makes up a motion when something moves below a resting pointer. */
static gboolean
has_moved (GarrisonLockTouch *self, GdkEvent *event)
{
  gpointer surface = gdk_event_get_surface (event);
  double x = 0, y = 0;

  if (!gdk_event_get_position (event, &x, &y) || (surface == self->surface && x == self->x && y == self->y))
    return FALSE;
  self->surface = surface;
  self->x = x;
  self->y = y;
  return TRUE;
}

static gboolean
is_touch (GarrisonLockTouch *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCHPAD_SWIPE:
    case GDK_TOUCHPAD_PINCH:
    case GDK_PAD_BUTTON_PRESS:
    case GDK_DROP_START:
      return TRUE;
    case GDK_MOTION_NOTIFY:
    case GDK_DRAG_MOTION:
      return has_moved (self, event);
    default:
      return FALSE;
    }
}

static gboolean
on_event (GtkEventController *controller, GdkEvent *event, GarrisonLockTouch *self)
{
  if (is_touch (self, event))
    self->touched (self->data);
  return GDK_EVENT_PROPAGATE;
}

static void
watch (GarrisonLockTouch *self, GtkWidget *window)
{
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (window), CONTROLLER) != NULL)
    return;
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (on_event), self);
  g_object_set_data (G_OBJECT (window), CONTROLLER, controller);
  gtk_widget_add_controller (window, controller);
}

static void
on_windows (GarrisonLockTouch *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (self->windows, i);
      watch (self, window);
    }
}

GarrisonLockTouch *
garrison_lock_touch_new (GarrisonLockTouched touched, gpointer data)
{
  GarrisonLockTouch *self = g_new0 (GarrisonLockTouch, 1);

  self->touched = touched;
  self->data = data;
  self->windows = gtk_window_get_toplevels ();
  self->handler = g_signal_connect_swapped (self->windows, "items-changed", G_CALLBACK (on_windows), self);
  on_windows (self);
  return self;
}

void
garrison_lock_touch_free (GarrisonLockTouch *self)
{
  g_return_if_fail (self != NULL);

  g_signal_handler_disconnect (self->windows, self->handler);
  for (guint i = 0; i < g_list_model_get_n_items (self->windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (self->windows, i);
      GtkEventController *controller = g_object_steal_data (G_OBJECT (window), CONTROLLER);
      if (controller != NULL)
        gtk_widget_remove_controller (window, controller);
    }
  g_free (self);
}
