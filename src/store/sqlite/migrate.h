/* Brings a company's file to the schema of this program: the files of data/migrations/, numbered
 * from 1, each in one transaction. PRAGMA user_version is the number of the last one. */
#pragma once

#include "store/sqlite/connection.h"

G_BEGIN_DECLS

/* The newest schema that this program knows. */
int garrison_schema_get_newest (void);
/* (transfer full) (nullable): text of migration @number; NULL beyond the newest. */
char *garrison_schema_get_migration (int number);

/**
 * garrison_schema_read:
 *
 * Returns: %FALSE with %GARRISON_ERROR_TOO_NEW, or _DAMAGED when there is none
 */
gboolean garrison_schema_read (GarrisonConnection *connection, int *version, GError **error);

/* Applies what is missing. @connection can write. */
gboolean garrison_schema_migrate (GarrisonConnection *connection, GError **error);

G_END_DECLS
