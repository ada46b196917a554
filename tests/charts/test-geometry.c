/* Where things are: bars in the plot and as long as their figures, stacks that sum, sectors that close
 * the circle, colours, remainders, the way of the arrow keys. */
#include <stdlib.h>
#include <string.h>

#include "chart-fixture.h"
#include "sample-data.h"

#define EPSILON 1.2 /* pixels: bars snap to whole ones */

static const GarrisonChartMark *
mark_at (ChartFixture *fixture, int i)
{
  g_assert_cmpint (i, >=, 0);
  return garrison_chart_get_mark (fixture->chart, (guint) i);
}

static const GarrisonChartMark *
mark_of (ChartFixture *fixture, int category, int series)
{
  return mark_at (fixture, garrison_chart_mark_of (fixture->chart, category, series));
}

static GarrisonChartData *
plain (const double *values, guint n, gboolean ordered)
{
  GarrisonChartData *data = garrison_chart_data_new ("Deals", GARRISON_CHART_COUNT, NULL);

  garrison_chart_data_add_series (data, NULL, "deals");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("K%u", i);

      garrison_chart_data_add_category (data, label, label, NULL);
      garrison_chart_data_set_value (data, i, 0, values[i]);
    }
  garrison_chart_data_set_ordered (data, ordered);
  return data;
}

static void
test_bars_inside (void)
{
  g_autoptr (ChartFixture) fixture
    = chart_fixture_new (GARRISON_CHART_GROUPED_BAR, sample_many (7, 3, TRUE, TRUE),
                         GARRISON_CHART_LIGHT, 480, 210);
  GarrisonChartRect plot = garrison_chart_get_plot (fixture->chart);

  g_assert_cmpuint (garrison_chart_get_n_marks (fixture->chart), ==, 21);
  for (guint i = 0; i < 21; i++)
    {
      GarrisonChartRect bar = garrison_chart_get_mark (fixture->chart, i)->bounds;

      g_assert_cmpfloat (bar.x, >=, plot.x - EPSILON);
      g_assert_cmpfloat (bar.y, >=, plot.y - EPSILON);
      g_assert_cmpfloat (bar.x + bar.width, <=, plot.x + plot.width + EPSILON);
      g_assert_cmpfloat (bar.y + bar.height, <=, plot.y + plot.height + EPSILON);
      for (guint k = 0; k < i; k++)
        {
          GarrisonChartRect other = garrison_chart_get_mark (fixture->chart, k)->bounds;

          g_assert_true (bar.x >= other.x + other.width - 0.01
                         || other.x >= bar.x + bar.width - 0.01);
        }
    }
}

/* The height of a bar is to its figure as that of any other: the axis begins at zero. */
static void
test_bars_true_to_figures (void)
{
  const double values[] = { 10, 20, 40, 0, 5 };
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_BAR, plain (values, 5, TRUE), GARRISON_CHART_LIGHT, 480, 210);
  double unit = mark_of (fixture, 2, 0)->bounds.height / 40;

  for (int i = 0; i < 5; i++)
    {
      const GarrisonChartMark *mark = mark_of (fixture, i, 0);

      g_assert_cmpfloat (mark->value, ==, values[i]);
      g_assert_cmpfloat (fabs (mark->bounds.height - MAX (values[i] * unit, 1)), <, 0.01);
      g_assert_cmpfloat (mark->bounds.width, <=, 34);
    }
}

static void
test_bars_below_zero (void)
{
  const double values[] = { 30, -15, 0 };
  const GarrisonChartPalette *palette = garrison_chart_palette (GARRISON_CHART_LIGHT);
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_BAR, plain (values, 3, TRUE), GARRISON_CHART_LIGHT, 480, 210);
  const GarrisonChartMark *up = mark_of (fixture, 0, 0), *down = mark_of (fixture, 1, 0);

  g_assert_cmpfloat (fabs (up->bounds.y + up->bounds.height - down->bounds.y), <, EPSILON);
  g_assert_cmpfloat (fabs (up->bounds.height - 2 * down->bounds.height), <, EPSILON);
  g_assert_cmphex (chart_fixture_pixel (fixture, up->anchor_x, up->anchor_y), ==,
                   palette->series[0]);
  g_assert_cmphex (chart_fixture_pixel (fixture, down->anchor_x, down->anchor_y), ==,
                   palette->series[1]);
}

