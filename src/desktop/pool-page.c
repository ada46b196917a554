#include "desktop/pool-page.h"

#include <glib/gi18n-lib.h>

#include "base/money.h"
#include "desktop/form-dialog.h"

#define STATUS GARRISON_POOL_N_FIELDS /* the column behind those of the fields */
#define TOLD 2                        /* refusals of one claim of many that are told by name */

struct _GarrisonPoolPage
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* not owned: it holds this */
  GarrisonPools *pools;
  GarrisonPoolList *list;
  GtkMultiSelection *selection;
  GtkWidget *box;
  GtkLabel *left;
  GtkWidget *claim;
  GtkWidget *assign;
  GtkStack *stack;
  GtkColumnView *view;
  guint fields;    /* whose columns are there, and STATUS */
  GArray *pressed; /* (nullable): ids that were selected when a press began on one of them */
  GarrisonCustomerIds *dragged;
  char *dragged_title;
};

G_DEFINE_FINAL_TYPE (GarrisonPoolPage, garrison_pool_page, GTK_TYPE_WIDGET)

enum
{
  DRAG_BEGUN,
  DRAG_ENDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static GarrisonPool *
pool_of (GarrisonPoolPage *self)
{
  return self->pools != NULL ? garrison_pools_find (self->pools, garrison_pool_list_get_pool (self->list)) : NULL;
}

static gboolean
may_assign (GarrisonPoolPage *self)
{
  GarrisonPool *pool = pool_of (self);

  return pool != NULL
         && (garrison_pool_is_lead (pool) || garrison_store_reaches (garrison_window_get_store (self->window), "customer.transfer", 0));
}

/* (transfer full): ids of what is selected */
static GArray *
collect (GarrisonPoolPage *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  for (guint64 i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      gint64 id = garrison_pool_list_get_id (self->list, gtk_bitset_get_nth (selected, (guint)i));
      g_array_append_val (ids, id);
    }
  return ids;
}

/* ---- what can be done --------------------------------------------------------------------------- */

static void
update (GarrisonPoolPage *self)
{
  GarrisonPool *pool = pool_of (self);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  gboolean some = !gtk_bitset_is_empty (selected), may_claim;
  gint64 left = pool != NULL ? garrison_pool_get_claims_left (pool) : 0;
  g_autofree char *text = NULL;

  if (pool == NULL)
    return;
  may_claim = garrison_pool_is_member (pool) && garrison_pool_is_open (pool)
              && garrison_store_get_scope (garrison_window_get_store (self->window), "customer.claim") != NULL;
  if (!garrison_pool_is_open (pool))
    text = g_strdup (_ ("Assigned by the lead"));
  else if (left >= 0 && garrison_pool_is_member (pool))
    /* Translators: claims left of the day's allowance */
    text = g_strdup_printf (_ ("%u of %u claims left today"), (guint)left, (guint)garrison_pool_get_claims_a_day (pool));
  gtk_label_set_label (self->left, text != NULL ? text : "");
  gtk_widget_set_visible (self->claim, may_claim);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pool.claim", may_claim && some && left != 0);
  gtk_widget_set_visible (self->assign, may_assign (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pool.assign", may_assign (self) && some);
}

/* ---- claiming ----------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonPoolPage *page;
  GarrisonWindow *window;
  gint64 pool;
  GArray *ids;
  guint next;
  GArray *acts;
  guint refused;
} Claiming;

static void claim_next (Claiming *claiming);

static void
finish (Claiming *claiming)
{
  guint n = claiming->acts->len;
  g_autofree char *sentence = garrison_sentence_for_act ("claim-customer", n, NULL);

  if (n > 0)
    garrison_window_toast_acts (claiming->window, sentence, (const gint64 *)(gpointer)claiming->acts->data, n);
  g_object_unref (claiming->page);
  g_object_unref (claiming->window);
  g_array_unref (claiming->ids);
  g_array_unref (claiming->acts);
  g_free (claiming);
}

static gboolean
on_claimed (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  Claiming *claiming = data;
  gboolean told;

  if (result != NULL)
    {
      gint64 act = garrison_act_result_get_act (result);

      g_array_append_val (claiming->acts, act);
      garrison_desktop_session_set_customer (garrison_window_get_session (window),
                                             g_array_index (claiming->ids, gint64, claiming->next));
    }
  else if (!garrison_error_is_refusal (error, "already-claimed") && !garrison_error_is_refusal (error, "frozen")
           && !garrison_error_is_refusal (error, "must-wait") && !garrison_error_is_refusal (error, "protected"))
    claiming->ids->len = claiming->next + 1; /* the others would be refused for the same reason */
  told = result == NULL && ++claiming->refused > TOLD;
  claiming->next++;
  claim_next (claiming);
  return told;
}

static void
claim_next (Claiming *claiming)
{
  g_autoptr (GarrisonArgs) args = NULL;

  if (claiming->next >= claiming->ids->len)
    {
      finish (claiming);
      return;
    }
  args = garrison_args_new ();
  garrison_args_set_int (args, "customer", g_array_index (claiming->ids, gint64, claiming->next));
  garrison_args_set_int (args, "pool", claiming->pool);
  garrison_window_act (claiming->window, "claim-customer", args, NULL, on_claimed, claiming, NULL);
}

void
garrison_pool_page_claim (GarrisonPoolPage *self)
{
  Claiming *claiming;

  g_return_if_fail (GARRISON_IS_POOL_PAGE (self) && self->window != NULL);

  claiming = g_new0 (Claiming, 1);
  claiming->page = g_object_ref (self);
  claiming->window = g_object_ref (self->window);
  claiming->pool = garrison_pool_list_get_pool (self->list);
  claiming->ids = collect (self);
  claiming->acts = g_array_new (FALSE, FALSE, sizeof (gint64));
  claim_next (claiming);
}

static void
on_claim (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_pool_page_claim (GARRISON_POOL_PAGE (widget));
}

/* ---- assigning ---------------------------------------------------------------------------------- */

static const GarrisonFormField ASSIGN[] = {
  { "to", N_ ("To"), GARRISON_FORM_PERSON, "everybody", TRUE },
  { "reason", N_ ("Reason"), GARRISON_FORM_TEXT, NULL, FALSE },
};

void
garrison_pool_page_assign (GarrisonPoolPage *self, GarrisonCustomerIds *ids, gint64 person)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *sentence = NULL;
  const gint64 *list;
  guint n;

  g_return_if_fail (GARRISON_IS_POOL_PAGE (self) && ids != NULL);

  list = garrison_customer_ids_get (ids, &n);
  garrison_args_set_ids (args, "ids", list, n);
  garrison_args_set_int (args, "to", person);
  sentence = garrison_sentence_for_act (
    "assign-from-pool", n, garrison_directory_get_person_name (garrison_window_get_directory (self->window), person));
  garrison_window_act (self->window, "assign-from-pool", args, sentence, NULL, NULL, NULL);
}

static void
on_assign (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonPoolPage *self = GARRISON_POOL_PAGE (widget);
  g_autoptr (GArray) ids = collect (self);
  g_autofree char *title = g_strdup_printf (ngettext ("Assign %u customer", "Assign %u customers", ids->len), ids->len);
  GarrisonFormDialog *dialog;

  if (ids->len == 0)
    return;
  dialog = garrison_form_dialog_new (self->window, title, _ ("_Assign"), "assign-from-pool", _ ("Assigned"));
  garrison_form_add_group (garrison_form_dialog_get_form (dialog), NULL, ASSIGN, G_N_ELEMENTS (ASSIGN));
  garrison_form_dialog_set_ids (dialog, "ids", (const gint64 *)(gpointer)ids->data, ids->len);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 420, -1);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (garrison_form_dialog_get_form (dialog), "to");
}

