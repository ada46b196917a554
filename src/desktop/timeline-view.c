#include "desktop/timeline-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/language.h"
#include "desktop/timeline-view-private.h"

#define HEAD 176
#define NARROW_HEAD 150
#define LANE 112      /* two rows of bars */
#define LOW_LANE 89   /* one, where there are many lanes */
#define MANY_LANES 20
#define TICK 20       /* seconds between two looks at the clock */
#define NOWHERE ((TimelineSpot){ -1, 0 })

G_DEFINE_FINAL_TYPE (GarrisonTimelineView, garrison_timeline_view, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  CHOSEN,
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
forget_layers (GarrisonTimelineView *self)
{
  g_clear_pointer (&self->base, gsk_render_node_unref);
}

void
timeline_view_redraw (GarrisonTimelineView *self)
{
  forget_layers (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
wish (GarrisonTimelineView *self)
{
  guint first, last;

  if (self->span == NULL || !self->placed)
    return;
  timeline_view_visible_lanes (self, &first, &last);
  garrison_span_show (self->span, self->scale.start, garrison_span_scale_end (&self->scale),
                      garrison_span_scale_day_width (&self->scale), first, last);
}

void
timeline_view_moved (GarrisonTimelineView *self)
{
  wish (self);
  timeline_view_redraw (self);
  g_signal_emit (self, signals[MOVED], 0);
}

void
timeline_view_pan (GarrisonTimelineView *self, double pixels)
{
  garrison_span_scale_pan (&self->scale, pixels);
  garrison_timeline_details_hide (self->details);
  timeline_view_moved (self);
}

void
timeline_view_zoom (GarrisonTimelineView *self, double x, double factor)
{
  garrison_span_scale_zoom (&self->scale, x, factor);
  garrison_timeline_details_hide (self->details);
  self->hover = NOWHERE;
  timeline_view_moved (self);
}

/* Focus, hover, selection ------------------------------------------------------------------------- */

void
timeline_view_set_hover (GarrisonTimelineView *self, TimelineSpot spot)
{
  g_clear_handle_id (&self->hover_id, g_source_remove);
  if (self->hover.lane == spot.lane && self->hover.stop == spot.stop)
    return;
  if (self->hover.lane >= 0)
    garrison_timeline_details_hide (self->details);
  self->hover = spot;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
speak (GarrisonTimelineView *self)
{
  g_autofree char *spoken = garrison_timeline_view_speak (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken != NULL ? spoken : _ ("Timeline"), -1);
}

static void
bring_into_view (GarrisonTimelineView *self, TimelineSpot spot)
{
  const TimelineStop *stop = timeline_view_stop (self, spot);
  double x = timeline_view_x (self, stop->x) - self->head;
  double top = spot.lane * self->lane_height, offset = gtk_adjustment_get_value (self->vadjustment);
  double page = gtk_adjustment_get_page_size (self->vadjustment);
  /* A bar is in view when any of it is. */
  double half = stop->type == TIMELINE_STOP_BAR ? stop->half : 0;

  if (x + half < 24)
    timeline_view_pan (self, x + half - self->scale.width / 4);
  else if (x - half > self->scale.width - 24)
    timeline_view_pan (self, x - half - self->scale.width * 3 / 4);
  if (top < offset)
    gtk_adjustment_set_value (self->vadjustment, top);
  else if (top + self->lane_height > offset + page)
    gtk_adjustment_set_value (self->vadjustment, top + self->lane_height - page);
}

static const GarrisonSpanMark *
mark_at (GarrisonTimelineView *self, TimelineSpot spot)
{
  const TimelineStop *stop = timeline_view_stop (self, spot);

  if (stop == NULL || stop->type != TIMELINE_STOP_MARK)
    return NULL;
  return &g_array_index (garrison_span_get_lane (self->span, spot.lane)->marks, GarrisonSpanMark, stop->index);
}

void
timeline_view_set_focus (GarrisonTimelineView *self, TimelineSpot spot, gboolean show)
{
  const TimelineStop *stop = timeline_view_stop (self, spot);
  const GarrisonSpanMark *mark = mark_at (self, spot);

  g_clear_handle_id (&self->hover_id, g_source_remove);
  self->focus = spot;
  self->focus_at = stop != NULL ? stop->at : 0;
  self->focus_id = mark != NULL ? mark->id : 0;
  if (stop != NULL && show)
    {
      bring_into_view (self, spot);
      timeline_view_show_details (self, spot);
    }
  if (mark != NULL)
    {
      self->selected_state = mark->state;
      self->selected_id = mark->id;
      g_signal_emit (self, signals[CHOSEN], 0, (int) mark->state, mark->id);
    }
  speak (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* A pill opens by zooming in until its marks part, a column until its days do; others lead to the customer. */
void
timeline_view_open (GarrisonTimelineView *self, TimelineSpot spot)
{
  const TimelineStop *stop = timeline_view_stop (self, spot);
  const GarrisonSpanMark *mark = mark_at (self, spot);
  gint64 customer = 0;

  if (stop == NULL)
    return;
  if (stop->type == TIMELINE_STOP_PILL || stop->type == TIMELINE_STOP_COLUMN)
    {
      double x = timeline_view_x (self, stop->x) - self->head;
      timeline_view_zoom (self, x, 3);
      return;
    }
  if (mark != NULL)
    {
      g_autoptr (GarrisonEntry) entry = garrison_span_get_entry (self->span, mark);
      customer = garrison_entry_get_customer (entry);
    }
  else
    customer = g_array_index (garrison_span_get_lane (self->span, spot.lane)->stretches, GarrisonSpanStretch, stop->index).customer;
  if (customer > 0)
    g_signal_emit (self, signals[OPENED], 0, customer);
}

/* Following the span ------------------------------------------------------------------------------ */

double
timeline_view_height (GarrisonTimelineView *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self)) / garrison_text_scale (GTK_WIDGET (self));
}

static void
update_lanes (GarrisonTimelineView *self)
{
  guint n = self->span != NULL ? garrison_span_get_n_lanes (self->span) : 0;
  double page = MAX (timeline_view_height (self) - TIMELINE_TOP, 1);

  self->lane_height = n > MANY_LANES ? LOW_LANE : LANE;
  self->bar_rows = n > MANY_LANES ? 1 : 2;
  gtk_adjustment_configure (self->vadjustment, gtk_adjustment_get_value (self->vadjustment), 0,
                            MAX (n * self->lane_height, page), self->lane_height, page, page);
}

/* The mark that had the focus may stand elsewhere now, or be gone. */
static void
find_focus_again (GarrisonTimelineView *self)
{
  TimelineSpot spot = NOWHERE;

  if (self->focus_id != 0 && timeline_view_find (self, self->selected_state, self->focus_id, &spot))
    self->focus = spot;
  else if (timeline_view_stop (self, self->focus) == NULL
           || timeline_view_stop (self, self->focus)->at != self->focus_at)
    self->focus = NOWHERE;
}

static void
on_span_changed (GarrisonSpan *span, GarrisonTimelineView *self)
{
  timeline_view_forget_layouts (self);
  update_lanes (self);
  timeline_view_set_hover (self, NOWHERE); /* what was under the pointer may be elsewhere */
  find_focus_again (self);
  wish (self);
  timeline_view_redraw (self);
}

static void
on_scrolled (GarrisonTimelineView *self)
{
  wish (self);
  garrison_timeline_details_hide (self->details);
  timeline_view_redraw (self);
}

static gboolean
on_tick (gpointer data)
{
  GarrisonTimelineView *self = data;

  self->now = g_get_real_time ();
  timeline_view_redraw (self);
  return G_SOURCE_CONTINUE;
}

/* Widget ------------------------------------------------------------------------------------------ */

static void
place (GarrisonTimelineView *self, double width)
{
  if (self->placed)
    {
      garrison_span_scale_resize (&self->scale, width);
      return;
    }
  self->placed = TRUE;
  self->scale = (GarrisonSpanScale){ self->now - 4 * GARRISON_SPAN_DAY, 8 * GARRISON_SPAN_DAY / width, width };
  garrison_span_scale_set_zoom (&self->scale, GARRISON_SPAN_ZOOM_MONTH, self->now, self->zone);
}

static gboolean
on_moved_due (gpointer data)
{
  GarrisonTimelineView *self = data;

  self->moved_id = 0;
  timeline_view_moved (self);
  return G_SOURCE_REMOVE;
}

static void
garrison_timeline_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GarrisonTimelineView *self = GARRISON_TIMELINE_VIEW (widget);

  width = (int) (width / garrison_text_scale (widget));
  self->head = width < 700 ? NARROW_HEAD : HEAD;
  if (width > self->head && self->zone != NULL)
    place (self, width - self->head);
  update_lanes (self);
  gtk_popover_present (GTK_POPOVER (self->details));
  timeline_view_redraw (self);
  /* Listeners set labels, which must not be while sizes are being given out. */
  if (self->moved_id == 0)
    self->moved_id = g_idle_add (on_moved_due, self);
}

static void
garrison_timeline_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 360 : garrison_text_px (widget, TIMELINE_TOP + LOW_LANE);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1000 : garrison_text_px (widget, TIMELINE_TOP + 5 * LANE);
}

static void
garrison_timeline_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonTimelineView *self = GARRISON_TIMELINE_VIEW (widget);

  if (self->span == NULL || !self->placed)
    return;
  if (self->style == NULL)
    self->style = garrison_timeline_style_new (widget);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, garrison_text_scale (widget), garrison_text_scale (widget));
  timeline_view_snapshot (self, snapshot);
  gtk_snapshot_restore (snapshot);
}

