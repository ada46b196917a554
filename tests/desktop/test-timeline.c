/* The timeline window in process, over a small company: it draws, keys travel, it speaks, list and
 * lanes follow each other. */
#include <adwaita.h>
#include <string.h>

#include "desk.h"
#include "base/day.h"
#include "desktop/compat.h"
#include "desktop/session.h"
#include "desktop/timeline-entries.h"
#include "desktop/timeline-row.h"
#include "desktop/timeline-strip.h"
#include "desktop/timeline-view-private.h"
#include "desktop/timeline-window.h"

typedef struct
{
  Desk desk;
  GarrisonStore *store; /* both of the desk */
  GarrisonDesktopSession *session;
  GarrisonTimelineWindow *window;
  GarrisonTimelineView *view;
  GarrisonTimelineEntries *entries;
  gint64 opened;
} Office;

static void
on_opened (GarrisonTimelineView *view, gint64 customer, Office *office)
{
  office->opened = customer;
}

static void
set_up (Office *office, gconstpointer data)
{
  guint people = GPOINTER_TO_UINT (data);
  SmallOfficeSize size = { people > 0 ? 200 : 0, people, 2400, 200, FALSE };

  desk_open (&office->desk, &size);
  office->store = office->desk.office.store;
  office->session = office->desk.session;
  office->window = desk_show (&office->desk, GARRISON_TYPE_TIMELINE_WINDOW, 1240, 800);
  office->view = desk_find (GTK_WIDGET (office->window), GARRISON_TYPE_TIMELINE_VIEW);
  office->entries = desk_find (GTK_WIDGET (office->window), GARRISON_TYPE_TIMELINE_ENTRIES);
  g_assert_nonnull (office->view);
  g_assert_nonnull (office->entries);
  g_signal_connect (office->view, "opened", G_CALLBACK (on_opened), office);
}

static void
tear_down (Office *office, gconstpointer data)
{
  desk_dismiss (office->window);
  desk_close (&office->desk);
}

static gboolean
is_loaded (Office *office)
{
  GarrisonSpan *span = office->view->span;

  return office->view->placed && !garrison_span_is_loading (span) && garrison_span_get_n_lanes (span) > 0
         && garrison_span_get_lane (span, 0)->known;
}

/* Where the timeline can be reached by keys and pointer. */
static void
wait_for_marks (Office *office)
{
  GListModel *entries = garrison_span_get_entries (office->view->span);

  WAIT_FOR (is_loaded (office) && g_list_model_get_n_items (entries) > 0);
  settle ();
}

static gboolean
press (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &taken);
    }
  return taken;
}

/* (nullable): what the widget shows; NULL while it is about to be drawn anew. */
static GskRenderNode *
node_of (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  return gtk_snapshot_to_node (g_steal_pointer (&snapshot));
}

static cairo_surface_t *
picture_of (GtkWidget *widget)
{
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GskRenderNode) node = NULL;

  WAIT_FOR (node != NULL || (node = node_of (widget)) != NULL);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, double x, double y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return *(const guint32 *) (gconstpointer) (data + (int) y * cairo_image_surface_get_stride (surface) + (int) x * 4) & 0xffffff;
}

static guint32
as_pixel (const GdkRGBA *color)
{
  return (guint32) (color->red * 255 + 0.5) << 16 | (guint32) (color->green * 255 + 0.5) << 8 | (guint32) (color->blue * 255 + 0.5);
}

static gboolean
near (guint32 a, guint32 b)
{
  return ABS ((int) (a >> 16) - (int) (b >> 16)) < 12 && ABS ((int) (a >> 8 & 255) - (int) (b >> 8 & 255)) < 12
         && ABS ((int) (a & 255) - (int) (b & 255)) < 12;
}

/* Every single mark in view is there in the colour of its kind, unless the line of now crosses it. */
static void
test_draws (Office *office, gconstpointer data)
{
  GarrisonTimelineView *view = office->view;
  cairo_surface_t *surface;
  GarrisonTimelineStyle *style;
  guint checked = 0;
  GdkRGBA color;

  wait_for_marks (office);
  style = garrison_timeline_style_new (GTK_WIDGET (view));
  surface = picture_of (GTK_WIDGET (view));
  for (guint lane = 0; lane < 3; lane++)
    {
      TimelineLayout *layout = timeline_view_layout (view, lane);

      for (guint i = 0; i < layout->stops->len; i++)
        {
          const TimelineStop *stop = &g_array_index (layout->stops, TimelineStop, i);
          double x = timeline_view_x (view, stop->x), y = timeline_view_lane_y (view, lane) + TIMELINE_MARKS_Y;
          const GarrisonSpanMark *mark;

          if (stop->type != TIMELINE_STOP_MARK || x < view->head + 8 || x > view->head + view->scale.width - 8)
            continue;
          mark = &g_array_index (garrison_span_get_lane (view->span, lane)->marks, GarrisonSpanMark, stop->index);
          if (mark->state != GARRISON_ENTRY_DONE || ABS (garrison_span_scale_x (&view->scale, view->now) + view->head - x) < 9)
            continue;
          garrison_timeline_style_kind (style, mark->kind, &color);
          g_assert_true (near (pixel (surface, x, y), as_pixel (&color)));
          checked++;
        }
    }
  g_assert_cmpuint (checked, >, 3);
  garrison_timeline_style_free (style);
  cairo_surface_destroy (surface);
}

