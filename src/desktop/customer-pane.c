#include "desktop/customer-pane.h"

#include <glib/gi18n-lib.h>

#include "base/language.h"
#include "base/region.h"
#include "desktop/avatar.h"
#include "desktop/composer.h"
#include "desktop/customer-pane-private.h"
#include "desktop/level-chip.h"
#include "desktop/pane-rows.h"
#include "desktop/ring.h"

G_DEFINE_FINAL_TYPE (GarrisonCustomerPane, garrison_customer_pane, GTK_TYPE_WIDGET)

static guint step_signal;

/* ---- head --------------------------------------------------------------------------------------- */

static const char *
text_of (GarrisonCustomerPane *self, const char *column)
{
  return garrison_customer_detail_get_text (self->detail, column);
}

static gint64
int_of (GarrisonCustomerPane *self, const char *column)
{
  return garrison_customer_detail_get_int (self->detail, column);
}

static void
fill_line (GarrisonCustomerPane *self)
{
  const char *industry
    = garrison_directory_get_choice_name (self->directory, "industry", int_of (self, "industry"));
  const char *region = garrison_region_label (text_of (self, "region"), self->moment.chinese);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *line = NULL;

  if (*industry != '\0')
    g_ptr_array_add (parts, (gpointer) industry);
  if (*region != '\0')
    g_ptr_array_add (parts, (gpointer) region);
  if (int_of (self, "archived") != 0)
    g_ptr_array_add (parts, (gpointer) _ ("archived"));
  g_ptr_array_add (parts, NULL);
  line = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_label (self->line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->line), *line != '\0');
}

static void
fill_completeness (GarrisonCustomerPane *self)
{
  int complete = (int) int_of (self, "completeness");
  g_autofree char *figure = g_strdup_printf ("%d", complete);
  g_autofree char *label = g_strdup_printf (_ ("%d %% of the facts are known"), complete);

  garrison_ring_set_fraction (GARRISON_RING (self->ring), complete / 100.0, figure, label);
  gtk_widget_set_tooltip_text (self->ring, label);
}

static void
fill_chips (GarrisonCustomerPane *self)
{
  GarrisonChoice *level = garrison_directory_get_choice (self->directory, "level", int_of (self, "level"));
  gint64 owner = int_of (self, "owner");
  const char *name = garrison_directory_get_person_name (self->directory, owner), *tone = NULL;
  g_autoptr (GPtrArray) missing = garrison_customer_detail_get_missing (self->detail);
  guint n_missing = missing != NULL ? missing->len : 0;
  double fraction = 0;
  g_autofree char *left = garrison_words_protected (&self->moment, (gint) int_of (self, "protected_until"),
                                                    &fraction, &tone);
  g_autofree char *protected = g_strdup_printf (_ ("Protected %s"), left);
  g_autofree char *facts = g_strdup_printf (
    ngettext ("%u fact missing", "%u facts missing", n_missing), n_missing);

  garrison_level_chip_set_level (GARRISON_LEVEL_CHIP (self->level),
                                 level != NULL ? garrison_choice_get_name (level) : NULL,
                                 level != NULL ? garrison_choice_get_position (level) - 1 : 0);
  gtk_widget_set_visible (self->level, level != NULL);
  garrison_avatar_set_person (GARRISON_AVATAR (self->owner_mark), owner, name);
  gtk_label_set_label (self->owner, owner > 0 ? name : _ ("No owner"));
  gtk_label_set_label (self->protected, protected);
  gtk_widget_set_visible (GTK_WIDGET (self->protected), *left != '\0');
  gtk_button_set_label (GTK_BUTTON (self->missing), facts);
  gtk_widget_set_visible (self->missing, n_missing > 0);
}

/* ---- next step ---------------------------------------------------------------------------------- */

