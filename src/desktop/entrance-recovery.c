#include "desktop/entrance-window-private.h"

#include <string.h>

void
garrison_entrance_recovery_show (GarrisonEntranceWindow *self, char *key)
{
  gtk_label_set_label (self->recovery_label, key);
  explicit_bzero (key, strlen (key));
  g_free (key);
  garrison_entrance_window_show_page (self, "recovery");
  /* Nothing has the keys: a second Return of somebody in a hurry must not put the key away unread. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

void
garrison_entrance_recovery_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonEntranceWindow *self = GARRISON_ENTRANCE_WINDOW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_label (self->recovery_label));
}

void
garrison_entrance_recovery_forget (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonEntranceWindow *self = GARRISON_ENTRANCE_WINDOW (widget);

  gtk_label_set_label (self->recovery_label, "");
  garrison_entrance_window_enter (self);
}
