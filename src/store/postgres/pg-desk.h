/* A block of data/desk.sql as a condition that a policy can test. Any thread.
 *
 * A block becomes a choice of branches, each of parts that must all hold. A part is about the row itself,
 * or says that there is a row of another relation: EXISTS (SELECT 1 FROM deal d WHERE d.id = line.deal …).
 * That relation has its own policy in there. So where a part asks of the other relation just what that
 * one's own block asks, the question is left out: what belongs to a record is seen with the record. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GarrisonPgDesk GarrisonPgDesk;

/* (transfer full): %NULL with %GARRISON_ERROR_INVALID when the block has a form that is not known. */
GarrisonPgDesk *garrison_pg_desk_parse (const char *relation, const char *block, GError **error);
void garrison_pg_desk_free (GarrisonPgDesk *self);

/* (transfer full): the condition, "true" where there is none. */
char *garrison_pg_desk_condition (GarrisonPgDesk *self);
/* (transfer full) (nullable): where whose row it is decides alone, the column that says so. */
char *garrison_pg_desk_owner_column (GarrisonPgDesk *self);
/* (transfer full): groups of people who see all of it: of each the rights, joined by "+", which must
 * have scope "all". Empty where everybody does. */
char **garrison_pg_desk_groups (GarrisonPgDesk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonPgDesk, garrison_pg_desk_free)

G_END_DECLS
