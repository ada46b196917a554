#include "store/sqlite/crypt-vfs.h"

#include <sodium.h>
#include <string.h>

#include "store/sqlite/crypt-file.h"

/* The format of a log, https://www.sqlite.org/fileformat.html, 4.1 */
#define LOG_HEAD 32
#define LOG_SALT 16
#define FRAME_HEAD 24
#define FRAME (FRAME_HEAD + GARRISON_CRYPT_PAGE)
#define CONTEXT 32
/* The locks of a log's index, 2.3.2 of https://www.sqlite.org/walformat.html */
#define LOCK_WRITE 0
#define LOCK_CHECKPOINT 1

static sqlite3_vfs *base_vfs; /* under everything */
static sqlite3_vfs crypt_vfs;

static GarrisonCryptFile *
get (sqlite3_file *file)
{
  return (GarrisonCryptFile *) file;
}

/* ---- the log ------------------------------------------------------------------------------------ */

static gboolean
is_at_frame (gint64 offset)
{
  return offset >= LOG_HEAD && (offset - LOG_HEAD) % FRAME == 0;
}

static gboolean
is_at_frame_page (gint64 offset)
{
  return is_at_frame (offset - FRAME_HEAD);
}

/* @head: the beginning of a frame's: page number and commit mark. The salt is that of the log's own head: the
 * frame's is written later sometimes. */
static int
bind_frame (GarrisonCryptFile *self, gint64 frame, const guint8 *head, guint8 context[CONTEXT])
{
  gint64 offset = GINT64_TO_LE (frame);

  memset (context, 0, CONTEXT);
  context[0] = GARRISON_CRYPT_LOG;
  memcpy (context + 8, &offset, sizeof offset);
  memcpy (context + 16, head, 8);
  return self->base->pMethods->xRead (self->base, context + 24, 8, LOG_SALT);
}

/* Reads and opens the frame at @offset into @frame. SQLITE_CORRUPT when it does not fit. */
static int
read_frame (GarrisonCryptFile *self, gint64 offset, guint8 *frame)
{
  guint8 sealed[FRAME], context[CONTEXT];
  int code = self->base->pMethods->xRead (self->base, sealed, sizeof sealed, offset);

  if (code == SQLITE_OK)
    code = bind_frame (self, offset, sealed, context);
  if (code != SQLITE_OK)
    return code;
  memcpy (frame, sealed, FRAME_HEAD);
  for (guint i = 0; i < 2; i++)
    {
      if (garrison_crypt_keys_open (self->keys, context, CONTEXT, sealed + FRAME_HEAD, frame + FRAME_HEAD)
          == GARRISON_CRYPT_OPENED)
        return SQLITE_OK;
      /* A page of a key that this process has not heard of yet. */
      if (self->main != NULL && !garrison_crypt_file_follow (get (self->main)))
        return SQLITE_IOERR_AUTH;
    }
  return SQLITE_CORRUPT;
}

static int
read_log (GarrisonCryptFile *self, void *data, int n, gint64 offset)
{
  guint8 frame[FRAME];
  int code;

  if (n == FRAME && is_at_frame (offset))
    {
      code = read_frame (self, offset, data);
      /* While it looks how far the log reaches, SQLite takes a frame that does not fit for its end, as after
       * a power cut. No checksum fits a frame of page 0. */
      if (code == SQLITE_CORRUPT)
        {
          memset (data, 0, FRAME_HEAD);
          randombytes_buf ((guint8 *) data + FRAME_HEAD, GARRISON_CRYPT_PAGE);
          code = SQLITE_OK;
        }
      return code;
    }
  if (n == GARRISON_CRYPT_PAGE && is_at_frame_page (offset))
    {
      code = read_frame (self, offset - FRAME_HEAD, frame);
      if (code == SQLITE_OK)
        memcpy (data, frame + FRAME_HEAD, GARRISON_CRYPT_PAGE);
      return code;
    }
  if (n > LOG_HEAD)
    return SQLITE_CORRUPT;
  return self->base->pMethods->xRead (self->base, data, n, offset);
}

static int
write_frame_page (GarrisonCryptFile *self, const guint8 *data, gint64 offset)
{
  static const guint8 zeros[GARRISON_CRYPT_TAIL];
  guint8 sealed[GARRISON_CRYPT_PAGE], context[CONTEXT];
  gint64 frame = offset - FRAME_HEAD;
  int code = SQLITE_OK;

  /* SQLite's checksum covers the tail, which comes back as zeros. */
  if (memcmp (data + GARRISON_CRYPT_PAGE - sizeof zeros, zeros, sizeof zeros) != 0)
    return SQLITE_IOERR_WRITE;
  if (self->frame != frame)
    {
      code = self->base->pMethods->xRead (self->base, self->frame_head, sizeof self->frame_head, frame);
      self->frame = code == SQLITE_OK ? frame : 0;
    }
  if (code == SQLITE_OK)
    code = bind_frame (self, frame, self->frame_head, context);
  if (code != SQLITE_OK)
    return code;
  if (!garrison_crypt_keys_seal (self->keys, context, CONTEXT, data, sealed))
    return SQLITE_IOERR_AUTH;
  return self->base->pMethods->xWrite (self->base, sealed, sizeof sealed, offset);
}

