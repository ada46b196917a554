#include "desktop/timeline-strip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/day.h"
#include "base/language.h"
#include "desktop/text-scale.h"
#include "desktop/timeline-style.h"
#include "model/span-scale.h"

#define HEAD 176
#define NARROW_HEAD 150
#define TOP 4
#define COLUMNS 36

struct _GarrisonTimelineStrip
{
  GtkWidget parent_instance;
  GarrisonTimelineStyle *style;
  GArray *counts, *weeks;
  GTimeZone *zone;
  gint64 from, to;
  gint64 drag_from;
};

G_DEFINE_FINAL_TYPE (GarrisonTimelineStrip, garrison_timeline_strip, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Everything is laid out for letters of the usual size, and scaled as a whole. */
static double
width_of (GarrisonTimelineStrip *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) / garrison_text_scale (GTK_WIDGET (self));
}

static double
head_of (GarrisonTimelineStrip *self)
{
  return width_of (self) < 700 ? NARROW_HEAD : HEAD;
}

/* The year, and a month of what is planned behind it. */
static gboolean
get_scale (GarrisonTimelineStrip *self, GarrisonSpanScale *scale)
{
  double width = width_of (self) - head_of (self) - 12;
  gint64 first, last;

  if (self->counts->len == 0 || width < 10)
    return FALSE;
  first = g_array_index (self->weeks, gint64, 0);
  last = g_array_index (self->weeks, gint64, self->counts->len) + 28 * GARRISON_SPAN_DAY;
  *scale = (GarrisonSpanScale){ first, (last - first) / width, width };
  return TRUE;
}

static guint
highest (GarrisonTimelineStrip *self)
{
  guint most = 1;

  for (guint i = 0; i < self->counts->len; i++)
    most = MAX (most, g_array_index (self->counts, guint, i));
  return most;
}

static void
draw_columns (GarrisonTimelineStrip *self, cairo_t *cr, const GarrisonSpanScale *scale)
{
  double unit = COLUMNS / (double) highest (self);

  for (guint i = 0; i < self->counts->len; i++)
    {
      gint64 begin = g_array_index (self->weeks, gint64, i), end = g_array_index (self->weeks, gint64, i + 1);
      double x = head_of (self) + garrison_span_scale_x (scale, begin);
      double width = garrison_span_scale_x (scale, end) - garrison_span_scale_x (scale, begin) - 2;
      double height = g_array_index (self->counts, guint, i) * unit;
      gboolean seen = end > self->from && begin < self->to;

      if (height <= 0)
        continue;
      garrison_timeline_set_color (cr, &self->style->series[1], seen ? 0.95 : 0.36);
      garrison_timeline_rounded (cr, x, TOP + 3 + COLUMNS - MAX (height, 1.5), MAX (width, 1), MAX (height, 1.5), 2);
      cairo_fill (cr);
    }
}

static void
draw_months (GarrisonTimelineStrip *self, cairo_t *cr, const GarrisonSpanScale *scale)
{
  g_autoptr (GArray) months = garrison_span_scale_ticks (scale, GARRISON_SPAN_UNIT_MONTH, self->zone);
  gboolean chinese = garrison_locale_is_chinese ();
  double free_from = 0;

  for (guint i = 0; i < months->len; i++)
    {
      gint64 at = g_array_index (months, gint64, i);
      double x = garrison_span_scale_x (scale, at);
      g_autofree char *text = garrison_month_format (garrison_day_month (garrison_day_of_instant (at, self->zone)), chinese);
      int width = garrison_timeline_style_text_width (self->style, TIMELINE_TEXT_TINY, text);

      if (x < free_from || x + width > scale->width)
        continue;
      garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_TINY, text, -1, &self->style->dim,
                                    head_of (self) + x, TOP + COLUMNS + 13, 0);
      free_from = x + width + 24;
    }
}

static void
draw_frame (GarrisonTimelineStrip *self, cairo_t *cr, const GarrisonSpanScale *scale)
{
  double from = garrison_span_scale_x (scale, self->from), to = garrison_span_scale_x (scale, self->to);
  double left = CLAMP (from, 0, scale->width), right = CLAMP (to, 0, scale->width);

  if (to < 0 || from > scale->width)
    return;
  left += head_of (self);
  right = MAX (right + head_of (self), left + 5);
  garrison_timeline_rounded (cr, left + 1, TOP - 1, right - left - 2, COLUMNS + 7, 5);
  garrison_timeline_set_color (cr, &self->style->accent, 0.1);
  cairo_fill_preserve (cr);
  garrison_timeline_set_color (cr, &self->style->accent, 1);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
  if (right - left < 24)
    return;
  garrison_timeline_rounded (cr, left - 1, TOP + 14, 4, 12, 2);
  garrison_timeline_rounded (cr, right - 3, TOP + 14, 4, 12, 2);
  cairo_fill (cr);
}

