#include "desktop/people-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/money.h"
#include "base/text.h"
#include "desktop/avatar.h"
#include "desktop/people-dialogs.h"
#include "model/people.h"

#define N_COLUMNS 6
#define PADDING 16 /* of a cell, both sides */

struct _GarrisonPeopleList
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* not owned: it holds this */
  GarrisonDirectory *directory;
  char *needle; /* folded */
  GtkFilter *filter;
  GtkFilterListModel *shown;
  GtkSingleSelection *selection;
  GtkColumnViewColumn *columns[N_COLUMNS];

  GtkWidget *content;
  GtkEditable *search;
  GtkToggleButton *left_toggle;
  GtkLabel *count;
  GtkStack *stack;
  GtkColumnView *view;
  GtkWidget *bar;
  GtkLabel *chosen;
  GtkWidget *edit_button;
  GtkWidget *password_button;
  GtkWidget *dismiss_button;
  GtkWidget *hand_over_button;
  gint64 wanted; /* who is to be chosen when the people are there anew, or 0 */
};

G_DEFINE_FINAL_TYPE (GarrisonPeopleList, garrison_people_list, GTK_TYPE_WIDGET)

/* ---- what stands in the columns ----------------------------------------------------------------- */

typedef char *(*CellText) (GarrisonPeopleList *self, GarrisonPerson *person);

static char *
team_of (GarrisonPeopleList *self, GarrisonPerson *person)
{
  return g_strdup (garrison_directory_get_choice_name (self->directory, "team", garrison_person_get_team (person)));
}

static char *
role_of (GarrisonPeopleList *self, GarrisonPerson *person)
{
  return g_strdup (garrison_directory_get_choice_name (self->directory, "role", garrison_person_get_role (person)));
}

static char *
manager_of (GarrisonPeopleList *self, GarrisonPerson *person)
{
  return g_strdup (garrison_directory_get_person_name (self->directory, garrison_person_get_manager (person)));
}

static char *
customers_of (GarrisonPeopleList *self, GarrisonPerson *person)
{
  g_autofree char *holds = garrison_money_format (garrison_person_get_holds (person), NULL);
  g_autofree char *cap = garrison_money_format (garrison_person_get_cap (person), NULL);

  /* What others hold is nobody's business but of those who see it; 0 would be a lie. */
  if (!garrison_store_reaches (garrison_directory_get_store (self->directory), "customer.see",
                               garrison_person_get_id (person)))
    return g_strdup ("");
  return garrison_person_get_cap (person) > 0 ? g_strdup_printf ("%s / %s", holds, cap) : g_steal_pointer (&holds);
}

/* Whoever left and still holds customers is shown until these are handed over. */
static gboolean
is_to_hand_over (GarrisonPeopleList *self, GarrisonPerson *person)
{
  return !garrison_person_is_active (person) && garrison_person_get_holds (person) > 0 && self->directory != NULL
         && garrison_store_reaches (garrison_directory_get_store (self->directory), "customer.transfer",
                                    garrison_person_get_id (person));
}

static char *
state_of (GarrisonPeopleList *self, GarrisonPerson *person)
{
  if (garrison_person_is_active (person))
    return g_strdup (C_ ("person", "Active"));
  return g_strdup (is_to_hand_over (self, person) ? C_ ("person", "Left, holds customers") : C_ ("person", "Left"));
}

static char *
name_of (GarrisonPeopleList *self, GarrisonPerson *person)
{
  return g_strdup (garrison_person_get_name (person));
}

/* In the order in which they stand. @keep: those with the least are the last to go. */
static const struct
{
  const char *title;
  CellText text;
  int chars;
  int keep;
} COLUMNS[N_COLUMNS] = {
  { N_ ("Full name"), name_of, 20, 0 },
  { N_ ("Team"), team_of, 14, 3 },
  { N_ ("Role"), role_of, 13, 1 },
  { N_ ("Manager"), manager_of, 14, 4 },
  { N_ ("Customers"), customers_of, 11, 2 },
  { NC_ ("person", "State"), state_of, 8, 5 },
};
#define NAME_COLUMN 0
#define ROLE_COLUMN 2
#define CUSTOMERS_COLUMN 4
#define STATE_COLUMN 5
#define LONG_STATE 20 /* characters of the longest, where there is room for it */

