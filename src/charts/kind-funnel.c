/* Stages from the top down: how many are in each and what share of one reaches the next. */
#include <glib/gi18n-lib.h>

#include "charts/chart-kinds.h"

typedef struct
{
  GarrisonChartScene *scene;
  guint n;
  double pitch, bar;       /* height of a row and of its bar */
  double left, right;      /* of the bars */
  double largest;
  double top;
  gboolean bare;           /* no place for words: a thumbnail */
  int worst;               /* the stage that the smallest share reaches, or -1 */
} Funnel;

static double
value_of (Funnel *self, guint stage)
{
  double value = garrison_chart_view_value (self->scene->view, stage, 0);

  return isnan (value) ? 0 : MAX (value, 0);
}

/* What share of the stage before came here, or missing. */
static double
passed (Funnel *self, guint stage)
{
  double before, now;

  if (stage == 0)
    return GARRISON_CHART_MISSING;
  before = garrison_chart_view_value (self->scene->view, stage - 1, 0);
  now = garrison_chart_view_value (self->scene->view, stage, 0);
  return before > 0 && now >= 0 ? now / before * 100 : GARRISON_CHART_MISSING;
}

/* Below three figures there is nothing to compare, and a tie has no worst. */
static void
find_worst (Funnel *self)
{
  double least = G_MAXDOUBLE;
  guint known = 0;

  self->worst = -1;
  for (guint c = 0; c < self->n; c++)
    {
      double share = passed (self, c);

      self->largest = MAX (self->largest, value_of (self, c));
      if (isnan (share))
        continue;
      known++;
      if (share < least - 0.5)
        self->worst = (int) c;
      least = MIN (least, share);
    }
  if (known < 3 || least >= 100)
    self->worst = -1;
}

static double
row_middle (Funnel *self, guint stage)
{
  return self->top + self->pitch * (stage + 0.5);
}

static double
bar_width (Funnel *self, guint stage)
{
  double width;

  if (self->largest <= 0)
    return 0;
  width = (self->right - self->left) * (value_of (self, stage) / self->largest);
  return value_of (self, stage) > 0 ? MAX (width, 1) : 0;
}

/* The pale slope between two bars shows what is lost. */
static void
draw_slope (Funnel *self, guint stage)
{
  GarrisonChartScene *scene = self->scene;
  guint32 ground = scene->palette->background;
  guint32 color = garrison_chart_scene_mix (ground, scene->palette->series[0],
                                            scene->style->theme == GARRISON_CHART_DARK ? 0.2 : 0.12);
  double upper = row_middle (self, stage) + self->bar / 2;
  double lower = row_middle (self, stage + 1) - self->bar / 2;

  if (lower - upper < 2)
    return;
  garrison_chart_scene_path (scene, GARRISON_SHAPE_POLYGON, color, 0);
  garrison_chart_scene_point (scene, self->left, upper);
  garrison_chart_scene_point (scene, self->left + bar_width (self, stage), upper);
  garrison_chart_scene_point (scene, self->left + bar_width (self, stage + 1), lower);
  garrison_chart_scene_point (scene, self->left, lower);
}

static void
draw_stage (Funnel *self, guint stage)
{
  GarrisonChartScene *scene = self->scene;
  double y = row_middle (self, stage) - self->bar / 2;
  double width = bar_width (self, stage);
  GarrisonShape *shape = garrison_chart_scene_rect (scene, self->left, y, width, self->bar,
                                                    scene->palette->series[0]);
  GarrisonSceneMark *mark;

  shape->radius = (float) (3 * scene->unit);
  shape->corners = width >= 6 ? GARRISON_CORNERS_RIGHT : 0;
  mark = garrison_chart_scene_mark (
    scene, stage, 0, (GarrisonChartRect) { self->left, y, MAX (width, 1), self->bar });
  mark->reach = mark->band = (GarrisonChartRect) { 0, self->top + self->pitch * stage,
                                                   scene->width, self->pitch };
  mark->shape = (int) scene->shapes->len - 1;
  mark->color = scene->palette->series[0];
  mark->column = 0;
  mark->row = (int) stage;
}

