#include "store/sqlite/crypt-wrap.h"

#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "store/sqlite/crypt-recovery.h"

#define PASSWORD_MAX 1024
/* More than this no header of ours asks for: one that does was tampered with. */
#define OPS_MAX 16
#define MEMORY_MAX (1024u * 1024 * 1024)

typedef struct
{
  guint8 public_key[32];
  guint8 secret[32];
} Pair;

G_STATIC_ASSERT (crypto_box_PUBLICKEYBYTES == 32 && crypto_box_SECRETKEYBYTES == 32);
G_STATIC_ASSERT (crypto_box_SEALBYTES + GARRISON_CRYPT_KEY == GARRISON_CRYPT_SEALED);
G_STATIC_ASSERT (crypto_pwhash_SALTBYTES == GARRISON_CRYPT_SALT);

static void
hash_login (const GarrisonCryptHeader *header, const char *login, guint8 hash[GARRISON_CRYPT_ID])
{
  crypto_generichash (hash, GARRISON_CRYPT_ID, (const guint8 *) login, strlen (login), header->salt,
                      sizeof header->salt);
}

static gboolean
make_pair (Pair *pair, const char *password, const guint8 *salt, guint64 ops, guint64 memory)
{
  guint8 seed[crypto_box_SEEDBYTES];
  gsize length = strlen (password);
  gboolean done;

  done = length <= PASSWORD_MAX && ops <= OPS_MAX && memory <= MEMORY_MAX
         && crypto_pwhash (seed, sizeof seed, password, length, salt, ops, memory, crypto_pwhash_ALG_ARGON2ID13) == 0;
  if (done)
    crypto_box_seed_keypair (pair->public_key, pair->secret, seed);
  sodium_memzero (seed, sizeof seed);
  return done;
}

/* ---- a new file --------------------------------------------------------------------------------- */

static void
seal_key (guint8 sealed[GARRISON_CRYPT_SEALED], const guint8 *key, const guint8 *public_key)
{
  crypto_box_seal (sealed, key, GARRISON_CRYPT_KEY, public_key);
}

static GarrisonCryptHeader *
found (const guint8 recovery_public[32], GarrisonCryptKeys **keys)
{
  GarrisonCryptHeader *self = garrison_crypt_header_new ();
  GarrisonCryptKey key = { 1 };

  randombytes_buf (self->file_id, sizeof self->file_id);
  randombytes_buf (self->salt, sizeof self->salt);
  randombytes_buf (key.key, sizeof key.key);
  self->epoch = key.epoch;
  memcpy (self->recovery_public, recovery_public, sizeof self->recovery_public);
  seal_key (self->recovery_sealed, key.key, self->recovery_public);
  *keys = garrison_crypt_keys_new (self->file_id);
  garrison_crypt_keys_set (*keys, &key, 1, NULL, 0);
  sodium_memzero (&key, sizeof key);
  return self;
}

GarrisonCryptHeader *
garrison_crypt_found (GarrisonCryptKeys **keys, char **recovery)
{
  GarrisonCryptHeader *self;
  Pair pair;

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  *recovery = garrison_crypt_recovery_make (pair.public_key, pair.secret);
  self = found (pair.public_key, keys);
  sodium_memzero (&pair, sizeof pair);
  return self;
}

GarrisonCryptHeader *
garrison_crypt_found_like (const GarrisonCryptHeader *model, GarrisonCryptKeys **keys)
{
  return found (model->recovery_public, keys);
}

/* ---- unlocking ---------------------------------------------------------------------------------- */

/* (nullable): what is sealed to @public_key, and whose it is; 0 for the recovery key's. */
static const guint8 *
find_sealed (const GarrisonCryptHeader *header, const guint8 *public_key, guint64 *person)
{
  for (guint i = 0; i < header->wraps->len; i++)
    {
      const GarrisonCryptWrap *wrap = &g_array_index (header->wraps, GarrisonCryptWrap, i);

      *person = wrap->person;
      if (memcmp (wrap->public_key, public_key, sizeof wrap->public_key) == 0)
        return wrap->sealed;
    }
  *person = 0;
  return memcmp (header->recovery_public, public_key, sizeof header->recovery_public) == 0 ? header->recovery_sealed
                                                                                           : NULL;
}

