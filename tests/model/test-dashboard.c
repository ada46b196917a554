/* Periods and what they are compared with; dashboards as text; narrowing questions by a scope. */
#include <glib.h>
#include <string.h>

#include "model/dashboard.h"
#include "model/metric.h"
#include "question-fixture.h"

#define TODAY 20261123

static void
check_days (GarrisonDays days, gint first, gint last)
{
  g_assert_cmpint (days.first, ==, first);
  g_assert_cmpint (days.last, ==, last);
}

static void
test_periods (void)
{
  check_days (garrison_period_get_span (GARRISON_PERIOD_THIS_YEAR, TODAY), 20260101, 20261231);
  check_days (garrison_period_get_span (GARRISON_PERIOD_THIS_QUARTER, TODAY), 20261001, 20261231);
  check_days (garrison_period_get_span (GARRISON_PERIOD_THIS_MONTH, TODAY), 20261101, 20261130);
  check_days (garrison_period_get_span (GARRISON_PERIOD_LAST_12_MONTHS, TODAY), 20251201, 20261130);
  check_days (garrison_period_get_span (GARRISON_PERIOD_LAST_YEAR, TODAY), 20250101, 20251231);
  check_days (garrison_period_get_span (GARRISON_PERIOD_LAST_QUARTER, 20260215), 20251001, 20251231);
  check_days (garrison_period_get_span (GARRISON_PERIOD_LAST_MONTH, 20260115), 20251201, 20251231);
  g_assert_true (garrison_days_is_open (garrison_period_get_span (GARRISON_PERIOD_ALL, TODAY)));
}

static void
check_before (gint first, gint last, GarrisonCompare compare, gint today, GarrisonDays whole, GarrisonDays so_far)
{
  GarrisonDays days = { first, last }, w = { 0 }, s = { 0 };

  g_assert_true (garrison_days_get_before (days, compare, today, &w, &s));
  check_days (w, whole.first, whole.last);
  check_days (s, so_far.first, so_far.last);
}

static void
test_before (void)
{
  GarrisonDays days = { 0, 0 }, whole, so_far;

  check_before (20260101, 20261231, GARRISON_COMPARE_BEFORE, TODAY, (GarrisonDays){ 20250101, 20251231 },
                (GarrisonDays){ 20250101, 20251123 });
  check_before (20261101, 20261130, GARRISON_COMPARE_BEFORE, TODAY, (GarrisonDays){ 20261001, 20261031 },
                (GarrisonDays){ 20261001, 20261023 });
  check_before (20261101, 20261130, GARRISON_COMPARE_YEAR, TODAY, (GarrisonDays){ 20251101, 20251130 },
                (GarrisonDays){ 20251101, 20251123 });
  /* Over: the whole month before, whatever its length; a leap day is there when there is one. */
  check_before (20260301, 20260331, GARRISON_COMPARE_BEFORE, TODAY, (GarrisonDays){ 20260201, 20260228 },
                (GarrisonDays){ 20260201, 20260228 });
  check_before (20250201, 20250228, GARRISON_COMPARE_YEAR, TODAY, (GarrisonDays){ 20240201, 20240229 },
                (GarrisonDays){ 20240201, 20240229 });
  /* Days of one's own: as many before. */
  check_before (20261110, 20261116, GARRISON_COMPARE_BEFORE, TODAY, (GarrisonDays){ 20261103, 20261109 },
                (GarrisonDays){ 20261103, 20261109 });
  g_assert_false (garrison_days_get_before (days, GARRISON_COMPARE_BEFORE, TODAY, &whole, &so_far));
  days = (GarrisonDays){ 20260101, 20261231 };
  g_assert_false (garrison_days_get_before (days, GARRISON_COMPARE_NONE, TODAY, &whole, &so_far));
  days = (GarrisonDays){ 19000101, 19001231 };
  g_assert_false (garrison_days_get_before (days, GARRISON_COMPARE_YEAR, TODAY, &whole, &so_far));
}