static int
write_log (GarrisonCryptFile *self, const void *data, int n, gint64 offset)
{
  if (n == GARRISON_CRYPT_PAGE && is_at_frame_page (offset))
    return write_frame_page (self, data, offset);
  if (n > LOG_HEAD)
    return SQLITE_IOERR_WRITE;
  if (n == FRAME_HEAD && is_at_frame (offset))
    {
      self->frame = offset;
      memcpy (self->frame_head, data, sizeof self->frame_head);
    }
  return self->base->pMethods->xWrite (self->base, data, n, offset);
}

/* ---- the journal, while a file is being made ---------------------------------------------------- */

/* A head takes a sector, which is as long as a page; a page begins four octets behind a multiple of eight. */
static gboolean
is_journal_page (int n, gint64 offset)
{
  return n == GARRISON_CRYPT_PAGE && offset % 8 == 4;
}

static gsize
bind_journal (gint64 offset, guint8 context[16])
{
  offset = GINT64_TO_LE (offset);
  memset (context, 0, 16);
  context[0] = GARRISON_CRYPT_JOURNAL;
  memcpy (context + 8, &offset, sizeof offset);
  return 16;
}

static int
read_journal (GarrisonCryptFile *self, void *data, int n, gint64 offset)
{
  guint8 sealed[GARRISON_CRYPT_PAGE], context[16];
  gsize n_context = bind_journal (offset, context);
  int code;

  if (!is_journal_page (n, offset))
    return self->base->pMethods->xRead (self->base, data, n, offset);
  code = self->base->pMethods->xRead (self->base, sealed, n, offset);
  if (code != SQLITE_OK)
    return code;
  return garrison_crypt_keys_open (self->keys, context, n_context, sealed, data) == GARRISON_CRYPT_OPENED
           ? SQLITE_OK
           : SQLITE_CORRUPT;
}

static int
write_journal (GarrisonCryptFile *self, const void *data, int n, gint64 offset)
{
  guint8 sealed[GARRISON_CRYPT_PAGE], context[16];
  gsize n_context = bind_journal (offset, context);

  if (!is_journal_page (n, offset))
    return self->base->pMethods->xWrite (self->base, data, n, offset);
  if (!garrison_crypt_keys_seal (self->keys, context, n_context, data, sealed))
    return SQLITE_IOERR_AUTH;
  return self->base->pMethods->xWrite (self->base, sealed, n, offset);
}

/* ---- the main file ------------------------------------------------------------------------------ */

/* The head of a database, before any lock: whoever writes page 1 just now is not waited for, and SQLite reads
 * it again when it counts. */
static void
make_up_head (guint8 *page)
{
  memset (page, 0, GARRISON_CRYPT_PAGE);
  page[16] = GARRISON_CRYPT_PAGE >> 8;
  page[20] = GARRISON_CRYPT_TAIL;
}

static int
read_main (GarrisonCryptFile *self, void *data, int n, gint64 offset)
{
  guint32 number = (guint32) (offset / GARRISON_CRYPT_PAGE + 1);
  gint64 in_page = offset % GARRISON_CRYPT_PAGE;
  guint8 page[GARRISON_CRYPT_PAGE];
  int code;

  if (in_page == 0 && n == GARRISON_CRYPT_PAGE)
    {
      code = garrison_crypt_file_read_page (self, number, data);
      if (code == SQLITE_IOERR_SHORT_READ)
        memset (data, 0, n);
      return code;
    }
  if (in_page + n > GARRISON_CRYPT_PAGE)
    return SQLITE_CORRUPT;
  code = garrison_crypt_file_read_page (self, number, page);
  if (code == SQLITE_IOERR_SHORT_READ)
    memset (data, 0, n);
  if (code == SQLITE_CORRUPT && number == 1 && n <= 100)
    {
      make_up_head (page);
      code = SQLITE_OK;
    }
  if (code == SQLITE_OK)
    memcpy (data, page + in_page, n);
  return code;
}

