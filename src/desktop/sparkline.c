#include "desktop/sparkline.h"

#include <string.h>

#include "desktop/compat.h"
#include "desktop/paint.h"

struct _GarrisonSparkline
{
  GtkWidget parent_instance;
  gint64 values[GARRISON_SPARKLINE_MAX];
  guint n_values;
  gboolean declining;
};

G_DEFINE_FINAL_TYPE (GarrisonSparkline, garrison_sparkline, GTK_TYPE_WIDGET)

static void
garrison_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonSparkline *self = GARRISON_SPARKLINE (widget);
  graphene_rect_t bounds
    = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GdkRGBA color;

  garrison_compat_get_color (widget, &color);
  garrison_paint_sparkline (snapshot, &bounds, self->values, self->n_values, &color);
}

static void
garrison_sparkline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 48 : 20;
}

static void
garrison_sparkline_class_init (GarrisonSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = garrison_sparkline_measure;
  widget_class->snapshot = garrison_sparkline_snapshot;
  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
garrison_sparkline_init (GarrisonSparkline *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
garrison_sparkline_new (void)
{
  return g_object_new (GARRISON_TYPE_SPARKLINE, NULL);
}

void
garrison_sparkline_set_values (GarrisonSparkline *self, const gint64 *values, guint n_values)
{
  g_return_if_fail (GARRISON_IS_SPARKLINE (self));
  g_return_if_fail (values != NULL || n_values == 0);

  if (n_values > GARRISON_SPARKLINE_MAX)
    {
      values += n_values - GARRISON_SPARKLINE_MAX;
      n_values = GARRISON_SPARKLINE_MAX;
    }
  if (n_values > 0)
    memcpy (self->values, values, n_values * sizeof *values);
  self->n_values = n_values;
  self->declining = garrison_values_decline (self->values, n_values);
  if (self->declining)
    gtk_widget_add_css_class (GTK_WIDGET (self), "declining");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "declining");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
garrison_sparkline_is_declining (GarrisonSparkline *self)
{
  g_return_val_if_fail (GARRISON_IS_SPARKLINE (self), FALSE);
  return self->declining;
}
