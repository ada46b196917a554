/* Painting a scene: the picture, the hover, the focus ring. */
#include <pango/pangocairo.h>

#include "charts/chart-scene.h"

static void
set_color (cairo_t *cr, guint32 color, double alpha)
{
  cairo_set_source_rgba (cr, ((color >> 16) & 0xff) / 255.0, ((color >> 8) & 0xff) / 255.0,
                         (color & 0xff) / 255.0, alpha);
}

static GarrisonShape *
shape_at (GarrisonChartScene *self, guint i)
{
  return &g_array_index (self->shapes, GarrisonShape, i);
}

/* A quarter circle about the corner's centre, or the bare corner. */
static void
corner (cairo_t *cr, gboolean round, double x, double y, double dx, double dy, double radius,
        double angle)
{
  if (round)
    cairo_arc (cr, x + dx * radius, y + dy * radius, radius, angle, angle + G_PI_2);
  else
    cairo_line_to (cr, x, y);
}

static void
round_rect_path (cairo_t *cr, double x, double y, double width, double height, double radius,
                 guint corners)
{
  radius = MIN (radius, MIN (width, height) / 2);
  cairo_new_sub_path (cr);
  corner (cr, corners & GARRISON_CORNER_TOP_LEFT, x, y, 1, 1, radius, G_PI);
  corner (cr, corners & GARRISON_CORNER_TOP_RIGHT, x + width, y, -1, 1, radius, -G_PI_2);
  corner (cr, corners & GARRISON_CORNER_BOTTOM_RIGHT, x + width, y + height, -1, -1, radius, 0);
  corner (cr, corners & GARRISON_CORNER_BOTTOM_LEFT, x, y + height, 1, -1, radius, G_PI_2);
  cairo_close_path (cr);
}

static void
sector_path (cairo_t *cr, const GarrisonShape *shape)
{
  gboolean whole = shape->to - shape->from > 2 * G_PI - 1e-9;
  double from = shape->from - G_PI_2, to = shape->to - G_PI_2;

  cairo_new_sub_path (cr);
  cairo_arc (cr, shape->x, shape->y, shape->width, from, to);
  if (whole)
    {
      cairo_close_path (cr);
      cairo_new_sub_path (cr);
    }
  cairo_arc_negative (cr, shape->x, shape->y, shape->height, to, from);
  cairo_close_path (cr);
}

static void
points_path (GarrisonChartScene *self, cairo_t *cr, const GarrisonShape *shape)
{
  const double *points = (const double *) self->points->data + 2 * (gsize) shape->first_point;

  for (guint i = 0; i < shape->n_points; i++)
    cairo_line_to (cr, points[2 * i], points[2 * i + 1]);
  if (shape->type == GARRISON_SHAPE_POLYGON)
    cairo_close_path (cr);
}

static void
shape_path (GarrisonChartScene *self, cairo_t *cr, const GarrisonShape *shape)
{
  switch (shape->type)
    {
    case GARRISON_SHAPE_RECT:
      if (shape->corners != 0 && shape->radius > 0)
        round_rect_path (cr, shape->x, shape->y, shape->width, shape->height, shape->radius,
                         shape->corners);
      else
        cairo_rectangle (cr, shape->x, shape->y, shape->width, shape->height);
      break;
    case GARRISON_SHAPE_SECTOR:
      sector_path (cr, shape);
      break;
    case GARRISON_SHAPE_DOT:
      cairo_new_sub_path (cr);
      cairo_arc (cr, shape->x, shape->y, shape->width, 0, 2 * G_PI);
      cairo_close_path (cr);
      break;
    case GARRISON_SHAPE_POLYGON:
    case GARRISON_SHAPE_POLYLINE:
      points_path (self, cr, shape);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Cairo's sweep is quadratic in what overlaps in height: short paths are the fast ones. */
#define MOST_TOGETHER 48

/* Plain rectangles of one colour go down in one fill. */
static gboolean
goes_with (const GarrisonShape *a, const GarrisonShape *b)
{
  return a->type == b->type && a->type == GARRISON_SHAPE_RECT && a->fill == b->fill
         && a->alpha == b->alpha && a->stroke == b->stroke
         && a->stroke == GARRISON_CHART_NO_COLOR;
}

static void
stroke (cairo_t *cr, const GarrisonShape *shape)
{
  double dashes[2] = { shape->dash, shape->dash };

  set_color (cr, shape->stroke, shape->alpha);
  cairo_set_line_width (cr, shape->line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, shape->dash > 0 || shape->n_points < 3 ? CAIRO_LINE_CAP_BUTT
                                                                 : CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dashes, shape->dash > 0 ? 2 : 0, 0);
  cairo_stroke (cr);
}

/* A long line in pieces: each join is drawn twice, which opaque ink does not show. */
static void
stroke_in_pieces (GarrisonChartScene *self, cairo_t *cr, const GarrisonShape *shape)
{
  GarrisonShape piece = *shape;

  for (guint done = 0; done + 1 < shape->n_points; done += MOST_TOGETHER)
    {
      piece.first_point = shape->first_point + done;
      piece.n_points = MIN (shape->n_points - done, MOST_TOGETHER + 1);
      cairo_new_path (cr);
      points_path (self, cr, &piece);
      stroke (cr, &piece);
    }
}

static void
draw_labels (GarrisonChartScene *self, cairo_t *cr)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      GarrisonSceneLabel *label = &g_array_index (self->labels, GarrisonSceneLabel, i);

      if (label->halo)
        {
          cairo_move_to (cr, label->rect.x, label->rect.y - label->rise);
          pango_cairo_layout_path (cr, label->layout);
          set_color (cr, self->palette->background, 0.9);
          cairo_set_line_width (cr, 3 * self->unit);
          cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
          cairo_set_dash (cr, NULL, 0, 0);
          cairo_stroke (cr);
        }
      set_color (cr, label->color, 1);
      cairo_move_to (cr, label->rect.x, label->rect.y - label->rise);
      pango_cairo_show_layout (cr, label->layout);
    }
}

