#include "desktop/handover-window.h"

#include <glib/gi18n-lib.h>

#include "desktop/customer-drag.h"
#include "desktop/error-dialog.h"
#include "desktop/load-bar.h"
#include "desktop/people-dialogs.h"
#include "desktop/text-scale.h"
#include "model/inventory.h"
#include "model/split.h"

#define EVERYBODYS 0 /* entries of what is shown; receivers come after */
#define NOBODYS 1

/* An entry of the list: the item with its number. */
#define HANDOVER_TYPE_ENTRY (handover_entry_get_type ())
G_DECLARE_FINAL_TYPE (HandoverEntry, handover_entry, HANDOVER, ENTRY, GObject)

struct _HandoverEntry
{
  GObject parent_instance;
  guint item;
};

G_DEFINE_FINAL_TYPE (HandoverEntry, handover_entry, G_TYPE_OBJECT)

static void
handover_entry_class_init (HandoverEntryClass *klass)
{
}

static void
handover_entry_init (HandoverEntry *self)
{
}

typedef struct
{
  gint64 person;
  GtkWidget *row;
  GtkWidget *takes_part;
  GtkWidget *give;
  GtkWidget *bar;
} Place;

typedef struct
{
  GarrisonWindow *window; /* owned */
  gint64 person;
  gboolean dismissed;
  GtkWindow *dialog;      /* not owned: it owns this */
  GtkStack *stack;
  GtkWidget *button;
  GtkBox *held;
  GtkListBox *people;
  GtkDropDown *rule;
  GtkDropDown *rest;
  GtkDropDown *shown;
  GtkCheckButton *accept;
  GtkEntry *note;
  GtkLabel *left;
  AdwStatusPage *result;
  GListStore *entries;
  GtkMultiSelection *selection;
  GArray *rest_people;    /* of gint64: whom the entries of @rest mean */
  GPtrArray *places;      /* of Place */
  GarrisonSplit *split;   /* (nullable): not read yet */
  GPtrArray *inventory;   /* (nullable) */
  gint64 act;
} Assistant;

static void
assistant_free (gpointer data)
{
  Assistant *self = data;

  g_signal_handlers_disconnect_by_data (garrison_window_get_directory (self->window), self);
  g_clear_pointer (&self->split, garrison_split_free);
  g_clear_pointer (&self->inventory, g_ptr_array_unref);
  g_array_unref (self->rest_people);
  g_ptr_array_unref (self->places);
  g_object_unref (self->window);
  g_free (self);
}

static const char *
name_of (Assistant *self, gint64 person)
{
  return garrison_directory_get_person_name (garrison_window_get_directory (self->window), person);
}

/* ---- what is proposed --------------------------------------------------------------------------- */

static const GarrisonSplitReceiver *
find_receiver (Assistant *self, gint64 person)
{
  for (guint i = 0; i < garrison_split_get_n_receivers (self->split); i++)
    if (garrison_split_get_receiver (self->split, i)->person == person)
      return garrison_split_get_receiver (self->split, i);
  return NULL;
}

static void
update_place (Assistant *self, Place *place, gboolean selected)
{
  const GarrisonSplitReceiver *receiver = find_receiver (self, place->person);
  g_autofree char *text = NULL;

  if (receiver == NULL)
    return;
  if (receiver->cap > 0)
    /* Translators: customers that somebody holds, those that come, and how many they may hold */
    text = g_strdup_printf (_ ("%u + %u of %u"), (guint) receiver->holds, receiver->items, (guint) receiver->cap);
  else
    /* Translators: customers that somebody holds, and those that come */
    text = g_strdup_printf (_ ("%u + %u"), (guint) receiver->holds, receiver->items);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (place->row), text);
  garrison_load_bar_set_load (GARRISON_LOAD_BAR (place->bar), receiver->holds, receiver->given, receiver->cap,
                              MAX (receiver->holds + receiver->given, 1));
  gtk_widget_set_sensitive (place->give, selected && !receiver->out);
}

static void
update_places (Assistant *self)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint left;
  g_autofree char *text = NULL;

  if (self->split == NULL)
    return;
  for (guint i = 0; i < self->places->len; i++)
    update_place (self, self->places->pdata[i], !gtk_bitset_is_empty (bits));
  left = garrison_split_count_left (self->split);
  text = left == 0 ? g_strdup (_ ("Every customer has a receiver"))
                   : g_strdup_printf (ngettext ("%u customer has no receiver", "%u customers have no receiver", left), left);
  gtk_label_set_label (self->left, text);
}

