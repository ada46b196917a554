#include "desktop/customer-table-private.h"

/* GTK 4.8 keeps some two hundred rows of a list, of which a window shows thirty. Only what is seen is
 * fetched and laid out; the rest waits until it comes into view (customer-cell.c). */

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
refresh_row (GtkWidget *row)
{
  for (GtkWidget *frame = gtk_widget_get_first_child (row); frame != NULL; frame = gtk_widget_get_next_sibling (frame))
    {
      GtkWidget *cell = gtk_widget_get_first_child (frame);
      if (GARRISON_IS_CUSTOMER_CELL (cell))
        garrison_customer_cell_refresh (GARRISON_CUSTOMER_CELL (cell));
    }
}

void
garrison_customer_table_refresh_rows (GarrisonCustomerTable *self)
{
  GtkWidget *inner = inner_list (self);

  if (inner == NULL)
    return;
  for (GtkWidget *row = gtk_widget_get_first_child (inner); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (garrison_customer_cell_row_is_seen (row))
      refresh_row (row);
}

/* ---- scrolling ---------------------------------------------------------------------------------- */

/* Rows without a place have no height to GTK 4.8: scrolled to before the layout, a row far below them
 * would be taken for one that is seen, and come to lie at the edge of the list or behind it. */
static gboolean
on_settled (gpointer data)
{
  GarrisonCustomerTable *self = data;
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint position = gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected);
  GtkWidget *inner = inner_list (self);

  self->settle_source = 0;
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    garrison_customer_selection_grow (self->selection);
  if (position >= self->laid_out && position < g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    {
      gtk_widget_queue_allocate (GTK_WIDGET (self->view));
      return G_SOURCE_REMOVE;
    }
  self->settling = FALSE;
  /* There is no gtk_column_view_scroll_to() before 4.12. */
  if (inner != NULL)
    gtk_widget_activate_action (inner, "list.scroll-to-item", "u", position);
  return G_SOURCE_REMOVE;
}

void
garrison_customer_table_settle (GarrisonCustomerTable *self)
{
  self->settling = TRUE;
  self->laid_out = 0;
  g_clear_handle_id (&self->settle_source, g_source_remove);
  gtk_widget_queue_allocate (GTK_WIDGET (self->view));
}

/* After the rows have got their places, before they are painted. */
static void
on_layout (GarrisonCustomerTable *self)
{
  garrison_customer_table_refresh_rows (self);
  if (!self->settling || !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return;
  self->laid_out = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  if (self->settle_source == 0)
    self->settle_source = g_idle_add (on_settled, self);
}

static void
on_realize (GarrisonCustomerTable *self)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "layout", G_CALLBACK (on_layout), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
on_unrealize (GarrisonCustomerTable *self)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (GTK_WIDGET (self)), on_layout, self);
}

void
garrison_customer_table_follow_scrolling (GarrisonCustomerTable *self)
{
  g_signal_connect (self, "realize", G_CALLBACK (on_realize), NULL);
  g_signal_connect (self, "unrealize", G_CALLBACK (on_unrealize), NULL);
  if (gtk_widget_get_realized (GTK_WIDGET (self)))
    on_realize (self);
}
