/* Reads a watermark off a picture: of all that it might say, the one that is most alike when drawn anew. */
#pragma once

#include <cairo.h>
#include <glib.h>

/* Returns: the index in @texts (NULL-terminated). @size: of the letters in the picture's own pixels before @scale; the
 * mark begins at the picture's upper left corner. @margin: how much better it fits than the next. */
guint mark_reader_recover (cairo_surface_t *picture, const char *const *texts, double size, double scale, double *margin);
