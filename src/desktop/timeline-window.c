#include "desktop/timeline-window.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/language.h"
#include "desktop/entry-mark.h"
#include "desktop/text-scale.h"
#include "desktop/timeline-entries.h"
#include "desktop/timeline-people.h"
#include "desktop/timeline-strip.h"
#include "desktop/timeline-view.h"
#include "desktop/timeline-words.h"
#include "desktop/window-state.h"

struct _GarrisonTimelineWindow
{
  GarrisonWindow parent_instance;
  GarrisonSpan *span;
  GarrisonTimelineView *view;
  GarrisonTimelineStrip *strip;
  GarrisonTimelineEntries *entries;
  GarrisonTimelinePeople *people;
  AdwFlap *flap;
  AdwHeaderBar *header;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkLabel *range, *customer_label;
  GtkWidget *customer_chip, *scrollbar, *kinds_box, *hint;
  GtkWidget *customers_label, *charts_label;
  GtkWidget *live_box, *live_dot;
  GtkLabel *live_label;
  GtkToggleButton *zooms[GARRISON_SPAN_N_ZOOMS];
  GtkToggleButton *zoom_day, *zoom_week, *zoom_month, *zoom_quarter, *zoom_year;
  GtkToggleButton *kind_buttons[GARRISON_SPAN_N_KINDS];
  gboolean quiet;
  int width;
  guint width_id;
};

/* How wide its parts are at least; where both do not fit, the entries fold. */
#define ENTRIES 324
#define LANES 600

G_DEFINE_FINAL_TYPE (GarrisonTimelineWindow, garrison_timeline_window, GARRISON_TYPE_WINDOW)

/* Kinds that have a chip. */
static const GarrisonSpanKind CHIPS[] = {
  GARRISON_SPAN_CALL, GARRISON_SPAN_VISIT, GARRISON_SPAN_MAIL, GARRISON_SPAN_MESSAGE, GARRISON_SPAN_LETTER,
  GARRISON_SPAN_QUOTE, GARRISON_SPAN_PAYMENT, GARRISON_SPAN_SERVICE, GARRISON_SPAN_NOTE,
};

/* ---- time --------------------------------------------------------------------------------------- */

static void
update_range (GarrisonTimelineWindow *self)
{
  const GarrisonSpanScale *scale = garrison_timeline_view_get_scale (self->view);
  GTimeZone *zone = garrison_store_get_time_zone (garrison_window_get_store (GARRISON_WINDOW (self)));
  gint today = garrison_directory_get_today (garrison_window_get_directory (GARRISON_WINDOW (self)));
  gboolean chinese = garrison_locale_is_chinese ();
  gint first = garrison_day_of_instant (scale->start, zone);
  gint last = garrison_day_of_instant (garrison_span_scale_end (scale) - 1, zone);
  g_autofree char *from = garrison_day_format (first, today, chinese), *to = garrison_day_format (last, today, chinese);
  /* Translators: from one day to another */
  g_autofree char *text = first == last ? g_strdup (from) : g_strdup_printf (_ ("%s – %s"), from, to);

  gtk_label_set_label (self->range, text);
}

static void
on_view_moved (GarrisonTimelineWindow *self)
{
  const GarrisonSpanScale *scale = garrison_timeline_view_get_scale (self->view);
  GarrisonSpanZoom zoom = garrison_timeline_view_get_zoom (self->view);

  if (scale->per_px <= 0)
    return;
  update_range (self);
  garrison_timeline_strip_set_view (self->strip, scale->start, garrison_span_scale_end (scale));
  self->quiet = TRUE;
  gtk_toggle_button_set_active (self->zooms[zoom], TRUE);
  self->quiet = FALSE;
}

static void
on_zoom_toggled (GarrisonTimelineWindow *self, GtkToggleButton *button)
{
  for (guint zoom = 0; zoom < GARRISON_SPAN_N_ZOOMS; zoom++)
    if (!self->quiet && button == self->zooms[zoom] && gtk_toggle_button_get_active (button))
      garrison_timeline_view_set_zoom (self->view, zoom);
}