static const char *
title_of (guint column)
{
  return column == 5 ? g_dpgettext2 (GETTEXT_PACKAGE, "person", COLUMNS[column].title) : _ (COLUMNS[column].title);
}

/* Below the name: the login, or what has no column of its own. */
static char *
second_line (GarrisonPeopleList *self, GarrisonPerson *person)
{
  g_autofree char *role = role_of (self, person), *customers = customers_of (self, person);
  gboolean counted = gtk_column_view_column_get_visible (self->columns[CUSTOMERS_COLUMN]) || *customers == '\0';
  const char *first = gtk_column_view_column_get_visible (self->columns[ROLE_COLUMN]) ? garrison_person_get_login (person)
                                                                                      : role;

  return counted ? g_strdup (first) : g_strdup_printf ("%s · %s", first, customers);
}

static char *
spoken (GarrisonPeopleList *self, GarrisonPerson *person)
{
  g_autofree char *role = role_of (self, person), *team = team_of (self, person), *state = state_of (self, person);

  if (!garrison_store_reaches (garrison_directory_get_store (self->directory), "customer.see",
                               garrison_person_get_id (person)))
    return g_strdup_printf ("%s, %s, %s, %s", garrison_person_get_name (person), role, team, state);
  /* Translators: name, role, team, number of customers, active or left */
  return g_strdup_printf (ngettext ("%s, %s, %s, %" PRIi64 " customer, %s", "%s, %s, %s, %" PRIi64 " customers, %s",
                                    (gulong) MIN (garrison_person_get_holds (person), G_MAXINT)),
                          garrison_person_get_name (person), role, team, garrison_person_get_holds (person), state);
}

/* ---- cells -------------------------------------------------------------------------------------- */

static void
update_cell (GtkWidget *cell)
{
  GarrisonPeopleList *self = g_object_get_data (G_OBJECT (cell), "list");
  GarrisonPerson *person = g_object_get_data (G_OBJECT (cell), "person");
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), "column"));
  GtkLabel *first = g_object_get_data (G_OBJECT (cell), "first"), *second = g_object_get_data (G_OBJECT (cell), "second");
  GtkWidget *avatar = g_object_get_data (G_OBJECT (cell), "avatar"), *row;
  g_autofree char *text = NULL, *below = NULL, *label = NULL;

  if (person == NULL)
    return;
  text = COLUMNS[column].text (self, person);
  gtk_label_set_label (first, text);
  if (garrison_person_is_active (person))
    gtk_widget_remove_css_class (GTK_WIDGET (first), "dim");
  else
    gtk_widget_add_css_class (GTK_WIDGET (first), "dim");
  if (column != NAME_COLUMN)
    return;
  below = second_line (self, person);
  label = spoken (self, person);
  gtk_label_set_label (second, below);
  garrison_avatar_set_person (GARRISON_AVATAR (avatar), garrison_person_get_id (person),
                              garrison_person_get_name (person));
  row = gtk_widget_get_parent (gtk_widget_get_parent (cell));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
