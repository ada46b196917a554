#include "charts/chart-plot.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MOST_TICKS 6

static void
take_in (double *low, double *high, double value)
{
  if (isnan (value))
    return;
  *low = MIN (*low, value);
  *high = MAX (*high, value);
}

/* The period before and the target must be inside the picture as well; a remainder's are not drawn. */
static void
widen (GarrisonChartScene *scene, double *low, double *high)
{
  for (guint c = 0; c < scene->view->categories->len; c++)
    {
      GarrisonChartItem *item = garrison_chart_view_category (scene->view, c);

      if (item->index < 0)
        continue;
      take_in (low, high, item->comparison);
      take_in (low, high, item->target);
    }
}

static PangoLayout *
tick_text (const GarrisonChartPlot *self, GarrisonChartScene *scene, guint tick)
{
  g_autofree char *text
    = garrison_chart_number_format_tick (garrison_chart_scale_tick (&self->scale, tick),
                                         self->scale.step,
                                         garrison_chart_data_get_unit (scene->data),
                                         scene->style->language);

  return garrison_chart_scene_text (scene, text, GARRISON_TEXT_AXIS, 0);
}

static double
gutter (const GarrisonChartPlot *self, GarrisonChartScene *scene)
{
  double widest = 0;

  for (guint i = 0; i < self->scale.n_ticks; i++)
    {
      g_autoptr (PangoLayout) text = tick_text (self, scene, i);

      widest = MAX (widest, garrison_chart_text_width (text));
    }
  return ceil (widest) + 8 * scene->unit;
}

static void
draw_grid (const GarrisonChartPlot *self, GarrisonChartScene *scene)
{
  double thin = MAX (1, round (scene->unit));

  for (guint i = 0; i < self->scale.n_ticks; i++)
    {
      double value = garrison_chart_scale_tick (&self->scale, i);
      double y = floor (garrison_chart_plot_y (self, value));
      guint32 color = value == 0 ? scene->palette->axis : scene->palette->grid;

      garrison_chart_scene_rect (scene, self->area.x, y, self->area.width, thin, color);
      garrison_chart_scene_place (scene, tick_text (self, scene, i),
                                  self->area.x - 8 * scene->unit, y + thin / 2, 1, 0.5,
                                  scene->palette->dim);
    }
}

void
garrison_chart_plot_open (GarrisonChartPlot *self, GarrisonChartScene *scene, double low,
                          double high, double top, double right)
{
  double line = garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS);
  gboolean whole = garrison_chart_data_get_unit (scene->data) == GARRISON_CHART_COUNT;
  double left;

  widen (scene, &low, &high);
  self->n = scene->view->categories->len;
  self->area.y = ceil (MAX (top, line / 2));
  self->area.height = floor (scene->height - self->area.y - line - 7 * scene->unit);
  /* A thumbnail keeps its figures rather than its texts. */
  if (self->area.height < scene->height * 0.35)
    {
      self->area.y = 0;
      self->area.height = scene->height;
    }
  self->scale = garrison_chart_scale_fit (
    low, high, (guint) CLAMP (self->area.height / (line * 1.6) + 1, 2, MOST_TICKS), whole);
  left = gutter (self, scene);
  if (scene->width - left - right < scene->width * 0.4)
    right = 0;
  if (scene->width - left < scene->width * 0.4)
    left = 0;
  self->area.x = left;
  self->area.width = MAX (floor (scene->width - left - right), 1);
  self->band = self->area.width / MAX (self->n, 1);
  scene->plot = self->area;
  draw_grid (self, scene);
}

guint
garrison_chart_plot_max_bands (GarrisonChartScene *scene, double least, gboolean with_ends)
{
  double width = scene->width - 56 * scene->unit;

  if (with_ends && scene->width >= 200 * scene->unit)
    width -= MIN (scene->width * 0.24 + 24 * scene->unit, 110 * scene->unit);

  return (guint) CLAMP (width / (least * scene->unit), 3, 10000);
}

double
garrison_chart_plot_y (const GarrisonChartPlot *self, double value)
{
  return self->area.y
         + self->area.height * (1 - garrison_chart_scale_place (&self->scale, value));
}

