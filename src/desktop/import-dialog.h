/* Importing a file: what it holds, which column is what, what would come of it, questions, then the
 * import itself with its progress, and Undo. Reading and writing are off the main thread; while they
 * run nothing else touches the import. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

/* Asks for a file, then shows the dialog. */
void garrison_import_dialog_choose (GarrisonWindow *window);
/* Whether this person may import at all. */
gboolean garrison_import_dialog_is_allowed (GarrisonWindow *window);
/* The dialog for a file that somebody brought, by drag or by name. Where it is no table, or nothing may
 * be imported, a sentence says so, and FALSE is answered. */
gboolean garrison_import_dialog_offer (GarrisonWindow *window, GFile *file);
/* The dialog for @file. */
void garrison_import_dialog_show (GarrisonWindow *window, GFile *file);

G_END_DECLS
