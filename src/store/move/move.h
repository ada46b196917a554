/* Moves a whole company between a file and a server, with nothing lost but passwords: an Argon2id string
 * means nothing to PostgreSQL, and a SCRAM verifier nothing to a file. The owner gets a new one on the way,
 * everybody else from the owner.
 *
 * What arrived is read back and compared with what was sent, relation by relation, before anything is
 * kept: either the whole company is there, or nothing. The source is only read. The calls block; any
 * thread. */
#pragma once

#include <gio/gio.h>

#include "base/error.h"

G_BEGIN_DECLS

/* A relation that arrived. @checksum: 32 hex digits, the sum of the digests of all rows, so that it does
 * not depend on their order and is the same on both sides. */
typedef struct
{
  const char *relation;
  gint64 rows;
  const char *checksum;
} GarrisonMoved;

typedef void (*GarrisonMoveFunc) (const GarrisonMoved *moved, gpointer data);

/**
 * garrison_move_to_server:
 * @path: the company's file; nobody should work on it meanwhile: later acts are not moved. While it is encrypted,
 *   somebody in this process is signed in to it (GARRISON_ERROR_NOT_SIGNED_IN)
 * @uri: of an administrator, a database without a company
 * @login: an owner of the company, who gets @password
 *
 * Returns: %FALSE with %GARRISON_ERROR_EXISTS when there is a company already, %GARRISON_ERROR_MISSING
 *   when nobody has that login, %GARRISON_ERROR_DAMAGED when what arrived is not what was sent
 */
gboolean garrison_move_to_server (const char *path, const char *uri, const char *login, const char *password,
                                  GarrisonMoveFunc func, gpointer data, GCancellable *cancellable,
                                  GError **error);

/* The other way: @path must not exist. It is not encrypted yet (garrison_file_encrypt() in store/recovery.h). */
gboolean garrison_move_to_file (const char *uri, const char *path, const char *login, const char *password,
                                GarrisonMoveFunc func, gpointer data, GCancellable *cancellable,
                                GError **error);

G_END_DECLS