static void
fill_next (GarrisonCustomerPane *self)
{
  GListModel *tasks = garrison_customer_detail_get_tasks (self->detail);
  guint n = g_list_model_get_n_items (tasks);
  g_autoptr (GarrisonTask) task = n > 0 ? g_list_model_get_item (tasks, 0) : NULL;
  g_autofree char *when = NULL, *detail = NULL;
  const char *tone = NULL, *person;

  gtk_widget_set_visible (self->next_card, task != NULL);
  gtk_widget_set_visible (self->no_next, task == NULL);
  if (task == NULL)
    return;
  when = garrison_words_due (&self->moment, garrison_task_get_due_at (task), garrison_task_is_timed (task), &tone);
  person = garrison_directory_get_person_name (self->directory, garrison_task_get_person (task));
  detail = n > 1 ? g_strdup_printf (ngettext ("%s · %s · and %u more", "%s · %s · and %u more", n - 1), when,
                                    person, n - 1)
                 : g_strdup_printf ("%s · %s", when, person);
  gtk_label_set_label (self->next_text, garrison_task_get_text (task));
  gtk_label_set_label (self->next_detail, detail);
  garrison_words_set_tone (self->next_detail, g_strcmp0 (tone, "late") == 0 ? tone : "dim");
  if (g_strcmp0 (tone, "late") == 0)
    gtk_widget_add_css_class (self->next_card, "late");
  else
    gtk_widget_remove_css_class (self->next_card, "late");
}

/* ---- lists -------------------------------------------------------------------------------------- */

static GtkWidget *
make_contact (gpointer item, gpointer data)
{
  return garrison_contact_row_new (item);
}

static GtkWidget *
make_deal (gpointer item, gpointer data)
{
  GarrisonCustomerPane *self = data;

  return garrison_deal_row_new (item, self->directory, &self->moment);
}

static GtkWidget *
make_entry (gpointer item, gpointer data)
{
  GarrisonCustomerPane *self = data;

  return garrison_entry_row_new (item, self->directory, &self->moment);
}

static void
fill_counts (GarrisonCustomerPane *self)
{
  guint open = garrison_customer_detail_get_n_open_deals (self->detail);
  gboolean contacts
    = g_list_model_get_n_items (garrison_customer_detail_get_contacts (self->detail)) > 0;
  gboolean deals = g_list_model_get_n_items (garrison_customer_detail_get_deals (self->detail)) > 0;
  gboolean entries = g_list_model_get_n_items (garrison_customer_detail_get_entries (self->detail)) > 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%u open", "%u open", open), open);

  gtk_label_set_label (self->open_deals, open > 0 ? text : "");
  gtk_widget_set_visible (self->contacts, contacts);
  gtk_widget_set_visible (self->no_contacts, !contacts);
  gtk_widget_set_visible (self->deals, deals);
  gtk_widget_set_visible (self->no_deals, !deals);
  gtk_widget_set_visible (self->entries, entries);
  gtk_widget_set_visible (self->no_entries, !entries);
}

static void
fill (GarrisonCustomerPane *self)
{
  gint64 customer = garrison_customer_detail_get_customer (self->detail);

  garrison_moment_take (&self->moment, garrison_window_get_store (self->window));
  gtk_stack_set_visible_child_name (self->stack, customer != 0 ? "customer" : "nobody");
  garrison_composer_set_customer (self->composer, customer);
  gtk_widget_set_visible (GTK_WIDGET (self->composer), customer != 0);
  garrison_customer_pane_update_actions (self);
  if (customer == 0)
    return;
  gtk_label_set_label (self->name, text_of (self, "name"));
  fill_line (self);
  fill_completeness (self);
  fill_chips (self);
  fill_next (self);
  fill_counts (self);
  garrison_customer_pane_update_disclosure (self);
}

static void
on_failed (GarrisonCustomerPane *self, GError *error)
{
  garrison_window_show_error (self->window, error);
}

