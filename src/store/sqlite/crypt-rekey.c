#include "store/sqlite/crypt-rekey.h"

#include <sodium.h>
#include <string.h>

#define BATCH ((GARRISON_CRYPT_PREFIX - GARRISON_CRYPT_REKEY_PAGES) / GARRISON_CRYPT_PAGE)
/* Pages looked at in one step, when few need it. */
#define SCAN 1024
#define MAGIC 0x59454b52u
#define LOCK_CHECKPOINT 1

/* As it lies in the file; octets are of this machine, whose journal it is. */
typedef struct
{
  guint32 magic;
  guint32 n_pages;
  guint32 numbers[BATCH];
  guint8 checksum[32]; /* of all of the above and the pages */
} Head;

typedef struct
{
  Head head;
  guint8 pages[BATCH][GARRISON_CRYPT_PAGE];
} Journal;

static void
make_checksum (const Journal *journal, guint8 checksum[32])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, 32);
  crypto_generichash_update (&state, (const guint8 *) &journal->head, offsetof (Head, checksum));
  crypto_generichash_update (&state, journal->pages[0], (gsize) journal->head.n_pages * GARRISON_CRYPT_PAGE);
  crypto_generichash_final (&state, checksum, 32);
}

static int
read_base (GarrisonCryptFile *file, void *data, gsize n, gint64 offset)
{
  return file->base->pMethods->xRead (file->base, data, (int) n, offset);
}

static int
write_base (GarrisonCryptFile *file, const void *data, gsize n, gint64 offset)
{
  return file->base->pMethods->xWrite (file->base, data, (int) n, offset);
}

/* SQLite's own files take no more than 128 KiB at once. */
static int
write_pages (GarrisonCryptFile *file, const Journal *journal)
{
  int code = SQLITE_OK;

  for (guint i = 0; i < journal->head.n_pages && code == SQLITE_OK; i++)
    code = write_base (file, journal->pages[i], GARRISON_CRYPT_PAGE, GARRISON_CRYPT_REKEY_PAGES + (gint64) i * GARRISON_CRYPT_PAGE);
  return code;
}

static gboolean
read_pages (GarrisonCryptFile *file, Journal *journal)
{
  for (guint i = 0; i < journal->head.n_pages; i++)
    if (read_base (file, journal->pages[i], GARRISON_CRYPT_PAGE, GARRISON_CRYPT_REKEY_PAGES + (gint64) i * GARRISON_CRYPT_PAGE)
        != SQLITE_OK)
      return FALSE;
  return TRUE;
}

static int
sync_base (GarrisonCryptFile *file)
{
  return file->base->pMethods->xSync (file->base, SQLITE_SYNC_NORMAL);
}

/* (transfer full) (nullable): NULL when nothing is under way. */
static Journal *
load (GarrisonCryptFile *file)
{
  g_autofree Journal *journal = g_new (Journal, 1);
  guint8 checksum[32];

  if (read_base (file, &journal->head, sizeof journal->head, GARRISON_CRYPT_REKEY_HEAD) != SQLITE_OK
      || journal->head.magic != MAGIC || journal->head.n_pages == 0 || journal->head.n_pages > BATCH
      || !read_pages (file, journal))
    return NULL;
  make_checksum (journal, checksum);
  return memcmp (checksum, journal->head.checksum, sizeof checksum) == 0 ? g_steal_pointer (&journal) : NULL;
}

static int
forget (GarrisonCryptFile *file)
{
  Head none = { 0 };

  return write_base (file, &none, sizeof none, GARRISON_CRYPT_REKEY_HEAD);
}

gboolean
garrison_crypt_rekey_read (GarrisonCryptFile *file, guint32 number, guint8 *plain)
{
  g_autofree Journal *journal = load (file);
  guint8 context[8];
  gsize n = garrison_crypt_file_bind (number, context);

  for (guint i = 0; journal != NULL && i < journal->head.n_pages; i++)
    if (journal->head.numbers[i] == number)
      return garrison_crypt_keys_open (file->keys, context, n, journal->pages[i], plain) == GARRISON_CRYPT_OPENED;
  return FALSE;
}

/* ---- one step ----------------------------------------------------------------------------------- */

static gboolean
needs_it (GarrisonCryptFile *file, guint32 number)
{
  guint8 tail[GARRISON_CRYPT_TAIL];
  gint64 offset = garrison_crypt_page_offset (number) + GARRISON_CRYPT_PAGE - GARRISON_CRYPT_TAIL;
  guint32 epoch;

  if (read_base (file, tail, sizeof tail, offset) != SQLITE_OK)
    return FALSE;
  memcpy (&epoch, tail, sizeof epoch);
  return GUINT32_FROM_LE (epoch) != garrison_crypt_keys_get_epoch (file->keys);
}

/* A page that does not open waits in the log, or is damaged: it is left. */
static gboolean
seal_anew (GarrisonCryptFile *file, guint32 number, guint8 *sealed)
{
  guint8 plain[GARRISON_CRYPT_PAGE], context[8];
  gsize n = garrison_crypt_file_bind (number, context);
  gboolean done = garrison_crypt_file_read_page (file, number, plain) == SQLITE_OK
                  && garrison_crypt_keys_seal (file->keys, context, n, plain, sealed);

  sodium_memzero (plain, sizeof plain);
  return done;
}

