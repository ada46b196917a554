/* The list of customers on the screen: columns over a GarrisonCustomerList, selection, order, drag.
 *
 * Selection is by pointer (plain, Ctrl, Shift) and keys; dragging a selected row drags all selected
 * ones. The payload is a GarrisonCustomerIds (customer-drag.h). Main thread only. */
#pragma once

#include <adwaita.h>

#include "desktop/customer-columns.h"
#include "desktop/customer-drag.h"
#include "model/customer-list.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CUSTOMER_TABLE (garrison_customer_table_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCustomerTable, garrison_customer_table, GARRISON, CUSTOMER_TABLE, GtkWidget)

/* Once, before it is shown. */
void garrison_customer_table_set_list (GarrisonCustomerTable *self, GarrisonCustomerList *list,
                                       GarrisonDirectory *directory);

guint garrison_customer_table_get_n_selected (GarrisonCustomerTable *self);
/* (transfer full) (element-type gint64): ids in the order of the list. */
GArray *garrison_customer_table_get_selected (GarrisonCustomerTable *self);
/* (transfer full): the selected with their owners, as far as these are loaded. */
GarrisonCustomerIds *garrison_customer_table_collect (GarrisonCustomerTable *self);
/* The customer of the only or first selected row, 0 for none. */
gint64 garrison_customer_table_get_current (GarrisonCustomerTable *self);
/* Sum of the last twelve months and number of level-first customers among the selected that are
 * loaded; FALSE when some are not loaded yet (then nothing is set). */
gboolean garrison_customer_table_sum_selected (GarrisonCustomerTable *self, gint64 *total, guint *first_level);
/* Selects one customer and brings its row into view. Returns: FALSE when the list does not hold it;
 * nothing is selected then, but it will be as soon as the list does. */
gboolean garrison_customer_table_select_customer (GarrisonCustomerTable *self, gint64 customer);
/* Selects the row @step after the current one (before, when negative). */
void garrison_customer_table_step (GarrisonCustomerTable *self, int step);
void garrison_customer_table_select_all (GarrisonCustomerTable *self);
void garrison_customer_table_clear_selection (GarrisonCustomerTable *self);
void garrison_customer_table_grab (GarrisonCustomerTable *self);

/* The width that there is for all columns: with little, some go and owners become avatars. */
void garrison_customer_table_set_room (GarrisonCustomerTable *self, int width);
/* Columns are chosen by actions "columns.KEY" of this group (stateful booleans). */
GActionGroup *garrison_customer_table_get_column_actions (GarrisonCustomerTable *self);
GMenuModel *garrison_customer_table_get_column_menu (GarrisonCustomerTable *self);
/* Whether a column (customer-columns.h) is chosen, though there may be no room for it. */
gboolean garrison_customer_table_has_column (GarrisonCustomerTable *self, const GarrisonColumnKind *kind);
/* (transfer full): the columns that are chosen, the widths that somebody gave them and the order, as
 * one line to be kept: "columns name owner:140 stage; sort -value". Widths are for letters of the
 * ordinary size. */
char *garrison_customer_table_get_layout (GarrisonCustomerTable *self);
/* NULL or "": as it comes. Words that are not known are passed over. */
void garrison_customer_table_set_layout (GarrisonCustomerTable *self, const char *layout);

/* Signals: "selection-changed"; "opened" (gint64 customer), a double click or Return;
 * "drag-begun" (GarrisonCustomerIds*), "drag-ended". */

G_END_DECLS
