/* Who took a picture and when is read off it again: as text from a PDF, and from a picture by drawing what it might say
 * and comparing. */
#include <cairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include <string.h>

#include "charts/chart-file.h"
#include "charts/watermark.h"
#include "mark-reader.h"
#include "sample-data.h"

#define NOON G_GINT64_CONSTANT (1795428000000000) /* some day, 10:00 UTC */
#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define WIDTH 400
#define HEIGHT 300
#define SCALE 2

static const struct
{
  const char *name, *login;
} PEOPLE[] = { { "Lin Wei", "lin" }, { "Lin Wen", "lin2" }, { "张伟", "zhang" }, { "Ann Lee", "ann" } };

static char *
mark_of (guint person, int minutes)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return garrison_permit_mark_text (PEOPLE[person].name, PEOPLE[person].login, NOON + minutes * MINUTE, zone, 17);
}

static GarrisonPermit *
permit_of (const char *kind, guint person, int minutes)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GarrisonPermitFacts facts = { .kind = kind,
                                .what = "a chart",
                                .release = 17,
                                .name = PEOPLE[person].name,
                                .login = PEOPLE[person].login,
                                .at = NOON + minutes * MINUTE,
                                .zone = zone };

  return garrison_permit_new (&facts);
}

static GarrisonChart *
make_chart (GarrisonChartTheme theme)
{
  g_autoptr (GarrisonChartData) data = sample_months (FALSE);
  GarrisonChartStyle style = GARRISON_CHART_STYLE_INIT;

  style.theme = theme;
  style.language = "en";
  return garrison_chart_new (GARRISON_CHART_BAR, data, &style);
}

static int
luma (const guchar *pixel)
{
  return pixel[0] + pixel[1] + pixel[2];
}

/* What it may say: each person at any minute of three hours. */
static GPtrArray *
all_marks (void)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint person = 0; person < G_N_ELEMENTS (PEOPLE); person++)
    for (int minutes = 0; minutes < 180; minutes += person == 0 ? 1 : 10)
      g_ptr_array_add (texts, mark_of (person, minutes));
  g_ptr_array_add (texts, NULL);
  return texts;
}

typedef struct
{
  GBytes *bytes;
  gsize at;
} Reading;

static cairo_status_t
read_bytes (void *closure, unsigned char *data, unsigned int length)
{
  Reading *reading = closure;

  if (reading->at + length > g_bytes_get_size (reading->bytes))
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, (const char *) g_bytes_get_data (reading->bytes, NULL) + reading->at, length);
  reading->at += length;
  return CAIRO_STATUS_SUCCESS;
}

static void
test_picture (gconstpointer data)
{
  GarrisonChartTheme theme = GPOINTER_TO_INT (data);
  static const struct
  {
    guint person;
    int minutes;
  } taken[] = { { 0, 0 }, { 0, 137 }, { 2, 20 } };
  g_autoptr (GPtrArray) texts = all_marks ();

  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr (GarrisonChart) chart = make_chart (theme);
      g_autoptr (GarrisonPermit) permit = permit_of ("image", taken[i].person, taken[i].minutes);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = garrison_chart_to_bytes (chart, permit, GARRISON_CHART_PNG, WIDTH, HEIGHT, SCALE, &error);
      Reading reading = { bytes, 0 };
      cairo_surface_t *picture;
      double margin;
      guint found;

      g_assert_no_error (error);
      picture = cairo_image_surface_create_from_png_stream (read_bytes, &reading);
      found = mark_reader_recover (picture, (const char *const *) texts->pdata, 11, SCALE, &margin);
      g_assert_cmpstr (texts->pdata[found], ==, garrison_permit_get_mark (permit));
      g_test_message ("%s: fits %.2f times as well as the next", garrison_permit_get_mark (permit), margin);
      g_assert_cmpfloat (margin, >, 1.02);
      cairo_surface_destroy (picture);
    }
}

