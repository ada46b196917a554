#include "desktop/timeline-style.h"

#include <math.h>

#include "desktop/compat.h"
#include "desktop/text-scale.h"

#define MOST_LAYOUTS 1500

static void
look_up (GarrisonTimelineStyle *self, const char *name, GdkRGBA *color)
{
  if (!garrison_compat_lookup_color (self->widget, name, color))
    garrison_compat_get_color (self->widget, color);
}

GarrisonTimelineStyle *
garrison_timeline_style_new (GtkWidget *widget)
{
  GarrisonTimelineStyle *self = g_new0 (GarrisonTimelineStyle, 1);

  self->widget = widget;
  self->scale = garrison_text_scale (widget);
  self->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  look_up (self, "view_bg_color", &self->ground);
  look_up (self, "garrison_text", &self->text);
  look_up (self, "garrison_dim", &self->dim);
  look_up (self, "garrison_grid", &self->grid);
  look_up (self, "garrison_axis", &self->axis);
  look_up (self, "garrison_good", &self->good);
  look_up (self, "garrison_bad", &self->bad);
  look_up (self, "garrison_warn", &self->warn);
  look_up (self, "garrison_accent", &self->accent);
  look_up (self, "garrison_accent_text", &self->accent_text);
  look_up (self, "garrison_series_others", &self->others);
  self->series[0] = self->initials[0] = self->others;
  for (int i = 1; i <= 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("garrison_series_%d", i);
      look_up (self, name, &self->series[i]);
      self->initials[i] = self->series[i];
    }
  look_up (self, "garrison_series_5_text", &self->initials[5]);
  self->dark = self->ground.red + self->ground.green + self->ground.blue < 1.5;
  if (self->dark)
    gdk_rgba_parse (&self->initials[6], "#c9a5e0");
  return self;
}

void
garrison_timeline_style_free (GarrisonTimelineStyle *self)
{
  g_hash_table_unref (self->layouts);
  g_free (self);
}

void
garrison_timeline_style_kind (GarrisonTimelineStyle *self, GarrisonSpanKind kind, GdkRGBA *color)
{
  switch (kind)
    {
    case GARRISON_SPAN_CALL:
      *color = self->series[1];
      break;
    case GARRISON_SPAN_VISIT:
      *color = self->series[2];
      break;
    case GARRISON_SPAN_MAIL:
    case GARRISON_SPAN_MESSAGE:
    case GARRISON_SPAN_LETTER:
      *color = self->series[3];
      break;
    case GARRISON_SPAN_QUOTE:
      *color = self->series[4];
      break;
    case GARRISON_SPAN_PAYMENT:
      *color = self->series[5];
      break;
    case GARRISON_SPAN_WON:
      *color = self->good;
      break;
    default:
      *color = self->others;
      break;
    }
}

static const struct
{
  double scale;
  int weight;
} TEXTS[TIMELINE_N_TEXTS] = {
  { 1.0, 400 }, { 1.0, 700 }, { 0.88, 400 }, { 0.88, 700 }, { 0.78, 400 },
};

static PangoLayout *
make_layout (GarrisonTimelineStyle *self, TimelineText kind, const char *text, int width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (TEXTS[kind].scale / self->scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (TEXTS[kind].weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (width >= 0)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

PangoLayout *
garrison_timeline_style_layout (GarrisonTimelineStyle *self, TimelineText kind, const char *text, int width)
{
  g_autofree char *key = g_strdup_printf ("%d %d %s", kind, width, text);
  PangoLayout *layout = g_hash_table_lookup (self->layouts, key);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (self->layouts) >= MOST_LAYOUTS)
    g_hash_table_remove_all (self->layouts);
  layout = make_layout (self, kind, text, width);
  g_hash_table_insert (self->layouts, g_steal_pointer (&key), layout);
  return layout;
}

int
garrison_timeline_style_text_width (GarrisonTimelineStyle *self, TimelineText kind, const char *text)
{
  int width;

  pango_layout_get_pixel_size (garrison_timeline_style_layout (self, kind, text, -1), &width, NULL);
  return width;
}

void
garrison_timeline_style_text (GarrisonTimelineStyle *self, cairo_t *cr, TimelineText kind, const char *text,
                              int width, const GdkRGBA *color, double x, double y, double align)
{
  PangoLayout *layout = garrison_timeline_style_layout (self, kind, text, width);
  PangoRectangle logical;

  pango_layout_get_pixel_extents (layout, NULL, &logical);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_move_to (cr, round (x - align * logical.width), round (y - logical.height / 2.0));
  pango_cairo_show_layout (cr, layout);
}

void
garrison_timeline_set_color (cairo_t *cr, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
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
cross (cairo_t *cr, double x, double y, double size)
{
  static const double corners[12][2] = { { -1, -3 }, { 1, -3 }, { 1, -1 }, { 3, -1 }, { 3, 1 }, { 1, 1 },
                                         { 1, 3 }, { -1, 3 }, { -1, 1 }, { -3, 1 }, { -3, -1 }, { -1, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    cairo_line_to (cr, x + corners[i][0] * size / 3, y + corners[i][1] * size / 3);
  cairo_close_path (cr);
}

void
garrison_timeline_trace (cairo_t *cr, GarrisonSpanKind kind, double x, double y, double size)
{
  cairo_new_path (cr);
  switch (kind)
    {
    case GARRISON_SPAN_CALL:
      cairo_arc (cr, x, y, size, 0, 2 * G_PI);
      break;
    case GARRISON_SPAN_VISIT:
      polygon (cr, 3, x, y + size * 0.2, size * 1.22, -G_PI / 2);
      break;
    case GARRISON_SPAN_MAIL:
      cairo_rectangle (cr, x - size, y - size * 0.8, 2 * size, 1.6 * size);
      break;
    case GARRISON_SPAN_MESSAGE:
      garrison_timeline_rounded (cr, x - size, y - size * 0.75, 2 * size, 1.5 * size, size * 0.7);
      break;
    case GARRISON_SPAN_LETTER:
      cairo_rectangle (cr, x - size * 0.75, y - size, 1.5 * size, 2 * size);
      break;
    case GARRISON_SPAN_QUOTE:
    case GARRISON_SPAN_WON:
      polygon (cr, 4, x, y, size * 1.2, 0);
      break;
    case GARRISON_SPAN_PAYMENT:
      polygon (cr, 6, x, y, size * 1.1, 0);
      break;
    case GARRISON_SPAN_SERVICE:
      cross (cr, x, y, size);
      break;
    default:
      cairo_arc (cr, x, y, size * 0.65, 0, 2 * G_PI);
      break;
    }
}

void
garrison_timeline_rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  radius = MAX (MIN (radius, MIN (width, height) / 2), 0);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}