static void
test_keys (Office *office, gconstpointer data)
{
  GarrisonTimelineView *view = office->view;
  GtkWidget *widget = GTK_WIDGET (view);
  g_autofree char *first = NULL, *second = NULL, *below = NULL;
  double per_px;
  gint64 start;

  wait_for_marks (office);
  g_assert_null (garrison_timeline_view_speak (view));
  gtk_widget_grab_focus (widget);
  g_assert_true (press (widget, GDK_KEY_Tab, 0));
  first = garrison_timeline_view_speak (view);
  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first, garrison_directory_get_person_name (view->directory, garrison_span_get_lane (view->span, view->focus.lane)->person)));
  g_assert_true (garrison_timeline_details_is_shown (view->details));
  g_assert_true (press (widget, GDK_KEY_Left, 0));
  second = garrison_timeline_view_speak (view);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (press (widget, GDK_KEY_Right, 0));
  g_clear_pointer (&second, g_free);
  second = garrison_timeline_view_speak (view);
  g_assert_cmpstr (first, ==, second);
  g_assert_true (press (widget, GDK_KEY_Down, 0));
  below = garrison_timeline_view_speak (view);
  g_assert_cmpint (view->focus.lane, >, 0);
  g_assert_cmpstr (below, !=, first);
  g_assert_true (press (widget, GDK_KEY_Escape, 0));
  g_assert_false (garrison_timeline_details_is_shown (view->details));
  g_assert_false (press (widget, GDK_KEY_Escape, 0));
  per_px = view->scale.per_px;
  g_assert_true (press (widget, GDK_KEY_plus, 0));
  g_assert_cmpfloat (view->scale.per_px, <, per_px);
  g_assert_true (press (widget, GDK_KEY_minus, 0));
  g_assert_cmpfloat_with_epsilon (view->scale.per_px, per_px, per_px * 1e-6);
  start = view->scale.start;
  g_assert_true (press (widget, GDK_KEY_Right, GDK_CONTROL_MASK));
  g_assert_cmpint (view->scale.start, >, start);
  for (int i = 0; i < 40; i++)
    press (widget, GDK_KEY_Left, GDK_CONTROL_MASK);
  g_assert_true (press (widget, GDK_KEY_Home, 0));
  g_assert_cmpint (view->scale.start, <, view->now);
  g_assert_cmpint (garrison_span_scale_end (&view->scale), >, view->now);
}

/* Walks one lane from end to end: every stop says something of its own, and Tab leaves at the end. */
static void
test_walk (Office *office, gconstpointer data)
{
  GarrisonTimelineView *view = office->view;
  TimelineLayout *layout;
  guint steps = 0;

  wait_for_marks (office);
  timeline_view_set_focus (view, (TimelineSpot){ 0, 0 }, FALSE);
  while (press (GTK_WIDGET (view), GDK_KEY_Tab, 0) && steps < 10000)
    {
      g_autofree char *spoken = garrison_timeline_view_speak (view);
      g_assert_nonnull (spoken);
      g_assert_cmpuint (strlen (spoken), >, 10);
      steps++;
    }
  g_assert_cmpint (view->focus.lane, >=, 0);
  layout = timeline_view_layout (view, view->focus.lane);
  g_assert_cmpuint (steps, >, 2);
  g_assert_cmpuint (view->focus.stop, ==, layout->stops->len - 1);
}

static gboolean
find_type (Office *office, TimelineStopType type, TimelineSpot *spot)
{
  for (guint lane = 0; lane < garrison_span_get_n_lanes (office->view->span); lane++)
    {
      GArray *stops = timeline_view_layout (office->view, lane)->stops;
      for (guint i = 0; i < stops->len; i++)
        if (g_array_index (stops, TimelineStop, i).type == type)
          {
            *spot = (TimelineSpot){ (int) lane, i };
            return TRUE;
          }
    }
  return FALSE;
}

