/* The customer pane shows contact details for a purpose, and copies them one by one. */
#include <glib/gi18n-lib.h>

#include "desktop/customer-pane-private.h"
#include "desktop/detail-copy.h"
#include "desktop/pane-rows.h"

GarrisonContact *
garrison_customer_pane_find_contact (GarrisonCustomerPane *self, gint64 contact)
{
  GListModel *contacts = garrison_customer_detail_get_contacts (self->detail);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (GarrisonContact) item = g_list_model_get_item (contacts, i);
      if (garrison_contact_get_id (item) == contact)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* ---- where it stands ----------------------------------------------------------------------------- */

/* (nullable): the row of a customer or contact. */
static GtkWidget *
find_row (GarrisonCustomerPane *self, const char *relation, gint64 record)
{
  GListModel *contacts = garrison_customer_detail_get_contacts (self->detail);

  if (g_strcmp0 (relation, "customer") == 0)
    return garrison_customer_detail_get_customer (self->detail) == record
             ? (GtkWidget *) gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->reach), 0)
             : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (GarrisonContact) contact = g_list_model_get_item (contacts, i);
      if (garrison_contact_get_id (contact) == record)
        return (GtkWidget *) gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->contacts), (int) i);
    }
  return NULL;
}

/* (nullable): the first button below @widget with this action. */
static GtkWidget *
find_button (GtkWidget *widget, const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action);
  return found;
}

static void
point_to (GarrisonCustomerPane *self, const char *relation, gint64 record)
{
  GtkWidget *row = find_row (self, relation, record);
  GtkWidget *button = row != NULL ? find_button (row, "pane.disclose") : NULL;
  GtkWidget *there = button != NULL ? button : row;
  graphene_rect_t bounds;
  GdkRectangle place;

  if (button != NULL)
    gtk_widget_grab_focus (button);
  if (there == NULL || !gtk_widget_compute_bounds (there, GTK_WIDGET (self), &bounds))
    return;
  place = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->disclosure), &place);
}

/* ---- disclosing ---------------------------------------------------------------------------------- */

/* The keys go to the first detail as soon as it is there, so that Ctrl+C copies it. */
static void
focus_wanted (GarrisonCustomerPane *self)
{
  GtkWidget *row, *button;

  if (self->wanted_relation == NULL)
    return;
  row = find_row (self, self->wanted_relation, self->wanted_record);
  button = row != NULL ? find_button (row, "pane.copy-detail") : NULL;
  if (row != NULL && button == NULL)
    return;
  g_clear_pointer (&self->wanted_relation, g_free);
  if (button != NULL)
    gtk_widget_grab_focus (button);
}

/* @wanted: the keys go there. Otherwise they stay where they are. */
static void
set_record (GarrisonCustomerPane *self, const char *relation, gint64 record, gboolean wanted)
{
  g_clear_pointer (&self->wanted_relation, g_free);
  if (wanted)
    self->wanted_relation = g_strdup (relation);
  self->wanted_record = record;
  garrison_disclosure_popover_set_record (GARRISON_DISCLOSURE_POPOVER (self->disclosure), relation, record);
  point_to (self, relation, record);
}

void
garrison_customer_pane_ask_purpose (GarrisonCustomerPane *self, const char *relation, gint64 record)
{
  set_record (self, relation, record, TRUE);
  gtk_popover_popup (GTK_POPOVER (self->disclosure));
}

static gboolean
hides_way (GarrisonContact *contact, const char *kind)
{
  if (g_str_equal (kind, "mail"))
    return garrison_contact_is_masked (contact, "email");
  return garrison_contact_is_masked (contact, "mobile") || garrison_contact_is_masked (contact, "phone");
}

void
garrison_customer_pane_log_with (GarrisonCustomerPane *self, gint64 contact, const char *kind)
{
  g_autoptr (GarrisonContact) found = garrison_customer_pane_find_contact (self, contact);
  GarrisonStore *store = garrison_window_get_store (self->window);
  gint64 owner = garrison_customer_detail_get_int (self->detail, "owner");

  if (found == NULL)
    return;
  if (hides_way (found, kind) && garrison_store_reaches (store, "contact.disclose", owner))
    {
      set_record (self, "contact", contact, FALSE);
      garrison_disclosure_popover_disclose (GARRISON_DISCLOSURE_POPOVER (self->disclosure), kind);
    }
  garrison_composer_set_kind (self->composer, kind);
  garrison_composer_grab (self->composer);
}

void
garrison_customer_pane_copy_detail (GarrisonCustomerPane *self, const char *relation, gint64 record,
                                    const char *field)
{
  g_autoptr (GarrisonContact) contact = NULL;
  const char *text = NULL;

  if (g_str_equal (relation, "contact"))
    {
      contact = garrison_customer_pane_find_contact (self, record);
      if (contact != NULL && !garrison_contact_is_masked (contact, field))
        text = garrison_contact_get_text (contact, field);
    }
  else if (garrison_customer_detail_get_customer (self->detail) == record
           && !garrison_customer_detail_is_masked (self->detail, field))
    text = garrison_customer_detail_get_text (self->detail, field);
  if (text != NULL)
    garrison_detail_copy (self->window, relation, record, field, text);
}

/* ---- following ----------------------------------------------------------------------------------- */

static void
fill_reach (GarrisonCustomerPane *self)
{
  GtkWidget *row = garrison_reach_row_new (self->detail), *old;

  while ((old = gtk_widget_get_first_child (self->reach)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->reach), old);
  if (row != NULL)
    gtk_list_box_append (GTK_LIST_BOX (self->reach), row);
  gtk_widget_set_visible (self->reach, row != NULL);
}

static gboolean
has_masks (GarrisonCustomerPane *self)
{
  GListModel *contacts = garrison_customer_detail_get_contacts (self->detail);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (GarrisonContact) contact = g_list_model_get_item (contacts, i);
      if (garrison_contact_has_masks (contact))
        return TRUE;
    }
  return garrison_customer_detail_has_masks (self->detail);
}

static void
fill_allowance (GarrisonCustomerPane *self)
{
  gboolean may = garrison_store_reaches (garrison_window_get_store (self->window), "contact.disclose",
                                         garrison_customer_detail_get_int (self->detail, "owner"));
  gint64 used = 0, allowance = 0;
  g_autofree char *text = NULL;

  garrison_customer_detail_get_allowance (self->detail, &used, &allowance);
  text = g_strdup_printf (_ ("%d of %d today"), (int) used, (int) allowance);
  gtk_label_set_label (self->allowance, text);
  gtk_widget_set_visible (GTK_WIDGET (self->allowance), may && (used > 0 || has_masks (self)));
}

void
garrison_customer_pane_update_disclosure (GarrisonCustomerPane *self)
{
  fill_reach (self);
  fill_allowance (self);
  focus_wanted (self);
}

void
garrison_customer_pane_add_disclosure (GarrisonCustomerPane *self)
{
  self->disclosure = garrison_disclosure_popover_new (self->window, self->detail);
  gtk_widget_set_parent (self->disclosure, GTK_WIDGET (self));
  g_signal_connect_object (self->disclosure, "disclosed", G_CALLBACK (focus_wanted), self, G_CONNECT_SWAPPED);
}