void
garrison_chart_scene_draw (GarrisonChartScene *self, cairo_t *cr)
{
  guint together = 0;

  cairo_save (cr);
  cairo_new_path (cr);
  for (guint i = 0; i < self->shapes->len; i++)
    {
      GarrisonShape *shape = shape_at (self, i);

      if (shape->n_points > 2 * MOST_TOGETHER && shape->alpha >= 1 && shape->dash <= 0
          && shape->type == GARRISON_SHAPE_POLYLINE)
        {
          stroke_in_pieces (self, cr, shape);
          continue;
        }
      shape_path (self, cr, shape);
      if (i + 1 < self->shapes->len && goes_with (shape, shape_at (self, i + 1))
          && ++together < MOST_TOGETHER)
        continue;
      together = 0;
      if (shape->fill != GARRISON_CHART_NO_COLOR)
        {
          set_color (cr, shape->fill, shape->alpha);
          cairo_fill_preserve (cr);
        }
      if (shape->stroke != GARRISON_CHART_NO_COLOR)
        stroke (cr, shape);
      cairo_new_path (cr);
    }
  draw_labels (self, cr);
  cairo_restore (cr);
}

static void
hover_dot (GarrisonChartScene *self, cairo_t *cr, double x, double y, guint32 color)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, 4 * self->unit, 0, 2 * G_PI);
  set_color (cr, self->palette->background, 1);
  cairo_fill_preserve (cr);
  set_color (cr, color, 1);
  cairo_set_line_width (cr, 2 * self->unit);
  cairo_stroke (cr);
}

/* All series of the hovered category get their dot, so that they can be compared. */
static void
hover_points (GarrisonChartScene *self, cairo_t *cr, const GarrisonSceneMark *mark)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      GarrisonSceneMark *other = &g_array_index (self->marks, GarrisonSceneMark, i);

      if (other->category == mark->category)
        hover_dot (self, cr, other->mark.anchor_x, other->mark.anchor_y, other->color);
    }
}

void
garrison_chart_scene_draw_hover (GarrisonChartScene *self, cairo_t *cr, guint index)
{
  GarrisonSceneMark *mark = &g_array_index (self->marks, GarrisonSceneMark, index);
  gboolean points = self->kind == GARRISON_CHART_LINE || self->kind == GARRISON_CHART_AREA;

  cairo_save (cr);
  cairo_new_path (cr);
  set_color (cr, self->palette->text, 0.06);
  if (mark->band.width > 0)
    {
      cairo_rectangle (cr, mark->band.x, mark->band.y, mark->band.width, mark->band.height);
      cairo_fill (cr);
    }
  if (mark->shape >= 0 && !points)
    {
      shape_path (self, cr, shape_at (self, (guint) mark->shape));
      set_color (cr, self->palette->text, 0.14);
      cairo_fill (cr);
    }
  if (points)
    hover_points (self, cr, mark);
  if (!isnan (mark->dot_x))
    hover_dot (self, cr, mark->dot_x, mark->dot_y, self->palette->dim);
  cairo_restore (cr);
}

static void
ring_path (GarrisonChartScene *self, cairo_t *cr, const GarrisonSceneMark *mark)
{
  const GarrisonChartRect *bounds = &mark->mark.bounds;
  GarrisonShape *shape = mark->shape >= 0 ? shape_at (self, (guint) mark->shape) : NULL;
  double gap = 2.5 * self->unit;

  if (shape != NULL && shape->type == GARRISON_SHAPE_SECTOR)
    {
      GarrisonShape wider = *shape;

      wider.width += 1.5 * self->unit;
      wider.height = MAX (wider.height - 1.5 * self->unit, 0);
      sector_path (cr, &wider);
      return;
    }
  round_rect_path (cr, bounds->x - gap, bounds->y - gap, bounds->width + 2 * gap,
                   bounds->height + 2 * gap, 4 * self->unit, GARRISON_CORNERS_ALL);
}

/* A light line on both sides keeps the ring visible on marks of its own colour. */
void
garrison_chart_scene_draw_focus (GarrisonChartScene *self, cairo_t *cr, guint index)
{
  GarrisonSceneMark *mark = &g_array_index (self->marks, GarrisonSceneMark, index);

  cairo_save (cr);
  cairo_new_path (cr);
  ring_path (self, cr, mark);
  set_color (cr, self->palette->background, 1);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 4 * self->unit);
  cairo_stroke_preserve (cr);
  set_color (cr, self->palette->accent_text, 1);
  cairo_set_line_width (cr, 2 * self->unit);
  cairo_stroke (cr);
  cairo_restore (cr);
}
