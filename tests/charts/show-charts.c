/* Writes a gallery of charts: show-charts FILE.png [light|dark|print] [en|zh] [width height [text-size]]
 * Not a test: a picture for the eye. */
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "charts/chart.h"
#include "sample-data.h"

#define COLUMNS 3

static GPtrArray *gallery_data;
static GArray *gallery_kinds;

static void
add (GarrisonChartKind kind, GarrisonChartData *data)
{
  g_ptr_array_add (gallery_data, data);
  g_array_append_val (gallery_kinds, kind);
}

static void
collect (gboolean chinese)
{
  add (GARRISON_CHART_RANKING, sample_people (chinese));
  add (GARRISON_CHART_FUNNEL, sample_stages (chinese));
  add (GARRISON_CHART_BAR, sample_months (chinese));
  add (GARRISON_CHART_GROUPED_BAR, sample_quarters (chinese));
  add (GARRISON_CHART_DONUT, sample_sources (chinese));
  add (GARRISON_CHART_STACKED_BAR, sample_quarters (chinese));
  add (GARRISON_CHART_LINE, sample_lines (chinese));
  add (GARRISON_CHART_AREA, sample_lines (chinese));
  add (GARRISON_CHART_LINE, sample_months (chinese));
  add (GARRISON_CHART_RANKING, sample_many (12, 1, FALSE, TRUE));
  add (GARRISON_CHART_BAR, sample_many (1000, 1, FALSE, FALSE));
  add (GARRISON_CHART_STACKED_BAR, sample_many (8, 9, FALSE, TRUE));
  add (GARRISON_CHART_BAR, sample_sources (chinese));
  add (GARRISON_CHART_HEAT_MAP, sample_hours (chinese));
  add (GARRISON_CHART_TILE_MAP, sample_regions (chinese));
  add (GARRISON_CHART_DONUT, sample_people (chinese));
  add (GARRISON_CHART_BAR, sample_many (0, 1, FALSE, FALSE));
}

static void
paint (cairo_t *cr, guint i, const GarrisonChartStyle *style, double width, double height)
{
  g_autoptr (GarrisonChart) chart
    = garrison_chart_new (g_array_index (gallery_kinds, GarrisonChartKind, i),
                          g_ptr_array_index (gallery_data, i), style);
  PangoContext *context = pango_cairo_create_context (cr);
  guint32 ground = garrison_chart_palette (style->theme)->background;

  cairo_save (cr);
  cairo_translate (cr, 9 + (width + 39) * (i % COLUMNS), 9 + (height + 39) * (i / COLUMNS));
  cairo_set_source_rgb (cr, (ground >> 16) / 255.0, (ground >> 8 & 255) / 255.0,
                        (ground & 255) / 255.0);
  cairo_rectangle (cr, 0, 0, width + 30, height + 30);
  cairo_fill (cr);
  cairo_translate (cr, 15, 15);
  garrison_chart_layout (chart, context, width, height);
  garrison_chart_draw (chart, cr);
  if (i == 2 || i == 6 || i == 0)
    garrison_chart_draw_hover (chart, cr, 3);
  if (i == 4 || i == 5 || i == 1)
    garrison_chart_draw_focus (chart, cr, 2);
  cairo_restore (cr);
  g_object_unref (context);
}

int
main (int argc, char **argv)
{
  GarrisonChartStyle style = GARRISON_CHART_STYLE_INIT;
  double width = 480, height = 210;
  gboolean chinese;
  cairo_surface_t *surface;
  cairo_t *cr;
  guint rows;

  if (argc < 2)
    {
      g_printerr ("Usage: %s FILE.png [light|dark|print] [en|zh] [WIDTH HEIGHT [TEXT]]\n", argv[0]);
      return 2;
    }
  chinese = argc > 3 && strcmp (argv[3], "zh") == 0;
  if (argc > 2 && strcmp (argv[2], "dark") == 0)
    style.theme = GARRISON_CHART_DARK;
  else if (argc > 2 && strcmp (argv[2], "print") == 0)
    style.theme = GARRISON_CHART_PRINT;
  style.language = chinese ? "zh-cn" : "en";
  if (argc > 5)
    {
      width = g_ascii_strtod (argv[4], NULL);
      height = g_ascii_strtod (argv[5], NULL);
    }
  if (argc > 6)
    style.text_size = g_ascii_strtod (argv[6], NULL);
  gallery_data = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_chart_data_unref);
  gallery_kinds = g_array_new (FALSE, FALSE, sizeof (GarrisonChartKind));
  collect (chinese);
  rows = (gallery_data->len + COLUMNS - 1) / COLUMNS;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (9 + (width + 39) * COLUMNS),
                                        (int) (9 + (height + 39) * rows));
  cr = cairo_create (surface);
  if (style.theme == GARRISON_CHART_DARK)
    cairo_set_source_rgb (cr, .14, .14, .14);
  else
    cairo_set_source_rgb (cr, .98, .98, .98);
  cairo_paint (cr);
  for (guint i = 0; i < gallery_data->len; i++)
    paint (cr, i, &style, width, height);
  cairo_surface_write_to_png (surface, argv[1]);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_ptr_array_unref (gallery_data);
  g_array_unref (gallery_kinds);
  return 0;
}
