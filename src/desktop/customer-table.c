#include "desktop/customer-table.h"

#include <glib/gi18n-lib.h>

#include "desktop/customer-columns.h"
#include "desktop/customer-drag.h"
#include "desktop/customer-selection.h"

struct _GarrisonCustomerTable
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkColumnView *view;
  GtkPopoverMenu *menu; /* for a row */
  GarrisonCustomerList *list;
  GarrisonCustomerSelection *selection;
  GarrisonColumnContext context;
  GPtrArray *columns; /* of GtkColumnViewColumn, in the order of the kinds */
  GSimpleActionGroup *actions;
  const char *asked_key;    /* see find_sort() */
  guint kept_position;
  gint64 current;           /* the customer selected before the list changed */
  guint deferred;           /* a selected row that was pressed: selected alone on release */
  int room;                 /* px for all columns; 0: not known yet */
  guint refresh_source;
  guint settle_source;
};

G_DEFINE_FINAL_TYPE (GarrisonCustomerTable, garrison_customer_table, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_MENU_MODEL,
};

enum
{
  SELECTION_CHANGED,
  OPENED,
  DRAG_BEGUN,
  DRAG_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define REFRESH_SECONDS 60 /* "2 h" and "today" grow old */
#define MANY 2000          /* rows whose owners are looked at when a drag begins */

/* ---- order -------------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonCustomerTable *table;
  const char *key;
} Sorting;

/* GTK 4.8 does not tell by which column a view is sorted. Comparing any pair with all of the view's
 * sorters calls the one that comes first; that one notes its key, and the sign tells the direction. */
static int
on_column_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  Sorting *sorting = data;

  if (sorting->table->asked_key != NULL)
    return 0;
  sorting->table->asked_key = sorting->key;
  return -1;
}

static const char *
find_sort (GarrisonCustomerTable *self, gboolean *descending)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL), b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  self->asked_key = NULL;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), a, b);
  *descending = ordering == GTK_ORDERING_LARGER;
  return self->asked_key;
}

static void
on_sorter_changed (GarrisonCustomerTable *self)
{
  gboolean descending = FALSE;
  const char *key = find_sort (self, &descending);

  garrison_customer_list_set_sort (self->list, key != NULL ? key : "name", descending);
}

static void
on_sort_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GarrisonCustomerTable *self = data;
  const GarrisonColumnKind *kinds;
  guint n;
  gboolean descending = FALSE;
  const char *now = find_sort (self, &descending);

  kinds = garrison_column_kinds (&n);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (kinds[i].key, g_variant_get_string (parameter, NULL)) == 0)
      {
        gboolean again = g_strcmp0 (now, kinds[i].key) == 0 && !descending;
        gtk_column_view_sort_by_column (self->view, self->columns->pdata[i],
                                        again ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      }
}

/* ---- selection ---------------------------------------------------------------------------------- */

static GtkSelectionModel *
model_of (GarrisonCustomerTable *self)
{
  return GTK_SELECTION_MODEL (self->selection);
}

guint
garrison_customer_table_get_n_selected (GarrisonCustomerTable *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), 0);

  if (self->selection == NULL)
    return 0;
  selected = gtk_selection_model_get_selection (model_of (self));
  return (guint) gtk_bitset_get_size (selected);
}

GArray *
garrison_customer_table_get_selected (GarrisonCustomerTable *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), ids);

  selected = gtk_selection_model_get_selection (model_of (self));
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, selected, &position); ok;
       ok = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = garrison_customer_list_get_id (self->list, position);
      g_array_append_val (ids, id);
    }
  return ids;
}

gint64
garrison_customer_table_get_current (GarrisonCustomerTable *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), 0);

  if (self->selection == NULL)
    return 0;
  selected = gtk_selection_model_get_selection (model_of (self));
  if (gtk_bitset_is_empty (selected))
    return 0;
  return garrison_customer_list_get_id (self->list, gtk_bitset_get_minimum (selected));
}

gboolean
garrison_customer_table_sum_selected (GarrisonCustomerTable *self, gint64 *total, guint *first_level)
{
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position, first = 0;
  gint64 sum = 0;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), FALSE);

  selected = gtk_selection_model_get_selection (model_of (self));
  if (gtk_bitset_get_size (selected) > MANY)
    return FALSE;
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, selected, &position); ok;
       ok = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (GarrisonCustomer) customer
        = g_list_model_get_item (G_LIST_MODEL (self->list), position);
      GarrisonChoice *level;
      if (customer == NULL || !garrison_customer_is_loaded (customer))
        return FALSE;
      sum += garrison_customer_get_total (customer);
      level = garrison_directory_get_choice (self->context.directory, "level",
                                             garrison_customer_get_level (customer));
      first += level != NULL && g_strcmp0 (garrison_choice_get_key (level), "A") == 0;
    }
  *total = sum;
  *first_level = first;
  return TRUE;
}