void
garrison_customer_pane_set_window (GarrisonCustomerPane *self, GarrisonWindow *window)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_PANE (self) && self->window == NULL);
  g_return_if_fail (GARRISON_IS_WINDOW (window));

  self->window = window;
  self->directory = g_object_ref (garrison_window_get_directory (window));
  self->detail = garrison_customer_detail_new (garrison_window_get_store (window));
  garrison_moment_take (&self->moment, garrison_window_get_store (window));
  garrison_composer_set_window (self->composer, window);
  garrison_customer_pane_add_disclosure (self);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->contacts), garrison_customer_detail_get_contacts (self->detail),
                           make_contact, self, NULL);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->deals), garrison_customer_detail_get_deals (self->detail),
                           make_deal, self, NULL);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->entries), garrison_customer_detail_get_entries (self->detail),
                           make_entry, self, NULL);
  g_signal_connect_object (self->detail, "notify::customer", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->detail, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->directory, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

void
garrison_customer_pane_set_customer (GarrisonCustomerPane *self, gint64 customer)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_PANE (self));
  garrison_customer_detail_set_customer (self->detail, customer);
}

GarrisonCustomerDetail *
garrison_customer_pane_get_detail (GarrisonCustomerPane *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_PANE (self), NULL);
  return self->detail;
}

void
garrison_customer_pane_compose (GarrisonCustomerPane *self)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_PANE (self));
  garrison_composer_grab (self->composer);
}

GVariant *
garrison_customer_pane_keep_drafts (GarrisonCustomerPane *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_PANE (self), NULL);
  return garrison_composer_keep (self->composer);
}

void
garrison_customer_pane_bring_back_drafts (GarrisonCustomerPane *self, GVariant *kept)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER_PANE (self));
  garrison_composer_bring_back (self->composer, kept);
}

void
garrison_customer_pane_disclose (GarrisonCustomerPane *self)
{
  g_autoptr (GarrisonContact) main_contact = NULL;

  g_return_if_fail (GARRISON_IS_CUSTOMER_PANE (self));

  main_contact = g_list_model_get_item (garrison_customer_detail_get_contacts (self->detail), 0);
  if (main_contact != NULL && garrison_contact_has_masks (main_contact))
    gtk_widget_activate_action (GTK_WIDGET (self), "pane.disclose", "(sx)", "contact",
                                garrison_contact_get_id (main_contact));
  else if (garrison_customer_detail_has_masks (self->detail))
    gtk_widget_activate_action (GTK_WIDGET (self), "pane.disclose", "(sx)", "customer",
                                garrison_customer_detail_get_customer (self->detail));
}

gboolean
garrison_customer_pane_has_draft (GarrisonCustomerPane *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER_PANE (self), FALSE);
  return garrison_composer_has_text (self->composer);
}

static void
on_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, step_signal, 0, g_variant_get_int32 (parameter));
}

static void
garrison_customer_pane_dispose (GObject *object)
{
  GarrisonCustomerPane *self = GARRISON_CUSTOMER_PANE (object);

  g_clear_pointer (&self->disclosure, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->wanted_relation, g_free);
  g_clear_object (&self->detail);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_customer_pane_parent_class)->dispose (object);
}

static void
garrison_customer_pane_class_init (GarrisonCustomerPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_customer_pane_dispose;
  g_type_ensure (GARRISON_TYPE_COMPOSER);
  g_type_ensure (GARRISON_TYPE_LEVEL_CHIP);
  g_type_ensure (GARRISON_TYPE_AVATAR);
  g_type_ensure (GARRISON_TYPE_RING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/customer-pane.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonCustomerPane, child)
  BIND (content);
  BIND (stack);
  BIND (name);
  BIND (line);
  BIND (ring);
  BIND (level);
  BIND (owner_mark);
  BIND (owner);
  BIND (protected);
  BIND (missing);
  BIND (next_card);
  BIND (next_text);
  BIND (next_detail);
  BIND (no_next);
  BIND (reach);
  BIND (allowance);
  BIND (contacts);
  BIND (no_contacts);
  BIND (open_deals);
  BIND (deals);
  BIND (no_deals);
  BIND (entries);
  BIND (no_entries);
  BIND (composer);
#undef BIND
  step_signal = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_install_action (widget_class, "pane.step", "i", on_step_action);
  garrison_customer_pane_install_actions (widget_class);
}

static void
garrison_customer_pane_init (GarrisonCustomerPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
}
