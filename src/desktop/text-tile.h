/* A small coloured shape with one or two letters in it: base of avatars and level chips. Its size and
 * colours come from the style sheet. The text is not read out by itself; subclasses give a label. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_TEXT_TILE (garrison_text_tile_get_type ())
G_DECLARE_DERIVABLE_TYPE (GarrisonTextTile, garrison_text_tile, GARRISON, TEXT_TILE, GtkWidget)

struct _GarrisonTextTileClass
{
  GtkWidgetClass parent_class;
};

const char *garrison_text_tile_get_text (GarrisonTextTile *self);
void garrison_text_tile_set_text (GarrisonTextTile *self, const char *text);
/* Replaces the style class among @classes that is on; @index outside the array: none. */
void garrison_text_tile_set_class (GarrisonTextTile *self, const char *const *classes, int index);

G_END_DECLS
