#include "charts/chart-file.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>

#include "base/error.h"
#include "charts/chart-scene.h"
#include "charts/watermark.h"

#define MARGIN 16
#define MARK_SIZE 11
#define MOST_PIXELS (64.0 * 1024 * 1024)

typedef struct
{
  GarrisonChart *chart;
  GarrisonPermit *permit;
  cairo_t *cr;
  PangoContext *context;
  double unit, width, height, margin;
  double y; /* what is above is taken */
} Page;

const char *
garrison_chart_format_get_kind (GarrisonChartFormat format)
{
  return format == GARRISON_CHART_PDF ? "pdf" : "image";
}

static void
set_color (cairo_t *cr, guint32 color)
{
  cairo_set_source_rgb (cr, ((color >> 16) & 0xff) / 255.0, ((color >> 8) & 0xff) / 255.0,
                        (color & 0xff) / 255.0);
}

/* Lays out and places the texts above and below as a scene of their own, so that they look alike. */
static void
write_line (Page *page, GarrisonChartScene *scene, const char *text, GarrisonTextRole role,
            guint32 color)
{
  PangoLayout *layout;
  double height;

  if (text == NULL || *text == '\0')
    return;
  layout = garrison_chart_scene_text (scene, text, role, page->width - 2 * page->margin);
  height = garrison_chart_text_height (layout);
  garrison_chart_scene_place (scene, layout, page->margin, page->y, 0, 0, color);
  page->y += height + 2 * page->unit;
}

static double
write_footer (Page *page, GarrisonChartScene *scene)
{
  const char *company = garrison_permit_get_company (page->permit), *mark = garrison_permit_get_mark (page->permit);
  g_autofree char *footer = company != NULL && *company != '\0' ? g_strdup_printf ("%s · %s", company, mark) : g_strdup (mark);
  double height;

  height = garrison_chart_scene_line_height (scene, GARRISON_TEXT_AXIS);
  garrison_chart_scene_write (scene, footer, GARRISON_TEXT_AXIS, page->width - 2 * page->margin,
                              page->margin, page->height - page->margin, 0, 1,
                              scene->palette->dim);
  return height + 8 * page->unit;
}

static void
draw_texts (Page *page, double *bottom)
{
  GarrisonChartData *data = garrison_chart_get_data (page->chart);
  GarrisonChartScene *scene = garrison_chart_scene_new (
    garrison_chart_get_kind (page->chart), data, garrison_chart_get_style (page->chart),
    page->context, page->width, page->height);
  const GarrisonChartPalette *palette = scene->palette;

  write_line (page, scene, garrison_chart_data_get_title (data), GARRISON_TEXT_TITLE,
              palette->text);
  write_line (page, scene, garrison_chart_data_get_headline (data), GARRISON_TEXT_TOTAL,
              palette->text);
  write_line (page, scene, garrison_chart_data_get_subtitle (data), GARRISON_TEXT_NAME,
              palette->dim);
  *bottom = write_footer (page, scene);
  garrison_chart_scene_draw (scene, page->cr);
  garrison_chart_scene_free (scene);
}

