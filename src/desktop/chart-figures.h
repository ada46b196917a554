/* What a chart card shows of a metric: the data of the picture, the headline, the change against the
 * period before, a finding, and the records behind each mark.
 *
 * Made from a metric's answers; immutable, reference-counted. No widget is needed; main thread. */
#pragma once

#include "charts/chart.h"
#include "model/directory.h"
#include "model/metric.h"

G_BEGIN_DECLS

typedef struct _GarrisonChartFigures GarrisonChartFigures;

/** garrison_chart_figures_new: @kind decides about a funnel, whose stages hold all who came at least so
 * far. (transfer full) */
GarrisonChartFigures *garrison_chart_figures_new (GarrisonMetric *metric, GarrisonDirectory *directory,
                                                  GarrisonChartKind kind, const char *title);
GarrisonChartFigures *garrison_chart_figures_ref (GarrisonChartFigures *self);
void garrison_chart_figures_unref (GarrisonChartFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonChartFigures, garrison_chart_figures_unref)

GarrisonChartData *garrison_chart_figures_get_data (GarrisonChartFigures *self);
GarrisonMetric *garrison_chart_figures_get_metric (GarrisonChartFigures *self);
/** garrison_chart_figures_is_empty: no record is behind any figure. */
gboolean garrison_chart_figures_is_empty (GarrisonChartFigures *self);
/** garrison_chart_figures_get_headline: "¥6.43 M". */
const char *garrison_chart_figures_get_headline (GarrisonChartFigures *self);
/** garrison_chart_figures_get_headline_value: as the marks' values; missing when there is none. */
double garrison_chart_figures_get_headline_value (GarrisonChartFigures *self);
/** garrison_chart_figures_get_change: (nullable): "11%"; @direction: 1 more, -1 less, 0 the same; @tone: 1
 * better, -1 worse, 0 neither. */
const char *garrison_chart_figures_get_change (GarrisonChartFigures *self, int *direction, int *tone);
/** garrison_chart_figures_get_finding: one line, "" when there is nothing to say. */
const char *garrison_chart_figures_get_finding (GarrisonChartFigures *self);
/** garrison_chart_figures_get_caution: (nullable): what is left out or does not apply. */
const char *garrison_chart_figures_get_caution (GarrisonChartFigures *self);

/** garrison_chart_figures_get_records: (nullable) (transfer full): the list question behind a category and
 * series of the data; NULL where there is no record. */
GarrisonQuestion *garrison_chart_figures_get_records (GarrisonChartFigures *self, guint category, guint series);
/** garrison_chart_figures_get_all_records: (transfer full): behind the headline. */
GarrisonQuestion *garrison_chart_figures_get_all_records (GarrisonChartFigures *self);

G_END_DECLS