static GtkWidget *
inner_list (GarrisonCustomerTable *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;
  return NULL;
}

static void
scroll_to (GarrisonCustomerTable *self, guint position)
{
  GtkWidget *inner = inner_list (self);

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    garrison_customer_selection_grow (self->selection);
  /* There is no gtk_column_view_scroll_to() before 4.12. */
  if (inner != NULL)
    gtk_widget_activate_action (inner, "list.scroll-to-item", "u", position);
}

gboolean
garrison_customer_table_select_customer (GarrisonCustomerTable *self, gint64 customer)
{
  guint position;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), FALSE);

  if (self->list == NULL)
    return FALSE;
  if (!garrison_customer_list_find (self->list, customer, &position))
    {
      /* It may be on its way into the list: just created, or behind a search that is cleared. */
      gtk_selection_model_unselect_all (model_of (self));
      self->current = customer;
      return FALSE;
    }
  gtk_selection_model_select_item (model_of (self), position, TRUE);
  scroll_to (self, position);
  return TRUE;
}

void
garrison_customer_table_step (GarrisonCustomerTable *self, int step)
{
  g_autoptr (GtkBitset) selected = NULL;
  guint n;
  gint64 position = 0;

  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  selected = gtk_selection_model_get_selection (model_of (self));
  if (n == 0)
    return;
  if (!gtk_bitset_is_empty (selected))
    position = (gint64) gtk_bitset_get_minimum (selected) + step;
  position = CLAMP (position, 0, (gint64) n - 1);
  gtk_selection_model_select_item (model_of (self), (guint) position, TRUE);
  scroll_to (self, (guint) position);
}

void
garrison_customer_table_select_all (GarrisonCustomerTable *self)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (self));
  garrison_customer_selection_grow (self->selection);
  gtk_selection_model_select_all (model_of (self));
}

void
garrison_customer_table_clear_selection (GarrisonCustomerTable *self)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (self));
  gtk_selection_model_unselect_all (model_of (self));
}

void
garrison_customer_table_grab (GarrisonCustomerTable *self)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_selection_changed (GarrisonCustomerTable *self)
{
  gint64 current = garrison_customer_table_get_current (self);

  if (current != 0)
    self->current = current;
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static gboolean
on_settled (gpointer data)
{
  GarrisonCustomerTable *self = data;
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model_of (self));

  self->settle_source = 0;
  scroll_to (self, gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected));
  return G_SOURCE_REMOVE;
}

