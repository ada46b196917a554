#include "desktop/file-drop.h"

#include <glib/gi18n-lib.h>

#include "desktop/import-dialog.h"

static gboolean
on_accept (GtkDropTarget *target, GdkDrop *drop, GarrisonWindow *window)
{
  g_autoptr (GdkContentFormats) formats
    = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (gdk_drop_get_formats (drop)));

  return garrison_import_dialog_is_allowed (window)
         && (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
             || gdk_content_formats_contain_gtype (formats, G_TYPE_FILE));
}

static GdkDragAction
on_enter (GtkDropTarget *target, double x, double y, GtkWidget *hint)
{
  gtk_widget_set_visible (hint, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_leave (GtkDropTarget *target, GtkWidget *hint)
{
  gtk_widget_set_visible (hint, FALSE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, GarrisonWindow *window)
{
  GSList *files;

  if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    return garrison_import_dialog_offer (window, g_value_get_object (value));
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) || (files = g_value_get_boxed (value)) == NULL)
    return FALSE;
  if (files->next == NULL)
    return garrison_import_dialog_offer (window, files->data);
  garrison_window_toast (window, _ ("Several files were dropped. Drop one at a time to import it."));
  return FALSE;
}

void
garrison_file_drop_attach (GarrisonWindow *window, GtkWidget *area, GtkWidget *hint)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE };

  g_return_if_fail (GARRISON_IS_WINDOW (window));
  g_return_if_fail (GTK_IS_WIDGET (area) && GTK_IS_WIDGET (hint));

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "accept", G_CALLBACK (on_accept), window, 0);
  g_signal_connect_object (target, "enter", G_CALLBACK (on_enter), hint, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_leave), hint, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), window, 0);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (target));
}
