/* The dialogs about roles. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

/* A role of the company's own, with all that another one may. */
void garrison_role_add_dialog_show (GarrisonWindow *window);

G_END_DECLS
