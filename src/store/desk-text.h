/* data/desk.sql, taken apart: one block a relation. Any thread; lives as long as the program. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL-terminated, in the order of the file. */
const char *const *garrison_desk_text_list (void);
/* (nullable): what stands there about @relation; NULL when it is on nobody's desk. */
const char *garrison_desk_text_find (const char *relation);

G_END_DECLS
