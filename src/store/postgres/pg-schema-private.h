/* Between the files that install a company's schema. */
#pragma once

#include "store/postgres/pg-schema.h"

G_BEGIN_DECLS

/* (transfer full): @name as an identifier, in double quotes. */
char *garrison_pg_quote (const char *name);
/* (transfer full): the groups that policies name, as suffixes: "all:customer.see+deal.see", who have scope
 * "all" of all these rights; "own:customer.see"; "some:customer.see", who have a scope between these. */
char **garrison_pg_list_groups (GError **error);

G_END_DECLS
