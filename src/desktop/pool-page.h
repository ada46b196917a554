/* What is in a pool, as far as the pool shows it: a list from which customers are claimed one by one, or assigned to
 * people by a lead, by a dialog or by dragging. Main thread only. */
#pragma once

#include "desktop/customer-drag.h"
#include "desktop/window.h"
#include "model/pool-list.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_POOL_PAGE (garrison_pool_page_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPoolPage, garrison_pool_page, GARRISON, POOL_PAGE, GtkWidget)

void garrison_pool_page_set_window (GarrisonPoolPage *self, GarrisonWindow *window, GarrisonPools *pools);
/* 0: nothing is listed. */
void garrison_pool_page_set_pool (GarrisonPoolPage *self, gint64 pool);
gint64 garrison_pool_page_get_pool (GarrisonPoolPage *self);
/* Claims what is selected, one after the other; says who was faster where somebody was. */
void garrison_pool_page_claim (GarrisonPoolPage *self);
/* Gives @ids of the pool to @person. */
void garrison_pool_page_assign (GarrisonPoolPage *self, GarrisonCustomerIds *ids, gint64 person);

/* Signals "drag-begun" (GarrisonCustomerIds*), "drag-ended". */

G_END_DECLS
