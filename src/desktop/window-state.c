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

gint
garrison_window_state_get_lock_minutes (void)
{
  g_autoptr (GSettings) settings = settings_new ();

  return settings != NULL ? g_settings_get_int (settings, "lock-minutes") : 0;
}

void
garrison_window_state_set_lock_minutes (gint minutes)
{
  g_autoptr (GSettings) settings = settings_new ();

  g_return_if_fail (minutes >= 0);

  if (settings != NULL)
    g_settings_set_int (settings, "lock-minutes", minutes);
}

gint64
garrison_window_state_get_told_failure (const char *key)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (GVariant) all = settings != NULL ? g_settings_get_value (settings, "told-failures") : NULL;
  gint64 id = 0;

  g_return_val_if_fail (key != NULL, 0);

  if (all != NULL)
    g_variant_lookup (all, key, "x", &id);
  return id;
}

void
garrison_window_state_set_told_failure (const char *key, gint64 id)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (GVariant) all = NULL;
  GVariantBuilder after;
  GVariantIter iter;
  const char *known;
  gint64 told;

  g_return_if_fail (key != NULL);

  if (settings == NULL)
    return;
  all = g_settings_get_value (settings, "told-failures");
  g_variant_builder_init (&after, G_VARIANT_TYPE ("a{sx}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&sx}", &known, &told))
    if (!g_str_equal (known, key))
      g_variant_builder_add (&after, "{sx}", known, told);
  g_variant_builder_add (&after, "{sx}", key, id);
  g_settings_set_value (settings, "told-failures", g_variant_builder_end (&after));
}