static gboolean
is_shown (Assistant *self, const GarrisonSplitItem *item)
{
  guint shown = gtk_drop_down_get_selected (self->shown);

  if (shown == EVERYBODYS || shown == GTK_INVALID_LIST_POSITION)
    return TRUE;
  if (shown == NOBODYS)
    return item->to == 0;
  return shown - 2 < self->places->len && ((Place *) self->places->pdata[shown - 2])->person == item->to;
}

static void
update (Assistant *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->split == NULL)
    return;
  for (guint i = 0; i < garrison_split_get_size (self->split); i++)
    if (is_shown (self, garrison_split_get_item (self->split, i)))
      {
        HandoverEntry *entry = g_object_new (HANDOVER_TYPE_ENTRY, NULL);

        entry->item = i;
        g_ptr_array_add (entries, entry);
      }
  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)), entries->pdata, entries->len);
  update_places (self);
}

static void
propose (Assistant *self)
{
  if (self->split == NULL)
    return;
  garrison_split_propose (self->split, gtk_drop_down_get_selected (self->rule));
  update (self);
}

/* Those that find no room stay where they are. */
static void
give_selected (Assistant *self, gint64 to)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint refused = 0;

  for (guint64 i = 0; i < gtk_bitset_get_size (bits); i++)
    {
      g_autoptr (HandoverEntry) entry
        = g_list_model_get_item (G_LIST_MODEL (self->entries), gtk_bitset_get_nth (bits, (guint) i));

      refused += entry != NULL && !garrison_split_give (self->split, entry->item, to);
    }
  update (self);
  if (refused > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("No room for %u customer", "No room for %u customers", refused), refused);

      gtk_label_set_label (self->left, text);
    }
}

static gint64
person_of (gpointer widget)
{
  return *(gint64 *) g_object_get_data (widget, "person");
}

static void
on_give (Assistant *self, GtkButton *button)
{
  give_selected (self, person_of (button));
}

static void
on_takes_part (Assistant *self, GtkCheckButton *button)
{
  if (self->split == NULL)
    return;
  garrison_split_set_out (self->split, person_of (button), !gtk_check_button_get_active (button));
  propose (self);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, Assistant *self)
{
  give_selected (self, person_of (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target))));
  return TRUE;
}

static GdkContentProvider *
on_drag (GtkDragSource *source, double x, double y, Assistant *self)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) owners = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_autoptr (GarrisonCustomerIds) dragged = NULL;

  for (guint64 i = 0; i < gtk_bitset_get_size (bits); i++)
    {
      g_autoptr (HandoverEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), gtk_bitset_get_nth (bits, (guint) i));
      gint64 id = entry != NULL ? garrison_split_get_item (self->split, entry->item)->customer : 0;

      if (id != 0)
        g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    return NULL;
  g_array_set_size (owners, ids->len);
  dragged = garrison_customer_ids_new ((const gint64 *) ids->data, (const gint64 *) owners->data, ids->len);
  return gdk_content_provider_new_typed (GARRISON_TYPE_CUSTOMER_IDS, dragged);
}

/* ---- the act ------------------------------------------------------------------------------------ */

typedef struct
{
  GWeakRef dialog;
} Wish;

static void
wish_free (gpointer data)
{
  g_weak_ref_clear (&((Wish *) data)->dialog);
  g_free (data);
}

static gboolean
on_acted (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  g_autoptr (GtkWindow) dialog = g_weak_ref_get (&((Wish *) data)->dialog);
  Assistant *self = dialog != NULL ? g_object_get_data (G_OBJECT (dialog), "assistant") : NULL;
  g_autofree char *text = NULL;
  guint n;

  if (self == NULL)
    return FALSE;
  if (result == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "plan");
      gtk_widget_set_sensitive (self->button, TRUE);
      return FALSE;
    }
  self->act = garrison_act_result_get_act (result);
  n = (guint) garrison_act_result_get_int (result, "n");
  text = g_strdup_printf (_ ("%u open deals, %u contracts and %u tasks went along. What was done stays under the name of who did it."),
                          (guint) garrison_act_result_get_int (result, "deals"), (guint) garrison_act_result_get_int (result, "contracts"),
                          (guint) garrison_act_result_get_int (result, "tasks"));
  {
    g_autofree char *title = garrison_sentence_for_act ("hand-over", n, NULL);

    adw_status_page_set_title (self->result, title);
  }
  adw_status_page_set_description (self->result, text);
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_set_visible (self->button, FALSE);
  return FALSE;
}

