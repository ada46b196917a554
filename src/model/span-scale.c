#include "model/span-scale.h"

#include <math.h>

#include "base/day.h"

#define MIN_LENGTH ((double) GARRISON_SPAN_HOUR)
#define MAX_LENGTH (3 * 366 * (double) GARRISON_SPAN_DAY)
#define MAX_TICKS 2000

static const struct
{
  int days;  /* shown */
  int weeks; /* whole weeks before the one that holds now; -1: begins with now's day */
  int step;  /* days that the arrows move */
} ZOOMS[GARRISON_SPAN_N_ZOOMS] = {
  { 1, -1, 1 }, { 7, 0, 7 }, { 35, 3, 28 }, { 91, 10, 91 }, { 364, 46, 364 },
};

double
garrison_span_scale_x (const GarrisonSpanScale *scale, gint64 instant)
{
  return (double) (instant - scale->start) / scale->per_px;
}

gint64
garrison_span_scale_instant (const GarrisonSpanScale *scale, double x)
{
  return scale->start + (gint64) llround (x * scale->per_px);
}

gint64
garrison_span_scale_end (const GarrisonSpanScale *scale)
{
  return garrison_span_scale_instant (scale, scale->width);
}

double
garrison_span_scale_day_width (const GarrisonSpanScale *scale)
{
  return GARRISON_SPAN_DAY / scale->per_px;
}

/* The calendar's years, so that every instant has a day. */
static void
keep_in_calendar (GarrisonSpanScale *scale)
{
  gint64 first = garrison_day_start (garrison_day_make (GARRISON_DAY_FIRST_YEAR + 1, 1, 1), NULL);
  gint64 last = garrison_day_start (garrison_day_make (GARRISON_DAY_LAST_YEAR - 4, 1, 1), NULL);

  scale->start = CLAMP (scale->start, first, last);
}

void
garrison_span_scale_pan (GarrisonSpanScale *scale, double pixels)
{
  scale->start += (gint64) llround (pixels * scale->per_px);
  keep_in_calendar (scale);
}

void
garrison_span_scale_zoom (GarrisonSpanScale *scale, double x, double factor)
{
  double width = MAX (scale->width, 1);
  gint64 instant = garrison_span_scale_instant (scale, x);

  g_return_if_fail (factor > 0);

  scale->per_px = CLAMP (scale->per_px / factor, MIN_LENGTH / width, MAX_LENGTH / width);
  scale->start = instant - (gint64) llround (x * scale->per_px);
  keep_in_calendar (scale);
}

void
garrison_span_scale_resize (GarrisonSpanScale *scale, double width)
{
  if (width <= 0 || width == scale->width)
    return;
  scale->per_px = scale->per_px * MAX (scale->width, 1) / width;
  scale->width = width;
}

int
garrison_span_zoom_days (GarrisonSpanZoom zoom)
{
  g_return_val_if_fail (zoom < GARRISON_SPAN_N_ZOOMS, 1);
  return ZOOMS[zoom].days;
}

GarrisonSpanZoom
garrison_span_scale_nearest_zoom (const GarrisonSpanScale *scale)
{
  double days = scale->per_px * scale->width / GARRISON_SPAN_DAY;
  GarrisonSpanZoom nearest = GARRISON_SPAN_ZOOM_DAY;

  for (guint i = 1; i < GARRISON_SPAN_N_ZOOMS; i++)
    if (fabs (log (days / ZOOMS[i].days)) < fabs (log (days / ZOOMS[nearest].days)))
      nearest = i;
  return nearest;
}

static gint
monday_of (gint day)
{
  return garrison_day_add (day, 1 - garrison_day_weekday (day));
}

void
garrison_span_scale_set_zoom (GarrisonSpanScale *scale, GarrisonSpanZoom zoom, gint64 now, GTimeZone *zone)
{
  gboolean has_now = now >= scale->start && now < garrison_span_scale_end (scale);
  gint64 middle = garrison_span_scale_instant (scale, scale->width / 2);
  gint day;

  g_return_if_fail (zoom < GARRISON_SPAN_N_ZOOMS);

  if (has_now)
    day = garrison_day_of_instant (now, zone);
  else
    day = garrison_day_of_instant (middle - ZOOMS[zoom].days * GARRISON_SPAN_DAY / 2 + GARRISON_SPAN_HOUR, zone);
  if (ZOOMS[zoom].weeks >= 0)
    day = garrison_day_add (monday_of (day), has_now ? -7 * ZOOMS[zoom].weeks : 0);
  scale->start = garrison_day_start (day, zone);
  /* To the end of the last day, which a changed clock may move by an hour. */
  scale->per_px = (garrison_day_start (garrison_day_add (day, ZOOMS[zoom].days), zone) - scale->start)
                  / MAX (scale->width, 1);
  keep_in_calendar (scale);
}

