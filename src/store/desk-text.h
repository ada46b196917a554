/* data/desk.sql, taken apart: one block a relation. Any thread; lives as long as the program. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A shorter key would be a question, not an answer. */
#define GARRISON_LOOKUP_SHORTEST 7

/* NULL-terminated, in the order of the file: relations and views. */
const char *const *garrison_desk_text_list (void);
/* (nullable): what stands there about @relation; NULL when it is on nobody's desk. */
const char *garrison_desk_text_find (const char *relation);
/* Whether the block of @relation is a view to be written out, instead of rows of the table of that name. */
gboolean garrison_desk_text_is_view (const char *relation);
/* NULL-terminated: columns of @relation that are not on the desk. */
const char *const *garrison_desk_text_get_withheld (const char *relation);

/* Where a field stands that a role may be kept from. */
typedef struct
{
  const char *field; /* "deal.amount"; "own": those of the company's own */
  const char *relation;
  const char *column;
  const char *kind; /* (nullable): only where the row's kind is that */
} GarrisonFieldPlace;

/* In the order of the file; lives as long as the program. */
const GarrisonFieldPlace *garrison_desk_text_list_places (guint *n);
/* NULL-terminated: the lookups, which are no relations and are not in the list. */
const char *const *garrison_desk_text_list_lookups (void);
/* (nullable): the first of them whose macro, "@NAME(", stands at @at. */
const char *garrison_desk_text_find_lookup (const char *at);
/* (transfer full): a block with @scope(right, column), @me and @settled replaced. @write_scope
 * writes a condition for a right and a column. */
char *garrison_desk_text_write_view (const char *name, const char *me, const char *settled,
                                     char *(*write_scope) (const char *right, const char *column, gpointer data),
                                     gpointer data);

G_END_DECLS
