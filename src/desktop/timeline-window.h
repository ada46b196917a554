/* The timeline: what everybody does for whom. Lanes of people against time, the twelve months below,
 * and the entries in view beside it; or the same for one customer. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_TIMELINE_WINDOW (garrison_timeline_window_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonTimelineWindow, garrison_timeline_window, GARRISON, TIMELINE_WINDOW, GarrisonWindow)

/* 0: the people again. */
void garrison_timeline_window_set_customer (GarrisonTimelineWindow *self, gint64 customer);

G_END_DECLS
