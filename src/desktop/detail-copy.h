/* One contact detail of one record goes to the clipboard, and is known to have gone. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

/* @relation and @field name the detail, @record its record; @text: what is copied once the company knows. A toast
 * tells that it was. */
void garrison_detail_copy (GarrisonWindow *window, const char *relation, gint64 record, const char *field,
                           const char *text);

G_END_DECLS
