/* What garrison_store_preview() asks, for both engines. Any thread. For store/ only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): a SELECT of relation, field, what and n over somebody's desk. @relation writes what stands for a
 * relation whose rows depend on who sits there; @person and @customer stand for the two numbers. */
char *garrison_preview_write (char *(*relation) (const char *name, gpointer data), gpointer data, const char *person,
                              const char *customer);

G_END_DECLS
