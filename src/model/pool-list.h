/* The customers of one pool: a GListModel of GarrisonPoolCustomer, as the pool shows them, by name (by number where
 * the name is not shown).
 *
 * It keeps ids; rows are made when a position is asked for and filled in pages off the main thread. It follows acts.
 * Main thread only, except garrison_pool_list_read() and reading the fields of an object. */
#pragma once

#include "model/id-list.h"
#include "model/pools.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_POOL_CUSTOMER (garrison_pool_customer_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPoolCustomer, garrison_pool_customer, GARRISON, POOL_CUSTOMER, GObject)

/* Signal "filled": its fields have come, or others. */
gint64 garrison_pool_customer_get_id (GarrisonPoolCustomer *self);
gboolean garrison_pool_customer_is_filled (GarrisonPoolCustomer *self);
/* Translated; "" for what is empty or not shown. (transfer full) */
char *garrison_pool_customer_format (GarrisonPoolCustomer *self, GarrisonPoolField field, GarrisonDirectory *directory);
/* What it is called: the name, or "Customer 123" where the pool does not show it. (transfer full) */
char *garrison_pool_customer_title (GarrisonPoolCustomer *self);
/* Since when it is in the pool, µs UTC. */
gint64 garrison_pool_customer_get_since (GarrisonPoolCustomer *self);
/* (nullable): the refusal that a claim would meet today. */
const char *garrison_pool_customer_get_why (GarrisonPoolCustomer *self);
/* From which day on it could be claimed, 0: now, or no day is known. */
gint garrison_pool_customer_get_free_day (GarrisonPoolCustomer *self);

#define GARRISON_TYPE_POOL_LIST (garrison_pool_list_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPoolList, garrison_pool_list, GARRISON, POOL_LIST, GObject)

/* Signal "asked": the ids are there, also when they are the same as before. */
GarrisonPoolList *garrison_pool_list_new (GarrisonStore *store);
/* 0: no pool, and no rows. */
void garrison_pool_list_set_pool (GarrisonPoolList *self, gint64 pool);
gint64 garrison_pool_list_get_pool (GarrisonPoolList *self);
gboolean garrison_pool_list_is_busy (GarrisonPoolList *self);
gint64 garrison_pool_list_get_id (GarrisonPoolList *self, guint position);

/* Blocking, any thread: the first @limit of a pool, filled. (transfer full) (element-type GarrisonPoolCustomer) */
GPtrArray *garrison_pool_list_read (GarrisonStore *store, gint64 pool, guint limit, GError **error);

G_END_DECLS
