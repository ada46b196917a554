/* How an engine writes a GarrisonChange: made and filled on one thread, then handed over and not
 * changed again. For store/ only. */
#pragma once

#include "store/change.h"

G_BEGIN_DECLS

/* More customers than these are not listed: whoever follows looks at everything anew. */
#define GARRISON_CHANGE_CUSTOMERS_MAX 10000

/* @act: (nullable): NULL when another process wrote; then every relation counts as touched. */
GarrisonChange *garrison_change_new (const char *act, gint64 act_id);
void garrison_change_add_relation (GarrisonChange *change, const char *relation);
/* Twice the same does no harm. */
void garrison_change_add_customer (GarrisonChange *change, gint64 customer);
/* Says that customers beyond those listed changed. */
void garrison_change_add_all_customers (GarrisonChange *change);
/* Whether both come of the same act's name, so that one signal may tell of both. */
gboolean garrison_change_is_like (GarrisonChange *change, GarrisonChange *other);
/* Returns: (transfer full): what both changed together, under the id of the later one. */
GarrisonChange *garrison_change_join (GarrisonChange *change, GarrisonChange *later);

G_END_DECLS
