#include "power-vfs.h"

#include <string.h>

#define SECTOR 512

typedef struct
{
  gint64 offset;
  GBytes *data; /* NULL: the file is cut to offset */
} Write;

typedef struct
{
  GByteArray *now, *synced;
  GPtrArray *since; /* of Write */
  GPtrArray *index; /* of regions of a log's index */
} File;

typedef struct
{
  sqlite3_file head;
  File *file;
} Open;

static GHashTable *files; /* path → File */
static guint left;        /* writes and syncs; 0: no cut is planned */
static gboolean off;

static void
free_write (gpointer data)
{
  Write *write = data;

  g_clear_pointer (&write->data, g_bytes_unref);
  g_free (write);
}

static void
free_file (gpointer data)
{
  File *file = data;

  g_byte_array_unref (file->now);
  g_byte_array_unref (file->synced);
  g_ptr_array_unref (file->since);
  g_ptr_array_unref (file->index);
  g_free (file);
}

static File *
new_file (const char *path)
{
  File *file = g_new0 (File, 1);

  file->now = g_byte_array_new ();
  file->synced = g_byte_array_new ();
  file->since = g_ptr_array_new_with_free_func (free_write);
  file->index = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (files, g_strdup (path), file);
  return file;
}

/* Whether there is power for this; the last one that there is power for is done in part. */
static gboolean
use_power (void)
{
  if (off)
    return FALSE;
  if (left > 0 && --left == 0)
    off = TRUE;
  return TRUE;
}

static void
apply (GByteArray *octets, gint64 offset, const guint8 *data, gsize n)
{
  guint end = (guint) (offset + (gint64) n), was = octets->len;

  if (end > was)
    {
      g_byte_array_set_size (octets, end);
      memset (octets->data + was, 0, end - was);
    }
  memcpy (octets->data + offset, data, n);
}

static void
add_write (File *file, gint64 offset, const void *data, gsize n)
{
  Write *write = g_new0 (Write, 1);

  write->offset = offset;
  write->data = data == NULL ? NULL : g_bytes_new (data, n);
  g_ptr_array_add (file->since, write);
}

static void
settle (File *file)
{
  g_byte_array_set_size (file->synced, 0);
  g_byte_array_append (file->synced, file->now->data, file->now->len);
  g_ptr_array_set_size (file->since, 0);
}

/* ---- files -------------------------------------------------------------------------------------- */

static File *
get (sqlite3_file *file)
{
  return ((Open *) file)->file;
}

static int
on_close (sqlite3_file *file)
{
  g_ptr_array_set_size (get (file)->index, 0);
  return SQLITE_OK;
}

static int
on_read (sqlite3_file *file, void *data, int n, sqlite3_int64 offset)
{
  GByteArray *now = get (file)->now;
  gint64 there = CLAMP ((gint64) now->len - offset, 0, n);

  if (off)
    return SQLITE_IOERR_READ;
  if (there > 0)
    memcpy (data, now->data + offset, (gsize) there);
  memset ((guint8 *) data + there, 0, (gsize) (n - there));
  return there == n ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
on_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 offset)
{
  if (!use_power ())
    return SQLITE_IOERR_WRITE;
  apply (get (file)->now, offset, data, (gsize) n);
  add_write (get (file), offset, data, (gsize) n);
  return off ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int
on_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  if (!use_power ())
    return SQLITE_IOERR_TRUNCATE;
  if (size < get (file)->now->len)
    g_byte_array_set_size (get (file)->now, (guint) size);
  add_write (get (file), size, NULL, 0);
  return off ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

static int
on_sync (sqlite3_file *file, int flags)
{
  if (!use_power () || off)
    return SQLITE_IOERR_FSYNC;
  settle (get (file));
  return SQLITE_OK;
}

static int
on_size (sqlite3_file *file, sqlite3_int64 *size)
{
  *size = get (file)->now->len;
  return SQLITE_OK;
}

static int
on_lock (sqlite3_file *file, int level)
{
  return SQLITE_OK;
}

static int
on_check_lock (sqlite3_file *file, int *reserved)
{
  *reserved = 0;
  return SQLITE_OK;
}

static int
on_control (sqlite3_file *file, int operation, void *argument)
{
  return SQLITE_NOTFOUND;
}

static int
on_sector_size (sqlite3_file *file)
{
  return 4096;
}

static int
on_characteristics (sqlite3_file *file)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
on_shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
  GPtrArray *index = get (file)->index;

  while (extend && index->len <= (guint) region)
    g_ptr_array_add (index, g_malloc0 ((gsize) size));
  *memory = (guint) region < index->len ? index->pdata[region] : NULL;
  return SQLITE_OK;
}

static int
on_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return SQLITE_OK;
}

