/* Which rows of a GarrisonCustomerList are selected.
 *
 * When the list is asked anew, selected customers stay selected wherever they stand now. GtkMultiSelection
 * does so too, but by fetching every item of the new list until it has found them: a million objects.
 * Here ids are remembered (of at most GARRISON_SELECTION_KEPT rows) and looked up.
 *
 * It also spreads the making of rows: GTK makes some two hundred for a list that was short before, for
 * which a person would wait a fifth of a second. So a list that grows from few items shows those that
 * are seen at first, and the rest of them a dozen at a time. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "model/customer-list.h"

G_BEGIN_DECLS

#define GARRISON_SELECTION_KEPT 2000

#define GARRISON_TYPE_CUSTOMER_SELECTION (garrison_customer_selection_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCustomerSelection, garrison_customer_selection, GARRISON, CUSTOMER_SELECTION, GObject)

/* Signal "renewed": the list was asked anew. Rows that stay are not told by items-changed, only by how
 * many more or fewer there are: what a row shows is to be fetched again by its position. The items of this
 * model are places, without content: customers are those of the list. */
GarrisonCustomerSelection *garrison_customer_selection_new (GarrisonCustomerList *list);
/* Shows all items now: a far one is about to be selected or scrolled to. */
void garrison_customer_selection_grow (GarrisonCustomerSelection *self);

G_END_DECLS
