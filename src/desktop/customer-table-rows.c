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

static void
on_realize (GarrisonCustomerTable *self)
{
  /* After the rows have got their places, before they are painted. */
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "layout",
                           G_CALLBACK (garrison_customer_table_refresh_rows), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
on_unrealize (GarrisonCustomerTable *self)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (GTK_WIDGET (self)),
                                        garrison_customer_table_refresh_rows, self);
}

void
garrison_customer_table_follow_scrolling (GarrisonCustomerTable *self)
{
  g_signal_connect (self, "realize", G_CALLBACK (on_realize), NULL);
  g_signal_connect (self, "unrealize", G_CALLBACK (on_unrealize), NULL);
  if (gtk_widget_get_realized (GTK_WIDGET (self)))
    on_realize (self);
}
