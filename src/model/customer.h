/* A customer as a list shows it: one row, filled in pages by its list.
 *
 * An object stands for one id for its whole life. Before it is loaded every getter answers empty;
 * when it is filled or follows a change, "notify::revision" is emitted once for everything. Main
 * thread only. */
#pragma once

#include <glib-object.h>

#include "store/rows.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CUSTOMER (garrison_customer_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCustomer, garrison_customer, GARRISON, CUSTOMER, GObject)

#define GARRISON_CUSTOMER_MONTHS 12

GarrisonCustomer *garrison_customer_new (gint64 id);
gint64 garrison_customer_get_id (GarrisonCustomer *self);
gboolean garrison_customer_is_loaded (GarrisonCustomer *self);
guint garrison_customer_get_revision (GarrisonCustomer *self);
const char *garrison_customer_get_name (GarrisonCustomer *self);
gint64 garrison_customer_get_version (GarrisonCustomer *self);
/* Ids of choices, people and stages; 0 for none (labels: model/directory.h). */
gint64 garrison_customer_get_level (GarrisonCustomer *self);
gint64 garrison_customer_get_owner (GarrisonCustomer *self);
gint64 garrison_customer_get_stage (GarrisonCustomer *self);
gint64 garrison_customer_get_industry (GarrisonCustomer *self);
gint64 garrison_customer_get_category (GarrisonCustomer *self);
gint64 garrison_customer_get_source (GarrisonCustomer *self);
/* (nullable): ISO 3166 code (label: base/region.h). */
const char *garrison_customer_get_region (GarrisonCustomer *self);
/* Instants, µs UTC; 0 for never. */
gint64 garrison_customer_get_last_contact (GarrisonCustomer *self);
gint64 garrison_customer_get_next_due (GarrisonCustomer *self);
gboolean garrison_customer_get_next_timed (GarrisonCustomer *self);
gint64 garrison_customer_get_next_task (GarrisonCustomer *self);
/* (nullable): what the next step is. */
const char *garrison_customer_get_next_text (GarrisonCustomer *self);
/* A day, 0 for none. */
gint garrison_customer_get_protected_until (GarrisonCustomer *self);
gint garrison_customer_get_created_day (GarrisonCustomer *self);
/* 0 … 100 */
gint garrison_customer_get_completeness (GarrisonCustomer *self);
/* Won amounts of the last twelve months, oldest first, minor units of the company's currency. */
const gint64 *garrison_customer_get_months (GarrisonCustomer *self);
gint64 garrison_customer_get_total (GarrisonCustomer *self);

/* For lists: the columns that garrison_customer_fill() reads, and the two reads of a page: both take
 * :ids, the second also :from, the first of the twelve months (yyyymm). */
#define GARRISON_CUSTOMER_PAGE_SQL                                                                 \
  "SELECT c.id, c.name, c.version, c.level, c.owner, c.stage, c.industry, c.category, c.source, "   \
  "c.region, c.last_contact_at, c.next_due_at, c.next_task, c.protected_until, c.created_day, "     \
  "c.completeness, (SELECT t.text FROM task t WHERE t.id = c.next_task), "                         \
  "(SELECT t.timed FROM task t WHERE t.id = c.next_task) "                                         \
  "FROM customer c WHERE c.id IN @ids(ids)"
#define GARRISON_CUSTOMER_MONTHS_SQL                                                               \
  "SELECT m.customer, m.month, m.amount FROM customer_month m "                                    \
  "WHERE m.customer IN @ids(ids) AND m.month >= :from"
void garrison_customer_fill (GarrisonCustomer *self, GarrisonRows *rows, guint row);
/* @months: 12 amounts, oldest first. */
void garrison_customer_fill_months (GarrisonCustomer *self, const gint64 *months);
/* Emits notify::revision; after fill and fill_months. */
void garrison_customer_filled (GarrisonCustomer *self);

G_END_DECLS
