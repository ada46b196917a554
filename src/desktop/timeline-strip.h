/* Twelve months at the foot of the timeline: a column a week, and the stretch in view as a frame that
 * can be dragged. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_TIMELINE_STRIP (garrison_timeline_strip_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonTimelineStrip, garrison_timeline_strip, GARRISON, TIMELINE_STRIP, GtkWidget)

/* The instants at which the @n weeks begin, and one more; copied. @zone is the company's. */
void garrison_timeline_strip_set_weeks (GarrisonTimelineStrip *self, const guint *counts, guint n,
                                        const gint64 *weeks, GTimeZone *zone);
void garrison_timeline_strip_set_view (GarrisonTimelineStrip *self, gint64 from, gint64 to);

/* Signal "moved" (gint64): where the stretch in view is to begin. */

G_END_DECLS
