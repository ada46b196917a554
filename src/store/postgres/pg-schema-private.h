/* Between the files that install a company's schema. */
#pragma once

#include "store/postgres/pg-schema.h"

G_BEGIN_DECLS

/* (transfer full): @name as an identifier, in double quotes. */
char *garrison_pg_quote (const char *name);
/* (transfer full): what makes a group of people who see all, by its rights: "customer.see",
 * "customer.see+deal.see" …; each once. */
char **garrison_pg_list_groups (GError **error);

G_END_DECLS
