/* Time on a line: where an instant stands, what pans and zooms do, and where ticks belong.
 *
 * A GarrisonSpanScale is a value; x is in pixels from its left end. Time is linear in microseconds,
 * so a day on which the clock is put back is 25 hours wide. Pure functions, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GARRISON_SPAN_HOUR (3600 * (gint64) G_USEC_PER_SEC)
#define GARRISON_SPAN_DAY (24 * GARRISON_SPAN_HOUR)

typedef struct
{
  gint64 start;   /* the instant at x = 0, µs UTC */
  double per_px;  /* µs a pixel */
  double width;   /* pixels */
} GarrisonSpanScale;

/* What one press of a zoom button shows. */
typedef enum
{
  GARRISON_SPAN_ZOOM_DAY,
  GARRISON_SPAN_ZOOM_WEEK,
  GARRISON_SPAN_ZOOM_MONTH,
  GARRISON_SPAN_ZOOM_QUARTER,
  GARRISON_SPAN_ZOOM_YEAR,
  GARRISON_SPAN_N_ZOOMS,
} GarrisonSpanZoom;

/* What ticks may stand at. */
typedef enum
{
  GARRISON_SPAN_UNIT_HOUR,
  GARRISON_SPAN_UNIT_THREE_HOURS,
  GARRISON_SPAN_UNIT_SIX_HOURS,
  GARRISON_SPAN_UNIT_DAY,
  GARRISON_SPAN_UNIT_WEEK, /* Mondays */
  GARRISON_SPAN_UNIT_MONTH,
  GARRISON_SPAN_UNIT_YEAR,
} GarrisonSpanUnit;

double garrison_span_scale_x (const GarrisonSpanScale *scale, gint64 instant);
gint64 garrison_span_scale_instant (const GarrisonSpanScale *scale, double x);
gint64 garrison_span_scale_end (const GarrisonSpanScale *scale);
double garrison_span_scale_day_width (const GarrisonSpanScale *scale);
void garrison_span_scale_pan (GarrisonSpanScale *scale, double pixels);
/* @factor > 1 zooms in. The instant at @x stays there, unless the limits (an hour, three years) bind. */
void garrison_span_scale_zoom (GarrisonSpanScale *scale, double x, double factor);
/* Another width: the left end and the length of time stay. */
void garrison_span_scale_resize (GarrisonSpanScale *scale, double width);

int garrison_span_zoom_days (GarrisonSpanZoom zoom);
/* The zoom whose length is nearest to what is shown. */
GarrisonSpanZoom garrison_span_scale_nearest_zoom (const GarrisonSpanScale *scale);
/* Shows @zoom so that the period begins with a whole day or week: with @now about where people look for
 * it if it was in view, else around the middle of what was shown. */
void garrison_span_scale_set_zoom (GarrisonSpanScale *scale, GarrisonSpanZoom zoom, gint64 now,
                                   GTimeZone *zone);
/* One period on (@step 1) or back (-1), beginning with a whole day again. */
void garrison_span_scale_step (GarrisonSpanScale *scale, int step, GTimeZone *zone);

/* Units for the upper and the lower line of the header at this zoom. */
void garrison_span_scale_units (const GarrisonSpanScale *scale, GarrisonSpanUnit *upper,
                                GarrisonSpanUnit *lower);
/* (element-type gint64) (transfer full): instants of @unit from the last one at or before the left end
 * to the last before the right end. */
GArray *garrison_span_scale_ticks (const GarrisonSpanScale *scale, GarrisonSpanUnit unit, GTimeZone *zone);

G_END_DECLS
