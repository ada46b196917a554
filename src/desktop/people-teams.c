#include "desktop/people-teams.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "desktop/error-dialog.h"
#include "desktop/form-dialog.h"
#include "desktop/people-dialogs.h"

#define INDENT 24

struct _GarrisonPeopleTeams
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* not owned: it holds this */
  GtkWidget *scroller;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (GarrisonPeopleTeams, garrison_people_teams, GTK_TYPE_WIDGET)

static const GarrisonFormField NAME[] = {
  { "name", N_ ("Name"), GARRISON_FORM_TEXT, NULL, TRUE },
};
static const GarrisonFormField PARENT[] = {
  { "parent", N_ ("Below"), GARRISON_FORM_CHOICE, "team", TRUE },
};

/* ---- the list ----------------------------------------------------------------------------------- */

static int
depth_of (GarrisonChoice *team)
{
  const char *path = garrison_choice_get_kind (team);
  int slashes = 0;

  for (; path != NULL && *path != '\0'; path++)
    slashes += *path == '/';
  return MAX (0, slashes - 2);
}

static guint
count_people (GarrisonDirectory *directory, gint64 team)
{
  GListModel *people = garrison_directory_get_people (directory);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);
      n += garrison_person_is_active (person) && garrison_person_get_team (person) == team;
    }
  return n;
}

static GtkWidget *
label_new (const char *text, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (dim)
    gtk_widget_add_css_class (label, "secondary");
  return label;
}

static void
add_team (GarrisonPeopleTeams *self, GarrisonChoice *team, gboolean may_edit)
{
  GarrisonDirectory *directory = garrison_window_get_directory (self->window);
  guint n = count_people (directory, garrison_choice_get_id (team));
  g_autofree char *people = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  const char *above = garrison_directory_get_choice_name (directory, "team", garrison_choice_get_parent (team));
  g_autofree char *label = *above != '\0'
                             /* Translators: a team, the team above it, and how many people are in it */
                             ? g_strdup_printf (_ ("%s, below %s, %s"), garrison_choice_get_name (team), above, people)
                             : g_strdup_printf ("%s, %s", garrison_choice_get_name (team), people);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *name = label_new (garrison_choice_get_name (team), FALSE);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("garrison-team-symbolic"));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), label_new (people, TRUE));
  if (may_edit)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_set_margin_start (box, INDENT * depth_of (team));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), may_edit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "team", g_object_ref (team), g_object_unref);
  gtk_list_box_append (self->list, row);
}

static gint64
focused_team (GarrisonPeopleTeams *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GarrisonChoice *team = focus != NULL ? g_object_get_data (G_OBJECT (focus), "team") : NULL;

  return team != NULL ? garrison_choice_get_id (team) : 0;
}

static void
fill (GarrisonPeopleTeams *self)
{
  GarrisonDirectory *directory = garrison_window_get_directory (self->window);
  GListModel *teams = garrison_directory_get_choices (directory, "team");
  gboolean may_edit = garrison_store_get_scope (garrison_window_get_store (self->window), "team.edit") != NULL;
  gint64 focused = focused_team (self);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (teams); i++)
    {
      g_autoptr (GarrisonChoice) team = g_list_model_get_item (teams, i);
      add_team (self, team, may_edit);
      if (garrison_choice_get_id (team) == focused)
        gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)));
    }
}

static void
on_row_activated (GarrisonPeopleTeams *self, GtkListBoxRow *row)
{
  garrison_team_dialog_show (self->window, g_object_get_data (G_OBJECT (row), "team"));
}

static void
garrison_people_teams_dispose (GObject *object)
{
  GarrisonPeopleTeams *self = GARRISON_PEOPLE_TEAMS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (garrison_people_teams_parent_class)->dispose (object);
}