/* The nearest midnight. */
static gint
nearest_day (gint64 instant, GTimeZone *zone)
{
  return garrison_day_of_instant (instant + GARRISON_SPAN_DAY / 2, zone);
}

void
garrison_span_scale_step (GarrisonSpanScale *scale, int step, GTimeZone *zone)
{
  int days = step * ZOOMS[garrison_span_scale_nearest_zoom (scale)].step;
  gint from = nearest_day (scale->start, zone);
  gint64 start = garrison_day_start (from, zone);

  scale->start = garrison_day_start (garrison_day_add (from, days), zone) + (scale->start - start);
  keep_in_calendar (scale);
}

void
garrison_span_scale_units (const GarrisonSpanScale *scale, GarrisonSpanUnit *upper, GarrisonSpanUnit *lower)
{
  static const struct
  {
    double day_width;
    GarrisonSpanUnit upper, lower;
  } levels[] = {
    { 840, GARRISON_SPAN_UNIT_DAY, GARRISON_SPAN_UNIT_HOUR },
    { 280, GARRISON_SPAN_UNIT_DAY, GARRISON_SPAN_UNIT_THREE_HOURS },
    { 96, GARRISON_SPAN_UNIT_DAY, GARRISON_SPAN_UNIT_SIX_HOURS },
    { 17, GARRISON_SPAN_UNIT_WEEK, GARRISON_SPAN_UNIT_DAY },
    { 3.4, GARRISON_SPAN_UNIT_MONTH, GARRISON_SPAN_UNIT_WEEK },
    { 0, GARRISON_SPAN_UNIT_YEAR, GARRISON_SPAN_UNIT_MONTH },
  };
  double day_width = garrison_span_scale_day_width (scale);
  guint i = 0;

  while (day_width < levels[i].day_width)
    i++;
  *upper = levels[i].upper;
  *lower = levels[i].lower;
}

static gint
first_day_of_unit (gint day, GarrisonSpanUnit unit)
{
  switch (unit)
    {
    case GARRISON_SPAN_UNIT_WEEK:
      return monday_of (day);
    case GARRISON_SPAN_UNIT_MONTH:
      return garrison_month_first_day (garrison_day_month (day));
    case GARRISON_SPAN_UNIT_YEAR:
      return garrison_day_make (garrison_day_year (day), 1, 1);
    default:
      return day;
    }
}

static gint
next_of_unit (gint day, GarrisonSpanUnit unit)
{
  switch (unit)
    {
    case GARRISON_SPAN_UNIT_WEEK:
      return garrison_day_add (day, 7);
    case GARRISON_SPAN_UNIT_MONTH:
      return garrison_day_add_months (day, 1);
    case GARRISON_SPAN_UNIT_YEAR:
      return garrison_day_add_months (day, 12);
    default:
      return garrison_day_add (day, 1);
    }
}

/* By the clock on the wall: on the day when it is put forward, 03:00 comes an hour after 01:00. */
static void
add_hours (GArray *ticks, gint day, int step, gint64 from, gint64 to, GTimeZone *zone)
{
  for (int hour = 0; hour < 24; hour += step)
    {
      g_autoptr (GDateTime) time
        = g_date_time_new (zone, day / 10000, day / 100 % 100, day % 100, hour, 0, 0);
      gint64 at = hour == 0 ? garrison_day_start (day, zone)
                            : g_date_time_to_unix (time) * (gint64) G_USEC_PER_SEC;

      if (at + step * GARRISON_SPAN_HOUR > from && at < to)
        g_array_append_val (ticks, at);
    }
}

GArray *
garrison_span_scale_ticks (const GarrisonSpanScale *scale, GarrisonSpanUnit unit, GTimeZone *zone)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 end = garrison_span_scale_end (scale);
  gint day = first_day_of_unit (garrison_day_of_instant (scale->start, zone), unit);
  g_autoptr (GTimeZone) utc = zone == NULL ? g_time_zone_new_utc () : NULL;

  while (day != 0 && ticks->len < MAX_TICKS)
    {
      gint64 at = garrison_day_start (day, zone);

      if (at >= end)
        break;
      if (unit >= GARRISON_SPAN_UNIT_DAY)
        g_array_append_val (ticks, at);
      else
        add_hours (ticks, day, unit == GARRISON_SPAN_UNIT_HOUR ? 1 : unit == GARRISON_SPAN_UNIT_THREE_HOURS ? 3 : 6,
                   scale->start, end, zone != NULL ? zone : utc);
      day = next_of_unit (day, unit);
    }
  return ticks;
}
