/* What the rights of a role are called and how far they reach, for people to read. The rights
 * themselves are those of data/acts/ and data/desk.sql; one that this table does not know is shown by
 * its own name, at the end. Static and immutable; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;  /* "customer.see" */
  const char *group; /* to be translated: the heading above it */
  const char *label; /* to be translated */
  gboolean whole;    /* whoever has it has it for the whole company: only "all" and nothing make sense */
} GarrisonRight;

/* All rights that are known, in the order in which they are read. */
const GarrisonRight *garrison_rights_get_all (guint *n);
/* (nullable) */
const GarrisonRight *garrison_rights_find (const char *name);
/* Never NULL: translated; for a right that is not known, @name. */
const char *garrison_rights_get_label (const char *name);

/* The scopes from the narrowest to the widest; NULL-terminated. */
const char *const *garrison_rights_get_scopes (void);
/* 0 for NULL, 1 for "own" … 5 for "all"; -1 for anything else. */
int garrison_rights_get_reach (const char *scope);
/* Never NULL: translated; @scope NULL: no right. Short ones fit into a column of a table. */
const char *garrison_rights_get_scope_label (const char *scope);
const char *garrison_rights_get_short_scope_label (const char *scope);

G_END_DECLS
