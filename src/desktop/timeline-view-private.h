/* What the parts of the timeline view share. For timeline-view*.c only. */
#pragma once

#include "desktop/text-scale.h"
#include "desktop/timeline-details.h"
#include "desktop/timeline-style.h"
#include "desktop/timeline-view.h"
#include "model/span-cluster.h"

G_BEGIN_DECLS

#define TIMELINE_TOP 60
#define TIMELINE_MARKS_Y 30
#define TIMELINE_BAR 20
#define TIMELINE_BAR_STEP 23
#define TIMELINE_COLUMNS_HEIGHT 38

typedef enum
{
  TIMELINE_STOP_MARK,   /* one mark, of a group of one or two */
  TIMELINE_STOP_PILL,   /* a group of three and more */
  TIMELINE_STOP_COLUMN, /* what was counted */
  TIMELINE_STOP_BAR,    /* a deal, or the time of an owner */
} TimelineStopType;

/* What the pointer can hit and the keyboard can stand on. x is from the layout's origin. */
typedef struct
{
  TimelineStopType type;
  guint index;  /* mark: of the lane's marks; pill: of groups; column: of counts; bar: of bars */
  double x, half;
  double y, height; /* from the lane's top */
  gint64 at;
} TimelineStop;

/* A lane as it is drawn at one zoom: independent of panning and scrolling. */
typedef struct
{
  GArray *shown;  /* of guint: indexes of the lane's marks */
  GArray *groups; /* of GarrisonSpanGroup over @shown */
  GArray *bars;   /* of GarrisonSpanBar, one a stretch */
  GArray *stops;  /* of TimelineStop: marks by time, then bars */
} TimelineLayout;

typedef struct
{
  int lane; /* -1: none */
  guint stop;
} TimelineSpot;

struct _GarrisonTimelineView
{
  GtkWidget parent_instance;
  GarrisonSpan *span;
  GarrisonDirectory *directory;
  GTimeZone *zone; /* the store's */
  GarrisonSpanScale scale;
  gboolean placed; /* the scale has its width */
  GtkAdjustment *vadjustment;
  double head;        /* width of the lane heads */
  double lane_height;
  int bar_rows;
  gint64 now;
  gboolean chinese;

  GarrisonTimelineStyle *style;
  GPtrArray *layouts; /* of TimelineLayout, one a lane */
  double layout_per_px;
  gint64 origin; /* the instant at x = 0 of the layouts */
  guint32 highest; /* column */
  GskRenderNode *base; /* kept while only what is over it changes */

  TimelineSpot hover, focus;
  gint64 focus_id;     /* to find the focus again after a reload */
  gint64 focus_at;
  GarrisonEntryState selected_state;
  gint64 selected_id;
  GarrisonTimelineDetails *details;
  guint hover_id, tick_id, moved_id;
  double pointer_x, pointer_y;
  double drag_start; /* px panned already */
  double drag_voffset;
  double pinch;
  gint64 pressed_at;
};

/* All places and sizes are for letters of the usual size; what comes from and goes to the toolkit is
 * scaled (desktop/text-scale.h). The height, so. */
double timeline_view_height (GarrisonTimelineView *self);

/* timeline-view-layout.c */
TimelineLayout *timeline_view_layout (GarrisonTimelineView *self, guint lane);
void timeline_view_forget_layouts (GarrisonTimelineView *self);
double timeline_view_x (GarrisonTimelineView *self, double layout_x); /* in the widget */
double timeline_view_lane_y (GarrisonTimelineView *self, guint lane);
void timeline_view_visible_lanes (GarrisonTimelineView *self, guint *first, guint *last);
gboolean timeline_view_hit (GarrisonTimelineView *self, double x, double y, TimelineSpot *spot);
const TimelineStop *timeline_view_stop (GarrisonTimelineView *self, TimelineSpot spot);
void timeline_view_stop_rectangle (GarrisonTimelineView *self, TimelineSpot spot, GdkRectangle *rectangle);
/* (nullable): the stop of the entry, where it is loaded. */
gboolean timeline_view_find (GarrisonTimelineView *self, GarrisonEntryState state, gint64 id, TimelineSpot *spot);

/* timeline-view-draw.c */
void timeline_view_snapshot (GarrisonTimelineView *self, GtkSnapshot *snapshot);
/* timeline-view-lanes.c */
void timeline_view_draw_lane (GarrisonTimelineView *self, cairo_t *cr, guint lane);
void timeline_view_draw_head (GarrisonTimelineView *self, cairo_t *cr, guint lane);
void timeline_view_draw_spot (GarrisonTimelineView *self, cairo_t *cr, TimelineSpot spot, double strength);

/* timeline-view-words.c */
char *timeline_view_describe (GarrisonTimelineView *self, TimelineSpot spot);
char *timeline_view_clock (GarrisonTimelineView *self, gint64 at);
void timeline_view_show_details (GarrisonTimelineView *self, TimelineSpot spot);
char *timeline_view_bar_text (GarrisonTimelineView *self, const GarrisonSpanStretch *stretch);

/* timeline-view-input.c */
void timeline_view_add_input (GarrisonTimelineView *self);
/* timeline-view.c */
void timeline_view_moved (GarrisonTimelineView *self);
void timeline_view_redraw (GarrisonTimelineView *self);
void timeline_view_set_focus (GarrisonTimelineView *self, TimelineSpot spot, gboolean show);
void timeline_view_set_hover (GarrisonTimelineView *self, TimelineSpot spot);
void timeline_view_open (GarrisonTimelineView *self, TimelineSpot spot);
void timeline_view_zoom (GarrisonTimelineView *self, double x, double factor);
void timeline_view_pan (GarrisonTimelineView *self, double pixels);

G_END_DECLS
