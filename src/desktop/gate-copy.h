/* The clipboard, as far as the company's data goes there: one record at a time, and known. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

/* Puts @text on the clipboard once the company knows. @what: which record and field, in words that are kept; @toast:
 * (nullable): what is said when it is there. */
void garrison_desktop_copy (GarrisonWindow *window, const char *text, const char *what, const char *toast);

G_END_DECLS
