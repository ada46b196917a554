#include "desktop/entry-mark.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "desktop/compat.h"

typedef enum
{
  SHAPE_DOT,
  SHAPE_CIRCLE,
  SHAPE_TRIANGLE,
  SHAPE_RECTANGLE,
  SHAPE_BUBBLE,
  SHAPE_SHEET,
  SHAPE_DIAMOND,
  SHAPE_HEXAGON,
  SHAPE_CROSS,
} Shape;

typedef struct
{
  const char *kind;
  const char *label;
  Shape shape;
  const char *color; /* a named colour of the style sheet */
} Kind;

static const Kind KINDS[] = {
  { "call", N_ ("Call"), SHAPE_CIRCLE, "garrison_series_1" },
  { "visit", N_ ("Visit"), SHAPE_TRIANGLE, "garrison_series_2" },
  { "mail", N_ ("Mail"), SHAPE_RECTANGLE, "garrison_series_3" },
  { "message", N_ ("Message"), SHAPE_BUBBLE, "garrison_series_3" },
  { "letter", N_ ("Letter"), SHAPE_SHEET, "garrison_series_3" },
  { "quote", N_ ("Quote"), SHAPE_DIAMOND, "garrison_series_4" },
  { "payment", N_ ("Payment"), SHAPE_HEXAGON, "garrison_series_5" },
  { "service", N_ ("Service"), SHAPE_CROSS, "garrison_series_others" },
  { "note", N_ ("Note"), SHAPE_DOT, "garrison_series_others" },
  { "todo", N_ ("To do"), SHAPE_DOT, "garrison_series_others" },
  { "won", N_ ("Won"), SHAPE_CIRCLE, "garrison_good" },
  { "lost", N_ ("Lost"), SHAPE_DOT, "garrison_warn" },
};

struct _GarrisonEntryMark
{
  GtkWidget parent_instance;
  const Kind *kind;
};

G_DEFINE_FINAL_TYPE (GarrisonEntryMark, garrison_entry_mark, GTK_TYPE_WIDGET)

static const Kind *
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_strcmp0 (KINDS[i].kind, kind) == 0)
      return &KINDS[i];
  return NULL;
}

const char *
garrison_entry_kind_label (const char *kind)
{
  const Kind *found = find_kind (kind);

  return found != NULL ? _ (found->label) : NULL;
}

static void
polygon (cairo_t *cr, int corners, double x, double y, double radius, double turn)
{
  for (int i = 0; i < corners; i++)
    {
      double angle = turn + 2 * G_PI * i / corners;
      cairo_line_to (cr, x + radius * cos (angle), y + radius * sin (angle));
    }
  cairo_close_path (cr);
}

static void
trace (cairo_t *cr, Shape shape, double x, double y)
{
  switch (shape)
    {
    case SHAPE_CIRCLE:
      cairo_arc (cr, x, y, 4.5, 0, 2 * G_PI);
      break;
    case SHAPE_TRIANGLE:
      polygon (cr, 3, x, y + 1, 5.5, -G_PI / 2);
      break;
    case SHAPE_RECTANGLE:
      cairo_rectangle (cr, x - 4.5, y - 3.5, 9, 7);
      break;
    case SHAPE_BUBBLE:
      cairo_arc (cr, x - 1.5, y, 3.5, G_PI / 2, 3 * G_PI / 2);
      cairo_arc (cr, x + 1.5, y, 3.5, -G_PI / 2, G_PI / 2);
      break;
    case SHAPE_SHEET:
      cairo_rectangle (cr, x - 3.5, y - 4.5, 7, 9);
      break;
    case SHAPE_DIAMOND:
      polygon (cr, 4, x, y, 5.5, 0);
      break;
    case SHAPE_HEXAGON:
      polygon (cr, 6, x, y, 5, 0);
      break;
    case SHAPE_CROSS:
      cairo_rectangle (cr, x - 1.5, y - 4.5, 3, 9);
      cairo_rectangle (cr, x - 4.5, y - 1.5, 9, 3);
      break;
    case SHAPE_DOT:
    default:
      cairo_arc (cr, x, y, 3, 0, 2 * G_PI);
      break;
    }
}

static void
garrison_entry_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonEntryMark *self = GARRISON_ENTRY_MARK (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const char *name = self->kind != NULL ? self->kind->color : "garrison_series_others";
  GdkRGBA color;
  cairo_t *cr;

  if (!garrison_compat_lookup_color (widget, name, &color))
    garrison_compat_get_color (widget, &color);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_cairo_set_source_rgba (cr, &color);
  trace (cr, self->kind != NULL ? self->kind->shape : SHAPE_DOT, width / 2, height / 2);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
garrison_entry_mark_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                             int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 13;
}

static void
garrison_entry_mark_class_init (GarrisonEntryMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = garrison_entry_mark_measure;
  widget_class->snapshot = garrison_entry_mark_snapshot;
  gtk_widget_class_set_css_name (widget_class, "entrymark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
garrison_entry_mark_init (GarrisonEntryMark *self)
{
}

GtkWidget *
garrison_entry_mark_new (void)
{
  return g_object_new (GARRISON_TYPE_ENTRY_MARK, NULL);
}

void
garrison_entry_mark_set_kind (GarrisonEntryMark *self, const char *kind)
{
  const char *label;

  g_return_if_fail (GARRISON_IS_ENTRY_MARK (self));

  self->kind = find_kind (kind);
  label = garrison_entry_kind_label (kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
