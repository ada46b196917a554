/* Reads from the vault who a person is and what they may, and how the company is called. On the
 * thread of the connection. */
#pragma once

#include "store/sqlite/connection.h"
#include "store/store-state.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL without @error when @person is gone or not active. */
GarrisonSession *
garrison_rights_load (GarrisonConnection *connection, gint64 person, GError **error);
/* Name, currency and time zone, to the state and to the connection's functions. */
gboolean garrison_rights_load_company (GarrisonConnection *connection,
                                       GarrisonStoreState *state,
                                       GError **error);

G_END_DECLS
