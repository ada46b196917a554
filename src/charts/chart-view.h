/* What of the data fits into the picture: sorted where wanted, the rest folded into "Other, N kinds".
 *
 * Inside the room. A view is made for one layout and read only; it holds a reference on its data. */
#pragma once

#include "charts/chart-data.h"

G_BEGIN_DECLS

/**
 * GarrisonChartItem: a category or a series as shown
 * @index: in the data, or -1 for the remainder
 * @members: (array length=n_members): indexes in the data
 * @label: "Other, N kinds" for the remainder
 */
typedef struct
{
  int index;
  guint *members;
  guint n_members;
  char *label;
  const char *short_label;
  double comparison, target; /* of categories; missing when they do not add up */
} GarrisonChartItem;

typedef struct
{
  GarrisonChartData *data;
  GArray *categories; /* of GarrisonChartItem */
  GArray *series;     /* of GarrisonChartItem */
  double *values;     /* category by category */
} GarrisonChartView;

/**
 * GarrisonChartFold:
 * @GARRISON_FOLD_SORT: the largest first, unless the data is ordered
 * @GARRISON_FOLD_ORDERED: ordered categories are folded as well, where the kind has no place for many
 */
typedef enum
{
  GARRISON_FOLD_PLAIN = 0,
  GARRISON_FOLD_SORT = 1,
  GARRISON_FOLD_ORDERED = 2,
} GarrisonChartFold;

/** garrison_chart_view_new: at most @max_categories (0: no limit) and @max_series, the remainder
 * counted in; the largest are kept. One series is the sum of all, or the first one where figures do
 * not add up. */
GarrisonChartView *garrison_chart_view_new (GarrisonChartData *data, guint max_categories,
                                            guint max_series, GarrisonChartFold how);
/** garrison_chart_view_new_kept: the categories whose @keep is TRUE; the rest is one remainder with
 * @label (transfer full). One series, as above. */
GarrisonChartView *garrison_chart_view_new_kept (GarrisonChartData *data, const gboolean *keep,
                                                 char *label);
void garrison_chart_view_free (GarrisonChartView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonChartView, garrison_chart_view_free)

GarrisonChartItem *garrison_chart_view_category (GarrisonChartView *self, guint category);
GarrisonChartItem *garrison_chart_view_series (GarrisonChartView *self, guint series);
double garrison_chart_view_value (GarrisonChartView *self, guint category, guint series);
/** garrison_chart_view_sum: of the known values of one sign; 0 when there is none. */
double garrison_chart_view_sum (GarrisonChartView *self, guint category, gboolean negative);
/** garrison_chart_view_known: whether any value is known. */
gboolean garrison_chart_view_known (GarrisonChartView *self);
/** garrison_chart_view_unfinished: whether the period of this category still runs. */
gboolean garrison_chart_view_unfinished (GarrisonChartView *self, guint category);

G_END_DECLS
