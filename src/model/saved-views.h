/* The lists and segments that people keep: a GListModel of GarrisonSavedView, the signed-in person's own
 * and everybody's, in their order. Charts are read elsewhere (model/dashboard.h).
 *
 * It reads the desk's saved_view, follows acts that touch it, and tells each reading with one
 * items-changed; a reading that changes nothing is not told. Main thread only, except
 * garrison_saved_views_load(). */
#pragma once

#include <gio/gio.h>

#include "store/store.h"

G_BEGIN_DECLS

/* Immutable. */
#define GARRISON_TYPE_SAVED_VIEW (garrison_saved_view_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonSavedView, garrison_saved_view, GARRISON, SAVED_VIEW, GObject)

gint64 garrison_saved_view_get_id (GarrisonSavedView *self);
/* TRUE when it is not one person's but the company's. */
gboolean garrison_saved_view_is_shared (GarrisonSavedView *self);
/* "list" or "segment". */
const char *garrison_saved_view_get_kind (GarrisonSavedView *self);
const char *garrison_saved_view_get_name (GarrisonSavedView *self);
/* Text of the question language. */
const char *garrison_saved_view_get_question (GarrisonSavedView *self);
/* Never NULL: how a window lays it out (desktop/table-layout.h); "" for its own way. */
const char *garrison_saved_view_get_layout (GarrisonSavedView *self);

#define GARRISON_TYPE_SAVED_VIEWS (garrison_saved_views_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonSavedViews, garrison_saved_views, GARRISON, SAVED_VIEWS, GObject)

/* Empty until the first reading, which it begins by itself. */
GarrisonSavedViews *garrison_saved_views_new (GarrisonStore *store);
/* Reads at once, blocking: for tests. */
gboolean garrison_saved_views_load (GarrisonSavedViews *self, GError **error);
/* (nullable) (transfer none) */
GarrisonSavedView *garrison_saved_views_find (GarrisonSavedViews *self, gint64 id);

G_END_DECLS
