/* Charts as files: what is written, what is refused, what an older file keeps. */
#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "charts/chart-file.h"
#include "sample-data.h"

static GarrisonChart *
make_chart (GarrisonChartTheme theme)
{
  g_autoptr (GarrisonChartData) data = sample_months (FALSE);
  GarrisonChartStyle style = GARRISON_CHART_STYLE_INIT;

  style.theme = theme;
  style.language = "en";
  return garrison_chart_new (GARRISON_CHART_BAR, data, &style);
}

/* (transfer full) */
static GarrisonPermit *
permit_for (const char *kind)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GarrisonPermitFacts facts = { .kind = kind,
                                .what = "a chart",
                                .release = 17,
                                .name = "Lin Wei",
                                .login = "lin",
                                .company = "Acme",
                                .at = G_GINT64_CONSTANT (1795425300000000),
                                .zone = zone };

  return garrison_permit_new (&facts);
}

static void
test_formats (void)
{
  static const char *const magic[] = { "\x89PNG", "<?xml", "%PDF-" };
  g_autoptr (GarrisonChart) chart = make_chart (GARRISON_CHART_PRINT);

  for (guint format = 0; format < 3; format++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonPermit) permit = permit_for (garrison_chart_format_get_kind (format));
      g_autoptr (GBytes) bytes = garrison_chart_to_bytes (
        chart, permit, (GarrisonChartFormat) format, 600, 340, 1, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
      g_assert_cmpint (
        memcmp (g_bytes_get_data (bytes, NULL), magic[format], strlen (magic[format])), ==, 0);
    }
  /* The chart itself was not laid out by that. */
  g_assert_cmpuint (garrison_chart_get_n_marks (chart), ==, 0);
}

static char *
file_name (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("garrison-charts-XXXXXX", &error);
  g_autofree char *png = file_name (folder, "图.png");
  g_autofree char *svg = file_name (folder, "a.svg");
  g_autofree char *pdf = file_name (folder, "a.pdf");
  g_autoptr (GarrisonChart) chart = make_chart (GARRISON_CHART_DARK);
  g_autoptr (GarrisonPermit) image = permit_for ("image"), paper = permit_for ("pdf");
  cairo_surface_t *surface;

  g_assert_true (garrison_chart_write_png (chart, image, png, 300, 200, 2, &error));
  g_assert_no_error (error);
  surface = cairo_image_surface_create_from_png (png);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 600);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 400);
  g_assert_cmphex (*(guint32 *) (void *) cairo_image_surface_get_data (surface) & 0xffffff, ==,
                   garrison_chart_palette (GARRISON_CHART_DARK)->background);
  cairo_surface_destroy (surface);
  g_assert_true (garrison_chart_write_svg (chart, image, svg, 300, 200, 1, &error));
  g_assert_true (garrison_chart_write_pdf (chart, paper, pdf, 300, 200, 1, &error));
  g_assert_no_error (error);
  g_remove (png);
  g_remove (svg);
  g_remove (pdf);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_refusals (void)
{
  g_autoptr (GarrisonChart) chart = make_chart (GARRISON_CHART_LIGHT);
  g_autoptr (GarrisonPermit) image = permit_for ("image"), paper = permit_for ("pdf");
  g_autoptr (GError) error = NULL;

  /* Nothing is made without a permit, or with one for something else. */
  for (guint i = 0; i < 2; i++)
    {
      g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_CRITICAL, "*garrison_permit_allows*");
      g_assert_null (garrison_chart_to_bytes (chart, i == 0 ? NULL : paper, GARRISON_CHART_PNG, 100, 80, 1, &error));
      g_test_assert_expected_messages ();
      g_assert_no_error (error);
    }
  g_assert_null (garrison_chart_to_bytes (chart, image, GARRISON_CHART_PNG, 20000, 20000, 1, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (garrison_chart_to_bytes (chart, paper, GARRISON_CHART_PDF, NAN, 100, 1, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (garrison_chart_to_bytes (chart, image, GARRISON_CHART_PNG, 100, 100, 0, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (garrison_chart_write_png (chart, image, "/nonexistent/a.png", 100, 80, 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* A page as small as a stamp is drawn without complaint. */
static void
test_stamp (void)
{
  g_autoptr (GarrisonChart) chart = make_chart (GARRISON_CHART_LIGHT);
  g_autoptr (GarrisonPermit) image = permit_for ("image");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
    = garrison_chart_to_bytes (chart, image, GARRISON_CHART_PNG, 1, 1, 1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/file/formats", test_formats);
  g_test_add_func ("/charts/file/files", test_files);
  g_test_add_func ("/charts/file/refusals", test_refusals);
  g_test_add_func ("/charts/file/stamp", test_stamp);
  return g_test_run ();
}
