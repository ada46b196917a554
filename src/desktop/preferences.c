#include "desktop/preferences.h"

#include <glib/gi18n-lib.h>

#include "desktop/lock-limit.h"
#include "desktop/people-dialogs.h"
#include "desktop/watermark-layer.h"
#include "desktop/window-state.h"

/* As they are kept, in the order of the row. */
static const struct
{
  const char *name;
  const char *label;
  AdwColorScheme scheme;
} SCHEMES[] = {
  { "default", N_ ("As the system is"), ADW_COLOR_SCHEME_DEFAULT },
  { "light", N_ ("Light"), ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", N_ ("Dark"), ADW_COLOR_SCHEME_FORCE_DARK },
};

static guint
find_scheme (void)
{
  g_autofree char *name = garrison_window_state_get_color_scheme ();

  for (guint i = 0; i < G_N_ELEMENTS (SCHEMES); i++)
    if (g_str_equal (SCHEMES[i].name, name))
      return i;
  return 0;
}

void
garrison_preferences_apply_color_scheme (void)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), SCHEMES[find_scheme ()].scheme);
}

static void
on_scheme (AdwComboRow *row, GParamSpec *pspec, gpointer data)
{
  guint i = adw_combo_row_get_selected (row);

  if (i >= G_N_ELEMENTS (SCHEMES))
    return;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), SCHEMES[i].scheme);
  garrison_window_state_set_color_scheme (SCHEMES[i].name);
}

/* ---- the lock ----------------------------------------------------------------------------------- */

static const gint MINUTES[] = { 1, 2, 5, 10, 15, 30, 60 };

static char *
minutes_label (gint minutes)
{
  if (minutes == 0)
    return g_strdup (_ ("Never"));
  return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), minutes);
}

/* One entry of a row: its minutes are in the array beside. */
static void
offer (GtkStringList *labels, GArray *offered, gint minutes, const char *label)
{
  g_autofree char *own = label == NULL ? minutes_label (minutes) : NULL;

  gtk_string_list_append (labels, label != NULL ? label : own);
  g_array_append_val (offered, minutes);
}

/* (transfer full): what stands first, then the minutes up to @most (0: all), and @chosen among them. */
static GtkWidget *
minutes_row_new (const char *title, gint first, const char *first_label, gint most, gint chosen)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GArray *offered = g_array_new (FALSE, FALSE, sizeof (gint));
  gboolean known = chosen == first;

  offer (labels, offered, first, first_label);
  for (guint i = 0; i < G_N_ELEMENTS (MINUTES); i++)
    {
      if (!known && chosen < MINUTES[i])
        {
          offer (labels, offered, chosen, NULL);
          known = TRUE;
        }
      known = known || chosen == MINUTES[i];
      if (most == 0 || MINUTES[i] < most || (MINUTES[i] == most && chosen == most))
        offer (labels, offered, MINUTES[i], NULL);
    }
  if (!known)
    offer (labels, offered, chosen, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  for (guint i = 0; i < offered->len; i++)
    if (g_array_index (offered, gint, i) == chosen)
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
  g_object_set_data_full (G_OBJECT (row), "minutes", offered, (GDestroyNotify) g_array_unref);
  return row;
}

static gint
minutes_of (AdwComboRow *row)
{
  GArray *offered = g_object_get_data (G_OBJECT (row), "minutes");
  guint i = adw_combo_row_get_selected (row);

  return i < offered->len ? g_array_index (offered, gint, i) : 0;
}

static void
on_own_minutes (AdwComboRow *row)
{
  garrison_window_state_set_lock_minutes (minutes_of (row));
}

static gint
company_minutes (GarrisonWindow *window)
{
  return garrison_lock_limit_of_company (
    garrison_directory_get_setting (garrison_window_get_directory (window), "lock_minutes"));
}

static GtkWidget *
own_minutes_row_new (GarrisonWindow *window)
{
  gint most = company_minutes (window), wish = garrison_window_state_get_lock_minutes ();
  g_autofree char *minutes = minutes_label (most);
  g_autofree char *label = most == 0 ? g_strdup (_ ("Never")) : g_strdup_printf (_ ("%s, as the company"), minutes);
  GtkWidget *row = minutes_row_new (_ ("Lock when nobody is here"), 0, label, most,
                                    most != 0 && wish >= most ? 0 : wish);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Ctrl+Alt+L locks at once."));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_own_minutes), NULL);
  return row;
}

