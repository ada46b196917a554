/* What needs neither company nor screen: time on a line, marks that never overlap, bars in rows. */
#include "base/day.h"
#include "model/span-cluster.h"
#include "model/span-kind.h"
#include "model/span-scale.h"

#define NOW (G_GINT64_CONSTANT (1747663800) * G_USEC_PER_SEC) /* 2025-05-19 14:10 UTC */

static GTimeZone *
zone_of (const char *name)
{
  GTimeZone *zone = g_time_zone_new_identifier (name);

  g_assert_nonnull (zone);
  return zone;
}

static GarrisonSpanScale
scale_of (GarrisonSpanZoom zoom, GTimeZone *zone)
{
  GarrisonSpanScale scale = { NOW - GARRISON_SPAN_DAY, 2 * GARRISON_SPAN_DAY / 1000.0, 1000 };

  garrison_span_scale_set_zoom (&scale, zoom, NOW, zone);
  return scale;
}

/* Clustering ---------------------------------------------------------------------------------------- */

static void
check_groups (const double *xs, guint n)
{
  g_autoptr (GArray) groups = garrison_span_cluster (xs, n);
  guint sum = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const GarrisonSpanGroup *group = &g_array_index (groups, GarrisonSpanGroup, i);

      g_assert_cmpuint (group->first, ==, sum);
      g_assert_cmpuint (group->n, >, 0);
      g_assert_cmpfloat (group->half, >=, garrison_span_group_half (group->n));
      g_assert_cmpfloat (group->x, >=, xs[group->first] - 1e-6);
      g_assert_cmpfloat (group->x, <=, xs[group->first + group->n - 1] + 1e-6);
      if (i > 0)
        g_assert_cmpfloat (group[-1].x + group[-1].half, <=, group->x - group->half + 1e-6);
      if (group->n == 2)
        g_assert_cmpfloat_with_epsilon (garrison_span_group_mark_x (group, 1) - garrison_span_group_mark_x (group, 0),
                                        GARRISON_SPAN_MARK_WIDTH, 1e-6);
      sum += group->n;
    }
  g_assert_cmpuint (sum, ==, n);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
test_cluster_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (19);

  for (int round = 0; round < 300; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, 400);
      double width = g_rand_double_range (rand, 1, 20000);
      g_autofree double *xs = g_new (double, n + 1);

      for (guint i = 0; i < n; i++)
        xs[i] = g_rand_double_range (rand, -width, width);
      /* Whole days at once, as after an import. */
      for (guint i = 0; i < n && round % 3 == 0; i++)
        xs[i] = (int) (xs[i] / 100) * 100;
      qsort (xs, n, sizeof (double), compare_doubles);
      check_groups (xs, n);
    }
}

static void
test_cluster_shapes (void)
{
  const double apart[] = { 0, 20, 40 }, pair[] = { 0, 20, 21 }, pill[] = { 0, 3, 6, 60 }, same[] = { 5, 5, 5, 5 };
  g_autoptr (GArray) a = garrison_span_cluster (apart, 3), b = garrison_span_cluster (pair, 3),
                     c = garrison_span_cluster (pill, 4), d = garrison_span_cluster (same, 4),
                     none = garrison_span_cluster (NULL, 0);

  g_assert_cmpuint (a->len, ==, 3);
  g_assert_cmpuint (b->len, ==, 2);
  g_assert_cmpuint (g_array_index (b, GarrisonSpanGroup, 1).n, ==, 2);
  g_assert_cmpuint (c->len, ==, 2);
  g_assert_cmpuint (g_array_index (c, GarrisonSpanGroup, 0).n, ==, 3);
  g_assert_cmpuint (d->len, ==, 1);
  g_assert_cmpfloat (g_array_index (d, GarrisonSpanGroup, 0).x, ==, 5);
  g_assert_cmpuint (none->len, ==, 0);
  /* A larger number never needs less room. */
  for (guint n = 1; n < 100000; n = n * 2 + 1)
    g_assert_cmpfloat (garrison_span_group_half (n), <=, garrison_span_group_half (n * 2 + 1));
}

