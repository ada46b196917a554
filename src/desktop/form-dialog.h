/* A dialog around a form: Cancel, a button that runs an act with what stands in the form, and a line
 * for what is wrong. It stays, with everything that was typed, until the act has succeeded. Main
 * thread only. */
#pragma once

#include "desktop/form.h"
#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_FORM_DIALOG (garrison_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonFormDialog, garrison_form_dialog, GARRISON, FORM_DIALOG, AdwWindow)

/* @act: its name; @verb: on the button, with mnemonic; @sentence: (nullable): for the toast. */
GarrisonFormDialog *garrison_form_dialog_new (GarrisonWindow *parent, const char *title, const char *verb,
                                              const char *act, const char *sentence);
GarrisonForm *garrison_form_dialog_get_form (GarrisonFormDialog *self);
/* Arguments beside those of the form: ids, versions. (transfer none) */
void garrison_form_dialog_set_int (GarrisonFormDialog *self, const char *arg, gint64 value);
void garrison_form_dialog_set_text (GarrisonFormDialog *self, const char *arg, const char *value);
void garrison_form_dialog_set_ids (GarrisonFormDialog *self, const char *arg, const gint64 *ids, gsize n_ids);
/**
 * GarrisonFormWork:
 * @args: what stands in the form, and what was set beside it
 * @errand: of this wish, perhaps begun before a connection was lost
 *
 * What the button does where one act is not enough. On a thread of its own.
 *
 * Returns: (transfer full) (element-type gint64): the acts, oldest first, by which it is undone; empty when
 *   it cannot be; NULL with @error set
 */
typedef GArray *(*GarrisonFormWork) (GarrisonStore *store, GarrisonArgs *args, GarrisonErrand *errand, GError **error);
/* Instead of an act. The dialog checks with @check (nullable) before: a static sentence is what is wrong. */
typedef const char *(*GarrisonFormCheck) (GarrisonArgs *args);
void garrison_form_dialog_set_work (GarrisonFormDialog *self, GarrisonFormWork work, GarrisonFormCheck check);
/* The button warns. */
void garrison_form_dialog_set_destructive (GarrisonFormDialog *self);
/* The window that the dialog belongs to. */
GarrisonWindow *garrison_form_dialog_get_window (GarrisonFormDialog *self);
/* Shows a sentence above the form, with buttons for what can be done about it (@first and @second
 * nullable), which emit "remedy". A NULL sentence takes it away. */
void garrison_form_dialog_show_mistake (GarrisonFormDialog *self, const char *sentence, const char *first,
                                        const char *second);
/* Runs the act with what stands in the form. */
void garrison_form_dialog_submit (GarrisonFormDialog *self);

/* Connects, with the dialog's own arguments only, so that it holds for a dialog that is brought back too. */
void garrison_form_dialog_connect (GarrisonFormDialog *self, const char *signal, GCallback callback);

/* A dialog with what was typed, while the person is away: it holds no widget and nothing of the session. */
typedef struct _GarrisonFormDialogKept GarrisonFormDialogKept;
/* (transfer full) (nullable): NULL when nothing was typed. */
GarrisonFormDialogKept *garrison_form_dialog_keep (GarrisonFormDialog *self);
/* Shows it again, as it was, above @window. */
GarrisonFormDialog *garrison_form_dialog_bring_back (GarrisonWindow *window, GarrisonFormDialogKept *kept);
void garrison_form_dialog_kept_free (GarrisonFormDialogKept *kept);

/* Signals: "refused" (GError*) → gboolean, TRUE when the handler has shown it; "done"
 * (GarrisonActResult*, NULL after a work of its own), after which the dialog closes; "remedy" (int): 1 for the first button, 2. */

G_END_DECLS
