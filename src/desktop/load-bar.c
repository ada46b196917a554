#include "desktop/load-bar.h"

#include "desktop/compat.h"

struct _GarrisonLoadBar
{
  GtkWidget parent_instance;
  gint64 held;
  gint64 added;
  gint64 scale;
};

G_DEFINE_FINAL_TYPE (GarrisonLoadBar, garrison_load_bar, GTK_TYPE_WIDGET)

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *color, float from, float to, float height)
{
  GskRoundedRect shape;

  if (to <= from)
    return;
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (from, 0, to - from, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
garrison_load_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonLoadBar *self = GARRISON_LOAD_BAR (widget);
  float width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double scale = MAX (1, self->scale);
  float held = (float) MIN (1.0, (double) self->held / scale) * width;
  float both = (float) MIN (1.0, (double) (self->held + self->added) / scale) * width;
  GdkRGBA on, off, more;

  garrison_compat_get_color (widget, &on);
  if (!garrison_compat_lookup_color (widget, "garrison_track", &off))
    off = (GdkRGBA) { 0.5f, 0.5f, 0.5f, 0.25f };
  if (!garrison_compat_lookup_color (widget, "garrison_accent", &more))
    more = on;
  fill (snapshot, &off, 0, width, height);
  fill (snapshot, &more, 0, both, height);
  fill (snapshot, &on, 0, held, height);
}

static void
garrison_load_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 24 : 3;
}

static void
garrison_load_bar_class_init (GarrisonLoadBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = garrison_load_bar_measure;
  widget_class->snapshot = garrison_load_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "loadbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
garrison_load_bar_init (GarrisonLoadBar *self)
{
}

GtkWidget *
garrison_load_bar_new (void)
{
  return g_object_new (GARRISON_TYPE_LOAD_BAR, NULL);
}

static void
set_class (GarrisonLoadBar *self, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

void
garrison_load_bar_set_load (GarrisonLoadBar *self, gint64 held, gint64 added, gint64 cap, gint64 scale)
{
  gboolean over;

  g_return_if_fail (GARRISON_IS_LOAD_BAR (self));

  self->held = MAX (0, held);
  self->added = MAX (0, added);
  self->scale = cap > 0 ? cap : scale;
  over = cap > 0 && self->held + self->added > cap;
  set_class (self, "over", over);
  set_class (self, "near", !over && cap > 0 && self->held + self->added >= cap - cap / 10);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
