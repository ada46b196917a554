/* A person in the sidebar: who it is, how many customers they hold against their cap, and a place to
 * drop customers on. While customers are dragged the row says what would come of it: it dims and tells
 * why in its tooltip when they may not be dropped, else the target shows "+5" and the load to come. */
#pragma once

#include <gtk/gtk.h>

#include "desktop/customer-drag.h"
#include "model/directory.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_PERSON_ROW (garrison_person_row_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPersonRow, garrison_person_row, GARRISON, PERSON_ROW, GtkListBoxRow)

/* @scale: the load that fills the bar of somebody without a cap. */
GtkWidget *garrison_person_row_new (GarrisonPerson *person, gint64 scale);
GarrisonPerson *garrison_person_row_get_person (GarrisonPersonRow *self);
/* @ids: (nullable): what is being dragged; NULL when nothing is any more. */
void garrison_person_row_set_dragged (GarrisonPersonRow *self, GarrisonCustomerIds *ids);
/* Whether what is dragged is meant for this person: by the pointer, or by a choice in a dialog. */
void garrison_person_row_set_target (GarrisonPersonRow *self, gboolean target);
/* (nullable) (transfer full): why @ids cannot go to @person, as a sentence; NULL when they can. */
char *garrison_person_row_find_refusal (GarrisonPerson *person, GarrisonCustomerIds *ids);

/* Signal "dropped" (GarrisonCustomerIds*). */

G_END_DECLS