static void
run (gpointer data)
{
  Assistant *self = data;
  guint rest = gtk_drop_down_get_selected (self->rest);
  gint64 to = rest < self->rest_people->len ? g_array_index (self->rest_people, gint64, rest) : 0;
  g_autoptr (GarrisonArgs) args
    = garrison_split_make_args (self->split, to, gtk_check_button_get_active (self->accept), gtk_editable_get_text (GTK_EDITABLE (self->note)));
  g_autofree char *sentence = g_strdup_printf (_ ("Handed over from %s"), name_of (self, self->person));
  Wish *wish = g_new0 (Wish, 1);

  g_weak_ref_init (&wish->dialog, self->dialog);
  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  garrison_window_act (self->window, "hand-over", args, sentence, on_acted, wish, wish_free);
}

static void
on_hand_over (Assistant *self)
{
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  guint n, left;

  if (self->split == NULL)
    return;
  left = garrison_split_count_left (self->split);
  n = garrison_split_get_size (self->split) - left;
  heading = g_strdup_printf (ngettext ("Hand over %u customer from %s?", "Hand over %u customers from %s?", n), n,
                             name_of (self, self->person));
  body = left == 0 ? g_strdup (_ ("It can be undone."))
                   : g_strdup_printf (ngettext ("%u customer without a receiver stays. It can be undone.",
                                                "%u customers without a receiver stay. It can be undone.", left), left);
  garrison_confirm (self->dialog, heading, body, _ ("_Hand over"), FALSE, run, self, NULL);
}

static void
on_undo (Assistant *self)
{
  garrison_window_undo (self->window, self->act);
  gtk_window_destroy (self->dialog);
}

/* Whoever reported to them, and what hangs on no customer, comes next. */
static void
on_close (Assistant *self)
{
  g_autoptr (GarrisonWindow) window = g_object_ref (self->window);
  gint64 person = self->person;
  gboolean whole = garrison_split_count_left (self->split) == 0;

  gtk_window_destroy (self->dialog);
  if (whole)
    garrison_hand_over_dialog_show (window, person);
}

/* ---- reading ------------------------------------------------------------------------------------ */

typedef struct
{
  gint64 person;
  GArray *people; /* of gint64 */
  GarrisonSplit *split;
  GPtrArray *inventory;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_array_unref (reading->people);
  g_clear_pointer (&reading->split, garrison_split_free);
  g_clear_pointer (&reading->inventory, g_ptr_array_unref);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  gboolean good;

  reading->inventory = garrison_inventory_read (source, reading->person, cancellable, &error);
  reading->split = reading->inventory != NULL ? garrison_split_read (source, reading->person, cancellable, &error) : NULL;
  good = reading->split != NULL;
  for (guint i = 0; good && i < reading->people->len; i++)
    good = garrison_split_add (reading->split, source, g_array_index (reading->people, gint64, i), cancellable, &error);
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_held (Assistant *self)
{
  for (guint i = 0; i < self->inventory->len; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      g_autofree char *label = garrison_held_label (self->inventory->pdata[i]);
      g_autofree char *figure = garrison_held_figure (self->inventory->pdata[i]);
      GtkWidget *what = gtk_label_new (label), *much = gtk_label_new (figure);

      gtk_label_set_xalign (GTK_LABEL (what), 0);
      gtk_label_set_wrap (GTK_LABEL (what), TRUE);
      gtk_label_set_xalign (GTK_LABEL (much), 1);
      gtk_label_set_wrap (GTK_LABEL (much), TRUE);
      gtk_widget_set_hexpand (what, TRUE);
      gtk_widget_add_css_class (much, "numeric");
      gtk_box_append (GTK_BOX (line), what);
      gtk_box_append (GTK_BOX (line), much);
      gtk_box_append (self->held, line);
    }
}

/* At first those of the same team take part, or everybody where there is nobody else in it. */
static void
choose_team (Assistant *self)
{
  GarrisonDirectory *directory = garrison_window_get_directory (self->window);
  GarrisonPerson *person = garrison_directory_get_person (directory, self->person);
  gint64 team = person != NULL ? garrison_person_get_team (person) : 0;
  gboolean any = FALSE;

  for (guint i = 0; i < self->places->len; i++)
    {
      GarrisonPerson *other = garrison_directory_get_person (directory, ((Place *) self->places->pdata[i])->person);

      any = any || (other != NULL && garrison_person_get_team (other) == team);
    }
  for (guint i = 0; any && i < self->places->len; i++)
    {
      Place *place = self->places->pdata[i];
      GarrisonPerson *other = garrison_directory_get_person (directory, place->person);

      if (other == NULL || garrison_person_get_team (other) != team)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (place->takes_part), FALSE);
    }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) dialog = data;
  Assistant *self = g_object_get_data (G_OBJECT (dialog), "assistant");
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (self != NULL && gtk_widget_get_realized (GTK_WIDGET (dialog)))
        garrison_window_show_error (self->window, error);
      gtk_window_destroy (dialog);
      return;
    }
  if (self == NULL || self->places->len == 0)
    return;
  self->split = g_steal_pointer (&reading->split);
  self->inventory = g_steal_pointer (&reading->inventory);
  show_held (self);
  choose_team (self);
  propose (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  gtk_widget_set_sensitive (self->button, TRUE);
}