/* Outlines on paper have no pixels to be hinted for. */
static PangoContext *
page_context (cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

static void
draw_page (GarrisonChart *self, GarrisonPermit *permit, cairo_t *cr, double width, double height)
{
  g_autoptr (GarrisonChart) copy = NULL;
  Page page = { .chart = self, .permit = permit, .cr = cr, .width = width, .height = height };
  double bottom = 0;

  page.context = page_context (cr);
  page.unit = garrison_chart_get_style (self)->text_size / 13;
  page.y = page.margin = MIN (MARGIN * page.unit, MIN (width, height) / 10);
  cairo_save (cr);
  set_color (cr, garrison_chart_palette (garrison_chart_get_style (self)->theme)->background);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  draw_texts (&page, &bottom);

  copy = garrison_chart_new (garrison_chart_get_kind (self), garrison_chart_get_data (self),
                             garrison_chart_get_style (self));
  page.y += 8 * page.unit;
  garrison_chart_layout (copy, page.context, width - 2 * page.margin,
                         height - page.y - page.margin - bottom);
  cairo_save (cr);
  cairo_translate (cr, page.margin, page.y);
  garrison_chart_draw (copy, cr);
  cairo_restore (cr);
  /* Last, so that no bar hides it. */
  garrison_watermark_draw (cr, garrison_permit_get_mark (permit), width, height, MARK_SIZE * page.unit,
                           GARRISON_WATERMARK_PAPER);
  cairo_restore (cr);
  g_object_unref (page.context);
}

void
garrison_chart_draw_page (GarrisonChart *self, GarrisonPermit *permit, cairo_t *cr, double width, double height)
{
  g_return_if_fail (GARRISON_IS_CHART (self));
  g_return_if_fail (garrison_permit_allows (permit, "print"));
  g_return_if_fail (cr != NULL);

  draw_page (self, permit, cr, width, height);
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (GarrisonChartFormat format, GByteArray *bytes, double width, double height)
{
  switch (format)
    {
    case GARRISON_CHART_SVG:
      return cairo_svg_surface_create_for_stream (collect, bytes, width, height);
    case GARRISON_CHART_PDF:
      return cairo_pdf_surface_create_for_stream (collect, bytes, width, height);
    case GARRISON_CHART_PNG:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width),
                                         (int) ceil (height));
    }
}

static cairo_status_t
render (GarrisonChart *self, GarrisonPermit *permit, GarrisonChartFormat format, double width,
        double height, double scale, GByteArray *bytes)
{
  cairo_surface_t *surface = make_surface (format, bytes, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (format == GARRISON_CHART_PDF)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                    garrison_chart_data_get_title (garrison_chart_get_data (self)));
  cairo_scale (cr, scale, scale);
  draw_page (self, permit, cr, width, height);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == GARRISON_CHART_PNG)
    status = cairo_surface_write_to_png_stream (surface, collect, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

GBytes *
garrison_chart_to_bytes (GarrisonChart *self, GarrisonPermit *permit, GarrisonChartFormat format,
                         double width, double height, double scale, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  cairo_status_t status;

  g_return_val_if_fail (GARRISON_IS_CHART (self), NULL);
  g_return_val_if_fail (garrison_permit_allows (permit, garrison_chart_format_get_kind (format)), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!(width >= 1 && height >= 1 && scale > 0))
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "No such size: %g × %g at %g",
                   width, height, scale);
      return NULL;
    }
  if (width * scale > 30000 || height * scale > 30000
      || width * scale * height * scale > MOST_PIXELS)
    {
      g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE,
                   "A picture of %g × %g pixels is too large", width * scale, height * scale);
      return NULL;
    }
  bytes = g_byte_array_new ();
  status = render (self, permit, format, width, height, scale, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED,
                           cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
write_file (GarrisonChart *self, GarrisonPermit *permit, GarrisonChartFormat format,
            const char *file, double width, double height, double scale, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *content;

  g_return_val_if_fail (file != NULL, FALSE);

  bytes = garrison_chart_to_bytes (self, permit, format, width, height, scale, error);
  if (bytes == NULL)
    return FALSE;
  content = g_bytes_get_data (bytes, &length);
  return g_file_set_contents (file, content, (gssize) length, error);
}

gboolean
garrison_chart_write_png (GarrisonChart *self, GarrisonPermit *permit, const char *file, double width,
                          double height, double scale, GError **error)
{
  return write_file (self, permit, GARRISON_CHART_PNG, file, width, height, scale, error);
}

gboolean
garrison_chart_write_svg (GarrisonChart *self, GarrisonPermit *permit, const char *file, double width,
                          double height, double scale, GError **error)
{
  return write_file (self, permit, GARRISON_CHART_SVG, file, width, height, scale, error);
}

gboolean
garrison_chart_write_pdf (GarrisonChart *self, GarrisonPermit *permit, const char *file, double width,
                          double height, double scale, GError **error)
{
  return write_file (self, permit, GARRISON_CHART_PDF, file, width, height, scale, error);
}