/* ---- the pointer -------------------------------------------------------------------------------- */

/* (nullable): the list item whose cell is there */
static GtkListItem *
item_at (GarrisonPoolPage *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && !GTK_IS_LABEL (widget))
    widget = gtk_widget_get_first_child (widget);
  return widget != NULL ? g_object_get_data (G_OBJECT (widget), "item") : NULL;
}

/* GTK 4.8 gives a click to the cell and again to its row, so that Ctrl toggles twice; and a press on one of several
 * selected rows selects it alone before a drag can begin. So what was selected is remembered. */
static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, GarrisonPoolPage *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkListItem *item = item_at (self, x, y);
  guint position = item != NULL ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  g_clear_pointer (&self->pressed, g_array_unref);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (state & GDK_CONTROL_MASK)
    {
      if (gtk_selection_model_is_selected (model, position))
        gtk_selection_model_unselect_item (model, position);
      else
        gtk_selection_model_select_item (model, position, FALSE);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
  else if (gtk_selection_model_is_selected (model, position))
    self->pressed = collect (self);
}

/* (transfer full): what is dragged from there: all that was selected, or the row alone */
static GarrisonCustomerIds *
dragged_from (GarrisonPoolPage *self, GtkListItem *item)
{
  gint64 id = garrison_pool_list_get_id (self->list, gtk_list_item_get_position (item));
  const gint64 *ids = self->pressed != NULL ? (const gint64 *)(gpointer)self->pressed->data : &id;
  guint n = self->pressed != NULL ? self->pressed->len : 1;
  g_autofree gint64 *owners = g_new0 (gint64, n);

  return garrison_customer_ids_new (ids, owners, n);
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, GarrisonPoolPage *self)
{
  GtkListItem *item = may_assign (self) ? item_at (self, x, y) : NULL;

  g_clear_pointer (&self->dragged, garrison_customer_ids_free);
  g_clear_pointer (&self->dragged_title, g_free);
  if (item == NULL || gtk_list_item_get_position (item) == GTK_INVALID_LIST_POSITION)
    return NULL;
  self->dragged = dragged_from (self, item);
  self->dragged_title = garrison_pool_customer_title (gtk_list_item_get_item (item));
  return gdk_content_provider_new_typed (GARRISON_TYPE_CUSTOMER_IDS, self->dragged);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, GarrisonPoolPage *self)
{
  guint n;

  garrison_customer_ids_get (self->dragged, &n);
  garrison_customer_drag_set_icon (drag, NULL, 0, self->dragged_title, n);
  g_signal_emit (self, signals[DRAG_BEGUN], 0, self->dragged);
}

