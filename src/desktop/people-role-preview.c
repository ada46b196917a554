#include "desktop/people-role-preview.h"

#include <glib/gi18n-lib.h>

#include "desktop/people-dialogs.h"
#include "desktop/people-role-words.h"
#include "model/sentence.h"

/* Lives as long as the dialog: its data. */
typedef struct
{
  GarrisonWindow *window;
  GarrisonRoleRules *rules;
  GtkWidget *dialog; /* not owned: it owns this */
  GtkWidget *page;
  GtkWidget *roles, *people, *sample;
  GArray *role_ids, *person_ids;
  GPtrArray *groups; /* of what was answered last */
  GCancellable *reading; /* (nullable) */
  gint64 customer;
  char *customer_name;
} Preview;

/* Of a reading that may outlive the dialog. */
typedef struct
{
  Preview *preview;
  GCancellable *cancellable;
} Reading;

static void
preview_free (gpointer data)
{
  Preview *self = data;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_object_unref (self->window);
  g_object_unref (self->rules);
  g_array_unref (self->role_ids);
  g_array_unref (self->person_ids);
  g_ptr_array_unref (self->groups);
  g_free (self->customer_name);
  g_free (self);
}

char *
garrison_role_preview_find_hindrance (GarrisonStore *store)
{
  char *hindrance = garrison_people_find_hindrance (store, "role.edit", 0);

  return hindrance != NULL ? hindrance : garrison_people_find_hindrance (store, "person.edit", 0);
}

static gint64
chosen (GtkWidget *row, GArray *ids)
{
  guint i = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

  return i < ids->len ? g_array_index (ids, gint64, i) : 0;
}

/* ---- the answer --------------------------------------------------------------------------------- */

static void
clear (Preview *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self->page), self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
}

static AdwPreferencesGroup *
add_group (Preview *self, const char *title, const char *text)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), text);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new (), *label = gtk_label_new (value);
  /* Translators: what is looked at, and how it is: “See customers: Their own” */
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), title, value);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dim");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  /* Else the title is said twice. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  adw_preferences_group_add (group, row);
}

/* Returns: the row's index, -1 when there is none. */
static int
find (GarrisonRows *rows, const char *relation, const char *field, const char *what)
{
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    if (g_strcmp0 (garrison_rows_get_text (rows, i, 0), relation) == 0
        && g_strcmp0 (garrison_rows_get_text (rows, i, 1), field) == 0
        && (what == NULL || g_strcmp0 (garrison_rows_get_text (rows, i, 2), what) == 0))
      return (int) i;
  return -1;
}

static void
add_reached (Preview *self, GarrisonRows *rows)
{
  static const struct
  {
    const char *relation;
    const char *label;
  } relations[] = { { "customer", N_ ("Customers") }, { "contact", N_ ("Contacts") }, { "deal", N_ ("Deals") },
                    { "task", N_ ("Tasks") } };
  AdwPreferencesGroup *group = add_group (self, _ ("Within reach"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      int at = find (rows, relations[i].relation, NULL, "reached");
      g_autofree char *n = g_strdup_printf ("%'" G_GINT64_FORMAT, at < 0 ? 0 : garrison_rows_get_int (rows, at, 3));

      add_row (group, _ (relations[i].label), n);
    }
}

static char *
words_of_detail (GarrisonRows *rows, const GarrisonRoleField *field)
{
  static const char *const kinds[] = { "shown", "masked", "hidden" };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int at = find (rows, field->relation, field->field, kinds[i]);
      const char *n = at < 0 ? NULL : garrison_rows_get_text (rows, at, 3);

      if (n == NULL)
        continue;
      if (words->len > 0)
        g_string_append (words, " · ");
      if (i == 0)
        g_string_append_printf (words, _ ("%s shown"), n);
      else if (i == 1)
        g_string_append_printf (words, _ ("%s masked"), n);
      else
        g_string_append_printf (words, _ ("%s hidden"), n);
    }
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

static void
add_sample (Preview *self, GarrisonRows *rows)
{
  int at = find (rows, "customer", NULL, "sample");
  gboolean seen = at >= 0 && garrison_rows_get_int (rows, at, 3) > 0;
  AdwPreferencesGroup *group;
  guint n;
  const GarrisonRoleField *fields = garrison_role_fields_get_all (&n);

  if (self->customer == 0)
    return;
  group = add_group (self, self->customer_name,
                     seen ? _ ("Contact details, before any of them is shown.") : _ ("They do not see this customer."));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = fields[i].detail ? words_of_detail (rows, &fields[i]) : NULL;

      if (words != NULL)
        add_row (group, _ (fields[i].label), words);
    }
}

