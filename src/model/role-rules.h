/* What roles may do with which field, and how much at a time: the desk's role_field and role_limit, held in
 * memory and read anew by itself when an act changes them. Main thread only, except garrison_role_rules_load()
 * and the words, which are static. */
#pragma once

#include <gio/gio.h>

#include "store/store.h"

G_BEGIN_DECLS

/* A field that may be locked. */
typedef struct
{
  const char *relation; /* "contact" */
  const char *field;    /* "mobile" */
  const char *group;    /* to be translated: the heading above it */
  const char *label;    /* to be translated */
  gboolean detail;      /* a contact detail: masked where no rule is set */
} GarrisonRoleField;

typedef struct
{
  const char *name;  /* "bulk_rows" */
  const char *label; /* to be translated */
  gint64 usual;      /* where nothing is set; -1: no limit */
} GarrisonRoleLimit;

/* All of them, in the order in which they are read. */
const GarrisonRoleField *garrison_role_fields_get_all (guint *n);
const GarrisonRoleLimit *garrison_role_limits_get_all (guint *n);
/* (nullable) */
const GarrisonRoleField *garrison_role_field_find (const char *relation, const char *field);
const GarrisonRoleLimit *garrison_role_limit_find (const char *name);

/* The rules from the narrowest to the widest; NULL-terminated. What the program finds its way by cannot be hidden. */
const char *const *garrison_role_rules_list (const GarrisonRoleField *field);
/* How wide: 0 for "hidden" … 4 for "edit"; -1 for anything else. */
int garrison_role_rule_get_reach (const char *rule);
/* Never NULL: translated. Short ones fit into a column of a table. */
const char *garrison_role_rule_get_label (const char *rule);
const char *garrison_role_rule_get_short_label (const char *rule);

#define GARRISON_TYPE_ROLE_RULES (garrison_role_rules_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonRoleRules, garrison_role_rules, GARRISON, ROLE_RULES, GObject)

/* Everything as it is where nothing is set, until the first reading, which it begins by itself. */
GarrisonRoleRules *garrison_role_rules_new (GarrisonStore *store);
/* Reads at once, blocking: for tests. */
gboolean garrison_role_rules_load (GarrisonRoleRules *self, GError **error);
/* Never NULL: interned: "hidden" … "edit". */
const char *garrison_role_rules_get_rule (GarrisonRoleRules *self, gint64 role, const GarrisonRoleField *field);
/* How many; -1: no limit. */
gint64 garrison_role_rules_get_limit (GarrisonRoleRules *self, gint64 role, const GarrisonRoleLimit *limit);

/* Signals: "changed"; "failed" (GError*). */

/* The first customer by name, with id and name, in whose name @words (in lower case) are: to show what a role would
 * see of one. For a window; ends with garrison_store_read_finish(). */
void garrison_role_sample_find_async (GarrisonStore *store, const char *words, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
