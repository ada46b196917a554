#include "desktop/avatar.h"

#include "base/text.h"

struct _GarrisonAvatar
{
  GarrisonTextTile parent_instance;
};

G_DEFINE_FINAL_TYPE (GarrisonAvatar, garrison_avatar, GARRISON_TYPE_TEXT_TILE)

static const char *const TINTS[] = { "p0", "p1", "p2", "p3", "p4", "p5", "p6", "outside", NULL };

static void
garrison_avatar_class_init (GarrisonAvatarClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "personmark");
}

static void
garrison_avatar_init (GarrisonAvatar *self)
{
  garrison_text_tile_set_class (GARRISON_TEXT_TILE (self), TINTS, 0);
}

GtkWidget *
garrison_avatar_new (void)
{
  return g_object_new (GARRISON_TYPE_AVATAR, NULL);
}

int
garrison_avatar_tint (gint64 person)
{
  return person > 0 ? (int) ((person - 1) % 6) + 1 : 0;
}

void
garrison_avatar_set_person (GarrisonAvatar *self, gint64 person, const char *name)
{
  g_autofree char *initials = NULL;

  g_return_if_fail (GARRISON_IS_AVATAR (self));

  initials = person > 0 ? garrison_text_initials (name) : g_strdup ("");
  garrison_text_tile_set_text (GARRISON_TEXT_TILE (self), initials);
  garrison_text_tile_set_class (GARRISON_TEXT_TILE (self), TINTS, garrison_avatar_tint (person));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", -1);
}

void
garrison_avatar_set_name (GarrisonAvatar *self, const char *name)
{
  g_autofree char *initials = garrison_text_initials (name);

  g_return_if_fail (GARRISON_IS_AVATAR (self));

  garrison_text_tile_set_text (GARRISON_TEXT_TILE (self), initials);
  garrison_text_tile_set_class (GARRISON_TEXT_TILE (self), TINTS, G_N_ELEMENTS (TINTS) - 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", -1);
}
