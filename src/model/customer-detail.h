/* One customer as the pane shows it: all its fields, contacts, deals, tasks and the last of its
 * timeline. Set an id and it loads off the main thread ("notify::customer" when it is there, or when
 * it became nothing); it follows acts, and the end of disclosures, and loads again by itself. Main thread only. */
#pragma once

#include <gio/gio.h>

#include "model/entry.h"
#include "store/store.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CUSTOMER_DETAIL (garrison_customer_detail_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCustomerDetail, garrison_customer_detail, GARRISON, CUSTOMER_DETAIL, GObject)

GarrisonCustomerDetail *garrison_customer_detail_new (GarrisonStore *store);
/* 0 shows nothing. What is there stays until the new is loaded. */
void garrison_customer_detail_set_customer (GarrisonCustomerDetail *self, gint64 id);
/* The id that is loaded and shown, 0 when none is or it is not on the desk. */
gint64 garrison_customer_detail_get_customer (GarrisonCustomerDetail *self);
/* Blocking load of one customer, for tests, the command line and benches. */
gboolean garrison_customer_detail_load (GarrisonCustomerDetail *self, gint64 id, GCancellable *cancellable, GError **error);

/* A field of the row, by the column's name: "name", "short_name", "credit_code", "phone", "website",
 * "email", "address", "note", "region" as text (nullable); "industry", "category", "level", "source",
 * "channel", "parent", "owner", "pool", "protected_until", "created_day", "created_by", "version",
 * "completeness", "last_contact_at", "owned_since", "stage", "archived" as numbers (0 for none). */
const char *garrison_customer_detail_get_text (GarrisonCustomerDetail *self, const char *column);
gint64 garrison_customer_detail_get_int (GarrisonCustomerDetail *self, const char *column);
/* TRUE when @field ("phone", "email", "address") is there but its text is only a mask: it is to be
 * disclosed first. */
gboolean garrison_customer_detail_is_masked (GarrisonCustomerDetail *self, const char *field);
/* TRUE when any of them is. */
gboolean garrison_customer_detail_has_masks (GarrisonCustomerDetail *self);
/* What the person's role may do with a field of "customer" or "contact": "hidden", "masked", "listed",
 * "read" or "edit". (nullable): NULL without a rule, which is masked for contact details, else edit. */
const char *garrison_customer_detail_get_rule (GarrisonCustomerDetail *self, const char *relation, const char *field);
/* How many disclosures of today are counted, and how many the person may have today. */
void garrison_customer_detail_get_allowance (GarrisonCustomerDetail *self, gint64 *used, gint64 *allowance);
/* Columns that completeness counts and that are empty. (transfer container) (nullable) */
GPtrArray *garrison_customer_detail_get_missing (GarrisonCustomerDetail *self);

/* GListModels that keep their identity: GarrisonContact, GarrisonDeal (open ones first, then the
 * closed, newest first), GarrisonTask (open ones by due time), GarrisonEntry (newest first, at most
 * 50), and names of tags (GtkStringObject is not known here: GarrisonChoice). */
GListModel *garrison_customer_detail_get_contacts (GarrisonCustomerDetail *self);
GListModel *garrison_customer_detail_get_deals (GarrisonCustomerDetail *self);
GListModel *garrison_customer_detail_get_tasks (GarrisonCustomerDetail *self);
GListModel *garrison_customer_detail_get_entries (GarrisonCustomerDetail *self);
GListModel *garrison_customer_detail_get_tags (GarrisonCustomerDetail *self);
/* How many entries the timeline has, of which get_entries() shows the last. -1 when not counted. */
guint garrison_customer_detail_get_n_open_deals (GarrisonCustomerDetail *self);

/* Signals: "notify::customer" after each load; "failed" (GError*). */

G_END_DECLS
