/* The layers of the timeline: below, the ground with grid and header, the marks and bars, and the lane
 * heads, drawn again only when something of them changed; above, each in a layer of its own size, what
 * moves with the pointer, the keys and the clock. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/day.h"
#include "desktop/timeline-view-private.h"

static double
right_end (GarrisonTimelineView *self)
{
  return self->head + self->scale.width;
}

static double
bottom_end (GarrisonTimelineView *self)
{
  return timeline_view_height (self);
}

static double
x_of (GarrisonTimelineView *self, gint64 at)
{
  return self->head + garrison_span_scale_x (&self->scale, at);
}

/* The header --------------------------------------------------------------------------------------- */

static char *
weekday_and_day (GarrisonTimelineView *self, gint64 at, gint day)
{
  gint today = garrison_day_of_instant (self->now, self->zone);
  g_autofree char *date = garrison_day_format (day, today, self->chinese);
  static const char *const names[] = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };

  /* Translators: a day of the week and a date: "Mon 19 May" */
  return g_strdup_printf (C_ ("weekday and date", "%s %s"), _ (names[garrison_day_weekday (day) - 1]), date);
}

static char *
month_name (GarrisonTimelineView *self, gint day, gboolean with_year)
{
  static const char *const names[] = { N_ ("Jan"), N_ ("Feb"), N_ ("Mar"), N_ ("Apr"), N_ ("May"), N_ ("Jun"),
                                       N_ ("Jul"), N_ ("Aug"), N_ ("Sep"), N_ ("Oct"), N_ ("Nov"), N_ ("Dec") };

  if (with_year)
    return garrison_month_format (garrison_day_month (day), self->chinese);
  return g_strdup (_ (names[day / 100 % 100 - 1]));
}

static char *
clock_text (GarrisonTimelineView *self, gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, self->zone);

  return g_date_time_format (local, "%H:%M");
}

static char *
tick_text (GarrisonTimelineView *self, GarrisonSpanUnit unit, gint64 at, gboolean upper)
{
  gint day = garrison_day_of_instant (at, self->zone);
  gint today = garrison_day_of_instant (self->now, self->zone);

  switch (unit)
    {
    case GARRISON_SPAN_UNIT_DAY:
      return upper ? weekday_and_day (self, at, day) : g_strdup_printf ("%d", day % 100);
    case GARRISON_SPAN_UNIT_WEEK:
      return upper ? garrison_day_format (day, today, self->chinese) : g_strdup_printf ("%d", day % 100);
    case GARRISON_SPAN_UNIT_MONTH:
      return month_name (self, day, upper);
    case GARRISON_SPAN_UNIT_YEAR:
      return g_strdup_printf ("%d", garrison_day_year (day));
    default:
      return clock_text (self, at);
    }
}

static gboolean
is_now (GarrisonTimelineView *self, GarrisonSpanUnit unit, gint64 at)
{
  gint day = garrison_day_of_instant (at, self->zone), today = garrison_day_of_instant (self->now, self->zone);

  return unit == GARRISON_SPAN_UNIT_DAY && day == today;
}

/* The first label stays in view while its period does: it is pushed out by the next. */
static void
draw_upper (GarrisonTimelineView *self, cairo_t *cr, GarrisonSpanUnit unit)
{
  g_autoptr (GArray) ticks = garrison_span_scale_ticks (&self->scale, unit, self->zone);

  for (guint i = 0; i < ticks->len; i++)
    {
      gint64 at = g_array_index (ticks, gint64, i);
      g_autofree char *text = tick_text (self, unit, at, TRUE);
      double x = x_of (self, at), next = i + 1 < ticks->len ? x_of (self, g_array_index (ticks, gint64, i + 1)) : G_MAXDOUBLE;
      int width = garrison_timeline_style_text_width (self->style, TIMELINE_TEXT_SMALL_BOLD, text);
      double left = MIN (MAX (x, self->head) + 6, next - width - 9);

      if (x >= self->head)
        {
          garrison_timeline_set_color (cr, &self->style->axis, 1);
          cairo_rectangle (cr, round (x), 4, 1, bottom_end (self));
          cairo_fill (cr);
        }
      if (next - x > width + 12)
        garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_SMALL_BOLD, text, -1,
                                      is_now (self, unit, at) ? &self->style->accent_text : &self->style->text, left, 15, 0);
    }
}

static gboolean
is_weekend (gint day)
{
  return garrison_day_weekday (day) > 5;
}

