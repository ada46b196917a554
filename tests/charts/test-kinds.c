/* Every kind, in every theme, with every sort of figures, in several sizes. */
#include <string.h>

#include "chart-fixture.h"
#include "sample-data.h"

static const struct
{
  const char *name;
  guint categories, series;
  gboolean ordered, negative, missing;
  double factor;
} shapes[] = {
  { "none", 0, 0, FALSE, FALSE, FALSE, 1 },
  { "no-series", 5, 0, TRUE, FALSE, FALSE, 1 },
  { "no-categories", 0, 3, FALSE, FALSE, FALSE, 1 },
  { "one", 1, 1, FALSE, FALSE, FALSE, 1 },
  { "one-ordered", 1, 2, TRUE, FALSE, FALSE, 1 },
  { "dozen", 12, 1, TRUE, FALSE, FALSE, 1 },
  { "four-series", 7, 4, FALSE, FALSE, FALSE, 1 },
  { "ten-series", 9, 10, FALSE, FALSE, FALSE, 1 },
  { "negative", 9, 3, TRUE, TRUE, FALSE, 1 },
  { "all-negative", 9, 1, FALSE, FALSE, FALSE, -1 },
  { "missing", 14, 3, TRUE, FALSE, TRUE, 1 },
  { "zero", 6, 2, FALSE, FALSE, FALSE, 0 },
  { "tiny", 6, 2, FALSE, FALSE, FALSE, 1e-290 },
  { "huge", 6, 2, FALSE, TRUE, FALSE, 1e300 },
  { "thousand", 1000, 1, FALSE, FALSE, FALSE, 1 },
  { "thousand-stacked", 1000, 8, FALSE, TRUE, TRUE, 1 },
  { "thousand-days", 1000, 3, TRUE, TRUE, TRUE, 1 },
  { "thousand-series", 3, 1000, FALSE, FALSE, FALSE, 1 },
};

static GarrisonChartData *
make (guint shape)
{
  GarrisonChartData *data = sample_many (shapes[shape].categories, shapes[shape].series,
                                         shapes[shape].ordered, shapes[shape].negative);

  for (guint c = 0; c < shapes[shape].categories; c++)
    for (guint s = 0; s < shapes[shape].series; s++)
      {
        double value = garrison_chart_data_get_value (data, c, s) * shapes[shape].factor;

        if (shapes[shape].missing && (c * 7 + s) % 5 == 0)
          value = GARRISON_CHART_MISSING;
        garrison_chart_data_set_value (data, c, s, value);
      }
  return data;
}

static void
add_comparison (GarrisonChartData *data, guint shape)
{
  garrison_chart_data_set_comparison (data, "2024");
  for (guint c = 0; c < shapes[shape].categories; c++)
    if (c % 4 != 1)
      garrison_chart_data_set_comparison_value (data, c, (c + 1) * 1000.0 * shapes[shape].factor);
  garrison_chart_data_set_target (data, 50000 * fabs (shapes[shape].factor));
  if (shapes[shape].categories > 0)
    garrison_chart_data_set_unfinished (data, (int) shapes[shape].categories - 1);
}

static void
check_all_kinds (gconstpointer user_data)
{
  guint shape = GPOINTER_TO_UINT (user_data);
  static const double sizes[][2] = { { 480, 210 }, { 300, 150 }, { 120, 80 }, { 30, 20 },
                                     { 900, 520 }, { 150, 400 } };

  for (guint kind = 0; kind < GARRISON_CHART_N_KINDS; kind++)
    for (guint theme = GARRISON_CHART_LIGHT; theme <= GARRISON_CHART_DARK; theme++)
      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          GarrisonChartData *data = make (shape);
          g_autoptr (ChartFixture) fixture = NULL;

          if (i % 2 == 1)
            add_comparison (data, shape);
          fixture = chart_fixture_new ((GarrisonChartKind) kind, data, (GarrisonChartTheme) theme,
                                       sizes[i][0], sizes[i][1]);
          chart_fixture_check (fixture);
        }
}

static void
test_empty_says_so (void)
{
  for (guint kind = 0; kind < GARRISON_CHART_N_KINDS; kind++)
    {
      g_autoptr (ChartFixture) fixture = chart_fixture_new (
        (GarrisonChartKind) kind, sample_many (0, 1, FALSE, FALSE), GARRISON_CHART_LIGHT, 480, 210);
      const char *text = NULL;

      g_assert_cmpuint (garrison_chart_get_n_marks (fixture->chart), ==, 0);
      g_assert_cmpuint (garrison_chart_get_n_labels (fixture->chart), ==, 1);
      garrison_chart_get_label (fixture->chart, 0, &text);
      g_assert_cmpstr (text, ==, "No figures for this choice");
      g_assert_cmpint (garrison_chart_mark_next (fixture->chart, -1, GARRISON_CHART_RIGHT), ==, -1);
    }
}

/* Hostile labels: broken UTF-8, markup, line breaks, 10 kB, right-to-left marks, nothing. */
static void
test_hostile_labels (void)
{
  g_autofree char *long_label = g_strnfill (10000, 'W');
  const char *labels[] = { "\xff\xfe broken", "<b>bold</b> & co", "two\nlines\ttab", long_label,
                           "\u202eabc\u2066", "", "广州冷链物流有限公司分公司第二营业部" };

  for (guint kind = 0; kind < GARRISON_CHART_N_KINDS; kind++)
    {
      GarrisonChartData *data = garrison_chart_data_new ("\xc3( title", GARRISON_CHART_COUNT, NULL);
      g_autoptr (ChartFixture) fixture = NULL;

      garrison_chart_data_add_series (data, NULL, "\x80");
      garrison_chart_data_add_series (data, NULL, long_label);
      for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
        {
          garrison_chart_data_add_category (data, labels[i], labels[i], NULL);
          garrison_chart_data_set_value (data, i, 0, 10 + i);
          garrison_chart_data_set_value (data, i, 1, 20 - i);
        }
      fixture = chart_fixture_new ((GarrisonChartKind) kind, data, GARRISON_CHART_LIGHT, 480, 210);
      chart_fixture_check (fixture);
      /* None of these keys is a region; a donut has six colours, the grey of the rest counted in. */
      if (kind == GARRISON_CHART_TILE_MAP)
        g_assert_cmpuint (garrison_chart_get_n_marks (fixture->chart), >=, 1);
      else
        g_assert_cmpuint (garrison_chart_get_n_marks (fixture->chart), >=, kind == GARRISON_CHART_DONUT ? 6 : 7);
    }
}

static void
test_names (void)
{
  for (guint i = 0; i < GARRISON_CHART_N_KINDS; i++)
    {
      GarrisonChartKind kind = GARRISON_CHART_N_KINDS;

      g_assert_true (garrison_chart_kind_from_name (
        garrison_chart_kind_get_name ((GarrisonChartKind) i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_cmpstr (garrison_chart_kind_get_label (kind), !=, "");
    }
  GarrisonChartKind kind;
  g_assert_false (garrison_chart_kind_from_name ("pie", &kind));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strconcat ("/charts/kinds/", shapes[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), check_all_kinds);
    }
  g_test_add_func ("/charts/kinds/empty-says-so", test_empty_says_so);
  g_test_add_func ("/charts/kinds/hostile-labels", test_hostile_labels);
  g_test_add_func ("/charts/kinds/names", test_names);
  return g_test_run ();
}
