/* The records behind a figure: customers in the customers window, any others in a window of their own
 * whose count and sum stand at its top. Main thread only. */
#pragma once

#include "desktop/chart-figures.h"
#include "desktop/window.h"

G_BEGIN_DECLS

/* A mark that stands for several ("Other, N kinds") lists its members first. */
void garrison_chart_records_open_mark (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChart *chart, guint mark);
void garrison_chart_records_open_category (GarrisonWindow *window, GarrisonChartFigures *figures, guint category);
void garrison_chart_records_open_all (GarrisonWindow *window, GarrisonChartFigures *figures);
/* @list: the question for the records; @measured: whose figure they make up; @title: what they are. */
void garrison_chart_records_open (GarrisonWindow *window, GarrisonQuestion *list, GarrisonQuestion *measured, const char *title);

G_END_DECLS
