#include "store/sqlite/crypt-header.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

#define MAGIC "Garrison\r\n\x1a\nkey"
#define MAGIC_SIZE 16
#define VERSION 1
#define FIRST_SIZE 4096
#define N_SLOTS 2
#define SLOT_SIZE (124 * 1024)
#define HEAD_SIZE (8 + 4 + 4 + 32) /* sequence, length, nothing, checksum */
#define BODY_MAX (SLOT_SIZE - HEAD_SIZE)
#define WRAP_SIZE (16 + 8 + 16 + 8 + 8 + 32 + GARRISON_CRYPT_SEALED)
#define RETIRED_SIZE (4 + GARRISON_CRYPT_NONCE + GARRISON_CRYPT_KEY + GARRISON_CRYPT_TAG)
#define FIXED_SIZE (16 + 16 + 4 + 4 + 4 + 32 + GARRISON_CRYPT_SEALED)
#define MARK_SIZE 32

/* ---- files -------------------------------------------------------------------------------------- */

static gboolean
fd_read (gpointer file, void *data, gsize n, gint64 offset)
{
  return pread (*(int *) file, data, n, offset) == (gssize) n;
}

static gboolean
fd_write (gpointer file, const void *data, gsize n, gint64 offset)
{
  return pwrite (*(int *) file, data, n, offset) == (gssize) n;
}

static gboolean
fd_sync (gpointer file)
{
  return fdatasync (*(int *) file) == 0;
}

GarrisonCryptIo
garrison_crypt_io_for_fd (int *fd)
{
  return (GarrisonCryptIo){ fd_read, fd_write, fd_sync, fd };
}

/* ---- as octets ---------------------------------------------------------------------------------- */

static void
put (GByteArray *body, const void *data, gsize n)
{
  g_byte_array_append (body, data, (guint) n);
}

static void
put_32 (GByteArray *body, guint32 value)
{
  value = GUINT32_TO_LE (value);
  put (body, &value, sizeof value);
}

static void
put_64 (GByteArray *body, guint64 value)
{
  value = GUINT64_TO_LE (value);
  put (body, &value, sizeof value);
}

static void
put_wrap (GByteArray *body, const GarrisonCryptWrap *wrap)
{
  put (body, wrap->login, sizeof wrap->login);
  put_64 (body, wrap->person);
  put (body, wrap->salt, sizeof wrap->salt);
  put_64 (body, wrap->ops);
  put_64 (body, wrap->memory);
  put (body, wrap->public_key, sizeof wrap->public_key);
  put (body, wrap->sealed, sizeof wrap->sealed);
}

/* (transfer full): without the mark. */
static GByteArray *
to_octets (const GarrisonCryptHeader *self)
{
  GByteArray *body = g_byte_array_new ();

  put (body, self->file_id, sizeof self->file_id);
  put (body, self->salt, sizeof self->salt);
  put_32 (body, self->epoch);
  put_32 (body, self->wraps->len);
  put_32 (body, self->retired->len);
  put (body, self->recovery_public, sizeof self->recovery_public);
  put (body, self->recovery_sealed, sizeof self->recovery_sealed);
  for (guint i = 0; i < self->wraps->len; i++)
    put_wrap (body, &g_array_index (self->wraps, GarrisonCryptWrap, i));
  for (guint i = 0; i < self->retired->len; i++)
    {
      const GarrisonCryptRetired *retired = &g_array_index (self->retired, GarrisonCryptRetired, i);

      put_32 (body, retired->epoch);
      put (body, retired->nonce, sizeof retired->nonce);
      put (body, retired->box, sizeof retired->box);
    }
  return body;
}

static const guint8 *
take (const guint8 *at, void *data, gsize n)
{
  memcpy (data, at, n);
  return at + n;
}

static const guint8 *
take_32 (const guint8 *at, guint32 *value)
{
  at = take (at, value, sizeof *value);
  *value = GUINT32_FROM_LE (*value);
  return at;
}

static const guint8 *
take_64 (const guint8 *at, guint64 *value)
{
  at = take (at, value, sizeof *value);
  *value = GUINT64_FROM_LE (*value);
  return at;
}

static const guint8 *
take_wrap (const guint8 *at, GarrisonCryptWrap *wrap)
{
  at = take (at, wrap->login, sizeof wrap->login);
  at = take_64 (at, &wrap->person);
  at = take (at, wrap->salt, sizeof wrap->salt);
  at = take_64 (at, &wrap->ops);
  at = take_64 (at, &wrap->memory);
  at = take (at, wrap->public_key, sizeof wrap->public_key);
  return take (at, wrap->sealed, sizeof wrap->sealed);
}

