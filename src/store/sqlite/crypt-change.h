/* A change of the header of an encrypted company, under SQLite's lock for writing: two that change it wait for one
 * another. On the connection's thread, outside of its transactions; nothing is written to the database. For
 * store/sqlite only. */
#pragma once

#include "store/sqlite/connection.h"
#include "store/sqlite/crypt-create.h"

G_BEGIN_DECLS

typedef struct
{
  GarrisonConnection *connection;
  const char *path;
  GarrisonCryptKeys *keys;
  GarrisonCryptHeader *header;
  GarrisonCryptKey own[GARRISON_CRYPT_KEYS_MAX]; /* the current one first */
  guint n_own;
} GarrisonCryptChange;

/* GARRISON_ERROR_NOT_SIGNED_IN when @keys are gone or were taken away. Ends by garrison_crypt_change_end (), which is
 * called after a failure too. @path and @keys are to live as long. */
gboolean garrison_crypt_change_begin (GarrisonCryptChange *self,
                                      GarrisonConnection *connection,
                                      const char *path,
                                      GarrisonCryptKeys *keys,
                                      GError **error);
/* @secret: (nullable): as in garrison_crypt_save () */
gboolean garrison_crypt_change_save (GarrisonCryptChange *self, const guint8 *secret, GError **error);
void garrison_crypt_change_end (GarrisonCryptChange *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GarrisonCryptChange, garrison_crypt_change_end)

G_END_DECLS
