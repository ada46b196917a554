/* Everybody in the company: a searchable list with team, role, manager and how many customers each
 * holds, and below it what can be done with the person chosen. Actions "people.edit",
 * "people.password", "people.dismiss" and, for those who left, "people.hand-over" work on that person and are off, with the reason in their
 * buttons' tooltips, where the signed-in person may not. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_PEOPLE_LIST (garrison_people_list_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPeopleList, garrison_people_list, GARRISON, PEOPLE_LIST, GtkWidget)

/* Begins to show the people of @window's company. */
void garrison_people_list_set_window (GarrisonPeopleList *self, GarrisonWindow *window);
/* How many pixels there are: columns that do not fit are left out, the most telling stay. */
void garrison_people_list_set_room (GarrisonPeopleList *self, int width);
/* The cursor goes into the search. */
void garrison_people_list_search (GarrisonPeopleList *self);

G_END_DECLS
