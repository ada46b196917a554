/* Starting a company without keeping the main loop waiting: its first password hash takes a moment. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* Makes the folder of the company file if there is none, then the company. Strings are copied. */
void garrison_found_async (const char *uri, const GarrisonFounding *founding, GAsyncReadyCallback callback,
                           gpointer data);
GarrisonStore *garrison_found_finish (GAsyncResult *result, GError **error);

G_END_DECLS
