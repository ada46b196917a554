/* A chart laid out and painted on an image, for tests to look at. */
#pragma once

#include <pango/pangocairo.h>

#include "charts/chart.h"

G_BEGIN_DECLS

typedef struct
{
  GarrisonChart *chart;
  cairo_surface_t *surface;
  double width, height;
} ChartFixture;

/** chart_fixture_new: takes @data. */
ChartFixture *chart_fixture_new (GarrisonChartKind kind, GarrisonChartData *data,
                                 GarrisonChartTheme theme, double width, double height);
void chart_fixture_free (ChartFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChartFixture, chart_fixture_free)

/** chart_fixture_pixel: 0xrrggbb; the ground where nothing is painted. */
guint32 chart_fixture_pixel (ChartFixture *self, double x, double y);
/** chart_fixture_check: what holds for every chart: labels inside and apart, marks inside and found at
 * their anchors, arrow keys that lead somewhere, words for every mark. */
void chart_fixture_check (ChartFixture *self);

G_END_DECLS
