/* Follows requests while somebody works: how many wait for this person, and what came of those that the person
 * made. Main thread only. */
#pragma once

#include "model/directory.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_REQUEST_WATCH (garrison_request_watch_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonRequestWatch, garrison_request_watch, GARRISON, REQUEST_WATCH, GObject)

GarrisonRequestWatch *garrison_request_watch_new (GarrisonDirectory *directory);
/* How many this person may decide. */
guint garrison_request_watch_get_waiting (GarrisonRequestWatch *self);

/* Signals: "counted"; "decided" (const char *): a sentence for the person who asked. */

G_END_DECLS
