#include "charts/chart-data.h"


typedef struct
{
  char *key, *label, *short_label;
  double comparison, target;
} Category;

typedef struct
{
  char *key, *label;
  GArray *values; /* of double; shorter than the categories where the rest is missing */
} Series;

struct _GarrisonChartData
{
  char *title, *subtitle, *headline, *category_title, *currency, *comparison_label;
  GarrisonChartUnit unit;
  GArray *categories;
  GArray *series;
  double target; /* for categories without their own */
  gboolean has_comparison, own_targets, ordered, more_is_worse;
  int unfinished;
};

static void
category_clear (gpointer data)
{
  Category *category = data;

  g_free (category->key);
  g_free (category->label);
  g_free (category->short_label);
}

static void
series_clear (gpointer data)
{
  Series *series = data;

  g_free (series->key);
  g_free (series->label);
  g_array_unref (series->values);
}

/* Labels come from people and from imports; Pango refuses what is not UTF-8. */
static char *
readable (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static Category *
category_at (GarrisonChartData *self, guint category)
{
  g_assert (category < self->categories->len);
  return &g_array_index (self->categories, Category, category);
}

static Series *
series_at (GarrisonChartData *self, guint series)
{
  g_assert (series < self->series->len);
  return &g_array_index (self->series, Series, series);
}

static double
known (double value)
{
  return isfinite (value) ? value : GARRISON_CHART_MISSING;
}

GarrisonChartData *
garrison_chart_data_new (const char *title, GarrisonChartUnit unit, const char *currency)
{
  GarrisonChartData *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_atomic_rc_box_new0 (GarrisonChartData);
  self->title = readable (title);
  self->unit = unit;
  self->currency = unit == GARRISON_CHART_MONEY ? readable (currency) : NULL;
  self->categories = g_array_new (FALSE, TRUE, sizeof (Category));
  g_array_set_clear_func (self->categories, category_clear);
  self->series = g_array_new (FALSE, TRUE, sizeof (Series));
  g_array_set_clear_func (self->series, series_clear);
  self->target = GARRISON_CHART_MISSING;
  self->unfinished = -1;
  return self;
}

GarrisonChartData *
garrison_chart_data_ref (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_atomic_rc_box_acquire (self);
}

static void
data_clear (gpointer data)
{
  GarrisonChartData *self = data;

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->headline);
  g_free (self->category_title);
  g_free (self->currency);
  g_free (self->comparison_label);
  g_array_unref (self->categories);
  g_array_unref (self->series);
}

void
garrison_chart_data_unref (GarrisonChartData *self)
{
  g_return_if_fail (self != NULL);
  g_atomic_rc_box_release_full (self, data_clear);
}

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = readable (text);
}

void
garrison_chart_data_set_subtitle (GarrisonChartData *self, const char *subtitle)
{
  g_return_if_fail (self != NULL);
  set_text (&self->subtitle, subtitle);
}

void
garrison_chart_data_set_headline (GarrisonChartData *self, const char *headline)
{
  g_return_if_fail (self != NULL);
  set_text (&self->headline, headline);
}

void
garrison_chart_data_set_category_title (GarrisonChartData *self, const char *title)
{
  g_return_if_fail (self != NULL);
  set_text (&self->category_title, title);
}

guint
garrison_chart_data_add_category (GarrisonChartData *self, const char *key, const char *label,
                                  const char *short_label)
{
  Category category = { NULL };

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (label != NULL, 0);

  category.key = g_strdup (key);
  category.label = readable (label);
  category.short_label = readable (short_label);
  category.comparison = category.target = GARRISON_CHART_MISSING;
  g_array_append_val (self->categories, category);
  return self->categories->len - 1;
}

guint
garrison_chart_data_add_series (GarrisonChartData *self, const char *key, const char *label)
{
  Series series = { NULL };

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (label != NULL, 0);

  series.key = g_strdup (key);
  series.label = readable (label);
  series.values = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (self->series, series);
  return self->series->len - 1;
}

void
garrison_chart_data_set_value (GarrisonChartData *self, guint category, guint series, double value)
{
  const double missing = GARRISON_CHART_MISSING;
  GArray *values;

  g_return_if_fail (self != NULL);
  g_return_if_fail (category < self->categories->len);
  g_return_if_fail (series < self->series->len);

  values = series_at (self, series)->values;
  while (values->len <= category)
    g_array_append_val (values, missing);
  g_array_index (values, double, category) = known (value);
}

void
garrison_chart_data_set_comparison (GarrisonChartData *self, const char *label)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (label != NULL);

  set_text (&self->comparison_label, label);
  self->has_comparison = TRUE;
}

void
garrison_chart_data_set_comparison_value (GarrisonChartData *self, guint category, double value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->has_comparison);
  g_return_if_fail (category < self->categories->len);

  category_at (self, category)->comparison = known (value);
}

void
garrison_chart_data_set_target (GarrisonChartData *self, double value)
{
  g_return_if_fail (self != NULL);
  self->target = known (value);
}

