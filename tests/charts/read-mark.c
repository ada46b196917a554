/* read-mark PICTURE.png SIZE SCALE <CANDIDATES: which line of the standard input the watermark in the picture says, and how
 * much better it fits than the next one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mark-reader.h"

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  cairo_surface_t *loaded, *picture;
  char line[1024];
  double margin;
  guint found;
  cairo_t *cr;

  if (argc != 4)
    return 2;
  while (fgets (line, sizeof line, stdin) != NULL)
    g_ptr_array_add (texts, g_strdup (g_strchomp (line)));
  if (texts->len == 0)
    return 2;
  g_ptr_array_add (texts, NULL);
  loaded = cairo_image_surface_create_from_png (argv[1]);
  if (cairo_surface_status (loaded) != CAIRO_STATUS_SUCCESS)
    return 1;
  picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (loaded),
                                        cairo_image_surface_get_height (loaded));
  cr = cairo_create (picture);
  cairo_set_source_surface (cr, loaded, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (picture);
  found = mark_reader_recover (picture, (const char *const *) texts->pdata, atof (argv[2]), atof (argv[3]), &margin);
  printf ("%s\n%.3f\n", (const char *) texts->pdata[found], MIN (margin, 1e6));
  cairo_surface_destroy (picture);
  cairo_surface_destroy (loaded);
  return 0;
}
