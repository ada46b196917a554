#include "store/sqlite/crypt-keys.h"

#include <sodium.h>
#include <string.h>

#define CONTENT (GARRISON_CRYPT_PAGE - GARRISON_CRYPT_TAIL)
#define CONTEXT_MAX 64

/* What lies in locked memory. */
typedef struct
{
  guint n_keys;
  GarrisonCryptKey keys[GARRISON_CRYPT_KEYS_MAX];
  guint8 secret[GARRISON_CRYPT_KEY];
  gboolean has_secret;
} Locked;

struct _GarrisonCryptKeys
{
  gatomicrefcount ref_count;
  char *name;
  guint8 file_id[GARRISON_CRYPT_ID];
  GRWLock lock;
  Locked *locked; /* (nullable): NULL once cleared */
  guint64 sequence, person;
};

static GMutex registry_lock;
static GHashTable *registry; /* name → GarrisonCryptKeys, not owned */

GarrisonCryptKeys *
garrison_crypt_keys_new (const guint8 file_id[GARRISON_CRYPT_ID])
{
  GarrisonCryptKeys *self;
  guint8 name[16];

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  self = g_new0 (GarrisonCryptKeys, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_rw_lock_init (&self->lock);
  memcpy (self->file_id, file_id, GARRISON_CRYPT_ID);
  self->locked = sodium_malloc (sizeof (Locked));
  if (self->locked == NULL)
    g_error ("no memory for keys");
  sodium_memzero (self->locked, sizeof (Locked));
  randombytes_buf (name, sizeof name);
  self->name = g_malloc (2 * sizeof name + 1);
  sodium_bin2hex (self->name, 2 * sizeof name + 1, name, sizeof name);

  g_mutex_lock (&registry_lock);
  if (registry == NULL)
    registry = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (registry, self->name, self);
  g_mutex_unlock (&registry_lock);
  return self;
}

GarrisonCryptKeys *
garrison_crypt_keys_ref (GarrisonCryptKeys *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
garrison_crypt_keys_unref (GarrisonCryptKeys *self)
{
  gboolean is_last;

  /* Under the registry's lock, so that nobody finds it on its way out. */
  g_mutex_lock (&registry_lock);
  is_last = g_atomic_ref_count_dec (&self->ref_count);
  if (is_last)
    g_hash_table_remove (registry, self->name);
  g_mutex_unlock (&registry_lock);
  if (!is_last)
    return;
  garrison_crypt_keys_clear (self);
  g_rw_lock_clear (&self->lock);
  g_free (self->name);
  g_free (self);
}

GarrisonCryptKeys *
garrison_crypt_keys_find (const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&registry_lock);
  GarrisonCryptKeys *self = registry == NULL ? NULL : g_hash_table_lookup (registry, name);

  return self == NULL ? NULL : garrison_crypt_keys_ref (self);
}

GarrisonCryptKeys *
garrison_crypt_keys_find_for_file (const guint8 file_id[GARRISON_CRYPT_ID])
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&registry_lock);
  GHashTableIter iter;
  gpointer keys;

  if (registry == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, registry);
  while (g_hash_table_iter_next (&iter, NULL, &keys))
    if (memcmp (((GarrisonCryptKeys *) keys)->file_id, file_id, GARRISON_CRYPT_ID) == 0
        && !garrison_crypt_keys_is_clear (keys))
      return garrison_crypt_keys_ref (keys);
  return NULL;
}

const char *
garrison_crypt_keys_get_name (GarrisonCryptKeys *self)
{
  return self->name;
}

const guint8 *
garrison_crypt_keys_get_file_id (GarrisonCryptKeys *self)
{
  return self->file_id;
}

void
garrison_crypt_keys_clear (GarrisonCryptKeys *self)
{
  g_rw_lock_writer_lock (&self->lock);
  g_clear_pointer (&self->locked, sodium_free); /* which zeroes it */
  g_rw_lock_writer_unlock (&self->lock);
}

gboolean
garrison_crypt_keys_is_clear (GarrisonCryptKeys *self)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  return self->locked == NULL || self->locked->n_keys == 0;
}

void
garrison_crypt_keys_set (GarrisonCryptKeys *self,
                         const GarrisonCryptKey *keys,
                         guint n_keys,
                         const guint8 *secret,
                         guint64 sequence)
{
  g_autoptr (GRWLockWriterLocker) locker = g_rw_lock_writer_locker_new (&self->lock);

  g_return_if_fail (n_keys <= GARRISON_CRYPT_KEYS_MAX);

  if (self->locked == NULL)
    return;
  sodium_memzero (self->locked->keys, sizeof self->locked->keys);
  memcpy (self->locked->keys, keys, n_keys * sizeof *keys);
  self->locked->n_keys = n_keys;
  if (secret != NULL)
    memcpy (self->locked->secret, secret, GARRISON_CRYPT_KEY);
  self->locked->has_secret = self->locked->has_secret || secret != NULL;
  self->sequence = sequence;
}

