/* Signals and requests: what waits for a decision, what was worth a look in the last 30 days by person, with the
 * facts behind it, and what came of earlier requests. Everybody has this page: of themselves, and of those whose
 * signals and requests they may see. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_PEOPLE_SIGNALS (garrison_people_signals_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPeopleSignals, garrison_people_signals, GARRISON, PEOPLE_SIGNALS, GtkWidget)

/* Begins to show those of @window's company, and follows them while it is on the screen. */
void garrison_people_signals_set_window (GarrisonPeopleSignals *self, GarrisonWindow *window);
/* Fits them into that many pixels. */
void garrison_people_signals_set_room (GarrisonPeopleSignals *self, int width);
/* Whether the signed-in person may see any. */
gboolean garrison_people_signals_may_see (GarrisonStore *store);

G_END_DECLS
