#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "desktop/stall-probe.h"
#include "desktop/customers-window-private.h"
#include "desktop/file-drop.h"
#include "desktop/pool-dialogs.h"
#include "desktop/text-scale.h"
#include "desktop/transfer-dialog.h"
#include "desktop/window-state.h"
#include "desktop/words.h"

G_DEFINE_FINAL_TYPE (GarrisonCustomersWindow, garrison_customers_window, GARRISON_TYPE_WINDOW)

#define SIDEBAR 252
#define WIDTH_FOR_SIDEBAR 1180
#define WIDTH_FOR_DOORS 560 /* to the other windows; they are in the menu too */
#define NARROWEST 300 /* less than this: the search has room for its icon */
#define WIDTH_FOR_PANE 860
#define WIDTH_FOR_WIDE_PANE 1400

/* ---- what is listed ----------------------------------------------------------------------------- */

static void
apply_question (GarrisonCustomersWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *question = garrison_filter_bar_apply (self->filters, self->base, &error);

  if (question == NULL || !garrison_customer_list_set_question (self->list, question, &error))
    garrison_window_show_error (GARRISON_WINDOW (self), error);
}

static void
leave_pool (GarrisonCustomersWindow *self)
{
  if (self->pool == 0)
    return;
  self->pool = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->view_count), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), TRUE);
  garrison_pool_page_set_pool (self->pool_page, 0);
  gtk_stack_set_visible_child_name (self->list_stack, "list");
}

static void
on_pool_selected (GarrisonCustomersWindow *self, gint64 id)
{
  GarrisonPool *pool = garrison_pools_find (garrison_sidebar_get_pools (self->sidebar), id);

  if (pool == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  garrison_customers_window_leave_segment (self);
  self->pool = id;
  gtk_label_set_label (self->view_title, garrison_pool_get_name (pool));
  gtk_widget_set_visible (GTK_WIDGET (self->view_count), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_stack_set_visible_child_name (self->list_stack, "pool");
  garrison_pool_page_set_pool (self->pool_page, id);
  if (adw_flap_get_folded (self->outer))
    adw_flap_set_reveal_flap (self->outer, FALSE);
}

gboolean
garrison_customers_window_show_question (GarrisonCustomersWindow *self, const char *question, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) parsed = NULL;

  g_return_val_if_fail (GARRISON_IS_CUSTOMERS_WINDOW (self), FALSE);

  parsed = garrison_question_parse (
    garrison_directory_get_catalogue (garrison_window_get_directory (GARRISON_WINDOW (self))), question, &error);
  if (parsed == NULL)
    {
      garrison_window_show_error (GARRISON_WINDOW (self), error);
      return FALSE;
    }
  leave_pool (self);
  g_free (self->base);
  self->base = g_strdup (question);
  g_free (self->title);
  self->title = g_strdup (title);
  gtk_label_set_label (self->view_title, title);
  apply_question (self);
  return TRUE;
}

static void
on_view_selected (GarrisonCustomersWindow *self, const char *question, const char *title)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  garrison_customers_window_leave_segment (self);
  garrison_customers_window_show_question (self, question, title);
  if (adw_flap_get_folded (self->outer))
    adw_flap_set_reveal_flap (self->outer, FALSE);
}

/* ---- empty states ------------------------------------------------------------------------------- */

static void
set_empty (GarrisonCustomersWindow *self, const char *title, const char *description, const char *verb,
           const char *action)
{
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
  gtk_widget_set_visible (self->empty_button, verb != NULL);
  if (verb != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (self->empty_button), verb);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), action);
    }
}

static void
fill_empty (GarrisonCustomersWindow *self)
{
  const char *view = garrison_sidebar_get_view (self->sidebar);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    set_empty (self, _ ("Nothing found"),
               _ ("Try less of the name, the initials of its pinyin, or a whole telephone number."),
               _ ("_Create it"), "win.new-customer");
  else if (garrison_filter_bar_has_filters (self->filters))
    set_empty (self, _ ("No customer fits these filters"), NULL, _ ("_Remove the filters"), "win.clear-filters");
  else if (g_strcmp0 (view, "due") == 0)
    set_empty (self, _ ("Nothing is due today"), _ ("Everything that you planned is done."), _ ("Show _mine"),
               "win.show-mine");
  else
    set_empty (self, _ ("No customers here yet"), _ ("Create the first one, or bring in those that you have."),
               _ ("_New customer"), "win.new-customer");
}

