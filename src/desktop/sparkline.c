#include "desktop/sparkline.h"

#include <math.h>
#include <string.h>

#include "desktop/compat.h"

struct _GarrisonSparkline
{
  GtkWidget parent_instance;
  gint64 values[GARRISON_SPARKLINE_MAX];
  guint n_values;
  gboolean declining;
};

G_DEFINE_FINAL_TYPE (GarrisonSparkline, garrison_sparkline, GTK_TYPE_WIDGET)

#define MARGIN 2.5

static gboolean
find_range (GarrisonSparkline *self, double *low, double *high)
{
  *low = *high = 0;
  for (guint i = 0; i < self->n_values; i++)
    {
      *low = MIN (*low, (double) self->values[i]);
      *high = MAX (*high, (double) self->values[i]);
    }
  return *high > *low;
}

static void
trace (GarrisonSparkline *self, cairo_t *cr, double width, double height, double low, double high)
{
  double step = (width - 2 * MARGIN) / MAX (1, self->n_values - 1);

  for (guint i = 0; i < self->n_values; i++)
    {
      double x = MARGIN + i * step;
      double y = height - MARGIN
                 - ((double) self->values[i] - low) / (high - low) * (height - 2 * MARGIN);
      cairo_line_to (cr, x, y);
    }
}

static void
garrison_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonSparkline *self = GARRISON_SPARKLINE (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double low, high, x, y;
  GdkRGBA color, tint;
  cairo_t *cr;

  if (self->n_values < 2 || !find_range (self, &low, &high))
    return;
  garrison_compat_get_color (widget, &color);
  tint = color;
  tint.alpha *= 0.12f;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  trace (self, cr, width, height, low, high);
  cairo_get_current_point (cr, &x, &y);
  cairo_line_to (cr, x, height - MARGIN);
  cairo_line_to (cr, MARGIN, height - MARGIN);
  gdk_cairo_set_source_rgba (cr, &tint);
  cairo_fill (cr);
  trace (self, cr, width, height, low, high);
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, 2, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
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

static gboolean
declines (const gint64 *values, guint n)
{
  double earlier = 0, later = 0;

  for (guint i = 0; i < n / 2; i++)
    {
      earlier += (double) values[i];
      later += (double) values[n - n / 2 + i];
    }
  return n >= 4 && earlier > 0 && later < 0.75 * earlier;
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
  self->declining = declines (self->values, n_values);
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
