/* One cell of the list of customers: a mark and a line of text, painted by one widget.
 *
 * GTK makes some two hundred rows for a list and fills them all at every jump, though a few dozen are
 * seen: so a cell is one widget without children, and what it shows is worked out when it is painted,
 * not when it is bound. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "desktop/words.h"
#include "model/customer.h"
#include "model/directory.h"

G_BEGIN_DECLS

/* What cells need beside the customer; owned by the table, which keeps it as long as its columns. */
typedef struct
{
  GarrisonDirectory *directory;
  GarrisonMoment moment;
  GListModel *list;    /* of GarrisonCustomer, in the order of the rows */
  guint generation;    /* goes up when the list was asked anew: then rows stay and what they show changes */
  gboolean narrow;     /* owners as avatars only */
} GarrisonColumnContext;

typedef enum
{
  GARRISON_CELL_NAME,
  GARRISON_CELL_OWNER,
  GARRISON_CELL_STAGE,
  GARRISON_CELL_REGION,
  GARRISON_CELL_LAST_CONTACT,
  GARRISON_CELL_NEXT_STEP,
  GARRISON_CELL_PROTECTED,
  GARRISON_CELL_VALUE,
  GARRISON_CELL_INDUSTRY,
  GARRISON_CELL_CATEGORY,
  GARRISON_CELL_SOURCE,
  GARRISON_CELL_COMPLETENESS,
  GARRISON_CELL_CREATED,
} GarrisonCellKind;

#define GARRISON_TYPE_CUSTOMER_CELL (garrison_customer_cell_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCustomerCell, garrison_customer_cell, GARRISON, CUSTOMER_CELL, GtkWidget)

/* @item: the list item that it is the child of; @context must outlive the cell. */
GtkWidget *garrison_customer_cell_new (GarrisonCellKind kind, GtkListItem *item, GarrisonColumnContext *context);
/* NULL when the row is given up. */
void garrison_customer_cell_set_customer (GarrisonCustomerCell *self, GarrisonCustomer *customer);
/* Fetches the customer that stands at the row's position now, and paints it, unless that is done. */
void garrison_customer_cell_refresh (GarrisonCustomerCell *self);
/* TRUE for a row of the list that is in view, at least in part: others are not painted. */
gboolean garrison_customer_cell_row_is_seen (GtkWidget *row);
GtkListItem *garrison_customer_cell_get_item (GarrisonCustomerCell *self);
/* (transfer full): what stands in the cell, for reading out and for tests. */
char *garrison_customer_cell_get_text (GarrisonCustomerCell *self);

G_END_DECLS
