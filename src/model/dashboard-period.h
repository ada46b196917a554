/* The periods that a dashboard looks at, and what they are compared with.
 *
 * A span is two days of the company's calendar, both taken in; 0 is open. Pure functions, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* New kinds go at the end but before CUSTOM: they are stored by name. */
typedef enum
{
  GARRISON_PERIOD_THIS_YEAR,
  GARRISON_PERIOD_THIS_QUARTER,
  GARRISON_PERIOD_THIS_MONTH,
  GARRISON_PERIOD_LAST_12_MONTHS,
  GARRISON_PERIOD_LAST_YEAR,
  GARRISON_PERIOD_LAST_QUARTER,
  GARRISON_PERIOD_LAST_MONTH,
  GARRISON_PERIOD_ALL,
  GARRISON_PERIOD_CUSTOM,
  GARRISON_N_PERIODS,
} GarrisonPeriod;

typedef enum
{
  GARRISON_COMPARE_BEFORE, /* the period right before, of the same kind */
  GARRISON_COMPARE_YEAR,   /* the same days a year ago */
  GARRISON_COMPARE_NONE,
  GARRISON_N_COMPARES,
} GarrisonCompare;

typedef struct
{
  gint first, last;
} GarrisonDays;

/** garrison_period_get_label, garrison_compare_get_label: translated. */
const char *garrison_period_get_label (GarrisonPeriod period);
const char *garrison_compare_get_label (GarrisonCompare compare);

/** garrison_period_get_span: open for ALL; CUSTOM is the caller's own and gives an open one. */
GarrisonDays garrison_period_get_span (GarrisonPeriod period, gint today);

/**
 * garrison_days_get_before:
 * @span: what is looked at
 * @whole: (out): what it is compared with
 * @so_far: (out): of @whole, the days that correspond to those of @span until @today; equal to @whole
 *   when @span is over. A month of 30 days corresponds to the whole of one of 31.
 *
 * Returns: FALSE (and nothing set) when nothing comes before: an open span, or COMPARE_NONE
 */
gboolean garrison_days_get_before (GarrisonDays span, GarrisonCompare compare, gint today, GarrisonDays *whole,
                                   GarrisonDays *so_far);
/** garrison_days_is_open: no end on both sides. */
gboolean garrison_days_is_open (GarrisonDays span);
/** garrison_days_is_running: @today is in it and not its last day. */
gboolean garrison_days_is_running (GarrisonDays span, gint today);
/** garrison_days_get_label: "2026", "Nov 2026", "2026 Q4", "1 Jan – 19 May 2026". (transfer full) */
char *garrison_days_get_label (GarrisonDays span, gint today);

G_END_DECLS