static guint32
gather (GarrisonCryptFile *file, guint32 from, guint32 n_pages, Journal *journal)
{
  guint32 number = from;

  memset (&journal->head, 0, sizeof journal->head);
  journal->head.magic = MAGIC;
  for (; number <= n_pages && number < from + SCAN && journal->head.n_pages < BATCH; number++)
    if (needs_it (file, number) && seal_anew (file, number, journal->pages[journal->head.n_pages]))
      journal->head.numbers[journal->head.n_pages++] = number;
  make_checksum (journal, journal->head.checksum);
  return number;
}

static int
put_pages (GarrisonCryptFile *file, const Journal *journal)
{
  int code = SQLITE_OK;

  for (guint i = 0; i < journal->head.n_pages && code == SQLITE_OK; i++)
    code = garrison_crypt_file_put_page (file, journal->head.numbers[i], journal->pages[i]);
  if (code == SQLITE_OK)
    code = sync_base (file);
  return code == SQLITE_OK ? forget (file) : code;
}

static int
write_batch (GarrisonCryptFile *file, const Journal *journal)
{
  int code = write_pages (file, journal);

  if (code == SQLITE_OK)
    code = write_base (file, &journal->head, sizeof journal->head, GARRISON_CRYPT_REKEY_HEAD);
  if (code == SQLITE_OK)
    code = sync_base (file);
  return code == SQLITE_OK ? put_pages (file, journal) : code;
}

static gboolean
is_right (GarrisonCryptFile *file, guint32 number)
{
  guint8 sealed[GARRISON_CRYPT_PAGE], plain[GARRISON_CRYPT_PAGE], tag[GARRISON_CRYPT_TAG], context[8];
  gsize n = garrison_crypt_file_bind (number, context);
  gboolean right;

  right = read_base (file, sealed, sizeof sealed, garrison_crypt_page_offset (number)) == SQLITE_OK
          && read_base (file, tag, sizeof tag, garrison_crypt_tag_offset (number)) == SQLITE_OK
          && memcmp (tag, sealed + sizeof sealed - sizeof tag, sizeof tag) == 0
          && garrison_crypt_keys_open (file->keys, context, n, sealed, plain) == GARRISON_CRYPT_OPENED;
  sodium_memzero (plain, sizeof plain);
  return right;
}

/* Whoever has the checkpoints' lock, or the file alone. */
static int
put_right (GarrisonCryptFile *file)
{
  g_autofree Journal *journal = load (file);
  guint n = 0;

  if (journal == NULL)
    return SQLITE_OK;
  for (guint i = 0; i < journal->head.n_pages; i++)
    if (!is_right (file, journal->head.numbers[i]))
      {
        journal->head.numbers[n] = journal->head.numbers[i];
        memmove (journal->pages[n++], journal->pages[i], GARRISON_CRYPT_PAGE);
      }
  journal->head.n_pages = n;
  return put_pages (file, journal);
}

static int
step (GarrisonCryptFile *file, guint32 *next)
{
  g_autofree Journal *journal = g_new (Journal, 1);
  sqlite3_int64 size = 0;
  guint32 n_pages;
  int code = put_right (file);

  if (code == SQLITE_OK)
    code = file->base->pMethods->xFileSize (file->base, &size);
  if (code != SQLITE_OK)
    return code;
  n_pages = garrison_crypt_count_pages (size);
  *next = gather (file, MAX (*next, 1), n_pages, journal);
  if (journal->head.n_pages > 0)
    code = write_batch (file, journal);
  if (*next > n_pages)
    *next = 0;
  return code;
}

int
garrison_crypt_rekey_step (sqlite3 *db, guint32 *next)
{
  GarrisonCryptFile *file = garrison_crypt_file_of (db);
  const sqlite3_io_methods *methods;
  int code;

  g_return_val_if_fail (file != NULL, SQLITE_MISUSE);

  methods = file->head.pMethods;
  code = methods->xShmLock (&file->head, LOCK_CHECKPOINT, 1, SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE);
  if (code != SQLITE_OK)
    return code;
  code = step (file, next);
  methods->xShmLock (&file->head, LOCK_CHECKPOINT, 1, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
  return code;
}

/* ---- after a stop ------------------------------------------------------------------------------- */

int
garrison_crypt_rekey_repair (sqlite3 *db)
{
  GarrisonCryptFile *file = garrison_crypt_file_of (db);
  g_autofree Journal *journal = NULL;
  const sqlite3_io_methods *methods;
  int code;

  g_return_val_if_fail (file != NULL, SQLITE_MISUSE);

  journal = load (file);
  if (journal == NULL)
    return SQLITE_OK;
  methods = file->base->pMethods;
  code = methods->xLock (file->base, SQLITE_LOCK_SHARED);
  if (code == SQLITE_OK)
    code = methods->xLock (file->base, SQLITE_LOCK_EXCLUSIVE);
  if (code == SQLITE_OK)
    code = put_right (file);
  methods->xUnlock (file->base, SQLITE_LOCK_NONE);
  /* Somebody has it open: they did this, or are at it. */
  return (code & 0xff) == SQLITE_BUSY ? SQLITE_OK : code;
}
