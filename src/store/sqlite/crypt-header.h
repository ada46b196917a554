/* The first part of an encrypted company's file: who can open it.
 *
 *        0  magic, version
 *      4 K  slot
 *    128 K  slot
 *    252 K  head of the journal of pages that are being written anew (crypt-rekey.h)
 *    256 K  those pages
 *    512 K  groups of 256 pages of SQLite's, before each group a page of their tags (crypt-vfs.h)
 *
 * Whatever changes is written to the slot that is not the newest, and then to the other one too: a
 * machine that stops between leaves one that is whole, and what was taken away is in neither. A slot has
 * a sequence number, a checksum, and, sealed by the file's key, a mark that nobody without that key can
 * make. It holds no name: a person is found by a salted hash of the login.
 *
 * The key of the file is sealed (X25519) to a public key of each person, whose secret half is made of the
 * password (Argon2id), and to that of the recovery key. So a new key reaches everybody who is to have it
 * without anybody's password.
 *
 * Values without a lock of their own: one thread at a time. For store/sqlite only. */
#pragma once

#include "store/sqlite/crypt-keys.h"

G_BEGIN_DECLS

#define GARRISON_CRYPT_PREFIX (512 * 1024)
#define GARRISON_CRYPT_REKEY_HEAD (252 * 1024)
#define GARRISON_CRYPT_REKEY_PAGES (256 * 1024)
#define GARRISON_CRYPT_SALT 16
#define GARRISON_CRYPT_SEALED (32 + 48) /* crypto_box_seal() of a key */

/* How the file is read and written. Each returns FALSE unless it did all of it. */
typedef struct
{
  gboolean (*read) (gpointer file, void *data, gsize n, gint64 offset);
  gboolean (*write) (gpointer file, const void *data, gsize n, gint64 offset); /* (nullable) */
  gboolean (*sync) (gpointer file);                                            /* (nullable) */
  gpointer file;
} GarrisonCryptIo;

/* @fd: stays the caller's. */
GarrisonCryptIo garrison_crypt_io_for_fd (int *fd);

/* Somebody's way to the key. */
typedef struct
{
  guint8 login[GARRISON_CRYPT_ID]; /* hash of the login, by which it is found */
  guint64 person;                  /* the id of the record, by which it is kept up to date */
  guint8 salt[GARRISON_CRYPT_SALT];
  guint64 ops, memory; /* Argon2id's */
  guint8 public_key[32];
  guint8 sealed[GARRISON_CRYPT_SEALED];
} GarrisonCryptWrap;

typedef struct
{
  guint32 epoch;
  guint8 nonce[GARRISON_CRYPT_NONCE];
  guint8 box[GARRISON_CRYPT_KEY + GARRISON_CRYPT_TAG]; /* by the current key */
} GarrisonCryptRetired;

typedef struct
{
  guint8 file_id[GARRISON_CRYPT_ID];
  guint8 salt[GARRISON_CRYPT_SALT]; /* of the logins' hashes */
  guint64 sequence;
  guint32 epoch; /* of the current key */
  guint8 recovery_public[32];
  guint8 recovery_sealed[GARRISON_CRYPT_SEALED];
  GArray *wraps;   /* of GarrisonCryptWrap */
  GArray *retired; /* of GarrisonCryptRetired */
  guint8 mark[32];
} GarrisonCryptHeader;

GarrisonCryptHeader *garrison_crypt_header_new (void);
void garrison_crypt_header_free (GarrisonCryptHeader *self);

/* Whether the file begins as an encrypted company does. */
gboolean garrison_crypt_header_is_there (const GarrisonCryptIo *io);
/* (transfer full): the newest slot that is whole; NULL with GARRISON_ERROR_NOT_A_COMPANY, _TOO_NEW or _DAMAGED. */
GarrisonCryptHeader *garrison_crypt_header_read (const GarrisonCryptIo *io, GError **error);
/* The sequence number of the newest slot, by its looks; 0 when it cannot be read. Cheap. */
guint64 garrison_crypt_header_peek (const GarrisonCryptIo *io);
/* Marks it with @key, the current one, and writes it twice, one sequence number each, on the disk when it
 * returns. @is_new: an empty file's whole first part. GARRISON_ERROR_TOO_LARGE when there are too many people,
 * _FAILED when it cannot be written. */
gboolean garrison_crypt_header_write (GarrisonCryptHeader *self,
                                      const guint8 key[GARRISON_CRYPT_KEY],
                                      gboolean is_new,
                                      const GarrisonCryptIo *io,
                                      GError **error);
/* Whether whoever wrote it had @key. */
gboolean garrison_crypt_header_check (const GarrisonCryptHeader *self, const guint8 key[GARRISON_CRYPT_KEY]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonCryptHeader, garrison_crypt_header_free)

G_END_DECLS
