/* Where things stand in the lanes, and what is under a point. */
#include <math.h>

#include "desktop/timeline-view-private.h"

static void
layout_free (gpointer data)
{
  TimelineLayout *layout = data;

  if (layout == NULL)
    return;
  g_array_unref (layout->shown);
  g_clear_pointer (&layout->groups, g_array_unref);
  g_array_unref (layout->bars);
  g_array_unref (layout->stops);
  g_free (layout);
}

void
timeline_view_forget_layouts (GarrisonTimelineView *self)
{
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
}

static double
layout_x (GarrisonTimelineView *self, gint64 at)
{
  return (double) (at - self->origin) / self->layout_per_px;
}

double
timeline_view_x (GarrisonTimelineView *self, double x)
{
  return self->head + x + garrison_span_scale_x (&self->scale, self->origin);
}

double
timeline_view_lane_y (GarrisonTimelineView *self, guint lane)
{
  return TIMELINE_TOP + lane * self->lane_height - gtk_adjustment_get_value (self->vadjustment);
}

void
timeline_view_visible_lanes (GarrisonTimelineView *self, guint *first, guint *last)
{
  guint n = self->span != NULL ? garrison_span_get_n_lanes (self->span) : 0;
  double offset = gtk_adjustment_get_value (self->vadjustment);
  double height = MAX (timeline_view_height (self) - TIMELINE_TOP, 1);

  *first = (guint) (MAX (offset, 0) / self->lane_height);
  *last = (guint) ceil ((offset + height) / self->lane_height) - 1;
  *last = MIN (*last, n > 0 ? n - 1 : 0);
  *first = MIN (*first, *last);
}

static void
add_stop (TimelineLayout *layout, TimelineStopType type, guint index, double x, double half, double y,
          double height, gint64 at)
{
  TimelineStop stop = { type, index, x, half, y, height, at };

  g_array_append_val (layout->stops, stop);
}

static void
add_marks (GarrisonTimelineView *self, TimelineLayout *layout, const GarrisonSpanLane *lane)
{
  guint kinds = garrison_span_get_kinds (self->span);
  gboolean dense = garrison_span_is_dense (self->span);
  g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < lane->marks->len; i++)
    {
      const GarrisonSpanMark *mark = &g_array_index (lane->marks, GarrisonSpanMark, i);
      double x = layout_x (self, mark->at);

      /* Over columns only what is still to be done stands out. */
      if ((kinds & (1u << mark->kind)) == 0 || (dense && mark->state != GARRISON_ENTRY_PLANNED))
        continue;
      g_array_append_val (layout->shown, i);
      g_array_append_val (xs, x);
    }
  layout->groups = garrison_span_cluster ((const double *) (gpointer) xs->data, xs->len);
}

static void
add_mark_stops (TimelineLayout *layout, const GarrisonSpanLane *lane)
{
  for (guint i = 0; i < layout->groups->len; i++)
    {
      const GarrisonSpanGroup *group = &g_array_index (layout->groups, GarrisonSpanGroup, i);

      for (guint j = 0; j < (group->n > 2 ? 1 : group->n); j++)
        {
          guint index = g_array_index (layout->shown, guint, group->first + j);
          const GarrisonSpanMark *mark = &g_array_index (lane->marks, GarrisonSpanMark, index);
          gboolean pill = group->n > 2;

          add_stop (layout, pill ? TIMELINE_STOP_PILL : TIMELINE_STOP_MARK, pill ? i : index,
                    garrison_span_group_mark_x (group, j), pill ? group->half : GARRISON_SPAN_MARK_WIDTH / 2,
                    TIMELINE_MARKS_Y - 10, 20, mark->at);
        }
    }
}

static void
add_columns (GarrisonTimelineView *self, TimelineLayout *layout, const GarrisonSpanLane *lane)
{
  for (guint i = 0; i < lane->counts->len; i++)
    {
      const GarrisonSpanCount *count = &g_array_index (lane->counts, GarrisonSpanCount, i);
      double from = layout_x (self, count->from), to = layout_x (self, count->to);

      add_stop (layout, TIMELINE_STOP_COLUMN, i, (from + to) / 2, (to - from) / 2, 6, TIMELINE_COLUMNS_HEIGHT + 10,
                count->from);
    }
}

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  double first = ((const TimelineStop *) a)->x, second = ((const TimelineStop *) b)->x;

  return (first > second) - (first < second);
}

