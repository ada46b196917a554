#include "charts/watermark.h"

#include <glib.h>
#include <math.h>
#include <pango/pangocairo.h>

#define SLANT (-G_PI / 9)
#define GREY 0.5
/* Letters' heights between one text and the next. */
#define GAP_ALONG 3
#define GAP_ACROSS 3

/* Han fonts last, as in charts. */
#define FAMILIES "Cantarell, Sans, Noto Sans CJK SC"

typedef struct
{
  PangoLayout *layout;
  double text_width, text_height;
  double width, height; /* of the tile: two texts, the second moved on by half */
} Tile;

/* Without hinting, so that letters are the same at any scale. */
static void
tile_init (Tile *tile, PangoContext *context, const char *text, double size)
{
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);
  cairo_font_options_t *options = cairo_font_options_create ();
  int width, height;

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  tile->layout = pango_layout_new (context);
  pango_layout_set_font_description (tile->layout, font);
  pango_layout_set_single_paragraph_mode (tile->layout, TRUE);
  pango_layout_set_text (tile->layout, text, -1);
  pango_layout_get_size (tile->layout, &width, &height);
  tile->text_width = (double) width / PANGO_SCALE;
  tile->text_height = (double) height / PANGO_SCALE;
  /* What a slanted text takes, and air around it; whole pixels, for the tile may be made of them. */
  tile->width = ceil (tile->text_width * cos (SLANT) + tile->text_height * sin (-SLANT) + GAP_ALONG * size);
  tile->height = 2 * ceil (tile->text_width * sin (-SLANT) + tile->text_height * cos (SLANT) + GAP_ACROSS * size);
  pango_font_description_free (font);
  cairo_font_options_destroy (options);
}

static void
tile_clear (Tile *tile)
{
  g_object_unref (tile->layout);
}

static void
draw_text (cairo_t *cr, Tile *tile, double x, double y)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, SLANT);
  cairo_move_to (cr, -tile->text_width / 2, -tile->text_height / 2);
  pango_cairo_show_layout (cr, tile->layout);
  cairo_restore (cr);
}

/* The second text lies across the seam, half at either side. */
static void
draw_tile (cairo_t *cr, Tile *tile)
{
  draw_text (cr, tile, tile->width / 2, tile->height / 4);
  draw_text (cr, tile, 0, tile->height * 3 / 4);
  draw_text (cr, tile, tile->width, tile->height * 3 / 4);
}

void
garrison_watermark_measure (const char *text, double size, double *width, double *height)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  Tile tile;

  g_return_if_fail (text != NULL && width != NULL && height != NULL);

  tile_init (&tile, context, text, size);
  *width = tile.width;
  *height = tile.height;
  tile_clear (&tile);
  g_object_unref (context);
}

void
garrison_watermark_draw_tile (cairo_t *cr, const char *text, double size, double alpha)
{
  PangoContext *context;
  Tile tile;

  g_return_if_fail (cr != NULL && text != NULL);

  context = pango_cairo_create_context (cr);
  tile_init (&tile, context, text, size);
  cairo_save (cr);
  cairo_set_source_rgba (cr, GREY, GREY, GREY, alpha);
  draw_tile (cr, &tile);
  cairo_restore (cr);
  tile_clear (&tile);
  g_object_unref (context);
}

void
garrison_watermark_draw (cairo_t *cr, const char *text, double width, double height, double size, double alpha)
{
  PangoContext *context;
  Tile tile;

  g_return_if_fail (cr != NULL && text != NULL);

  context = pango_cairo_create_context (cr);
  tile_init (&tile, context, text, size);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, GREY, GREY, GREY, alpha);
  for (double y = 0; y < height; y += tile.height)
    for (double x = 0; x < width; x += tile.width)
      {
        draw_text (cr, &tile, x + tile.width / 2, y + tile.height / 4);
        draw_text (cr, &tile, x, y + tile.height * 3 / 4);
        if (x + tile.width >= width)
          draw_text (cr, &tile, x + tile.width, y + tile.height * 3 / 4);
      }
  cairo_restore (cr);
  tile_clear (&tile);
  g_object_unref (context);
}