/* The list was asked anew: the customer that was looked at stays selected where it is now. */
static void
on_items_changed (GarrisonCustomerTable *self, guint position, guint removed, guint added)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list)), found;

  if (self->current != 0 && garrison_customer_table_get_n_selected (self) == 0
      && garrison_customer_list_find (self->list, self->current, &found))
    gtk_selection_model_select_item (model_of (self), found, TRUE);
  /* GTK 4.8 keeps the place of the focused row, which may stand a thousand rows further now, and then
   * paints nothing at all: after a change of the greater part the place is set anew. */
  if (position == 0 && added >= MIN (n / 2, 20) && n > 0 && self->settle_source == 0)
    self->settle_source = g_idle_add (on_settled, self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static GtkWidget *
widget_at (GarrisonCustomerTable *self, double x, double y)
{
  return gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
}

static guint
position_at (GarrisonCustomerTable *self, double x, double y, GtkWidget **row)
{
  GtkWidget *widget = widget_at (self, x, y);

  /* The header is made of the same kinds of widgets, but without cells. */
  if (widget == NULL || widget == GTK_WIDGET (self->view) || GTK_IS_LIST_VIEW (widget))
    return GTK_INVALID_LIST_POSITION;
  return garrison_customer_column_find_position (widget, row);
}

static void
select_row (GtkWidget *row, guint position, gboolean modify, gboolean extend)
{
  gtk_widget_activate_action (row, "list.select-item", "(ubb)", position, modify, extend);
}

/* GTK 4.8 gives a click to the cell and again to its row, so that Ctrl toggles twice; and a press on
 * one of several selected rows selects it alone before a drag can begin. So clicks are taken here. */
static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, GarrisonCustomerTable *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *row = NULL;
  guint position = position_at (self, x, y, &row);
  gboolean modify = (state & GDK_CONTROL_MASK) != 0, extend = (state & GDK_SHIFT_MASK) != 0;

  self->deferred = GTK_INVALID_LIST_POSITION;
  if (position == GTK_INVALID_LIST_POSITION || row == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  if (!modify && !extend && gtk_selection_model_is_selected (model_of (self), position))
    self->deferred = position;
  else
    select_row (row, position, modify, extend);
  gtk_widget_grab_focus (row);
  if (n_press == 2 && !modify && !extend)
    g_signal_emit (self, signals[OPENED], 0, garrison_customer_list_get_id (self->list, position));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, GarrisonCustomerTable *self)
{
  GtkWidget *row = NULL;
  guint position = position_at (self, x, y, &row);

  if (self->deferred != GTK_INVALID_LIST_POSITION && position == self->deferred && row != NULL
      && garrison_customer_table_get_n_selected (self) > 1)
    select_row (row, position, FALSE, FALSE);
  self->deferred = GTK_INVALID_LIST_POSITION;
}

static void
on_activate (GtkColumnView *view, guint position, GarrisonCustomerTable *self)
{
  g_signal_emit (self, signals[OPENED], 0, garrison_customer_list_get_id (self->list, position));
}

/* ---- drag --------------------------------------------------------------------------------------- */

GarrisonCustomerIds *
garrison_customer_table_collect (GarrisonCustomerTable *self)
{
  g_autoptr (GArray) ids = garrison_customer_table_get_selected (self);
  g_autoptr (GtkBitset) selected = NULL;
  g_autofree gint64 *owners = g_new0 (gint64, ids->len + 1);

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), NULL);

  selected = gtk_selection_model_get_selection (model_of (self));
  for (guint i = 0; i < ids->len && ids->len <= MANY; i++)
    {
      g_autoptr (GarrisonCustomer) customer
        = g_list_model_get_item (G_LIST_MODEL (self->list), gtk_bitset_get_nth (selected, i));
      owners[i] = customer != NULL ? garrison_customer_get_owner (customer) : 0;
    }
  return garrison_customer_ids_new ((const gint64 *) ids->data, owners, ids->len);
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, GarrisonCustomerTable *self)
{
  GtkWidget *row = NULL;
  guint position = position_at (self, x, y, &row);
  g_autoptr (GarrisonCustomerIds) ids = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    return NULL;
  if (!gtk_selection_model_is_selected (model_of (self), position))
    gtk_selection_model_select_item (model_of (self), position, TRUE);
  self->deferred = GTK_INVALID_LIST_POSITION;
  self->kept_position = position;
  ids = garrison_customer_table_collect (self);
  return gdk_content_provider_new_typed (GARRISON_TYPE_CUSTOMER_IDS, ids);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, GarrisonCustomerTable *self)
{
  g_autoptr (GarrisonCustomer) customer
    = g_list_model_get_item (G_LIST_MODEL (self->list), self->kept_position);
  g_autoptr (GarrisonCustomerIds) ids = garrison_customer_table_collect (self);
  GarrisonChoice *level = customer == NULL ? NULL
                                           : garrison_directory_get_choice (
                                             self->context.directory, "level",
                                             garrison_customer_get_level (customer));

  garrison_customer_drag_set_icon (drag, level != NULL ? garrison_choice_get_name (level) : NULL,
                                   level != NULL ? garrison_choice_get_position (level) - 1 : 0,
                                   customer != NULL ? garrison_customer_get_name (customer) : "",
                                   garrison_customer_table_get_n_selected (self));
  g_signal_emit (self, signals[DRAG_BEGUN], 0, ids);
}

static void
on_drag_end (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, GarrisonCustomerTable *self)
{
  g_signal_emit (self, signals[DRAG_ENDED], 0);
}

static void
popup_menu (GarrisonCustomerTable *self, double x, double y)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_right_pressed (GtkGestureClick *gesture, int n_press, double x, double y, GarrisonCustomerTable *self)
{
  GtkWidget *row = NULL;
  guint position = position_at (self, x, y, &row);
  double tx, ty;

  if (position == GTK_INVALID_LIST_POSITION || row == NULL)
    return;
  if (!gtk_selection_model_is_selected (model_of (self), position))
    select_row (row, position, FALSE, FALSE);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), x, y, &tx, &ty);
  popup_menu (self, tx, ty);
}

