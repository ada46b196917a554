/* Which role has which right and how far it reaches: the desk's role_right, held in memory and read
 * anew by itself when an act changes it. Main thread only, except garrison_role_rights_load(). */
#pragma once

#include <gio/gio.h>

#include "model/rights.h"
#include "store/store.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_ROLE_RIGHTS (garrison_role_rights_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonRoleRights, garrison_role_rights, GARRISON, ROLE_RIGHTS, GObject)

/* Empty until the first reading, which it begins by itself. */
GarrisonRoleRights *garrison_role_rights_new (GarrisonStore *store);
/* Reads at once, blocking: for tests. */
gboolean garrison_role_rights_load (GarrisonRoleRights *self, GError **error);
/* The rights there are: the known ones that somebody has, in their order, then those that this program
 * does not know. (transfer none): NULL-terminated, valid until the next "changed". */
const char *const *garrison_role_rights_get_names (GarrisonRoleRights *self);
/* (nullable): interned: "own" … "all"; NULL: the role has no such right. */
const char *garrison_role_rights_get_scope (GarrisonRoleRights *self, gint64 role, const char *right);

/* Signals: "changed"; "failed" (GError*). */

G_END_DECLS
