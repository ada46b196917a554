/* Who a connection is, what they may do, and how the company is called. On the connection's thread. */
#pragma once

#include "store/postgres/pg-connection.h"
#include "store/session.h"
#include "store/store-state.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL without @error when the role is no active person of the company. */
GarrisonSession *garrison_pg_session_load (GarrisonPgConnection *connection, GCancellable *cancellable,
                                           GError **error);
/* (transfer full) (nullable): the role's name, which follows the person's login. */
char *garrison_pg_session_load_role (GarrisonPgConnection *connection, GCancellable *cancellable);
/* Name, currency and time zone of the company. */
gboolean garrison_pg_session_load_company (GarrisonPgConnection *connection, GarrisonStoreState *state,
                                           GCancellable *cancellable, GError **error);
/* GARRISON_ERROR_TOO_NEW, _TOO_OLD, or _NOT_A_COMPANY when none is installed there. */
gboolean garrison_pg_session_check_version (GarrisonPgConnection *connection, GCancellable *cancellable,
                                            GError **error);

G_END_DECLS
