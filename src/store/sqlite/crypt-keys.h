/* The keys of an encrypted company while somebody is signed in to it.
 *
 * They lie in memory that is locked and fenced (libsodium), and are zeroed when they are cleared: at
 * signing out, or when the person has lost the way in; whatever still refers to them then opens nothing.
 * A file has one current key and, while pages are being written anew after a change of key, retired
 * ones. Reference-counted, any thread. For store/sqlite only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GARRISON_CRYPT_PAGE 4096
#define GARRISON_CRYPT_NONCE 24
#define GARRISON_CRYPT_TAG 16
/* The end of each page, which SQLite leaves free: a nonce, whose first four octets tell the key, and a tag. */
#define GARRISON_CRYPT_TAIL (GARRISON_CRYPT_NONCE + GARRISON_CRYPT_TAG)
#define GARRISON_CRYPT_KEY 32
#define GARRISON_CRYPT_ID 16

typedef struct _GarrisonCryptKeys GarrisonCryptKeys;

GarrisonCryptKeys *garrison_crypt_keys_new (const guint8 file_id[GARRISON_CRYPT_ID]);
GarrisonCryptKeys *garrison_crypt_keys_ref (GarrisonCryptKeys *self);
void garrison_crypt_keys_unref (GarrisonCryptKeys *self);
/* (transfer full) (nullable): by the name that a connection's address gives. */
GarrisonCryptKeys *garrison_crypt_keys_find (const char *name);
/* (transfer full) (nullable): of the file with that id, while somebody is signed in to it in this process. */
GarrisonCryptKeys *garrison_crypt_keys_find_for_file (const guint8 file_id[GARRISON_CRYPT_ID]);
/* Random, and known to this process only. */
const char *garrison_crypt_keys_get_name (GarrisonCryptKeys *self);
const guint8 *garrison_crypt_keys_get_file_id (GarrisonCryptKeys *self);

/* Zeroes all of them, for good. */
void garrison_crypt_keys_clear (GarrisonCryptKeys *self);
gboolean garrison_crypt_keys_is_clear (GarrisonCryptKeys *self);

/* Takes the place of what was there. The first is the current one. @secret: (nullable): what opens the wrap
 * of whoever is signed in, so that a new key reaches them; NULL keeps it. @sequence: of the header. */
typedef struct
{
  guint32 epoch;
  guint8 key[GARRISON_CRYPT_KEY];
} GarrisonCryptKey;

#define GARRISON_CRYPT_KEYS_MAX 16

void garrison_crypt_keys_set (GarrisonCryptKeys *self,
                              const GarrisonCryptKey *keys,
                              guint n_keys,
                              const guint8 *secret,
                              guint64 sequence);
/* Copies into @keys, room for GARRISON_CRYPT_KEYS_MAX; returns how many. The caller zeroes them. */
guint garrison_crypt_keys_get (GarrisonCryptKeys *self, GarrisonCryptKey *keys);
/* FALSE when there is none. The caller zeroes it. */
gboolean garrison_crypt_keys_get_secret (GarrisonCryptKeys *self, guint8 secret[GARRISON_CRYPT_KEY]);
/* Whose wrap opened them: the id of a person, 0 for the recovery key's. */
void garrison_crypt_keys_set_person (GarrisonCryptKeys *self, guint64 person);
guint64 garrison_crypt_keys_get_person (GarrisonCryptKeys *self);
guint64 garrison_crypt_keys_get_sequence (GarrisonCryptKeys *self);
guint32 garrison_crypt_keys_get_epoch (GarrisonCryptKeys *self);
gboolean garrison_crypt_keys_has_retired (GarrisonCryptKeys *self);

/**
 * garrison_crypt_keys_seal:
 * @context: what the page is bound to besides the file, at most 64 octets
 * @plain: a page; its tail is not looked at
 * @sealed: (out): a page
 *
 * Returns: %FALSE when there are no keys any more
 */
gboolean garrison_crypt_keys_seal (GarrisonCryptKeys *self,
                                   const guint8 *context,
                                   gsize n_context,
                                   const guint8 *plain,
                                   guint8 *sealed);

typedef enum
{
  GARRISON_CRYPT_OPENED,
  GARRISON_CRYPT_FORGED,  /* its tag does not fit */
  GARRISON_CRYPT_UNKNOWN, /* its key is not known: it is newer, or there are no keys any more */
} GarrisonCryptOutcome;

/* @plain: (out): a page, with a tail of zeros; not to be looked at unless OPENED. */
GarrisonCryptOutcome garrison_crypt_keys_open (GarrisonCryptKeys *self,
                                               const guint8 *context,
                                               gsize n_context,
                                               const guint8 *sealed,
                                               guint8 *plain);
/* Of which key a sealed page is. */
guint32 garrison_crypt_page_get_epoch (const guint8 *sealed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonCryptKeys, garrison_crypt_keys_unref)

G_END_DECLS