static void
test_stack_sums (void)
{
  g_autoptr (ChartFixture) fixture
    = chart_fixture_new (GARRISON_CHART_STACKED_BAR, sample_quarters (FALSE),
                         GARRISON_CHART_DARK, 480, 210);
  const GarrisonChartPalette *palette = garrison_chart_palette (GARRISON_CHART_DARK);
  double unit = mark_of (fixture, 3, 0)->bounds.height / mark_of (fixture, 3, 0)->value;

  for (int c = 0; c < 5; c++)
    {
      double height = 0, sum = 0, top = G_MAXDOUBLE, bottom = 0;

      for (int s = 0; s < 4; s++)
        {
          const GarrisonChartMark *mark = mark_of (fixture, c, s);

          height += mark->bounds.height;
          sum += mark->value;
          top = MIN (top, mark->bounds.y);
          bottom = MAX (bottom, mark->bounds.y + mark->bounds.height);
          g_assert_cmphex (chart_fixture_pixel (fixture, mark->anchor_x, mark->anchor_y), ==,
                           palette->series[s]);
        }
      g_assert_cmpfloat (fabs (height - sum * unit), <, 0.05);
      g_assert_cmpfloat (fabs (bottom - top - height), <, 0.05);
    }
}

/* The middle of each sector is where the shares before it say: the angles sum to the circle. */
static void
test_donut_angles (void)
{
  g_autoptr (ChartFixture) fixture
    = chart_fixture_new (GARRISON_CHART_DONUT, sample_sources (FALSE), GARRISON_CHART_LIGHT, 480,
                         210);
  GarrisonChartRect plot = garrison_chart_get_plot (fixture->chart);
  double x = plot.x + plot.width / 2, y = plot.y + plot.height / 2, before = 0;
  guint n = garrison_chart_get_n_marks (fixture->chart);

  g_assert_cmpuint (n, ==, GARRISON_CHART_MAX_SERIES + 1);
  for (guint i = 0; i < n; i++)
    {
      const GarrisonChartMark *mark = garrison_chart_get_mark (fixture->chart, i);
      double angle = atan2 (mark->anchor_x - x, y - mark->anchor_y);
      double expected = (before + mark->value / 2) / 842 * 2 * G_PI;

      g_assert_cmpfloat (fabs ((angle < 0 ? angle + 2 * G_PI : angle) - expected), <, 1e-6);
      before += mark->value;
    }
  g_assert_cmpfloat (before, ==, 842);
  /* The hole is nobody's. */
  g_assert_cmpint (garrison_chart_mark_at (fixture->chart, x, y), ==, -1);
}

static void
test_donut_percent_sums (void)
{
  const double values[] = { 1, 1, 1 };
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_DONUT, plain (values, 3, FALSE), GARRISON_CHART_LIGHT, 480, 210);
  int sum = 0;

  for (guint i = 0; i < garrison_chart_get_n_labels (fixture->chart); i++)
    {
      const char *text = NULL;

      garrison_chart_get_label (fixture->chart, i, &text);
      if (g_str_has_suffix (text, "%"))
        sum += atoi (text);
    }
  g_assert_cmpint (sum, ==, 100);
}