static void
forget_style (GarrisonTimelineView *self)
{
  g_clear_pointer (&self->style, garrison_timeline_style_free);
  forget_layers (self);
}

static void
garrison_timeline_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (garrison_timeline_view_parent_class)->css_changed (widget, change);
  forget_style (GARRISON_TIMELINE_VIEW (widget));
}

static void
garrison_timeline_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (garrison_timeline_view_parent_class)->system_setting_changed (widget, setting);
  forget_style (GARRISON_TIMELINE_VIEW (widget));
}

static void
on_focus_changed (GtkWidget *widget)
{
  GarrisonTimelineView *self = GARRISON_TIMELINE_VIEW (widget);

  if (!gtk_widget_has_focus (widget))
    garrison_timeline_details_hide (self->details);
  gtk_widget_queue_draw (widget);
}

static void
garrison_timeline_view_dispose (GObject *object)
{
  GarrisonTimelineView *self = GARRISON_TIMELINE_VIEW (object);

  g_clear_handle_id (&self->hover_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->moved_id, g_source_remove);
  if (self->details != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->details));
  self->details = NULL;
  g_clear_object (&self->span);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_timeline_view_parent_class)->dispose (object);
}

static void
garrison_timeline_view_finalize (GObject *object)
{
  GarrisonTimelineView *self = GARRISON_TIMELINE_VIEW (object);

  timeline_view_forget_layouts (self);
  forget_style (self);
  g_clear_object (&self->vadjustment);
  G_OBJECT_CLASS (garrison_timeline_view_parent_class)->finalize (object);
}

