/* The companies opened lately: one click, or Enter. */
#include <glib/gi18n-lib.h>

#include "desktop/application.h"
#include "desktop/entrance-window-private.h"
#include "desktop/sample-company.h"
#include "desktop/server-address.h"
#include "store/company-uri.h"

#define RECENT 8

char *
garrison_entrance_recent_get_newest (void)
{
  g_autoptr (GSettings) settings = g_settings_new (GARRISON_APPLICATION_ID);
  g_auto (GStrv) recent = g_settings_get_strv (settings, "recent-companies");
  const char *newest = recent[0];

  if (newest == NULL
      || (!garrison_company_uri_is_server (newest) && !g_file_test (garrison_company_uri_get_path (newest), G_FILE_TEST_EXISTS)))
    return NULL;
  return g_strdup (newest);
}

/* @first: whether it comes to the front, or goes. */
static void
set_recent (const char *company, gboolean first)
{
  g_autoptr (GSettings) settings = g_settings_new (GARRISON_APPLICATION_ID);
  g_auto (GStrv) before = g_settings_get_strv (settings, "recent-companies");
  g_autoptr (GPtrArray) after = g_ptr_array_new ();

  if (first)
    g_ptr_array_add (after, (gpointer) company);
  for (guint i = 0; before[i] != NULL && after->len < RECENT; i++)
    if (!g_str_equal (before[i], company))
      g_ptr_array_add (after, before[i]);
  g_ptr_array_add (after, NULL);
  g_settings_set_strv (settings, "recent-companies", (const char *const *) after->pdata);
}

void
garrison_entrance_recent_remember (GarrisonEntranceWindow *self)
{
  g_autofree char *sample = garrison_sample_company_get_path ();

  if (!g_str_equal (self->company, sample))
    set_recent (self->company, TRUE);
}

static GtkWidget *
recent_row_new (const char *company)
{
  g_autofree char *name = garrison_server_address_dup_name (company);
  g_autofree char *place = garrison_server_address_dup_place (company);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *forget = gtk_button_new_from_icon_name ("list-remove-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "company", g_strdup (company), g_free);
  gtk_widget_set_tooltip_text (forget, _ ("Remove from the list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (forget), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove from the list"), -1);
  gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (forget, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (forget), "entrance.forget");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (forget), g_variant_new_string (company));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget);
  return row;
}

void
garrison_entrance_recent_update (GarrisonEntranceWindow *self)
{
  g_autoptr (GSettings) settings = g_settings_new (GARRISON_APPLICATION_ID);
  g_auto (GStrv) companies = g_settings_get_strv (settings, "recent-companies");
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->recent_list, 0)) != NULL)
    gtk_list_box_remove (self->recent_list, GTK_WIDGET (row));
  for (guint i = 0; companies[i] != NULL; i++)
    gtk_list_box_append (self->recent_list, recent_row_new (companies[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->recent_list), companies[0] != NULL);
}

void
garrison_entrance_recent_forget (GarrisonEntranceWindow *self, const char *company)
{
  set_recent (company, FALSE);
  garrison_entrance_recent_update (self);
}