static void
read_all (Assistant *self)
{
  g_autoptr (GTask) task = g_task_new (garrison_window_get_store (self->window), NULL, on_read, g_object_ref (self->dialog));
  Reading *reading = g_new0 (Reading, 1);

  reading->person = self->person;
  reading->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->places->len; i++)
    g_array_append_val (reading->people, ((Place *) self->places->pdata[i])->person);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- building ----------------------------------------------------------------------------------- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *name = gtk_label_new (NULL), *to = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (to), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (to, "dim");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), to);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, Assistant *self)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  HandoverEntry *entry = gtk_list_item_get_item (item);
  const GarrisonSplitItem *customer = garrison_split_get_item (self->split, entry->item);

  gtk_label_set_label (GTK_LABEL (name), customer->name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), customer->to != 0 ? name_of (self, customer->to) : _ ("Nobody"));
}

static void
name_widget (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
add_place (Assistant *self, GarrisonPerson *person)
{
  Place *place = g_new0 (Place, 1);
  GtkDropTarget *target = gtk_drop_target_new (GARRISON_TYPE_CUSTOMER_IDS, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_autofree char *part = g_strdup_printf (_ ("%s takes part"), garrison_person_get_name (person));
  g_autofree char *give = g_strdup_printf (_ ("Give the chosen customers to %s"), garrison_person_get_name (person));
  GtkWidget *ends = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *widgets[3];

  place->person = garrison_person_get_id (person);
  place->row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", FALSE, NULL);
  g_object_set (place->row, "title", garrison_person_get_name (person), NULL);
  place->takes_part = gtk_check_button_new ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (place->takes_part), TRUE);
  place->give = gtk_button_new_with_label (_ ("Give"));
  place->bar = garrison_load_bar_new ();
  name_widget (place->takes_part, part);
  name_widget (place->give, give);
  gtk_widget_set_tooltip_text (place->give, give);
  gtk_widget_add_css_class (place->give, "small");
  gtk_widget_set_valign (ends, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (place->bar, 72, -1);
  gtk_box_append (GTK_BOX (ends), place->give);
  gtk_box_append (GTK_BOX (ends), place->bar);
  adw_action_row_add_prefix (ADW_ACTION_ROW (place->row), place->takes_part);
  adw_action_row_add_suffix (ADW_ACTION_ROW (place->row), ends);
  widgets[0] = place->row, widgets[1] = place->takes_part, widgets[2] = place->give;
  for (guint i = 0; i < 3; i++)
    g_object_set_data_full (G_OBJECT (widgets[i]), "person", g_memdup2 (&place->person, sizeof place->person), g_free);
  g_signal_connect_swapped (place->takes_part, "toggled", G_CALLBACK (on_takes_part), self);
  g_signal_connect_swapped (place->give, "clicked", G_CALLBACK (on_give), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (place->row, GTK_EVENT_CONTROLLER (target));
  gtk_list_box_append (self->people, place->row);
  g_ptr_array_add (self->places, place);
}

static void
fill (Assistant *self)
{
  GListModel *people = garrison_directory_get_reach (garrison_window_get_directory (self->window));
  g_autoptr (GtkStringList) rest = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) shown = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) rules = gtk_string_list_new (NULL);
  gint64 nobody = 0;

  gtk_string_list_append (rest, _ ("Nobody yet"));
  gtk_string_list_append (shown, _ ("All customers"));
  gtk_string_list_append (shown, _ ("Without a receiver"));
  g_array_append_val (self->rest_people, nobody);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);
      gint64 id = garrison_person_get_id (person);

      if (id == self->person || !garrison_person_is_active (person))
        continue;
      add_place (self, person);
      gtk_string_list_append (rest, garrison_person_get_name (person));
      gtk_string_list_append (shown, garrison_person_get_name (person));
      g_array_append_val (self->rest_people, id);
    }
  for (guint i = 0; i < GARRISON_N_SPLITS; i++)
    gtk_string_list_append (rules, garrison_split_rule_name (i));
  gtk_drop_down_set_model (self->rest, G_LIST_MODEL (rest));
  gtk_drop_down_set_selected (self->rest, self->rest_people->len > 1 ? 1 : 0);
  gtk_drop_down_set_model (self->shown, G_LIST_MODEL (shown));
  gtk_drop_down_set_model (self->rule, G_LIST_MODEL (rules));
  gtk_drop_down_set_selected (self->rule, GARRISON_SPLIT_LOAD);
}

