/* The duplicate check while a name or a number is typed into a form for a new customer: half a second after the last
 * key the store is asked, and the dialog says that the customer is there, whose it is and until when it is protected.
 * Typing one name is one asking (data/acts/check-duplicate.sql). Main thread only. */
#pragma once

#include "desktop/form-dialog.h"

G_BEGIN_DECLS

/* Watches the rows "name", "phone" and "email" of @dialog for as long as it lives. */
void garrison_duplicate_watch_add (GarrisonFormDialog *dialog);

/* Takes the first remedy of what the watch has shown: opens the customer, or asks for it. FALSE when the watch has
 * shown nothing. */
gboolean garrison_duplicate_watch_remedy (GarrisonFormDialog *dialog);

G_END_DECLS
