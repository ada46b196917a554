/* What a role is kept from, written into the desk.
 *
 * The decision: a column that somebody is kept from stays on their desk and is NULL there, in every row (hidden) or
 * until the record is disclosed (masked, listed). So every question, sort, group, sum, chart and export over the desk
 * is without it, by itself and with no rule of its own, and no text of a question has to be changed. In a file the
 * desk is written out for whoever signs in, and so are these columns. On a server nobody may name such a column but
 * whoever is kept from none (the group ":open"); for everybody else there is a second desk in the schema
 * garrison_known, of views that ask what their reader's role is kept from; the program puts it before the other in
 * the search path. Who reads with a program of their own finds the column denied, or NULL.
 *
 * Contact details have their own view (contact_detail); of them only the places beside their own are dealt with
 * here, and these are empty only where the detail is hidden. Any thread. */
#pragma once

#include "store/desk-text.h"

G_BEGIN_DECLS

/* Writes @value as it is shown in view of the rule for @field: @shown is a condition, true where the record is
 * disclosed to whoever asks. */
typedef char *(*GarrisonFieldWriter) (const char *field, gboolean detail, const char *value, const char *shown,
                                      gpointer data);

/* Whether @field ("contact.phone") is a contact detail. */
gboolean garrison_field_is_detail (const char *field);
/* Whether anybody may be kept from anything in @relation. */
gboolean garrison_field_rules_concern (const char *relation);
/* (transfer full): a SELECT of @columns (NULL-terminated) of @from, which has them all. @vault: "main." or "", stands
 * before tables that are named; @me: who asks. */
char *garrison_field_rules_write (const char *relation, const char *const *columns, const char *from, const char *vault,
                                  const char *me, GarrisonFieldWriter write, gpointer data);
/* (transfer full): a condition, true where the record that x, a row of @relation, is of is disclosed to @me. */
char *garrison_field_rules_disclosed (const char *relation, const char *vault, const char *me);

G_END_DECLS
