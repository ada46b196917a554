#include "store/sqlite/crypt-change.h"

#include <sodium.h>

#include "base/error.h"

gboolean
garrison_crypt_change_begin (GarrisonCryptChange *self,
                             GarrisonConnection *connection,
                             const char *path,
                             GarrisonCryptKeys *keys,
                             GError **error)
{
  *self = (GarrisonCryptChange){ .path = path, .keys = keys };
  /* Which looks whether another process changed the key. */
  if (!garrison_connection_exec (connection, "BEGIN IMMEDIATE", "locking", error))
    return FALSE;
  self->connection = connection;
  self->header = garrison_crypt_load (path, error);
  if (self->header == NULL)
    return FALSE;
  self->n_own = garrison_crypt_keys_get (keys, self->own);
  if (self->n_own > 0 && self->own[0].epoch == self->header->epoch)
    return TRUE;
  g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_SIGNED_IN, "the keys are gone");
  return FALSE;
}

gboolean
garrison_crypt_change_save (GarrisonCryptChange *self, const guint8 *secret, GError **error)
{
  return garrison_crypt_save (self->path, self->header, self->keys, self->own, self->n_own, secret, error);
}

void
garrison_crypt_change_end (GarrisonCryptChange *self)
{
  if (self->connection != NULL)
    garrison_connection_exec (self->connection, "ROLLBACK", "unlocking", NULL);
  self->connection = NULL;
  sodium_memzero (self->own, sizeof self->own);
  g_clear_pointer (&self->header, garrison_crypt_header_free);
}
