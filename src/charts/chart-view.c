#include "charts/chart-view.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint index;
  double value;  /* what sorting goes by; missing sorts last */
  double weight; /* what is kept goes by */
} Candidate;

static void
item_clear (gpointer data)
{
  GarrisonChartItem *item = data;

  g_free (item->members);
  g_free (item->label);
}

static int
by_weight (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a, *right = b;

  if (left->weight != right->weight)
    return left->weight > right->weight ? -1 : 1;
  return left->index < right->index ? -1 : left->index > right->index;
}

static int
by_value (gconstpointer a, gconstpointer b, gpointer unused)
{
  const Candidate *left = a, *right = b;

  if (isnan (left->value) != isnan (right->value))
    return isnan (left->value) ? 1 : -1;
  if (!isnan (left->value) && left->value != right->value)
    return left->value > right->value ? -1 : 1;
  return left->index < right->index ? -1 : left->index > right->index;
}

static int
by_index (gconstpointer a, gconstpointer b, gpointer unused)
{
  const Candidate *left = a, *right = b;

  return left->index < right->index ? -1 : left->index > right->index;
}

static void
candidate_count (Candidate *candidate, double value)
{
  if (isnan (value))
    return;
  candidate->value = isnan (candidate->value) ? value : candidate->value + value;
  candidate->weight += fabs (value);
}

static GArray *
candidates (GarrisonChartData *data, gboolean of_series)
{
  guint n_categories = garrison_chart_data_get_n_categories (data);
  guint n_series = garrison_chart_data_get_n_series (data);
  guint n = of_series ? n_series : n_categories;
  GArray *all = g_array_sized_new (FALSE, TRUE, sizeof (Candidate), n);

  for (guint i = 0; i < n; i++)
    {
      Candidate candidate = { i, GARRISON_CHART_MISSING, 0 };

      for (guint k = 0; k < (of_series ? n_categories : n_series); k++)
        candidate_count (&candidate, garrison_chart_data_get_value (data, of_series ? k : i,
                                                                    of_series ? i : k));
      g_array_append_val (all, candidate);
    }
  return all;
}

static GarrisonChartItem
single (GarrisonChartData *data, guint index, gboolean of_series)
{
  GarrisonChartItem item = { .index = (int) index, .n_members = 1 };

  item.members = g_memdup2 (&index, sizeof index);
  item.label = g_strdup (of_series ? garrison_chart_data_get_series_label (data, index)
                                   : garrison_chart_data_get_category_label (data, index));
  item.short_label = of_series ? NULL : garrison_chart_data_get_category_short_label (data, index);
  item.comparison = item.target = GARRISON_CHART_MISSING;
  if (!of_series)
    {
      item.comparison = garrison_chart_data_get_comparison_value (data, index);
      item.target = garrison_chart_data_get_target_value (data, index);
    }
  return item;
}

/* Percentages and days of several kinds make no figure of the whole, so it stays missing. */
static GarrisonChartItem
remainder_of (GarrisonChartData *data, GArray *all, guint from, gboolean of_series)
{
  GarrisonChartItem item = { .index = -1, .n_members = all->len - from };
  Candidate compared = { 0, GARRISON_CHART_MISSING, 0 };
  Candidate aimed = { 0, GARRISON_CHART_MISSING, 0 };

  item.members = g_new (guint, item.n_members);
  for (guint i = from; i < all->len; i++)
    {
      guint index = g_array_index (all, Candidate, i).index;

      item.members[i - from] = index;
      if (of_series || !garrison_chart_data_adds_up (data))
        continue;
      candidate_count (&compared, garrison_chart_data_get_comparison_value (data, index));
      if (!garrison_chart_data_has_one_target (data))
        candidate_count (&aimed, garrison_chart_data_get_target_value (data, index));
    }
  item.comparison = compared.value;
  item.target = aimed.value;
  /* TRANSLATORS: the last bar or sector of a chart, which stands for N categories together */
  item.label = g_strdup_printf (ngettext ("Other, %u kind", "Other, %u kinds", item.n_members),
                                item.n_members);
  /* TRANSLATORS: the same where there is no place for how many */
  item.short_label = C_("chart", "Other");
  return item;
}

static GArray *
fold (GarrisonChartData *data, guint max, gboolean sort, gboolean of_series)
{
  g_autoptr (GArray) all = candidates (data, of_series);
  GArray *items = g_array_sized_new (FALSE, TRUE, sizeof (GarrisonChartItem), all->len);
  guint n_kept = max > 0 && all->len > max ? max - 1 : all->len;
  GarrisonChartItem item;

  g_array_set_clear_func (items, item_clear);
  if (n_kept < all->len)
    g_array_sort (all, by_weight);
  if (n_kept > 0)
    g_qsort_with_data (all->data, (int) n_kept, sizeof (Candidate), sort ? by_value : by_index,
                       NULL);
  for (guint i = 0; i < n_kept; i++)
    {
      item = single (data, g_array_index (all, Candidate, i).index, of_series);
      g_array_append_val (items, item);
    }
  if (n_kept < all->len)
    {
      item = remainder_of (data, all, n_kept, of_series);
      g_array_append_val (items, item);
    }
  return items;
}

