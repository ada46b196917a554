/* Bars upright: of one series, of several side by side, of several on top of each other. */
#include "charts/chart-kinds.h"
#include "charts/chart-plot.h"

#define UNFINISHED 0.45
#define GAP 1.5 /* between the parts of a stack or group, in pixels of 13 px text */
#define MAX_SHOWN (GARRISON_CHART_MAX_SERIES + 1)

typedef struct
{
  GarrisonChartScene *scene;
  GarrisonChartPlot plot;
  double width; /* of a bar, group or stack */
  gboolean stacked;
} Bars;

static void
extent_of (GarrisonChartScene *scene, guint category, gboolean stacked, double *low, double *high)
{
  GarrisonChartView *view = scene->view;

  if (stacked)
    {
      *low = MIN (*low, garrison_chart_view_sum (view, category, TRUE));
      *high = MAX (*high, garrison_chart_view_sum (view, category, FALSE));
      return;
    }
  for (guint s = 0; s < view->series->len; s++)
    {
      double value = garrison_chart_view_value (view, category, s);

      if (isnan (value))
        continue;
      *low = MIN (*low, value);
      *high = MAX (*high, value);
    }
}

/* The remainder of a thousand would make dwarfs of all others; see squeeze(). */
static void
extent (GarrisonChartScene *scene, gboolean stacked, double *low, double *high)
{
  GarrisonChartView *view = scene->view;
  double rest_low = 0, rest_high = 0;

  *low = *high = 0;
  for (guint c = 0; c < view->categories->len; c++)
    if (garrison_chart_view_category (view, c)->index >= 0)
      extent_of (scene, c, stacked, low, high);
    else
      extent_of (scene, c, stacked, &rest_low, &rest_high);
  if (rest_high - rest_low <= (*high - *low) * 1.5)
    {
      *low = MIN (*low, rest_low);
      *high = MAX (*high, rest_high);
    }
}

/* What the remainder is multiplied by to stay in the picture; 1 where it fits. Such a bar is drawn
 * broken and with its figure. */
static double
squeeze (Bars *self, guint category)
{
  double low = 0, high = 0, factor = 1;

  if (garrison_chart_view_category (self->scene->view, category)->index >= 0)
    return 1;
  extent_of (self->scene, category, self->stacked, &low, &high);
  if (high > self->plot.scale.max)
    factor = self->plot.scale.max / high;
  if (low < self->plot.scale.min)
    factor = MIN (factor, self->plot.scale.min / low);
  return factor;
}

/* A bar of a single series that goes below zero changes its colour, never to red. */
static guint32
bar_color (Bars *self, guint category, guint series, double value)
{
  GarrisonChartScene *scene = self->scene;

  /* Where colour tells the series, the remainder of categories keeps it. */
  if (scene->view->series->len > 1)
    return garrison_chart_scene_color (scene, series);
  if (garrison_chart_view_category (scene->view, category)->index < 0)
    return scene->palette->others;
  return scene->palette->series[value < 0 ? 1 : 0];
}

static void
add_mark (Bars *self, guint category, guint series, GarrisonChartRect bounds, int shape)
{
  GarrisonChartItem *item = garrison_chart_view_category (self->scene->view, category);
  GarrisonSceneMark *mark;

  bounds.height = MAX (bounds.height, 1);
  mark = garrison_chart_scene_mark (self->scene, category, series, bounds);
  mark->reach = mark->band = garrison_chart_plot_band (&self->plot, category);
  mark->shape = shape;
  if (shape >= 0)
    mark->color = g_array_index (self->scene->shapes, GarrisonShape, (guint) shape).fill;
  if (garrison_chart_data_has_comparison (self->scene->data) && !isnan (item->comparison))
    {
      mark->dot_x = garrison_chart_plot_x (&self->plot, category);
      mark->dot_y = garrison_chart_plot_y (&self->plot, item->comparison);
    }
}

