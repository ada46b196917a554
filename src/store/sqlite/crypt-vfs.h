/* Encryption below SQLite: a VFS over another one, by the name of GARRISON_CRYPT_VFS.
 *
 * A database is opened as file:PATH?vfs=garrison-crypt&keys=NAME, NAME from garrison_crypt_keys_get_name (),
 * once its first part is there (crypt-header.h). Each page is sealed by itself (crypt-keys.h), bound to the
 * file and to its number; in the main file the tag of each page is kept once more, apart from it, so that a
 * page of an older copy is noticed when it is put back alone. The frames of the log are bound to their
 * place, their number and the log's salt. What does not fit is SQLITE_CORRUPT, never data. SQLite gets no
 * temporary file and no mapped memory.
 *
 * A page is exactly 4096 octets with 40 reserved: garrison_crypt_vfs_reserve () before the first write. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "store/sqlite/crypt-keys.h"

G_BEGIN_DECLS

#define GARRISON_CRYPT_VFS "garrison-crypt"

/* Before the first connection; any thread, any number of times. */
void garrison_crypt_vfs_install (void);
/* Tests put one that loses power below it. NULL: the system's. Not while files are open. */
void garrison_crypt_vfs_set_base (sqlite3_vfs *base);
/* (transfer full): the address of @path with @keys; @more: (nullable): further parameters, "a=b". */
char *garrison_crypt_vfs_get_uri (const char *path, GarrisonCryptKeys *keys, const char *more);
/* Sets the free room at the end of each page of a database that is still empty, or to be copied. */
int garrison_crypt_vfs_reserve (sqlite3 *db);

G_END_DECLS