static double
value_of (GarrisonChartView *self, GarrisonChartItem *category, GarrisonChartItem *series)
{
  Candidate sum = { 0, GARRISON_CHART_MISSING, 0 };

  if (category->n_members * series->n_members > 1 && !garrison_chart_data_adds_up (self->data))
    return GARRISON_CHART_MISSING;
  for (guint c = 0; c < category->n_members; c++)
    for (guint s = 0; s < series->n_members; s++)
      candidate_count (&sum, garrison_chart_data_get_value (self->data, category->members[c],
                                                            series->members[s]));
  return isfinite (sum.value) ? sum.value : GARRISON_CHART_MISSING;
}

static void
fill_values (GarrisonChartView *self)
{
  self->values = g_new (double, (gsize) self->categories->len * self->series->len);
  for (guint c = 0; c < self->categories->len; c++)
    for (guint s = 0; s < self->series->len; s++)
      self->values[(gsize) c * self->series->len + s]
        = value_of (self, garrison_chart_view_category (self, c),
                    garrison_chart_view_series (self, s));
}

static GArray *
fold_series (GarrisonChartData *data, guint max)
{
  gboolean first_only = max == 1 && !garrison_chart_data_adds_up (data);
  GArray *series = fold (data, first_only ? 0 : max, FALSE, TRUE);

  if (first_only && series->len > 1)
    g_array_set_size (series, 1);
  return series;
}

GarrisonChartView *
garrison_chart_view_new (GarrisonChartData *data, guint max_categories, guint max_series,
                         GarrisonChartFold how)
{
  GarrisonChartView *self = g_new0 (GarrisonChartView, 1);
  gboolean ordered = garrison_chart_data_get_ordered (data);

  if (ordered && !(how & GARRISON_FOLD_ORDERED))
    max_categories = 0;
  self->data = garrison_chart_data_ref (data);
  self->categories = fold (data, max_categories, (how & GARRISON_FOLD_SORT) && !ordered, FALSE);
  self->series = fold_series (data, max_series);
  fill_values (self);
  return self;
}

GarrisonChartView *
garrison_chart_view_new_kept (GarrisonChartData *data, const gboolean *keep, char *label)
{
  GarrisonChartView *self = g_new0 (GarrisonChartView, 1);
  g_autoptr (GArray) rest = g_array_new (FALSE, TRUE, sizeof (Candidate));
  GarrisonChartItem item;

  self->data = garrison_chart_data_ref (data);
  self->categories = g_array_new (FALSE, TRUE, sizeof (GarrisonChartItem));
  g_array_set_clear_func (self->categories, item_clear);
  for (guint c = 0; c < garrison_chart_data_get_n_categories (data); c++)
    if (keep[c])
      {
        item = single (data, c, FALSE);
        g_array_append_val (self->categories, item);
      }
    else
      {
        Candidate candidate = { c, GARRISON_CHART_MISSING, 0 };

        g_array_append_val (rest, candidate);
      }
  if (rest->len > 0)
    {
      item = remainder_of (data, rest, 0, FALSE);
      g_free (item.label);
      item.label = g_steal_pointer (&label);
      g_array_append_val (self->categories, item);
    }
  g_free (label);
  self->series = fold_series (data, 1);
  fill_values (self);
  return self;
}

void
garrison_chart_view_free (GarrisonChartView *self)
{
  garrison_chart_data_unref (self->data);
  g_array_unref (self->categories);
  g_array_unref (self->series);
  g_free (self->values);
  g_free (self);
}

GarrisonChartItem *
garrison_chart_view_category (GarrisonChartView *self, guint category)
{
  g_assert (category < self->categories->len);
  return &g_array_index (self->categories, GarrisonChartItem, category);
}

GarrisonChartItem *
garrison_chart_view_series (GarrisonChartView *self, guint series)
{
  g_assert (series < self->series->len);
  return &g_array_index (self->series, GarrisonChartItem, series);
}

double
garrison_chart_view_value (GarrisonChartView *self, guint category, guint series)
{
  g_assert (category < self->categories->len && series < self->series->len);
  return self->values[(gsize) category * self->series->len + series];
}

double
garrison_chart_view_sum (GarrisonChartView *self, guint category, gboolean negative)
{
  double sum = 0;

  for (guint s = 0; s < self->series->len; s++)
    {
      double value = garrison_chart_view_value (self, category, s);

      if (!isnan (value) && (value < 0) == negative)
        sum += value;
    }
  return sum;
}

gboolean
garrison_chart_view_known (GarrisonChartView *self)
{
  gsize n = (gsize) self->categories->len * self->series->len;

  for (gsize i = 0; i < n; i++)
    if (!isnan (self->values[i]))
      return TRUE;
  return FALSE;
}

gboolean
garrison_chart_view_unfinished (GarrisonChartView *self, guint category)
{
  int index = garrison_chart_view_category (self, category)->index;

  return index >= 0 && index == garrison_chart_data_get_unfinished (self->data);
}