static void
test_pack (void)
{
  GarrisonSpanBar bars[] = { { 0, 100, 7 }, { 50, 150, 7 }, { 101, 200, 7 }, { 10, 20, 7 }, { 103, 110, 7 }, { 200, 210, 7 } };

  g_assert_cmpuint (garrison_span_pack (bars, G_N_ELEMENTS (bars), 2), ==, 1);
  g_assert_cmpint (bars[0].row, ==, 0);
  g_assert_cmpint (bars[1].row, ==, 1);
  g_assert_cmpint (bars[2].row, ==, -1); /* one pixel is no gap */
  g_assert_cmpint (bars[3].row, ==, 1);
  g_assert_cmpint (bars[4].row, ==, 0);
  g_assert_cmpint (bars[5].row, ==, 0);
  g_assert_cmpuint (garrison_span_pack (bars, 1, 0), ==, 1);
}

/* Scale --------------------------------------------------------------------------------------------- */

static void
test_zoom_keeps_instant (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  GarrisonSpanScale scale = scale_of (GARRISON_SPAN_ZOOM_MONTH, NULL);

  for (int i = 0; i < 500; i++)
    {
      double x = g_rand_double_range (rand, 0, scale.width), factor = g_rand_double_range (rand, 0.4, 2.5);
      gint64 under = garrison_span_scale_instant (&scale, x);

      garrison_span_scale_zoom (&scale, x, factor);
      g_assert_cmpfloat_with_epsilon (garrison_span_scale_x (&scale, under), x, 0.01);
      g_assert_cmpfloat (scale.per_px * scale.width, >=, GARRISON_SPAN_HOUR * 0.999);
      g_assert_cmpfloat (scale.per_px * scale.width, <=, 1098.1 * GARRISON_SPAN_DAY);
    }
}

static void
test_limits (void)
{
  GarrisonSpanScale scale = scale_of (GARRISON_SPAN_ZOOM_YEAR, NULL);

  for (int i = 0; i < 400; i++)
    garrison_span_scale_pan (&scale, 1e6);
  g_assert_cmpint (garrison_day_of_instant (garrison_span_scale_end (&scale), NULL), !=, 0);
  for (int i = 0; i < 800; i++)
    garrison_span_scale_pan (&scale, -1e6);
  g_assert_cmpint (garrison_day_of_instant (scale.start, NULL), !=, 0);
  for (int i = 0; i < 200; i++)
    garrison_span_scale_zoom (&scale, 500, 0.5);
  garrison_span_scale_zoom (&scale, 500, 1e9);
  g_assert_cmpfloat_with_epsilon (scale.per_px * scale.width, GARRISON_SPAN_HOUR, 1000);
}

static void
test_presets (void)
{
  g_autoptr (GTimeZone) zone = zone_of ("Asia/Shanghai");

  for (guint zoom = 0; zoom < GARRISON_SPAN_N_ZOOMS; zoom++)
    {
      GarrisonSpanScale scale = scale_of (zoom, zone), before;
      gint first = garrison_day_of_instant (scale.start, zone);

      g_assert_cmpint (scale.start, ==, garrison_day_start (first, zone));
      g_assert_cmpint (scale.start, <=, NOW);
      g_assert_cmpint (garrison_span_scale_end (&scale), >, NOW);
      g_assert_cmpint (garrison_span_scale_nearest_zoom (&scale), ==, zoom);
      if (zoom != GARRISON_SPAN_ZOOM_DAY)
        g_assert_cmpint (garrison_day_weekday (first), ==, 1);
      before = scale;
      garrison_span_scale_step (&scale, 1, zone);
      g_assert_cmpint (scale.start, >, before.start);
      garrison_span_scale_step (&scale, -1, zone);
      g_assert_cmpint (scale.start, ==, before.start);
    }
  /* The month shows three weeks before this one. */
  {
    GarrisonSpanScale month = scale_of (GARRISON_SPAN_ZOOM_MONTH, zone);
    g_assert_cmpint (garrison_day_of_instant (month.start, zone), ==, 20250428);
    g_assert_cmpint (garrison_day_of_instant (garrison_span_scale_end (&month) - 1, zone), ==, 20250601);
  }
}

static void
test_resize (void)
{
  GarrisonSpanScale scale = scale_of (GARRISON_SPAN_ZOOM_WEEK, NULL), before = scale;

  garrison_span_scale_resize (&scale, 431);
  g_assert_cmpint (scale.start, ==, before.start);
  g_assert_cmpint (ABS (garrison_span_scale_end (&scale) - garrison_span_scale_end (&before)), <, 10);
  garrison_span_scale_resize (&scale, 0);
  g_assert_cmpfloat (scale.width, ==, 431);
}

