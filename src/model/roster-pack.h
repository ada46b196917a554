/* One packed reading of the roster: the search texts and phones of many customers, immutable once
 * read, shared by reference among threads. The roster has a large one of all and a small one of what
 * changed since. */
#pragma once

#include <gio/gio.h>

#include "store/store.h"

G_BEGIN_DECLS

typedef struct _GarrisonRosterPack GarrisonRosterPack;

/* Blocking. @ids: (nullable): only these customers. */
GarrisonRosterPack *garrison_roster_pack_read (GarrisonStore *store, const gint64 *ids, gsize n_ids,
                                               GCancellable *cancellable, GError **error);
GarrisonRosterPack *garrison_roster_pack_ref (GarrisonRosterPack *self);
void garrison_roster_pack_unref (GarrisonRosterPack *self);
guint garrison_roster_pack_get_size (GarrisonRosterPack *self);
gint64 garrison_roster_pack_get_id (GarrisonRosterPack *self, guint index);
/* Returns: FALSE when the pack does not hold @id. */
gboolean garrison_roster_pack_find (GarrisonRosterPack *self, gint64 id, guint *index);
gsize garrison_roster_pack_get_memory (GarrisonRosterPack *self);

/* What was typed, taken apart once for any number of packs. */
typedef struct _GarrisonRosterNeedle GarrisonRosterNeedle;
/* (nullable): NULL when @text has nothing to search for. */
GarrisonRosterNeedle *garrison_roster_needle_new (const char *text);
void garrison_roster_needle_free (GarrisonRosterNeedle *self);

/* Returns: (transfer full) (array): for each customer of the pack how well it fits (model/packed-text.h). */
guint8 *garrison_roster_pack_rank (GarrisonRosterPack *self, GarrisonRosterNeedle *needle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonRosterPack, garrison_roster_pack_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonRosterNeedle, garrison_roster_needle_free)

G_END_DECLS