static void
test_open (Office *office, gconstpointer data)
{
  GarrisonTimelineView *view = office->view;
  TimelineSpot spot;
  double per_px;

  wait_for_marks (office);
  g_assert_true (find_type (office, TIMELINE_STOP_MARK, &spot));
  timeline_view_set_focus (view, spot, TRUE);
  press (GTK_WIDGET (view), GDK_KEY_Return, 0);
  g_assert_cmpint (office->opened, >, 0);
  office->opened = 0;
  g_assert_true (find_type (office, TIMELINE_STOP_BAR, &spot));
  timeline_view_set_focus (view, spot, FALSE);
  press (GTK_WIDGET (view), GDK_KEY_Return, 0);
  g_assert_cmpint (office->opened, >, 0);
  office->opened = 0;
  g_assert_true (find_type (office, TIMELINE_STOP_PILL, &spot));
  timeline_view_set_focus (view, spot, FALSE);
  per_px = view->scale.per_px;
  press (GTK_WIDGET (view), GDK_KEY_Return, 0);
  g_assert_cmpint (office->opened, ==, 0);
  g_assert_cmpfloat (view->scale.per_px, <, per_px);
}

/* Chosen in the list, it is marked in the lanes; chosen in the lanes, its row is selected. */
static void
test_together (Office *office, gconstpointer data)
{
  GarrisonTimelineView *view = office->view;
  GtkListBox *list = desk_find (GTK_WIDGET (office->entries), GTK_TYPE_LIST_BOX);
  GarrisonTimelineRow *row;
  GarrisonEntry *entry;
  TimelineSpot spot;

  wait_for_marks (office);
  WAIT_FOR (gtk_list_box_get_row_at_index (list, 2) != NULL);
  row = GARRISON_TIMELINE_ROW (gtk_list_box_get_row_at_index (list, 2));
  entry = garrison_timeline_row_get_entry (row);
  gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (row));
  g_assert_cmpint (view->selected_id, ==, garrison_entry_get_id (entry));
  g_assert_true (timeline_view_find (view, garrison_entry_get_state (entry), garrison_entry_get_id (entry), &spot));
  g_assert_cmpint (view->focus.lane, ==, spot.lane);
  g_assert_cmpint (garrison_span_get_lane (view->span, spot.lane)->person, ==, garrison_entry_get_person (entry));
  settle ();
  for (int i = 5; i >= 0; i--)
    {
      row = GARRISON_TIMELINE_ROW (gtk_list_box_get_row_at_index (list, i));
      entry = g_object_ref (garrison_timeline_row_get_entry (row));
      g_signal_emit_by_name (view, "chosen", (int) garrison_entry_get_state (entry), garrison_entry_get_id (entry));
      g_assert_true (gtk_list_box_get_selected_row (list) == GTK_LIST_BOX_ROW (row));
      g_object_unref (entry);
    }
}

static void
test_hit (Office *office, gconstpointer data)
{
  GarrisonTimelineView *view = office->view;
  TimelineSpot spot, found;
  GdkRectangle box;

  wait_for_marks (office);
  g_assert_true (find_type (office, TIMELINE_STOP_MARK, &spot));
  timeline_view_set_focus (view, spot, TRUE); /* brings it into view */
  timeline_view_stop_rectangle (view, spot, &box);
  g_assert_true (timeline_view_hit (view, box.x + box.width / 2.0, box.y + box.height / 2.0, &found));
  g_assert_cmpint (found.lane, ==, spot.lane);
  g_assert_cmpuint (found.stop, ==, spot.stop);
  g_assert_false (timeline_view_hit (view, 5, 200, &found));
  g_assert_false (timeline_view_hit (view, view->head + 50, 10, &found));
  g_assert_false (timeline_view_hit (view, -1e9, 1e9, &found));
}

/* The kind chips, the strip and the zooms do what they say. */
static void
test_controls (Office *office, gconstpointer data)
{
  GarrisonTimelineStrip *strip = desk_find (GTK_WIDGET (office->window), GARRISON_TYPE_TIMELINE_STRIP);
  gint64 start;

  wait_for_marks (office);
  for (guint zoom = 0; zoom < GARRISON_SPAN_N_ZOOMS; zoom++)
    {
      garrison_timeline_view_set_zoom (office->view, zoom);
      g_assert_cmpint (garrison_timeline_view_get_zoom (office->view), ==, zoom);
      WAIT_FOR (is_loaded (office));
      cairo_surface_destroy (picture_of (GTK_WIDGET (office->view)));
    }
  g_assert_true (garrison_span_is_dense (office->view->span) || garrison_span_get_n_in_view (office->view->span) > 0);
  start = office->view->scale.start;
  g_signal_emit_by_name (strip, "moved", start - 100 * GARRISON_SPAN_DAY);
  g_assert_cmpint (ABS (office->view->scale.start - (start - 100 * GARRISON_SPAN_DAY)), <, GARRISON_SPAN_HOUR);
  g_assert_true (press (GTK_WIDGET (strip), GDK_KEY_Left, 0));
  gtk_widget_activate_action (GTK_WIDGET (office->window), "timeline.today", NULL);
  g_assert_cmpint (garrison_span_scale_end (&office->view->scale), >, office->view->now);
}

