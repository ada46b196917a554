/* What somebody else would see, asked of the store: how many records, which contact details of a customer of one's own
 * choosing, which rights and limits, and so what would be refused. Main thread only. */
#pragma once

#include "desktop/window.h"
#include "model/role-rules.h"

G_BEGIN_DECLS

/* (nullable) (transfer full): why the signed-in person may not look, as a sentence. */
char *garrison_role_preview_find_hindrance (GarrisonStore *store);
/* @role: whose people come first. */
void garrison_role_preview_show (GarrisonWindow *window, GarrisonRoleRules *rules, gint64 role);

G_END_DECLS