/* Many bars within one pixel are one: it shows the longest. Only the marks stay apart. */
static gboolean
merges (Bars *self, const GarrisonShape *bar)
{
  GArray *shapes = self->scene->shapes;
  GarrisonShape *before;
  double bottom;

  if (self->plot.band >= 0.5 || self->scene->view->series->len > 1 || shapes->len < 2)
    return FALSE;
  before = &g_array_index (shapes, GarrisonShape, shapes->len - 2);
  if (before->type != bar->type || before->fill != bar->fill || before->alpha != bar->alpha
      || floor (before->x) != floor (bar->x))
    return FALSE;
  bottom = MAX (before->y + before->height, bar->y + bar->height);
  before->y = MIN (before->y, bar->y);
  before->height = bottom - before->y;
  before->x = floor (before->x);
  before->width = 1;
  return TRUE;
}

/* One part of a category from @from to @to; the gap is taken from the inner end. */
static void
add_bar (Bars *self, guint category, guint series, double x, double width, double from, double to,
         double gap)
{
  GarrisonChartScene *scene = self->scene;
  guint32 color = bar_color (self, category, series, to - from);
  GarrisonShape *shape
    = garrison_chart_plot_bar (&self->plot, scene, x, width, from, to, color);
  GarrisonChartRect bounds = { shape->x, shape->y, shape->width, shape->height };

  if (gap > 0 && shape->height > 2 * gap)
    {
      shape->height -= gap;
      if (to < from)
        shape->y += gap;
    }
  /* Mixed and not let through, or the grid would be seen in it. */
  if (garrison_chart_view_unfinished (scene->view, category))
    shape->fill = garrison_chart_scene_mix (scene->palette->background, color, UNFINISHED);
  if (merges (self, shape))
    g_array_set_size (scene->shapes, scene->shapes->len - 1);
  add_mark (self, category, series, bounds, (int) scene->shapes->len - 1);
}

/* "Other" of percentages has no figure, yet its records can be opened: a mark over its band. */
static void
add_figureless (Bars *self, guint category, guint series, double x, double width)
{
  GarrisonChartRect bounds = { x, garrison_chart_plot_y (&self->plot, 0) - 1, width, 1 };

  if (garrison_chart_view_category (self->scene->view, category)->index < 0)
    add_mark (self, category, series, bounds, -1);
}

/* Two slanted cuts in the colour of the ground, above the foot of the bar. */
static void
draw_break (Bars *self, guint category, double factor)
{
  GarrisonChartScene *scene = self->scene;
  double x = garrison_chart_plot_x (&self->plot, category) - self->width / 2 - 1;
  double foot = garrison_chart_plot_y (&self->plot, 0), unit = scene->unit;

  if (factor >= 1 || foot - self->plot.area.y < 30 * unit)
    return;
  for (guint i = 0; i < 2; i++)
    {
      double y = foot - (10 + 6 * i) * unit;

      garrison_chart_scene_path (scene, GARRISON_SHAPE_POLYLINE, scene->palette->background,
                                 2 * unit);
      garrison_chart_scene_point (scene, x, y);
      garrison_chart_scene_point (scene, x + self->width + 2, y - 5 * unit);
    }
}

static void
add_single (Bars *self, guint category)
{
  double factor = squeeze (self, category);
  double x = garrison_chart_plot_x (&self->plot, category) - self->width / 2;
  double value = garrison_chart_view_value (self->scene->view, category, 0);

  if (isnan (value))
    add_figureless (self, category, 0, x, self->width);
  else
    add_bar (self, category, 0, x, self->width, 0, value * factor, 0);
  draw_break (self, category, factor);
}

static void
add_grouped (Bars *self, guint category, guint series)
{
  guint n = self->scene->view->series->len;
  double gap = self->width / n > 5 ? GAP * self->scene->unit : 0;
  double width = (self->width - gap * (n - 1)) / n;
  double x = garrison_chart_plot_x (&self->plot, category) - self->width / 2
             + (width + gap) * series;
  double value = garrison_chart_view_value (self->scene->view, category, series);

  if (isnan (value))
    add_figureless (self, category, series, x, width);
  else
    add_bar (self, category, series, x, width, 0, value * squeeze (self, category), 0);
}