double
garrison_chart_plot_x (const GarrisonChartPlot *self, guint category)
{
  return self->area.x + self->band * (category + 0.5);
}

GarrisonChartRect
garrison_chart_plot_band (const GarrisonChartPlot *self, guint category)
{
  GarrisonChartRect band = { self->area.x + self->band * category, self->area.y, self->band,
                             self->area.height };

  return band;
}

double
garrison_chart_plot_bar_width (const GarrisonChartPlot *self, double most)
{
  double width = self->band * (self->band < 8 ? 0.8 : 0.62);

  width = MIN (width, most);
  return width > 6 ? round (width) : width;
}

GarrisonShape *
garrison_chart_plot_bar (const GarrisonChartPlot *self, GarrisonChartScene *scene, double x,
                         double width, double from, double to, guint32 color)
{
  double start = garrison_chart_plot_y (self, from), end = garrison_chart_plot_y (self, to);
  double top = MIN (start, end), height = fabs (end - start);
  GarrisonShape *shape;

  if (width > 6)
    x = round (x);
  /* What is not nothing shows at least a line. */
  if (height < 1 && from != to)
    {
      top = to >= from ? start - 1 : start;
      height = 1;
    }
  shape = garrison_chart_scene_rect (scene, x, top, width, height, color);
  if (width >= 4 && height >= 3)
    {
      shape->radius = (float) MIN (3 * scene->unit, width / 3);
      shape->corners = to >= from ? GARRISON_CORNERS_TOP : GARRISON_CORNERS_BOTTOM;
    }
  return shape;
}

static void
comparison_run (const GarrisonChartPlot *self, GarrisonChartScene *scene, guint from, guint to,
                guint32 color, double width)
{
  GarrisonShape *shape
    = garrison_chart_scene_path (scene, GARRISON_SHAPE_POLYLINE, color, width * scene->unit);

  shape->alpha = color == scene->palette->background ? 0.85f : 1;
  for (guint c = from; c < to; c++)
    garrison_chart_scene_point (
      scene, garrison_chart_plot_x (self, c),
      garrison_chart_plot_y (self, garrison_chart_view_category (scene->view, c)->comparison));
}

static gboolean
has_comparison (const GarrisonChartPlot *self, GarrisonChartScene *scene, guint category)
{
  GarrisonChartItem *item
    = category < self->n ? garrison_chart_view_category (scene->view, category) : NULL;

  return item != NULL && item->index >= 0 && !isnan (item->comparison);
}

/* A grey line with a halo, so that it is seen over bars; broken where a figure is missing. */
static void
draw_comparison (const GarrisonChartPlot *self, GarrisonChartScene *scene)
{
  guint c = 0;

  while (c < self->n)
    {
      guint from = c;

      while (has_comparison (self, scene, c))
        c++;
      if (c - from == 1)
        garrison_chart_scene_dot (
          scene, garrison_chart_plot_x (self, from),
          garrison_chart_plot_y (self,
                                 garrison_chart_view_category (scene->view, from)->comparison),
          2.5 * scene->unit, scene->palette->dim);
      else if (c > from)
        {
          comparison_run (self, scene, from, c, scene->palette->background, 4);
          comparison_run (self, scene, from, c, scene->palette->dim, 1.75);
        }
      c = MAX (c, from + 1);
    }
}

/* The label stands above or below its line, where it covers no figure; failing that, left above. */
static void
label_target (const GarrisonChartPlot *self, GarrisonChartScene *scene, double value, double y)
{
  g_autofree char *figure = garrison_chart_scene_value (scene, value, GARRISON_CHART_BARE);
  /* TRANSLATORS: beside the line of the target in a chart, as in "Target 1.5 M" */
  g_autofree char *text = g_strdup_printf (_("Target %s"), figure);
  PangoLayout *label = garrison_chart_scene_text (scene, text, GARRISON_TEXT_AXIS, 0);
  GarrisonChartRect rect = { 0, 0, garrison_chart_text_width (label),
                             garrison_chart_text_height (label) };
  double gap = 3 * scene->unit, room = MAX (self->area.width - rect.width - 2 * gap, 0);
  gboolean clear = FALSE;

  for (guint i = 0; i < 26 && !clear; i++)
    {
      GarrisonChartRect wider;

      rect.x = self->area.x + gap + room * (i / 2) / 12;
      rect.y = i % 2 == 0 ? y - rect.height - 1 : y + 2;
      wider = (GarrisonChartRect) { rect.x - gap, rect.y, rect.width + 2 * gap, rect.height };
      clear = rect.y >= self->area.y - rect.height
              && rect.y + rect.height <= self->area.y + self->area.height
              && !garrison_chart_scene_hits (scene, wider);
    }
  if (!clear)
    {
      rect.x = self->area.x + gap;
      rect.y = y - rect.height - 1;
    }
  if (garrison_chart_scene_place (scene, label, rect.x, rect.y, 0, 0, scene->palette->good))
    g_array_index (scene->labels, GarrisonSceneLabel, scene->labels->len - 1).halo = TRUE;
}