static void
garrison_timeline_view_class_init (GarrisonTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = garrison_timeline_view_dispose;
  object_class->finalize = garrison_timeline_view_finalize;
  widget_class->size_allocate = garrison_timeline_view_size_allocate;
  widget_class->measure = garrison_timeline_view_measure;
  widget_class->snapshot = garrison_timeline_view_snapshot;
  widget_class->css_changed = garrison_timeline_view_css_changed;
  widget_class->system_setting_changed = garrison_timeline_view_system_setting_changed;
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "timelineview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
garrison_timeline_view_init (GarrisonTimelineView *self)
{
  self->vadjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 1, 1, 1, 1));
  self->hover = self->focus = NOWHERE;
  self->lane_height = LANE;
  self->bar_rows = 2;
  self->head = HEAD;
  self->now = g_get_real_time ();
  self->chinese = garrison_locale_is_chinese ();
  self->details = garrison_timeline_details_new (GTK_WIDGET (self));
  self->tick_id = g_timeout_add_seconds (TICK, on_tick, self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (self->vadjustment, "value-changed", G_CALLBACK (on_scrolled), self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (on_focus_changed), NULL);
  timeline_view_add_input (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Timeline"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Tab and arrow keys walk the entries, plus and minus zoom, Home goes to today"), -1);
}