/* Menu and Shift+F10: below the focused row. */
static void
on_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomerTable *self = GARRISON_CUSTOMER_TABLE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  double x = 24, y = 48;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    gtk_widget_translate_coordinates (focus, widget, 24, gtk_widget_get_height (focus), &x, &y);
  popup_menu (self, x, y);
}

static void
add_gestures (GarrisonCustomerTable *self)
{
  GtkGesture *right = gtk_gesture_click_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right), GDK_BUTTON_SECONDARY);
  g_signal_connect (right, "pressed", G_CALLBACK (on_right_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (right));
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  /* One press serves both: a claim by one must not end the other. */
  gtk_gesture_group (GTK_GESTURE (drag), click);
}

/* ---- columns ------------------------------------------------------------------------------------ */

static GAction *
column_action (GarrisonCustomerTable *self, const char *key)
{
  return g_action_map_lookup_action (G_ACTION_MAP (self->actions), key);
}

static gboolean
is_wanted (GarrisonCustomerTable *self, const GarrisonColumnKind *kind)
{
  g_autoptr (GVariant) state = g_action_get_state (column_action (self, kind->key));

  return g_variant_get_boolean (state);
}

/* The lowest rank that has to go for names to have their room. */
static int
find_limit (GarrisonCustomerTable *self)
{
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);
  int limit = G_MAXINT, needed = GARRISON_COLUMN_NAME_WIDTH;

  for (guint i = 0; i < n; i++)
    if (kinds[i].width > 0 && is_wanted (self, &kinds[i]))
      needed += kinds[i].width;
  for (int rank = 11; rank > 0 && needed > self->room && self->room > 0; rank--)
    {
      limit = rank;
      if (rank == GARRISON_COLUMN_AVATAR_RANK)
        needed -= kinds[1].width - GARRISON_COLUMN_AVATAR_WIDTH;
      for (guint i = 0; i < n; i++)
        if (kinds[i].rank == rank && is_wanted (self, &kinds[i]))
          needed -= i == 1 ? GARRISON_COLUMN_AVATAR_WIDTH : kinds[i].width;
    }
  return limit;
}

/* A column that is merely invisible still takes its share of the width in GTK 4.8, and the names get
 * none: columns that are not shown are not in the view. */
static void
apply_columns (GarrisonCustomerTable *self)
{
  GListModel *there = gtk_column_view_get_columns (self->view);
  guint n, position = 0;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);
  int limit = find_limit (self);

  self->context.narrow = limit <= GARRISON_COLUMN_AVATAR_RANK;
  for (guint i = 0; i < n; i++)
    {
      GtkColumnViewColumn *column = self->columns->pdata[i];
      g_autoptr (GtkColumnViewColumn) now = g_list_model_get_item (there, position);
      gboolean wanted = is_wanted (self, &kinds[i]) && (kinds[i].rank == 0 || kinds[i].rank < limit);
      if (kinds[i].cell == GARRISON_CELL_OWNER)
        {
          gtk_column_view_column_set_fixed_width (
            column, self->context.narrow ? GARRISON_COLUMN_AVATAR_WIDTH : kinds[i].width);
          gtk_column_view_column_set_title (column, self->context.narrow ? "" : _ (kinds[i].title));
        }
      if (now == column && !wanted)
        gtk_column_view_remove_column (self->view, column);
      else if (now != column && wanted)
        gtk_column_view_insert_column (self->view, position, column);
      position += wanted;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static void
on_column_state (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  apply_columns (data);
}

static void
add_actions (GarrisonCustomerTable *self)
{
  g_autoptr (GSimpleAction) sort = g_simple_action_new ("sort", G_VARIANT_TYPE_STRING);
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GSimpleAction) action
        = g_simple_action_new_stateful (kinds[i].key, NULL, g_variant_new_boolean (kinds[i].shown));
      g_signal_connect (action, "change-state", G_CALLBACK (on_column_state), self);
      /* A list without names is no list. */
      g_simple_action_set_enabled (action, i != 0);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  g_signal_connect (sort, "activate", G_CALLBACK (on_sort_action), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (sort));
}

static void
add_columns (GarrisonCustomerTable *self)
{
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkColumnViewColumn *column = garrison_customer_column_new (&kinds[i], &self->context);
      Sorting *sorting = g_new0 (Sorting, 1);
      g_autoptr (GtkSorter) sorter = NULL;
      sorting->table = self;
      sorting->key = kinds[i].key;
      sorter = GTK_SORTER (gtk_custom_sorter_new (on_column_compare, sorting, g_free));
      gtk_column_view_column_set_sorter (column, sorter);
      g_ptr_array_add (self->columns, column);
    }
}

