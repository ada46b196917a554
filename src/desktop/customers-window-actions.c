#include <glib/gi18n-lib.h>

#include "desktop/customers-window-private.h"
#include "desktop/error-dialog.h"
#include "desktop/gate.h"
#include "desktop/import-dialog.h"
#include "desktop/list-export.h"
#include "desktop/pool-dialogs.h"
#include "desktop/record-dialogs.h"
#include "desktop/transfer-dialog.h"

static GarrisonCustomersWindow *
window_of (GtkWidget *widget)
{
  return GARRISON_CUSTOMERS_WINDOW (widget);
}

/* What an act on customers is about: the selected rows, else the customer of the pane. */
static GArray *
subjects (GarrisonCustomersWindow *self)
{
  GArray *ids = garrison_customer_table_get_selected (self->table);
  gint64 shown = garrison_customer_detail_get_customer (garrison_customer_pane_get_detail (self->pane));

  if (ids->len == 0 && shown != 0)
    g_array_append_val (ids, shown);
  return ids;
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomersWindow *self = window_of (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

static void
on_new_customer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_customer_dialog_show (GARRISON_WINDOW (widget), NULL, NULL);
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomersWindow *self = window_of (widget);
  GarrisonCustomerDetail *detail = garrison_customer_pane_get_detail (self->pane);

  if (garrison_customer_detail_get_customer (detail) != 0)
    garrison_customer_dialog_show (GARRISON_WINDOW (self), detail, NULL);
}

static void
on_compose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomersWindow *self = window_of (widget);

  adw_flap_set_reveal_flap (self->inner, TRUE);
  garrison_customer_pane_compose (self->pane);
}

static void
on_disclose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomersWindow *self = window_of (widget);

  adw_flap_set_reveal_flap (self->inner, TRUE);
  garrison_customer_pane_disclose (self->pane);
}

static void
on_transfer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomersWindow *self = window_of (widget);
  GarrisonCustomerDetail *detail = garrison_customer_pane_get_detail (self->pane);
  gint64 shown = garrison_customer_detail_get_customer (detail);
  gint64 owner = garrison_customer_detail_get_int (detail, "owner");
  g_autoptr (GarrisonCustomerIds) ids = garrison_customer_table_get_n_selected (self->table) > 0
                                          ? garrison_customer_table_collect (self->table)
                                          : garrison_customer_ids_new (&shown, &owner, shown != 0);
  guint n;

  garrison_customer_ids_get (ids, &n);
  if (n > 0)
    garrison_transfer_dialog_show (GARRISON_WINDOW (self), ids);
}

typedef struct
{
  GarrisonWindow *window;
  GArray *ids;
} Archiving;

static void
archiving_free (gpointer data)
{
  Archiving *archiving = data;

  g_object_unref (archiving->window);
  g_array_unref (archiving->ids);
  g_free (archiving);
}

static void
archive (gpointer data)
{
  Archiving *archiving = data;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *sentence = garrison_sentence_for_act ("archive-customers", archiving->ids->len, NULL);

  garrison_args_set_ids (args, "ids", (const gint64 *) archiving->ids->data, archiving->ids->len);
  garrison_window_act (archiving->window, "archive-customers", args, sentence, NULL, NULL, NULL);
}

static void
on_archive (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GArray *ids = subjects (window_of (widget));
  Archiving *archiving;
  g_autofree char *heading = NULL;

  if (ids->len == 0)
    {
      g_array_unref (ids);
      return;
    }
  archiving = g_new0 (Archiving, 1);
  archiving->window = GARRISON_WINDOW (g_object_ref (widget));
  archiving->ids = ids;
  if (ids->len <= GARRISON_TRANSFER_CONFIRM)
    {
      archive (archiving);
      archiving_free (archiving);
      return;
    }
  heading = g_strdup_printf (ngettext ("Archive %u customer?", "Archive %u customers?", ids->len), ids->len);
  garrison_confirm (GTK_WINDOW (widget), heading, _ ("They leave the lists. It can be undone."), _ ("_Archive"),
                    FALSE, archive, archiving, archiving_free);
}

static void
on_release (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GArray) ids = subjects (window_of (widget));

  if (ids->len > 0)
    garrison_release_dialog_show (GARRISON_WINDOW (widget), (const gint64 *) ids->data, ids->len, 0);
}

static void
on_tag (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GArray) ids = subjects (window_of (widget));

  if (ids->len > 0)
    garrison_tag_dialog_show (GARRISON_WINDOW (widget), (const gint64 *) ids->data, ids->len);
}

static void
on_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_customer_table_step (window_of (widget)->table, g_variant_get_int32 (parameter));
}

static void
on_select_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomersWindow *self = window_of (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* In an entry the same keys mean its text. */
  if (GTK_IS_TEXT (focus))
    gtk_editable_select_region (GTK_EDITABLE (focus), 0, -1);
  else
    garrison_customer_table_select_all (self->table);
}

static void
on_filter (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_filter_bar_popup (window_of (widget)->filters);
}

static void
on_clear_filters (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_filter_bar_clear (window_of (widget)->filters);
}

static void
on_save_segment (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_customers_window_save_segment (window_of (widget));
}

static void
on_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_import_dialog_choose (GARRISON_WINDOW (widget));
}

