/* Small shapes that widgets and the cells of lists paint alike. Colours are the caller's. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Segments of a stage bar from the left edge of @bounds on; @width: of one segment. */
void garrison_paint_segments (GtkSnapshot *snapshot, const graphene_rect_t *bounds, guint filled, guint total,
                              float width, float gap, const GdkRGBA *on, const GdkRGBA *off);
/* A ring within @bounds, filled clockwise from the top by @fraction. */
void garrison_paint_ring (GtkSnapshot *snapshot, const graphene_rect_t *bounds, double fraction, double thickness,
                          const GdkRGBA *on, const GdkRGBA *off);
/* Area, line and last point of @values; nothing for fewer than two values or only zeros. */
void garrison_paint_sparkline (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const gint64 *values,
                               guint n_values, const GdkRGBA *color);
/* TRUE when the later half is worth a quarter less than the earlier. */
gboolean garrison_values_decline (const gint64 *values, guint n_values);
/* A rounded rectangle or, with a radius of half its size, a circle; with letters in the middle. */
void garrison_paint_tile (GtkSnapshot *snapshot, const graphene_rect_t *bounds, float radius,
                          const GdkRGBA *background, PangoLayout *letters, const GdkRGBA *color);

G_END_DECLS
