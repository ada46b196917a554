/* Drawing of one lane: its marks, counts and bars, and its head. Coordinates are the widget's. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/text.h"
#include "desktop/avatar.h"
#include "desktop/timeline-view-private.h"

#define MARK 4.6
#define HATCH 6

static gboolean
is_out (GarrisonTimelineView *self, double from, double to)
{
  return to < self->head - 4 || from > self->head + self->scale.width + 4;
}

static void
draw_mark (GarrisonTimelineView *self, cairo_t *cr, const GarrisonSpanMark *mark, double x, double y)
{
  GarrisonTimelineStyle *style = self->style;
  GdkRGBA color;

  garrison_timeline_style_kind (style, mark->kind, &color);
  if (mark->state != GARRISON_ENTRY_PLANNED)
    {
      garrison_timeline_trace (cr, mark->kind, x, y, MARK);
      garrison_timeline_set_color (cr, &color, 1);
      cairo_fill (cr);
      if (mark->kind == GARRISON_SPAN_WON)
        garrison_timeline_style_text (style, cr, TIMELINE_TEXT_TINY, "✓", -1, &style->good, x, y - 11, 0.5);
      return;
    }
  /* Hollow: still to be done. The ground hides what it may stand on. */
  garrison_timeline_trace (cr, mark->kind, x, y, mark->kind == GARRISON_SPAN_TODO ? MARK * 1.3 : MARK * 0.92);
  garrison_timeline_set_color (cr, &style->ground, 1);
  cairo_fill_preserve (cr);
  garrison_timeline_set_color (cr, mark->late ? &style->bad : &color, 1);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

static void
draw_pill (GarrisonTimelineView *self, cairo_t *cr, const GarrisonSpanGroup *group, gboolean all_planned, gboolean late,
           double x, double y)
{
  GarrisonTimelineStyle *style = self->style;
  g_autofree char *text = g_strdup_printf ("%u", group->n);
  double half = group->half - 2;
  const GdkRGBA *edge = late ? &style->bad : &style->dim;

  garrison_timeline_rounded (cr, x - half, y - 9, 2 * half, 18, 9);
  if (all_planned)
    {
      garrison_timeline_set_color (cr, &style->ground, 1);
      cairo_fill_preserve (cr);
      garrison_timeline_set_color (cr, edge, 1);
      cairo_set_line_width (cr, 1.4);
      cairo_stroke (cr);
      garrison_timeline_style_text (style, cr, TIMELINE_TEXT_SMALL_BOLD, text, -1, late ? &style->bad : &style->text, x, y, 0.5);
      return;
    }
  garrison_timeline_set_color (cr, style->dark ? &style->text : &style->dim, style->dark ? 0.85 : 1);
  cairo_fill (cr);
  garrison_timeline_style_text (style, cr, TIMELINE_TEXT_SMALL_BOLD, text, -1, &style->ground, x, y, 0.5);
  if (late)
    {
      garrison_timeline_rounded (cr, x - half - 1.5, y - 10.5, 2 * half + 3, 21, 10.5);
      garrison_timeline_set_color (cr, &style->bad, 1);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
}

static void
draw_group (GarrisonTimelineView *self, cairo_t *cr, const GarrisonSpanLane *lane, TimelineLayout *layout, guint i,
            double y)
{
  const GarrisonSpanGroup *group = &g_array_index (layout->groups, GarrisonSpanGroup, i);
  double x = timeline_view_x (self, group->x);
  gboolean planned = TRUE, late = FALSE;

  if (is_out (self, x - group->half, x + group->half))
    return;
  for (guint j = 0; j < group->n; j++)
    {
      const GarrisonSpanMark *mark
        = &g_array_index (lane->marks, GarrisonSpanMark, g_array_index (layout->shown, guint, group->first + j));

      planned &= mark->state == GARRISON_ENTRY_PLANNED;
      late |= mark->late;
      if (group->n <= 2)
        draw_mark (self, cr, mark, timeline_view_x (self, garrison_span_group_mark_x (group, j)), y);
    }
  if (group->n > 2)
    draw_pill (self, cr, group, planned, late, x, y);
}

/* A stack a day, week or month, one colour a kind; all lanes to one measure. What is higher than the
 * measure is cut off and shows it by a gap; the number is always the true one. */
static void
draw_column (GarrisonTimelineView *self, cairo_t *cr, const GarrisonSpanCount *count, double x, double half, double y,
             gboolean label)
{
  guint kinds = garrison_span_get_kinds (self->span);
  guint32 sum = garrison_span_count_sum (count, kinds);
  double width = MIN (2 * half - 2, 26), base = y + 14 + TIMELINE_COLUMNS_HEIGHT, top = base;
  double unit = TIMELINE_COLUMNS_HEIGHT / (double) MAX (MAX (self->highest, sum), 1);

  if (sum == 0 || is_out (self, x - half, x + half))
    return;
  if (sum <= self->highest)
    unit = TIMELINE_COLUMNS_HEIGHT / (double) self->highest;
  for (guint kind = 0; kind < GARRISON_SPAN_N_DONE; kind++)
    {
      double height = (kinds & (1u << kind)) != 0 ? count->n[kind] * unit : 0;
      GdkRGBA color;

      if (height <= 0)
        continue;
      garrison_timeline_style_kind (self->style, kind, &color);
      garrison_timeline_set_color (cr, &color, 0.9);
      cairo_rectangle (cr, x - width / 2, top - height, width, MAX (height - (height > 3 ? 0.8 : 0), 0.6));
      cairo_fill (cr);
      top -= height;
    }
  if (sum > self->highest)
    {
      garrison_timeline_set_color (cr, &self->style->ground, 1);
      cairo_rectangle (cr, x - width / 2 - 1, top + 4, width + 2, 2.5);
      cairo_fill (cr);
    }
  if (width >= 17 && label)
    {
      g_autofree char *text = g_strdup_printf ("%u", sum);
      garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_TINY, text, -1, &self->style->dim, x, top - 7, 0.5);
    }
}