guint
garrison_crypt_keys_get (GarrisonCryptKeys *self, GarrisonCryptKey *keys)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  if (self->locked == NULL)
    return 0;
  memcpy (keys, self->locked->keys, sizeof self->locked->keys);
  return self->locked->n_keys;
}

gboolean
garrison_crypt_keys_get_secret (GarrisonCryptKeys *self, guint8 secret[GARRISON_CRYPT_KEY])
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  if (self->locked == NULL || !self->locked->has_secret)
    return FALSE;
  memcpy (secret, self->locked->secret, GARRISON_CRYPT_KEY);
  return TRUE;
}

void
garrison_crypt_keys_set_person (GarrisonCryptKeys *self, guint64 person)
{
  g_autoptr (GRWLockWriterLocker) locker = g_rw_lock_writer_locker_new (&self->lock);

  self->person = person;
}

guint64
garrison_crypt_keys_get_person (GarrisonCryptKeys *self)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  return self->person;
}

guint64
garrison_crypt_keys_get_sequence (GarrisonCryptKeys *self)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  return self->sequence;
}

guint32
garrison_crypt_keys_get_epoch (GarrisonCryptKeys *self)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  return self->locked == NULL || self->locked->n_keys == 0 ? 0 : self->locked->keys[0].epoch;
}

gboolean
garrison_crypt_keys_has_retired (GarrisonCryptKeys *self)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);

  return self->locked != NULL && self->locked->n_keys > 1;
}

/* Returns: how long; the file's id, then what the page is bound to. */
static gsize
bind_to (GarrisonCryptKeys *self, const guint8 *context, gsize n_context, guint8 *bound)
{
  g_assert (n_context <= CONTEXT_MAX);

  memcpy (bound, self->file_id, GARRISON_CRYPT_ID);
  memcpy (bound + GARRISON_CRYPT_ID, context, n_context);
  return GARRISON_CRYPT_ID + n_context;
}

gboolean
garrison_crypt_keys_seal (GarrisonCryptKeys *self,
                          const guint8 *context,
                          gsize n_context,
                          const guint8 *plain,
                          guint8 *sealed)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);
  guint8 bound[GARRISON_CRYPT_ID + CONTEXT_MAX];
  gsize n_bound = bind_to (self, context, n_context, bound);
  guint8 *nonce = sealed + CONTENT;
  guint32 epoch;

  if (self->locked == NULL || self->locked->n_keys == 0)
    return FALSE;
  epoch = GUINT32_TO_LE (self->locked->keys[0].epoch);
  memcpy (nonce, &epoch, sizeof epoch);
  randombytes_buf (nonce + sizeof epoch, GARRISON_CRYPT_NONCE - sizeof epoch);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (
    sealed, nonce + GARRISON_CRYPT_NONCE, NULL, plain, CONTENT, bound, n_bound, NULL, nonce,
    self->locked->keys[0].key);
  return TRUE;
}

guint32
garrison_crypt_page_get_epoch (const guint8 *sealed)
{
  guint32 epoch;

  memcpy (&epoch, sealed + CONTENT, sizeof epoch);
  return GUINT32_FROM_LE (epoch);
}

GarrisonCryptOutcome
garrison_crypt_keys_open (GarrisonCryptKeys *self,
                          const guint8 *context,
                          gsize n_context,
                          const guint8 *sealed,
                          guint8 *plain)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&self->lock);
  guint8 bound[GARRISON_CRYPT_ID + CONTEXT_MAX];
  gsize n_bound = bind_to (self, context, n_context, bound);
  const guint8 *nonce = sealed + CONTENT;
  guint32 epoch = garrison_crypt_page_get_epoch (sealed);

  for (guint i = 0; self->locked != NULL && i < self->locked->n_keys; i++)
    if (self->locked->keys[i].epoch == epoch)
      {
        if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
              plain, NULL, sealed, CONTENT, nonce + GARRISON_CRYPT_NONCE, bound, n_bound, nonce,
              self->locked->keys[i].key)
            != 0)
          return GARRISON_CRYPT_FORGED;
        memset (plain + CONTENT, 0, GARRISON_CRYPT_TAIL);
        return GARRISON_CRYPT_OPENED;
      }
  return GARRISON_CRYPT_UNKNOWN;
}