static gboolean
open_retired (const GarrisonCryptHeader *header, GarrisonCryptKey *keys)
{
  for (guint i = 0; i < header->retired->len; i++)
    {
      const GarrisonCryptRetired *retired = &g_array_index (header->retired, GarrisonCryptRetired, i);

      keys[i + 1].epoch = retired->epoch;
      if (crypto_secretbox_open_easy (keys[i + 1].key, retired->box, sizeof retired->box, retired->nonce, keys[0].key)
          != 0)
        return FALSE;
    }
  return TRUE;
}

typedef enum
{
  FITS,
  FITS_NOBODY,
  IS_DAMAGED,
} Fit;

/* Fills @keys with what @pair opens. */
static Fit
open_with (const GarrisonCryptHeader *header, const Pair *pair, GarrisonCryptKeys *keys)
{
  guint64 person;
  const guint8 *sealed = find_sealed (header, pair->public_key, &person);
  GarrisonCryptKey opened[GARRISON_CRYPT_KEYS_MAX] = { { header->epoch } };
  Fit fit = IS_DAMAGED;

  if (sealed == NULL
      || crypto_box_seal_open (opened[0].key, sealed, GARRISON_CRYPT_SEALED, pair->public_key, pair->secret) != 0)
    return FITS_NOBODY;
  if (header->retired->len < GARRISON_CRYPT_KEYS_MAX && garrison_crypt_header_check (header, opened[0].key)
      && open_retired (header, opened))
    {
      garrison_crypt_keys_set (keys, opened, header->retired->len + 1, pair->secret, header->sequence);
      garrison_crypt_keys_set_person (keys, person);
      fit = FITS;
    }
  sodium_memzero (opened, sizeof opened);
  return fit;
}

static GarrisonCryptKeys *
unlock (const GarrisonCryptHeader *header, const Pair *pair, GError **error)
{
  g_autoptr (GarrisonCryptKeys) keys = garrison_crypt_keys_new (header->file_id);

  switch (open_with (header, pair, keys))
    {
    case FITS:
      return g_steal_pointer (&keys);
    case IS_DAMAGED:
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED, "the keys of the file do not fit it");
      return NULL;
    default:
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD, "name or password is wrong");
      return NULL;
    }
}

/* Whoever is not there is measured against somebody: what is wrong must not show in the time it takes. */
static GarrisonCryptWrap
find_wrap (const GarrisonCryptHeader *header, const char *login)
{
  GarrisonCryptWrap nobody = { .ops = crypto_pwhash_OPSLIMIT_MODERATE, .memory = crypto_pwhash_MEMLIMIT_MODERATE };
  guint8 hash[GARRISON_CRYPT_ID];

  hash_login (header, login, hash);
  for (guint i = 0; i < header->wraps->len; i++)
    {
      const GarrisonCryptWrap *wrap = &g_array_index (header->wraps, GarrisonCryptWrap, i);

      if (memcmp (wrap->login, hash, sizeof hash) == 0)
        return *wrap;
      nobody.ops = wrap->ops;
      nobody.memory = wrap->memory;
    }
  return nobody;
}

GarrisonCryptKeys *
garrison_crypt_unlock (const GarrisonCryptHeader *header, const char *login, const char *password, GError **error)
{
  GarrisonCryptWrap wrap = find_wrap (header, login);
  GarrisonCryptKeys *keys;
  Pair pair;

  if (!make_pair (&pair, password, wrap.salt, wrap.ops, wrap.memory)
      || memcmp (pair.public_key, wrap.public_key, sizeof wrap.public_key) != 0)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD, "name or password is wrong");
      return NULL;
    }
  keys = unlock (header, &pair, error);
  sodium_memzero (&pair, sizeof pair);
  return keys;
}