static void
test_layout (void)
{
  g_autoptr (GarrisonDashboard) ready = garrison_dashboard_new_ready_made ();
  g_autofree char *layout = garrison_dashboard_to_layout (ready);
  g_autoptr (GarrisonDashboard) same = garrison_dashboard_new_from_layout ("x", layout);
  g_autofree char *again = garrison_dashboard_to_layout (same);
  g_autoptr (GarrisonDashboard) odd = garrison_dashboard_new_from_layout ("x", "\n\t\nbar\t\tno question\nonly\n\tcount of deals\t\n");
  g_autoptr (GarrisonDashboard) none = garrison_dashboard_new_from_layout ("x", NULL);
  g_autofree char *many = g_strnfill (100000, '\n');
  g_autoptr (GarrisonDashboard) lines = garrison_dashboard_new_from_layout ("x", many);

  g_assert_cmpuint (ready->cards->len, ==, 9);
  g_assert_cmpstr (layout, ==, again);
  g_assert_cmpuint (odd->cards->len, ==, 1);
  g_assert_cmpuint (none->cards->len, ==, 0);
  g_assert_cmpuint (lines->cards->len, ==, 0);
  g_assert_false (garrison_dashboard_move (ready, 0, -1));
  g_assert_false (garrison_dashboard_move (ready, 8, 1));
  g_assert_true (garrison_dashboard_move (ready, 0, 1));
  g_assert_cmpstr (((GarrisonDashboardCard *) ready->cards->pdata[1])->kind, ==, "ranking");
}

static char *
narrowed (GarrisonCatalogue *catalogue, const char *text, GarrisonMetricScope *scope, guint *n_ignored)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ignored = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GarrisonQuestion) question = garrison_question_parse (catalogue, text, &error);
  g_autoptr (GarrisonQuestion) within = NULL;

  g_assert_no_error (error);
  within = garrison_metric_narrow (question, scope, scope->span, ignored, &error);
  g_assert_no_error (error);
  *n_ignored = ignored->len;
  return garrison_question_to_text (within, GARRISON_QUESTION_STORED);
}

static void
test_narrow (void)
{
  g_autoptr (GarrisonCatalogue) catalogue = fixture_catalogue ();
  g_autoptr (GarrisonMetricScope) scope = garrison_metric_scope_new ();
  g_autoptr (GarrisonDashboard) ready = garrison_dashboard_new_ready_made ();
  g_autofree char *won = NULL, *own = NULL, *customers = NULL;
  guint ignored;

  scope->span = (GarrisonDays){ 20260101, 20260630 };
  garrison_metric_scope_set_value (scope, GARRISON_FILTER_REGION, "CN-GD", TRUE);
  garrison_metric_scope_set_value (scope, GARRISON_FILTER_PRODUCT, "#1", TRUE);
  garrison_metric_scope_set_value (scope, GARRISON_FILTER_PRODUCT, "#1", TRUE);
  won = narrowed (catalogue, "sum of amount of deals where won by month", scope, &ignored);
  g_assert_cmpuint (ignored, ==, 0);
  g_assert_nonnull (strstr (won, "closed between 2026-01-01 and 2026-06-30"));
  g_assert_nonnull (strstr (won, "CN-GD"));
  own = narrowed (catalogue, "count of deals where opened this month by stage", scope, &ignored);
  g_assert_cmpuint (ignored, ==, 1);
  g_assert_null (strstr (own, "2026-06-30"));
  customers = narrowed (catalogue, "count of customers by source", scope, &ignored);
  g_assert_cmpuint (ignored, ==, 1);
  g_assert_null (strstr (customers, "#1"));
  for (guint i = 0; i < ready->cards->len; i++)
    g_free (narrowed (catalogue, ((GarrisonDashboardCard *) ready->cards->pdata[i])->question, scope, &ignored));
}

/* The total of a question has its measure and its conditions, and no groups. */
static void
test_total (void)
{
  g_autoptr (GarrisonCatalogue) catalogue = fixture_catalogue ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) question = garrison_question_parse (
    catalogue, "average of days to close of deals where won and region = CN-GD by owner", &error);
  g_autoptr (GarrisonQuestion) total = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  total = garrison_metric_total_question (question, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (garrison_question_get_n_dimensions (total), ==, 0);
  g_assert_cmpint (garrison_question_get_measure (total), ==, GARRISON_MEASURE_AVERAGE);
  text = garrison_question_to_text (total, GARRISON_QUESTION_STORED);
  g_assert_nonnull (strstr (text, "CN-GD"));
  g_assert_false (garrison_metric_adds_up (question));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/periods", test_periods);
  g_test_add_func ("/dashboard/before", test_before);
  g_test_add_func ("/dashboard/layout", test_layout);
  g_test_add_func ("/dashboard/narrow", test_narrow);
  g_test_add_func ("/dashboard/total", test_total);
  return g_test_run ();
}
