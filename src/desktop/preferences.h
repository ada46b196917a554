/* Preferences: what the company has set (for those with the right to change it), and how the program
 * looks at this desk. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

void garrison_preferences_show (GarrisonWindow *window);
/* The colour scheme that was chosen at this desk, if one was. */
void garrison_preferences_apply_color_scheme (void);

G_END_DECLS