static void
make_list (Assistant *self, GtkBuilder *builder)
{
  GtkListView *list = GTK_LIST_VIEW (gtk_builder_get_object (builder, "customers"));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  self->entries = g_list_store_new (HANDOVER_TYPE_ENTRY);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (self->entries));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  gtk_list_view_set_factory (list, factory);
  gtk_list_view_set_model (list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
  g_object_unref (self->selection); /* the list holds it */
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag), self);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (update_places), self);
}

static void
build (Assistant *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/garrisoncrm/Garrison/handover-window.ui");

  self->dialog = GTK_WINDOW (gtk_builder_get_object (builder, "dialog"));
  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->button = GTK_WIDGET (gtk_builder_get_object (builder, "hand_over"));
  self->held = GTK_BOX (gtk_builder_get_object (builder, "held"));
  self->people = GTK_LIST_BOX (gtk_builder_get_object (builder, "people"));
  self->rule = GTK_DROP_DOWN (gtk_builder_get_object (builder, "rule"));
  self->rest = GTK_DROP_DOWN (gtk_builder_get_object (builder, "rest"));
  self->shown = GTK_DROP_DOWN (gtk_builder_get_object (builder, "shown"));
  self->accept = GTK_CHECK_BUTTON (gtk_builder_get_object (builder, "accept"));
  self->note = GTK_ENTRY (gtk_builder_get_object (builder, "note"));
  self->left = GTK_LABEL (gtk_builder_get_object (builder, "left"));
  self->result = ADW_STATUS_PAGE (gtk_builder_get_object (builder, "result"));
  garrison_text_scale_window (self->dialog);
  make_list (self, builder);
  fill (self);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_hand_over), self);
  g_signal_connect_swapped (self->rule, "notify::selected", G_CALLBACK (propose), self);
  g_signal_connect_swapped (self->shown, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "undo"), "clicked", G_CALLBACK (on_undo), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "close"), "clicked", G_CALLBACK (on_close), self);
}

/* The dismissal was undone. */
static void
on_directory_changed (Assistant *self)
{
  GarrisonPerson *person = garrison_directory_get_person (garrison_window_get_directory (self->window), self->person);

  if (self->dismissed && person != NULL && garrison_person_is_active (person) && self->act == 0)
    gtk_window_destroy (self->dialog);
}

static GtkWindow *
find_open (gint64 person)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      Assistant *self = g_object_get_data (l->data, "assistant");

      if (self != NULL && self->person == person)
        return GTK_WINDOW (l->data);
    }
  return NULL;
}

void
garrison_handover_window_show (GarrisonWindow *window, gint64 person, gboolean dismissed)
{
  GtkWindow *open;
  Assistant *self;
  g_autofree char *title = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && person > 0);

  open = find_open (person);
  if (open != NULL)
    {
      gtk_window_present (open);
      return;
    }
  self = g_new0 (Assistant, 1);
  self->window = g_object_ref (window);
  self->person = person;
  self->dismissed = dismissed;
  self->places = g_ptr_array_new_with_free_func (g_free);
  self->rest_people = g_array_new (FALSE, FALSE, sizeof (gint64));
  build (self);
  g_object_set_data_full (G_OBJECT (self->dialog), "assistant", self, assistant_free);
  title = g_strdup_printf (_ ("Hand over from %s"), name_of (self, person));
  gtk_window_set_title (self->dialog, title);
  gtk_window_set_transient_for (self->dialog, GTK_WINDOW (window));
  gtk_window_set_destroy_with_parent (self->dialog, TRUE);
  g_signal_connect_swapped (garrison_window_get_directory (window), "changed", G_CALLBACK (on_directory_changed), self);
  gtk_window_present (self->dialog);
  read_all (self);
}