static void
on_strip_moved (GarrisonTimelineWindow *self, gint64 from)
{
  const GarrisonSpanScale *scale = garrison_timeline_view_get_scale (self->view);
  gint64 half = (gint64) (scale->per_px * scale->width / 2);

  garrison_timeline_view_show_instant (self->view, from + half, FALSE);
}

static void
on_step (GtkWidget *widget, const char *name, GVariant *step)
{
  garrison_timeline_view_step (GARRISON_TIMELINE_WINDOW (widget)->view, g_variant_get_int32 (step));
}

static void
on_today (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_timeline_view_show_now (GARRISON_TIMELINE_WINDOW (widget)->view);
}

/* ---- people and kinds --------------------------------------------------------------------------- */

static void
show_people (GarrisonTimelineWindow *self)
{
  g_autoptr (GArray) people = garrison_timeline_people_get_people (self->people);

  garrison_span_set_people (self->span, (const gint64 *) (gpointer) people->data, people->len);
}

static void
on_people_changed (GarrisonTimelineWindow *self)
{
  if (garrison_span_get_customer (self->span) == 0)
    show_people (self);
}

void
garrison_timeline_window_set_customer (GarrisonTimelineWindow *self, gint64 customer)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_WINDOW (self));

  if (customer != 0)
    garrison_span_set_customer (self->span, customer);
  else
    show_people (self);
  gtk_widget_set_visible (self->customer_chip, customer != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->people), customer == 0);
}

static void
on_clear_customer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  garrison_timeline_window_set_customer (GARRISON_TIMELINE_WINDOW (widget), 0);
  gtk_widget_grab_focus (GTK_WIDGET (GARRISON_TIMELINE_WINDOW (widget)->view));
}

static guint
chip_kinds (GarrisonTimelineWindow *self)
{
  guint kinds = 0;

  for (guint i = 0; i < G_N_ELEMENTS (CHIPS); i++)
    if (gtk_toggle_button_get_active (self->kind_buttons[CHIPS[i]]))
      kinds |= 1u << CHIPS[i];
  return kinds;
}

/* None chosen means all; the chosen ones alone otherwise, with nothing that has no chip. */
static void
on_kind_toggled (GarrisonTimelineWindow *self)
{
  guint kinds = chip_kinds (self);

  garrison_span_set_kinds (self->span, kinds != 0 ? kinds : GARRISON_SPAN_ALL_KINDS);
}

static void
add_kind (GarrisonTimelineWindow *self, GarrisonSpanKind kind)
{
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *mark = garrison_entry_mark_new ();
  g_autofree char *label = garrison_timeline_kind_label (garrison_span_kind_name (kind));
  g_autofree char *tip = g_strdup_printf (_ ("Show only: %s"), label);

  garrison_entry_mark_set_kind (GARRISON_ENTRY_MARK (mark), garrison_span_kind_name (kind));
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kind-chip");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_kind_toggled), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->kinds_box), button);
  self->kind_buttons[kind] = GTK_TOGGLE_BUTTON (button);
}

/* ---- entries and marks -------------------------------------------------------------------------- */

static void
on_mark_chosen (GarrisonTimelineWindow *self, int state, gint64 id)
{
  garrison_timeline_entries_select (self->entries, state, id);
}

static void
on_entry_chosen (GarrisonTimelineWindow *self, GarrisonEntry *entry)
{
  garrison_timeline_view_select (self->view, garrison_entry_get_state (entry), garrison_entry_get_id (entry));
}

static void
on_opened (GarrisonTimelineWindow *self, gint64 customer)
{
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, customer);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.show-customers", "s", target);
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GarrisonTimelineWindow *self = GARRISON_TIMELINE_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, TRUE);
  garrison_timeline_entries_start_search (self->entries);
}

/* ---- the span ----------------------------------------------------------------------------------- */

