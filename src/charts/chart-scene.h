/* What a layout leaves behind: shapes, texts and marks, ready to be painted at any scale.
 *
 * Inside the room. A kind (chart-kinds.h) only fills a scene; painting, pointing, keyboard and
 * speech work on scenes alone, so that a further kind is one file. The chart owns its scene and
 * makes a new one for each layout; one thread at a time. */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "charts/chart-number.h"
#include "charts/chart-view.h"
#include "charts/chart.h"

G_BEGIN_DECLS

#define GARRISON_CHART_NO_COLOR 0xffffffffu

typedef enum
{
  GARRISON_SHAPE_RECT,
  GARRISON_SHAPE_SECTOR,
  GARRISON_SHAPE_POLYGON,
  GARRISON_SHAPE_POLYLINE,
  GARRISON_SHAPE_DOT,
} GarrisonShapeType;

/* Corners that are rounded, as bits. */
enum
{
  GARRISON_CORNER_TOP_LEFT = 1,
  GARRISON_CORNER_TOP_RIGHT = 2,
  GARRISON_CORNER_BOTTOM_RIGHT = 4,
  GARRISON_CORNER_BOTTOM_LEFT = 8,
  GARRISON_CORNERS_TOP = 3,
  GARRISON_CORNERS_BOTTOM = 12,
  GARRISON_CORNERS_RIGHT = 6,
  GARRISON_CORNERS_LEFT = 9,
  GARRISON_CORNERS_ALL = 15,
};

/**
 * GarrisonShape: colours are 0xrrggbb or GARRISON_CHART_NO_COLOR
 * @x: left of a rectangle, centre of a sector or dot
 * @width: of a rectangle; outer radius of a sector; radius of a dot
 * @height: of a rectangle; inner radius of a sector
 * @from: where a sector begins, clockwise from twelve o'clock, in radians
 * @first_point: of polygons and polylines, in the scene's points
 */
typedef struct
{
  GarrisonShapeType type;
  guint32 fill, stroke;
  float alpha, line_width, dash;
  double x, y, width, height;
  double from, to;
  float radius;
  guint corners;
  guint first_point, n_points;
} GarrisonShape;

typedef enum
{
  GARRISON_TEXT_AXIS,   /* 11 */
  GARRISON_TEXT_NAME,   /* 12 */
  GARRISON_TEXT_FIGURE, /* 12, bold */
  GARRISON_TEXT_TOTAL,  /* 19, heavy */
  GARRISON_TEXT_TITLE,  /* 13, bold */
  GARRISON_TEXT_N_ROLES,
} GarrisonTextRole;

typedef struct
{
  PangoLayout *layout;
  GarrisonChartRect rect;
  double rise; /* how far the layout begins above the rectangle */
  guint32 color;
  gboolean halo;
} GarrisonSceneLabel;

/**
 * GarrisonSceneMark:
 * @mark: what is public of it
 * @reach: where a pointer finds it
 * @band: what the hover tints; empty: the mark's own shape
 * @shape: the shape that a ring is drawn around, or -1: the bounds
 * @column: place for the arrow keys, from left to right
 * @row: place for the arrow keys, from top to bottom
 * @category: in the view
 * @series: in the view
 * @dot_x: where the hover puts a dot on the comparison; missing when nowhere
 */
typedef struct
{
  GarrisonChartMark mark;
  GarrisonChartRect reach, band;
  int shape;
  int column, row;
  guint category, series;
  double dot_x, dot_y;
  guint32 color;
} GarrisonSceneMark;

typedef struct
{
  GarrisonChartKind kind;
  GarrisonChartData *data;             /* the chart's */
  const GarrisonChartStyle *style;     /* the chart's */
  const GarrisonChartPalette *palette;
  double width, height;
  double unit; /* one pixel of a drawing with 13 px text */
  PangoContext *context;
  PangoFontDescription *fonts[GARRISON_TEXT_N_ROLES];
  GarrisonChartView *view; /* set by the kind */
  GarrisonChartRect plot;
  GArray *shapes;
  GArray *points; /* of double, x and y in turn */
  GArray *labels;
  GArray *marks;
} GarrisonChartScene;

GarrisonChartScene *garrison_chart_scene_new (GarrisonChartKind kind, GarrisonChartData *data,
                                              const GarrisonChartStyle *style,
                                              PangoContext *context, double width, double height);