GActionGroup *
garrison_customer_table_get_column_actions (GarrisonCustomerTable *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

GMenuModel *
garrison_customer_table_get_column_menu (GarrisonCustomerTable *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) shown = g_menu_new (), order = g_menu_new ();
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  g_return_val_if_fail (GARRISON_IS_CUSTOMER_TABLE (self), NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *show = g_strconcat ("columns.", kinds[i].key, NULL);
      g_autofree char *sort = g_strdup_printf ("columns.sort('%s')", kinds[i].key);
      if (i > 0)
        g_menu_append (shown, _ (kinds[i].title), show);
      g_menu_append (order, _ (kinds[i].title), sort);
    }
  g_menu_append_section (menu, _ ("Columns"), G_MENU_MODEL (shown));
  g_menu_append_submenu (menu, _ ("Sort by"), G_MENU_MODEL (order));
  return G_MENU_MODEL (menu);
}

void
garrison_customer_table_set_room (GarrisonCustomerTable *self, int width)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (self));

  if (self->room == width)
    return;
  self->room = width;
  if (self->columns->len > 0)
    apply_columns (self);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static gboolean
on_minute (gpointer data)
{
  GarrisonCustomerTable *self = data;

  garrison_moment_take (&self->context.moment, garrison_directory_get_store (self->context.directory));
  return G_SOURCE_CONTINUE;
}

void
garrison_customer_table_set_list (GarrisonCustomerTable *self, GarrisonCustomerList *list,
                                  GarrisonDirectory *directory)
{
  GtkSorter *sorter;

  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (self) && self->list == NULL);
  g_return_if_fail (GARRISON_IS_CUSTOMER_LIST (list) && GARRISON_IS_DIRECTORY (directory));

  self->list = g_object_ref (list);
  self->context.directory = g_object_ref (directory);
  garrison_moment_take (&self->context.moment, garrison_directory_get_store (directory));
  self->refresh_source = g_timeout_add_seconds (REFRESH_SECONDS, on_minute, self);
  add_columns (self);
  apply_columns (self);
  self->selection = garrison_customer_selection_new (list);
  gtk_column_view_set_model (self->view, model_of (self));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  sorter = gtk_column_view_get_sorter (self->view);
  g_signal_connect_object (sorter, "changed", G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
}

static void
garrison_customer_table_dispose (GObject *object)
{
  GarrisonCustomerTable *self = GARRISON_CUSTOMER_TABLE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->context.directory);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  G_OBJECT_CLASS (garrison_customer_table_parent_class)->dispose (object);
}

static void
garrison_customer_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MENU_MODEL)
    gtk_popover_menu_set_menu_model (GARRISON_CUSTOMER_TABLE (object)->menu, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* A popover that is no child of a layout has to be placed by its parent. */
static void
garrison_customer_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GarrisonCustomerTable *self = GARRISON_CUSTOMER_TABLE (widget);

  gtk_widget_allocate (self->scroller, width, height, baseline, NULL);
  gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
garrison_customer_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                 int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GARRISON_CUSTOMER_TABLE (widget)->scroller, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
garrison_customer_table_class_init (GarrisonCustomerTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_customer_table_dispose;
  G_OBJECT_CLASS (klass)->set_property = garrison_customer_table_set_property;
  widget_class->size_allocate = garrison_customer_table_size_allocate;
  widget_class->measure = garrison_customer_table_measure;
  g_object_class_install_property (
    G_OBJECT_CLASS (klass), PROP_MENU_MODEL,
    g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_install_action (widget_class, "table.menu", NULL, on_menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "table.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "table.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "win.archive", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.archive", NULL);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_INT64);
  signals[DRAG_BEGUN] = g_signal_new ("drag-begun", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, GARRISON_TYPE_CUSTOMER_IDS);
  signals[DRAG_ENDED] = g_signal_new ("drag-ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
garrison_customer_table_init (GarrisonCustomerTable *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->actions = g_simple_action_group_new ();
  self->deferred = GTK_INVALID_LIST_POSITION;
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "customers");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Customers"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate), self);
  add_gestures (self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->menu = GTK_POPOVER_MENU (gtk_popover_menu_new_from_model (NULL));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  add_actions (self);
}