/* Where a whole group is within a pixel: the longest bar of each series in that column, the longer
 * ones behind, so that every series is seen. */
static void
draw_dense_groups (Bars *self, double *reach)
{
  GarrisonChartScene *scene = self->scene;
  guint n = scene->view->series->len;
  guint done = 0, n_columns = (guint) ceil (self->plot.area.width) + 1;

  for (guint column = 0; column < n_columns; column++)
    for (done = 0; done < (1u << n) - 1;)
      {
        guint longest = 0;
        double most = -1;

        for (guint s = 0; s < n; s++)
          if (!(done & (1u << s)) && fabs (reach[column * n + s]) > most)
            {
              longest = s;
              most = fabs (reach[column * n + s]);
            }
        done |= 1u << longest;
        if (most > 0)
          garrison_chart_plot_bar (&self->plot, scene, self->plot.area.x + column, 1, 0,
                                   reach[column * n + longest],
                                   garrison_chart_scene_color (scene, longest));
      }
}

static void
add_dense_groups (Bars *self)
{
  GarrisonChartView *view = self->scene->view;
  guint n = view->series->len, n_columns = (guint) ceil (self->plot.area.width) + 1;
  g_autofree double *reach = g_new0 (double, (gsize) n * n_columns);

  for (guint c = 0; c < self->plot.n; c++)
    for (guint s = 0; s < n; s++)
      {
        double value = garrison_chart_view_value (view, c, s);
        double x = garrison_chart_plot_x (&self->plot, c);
        guint column = (guint) MAX (x - self->plot.area.x, 0);
        double zero = garrison_chart_plot_y (&self->plot, 0);
        double end = garrison_chart_plot_y (&self->plot, value);

        if (isnan (value))
          continue;
        if (fabs (value) > fabs (reach[MIN (column, n_columns - 1) * n + s]))
          reach[MIN (column, n_columns - 1) * n + s] = value;
        add_mark (self, c, s,
                  (GarrisonChartRect) { x - self->plot.band / 2, MIN (zero, end),
                                        self->plot.band, fabs (end - zero) }, -1);
      }
  draw_dense_groups (self, reach);
}

/* Series by series where bars are hair-thin, so that those of one colour are painted together;
 * category by category otherwise, which is the order of reading. */
static void
add_groups (Bars *self)
{
  guint n = self->plot.n, n_series = self->scene->view->series->len;
  gboolean thin = self->plot.band < 2 * n_series;

  if (self->plot.band < 1)
    {
      add_dense_groups (self);
      return;
    }
  for (guint i = 0; i < n * n_series; i++)
    add_grouped (self, thin ? i % n : i / n_series, thin ? i / n : i % n_series);
  for (guint c = 0; c < n; c++)
    draw_break (self, c, squeeze (self, c));
}

/* Only the outermost part of a stack is round. */
static void
square_inner (Bars *self, guint first_shape, gboolean negative)
{
  GArray *shapes = self->scene->shapes;
  int outermost = -1;

  for (guint i = first_shape; i < shapes->len; i++)
    {
      GarrisonShape *shape = &g_array_index (shapes, GarrisonShape, i);

      if (shape->corners == (negative ? GARRISON_CORNERS_BOTTOM : GARRISON_CORNERS_TOP))
        outermost = (int) i;
    }
  for (guint i = first_shape; i < shapes->len; i++)
    {
      GarrisonShape *shape = &g_array_index (shapes, GarrisonShape, i);

      if (shape->corners == (negative ? GARRISON_CORNERS_BOTTOM : GARRISON_CORNERS_TOP)
          && (int) i != outermost)
        shape->corners = 0;
    }
}

