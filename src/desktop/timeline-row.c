#include "desktop/timeline-row.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/language.h"
#include "base/text.h"
#include "desktop/avatar.h"
#include "desktop/text-scale.h"
#include "desktop/timeline-words.h"

#define HEIGHT 50
#define LEFT 36

struct _GarrisonTimelineRow
{
  GtkListBoxRow parent_instance;
  GarrisonEntry *entry;
  GarrisonDirectory *directory;
  GarrisonTimelineStyle *style; /* the list's */
  gint day;
  gboolean left_out; /* not drawn: far from what is in view */
};

G_DEFINE_FINAL_TYPE (GarrisonTimelineRow, garrison_timeline_row, GTK_TYPE_LIST_BOX_ROW)

static void
draw_avatar (GarrisonTimelineRow *self, cairo_t *cr, double x, double y)
{
  gint64 person = garrison_entry_get_person (self->entry);
  int tint = garrison_avatar_tint (person);
  g_autofree char *initials = garrison_text_initials (garrison_directory_get_person_name (self->directory, person));

  cairo_arc (cr, x, y, 10, 0, 2 * G_PI);
  garrison_timeline_set_color (cr, &self->style->series[tint], self->style->dark ? 0.28 : 0.17);
  cairo_fill (cr);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_TINY, initials, -1, &self->style->initials[tint], x, y, 0.5);
}

/* Returns: where the badge begins. */
static double
draw_badge (GarrisonTimelineRow *self, cairo_t *cr, double right, double y)
{
  g_autofree char *tip = NULL;
  g_autofree char *badge = garrison_timeline_badge (self->entry, &tip);
  int width;

  if (badge == NULL)
    return right;
  width = garrison_timeline_style_text_width (self->style, TIMELINE_TEXT_TINY, badge) + 12;
  garrison_timeline_rounded (cr, right - width, y - 8, width, 16, 8);
  garrison_timeline_set_color (cr, &self->style->text, 0.1);
  cairo_fill (cr);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_TINY, badge, -1, &self->style->text, right - width / 2.0, y, 0.5);
  return right - width - 6;
}

static void
draw (GarrisonTimelineRow *self, cairo_t *cr, double width)
{
  gboolean chinese = garrison_locale_is_chinese ();
  GTimeZone *zone = garrison_store_get_time_zone (garrison_directory_get_store (self->directory));
  GarrisonSpanKind kind = garrison_span_kind_find (garrison_entry_get_kind (self->entry));
  const char *customer = garrison_entry_get_customer_name (self->entry);
  g_autofree char *time = garrison_timeline_time (garrison_entry_get_at (self->entry), zone);
  g_autofree char *text = garrison_timeline_text (self->entry, chinese);
  g_autofree char *label = garrison_timeline_kind_label (garrison_entry_get_kind (self->entry));
  double right = width - 40;
  GdkRGBA color;

  garrison_timeline_style_kind (self->style, kind, &color);
  garrison_timeline_trace (cr, kind, 19, 16, 4.8);
  garrison_timeline_set_color (cr, &color, 1);
  cairo_fill (cr);
  draw_avatar (self, cr, width - 22, HEIGHT / 2.0);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_SMALL, time, -1, &self->style->dim, right, 16, 1);
  right -= garrison_timeline_style_text_width (self->style, TIMELINE_TEXT_SMALL, time) + 7;
  right = draw_badge (self, cr, right, 16);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_BODY, customer != NULL ? customer : label,
                                (int) MAX (right - LEFT, 20), &self->style->text, LEFT, 16, 0);
  garrison_timeline_style_text (self->style, cr, TIMELINE_TEXT_SMALL, text, (int) MAX (width - LEFT - 42, 20), &self->style->dim, LEFT, 35, 0);
}

static gboolean
is_in_view (GarrisonTimelineRow *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (scroller == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (self), scroller, &bounds))
    return TRUE;
  return bounds.origin.y < gtk_widget_get_height (scroller) + bounds.size.height
         && bounds.origin.y + 2 * bounds.size.height > 0;
}

