/* A chart as a widget: painted through snapshot, pointed at, travelled with the arrow keys, spoken.
 *
 * The picture and what lies over it (hover, focus) are layers of their own, so that pointing paints a
 * tint and not the chart. Follows light and dark and the size of text by itself. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "charts/chart.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CHART_PICTURE (garrison_chart_picture_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonChartPicture, garrison_chart_picture, GARRISON, CHART_PICTURE, GtkWidget)

GtkWidget *garrison_chart_picture_new (void);
/* @data: (nullable): takes a reference. The mark that has the focus keeps it where it still exists. */
void garrison_chart_picture_set_data (GarrisonChartPicture *self, GarrisonChartKind kind, GarrisonChartData *data);
/* (nullable) (transfer none): NULL before the first data; laid out once the widget has a size. */
GarrisonChart *garrison_chart_picture_get_chart (GarrisonChartPicture *self);
/* The mark that the keyboard is on, else the one pointed at, else -1. */
int garrison_chart_picture_get_mark (GarrisonChartPicture *self);
void garrison_chart_picture_set_focus_mark (GarrisonChartPicture *self, int mark);
/* The last line of the hint beside a mark: (nullable) */
void garrison_chart_picture_set_note (GarrisonChartPicture *self, const char *note);
/* The style that charts on the screen have now. */
void garrison_chart_picture_take_style (GtkWidget *widget, GarrisonChartStyle *style);

/* Signals: "activated" (guint mark), a click or Return. */

G_END_DECLS