static void
update_count (GarrisonCustomersWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gboolean busy = garrison_customer_list_is_busy (self->list);
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
  g_autofree char *figure = garrison_money_format (n, NULL);
  g_autofree char *text = searching ? g_strdup_printf (ngettext ("%s found", "%s found", n), figure)
                                    : g_strdup_printf (ngettext ("%s customer", "%s customers", n), figure);

  if (self->pool != 0)
    return;
  gtk_label_set_label (self->view_title, searching ? _ ("Search") : self->title);
  gtk_label_set_label (self->view_count, text);
  gtk_spinner_set_spinning (self->busy, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->busy), busy);
  /* While it is being asked the old answer stays: no flicker. */
  if (busy)
    return;
  if (n == 0)
    fill_empty (self);
  gtk_stack_set_visible_child_name (self->list_stack, n > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->bar, n > 0);
}

static void
on_busy (GarrisonCustomersWindow *self)
{
  update_count (self);
  if (!garrison_customer_list_is_busy (self->list))
    garrison_desktop_session_want_roster (garrison_window_get_session (GARRISON_WINDOW (self)));
}

/* ---- selection ---------------------------------------------------------------------------------- */

static void
update_bar (GarrisonCustomersWindow *self)
{
  guint n = garrison_customer_table_get_n_selected (self->table), first_level = 0;
  gint64 total = 0;
  g_autofree char *figure = garrison_money_format (n, NULL);
  g_autofree char *selected = g_strdup_printf (ngettext ("%s selected", "%s selected", n), figure);
  g_autofree char *sum = NULL, *amount = NULL;
  GarrisonMoment moment;

  if (n > 0 && garrison_customer_table_sum_selected (self->table, &total, &first_level) && total > 0)
    {
      garrison_moment_take (&moment, garrison_window_get_store (GARRISON_WINDOW (self)));
      amount = garrison_money_format_compact (total, moment.currency, moment.chinese);
      sum = first_level > 0 ? g_strdup_printf (_ ("%u level A · %s a year"), first_level, amount)
                            : g_strdup_printf (_ ("%s a year"), amount);
    }
  gtk_label_set_label (self->selected_label, selected);
  gtk_label_set_label (self->sum_label, sum != NULL ? sum : "");
}

static void
on_selection_changed (GarrisonCustomersWindow *self)
{
  GarrisonDesktopSession *session = garrison_window_get_session (GARRISON_WINDOW (self));
  gint64 current = garrison_customer_table_get_current (self->table);

  update_bar (self);
  garrison_customers_window_update_actions (self);
  if (current != 0)
    garrison_desktop_session_set_customer (session, current);
}

static void
on_current_customer (GarrisonCustomersWindow *self)
{
  gint64 customer = garrison_desktop_session_get_customer (garrison_window_get_session (GARRISON_WINDOW (self)));

  garrison_customer_pane_set_customer (self->pane, customer);
  if (customer != 0 && garrison_customer_table_get_current (self->table) != customer)
    garrison_customer_table_select_customer (self->table, customer);
}

static void
on_opened (GarrisonCustomersWindow *self, gint64 customer)
{
  adw_flap_set_reveal_flap (self->inner, TRUE);
  garrison_customer_pane_compose (self->pane);
}

static void
on_step (GarrisonCustomersWindow *self, int step)
{
  garrison_customer_table_step (self->table, step);
}

