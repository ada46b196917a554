#include "chart-fixture.h"

#include <string.h>

#define SLACK 1.5

ChartFixture *
chart_fixture_new (GarrisonChartKind kind, GarrisonChartData *data, GarrisonChartTheme theme,
                   double width, double height)
{
  ChartFixture *self = g_new0 (ChartFixture, 1);
  GarrisonChartStyle style = GARRISON_CHART_STYLE_INIT;
  guint32 ground = garrison_chart_palette (theme)->background;
  PangoContext *context;
  cairo_t *cr;

  style.theme = theme;
  style.language = "en";
  self->width = width;
  self->height = height;
  self->chart = garrison_chart_new (kind, data, &style);
  garrison_chart_data_unref (data);
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (self->surface);
  cairo_set_source_rgb (cr, (ground >> 16) / 255.0, (ground >> 8 & 255) / 255.0,
                        (ground & 255) / 255.0);
  cairo_paint (cr);
  context = pango_cairo_create_context (cr);
  garrison_chart_layout (self->chart, context, width, height);
  garrison_chart_draw (self->chart, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_flush (self->surface);
  cairo_destroy (cr);
  g_object_unref (context);
  return self;
}

void
chart_fixture_free (ChartFixture *self)
{
  g_assert_finalize_object (self->chart);
  cairo_surface_destroy (self->surface);
  g_free (self);
}

guint32
chart_fixture_pixel (ChartFixture *self, double x, double y)
{
  const guint8 *data = cairo_image_surface_get_data (self->surface);
  int stride = cairo_image_surface_get_stride (self->surface);
  guint32 pixel;

  g_assert (x >= 0 && y >= 0 && x < self->width && y < self->height);
  memcpy (&pixel, data + stride * (int) y + 4 * (int) x, sizeof pixel);
  return pixel & 0xffffff;
}

static gboolean
overlap (GarrisonChartRect a, GarrisonChartRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height
         && b.y < a.y + a.height;
}

static void
check_labels (ChartFixture *self)
{
  guint n = garrison_chart_get_n_labels (self->chart);

  for (guint i = 0; i < n; i++)
    {
      const char *text;
      GarrisonChartRect rect = garrison_chart_get_label (self->chart, i, &text);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpfloat (rect.x, >=, -SLACK);
      g_assert_cmpfloat (rect.y, >=, -SLACK);
      g_assert_cmpfloat (rect.x + rect.width, <=, self->width + SLACK);
      g_assert_cmpfloat (rect.y + rect.height, <=, self->height + SLACK);
      for (guint k = 0; k < i; k++)
        {
          const char *other;
          GarrisonChartRect there = garrison_chart_get_label (self->chart, k, &other);

          if (overlap (rect, there))
            g_error ("“%s” overlaps “%s”", text, other);
        }
    }
}

static gboolean
same_place (const GarrisonChartMark *a, const GarrisonChartMark *b)
{
  return fabs (a->anchor_x - b->anchor_x) < 0.01 && fabs (a->anchor_y - b->anchor_y) < 0.01;
}

static void
check_mark (ChartFixture *self, guint i)
{
  const GarrisonChartMark *mark = garrison_chart_get_mark (self->chart, i);
  g_autofree char *spoken = garrison_chart_mark_get_spoken (self->chart, i);
  g_autofree char *label = garrison_chart_mark_get_label (self->chart, i);
  g_autoptr (GPtrArray) hint = garrison_chart_mark_get_hint (self->chart, i);
  int found = garrison_chart_mark_at (self->chart, mark->anchor_x, mark->anchor_y);
  guint n = 0;

  g_assert_cmpint (found, >=, 0);
  g_assert_true (found == (int) i
                 || same_place (mark, garrison_chart_get_mark (self->chart, (guint) found)));
  g_assert_cmpfloat (mark->bounds.x, >=, -5);
  g_assert_cmpfloat (mark->bounds.y, >=, -5);
  g_assert_cmpfloat (mark->bounds.x + mark->bounds.width, <=, self->width + 5);
  g_assert_cmpfloat (mark->bounds.y + mark->bounds.height, <=, self->height + 5);
  g_assert_nonnull (strstr (spoken, label));
  g_assert_cmpuint (hint->len, >=, 1);
  g_assert_nonnull (garrison_chart_mark_get_categories (self->chart, i, &n));
  g_assert_cmpuint (n, >=, 1);
  if (mark->category >= 0)
    g_assert_cmpuint (n, ==, 1);
  for (int d = GARRISON_CHART_LEFT; d <= GARRISON_CHART_DOWN; d++)
    {
      int next = garrison_chart_mark_next (self->chart, (int) i, (GarrisonChartDirection) d);

      g_assert_cmpint (next, >=, 0);
      g_assert_cmpint (next, <, (int) garrison_chart_get_n_marks (self->chart));
    }
}

void
chart_fixture_check (ChartFixture *self)
{
  guint n = garrison_chart_get_n_marks (self->chart);

  check_labels (self);
  for (guint i = 0; i < n; i += MAX (n / 300, 1))
    check_mark (self, i);
  if (n > 0)
    check_mark (self, n - 1);
  g_assert_cmpint (garrison_chart_mark_at (self->chart, -100, -100), ==, -1);
}
