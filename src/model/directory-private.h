/* How the directory makes its objects; nobody else does. */
#pragma once

#include "model/directory.h"

G_BEGIN_DECLS

GarrisonChoice *garrison_choice_new (GarrisonRows *rows, guint row);

GarrisonPerson *garrison_person_new (GarrisonRows *rows, guint row);
/* Takes what a later read says of the same person, and notifies. */
void garrison_person_update (GarrisonPerson *self, GarrisonRows *rows, guint row);
void garrison_person_set_holds (GarrisonPerson *self, gint64 holds);

G_END_DECLS
