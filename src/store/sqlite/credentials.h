/* Passwords as Argon2id strings (libsodium). Hashing takes a moment and, at the usual cost, 64 MB:
 * it is done on the caller's thread, not on the writer's. */
#pragma once

#include "store/sqlite/act-runner.h"
#include "store/sqlite/connection.h"

G_BEGIN_DECLS

/* What is known of a login. */
typedef struct
{
  gint64 person; /* 0: there is no such login */
  gboolean active;
  char *hash;      /* (nullable): to verify against; another person's when @person has none */
  gboolean is_own; /* whether @hash is the person's */
} GarrisonCredential;

void garrison_credential_clear (GarrisonCredential *self);
/* By @login, or by @person when that is NULL. On the connection's thread. */
gboolean garrison_credential_load (GarrisonConnection *connection,
                                   const char *login,
                                   gint64 person,
                                   GarrisonCredential *credential,
                                   GError **error);
/* Takes as long for a login that does not exist as for a wrong password. */
gboolean garrison_credential_verify (const GarrisonCredential *credential, const char *password);
/* Whether it was made at the least cost, as in samples. */
gboolean garrison_credential_is_quick (const GarrisonCredential *credential);
/* (transfer full): NULL with GARRISON_ERROR_TOO_LARGE or _FAILED (no memory). */
char *garrison_credential_hash (const char *password, gboolean quick, GError **error);
/* The act set-password. @by: who sets it, 0 for the program */
gboolean garrison_credential_store (GarrisonActRunner *runner,
                                    gint64 by,
                                    gint64 person,
                                    const char *hash,
                                    GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GarrisonCredential, garrison_credential_clear)

G_END_DECLS
