/* What src/base knows of characters and words, as functions of the server that give constants.
 *
 * Functions rather than tables: they are then truly immutable, need no privilege, and are there before
 * anything else is restored. Any thread; takes about a quarter of a second. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): CREATE OR REPLACE FUNCTION statements, to be run with search_path garrison. */
char *garrison_pg_text_tables (void);

G_END_DECLS
