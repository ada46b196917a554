/* Passwords of servers, kept in the desktop's keyring when somebody asks for it.
 *
 * The attributes of a keyring are not encrypted, so an entry is found by a digest of address and login and
 * names neither. Any program of the same user can read what is kept; it opens no more than that person's
 * own rows. Embedded companies keep nothing here: their password is the key to the file.
 *
 * Main context; the keyring is asked asynchronously. Without a keyring nothing is found, and keeping fails
 * with the keyring's own error. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void garrison_secret_lookup_async (const char *uri, const char *login, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
/* Returns: (transfer full) (nullable): in memory that is not swapped out; garrison_secret_free() it.
 * NULL without @error when none is kept. */
char *garrison_secret_lookup_finish (GAsyncResult *result, GError **error);
void garrison_secret_free (char *password);

/* @password: (nullable): NULL forgets it. */
void garrison_secret_keep_async (const char *uri, const char *login, const char *password,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean garrison_secret_keep_finish (GAsyncResult *result, GError **error);

G_END_DECLS
