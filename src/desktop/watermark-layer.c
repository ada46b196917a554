#include "desktop/watermark-layer.h"

#include "base/permit.h"
#include "charts/watermark.h"

#define SIZE 12
/* How often the minute is looked at, in seconds. */
#define LOOK 10

struct _GarrisonWatermarkLayer
{
  GtkWidget *widget;
  GarrisonDirectory *directory;
  gulong changed_id;
  guint source;
  char *text;         /* of the tile */
  int scale;
  GdkTexture *tile;   /* (nullable) */
  double width, height;
};

gboolean
garrison_watermark_is_wanted (GarrisonDirectory *directory)
{
  return g_strcmp0 (garrison_directory_get_setting (directory, "watermark"), "1") == 0;
}

/* (nullable): NULL when nothing is to be shown */
static char *
text_of (GarrisonWatermarkLayer *self)
{
  GarrisonPerson *me = garrison_directory_get_me (self->directory);
  GTimeZone *zone = garrison_store_get_time_zone (garrison_directory_get_store (self->directory));

  if (me == NULL || zone == NULL || !garrison_watermark_is_wanted (self->directory))
    return NULL;
  return garrison_permit_mark_text (garrison_person_get_name (me), garrison_person_get_login (me), g_get_real_time (), zone, 0);
}

static GdkTexture *
make_tile (const char *text, int scale, double *width, double *height)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  g_autoptr (GBytes) bytes = NULL;
  int stride;
  GdkTexture *texture;

  garrison_watermark_measure (text, SIZE, width, height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) *width * scale, (int) *height * scale);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  garrison_watermark_draw_tile (cr, text, SIZE, GARRISON_WATERMARK_SCREEN);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * cairo_image_surface_get_height (surface));
  texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                                    GDK_MEMORY_DEFAULT, bytes, stride);
  cairo_surface_destroy (surface);
  return texture;
}

/* TRUE when there is something else to show than before. */
static gboolean
update (GarrisonWatermarkLayer *self)
{
  g_autofree char *text = text_of (self);
  int scale = gtk_widget_get_scale_factor (self->widget);

  if (g_strcmp0 (text, self->text) == 0 && scale == self->scale)
    return FALSE;
  g_clear_object (&self->tile);
  if (text != NULL)
    self->tile = make_tile (text, scale, &self->width, &self->height);
  g_free (self->text);
  self->text = g_steal_pointer (&text);
  self->scale = scale;
  return TRUE;
}

/* Dialogs show it, too. */
static void
redraw (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      gtk_widget_queue_draw (window);
    }
}

static gboolean
on_look (gpointer data)
{
  GarrisonWatermarkLayer *self = data;

  if (gtk_widget_get_mapped (self->widget) && update (self))
    redraw ();
  return G_SOURCE_CONTINUE;
}

static void
on_changed (GarrisonDirectory *directory, GarrisonWatermarkLayer *self)
{
  if (update (self))
    redraw ();
}

void
garrison_watermark_layer_snapshot (GarrisonWatermarkLayer *self, GtkSnapshot *snapshot)
{
  g_return_if_fail (self != NULL);
  garrison_watermark_layer_snapshot_over (self, self->widget, snapshot);
}

/* What pops up has a shadow around it, which belongs to no one. */
static gboolean
area_of (GtkWidget *widget, graphene_rect_t *area)
{
  GtkWidget *inner = GTK_IS_POPOVER (widget) ? gtk_widget_get_first_child (widget) : widget;

  return inner != NULL && gtk_widget_compute_bounds (inner, widget, area);
}

void
garrison_watermark_layer_snapshot_over (GarrisonWatermarkLayer *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  graphene_rect_t all, tile;

  g_return_if_fail (self != NULL && GTK_IS_WIDGET (widget));

  update (self);
  if (self->tile == NULL || !area_of (widget, &all))
    return;
  graphene_rect_init (&tile, 0, 0, self->width, self->height);
  gtk_snapshot_push_repeat (snapshot, &all, &tile);
  gtk_snapshot_append_texture (snapshot, self->tile, &tile);
  gtk_snapshot_pop (snapshot);
}

GarrisonWatermarkLayer *
garrison_watermark_layer_new (GtkWidget *widget, GarrisonDirectory *directory)
{
  GarrisonWatermarkLayer *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && GARRISON_IS_DIRECTORY (directory), NULL);

  self = g_new0 (GarrisonWatermarkLayer, 1);
  self->widget = widget;
  self->directory = g_object_ref (directory);
  self->changed_id = g_signal_connect (directory, "changed", G_CALLBACK (on_changed), self);
  self->source = g_timeout_add_seconds (LOOK, on_look, self);
  return self;
}

void
garrison_watermark_layer_free (GarrisonWatermarkLayer *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_signal_handler (&self->changed_id, self->directory);
  g_clear_object (&self->directory);
  g_clear_object (&self->tile);
  g_free (self->text);
  g_free (self);
}
