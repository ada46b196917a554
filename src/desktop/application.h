/* The program: options, companies, windows, actions.
 *
 *     garrison [--company URI] [--as LOGIN] [--window customers|timeline|charts|people] [--measure-stalls]
 *
 * Without --company the default file $XDG_DATA_HOME/garrison/company.garrison is opened; where there
 * is none, the entrance window offers to start one. With --as, an empty password is tried first.
 *
 * Actions, each on the session of the active window. The target of the three is a string: "" shows the
 * window as it is, digits a customer's id, anything else the text of a question:
 *     app.show-customers(s)  app.show-timeline(s)  app.show-charts(s)
 *     app.new-window(s): "customers", "timeline", "charts" or "people", always another window
 *     app.about  app.shortcuts  app.quit
 *
 * A window kind is one line of the table in windows.c. Main thread only. */
#pragma once

#include <adwaita.h>

#include "desktop/session.h"
#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_APPLICATION_ID "org.garrisoncrm.Garrison"
#define GARRISON_TYPE_APPLICATION (garrison_application_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonApplication, garrison_application, GARRISON, APPLICATION, AdwApplication)

GarrisonApplication *garrison_application_new (void);
/* The session of the active window, else any one. (nullable) (transfer none) */
GarrisonDesktopSession *garrison_application_get_session (GarrisonApplication *self);
/* Shows the window @kind of @session: the one there is, or a new one. (nullable) (transfer none):
 * NULL when there is no such kind. */
GarrisonWindow *garrison_application_show_window (GarrisonApplication *self, GarrisonDesktopSession *session,
                                                  const char *kind, const char *target);

/* Locks what @session shows, at once. */
void garrison_application_lock (GarrisonApplication *self, GarrisonDesktopSession *session);

G_END_DECLS
