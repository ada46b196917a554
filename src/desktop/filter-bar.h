/* The filters of the list: a chip for each, and a popover in which to choose them. Each filter is one
 * condition of the question language, so that what a list shows can be said, saved and charted.
 * Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "model/directory.h"
#include "model/question.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_FILTER_BAR (garrison_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonFilterBar, garrison_filter_bar, GARRISON, FILTER_BAR, GtkWidget)

/* Once, before it is shown. */
void garrison_filter_bar_set_directory (GarrisonFilterBar *self, GarrisonDirectory *directory);
/* (transfer full): @base narrowed by all filters, as text; NULL with @error (GARRISON_ERROR_QUESTION). */
char *garrison_filter_bar_apply (GarrisonFilterBar *self, const char *base, GError **error);
gboolean garrison_filter_bar_has_filters (GarrisonFilterBar *self);
/* Takes all filters off; "changed" follows when there were any. */
void garrison_filter_bar_clear (GarrisonFilterBar *self);
/* The same without telling: something else is about to be listed. */
void garrison_filter_bar_forget (GarrisonFilterBar *self);
/* (transfer floating): all filters, for garrison_filter_bar_bring_back(), which tells of no change. */
GVariant *garrison_filter_bar_keep (GarrisonFilterBar *self);
void garrison_filter_bar_bring_back (GarrisonFilterBar *self, GVariant *kept);
void garrison_filter_bar_popup (GarrisonFilterBar *self);
/* The word beside the icon goes, for little width. */
void garrison_filter_bar_set_narrow (GarrisonFilterBar *self, gboolean narrow);

/* Signal "changed". */

G_END_DECLS
