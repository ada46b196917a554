#include "charts/chart-steps.h"

void
garrison_chart_steps_take_in (GarrisonChartSteps *self, double value)
{
  if (isnan (value))
    return;
  self->least = MIN (self->least, value);
  self->most = MAX (self->most, value);
}

guint32
garrison_chart_steps_color (const GarrisonChartSteps *self, const GarrisonChartPalette *palette,
                            double value)
{
  if (value > 0)
    return palette->steps[MIN ((guint) (value / self->most * GARRISON_CHART_N_STEPS),
                               GARRISON_CHART_N_STEPS - 1)];
  if (value < 0)
    return garrison_chart_scene_mix (palette->background, palette->series[1],
                                     0.25 + 0.75 * (value / self->least));
  return palette->track;
}

guint32
garrison_chart_steps_ink (guint32 ground)
{
  double light = 0.3 * ((ground >> 16) & 0xff) + 0.59 * ((ground >> 8) & 0xff)
                 + 0.11 * (ground & 0xff);

  return light > 140 ? 0x1b1b1d : 0xffffff;
}

void
garrison_chart_steps_legend (const GarrisonChartSteps *self, GarrisonChartScene *scene,
                             double left, double right)
{
  g_autofree char *most = garrison_chart_scene_value (scene, self->most, GARRISON_CHART_BARE);
  double unit = scene->unit, size = 9 * unit, width;
  double middle = scene->height - garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS) / 2;
  PangoLayout *label = garrison_chart_scene_text (scene, most, GARRISON_TEXT_AXIS, 0);
  double x = right - garrison_chart_text_width (label) - 6 * unit;

  width = right - x + (GARRISON_CHART_N_STEPS * 12 + 24) * unit;
  if (self->most <= 0 || right - width < left)
    {
      g_object_unref (label);
      return;
    }
  if (!garrison_chart_scene_place (scene, label, right, middle, 1, 0.5, scene->palette->dim))
    return;
  for (guint i = GARRISON_CHART_N_STEPS; i > 0; i--)
    {
      GarrisonShape *swatch;

      x -= 12 * unit;
      swatch = garrison_chart_scene_rect (scene, x, round (middle - size / 2), size + unit, size,
                                          scene->palette->steps[i - 1]);
      swatch->radius = (float) (2 * unit);
      swatch->corners = GARRISON_CORNERS_ALL;
    }
  garrison_chart_scene_write (scene, "0", GARRISON_TEXT_AXIS, 0, x - 6 * unit, middle, 1, 0.5,
                              scene->palette->dim);
}