static int
write_main (GarrisonCryptFile *self, const void *data, int n, gint64 offset)
{
  if (n != GARRISON_CRYPT_PAGE || offset % GARRISON_CRYPT_PAGE != 0)
    return SQLITE_IOERR_WRITE;
  return garrison_crypt_file_write_page (self, (guint32) (offset / GARRISON_CRYPT_PAGE + 1), data);
}

/* ---- methods of a file -------------------------------------------------------------------------- */

static int
file_close (sqlite3_file *file)
{
  int code = get (file)->base->pMethods->xClose (get (file)->base);

  g_clear_pointer (&get (file)->keys, garrison_crypt_keys_unref);
  return code;
}

static int
file_read (sqlite3_file *file, void *data, int n, sqlite3_int64 offset)
{
  switch (get (file)->kind)
    {
    case GARRISON_CRYPT_MAIN:
      return read_main (get (file), data, n, offset);
    case GARRISON_CRYPT_LOG:
      return read_log (get (file), data, n, offset);
    default:
      return read_journal (get (file), data, n, offset);
    }
}

static int
file_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 offset)
{
  switch (get (file)->kind)
    {
    case GARRISON_CRYPT_MAIN:
      return write_main (get (file), data, n, offset);
    case GARRISON_CRYPT_LOG:
      return write_log (get (file), data, n, offset);
    default:
      return write_journal (get (file), data, n, offset);
    }
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  if (get (file)->kind == GARRISON_CRYPT_MAIN)
    size = garrison_crypt_size_of ((guint32) (size / GARRISON_CRYPT_PAGE));
  get (file)->frame = 0;
  return get (file)->base->pMethods->xTruncate (get (file)->base, size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  return get (file)->base->pMethods->xSync (get (file)->base, flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  int code = get (file)->base->pMethods->xFileSize (get (file)->base, size);

  if (code == SQLITE_OK && get (file)->kind == GARRISON_CRYPT_MAIN)
    *size = (sqlite3_int64) garrison_crypt_count_pages (*size) * GARRISON_CRYPT_PAGE;
  return code;
}

static int
file_lock (sqlite3_file *file, int level)
{
  return get (file)->base->pMethods->xLock (get (file)->base, level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return get (file)->base->pMethods->xUnlock (get (file)->base, level);
}

static int
file_check_lock (sqlite3_file *file, int *reserved)
{
  return get (file)->base->pMethods->xCheckReservedLock (get (file)->base, reserved);
}

static int
file_control (sqlite3_file *file, int operation, void *argument)
{
  switch (operation)
    {
    case SQLITE_FCNTL_SIZE_HINT:
    case SQLITE_FCNTL_CHUNK_SIZE:
      return SQLITE_OK; /* in pages of its own, and not needed */
    case SQLITE_FCNTL_MMAP_SIZE:
    case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
      return SQLITE_NOTFOUND;
    default:
      return get (file)->base->pMethods->xFileControl (get (file)->base, operation, argument);
    }
}

static int
file_sector_size (sqlite3_file *file)
{
  return get (file)->base->pMethods->xSectorSize (get (file)->base);
}

static int
file_characteristics (sqlite3_file *file)
{
  /* A page and its tag are two writes: nothing of it is atomic. */
  return get (file)->base->pMethods->xDeviceCharacteristics (get (file)->base)
         & (SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_IMMUTABLE | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN);
}

static int
shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
  return get (file)->base->pMethods->xShmMap (get (file)->base, region, size, extend, memory);
}

/* Whoever is about to write does so with the newest key. */
static int
shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  const sqlite3_io_methods *methods = get (file)->base->pMethods;
  int code = methods->xShmLock (get (file)->base, offset, n, flags);

  if (code != SQLITE_OK || flags != (SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE) || offset > LOCK_CHECKPOINT)
    return code;
  if (garrison_crypt_file_follow (get (file)))
    return SQLITE_OK;
  methods->xShmLock (get (file)->base, offset, n, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
  return SQLITE_IOERR_AUTH;
}

static void
shm_barrier (sqlite3_file *file)
{
  get (file)->base->pMethods->xShmBarrier (get (file)->base);
}

static int
shm_unmap (sqlite3_file *file, int is_to_go)
{
  return get (file)->base->pMethods->xShmUnmap (get (file)->base, is_to_go);
}

/* Version 2: without mapped memory. */
static const sqlite3_io_methods methods = {
  2,          file_close,   file_read,        file_write,   file_truncate,    file_sync,
  file_size,  file_lock,    file_unlock,      file_check_lock, file_control, file_sector_size,
  file_characteristics,     shm_map,          shm_lock,     shm_barrier,      shm_unmap,
};

GarrisonCryptFile *
garrison_crypt_file_of (sqlite3 *db)
{
  sqlite3_file *file = NULL;

  sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file != NULL && file->pMethods == &methods ? get (file) : NULL;
}

/* ---- methods of the VFS ------------------------------------------------------------------------- */

static int
vfs_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  GarrisonCryptFile *self = get (file);
  const char *keys = name == NULL ? NULL : sqlite3_uri_parameter (name, "keys");
  int code;

  memset (self, 0, sizeof *self);
  self->kind = flags & SQLITE_OPEN_MAIN_DB        ? GARRISON_CRYPT_MAIN
               : flags & SQLITE_OPEN_WAL          ? GARRISON_CRYPT_LOG
               : flags & SQLITE_OPEN_MAIN_JOURNAL ? GARRISON_CRYPT_JOURNAL
                                                  : 0;
  /* Temporary files would hold what people wrote, in the clear. */
  if (self->kind == 0 || keys == NULL)
    return SQLITE_CANTOPEN;
  self->keys = garrison_crypt_keys_find (keys);
  if (self->keys == NULL)
    return SQLITE_CANTOPEN;
  if (self->kind == GARRISON_CRYPT_LOG)
    self->main = sqlite3_database_file_object (name);
  self->base = (sqlite3_file *) (self + 1);
  code = base_vfs->xOpen (base_vfs, name, self->base, flags, out_flags);
  if (code == SQLITE_OK)
    self->head.pMethods = &methods;
  else
    g_clear_pointer (&self->keys, garrison_crypt_keys_unref);
  return code;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  return base_vfs->xDelete (base_vfs, name, sync);
}

static int
vfs_access (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  return base_vfs->xAccess (base_vfs, name, flags, result);
}

static int
vfs_full_path (sqlite3_vfs *vfs, const char *name, int n, char *path)
{
  return base_vfs->xFullPathname (base_vfs, name, n, path);
}

static int
vfs_random (sqlite3_vfs *vfs, int n, char *octets)
{
  return base_vfs->xRandomness (base_vfs, n, octets);
}

static int
vfs_sleep (sqlite3_vfs *vfs, int microseconds)
{
  return base_vfs->xSleep (base_vfs, microseconds);
}

static int
vfs_time (sqlite3_vfs *vfs, double *now)
{
  return base_vfs->xCurrentTime (base_vfs, now);
}

static int
vfs_last_error (sqlite3_vfs *vfs, int n, char *text)
{
  return base_vfs->xGetLastError == NULL ? 0 : base_vfs->xGetLastError (base_vfs, n, text);
}

static int
vfs_time_64 (sqlite3_vfs *vfs, sqlite3_int64 *now)
{
  return base_vfs->xCurrentTimeInt64 (base_vfs, now);
}

static sqlite3_vfs crypt_vfs = {
  .iVersion = 2,
  .zName = GARRISON_CRYPT_VFS,
  .xOpen = vfs_open,
  .xDelete = vfs_delete,
  .xAccess = vfs_access,
  .xFullPathname = vfs_full_path,
  .xRandomness = vfs_random,
  .xSleep = vfs_sleep,
  .xCurrentTime = vfs_time,
  .xGetLastError = vfs_last_error,
  .xCurrentTimeInt64 = vfs_time_64,
};

void
garrison_crypt_vfs_set_base (sqlite3_vfs *base)
{
  garrison_crypt_vfs_install ();
  base_vfs = base != NULL ? base : sqlite3_vfs_find (NULL);
  crypt_vfs.szOsFile = (int) sizeof (GarrisonCryptFile) + base_vfs->szOsFile;
  crypt_vfs.mxPathname = base_vfs->mxPathname;
}

static gpointer
install (gpointer data)
{
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  base_vfs = sqlite3_vfs_find (NULL);
  crypt_vfs.szOsFile = (int) sizeof (GarrisonCryptFile) + base_vfs->szOsFile;
  crypt_vfs.mxPathname = base_vfs->mxPathname;
  sqlite3_vfs_register (&crypt_vfs, FALSE);
  return NULL;
}

void
garrison_crypt_vfs_install (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, install, NULL);
}

char *
garrison_crypt_vfs_get_uri (const char *path, GarrisonCryptKeys *keys, const char *more)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  return g_strdup_printf ("file:%s?vfs=" GARRISON_CRYPT_VFS "&keys=%s%s%s", escaped,
                          garrison_crypt_keys_get_name (keys), more != NULL ? "&" : "", more != NULL ? more : "");
}

int
garrison_crypt_vfs_reserve (sqlite3 *db)
{
  int n = GARRISON_CRYPT_TAIL;

  return sqlite3_file_control (db, "main", SQLITE_FCNTL_RESERVE_BYTES, &n);
}