static void
draw_one_target (const GarrisonChartPlot *self, GarrisonChartScene *scene)
{
  double value = garrison_chart_view_category (scene->view, 0)->target;
  double y = round (garrison_chart_plot_y (self, value)) + 0.5;
  GarrisonShape *shape = garrison_chart_scene_path (
    scene, GARRISON_SHAPE_POLYLINE, scene->palette->good, 1.5 * scene->unit);

  shape->dash = (float) (4 * scene->unit);
  garrison_chart_scene_point (scene, self->area.x, y);
  garrison_chart_scene_point (scene, self->area.x + self->area.width, y);
  /* Its own line, drawn already, is no obstacle: the label keeps clear of it. */
  label_target (self, scene, value, y);
}

static void
draw_own_targets (const GarrisonChartPlot *self, GarrisonChartScene *scene, double width)
{
  for (guint c = 0; c < self->n; c++)
    {
      GarrisonChartItem *item = garrison_chart_view_category (scene->view, c);
      double value = item->target;
      double y, x = garrison_chart_plot_x (self, c);

      if (isnan (value) || item->index < 0)
        continue;
      y = round (garrison_chart_plot_y (self, value));
      garrison_chart_scene_rect (scene, x - width / 2 - 1, y - 2 * scene->unit, width + 2,
                                 4 * scene->unit, scene->palette->background);
      garrison_chart_scene_rect (scene, x - width / 2, y - scene->unit, width, 2 * scene->unit,
                                 scene->palette->text);
    }
}

void
garrison_chart_plot_comparison (const GarrisonChartPlot *self, GarrisonChartScene *scene)
{
  if (garrison_chart_data_has_comparison (scene->data))
    draw_comparison (self, scene);
}

void
garrison_chart_plot_target (const GarrisonChartPlot *self, GarrisonChartScene *scene, double width)
{
  if (self->n > 0 && garrison_chart_data_has_one_target (scene->data))
    draw_one_target (self, scene);
  else if (garrison_chart_data_has_target (scene->data))
    draw_own_targets (self, scene, MIN (self->band * 0.9, width + 8 * scene->unit));
}

double
garrison_chart_plot_end_width (GarrisonChartScene *scene, const GarrisonChartEnd *ends, guint n)
{
  double widest = 0;

  /* A small picture needs its width for the figures. */
  if (n == 0 || scene->width < 200 * scene->unit)
    return 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PangoLayout) text
        = garrison_chart_scene_text (scene, ends[i].text, GARRISON_TEXT_AXIS, 0);

      widest = MAX (widest, garrison_chart_text_width (text));
    }
  return ceil (MIN (widest, scene->width * 0.24) + 24 * scene->unit);
}

guint
garrison_chart_plot_comparison_end (GarrisonChartScene *scene, GarrisonChartEnd *ends, guint n)
{
  if (!garrison_chart_data_has_comparison (scene->data))
    return n;
  for (guint c = scene->view->categories->len; c > 0; c--)
    {
      GarrisonChartItem *item = garrison_chart_view_category (scene->view, c - 1);

      if (isnan (item->comparison) || item->index < 0)
        continue;
      ends[n].text = garrison_chart_data_get_comparison_label (scene->data);
      ends[n].value = item->comparison;
      ends[n].color = scene->palette->dim;
      ends[n].line = TRUE;
      return n + 1;
    }
  return n;
}

