/* Adds or edits a chart: a question with its answer beside it while it is typed, the kinds that suit it,
 * a title. Main thread only. */
#pragma once

#include "desktop/window.h"
#include "model/dashboard.h"
#include "model/metric.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CHART_DIALOG (garrison_chart_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonChartDialog, garrison_chart_dialog, GARRISON, CHART_DIALOG, AdwWindow)

typedef void (*GarrisonChartChosen) (const GarrisonDashboardCard *card, gpointer data);

/* @card: (nullable): the one to edit; @scope: what the answer is within, copied. @chosen is called when
 * the dialog is accepted; @data is freed with @destroy when it is closed. */
GarrisonChartDialog *garrison_chart_dialog_show (GarrisonWindow *parent, const GarrisonDashboardCard *card,
                                                 GarrisonMetricScope *scope, GarrisonChartChosen chosen, gpointer data,
                                                 GDestroyNotify destroy);
void garrison_chart_dialog_set_question (GarrisonChartDialog *self, const char *text);
/* (nullable): what is wrong with the question. */
const char *garrison_chart_dialog_get_mistake (GarrisonChartDialog *self);
/* FALSE when the question is wrong. */
gboolean garrison_chart_dialog_accept (GarrisonChartDialog *self);

G_END_DECLS
