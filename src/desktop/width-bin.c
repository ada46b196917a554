#include "desktop/width-bin.h"

struct _GarrisonWidthBin
{
  GtkWidget parent_instance;
  GtkWidget *child;
  int least;
  int width;
  guint source;
};

G_DEFINE_FINAL_TYPE (GarrisonWidthBin, garrison_width_bin, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_WIDTH,
  PROP_LEAST,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
on_width (gpointer data)
{
  GarrisonWidthBin *self = data;

  self->source = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WIDTH]);
  return G_SOURCE_REMOVE;
}

static void
garrison_width_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GarrisonWidthBin *self = GARRISON_WIDTH_BIN (widget);
  int wanted = 0, tall = 0;

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &wanted, NULL, NULL, NULL);
  wanted = MAX (wanted, width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, wanted, &tall, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, wanted, MAX (tall, height), baseline, NULL);
  if (width == self->width)
    return;
  self->width = width;
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_width, self, NULL);
}

static void
garrison_width_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  GarrisonWidthBin *self = GARRISON_WIDTH_BIN (widget);

  if (self->child != NULL && orientation == GTK_ORIENTATION_VERTICAL)
    for_size = -1;
  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, self->least);
}

static void
set_child (GarrisonWidthBin *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
garrison_width_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GarrisonWidthBin *self = GARRISON_WIDTH_BIN (object);

  if (id == PROP_CHILD)
    set_child (self, g_value_get_object (value));
  else if (id == PROP_LEAST)
    self->least = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
garrison_width_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GarrisonWidthBin *self = GARRISON_WIDTH_BIN (object);

  if (id == PROP_CHILD)
    g_value_set_object (value, self->child);
  else if (id == PROP_WIDTH)
    g_value_set_int (value, self->width);
  else if (id == PROP_LEAST)
    g_value_set_int (value, self->least);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
garrison_width_bin_dispose (GObject *object)
{
  GarrisonWidthBin *self = GARRISON_WIDTH_BIN (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (garrison_width_bin_parent_class)->dispose (object);
}

static void
garrison_width_bin_class_init (GarrisonWidthBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = garrison_width_bin_set_property;
  object_class->get_property = garrison_width_bin_get_property;
  object_class->dispose = garrison_width_bin_dispose;
  widget_class->size_allocate = garrison_width_bin_size_allocate;
  widget_class->measure = garrison_width_bin_measure;
  props[PROP_CHILD]
    = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_WIDTH]
    = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LEAST] = g_param_spec_int ("least", NULL, NULL, 0, G_MAXINT, 360,
                                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrison_width_bin_init (GarrisonWidthBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

int
garrison_width_bin_get_width (GarrisonWidthBin *self)
{
  g_return_val_if_fail (GARRISON_IS_WIDTH_BIN (self), 0);
  return self->width;
}
