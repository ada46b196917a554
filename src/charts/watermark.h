/* Who took a picture and when, written lightly and again and again across it, so that no cut-out is without it.
 *
 * The mark is a tile that is repeated: the text twice, slanted, in a grey that is seen on light and dark alike. Paper and
 * files draw it as text (a PDF can be searched for it); a window takes one tile as pixels. The same text always gives
 * the same tile, so that a mark can be recognised by drawing it again. Any thread with a context of its own. */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/** garrison_watermark_draw: over @width × @height from 0,0. @size: of the letters; @alpha: 0 to 1. */
void garrison_watermark_draw (cairo_t *cr, const char *text, double width, double height, double size, double alpha);
/** garrison_watermark_measure: the tile's size. */
void garrison_watermark_measure (const char *text, double size, double *width, double *height);
/** garrison_watermark_draw_tile: one tile from 0,0. */
void garrison_watermark_draw_tile (cairo_t *cr, const char *text, double size, double alpha);

/** How dark a mark is in files and on paper, and in windows. */
#define GARRISON_WATERMARK_PAPER 0.16
#define GARRISON_WATERMARK_SCREEN 0.09

G_END_DECLS
