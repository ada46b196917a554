#include "desktop/entry-keep.h"

static gboolean (*value_of) (GdkContentProvider *content, GValue *value, GError **error);
static GQuark kept;

/* Whoever asks for what is selected there gets nothing. */
static gboolean
on_value (GdkContentProvider *content, GValue *value, GError **error)
{
  if (g_object_get_qdata (G_OBJECT (content), kept) == NULL || !G_VALUE_HOLDS_STRING (value))
    return value_of (content, value, error);
  g_value_set_static_string (value, "");
  return TRUE;
}

/* An entry offers its selection by itself, has no property for that, and selects nothing any more when somebody takes its
 * place: so it goes on offering, and gives nothing. There is one selection for all, so what was offered just now while
 * this one has a selection is its own. */
static void
on_primary (GdkClipboard *primary, GtkText *entry)
{
  GdkContentProvider *content = gdk_clipboard_get_content (primary);
  GdkContentProviderClass *klass;

  if (content == NULL || !gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL))
    return;
  klass = GDK_CONTENT_PROVIDER_GET_CLASS (content);
  if (value_of == NULL)
    {
      kept = g_quark_from_static_string ("garrison-kept");
      value_of = klass->get_value;
      klass->get_value = on_value;
    }
  if (klass->get_value == on_value)
    g_object_set_qdata (G_OBJECT (content), kept, entry);
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
