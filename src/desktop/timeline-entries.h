/* The list beside the timeline: the newest entries in view, grouped by day, with a search. Main thread
 * only. */
#pragma once

#include <gtk/gtk.h>

#include "model/span.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_TIMELINE_ENTRIES (garrison_timeline_entries_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonTimelineEntries, garrison_timeline_entries, GARRISON, TIMELINE_ENTRIES, GtkWidget)

/* Once, before it is shown. */
void garrison_timeline_entries_set_span (GarrisonTimelineEntries *self, GarrisonSpan *span, GarrisonDirectory *directory);
/* The row of an entry, if it is listed, without "chosen"; @id 0 for none. */
void garrison_timeline_entries_select (GarrisonTimelineEntries *self, GarrisonEntryState state, gint64 id);
void garrison_timeline_entries_start_search (GarrisonTimelineEntries *self);

/* Signals: "chosen" (GarrisonEntry*), "opened" (gint64 customer). */

G_END_DECLS
