/* Ids in the order of a list, immutable and shared by reference among threads: what a question answered,
 * and what is left of it when something is searched. */
#pragma once

#include <gio/gio.h>

#include "model/roster.h"

G_BEGIN_DECLS

typedef struct _GarrisonIdList GarrisonIdList;

/* Takes the content of @ids (gint64). */
GarrisonIdList *garrison_id_list_new_take (GArray *ids);
GarrisonIdList *garrison_id_list_ref (GarrisonIdList *self);
void garrison_id_list_unref (GarrisonIdList *self);
guint garrison_id_list_get_size (GarrisonIdList *self);
gint64 garrison_id_list_get_id (GarrisonIdList *self, guint position);
/* FALSE when it holds no such id. The first call takes a moment for a long list; any thread. */
gboolean garrison_id_list_find (GarrisonIdList *self, gint64 id, guint *position);
/* Those of the matches that the list holds, better ranks first, each rank in the list's order. */
GarrisonIdList *garrison_id_list_narrow (GarrisonIdList *self, GArray *matches);
/* How many positions are alike at the beginning and, of the rest, at the end. */
void garrison_id_list_compare (GarrisonIdList *old, GarrisonIdList *new_list, guint *same_head, guint *same_tail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonIdList, garrison_id_list_unref)

G_END_DECLS