static gboolean
has_label (ChartFixture *fixture, const char *wanted)
{
  for (guint i = 0; i < garrison_chart_get_n_labels (fixture->chart); i++)
    {
      const char *text = NULL;

      garrison_chart_get_label (fixture->chart, i, &text);
      if (strcmp (text, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_donut_says_what_is_left_out (void)
{
  const double values[] = { 3, -2, 1, -1 };
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_DONUT, plain (values, 4, FALSE), GARRISON_CHART_LIGHT, 480, 210);

  g_assert_cmpuint (garrison_chart_get_n_marks (fixture->chart), ==, 2);
  g_assert_true (has_label (fixture, "2 below zero are left out"));
  g_assert_true (has_label (fixture, "4"));
}

static void
test_ranking_sorts (void)
{
  const double values[] = { 5, GARRISON_CHART_MISSING, 30, -4, 12 };
  const int order[] = { 2, 4, 0, 3, 1 };
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_RANKING, plain (values, 5, FALSE), GARRISON_CHART_LIGHT, 480, 210);
  double above = -1;

  for (guint i = 0; i < 5; i++)
    {
      const GarrisonChartMark *mark = garrison_chart_get_mark (fixture->chart, i);

      g_assert_cmpint (mark->category, ==, order[i]);
      g_assert_cmpfloat (mark->bounds.y, >, above);
      above = mark->bounds.y;
    }
  /* The loss lies left of zero and in another colour. */
  g_assert_cmpfloat (mark_of (fixture, 3, 0)->bounds.x, <, mark_of (fixture, 2, 0)->bounds.x);
  g_assert_cmphex (chart_fixture_pixel (fixture, mark_of (fixture, 3, 0)->anchor_x,
                                        mark_of (fixture, 3, 0)->anchor_y),
                   ==, garrison_chart_palette (GARRISON_CHART_LIGHT)->series[1]);
}

static void
test_ranking_targets (void)
{
  const GarrisonChartPalette *palette = garrison_chart_palette (GARRISON_CHART_LIGHT);
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_RANKING, sample_people (FALSE), GARRISON_CHART_LIGHT, 480, 210);
  const GarrisonChartMark *reached = mark_of (fixture, 0, 0), *below = mark_of (fixture, 1, 0);

  g_assert_cmphex (chart_fixture_pixel (fixture, reached->anchor_x, reached->anchor_y), ==,
                   palette->series[0]);
  g_assert_cmphex (chart_fixture_pixel (fixture, below->anchor_x, below->anchor_y), ==,
                   palette->soft);
  g_assert_true (has_label (fixture, "Below target"));
}

static void
test_funnel (void)
{
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_FUNNEL, sample_stages (FALSE), GARRISON_CHART_LIGHT, 480, 210);
  double unit = mark_of (fixture, 0, 0)->bounds.width / 842;

  for (int i = 0; i < 5; i++)
    g_assert_cmpfloat (
      fabs (mark_of (fixture, i, 0)->bounds.width - mark_of (fixture, i, 0)->value * unit), <,
      0.05);
  g_assert_true (has_label (fixture, "48%"));
  g_assert_true (has_label (fixture, "77%"));
  g_assert_true (has_label (fixture, "passed on"));
}

static void
test_unfinished_is_pale (void)
{
  const GarrisonChartPalette *palette = garrison_chart_palette (GARRISON_CHART_LIGHT);
  const double values[] = { 20, 20 };
  GarrisonChartData *data = plain (values, 2, TRUE);
  g_autoptr (ChartFixture) fixture = NULL;
  const GarrisonChartMark *mark;
  guint32 pixel;

  garrison_chart_data_set_unfinished (data, 1);
  fixture = chart_fixture_new (GARRISON_CHART_BAR, data, GARRISON_CHART_LIGHT, 480, 210);
  mark = mark_of (fixture, 1, 0);
  pixel = chart_fixture_pixel (fixture, mark->anchor_x, mark->anchor_y + 3);
  g_assert_cmpuint (pixel & 0xff, >, palette->series[0] & 0xff);
  g_assert_cmpuint (pixel >> 16, >, palette->series[0] >> 16);
}