static void
add_bars (GarrisonTimelineView *self, TimelineLayout *layout, const GarrisonSpanLane *lane)
{
  for (guint i = 0; i < lane->stretches->len; i++)
    {
      const GarrisonSpanStretch *stretch = &g_array_index (lane->stretches, GarrisonSpanStretch, i);
      GarrisonSpanBar bar = { layout_x (self, stretch->from), layout_x (self, stretch->to), -1 };

      bar.to = MAX (bar.to, bar.from + 6);
      g_array_append_val (layout->bars, bar);
    }
  garrison_span_pack ((GarrisonSpanBar *) (gpointer) layout->bars->data, layout->bars->len, self->bar_rows);
  for (guint i = 0; i < layout->bars->len; i++)
    {
      const GarrisonSpanBar *bar = &g_array_index (layout->bars, GarrisonSpanBar, i);
      const GarrisonSpanStretch *stretch = &g_array_index (lane->stretches, GarrisonSpanStretch, i);

      if (bar->row >= 0)
        add_stop (layout, TIMELINE_STOP_BAR, i, (bar->from + bar->to) / 2, (bar->to - bar->from) / 2,
                  self->lane_height - 7 - TIMELINE_BAR - (self->bar_rows - 1 - bar->row) * TIMELINE_BAR_STEP,
                  TIMELINE_BAR, stretch->from);
    }
}

static TimelineLayout *
make_layout (GarrisonTimelineView *self, guint index)
{
  const GarrisonSpanLane *lane = garrison_span_get_lane (self->span, index);
  TimelineLayout *layout = g_new0 (TimelineLayout, 1);

  layout->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  layout->bars = g_array_new (FALSE, FALSE, sizeof (GarrisonSpanBar));
  layout->stops = g_array_new (FALSE, FALSE, sizeof (TimelineStop));
  add_marks (self, layout, lane);
  add_columns (self, layout, lane);
  add_mark_stops (layout, lane);
  g_array_sort (layout->stops, compare_stops);
  add_bars (self, layout, lane);
  return layout;
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* What a full column stands for: one in twenty is higher and cut off, or a single day of a bulk import
 * would make lines of all the others. */
static guint32
high_column (GarrisonTimelineView *self)
{
  guint kinds = garrison_span_get_kinds (self->span);
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < garrison_span_get_n_lanes (self->span); i++)
    {
      GArray *counts = garrison_span_get_lane (self->span, i)->counts;
      for (guint j = 0; j < counts->len; j++)
        {
          guint32 sum = garrison_span_count_sum (&g_array_index (counts, GarrisonSpanCount, j), kinds);
          g_array_append_val (sums, sum);
        }
    }
  g_array_sort (sums, compare_sums);
  return sums->len > 0 ? g_array_index (sums, guint32, (sums->len - 1) * 19 / 20) : 0;
}

static void
start_layouts (GarrisonTimelineView *self)
{
  guint n = garrison_span_get_n_lanes (self->span);

  timeline_view_forget_layouts (self);
  self->layouts = g_ptr_array_new_with_free_func (layout_free);
  g_ptr_array_set_size (self->layouts, n);
  self->layout_per_px = self->scale.per_px;
  self->origin = self->scale.start;
  self->highest = high_column (self);
}

TimelineLayout *
timeline_view_layout (GarrisonTimelineView *self, guint lane)
{
  if (self->layouts == NULL || self->layout_per_px != self->scale.per_px
      || self->layouts->len != garrison_span_get_n_lanes (self->span))
    start_layouts (self);
  if (g_ptr_array_index (self->layouts, lane) == NULL)
    g_ptr_array_index (self->layouts, lane) = make_layout (self, lane);
  return g_ptr_array_index (self->layouts, lane);
}

