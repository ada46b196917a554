/* Figures as steps of a colour: little to much. For cells and tiles. Inside the room. */
#pragma once

#include "charts/chart-scene.h"

G_BEGIN_DECLS

/** GarrisonChartSteps: @most is the largest figure above zero, @least the lowest below; 0 for none. */
typedef struct
{
  double least, most;
} GarrisonChartSteps;

void garrison_chart_steps_take_in (GarrisonChartSteps *self, double value);
/** garrison_chart_steps_color: above zero one of the six steps, below it the second colour, and the
 * track for nothing. */
guint32 garrison_chart_steps_color (const GarrisonChartSteps *self,
                                    const GarrisonChartPalette *palette, double value);
/** garrison_chart_steps_ink: the colour of text that is read on @ground. */
guint32 garrison_chart_steps_ink (guint32 ground);
/** garrison_chart_steps_legend: from nothing to the most, ending at @right in the last line of the
 * picture; left out where it would pass @left. */
void garrison_chart_steps_legend (const GarrisonChartSteps *self, GarrisonChartScene *scene,
                                  double left, double right);

G_END_DECLS
