#include "store/sqlite/crypt-file.h"

#include <string.h>

#include "store/sqlite/crypt-rekey.h"
#include "store/sqlite/crypt-wrap.h"

#define GROUP_PAGES (GARRISON_CRYPT_PAGE / GARRISON_CRYPT_TAG)
#define GROUP_SIZE ((gint64) (GROUP_PAGES + 1) * GARRISON_CRYPT_PAGE)
/* While pages are written anew, one may be met half written: that takes no longer than this. */
#define RETRIES 40
#define RETRY_US 500

gint64
garrison_crypt_page_offset (guint32 number)
{
  guint32 i = number - 1;

  return GARRISON_CRYPT_PREFIX + (i / GROUP_PAGES) * GROUP_SIZE + (gint64) (i % GROUP_PAGES + 1) * GARRISON_CRYPT_PAGE;
}

gint64
garrison_crypt_tag_offset (guint32 number)
{
  guint32 i = number - 1;

  return GARRISON_CRYPT_PREFIX + (i / GROUP_PAGES) * GROUP_SIZE + (gint64) (i % GROUP_PAGES) * GARRISON_CRYPT_TAG;
}

guint32
garrison_crypt_count_pages (gint64 size)
{
  gint64 rest = size - GARRISON_CRYPT_PREFIX;
  gint64 in_group;

  if (rest <= 0)
    return 0;
  in_group = rest % GROUP_SIZE / GARRISON_CRYPT_PAGE;
  return (guint32) (rest / GROUP_SIZE * GROUP_PAGES + MAX (in_group - 1, 0));
}

gint64
garrison_crypt_size_of (guint32 n_pages)
{
  return n_pages == 0 ? GARRISON_CRYPT_PREFIX : garrison_crypt_page_offset (n_pages) + GARRISON_CRYPT_PAGE;
}

/* ---- the header --------------------------------------------------------------------------------- */

static gboolean
io_read (gpointer file, void *data, gsize n, gint64 offset)
{
  sqlite3_file *base = ((GarrisonCryptFile *) file)->base;

  return base->pMethods->xRead (base, data, (int) n, offset) == SQLITE_OK;
}

GarrisonCryptIo
garrison_crypt_file_get_io (GarrisonCryptFile *self)
{
  return (GarrisonCryptIo){ io_read, NULL, NULL, self };
}

gboolean
garrison_crypt_file_follow (GarrisonCryptFile *self)
{
  GarrisonCryptIo io = garrison_crypt_file_get_io (self);
  guint64 sequence = garrison_crypt_header_peek (&io);

  /* One that is being written just now has a number already, and not yet its checksum: then the other holds. */
  if (sequence != garrison_crypt_keys_get_sequence (self->keys))
    garrison_crypt_refresh (self->keys, &io);
  return !garrison_crypt_keys_is_clear (self->keys);
}

/* ---- pages -------------------------------------------------------------------------------------- */

gsize
garrison_crypt_file_bind (guint32 number, guint8 context[8])
{
  guint32 octets = GUINT32_TO_LE (number);

  memset (context, 0, 8);
  context[0] = GARRISON_CRYPT_MAIN;
  memcpy (context + 4, &octets, sizeof octets);
  return 8;
}

static int
try_page (GarrisonCryptFile *self, guint32 number, guint8 *plain, GarrisonCryptOutcome *outcome)
{
  guint8 sealed[GARRISON_CRYPT_PAGE], tag[GARRISON_CRYPT_TAG], context[8];
  gsize n = garrison_crypt_file_bind (number, context);
  const sqlite3_io_methods *methods = self->base->pMethods;
  int code = methods->xRead (self->base, sealed, sizeof sealed, garrison_crypt_page_offset (number));

  if (code == SQLITE_OK)
    code = methods->xRead (self->base, tag, sizeof tag, garrison_crypt_tag_offset (number));
  if (code != SQLITE_OK)
    return code;
  *outcome = GARRISON_CRYPT_FORGED;
  if (memcmp (tag, sealed + sizeof sealed - sizeof tag, sizeof tag) == 0)
    *outcome = garrison_crypt_keys_open (self->keys, context, n, sealed, plain);
  else if (garrison_crypt_page_get_epoch (sealed) > garrison_crypt_keys_get_epoch (self->keys))
    *outcome = GARRISON_CRYPT_UNKNOWN;
  return SQLITE_OK;
}

int
garrison_crypt_file_read_page (GarrisonCryptFile *self, guint32 number, guint8 *plain)
{
  for (guint i = 0;; i++)
    {
      GarrisonCryptOutcome outcome;
      int code = try_page (self, number, plain, &outcome);

      if (code != SQLITE_OK)
        return code;
      if (outcome == GARRISON_CRYPT_OPENED)
        return SQLITE_OK;
      if (!garrison_crypt_file_follow (self))
        return SQLITE_IOERR_AUTH;
      if (i > 0 && !garrison_crypt_keys_has_retired (self->keys))
        return SQLITE_CORRUPT;
      if (i == RETRIES)
        return garrison_crypt_rekey_read (self, number, plain) ? SQLITE_OK : SQLITE_CORRUPT;
      if (i > 0)
        g_usleep (RETRY_US);
    }
}

int
garrison_crypt_file_put_page (GarrisonCryptFile *self, guint32 number, const guint8 *sealed)
{
  const sqlite3_io_methods *methods = self->base->pMethods;
  int code = methods->xWrite (self->base, sealed, GARRISON_CRYPT_PAGE, garrison_crypt_page_offset (number));

  if (code != SQLITE_OK)
    return code;
  return methods->xWrite (self->base, sealed + GARRISON_CRYPT_PAGE - GARRISON_CRYPT_TAG, GARRISON_CRYPT_TAG,
                          garrison_crypt_tag_offset (number));
}

int
garrison_crypt_file_write_page (GarrisonCryptFile *self, guint32 number, const guint8 *plain)
{
  guint8 sealed[GARRISON_CRYPT_PAGE], context[8];
  gsize n = garrison_crypt_file_bind (number, context);

  if (!garrison_crypt_keys_seal (self->keys, context, n, plain, sealed))
    return SQLITE_IOERR_AUTH;
  return garrison_crypt_file_put_page (self, number, sealed);
}
