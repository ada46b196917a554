/* Shares of one total. Only figures above zero can be shares; what is left out is said. */
#include <glib/gi18n-lib.h>

#include "charts/chart-kinds.h"

#define MAX_SECTORS (GARRISON_CHART_MAX_SERIES + 1)
#define GAP 1.75

typedef struct
{
  GarrisonChartScene *scene;
  double x, y, radius, inner;
  double total;
  guint left_out;
  GarrisonChartRect legend; /* width 0: none */
} Donut;

static double
share_value (GarrisonChartScene *scene, guint category)
{
  double value = garrison_chart_view_value (scene->view, category, 0);

  return isnan (value) || value <= 0 ? 0 : value;
}

static guint32
sector_color (GarrisonChartScene *scene, guint category)
{
  if (category >= GARRISON_CHART_MAX_SERIES
      || garrison_chart_view_category (scene->view, category)->index < 0)
    return scene->palette->others;
  return scene->palette->series[category];
}

/* Whole percentages that sum to 100: the largest remainders are rounded up. */
static void
percentages (Donut *self, guint n, int *percent)
{
  int left = 100;
  double rest[MAX_SECTORS];

  for (guint c = 0; c < n; c++)
    {
      double exact = share_value (self->scene, c) / self->total * 100;

      percent[c] = (int) floor (exact);
      rest[c] = exact - percent[c];
      left -= percent[c];
    }
  for (; left > 0; left--)
    {
      guint best = 0;

      for (guint c = 1; c < n; c++)
        if (rest[c] > rest[best])
          best = c;
      percent[best]++;
      rest[best] = -1;
    }
}

static void
add_sector (Donut *self, guint category, double from, double to)
{
  GarrisonChartScene *scene = self->scene;
  double middle = (from + to) / 2, ring = (self->radius + self->inner) / 2;
  GarrisonShape *shape
    = garrison_chart_scene_sector (scene, self->x, self->y, self->radius, self->inner, from, to,
                                   sector_color (scene, category));
  GarrisonSceneMark *mark;
  double x = self->x + sin (middle) * ring, y = self->y - cos (middle) * ring;

  if (to - from < 2 * G_PI - 1e-9)
    {
      shape->stroke = scene->palette->background;
      shape->line_width = (float) (GAP * scene->unit);
    }
  mark = garrison_chart_scene_mark (
    scene, category, 0,
    (GarrisonChartRect) { self->x - self->radius, self->y - self->radius, 2 * self->radius,
                          2 * self->radius });
  mark->mark.anchor_x = x;
  mark->mark.anchor_y = y;
  mark->mark.bounds = (GarrisonChartRect) { x - 4, y - 4, 8, 8 };
  mark->reach = (GarrisonChartRect) { 0 };
  mark->shape = (int) scene->shapes->len - 1;
  mark->color = sector_color (scene, category);
  /* Both pairs of arrow keys travel around. */
  mark->column = mark->row = (int) category;
}

static void
draw_sectors (Donut *self)
{
  double from = 0;
  guint n = self->scene->view->categories->len;

  for (guint c = 0; c < n; c++)
    {
      double span = share_value (self->scene, c) / self->total * 2 * G_PI;

      if (span <= 0)
        continue;
      add_sector (self, c, from, from + span);
      from += span;
    }
}

static void
write_centre (Donut *self)
{
  GarrisonChartScene *scene = self->scene;
  g_autofree char *text = garrison_chart_scene_value (scene, self->total, GARRISON_CHART_COMPACT);
  const char *noun = garrison_chart_data_get_series_label (scene->data, 0);
  double room = self->inner * 1.55;
  PangoLayout *total = garrison_chart_scene_text (scene, text, GARRISON_TEXT_TOTAL, 0);

  if (garrison_chart_text_width (total) > room)
    {
      g_object_unref (total);
      total = garrison_chart_scene_text (scene, text, GARRISON_TEXT_TITLE, 0);
    }
  if (!garrison_chart_data_adds_up (scene->data) || garrison_chart_text_width (total) > room)
    {
      g_object_unref (total);
      return;
    }
  if (self->inner < 26 * scene->unit || *noun == '\0')
    {
      garrison_chart_scene_place (scene, total, self->x, self->y, 0.5, 0.5, scene->palette->text);
      return;
    }
  garrison_chart_scene_place (scene, total, self->x, self->y + 4 * scene->unit, 0.5, 1,
                              scene->palette->text);
  garrison_chart_scene_write (scene, noun, GARRISON_TEXT_AXIS, room * 0.9, self->x,
                              self->y + 4 * scene->unit, 0.5, 0, scene->palette->dim);
}

