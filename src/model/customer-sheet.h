/* Customers as a table that leaves: the columns of the list, with names for ids and plain figures, as the desk of
 * the signed-in person shows them. Blocking; any thread but a window's. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CUSTOMER_SHEET (garrison_customer_sheet_get_type ())
typedef struct _GarrisonCustomerSheet GarrisonCustomerSheet;

GType garrison_customer_sheet_get_type (void);
/* Reads those of @ids (some hundreds at a time) that are on the desk. (transfer full) (nullable): NULL with @error */
GarrisonCustomerSheet *garrison_customer_sheet_read (GarrisonStore *store, const gint64 *ids, gsize n_ids,
                                                     GCancellable *cancellable, GError **error);
GarrisonCustomerSheet *garrison_customer_sheet_ref (GarrisonCustomerSheet *self);
void garrison_customer_sheet_unref (GarrisonCustomerSheet *self);

/* FALSE when the customer was not on the desk (any more). */
gboolean garrison_customer_sheet_find (GarrisonCustomerSheet *self, gint64 customer, guint *row);
/* (transfer full): @key: "name", "level", "owner", "stage", "region", "last_contact", "next_step", "protected", "value"
 * (of twelve months, the company's currency), "industry", "category", "source", "completeness", "created"; "" for
 * another. Days and times are written as in ISO 8601, in the company's time zone. */
char *garrison_customer_sheet_get_cell (GarrisonCustomerSheet *self, guint row, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonCustomerSheet, garrison_customer_sheet_unref)

G_END_DECLS