static void
garrison_timeline_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonTimelineStrip *self = GARRISON_TIMELINE_STRIP (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GarrisonSpanScale scale;
  cairo_t *cr;

  if (self->style == NULL)
    self->style = garrison_timeline_style_new (widget);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_scale (cr, garrison_text_scale (widget), garrison_text_scale (widget));
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_SMALL_BOLD, _ ("12 months"), (int) head_of (self) - 24,
                                &self->style->dim, 18, TOP + COLUMNS / 2.0, 0);
  if (get_scale (self, &scale))
    {
      draw_columns (self, cr, &scale);
      draw_months (self, cr, &scale);
      draw_frame (self, cr, &scale);
    }
  cairo_destroy (cr);
}

/* Input ------------------------------------------------------------------------------------------- */

static void
move_to (GarrisonTimelineStrip *self, gint64 from)
{
  g_signal_emit (self, signals[MOVED], 0, from);
}

/* A press outside the frame brings it there first. */
static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, GarrisonTimelineStrip *self)
{
  GarrisonSpanScale scale;
  gint64 at;

  if (!get_scale (self, &scale))
    return;
  at = garrison_span_scale_instant (&scale, x / garrison_text_scale (GTK_WIDGET (self)) - head_of (self));
  if (at < self->from || at > self->to)
    move_to (self, at - (self->to - self->from) / 2);
  self->drag_from = self->from;
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, GarrisonTimelineStrip *self)
{
  GarrisonSpanScale scale;

  if (get_scale (self, &scale))
    move_to (self, self->drag_from + (gint64) llround (dx / garrison_text_scale (GTK_WIDGET (self)) * scale.per_px));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GarrisonTimelineStrip *self)
{
  gint64 step = MAX ((self->to - self->from) / 4, GARRISON_SPAN_DAY);

  if (key != GDK_KEY_Left && key != GDK_KEY_Right)
    return FALSE;
  move_to (self, self->from + (key == GDK_KEY_Left ? -step : step));
  return TRUE;
}

/* Widget ------------------------------------------------------------------------------------------ */

static void
garrison_timeline_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                 int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : garrison_text_px (widget, TOP + COLUMNS + 24);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1000 : garrison_text_px (widget, TOP + COLUMNS + 24);
}

static void
forget_style (GarrisonTimelineStrip *self)
{
  g_clear_pointer (&self->style, garrison_timeline_style_free);
}

static void
garrison_timeline_strip_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (garrison_timeline_strip_parent_class)->css_changed (widget, change);
  forget_style (GARRISON_TIMELINE_STRIP (widget));
}

static void
garrison_timeline_strip_finalize (GObject *object)
{
  GarrisonTimelineStrip *self = GARRISON_TIMELINE_STRIP (object);

  forget_style (self);
  g_array_unref (self->counts);
  g_array_unref (self->weeks);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (garrison_timeline_strip_parent_class)->finalize (object);
}

static void
garrison_timeline_strip_class_init (GarrisonTimelineStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = garrison_timeline_strip_finalize;
  widget_class->measure = garrison_timeline_strip_measure;
  widget_class->snapshot = garrison_timeline_strip_snapshot;
  widget_class->css_changed = garrison_timeline_strip_css_changed;
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "timelinestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SCROLLBAR);
}

static void
garrison_timeline_strip_init (GarrisonTimelineStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->counts = g_array_new (FALSE, TRUE, sizeof (guint));
  self->weeks = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Twelve months; the arrow keys move what is in view"), -1);
}

void
garrison_timeline_strip_set_weeks (GarrisonTimelineStrip *self, const guint *counts, guint n,
                                   const gint64 *weeks, GTimeZone *zone)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_STRIP (self));

  g_array_set_size (self->counts, 0);
  g_array_set_size (self->weeks, 0);
  g_array_append_vals (self->counts, counts, n);
  g_array_append_vals (self->weeks, weeks, n + 1);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
garrison_timeline_strip_set_view (GarrisonTimelineStrip *self, gint64 from, gint64 to)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_STRIP (self));

  if (self->from == from && self->to == to)
    return;
  self->from = from;
  self->to = to;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
