#include "charts/chart-scale.h"

#include <float.h>
#include <math.h>

/* Above this the difference of two ends could overflow. */
#define LARGEST (DBL_MAX / 16)
#define SMALLEST 1e-300

/* 1, 2, 2.5 and 5 times a power of ten; 2.5 only where it is a whole number if that is asked. */
static double
next_step (double step, gboolean whole)
{
  static const double leads[] = { 1, 2, 2.5, 5, 10 };
  double power = pow (10, floor (log10 (step) + 1e-9));

  for (gsize i = 0; i < G_N_ELEMENTS (leads); i++)
    {
      double next = leads[i] * power;

      if (next > step * (1 + 1e-9) && !(whole && fabs (next - round (next)) > 1e-9))
        return next;
    }
  return 10 * power;
}

static guint
ticks_with (double low, double high, double step)
{
  return (guint) (ceil (high / step - 1e-9) - floor (low / step + 1e-9)) + 1;
}

GarrisonChartScale
garrison_chart_scale_fit (double low, double high, guint max_ticks, gboolean whole)
{
  GarrisonChartScale scale;
  double range;

  low = isfinite (low) ? CLAMP (low, -LARGEST, 0) : 0;
  high = isfinite (high) ? CLAMP (high, 0, LARGEST) : 0;
  /* Both signs need zero between them, hence three. */
  max_ticks = MAX (max_ticks, low < 0 && high > 0 ? 3 : 2);
  range = high - low;
  if (range < SMALLEST)
    high = range = 1;

  scale.step = pow (10, floor (log10 (range / max_ticks)));
  if (whole && scale.step < 1)
    scale.step = 1;
  while (ticks_with (low, high, scale.step) > max_ticks)
    scale.step = next_step (scale.step, whole);
  scale.min = floor (low / scale.step + 1e-9) * scale.step;
  scale.max = ceil (high / scale.step - 1e-9) * scale.step;
  scale.n_ticks = ticks_with (low, high, scale.step);
  return scale;
}

double
garrison_chart_scale_tick (const GarrisonChartScale *self, guint tick)
{
  double value = self->min + tick * self->step;

  return fabs (value) < self->step * 1e-6 ? 0 : value;
}

double
garrison_chart_scale_place (const GarrisonChartScale *self, double value)
{
  return CLAMP ((value - self->min) / (self->max - self->min), 0, 1);
}