/* Public ------------------------------------------------------------------------------------------ */

void
garrison_timeline_view_set_span (GarrisonTimelineView *self, GarrisonSpan *span, GarrisonDirectory *directory)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_VIEW (self));
  g_return_if_fail (self->span == NULL);

  self->span = g_object_ref (span);
  self->directory = g_object_ref (directory);
  self->zone = garrison_store_get_time_zone (garrison_directory_get_store (directory));
  g_signal_connect_object (span, "changed", G_CALLBACK (on_span_changed), self, 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

const GarrisonSpanScale *
garrison_timeline_view_get_scale (GarrisonTimelineView *self)
{
  g_return_val_if_fail (GARRISON_IS_TIMELINE_VIEW (self), NULL);
  return &self->scale;
}

void
garrison_timeline_view_set_zoom (GarrisonTimelineView *self, GarrisonSpanZoom zoom)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_VIEW (self));

  if (!self->placed)
    return;
  garrison_span_scale_set_zoom (&self->scale, zoom, self->now, self->zone);
  self->hover = NOWHERE;
  garrison_timeline_details_hide (self->details);
  timeline_view_moved (self);
}

GarrisonSpanZoom
garrison_timeline_view_get_zoom (GarrisonTimelineView *self)
{
  g_return_val_if_fail (GARRISON_IS_TIMELINE_VIEW (self), GARRISON_SPAN_ZOOM_MONTH);
  return self->placed ? garrison_span_scale_nearest_zoom (&self->scale) : GARRISON_SPAN_ZOOM_MONTH;
}

void
garrison_timeline_view_step (GarrisonTimelineView *self, int step)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_VIEW (self));

  garrison_span_scale_step (&self->scale, step, self->zone);
  garrison_timeline_details_hide (self->details);
  timeline_view_moved (self);
}

void
garrison_timeline_view_show_now (GarrisonTimelineView *self)
{
  GarrisonSpanZoom zoom = garrison_timeline_view_get_zoom (self);

  g_return_if_fail (GARRISON_IS_TIMELINE_VIEW (self));

  self->now = g_get_real_time ();
  self->scale.start = self->now - (gint64) (self->scale.per_px * self->scale.width / 2);
  garrison_timeline_view_set_zoom (self, zoom);
}

void
garrison_timeline_view_show_instant (GarrisonTimelineView *self, gint64 instant, gboolean gently)
{
  double x;

  g_return_if_fail (GARRISON_IS_TIMELINE_VIEW (self));

  x = garrison_span_scale_x (&self->scale, instant);
  if (!gently || x < 0 || x > self->scale.width)
    timeline_view_pan (self, x - self->scale.width / 2);
}

GtkAdjustment *
garrison_timeline_view_get_vadjustment (GarrisonTimelineView *self)
{
  g_return_val_if_fail (GARRISON_IS_TIMELINE_VIEW (self), NULL);
  return self->vadjustment;
}

void
garrison_timeline_view_select (GarrisonTimelineView *self, GarrisonEntryState state, gint64 id)
{
  TimelineSpot spot;

  g_return_if_fail (GARRISON_IS_TIMELINE_VIEW (self));

  self->selected_state = state;
  self->selected_id = id;
  if (timeline_view_find (self, state, id, &spot))
    {
      self->focus = spot;
      self->focus_id = id;
      self->focus_at = timeline_view_stop (self, spot)->at;
      bring_into_view (self, spot);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

char *
garrison_timeline_view_speak (GarrisonTimelineView *self)
{
  g_return_val_if_fail (GARRISON_IS_TIMELINE_VIEW (self), NULL);
  return timeline_view_describe (self, self->focus);
}

void
garrison_timeline_view_locate (GarrisonTimelineView *self, guint lane, gint64 at, double *x, double *y)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_VIEW (self));

  *x = self->head + garrison_span_scale_x (&self->scale, at);
  *y = timeline_view_lane_y (self, lane) + TIMELINE_MARKS_Y;
}