/* Most of a picture is as it would be without the mark, and nothing is hidden by it. */
static void
test_light (void)
{
  cairo_surface_t *page = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 400);
  cairo_t *cr = cairo_create (page);
  g_autofree char *text = mark_of (0, 0);
  guint n = 0;
  int darkest = 765;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  garrison_watermark_draw (cr, text, 400, 400, 11, GARRISON_WATERMARK_PAPER);
  cairo_destroy (cr);
  cairo_surface_flush (page);
  for (int y = 0; y < 400; y++)
    for (int x = 0; x < 400; x++)
      {
        int light = luma (cairo_image_surface_get_data (page) + y * cairo_image_surface_get_stride (page) + 4 * x);

        n += light < 765;
        darkest = MIN (darkest, light);
      }
  cairo_surface_destroy (page);
  g_assert_cmpuint (n, >, 2000);
  g_assert_cmpuint (n, <, 400 * 400 / 4);
  g_assert_cmpint (darkest, >, 765 * 8 / 10);
}

/* A tile repeated is what is drawn over a page. */
static void
test_tile (void)
{
  g_autofree char *text = mark_of (2, 0);
  cairo_surface_t *page = cairo_image_surface_create (CAIRO_FORMAT_A8, 700, 500), *tile, *tiled;
  cairo_t *cr = cairo_create (page);
  double width, height;
  guint apart = 0;

  garrison_watermark_draw (cr, text, 700, 500, 12, 1);
  cairo_destroy (cr);
  garrison_watermark_measure (text, 12, &width, &height);
  tile = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cr = cairo_create (tile);
  garrison_watermark_draw_tile (cr, text, 12, 1);
  cairo_destroy (cr);
  tiled = cairo_image_surface_create (CAIRO_FORMAT_A8, 700, 500);
  cr = cairo_create (tiled);
  cairo_set_source_surface (cr, tile, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_REPEAT);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (page);
  cairo_surface_flush (tiled);
  for (int y = 0; y < 500; y++)
    for (int x = 0; x < 700; x++)
      apart += ABS (cairo_image_surface_get_data (page)[y * cairo_image_surface_get_stride (page) + x]
                    - cairo_image_surface_get_data (tiled)[y * cairo_image_surface_get_stride (tiled) + x])
               > 32;
  g_assert_cmpuint (apart, <, 20);
  cairo_surface_destroy (page);
  cairo_surface_destroy (tile);
  cairo_surface_destroy (tiled);
}

/* Anybody can search a PDF for who took it, and finds it more than once. */
static void
test_pdf (void)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (GarrisonChart) chart = make_chart (GARRISON_CHART_PRINT);
  g_autoptr (GarrisonPermit) permit = permit_of ("pdf", 0, 25);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL;
  guint n = 0;

  if (tool == NULL)
    {
      g_test_skip ("there is no pdftotext");
      return;
    }
  path = g_build_filename (g_get_tmp_dir (), "garrison-mark-XXXXXX", NULL);
  close (g_mkstemp (path));
  g_assert_true (garrison_chart_write_pdf (chart, permit, path, WIDTH, HEIGHT, 1, &error));
  g_assert_no_error (error);
  {
    g_autoptr (GSubprocess) run = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, tool, "-raw", path, "-", NULL);

    g_assert_no_error (error);
    g_assert_true (g_subprocess_communicate_utf8 (run, NULL, NULL, &text, NULL, &error));
  }
  g_remove (path);
  for (const char *p = text; (p = strstr (p, "Lin Wei (lin)")) != NULL; p++)
    n++;
  g_test_message ("%s", text);
  g_assert_cmpuint (n, >, 4);
  g_assert_nonnull (strstr (text, garrison_permit_get_mark (permit)));
}

/* Names may be anything. */
static void
test_hostile (void)
{
  g_autofree char *endless = g_strnfill (10000, 'x');
  const char *names[] = { "", endless, "\xff\xfe", "a\nb\tc", "<b>&amp;</b>", "%s%n" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = garrison_permit_mark_text (names[i], "ann", NOON, zone, 1);
      double width, height;

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (strlen (text), <, 300);
      g_assert_null (strchr (text, '\n'));
      garrison_watermark_measure (text, 11, &width, &height);
      g_assert_cmpfloat (width, <, 2000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/charts/watermark/picture", GINT_TO_POINTER (GARRISON_CHART_PRINT), test_picture);
  g_test_add_data_func ("/charts/watermark/picture-dark", GINT_TO_POINTER (GARRISON_CHART_DARK), test_picture);
  g_test_add_func ("/charts/watermark/light", test_light);
  g_test_add_func ("/charts/watermark/tile", test_tile);
  g_test_add_func ("/charts/watermark/pdf", test_pdf);
  g_test_add_func ("/charts/watermark/hostile", test_hostile);
  return g_test_run ();
}