static void
add_rights (Preview *self, GarrisonRows *rows, gboolean had)
{
  guint n;
  const GarrisonRight *rights = garrison_rights_get_all (&n);
  AdwPreferencesGroup *group
    = had ? add_group (self, _ ("May do"), NULL) : add_group (self, _ ("Would be refused"), NULL);

  for (guint i = 0; i < n; i++)
    {
      int at = find (rows, "right", rights[i].name, NULL);
      g_autofree char *words = NULL;

      if ((at >= 0) != had)
        continue;
      words = garrison_role_words_get_long (GARRISON_SECTION_RIGHTS, rights[i].name,
                                            at < 0 ? NULL : garrison_rows_get_text (rows, at, 2));
      add_row (group, _ (rights[i].label), words);
    }
}

static void
add_limits (Preview *self)
{
  gint64 role = chosen (self->roles, self->role_ids);
  AdwPreferencesGroup *group = add_group (self, _ ("Up to"), NULL);
  guint n;
  const GarrisonRoleLimit *limits = garrison_role_limits_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *value
        = garrison_role_words_get_value (GARRISON_SECTION_LIMITS, NULL, self->rules, role, limits[i].name);
      g_autofree char *words = garrison_role_words_get_short (GARRISON_SECTION_LIMITS, limits[i].name, value);

      add_row (group, _ (limits[i].label), words);
    }
}

static Reading *
reading_new (Preview *self)
{
  Reading *reading = g_new0 (Reading, 1);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reading->preview = self;
  reading->cancellable = g_object_ref (self->reading);
  return reading;
}

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->cancellable);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_preview_finish (GARRISON_STORE (source), result, &error);
  Preview *self = reading->preview;

  /* A newer one began, or the dialog is gone. */
  if (g_cancellable_is_cancelled (reading->cancellable))
    return;
  clear (self);
  if (rows == NULL)
    {
      g_autofree char *sentence = garrison_sentence_for_error (error);
      add_group (self, _ ("Not to be seen"), sentence);
      return;
    }
  add_reached (self, rows);
  add_sample (self, rows);
  add_limits (self);
  add_rights (self, rows, TRUE);
  add_rights (self, rows, FALSE);
}

static void
ask (Preview *self)
{
  gint64 person = chosen (self->people, self->person_ids);
  Reading *reading = reading_new (self);

  if (person != 0)
    {
      garrison_store_preview_async (garrison_window_get_store (self->window), person, self->customer,
                                    reading->cancellable, on_answer, reading);
      return;
    }
  clear (self);
  add_group (self, _ ("Nobody within your reach has this role."), NULL);
  add_limits (self);
  reading_free (reading);
}

/* ---- what is asked ------------------------------------------------------------------------------ */

static void
on_role (Preview *self)
{
  GListModel *people = garrison_directory_get_people (garrison_window_get_directory (self->window));
  GarrisonStore *store = garrison_window_get_store (self->window);
  gint64 role = chosen (self->roles, self->role_ids);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->person_ids, 0);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);
      gint64 id = garrison_person_get_id (person);

      if (garrison_person_get_role (person) != role || !garrison_person_is_active (person)
          || !garrison_store_reaches (store, "person.edit", id))
        continue;
      gtk_string_list_append (names, garrison_person_get_name (person));
      g_array_append_val (self->person_ids, id);
    }
  g_signal_handlers_block_by_func (self->people, ask, self);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->people), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->people), 0);
  g_signal_handlers_unblock_by_func (self->people, ask, self);
  gtk_widget_set_sensitive (self->people, self->person_ids->len > 0);
  ask (self);
}

