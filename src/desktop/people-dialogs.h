/* The dialogs about people: adding, editing, passwords, dismissal. Each runs acts through @window, which
 * says what came of it, with Undo where there is one. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

void garrison_person_add_dialog_show (GarrisonWindow *window);
/* Reads the person's facts first; the dialog comes when they are there. */
void garrison_person_edit_dialog_show (GarrisonWindow *window, gint64 person);
/* One's own asks for the old password. */
void garrison_password_dialog_show (GarrisonWindow *window, gint64 person);
/* At once, with Undo: what they held stays theirs until it is handed over. */
void garrison_person_dismiss (GarrisonWindow *window, gint64 person);
/* What somebody who left still holds goes to a colleague. Counts first what it is. */
void garrison_hand_over_dialog_show (GarrisonWindow *window, gint64 person);

/* @team: (nullable): NULL for a new one. */
void garrison_team_dialog_show (GarrisonWindow *window, GarrisonChoice *team);

/* (nullable): why the signed-in person may not use @right on @person (0: on anybody), as a sentence for
 * a tooltip; NULL when they may. (transfer full) */
char *garrison_people_find_hindrance (GarrisonStore *store, const char *right, gint64 person);

G_END_DECLS
