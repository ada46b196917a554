/* One company that somebody works on in this process: the open store, and from sign-in on the
 * directory, the roster and what the windows share (the current customer, the acts to undo).
 *
 * The application owns sessions, windows hold a reference. Main thread only. */
#pragma once

#include <gio/gio.h>

#include "model/directory.h"
#include "model/errand.h"
#include "model/roster.h"
#include "store/store.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_DESKTOP_SESSION (garrison_desktop_session_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonDesktopSession, garrison_desktop_session, GARRISON, DESKTOP_SESSION, GObject)

GarrisonDesktopSession *garrison_desktop_session_new (GarrisonStore *store);

GarrisonStore *garrison_desktop_session_get_store (GarrisonDesktopSession *self);
/* (nullable) (transfer none): NULL before the first sign-in. */
GarrisonDirectory *garrison_desktop_session_get_directory (GarrisonDesktopSession *self);
/* (nullable) (transfer none): as the directory; empty until it is wanted. */
GarrisonRoster *garrison_desktop_session_get_roster (GarrisonDesktopSession *self);
/* Fills the roster in the background, once. Not before the first rows are on the screen: it takes a
 * processor and a connection for as long as a large company needs. */
void garrison_desktop_session_want_roster (GarrisonDesktopSession *self);

/* Signs in and loads the directory; the callback comes when windows can be shown. */
void garrison_desktop_session_sign_in_async (GarrisonDesktopSession *self, const char *login, const char *password,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean garrison_desktop_session_sign_in_finish (GarrisonDesktopSession *self, GAsyncResult *result, GError **error);
/* For a store that has somebody signed in already (a company just founded). */
void garrison_desktop_session_enter_async (GarrisonDesktopSession *self, GAsyncReadyCallback callback, gpointer data);
/* Ends the work of this person: "signed-out" follows, and windows close. The store is closed by a thread of its own. */
void garrison_desktop_session_sign_out (GarrisonDesktopSession *self);
/* Waits until all stores are closed whose people signed out: before the program ends. */
void garrison_desktop_session_wait_closed (void);
/* The same because nobody is there: a lock page takes the place of the windows. */
void garrison_desktop_session_lock (GarrisonDesktopSession *self);
gboolean garrison_desktop_session_is_locked (GarrisonDesktopSession *self);
gboolean garrison_desktop_session_is_signed_in (GarrisonDesktopSession *self);
/* TRUE when it was the company that signed this person out. */
gboolean garrison_desktop_session_was_sent_away (GarrisonDesktopSession *self);
/* TRUE when that was because somebody else set their password. */
gboolean garrison_desktop_session_was_password_reset (GarrisonDesktopSession *self);

/* The customer that people look at, shared by the windows ("customer"); 0 for none. */
gint64 garrison_desktop_session_get_customer (GarrisonDesktopSession *self);
void garrison_desktop_session_set_customer (GarrisonDesktopSession *self, gint64 customer);

/* What Ctrl+Z takes back: the last acts of this session, newest last. @sentence: what was done. */
void garrison_desktop_session_remember_act (GarrisonDesktopSession *self, gint64 act, const char *sentence);
/* The same for several acts that people see as one, oldest first: they are taken back together, from the
 * last one, under whose id they are remembered. */
void garrison_desktop_session_remember_acts (GarrisonDesktopSession *self, const gint64 *acts, guint n,
                                             const char *sentence);
/* (transfer full) (element-type gint64): the acts to be taken back with @act, itself the last. */
GArray *garrison_desktop_session_get_acts (GarrisonDesktopSession *self, gint64 act);
/* The newest act and (transfer none) its sentence; 0 when there is nothing to take back. */
gint64 garrison_desktop_session_get_last_act (GarrisonDesktopSession *self, const char **sentence);
/* No longer offered: it was undone, or cannot be. */
void garrison_desktop_session_forget_act (GarrisonDesktopSession *self, gint64 act);

/* The id of the request for a wish (desktop/wish.h): the one that was kept for it, or a new one. */
char *garrison_desktop_session_dup_request (GarrisonDesktopSession *self, const char *wish);
/* @request: (nullable): to be asked again under this id when the wish is wished again; NULL: it is settled. */
void garrison_desktop_session_keep_request (GarrisonDesktopSession *self, const char *wish, const char *request);

/* (transfer full): the errand for a wish of several acts: the one that was kept for it, or a new one. */
GarrisonErrand *garrison_desktop_session_take_errand (GarrisonDesktopSession *self, const char *wish);
/* To be gone on with when the wish is wished again. */
void garrison_desktop_session_keep_errand (GarrisonDesktopSession *self, const char *wish, GarrisonErrand *errand);

/* Properties: "customer" (gint64), "can-undo" (gboolean). Signal "signed-out". */

G_END_DECLS
