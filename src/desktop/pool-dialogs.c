#include "desktop/pool-dialogs.h"

#include <glib/gi18n-lib.h>

#include "desktop/form-dialog.h"

static const GarrisonFormField RELEASE[] = {
  { "pool", N_ ("Pool"), GARRISON_FORM_CHOICE, "pool", TRUE },
  { "reason", N_ ("Reason"), GARRISON_FORM_TEXT, NULL, TRUE },
};
static const GarrisonFormField POOL[] = {
  { "name", N_ ("Name"), GARRISON_FORM_TEXT, NULL, TRUE },
  { "open", N_ ("Members may claim"), GARRISON_FORM_YESNO, NULL, FALSE },
};
static const GarrisonFormField LIMITS[] = {
  { "claims_a_day", N_ ("Claims a day"), GARRISON_FORM_NUMBER, NULL, FALSE },
  { "capacity", N_ ("Capacity"), GARRISON_FORM_NUMBER, NULL, FALSE },
  { "freeze_days", N_ ("Days of freeze for what comes in"), GARRISON_FORM_NUMBER, NULL, FALSE },
  { "wait_days", N_ ("Days until a former owner may claim"), GARRISON_FORM_NUMBER, NULL, FALSE },
};

/* 0 when there are several. */
static gint64
only_pool (GarrisonWindow *window)
{
  GListModel *pools = garrison_directory_get_choices (garrison_window_get_directory (window), "pool");
  g_autoptr (GarrisonChoice) first = g_list_model_get_item (pools, 0);

  return g_list_model_get_n_items (pools) == 1 ? garrison_choice_get_id (first) : 0;
}

void
garrison_release_dialog_show (GarrisonWindow *window, const gint64 *ids, guint n, gint64 pool)
{
  g_autofree char *title = g_strdup_printf (ngettext ("Release %u customer", "Release %u customers", n), n);
  GarrisonFormDialog *dialog;
  GarrisonForm *form;

  g_return_if_fail (GARRISON_IS_WINDOW (window));

  dialog = garrison_form_dialog_new (window, title, _ ("_Release"), "release-customers", _ ("Released"));
  form = garrison_form_dialog_get_form (dialog);
  garrison_form_add_group (form, NULL, RELEASE, G_N_ELEMENTS (RELEASE));
  if (pool == 0)
    pool = only_pool (window);
  if (pool != 0)
    garrison_form_set_int (form, "pool", pool);
  garrison_form_dialog_set_ids (dialog, "ids", ids, n);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, -1);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, pool != 0 ? "reason" : "pool");
}

static void
fill (GarrisonFormDialog *dialog, GarrisonPool *pool)
{
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);

  garrison_form_dialog_set_int (dialog, "pool", garrison_pool_get_id (pool));
  garrison_form_dialog_set_int (dialog, "version", garrison_pool_get_version (pool));
  garrison_form_set_text (form, "name", garrison_pool_get_name (pool));
  garrison_form_set_int (form, "claims_a_day", MAX (0, garrison_pool_get_claims_a_day (pool)));
  garrison_form_set_int (form, "capacity", MAX (0, garrison_pool_get_capacity (pool)));
  garrison_form_set_int (form, "freeze_days", garrison_pool_get_freeze_days (pool));
  garrison_form_set_int (form, "wait_days", garrison_pool_get_wait_days (pool));
}

void
garrison_pool_dialog_show (GarrisonWindow *window, GarrisonPool *pool)
{
  GarrisonFormDialog *dialog;
  GarrisonForm *form;

  g_return_if_fail (GARRISON_IS_WINDOW (window));

  dialog = pool != NULL ? garrison_form_dialog_new (window, _ ("Edit pool"), _ ("_Save"), "edit-pool", _ ("Saved"))
                        : garrison_form_dialog_new (window, _ ("New pool"), _ ("_Add"), "create-pool", _ ("Pool created"));
  form = garrison_form_dialog_get_form (dialog);
  garrison_form_add_group (form, NULL, POOL, G_N_ELEMENTS (POOL));
  garrison_form_add_group (form, _ ("Limits"), LIMITS, G_N_ELEMENTS (LIMITS));
  garrison_form_add_text (form, _ ("Empty: without a limit."));
  garrison_form_set_int (form, "open", pool == NULL || garrison_pool_is_open (pool));
  if (pool != NULL)
    fill (dialog, pool);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 460, -1);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "name");
}

/* Made once, of the words of the model. */
static const GarrisonFormField *
shown_fields (void)
{
  static GarrisonFormField fields[GARRISON_POOL_N_FIELDS];

  for (guint i = 0; i < GARRISON_POOL_N_FIELDS; i++)
    fields[i] = (GarrisonFormField) { garrison_pool_field_key ((GarrisonPoolField)i), garrison_pool_field_label ((GarrisonPoolField)i),
                                      GARRISON_FORM_YESNO };
  return fields;
}

void
garrison_pool_fields_dialog_show (GarrisonWindow *window, GarrisonPool *pool)
{
  GarrisonFormDialog *dialog;
  GarrisonForm *form;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && GARRISON_IS_POOL (pool));

  dialog = garrison_form_dialog_new (window, _ ("Shown before a claim"), _ ("_Save"), "set-pool-fields", _ ("Saved"));
  form = garrison_form_dialog_get_form (dialog);
  garrison_form_add_group (form, garrison_pool_get_name (pool), shown_fields (), GARRISON_POOL_N_FIELDS);
  for (guint i = 0; i < GARRISON_POOL_N_FIELDS; i++)
    garrison_form_set_int (form, garrison_pool_field_key ((GarrisonPoolField)i), (garrison_pool_get_fields (pool) & 1u << i) != 0);
  garrison_form_dialog_set_int (dialog, "pool", garrison_pool_get_id (pool));
  garrison_form_dialog_set_int (dialog, "version", garrison_pool_get_version (pool));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, 640);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- members ------------------------------------------------------------------------------------ */

