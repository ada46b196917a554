/* A value axis with round ticks. Plain data and pure functions; any thread; inside the room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GarrisonChartScale: ticks stand at @min, @min + @step … @max; zero is one of them. */
typedef struct
{
  double min, max, step;
  guint n_ticks;
} GarrisonChartScale;

/** garrison_chart_scale_fit: the closest round scale that holds zero, @low and @high with at most
 * @max_ticks ticks (at least 2). @whole forbids fractions, for counts. */
GarrisonChartScale garrison_chart_scale_fit (double low, double high, guint max_ticks,
                                             gboolean whole);
double garrison_chart_scale_tick (const GarrisonChartScale *self, guint tick);
/** garrison_chart_scale_place: 0 at @min and 1 at @max, never outside. */
double garrison_chart_scale_place (const GarrisonChartScale *self, double value);

G_END_DECLS