void garrison_chart_scene_free (GarrisonChartScene *self);

/* Shapes. The pointer is good until the next one is added. */
GarrisonShape *garrison_chart_scene_rect (GarrisonChartScene *self, double x, double y,
                                          double width, double height, guint32 color);
GarrisonShape *garrison_chart_scene_sector (GarrisonChartScene *self, double x, double y,
                                            double outer, double inner, double from, double to,
                                            guint32 color);
GarrisonShape *garrison_chart_scene_dot (GarrisonChartScene *self, double x, double y,
                                         double radius, guint32 color);
/** garrison_chart_scene_path: a polyline or polygon without points; add them before anything else. */
GarrisonShape *garrison_chart_scene_path (GarrisonChartScene *self, GarrisonShapeType type,
                                          guint32 color, double line_width);
void garrison_chart_scene_point (GarrisonChartScene *self, double x, double y);

/* Texts. */
/** garrison_chart_scene_text: @max_width ends it with an ellipsis; 0 leaves it. (transfer full) */
PangoLayout *garrison_chart_scene_text (GarrisonChartScene *self, const char *text,
                                        GarrisonTextRole role, double max_width);
double garrison_chart_text_width (PangoLayout *text);
double garrison_chart_text_height (PangoLayout *text);
/** garrison_chart_scene_line_height: of one line in this role. */
double garrison_chart_scene_line_height (GarrisonChartScene *self, GarrisonTextRole role);
/**
 * garrison_chart_scene_place: @align_x 0 puts the left edge of the text at @x, 1 the right one;
 * @align_y alike. Takes @text. Where it would leave the picture or touch another label it is dropped
 * and FALSE returned.
 */
gboolean garrison_chart_scene_place (GarrisonChartScene *self, PangoLayout *text, double x,
                                     double y, double align_x, double align_y, guint32 color);
/** garrison_chart_scene_place_tight: the ink alone counts, centred on the point, and must
 * be within @width × @height around it. For cells lower than a line of text. Takes @text. */
gboolean garrison_chart_scene_place_tight (GarrisonChartScene *self, PangoLayout *text, double x,
                                           double y, double width, double height,
                                           guint32 color);
/** garrison_chart_scene_write: both in one. */
gboolean garrison_chart_scene_write (GarrisonChartScene *self, const char *text,
                                     GarrisonTextRole role, double max_width, double x, double y,
                                     double align_x, double align_y, guint32 color);
/** garrison_chart_scene_value: a figure in the data's unit. (transfer full) */
char *garrison_chart_scene_value (GarrisonChartScene *self, double value, GarrisonChartForm form);

/** garrison_chart_scene_mark: adds the mark of a category and series of the view; its bounds, reach
 * and anchor are set from @bounds. The pointer is good until the next one is added. */
GarrisonSceneMark *garrison_chart_scene_mark (GarrisonChartScene *self, guint category,
                                              guint series, GarrisonChartRect bounds);
/** garrison_chart_scene_color: of a series of the view; grey for the remainder. */
guint32 garrison_chart_scene_color (GarrisonChartScene *self, guint series);
/** garrison_chart_scene_mix: @share of @over on @under. */
guint32 garrison_chart_scene_mix (guint32 under, guint32 over, double share);
/** garrison_chart_scene_hits: whether the bounds of a mark or a line touch the rectangle. */
gboolean garrison_chart_scene_hits (GarrisonChartScene *self, GarrisonChartRect rect);
/** garrison_chart_scene_say_empty: what stands where there is no figure at all. */
void garrison_chart_scene_say_empty (GarrisonChartScene *self);

/* chart-paint.c */
void garrison_chart_scene_draw (GarrisonChartScene *self, cairo_t *cr);
void garrison_chart_scene_draw_hover (GarrisonChartScene *self, cairo_t *cr, guint mark);
void garrison_chart_scene_draw_focus (GarrisonChartScene *self, cairo_t *cr, guint mark);

/* chart-point.c */
int garrison_chart_scene_mark_at (GarrisonChartScene *self, double x, double y);
int garrison_chart_scene_mark_next (GarrisonChartScene *self, int mark,
                                    GarrisonChartDirection direction);

/* chart-speech.c */
char *garrison_chart_scene_speak (GarrisonChartScene *self, guint mark);
GPtrArray *garrison_chart_scene_hint (GarrisonChartScene *self, guint mark);

G_END_DECLS