static gboolean
has_anything (GarrisonTimelineWindow *self)
{
  const gint64 *weeks;
  guint n = 0;
  const guint *counts = garrison_span_get_weeks (self->span, &n, &weeks);

  for (guint i = 0; i < garrison_span_get_n_lanes (self->span); i++)
    {
      const GarrisonSpanLane *lane = garrison_span_get_lane (self->span, i);
      if (lane->marks->len > 0 || lane->counts->len > 0 || lane->stretches->len > 0)
        return TRUE;
    }
  /* Before everything is read nothing is said. */
  if (counts == NULL || garrison_span_is_loading (self->span))
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (counts[i] > 0)
      return TRUE;
  return FALSE;
}

static void
on_span_changed (GarrisonTimelineWindow *self)
{
  gboolean lanes = garrison_span_get_customer (self->span) != 0 || has_anything (self);

  gtk_label_set_label (self->customer_label, garrison_span_get_customer_name (self->span));
  gtk_stack_set_visible_child_name (self->stack, lanes ? "lanes" : "empty");
}

static void
on_counted (GarrisonTimelineWindow *self)
{
  const gint64 *weeks;
  guint n;
  const guint *counts = garrison_span_get_weeks (self->span, &n, &weeks);

  garrison_timeline_strip_set_weeks (self->strip, counts, n, weeks,
                                     garrison_store_get_time_zone (garrison_window_get_store (GARRISON_WINDOW (self))));
  on_span_changed (self);
}

/* While the server does not answer, nothing appears by itself. */
static void
update_live (GarrisonTimelineWindow *self)
{
  gboolean online = garrison_store_is_online (garrison_window_get_store (GARRISON_WINDOW (self)));

  gtk_label_set_label (self->live_label, online ? _ ("Live") : _ ("Not live"));
  gtk_widget_set_tooltip_text (self->live_box, online ? _ ("Every change of the company appears by itself")
                                                      : _ ("The server does not answer: changes appear when it is back"));
  gtk_widget_remove_css_class (self->live_dot, online ? "dim" : "good");
  gtk_widget_add_css_class (self->live_dot, online ? "good" : "dim");
}

static void
on_failed (GarrisonTimelineWindow *self, GError *error)
{
  garrison_window_show_error (GARRISON_WINDOW (self), error);
}

static void
update_scrollbar (GarrisonTimelineWindow *self)
{
  GtkAdjustment *adjustment = garrison_timeline_view_get_vadjustment (self->view);

  gtk_widget_set_visible (self->scrollbar, gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 1);
}

static void
update_width (GarrisonTimelineWindow *self)
{
  gboolean alone = adw_flap_get_folded (self->flap) || !adw_flap_get_reveal_flap (self->flap);
  gboolean narrow = self->width < garrison_text_px (GTK_WIDGET (self), 1240);

  adw_header_bar_set_show_end_title_buttons (self->header, alone);
  gtk_widget_set_visible (self->customers_label, !narrow);
  gtk_widget_set_visible (self->charts_label, !narrow);
  gtk_widget_set_visible (self->hint, !narrow);
}