GarrisonCryptKeys *
garrison_crypt_unlock_by_recovery (const GarrisonCryptHeader *header, const char *recovery, GError **error)
{
  GarrisonCryptKeys *keys;
  Pair pair;

  if (!garrison_crypt_recovery_read (recovery, pair.public_key, pair.secret))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_INVALID, "this is no recovery key");
      return NULL;
    }
  keys = unlock (header, &pair, error);
  sodium_memzero (&pair, sizeof pair);
  return keys;
}

gboolean
garrison_crypt_header_has_person (const GarrisonCryptHeader *self, guint64 person)
{
  for (guint i = 0; i < self->wraps->len; i++)
    if (g_array_index (self->wraps, GarrisonCryptWrap, i).person == person)
      return TRUE;
  return FALSE;
}

/* With the current key itself, when there is no new one. */
static gboolean
go_on (const GarrisonCryptHeader *header, GarrisonCryptKeys *keys)
{
  GarrisonCryptKey own[GARRISON_CRYPT_KEYS_MAX];
  gboolean done = FALSE;

  if (garrison_crypt_keys_get (keys, own) > 0 && own[0].epoch == header->epoch
      && garrison_crypt_header_has_person (header, garrison_crypt_keys_get_person (keys))
      && garrison_crypt_header_check (header, own[0].key) && header->retired->len < GARRISON_CRYPT_KEYS_MAX
      && open_retired (header, own))
    {
      garrison_crypt_keys_set (keys, own, header->retired->len + 1, NULL, header->sequence);
      done = TRUE;
    }
  sodium_memzero (own, sizeof own);
  return done;
}

gboolean
garrison_crypt_refresh (GarrisonCryptKeys *keys, const GarrisonCryptIo *io)
{
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_header_read (io, NULL);
  Pair pair;
  Fit fit;

  if (header == NULL || memcmp (header->file_id, garrison_crypt_keys_get_file_id (keys), GARRISON_CRYPT_ID) != 0
      || !garrison_crypt_keys_get_secret (keys, pair.secret))
    return FALSE;
  crypto_scalarmult_base (pair.public_key, pair.secret);
  fit = open_with (header, &pair, keys);
  sodium_memzero (&pair, sizeof pair);
  if (fit != FITS_NOBODY)
    return fit == FITS;
  if (go_on (header, keys))
    return TRUE;
  garrison_crypt_keys_clear (keys);
  return FALSE;
}

/* ---- people ------------------------------------------------------------------------------------- */

gboolean
garrison_crypt_password_make (GarrisonCryptPassword *self, const char *password, gboolean quick, GError **error)
{
  Pair pair;

  if (strlen (password) > PASSWORD_MAX)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE, "the password is too long");
      return FALSE;
    }
  self->ops = quick ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_MODERATE;
  self->memory = quick ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_MODERATE;
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  randombytes_buf (self->salt, sizeof self->salt);
  if (!make_pair (&pair, password, self->salt, self->ops, self->memory))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "hashing the password failed");
      return FALSE;
    }
  memcpy (self->public_key, pair.public_key, sizeof self->public_key);
  memcpy (self->secret, pair.secret, sizeof self->secret);
  sodium_memzero (&pair, sizeof pair);
  return TRUE;
}

void
garrison_crypt_password_clear (GarrisonCryptPassword *self)
{
  sodium_memzero (self, sizeof *self);
}

static void
remove_person (GarrisonCryptHeader *self, gint64 person, const guint8 *login)
{
  for (guint i = self->wraps->len; i-- > 0;)
    {
      const GarrisonCryptWrap *wrap = &g_array_index (self->wraps, GarrisonCryptWrap, i);

      if (wrap->person == (guint64) person || memcmp (wrap->login, login, sizeof wrap->login) == 0)
        g_array_remove_index (self->wraps, i);
    }
}

