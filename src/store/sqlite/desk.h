/* What the signed-in person may see, as views: for each relation of data/desk.sql a trusted view
 * under a random name over the vault, and over it one of the relation's own name.
 *
 * Immutable, reference-counted, any thread. Each has a random prefix of its own, so that what was
 * once seen of one is of no use with the next. */
#pragma once

#include "store/session.h"

G_BEGIN_DECLS

typedef struct _GarrisonDesk GarrisonDesk;

/* Returns: (transfer full): NULL with GARRISON_ERROR_INVALID when data/desk.sql is malformed. */
GarrisonDesk *garrison_desk_new (GarrisonSession *session, GError **error);
GarrisonDesk *garrison_desk_ref (GarrisonDesk *self);
void garrison_desk_unref (GarrisonDesk *self);

GarrisonSession *garrison_desk_get_session (GarrisonDesk *self);
/* Of every trusted view's name. */
const char *garrison_desk_get_prefix (GarrisonDesk *self);
/* Set of the names of all relations. */
GHashTable *garrison_desk_get_relations (GarrisonDesk *self);
/* Statements that put the views up, and that take them down. */
const char *garrison_desk_get_set_up (GarrisonDesk *self);
const char *garrison_desk_get_take_down (GarrisonDesk *self);

/* (transfer none): names of all relations of data/desk.sql, in its order, NULL-terminated. */
const char *const *garrison_desk_list_relations (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonDesk, garrison_desk_unref)

G_END_DECLS
