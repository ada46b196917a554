/* Bars lying, the largest on top: a track behind each, its figure at the right, a tick for a target.
 * Losses go left of zero. */
#include <glib/gi18n-lib.h>

#include "charts/chart-kinds.h"

#define LEAST_PITCH 19
#define MOST_PITCH 44

typedef struct
{
  GarrisonChartScene *scene;
  guint n;
  double pitch, bar;
  double left, right, zero; /* of the tracks */
  double low, high;
  double bottom; /* of the rows */
  gboolean bare; /* no place for words: a thumbnail */
} Ranking;

static double
place (Ranking *self, double value)
{
  double share = (CLAMP (value, self->low, self->high) - self->low) / (self->high - self->low);

  return self->left + (self->right - self->left) * share;
}

static void
take_in (Ranking *self, double value)
{
  if (isnan (value))
    return;
  self->low = MIN (self->low, MAX (value, -G_MAXDOUBLE / 4));
  self->high = MAX (self->high, MIN (value, G_MAXDOUBLE / 4));
}

/* The remainder of many would make dwarfs of all others; where it is too long it is drawn broken. */
static void
extent (Ranking *self)
{
  GarrisonChartScene *scene = self->scene;
  double rest = GARRISON_CHART_MISSING;

  for (guint c = 0; c < self->n; c++)
    {
      GarrisonChartItem *item = garrison_chart_view_category (scene->view, c);
      double value = garrison_chart_view_value (scene->view, c, 0);

      if (item->index < 0)
        rest = value;
      else
        {
          take_in (self, value);
          take_in (self, item->target);
        }
    }
  if (self->n == 1 || fabs (rest) <= (self->high - self->low) * 1.5)
    take_in (self, rest);
  /* Shares are read against the whole. */
  if (garrison_chart_data_get_unit (scene->data) == GARRISON_CHART_PERCENT && self->high > 0
      && self->low >= 0)
    self->high = MAX (self->high, 100);
  if (self->high <= self->low)
    self->high = self->low + 1;
}

static gboolean
reached (Ranking *self, double value, double target)
{
  return garrison_chart_data_get_more_is_worse (self->scene->data) ? value <= target
                                                                   : value >= target;
}

static guint32
bar_color (Ranking *self, guint row, double value)
{
  GarrisonChartScene *scene = self->scene;
  GarrisonChartItem *item = garrison_chart_view_category (scene->view, row);

  if (item->index < 0)
    return scene->palette->others;
  if (value < 0)
    return scene->palette->series[1];
  if (!isnan (item->target) && !reached (self, value, item->target))
    return scene->palette->soft;
  return scene->palette->series[0];
}

static double
row_top (Ranking *self, guint row)
{
  return self->pitch * row;
}

static void
draw_track (Ranking *self, double y)
{
  GarrisonChartScene *scene = self->scene;
  GarrisonShape *track = garrison_chart_scene_rect (scene, self->left, y,
                                                    self->right - self->left, self->bar,
                                                    scene->palette->track);

  track->radius = (float) (3 * scene->unit);
  track->corners = self->low < 0 ? GARRISON_CORNERS_ALL : GARRISON_CORNERS_RIGHT;
}

static void
draw_target (Ranking *self, double target, double y)
{
  GarrisonChartScene *scene = self->scene;
  double unit = scene->unit, x = round (place (self, target));

  garrison_chart_scene_rect (scene, x - 2 * unit, y - 3 * unit, 4 * unit, self->bar + 6 * unit,
                             scene->palette->background);
  garrison_chart_scene_rect (scene, x - unit, y - 3 * unit, 2 * unit, self->bar + 6 * unit,
                             scene->palette->text);
}

/* Two slanted cuts say that the bar is longer than drawn; its figure stands beside it anyway. */
static void
draw_break (Ranking *self, double x, double y, double sign)
{
  GarrisonChartScene *scene = self->scene;

  for (guint i = 0; i < 2; i++)
    {
      double at = x + sign * (12 + 6 * i) * scene->unit;

      garrison_chart_scene_path (scene, GARRISON_SHAPE_POLYLINE, scene->palette->background,
                                 2 * scene->unit);
      garrison_chart_scene_point (scene, at + 2.5 * scene->unit, y - 1);
      garrison_chart_scene_point (scene, at - 2.5 * scene->unit, y + self->bar + 1);
    }
}

static void
draw_row (Ranking *self, guint row)
{
  GarrisonChartScene *scene = self->scene;
  double y = round (row_top (self, row) + (self->pitch - self->bar) / 2);
  double value = garrison_chart_view_value (scene->view, row, 0);
  double end = isnan (value) ? self->zero : place (self, value);
  double width = fabs (end - self->zero);
  guint32 color = bar_color (self, row, value);
  GarrisonShape *shape;
  GarrisonSceneMark *mark;
  double x;

  draw_track (self, y);
  if (!isnan (value) && value != 0)
    width = MAX (width, 1);
  x = value < 0 ? self->zero - width : self->zero;
  shape = garrison_chart_scene_rect (scene, x, y, width, self->bar, color);
  shape->radius = (float) (width >= 4 ? 3 * scene->unit : 0);
  shape->corners = value < 0 ? GARRISON_CORNERS_LEFT : GARRISON_CORNERS_RIGHT;
  if (garrison_chart_view_unfinished (scene->view, row))
    shape->fill = garrison_chart_scene_mix (scene->palette->track, color, 0.45);
  mark = garrison_chart_scene_mark (
    scene, row, 0, (GarrisonChartRect) { x, y, MAX (width, 1), self->bar });
  mark->shape = (int) scene->shapes->len - 1;
  mark->reach = mark->band
    = (GarrisonChartRect) { 0, row_top (self, row), scene->width, self->pitch };
  mark->color = color;
  mark->column = 0;
  mark->row = (int) row;
  if (value > self->high || value < self->low)
    draw_break (self, self->zero, y, value < 0 ? -1 : 1);
  if (!isnan (garrison_chart_view_category (scene->view, row)->target)
      && garrison_chart_view_category (scene->view, row)->index >= 0)
    draw_target (self, garrison_chart_view_category (scene->view, row)->target, y);
}

