/* Scales, figures, tables, CSV. */
#include <string.h>

#include "charts/chart-number.h"
#include "charts/chart-scale.h"
#include "charts/chart-table.h"
#include "sample-data.h"

static void
check_scale (double low, double high, guint most, gboolean whole)
{
  GarrisonChartScale scale = garrison_chart_scale_fit (low, high, most, whole);
  gboolean zero = FALSE;

  g_assert_cmpuint (scale.n_ticks, >=, 2);
  g_assert_cmpuint (scale.n_ticks, <=, MAX (most, 3));
  g_assert_cmpfloat (scale.step, >, 0);
  for (guint i = 0; i < scale.n_ticks; i++)
    zero = zero || garrison_chart_scale_tick (&scale, i) == 0;
  g_assert_true (zero);
  if (fabs (low) < 1e306 && fabs (high) < 1e306)
    {
      g_assert_cmpfloat (scale.min, <=, MIN (low, 0) + scale.step * 1e-6);
      g_assert_cmpfloat (scale.max, >=, MAX (high, 0) - scale.step * 1e-6);
    }
  if (whole)
    g_assert_cmpfloat (scale.step, ==, round (scale.step));
  g_assert_true (isfinite (garrison_chart_scale_place (&scale, high)));
}

static void
test_scale (void)
{
  GarrisonChartScale scale = garrison_chart_scale_fit (0, 2.2e6, 6, TRUE);

  g_assert_cmpfloat (scale.step, ==, 5e5);
  g_assert_cmpfloat (scale.max, ==, 2.5e6);
  check_scale (0, 0, 6, TRUE);
  check_scale (0, 1, 6, TRUE);
  check_scale (0, 3, 6, TRUE);
  check_scale (-5, 0, 6, FALSE);
  check_scale (-1e-12, 1e-12, 6, FALSE);
  check_scale (-1e300, 1e300, 6, FALSE);
  check_scale (-G_MAXDOUBLE, G_MAXDOUBLE, 6, FALSE);
  check_scale (0, 1e-310, 6, FALSE);
  for (guint i = 0; i < 5000; i++)
    {
      double high = pow (10, g_test_rand_double_range (-8, 14));
      double low = i % 3 == 0 ? -pow (10, g_test_rand_double_range (-8, 14)) : 0;

      check_scale (low, high, 2 + i % 6, i % 2 == 0);
    }
}

