/* Wheel, drag, pinch, pointer and keys of the timeline. */
#include <math.h>

#include "desktop/timeline-view-private.h"

#define WHEEL_STEP 60.0   /* pixels of time a notch */
#define ZOOM_STEP 1.2
#define HOVER_DELAY 150   /* ms */
#define NOWHERE ((TimelineSpot){ -1, 0 })

/* From the widget's pixels to those that everything is laid out in. */
static void
to_design (GarrisonTimelineView *self, double *x, double *y)
{
  double scale = garrison_text_scale (GTK_WIDGET (self));

  *x /= scale;
  *y /= scale;
}

/* Wheel ------------------------------------------------------------------------------------------- */

static gboolean
can_scroll (GarrisonTimelineView *self)
{
  return gtk_adjustment_get_upper (self->vadjustment) > gtk_adjustment_get_page_size (self->vadjustment) + 1;
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, GarrisonTimelineView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean smooth = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE;
  double step = smooth ? 1 : WHEEL_STEP;

  timeline_view_set_hover (self, NOWHERE);
  if (state & GDK_CONTROL_MASK)
    timeline_view_zoom (self, MAX (self->pointer_x - self->head, 0), pow (ZOOM_STEP, smooth ? -dy / 20 : -dy));
  else if ((state & GDK_SHIFT_MASK) || fabs (dx) > fabs (dy))
    timeline_view_pan (self, (fabs (dx) > fabs (dy) ? dx : dy) * step);
  else if (can_scroll (self) && self->pointer_y >= TIMELINE_TOP)
    gtk_adjustment_set_value (self->vadjustment, gtk_adjustment_get_value (self->vadjustment) + dy * step);
  else
    timeline_view_pan (self, dy * step);
  return TRUE;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, GarrisonTimelineView *self)
{
  double x = self->head, y = 0;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    to_design (self, &x, &y);
  if (scale > 0 && self->pinch > 0)
    timeline_view_zoom (self, MAX (x - self->head, 0), scale / self->pinch);
  self->pinch = scale;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, GarrisonTimelineView *self)
{
  self->pinch = 1;
}

/* Drag -------------------------------------------------------------------------------------------- */

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, GarrisonTimelineView *self)
{
  self->drag_start = 0;
  self->drag_voffset = gtk_adjustment_get_value (self->vadjustment);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, GarrisonTimelineView *self)
{
  if (fabs (dx) + fabs (dy) < 5 && self->drag_start == 0)
    return;
  to_design (self, &dx, &dy);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
  timeline_view_set_hover (self, NOWHERE);
  timeline_view_pan (self, self->drag_start - dx);
  self->drag_start = dx;
  gtk_adjustment_set_value (self->vadjustment, self->drag_voffset - dy);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, GarrisonTimelineView *self)
{
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
}

/* Pointer ----------------------------------------------------------------------------------------- */

static gboolean
on_hover_due (gpointer data)
{
  GarrisonTimelineView *self = data;

  self->hover_id = 0;
  timeline_view_show_details (self, self->hover);
  return G_SOURCE_REMOVE;
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, GarrisonTimelineView *self)
{
  TimelineSpot spot;

  to_design (self, &x, &y);
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  timeline_view_hit (self, x, y, &spot);
  if (spot.lane == self->hover.lane && spot.stop == self->hover.stop)
    return;
  timeline_view_set_hover (self, spot);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), spot.lane >= 0 ? "pointer" : NULL);
  if (spot.lane >= 0)
    self->hover_id = g_timeout_add (HOVER_DELAY, on_hover_due, self);
}

static void
on_leave (GtkEventControllerMotion *controller, GarrisonTimelineView *self)
{
  timeline_view_set_hover (self, NOWHERE);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, GarrisonTimelineView *self)
{
  TimelineSpot spot;

  to_design (self, &x, &y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!timeline_view_hit (self, x, y, &spot))
    {
      garrison_timeline_details_hide (self->details);
      return;
    }
  if (n_press == 2)
    timeline_view_open (self, spot);
  else
    timeline_view_set_focus (self, spot, TRUE);
}

/* Keys -------------------------------------------------------------------------------------------- */

static guint
n_stops (GarrisonTimelineView *self, int lane)
{
  return timeline_view_layout (self, lane)->stops->len;
}

/* The stop of @lane that is nearest to @x (of the layout), marks before bars. */
static TimelineSpot
nearest_stop (GarrisonTimelineView *self, int lane, double x)
{
  GArray *stops = timeline_view_layout (self, lane)->stops;
  TimelineSpot spot = { lane, 0 };
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < stops->len; i++)
    {
      const TimelineStop *stop = &g_array_index (stops, TimelineStop, i);
      double distance = fabs (stop->x - x) + (stop->type == TIMELINE_STOP_BAR ? 1e6 : 0);

      if (distance < best)
        {
          best = distance;
          spot.stop = i;
        }
    }
  return spot;
}

