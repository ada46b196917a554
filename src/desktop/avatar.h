/* A person's round mark: initials on a tint that belongs to the person's id, so that two people of a
 * team hardly ever look alike. Style classes p1 … p6 (p0: nobody); "large" and "plain" by the user. */
#pragma once

#include "desktop/text-tile.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_AVATAR (garrison_avatar_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonAvatar, garrison_avatar, GARRISON, AVATAR, GarrisonTextTile)

GtkWidget *garrison_avatar_new (void);
/* @person 0: nobody, an empty dashed ring; @name (nullable) gives the initials and the label. */
void garrison_avatar_set_person (GarrisonAvatar *self, gint64 person, const char *name);
/* Somebody who is not of the company (a contact): initials on grey. */
void garrison_avatar_set_name (GarrisonAvatar *self, const char *name);
/* 1 … 6 for a person, 0 for nobody: the palette entry shared with timeline and charts. */
int garrison_avatar_tint (gint64 person);

G_END_DECLS
