/* A customer's level as a small square with its letter: the first level filled, the second tinted,
 * the third and later ones grey. */
#pragma once

#include "desktop/text-tile.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_LEVEL_CHIP (garrison_level_chip_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonLevelChip, garrison_level_chip, GARRISON, LEVEL_CHIP, GarrisonTextTile)

GtkWidget *garrison_level_chip_new (void);
/* @name: (nullable): the level's name, of which the first character shows; @rank: its place in the
 * company's list, from 0. NULL shows nothing but keeps the place. */
void garrison_level_chip_set_level (GarrisonLevelChip *self, const char *name, int rank);

G_END_DECLS
