/* A window with little in it, on which the tests of the harness try typing, clicking and dragging. */
#include <gtk/gtk.h>

static void
greet (GtkButton *button,
       gpointer user_data)
{
  GObject *window = user_data;
  GtkEditable *entry = g_object_get_data (window, "entry");
  GtkLabel *answer = g_object_get_data (window, "answer");
  g_autofree char *text = g_strconcat ("Hello ", gtk_editable_get_text (entry), NULL);

  gtk_label_set_text (answer, text);
}

static gboolean
dropped (GtkDropTarget *target,
         const GValue *value,
         double x,
         double y,
         gpointer user_data)
{
  gtk_label_set_text (user_data, g_value_get_string (value));
  return TRUE;
}

static GtkWidget *
build_list (void)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *text = g_strdup_printf ("Row %d", i);
      gtk_list_box_append (GTK_LIST_BOX (list), gtk_label_new (text));
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
add_drag (GtkWidget *source,
          GtkWidget *target)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_typed (G_TYPE_STRING, "Dropped");

  gtk_drag_source_set_content (drag, content);
  gtk_widget_add_controller (source, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (drop, "drop", G_CALLBACK (dropped), target);
  gtk_widget_add_controller (target, GTK_EVENT_CONTROLLER (drop));
}

static void
activate (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_label ("Greet");
  GtkWidget *answer = gtk_label_new ("Nothing yet");
  GtkWidget *source = gtk_label_new ("Drag me");

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Name", -1);
  g_object_set_data (G_OBJECT (window), "entry", entry);
  g_object_set_data (G_OBJECT (window), "answer", answer);
  g_signal_connect (button, "clicked", G_CALLBACK (greet), window);
  add_drag (source, answer);
  for (GtkWidget **child = (GtkWidget *[]) { entry, button, source, answer, build_list (), NULL };
       *child != NULL; child++)
    gtk_box_append (GTK_BOX (box), *child);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Driven");
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 500);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GtkApplication) application =
      gtk_application_new ("org.garrisoncrm.Driven", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
