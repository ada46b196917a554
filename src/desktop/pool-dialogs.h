/* The dialogs about pools: releasing customers into one, and setting one up. Each runs an act through its window,
 * with Undo. Main thread only. */
#pragma once

#include "desktop/window.h"
#include "model/pools.h"

G_BEGIN_DECLS

/* @pool: 0 when it is to be chosen. */
void garrison_release_dialog_show (GarrisonWindow *window, const gint64 *ids, guint n, gint64 pool);
/* @pool: (nullable): NULL for a new one. */
void garrison_pool_dialog_show (GarrisonWindow *window, GarrisonPool *pool);
void garrison_pool_fields_dialog_show (GarrisonWindow *window, GarrisonPool *pool);
void garrison_pool_members_dialog_show (GarrisonWindow *window, GarrisonPool *pool);

G_END_DECLS