static void
garrison_people_teams_class_init (GarrisonPeopleTeamsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_people_teams_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
garrison_people_teams_init (GarrisonPeopleTeams *self)
{
  GtkWidget *clamp = adw_clamp_new (), *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Teams"), -1);
  gtk_widget_add_css_class (list, "card-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_widget_set_margin_start (list, 12);
  gtk_widget_set_margin_end (list, 12);
  gtk_widget_set_margin_top (list, 12);
  gtk_widget_set_margin_bottom (list, 12);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), list);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

void
garrison_people_teams_set_window (GarrisonPeopleTeams *self, GarrisonWindow *window)
{
  g_return_if_fail (GARRISON_IS_PEOPLE_TEAMS (self) && GARRISON_IS_WINDOW (window));

  self->window = window;
  g_signal_connect_object (garrison_window_get_directory (window), "changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}

/* ---- the dialog --------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonFormDialog *dialog;
  GarrisonChoice *team;
} Dissolving;

static void
dissolving_free (gpointer data)
{
  Dissolving *dissolving = data;

  g_object_unref (dissolving->dialog);
  g_object_unref (dissolving->team);
  g_free (dissolving);
}

static gboolean
on_dissolved (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  GarrisonFormDialog *dialog = data;
  g_autofree char *sentence = error != NULL ? garrison_sentence_for_error (error) : NULL;

  if (result != NULL)
    gtk_window_destroy (GTK_WINDOW (dialog));
  else if (garrison_error_is_refusal (error, "still-used"))
    garrison_form_dialog_show_mistake (
      dialog, _ ("There are people in this team, or teams below it. Give them another place first."), NULL, NULL);
  else
    garrison_form_dialog_show_mistake (dialog, sentence, NULL, NULL);
  return TRUE;
}

static void
dissolve (gpointer data)
{
  Dissolving *dissolving = data;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_int (args, "team", garrison_choice_get_id (dissolving->team));
  garrison_args_set_text (args, "name", garrison_choice_get_name (dissolving->team));
  garrison_args_set_int (args, "active", 0);
  garrison_window_act (garrison_form_dialog_get_window (dissolving->dialog), "edit-team", args, _ ("Team dissolved"),
                       on_dissolved, g_object_ref (dissolving->dialog), g_object_unref);
}

static void
on_dissolve (GtkButton *button, GarrisonFormDialog *dialog)
{
  Dissolving *dissolving = g_new0 (Dissolving, 1);
  g_autofree char *heading = NULL;

  dissolving->dialog = g_object_ref (dialog);
  dissolving->team = g_object_ref (g_object_get_data (G_OBJECT (dialog), "team"));
  heading = g_strdup_printf (_ ("Dissolve the team “%s”?"), garrison_choice_get_name (dissolving->team));
  garrison_confirm (GTK_WINDOW (dialog), heading, _ ("It is no longer offered. It can be undone."), _ ("_Dissolve"),
                    TRUE, dissolve, dissolving, dissolving_free);
}

static void
add_dissolving (GarrisonFormDialog *dialog, GarrisonForm *form)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Dissolve the team…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "destructive-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_dissolve), dialog, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), button);
  garrison_form_add_widgets (form, ADW_PREFERENCES_GROUP (group));
}

/* A team cannot stand below itself. */
static void
leave_out_below (GarrisonForm *form, GarrisonDirectory *directory, gint64 team)
{
  GListModel *teams = garrison_directory_get_choices (directory, "team");

  for (guint i = 0; i < g_list_model_get_n_items (teams); i++)
    {
      g_autoptr (GarrisonChoice) other = g_list_model_get_item (teams, i);
      if (garrison_directory_team_is_below (directory, garrison_choice_get_id (other), team))
        garrison_form_leave_out (form, "parent", garrison_choice_get_id (other));
    }
}

static gint64
first_team (GarrisonDirectory *directory)
{
  g_autoptr (GarrisonChoice) first = g_list_model_get_item (garrison_directory_get_choices (directory, "team"), 0);

  return first != NULL ? garrison_choice_get_id (first) : 0;
}

static void
fill_team (GarrisonFormDialog *dialog, GarrisonForm *form, GarrisonChoice *team)
{
  GarrisonDirectory *directory = garrison_window_get_directory (garrison_form_dialog_get_window (dialog));

  g_object_set_data_full (G_OBJECT (dialog), "team", g_object_ref (team), g_object_unref);
  garrison_form_set_text (form, "name", garrison_choice_get_name (team));
  garrison_form_dialog_set_int (dialog, "team", garrison_choice_get_id (team));
  /* The first team has none above it, and stays. */
  if (garrison_choice_get_parent (team) == 0)
    return;
  garrison_form_add_group (form, NULL, PARENT, G_N_ELEMENTS (PARENT));
  leave_out_below (form, directory, garrison_choice_get_id (team));
  garrison_form_set_int (form, "parent", garrison_choice_get_parent (team));
  add_dissolving (dialog, form);
}

void
garrison_team_dialog_show (GarrisonWindow *window, GarrisonChoice *team)
{
  GarrisonFormDialog *dialog;
  GarrisonForm *form;

  g_return_if_fail (GARRISON_IS_WINDOW (window));

  dialog = team != NULL ? garrison_form_dialog_new (window, _ ("Edit team"), _ ("_Save"), "edit-team", _ ("Saved"))
                        : garrison_form_dialog_new (window, _ ("New team"), _ ("_Add"), "add-team", _ ("Team added"));
  form = garrison_form_dialog_get_form (dialog);
  garrison_form_add_group (form, NULL, NAME, G_N_ELEMENTS (NAME));
  if (team != NULL)
    fill_team (dialog, form, team);
  else
    {
      garrison_form_add_group (form, NULL, PARENT, G_N_ELEMENTS (PARENT));
      garrison_form_set_int (form, "parent", first_team (garrison_window_get_directory (window)));
    }
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, -1);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "name");
}
