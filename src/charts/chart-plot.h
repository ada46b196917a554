/* The frame of charts with a value axis upwards and categories along: grid, ticks, bands, the line
 * of the period before, the target, names at the right edge.
 *
 * Inside the room; works on the scene it is given and keeps nothing. */
#pragma once

#include "charts/chart-scale.h"
#include "charts/chart-scene.h"

G_BEGIN_DECLS

/** GARRISON_CHART_LEAST_NAMED: a band of this width still holds a shortened name. */
#define GARRISON_CHART_LEAST_NAMED 34

typedef struct
{
  GarrisonChartRect area; /* between the axes */
  GarrisonChartScale scale;
  guint n;     /* bands */
  double band; /* width of one */
} GarrisonChartPlot;

/** GarrisonChartEnd: a name at the right edge, at the height of what it names. */
typedef struct
{
  const char *text;
  double value;
  guint32 color;
  gboolean line; /* its swatch */
} GarrisonChartEnd;

/** garrison_chart_plot_open: sets up for the scene's view with values from @low to @high (comparison
 * and target are taken in), draws grid and axes. @top is kept free above, @right beside. */
void garrison_chart_plot_open (GarrisonChartPlot *self, GarrisonChartScene *scene, double low,
                               double high, double top, double right);
/** garrison_chart_plot_max_bands: categories that fit side by side @least pixels wide each;
 * @with_ends leaves room for names at the right edge. */
guint garrison_chart_plot_max_bands (GarrisonChartScene *scene, double least, gboolean with_ends);
double garrison_chart_plot_y (const GarrisonChartPlot *self, double value);
/** garrison_chart_plot_x: the middle of a band. */
double garrison_chart_plot_x (const GarrisonChartPlot *self, guint category);
GarrisonChartRect garrison_chart_plot_band (const GarrisonChartPlot *self, guint category);
/** garrison_chart_plot_bar_width: in a band, at most @most. */
double garrison_chart_plot_bar_width (const GarrisonChartPlot *self, double most);
/** garrison_chart_plot_bar: a bar between two values with its outer end rounded. */
GarrisonShape *garrison_chart_plot_bar (const GarrisonChartPlot *self, GarrisonChartScene *scene,
                                        double x, double width, double from, double to,
                                        guint32 color);
/** garrison_chart_plot_comparison: the line of the period before. */
void garrison_chart_plot_comparison (const GarrisonChartPlot *self, GarrisonChartScene *scene);
/** garrison_chart_plot_target: a dashed line, or for each category a tick somewhat wider than @width.
 * Comes after the marks, which its label keeps clear of. */
void garrison_chart_plot_target (const GarrisonChartPlot *self, GarrisonChartScene *scene,
                                 double width);
/** garrison_chart_plot_end_width: the room that names at the right edge need; 0 when there is none. */
double garrison_chart_plot_end_width (GarrisonChartScene *scene, const GarrisonChartEnd *ends,
                                      guint n);
/** garrison_chart_plot_comparison_end: adds the name of the period before at its last figure to the
 * @n ends; returns how many there are then. */
guint garrison_chart_plot_comparison_end (GarrisonChartScene *scene, GarrisonChartEnd *ends,
                                          guint n);
/** garrison_chart_plot_ends: sets those names, apart from each other, sorted by @ends[].value. */
void garrison_chart_plot_ends (const GarrisonChartPlot *self, GarrisonChartScene *scene,
                               GarrisonChartEnd *ends, guint n);
/** garrison_chart_plot_finish: sets the names of the categories; thinned out where they are many. */
void garrison_chart_plot_finish (const GarrisonChartPlot *self, GarrisonChartScene *scene);

G_END_DECLS