void
garrison_crypt_header_give (GarrisonCryptHeader *self,
                            const guint8 key[GARRISON_CRYPT_KEY],
                            const GarrisonCryptPerson *person,
                            const GarrisonCryptPassword *password)
{
  GarrisonCryptWrap wrap = { .person = (guint64) person->person, .ops = password->ops, .memory = password->memory };

  hash_login (self, person->login, wrap.login);
  memcpy (wrap.salt, password->salt, sizeof wrap.salt);
  memcpy (wrap.public_key, password->public_key, sizeof wrap.public_key);
  seal_key (wrap.sealed, key, wrap.public_key);
  remove_person (self, person->person, wrap.login);
  g_array_append_val (self->wraps, wrap);
}

static const GarrisonCryptPerson *
find_person (const GarrisonCryptPerson *people, guint n_people, guint64 person)
{
  for (guint i = 0; i < n_people; i++)
    if ((guint64) people[i].person == person)
      return &people[i];
  return NULL;
}

GarrisonCryptKept
garrison_crypt_header_keep (GarrisonCryptHeader *self, const GarrisonCryptPerson *people, guint n_people)
{
  GarrisonCryptKept kept = GARRISON_CRYPT_SAME;

  for (guint i = self->wraps->len; i-- > 0;)
    {
      GarrisonCryptWrap *wrap = &g_array_index (self->wraps, GarrisonCryptWrap, i);
      const GarrisonCryptPerson *person = find_person (people, n_people, wrap->person);
      guint8 login[GARRISON_CRYPT_ID];

      if (person == NULL)
        {
          g_array_remove_index (self->wraps, i);
          kept = GARRISON_CRYPT_REMOVED;
          continue;
        }
      hash_login (self, person->login, login);
      if (memcmp (wrap->login, login, sizeof login) == 0)
        continue;
      memcpy (wrap->login, login, sizeof login);
      kept = MAX (kept, GARRISON_CRYPT_RENAMED);
    }
  return kept;
}

/* ---- a new key ---------------------------------------------------------------------------------- */

static void
retire (GarrisonCryptHeader *self, const GarrisonCryptKey *keys, guint n_keys)
{
  g_array_set_size (self->retired, n_keys - 1);
  for (guint i = 1; i < n_keys; i++)
    {
      GarrisonCryptRetired *retired = &g_array_index (self->retired, GarrisonCryptRetired, i - 1);

      retired->epoch = keys[i].epoch;
      randombytes_buf (retired->nonce, sizeof retired->nonce);
      crypto_secretbox_easy (retired->box, keys[i].key, GARRISON_CRYPT_KEY, retired->nonce, keys[0].key);
    }
}

gboolean
garrison_crypt_header_rotate (GarrisonCryptHeader *self, GarrisonCryptKey *keys, guint *n_keys, GError **error)
{
  if (*n_keys >= GARRISON_CRYPT_KEYS_MAX)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_BUSY, "pages wait for the keys before");
      return FALSE;
    }
  memmove (keys + 1, keys, *n_keys * sizeof *keys);
  (*n_keys)++;
  keys[0].epoch = keys[1].epoch + 1;
  randombytes_buf (keys[0].key, sizeof keys[0].key);
  self->epoch = keys[0].epoch;
  retire (self, keys, *n_keys);
  seal_key (self->recovery_sealed, keys[0].key, self->recovery_public);
  for (guint i = 0; i < self->wraps->len; i++)
    {
      GarrisonCryptWrap *wrap = &g_array_index (self->wraps, GarrisonCryptWrap, i);

      seal_key (wrap->sealed, keys[0].key, wrap->public_key);
    }
  return TRUE;
}

void
garrison_crypt_header_forget_retired (GarrisonCryptHeader *self)
{
  g_array_set_size (self->retired, 0);
}
