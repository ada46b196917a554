#include "desktop/paint.h"

#include <math.h>

#define MARGIN 2.5 /* of a sparkline, so that its last point is whole */

void
garrison_paint_segments (GtkSnapshot *snapshot, const graphene_rect_t *bounds, guint filled, guint total,
                         float width, float gap, const GdkRGBA *on, const GdkRGBA *off)
{
  for (guint i = 0; i < total; i++)
    {
      GskRoundedRect shape;
      gsk_rounded_rect_init_from_rect (&shape,
                                       &GRAPHENE_RECT_INIT (bounds->origin.x + i * (width + gap),
                                                            bounds->origin.y, width, bounds->size.height),
                                       1.5f);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, i < filled ? on : off, &shape.bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
draw_arc (cairo_t *cr, const GdkRGBA *color, double x, double y, double radius, double part)
{
  if (part <= 0)
    return;
  gdk_cairo_set_source_rgba (cr, color);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, -G_PI / 2, -G_PI / 2 + 2 * G_PI * part);
  cairo_stroke (cr);
}

void
garrison_paint_ring (GtkSnapshot *snapshot, const graphene_rect_t *bounds, double fraction, double thickness,
                     const GdkRGBA *on, const GdkRGBA *off)
{
  double size = MIN (bounds->size.width, bounds->size.height), radius = (size - thickness) / 2;
  double x = bounds->origin.x + bounds->size.width / 2, y = bounds->origin.y + bounds->size.height / 2;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

  cairo_set_line_width (cr, thickness);
  draw_arc (cr, off, x, y, radius, 1);
  draw_arc (cr, on, x, y, radius, fraction);
  cairo_destroy (cr);
}

static gboolean
find_range (const gint64 *values, guint n, double *low, double *high)
{
  *low = *high = 0;
  for (guint i = 0; i < n; i++)
    {
      *low = MIN (*low, (double) values[i]);
      *high = MAX (*high, (double) values[i]);
    }
  return *high > *low;
}

static void
trace (cairo_t *cr, const graphene_rect_t *bounds, const gint64 *values, guint n, double low, double high)
{
  double step = (bounds->size.width - 2 * MARGIN) / MAX (1, n - 1);
  double left = bounds->origin.x + MARGIN, foot = bounds->origin.y + bounds->size.height - MARGIN;

  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, left + i * step,
                   foot - ((double) values[i] - low) / (high - low) * (bounds->size.height - 2 * MARGIN));
}

void
garrison_paint_sparkline (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const gint64 *values,
                          guint n_values, const GdkRGBA *color)
{
  GdkRGBA tint = *color;
  double low, high, x, y, foot = bounds->origin.y + bounds->size.height - MARGIN;
  cairo_t *cr;

  if (n_values < 2 || !find_range (values, n_values, &low, &high))
    return;
  tint.alpha *= 0.12f;
  cr = gtk_snapshot_append_cairo (snapshot, bounds);
  trace (cr, bounds, values, n_values, low, high);
  cairo_get_current_point (cr, &x, &y);
  cairo_line_to (cr, x, foot);
  cairo_line_to (cr, bounds->origin.x + MARGIN, foot);
  gdk_cairo_set_source_rgba (cr, &tint);
  cairo_fill (cr);
  trace (cr, bounds, values, n_values, low, high);
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, 2, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
}

gboolean
garrison_values_decline (const gint64 *values, guint n_values)
{
  double earlier = 0, later = 0;

  for (guint i = 0; i < n_values / 2; i++)
    {
      earlier += (double) values[i];
      later += (double) values[n_values - n_values / 2 + i];
    }
  return n_values >= 4 && earlier > 0 && later < 0.75 * earlier;
}

void
garrison_paint_tile (GtkSnapshot *snapshot, const graphene_rect_t *bounds, float radius,
                     const GdkRGBA *background, PangoLayout *letters, const GdkRGBA *color)
{
  GskRoundedRect shape;
  PangoRectangle ink, logical;

  gsk_rounded_rect_init_from_rect (&shape, bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, background, bounds);
  gtk_snapshot_pop (snapshot);
  pango_layout_get_pixel_extents (letters, &ink, &logical);
  gtk_snapshot_save (snapshot);
  /* By ink: letters without descenders look lifted when centred by the line. */
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (bounds->origin.x + (bounds->size.width - logical.width) / 2.0f,
                                    bounds->origin.y + (bounds->size.height - ink.height) / 2.0f - ink.y));
  gtk_snapshot_append_layout (snapshot, letters, color);
  gtk_snapshot_restore (snapshot);
}