static void
draw_lower (GarrisonTimelineView *self, cairo_t *cr, GarrisonSpanUnit unit, GarrisonSpanUnit upper)
{
  g_autoptr (GArray) ticks = garrison_span_scale_ticks (&self->scale, unit, self->zone);

  for (guint i = 0; i < ticks->len; i++)
    {
      gint64 at = g_array_index (ticks, gint64, i);
      g_autofree char *text = tick_text (self, unit, at, FALSE);
      double x = x_of (self, at), next = x_of (self, i + 1 < ticks->len ? g_array_index (ticks, gint64, i + 1) : garrison_span_scale_end (&self->scale));
      gboolean day = unit == GARRISON_SPAN_UNIT_DAY, now = is_now (self, unit, at);
      /* Days are named in their middle, hours and weeks where they begin. */
      double where = day ? (x + next) / 2 : x;

      if (unit != GARRISON_SPAN_UNIT_DAY && x >= self->head)
        {
          garrison_timeline_set_color (cr, &self->style->grid, 1);
          cairo_rectangle (cr, round (x), TIMELINE_TOP - 8, 1, bottom_end (self));
          cairo_fill (cr);
        }
      if ((day && (next - x < 16 || (is_weekend (garrison_day_of_instant (at, self->zone)) && !now))) || where < self->head + 2)
        continue;
      garrison_timeline_style_text (self->style, cr, now ? TIMELINE_TEXT_SMALL_BOLD : TIMELINE_TEXT_SMALL, text, -1,
                                    now ? &self->style->accent_text : &self->style->dim, where + (day ? 0 : 4), 36, day ? 0.5 : 0);
    }
}

/* The ground --------------------------------------------------------------------------------------- */

static void
shade_weekends (GarrisonTimelineView *self, cairo_t *cr)
{
  g_autoptr (GArray) days = NULL;

  if (garrison_span_scale_day_width (&self->scale) < 5)
    return;
  days = garrison_span_scale_ticks (&self->scale, GARRISON_SPAN_UNIT_DAY, self->zone);
  garrison_timeline_set_color (cr, &self->style->text, self->style->dark ? 0.035 : 0.028);
  for (guint i = 0; i < days->len; i++)
    {
      gint day = garrison_day_of_instant (g_array_index (days, gint64, i), self->zone);
      double from = x_of (self, g_array_index (days, gint64, i));
      double to = x_of (self, garrison_day_start (garrison_day_add (day, 1), self->zone));

      if (is_weekend (day))
        cairo_rectangle (cr, from, TIMELINE_TOP, to - from, bottom_end (self) - TIMELINE_TOP);
    }
  cairo_fill (cr);
}

static void
draw_ground (GarrisonTimelineView *self, cairo_t *cr)
{
  GarrisonSpanUnit upper, lower;
  double now = x_of (self, self->now);
  guint first, last;

  garrison_timeline_set_color (cr, &self->style->ground, 1);
  cairo_paint (cr);
  cairo_save (cr);
  cairo_rectangle (cr, self->head, 0, self->scale.width, bottom_end (self));
  cairo_clip (cr);
  shade_weekends (self, cr);
  if (now < right_end (self))
    {
      garrison_timeline_set_color (cr, &self->style->accent, 0.035);
      cairo_rectangle (cr, MAX (now, self->head), TIMELINE_TOP, right_end (self), bottom_end (self));
      cairo_fill (cr);
    }
  garrison_span_scale_units (&self->scale, &upper, &lower);
  draw_lower (self, cr, lower, upper);
  draw_upper (self, cr, upper);
  cairo_restore (cr);
  garrison_timeline_set_color (cr, &self->style->axis, 1);
  cairo_rectangle (cr, 0, TIMELINE_TOP - 1, right_end (self), 1);
  cairo_fill (cr);
  timeline_view_visible_lanes (self, &first, &last);
  garrison_timeline_set_color (cr, &self->style->grid, 1);
  for (guint i = first; i <= last && i < garrison_span_get_n_lanes (self->span); i++)
    if (timeline_view_lane_y (self, i) + self->lane_height > TIMELINE_TOP)
      cairo_rectangle (cr, 0, round (timeline_view_lane_y (self, i) + self->lane_height) - 1, right_end (self), 1);
  cairo_fill (cr);
}

static void
draw_marks (GarrisonTimelineView *self, cairo_t *cr)
{
  guint first, last;

  cairo_rectangle (cr, self->head, TIMELINE_TOP, self->scale.width, bottom_end (self));
  cairo_clip (cr);
  timeline_view_visible_lanes (self, &first, &last);
  for (guint i = first; i <= last && i < garrison_span_get_n_lanes (self->span); i++)
    timeline_view_draw_lane (self, cr, i);
}

