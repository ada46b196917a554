/* The charts window: a dashboard of cards, what they all look at, and what can be done with them.
 * Main thread only. */
#pragma once

#include "desktop/window.h"
#include "desktop/chart-card.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CHARTS_WINDOW (garrison_charts_window_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonChartsWindow, garrison_charts_window, GARRISON, CHARTS_WINDOW, GarrisonWindow)

guint garrison_charts_window_get_n_cards (GarrisonChartsWindow *self);
GarrisonChartCard *garrison_charts_window_get_card (GarrisonChartsWindow *self, guint index);
/* TRUE while the dashboard loads or a card waits for its figures. */
gboolean garrison_charts_window_is_busy (GarrisonChartsWindow *self);
/* What all cards look at; a copy is taken. */
void garrison_charts_window_set_scope (GarrisonChartsWindow *self, GarrisonMetricScope *scope);
GarrisonMetricScope *garrison_charts_window_get_scope (GarrisonChartsWindow *self);
/* Changes the dashboard, by one act: @card is copied; -1 adds it at the end. */
void garrison_charts_window_put_card (GarrisonChartsWindow *self, int index, const GarrisonDashboardCard *card);
void garrison_charts_window_remove_card (GarrisonChartsWindow *self, guint index);
void garrison_charts_window_move_card (GarrisonChartsWindow *self, guint index, int by);

G_END_DECLS
