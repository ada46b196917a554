#include "desktop/timeline-people.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"

struct _GarrisonTimelinePeople
{
  GtkWidget parent_instance;
  GarrisonDirectory *directory;
  GtkWidget *button, *label, *search;
  GtkListBox *list;
  char *needle;
  gint64 team, person;
};

G_DEFINE_FINAL_TYPE (GarrisonTimelinePeople, garrison_timeline_people, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
belongs (GarrisonTimelinePeople *self, GarrisonPerson *person, gint64 team)
{
  return garrison_directory_team_is_below (self->directory, garrison_person_get_team (person), team);
}

static guint
count_team (GarrisonTimelinePeople *self, gint64 team)
{
  GListModel *reach = garrison_directory_get_reach (self->directory);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (reach); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (reach, i);
      n += belongs (self, person, team);
    }
  return n;
}

static char *
title_of (GarrisonTimelinePeople *self)
{
  if (self->person != 0)
    return g_strdup (garrison_directory_get_person_name (self->directory, self->person));
  if (self->team != 0)
    return g_strdup (garrison_directory_get_choice_name (self->directory, "team", self->team));
  return g_strdup (_ ("Everybody"));
}

static void
add_row (GarrisonTimelinePeople *self, const char *text, guint n, gint64 team, gint64 person, int depth)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *folded = garrison_text_fold (text);
  g_autofree char *figure = n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");
  GtkWidget *count = gtk_label_new (figure);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (label, 12 * depth);
  gtk_widget_add_css_class (count, "dim");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (row), "text", g_steal_pointer (&folded), g_free);
  g_object_set_data_full (G_OBJECT (row), "team", g_memdup2 (&team, sizeof team), g_free);
  g_object_set_data_full (G_OBJECT (row), "person", g_memdup2 (&person, sizeof person), g_free);
  gtk_list_box_append (self->list, row);
}

/* How many teams are above: the path is "/1/4/". */
static int
depth_of (GarrisonChoice *team)
{
  const char *path = garrison_choice_get_kind (team);
  int slashes = 0;

  for (const char *at = path; at != NULL && *at != '\0'; at++)
    slashes += *at == '/';
  return CLAMP (slashes - 2, 0, 5);
}

static void
fill (GarrisonTimelinePeople *self)
{
  GListModel *reach = garrison_directory_get_reach (self->directory);
  GListModel *teams = garrison_directory_get_choices (self->directory, "team");
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  add_row (self, _ ("Everybody"), g_list_model_get_n_items (reach), 0, 0, 0);
  for (guint i = 0; i < g_list_model_get_n_items (teams); i++)
    {
      g_autoptr (GarrisonChoice) team = g_list_model_get_item (teams, i);
      guint n = count_team (self, garrison_choice_get_id (team));

      if (n > 0)
        add_row (self, garrison_choice_get_name (team), n, garrison_choice_get_id (team), 0, depth_of (team));
    }
  for (guint i = 0; i < g_list_model_get_n_items (reach); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (reach, i);
      add_row (self, garrison_person_get_name (person), 0, 0, garrison_person_get_id (person), 0);
    }
}

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  GarrisonTimelinePeople *self = data;

  return self->needle == NULL || strstr (g_object_get_data (G_OBJECT (row), "text"), self->needle) != NULL;
}

static void
on_search (GtkSearchEntry *search, GarrisonTimelinePeople *self)
{
  g_free (self->needle);
  self->needle = garrison_text_fold (gtk_editable_get_text (GTK_EDITABLE (search)));
  gtk_list_box_invalidate_filter (self->list);
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, GarrisonTimelinePeople *self)
{
  gint64 *team = g_object_get_data (G_OBJECT (row), "team"), *person = g_object_get_data (G_OBJECT (row), "person");

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  garrison_timeline_people_choose (self, *team, *person);
}

/* The rows are made when they are wanted: two hundred people take their time. */
static void
on_shown (GtkWidget *popover, GarrisonTimelinePeople *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill (self);
  gtk_widget_grab_focus (self->search);
}

static void
on_directory_changed (GarrisonTimelinePeople *self)
{
  garrison_timeline_people_choose (self, self->team, self->person);
}

static void
garrison_timeline_people_dispose (GObject *object)
{
  GarrisonTimelinePeople *self = GARRISON_TIMELINE_PEOPLE (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->directory);
  g_clear_pointer (&self->needle, g_free);
  G_OBJECT_CLASS (garrison_timeline_people_parent_class)->dispose (object);
}

static void
garrison_timeline_people_class_init (GarrisonTimelinePeopleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_timeline_people_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/timeline-people.ui");
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelinePeople, button);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelinePeople, label);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelinePeople, search);
  gtk_widget_class_bind_template_child (widget_class, GarrisonTimelinePeople, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
garrison_timeline_people_init (GarrisonTimelinePeople *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, matches, self, NULL);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (on_search), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  g_signal_connect (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->button)), "show", G_CALLBACK (on_shown), self);
}

void
garrison_timeline_people_set_directory (GarrisonTimelinePeople *self, GarrisonDirectory *directory)
{
  GarrisonPerson *me;
  gint64 team;

  g_return_if_fail (GARRISON_IS_TIMELINE_PEOPLE (self));

  g_set_object (&self->directory, directory);
  g_signal_connect_object (directory, "changed", G_CALLBACK (on_directory_changed), self, G_CONNECT_SWAPPED);
  me = garrison_directory_get_me (directory);
  team = me != NULL ? garrison_person_get_team (me) : 0;
  garrison_timeline_people_choose (self, team != 0 && count_team (self, team) > 1 ? team : 0, 0);
}

GArray *
garrison_timeline_people_get_people (GarrisonTimelinePeople *self)
{
  GListModel *reach;
  GArray *people;

  g_return_val_if_fail (GARRISON_IS_TIMELINE_PEOPLE (self), NULL);

  people = g_array_new (FALSE, FALSE, sizeof (gint64));
  reach = garrison_directory_get_reach (self->directory);
  for (guint i = 0; i < g_list_model_get_n_items (reach); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (reach, i);
      gint64 id = garrison_person_get_id (person);

      if ((self->person == 0 || self->person == id) && (self->team == 0 || belongs (self, person, self->team)))
        g_array_append_val (people, id);
    }
  return people;
}

void
garrison_timeline_people_choose (GarrisonTimelinePeople *self, gint64 team, gint64 person)
{
  g_autofree char *title = NULL;

  g_return_if_fail (GARRISON_IS_TIMELINE_PEOPLE (self));

  self->team = person == 0 ? team : 0;
  self->person = person;
  title = title_of (self);
  gtk_label_set_label (GTK_LABEL (self->label), title);
  g_signal_emit (self, signals[CHANGED], 0);
}
