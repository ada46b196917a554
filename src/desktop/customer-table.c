#include "desktop/customer-table.h"

#include <glib/gi18n-lib.h>

#include "desktop/customer-columns.h"
#include "desktop/customer-drag.h"
#include "desktop/customer-table-private.h"

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
  garrison_customer_table_settle (self);
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
  garrison_customer_table_settle (self);
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

/* The list changed: the customer that was looked at stays selected where it is now. */
static void
on_items_changed (GarrisonCustomerTable *self)
{
  guint found;

  if (self->current != 0 && garrison_customer_table_get_n_selected (self) == 0
      && garrison_customer_list_find (self->list, self->current, &found))
    gtk_selection_model_select_item (model_of (self), found, TRUE);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
on_renewed (GarrisonCustomerTable *self)
{
  self->context.generation++;
  garrison_customer_table_refresh_rows (self);
  on_items_changed (self);
  garrison_customer_table_settle (self);
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
  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (self) && self->list == NULL);
  g_return_if_fail (GARRISON_IS_CUSTOMER_LIST (list) && GARRISON_IS_DIRECTORY (directory));

  self->list = g_object_ref (list);
  self->context.directory = g_object_ref (directory);
  self->context.list = G_LIST_MODEL (list);
  garrison_moment_take (&self->context.moment, garrison_directory_get_store (directory));
  self->refresh_source = g_timeout_add_seconds (REFRESH_SECONDS, on_minute, self);
  garrison_customer_table_add_columns (self);
  self->selection = garrison_customer_selection_new (list);
  gtk_column_view_set_model (self->view, model_of (self));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "renewed", G_CALLBACK (on_renewed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  garrison_customer_table_follow_sorter (self);
  garrison_customer_table_follow_scrolling (self);
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
  g_clear_pointer (&self->widths, g_free);
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
  garrison_customer_table_init_columns (self);
}
