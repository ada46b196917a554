/* The assistant of a handover: what somebody holds, who gets which customer, by rule and corrected by hand (drag, button or
 * menu), and the act with its Undo. One window a person. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

/* @dismissed: it opens by itself after a dismissal, and goes when that is undone. */
void garrison_handover_window_show (GarrisonWindow *window, gint64 person, gboolean dismissed);

G_END_DECLS