static AdwPreferencesGroup *
desk_group_new (GarrisonWindow *window)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (SCHEMES); i++)
    gtk_string_list_append (labels, _ (SCHEMES[i].label));
  adw_preferences_group_set_title (group, _ ("At this desk"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Colours"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_scheme ());
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_scheme), NULL);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, own_minutes_row_new (window));
  return group;
}

/* ---- the company -------------------------------------------------------------------------------- */

static void
say (AdwPreferencesWindow *dialog, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_preferences_window_add_toast (dialog, adw_toast_new (escaped));
}

/* The row is gone with its dialog, but not before this. */
static gboolean
on_renamed (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  AdwPreferencesWindow *dialog = data;
  g_autofree char *sentence = error != NULL ? garrison_sentence_for_error (error) : NULL;

  if (result != NULL)
    garrison_desktop_session_remember_act (garrison_window_get_session (window), garrison_act_result_get_act (result),
                                           _ ("Company renamed"));
  if (gtk_widget_get_realized (GTK_WIDGET (dialog)))
    say (dialog, result != NULL ? _ ("Company renamed") : sentence);
  return TRUE;
}

static void
on_apply (GtkEditable *row, GarrisonWindow *window)
{
  GtkRoot *dialog = gtk_widget_get_root (GTK_WIDGET (row));
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  garrison_args_set_text (args, "key", "company");
  garrison_args_set_text (args, "value", name);
  garrison_window_act (window, "set-setting", args, NULL, on_renamed, g_object_ref (dialog), g_object_unref);
}

static void
add_fact (AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new (), *label = gtk_label_new (value);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (label, "dim");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_widget_set_tooltip_text (row, _ ("It stays as it was when the company began."));
  adw_preferences_group_add (group, row);
}

static gboolean
on_minutes_set (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  AdwPreferencesWindow *dialog = data;
  g_autofree char *sentence = error != NULL ? garrison_sentence_for_error (error) : NULL;

  if (result != NULL)
    garrison_desktop_session_remember_act (garrison_window_get_session (window), garrison_act_result_get_act (result),
                                           _ ("Time until the lock set"));
  if (gtk_widget_get_realized (GTK_WIDGET (dialog)))
    say (dialog, result != NULL ? _ ("Time until the lock set") : sentence);
  return TRUE;
}

static void
on_company_minutes (AdwComboRow *row, GParamSpec *pspec, GarrisonWindow *window)
{
  GtkRoot *dialog = gtk_widget_get_root (GTK_WIDGET (row));
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *value = g_strdup_printf ("%d", minutes_of (row));

  garrison_args_set_text (args, "key", "lock_minutes");
  garrison_args_set_text (args, "value", value);
  garrison_window_act (window, "set-setting", args, NULL, on_minutes_set, g_object_ref (dialog), g_object_unref);
}

static GtkWidget *
company_minutes_row_new (GarrisonWindow *window, gboolean editable)
{
  GtkWidget *row = minutes_row_new (_ ("Lock after at most"), 0, NULL, 0, company_minutes (window));

  gtk_widget_set_sensitive (row, editable);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_company_minutes), window, 0);
  return row;
}

static gboolean
on_mark_set (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  AdwPreferencesWindow *dialog = data;
  g_autofree char *sentence = error != NULL ? garrison_sentence_for_error (error) : NULL;

  if (result != NULL)
    garrison_desktop_session_remember_act (garrison_window_get_session (window), garrison_act_result_get_act (result),
                                           _ ("Watermark set"));
  if (gtk_widget_get_realized (GTK_WIDGET (dialog)))
    say (dialog, result != NULL ? _ ("Watermark set") : sentence);
  return TRUE;
}