/* (transfer full) (nullable): NULL when the lengths do not fit one another. */
static GarrisonCryptHeader *
from_octets (const guint8 *at, gsize length)
{
  g_autoptr (GarrisonCryptHeader) self = garrison_crypt_header_new ();
  guint32 n_wraps, n_retired;

  if (length < FIXED_SIZE + MARK_SIZE)
    return NULL;
  at = take (at, self->file_id, sizeof self->file_id);
  at = take (at, self->salt, sizeof self->salt);
  at = take_32 (at, &self->epoch);
  at = take_32 (at, &n_wraps);
  at = take_32 (at, &n_retired);
  at = take (at, self->recovery_public, sizeof self->recovery_public);
  at = take (at, self->recovery_sealed, sizeof self->recovery_sealed);
  if (n_wraps > BODY_MAX / WRAP_SIZE || n_retired > GARRISON_CRYPT_KEYS_MAX
      || length != FIXED_SIZE + (gsize) n_wraps * WRAP_SIZE + n_retired * RETIRED_SIZE + MARK_SIZE)
    return NULL;
  g_array_set_size (self->wraps, n_wraps);
  for (guint i = 0; i < n_wraps; i++)
    at = take_wrap (at, &g_array_index (self->wraps, GarrisonCryptWrap, i));
  g_array_set_size (self->retired, n_retired);
  for (guint i = 0; i < n_retired; i++)
    {
      GarrisonCryptRetired *retired = &g_array_index (self->retired, GarrisonCryptRetired, i);

      at = take_32 (at, &retired->epoch);
      at = take (at, retired->nonce, sizeof retired->nonce);
      at = take (at, retired->box, sizeof retired->box);
    }
  take (at, self->mark, sizeof self->mark);
  return g_steal_pointer (&self);
}

GarrisonCryptHeader *
garrison_crypt_header_new (void)
{
  GarrisonCryptHeader *self = g_new0 (GarrisonCryptHeader, 1);

  self->wraps = g_array_new (FALSE, TRUE, sizeof (GarrisonCryptWrap));
  self->retired = g_array_new (FALSE, TRUE, sizeof (GarrisonCryptRetired));
  return self;
}

void
garrison_crypt_header_free (GarrisonCryptHeader *self)
{
  g_array_unref (self->wraps);
  g_array_unref (self->retired);
  g_free (self);
}

/* ---- slots -------------------------------------------------------------------------------------- */

static gint64
slot_offset (guint64 sequence)
{
  return FIRST_SIZE + (gint64) (sequence % N_SLOTS) * SLOT_SIZE;
}

static void
make_checksum (guint64 sequence, const guint8 *body, gsize length, guint8 checksum[32])
{
  crypto_generichash_state state;

  sequence = GUINT64_TO_LE (sequence);
  crypto_generichash_init (&state, NULL, 0, 32);
  crypto_generichash_update (&state, (const guint8 *) &sequence, sizeof sequence);
  crypto_generichash_update (&state, body, length);
  crypto_generichash_final (&state, checksum, 32);
}

/* (transfer full) (nullable) */
static GarrisonCryptHeader *
read_slot (const GarrisonCryptIo *io, guint slot)
{
  guint8 head[HEAD_SIZE], checksum[32];
  g_autofree guint8 *body = NULL;
  GarrisonCryptHeader *self;
  guint64 sequence;
  guint32 length;

  if (!io->read (io->file, head, sizeof head, slot_offset (slot)))
    return NULL;
  take_32 (take_64 (head, &sequence), &length);
  if (sequence == 0 || sequence % N_SLOTS != slot || length > BODY_MAX)
    return NULL;
  body = g_malloc (length);
  if (!io->read (io->file, body, length, slot_offset (slot) + HEAD_SIZE))
    return NULL;
  make_checksum (sequence, body, length, checksum);
  if (memcmp (checksum, head + 16, sizeof checksum) != 0)
    return NULL;
  self = from_octets (body, length);
  if (self != NULL)
    self->sequence = sequence;
  return self;
}

static gboolean
write_slot (const GarrisonCryptHeader *self, const GarrisonCryptIo *io)
{
  g_autoptr (GByteArray) body = to_octets (self);
  guint8 head[HEAD_SIZE] = { 0 };
  guint64 sequence = GUINT64_TO_LE (self->sequence);
  guint32 length;

  put (body, self->mark, sizeof self->mark);
  length = GUINT32_TO_LE (body->len);
  memcpy (head, &sequence, sizeof sequence);
  memcpy (head + 8, &length, sizeof length);
  make_checksum (self->sequence, body->data, body->len, head + 16);
  return io->write (io->file, body->data, body->len, slot_offset (self->sequence) + HEAD_SIZE)
         && io->write (io->file, head, sizeof head, slot_offset (self->sequence)) && io->sync (io->file);
}

