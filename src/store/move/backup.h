/* A company's backup on a server: made by pg_dump in one snapshot, and brought back into a database that
 * has no company. PostgreSQL's client programs must be installed. The calls block; any thread. */
#pragma once

#include <gio/gio.h>

#include "base/error.h"

G_BEGIN_DECLS

/* The end of the chain in a backup: kept elsewhere, it tells later whether acts are missing. */
typedef struct
{
  gint64 act;
  char hash[65];
} GarrisonBackupHead;

/* FALSE when pg_dump or pg_restore is not there. */
gboolean garrison_server_backup_is_possible (void);

/**
 * garrison_server_backup:
 * @uri: of a member of the database's role for backups, or of an administrator
 * @path: must not exist; nothing but a whole backup appears there, readable by its owner only
 *
 * Returns: %FALSE with %GARRISON_ERROR_EXISTS, %GARRISON_ERROR_DENIED, %GARRISON_ERROR_NOT_A_COMPANY, …
 */
gboolean garrison_server_backup (const char *uri, const char *path, GarrisonBackupHead *head,
                                 GCancellable *cancellable, GError **error);

/**
 * garrison_server_restore:
 * @uri: of an administrator, a database without a company
 * @login: an owner of the company, who gets @password; everybody else has none
 *
 * Only rows are taken from the backup, never statements. The chain must hold. Afterwards the company's
 * epoch is one higher, and the act restore-company says so.
 *
 * Returns: %FALSE with %GARRISON_ERROR_NOT_A_COMPANY, %GARRISON_ERROR_DAMAGED, %GARRISON_ERROR_TOO_OLD or
 *   %GARRISON_ERROR_TOO_NEW (of the backup), %GARRISON_ERROR_EXISTS, %GARRISON_ERROR_MISSING (the login);
 *   then there is still no company
 */
gboolean garrison_server_restore (const char *path, const char *uri, const char *login, const char *password,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS
