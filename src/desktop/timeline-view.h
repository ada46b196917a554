/* The drawing of the timeline: lanes of people against time, as a GarrisonSpan holds them.
 *
 * Wheel and drag move, Ctrl+wheel and pinch zoom around the pointer; by keyboard Tab and the arrows walk
 * the marks, + and − zoom, Home goes to today, Enter opens, Escape closes the details. What the keyboard
 * stands on is the accessible label of the view. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "model/span-scale.h"
#include "model/span.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_TIMELINE_VIEW (garrison_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonTimelineView, garrison_timeline_view, GARRISON, TIMELINE_VIEW, GtkWidget)

/* Once, before the view is shown; references are taken. */
void garrison_timeline_view_set_span (GarrisonTimelineView *self, GarrisonSpan *span, GarrisonDirectory *directory);

/* What is in view; its width is that of the lanes without their heads. */
const GarrisonSpanScale *garrison_timeline_view_get_scale (GarrisonTimelineView *self);
void garrison_timeline_view_set_zoom (GarrisonTimelineView *self, GarrisonSpanZoom zoom);
GarrisonSpanZoom garrison_timeline_view_get_zoom (GarrisonTimelineView *self);
/* One period on or back. */
void garrison_timeline_view_step (GarrisonTimelineView *self, int step);
void garrison_timeline_view_show_now (GarrisonTimelineView *self);
/* Moves so that @instant is in the middle, or just into view when @gently. */
void garrison_timeline_view_show_instant (GarrisonTimelineView *self, gint64 instant, gboolean gently);

/* What scrolls the lanes. */
GtkAdjustment *garrison_timeline_view_get_vadjustment (GarrisonTimelineView *self);

/* The entry that is marked as chosen; @id 0 for none. */
void garrison_timeline_view_select (GarrisonTimelineView *self, GarrisonEntryState state, gint64 id);
/* (nullable) (transfer full): what the view says for the mark that the keyboard stands on. */
char *garrison_timeline_view_speak (GarrisonTimelineView *self);

/* Where the instant @at of @lane is drawn, in the widget's coordinates. */
void garrison_timeline_view_locate (GarrisonTimelineView *self, guint lane, gint64 at, double *x, double *y);

/* Signals: "moved": the scale changed; "chosen" (int state, gint64 id): a mark was clicked or walked to;
 * "opened" (gint64 customer): a customer's record is wanted. */

G_END_DECLS
