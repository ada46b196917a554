/* What the files of the charts window share. */
#pragma once

#include "desktop/chart-board.h"
#include "desktop/chart-filters.h"
#include "desktop/charts-window.h"
#include "model/pace.h"

G_BEGIN_DECLS

struct _GarrisonChartsWindow
{
  GarrisonWindow parent_instance;
  GarrisonDashboard *dashboard;  /* (nullable): NULL while it loads */
  GCancellable *cancellable;
  GarrisonPace *pace;            /* (nullable): NULL when the window is gone */
  gint64 asked_at;               /* when the figures were asked, µs; 0 before */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *scroller;
  GarrisonChartBoard *board;
  GarrisonChartFilters *filters;
  AdwWindowTitle *heading;
  AdwStatusPage *message;

  GtkWidget *back_button;
  GtkWidget *chart_label;
  GtkWidget *customers_label;
  GtkWidget *timeline_label;
};

void garrison_charts_window_refresh (GarrisonChartsWindow *self);
void garrison_charts_window_set_alone (GarrisonChartsWindow *self, GarrisonChartCard *card);

/* charts-window-actions.c */
void garrison_charts_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
