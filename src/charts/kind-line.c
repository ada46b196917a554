/* Lines of several series over periods; areas: the same, filled, and stacked when there are several. */
#include "charts/chart-kinds.h"
#include "charts/chart-plot.h"

#define MAX_SHOWN (GARRISON_CHART_MAX_SERIES + 1)
#define DENSE 1.0 /* pixels a category, below which no line can be followed */

typedef struct
{
  GarrisonChartScene *scene;
  GarrisonChartPlot plot;
  gboolean filled;
  double *base; /* of stacked areas: what lies below, by category; NULL otherwise */
} Lines;

/* Where a figure stands, or missing. */
static double
height_of (Lines *self, guint category, guint series)
{
  double value = garrison_chart_view_value (self->scene->view, category, series);

  return self->base != NULL ? self->base[category] + value : value;
}

static void
point (Lines *self, guint category, double value)
{
  garrison_chart_scene_point (self->scene, garrison_chart_plot_x (&self->plot, category),
                              garrison_chart_plot_y (&self->plot, value));
}

static void
stroke_run (Lines *self, guint series, guint from, guint to, gboolean unfinished)
{
  GarrisonChartScene *scene = self->scene;
  GarrisonShape *shape = garrison_chart_scene_path (
    scene, GARRISON_SHAPE_POLYLINE, garrison_chart_scene_color (scene, series),
    (self->plot.band < 3 ? 1.5 : 2.25) * scene->unit);

  if (unfinished)
    shape->dash = (float) (3 * scene->unit);
  for (guint c = from; c < to; c++)
    point (self, c, height_of (self, c, series));
}

/* The way into a period that still runs is dashed: it will yet rise. */
static void
draw_run (Lines *self, guint series, guint from, guint to)
{
  guint solid_to = to;

  if (to - from > 1 && garrison_chart_view_unfinished (self->scene->view, to - 1))
    solid_to = to - 1;
  if (solid_to - from > 1)
    stroke_run (self, series, from, solid_to, FALSE);
  if (solid_to < to)
    stroke_run (self, series, to - 2, to, TRUE);
  if (to - from == 1)
    garrison_chart_scene_dot (self->scene, garrison_chart_plot_x (&self->plot, from),
                              garrison_chart_plot_y (&self->plot, height_of (self, from, series)),
                              3 * self->scene->unit,
                              garrison_chart_scene_color (self->scene, series));
}

static void
fill_part (Lines *self, guint series, guint from, guint to, double alpha)
{
  GarrisonShape *shape
    = garrison_chart_scene_path (self->scene, GARRISON_SHAPE_POLYGON,
                                 garrison_chart_scene_color (self->scene, series), 0);

  shape->alpha = (float) alpha;
  for (guint c = from; c < to; c++)
    point (self, c, height_of (self, c, series));
  for (guint c = to; c > from; c--)
    point (self, c - 1, self->base != NULL ? self->base[c - 1] : 0);
}

static void
fill_run (Lines *self, guint series, guint from, guint to)
{
  double alpha = self->base != NULL ? 0.85 : 0.16;
  guint solid_to = to;

  if (to - from > 1 && garrison_chart_view_unfinished (self->scene->view, to - 1))
    solid_to = to - 1;
  if (solid_to - from > 1)
    fill_part (self, series, from, solid_to, alpha);
  if (solid_to < to)
    fill_part (self, series, to - 2, to, alpha * 0.5);
}

/* The upper edge of a stacked area in the colour of the ground keeps neighbours apart; a figure
 * without neighbours has no area and becomes an upright line. */
static void
part_run (Lines *self, guint series, guint from, guint to)
{
  gboolean alone = to - from == 1;

  garrison_chart_scene_path (self->scene, GARRISON_SHAPE_POLYLINE,
                             alone ? garrison_chart_scene_color (self->scene, series)
                                   : self->scene->palette->background,
                             (alone ? 3 : 1.5) * self->scene->unit);
  if (alone)
    point (self, from, self->base[from]);
  for (guint c = from; c < to; c++)
    point (self, c, height_of (self, c, series));
}

/* Where several figures share a pixel: what they cover from top to bottom, column by column. */
static void
draw_dense (Lines *self, guint series, guint from, guint to)
{
  GarrisonChartScene *scene = self->scene;
  guint32 color = garrison_chart_scene_color (scene, series);
  double thin = 1.5 * scene->unit, last = GARRISON_CHART_MISSING;

  for (guint c = from; c < to;)
    {
      double column = floor (garrison_chart_plot_x (&self->plot, c)), top = last, bottom = last;

      for (; c < to && floor (garrison_chart_plot_x (&self->plot, c)) <= column; c++)
        {
          last = garrison_chart_plot_y (&self->plot, height_of (self, c, series));
          top = isnan (top) ? last : MIN (top, last);
          bottom = isnan (bottom) ? last : MAX (bottom, last);
          if (self->filled)
            {
              double base = garrison_chart_plot_y (&self->plot,
                                                   self->base != NULL ? self->base[c] : 0);

              top = MIN (top, base);
              bottom = MAX (bottom, base);
            }
        }
      if (!self->filled)
        {
          double missing = MAX (thin - (bottom - top), 0);

          top -= missing / 2;
          bottom += missing / 2;
        }
      garrison_chart_scene_rect (scene, column, top, 1, bottom - top, color);
      if (self->filled)
        last = GARRISON_CHART_MISSING;
    }
}

