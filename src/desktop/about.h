/* The small windows that say what the program is and which keys it knows. Main thread only. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void garrison_about_show (GtkWindow *parent);
void garrison_shortcuts_show (GtkWindow *parent);

G_END_DECLS