static void
on_drag_end (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, GarrisonPoolPage *self)
{
  g_signal_emit (self, signals[DRAG_ENDED], 0);
}

static void
add_gestures (GarrisonPoolPage *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (GTK_GESTURE (drag), click);
}

/* ---- cells -------------------------------------------------------------------------------------- */

static guint
column_of (gpointer factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column_of (factory) == STATUS)
    gtk_widget_add_css_class (label, "secondary");
  g_object_set_data (G_OBJECT (label), "item", item);
  gtk_list_item_set_child (item, label);
}

/* The row is that of the cell around the label. */
static void
name_row (GtkWidget *label, GarrisonPoolCustomer *customer)
{
  GtkWidget *cell = gtk_widget_get_parent (label), *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *title = garrison_pool_customer_title (customer);

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
show_cell (GtkListItem *item, GarrisonPoolCustomer *customer)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (label), "column"));
  GarrisonDirectory *directory = g_object_get_data (G_OBJECT (label), "directory");
  g_autofree char *text = NULL;

  if (!garrison_pool_customer_is_filled (customer))
    text = g_strdup ("");
  else if (column == STATUS && garrison_pool_customer_get_why (customer) == NULL)
    text = g_strdup (C_ ("claim", "Free"));
  else if (column == STATUS)
    text = garrison_pool_hindrance (garrison_pool_customer_get_why (customer), garrison_pool_customer_get_free_day (customer),
                                    garrison_directory_get_today (directory));
  else
    text = garrison_pool_customer_format (customer, (GarrisonPoolField)column, directory);
  gtk_label_set_label (GTK_LABEL (label), text);
  if (column == GARRISON_POOL_NAME)
    name_row (label, customer);
}

static void
on_filled (GarrisonPoolCustomer *customer, GtkListItem *item)
{
  show_cell (item, customer);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, GarrisonPoolPage *self)
{
  GarrisonPoolCustomer *customer = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  g_object_set_data (G_OBJECT (label), "column", GUINT_TO_POINTER (column_of (factory)));
  g_object_set_data_full (G_OBJECT (label), "directory", g_object_ref (garrison_window_get_directory (self->window)),
                          g_object_unref);
  g_signal_connect (customer, "filled", G_CALLBACK (on_filled), item);
  show_cell (item, customer);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_filled, item);
}

