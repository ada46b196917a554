/* What a chart shows: categories, series, a value for each pair, and what they are compared with.
 *
 * The data is filled by its owner and then given to charts, which hold a reference; it must not
 * change afterwards. Reference counted; may be filled on any thread and read on one at a time.
 * Values are doubles: money in major units (yuan, not fen), percent as 34.0 for 34 %, days as days.
 * Keys are opaque to this room: they come back with a mark so that its records can be opened.
 * Nothing here fails; indexes out of range are programming errors. */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

typedef struct _GarrisonChartData GarrisonChartData;

/** GARRISON_CHART_MISSING: no figure is known, which is not zero. Test with isnan(). */
#define GARRISON_CHART_MISSING ((double) NAN)

/**
 * GarrisonChartUnit:
 * @GARRISON_CHART_COUNT: how many; adds up
 * @GARRISON_CHART_MONEY: an amount in one currency, in major units; adds up
 * @GARRISON_CHART_PERCENT: 34.0 is 34 %; does not add up
 * @GARRISON_CHART_DAYS: a length in days; does not add up
 */
typedef enum
{
  GARRISON_CHART_COUNT,
  GARRISON_CHART_MONEY,
  GARRISON_CHART_PERCENT,
  GARRISON_CHART_DAYS,
} GarrisonChartUnit;

/** garrison_chart_data_new: @title is what the figures are ("Sales by month"); @currency is the
 * ISO 4217 code of money, otherwise NULL. Everything else is empty. */
GarrisonChartData *garrison_chart_data_new (const char *title, GarrisonChartUnit unit,
                                            const char *currency);
GarrisonChartData *garrison_chart_data_ref (GarrisonChartData *self);
void garrison_chart_data_unref (GarrisonChartData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonChartData, garrison_chart_data_unref)

/* Texts that files and print show above the picture; the desktop's card shows its own. */
void garrison_chart_data_set_subtitle (GarrisonChartData *self, const char *subtitle);
void garrison_chart_data_set_headline (GarrisonChartData *self, const char *headline);
/** garrison_chart_data_set_category_title: what a category is ("Quarter"), heads the table. */
void garrison_chart_data_set_category_title (GarrisonChartData *self, const char *title);

/** garrison_chart_data_add_category: returns its index. @short_label (nullable) stands on an axis
 * where @label is too long ("J" for "January 2025"). @key may be NULL. */
guint garrison_chart_data_add_category (GarrisonChartData *self, const char *key,
                                        const char *label, const char *short_label);
/** garrison_chart_data_add_series: returns its index. In charts of one series the label is the noun
 * of the figures ("leads"). */
guint garrison_chart_data_add_series (GarrisonChartData *self, const char *key, const char *label);

/** garrison_chart_data_set_value: all values are missing until set. Infinities count as missing. */
void garrison_chart_data_set_value (GarrisonChartData *self, guint category, guint series,
                                    double value);

/** garrison_chart_data_set_comparison: the period before, one figure a category (of all series
 * together where they add up). @label is its name ("2024"). Values are missing until set. */
void garrison_chart_data_set_comparison (GarrisonChartData *self, const char *label);
void garrison_chart_data_set_comparison_value (GarrisonChartData *self, guint category,
                                               double value);

/** garrison_chart_data_set_target: one target for every category; set_target_value gives a category
 * its own. */
void garrison_chart_data_set_target (GarrisonChartData *self, double value);
void garrison_chart_data_set_target_value (GarrisonChartData *self, guint category, double value);

/** garrison_chart_data_set_ordered: TRUE when the order means something (months, stages): such
 * categories are never sorted and never folded into "Other". */
void garrison_chart_data_set_ordered (GarrisonChartData *self, gboolean ordered);
/** garrison_chart_data_set_unfinished: the category whose period still runs, or -1. */
void garrison_chart_data_set_unfinished (GarrisonChartData *self, int category);
/** garrison_chart_data_set_more_is_worse: days to answer, losses, overdue money. */
void garrison_chart_data_set_more_is_worse (GarrisonChartData *self, gboolean worse);

const char *garrison_chart_data_get_title (GarrisonChartData *self);
const char *garrison_chart_data_get_subtitle (GarrisonChartData *self); /* nullable */
const char *garrison_chart_data_get_headline (GarrisonChartData *self); /* nullable */
const char *garrison_chart_data_get_category_title (GarrisonChartData *self); /* nullable */
GarrisonChartUnit garrison_chart_data_get_unit (GarrisonChartData *self);
const char *garrison_chart_data_get_currency (GarrisonChartData *self); /* nullable */
guint garrison_chart_data_get_n_categories (GarrisonChartData *self);
guint garrison_chart_data_get_n_series (GarrisonChartData *self);
const char *garrison_chart_data_get_category_key (GarrisonChartData *self, guint category);
const char *garrison_chart_data_get_category_label (GarrisonChartData *self, guint category);
/** garrison_chart_data_get_category_short_label: the label where there is no short one. */
const char *garrison_chart_data_get_category_short_label (GarrisonChartData *self, guint category);
const char *garrison_chart_data_get_series_key (GarrisonChartData *self, guint series);
const char *garrison_chart_data_get_series_label (GarrisonChartData *self, guint series);
double garrison_chart_data_get_value (GarrisonChartData *self, guint category, guint series);
gboolean garrison_chart_data_has_comparison (GarrisonChartData *self);
const char *garrison_chart_data_get_comparison_label (GarrisonChartData *self); /* nullable */
double garrison_chart_data_get_comparison_value (GarrisonChartData *self, guint category);
gboolean garrison_chart_data_has_target (GarrisonChartData *self);
/** garrison_chart_data_has_one_target: every category has the same one, so it is a line. */
gboolean garrison_chart_data_has_one_target (GarrisonChartData *self);
double garrison_chart_data_get_target_value (GarrisonChartData *self, guint category);
gboolean garrison_chart_data_get_ordered (GarrisonChartData *self);
int garrison_chart_data_get_unfinished (GarrisonChartData *self);
gboolean garrison_chart_data_get_more_is_worse (GarrisonChartData *self);
/** garrison_chart_data_adds_up: whether figures of this unit may be summed. */
gboolean garrison_chart_data_adds_up (GarrisonChartData *self);
/** garrison_chart_data_get_total: the sum of the known values, or missing when they do not add up
 * or none is known. */
double garrison_chart_data_get_total (GarrisonChartData *self);

G_END_DECLS