static void
on_export_list (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomersWindow *self = window_of (widget);

  garrison_list_export_save (GARRISON_WINDOW (self), self->list, self->table, self->title);
}

static void
on_copy_customer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_list_export_copy (GARRISON_WINDOW (widget), window_of (widget)->table);
}

static void
on_show_mine (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_sidebar_select_view (window_of (widget)->sidebar, "mine");
}

static void
on_toggle_sidebar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomersWindow *self = window_of (widget);

  adw_flap_set_reveal_flap (self->outer, !adw_flap_get_reveal_flap (self->outer));
}

static void
on_toggle_pane (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonCustomersWindow *self = window_of (widget);

  adw_flap_set_reveal_flap (self->inner, !adw_flap_get_reveal_flap (self->inner));
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
} ACTIONS[] = {
  { "win.search", NULL, on_search },
  { "win.new-customer", NULL, on_new_customer },
  { "win.edit", NULL, on_edit },
  { "win.compose", NULL, on_compose },
  { "win.disclose", NULL, on_disclose },
  { "win.transfer", NULL, on_transfer },
  { "win.archive", NULL, on_archive },
  { "win.release", NULL, on_release },
  { "win.tag", NULL, on_tag },
  { "win.step", "i", on_step },
  { "win.select-all", NULL, on_select_all },
  { "win.filter", NULL, on_filter },
  { "win.clear-filters", NULL, on_clear_filters },
  { "win.save-segment", NULL, on_save_segment },
  { "win.import", NULL, on_import },
  { "win.export-list", NULL, on_export_list },
  { "win.copy-customer", NULL, on_copy_customer },
  { "win.show-mine", NULL, on_show_mine },
  { "win.toggle-sidebar", NULL, on_toggle_sidebar },
  { "win.toggle-pane", NULL, on_toggle_pane },
};

/* Keys that an entry needs for itself (Delete) belong to the list alone. */
static const struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
  int step; /* the parameter of win.step */
} KEYS[] = {
  { GDK_KEY_f, GDK_CONTROL_MASK, "win.search", 0 },
  { GDK_KEY_n, GDK_CONTROL_MASK, "win.new-customer", 0 },
  { GDK_KEY_e, GDK_CONTROL_MASK, "win.edit", 0 },
  { GDK_KEY_F2, 0, "win.edit", 0 },
  { GDK_KEY_l, GDK_CONTROL_MASK, "win.compose", 0 },
  { GDK_KEY_d, GDK_CONTROL_MASK, "win.disclose", 0 },
  { GDK_KEY_t, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.transfer", 0 },
  { GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.release", 0 },
  { GDK_KEY_g, GDK_CONTROL_MASK, "win.filter", 0 },
  { GDK_KEY_i, GDK_CONTROL_MASK, "win.import", 0 },
  { GDK_KEY_c, GDK_CONTROL_MASK, "win.copy-customer", 0 },
  { GDK_KEY_Up, GDK_ALT_MASK, "win.step", -1 },
  { GDK_KEY_Down, GDK_ALT_MASK, "win.step", 1 },
  { GDK_KEY_F9, 0, "win.toggle-sidebar", 0 },
  { GDK_KEY_F9, GDK_SHIFT_MASK, "win.toggle-pane", 0 },
};

void
garrison_customers_window_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i].name, ACTIONS[i].parameter, ACTIONS[i].activate);
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    if (KEYS[i].step != 0)
      gtk_widget_class_add_binding_action (widget_class, KEYS[i].key, KEYS[i].modifiers, KEYS[i].action, "i",
                                           KEYS[i].step);
    else
      gtk_widget_class_add_binding_action (widget_class, KEYS[i].key, KEYS[i].modifiers, KEYS[i].action, NULL);
}

/* Without the right the menu has an item that says so instead (ui/sidebar.ui). */
static void
update_export (GarrisonCustomersWindow *self)
{
  gboolean may = garrison_desktop_gate_may (GARRISON_WINDOW (self), "csv");
  g_autoptr (GSimpleActionGroup) group = may ? NULL : g_simple_action_group_new ();
  g_autoptr (GSimpleAction) refused = g_simple_action_new ("refused", NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export-list", may);
  g_simple_action_set_enabled (refused, FALSE);
  if (group != NULL)
    g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (refused));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "gate", G_ACTION_GROUP (group));
}

void
garrison_customers_window_update_actions (GarrisonCustomersWindow *self)
{
  GarrisonStore *store = garrison_window_get_store (GARRISON_WINDOW (self));
  gboolean some = garrison_customer_table_get_n_selected (self->table) > 0
                  || garrison_desktop_session_get_customer (garrison_window_get_session (GARRISON_WINDOW (self))) != 0;
  const struct
  {
    const char *action;
    const char *right;
    gboolean needs_some;
  } rights[] = {
    { "win.new-customer", "customer.create", FALSE },
    { "win.edit", "customer.edit", TRUE },
    { "win.transfer", "customer.transfer", TRUE },
    { "win.archive", "customer.archive", TRUE },
    { "win.release", "customer.release", TRUE },
    { "win.tag", "customer.edit", TRUE },
    { "win.import", "import.customers", FALSE },
    { "win.save-segment", "view.own", FALSE },
  };

  update_export (self);
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), rights[i].action,
                                   garrison_store_get_scope (store, rights[i].right) != NULL
                                     && (some || !rights[i].needs_some));
}