static void
draw_heads (GarrisonTimelineView *self, cairo_t *cr)
{
  guint first, last;

  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_SMALL, _ ("People"), (int) self->head - 20,
                                &self->style->dim, 18, 36, 0);
  cairo_save (cr);
  cairo_rectangle (cr, 0, TIMELINE_TOP, self->head, bottom_end (self));
  cairo_clip (cr);
  timeline_view_visible_lanes (self, &first, &last);
  for (guint i = first; i <= last && i < garrison_span_get_n_lanes (self->span); i++)
    timeline_view_draw_head (self, cr, i);
  cairo_restore (cr);
  garrison_timeline_set_color (cr, &self->style->axis, 1);
  cairo_rectangle (cr, self->head - 1, 0, 1, bottom_end (self));
  cairo_fill (cr);
}

static void
draw_now (GarrisonTimelineView *self, cairo_t *cr)
{
  g_autofree char *text = clock_text (self, self->now);
  double x = x_of (self, self->now);
  int width = garrison_timeline_style_text_width (self->style, TIMELINE_TEXT_SMALL_BOLD, text) + 14;
  GdkRGBA white = { 1, 1, 1, 1 };

  if (x < self->head || x > right_end (self))
    return;
  garrison_timeline_set_color (cr, &self->style->accent, 1);
  cairo_rectangle (cr, round (x) - 0.75, TIMELINE_TOP, 1.5, bottom_end (self));
  cairo_fill (cr);
  garrison_timeline_rounded (cr, x - width / 2.0, TIMELINE_TOP - 9, width, 18, 9);
  cairo_fill (cr);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_SMALL_BOLD, text, -1, &white, x, TIMELINE_TOP, 0.5);
}

/* Drawn together: software rendering pays for every layer by the pixel, and all three move at once. */
static void
draw_base (GarrisonTimelineView *self, cairo_t *cr)
{
  draw_ground (self, cr);
  cairo_save (cr);
  draw_marks (self, cr);
  cairo_restore (cr);
  draw_heads (self, cr);
}

static cairo_t *
begin (GtkSnapshot *snapshot, double x, double y, double width, double height)
{
  return gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (floor (x), floor (y), ceil (width) + 1, ceil (height) + 1));
}

/* A layer no larger than the ring around the spot. */
static void
append_spot (GarrisonTimelineView *self, GtkSnapshot *snapshot, TimelineSpot spot, double strength)
{
  GdkRectangle box;
  cairo_t *cr;

  if (timeline_view_stop (self, spot) == NULL)
    return;
  timeline_view_stop_rectangle (self, spot, &box);
  cr = begin (snapshot, box.x - 8, box.y - 4, box.width + 16, box.height + 8);
  timeline_view_draw_spot (self, cr, spot, strength);
  cairo_destroy (cr);
}

static void
append_now (GarrisonTimelineView *self, GtkSnapshot *snapshot)
{
  double x = x_of (self, self->now);
  cairo_t *cr;

  if (x < self->head || x > right_end (self))
    return;
  cr = begin (snapshot, x - 32, TIMELINE_TOP - 10, 64, bottom_end (self) - TIMELINE_TOP + 10);
  draw_now (self, cr);
  cairo_destroy (cr);
}

static void
append_over (GarrisonTimelineView *self, GtkSnapshot *snapshot)
{
  double width = self->scale.width, height = bottom_end (self) - TIMELINE_TOP;
  TimelineSpot selected;

  append_now (self, snapshot);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (self->head, TIMELINE_TOP, width, height));
  append_spot (self, snapshot, self->hover, 0.45);
  if (timeline_view_find (self, self->selected_state, self->selected_id, &selected))
    append_spot (self, snapshot, selected, 1);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    append_spot (self, snapshot, self->focus, 1);
  gtk_snapshot_pop (snapshot);
}

void
timeline_view_snapshot (GarrisonTimelineView *self, GtkSnapshot *snapshot)
{
  if (self->base == NULL)
    {
      cairo_t *cr;

      self->base = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, right_end (self), bottom_end (self)));
      cr = gsk_cairo_node_get_draw_context (self->base);
      draw_base (self, cr);
      cairo_destroy (cr);
    }
  gtk_snapshot_append_node (snapshot, self->base);
  append_over (self, snapshot);
}