/* The nearest of those that @x, @y touches; bars last, for they are large. */
gboolean
timeline_view_hit (GarrisonTimelineView *self, double x, double y, TimelineSpot *spot)
{
  double from_top = y - TIMELINE_TOP + gtk_adjustment_get_value (self->vadjustment);
  int lane = (int) floor (from_top / self->lane_height);
  double nearest = G_MAXDOUBLE;
  TimelineLayout *layout;

  *spot = (TimelineSpot){ -1, 0 };
  if (self->span == NULL || y < TIMELINE_TOP || x < self->head || lane < 0
      || lane >= (int) garrison_span_get_n_lanes (self->span))
    return FALSE;
  from_top -= lane * self->lane_height;
  layout = timeline_view_layout (self, lane);
  for (guint i = 0; i < layout->stops->len; i++)
    {
      const TimelineStop *stop = &g_array_index (layout->stops, TimelineStop, i);
      double distance = fabs (timeline_view_x (self, stop->x) - x);
      double weight = stop->type == TIMELINE_STOP_BAR ? 1e6 : stop->type == TIMELINE_STOP_COLUMN ? 1e3 : 0;

      if (distance <= stop->half + 1 && from_top >= stop->y - 1 && from_top <= stop->y + stop->height + 1
          && distance + weight < nearest)
        {
          nearest = distance + weight;
          *spot = (TimelineSpot){ lane, i };
        }
    }
  return spot->lane >= 0;
}

const TimelineStop *
timeline_view_stop (GarrisonTimelineView *self, TimelineSpot spot)
{
  TimelineLayout *layout;

  if (self->span == NULL || spot.lane < 0 || spot.lane >= (int) garrison_span_get_n_lanes (self->span))
    return NULL;
  layout = timeline_view_layout (self, spot.lane);
  return spot.stop < layout->stops->len ? &g_array_index (layout->stops, TimelineStop, spot.stop) : NULL;
}

void
timeline_view_stop_rectangle (GarrisonTimelineView *self, TimelineSpot spot, GdkRectangle *rectangle)
{
  const TimelineStop *stop = timeline_view_stop (self, spot);
  double x, from, to;

  g_assert (stop != NULL);
  x = timeline_view_x (self, stop->x);
  from = CLAMP (x - stop->half, self->head, self->head + self->scale.width - 2);
  to = CLAMP (x + stop->half, from + 2, self->head + self->scale.width);
  *rectangle = (GdkRectangle){ (int) from, (int) (timeline_view_lane_y (self, spot.lane) + stop->y),
                               MAX ((int) (to - from), 1), (int) stop->height };
}

gboolean
timeline_view_find (GarrisonTimelineView *self, GarrisonEntryState state, gint64 id, TimelineSpot *spot)
{
  guint n = self->span != NULL ? garrison_span_get_n_lanes (self->span) : 0;

  for (guint lane = 0; id != 0 && lane < n; lane++)
    {
      GArray *marks = garrison_span_get_lane (self->span, lane)->marks;
      TimelineLayout *layout;
      guint found = marks->len;

      for (guint i = 0; i < marks->len && found == marks->len; i++)
        if (g_array_index (marks, GarrisonSpanMark, i).id == id
            && g_array_index (marks, GarrisonSpanMark, i).state == state)
          found = i;
      if (found == marks->len)
        continue;
      layout = timeline_view_layout (self, lane);
      for (guint i = 0; i < layout->stops->len; i++)
        {
          const TimelineStop *stop = &g_array_index (layout->stops, TimelineStop, i);
          gboolean is = stop->type == TIMELINE_STOP_MARK && stop->index == found;

          if (stop->type == TIMELINE_STOP_PILL)
            {
              const GarrisonSpanGroup *group = &g_array_index (layout->groups, GarrisonSpanGroup, stop->index);
              for (guint j = 0; j < group->n; j++)
                is |= g_array_index (layout->shown, guint, group->first + j) == found;
            }
          if (is)
            {
              *spot = (TimelineSpot){ (int) lane, i };
              return TRUE;
            }
        }
      return FALSE;
    }
  return FALSE;
}
