/* An entry in the list beside the timeline, drawn by itself: a list of hundreds is built without a
 * stall. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "desktop/timeline-style.h"
#include "model/directory.h"
#include "model/entry.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_TIMELINE_ROW (garrison_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonTimelineRow, garrison_timeline_row, GARRISON, TIMELINE_ROW, GtkListBoxRow)

/* @style: of the list, which outlives its rows. */
GtkWidget *garrison_timeline_row_new (GarrisonEntry *entry, GarrisonDirectory *directory, GarrisonTimelineStyle *style);
void garrison_timeline_row_set_style (GarrisonTimelineRow *self, GarrisonTimelineStyle *style);
/* Only rows in view are drawn, though the list has hundreds: called when it was scrolled. */
void garrison_timeline_row_scrolled (GarrisonTimelineRow *self);
GarrisonEntry *garrison_timeline_row_get_entry (GarrisonTimelineRow *self);
/* The day of the entry in the company's time. */
gint garrison_timeline_row_get_day (GarrisonTimelineRow *self);
gboolean garrison_timeline_row_is (GarrisonTimelineRow *self, GarrisonEntryState state, gint64 id);
/* The same entry, perhaps read anew. */
void garrison_timeline_row_set_entry (GarrisonTimelineRow *self, GarrisonEntry *entry);

G_END_DECLS