static void
on_shm_barrier (sqlite3_file *file)
{
}

static int
on_shm_unmap (sqlite3_file *file, int is_to_go)
{
  g_ptr_array_set_size (get (file)->index, 0);
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
  2,       on_close,      on_read,    on_write,       on_truncate,        on_sync,    on_size,     on_lock,        on_lock,
  on_check_lock, on_control, on_sector_size, on_characteristics, on_shm_map, on_shm_lock, on_shm_barrier, on_shm_unmap,
};

/* ---- the disk ----------------------------------------------------------------------------------- */

static int
on_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  Open *self = (Open *) file;

  memset (self, 0, sizeof *self);
  if (off || name == NULL)
    return SQLITE_CANTOPEN;
  self->file = g_hash_table_lookup (files, name);
  if (self->file == NULL && (flags & SQLITE_OPEN_CREATE) == 0)
    return SQLITE_CANTOPEN;
  if (self->file == NULL)
    self->file = new_file (name);
  self->head.pMethods = &methods;
  if (out_flags != NULL)
    *out_flags = flags;
  return SQLITE_OK;
}

/* A name that is gone may be back after a cut; none is removed while a file is in use, so it does not matter
 * here. */
static int
on_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  if (off)
    return SQLITE_IOERR_DELETE;
  return g_hash_table_remove (files, name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

static int
on_access (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  *result = g_hash_table_contains (files, name);
  return SQLITE_OK;
}

static int
on_full_path (sqlite3_vfs *vfs, const char *name, int n, char *path)
{
  g_strlcpy (path, name, (gsize) n);
  return SQLITE_OK;
}

sqlite3_vfs *
power_vfs_new (void)
{
  static sqlite3_vfs vfs;
  sqlite3_vfs *system = sqlite3_vfs_find (NULL);

  g_clear_pointer (&files, g_hash_table_unref);
  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_file);
  left = 0;
  off = FALSE;
  vfs = *system;
  vfs.zName = "power";
  vfs.szOsFile = sizeof (Open);
  vfs.xOpen = on_open;
  vfs.xDelete = on_delete;
  vfs.xAccess = on_access;
  vfs.xFullPathname = on_full_path;
  return &vfs;
}

void
power_vfs_put (const char *path, const void *data, gsize n)
{
  File *file = new_file (path);

  apply (file->now, 0, data, n);
  settle (file);
}

void
power_vfs_cut_after (guint n)
{
  left = n;
}

gboolean
power_vfs_is_off (void)
{
  return off;
}

/* Sectors of a write reach the disk or not, most often all or none. */
static void
apply_partly (GByteArray *octets, const Write *write)
{
  gsize n = 0;
  const guint8 *data = g_bytes_get_data (write->data, &n);
  gboolean is_torn = g_random_int_range (0, 4) == 0;

  for (gsize at = 0; at < n;)
    {
      gsize sector = MIN (SECTOR - (gsize) ((write->offset + (gint64) at) % SECTOR), n - at);

      if (!is_torn || g_random_boolean ())
        apply (octets, write->offset + (gint64) at, data + at, sector);
      at += sector;
    }
}

static void
lose (File *file)
{
  for (guint i = 0; i < file->since->len; i++)
    {
      const Write *write = file->since->pdata[i];

      if (g_random_boolean ())
        continue;
      if (write->data != NULL)
        apply_partly (file->synced, write);
      else if (write->offset < file->synced->len)
        g_byte_array_set_size (file->synced, (guint) write->offset);
    }
  g_byte_array_set_size (file->now, 0);
  g_byte_array_append (file->now, file->synced->data, file->synced->len);
  g_ptr_array_set_size (file->since, 0);
  g_ptr_array_set_size (file->index, 0);
}

void
power_vfs_restore (void)
{
  GHashTableIter iter;
  gpointer file;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, NULL, &file))
    if (off)
      lose (file);
  off = FALSE;
  left = 0;
}

/* ---- a header ----------------------------------------------------------------------------------- */

static gboolean
io_read (gpointer file, void *data, gsize n, gint64 offset)
{
  Open open = { { &methods }, file };

  return on_read (&open.head, data, (int) n, offset) == SQLITE_OK;
}

static gboolean
io_write (gpointer file, const void *data, gsize n, gint64 offset)
{
  Open open = { { &methods }, file };

  return on_write (&open.head, data, (int) n, offset) == SQLITE_OK;
}

static gboolean
io_sync (gpointer file)
{
  Open open = { { &methods }, file };

  return on_sync (&open.head, 0) == SQLITE_OK;
}

GarrisonCryptIo
power_vfs_get_io (const char *path)
{
  return (GarrisonCryptIo){ io_read, io_write, io_sync, g_hash_table_lookup (files, path) };
}
