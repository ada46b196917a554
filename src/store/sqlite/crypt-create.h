/* An encrypted company's file on the disk: made with its first part, and its header read and changed. Each
 * call opens the file by itself, which is harmless (file-locks.h). Any thread. For store/sqlite only. */
#pragma once

#include "store/sqlite/crypt-wrap.h"

G_BEGIN_DECLS

/* Whether the file at @path is an encrypted company. FALSE when it cannot be read. */
gboolean garrison_crypt_is_encrypted (const char *path);
/* A new file, only the owner's to read, with @header alone. GARRISON_ERROR_EXISTS, _READ_ONLY, _FULL. */
gboolean garrison_crypt_create (const char *path,
                                GarrisonCryptHeader *header,
                                GarrisonCryptKeys *keys,
                                GError **error);
/* (transfer full): as garrison_crypt_header_read () */
GarrisonCryptHeader *garrison_crypt_load (const char *path, GError **error);
/* Writes a changed header, marked with the first of @new_keys, and lets @keys have them. Whoever changes a
 * header holds SQLite's lock for writing from loading to here. @secret: (nullable): what opens the wrap of
 * whoever is signed in, if it is another now. */
gboolean garrison_crypt_save (const char *path,
                              GarrisonCryptHeader *header,
                              GarrisonCryptKeys *keys,
                              const GarrisonCryptKey *new_keys,
                              guint n_keys,
                              const guint8 *secret,
                              GError **error);

G_END_DECLS
