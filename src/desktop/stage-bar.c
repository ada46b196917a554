#include "desktop/stage-bar.h"

#include "desktop/compat.h"
#include "desktop/paint.h"

struct _GarrisonStageBar
{
  GtkWidget parent_instance;
  guint filled;
  guint total;
};

G_DEFINE_FINAL_TYPE (GarrisonStageBar, garrison_stage_bar, GTK_TYPE_WIDGET)

#define SEGMENT 6
#define SEGMENT_HEIGHT 9
#define GAP 1
#define WIDE_GAP 3
#define WIDE_HEIGHT 3

static gboolean
is_wide (GarrisonStageBar *self)
{
  return gtk_widget_has_css_class (GTK_WIDGET (self), "wide");
}

static void
garrison_stage_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  GarrisonStageBar *self = GARRISON_STAGE_BAR (widget);
  gboolean wide = is_wide (self);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = wide ? WIDE_HEIGHT : SEGMENT_HEIGHT;
  else
    *minimum = *natural = wide ? 60 : (int) self->total * (SEGMENT + GAP);
}

static void
garrison_stage_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonStageBar *self = GARRISON_STAGE_BAR (widget);
  gboolean wide = is_wide (self);
  float gap = wide ? WIDE_GAP : GAP, height = gtk_widget_get_height (widget);
  GdkRGBA on, off;
  float width;

  if (self->total == 0)
    return;
  garrison_compat_get_color (widget, &on);
  if (!garrison_compat_lookup_color (widget, "garrison_track", &off))
    off = (GdkRGBA) { 0.5f, 0.5f, 0.5f, 0.25f };
  width = wide ? (gtk_widget_get_width (widget) - gap * (self->total - 1)) / self->total : SEGMENT;
  garrison_paint_segments (snapshot, &GRAPHENE_RECT_INIT (0, 0, 0, height), self->filled, self->total, width,
                           gap, &on, &off);
}

static void
garrison_stage_bar_class_init (GarrisonStageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = garrison_stage_bar_measure;
  widget_class->snapshot = garrison_stage_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "stagebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
garrison_stage_bar_init (GarrisonStageBar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
garrison_stage_bar_new (void)
{
  return g_object_new (GARRISON_TYPE_STAGE_BAR, NULL);
}

void
garrison_stage_bar_set_stage (GarrisonStageBar *self, guint filled, guint total, const char *label)
{
  g_return_if_fail (GARRISON_IS_STAGE_BAR (self));

  if (self->total != total)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->total = total;
  self->filled = MIN (filled, total);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
garrison_stage_bar_get_filled (GarrisonStageBar *self)
{
  g_return_val_if_fail (GARRISON_IS_STAGE_BAR (self), 0);
  return self->filled;
}

guint
garrison_stage_bar_get_total (GarrisonStageBar *self)
{
  g_return_val_if_fail (GARRISON_IS_STAGE_BAR (self), 0);
  return self->total;
}