/* A list that was empty shows its first customer: one click less. */
static void
on_items_changed (GarrisonCustomersWindow *self)
{
  garrison_stall_probe_await_rows (G_LIST_MODEL (self->list), GTK_WIDGET (self));
  update_count (self);
  if (garrison_customer_table_get_n_selected (self->table) == 0
      && garrison_desktop_session_get_customer (garrison_window_get_session (GARRISON_WINDOW (self))) == 0
      && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    garrison_customer_table_step (self->table, 0);
}

/* ---- search ------------------------------------------------------------------------------------- */

static void
on_search (GarrisonCustomersWindow *self)
{
  /* What is searched is one's own list, not what stands in a pool. */
  if (self->pool != 0 && *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    {
      garrison_sidebar_unselect (self->sidebar);
      leave_pool (self);
    }
  garrison_customer_list_set_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  update_count (self);
}

static void
on_search_activate (GarrisonCustomersWindow *self)
{
  garrison_customer_table_clear_selection (self->table);
  garrison_customer_table_step (self->table, 0);
  garrison_customer_table_grab (self->table);
}

static void
on_stop_search (GarrisonCustomersWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  garrison_customer_table_grab (self->table);
}

/* ---- drag --------------------------------------------------------------------------------------- */

static void
on_drag_begun (GarrisonCustomersWindow *self, GarrisonCustomerIds *ids)
{
  GarrisonStore *store = garrison_window_get_store (GARRISON_WINDOW (self));

  if (self->pool == 0 && garrison_store_get_scope (store, "customer.transfer") == NULL
      && garrison_store_get_scope (store, "customer.release") == NULL)
    return;
  garrison_sidebar_set_dragged (self->sidebar, ids);
  /* The people are needed now, also where there is no room for them otherwise. */
  if (!adw_flap_get_reveal_flap (self->outer))
    {
      self->lent_sidebar = TRUE;
      adw_flap_set_reveal_flap (self->outer, TRUE);
    }
}

static void
on_drag_ended (GarrisonCustomersWindow *self)
{
  garrison_sidebar_set_dragged (self->sidebar, NULL);
  if (self->lent_sidebar)
    adw_flap_set_reveal_flap (self->outer, FALSE);
  self->lent_sidebar = FALSE;
}

static void
on_dropped (GarrisonCustomersWindow *self, gint64 person, GarrisonCustomerIds *ids)
{
  if (self->pool != 0)
    garrison_pool_page_assign (self->pool_page, ids, person);
  else
    garrison_transfer_run (GARRISON_WINDOW (self), ids, person, NULL);
}

static void
on_released (GarrisonCustomersWindow *self, gint64 pool, GarrisonCustomerIds *ids)
{
  guint n;
  const gint64 *list = garrison_customer_ids_get (ids, &n);

  garrison_release_dialog_show (GARRISON_WINDOW (self), list, n, pool);
}

/* ---- width -------------------------------------------------------------------------------------- */

static void
update_width (GarrisonCustomersWindow *self)
{
  gboolean narrow = adw_flap_get_folded (self->outer);
  gboolean pane = adw_flap_get_reveal_flap (self->inner);
  gboolean sidebar = adw_flap_get_reveal_flap (self->outer) && !narrow;
  int room = garrison_width_bin_get_width (self->bin), pane_width = 0;
  gboolean doors = room == 0 || room >= garrison_text_px (GTK_WIDGET (self), WIDTH_FOR_DOORS);
  GtkWidget *words[] = { self->new_label, self->timeline_label, self->charts_label, self->columns_label };

  gtk_widget_get_size_request (GTK_WIDGET (self->pane), &pane_width, NULL);
  gtk_widget_set_visible (self->sidebar_toggle, !sidebar);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    gtk_widget_set_visible (words[i], !narrow);
  gtk_widget_set_visible (self->timeline_button, doors);
  gtk_widget_set_visible (self->charts_button, doors);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search),
                                doors ? 16 : room < garrison_text_px (GTK_WIDGET (self), NARROWEST) ? 2 : 6);
  garrison_filter_bar_set_narrow (self->filters, narrow);
  if (room > 0)
    garrison_customer_table_set_room (
      self->table, room - (sidebar ? garrison_text_px (GTK_WIDGET (self), SIDEBAR) : 0) - (pane && !adw_flap_get_folded (self->inner) ? pane_width : 0));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (self->header), !pane || adw_flap_get_folded (self->inner));
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->header), !sidebar);
}

