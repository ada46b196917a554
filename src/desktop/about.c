#include "desktop/about.h"

#include <glib/gi18n-lib.h>

void
garrison_about_show (GtkWindow *parent)
{
  GtkWidget *about = g_object_new (
    ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "modal", TRUE, "application-name", _ ("Garrison"),
    "application-icon", "org.garrisoncrm.Garrison", "version", GARRISON_VERSION, "license-type",
    GTK_LICENSE_GPL_3_0, "developer-name", _ ("The Garrison authors"), "comments",
    _ ("Customers, and everything done for them, belong to the company"), NULL);

  gtk_window_present (GTK_WINDOW (about));
}

void
garrison_shortcuts_show (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/org/garrisoncrm/Garrison/shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