static gboolean
on_width_due (gpointer data)
{
  GarrisonTimelineWindow *self = data;

  self->width_id = 0;
  update_width (self);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being given out. */
static void
plan_width (GarrisonTimelineWindow *self)
{
  if (self->width_id == 0)
    self->width_id = g_idle_add (on_width_due, self);
}

static void
garrison_timeline_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GarrisonTimelineWindow *self = GARRISON_TIMELINE_WINDOW (widget);

  GTK_WIDGET_CLASS (garrison_timeline_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->width != width)
    plan_width (self);
  self->width = width;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void
garrison_timeline_window_show_target (GarrisonWindow *window, const char *target)
{
  char *end = NULL;
  gint64 customer = g_ascii_strtoll (target, &end, 10);

  if (end != target && *end == '\0' && customer > 0)
    garrison_timeline_window_set_customer (GARRISON_TIMELINE_WINDOW (window), customer);
}

static GVariant *
garrison_timeline_window_keep_place (GarrisonWindow *window)
{
  GarrisonTimelineWindow *self = GARRISON_TIMELINE_WINDOW (window);
  const GarrisonSpanScale *scale = garrison_timeline_view_get_scale (self->view);
  g_autoptr (GVariantDict) place = g_variant_dict_new (NULL);

  g_variant_dict_insert (place, "customer", "x", garrison_span_get_customer (self->span));
  g_variant_dict_insert (place, "kinds", "u", chip_kinds (self));
  g_variant_dict_insert (place, "zoom", "u", (guint) garrison_timeline_view_get_zoom (self->view));
  g_variant_dict_insert (place, "middle", "x", scale->start + (gint64) (scale->per_px * scale->width / 2));
  return g_variant_dict_end (place);
}

/* A view that has no width yet does not know what is in its middle. */
static gboolean
on_middle_due (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GarrisonTimelineWindow *self = GARRISON_TIMELINE_WINDOW (widget);

  if (garrison_timeline_view_get_scale (self->view)->width <= 0)
    return G_SOURCE_CONTINUE;
  garrison_timeline_view_show_instant (self->view, *(gint64 *) data, FALSE);
  return G_SOURCE_REMOVE;
}

static void
garrison_timeline_window_bring_back_place (GarrisonWindow *window, GVariantDict *place)
{
  GarrisonTimelineWindow *self = GARRISON_TIMELINE_WINDOW (window);
  gint64 customer = 0, middle = 0;
  guint kinds = 0, zoom = 0;

  if (g_variant_dict_lookup (place, "customer", "x", &customer) && customer != 0)
    garrison_timeline_window_set_customer (self, customer);
  g_variant_dict_lookup (place, "kinds", "u", &kinds);
  for (guint i = 0; i < G_N_ELEMENTS (CHIPS); i++)
    gtk_toggle_button_set_active (self->kind_buttons[CHIPS[i]], (kinds & 1u << CHIPS[i]) != 0);
  if (g_variant_dict_lookup (place, "zoom", "u", &zoom) && zoom < GARRISON_SPAN_N_ZOOMS)
    garrison_timeline_view_set_zoom (self->view, zoom);
  if (g_variant_dict_lookup (place, "middle", "x", &middle))
    gtk_widget_add_tick_callback (GTK_WIDGET (self), on_middle_due, g_memdup2 (&middle, sizeof middle), g_free);
}

static void
connect_parts (GarrisonTimelineWindow *self)
{
  const struct
  {
    gpointer part;
    const char *signal;
    GCallback callback;
  } links[] = {
    { self->view, "moved", G_CALLBACK (on_view_moved) },
    { self->view, "chosen", G_CALLBACK (on_mark_chosen) },
    { self->view, "opened", G_CALLBACK (on_opened) },
    { self->strip, "moved", G_CALLBACK (on_strip_moved) },
    { self->entries, "chosen", G_CALLBACK (on_entry_chosen) },
    { self->entries, "opened", G_CALLBACK (on_opened) },
    { self->people, "changed", G_CALLBACK (on_people_changed) },
    { self->span, "changed", G_CALLBACK (on_span_changed) },
    { self->span, "counted", G_CALLBACK (on_counted) },
    { self->span, "failed", G_CALLBACK (on_failed) },
    { garrison_window_get_store (GARRISON_WINDOW (self)), "online-changed", G_CALLBACK (update_live) },
    { garrison_timeline_view_get_vadjustment (self->view), "changed", G_CALLBACK (update_scrollbar) },
    { self->flap, "notify::folded", G_CALLBACK (plan_width) },
    { self->flap, "notify::reveal-flap", G_CALLBACK (plan_width) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    g_signal_connect_object (links[i].part, links[i].signal, links[i].callback, self, G_CONNECT_SWAPPED);
  for (guint zoom = 0; zoom < GARRISON_SPAN_N_ZOOMS; zoom++)
    g_signal_connect_object (self->zooms[zoom], "toggled", G_CALLBACK (on_zoom_toggled), self, G_CONNECT_SWAPPED);
}

static void
garrison_timeline_window_constructed (GObject *object)
{
  GarrisonTimelineWindow *self = GARRISON_TIMELINE_WINDOW (object);
  GarrisonDirectory *directory;

  G_OBJECT_CLASS (garrison_timeline_window_parent_class)->constructed (object);
  directory = garrison_window_get_directory (GARRISON_WINDOW (self));
  self->span = garrison_span_new (directory);
  garrison_window_set_toast_overlay (GARRISON_WINDOW (self), self->toasts);
  garrison_window_state_follow (GTK_WINDOW (self), "timeline");
  garrison_timeline_view_set_span (self->view, self->span, directory);
  gtk_widget_set_size_request (GTK_WIDGET (self->entries), garrison_text_px (GTK_WIDGET (self), ENTRIES), -1);
  gtk_widget_set_size_request (adw_flap_get_content (self->flap), garrison_text_px (GTK_WIDGET (self), LANES), -1);
  garrison_timeline_entries_set_span (self->entries, self->span, directory);
  gtk_scrollbar_set_adjustment (GTK_SCROLLBAR (self->scrollbar), garrison_timeline_view_get_vadjustment (self->view));
  connect_parts (self);
  update_live (self);
  garrison_timeline_people_set_directory (self->people, directory);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
garrison_timeline_window_dispose (GObject *object)
{
  GarrisonTimelineWindow *self = GARRISON_TIMELINE_WINDOW (object);

  g_clear_handle_id (&self->width_id, g_source_remove);
  g_clear_object (&self->span);
  G_OBJECT_CLASS (garrison_timeline_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "timeline.step", "i", on_step);
  gtk_widget_class_install_action (widget_class, "timeline.today", NULL, on_today);
  gtk_widget_class_install_action (widget_class, "timeline.clear-customer", NULL, on_clear_customer);
  gtk_widget_class_install_action (widget_class, "timeline.search", NULL, on_search);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "timeline.step", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "timeline.step", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, GDK_ALT_MASK, "timeline.today", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "timeline.search", NULL);
}

static void
garrison_timeline_window_class_init (GarrisonTimelineWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = garrison_timeline_window_constructed;
  object_class->dispose = garrison_timeline_window_dispose;
  widget_class->size_allocate = garrison_timeline_window_size_allocate;
  GARRISON_WINDOW_CLASS (klass)->show_target = garrison_timeline_window_show_target;
  GARRISON_WINDOW_CLASS (klass)->keep_place = garrison_timeline_window_keep_place;
  GARRISON_WINDOW_CLASS (klass)->bring_back_place = garrison_timeline_window_bring_back_place;
  install_actions (widget_class);
  g_type_ensure (GARRISON_TYPE_TIMELINE_VIEW);
  g_type_ensure (GARRISON_TYPE_TIMELINE_STRIP);
  g_type_ensure (GARRISON_TYPE_TIMELINE_ENTRIES);
  g_type_ensure (GARRISON_TYPE_TIMELINE_PEOPLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/timeline-window.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, GarrisonTimelineWindow, name)
  CHILD (view);
  CHILD (strip);
  CHILD (entries);
  CHILD (people);
  CHILD (flap);
  CHILD (header);
  CHILD (toasts);
  CHILD (stack);
  CHILD (range);
  CHILD (customer_label);
  CHILD (customer_chip);
  CHILD (scrollbar);
  CHILD (kinds_box);
  CHILD (hint);
  CHILD (customers_label);
  CHILD (live_box);
  CHILD (live_dot);
  CHILD (live_label);
  CHILD (charts_label);
  CHILD (zoom_day);
  CHILD (zoom_week);
  CHILD (zoom_month);
  CHILD (zoom_quarter);
  CHILD (zoom_year);
#undef CHILD
}

static void
garrison_timeline_window_init (GarrisonTimelineWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->zooms[GARRISON_SPAN_ZOOM_DAY] = self->zoom_day;
  self->zooms[GARRISON_SPAN_ZOOM_WEEK] = self->zoom_week;
  self->zooms[GARRISON_SPAN_ZOOM_MONTH] = self->zoom_month;
  self->zooms[GARRISON_SPAN_ZOOM_QUARTER] = self->zoom_quarter;
  self->zooms[GARRISON_SPAN_ZOOM_YEAR] = self->zoom_year;
  for (guint i = 0; i < G_N_ELEMENTS (CHIPS); i++)
    add_kind (self, CHIPS[i]);
}
