/* A reading connection with a desk: runs SELECTs of the desk's relations. On its worker's thread.
 */
#pragma once

#include "store/sqlite/connection.h"
#include "store/sqlite/desk.h"
#include "store/store-class.h"

G_BEGIN_DECLS

typedef struct _GarrisonReader GarrisonReader;

/* Takes @connection. */
GarrisonReader *garrison_reader_new (GarrisonConnection *connection);
void garrison_reader_free (GarrisonReader *self);
GarrisonConnection *garrison_reader_get_connection (GarrisonReader *self);

/* @desk: (nullable): NULL when nobody is signed in. */
gboolean garrison_reader_walk (GarrisonReader *self,
                               GarrisonDesk *desk,
                               GTimeZone *zone,
                               const char *sql,
                               GarrisonArgs *args,
                               const GarrisonWalk *walk,
                               GError **error);

G_END_DECLS