static void
on_mark (GtkSwitch *toggle, GParamSpec *pspec, GarrisonWindow *window)
{
  GtkRoot *dialog = gtk_widget_get_root (GTK_WIDGET (toggle));
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "key", "watermark");
  garrison_args_set_text (args, "value", gtk_switch_get_active (toggle) ? "1" : "0");
  garrison_window_act (window, "set-setting", args, NULL, on_mark_set, g_object_ref (dialog), g_object_unref);
}

static GtkWidget *
mark_row_new (GarrisonWindow *window, gboolean editable)
{
  GtkWidget *row = adw_action_row_new (), *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Watermark on the screen"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Who is signed in, and the time, faintly over all windows"));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), garrison_watermark_is_wanted (garrison_window_get_directory (window)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Watermark on the screen"), -1);
  gtk_widget_set_sensitive (row, editable);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_mark), window, 0);
  return row;
}

static gboolean
on_rule_set (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  AdwPreferencesWindow *dialog = data;
  g_autofree char *sentence = error != NULL ? garrison_sentence_for_error (error) : NULL;

  if (result != NULL)
    garrison_desktop_session_remember_act (garrison_window_get_session (window), garrison_act_result_get_act (result),
                                           _ ("Setting of the company changed"));
  if (gtk_widget_get_realized (GTK_WIDGET (dialog)))
    say (dialog, result != NULL ? _ ("Setting of the company changed") : sentence);
  return TRUE;
}

/* @value: (nullable): as where nothing is set. */
static void
set_rule (GtkWidget *row, GarrisonWindow *window, const char *key, const char *value)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "key", key);
  garrison_args_set_text (args, "value", value);
  garrison_window_act (window, "set-setting", args, NULL, on_rule_set, g_object_ref (gtk_widget_get_root (row)),
                       g_object_unref);
}

static void
on_checks (GtkWidget *row, GarrisonWindow *window)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  set_rule (row, window, "duplicate_checks_a_day", *text != '\0' ? text : NULL);
}

static GtkWidget *
checks_row_new (GarrisonWindow *window, gboolean editable)
{
  GtkWidget *row = adw_entry_row_new ();
  const char *value = garrison_directory_get_setting (garrison_window_get_directory (window), "duplicate_checks_a_day");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Duplicate checks a day (200 when empty)"));
  gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_DIGITS);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, editable);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_checks), window, 0);
  return row;
}

static AdwPreferencesGroup *
company_group_new (GarrisonWindow *window)
{
  GarrisonDirectory *directory = garrison_window_get_directory (window);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_entry_row_new ();
  const char *name = garrison_directory_get_setting (directory, "company");
  const char *currency = garrison_directory_get_setting (directory, "currency");
  const char *zone = garrison_directory_get_setting (directory, "time_zone");
  g_autofree char *hindrance = garrison_people_find_hindrance (garrison_window_get_store (window), "setting.edit", 0);

  adw_preferences_group_set_title (group, _ ("Company"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name of the company"));
  gtk_editable_set_text (GTK_EDITABLE (row), name != NULL ? name : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, hindrance == NULL);
  if (hindrance != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (hindrance, -1);
      adw_preferences_group_set_description (group, escaped);
    }
  g_signal_connect_object (row, "apply", G_CALLBACK (on_apply), window, 0);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, company_minutes_row_new (window, hindrance == NULL));
  adw_preferences_group_add (group, checks_row_new (window, hindrance == NULL));
  adw_preferences_group_add (group, mark_row_new (window, hindrance == NULL));
  add_fact (group, _ ("Currency"), currency != NULL ? currency : "");
  add_fact (group, _ ("Time zone"), zone != NULL ? zone : "");
  return group;
}

void
garrison_preferences_show (GarrisonWindow *window)
{
  GtkWidget *dialog, *page;

  g_return_if_fail (GARRISON_IS_WINDOW (window));

  dialog = adw_preferences_window_new ();
  page = adw_preferences_page_new ();
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Preferences"));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 480, 480);
  gtk_widget_set_size_request (dialog, 360, 300);
  gtk_widget_add_css_class (dialog, "garrison");
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (dialog), FALSE);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), company_group_new (window));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), desk_group_new (window));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (dialog), ADW_PREFERENCES_PAGE (page));
  gtk_window_present (GTK_WINDOW (dialog));
}