static void
test_customer (Office *office, gconstpointer data)
{
  gint64 customer = test_read_int (office->store, "SELECT a.customer FROM activity a GROUP BY a.customer ORDER BY count(a.id) DESC LIMIT 1");
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, customer);
  guint people;

  wait_for_marks (office);
  people = garrison_span_get_n_lanes (office->view->span);
  garrison_window_show_target (GARRISON_WINDOW (office->window), target);
  WAIT_FOR (garrison_span_get_n_lanes (office->view->span) >= 2 && is_loaded (office));
  g_assert_cmpint (garrison_span_get_customer (office->view->span), ==, customer);
  g_assert_cmpint (garrison_span_get_lane (office->view->span, 0)->person, ==, 0);
  cairo_surface_destroy (picture_of (GTK_WIDGET (office->view)));
  gtk_widget_activate_action (GTK_WIDGET (office->window), "timeline.clear-customer", NULL);
  WAIT_FOR (is_loaded (office));
  g_assert_cmpuint (garrison_span_get_n_lanes (office->view->span), ==, people);
}

static void
test_many (Office *office, gconstpointer data)
{
  GtkAdjustment *adjustment = garrison_timeline_view_get_vadjustment (office->view);
  guint first, last;

  wait_for_marks (office);
  g_assert_cmpuint (garrison_span_get_n_lanes (office->view->span), >=, 200);
  gtk_adjustment_set_value (adjustment, 1e9);
  timeline_view_visible_lanes (office->view, &first, &last);
  g_assert_cmpuint (last, ==, garrison_span_get_n_lanes (office->view->span) - 1);
  g_assert_cmpuint (last - first, <, 20);
  WAIT_FOR (garrison_span_get_lane (office->view->span, last)->known);
  cairo_surface_destroy (picture_of (GTK_WIDGET (office->view)));
}

/* What people put into names and texts is shown as it is, and breaks nothing. */
static void
test_hostile (Office *office, gconstpointer data)
{
  g_autofree char *endless = g_strnfill (480, 'W');
  g_autofree char *name = g_strconcat ("<b>&amp; \xe2\x80\xae", endless, NULL);
  g_autofree char *text = g_strnfill (9000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) made = test_act (office->store, &error, "create-customer", "t", "name", name), logged = NULL;
  TimelineSpot spot;

  g_assert_no_error (error);
  wait_for_marks (office);
  logged = test_act (office->store, &error, "log-activity", "itt", "customer", garrison_act_result_get_int (made, "customer"),
                     "kind", "call", "text", text);
  g_assert_no_error (error);
  WAIT_FOR (timeline_view_find (office->view, GARRISON_ENTRY_DONE, garrison_act_result_get_int (logged, "activity"), &spot));
  timeline_view_set_focus (office->view, spot, TRUE);
  settle ();
  g_assert_true (garrison_timeline_details_is_shown (office->view->details));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (office->view->details)), <, 700);
}

static void
test_empty (Office *office, gconstpointer data)
{
  GtkStack *stack = GTK_STACK (gtk_widget_get_ancestor (GTK_WIDGET (office->view), GTK_TYPE_STACK));

  WAIT_FOR (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "empty") == 0);
  g_assert_cmpuint (garrison_span_get_n_in_view (office->view->span), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  garrison_compat_add_css (gdk_display_get_default (), "/org/garrisoncrm/Garrison/style.css");
#define ADD(path, people, test) g_test_add ("/timeline/" path, Office, GUINT_TO_POINTER (people), set_up, test, tear_down)
  ADD ("draws", 5, test_draws);
  ADD ("keys", 5, test_keys);
  ADD ("walk", 5, test_walk);
  ADD ("open", 5, test_open);
  ADD ("together", 5, test_together);
  ADD ("hit", 5, test_hit);
  ADD ("controls", 5, test_controls);
  ADD ("customer", 5, test_customer);
  ADD ("many", 200, test_many);
  ADD ("hostile", 1, test_hostile);
  ADD ("empty", 0, test_empty);
#undef ADD
  return g_test_run ();
}
