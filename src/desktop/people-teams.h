/* The teams of the company as a tree: each with how many people are in it. Whoever may change teams
 * opens one by a click. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_PEOPLE_TEAMS (garrison_people_teams_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPeopleTeams, garrison_people_teams, GARRISON, PEOPLE_TEAMS, GtkWidget)

/* Begins to show the teams of @window's company. */
void garrison_people_teams_set_window (GarrisonPeopleTeams *self, GarrisonWindow *window);

G_END_DECLS
