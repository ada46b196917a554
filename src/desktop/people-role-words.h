/* The cells of the table of roles in words: what is set there, what may be chosen, and the act that sets it.
 * A cell has a name: of a right ("customer.see"), a field ("contact.phone") or a limit ("bulk_rows"); and a value:
 * a scope (NULL: no right), a rule, or a number in digits (NULL: no limit). Main thread only. */
#pragma once

#include "model/role-rights.h"
#include "model/role-rules.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_SECTION_RIGHTS,
  GARRISON_SECTION_FIELDS,
  GARRISON_SECTION_LIMITS,
} GarrisonRoleSection;

/* No limit is set higher. */
#define GARRISON_ROLE_LIMIT_MOST 100000000

/* (transfer full): the names of a section, in their order. */
char **garrison_role_words_list (GarrisonRoleSection section, GarrisonRoleRights *rights);
/* (nullable): what stands above the row. */
const char *garrison_role_words_get_group (GarrisonRoleSection section, const char *name);
/* (transfer full) */
char *garrison_role_words_get_label (GarrisonRoleSection section, const char *name);
/* (transfer full) (nullable) */
char *garrison_role_words_get_value (GarrisonRoleSection section, GarrisonRoleRights *rights, GarrisonRoleRules *rules,
                                     gint64 role, const char *name);
/* 0 (nothing) … 5 (everything), -1 where there is no such measure. */
int garrison_role_words_get_reach (GarrisonRoleSection section, const char *value);
/* (transfer full) */
char *garrison_role_words_get_short (GarrisonRoleSection section, const char *name, const char *value);
char *garrison_role_words_get_long (GarrisonRoleSection section, const char *name, const char *value);
/* (transfer full): for "roles.set", whose target is a value or "none"; not for limits. */
GMenuModel *garrison_role_words_new_menu (GarrisonRoleSection section, const char *name);
/* (transfer full): of the act that sets @value. */
GarrisonArgs *garrison_role_words_new_args (GarrisonRoleSection section, gint64 role, const char *name,
                                            const char *value, const char **act);

G_END_DECLS
