/* A wish that takes several acts, over connections that may be lost in between: what was done stays known, and
 * what may have been done is asked for again under the same request, so that nothing is done twice.
 *
 * Reference-counted; used by one thread at a time. Blocking where it takes a store. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct _GarrisonErrand GarrisonErrand;

GarrisonErrand *garrison_errand_new (void);
GarrisonErrand *garrison_errand_ref (GarrisonErrand *self);
void garrison_errand_unref (GarrisonErrand *self);

/* Whether after @error (nullable) it may have been done all the same: only the same request tells. */
gboolean garrison_errand_may_be_done (const GError *error);

/* To be called before an errand goes on: asks again what a lost connection left open. FALSE with @error when
 * that is still open. */
gboolean garrison_errand_settle (GarrisonErrand *self, GarrisonStore *store, GCancellable *cancellable, GError **error);
/* (transfer none) (nullable): the next act; @args are kept and must not change. */
GarrisonActResult *garrison_errand_act (GarrisonErrand *self, GarrisonStore *store, const char *name,
                                        GarrisonArgs *args, GCancellable *cancellable, GError **error);
/* (transfer none) (nullable): what the last act of that name answered, if it was done. */
GarrisonActResult *garrison_errand_find (GarrisonErrand *self, const char *name);
/* (transfer full) (element-type gint64): the acts that were done, oldest first. */
GArray *garrison_errand_get_acts (GarrisonErrand *self);
/* Undoes them, from the last one. What cannot be undone is left as it is. FALSE with @error when the
 * connection was lost meanwhile: garrison_errand_settle() first, then once more. */
gboolean garrison_errand_take_back (GarrisonErrand *self, GarrisonStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonErrand, garrison_errand_unref)

G_END_DECLS
