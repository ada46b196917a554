/* How long layout and drawing take: time-charts. Not a test: machines differ. */
#include <pango/pangocairo.h>
#include <stdlib.h>

#include "charts/chart.h"
#include "sample-data.h"

#define ROUNDS 15

static int
by_time (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static void
measure (GarrisonChartKind kind, guint n, guint series, double width, double height, double scale)
{
  g_autoptr (GarrisonChartData) data = sample_many (n, series, TRUE, FALSE);
  GarrisonChartStyle style = GARRISON_CHART_STYLE_INIT;
  g_autoptr (GarrisonChart) chart = garrison_chart_new (kind, data, &style);
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) (width * scale), (int) (height * scale));
  cairo_t *cr = cairo_create (surface);
  PangoContext *context = pango_cairo_create_context (cr);
  gint64 laid[ROUNDS], drawn[ROUNDS], hovered[ROUNDS];

  cairo_scale (cr, scale, scale);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      garrison_chart_layout (chart, context, width, height);
      laid[i] = g_get_monotonic_time () - start;
      start = g_get_monotonic_time ();
      garrison_chart_draw (chart, cr);
      cairo_surface_flush (surface);
      drawn[i] = g_get_monotonic_time () - start;
      start = g_get_monotonic_time ();
      garrison_chart_draw_hover (chart, cr, garrison_chart_mark_at (chart, width / 2, height / 2));
      cairo_surface_flush (surface);
      hovered[i] = g_get_monotonic_time () - start;
    }
  qsort (laid, ROUNDS, sizeof *laid, by_time);
  qsort (drawn, ROUNDS, sizeof *drawn, by_time);
  qsort (hovered, ROUNDS, sizeof *hovered, by_time);
  g_print ("%-12s %6u marks  layout %7.2f ms  draw %6.2f ms  hover %5.2f ms  (median)\n",
           garrison_chart_kind_get_name (kind), garrison_chart_get_n_marks (chart),
           laid[ROUNDS / 2] / 1000.0, drawn[ROUNDS / 2] / 1000.0, hovered[ROUNDS / 2] / 1000.0);
  g_object_unref (context);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (void)
{
  measure (GARRISON_CHART_BAR, 10000, 1, 1200, 500, 1);
  measure (GARRISON_CHART_GROUPED_BAR, 1667, 6, 1200, 500, 1);
  measure (GARRISON_CHART_STACKED_BAR, 1667, 6, 1200, 500, 1);
  measure (GARRISON_CHART_LINE, 10000, 1, 1200, 500, 1);
  measure (GARRISON_CHART_LINE, 1667, 6, 1200, 500, 1);
  measure (GARRISON_CHART_AREA, 1667, 6, 1200, 500, 1);
  measure (GARRISON_CHART_HEAT_MAP, 200, 50, 1200, 600, 1);
  measure (GARRISON_CHART_BAR, 12, 1, 480, 210, 2);
  return 0;
}
