/* Figures that the tests and the gallery draw. */
#pragma once

#include "charts/chart-data.h"

G_BEGIN_DECLS

/** sample_months: twelve months, five with figures, the fifth unfinished; the year before; a target. */
GarrisonChartData *sample_months (gboolean chinese);
/** sample_quarters: five quarters of four products. */
GarrisonChartData *sample_quarters (gboolean chinese);
/** sample_people: six people, each with a target. */
GarrisonChartData *sample_people (gboolean chinese);
/** sample_sources: leads from twelve sources. */
GarrisonChartData *sample_sources (gboolean chinese);
/** sample_stages: five stages of the funnel. */
GarrisonChartData *sample_stages (gboolean chinese);
/** sample_lines: twelve months of three teams, with a gap. */
GarrisonChartData *sample_lines (gboolean chinese);
/** sample_hours: activities by weekday and hour. */
GarrisonChartData *sample_hours (gboolean chinese);
/** sample_regions: sales in provinces, and in three places that are not on the map. */
GarrisonChartData *sample_regions (gboolean chinese);
/** sample_many: @n categories of @series series; long names; @negative mixes in losses. */
GarrisonChartData *sample_many (guint n, guint series, gboolean ordered, gboolean negative);

G_END_DECLS