static void
add_column (GarrisonPoolPage *self, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const char *title = column == STATUS ? _ ("Claim") : garrison_pool_field_label ((GarrisonPoolField)column);
  GtkColumnViewColumn *view_column;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column == GARRISON_POOL_NAME || column == STATUS);
  gtk_column_view_append_column (self->view, view_column);
  g_object_unref (view_column);
}

/* The columns that the pool shows; all of them for a lead would be too many, so those that are usual besides. */
static void
update_columns (GarrisonPoolPage *self)
{
  GarrisonPool *pool = pool_of (self);
  guint fields = pool != NULL ? garrison_pool_get_fields (pool) : 0;
  GListModel *columns = gtk_column_view_get_columns (self->view);

  if (pool != NULL && may_assign (self))
    fields |= 1u << GARRISON_POOL_NAME | 1u << GARRISON_POOL_REGION | 1u << GARRISON_POOL_INDUSTRY | 1u << GARRISON_POOL_LEVEL;
  fields |= 1u << STATUS;
  if (fields == self->fields)
    return;
  self->fields = fields;
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);
      gtk_column_view_remove_column (self->view, column);
    }
  for (guint i = 0; i <= STATUS; i++)
    if (fields & 1u << i)
      add_column (self, i);
}

static void
on_pools_changed (GarrisonPoolPage *self)
{
  update_columns (self);
  update (self);
}

static void
on_asked (GarrisonPoolPage *self)
{
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  gtk_stack_set_visible_child_name (self->stack, some ? "list" : "empty");
  update (self);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

void
garrison_pool_page_set_pool (GarrisonPoolPage *self, gint64 pool)
{
  g_return_if_fail (GARRISON_IS_POOL_PAGE (self) && self->window != NULL);

  garrison_pool_list_set_pool (self->list, pool);
  on_pools_changed (self);
  if (pool != 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

gint64
garrison_pool_page_get_pool (GarrisonPoolPage *self)
{
  g_return_val_if_fail (GARRISON_IS_POOL_PAGE (self), 0);
  return self->list != NULL ? garrison_pool_list_get_pool (self->list) : 0;
}

void
garrison_pool_page_set_window (GarrisonPoolPage *self, GarrisonWindow *window, GarrisonPools *pools)
{
  g_return_if_fail (GARRISON_IS_POOL_PAGE (self) && GARRISON_IS_WINDOW (window) && self->window == NULL);

  self->window = window;
  self->pools = g_object_ref (pools);
  self->list = garrison_pool_list_new (garrison_window_get_store (window));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "asked", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pools, "items-changed", G_CALLBACK (on_pools_changed), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
button_new (const char *label, const char *action, const char *style)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, style);
  return button;
}

static GtkWidget *
make_bar (GarrisonPoolPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->left = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->left, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->left), "dim");
  gtk_widget_set_hexpand (GTK_WIDGET (self->left), TRUE);
  self->assign = button_new (_ ("_Assign…"), "pool.assign", "small");
  self->claim = button_new (_ ("_Claim"), "pool.claim", "suggested-action");
  gtk_widget_set_tooltip_text (self->claim, _ ("Claim what is selected (Ctrl+Return)"));
  gtk_widget_add_css_class (bar, "action-bar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->left));
  gtk_box_append (GTK_BOX (bar), self->assign);
  gtk_box_append (GTK_BOX (bar), self->claim);
  return bar;
}

static void
garrison_pool_page_dispose (GObject *object)
{
  GarrisonPoolPage *self = GARRISON_POOL_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->pressed, g_array_unref);
  g_clear_pointer (&self->dragged, garrison_customer_ids_free);
  g_clear_pointer (&self->dragged_title, g_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->pools);
  G_OBJECT_CLASS (garrison_pool_page_parent_class)->dispose (object);
}

static void
garrison_pool_page_class_init (GarrisonPoolPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_pool_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "pool.claim", NULL, on_claim);
  gtk_widget_class_install_action (widget_class, "pool.assign", NULL, on_assign);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "pool.claim", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "pool.claim", NULL);
  signals[DRAG_BEGUN] = g_signal_new ("drag-begun", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                      GARRISON_TYPE_CUSTOMER_IDS);
  signals[DRAG_ENDED] = g_signal_new ("drag-ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
garrison_pool_page_init (GarrisonPoolPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *empty = adw_status_page_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_enable_rubberband (self->view, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Customers of the pool"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "garrison-pool-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("Nothing is in this pool"));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_gestures (self);
}