static int
by_height (const void *a, const void *b)
{
  double left = ((const GarrisonChartEnd *) a)->value;
  double right = ((const GarrisonChartEnd *) b)->value;

  return left > right ? -1 : left < right;
}

/* Pushes down what overlaps, then back up from the lower edge: the order stays, and as many as fit
 * are at their heights. */
static void
spread (double *middles, guint n, double height, double top, double bottom)
{
  for (guint i = 0; i < n; i++)
    middles[i] = MAX (middles[i], i == 0 ? top + height / 2 : middles[i - 1] + height);
  for (guint i = n; i > 0; i--)
    middles[i - 1] = MIN (middles[i - 1], i == n ? bottom - height / 2 : middles[i] - height);
}

void
garrison_chart_plot_ends (const GarrisonChartPlot *self, GarrisonChartScene *scene,
                          GarrisonChartEnd *ends, guint n)
{
  double line = garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS) + scene->unit;
  double x = self->area.x + self->area.width + 8 * scene->unit;
  g_autofree double *middles = g_new (double, n);
  double size = 8 * scene->unit;

  qsort (ends, n, sizeof *ends, by_height);
  for (guint i = 0; i < n; i++)
    middles[i] = garrison_chart_plot_y (self, ends[i].value);
  spread (middles, n, line, self->area.y - line / 2, self->area.y + self->area.height + line / 2);
  for (guint i = 0; i < n; i++)
    {
      GarrisonShape *swatch;

      if (!garrison_chart_scene_write (scene, ends[i].text, GARRISON_TEXT_AXIS,
                                       scene->width - x - 13 * scene->unit, x + 13 * scene->unit,
                                       middles[i], 0, 0.5, scene->palette->text))
        continue;
      swatch = ends[i].line
                 ? garrison_chart_scene_rect (scene, x, round (middles[i] - scene->unit),
                                              10 * scene->unit, 2 * scene->unit, ends[i].color)
                 : garrison_chart_scene_rect (scene, x, round (middles[i] - size / 2), size, size,
                                              ends[i].color);
      swatch->radius = (float) (2 * scene->unit);
      swatch->corners = GARRISON_CORNERS_ALL;
    }
}

/* Every how many categories a name fits. Names of kinds are shortened to fit, names of periods are
 * thinned out, since "Oct…" tells nothing. */
static guint
stride (const GarrisonChartPlot *self, GarrisonChartScene *scene, double *max_width)
{
  double widest = 0, gap = 5 * scene->unit;
  guint sample = MAX (self->n / 60, 1);

  for (guint c = 0; c < self->n; c += sample)
    {
      g_autoptr (PangoLayout) text = garrison_chart_scene_text (
        scene, garrison_chart_view_category (scene->view, c)->short_label, GARRISON_TEXT_AXIS, 0);

      widest = MAX (widest, garrison_chart_text_width (text));
    }
  *max_width = 0;
  if (widest + gap <= self->band)
    return 1;
  if (self->band >= GARRISON_CHART_LEAST_NAMED * scene->unit * 0.8 && !garrison_chart_data_get_ordered (scene->data))
    {
      *max_width = self->band - gap;
      return 1;
    }
  *max_width = MIN (widest, self->area.width * 0.3);
  return (guint) ceil ((*max_width + 2 * gap) / self->band);
}

void
garrison_chart_plot_finish (const GarrisonChartPlot *self, GarrisonChartScene *scene)
{
  double y = self->area.y + self->area.height + 5 * scene->unit;
  double max_width = 0;
  guint every = MAX (stride (self, scene, &max_width), 1);

  for (guint c = 0; c < self->n; c += every)
    {
      GarrisonChartItem *item = garrison_chart_view_category (scene->view, c);
      PangoLayout *label
        = garrison_chart_scene_text (scene, item->short_label, GARRISON_TEXT_AXIS, max_width);
      double width = garrison_chart_text_width (label);
      double x = garrison_chart_plot_x (self, c);

      /* The last one may stand a little to the left instead of outside. */
      x = CLAMP (x, width / 2, MAX (scene->width - width / 2, width / 2));
      garrison_chart_scene_place (scene, label, x, y, 0.5, 0, scene->palette->dim);
    }
}