static void
legend_row (Donut *self, guint category, int percent, double middle)
{
  GarrisonChartScene *scene = self->scene;
  double size = 10 * scene->unit, right = self->legend.x + self->legend.width;
  double text_x = self->legend.x + size + 8 * scene->unit;
  g_autofree char *share
    = percent > 0 || share_value (scene, category) <= 0
        ? g_strdup_printf ("%d%%", percent)
        : g_strdup ("<\u20091%");
  PangoLayout *number = garrison_chart_scene_text (scene, share, GARRISON_TEXT_NAME, 0);
  double number_width = garrison_chart_text_width (number);
  GarrisonShape *swatch;

  if (!garrison_chart_scene_place (scene, number, right, middle, 1, 0.5, scene->palette->text))
    return;
  garrison_chart_scene_write (scene, garrison_chart_view_category (scene->view, category)->label,
                              GARRISON_TEXT_NAME, right - number_width - 10 * scene->unit - text_x,
                              text_x, middle, 0, 0.5, scene->palette->text);
  swatch = garrison_chart_scene_rect (scene, self->legend.x, round (middle - size / 2), size, size,
                                      sector_color (scene, category));
  swatch->radius = (float) (3 * scene->unit);
  swatch->corners = GARRISON_CORNERS_ALL;
}

/* A legend row belongs to its sector: pointing at it points at the mark. */
static void
write_legend (Donut *self)
{
  GarrisonChartScene *scene = self->scene;
  guint n = scene->view->categories->len;
  int percent[MAX_SECTORS];
  double pitch = MIN (self->legend.height / n, 24 * scene->unit);
  double y = self->legend.y + (self->legend.height - pitch * n) / 2;

  percentages (self, n, percent);
  for (guint c = 0; c < n; c++)
    legend_row (self, c, percent[c], y + pitch * (c + 0.5));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      GarrisonSceneMark *mark = &g_array_index (scene->marks, GarrisonSceneMark, i);

      mark->reach = (GarrisonChartRect) { self->legend.x - 6, y + pitch * mark->category,
                                          self->legend.width + 12, pitch };
    }
}

static double
legend_width (GarrisonChartScene *scene)
{
  double widest = 0;

  for (guint c = 0; c < scene->view->categories->len; c++)
    {
      g_autoptr (PangoLayout) text = garrison_chart_scene_text (
        scene, garrison_chart_view_category (scene->view, c)->label, GARRISON_TEXT_NAME, 0);

      widest = MAX (widest, garrison_chart_text_width (text));
    }
  return widest + 90 * scene->unit;
}

/* Ring to the left and names to the right; names below where it is tall; none where it is tiny. */
static void
divide (Donut *self, double note)
{
  GarrisonChartScene *scene = self->scene;
  double width = scene->width, height = scene->height - note, unit = scene->unit;
  guint n = scene->view->categories->len;
  double side = MIN (height, width * 0.46), gap = 24 * unit;

  if (width >= 210 * unit && height >= n * 14 * unit && width >= height * 0.9)
    {
      double wanted = MIN (legend_width (scene), width - side - gap);
      double spare = width - side - gap - wanted;
      double legend = wanted + MIN (spare, 90 * unit);
      double left = MAX ((width - side - gap - legend) / 2, 0);

      self->x = left + side / 2;
      self->y = height / 2;
      self->legend = (GarrisonChartRect) { left + side + gap, 0, legend, height };
    }
  else if (height >= n * 18 * unit + 90 * unit && width >= 110 * unit)
    {
      double rows = n * 22 * unit;

      side = MIN (width, height - rows - 12 * unit);
      self->x = width / 2;
      self->y = side / 2;
      self->legend = (GarrisonChartRect) { 0, height - rows, width, rows };
    }
  else
    {
      side = MIN (width, height);
      self->x = width / 2;
      self->y = height / 2;
    }
  self->radius = MAX (MIN (side, 320 * unit) / 2 - 2 * unit, 1);
  self->inner = self->radius * 0.62;
}

static void
count (Donut *self)
{
  for (guint c = 0; c < self->scene->view->categories->len; c++)
    {
      double value = garrison_chart_view_value (self->scene->view, c, 0);

      self->total += share_value (self->scene, c);
      if (!isnan (value) && value < 0)
        self->left_out++;
    }
}

static void
write_note (Donut *self)
{
  g_autofree char *text = NULL;

  if (self->left_out == 0)
    return;
  text = g_strdup_printf (
    ngettext ("%u below zero is left out", "%u below zero are left out", self->left_out),
    self->left_out);
  garrison_chart_scene_write (self->scene, text, GARRISON_TEXT_AXIS, self->scene->width, 0,
                              self->scene->height, 0, 1, self->scene->palette->dim);
}

void
garrison_chart_layout_donut (GarrisonChartScene *scene)
{
  Donut donut = { .scene = scene };

  scene->view = garrison_chart_view_new (scene->data, garrison_chart_most_series (garrison_chart_data_get_n_categories (scene->data)),
                                         1, GARRISON_FOLD_SORT | GARRISON_FOLD_ORDERED);
  if (garrison_chart_data_get_n_series (scene->data) > 0)
    count (&donut);
  if (donut.total <= 0 || !isfinite (donut.total))
    {
      garrison_chart_scene_say_empty (scene);
      return;
    }
  divide (&donut, donut.left_out > 0
                    ? garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS) : 0);
  scene->plot = (GarrisonChartRect) { donut.x - donut.radius, donut.y - donut.radius,
                                      2 * donut.radius, 2 * donut.radius };
  draw_sectors (&donut);
  write_centre (&donut);
  if (donut.legend.width > 0)
    write_legend (&donut);
  write_note (&donut);
}
