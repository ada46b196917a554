/* A company on a PostgreSQL server. */
#pragma once

#include "store/store-class.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_PG_STORE (garrison_pg_store_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonPgStore, garrison_pg_store, GARRISON, PG_STORE, GarrisonStore)

/* Nothing is connected before somebody signs in: the server answers to nobody else. */
GarrisonStore *garrison_pg_store_open (const char *uri, GCancellable *cancellable, GError **error);

/* pg-found.c: as the administrator of @uri; the owner is signed in afterwards. */
GarrisonStore *garrison_pg_store_found (const char *uri, const GarrisonFounding *founding,
                                        GCancellable *cancellable, GError **error);

G_END_DECLS
