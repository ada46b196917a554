/* The rights of all roles as a table: a row for each right, a column for each role, and how far the right
 * reaches in each cell, the deeper tinted the farther. Whoever may change roles opens a cell and chooses.
 * Where there is no room for all roles, one at a time is shown. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_PEOPLE_ROLES (garrison_people_roles_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPeopleRoles, garrison_people_roles, GARRISON, PEOPLE_ROLES, GtkWidget)

/* Begins to show the roles of @window's company. */
void garrison_people_roles_set_window (GarrisonPeopleRoles *self, GarrisonWindow *window);
/* How many pixels there are. */
void garrison_people_roles_set_room (GarrisonPeopleRoles *self, int width);

G_END_DECLS
