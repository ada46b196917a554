/* The table beside a chart: its figures in rows and columns. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "charts/chart-data.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CHART_SHEET (garrison_chart_sheet_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonChartSheet, garrison_chart_sheet, GARRISON, CHART_SHEET, GtkWidget)

/* @data: (nullable): NULL empties. */
void garrison_chart_sheet_set_data (GarrisonChartSheet *self, GarrisonChartData *data);
/* (transfer full): rows by lines, cells by tabulators, as shown. */
char *garrison_chart_sheet_dup_text (GarrisonChartSheet *self);
void garrison_chart_sheet_grab (GarrisonChartSheet *self);

/* Signal "activated" (guint category): Return or a double click on a row. */

G_END_DECLS