static void
add_marks (Lines *self, guint series)
{
  GarrisonChartScene *scene = self->scene;
  double half = 4 * scene->unit;

  for (guint c = 0; c < self->plot.n; c++)
    {
      double value = garrison_chart_view_value (scene->view, c, series);
      double x = garrison_chart_plot_x (&self->plot, c), y;
      GarrisonSceneMark *mark;

      if (isnan (value))
        continue;
      y = garrison_chart_plot_y (&self->plot, height_of (self, c, series));
      mark = garrison_chart_scene_mark (
        scene, c, series, (GarrisonChartRect) { x - half, y - half, 2 * half, 2 * half });
      mark->reach = garrison_chart_plot_band (&self->plot, c);
      mark->band = (GarrisonChartRect) { round (x - scene->unit / 2), self->plot.area.y,
                                         MAX (1, round (scene->unit)), self->plot.area.height };
    }
}

static void
draw_series (Lines *self, guint series)
{
  guint c = 0, n = self->plot.n;

  while (c < n)
    {
      guint from = c;

      while (c < n && !isnan (height_of (self, c, series)))
        c++;
      if (c > from && self->plot.band < DENSE)
        draw_dense (self, series, from, c);
      else if (c > from && self->filled)
        fill_run (self, series, from, c);
      if (c > from && self->base == NULL && self->plot.band >= DENSE)
        draw_run (self, series, from, c);
      else if (c > from && self->plot.band >= DENSE)
        part_run (self, series, from, c);
      c = MAX (c, from + 1);
    }
}

static void
draw_stacked (Lines *self)
{
  GarrisonChartView *view = self->scene->view;

  self->base = g_new0 (double, MAX (self->plot.n, 1));
  for (guint s = 0; s < view->series->len; s++)
    {
      draw_series (self, s);
      add_marks (self, s);
      for (guint c = 0; c < self->plot.n; c++)
        if (!isnan (height_of (self, c, s)))
          self->base[c] = height_of (self, c, s);
    }
  for (guint i = 0; i < self->scene->marks->len; i++)
    {
      GarrisonSceneMark *mark = &g_array_index (self->scene->marks, GarrisonSceneMark, i);

      mark->row = (int) view->series->len - 1 - mark->row;
    }
  g_clear_pointer (&self->base, g_free);
}

static void
extent (GarrisonChartScene *scene, gboolean stacked, double *low, double *high)
{
  GarrisonChartView *view = scene->view;

  *low = *high = 0;
  for (guint c = 0; c < view->categories->len; c++)
    {
      double sum = 0;

      for (guint s = 0; s < view->series->len; s++)
        {
          double value = garrison_chart_view_value (view, c, s);

          if (isnan (value))
            continue;
          sum = stacked ? sum + value : value;
          *low = MIN (*low, sum);
          *high = MAX (*high, sum);
        }
    }
}

/* The last known figure of a series is where its name stands. */
static guint
series_ends (GarrisonChartScene *scene, gboolean stacked, GarrisonChartEnd *ends)
{
  GarrisonChartView *view = scene->view;
  guint n = 0;
  double sum = 0;

  for (guint s = 0; s < view->series->len && view->series->len > 1; s++)
    for (guint c = view->categories->len; c > 0; c--)
      {
        double value = garrison_chart_view_value (view, stacked ? view->categories->len - 1 : c - 1,
                                                  s);

        if (isnan (value) && !stacked)
          continue;
        value = isnan (value) ? 0 : value;
        ends[n].text = garrison_chart_view_series (view, s)->label;
        ends[n].value = stacked ? sum + value / 2 : value;
        ends[n].color = garrison_chart_scene_color (scene, s);
        ends[n++].line = !stacked;
        sum += value;
        break;
      }
  return n;
}

static void
lay_out (GarrisonChartScene *scene, gboolean filled)
{
  Lines lines = { .scene = scene, .filled = filled };
  GarrisonChartEnd ends[MAX_SHOWN + 1];
  gboolean stacked;
  double low, high, room;
  guint n_ends;

  scene->view = garrison_chart_view_new (scene->data, 0, garrison_chart_most_series (garrison_chart_data_get_n_series (scene->data)), GARRISON_FOLD_PLAIN);
  if (!garrison_chart_view_known (scene->view))
    {
      garrison_chart_scene_say_empty (scene);
      return;
    }
  stacked = filled && scene->view->series->len > 1;
  extent (scene, stacked, &low, &high);
  n_ends = series_ends (scene, stacked, ends);
  n_ends = garrison_chart_plot_comparison_end (scene, ends, n_ends);
  room = garrison_chart_plot_end_width (scene, ends, n_ends);
  garrison_chart_plot_open (&lines.plot, scene, low, high, 0, room);
  garrison_chart_plot_finish (&lines.plot, scene);
  if (room > 0)
    garrison_chart_plot_ends (&lines.plot, scene, ends, n_ends);
  garrison_chart_plot_comparison (&lines.plot, scene);
  if (stacked)
    draw_stacked (&lines);
  for (guint s = 0; s < scene->view->series->len && !stacked; s++)
    draw_series (&lines, s);
  for (guint s = 0; s < scene->view->series->len && !stacked; s++)
    add_marks (&lines, s);
  garrison_chart_plot_target (&lines.plot, scene, 12 * scene->unit);
}

void
garrison_chart_layout_line (GarrisonChartScene *scene)
{
  lay_out (scene, FALSE);
}

void
garrison_chart_layout_area (GarrisonChartScene *scene)
{
  lay_out (scene, TRUE);
}