/* Days of 23 and of 25 hours, in Berlin 2025: 30 March and 26 October. */
static void
test_clock_changes (void)
{
  g_autoptr (GTimeZone) zone = zone_of ("Europe/Berlin");
  const struct
  {
    gint day;
    int hours;
  } days[] = { { 20250330, 23 }, { 20251026, 25 }, { 20250519, 24 } };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      gint64 start = garrison_day_start (days[i].day, zone);
      GarrisonSpanScale scale = { start - 1, 2 * (double) GARRISON_SPAN_DAY / 1000, 1000 };
      g_autoptr (GArray) hours = NULL;
      gint64 last = G_MININT64;
      guint of_day = 0;

      garrison_span_scale_set_zoom (&scale, GARRISON_SPAN_ZOOM_DAY, start + GARRISON_SPAN_HOUR, zone);
      g_assert_cmpint (scale.start, ==, start);
      g_assert_cmpint (ABS (garrison_span_scale_end (&scale) - start - days[i].hours * GARRISON_SPAN_HOUR), <, 10);
      hours = garrison_span_scale_ticks (&scale, GARRISON_SPAN_UNIT_HOUR, zone);
      for (guint j = 0; j < hours->len; j++)
        {
          gint64 at = g_array_index (hours, gint64, j);
          g_assert_cmpint (at, >=, last);
          of_day += garrison_day_of_instant (at, zone) == days[i].day;
          last = at;
        }
      g_assert_cmpuint (of_day, >=, 23);
      g_assert_cmpuint (of_day, <=, 25);
    }
}

static void
test_ticks (void)
{
  g_autoptr (GTimeZone) zone = zone_of ("America/New_York");

  for (guint zoom = 0; zoom < GARRISON_SPAN_N_ZOOMS; zoom++)
    {
      GarrisonSpanScale scale = scale_of (zoom, zone);
      GarrisonSpanUnit units[2];

      garrison_span_scale_units (&scale, &units[0], &units[1]);
      g_assert_cmpint (units[0], >, units[1]);
      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (GArray) ticks = garrison_span_scale_ticks (&scale, units[i], zone);

          g_assert_cmpuint (ticks->len, >, 0);
          g_assert_cmpuint (ticks->len, <, 130);
          g_assert_cmpint (g_array_index (ticks, gint64, 0), <=, scale.start);
          for (guint j = 0; j < ticks->len && units[i] == GARRISON_SPAN_UNIT_WEEK; j++)
            g_assert_cmpint (garrison_day_weekday (garrison_day_of_instant (g_array_index (ticks, gint64, j), zone)), ==, 1);
        }
    }
}

static void
test_kinds (void)
{
  g_autofree char *two = garrison_span_kinds_list (1u << GARRISON_SPAN_CALL | 1u << GARRISON_SPAN_WON);

  g_assert_cmpstr (two, ==, ",call,won,");
  for (guint kind = 0; kind < GARRISON_SPAN_N_KINDS; kind++)
    g_assert_cmpint (garrison_span_kind_find (garrison_span_kind_name (kind)), ==, kind);
  g_assert_cmpint (garrison_span_kind_find (NULL), ==, GARRISON_SPAN_OTHER);
  g_assert_cmpint (garrison_span_kind_find ("no such"), ==, GARRISON_SPAN_OTHER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/span/cluster/random", test_cluster_random);
  g_test_add_func ("/span/cluster/shapes", test_cluster_shapes);
  g_test_add_func ("/span/pack", test_pack);
  g_test_add_func ("/span/scale/zoom-keeps-the-instant", test_zoom_keeps_instant);
  g_test_add_func ("/span/scale/limits", test_limits);
  g_test_add_func ("/span/scale/presets", test_presets);
  g_test_add_func ("/span/scale/resize", test_resize);
  g_test_add_func ("/span/scale/clock-changes", test_clock_changes);
  g_test_add_func ("/span/scale/ticks", test_ticks);
  g_test_add_func ("/span/kinds", test_kinds);
  return g_test_run ();
}
