/* Who is signed in and how far each of their rights reaches, as it was when it was read.
 *
 * Immutable once filled, reference-counted, any thread. A right without scope "all" carries the ids
 * of the people whose records it reaches. For store/ only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GarrisonSession GarrisonSession;

GarrisonSession *garrison_session_new (gint64 me);
GarrisonSession *garrison_session_ref (GarrisonSession *self);
void garrison_session_unref (GarrisonSession *self);

/* @ids: (nullable): ascending gint64; NULL for scope "all". A reference is taken. */
void garrison_session_add_right (GarrisonSession *self,
                                 const char *right,
                                 const char *scope,
                                 GArray *ids);

gint64 garrison_session_get_me (GarrisonSession *self);
/* (nullable): interned; NULL when the right is missing. */
const char *garrison_session_get_scope (GarrisonSession *self, const char *right);
gboolean garrison_session_has_all (GarrisonSession *self, const char *right);
/* (nullable): NULL for scope "all" and for a missing right. */
GArray *garrison_session_get_ids (GarrisonSession *self, const char *right);
/* @owner: 0 for nobody's, which only scope "all" reaches. */
gboolean garrison_session_reaches (GarrisonSession *self, const char *right, gint64 owner);
/* The act by which somebody else last set this person's password; 0: nobody has. A session that began
 * before it is over. */
void garrison_session_set_reset (GarrisonSession *self, gint64 act);
gint64 garrison_session_get_reset (GarrisonSession *self);
/* Whether somebody shares customers with the person (relation collaborator): only then the desk asks for that. */
void garrison_session_set_shares (GarrisonSession *self, gboolean shares);
gboolean garrison_session_get_shares (GarrisonSession *self);
/* What the person's role is kept from: @field "deal.amount" or "own#7", @rule "hidden", "masked" or "listed". */
void garrison_session_add_rule (GarrisonSession *self, const char *field, const char *rule);
/* (nullable): interned; NULL where nothing is kept. */
const char *garrison_session_get_rule (GarrisonSession *self, const char *field);
/* (transfer container) (element-type utf8): the company's own fields, "own#7", with that rule. */
GPtrArray *garrison_session_list_own (GarrisonSession *self, const char *rule);
/* @columns: (transfer full): of a relation from which something is kept. */
void garrison_session_take_columns (GarrisonSession *self, const char *relation, char **columns);
/* (nullable) */
const char *const *garrison_session_get_columns (GarrisonSession *self, const char *relation);
/* Whether both are the same person with the same rights, reach and rules, and with the same reset. */
gboolean garrison_session_equal (GarrisonSession *self, GarrisonSession *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonSession, garrison_session_unref)

G_END_DECLS