label_new (gboolean number)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
name_cell_new (void)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *avatar = garrison_avatar_new (), *first = label_new (FALSE), *second = label_new (FALSE);

  gtk_widget_add_css_class (avatar, "large");
  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (second, "secondary");
  gtk_box_append (GTK_BOX (lines), first);
  gtk_box_append (GTK_BOX (lines), second);
  gtk_box_append (GTK_BOX (cell), avatar);
  gtk_box_append (GTK_BOX (cell), lines);
  g_object_set_data (G_OBJECT (cell), "avatar", avatar);
  g_object_set_data (G_OBJECT (cell), "first", first);
  g_object_set_data (G_OBJECT (cell), "second", second);
  return cell;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, GarrisonPeopleList *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *cell = column == NAME_COLUMN ? name_cell_new () : label_new (column == CUSTOMERS_COLUMN);

  if (column != NAME_COLUMN)
    g_object_set_data (G_OBJECT (cell), "first", cell);
  g_object_set_data (G_OBJECT (cell), "list", self);
  g_object_set_data (G_OBJECT (cell), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (self->directory, "changed", G_CALLBACK (update_cell), cell, G_CONNECT_SWAPPED);
  /* What has no column stands below the name. */
  if (column == NAME_COLUMN)
    {
      g_signal_connect_object (self->columns[ROLE_COLUMN], "notify::visible", G_CALLBACK (update_cell), cell,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->columns[CUSTOMERS_COLUMN], "notify::visible", G_CALLBACK (update_cell), cell,
                               G_CONNECT_SWAPPED);
    }
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, GarrisonPeopleList *self)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GarrisonPerson *person = gtk_list_item_get_item (item);

  g_object_set_data_full (G_OBJECT (cell), "person", g_object_ref (person), g_object_unref);
  g_signal_connect_object (person, "notify", G_CALLBACK (update_cell), cell, G_CONNECT_SWAPPED);
  update_cell (cell);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, GarrisonPeopleList *self)
{
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), update_cell, cell);
  g_object_set_data (G_OBJECT (cell), "person", NULL);
}

/* ---- columns ------------------------------------------------------------------------------------ */

static int
compare_texts (CellText text, GarrisonPeopleList *self, GarrisonPerson *a, GarrisonPerson *b)
{
  g_autofree char *first = text (self, a), *second = text (self, b);
  g_autofree char *first_key = garrison_text_sort_key (first), *second_key = garrison_text_sort_key (second);

  return strcmp (first_key, second_key);
}

typedef struct
{
  GarrisonPeopleList *list; /* not owned */
  guint column;
} Order;

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  GarrisonPerson *first = (GarrisonPerson *) a, *second = (GarrisonPerson *) b;
  gint64 more;

  if (order->list->directory == NULL)
    return 0;
  if (order->column != CUSTOMERS_COLUMN)
    return compare_texts (COLUMNS[order->column].text, order->list, first, second);
  more = garrison_person_get_holds (first) - garrison_person_get_holds (second);
  return more < 0 ? -1 : more > 0;
}

static void
add_column (GarrisonPeopleList *self, guint i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = NULL;
  Order *order = g_new0 (Order, 1);

  order->list = self;
  order->column = i;
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare, order, g_free));
  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (i));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  self->columns[i] = gtk_column_view_column_new (title_of (i), factory);
  gtk_column_view_column_set_sorter (self->columns[i], sorter);
  gtk_column_view_column_set_resizable (self->columns[i], TRUE);
  gtk_column_view_append_column (self->view, self->columns[i]);
  g_object_unref (self->columns[i]); /* the view keeps it */
}

static int
char_width (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return MAX (width, 5);
}

void
garrison_people_list_set_room (GarrisonPeopleList *self, int width)
{
  int unit, left = width;

  g_return_if_fail (GARRISON_IS_PEOPLE_LIST (self));

  if (width <= 0)
    return;
  unit = char_width (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->count), width >= 70 * unit);
  for (int keep = 0; keep < N_COLUMNS; keep++)
    for (guint i = 0; i < N_COLUMNS; i++)
      if (COLUMNS[i].keep == keep)
        {
          int wanted = COLUMNS[i].chars * unit + PADDING, roomy = LONG_STATE * unit + PADDING;
          gboolean shown = i == NAME_COLUMN || left >= wanted;

          if (i == STATE_COLUMN && left >= roomy)
            wanted = roomy;
          left -= wanted;
          gtk_column_view_column_set_visible (self->columns[i], shown);
          /* GTK 4.8 counts columns that cannot be seen, too. */
          gtk_column_view_column_set_expand (self->columns[i], shown && i < CUSTOMERS_COLUMN);
          gtk_column_view_column_set_fixed_width (self->columns[i], shown ? wanted : 0);
        }
}

