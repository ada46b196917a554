#include "desk.h"

static void
on_entered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  garrison_desktop_session_sign_in_finish (GARRISON_DESKTOP_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

void
desk_open (Desk *desk, const SmallOfficeSize *size)
{
  gboolean entered = FALSE;

  small_office_found (&desk->office, size);
  desk->session = garrison_desktop_session_new (desk->office.store);
  garrison_desktop_session_enter_async (desk->session, on_entered, &entered);
  WAIT_FOR (entered);
}

void
desk_close (Desk *desk)
{
  settle ();
  g_clear_object (&desk->session);
  small_office_close (&desk->office);
}

gpointer
desk_show (Desk *desk, GType type, int width, int height)
{
  GtkWindow *window = g_object_new (type, "session", desk->session, NULL);

  g_object_ref (window);
  gtk_window_set_default_size (window, width, height);
  gtk_window_present (window);
  return window;
}

void
desk_dismiss (gpointer window)
{
  gtk_window_destroy (window);
  settle ();
  small_office_assert_last (window);
}

gpointer
desk_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = desk_find (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
desk_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}
