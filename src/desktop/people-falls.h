/* The rules by which customers fall into pools: each with its switch, who falls tomorrow and why, and what a rule would
 * have done last year. Reads in the background. Main thread only. */
#pragma once

#include <adwaita.h>

#include "desktop/window.h"

G_BEGIN_DECLS

/* (transfer floating): a group for a preferences page; it follows the company while it lives. */
AdwPreferencesGroup *garrison_people_falls_new (GarrisonWindow *window);

G_END_DECLS
