/* A card of the charts window: a question, its figures as a picture or a table, and what can be done
 * with them. It asks by itself when it is told a scope, cancels what is no longer wanted, and keeps the
 * old picture until the new figures are there. Main thread only. */
#pragma once

#include "desktop/chart-figures.h"
#include "desktop/chart-picture.h"
#include "desktop/chart-sheet.h"
#include "desktop/window.h"
#include "model/dashboard.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CHART_CARD (garrison_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonChartCard, garrison_chart_card, GARRISON, CHART_CARD, GtkWidget)

/* @window outlives the card. */
GtkWidget *garrison_chart_card_new (GarrisonWindow *window, const GarrisonDashboardCard *card);
const GarrisonDashboardCard *garrison_chart_card_get_card (GarrisonChartCard *self);
/* Asks anew within @scope, which is copied. */
void garrison_chart_card_ask (GarrisonChartCard *self, GarrisonMetricScope *scope);
gboolean garrison_chart_card_is_busy (GarrisonChartCard *self);
void garrison_chart_card_show_table (GarrisonChartCard *self, gboolean table);
gboolean garrison_chart_card_shows_table (GarrisonChartCard *self);
void garrison_chart_card_set_alone (GarrisonChartCard *self, gboolean alone);
/* (nullable) (transfer none): NULL before the first answer and after an error. */
GarrisonChartFigures *garrison_chart_card_get_figures (GarrisonChartCard *self);
GarrisonChartPicture *garrison_chart_card_get_picture (GarrisonChartCard *self);
GarrisonChartKind garrison_chart_card_get_kind (GarrisonChartCard *self);
/* (nullable): the sentence that stands in place of a picture. */
const char *garrison_chart_card_get_message (GarrisonChartCard *self);
GarrisonWindow *garrison_chart_card_get_window (GarrisonChartCard *self);
/* Without buttons and menu: a preview. */
void garrison_chart_card_set_bare (GarrisonChartCard *self);
void garrison_chart_card_grab (GarrisonChartCard *self);

/* Signals: "edit", "remove", "move" (int by), "enlarge"; "answered", when figures or an error came. */

G_END_DECLS
