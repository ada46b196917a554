/* What a person has on the screen, kept while the program is locked: which windows, how large, at which
 * place, and what was typed into them and not saved. Nothing else of the company is in it, no widget, no
 * session; it is freed when somebody else signs in, or when the program ends. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

typedef struct _GarrisonLockDesk GarrisonLockDesk;

/* (transfer full): the desk of the person who is signed in. */
GarrisonLockDesk *garrison_lock_desk_take (GarrisonDesktopSession *session);
void garrison_lock_desk_free (GarrisonLockDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonLockDesk, garrison_lock_desk_free)

gint64 garrison_lock_desk_get_person (GarrisonLockDesk *self);
/* Opens it again, on a session of the same person. @application: (nullable). Returns: the number of windows. */
guint garrison_lock_desk_bring_back (GarrisonLockDesk *self, GtkApplication *application,
                                     GarrisonDesktopSession *session);

/* Closes every dialog above the windows of @session, whatever it would ask: the windows themselves go with
 * the session. */
void garrison_lock_desk_close_dialogs (GarrisonDesktopSession *session);
/* (nullable) (transfer none): the session of a window, or of the one that a dialog stands above. */
GarrisonDesktopSession *garrison_lock_desk_session_of (GtkWindow *window);

G_END_DECLS
