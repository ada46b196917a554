/* The public pools of the company, where they are set up: limits, members and leads, and what is shown before a claim.
 * Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_PEOPLE_POOLS (garrison_people_pools_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPeoplePools, garrison_people_pools, GARRISON, PEOPLE_POOLS, GtkWidget)

/* Begins to show the pools of @window's company. */
void garrison_people_pools_set_window (GarrisonPeoplePools *self, GarrisonWindow *window);

G_END_DECLS
