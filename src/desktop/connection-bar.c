#include "desktop/connection-bar.h"

#include <glib/gi18n-lib.h>

static void
update (GarrisonStore *store, GtkRevealer *bar)
{
  gtk_revealer_set_reveal_child (bar, !garrison_store_is_online (store));
}

GtkWidget *
garrison_connection_bar_new (GarrisonStore *store)
{
  GtkWidget *bar = gtk_revealer_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label, *button;

  g_return_val_if_fail (GARRISON_IS_STORE (store), bar);

  label = g_object_new (GTK_TYPE_LABEL, "label", _ ("The server does not answer. Trying again…"), "wrap", TRUE,
                        "xalign", 0.0, "hexpand", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  button = g_object_new (GTK_TYPE_BUTTON, "label", _ ("_Try now"), "use-underline", TRUE, "valign",
                         GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (box, "notice");
  gtk_widget_add_css_class (box, "error");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_revealer_set_child (GTK_REVEALER (bar), box);
  gtk_revealer_set_transition_type (GTK_REVEALER (bar), GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  g_signal_connect_object (button, "clicked", G_CALLBACK (garrison_store_hurry), store, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "online-changed", G_CALLBACK (update), bar, 0);
  update (store, GTK_REVEALER (bar));
  return bar;
}