/* ---- the person chosen -------------------------------------------------------------------------- */

static GarrisonPerson *
chosen (GarrisonPeopleList *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
set_hindrance (GarrisonPeopleList *self, GtkWidget *button, const char *action, char *hindrance)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, hindrance == NULL);
  gtk_widget_set_tooltip_text (button, hindrance);
  g_free (hindrance);
}

/* (nullable) (transfer full): as garrison_people_find_hindrance(). */
static char *
find_hindrance (GarrisonPeopleList *self, const char *right, gboolean dismissing)
{
  GarrisonStore *store = garrison_window_get_store (self->window);
  GarrisonPerson *person = chosen (self);
  char *hindrance = garrison_people_find_hindrance (store, right, person != NULL ? garrison_person_get_id (person) : 0);

  if (hindrance != NULL)
    return hindrance;
  if (person == NULL)
    return g_strdup (_ ("Choose somebody first."));
  if (!garrison_person_is_active (person) && dismissing)
    return g_strdup (_ ("The person has left already."));
  if (garrison_person_get_id (person) == garrison_store_get_me (store) && dismissing)
    return g_strdup (_ ("Nobody dismisses themselves here. Ask a colleague with the right."));
  return NULL;
}

static void
update_actions (GarrisonPeopleList *self)
{
  GarrisonPerson *person;
  gboolean own;

  if (self->window == NULL)
    return;
  person = chosen (self);
  own = person != NULL && garrison_person_get_id (person) == garrison_store_get_me (garrison_window_get_store (self->window));
  set_hindrance (self, self->edit_button, "people.edit", find_hindrance (self, "person.edit", FALSE));
  set_hindrance (self, self->dismiss_button, "people.dismiss", find_hindrance (self, "person.edit", TRUE));
  set_hindrance (self, self->hand_over_button, "people.hand-over", find_hindrance (self, "customer.transfer", FALSE));
  gtk_widget_set_visible (self->hand_over_button, person != NULL && !garrison_person_is_active (person));
  gtk_widget_set_visible (self->dismiss_button, person == NULL || garrison_person_is_active (person));
  set_hindrance (self, self->password_button, "people.password",
                 own ? NULL : find_hindrance (self, "person.password", FALSE));
  gtk_label_set_label (self->chosen, person != NULL ? garrison_person_get_name (person) : "");
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonPeopleList *self = GARRISON_PEOPLE_LIST (widget);

  if (chosen (self) != NULL)
    garrison_person_edit_dialog_show (self->window, garrison_person_get_id (chosen (self)));
}

static void
on_password (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonPeopleList *self = GARRISON_PEOPLE_LIST (widget);

  if (chosen (self) != NULL)
    garrison_password_dialog_show (self->window, garrison_person_get_id (chosen (self)));
}

static void
on_dismiss (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonPeopleList *self = GARRISON_PEOPLE_LIST (widget);

  if (chosen (self) == NULL)
    return;
  self->wanted = garrison_person_get_id (chosen (self));
  garrison_person_dismiss (self->window, self->wanted);
}

static void
on_hand_over (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonPeopleList *self = GARRISON_PEOPLE_LIST (widget);

  if (chosen (self) != NULL)
    garrison_hand_over_dialog_show (self->window, garrison_person_get_id (chosen (self)));
}

/* ---- search ------------------------------------------------------------------------------------- */

static gboolean
fits (gpointer item, gpointer data)
{
  GarrisonPeopleList *self = data;

  if (!garrison_person_is_active (item) && !gtk_toggle_button_get_active (self->left_toggle)
      && !is_to_hand_over (self, item))
    return FALSE;
  return self->directory == NULL || self->needle == NULL || garrison_people_fits (self->directory, item, self->needle);
}