static void
write_row (Ranking *self, guint row)
{
  GarrisonChartScene *scene = self->scene;
  GarrisonChartItem *item = garrison_chart_view_category (scene->view, row);
  double middle = round (row_top (self, row) + self->pitch / 2);
  double value = garrison_chart_view_value (scene->view, row, 0);
  g_autofree char *figure = garrison_chart_scene_value (scene, value, GARRISON_CHART_COMPACT);

  garrison_chart_scene_write (scene, item->label, GARRISON_TEXT_NAME,
                              self->left - 9 * scene->unit, self->left - 9 * scene->unit, middle,
                              1, 0.5,
                              item->index < 0 ? scene->palette->dim : scene->palette->text);
  garrison_chart_scene_write (scene, figure, GARRISON_TEXT_NAME, 0, scene->width, middle, 1, 0.5,
                              scene->palette->text);
}

static double
widest (Ranking *self, gboolean figures)
{
  GarrisonChartScene *scene = self->scene;
  double width = 0;

  for (guint c = 0; c < self->n; c++)
    {
      g_autofree char *figure = garrison_chart_scene_value (
        scene, garrison_chart_view_value (scene->view, c, 0), GARRISON_CHART_COMPACT);
      g_autoptr (PangoLayout) text = garrison_chart_scene_text (
        scene, figures ? figure : garrison_chart_view_category (scene->view, c)->label,
        GARRISON_TEXT_NAME, 0);

      width = MAX (width, garrison_chart_text_width (text));
    }
  return ceil (width);
}

/* A swatch with its words; returns where the next one begins. */
static double
legend_entry (Ranking *self, double x, guint32 color, gboolean tick, const char *text)
{
  GarrisonChartScene *scene = self->scene;
  double unit = scene->unit, size = 9 * unit;
  double half = garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS) / 2;
  double middle = MIN (scene->height - half, self->pitch * self->n + half + 9 * unit);
  PangoLayout *label = garrison_chart_scene_text (scene, text, GARRISON_TEXT_AXIS, 0);
  double width = garrison_chart_text_width (label), inset = (tick ? 7 : 14) * unit;
  GarrisonShape *swatch;

  if (!garrison_chart_scene_place (scene, label, x + inset, middle, 0, 0.5, scene->palette->dim))
    return x;
  swatch = garrison_chart_scene_rect (scene, x, round (middle - (tick ? 6 * unit : size / 2)),
                                      tick ? 2 * unit : size, tick ? 12 * unit : size, color);
  if (!tick)
    {
      swatch->radius = (float) (2.5 * unit);
      swatch->corners = GARRISON_CORNERS_ALL;
    }
  return x + inset + width + 16 * unit;
}

static void
write_legend (Ranking *self)
{
  const GarrisonChartPalette *palette = self->scene->palette;
  double x = self->left;

  x = legend_entry (self, x, palette->series[0], FALSE, _("Target reached"));
  x = legend_entry (self, x, palette->soft, FALSE,
                    garrison_chart_data_get_more_is_worse (self->scene->data)
                      ? _("Above target") : _("Below target"));
  legend_entry (self, x, palette->text, TRUE, _("Target"));
}

static void
measure (Ranking *self)
{
  GarrisonChartScene *scene = self->scene;
  double unit = scene->unit;
  double names = MIN (widest (self, FALSE), scene->width * 0.32);
  double figures = widest (self, TRUE);

  self->pitch = MIN (self->bottom / self->n, MOST_PITCH * unit);
  self->bar = MAX (round (MIN (self->pitch * 0.45, 18 * unit)), 2);
  self->left = round (names + 10 * unit);
  self->right = round (scene->width - figures - 14 * unit);
  self->bare = self->right - self->left < scene->width * 0.2;
  if (self->bare)
    {
      self->left = 0;
      self->right = scene->width;
    }
  self->zero = round (place (self, 0));
  scene->plot = (GarrisonChartRect) { self->left, 0, self->right - self->left,
                                      self->pitch * self->n };
}

void
garrison_chart_layout_ranking (GarrisonChartScene *scene)
{
  Ranking ranking = { .scene = scene };
  gboolean legend = garrison_chart_data_has_target (scene->data) && scene->height > 90 * scene->unit;

  ranking.bottom = scene->height;
  if (legend)
    ranking.bottom -= garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS)
                      + 5 * scene->unit;
  scene->view = garrison_chart_view_new (
    scene->data, (guint) CLAMP (ranking.bottom / (LEAST_PITCH * scene->unit), 1, 1000), 1,
    GARRISON_FOLD_SORT | GARRISON_FOLD_ORDERED);
  if (!garrison_chart_view_known (scene->view))
    {
      garrison_chart_scene_say_empty (scene);
      return;
    }
  ranking.n = scene->view->categories->len;
  extent (&ranking);
  measure (&ranking);
  for (guint c = 0; c < ranking.n; c++)
    draw_row (&ranking, c);
  if (ranking.low < 0)
    garrison_chart_scene_rect (scene, ranking.zero, 0, MAX (1, round (scene->unit)),
                               ranking.pitch * ranking.n, scene->palette->axis);
  for (guint c = 0; c < ranking.n && !ranking.bare; c++)
    write_row (&ranking, c);
  if (legend && !ranking.bare)
    write_legend (&ranking);
}