static void
test_remainder (void)
{
  g_autoptr (GarrisonChartData) data = sample_many (1000, 1, FALSE, FALSE);
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_RANKING, garrison_chart_data_ref (data), GARRISON_CHART_LIGHT, 480, 210);
  guint n = garrison_chart_get_n_marks (fixture->chart), n_members = 0;
  const GarrisonChartMark *last = garrison_chart_get_mark (fixture->chart, n - 1);
  const guint *members
    = garrison_chart_mark_get_categories (fixture->chart, n - 1, &n_members);
  g_autofree char *label = garrison_chart_mark_get_label (fixture->chart, n - 1);
  double sum = 0, kept = 0;

  g_assert_true (last->remainder);
  g_assert_cmpint (last->category, ==, -1);
  g_assert_cmpuint (n_members + n - 1, ==, 1000);
  for (guint i = 0; i < n_members; i++)
    sum += garrison_chart_data_get_value (data, members[i], 0);
  for (guint i = 0; i + 1 < n; i++)
    kept += garrison_chart_get_mark (fixture->chart, i)->value;
  g_assert_cmpfloat (fabs (last->value - sum), <, 1e-3);
  g_assert_cmpfloat (fabs (kept + sum - garrison_chart_data_get_total (data)), <, 1e-3);
  g_assert_true (g_str_has_prefix (label, "Other, 9"));
  /* A folded category leads to the mark that holds it. */
  g_assert_cmpint (garrison_chart_mark_of (fixture->chart, (int) members[5], 0), ==, (int) n - 1);
}

/* Percentages of several kinds have no common figure; their records can be opened all the same. */
static void
test_remainder_that_does_not_add_up (void)
{
  GarrisonChartData *data = garrison_chart_data_new ("Win rate", GARRISON_CHART_PERCENT, NULL);
  g_autoptr (ChartFixture) fixture = NULL;
  guint n;

  garrison_chart_data_add_series (data, NULL, "rate");
  for (guint i = 0; i < 200; i++)
    {
      garrison_chart_data_add_category (data, "k", "Kind", NULL);
      garrison_chart_data_set_value (data, i, 0, i % 100);
    }
  fixture = chart_fixture_new (GARRISON_CHART_BAR, data, GARRISON_CHART_LIGHT, 480, 210);
  n = garrison_chart_get_n_marks (fixture->chart);
  g_assert_true (garrison_chart_get_mark (fixture->chart, n - 1)->remainder);
  g_assert_true (isnan (garrison_chart_get_mark (fixture->chart, n - 1)->value));
  chart_fixture_check (fixture);
}

static void
test_keyboard_travel (void)
{
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_STACKED_BAR, sample_quarters (FALSE), GARRISON_CHART_LIGHT, 480, 210);
  int at = garrison_chart_mark_next (fixture->chart, -1, GARRISON_CHART_RIGHT);

  g_assert_cmpint (at, ==, 0);
  for (int i = 0; i < 4; i++)
    at = garrison_chart_mark_next (fixture->chart, at, GARRISON_CHART_RIGHT);
  g_assert_cmpint (mark_at (fixture, at)->category, ==, 4);
  g_assert_cmpint (mark_at (fixture, at)->series, ==, 0);
  g_assert_cmpint (garrison_chart_mark_next (fixture->chart, at, GARRISON_CHART_RIGHT), ==, at);
  at = garrison_chart_mark_next (fixture->chart, at, GARRISON_CHART_UP);
  g_assert_cmpint (mark_at (fixture, at)->category, ==, 4);
  g_assert_cmpint (mark_at (fixture, at)->series, ==, 1);
  at = garrison_chart_mark_next (fixture->chart, at, GARRISON_CHART_LEFT);
  g_assert_cmpint (mark_at (fixture, at)->category, ==, 3);
  g_assert_cmpint (mark_at (fixture, at)->series, ==, 1);
  at = garrison_chart_mark_next (fixture->chart, at, GARRISON_CHART_DOWN);
  g_assert_cmpint (mark_at (fixture, at)->series, ==, 0);
}

