/* The door: opens a company and signs somebody in, or starts a company where there is none yet.
 *
 * One window with a page for each case: opening, signing in, welcome, starting, trouble. When somebody
 * is in, "entered" (GarrisonDesktopSession*) is emitted; its owner shows the next window and destroys this
 * one. Nothing typed is lost by an error. Main thread only. */
#pragma once

#include <adwaita.h>

#include "desktop/session.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_ENTRANCE_WINDOW (garrison_entrance_window_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonEntranceWindow, garrison_entrance_window, GARRISON, ENTRANCE_WINDOW, AdwApplicationWindow)

/* @company: (nullable): NULL for the default file. @login: (nullable): who signs in; then an empty
 * password is tried before one is asked for. */
GarrisonEntranceWindow *garrison_entrance_window_new (GtkApplication *application, const char *company,
                                                      const char *login);
/* Opens the company; the window shows itself as soon as there is something to ask or to wait for. */
void garrison_entrance_window_begin (GarrisonEntranceWindow *self);
/* When it opens: that whoever was here before was sent away by the company. @password_reset: because
 * somebody else set their password */
void garrison_entrance_window_say_sent_away (GarrisonEntranceWindow *self, gboolean password_reset);
/* What stands in the entry of the login. */
const char *garrison_entrance_window_get_login (GarrisonEntranceWindow *self);

G_END_DECLS
