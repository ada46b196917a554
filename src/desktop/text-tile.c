#include "desktop/text-tile.h"

#include "desktop/compat.h"

typedef struct
{
  char *text;
  PangoLayout *layout;
} GarrisonTextTilePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GarrisonTextTile, garrison_text_tile, GTK_TYPE_WIDGET)

static GarrisonTextTilePrivate *
private_of (GarrisonTextTile *self)
{
  return garrison_text_tile_get_instance_private (self);
}

static PangoLayout *
ensure_layout (GarrisonTextTile *self)
{
  GarrisonTextTilePrivate *priv = private_of (self);

  if (priv->layout == NULL)
    priv->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), priv->text);
  return priv->layout;
}

static void
garrison_text_tile_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GarrisonTextTile *self = GARRISON_TEXT_TILE (widget);
  PangoRectangle ink, logical;
  PangoLayout *layout;
  GdkRGBA color;
  float x, y;

  if (private_of (self)->text == NULL || *private_of (self)->text == '\0')
    return;
  layout = ensure_layout (self);
  pango_layout_get_pixel_extents (layout, &ink, &logical);
  garrison_compat_get_color (widget, &color);
  x = (gtk_widget_get_width (widget) - logical.width) / 2.0f - logical.x;
  /* By ink: letters without descenders look lifted when centred by the line. */
  y = (gtk_widget_get_height (widget) - ink.height) / 2.0f - ink.y;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
garrison_text_tile_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  /* min-width and min-height of the style sheet are the size; GTK adds them. */
  *minimum = *natural = 0;
}

static void
garrison_text_tile_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (garrison_text_tile_parent_class)->css_changed (widget, change);
  g_clear_object (&private_of (GARRISON_TEXT_TILE (widget))->layout);
}

static void
garrison_text_tile_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (garrison_text_tile_parent_class)->system_setting_changed (widget, setting);
  g_clear_object (&private_of (GARRISON_TEXT_TILE (widget))->layout);
}

static void
garrison_text_tile_finalize (GObject *object)
{
  GarrisonTextTilePrivate *priv = private_of (GARRISON_TEXT_TILE (object));

  g_clear_object (&priv->layout);
  g_free (priv->text);
  G_OBJECT_CLASS (garrison_text_tile_parent_class)->finalize (object);
}

static void
garrison_text_tile_class_init (GarrisonTextTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = garrison_text_tile_finalize;
  widget_class->snapshot = garrison_text_tile_snapshot;
  widget_class->measure = garrison_text_tile_measure;
  widget_class->css_changed = garrison_text_tile_css_changed;
  widget_class->system_setting_changed = garrison_text_tile_system_setting_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
garrison_text_tile_init (GarrisonTextTile *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

const char *
garrison_text_tile_get_text (GarrisonTextTile *self)
{
  g_return_val_if_fail (GARRISON_IS_TEXT_TILE (self), NULL);
  return private_of (self)->text;
}

void
garrison_text_tile_set_text (GarrisonTextTile *self, const char *text)
{
  GarrisonTextTilePrivate *priv;

  g_return_if_fail (GARRISON_IS_TEXT_TILE (self));

  priv = private_of (self);
  if (g_strcmp0 (priv->text, text) == 0)
    return;
  g_free (priv->text);
  priv->text = g_strdup (text);
  g_clear_object (&priv->layout);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
garrison_text_tile_set_class (GarrisonTextTile *self, const char *const *classes, int index)
{
  g_return_if_fail (GARRISON_IS_TEXT_TILE (self));

  for (int i = 0; classes[i] != NULL; i++)
    {
      gboolean on = gtk_widget_has_css_class (GTK_WIDGET (self), classes[i]);
      if (on && i != index)
        gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
      else if (!on && i == index)
        gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
    }
}
