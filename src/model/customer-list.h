/* The list of customers: a GListModel of GarrisonCustomer over a million rows.
 *
 * What it lists is a question ("customers where …"), narrowed by what is typed into the search, in the
 * order of a column. It keeps ids only; rows are made when a position is asked for and filled in pages
 * off the main thread. A change of question, search or order is answered asynchronously: the model
 * stays as it was until the answer is there, then one items-changed tells all. It follows acts.
 * Main thread only. */
#pragma once

#include <gio/gio.h>

#include "model/customer.h"
#include "model/directory.h"
#include "model/roster.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CUSTOMER_LIST (garrison_customer_list_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCustomerList, garrison_customer_list, GARRISON, CUSTOMER_LIST, GObject)

GarrisonCustomerList *garrison_customer_list_new (GarrisonDirectory *directory, GarrisonRoster *roster);
/* The question's text; it must be a list of customers. Returns: FALSE with GARRISON_ERROR_QUESTION. */
gboolean garrison_customer_list_set_question (GarrisonCustomerList *self, const char *question, GError **error);
const char *garrison_customer_list_get_question (GarrisonCustomerList *self);
/* NULL or "" ends the search. While a search is on, better matches come first. */
void garrison_customer_list_set_search (GarrisonCustomerList *self, const char *text);
/* @field: the key of a sortable field of the catalogue's customers ("name", "last_contact", …); NULL:
 * the question's own order. */
void garrison_customer_list_set_sort (GarrisonCustomerList *self, const char *field, gboolean descending);
/* Asks again with the same question, e.g. after an error. */
void garrison_customer_list_reload (GarrisonCustomerList *self);

/* TRUE between a change and its answer ("notify::busy"). */
gboolean garrison_customer_list_is_busy (GarrisonCustomerList *self);
/* How many the question has without the search. */
guint garrison_customer_list_get_total (GarrisonCustomerList *self);
gint64 garrison_customer_list_get_id (GarrisonCustomerList *self, guint position);
/* Returns: FALSE when the list does not hold @id. */
gboolean garrison_customer_list_find (GarrisonCustomerList *self, gint64 id, guint *position);

/* Signal "failed" (GarrisonCustomerList*, GError*): the list could not be read; it stays as it was. */

G_END_DECLS