/* Whether a mark stands where the number of a column at @x would be. */
static gboolean
is_taken (TimelineLayout *layout, double x)
{
  for (guint i = 0; i < layout->groups->len; i++)
    {
      const GarrisonSpanGroup *group = &g_array_index (layout->groups, GarrisonSpanGroup, i);
      if (ABS (group->x - x) < group->half + 9)
        return TRUE;
    }
  return FALSE;
}

static void
hatch (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  /* Rooted in the time of the bar, not in the window: it must not swim while panning. */
  for (double at = x - height; at < x + width; at += HATCH)
    {
      cairo_move_to (cr, at, y + height);
      cairo_line_to (cr, at + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
color_of_bar (GarrisonTimelineView *self, const GarrisonSpanStretch *stretch, GdkRGBA *color)
{
  if (stretch->deal == 0)
    *color = self->style->series[garrison_avatar_tint (stretch->person)];
  else if (stretch->state == GARRISON_SPAN_DEAL_WON)
    *color = self->style->good;
  else if (stretch->state == GARRISON_SPAN_DEAL_LOST)
    *color = self->style->others;
  else if (stretch->state == GARRISON_SPAN_DEAL_RESTS)
    *color = self->style->series[2];
  else
    *color = self->style->series[1];
}

static void
draw_bar (GarrisonTimelineView *self, cairo_t *cr, const GarrisonSpanStretch *stretch, double from, double to, double y)
{
  g_autofree char *text = NULL;
  double now = self->head + garrison_span_scale_x (&self->scale, self->now);
  double left = MAX (from, self->head - 10), right = MIN (to, self->head + self->scale.width + 10);
  double text_x = MAX (from, self->head) + 8;
  gboolean lost = stretch->deal != 0 && stretch->state == GARRISON_SPAN_DEAL_LOST;
  GdkRGBA color;

  if (is_out (self, from, to))
    return;
  color_of_bar (self, stretch, &color);
  garrison_timeline_rounded (cr, left + 0.5, y + 0.5, MAX (right - left - 1, 4), TIMELINE_BAR - 1, 5);
  garrison_timeline_set_color (cr, &self->style->ground, 1);
  cairo_fill_preserve (cr);
  garrison_timeline_set_color (cr, &color, self->style->dark ? 0.2 : 0.15);
  cairo_fill_preserve (cr);
  garrison_timeline_set_color (cr, &color, 0.55);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  if (to > now + 2 && now < self->head + self->scale.width)
    {
      garrison_timeline_set_color (cr, &color, 0.3);
      hatch (cr, MAX (from, now), y + 1, MIN (right, self->head + self->scale.width + HATCH) - MAX (from, now), TIMELINE_BAR - 2);
    }
  if (right - text_x < 16)
    return;
  text = timeline_view_bar_text (self, stretch);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_SMALL, text, (int) (MIN (right, self->head + self->scale.width) - text_x - 5),
                                lost ? &self->style->dim : &self->style->text, text_x, y + TIMELINE_BAR / 2.0, 0);
}

/* How many deals of what is in view found no room. */
static void
draw_more (GarrisonTimelineView *self, cairo_t *cr, const GarrisonSpanLane *lane, TimelineLayout *layout, double y)
{
  g_autofree char *more = NULL;
  guint n = 0;

  for (guint i = 0; i < layout->bars->len; i++)
    {
      const GarrisonSpanBar *bar = &g_array_index (layout->bars, GarrisonSpanBar, i);
      n += bar->row < 0 && !is_out (self, timeline_view_x (self, bar->from), timeline_view_x (self, bar->to));
    }
  if (n == 0)
    return;
  more = lane->many_deals ? g_strdup (_ ("Many more deals")) : g_strdup_printf (ngettext ("%u more deal", "%u more deals", n), n);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_TINY, more, -1, &self->style->dim,
                                self->head + self->scale.width - 9, y + 9, 1);
}

void
timeline_view_draw_lane (GarrisonTimelineView *self, cairo_t *cr, guint index)
{
  const GarrisonSpanLane *lane = garrison_span_get_lane (self->span, index);
  TimelineLayout *layout = timeline_view_layout (self, index);
  double y = timeline_view_lane_y (self, index);

  for (guint i = 0; i < layout->stops->len; i++)
    {
      const TimelineStop *stop = &g_array_index (layout->stops, TimelineStop, i);
      double x = timeline_view_x (self, stop->x);

      if (stop->type == TIMELINE_STOP_BAR)
        draw_bar (self, cr, &g_array_index (lane->stretches, GarrisonSpanStretch, stop->index), x - stop->half,
                  x + stop->half, y + stop->y);
      else if (stop->type == TIMELINE_STOP_COLUMN)
        draw_column (self, cr, &g_array_index (lane->counts, GarrisonSpanCount, stop->index), x, stop->half, y,
                     !is_taken (layout, stop->x));
    }
  for (guint i = 0; i < layout->groups->len; i++)
    draw_group (self, cr, lane, layout, i, y + TIMELINE_MARKS_Y);
  draw_more (self, cr, lane, layout, y);
}

/* Heads --------------------------------------------------------------------------------------------- */

static void
draw_avatar (GarrisonTimelineView *self, cairo_t *cr, gint64 person, const char *name, double x, double y)
{
  int tint = garrison_avatar_tint (person);
  g_autofree char *initials = garrison_text_initials (name);

  cairo_new_path (cr);
  cairo_arc (cr, x, y, 15, 0, 2 * G_PI);
  garrison_timeline_set_color (cr, &self->style->series[tint], self->style->dark ? 0.28 : 0.17);
  cairo_fill (cr);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_SMALL_BOLD, initials, -1, &self->style->initials[tint], x, y, 0.5);
}