static void
write_stage (Funnel *self, guint stage)
{
  GarrisonChartScene *scene = self->scene;
  GarrisonChartItem *item = garrison_chart_view_category (scene->view, stage);
  double middle = row_middle (self, stage), share = passed (self, stage);
  double value = garrison_chart_view_value (scene->view, stage, 0);
  g_autofree char *figure = garrison_chart_scene_value (scene, value, GARRISON_CHART_COMPACT);
  g_autofree char *percent = NULL;

  garrison_chart_scene_write (scene, item->label, GARRISON_TEXT_NAME,
                              self->left - 10 * scene->unit, self->left - 9 * scene->unit, middle,
                              1, 0.5, scene->palette->text);
  garrison_chart_scene_write (scene, figure, GARRISON_TEXT_FIGURE, 0,
                              self->left + bar_width (self, stage) + 7 * scene->unit, middle, 0,
                              0.5, scene->palette->text);
  if (isnan (share))
    return;
  percent = g_strdup_printf ("%.0f%%", share);
  garrison_chart_scene_write (scene, percent, GARRISON_TEXT_AXIS, 0, scene->width, middle, 1, 0.5,
                              self->worst == (int) stage ? scene->palette->bad
                                                         : scene->palette->dim);
}

static double
widest (Funnel *self, gboolean figures)
{
  GarrisonChartScene *scene = self->scene;
  double width = 0;

  for (guint c = 0; c < self->n; c += MAX (self->n / 100, 1))
    {
      double value = garrison_chart_view_value (scene->view, c, 0);
      g_autofree char *figure = garrison_chart_scene_value (scene, value, GARRISON_CHART_COMPACT);
      g_autoptr (PangoLayout) text = garrison_chart_scene_text (
        scene, figures ? figure : garrison_chart_view_category (scene->view, c)->label,
        figures ? GARRISON_TEXT_FIGURE : GARRISON_TEXT_NAME, 0);

      width = MAX (width, garrison_chart_text_width (text));
    }
  return ceil (width);
}

static void
measure (Funnel *self)
{
  GarrisonChartScene *scene = self->scene;
  double unit = scene->unit;
  /* TRANSLATORS: heads the column of shares in a funnel: how many of a stage reach the next one */
  g_autoptr (PangoLayout) head
    = garrison_chart_scene_text (scene, C_("funnel", "passed on"), GARRISON_TEXT_AXIS, 0);
  double names = MIN (widest (self, FALSE), scene->width * 0.3);
  double share = scene->width >= 240 * unit ? garrison_chart_text_width (head) + 12 * unit
                                            : 36 * unit;

  self->pitch = MIN (scene->height / self->n, 60 * unit);
  self->bar = self->pitch > 12 ? round (MIN (self->pitch * 0.7, 38 * unit)) : self->pitch * 0.8;
  self->top = MAX (0, (scene->height - self->pitch * self->n) / 2);
  self->left = ceil (names + 11 * unit);
  self->right = scene->width - share - widest (self, TRUE) - 7 * unit;
  self->bare = self->right - self->left < scene->width * 0.2;
  if (self->bare)
    {
      self->left = 0;
      self->right = scene->width;
    }
  scene->plot = (GarrisonChartRect) { self->left, self->top, self->right - self->left,
                                      self->pitch * self->n };
}

void
garrison_chart_layout_funnel (GarrisonChartScene *scene)
{
  Funnel funnel = { .scene = scene };

  scene->view = garrison_chart_view_new (scene->data, 0, 1, GARRISON_FOLD_PLAIN);
  if (!garrison_chart_view_known (scene->view))
    {
      garrison_chart_scene_say_empty (scene);
      return;
    }
  funnel.n = scene->view->categories->len;
  find_worst (&funnel);
  measure (&funnel);
  for (guint c = 0; c + 1 < funnel.n; c++)
    draw_slope (&funnel, c);
  for (guint c = 0; c < funnel.n; c++)
    draw_stage (&funnel, c);
  for (guint c = 0; c < funnel.n && !funnel.bare; c++)
    write_stage (&funnel, c);
  if (funnel.n > 1 && !funnel.bare)
    garrison_chart_scene_write (scene, C_("funnel", "passed on"), GARRISON_TEXT_AXIS, 0,
                                scene->width, row_middle (&funnel, 0), 1, 0.5,
                                scene->palette->dim);
}
