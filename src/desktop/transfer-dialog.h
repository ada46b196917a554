/* Choosing to whom customers go: people with their load, found by typing. Main thread only. */
#pragma once

#include "desktop/customer-drag.h"
#include "desktop/window.h"

G_BEGIN_DECLS

/* Shows the dialog for @ids; choosing somebody runs the transfer. */
void garrison_transfer_dialog_show (GarrisonWindow *window, GarrisonCustomerIds *ids);
/* Transfers @ids to @person: asks first when they are more than GARRISON_TRANSFER_CONFIRM, then shows
 * what was done with Undo. @reason: (nullable) */
void garrison_transfer_run (GarrisonWindow *window, GarrisonCustomerIds *ids, gint64 person, const char *reason);

#define GARRISON_TRANSFER_CONFIRM 50

G_END_DECLS
