/* The sidebar of the customers window: views with their counts, pools and segments where there are
 * any, people as places to drop customers on, and who is signed in. Main thread only. */
#pragma once

#include <adwaita.h>

#include "desktop/customer-drag.h"
#include "desktop/session.h"
#include "model/pools.h"
#include "model/saved-views.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_SIDEBAR (garrison_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonSidebar, garrison_sidebar, GARRISON, SIDEBAR, GtkWidget)

/* Once, before it is shown. */
void garrison_sidebar_set_session (GarrisonSidebar *self, GarrisonDesktopSession *session);
/* @key: "due", "mine", "team", "all". Emits "view-selected". FALSE when there is no such view. */
gboolean garrison_sidebar_select_view (GarrisonSidebar *self, const char *key);
/* Marks a saved view, now or as soon as it is known, and emits "segment-selected"; FALSE when it is not
 * known yet. */
gboolean garrison_sidebar_select_segment (GarrisonSidebar *self, gint64 id);
/* (nullable) (transfer none): the saved view that is marked. */
GarrisonSavedView *garrison_sidebar_get_segment (GarrisonSidebar *self);
/* Nothing is marked: the list shows something that has no row here. */
void garrison_sidebar_unselect (GarrisonSidebar *self);
/* (nullable): the key of the view that is marked. */
const char *garrison_sidebar_get_view (GarrisonSidebar *self);
/* (transfer none): the pools that it shows, after garrison_sidebar_set_session(). */
GarrisonPools *garrison_sidebar_get_pools (GarrisonSidebar *self);
/* Tells the people what is being dragged; NULL when nothing is. */
void garrison_sidebar_set_dragged (GarrisonSidebar *self, GarrisonCustomerIds *ids);

/* Signals: "view-selected" (question, title); "segment-selected" (GarrisonSavedView*); "segment-wish" (char *
 * "rename", "replace" or "delete", GarrisonSavedView*), from the menu of its row; "dropped" (gint64 person,
 * GarrisonCustomerIds*); "pool-selected" (gint64 pool); "released" (gint64 pool, GarrisonCustomerIds*), by a drop. */

G_END_DECLS
