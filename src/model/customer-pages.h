/* The rows of customer lists: objects by id, filled in pages.
 *
 * Asked for a position it gives its object at once, loaded or not, and reads what is missing together
 * with its neighbours off the main thread. It forgets objects that nobody holds any more when there
 * are many. Main thread only. */
#pragma once

#include "model/customer.h"
#include "model/directory.h"
#include "model/id-list.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CUSTOMER_PAGES (garrison_customer_pages_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCustomerPages, garrison_customer_pages, GARRISON, CUSTOMER_PAGES, GObject)

GarrisonCustomerPages *garrison_customer_pages_new (GarrisonDirectory *directory);
/* (transfer full) */
GarrisonCustomer *garrison_customer_pages_get (GarrisonCustomerPages *self, GarrisonIdList *list, guint position);
/* Reads those of @ids again that it holds; all that it holds when @ids is NULL. */
void garrison_customer_pages_refresh (GarrisonCustomerPages *self, const gint64 *ids, gsize n_ids);
/* Whether rows are on their way; "rested" follows when the last of them have come, or failed to. */
gboolean garrison_customer_pages_is_reading (GarrisonCustomerPages *self);

/* Blocking: the two reads of one page, for benches and tests. @months (out): rows of the second. */
GarrisonRows *garrison_customer_pages_read (GarrisonStore *store, const gint64 *ids, gsize n_ids, gint today,
                                            GarrisonRows **months, GCancellable *cancellable, GError **error);

G_END_DECLS