static void
update_count (GarrisonPeopleList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autofree char *text = g_strdup_printf (ngettext ("%u person", "%u people", n), n);

  gtk_label_set_label (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static void
filter_again (GarrisonPeopleList *self)
{
  g_free (self->needle);
  self->needle = garrison_text_fold (gtk_editable_get_text (self->search));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  /* Who was looked for and is the only one is meant. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 1 && *self->needle != '\0')
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
on_stop_search (GarrisonPeopleList *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Who was just dismissed stays chosen, so that what they held can be handed over. */
static void
choose_wanted (GarrisonPeopleList *self)
{
  GListModel *shown = G_LIST_MODEL (self->selection);

  for (guint i = 0; self->wanted != 0 && i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (shown, i);

      if (garrison_person_get_id (person) == self->wanted)
        gtk_single_selection_set_selected (self->selection, i);
    }
  self->wanted = 0;
}

static void
on_directory_changed (GarrisonPeopleList *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (gtk_column_view_get_sorter (self->view), GTK_SORTER_CHANGE_DIFFERENT);
  choose_wanted (self);
  update_actions (self);
}

void
garrison_people_list_search (GarrisonPeopleList *self)
{
  g_return_if_fail (GARRISON_IS_PEOPLE_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (self->search, 0, -1);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void
garrison_people_list_dispose (GObject *object)
{
  GarrisonPeopleList *self = GARRISON_PEOPLE_LIST (object);

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  self->window = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_people_list_parent_class)->dispose (object);
}

static void
garrison_people_list_finalize (GObject *object)
{
  g_free (GARRISON_PEOPLE_LIST (object)->needle);
  G_OBJECT_CLASS (garrison_people_list_parent_class)->finalize (object);
}

static void
garrison_people_list_class_init (GarrisonPeopleListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_people_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_people_list_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/people-list.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonPeopleList, child)
  BIND (content);
  BIND (search);
  BIND (left_toggle);
  BIND (count);
  BIND (stack);
  BIND (view);
  BIND (bar);
  BIND (chosen);
  BIND (edit_button);
  BIND (password_button);
  BIND (dismiss_button);
  BIND (hand_over_button);
#undef BIND
  gtk_widget_class_install_action (widget_class, "people.edit", NULL, on_edit);
  gtk_widget_class_install_action (widget_class, "people.password", NULL, on_password);
  gtk_widget_class_install_action (widget_class, "people.dismiss", NULL, on_dismiss);
  gtk_widget_class_install_action (widget_class, "people.hand-over", NULL, on_hand_over);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "people.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "people.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "people.password", NULL);
}

/* Delete in the search entry deletes letters. */
static gboolean
on_key (GarrisonPeopleList *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "people.dismiss", NULL);
  return TRUE;
}

static void
on_activated (GarrisonPeopleList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "people.edit", NULL);
}

static void
on_search_activated (GarrisonPeopleList *self)
{
  if (chosen (self) == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  on_activated (self);
}

static void
garrison_people_list_init (GarrisonPeopleList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (fits, self, NULL));
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, i);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (filter_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (on_search_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (on_stop_search), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->left_toggle, "toggled", G_CALLBACK (filter_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
}

static void
make_models (GarrisonPeopleList *self)
{
  GListModel *people = garrison_directory_get_people (self->directory);
  GtkSortListModel *sorted;

  self->shown = gtk_filter_list_model_new (g_object_ref (people), g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->shown)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

void
garrison_people_list_set_window (GarrisonPeopleList *self, GarrisonWindow *window)
{
  GarrisonStore *store;

  g_return_if_fail (GARRISON_IS_PEOPLE_LIST (self) && GARRISON_IS_WINDOW (window));
  g_return_if_fail (self->window == NULL);

  store = garrison_window_get_store (window);
  self->window = window;
  self->directory = g_object_ref (garrison_window_get_directory (window));
  gtk_widget_set_visible (self->bar, garrison_store_get_scope (store, "person.edit") != NULL
                                       || garrison_store_get_scope (store, "person.password") != NULL);
  make_models (self);
  g_signal_connect_object (self->directory, "changed", G_CALLBACK (on_directory_changed), self, G_CONNECT_SWAPPED);
  update_count (self);
  update_actions (self);
}
