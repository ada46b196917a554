/* Between the files that install a company's schema. */
#pragma once

#include "store/postgres/pg-schema.h"

G_BEGIN_DECLS

/* (transfer full): @name as an identifier, in double quotes. */
char *garrison_pg_quote (const char *name);
/* (transfer full): the groups that policies name, as suffixes: "all:customer.see+deal.see", who have scope
 * "all" of all these rights; "own:customer.see"; "some:customer.see", who have a scope between these. */
char **garrison_pg_list_groups (GError **error);
/* (transfer full): the SQL that makes a view or a lookup of data/desk.sql, or a check of store/kept.h, and that takes from people the columns
 * of @relation which are not on the desk. */
char *garrison_pg_view (const char *database, const char *relation);
char *garrison_pg_lookup (const char *database, const char *name);
/* (transfer full): the function behind garrison_store_preview(). */
char *garrison_pg_preview (const char *database);
char *garrison_pg_kept (const char *database, guint check);
char *garrison_pg_withhold (const char *database, const char *relation);
/* pg-known.c: the desk of whoever is kept from fields (store/field-rules.h). The first is run before functions that
 * ask for it, the others after the grants; @columns: NULL-terminated. */
char *garrison_pg_known_functions (const char *database);
char *garrison_pg_known_grants (const char *database, const char *relation);
char *garrison_pg_known_view (const char *database, const char *relation, const char *const *columns);

G_END_DECLS
