/* The bar above the charts: the period, what it is compared with, and filters as chips. It keeps the
 * scope that all cards ask within. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "model/directory.h"
#include "model/metric.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CHART_FILTERS (garrison_chart_filters_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonChartFilters, garrison_chart_filters, GARRISON, CHART_FILTERS, GtkWidget)

/* Once, before it is shown. */
void garrison_chart_filters_set_directory (GarrisonChartFilters *self, GarrisonDirectory *directory);
/* (transfer none): as it is now, the period worked out for today. */
GarrisonMetricScope *garrison_chart_filters_get_scope (GarrisonChartFilters *self);
/* Takes a copy; "changed" follows. */
void garrison_chart_filters_set_scope (GarrisonChartFilters *self, GarrisonMetricScope *scope);
void garrison_chart_filters_set_period (GarrisonChartFilters *self, GarrisonPeriod period);
void garrison_chart_filters_clear (GarrisonChartFilters *self);
/* (transfer floating): all of it, for garrison_chart_filters_bring_back(), after which "changed" follows. */
GVariant *garrison_chart_filters_keep (GarrisonChartFilters *self);
void garrison_chart_filters_bring_back (GarrisonChartFilters *self, GVariant *kept);

/* Signal "changed". */

G_END_DECLS
