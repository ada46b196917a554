/* Categories along, series down, each figure a cell: the darker the more (on dark ground: the lighter).
 * Weekday by hour, person by week. */
#include "charts/chart-kinds.h"
#include "charts/chart-steps.h"

#define LEAST_ROW 9
#define LEAST_COLUMN 7

typedef struct
{
  GarrisonChartScene *scene;
  guint n_columns, n_rows;
  GarrisonChartRect area;
  double width, height, gap; /* of a cell with its gap; the gap */
  GarrisonChartSteps steps;
  guint largest_column, largest_row;
} HeatMap;

static void
find_most (HeatMap *self)
{
  for (guint c = 0; c < self->n_columns; c++)
    for (guint r = 0; r < self->n_rows; r++)
      {
        double value = garrison_chart_view_value (self->scene->view, c, r);

        if (value > self->steps.most)
          {
            self->largest_column = c;
            self->largest_row = r;
          }
        garrison_chart_steps_take_in (&self->steps, value);
      }
}

static void
draw_cell (HeatMap *self, guint column, guint row)
{
  GarrisonChartScene *scene = self->scene;
  double value = garrison_chart_view_value (scene->view, column, row);
  GarrisonChartRect cell = { self->area.x + self->width * column,
                             self->area.y + self->height * row, self->width - self->gap,
                             self->height - self->gap };
  guint32 color = garrison_chart_steps_color (&self->steps, scene->palette, value);
  GarrisonShape *shape;
  GarrisonSceneMark *mark;

  if (isnan (value))
    return;
  shape = garrison_chart_scene_rect (scene, cell.x, cell.y, cell.width, cell.height, color);
  if (cell.width >= 8 && cell.height >= 8)
    {
      shape->radius = (float) (3 * scene->unit);
      shape->corners = GARRISON_CORNERS_ALL;
    }
  mark = garrison_chart_scene_mark (scene, column, row, cell);
  mark->shape = (int) scene->shapes->len - 1;
  mark->reach = (GarrisonChartRect) { cell.x, cell.y, self->width, self->height };
  mark->color = color;
}

/* The largest says its figure, as the measure of the others. */
static void
write_largest (HeatMap *self)
{
  GarrisonChartScene *scene = self->scene;
  g_autofree char *text = garrison_chart_scene_value (scene, self->steps.most, GARRISON_CHART_BARE);
  PangoLayout *label;
  double x = self->area.x + self->width * self->largest_column + (self->width - self->gap) / 2;
  double y = self->area.y + self->height * self->largest_row + (self->height - self->gap) / 2;
  guint32 ground = scene->palette->steps[GARRISON_CHART_N_STEPS - 1];

  if (self->steps.most <= 0)
    return;
  label = garrison_chart_scene_text (scene, text, GARRISON_TEXT_AXIS, 0);
  garrison_chart_scene_place_tight (scene, label, x, y, self->width - self->gap - 2,
                                    self->height - self->gap - 2,
                                    garrison_chart_steps_ink (ground));
}

static void
write_rows (HeatMap *self)
{
  GarrisonChartScene *scene = self->scene;
  double half = garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS) / 2;

  for (guint r = 0; r < self->n_rows && self->area.x > 0; r++)
    {
      double middle = self->area.y + self->height * r + (self->height - self->gap) / 2;

      garrison_chart_scene_write (scene, garrison_chart_view_series (scene->view, r)->label,
                                  GARRISON_TEXT_AXIS, self->area.x - 8 * scene->unit,
                                  self->area.x - 8 * scene->unit, MAX (middle, half), 1, 0.5,
                                  scene->palette->dim);
    }
}

static const char *
column_name (HeatMap *self, guint column)
{
  return garrison_chart_view_category (self->scene->view, column)->short_label;
}

static void
write_columns (HeatMap *self)
{
  GarrisonChartScene *scene = self->scene;
  double y = self->area.y + self->area.height + 4 * scene->unit, widest = 1;
  guint every;

  for (guint c = 0; c < self->n_columns; c += MAX (self->n_columns / 60, 1))
    {
      g_autoptr (PangoLayout) text
        = garrison_chart_scene_text (scene, column_name (self, c), GARRISON_TEXT_AXIS, 0);

      widest = MAX (widest, garrison_chart_text_width (text));
    }
  widest = MIN (widest, MAX (self->area.width * 0.25, self->width));
  every = (guint) MAX (ceil ((widest + 6 * scene->unit) / self->width), 1);
  for (guint c = 0; c < self->n_columns; c += every)
    garrison_chart_scene_write (scene, column_name (self, c), GARRISON_TEXT_AXIS, widest + 1,
                                self->area.x + self->width * c + (self->width - self->gap) / 2, y,
                                0.5, 0, scene->palette->dim);
}

static double
widest_row (HeatMap *self)
{
  double width = 0;

  for (guint r = 0; r < self->n_rows; r++)
    {
      g_autoptr (PangoLayout) text = garrison_chart_scene_text (
        self->scene, garrison_chart_view_series (self->scene->view, r)->label, GARRISON_TEXT_AXIS,
        0);

      width = MAX (width, garrison_chart_text_width (text));
    }
  return ceil (MIN (width, self->scene->width * 0.28));
}

/* Returns whether there is place for the legend. */
static gboolean
measure (HeatMap *self)
{
  GarrisonChartScene *scene = self->scene;
  double unit = scene->unit;
  double line = garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS);
  double left = widest_row (self) + 8 * unit;
  double names = line + 5 * unit, legend = line + 5 * unit;
  gboolean roomy = scene->height > 120 * unit;

  if (scene->width < 90 * unit)
    left = 0;
  if (scene->height < 60 * unit)
    names = 0;
  self->area = (GarrisonChartRect) { left, 0, scene->width - left,
                                     scene->height - names - (roomy ? legend : 0) };
  self->width = self->area.width / self->n_columns;
  self->height = MIN (self->area.height / self->n_rows, 40 * unit);
  self->area.height = self->height * self->n_rows;
  self->gap = MIN (self->width, self->height) >= 5 ? MIN (2 * unit, 3) : 0;
  scene->plot = self->area;
  return roomy;
}

void
garrison_chart_layout_heat_map (GarrisonChartScene *scene)
{
  HeatMap map = { .scene = scene };
  guint most_rows = (guint) CLAMP (scene->height * 0.8 / (LEAST_ROW * scene->unit), 2, 2000);
  guint most_columns = (guint) CLAMP (scene->width * 0.8 / (LEAST_COLUMN * scene->unit), 2, 5000);
  gboolean legend;

  scene->view
    = garrison_chart_view_new (scene->data, most_columns, most_rows, GARRISON_FOLD_PLAIN);
  if (!garrison_chart_view_known (scene->view))
    {
      garrison_chart_scene_say_empty (scene);
      return;
    }
  map.n_columns = scene->view->categories->len;
  map.n_rows = scene->view->series->len;
  find_most (&map);
  legend = measure (&map);
  for (guint r = 0; r < map.n_rows; r++)
    for (guint c = 0; c < map.n_columns; c++)
      draw_cell (&map, c, r);
  write_largest (&map);
  write_rows (&map);
  write_columns (&map);
  if (legend)
    garrison_chart_steps_legend (&map.steps, scene, map.area.x,
                                 map.area.x + map.area.width - map.gap);
}
