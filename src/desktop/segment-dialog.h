/* Saving, renaming and deleting what stands under "Segments" in the sidebar. Main thread only. */
#pragma once

#include "desktop/window.h"
#include "model/saved-views.h"

G_BEGIN_DECLS

/* Asks for a name (and, with the right for it, whether it is everybody's) and keeps @question with
 * @layout (desktop/customer-table.h). */
void garrison_segment_dialog_show (GarrisonWindow *window, const char *question, const char *layout);
void garrison_segment_rename (GarrisonWindow *window, GarrisonSavedView *view);
/* Keeps another question and layout under the same name. */
void garrison_segment_replace (GarrisonWindow *window, GarrisonSavedView *view, const char *question,
                               const char *layout);
/* At once, with Undo. */
void garrison_segment_delete (GarrisonWindow *window, GarrisonSavedView *view);
/* TRUE when the signed-in person may change or delete @view. */
gboolean garrison_segment_may_change (GarrisonStore *store, GarrisonSavedView *view);

G_END_DECLS
