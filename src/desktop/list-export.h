/* The list of the Customers window as a file, through the gate: asks where to, asks the gate, writes in the background
 * with progress and a way to stop. And the one row that may be copied. Main thread only. */
#pragma once

#include "desktop/customer-table.h"
#include "desktop/window.h"

G_BEGIN_DECLS

/* Exports all rows of @list with the columns that @table shows. @title: of the view, for the file's name. */
void garrison_list_export_save (GarrisonWindow *window, GarrisonCustomerList *list, GarrisonCustomerTable *table,
                                const char *title);
/* Copies the first selected row, whatever is selected: one record at a time. */
void garrison_list_export_copy (GarrisonWindow *window, GarrisonCustomerTable *table);

G_END_DECLS
