/* The base of Garrison's three windows: a session, a place for toasts, acts with Undo, errors as
 * sentences, and the actions that all windows have: "win.undo", "win.sign-out", "win.people" (only for
 * those who have a right to manage), "win.signals", "win.change-password", "win.preferences".
 *
 * A subclass is made by the application with the properties "application" and "session"; it sets its
 * content and calls garrison_window_set_toast_overlay(). The window closes when its session signs
 * out. Main thread only. */
#pragma once

#include <adwaita.h>

#include "desktop/session.h"
#include "model/sentence.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_WINDOW (garrison_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (GarrisonWindow, garrison_window, GARRISON, WINDOW, AdwApplicationWindow)

struct _GarrisonWindowClass
{
  AdwApplicationWindowClass parent_class;
  /* Shows @target: "" as it is, digits a customer's id, anything else a question's text. */
  void (*show_target) (GarrisonWindow *self, const char *target);
  /* Where the person is in the window and what is typed there, for a window of the same kind later.
   * Returns: (transfer floating): a dictionary "a{sv}". */
  GVariant *(*keep_place) (GarrisonWindow *self);
  void (*bring_back_place) (GarrisonWindow *self, GVariantDict *place);
  gpointer padding[2];
};

GarrisonDesktopSession *garrison_window_get_session (GarrisonWindow *self);
/* Short for the session's; the directory is there as long as the window is. */
GarrisonStore *garrison_window_get_store (GarrisonWindow *self);
GarrisonDirectory *garrison_window_get_directory (GarrisonWindow *self);
void garrison_window_show_target (GarrisonWindow *self, const char *target);

/* (transfer full): a dictionary; empty where the kind keeps nothing. */
GVariant *garrison_window_keep_place (GarrisonWindow *self);
/* @place: of a window of the same kind; best before it is shown. */
void garrison_window_bring_back_place (GarrisonWindow *self, GVariant *place);

/* Where toasts appear; without one they wait for nobody and are dropped. */
void garrison_window_set_toast_overlay (GarrisonWindow *self, AdwToastOverlay *overlay);
void garrison_window_toast (GarrisonWindow *self, const char *text);
/* A toast that stays until its owner dismisses it. (transfer none) (nullable): NULL when there is no place. */
AdwToast *garrison_window_toast_lasting (GarrisonWindow *self, const char *text);
/* A toast with the button Undo, which undoes @act; the act is remembered for Ctrl+Z too. */
void garrison_window_toast_act (GarrisonWindow *self, const char *text, gint64 act);
/* The same for several acts that people see as one, oldest first; they are taken back together. */
void garrison_window_toast_acts (GarrisonWindow *self, const char *text, const gint64 *acts, guint n);
/* Tells people of @error: a refusal in a toast, anything worse in a dialog; nothing for a cancel. */
void garrison_window_show_error (GarrisonWindow *self, const GError *error);

/**
 * GarrisonActed:
 * @result: (nullable): what the act answered, NULL when it failed
 * @error: (nullable): why it failed
 *
 * Returns: TRUE when @error needs no telling any more
 */
typedef gboolean (*GarrisonActed) (GarrisonWindow *self, GarrisonActResult *result, const GError *error,
                                   gpointer data);
/* Runs an act. Wished again after the connection was lost, it is the same request: nothing is done twice. When it succeeds, @sentence (nullable: nothing is said) goes into a toast with Undo,
 * then @acted (nullable) is called. A failure goes to @acted first and, unless that says TRUE, to
 * garrison_window_show_error(). @data is freed with @destroy after that; the window may be closed by
 * then, and @acted is still called. */
void garrison_window_act (GarrisonWindow *self, const char *act, GarrisonArgs *args, const char *sentence,
                          GarrisonActed acted, gpointer data, GDestroyNotify destroy);
void garrison_window_undo (GarrisonWindow *self, gint64 act);

/* Paints the watermark of the company over a window or popover that belongs to a GarrisonWindow, where it is wanted;
 * see garrison_compat_paint_over(). */
void garrison_window_paint_mark_over (GtkWidget *native, GtkSnapshot *snapshot);

G_END_DECLS
