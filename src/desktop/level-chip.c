#include "desktop/level-chip.h"

#include <glib/gi18n-lib.h>

struct _GarrisonLevelChip
{
  GarrisonTextTile parent_instance;
};

G_DEFINE_FINAL_TYPE (GarrisonLevelChip, garrison_level_chip, GARRISON_TYPE_TEXT_TILE)

static const char *const RANKS[] = { "first", "second", "third", "later", NULL };

static void
garrison_level_chip_class_init (GarrisonLevelChipClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "levelchip");
}

static void
garrison_level_chip_init (GarrisonLevelChip *self)
{
}

GtkWidget *
garrison_level_chip_new (void)
{
  return g_object_new (GARRISON_TYPE_LEVEL_CHIP, NULL);
}

void
garrison_level_chip_set_level (GarrisonLevelChip *self, const char *name, int rank)
{
  g_autofree char *letter = NULL, *label = NULL;
  gboolean some = name != NULL && *name != '\0';

  g_return_if_fail (GARRISON_IS_LEVEL_CHIP (self));

  letter = some ? g_utf8_substring (name, 0, 1) : g_strdup ("");
  label = some ? g_strdup_printf (_ ("Level %s"), name) : g_strdup (_ ("No level"));
  garrison_text_tile_set_text (GARRISON_TEXT_TILE (self), letter);
  garrison_text_tile_set_class (GARRISON_TEXT_TILE (self), RANKS, some ? CLAMP (rank, 0, 3) : -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
