#include "desktop/entry-keep.h"

static gboolean
on_forget (gpointer data)
{
  GdkClipboard *primary = data;

  if (gdk_clipboard_is_local (primary))
    gdk_clipboard_set_content (primary, NULL);
  return G_SOURCE_REMOVE;
}

/* The entry offers its selection by itself, and has no property for that. Before anybody can ask for it, it is gone: other
 * programs are answered by the main loop, and this comes first there. */
static void
on_primary (GdkClipboard *primary, GtkText *entry)
{
  if (gdk_clipboard_get_content (primary) != NULL && gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL))
    g_idle_add_full (G_PRIORITY_HIGH, on_forget, g_object_ref (primary), g_object_unref);
}

/* A press within the selection begins to drag it: without a selection there is nothing to drag. */
static void
on_press (GtkGestureClick *click, int times, double x, double y, GtkEditable *entry)
{
  GdkModifierType held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));

  if ((held & GDK_SHIFT_MASK) == 0 && gtk_editable_get_selection_bounds (entry, NULL, NULL))
    gtk_editable_set_position (entry, gtk_editable_get_position (entry));
}

void
garrison_entry_keep (GtkText *entry)
{
  GtkGesture *click;

  g_return_if_fail (GTK_IS_TEXT (entry));

  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_press), entry);
  gtk_widget_add_controller (GTK_WIDGET (entry), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (gtk_widget_get_primary_clipboard (GTK_WIDGET (entry)), "changed", G_CALLBACK (on_primary), entry, 0);
}
