/* Figures as people read them: full for tables and speech, compact for labels and axes.
 *
 * English counts in k, M, bn; Chinese in 万 and 亿. Pure functions, any thread. */
#pragma once

#include "charts/chart-data.h"

G_BEGIN_DECLS

/**
 * GarrisonChartForm:
 * @GARRISON_CHART_FULL: every digit that matters: "¥1,700,000.00"
 * @GARRISON_CHART_COMPACT: three significant digits: "¥1.70 M"
 * @GARRISON_CHART_BARE: compact without currency or unit, where the context tells it: "1.70 M"
 */
typedef enum
{
  GARRISON_CHART_FULL,
  GARRISON_CHART_COMPACT,
  GARRISON_CHART_BARE,
} GarrisonChartForm;

/** garrison_chart_number_format: @language as in GarrisonChartStyle (nullable). A missing value is
 * an en dash. Returns: (transfer full) */
char *garrison_chart_number_format (double value, GarrisonChartUnit unit, const char *currency,
                                    const char *language, GarrisonChartForm form);
/** garrison_chart_number_format_tick: bare, with just the digits that tell ticks @step apart. */
char *garrison_chart_number_format_tick (double value, double step, GarrisonChartUnit unit,
                                         const char *language);
/** garrison_chart_number_format_change: "+26%" from @before to @now; NULL when there is no honest
 * percentage (a figure is missing, or @before is not above zero). */
char *garrison_chart_number_format_change (double now, double before);

G_END_DECLS
