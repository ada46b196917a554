#include "desktop/window-state.h"

#define SCHEMA "org.garrisoncrm.Garrison"

/* (nullable): GSettings aborts for a schema that is not there. */
static GSettings *
settings_new (void)
{
  g_autoptr (GSettingsSchema) schema
    = g_settings_schema_source_lookup (g_settings_schema_source_get_default (), SCHEMA, TRUE);

  return schema != NULL ? g_settings_new (SCHEMA) : NULL;
}

void
garrison_window_state_follow (GtkWindow *window, const char *kind)
{
  g_autoptr (GSettings) settings = settings_new (), of_kind = NULL;
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (settings == NULL)
    return;
  of_kind = g_settings_get_child (settings, kind);
  width = g_settings_get_int (of_kind, "width");
  height = g_settings_get_int (of_kind, "height");
  if (width > 0 && height > 0)
    gtk_window_set_default_size (window, width, height);
  if (g_settings_get_boolean (of_kind, "maximized"))
    gtk_window_maximize (window);
  g_settings_bind (of_kind, "width", window, "default-width", G_SETTINGS_BIND_SET | G_SETTINGS_BIND_NO_SENSITIVITY);
  g_settings_bind (of_kind, "height", window, "default-height", G_SETTINGS_BIND_SET | G_SETTINGS_BIND_NO_SENSITIVITY);
  g_settings_bind (of_kind, "maximized", window, "maximized", G_SETTINGS_BIND_SET | G_SETTINGS_BIND_NO_SENSITIVITY);
}

const char *
garrison_window_state_get_view (void)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autofree char *view = settings != NULL ? g_settings_get_string (settings, "last-view") : NULL;

  return view != NULL && *view != '\0' ? g_intern_string (view) : "mine";
}

void
garrison_window_state_set_view (const char *view)
{
  g_autoptr (GSettings) settings = settings_new ();

  if (settings != NULL && view != NULL)
    g_settings_set_string (settings, "last-view", view);
}

char *
garrison_window_state_get_columns (void)
{
  g_autoptr (GSettings) settings = settings_new ();

  return settings != NULL ? g_settings_get_string (settings, "columns") : g_strdup ("");
}

void
garrison_window_state_set_columns (const char *layout)
{
  g_autoptr (GSettings) settings = settings_new ();

  g_return_if_fail (layout != NULL);

  if (settings != NULL)
    g_settings_set_string (settings, "columns", layout);
}

char *
garrison_window_state_get_color_scheme (void)
{
  g_autoptr (GSettings) settings = settings_new ();

  return settings != NULL ? g_settings_get_string (settings, "color-scheme") : g_strdup ("default");
}

void
garrison_window_state_set_color_scheme (const char *name)
{
  g_autoptr (GSettings) settings = settings_new ();

  g_return_if_fail (name != NULL);

  if (settings != NULL)
    g_settings_set_string (settings, "color-scheme", name);
}