enum
{
  NOT,
  MEMBER,
  LEAD
};

/* What is chosen in the rows goes to the dialog's arguments at once. */
typedef struct
{
  GarrisonFormDialog *dialog; /* not owned: it holds this */
  GPtrArray *people;          /* of AdwComboRow, each with its "id" */
  GPtrArray *teams;
} Members;

static void
members_free (gpointer data)
{
  Members *members = data;

  g_ptr_array_unref (members->people);
  g_ptr_array_unref (members->teams);
  g_free (members);
}

static void
set_ids (Members *members, GPtrArray *rows, guint part, const char *arg)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 *id = g_object_get_data (rows->pdata[i], "id");

      if (adw_combo_row_get_selected (rows->pdata[i]) == part)
        g_array_append_val (ids, *id);
    }
  garrison_form_dialog_set_ids (members->dialog, arg, (const gint64 *)(gpointer)ids->data, ids->len);
}

static void
on_part_changed (AdwComboRow *row, GParamSpec *pspec, Members *members)
{
  set_ids (members, members->people, MEMBER, "people");
  set_ids (members, members->people, LEAD, "leads");
  set_ids (members, members->teams, MEMBER, "teams");
  set_ids (members, members->teams, LEAD, "lead_teams");
}

static gboolean
holds (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static void
add_row (Members *members, AdwPreferencesGroup *group, GPtrArray *rows, const char *title, gint64 id, guint part)
{
  const char *parts[] = { C_ ("pool", "Not a member"), C_ ("pool", "Member"), C_ ("pool", "Lead"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (parts);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), part);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_part_changed), members);
  g_ptr_array_add (rows, g_object_ref (row));
  adw_preferences_group_add (group, row);
}

static guint
part_of (GArray *members, GArray *leads, gint64 id)
{
  return holds (leads, id) ? LEAD : holds (members, id) ? MEMBER : NOT;
}

static void
add_teams (Members *members, const GarrisonPoolMembers *now, AdwPreferencesGroup *group)
{
  GListModel *teams
    = garrison_directory_get_choices (garrison_window_get_directory (garrison_form_dialog_get_window (members->dialog)), "team");

  adw_preferences_group_set_title (group, _ ("Teams, with the teams below them"));
  for (guint i = 0; i < g_list_model_get_n_items (teams); i++)
    {
      g_autoptr (GarrisonChoice) team = g_list_model_get_item (teams, i);
      gint64 id = garrison_choice_get_id (team);

      add_row (members, group, members->teams, garrison_choice_get_name (team), id, part_of (now->teams, now->lead_teams, id));
    }
}

static void
add_people (Members *members, const GarrisonPoolMembers *now, AdwPreferencesGroup *group)
{
  GListModel *people = garrison_directory_get_people (garrison_window_get_directory (garrison_form_dialog_get_window (members->dialog)));

  adw_preferences_group_set_title (group, _ ("People"));
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);
      gint64 id = garrison_person_get_id (person);

      if (garrison_person_is_active (person))
        add_row (members, group, members->people, garrison_person_get_name (person), id, part_of (now->people, now->leads, id));
    }
}

static void
show_members (GarrisonWindow *window, GarrisonPool *pool, const GarrisonPoolMembers *now)
{
  GarrisonFormDialog *dialog
    = garrison_form_dialog_new (window, _ ("Members of the pool"), _ ("_Save"), "set-pool-members", _ ("Saved"));
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);
  AdwPreferencesGroup *teams = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *people = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  Members *members = g_new0 (Members, 1);

  members->dialog = dialog;
  members->people = g_ptr_array_new_with_free_func (g_object_unref);
  members->teams = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "members", members, members_free);
  garrison_form_dialog_set_int (dialog, "pool", garrison_pool_get_id (pool));
  garrison_form_dialog_set_int (dialog, "version", garrison_pool_get_version (pool));
  add_teams (members, now, teams);
  add_people (members, now, people);
  on_part_changed (NULL, NULL, members);
  garrison_form_add_widgets (form, teams);
  garrison_form_add_widgets (form, people);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 460, 640);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  GarrisonStore *store;
  GarrisonPool *pool;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->store);
  g_object_unref (reading->pool);
  g_free (reading);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  GarrisonPoolMembers *members = garrison_pool_members_read (reading->store, garrison_pool_get_id (reading->pool), &error);

  if (members != NULL)
    g_task_return_pointer (task, members, (GDestroyNotify)garrison_pool_members_free);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonWindow) window = GARRISON_WINDOW (data);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonPoolMembers) members = g_task_propagate_pointer (G_TASK (result), &error);

  if (members == NULL)
    garrison_window_show_error (window, error);
  else if (gtk_widget_get_mapped (GTK_WIDGET (window)))
    show_members (window, reading->pool, members);
}

void
garrison_pool_members_dialog_show (GarrisonWindow *window, GarrisonPool *pool)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  g_return_if_fail (GARRISON_IS_WINDOW (window) && GARRISON_IS_POOL (pool));

  reading->store = g_object_ref (garrison_window_get_store (window));
  reading->pool = g_object_ref (pool);
  task = g_task_new (NULL, NULL, on_read, g_object_ref (window));
  g_task_set_source_tag (task, garrison_pool_members_dialog_show);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}