static void
test_spoken (void)
{
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_BAR, sample_months (FALSE), GARRISON_CHART_LIGHT, 480, 210);
  int april = garrison_chart_mark_of (fixture->chart, 3, 0);
  g_autofree char *spoken = garrison_chart_mark_get_spoken (fixture->chart, (guint) april);
  g_autoptr (GPtrArray) hint = garrison_chart_mark_get_hint (fixture->chart, (guint) april);
  GarrisonChartHintRow *row;

  g_assert_cmpstr (spoken, ==,
                   "Sales by month, April 2025, ¥1.70\u00a0M, 2024: ¥1.35\u00a0M, "
                   "113% of the target, 4 of 5");
  g_assert_cmpuint (hint->len, ==, 3);
  row = g_ptr_array_index (hint, 0);
  g_assert_cmpstr (row->label, ==, "Sales");
  g_assert_cmpstr (row->value, ==, "¥1.70\u00a0M");
  row = g_ptr_array_index (hint, 1);
  g_assert_cmpstr (row->label, ==, "2024");
  g_assert_cmpstr (row->note, ==, "+26%");
  g_assert_cmpint (row->tone, ==, 1);
  row = g_ptr_array_index (hint, 2);
  g_assert_cmpstr (row->note, ==, "113%");
}

/* The darkest cell is the largest figure, nothing is the track, and rows follow the arrow keys. */
static void
test_heat_map (void)
{
  const GarrisonChartPalette *palette = garrison_chart_palette (GARRISON_CHART_LIGHT);
  g_autoptr (ChartFixture) fixture = chart_fixture_new (
    GARRISON_CHART_HEAT_MAP, sample_hours (FALSE), GARRISON_CHART_LIGHT, 480, 210);
  const GarrisonChartMark *most = mark_of (fixture, 2, 1), *none = mark_of (fixture, 0, 5);
  int down = garrison_chart_mark_next (
    fixture->chart, garrison_chart_mark_of (fixture->chart, 2, 1), GARRISON_CHART_DOWN);

  g_assert_cmpuint (garrison_chart_get_n_marks (fixture->chart), ==, 72);
  g_assert_cmphex (chart_fixture_pixel (fixture, most->bounds.x + 4, most->anchor_y), ==,
                   palette->steps[GARRISON_CHART_N_STEPS - 1]);
  g_assert_cmphex (chart_fixture_pixel (fixture, none->anchor_x, none->anchor_y), ==,
                   palette->track);
  g_assert_true (has_label (fixture, "110"));
  g_assert_cmpint (mark_at (fixture, down)->series, ==, 2);
  g_assert_cmpint (mark_at (fixture, down)->category, ==, 2);
  chart_fixture_check (fixture);
}

/* Every figure is somewhere: on its tile or elsewhere. */
static void
test_tile_map (void)
{
  const GarrisonChartPalette *palette = garrison_chart_palette (GARRISON_CHART_LIGHT);
  g_autoptr (GarrisonChartData) data = sample_regions (FALSE);
  g_autoptr (ChartFixture) fixture
    = chart_fixture_new (GARRISON_CHART_TILE_MAP, garrison_chart_data_ref (data),
                         GARRISON_CHART_LIGHT, 480, 210);
  guint n = garrison_chart_get_n_marks (fixture->chart), n_rest = 0;
  const GarrisonChartMark *shandong = mark_of (fixture, 0, 0), *jiangsu = mark_of (fixture, 1, 0);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += garrison_chart_get_mark (fixture->chart, i)->value;
  g_assert_cmpfloat (sum, ==, garrison_chart_data_get_total (data));
  g_assert_true (garrison_chart_get_mark (fixture->chart, n - 1)->remainder);
  garrison_chart_mark_get_categories (fixture->chart, n - 1, &n_rest);
  g_assert_cmpuint (n_rest, ==, 3);
  g_assert_true (has_label (fixture, "Elsewhere, 3 regions: ¥120\u00a0k"));
  g_assert_true (has_label (fixture, "GD"));
  g_assert_true (has_label (fixture, "XZ"));
  g_assert_cmphex (chart_fixture_pixel (fixture, shandong->bounds.x + 4, shandong->anchor_y), ==,
                   palette->steps[5]);
  /* Jiangsu lies south of Shandong. */
  g_assert_cmpfloat (fabs (jiangsu->anchor_x - shandong->anchor_x), <, 0.01);
  g_assert_cmpint (garrison_chart_mark_next (fixture->chart, 0, GARRISON_CHART_DOWN), ==, 1);
  chart_fixture_check (fixture);
}

