/* A pool in the sidebar: its name, how many claims one has left today, how many customers are in it, and a place to
 * drop customers on that are to be released into it. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "desktop/customer-drag.h"
#include "model/pools.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_POOL_ROW (garrison_pool_row_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPoolRow, garrison_pool_row, GARRISON, POOL_ROW, GtkListBoxRow)

/* @takes: whether customers may be dropped on it. */
GtkWidget *garrison_pool_row_new (GarrisonPool *pool, gboolean takes);
GarrisonPool *garrison_pool_row_get_pool (GarrisonPoolRow *self);

/* Signal "dropped" (GarrisonCustomerIds*). */

G_END_DECLS
