/* The window "People": everybody, the teams, the roles' rights, signals and requests, each on a page. Whoever
 * manages nobody has only the last one. The target "signals" shows that. What the signed-in
 * person may not change is shown but cannot be touched. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_PEOPLE_WINDOW (garrison_people_window_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPeopleWindow, garrison_people_window, GARRISON, PEOPLE_WINDOW, GarrisonWindow)

/* Actions: "win.new-person", "win.new-team", "win.new" (Ctrl+N: the one of the page), "win.search" (Ctrl+F). */

G_END_DECLS
