/* Tells people what went wrong, in the sentences of model/sentence.h. Main thread only. */
#pragma once

#include <adwaita.h>

#include "model/sentence.h"

G_BEGIN_DECLS

/* A dialog with the sentence and one button. Nothing is shown for a cancel. */
void garrison_error_dialog_show (GtkWindow *parent, const GError *error);

/* Something that people must know, and can only take note of. */
void garrison_notice_show (GtkWindow *parent, const char *heading, const char *sentence);

typedef void (*GarrisonConfirmed) (gpointer data);
/* Asks before something that touches much: @confirm is the verb on the button. @data is freed with
 * @destroy after the answer. */
void garrison_confirm (GtkWindow *parent, const char *heading, const char *body, const char *confirm,
                       gboolean destructive, GarrisonConfirmed confirmed, gpointer data,
                       GDestroyNotify destroy);

G_END_DECLS