void
garrison_timeline_row_scrolled (GarrisonTimelineRow *self)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_ROW (self));
  if (self->left_out && is_in_view (self))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
garrison_timeline_row_set_style (GarrisonTimelineRow *self, GarrisonTimelineStyle *style)
{
  g_return_if_fail (GARRISON_IS_TIMELINE_ROW (self));
  self->style = style;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
garrison_timeline_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonTimelineRow *self = GARRISON_TIMELINE_ROW (widget);
  double scale = garrison_text_scale (widget), width = gtk_widget_get_width (widget);
  cairo_t *cr;

  self->left_out = !is_in_view (self);
  if (self->left_out || self->style == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, gtk_widget_get_height (widget)));
  cairo_scale (cr, scale, scale);
  draw (self, cr, width / scale);
  cairo_destroy (cr);
}

static void
garrison_timeline_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                               int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : garrison_text_px (widget, HEIGHT);
}

static gboolean
garrison_timeline_row_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GarrisonTimelineRow *self = GARRISON_TIMELINE_ROW (widget);
  g_autofree char *tip = NULL;
  g_autofree char *badge = garrison_timeline_badge (self->entry, &tip);
  g_autofree char *text = garrison_timeline_text (self->entry, garrison_locale_is_chinese ());
  g_autofree char *both = tip != NULL ? g_strdup_printf ("%s\n%s", text, tip) : g_strdup (text);

  gtk_tooltip_set_text (tooltip, both);
  return TRUE;
}

static void
garrison_timeline_row_finalize (GObject *object)
{
  GarrisonTimelineRow *self = GARRISON_TIMELINE_ROW (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_timeline_row_parent_class)->finalize (object);
}

static void
garrison_timeline_row_class_init (GarrisonTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = garrison_timeline_row_finalize;
  widget_class->snapshot = garrison_timeline_row_snapshot;
  widget_class->measure = garrison_timeline_row_measure;
  widget_class->query_tooltip = garrison_timeline_row_query_tooltip;
}

static void
garrison_timeline_row_init (GarrisonTimelineRow *self)
{
  /* The row itself is measured and drawn: it has no child to lay out. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
garrison_timeline_row_new (GarrisonEntry *entry, GarrisonDirectory *directory, GarrisonTimelineStyle *style)
{
  GarrisonTimelineRow *self = g_object_new (GARRISON_TYPE_TIMELINE_ROW, NULL);

  self->directory = g_object_ref (directory);
  self->style = style;
  garrison_timeline_row_set_entry (self, entry);
  return GTK_WIDGET (self);
}

void
garrison_timeline_row_set_entry (GarrisonTimelineRow *self, GarrisonEntry *entry)
{
  GTimeZone *zone;
  g_autofree char *spoken = NULL;

  g_return_if_fail (GARRISON_IS_TIMELINE_ROW (self));

  if (!g_set_object (&self->entry, entry))
    return;
  zone = garrison_store_get_time_zone (garrison_directory_get_store (self->directory));
  self->day = garrison_day_of_instant (garrison_entry_get_at (entry), zone);
  spoken = garrison_timeline_speak (entry, self->directory, g_get_real_time (), garrison_locale_is_chinese ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GarrisonEntry *
garrison_timeline_row_get_entry (GarrisonTimelineRow *self)
{
  g_return_val_if_fail (GARRISON_IS_TIMELINE_ROW (self), NULL);
  return self->entry;
}

gint
garrison_timeline_row_get_day (GarrisonTimelineRow *self)
{
  g_return_val_if_fail (GARRISON_IS_TIMELINE_ROW (self), 0);
  return self->day;
}

gboolean
garrison_timeline_row_is (GarrisonTimelineRow *self, GarrisonEntryState state, gint64 id)
{
  g_return_val_if_fail (GARRISON_IS_TIMELINE_ROW (self), FALSE);
  return garrison_entry_get_id (self->entry) == id && garrison_entry_get_state (self->entry) == state;
}