static void
make_mark (const GarrisonCryptHeader *self, const guint8 *key, guint8 mark[MARK_SIZE])
{
  g_autoptr (GByteArray) body = to_octets (self);
  guint8 own[32];

  put_64 (body, self->sequence);
  crypto_kdf_derive_from_key (own, sizeof own, 1, "gheader1", key);
  crypto_generichash (mark, MARK_SIZE, body->data, body->len, own, sizeof own);
  sodium_memzero (own, sizeof own);
}

gboolean
garrison_crypt_header_check (const GarrisonCryptHeader *self, const guint8 key[GARRISON_CRYPT_KEY])
{
  guint8 mark[MARK_SIZE];

  make_mark (self, key, mark);
  return sodium_memcmp (mark, self->mark, sizeof mark) == 0;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static gboolean
fail (GarrisonError code, const char *message, GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, code, message);
  return FALSE;
}

gboolean
garrison_crypt_header_is_there (const GarrisonCryptIo *io)
{
  guint8 magic[MAGIC_SIZE];

  return io->read (io->file, magic, sizeof magic, 0) && memcmp (magic, MAGIC, sizeof MAGIC) == 0;
}

guint64
garrison_crypt_header_peek (const GarrisonCryptIo *io)
{
  guint64 sequences[N_SLOTS] = { 0, 0 };

  for (guint i = 0; i < N_SLOTS; i++)
    if (io->read (io->file, &sequences[i], sizeof sequences[i], slot_offset (i)))
      sequences[i] = GUINT64_FROM_LE (sequences[i]);
  return MAX (sequences[0], sequences[1]);
}

GarrisonCryptHeader *
garrison_crypt_header_read (const GarrisonCryptIo *io, GError **error)
{
  g_autoptr (GarrisonCryptHeader) first = NULL;
  g_autoptr (GarrisonCryptHeader) second = NULL;
  guint32 version;

  if (sodium_init () < 0 || !garrison_crypt_header_is_there (io)
      || !io->read (io->file, &version, sizeof version, MAGIC_SIZE))
    return fail (GARRISON_ERROR_NOT_A_COMPANY, "this is not an encrypted company", error), NULL;
  if (GUINT32_FROM_LE (version) != VERSION)
    return fail (GUINT32_FROM_LE (version) > VERSION ? GARRISON_ERROR_TOO_NEW : GARRISON_ERROR_DAMAGED,
                 "another version wrote this", error), NULL;
  first = read_slot (io, 0);
  second = read_slot (io, 1);
  if (first == NULL && second == NULL)
    return fail (GARRISON_ERROR_DAMAGED, "the keys of the file are damaged", error), NULL;
  if (second == NULL || (first != NULL && first->sequence > second->sequence))
    return g_steal_pointer (&first);
  return g_steal_pointer (&second);
}

static gboolean
write_beginning (const GarrisonCryptIo *io)
{
  g_autofree guint8 *first = g_malloc0 (GARRISON_CRYPT_PREFIX);
  guint32 version = GUINT32_TO_LE (VERSION);

  memcpy (first, MAGIC, sizeof MAGIC);
  memcpy (first + MAGIC_SIZE, &version, sizeof version);
  return io->write (io->file, first, GARRISON_CRYPT_PREFIX, 0);
}

gboolean
garrison_crypt_header_write (GarrisonCryptHeader *self,
                             const guint8 key[GARRISON_CRYPT_KEY],
                             gboolean is_new,
                             const GarrisonCryptIo *io,
                             GError **error)
{
  gsize length = FIXED_SIZE + self->wraps->len * WRAP_SIZE + self->retired->len * RETIRED_SIZE + MARK_SIZE;

  if (length > BODY_MAX)
    return fail (GARRISON_ERROR_TOO_LARGE, "too many people for one file", error);
  if (is_new && !write_beginning (io))
    return fail (GARRISON_ERROR_FAILED, "the file cannot be written", error);
  for (guint i = 0; i < N_SLOTS; i++)
    {
      self->sequence++;
      make_mark (self, key, self->mark);
      if (!write_slot (self, io))
        return fail (GARRISON_ERROR_FAILED, "the keys of the file cannot be written", error);
    }
  return TRUE;
}
