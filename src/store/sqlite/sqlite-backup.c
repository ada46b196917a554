/* A copy of a company while it is in use. */
#define _GNU_SOURCE /* renameat2() */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"
#include "store/sqlite/crypt-vfs.h"
#include "store/sqlite/errors.h"
#include "store/sqlite/sqlite-store-private.h"

/* Pages a step, 2 MB: after each the copy can be cancelled, and goes to the disk, lest writers find
 * a long queue there when they commit. */
#define STEP_PAGES 512

/* The copy reads one snapshot, held by a read transaction of its own. Writers go on meanwhile: in
 * WAL mode they never wait for a reader. */
static int
copy_pages (sqlite3_backup *backup, int fd, GCancellable *cancellable)
{
  int code;

  do
    {
      if (g_cancellable_is_cancelled (cancellable))
        return SQLITE_INTERRUPT;
      code = sqlite3_backup_step (backup, STEP_PAGES);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        g_usleep (5000);
      else if (code == SQLITE_OK && fdatasync (fd) != 0)
        return SQLITE_IOERR_FSYNC;
    }
  while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
  return code;
}

/* @keys: (nullable): of the copy, whose first part is there then. */
static gboolean
copy (GarrisonConnection *source,
      const char *path,
      GarrisonCryptKeys *keys,
      int fd,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *uri = keys == NULL ? NULL : garrison_crypt_vfs_get_uri (path, keys, NULL);
  sqlite3 *target = NULL;
  sqlite3_backup *backup = NULL;
  gint64 value;
  int code, closed;

  if (!garrison_connection_exec (source, "BEGIN", "reading", error)
      || !garrison_connection_get_int (source, "SELECT count(*) FROM sqlite_schema", &value, error))
    return FALSE;
  code = sqlite3_open_v2 (keys == NULL ? path : uri, &target,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (keys == NULL ? 0 : SQLITE_OPEN_URI), NULL);
  if (code == SQLITE_OK && keys != NULL)
    code = garrison_crypt_vfs_reserve (target);
  if (code == SQLITE_OK)
    {
      backup = sqlite3_backup_init (target, "main", source->db, "main");
      code = backup == NULL ? sqlite3_errcode (target) : copy_pages (backup, fd, cancellable);
    }
  if (backup != NULL)
    {
      int finished = sqlite3_backup_finish (backup);

      if (code == SQLITE_DONE)
        code = finished;
    }
  closed = sqlite3_close (target);
  if (code == SQLITE_OK)
    code = closed;
  return code == SQLITE_OK || garrison_connection_fail (source, code, "copying", error);
}

static gboolean
fail_errno (int code, GError **error)
{
  GarrisonError kind = code == EEXIST                                     ? GARRISON_ERROR_EXISTS
                       : code == ENOSPC || code == EDQUOT                 ? GARRISON_ERROR_FULL
                       : code == EACCES || code == EROFS || code == EPERM ? GARRISON_ERROR_READ_ONLY
                       : code == ENOENT || code == ENOTDIR                ? GARRISON_ERROR_MISSING
                                                                          : GARRISON_ERROR_FAILED;

  g_set_error_literal (error, GARRISON_ERROR, kind, g_strerror (code));
  return FALSE;
}

/* Returns: a descriptor, -1 with @error. */
static int
create (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    fail_errno (errno, error);
  return fd;
}

/* The engine's close does not promise that the pages are on the disk. */
static gboolean
sync_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int code = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  return code == 0 || fail_errno (code, error);
}

static gboolean
put_in_place (const char *from, const char *to, GError **error)
{
  if (!sync_file (from, error))
    return FALSE;
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return fail_errno (errno, error);
  /* A file system without that flag: link() does not replace either. */
  if (link (from, to) != 0)
    return fail_errno (errno, error);
  g_unlink (from);
  return TRUE;
}

gboolean
garrison_sqlite_put_in_place (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  return put_in_place (from, to, error) && sync_file (folder, error);
}

gboolean
garrison_sqlite_put_over (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (!sync_file (from, error))
    return FALSE;
  return rename (from, to) == 0 ? sync_file (folder, error) : fail_errno (errno, error);
}

/* (transfer full): of a copy that the recovery key opens and nobody else. */
static GarrisonCryptKeys *
create_sealed (GarrisonSqliteStore *self, const char *path, GError **error)
{
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_load (self->path, error);
  g_autoptr (GarrisonCryptHeader) own = NULL;
  g_autoptr (GarrisonCryptKeys) keys = NULL;

  if (header == NULL)
    return NULL;
  own = garrison_crypt_found_like (header, &keys);
  return garrison_crypt_create (path, own, keys, error) ? g_steal_pointer (&keys) : NULL;
}

static gboolean
make_copy (GarrisonSqliteStore *self,
           GarrisonConnection *source,
           const char *path,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  gboolean done = FALSE;
  int fd = -1;

  if (!self->is_encrypted)
    fd = create (path, error);
  else if ((keys = create_sealed (self, path, error)) != NULL)
    fd = open (path, O_RDWR | O_CLOEXEC);
  if (fd >= 0)
    {
      done = copy (source, path, keys, fd, cancellable, error);
      close (fd);
    }
  else if (keys != NULL)
    fail_errno (errno, error);
  return done;
}

gboolean
garrison_sqlite_store_backup (GarrisonStore *store,
                              const char *path,
                              GCancellable *cancellable,
                              GError **error)
{
  GarrisonSqliteStore *self = GARRISON_SQLITE_STORE (store);
  g_autofree char *unfinished = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  g_autoptr (GarrisonConnection) source = NULL;
  gboolean done;

  if (!garrison_sqlite_store_demand (store, "backup.make", error))
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return fail_errno (EEXIST, error);
  source = garrison_sqlite_store_open_aside (self, cancellable, error);
  if (source == NULL)
    return FALSE;
  done = make_copy (self, source, unfinished, cancellable, error)
         && garrison_sqlite_put_in_place (unfinished, path, error);
  if (!done)
    g_unlink (unfinished);
  return done;
}