/* The most urgent comes last and red: nothing else in a head is. */
static void
draw_figures (GarrisonTimelineView *self, cairo_t *cr, const GarrisonSpanLane *lane, double x, double y, int width)
{
  GarrisonTimelineStyle *style = self->style;
  g_autofree char *month = NULL, *due = NULL, *overdue = NULL;

  if (!lane->known)
    return;
  month = g_strdup_printf (ngettext ("%u this month", "%u this month", lane->this_month), lane->this_month);
  garrison_timeline_style_text (style, cr, TIMELINE_TEXT_SMALL, month, width, &style->dim, x, y, 0);
  if (lane->due_today > 0)
    {
      due = g_strdup_printf (ngettext ("%u due today", "%u due today", lane->due_today), lane->due_today);
      garrison_timeline_style_text (style, cr, TIMELINE_TEXT_SMALL, due, width, &style->dim, x, y += 17, 0);
    }
  if (lane->overdue > 0)
    {
      overdue = g_strdup_printf (ngettext ("%u overdue", "%u overdue", lane->overdue), lane->overdue);
      garrison_timeline_style_text (style, cr, TIMELINE_TEXT_SMALL, overdue, width, &style->bad, x, y += 17, 0);
    }
  if (lane->due_today == 0 && lane->overdue == 0)
    garrison_timeline_style_text (style, cr, TIMELINE_TEXT_SMALL, _ ("Nothing due"), width, &style->good, x, y + 17, 0);
}

void
timeline_view_draw_head (GarrisonTimelineView *self, cairo_t *cr, guint index)
{
  const GarrisonSpanLane *lane = garrison_span_get_lane (self->span, index);
  double y = timeline_view_lane_y (self, index);
  const char *name = garrison_directory_get_person_name (self->directory, lane->person);
  int width = (int) self->head - 60 - 6;

  if (lane->person == 0)
    {
      garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_BOLD, garrison_span_get_customer_name (self->span),
                                    (int) self->head - 24, &self->style->text, 18, y + 25, 0);
      garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_SMALL, _ ("Owners and events"), (int) self->head - 24,
                                    &self->style->dim, 18, y + 43, 0);
      return;
    }
  draw_avatar (self, cr, lane->person, name, 33, y + 33);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_BOLD, name, width, &self->style->text, 60, y + 25, 0);
  draw_figures (self, cr, lane, 60, y + 43, width);
}

void
timeline_view_draw_spot (GarrisonTimelineView *self, cairo_t *cr, TimelineSpot spot, double strength)
{
  const TimelineStop *stop = timeline_view_stop (self, spot);
  GdkRectangle box;

  if (stop == NULL || is_out (self, timeline_view_x (self, stop->x) - stop->half, timeline_view_x (self, stop->x) + stop->half))
    return;
  timeline_view_stop_rectangle (self, spot, &box);
  garrison_timeline_set_color (cr, &self->style->accent, strength);
  cairo_set_line_width (cr, 2);
  if (stop->type == TIMELINE_STOP_MARK)
    {
      cairo_new_path (cr);
      cairo_arc (cr, timeline_view_x (self, stop->x), timeline_view_lane_y (self, spot.lane) + TIMELINE_MARKS_Y, 9.5, 0, 2 * G_PI);
    }
  else
    garrison_timeline_rounded (cr, box.x - 1, box.y - 1, box.width + 2, box.height + 2,
                               stop->type == TIMELINE_STOP_PILL ? 11 : 6);
  cairo_stroke (cr);
}