static void
check_number (double value, GarrisonChartUnit unit, const char *currency, const char *language,
              GarrisonChartForm form, const char *expected)
{
  g_autofree char *text
    = garrison_chart_number_format (value, unit, currency, language, form);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers (void)
{
  const GarrisonChartUnit count = GARRISON_CHART_COUNT, money = GARRISON_CHART_MONEY;
  const GarrisonChartForm full = GARRISON_CHART_FULL, compact = GARRISON_CHART_COMPACT;

  check_number (842, count, NULL, "en", compact, "842");
  check_number (3418, count, NULL, "en", compact, "3,418");
  check_number (12345, count, NULL, "en", compact, "12.3\u00a0k");
  check_number (0, count, NULL, "en", compact, "0");
  check_number (1.7e6, money, "CNY", "en", compact, "¥1.70\u00a0M");
  check_number (960e3, money, "CNY", "en", compact, "¥960\u00a0k");
  check_number (999960, money, "CNY", "en", compact, "¥1.00\u00a0M");
  check_number (1.7e6, money, "CNY", "en", GARRISON_CHART_BARE, "1.7\u00a0M");
  check_number (1.7e6, money, "CNY", "zh-cn", compact, "170\u00a0万");
  check_number (1.2345e9, money, "CNY", "zh_CN", compact, "12.3\u00a0亿");
  check_number (5e5, money, "USD", "zh-cn", compact, "$50\u00a0万");
  check_number (1700000.5, money, "CNY", "en", full, "¥1,700,000.50");
  check_number (1700000, money, "JPY", "en", full, "JP¥1,700,000");
  check_number (-1234.5, money, "EUR", "en", full, "−€1,234.50");
  check_number (-0.001, money, "EUR", "en", full, "€0.00");
  check_number (12, money, "XYZ", "en", full, "XYZ\u00a0" "12.00");
  check_number (34, GARRISON_CHART_PERCENT, NULL, "en", compact, "34%");
  check_number (5.55, GARRISON_CHART_PERCENT, NULL, "en", compact, "5.5%");
  check_number (46, GARRISON_CHART_DAYS, NULL, "en", compact, "46\u00a0d");
  check_number (GARRISON_CHART_MISSING, money, "CNY", "en", full, "–");
  check_number (1e300, count, NULL, "en", compact, "1.00e+288\u00a0tn");
}

static void
test_ticks_and_changes (void)
{
  g_autofree char *tick
    = garrison_chart_number_format_tick (2.5e6, 5e5, GARRISON_CHART_MONEY, "en");
  g_autofree char *small
    = garrison_chart_number_format_tick (5e5, 5e5, GARRISON_CHART_MONEY, "zh-cn");
  g_autofree char *loss = garrison_chart_number_format_tick (-20, 10, GARRISON_CHART_COUNT, "en");
  g_autofree char *up = garrison_chart_number_format_change (1.7, 1.35);
  g_autofree char *down = garrison_chart_number_format_change (50, 100);

  g_assert_cmpstr (tick, ==, "2.5\u00a0M");
  g_assert_cmpstr (small, ==, "50\u00a0万");
  g_assert_cmpstr (loss, ==, "−20");
  g_assert_cmpstr (up, ==, "+26%");
  g_assert_cmpstr (down, ==, "−50%");
  g_assert_null (garrison_chart_number_format_change (5, 0));
  g_assert_null (garrison_chart_number_format_change (5, -5));
  g_assert_null (garrison_chart_number_format_change (GARRISON_CHART_MISSING, 5));
}

static void
test_table (void)
{
  g_autoptr (GarrisonChartData) data = sample_quarters (FALSE);
  g_autoptr (GarrisonChartTable) table = NULL;

  garrison_chart_data_set_comparison (data, "2023");
  garrison_chart_data_set_comparison_value (data, 0, 2.5e6);
  table = garrison_chart_table_new (data, "en");
  g_assert_cmpuint (garrison_chart_table_get_n_rows (table), ==, 5);
  g_assert_cmpuint (garrison_chart_table_get_n_columns (table), ==, 8);
  g_assert_cmpstr (garrison_chart_table_get_header (table, 0), ==, "Quarter");
  g_assert_cmpstr (garrison_chart_table_get_header (table, 5), ==, "Total");
  g_assert_cmpstr (garrison_chart_table_get_cell (table, 0, 5), ==, "¥2,900,000.00");
  g_assert_cmpstr (garrison_chart_table_get_cell (table, 0, 7), ==, "+16%");
  g_assert_cmpstr (garrison_chart_table_get_cell (table, 1, 6), ==, "–");
  g_assert_false (garrison_chart_table_is_number (table, 0));
  g_assert_true (garrison_chart_table_is_number (table, 1));
}

static void
test_csv (void)
{
  g_autoptr (GarrisonChartData) data = garrison_chart_data_new ("T", GARRISON_CHART_COUNT, NULL);
  g_autofree char *csv = NULL;

  garrison_chart_data_add_series (data, NULL, "a \"b\"");
  garrison_chart_data_add_category (data, NULL, "x, y", NULL);
  garrison_chart_data_add_category (data, NULL, "two\nlines", NULL);
  garrison_chart_data_add_category (data, NULL, "=1+1", NULL);
  garrison_chart_data_set_value (data, 0, 0, 0.1);
  garrison_chart_data_set_value (data, 2, 0, 1e15 + 0.5);
  csv = garrison_chart_data_to_csv (data);
  g_assert_cmpstr (csv, ==,
                   "Category,\"a \"\"b\"\"\"\r\n\"x, y\",0.1\r\n\"two\nlines\",\r\n"
                   "=1+1,1000000000000000.5\r\n");
}

static void
test_total_leaves_out_missing (void)
{
  g_autoptr (GarrisonChartData) data = sample_quarters (FALSE);
  g_autoptr (GarrisonChartData) none = garrison_chart_data_new ("T", GARRISON_CHART_COUNT, NULL);
  double before = garrison_chart_data_get_total (data);

  garrison_chart_data_set_value (data, 0, 0, INFINITY);
  g_assert_true (isnan (garrison_chart_data_get_value (data, 0, 0)));
  g_assert_cmpfloat (fabs (before - 1.6e6 - garrison_chart_data_get_total (data)), <, 1e-6);
  g_assert_true (isnan (garrison_chart_data_get_total (none)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/parts/scale", test_scale);
  g_test_add_func ("/charts/parts/numbers", test_numbers);
  g_test_add_func ("/charts/parts/ticks-and-changes", test_ticks_and_changes);
  g_test_add_func ("/charts/parts/table", test_table);
  g_test_add_func ("/charts/parts/csv", test_csv);
  g_test_add_func ("/charts/parts/total", test_total_leaves_out_missing);
  return g_test_run ();
}