void
garrison_chart_data_set_target_value (GarrisonChartData *self, guint category, double value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (category < self->categories->len);

  category_at (self, category)->target = known (value);
  self->own_targets = self->own_targets || isfinite (value);
}

void
garrison_chart_data_set_ordered (GarrisonChartData *self, gboolean ordered)
{
  g_return_if_fail (self != NULL);
  self->ordered = ordered;
}

void
garrison_chart_data_set_unfinished (GarrisonChartData *self, int category)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (category >= -1);
  self->unfinished = category;
}

void
garrison_chart_data_set_more_is_worse (GarrisonChartData *self, gboolean worse)
{
  g_return_if_fail (self != NULL);
  self->more_is_worse = worse;
}

const char *
garrison_chart_data_get_title (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->title;
}

const char *
garrison_chart_data_get_subtitle (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->subtitle;
}

const char *
garrison_chart_data_get_headline (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->headline;
}

const char *
garrison_chart_data_get_category_title (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->category_title;
}

GarrisonChartUnit
garrison_chart_data_get_unit (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, GARRISON_CHART_COUNT);
  return self->unit;
}

const char *
garrison_chart_data_get_currency (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->currency;
}

guint
garrison_chart_data_get_n_categories (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->categories->len;
}

guint
garrison_chart_data_get_n_series (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->series->len;
}

const char *
garrison_chart_data_get_category_key (GarrisonChartData *self, guint category)
{
  g_return_val_if_fail (self != NULL && category < self->categories->len, NULL);
  return category_at (self, category)->key;
}

const char *
garrison_chart_data_get_category_label (GarrisonChartData *self, guint category)
{
  g_return_val_if_fail (self != NULL && category < self->categories->len, NULL);
  return category_at (self, category)->label;
}

const char *
garrison_chart_data_get_category_short_label (GarrisonChartData *self, guint category)
{
  Category *found;

  g_return_val_if_fail (self != NULL && category < self->categories->len, NULL);
  found = category_at (self, category);
  return found->short_label != NULL ? found->short_label : found->label;
}

const char *
garrison_chart_data_get_series_key (GarrisonChartData *self, guint series)
{
  g_return_val_if_fail (self != NULL && series < self->series->len, NULL);
  return series_at (self, series)->key;
}

const char *
garrison_chart_data_get_series_label (GarrisonChartData *self, guint series)
{
  g_return_val_if_fail (self != NULL && series < self->series->len, NULL);
  return series_at (self, series)->label;
}

double
garrison_chart_data_get_value (GarrisonChartData *self, guint category, guint series)
{
  GArray *values;

  g_return_val_if_fail (self != NULL && category < self->categories->len, GARRISON_CHART_MISSING);
  g_return_val_if_fail (series < self->series->len, GARRISON_CHART_MISSING);

  values = series_at (self, series)->values;
  return category < values->len ? g_array_index (values, double, category) : GARRISON_CHART_MISSING;
}

gboolean
garrison_chart_data_has_comparison (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->has_comparison;
}

const char *
garrison_chart_data_get_comparison_label (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->comparison_label;
}

double
garrison_chart_data_get_comparison_value (GarrisonChartData *self, guint category)
{
  g_return_val_if_fail (self != NULL && category < self->categories->len, GARRISON_CHART_MISSING);
  return category_at (self, category)->comparison;
}

gboolean
garrison_chart_data_has_target (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->own_targets || !isnan (self->target);
}

gboolean
garrison_chart_data_has_one_target (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return !self->own_targets && !isnan (self->target);
}

double
garrison_chart_data_get_target_value (GarrisonChartData *self, guint category)
{
  double own;

  g_return_val_if_fail (self != NULL && category < self->categories->len, GARRISON_CHART_MISSING);
  own = category_at (self, category)->target;
  return isnan (own) ? self->target : own;
}

gboolean
garrison_chart_data_get_ordered (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->ordered;
}

int
garrison_chart_data_get_unfinished (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, -1);
  return self->unfinished;
}

gboolean
garrison_chart_data_get_more_is_worse (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->more_is_worse;
}

gboolean
garrison_chart_data_adds_up (GarrisonChartData *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->unit == GARRISON_CHART_COUNT || self->unit == GARRISON_CHART_MONEY;
}

double
garrison_chart_data_get_total (GarrisonChartData *self)
{
  double total = 0;
  gboolean any = FALSE;

  g_return_val_if_fail (self != NULL, GARRISON_CHART_MISSING);
  if (!garrison_chart_data_adds_up (self))
    return GARRISON_CHART_MISSING;
  for (guint s = 0; s < self->series->len; s++)
    for (guint c = 0; c < series_at (self, s)->values->len; c++)
      {
        double value = g_array_index (series_at (self, s)->values, double, c);

        if (isnan (value))
          continue;
        total += value;
        any = TRUE;
      }
  return any ? known (total) : GARRISON_CHART_MISSING;
}
