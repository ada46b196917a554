/* The kinds of charts. One file a kind: a layout function that fills a scene. Inside the room. */
#pragma once

#include "charts/chart-scene.h"

G_BEGIN_DECLS

typedef void (*GarrisonChartLayoutFunc) (GarrisonChartScene *scene);

void garrison_chart_layout_bar (GarrisonChartScene *scene);
void garrison_chart_layout_grouped_bar (GarrisonChartScene *scene);
void garrison_chart_layout_stacked_bar (GarrisonChartScene *scene);
void garrison_chart_layout_line (GarrisonChartScene *scene);
void garrison_chart_layout_area (GarrisonChartScene *scene);
void garrison_chart_layout_donut (GarrisonChartScene *scene);
void garrison_chart_layout_funnel (GarrisonChartScene *scene);
void garrison_chart_layout_ranking (GarrisonChartScene *scene);
void garrison_chart_layout_heat_map (GarrisonChartScene *scene);
void garrison_chart_layout_tile_map (GarrisonChartScene *scene);

G_END_DECLS
