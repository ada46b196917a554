#include "desktop/compat.h"

#include <glib/gi18n-lib.h>

void
garrison_compat_get_color (GtkWidget *widget, GdkRGBA *color)
{
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
}

gboolean
garrison_compat_lookup_color (GtkWidget *widget, const char *name, GdkRGBA *color)
{
  return gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, color);
}

void
garrison_compat_add_css (GdkDisplay *display, const char *resource_path)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, resource_path);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
garrison_compat_announce_window (GtkWindow *window)
{
  gboolean focusable = gtk_widget_get_focusable (GTK_WIDGET (window));

  /* A change of this is told to accessibility, which makes the place. */
  gtk_widget_set_focusable (GTK_WIDGET (window), !focusable);
  gtk_widget_set_focusable (GTK_WIDGET (window), focusable);
}

typedef struct
{
  GarrisonFileChosen chosen;
  gpointer data;
  GDestroyNotify destroy;
} Choice;

static void
on_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      if (file != NULL)
        choice->chosen (file, choice->data);
    }
  if (choice->destroy != NULL)
    choice->destroy (choice->data);
  g_free (choice);
  g_object_unref (dialog);
}

static void
run (GtkFileChooserNative *dialog, GarrisonFileChosen chosen, gpointer data, GDestroyNotify destroy)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->chosen = chosen;
  choice->data = data;
  choice->destroy = destroy;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
garrison_compat_open_file (GtkWindow *parent, const char *title, const char *filter_name,
                           const char *const *patterns, GarrisonFileChosen chosen, gpointer data,
                           GDestroyNotify destroy)
{
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  if (patterns != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      gtk_file_filter_set_name (filter, filter_name);
      for (guint i = 0; patterns[i] != NULL; i++)
        gtk_file_filter_add_pattern (filter, patterns[i]);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  run (dialog, chosen, data, destroy);
}

void
garrison_compat_save_file (GtkWindow *parent, const char *title, const char *name,
                           GarrisonFileChosen chosen, gpointer data, GDestroyNotify destroy)
{
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  run (dialog, chosen, data, destroy);
}

void
garrison_compat_name_password_row (GtkWidget *row)
{
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show the password"), -1);
    else
      garrison_compat_name_password_row (child);
}

/* ---- what belongs to all windows ---------------------------------------------------------------- */

static GarrisonPaintOver paint_over;
static void (*paint_window) (GtkWidget *widget, GtkSnapshot *snapshot);
static void (*paint_popover) (GtkWidget *widget, GtkSnapshot *snapshot);

static void
on_window_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  paint_window (widget, snapshot);
  paint_over (widget, snapshot);
}

static void
on_popover_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  paint_popover (widget, snapshot);
  paint_over (widget, snapshot);
}

void
garrison_compat_paint_over (GarrisonPaintOver paint)
{
  GtkWidgetClass *window = g_type_class_ref (GTK_TYPE_WINDOW), *popover = g_type_class_ref (GTK_TYPE_POPOVER);

  g_return_if_fail (paint != NULL && paint_over == NULL);

  paint_over = paint;
  paint_window = window->snapshot;
  paint_popover = popover->snapshot;
  window->snapshot = on_window_snapshot;
  popover->snapshot = on_popover_snapshot;
}

static gboolean
open_no_inspector (GtkWindow *window, gboolean toggle)
{
  return FALSE;
}

void
garrison_compat_close_inspector (void)
{
  GtkWindowClass *window = g_type_class_ref (GTK_TYPE_WINDOW);

  window->enable_debugging = open_no_inspector;
}