/* The sidebar folds first, then the pane, which is wide where there is room. */
static void
on_width (GarrisonCustomersWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int room = garrison_width_bin_get_width (self->bin), width = (int) (room / garrison_text_scale (widget));
  gboolean fold_sidebar = width < WIDTH_FOR_SIDEBAR, fold_pane = width < WIDTH_FOR_PANE;
  int pane = garrison_text_px (widget, width < WIDTH_FOR_WIDE_PANE ? 360 : 396);

  adw_flap_set_fold_policy (self->outer, fold_sidebar ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_fold_policy (self->inner, fold_pane ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  /* Above the list they have no more than the window. */
  gtk_widget_set_size_request (GTK_WIDGET (self->sidebar), MIN (garrison_text_px (widget, SIDEBAR), room), -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->pane), MIN (pane, room), -1);
  update_width (self);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void
garrison_customers_window_show_target (GarrisonWindow *window, const char *target)
{
  GarrisonCustomersWindow *self = GARRISON_CUSTOMERS_WINDOW (window);
  char *end = NULL;
  gint64 customer = g_ascii_strtoll (target, &end, 10);

  if (end != target && *end == '\0')
    {
      garrison_desktop_session_set_customer (garrison_window_get_session (window), customer);
      adw_flap_set_reveal_flap (self->inner, TRUE);
      return;
    }
  garrison_sidebar_unselect (self->sidebar);
  garrison_filter_bar_forget (self->filters);
  garrison_customers_window_leave_segment (self);
  garrison_customers_window_show_question (self, target, _ ("Selection"));
}

static GVariant *
garrison_customers_window_keep_place (GarrisonWindow *window)
{
  GarrisonCustomersWindow *self = GARRISON_CUSTOMERS_WINDOW (window);
  GarrisonSavedView *segment = garrison_sidebar_get_segment (self->sidebar);
  const char *view = garrison_sidebar_get_view (self->sidebar);
  g_autoptr (GVariantDict) place = g_variant_dict_new (NULL);

  garrison_customers_window_keep_view (self);
  if (segment != NULL)
    g_variant_dict_insert (place, "segment", "x", garrison_saved_view_get_id (segment));
  else if (view != NULL)
    g_variant_dict_insert (place, "view", "s", view);
  if (self->base != NULL && self->title != NULL)
    g_variant_dict_insert (place, "question", "(ss)", self->base, self->title);
  g_variant_dict_insert (place, "search", "s", gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_variant_dict_insert (place, "pane", "b", adw_flap_get_reveal_flap (self->inner));
  g_variant_dict_insert_value (place, "filters", garrison_filter_bar_keep (self->filters));
  g_variant_dict_insert_value (place, "drafts", garrison_customer_pane_keep_drafts (self->pane));
  return g_variant_dict_end (place);
}

static void
bring_back_view (GarrisonCustomersWindow *self, GVariantDict *place)
{
  const char *view = NULL, *question, *title;
  gint64 segment = 0;

  if (g_variant_dict_lookup (place, "segment", "x", &segment))
    garrison_sidebar_select_segment (self->sidebar, segment);
  else if (g_variant_dict_lookup (place, "view", "&s", &view))
    garrison_sidebar_select_view (self->sidebar, view);
  else if (g_variant_dict_lookup (place, "question", "(&s&s)", &question, &title))
    {
      garrison_sidebar_unselect (self->sidebar);
      garrison_customers_window_show_question (self, question, title);
    }
}

static void
garrison_customers_window_bring_back_place (GarrisonWindow *window, GVariantDict *place)
{
  GarrisonCustomersWindow *self = GARRISON_CUSTOMERS_WINDOW (window);
  g_autoptr (GVariant) filters = g_variant_dict_lookup_value (place, "filters", NULL);
  g_autoptr (GVariant) drafts = g_variant_dict_lookup_value (place, "drafts", NULL);
  const char *search = NULL;
  gboolean pane = TRUE;

  bring_back_view (self, place);
  if (filters != NULL)
    garrison_filter_bar_bring_back (self->filters, filters);
  apply_question (self);
  if (g_variant_dict_lookup (place, "search", "&s", &search))
    gtk_editable_set_text (GTK_EDITABLE (self->search), search);
  if (g_variant_dict_lookup (place, "pane", "b", &pane))
    adw_flap_set_reveal_flap (self->inner, pane);
  if (drafts != NULL)
    garrison_customer_pane_bring_back_drafts (self->pane, drafts);
}

static void
on_failed (GarrisonCustomersWindow *self, GError *error)
{
  garrison_window_show_error (GARRISON_WINDOW (self), error);
}

static void
connect_parts (GarrisonCustomersWindow *self)
{
  GarrisonDesktopSession *session = garrison_window_get_session (GARRISON_WINDOW (self));
  const struct
  {
    gpointer part;
    const char *signal;
    GCallback callback;
  } links[] = {
    { self->sidebar, "view-selected", G_CALLBACK (on_view_selected) },
    { self->sidebar, "dropped", G_CALLBACK (on_dropped) },
    { self->sidebar, "pool-selected", G_CALLBACK (on_pool_selected) },
    { self->sidebar, "released", G_CALLBACK (on_released) },
    { self->pool_page, "drag-begun", G_CALLBACK (on_drag_begun) },
    { self->pool_page, "drag-ended", G_CALLBACK (on_drag_ended) },
    { self->filters, "changed", G_CALLBACK (apply_question) },
    { self->table, "selection-changed", G_CALLBACK (on_selection_changed) },
    { self->table, "opened", G_CALLBACK (on_opened) },
    { self->table, "drag-begun", G_CALLBACK (on_drag_begun) },
    { self->table, "drag-ended", G_CALLBACK (on_drag_ended) },
    { self->pane, "step", G_CALLBACK (on_step) },
    { self->search, "search-changed", G_CALLBACK (on_search) },
    { self->search, "activate", G_CALLBACK (on_search_activate) },
    { self->search, "stop-search", G_CALLBACK (on_stop_search) },
    { self->list, "items-changed", G_CALLBACK (on_items_changed) },
    { self->list, "notify::busy", G_CALLBACK (on_busy) },
    { self->list, "failed", G_CALLBACK (on_failed) },
    { self->bin, "notify::width", G_CALLBACK (on_width) },
    { self->outer, "notify::folded", G_CALLBACK (update_width) },
    { self->outer, "notify::reveal-flap", G_CALLBACK (update_width) },
    { self->inner, "notify::folded", G_CALLBACK (update_width) },
    { self->inner, "notify::reveal-flap", G_CALLBACK (update_width) },
    { session, "notify::customer", G_CALLBACK (on_current_customer) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    g_signal_connect_object (links[i].part, links[i].signal, links[i].callback, self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* The view that was left last; who holds nobody begins with the team's. */
static void
select_first_view (GarrisonCustomersWindow *self)
{
  GarrisonPerson *me = garrison_directory_get_me (garrison_window_get_directory (GARRISON_WINDOW (self)));
  const char *view = garrison_window_state_get_view ();

  if (g_str_has_prefix (view, "segment "))
    {
      /* It is not known yet: something stands there until it is. */
      garrison_sidebar_select_view (self->sidebar, "all");
      garrison_sidebar_select_segment (self->sidebar, g_ascii_strtoll (view + strlen ("segment "), NULL, 10));
      return;
    }
  if (g_str_equal (view, "mine") && me != NULL && garrison_person_get_holds (me) == 0
      && garrison_sidebar_select_view (self->sidebar, "team"))
    return;
  if (!garrison_sidebar_select_view (self->sidebar, view))
    garrison_sidebar_select_view (self->sidebar, "all");
}

static void
garrison_customers_window_constructed (GObject *object)
{
  GarrisonCustomersWindow *self = GARRISON_CUSTOMERS_WINDOW (object);
  GarrisonWindow *window = GARRISON_WINDOW (object);
  GarrisonDesktopSession *session;
  GarrisonDirectory *directory;
  g_autoptr (GMenuModel) menu = NULL;

  G_OBJECT_CLASS (garrison_customers_window_parent_class)->constructed (object);
  session = garrison_window_get_session (window);
  directory = garrison_desktop_session_get_directory (session);
  garrison_window_set_toast_overlay (window, self->toasts);
  garrison_window_state_follow (GTK_WINDOW (self), "customers");
  self->list = garrison_customer_list_new (directory, garrison_desktop_session_get_roster (session));
  garrison_customer_table_set_list (self->table, self->list, directory);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  garrison_customer_table_get_column_actions (self->table));
  menu = garrison_customer_table_get_column_menu (self->table);
  gtk_menu_button_set_menu_model (self->columns_button, menu);
  garrison_filter_bar_set_directory (self->filters, directory);
  garrison_customer_pane_set_window (self->pane, window);
  garrison_file_drop_attach (window, self->drop_area, self->drop_hint);
  connect_parts (self);
  garrison_customers_window_follow_segments (self);
  garrison_sidebar_set_session (self->sidebar, session);
  garrison_pool_page_set_window (self->pool_page, window, garrison_sidebar_get_pools (self->sidebar));
  update_width (self);
  update_bar (self);
  garrison_customers_window_update_actions (self);
  select_first_view (self);
  on_current_customer (self);
}

static gboolean
garrison_customers_window_close_request (GtkWindow *window)
{
  GarrisonCustomersWindow *self = GARRISON_CUSTOMERS_WINDOW (window);

  garrison_customers_window_keep_view (self);
  return GTK_WINDOW_CLASS (garrison_customers_window_parent_class)->close_request (window);
}

static void
garrison_customers_window_dispose (GObject *object)
{
  GarrisonCustomersWindow *self = GARRISON_CUSTOMERS_WINDOW (object);

  g_clear_object (&self->list);
  G_OBJECT_CLASS (garrison_customers_window_parent_class)->dispose (object);
}

static void
garrison_customers_window_finalize (GObject *object)
{
  GarrisonCustomersWindow *self = GARRISON_CUSTOMERS_WINDOW (object);

  g_free (self->base);
  g_free (self->title);
  g_free (self->own_layout);
  G_OBJECT_CLASS (garrison_customers_window_parent_class)->finalize (object);
}

static void
garrison_customers_window_class_init (GarrisonCustomersWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = garrison_customers_window_constructed;
  object_class->dispose = garrison_customers_window_dispose;
  object_class->finalize = garrison_customers_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = garrison_customers_window_close_request;
  GARRISON_WINDOW_CLASS (klass)->show_target = garrison_customers_window_show_target;
  GARRISON_WINDOW_CLASS (klass)->keep_place = garrison_customers_window_keep_place;
  GARRISON_WINDOW_CLASS (klass)->bring_back_place = garrison_customers_window_bring_back_place;
  g_type_ensure (GARRISON_TYPE_SIDEBAR);
  g_type_ensure (GARRISON_TYPE_WIDTH_BIN);
  g_type_ensure (GARRISON_TYPE_CUSTOMER_PANE);
  g_type_ensure (GARRISON_TYPE_CUSTOMER_TABLE);
  g_type_ensure (GARRISON_TYPE_FILTER_BAR);
  g_type_ensure (GARRISON_TYPE_POOL_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/customers-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonCustomersWindow, child)
  BIND (drop_area);
  BIND (drop_hint);
  BIND (bin);
  BIND (outer);
  BIND (inner);
  BIND (sidebar);
  BIND (pane);
  BIND (table);
  BIND (filters);
  BIND (header);
  BIND (search);
  BIND (sidebar_toggle);
  BIND (pane_toggle);
  BIND (new_label);
  BIND (timeline_button);
  BIND (charts_button);
  BIND (timeline_label);
  BIND (charts_label);
  BIND (columns_label);
  BIND (view_title);
  BIND (view_count);
  BIND (busy);
  BIND (columns_button);
  BIND (toasts);
  BIND (list_stack);
  BIND (pool_page);
  BIND (empty_page);
  BIND (empty_button);
  BIND (bar);
  BIND (selected_label);
  BIND (sum_label);
#undef BIND
  garrison_customers_window_install_actions (widget_class);
}

static void
garrison_customers_window_init (GarrisonCustomersWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, NULL);
}
