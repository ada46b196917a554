#include "mark-reader.h"

#include <math.h>

#include "charts/watermark.h"

#define STRONGEST 70 /* of an edge that a mark makes, of 765 */

static int
luma (const guchar *pixel)
{
  return pixel[0] + pixel[1] + pixel[2];
}

/* How much the picture changes where a letter of the mark would begin or end: the sum over all edges of the mask, with
 * their sign. Marks are darker than a light ground and lighter than a dark one. What else is in the picture has stronger
 * edges and is left out, or has them anywhere, so that they cancel out. */
static double
likeness (cairo_surface_t *picture, cairo_surface_t *mask)
{
  int width = cairo_image_surface_get_width (picture), height = cairo_image_surface_get_height (picture);
  double sum = 0, of = 1;

  for (int y = 0; y < height; y++)
    {
      const guchar *p = cairo_image_surface_get_data (picture) + y * cairo_image_surface_get_stride (picture);
      const guchar *m = cairo_image_surface_get_data (mask) + y * cairo_image_surface_get_stride (mask);

      for (int x = 1; x < width; x++)
        {
          int step = luma (p + 4 * x) - luma (p + 4 * x - 4);
          int ground = MAX (luma (p + 4 * x), luma (p + 4 * x - 4));
          double edge = m[4 * x + 3] - m[4 * x - 1];

          sum += ABS (step) <= STRONGEST ? (ground > 765 / 2 ? -step : step) * edge : 0;
          of += edge * edge;
        }
    }
  return sum / sqrt (of);
}

static cairo_surface_t *
draw_mask (cairo_surface_t *picture, const char *text, double size, double scale)
{
  int width = cairo_image_surface_get_width (picture), height = cairo_image_surface_get_height (picture);
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (mask);

  cairo_scale (cr, scale, scale);
  garrison_watermark_draw (cr, text, width / scale, height / scale, size, 1);
  cairo_destroy (cr);
  cairo_surface_flush (mask);
  return mask;
}

guint
mark_reader_recover (cairo_surface_t *picture, const char *const *texts, double size, double scale, double *margin)
{
  double best = -G_MAXDOUBLE, next = -G_MAXDOUBLE;
  guint found = 0;

  g_assert (texts[0] != NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      cairo_surface_t *mask = draw_mask (picture, texts[i], size, scale);
      double like = likeness (picture, mask);

      cairo_surface_destroy (mask);
      if (like > best)
        {
          next = best;
          best = like;
          found = i;
        }
      else
        next = MAX (next, like);
    }
  *margin = next > 0 ? best / next : G_MAXDOUBLE;
  return found;
}
