/* The kinds of windows: name, type, title. A new kind is one line in windows.c. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

/* G_TYPE_INVALID when there is no window of that name. */
GType garrison_windows_get_type_of (const char *kind);
/* (transfer none): the kinds there are, NULL-terminated. */
const char *const *garrison_windows_get_kinds (void);

G_END_DECLS
