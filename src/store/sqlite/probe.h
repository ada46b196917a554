/* What lies at a path, before the engine touches it. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GARRISON_SQLITE_APPLICATION_ID 0x47415252 /* "GARR" */

/**
 * garrison_sqlite_probe:
 * @read_only: (out): whether the file or its folder cannot be written
 *
 * Looks without opening: closing a descriptor of a file that the engine has open in this process
 * would drop the engine's locks (POSIX).
 *
 * Returns: %FALSE with %GARRISON_ERROR_MISSING, _NOT_A_COMPANY or _UNREADABLE
 */
gboolean garrison_sqlite_probe (const char *path, gboolean *read_only, GError **error);

/**
 * garrison_sqlite_was_company: whether a file that the engine does not take for a database has a
 * company's mark in its head, and so is a damaged one.
 */
gboolean garrison_sqlite_was_company (const char *path);

G_END_DECLS