static void
add_stack (Bars *self, guint category)
{
  GarrisonChartView *view = self->scene->view;
  double x = garrison_chart_plot_x (&self->plot, category) - self->width / 2;
  double above = 0, below = 0, factor = squeeze (self, category);
  guint first_shape = self->scene->shapes->len;
  double gap = self->width > 5 ? GAP * self->scene->unit : 0;

  for (guint s = 0; s < view->series->len; s++)
    {
      double value = garrison_chart_view_value (view, category, s) * factor;
      double *end = value < 0 ? &below : &above;

      if (isnan (value))
        {
          add_figureless (self, category, s, x, self->width);
          continue;
        }
      add_bar (self, category, s, x, self->width, *end, *end + value, *end != 0 ? gap : 0);
      g_array_index (self->scene->marks, GarrisonSceneMark, self->scene->marks->len - 1).row
        = (int) (view->series->len - 1 - s);
      *end += value;
    }
  square_inner (self, first_shape, FALSE);
  square_inner (self, first_shape, TRUE);
  draw_break (self, category, factor);
}

static PangoLayout *
figure_text (Bars *self, double value, gboolean strong)
{
  g_autofree char *text = garrison_chart_scene_value (self->scene, value, GARRISON_CHART_BARE);

  return garrison_chart_scene_text (self->scene, text,
                                    strong ? GARRISON_TEXT_FIGURE : GARRISON_TEXT_AXIS, 0);
}

static void
write_figure (Bars *self, guint category, double value, double end, gboolean strong)
{
  GarrisonChartScene *scene = self->scene;
  double y = garrison_chart_plot_y (&self->plot, end), unit = scene->unit;
  PangoLayout *label = figure_text (self, value, strong);
  double half = garrison_chart_text_width (label) / 2;
  double x = MIN (garrison_chart_plot_x (&self->plot, category), scene->width - half);

  garrison_chart_scene_place (scene, label, x, end < 0 ? y + 3 * unit : y - 3 * unit, 0.5,
                              end < 0 ? 0 : 1, scene->palette->text);
}

static gboolean
wants_figures (GarrisonChartScene *scene)
{
  return scene->view->categories->len <= 16 && scene->height >= 120 * scene->unit
         && !garrison_chart_data_has_comparison (scene->data)
         && !garrison_chart_data_has_target (scene->data);
}

/* What is kept free above the plot for figures over bars. */
static double
figure_room (GarrisonChartScene *scene)
{
  guint n = scene->view->categories->len;
  gboolean broken = n > 0 && garrison_chart_view_category (scene->view, n - 1)->index < 0;

  if (!wants_figures (scene) && !broken)
    return 0;
  return garrison_chart_scene_line_height (scene, GARRISON_TEXT_FIGURE) + 3 * scene->unit;
}

/* The figure over a bar or stack; missing where there is none. */
static double
figure_of (Bars *self, guint category)
{
  GarrisonChartView *view = self->scene->view;

  if (!self->stacked)
    return view->series->len == 1 ? garrison_chart_view_value (view, category, 0)
                                  : GARRISON_CHART_MISSING;
  if (!garrison_chart_data_adds_up (self->scene->data))
    return GARRISON_CHART_MISSING;
  return garrison_chart_view_sum (view, category, FALSE)
         + garrison_chart_view_sum (view, category, TRUE);
}

/* Some with and some without figures would look like a mistake: all or none. */
static gboolean
figures_fit (Bars *self)
{
  for (guint c = 0; c < self->plot.n; c++)
    {
      double value = figure_of (self, c);
      g_autoptr (PangoLayout) label = NULL;

      if (isnan (value))
        continue;
      label = figure_text (self, value, self->stacked && c + 1 == self->plot.n);
      if (garrison_chart_text_width (label) > self->plot.band - 7 * self->scene->unit)
        return FALSE;
    }
  return TRUE;
}

/* A broken bar always needs its figure. */
static void
write_figures (Bars *self)
{
  GarrisonChartView *view = self->scene->view;
  gboolean wanted = wants_figures (self->scene) && figures_fit (self);

  for (guint c = 0; c < self->plot.n; c++)
    {
      double above = garrison_chart_view_sum (view, c, FALSE);
      double value = figure_of (self, c), factor = squeeze (self, c);
      double end = above > 0 ? above : garrison_chart_view_sum (view, c, TRUE);

      if (!isnan (value) && (wanted || factor < 1))
        write_figure (self, c, value, end * factor, self->stacked && c + 1 == self->plot.n);
    }
}

/* Names stand beside the last stack, at the middle of its parts. */
static guint
stack_ends (GarrisonChartScene *scene, GarrisonChartEnd *ends)
{
  GarrisonChartView *view = scene->view;
  guint last = view->categories->len, n = 0;
  double above = 0, below = 0;

  for (guint c = 0; c < view->categories->len; c++)
    if (garrison_chart_view_category (view, c)->index >= 0
        && garrison_chart_view_sum (view, c, FALSE) - garrison_chart_view_sum (view, c, TRUE) > 0)
      last = c;
  for (guint s = 0; s < view->series->len && view->series->len > 1; s++)
    {
      double value = last < view->categories->len ? garrison_chart_view_value (view, last, s) : 0;
      double *end = value < 0 ? &below : &above;

      value = isnan (value) ? 0 : value;
      ends[n].text = garrison_chart_view_series (view, s)->label;
      ends[n].value = *end + value / 2;
      ends[n].color = garrison_chart_scene_color (scene, s);
      ends[n++].line = FALSE;
      *end += value;
    }
  return n;
}

static guint
group_ends (GarrisonChartScene *scene, GarrisonChartEnd *ends, double high)
{
  guint n = scene->view->series->len;

  /* In the order of the bars, from the top: heights of the last group would shuffle them. */
  for (guint s = 0; s < n; s++)
    {
      ends[s].text = garrison_chart_view_series (scene->view, s)->label;
      ends[s].value = high * (1 - s * 1e-6);
      ends[s].color = garrison_chart_scene_color (scene, s);
      ends[s].line = FALSE;
    }
  return n > 1 ? n : 0;
}

static void
lay_out (GarrisonChartScene *scene, gboolean grouped, gboolean stacked)
{
  Bars bars = { .scene = scene, .stacked = stacked };
  GarrisonChartEnd ends[MAX_SHOWN + 1];
  double low, high, most = grouped ? 90 : stacked ? 34 : 26;
  guint n_ends = 0;

  scene->view = garrison_chart_view_new (
    scene->data,
    garrison_chart_plot_max_bands (scene, grouped ? 60 : GARRISON_CHART_LEAST_NAMED,
                                   garrison_chart_data_get_n_series (scene->data) > 1),
    garrison_chart_most_series (garrison_chart_data_get_n_series (scene->data)), GARRISON_FOLD_PLAIN);
  if (!garrison_chart_view_known (scene->view))
    {
      garrison_chart_scene_say_empty (scene);
      return;
    }
  extent (scene, stacked, &low, &high);
  n_ends = stacked ? stack_ends (scene, ends) : group_ends (scene, ends, high);
  n_ends = garrison_chart_plot_comparison_end (scene, ends, n_ends);
  garrison_chart_plot_open (&bars.plot, scene, low, high, figure_room (scene),
                            garrison_chart_plot_end_width (scene, ends, n_ends));
  bars.width = garrison_chart_plot_bar_width (&bars.plot, most * scene->unit);
  if (!stacked && scene->view->series->len > 1)
    add_groups (&bars);
  else
    for (guint c = 0; c < bars.plot.n; c++)
      {
        if (stacked)
          add_stack (&bars, c);
        else
          add_single (&bars, c);
      }
  garrison_chart_plot_finish (&bars.plot, scene);
  if (garrison_chart_plot_end_width (scene, ends, n_ends) > 0)
    garrison_chart_plot_ends (&bars.plot, scene, ends, n_ends);
  garrison_chart_plot_comparison (&bars.plot, scene);
  garrison_chart_plot_target (&bars.plot, scene, bars.width);
  write_figures (&bars);
}

void
garrison_chart_layout_bar (GarrisonChartScene *scene)
{
  lay_out (scene, garrison_chart_data_get_n_series (scene->data) > 1, FALSE);
}

void
garrison_chart_layout_grouped_bar (GarrisonChartScene *scene)
{
  lay_out (scene, TRUE, FALSE);
}

void
garrison_chart_layout_stacked_bar (GarrisonChartScene *scene)
{
  lay_out (scene, FALSE, TRUE);
}
