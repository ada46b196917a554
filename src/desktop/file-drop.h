/* A file dropped on a window from a file manager is offered for import. While one hovers a hint shows
 * where it may go; who may not import is shown none. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

/* @area takes files for @window from now on; @hint, above it, is shown while one hovers. */
void garrison_file_drop_attach (GarrisonWindow *window, GtkWidget *area, GtkWidget *hint);

G_END_DECLS
