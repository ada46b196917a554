#include "desktop/ring.h"

#include <math.h>

#include "desktop/compat.h"
#include "desktop/paint.h"

struct _GarrisonRing
{
  GtkWidget parent_instance;
  double fraction;
  char *text;
};

G_DEFINE_FINAL_TYPE (GarrisonRing, garrison_ring, GTK_TYPE_WIDGET)

static void
draw_text (GarrisonRing *self, GtkSnapshot *snapshot, double width, double height)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle ink, logical;
  GdkRGBA color;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  pango_layout_get_pixel_extents (layout, &ink, &logical);
  if (!garrison_compat_lookup_color (GTK_WIDGET (self), "garrison_text", &color))
    garrison_compat_get_color (GTK_WIDGET (self), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((width - logical.width) / 2,
                                                          (height - ink.height) / 2 - ink.y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
garrison_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonRing *self = GARRISON_RING (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double size = MIN (width, height), thickness = size < 24 ? size / 5 : size / 12;
  GdkRGBA on, off;

  garrison_compat_get_color (widget, &on);
  if (!garrison_compat_lookup_color (widget, "garrison_track", &off))
    off = (GdkRGBA) { 0.5f, 0.5f, 0.5f, 0.25f };
  garrison_paint_ring (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height), self->fraction, thickness, &on, &off);
  if (self->text != NULL)
    draw_text (self, snapshot, width, height);
}

static void
garrison_ring_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = gtk_widget_has_css_class (widget, "large") ? 51 : 15;
}

static void
garrison_ring_finalize (GObject *object)
{
  g_free (GARRISON_RING (object)->text);
  G_OBJECT_CLASS (garrison_ring_parent_class)->finalize (object);
}

static void
garrison_ring_class_init (GarrisonRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = garrison_ring_finalize;
  widget_class->measure = garrison_ring_measure;
  widget_class->snapshot = garrison_ring_snapshot;
  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
garrison_ring_init (GarrisonRing *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
garrison_ring_new (void)
{
  return g_object_new (GARRISON_TYPE_RING, NULL);
}

void
garrison_ring_set_fraction (GarrisonRing *self, double fraction, const char *text, const char *label)
{
  g_return_if_fail (GARRISON_IS_RING (self));

  self->fraction = isfinite (fraction) ? CLAMP (fraction, 0.0, 1.0) : 0.0;
  if (g_strcmp0 (self->text, text) != 0)
    {
      g_free (self->text);
      self->text = g_strdup (text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
garrison_ring_get_fraction (GarrisonRing *self)
{
  g_return_val_if_fail (GARRISON_IS_RING (self), 0);
  return self->fraction;
}
