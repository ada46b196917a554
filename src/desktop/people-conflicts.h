/* Two claims on one customer, in the page of signals and requests: what is claimed, for whoever may decide the facts of both
 * side by side with the decision, and what came of earlier cases. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

/* Reads the cases of @window's company into @box, which is hidden while there are none. */
void garrison_people_conflicts_follow (GtkBox *box, GarrisonWindow *window);

G_END_DECLS
