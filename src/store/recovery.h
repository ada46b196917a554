/* What the recovery key of an encrypted company is for, and how a company that is not encrypted becomes so.
 *
 * The recovery key is made with the company, shown once and written down by people; it opens the company when
 * nobody's password does, and it alone opens backups. Everything here is about files; the calls block (a password
 * takes most of a second), any thread. Nobody needs to be signed in. */
#pragma once

#include <gio/gio.h>

#include "base/error.h"

G_BEGIN_DECLS

/* Whether the file at @path is an encrypted company, or a backup of one. */
gboolean garrison_file_is_encrypted (const char *path);

/**
 * garrison_recovery_key_split:
 * @first: (out) (transfer full): for one person
 * @second: (out) (transfer full): for another one
 *
 * Two halves of a recovery key, of which neither tells anything of it. Wherever a recovery key is asked for, both after
 * each other, in whatever order, are the key. To be zeroed after use.
 *
 * Returns: %FALSE when @key is no recovery key
 */
gboolean garrison_recovery_key_split (const char *key, char **first, char **second);

/**
 * garrison_file_recover:
 * @login: (nullable): an owner of the company; %NULL for the first of them
 * @password: their password from now on
 *
 * Returns: (transfer full): the login; %NULL with %GARRISON_ERROR_INVALID when @recovery_key is mistyped,
 *   %GARRISON_ERROR_WRONG_PASSWORD when it is another company's, %GARRISON_ERROR_MISSING when no owner has that login
 */
char *garrison_file_recover (const char *path,
                             const char *recovery_key,
                             const char *login,
                             const char *password,
                             GCancellable *cancellable,
                             GError **error);

/**
 * garrison_file_restore:
 * @backup: of an encrypted company
 * @path: where nothing is yet
 *
 * As garrison_file_recover(), on a copy. The others get their passwords from the owner.
 *
 * Returns: (transfer full): the login; %NULL with the same errors, or %GARRISON_ERROR_EXISTS, or
 *   %GARRISON_ERROR_DAMAGED when the backup is not whole
 */
char *garrison_file_restore (const char *backup,
                             const char *path,
                             const char *recovery_key,
                             const char *login,
                             const char *password,
                             GCancellable *cancellable,
                             GError **error);

/**
 * garrison_file_encrypt:
 * @login: somebody who may back up the company
 * @password: theirs, not empty
 *
 * Puts an encrypted file in the place of a plain one that nobody has open. Only @login has a way in then: the passwords
 * of the others cannot be known, and are set anew. What lay on the disk in the clear is removed, not overwritten.
 *
 * Returns: (transfer full): the recovery key, to be zeroed after use; %NULL with %GARRISON_ERROR_WRONG_PASSWORD,
 *   %GARRISON_ERROR_DENIED, %GARRISON_ERROR_EXISTS when it is encrypted already, %GARRISON_ERROR_BUSY
 */
char *garrison_file_encrypt (const char *path,
                             const char *login,
                             const char *password,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