/* Hover and ring paint something, and nothing for no mark. */
static void
test_overlays (void)
{
  for (guint kind = 0; kind < GARRISON_CHART_N_KINDS; kind++)
    {
      g_autoptr (ChartFixture) fixture
        = chart_fixture_new ((GarrisonChartKind) kind, sample_quarters (FALSE),
                             GARRISON_CHART_LIGHT, 480, 210);
      cairo_surface_t *layer;
      cairo_t *cr;
      double x, y, width, height;

      for (int what = 0; what < 3; what++)
        {
          layer = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
          cr = cairo_create (layer);
          if (what == 0)
            garrison_chart_draw_hover (fixture->chart, cr, 0);
          else if (what == 1)
            garrison_chart_draw_focus (fixture->chart, cr, 0);
          else
            {
              garrison_chart_draw_hover (fixture->chart, cr, -1);
              garrison_chart_draw_focus (fixture->chart, cr, 100000);
            }
          cairo_recording_surface_ink_extents (layer, &x, &y, &width, &height);
          g_assert_true ((width > 0 && height > 0) == (what < 2));
          cairo_destroy (cr);
          cairo_surface_destroy (layer);
        }
    }
}

/* Larger text makes larger labels, and still none overlap. */
static void
test_large_text (void)
{
  for (guint kind = 0; kind < GARRISON_CHART_N_KINDS; kind++)
    {
      g_autoptr (GarrisonChartData) data = sample_sources (TRUE);
      GarrisonChartStyle style = GARRISON_CHART_STYLE_INIT;
      ChartFixture fixture = { .width = 640, .height = 320 };
      PangoFontMap *map = pango_cairo_font_map_get_default ();
      PangoContext *context = pango_font_map_create_context (map);

      style.text_size = 26;
      style.language = "zh-cn";
      fixture.chart = garrison_chart_new ((GarrisonChartKind) kind, data, &style);
      garrison_chart_layout (fixture.chart, context, fixture.width, fixture.height);
      chart_fixture_check (&fixture);
      g_assert_finalize_object (fixture.chart);
      g_object_unref (context);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/geometry/bars-inside", test_bars_inside);
  g_test_add_func ("/charts/geometry/bars-true-to-figures", test_bars_true_to_figures);
  g_test_add_func ("/charts/geometry/bars-below-zero", test_bars_below_zero);
  g_test_add_func ("/charts/geometry/stack-sums", test_stack_sums);
  g_test_add_func ("/charts/geometry/donut-angles", test_donut_angles);
  g_test_add_func ("/charts/geometry/donut-percent-sums", test_donut_percent_sums);
  g_test_add_func ("/charts/geometry/donut-left-out", test_donut_says_what_is_left_out);
  g_test_add_func ("/charts/geometry/ranking-sorts", test_ranking_sorts);
  g_test_add_func ("/charts/geometry/ranking-targets", test_ranking_targets);
  g_test_add_func ("/charts/geometry/funnel", test_funnel);
  g_test_add_func ("/charts/geometry/unfinished-is-pale", test_unfinished_is_pale);
  g_test_add_func ("/charts/geometry/remainder", test_remainder);
  g_test_add_func ("/charts/geometry/remainder-no-sum", test_remainder_that_does_not_add_up);
  g_test_add_func ("/charts/geometry/keyboard", test_keyboard_travel);
  g_test_add_func ("/charts/geometry/spoken", test_spoken);
  g_test_add_func ("/charts/geometry/heat-map", test_heat_map);
  g_test_add_func ("/charts/geometry/tile-map", test_tile_map);
  g_test_add_func ("/charts/geometry/overlays", test_overlays);
  g_test_add_func ("/charts/geometry/large-text", test_large_text);
  return g_test_run ();
}
