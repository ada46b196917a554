/* One company that somebody works on in this process: the open store, and from sign-in on the
 * directory, the roster and what the windows share (the current customer, the acts to undo).
 *
 * The application owns sessions, windows hold a reference. Main thread only. */
#pragma once

#include <gio/gio.h>

#include "model/directory.h"
#include "model/roster.h"
#include "store/store.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_SESSION (garrison_session_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonSession, garrison_session, GARRISON, SESSION, GObject)

GarrisonSession *garrison_session_new (GarrisonStore *store);

GarrisonStore *garrison_session_get_store (GarrisonSession *self);
/* (nullable) (transfer none): NULL before the first sign-in. */
GarrisonDirectory *garrison_session_get_directory (GarrisonSession *self);
/* (nullable) (transfer none): as the directory; it fills in the background after sign-in. */
GarrisonRoster *garrison_session_get_roster (GarrisonSession *self);

/* Signs in and loads the directory; the callback comes when windows can be shown. */
void garrison_session_sign_in_async (GarrisonSession *self, const char *login, const char *password,
                                     GAsyncReadyCallback callback, gpointer data);
gboolean garrison_session_sign_in_finish (GarrisonSession *self, GAsyncResult *result, GError **error);
/* For a store that has somebody signed in already (a company just founded). */
void garrison_session_enter_async (GarrisonSession *self, GAsyncReadyCallback callback, gpointer data);
/* Ends the work of this person: "signed-out" follows, and windows close. */
void garrison_session_sign_out (GarrisonSession *self);
gboolean garrison_session_is_signed_in (GarrisonSession *self);

/* The customer that people look at, shared by the windows ("customer"); 0 for none. */
gint64 garrison_session_get_customer (GarrisonSession *self);
void garrison_session_set_customer (GarrisonSession *self, gint64 customer);

/* What Ctrl+Z takes back: the last acts of this session, newest last. @sentence: what was done. */
void garrison_session_remember_act (GarrisonSession *self, gint64 act, const char *sentence);
/* The newest act and (transfer none) its sentence; 0 when there is nothing to take back. */
gint64 garrison_session_get_last_act (GarrisonSession *self, const char **sentence);
/* No longer offered: it was undone, or cannot be. */
void garrison_session_forget_act (GarrisonSession *self, gint64 act);

/* Properties: "customer" (gint64), "can-undo" (gboolean). Signal "signed-out". */

G_END_DECLS