/* Where keys begin: at the mark nearest to now, or to the middle when now is not in view. */
static TimelineSpot
first_spot (GarrisonTimelineView *self)
{
  int n = (int) garrison_span_get_n_lanes (self->span);
  double now = garrison_span_scale_x (&self->scale, self->now);
  double at = now >= 0 && now <= self->scale.width ? now : self->scale.width / 2;
  guint first, last;

  timeline_view_visible_lanes (self, &first, &last);
  for (int lane = first; lane < n && lane <= (int) last; lane++)
    if (n_stops (self, lane) > 0)
      return nearest_stop (self, lane, at - garrison_span_scale_x (&self->scale, self->origin));
  return NOWHERE;
}

static gboolean
walk (GarrisonTimelineView *self, int step)
{
  TimelineSpot spot = self->focus;

  if (timeline_view_stop (self, spot) == NULL)
    spot = first_spot (self);
  else if ((int) spot.stop + step < 0 || spot.stop + step >= n_stops (self, spot.lane))
    return FALSE;
  else
    spot.stop += step;
  if (spot.lane < 0)
    return FALSE;
  timeline_view_set_focus (self, spot, TRUE);
  return TRUE;
}

static gboolean
change_lane (GarrisonTimelineView *self, int step)
{
  const TimelineStop *stop = timeline_view_stop (self, self->focus);
  int n = (int) garrison_span_get_n_lanes (self->span);
  double x;

  if (stop == NULL)
    return walk (self, step);
  x = stop->type == TIMELINE_STOP_BAR ? MAX (stop->x - stop->half, 0) : stop->x;
  for (int lane = self->focus.lane + step; lane >= 0 && lane < n; lane += step)
    if (n_stops (self, lane) > 0)
      {
        timeline_view_set_focus (self, nearest_stop (self, lane, x), TRUE);
        return TRUE;
      }
  /* Lanes that were never in view are empty until they are. */
  gtk_adjustment_set_value (self->vadjustment, gtk_adjustment_get_value (self->vadjustment) + step * self->lane_height);
  return TRUE;
}

static void
scroll_page (GarrisonTimelineView *self, int step)
{
  double page = gtk_adjustment_get_page_size (self->vadjustment) - self->lane_height;

  gtk_adjustment_set_value (self->vadjustment, gtk_adjustment_get_value (self->vadjustment) + step * MAX (page, self->lane_height));
}

/* Around the mark that has the focus, else around the middle. */
static void
zoom_by_key (GarrisonTimelineView *self, double factor)
{
  const TimelineStop *stop = timeline_view_stop (self, self->focus);
  double x = stop != NULL ? timeline_view_x (self, stop->x) - self->head : -1;

  timeline_view_zoom (self, x >= 0 && x <= self->scale.width ? x : self->scale.width / 2, factor);
}

static gboolean
move_by_key (GarrisonTimelineView *self, guint key, gboolean control)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      {
        int step = key == GDK_KEY_Left || key == GDK_KEY_KP_Left ? -1 : 1;
        if (control || !walk (self, step))
          timeline_view_pan (self, step * self->scale.width / (control ? 2 : 8));
        return TRUE;
      }
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return change_lane (self, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return change_lane (self, 1);
    case GDK_KEY_Page_Up:
      scroll_page (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
      scroll_page (self, 1);
      return TRUE;
    case GDK_KEY_Home:
      garrison_timeline_view_show_now (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GarrisonTimelineView *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if (self->span == NULL || (state & GDK_ALT_MASK) != 0)
    return FALSE;
  if (key == GDK_KEY_Tab && !control)
    return walk (self, 1);
  if (key == GDK_KEY_ISO_Left_Tab && !control)
    return walk (self, -1);
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_by_key (self, ZOOM_STEP * ZOOM_STEP);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by_key (self, 1 / (ZOOM_STEP * ZOOM_STEP));
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (timeline_view_stop (self, self->focus) == NULL)
        return FALSE;
      timeline_view_open (self, self->focus);
      return TRUE;
    case GDK_KEY_Escape:
      if (!garrison_timeline_details_is_shown (self->details))
        return FALSE;
      garrison_timeline_details_hide (self->details);
      return TRUE;
    default:
      return move_by_key (self, key, control);
    }
}

void
timeline_view_add_input (GarrisonTimelineView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}
