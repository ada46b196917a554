/* A chart: data, kind and style, laid out for a size and painted with Cairo.
 *
 *   chart = garrison_chart_new (GARRISON_CHART_BAR, data, &style);
 *   garrison_chart_layout (chart, pango_context, width, height);   again when the size changes
 *   garrison_chart_draw (chart, cr);                               as often as wanted
 *   garrison_chart_draw_hover (chart, cr, mark);                   in a layer of its own
 *
 * No widget, no background: the owner paints the card behind it (files and print paint their own,
 * chart-file.h). The chart holds references on its data; one thread at a time. Coordinates are the
 * chart's own, from 0,0 to the width and height of the layout, at any scale of the cairo_t.
 *
 * Marks are what can be pointed at, spoken and opened: bars, points, sectors. They are numbered from
 * 0 in reading order and are valid until the next layout. Nothing here fails. */
#pragma once

#include <cairo.h>
#include <glib-object.h>
#include <pango/pango.h>

#include "charts/chart-data.h"
#include "charts/chart-style.h"

G_BEGIN_DECLS

/* New kinds go at the end: the names of kinds are stored, the numbers are not. */
typedef enum
{
  GARRISON_CHART_BAR,
  GARRISON_CHART_GROUPED_BAR,
  GARRISON_CHART_STACKED_BAR,
  GARRISON_CHART_LINE,
  GARRISON_CHART_AREA,
  GARRISON_CHART_DONUT,
  GARRISON_CHART_FUNNEL,
  GARRISON_CHART_RANKING,
  GARRISON_CHART_HEAT_MAP, /* categories along, series down */
  GARRISON_CHART_TILE_MAP, /* category keys are ISO 3166-2 codes */
  GARRISON_CHART_N_KINDS,
} GarrisonChartKind;

/** garrison_chart_kind_get_name: "grouped-bar": for files and the command line. */
const char *garrison_chart_kind_get_name (GarrisonChartKind kind);
/** garrison_chart_kind_from_name: FALSE when there is no such kind. */
gboolean garrison_chart_kind_from_name (const char *name, GarrisonChartKind *kind);
/** garrison_chart_kind_get_label: for people, translated. */
const char *garrison_chart_kind_get_label (GarrisonChartKind kind);

#define GARRISON_TYPE_CHART (garrison_chart_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonChart, garrison_chart, GARRISON, CHART, GObject)

typedef struct
{
  double x, y, width, height;
} GarrisonChartRect;

/**
 * GarrisonChartMark:
 * @bounds: what is painted, its gap included, at least one pixel each way; of a point or sector a
 *   small box about its middle
 * @anchor_x: a point inside the mark, where hints point to
 * @anchor_y: see @anchor_x
 * @category: index in the data, or -1 when several are folded into it
 * @series: index in the data, or -1 when several are folded into it
 * @value: its figure; missing only for a remainder that does not add up
 * @remainder: it stands for "Other, N kinds"; garrison_chart_mark_get_folded tells which
 */
typedef struct
{
  GarrisonChartRect bounds;
  double anchor_x, anchor_y;
  int category, series;
  double value;
  gboolean remainder;
} GarrisonChartMark;

/** GarrisonChartDirection: the way of an arrow key. */
typedef enum
{
  GARRISON_CHART_LEFT,
  GARRISON_CHART_RIGHT,
  GARRISON_CHART_UP,
  GARRISON_CHART_DOWN,
} GarrisonChartDirection;

/** garrison_chart_new: @style is copied. Returns: (transfer full) */
GarrisonChart *garrison_chart_new (GarrisonChartKind kind, GarrisonChartData *data,
                                   const GarrisonChartStyle *style);
GarrisonChartKind garrison_chart_get_kind (GarrisonChart *self);
GarrisonChartData *garrison_chart_get_data (GarrisonChart *self);
const GarrisonChartStyle *garrison_chart_get_style (GarrisonChart *self);
/** garrison_chart_set_style: the chart must be laid out again. */
void garrison_chart_set_style (GarrisonChart *self, const GarrisonChartStyle *style);

/** garrison_chart_layout: places everything for @width × @height. @context is not changed, but kept
 * until the next layout. */
void garrison_chart_layout (GarrisonChart *self, PangoContext *context, double width,
                            double height);
/** garrison_chart_draw: paints the picture; nothing before the first layout. */
void garrison_chart_draw (GarrisonChart *self, cairo_t *cr);
/** garrison_chart_draw_hover: the tint and dots of the pointed mark; -1 paints nothing. */
void garrison_chart_draw_hover (GarrisonChart *self, cairo_t *cr, int mark);
/** garrison_chart_draw_focus: the ring of the mark that the keyboard is on; -1 paints nothing. */
void garrison_chart_draw_focus (GarrisonChart *self, cairo_t *cr, int mark);

guint garrison_chart_get_n_marks (GarrisonChart *self);
const GarrisonChartMark *garrison_chart_get_mark (GarrisonChart *self, guint mark);
/** garrison_chart_mark_at: the mark at or nearest in reach of the point, or -1. */
int garrison_chart_mark_at (GarrisonChart *self, double x, double y);
/** garrison_chart_mark_of: the mark that shows this category and series (also as a remainder), or -1.
 * Keeps the focus over a new layout. */
int garrison_chart_mark_of (GarrisonChart *self, int category, int series);
/** garrison_chart_mark_next: where an arrow key leads; @mark itself at the edge. -1 enters. */
int garrison_chart_mark_next (GarrisonChart *self, int mark, GarrisonChartDirection direction);
/** garrison_chart_mark_get_spoken: "Sales by month, April 2025, ¥1.70 M, 3 of 12". (transfer full) */
char *garrison_chart_mark_get_spoken (GarrisonChart *self, guint mark);
/** garrison_chart_mark_get_label: the category, or "Other, N kinds". (transfer full) */
char *garrison_chart_mark_get_label (GarrisonChart *self, guint mark);
/** garrison_chart_mark_get_categories: the data's categories behind the mark, one unless it is a
 * remainder. (transfer none) */
const guint *garrison_chart_mark_get_categories (GarrisonChart *self, guint mark, guint *n);
/** garrison_chart_mark_get_all_series: as above, for series. */
const guint *garrison_chart_mark_get_all_series (GarrisonChart *self, guint mark, guint *n);

/**
 * GarrisonChartHintRow: one line of the hint beside a mark.
 * @label: (transfer full): what ("Sales", "April 2024", "Target")
 * @value: (transfer full): its figure
 * @note: (transfer full) (nullable): "+26%" or "113%"
 * @color: 0xrrggbb of its swatch
 * @line: the swatch is a dash and not a square
 * @tone: 1 good, -1 bad, 0 neither: the note's colour
 */
typedef struct
{
  char *label, *value, *note;
  guint32 color;
  gboolean line;
  int tone;
} GarrisonChartHintRow;

/** garrison_chart_mark_get_hint: the lines to show beside the mark, titled by its label. Returns:
 * (transfer full) (element-type GarrisonChartHintRow) */
GPtrArray *garrison_chart_mark_get_hint (GarrisonChart *self, guint mark);

/** garrison_chart_get_plot: where the figures are painted, without axes and labels. */
GarrisonChartRect garrison_chart_get_plot (GarrisonChart *self);
/** garrison_chart_get_n_labels: texts in the picture; no two of their rectangles overlap. */
guint garrison_chart_get_n_labels (GarrisonChart *self);
GarrisonChartRect garrison_chart_get_label (GarrisonChart *self, guint label, const char **text);

G_END_DECLS