static void
on_sample_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read_finish (GARRISON_STORE (source), result, &error);
  Preview *self = reading->preview;
  gboolean found = rows != NULL && garrison_rows_get_size (rows) > 0;

  if (g_cancellable_is_cancelled (reading->cancellable))
    return;
  if (!found)
    {
      gtk_widget_add_css_class (self->sample, "error");
      gtk_widget_error_bell (self->sample);
      return;
    }
  g_free (self->customer_name);
  self->customer = garrison_rows_get_int (rows, 0, 0);
  self->customer_name = g_strdup (garrison_rows_get_text (rows, 0, 1));
  ask (self);
}

static void
on_sample (Preview *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->sample))));
  g_autofree char *lower = g_utf8_strdown (text, -1);
  Reading *reading;

  gtk_widget_remove_css_class (self->sample, "error");
  if (*text == '\0')
    {
      self->customer = 0;
      ask (self);
      return;
    }
  reading = reading_new (self);
  garrison_role_sample_find_async (garrison_window_get_store (self->window), lower, reading->cancellable, on_sample_read, reading);
}

static guint
fill_roles (Preview *self, gint64 role)
{
  GListModel *roles = garrison_directory_get_choices (garrison_window_get_directory (self->window), "role");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (GarrisonChoice) choice = g_list_model_get_item (roles, i);
      gint64 id = garrison_choice_get_id (choice);

      selected = id == role ? i : selected;
      gtk_string_list_append (names, garrison_choice_get_name (choice));
      g_array_append_val (self->role_ids, id);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->roles), G_LIST_MODEL (names));
  return selected;
}

static AdwPreferencesGroup *
asked_new (Preview *self, gint64 role)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->roles = adw_combo_row_new ();
  self->people = adw_combo_row_new ();
  self->sample = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->roles), _ ("Role"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->people), _ ("Person"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->sample), _ ("A customer to look at"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->sample), TRUE);
  adw_preferences_group_set_description (
    group, _ ("What somebody sees, by the rules that hold when they sign in. You see numbers, not their records."));
  adw_preferences_group_add (group, self->roles);
  adw_preferences_group_add (group, self->people);
  adw_preferences_group_add (group, self->sample);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->roles), fill_roles (self, role));
  g_signal_connect_swapped (self->roles, "notify::selected", G_CALLBACK (on_role), self);
  g_signal_connect_swapped (self->people, "notify::selected", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->sample, "apply", G_CALLBACK (on_sample), self);
  return group;
}

void
garrison_role_preview_show (GarrisonWindow *window, GarrisonRoleRules *rules, gint64 role)
{
  Preview *self;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && GARRISON_IS_ROLE_RULES (rules));

  self = g_new0 (Preview, 1);
  self->window = g_object_ref (window);
  self->rules = g_object_ref (rules);
  self->role_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->person_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->groups = g_ptr_array_new ();
  self->dialog = adw_preferences_window_new ();
  self->page = adw_preferences_page_new ();
  g_object_set_data_full (G_OBJECT (self->dialog), "preview", self, preview_free);
  gtk_window_set_title (GTK_WINDOW (self->dialog), _ ("See as"));
  gtk_window_set_transient_for (GTK_WINDOW (self->dialog), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (self->dialog), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->dialog), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), 520, 640);
  gtk_widget_set_size_request (self->dialog, 360, 300);
  gtk_widget_add_css_class (self->dialog, "garrison");
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (self->dialog), FALSE);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), asked_new (self, role));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self->dialog), ADW_PREFERENCES_PAGE (self->page));
  on_role (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
