/* Chooses whose lanes the timeline shows: everybody within reach, a team with those below it, or one
 * person. A button with a popover. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "model/directory.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_TIMELINE_PEOPLE (garrison_timeline_people_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonTimelinePeople, garrison_timeline_people, GARRISON, TIMELINE_PEOPLE, GtkWidget)

/* Once; begins with the own team, where it has somebody else, and "changed" follows. */
void garrison_timeline_people_set_directory (GarrisonTimelinePeople *self, GarrisonDirectory *directory);
/* (transfer full) (element-type gint64): ids, by name. */
GArray *garrison_timeline_people_get_people (GarrisonTimelinePeople *self);
/* Exactly one of them, the other 0; both 0: everybody within reach. */
void garrison_timeline_people_choose (GarrisonTimelinePeople *self, gint64 team, gint64 person);

/* Signal "changed". */

G_END_DECLS
