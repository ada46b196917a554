#include "store/sqlite/crypt-create.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <unistd.h>

#include "base/error.h"

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

static int
open_file (const char *path, int flags, GError **error)
{
  int fd = open (path, flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);

  if (fd < 0)
    fail_errno (errno, error);
  return fd;
}

gboolean
garrison_crypt_is_encrypted (const char *path)
{
  int fd = open_file (path, O_RDONLY, NULL);
  GarrisonCryptIo io = garrison_crypt_io_for_fd (&fd);
  gboolean is_there;

  if (fd < 0)
    return FALSE;
  is_there = garrison_crypt_header_is_there (&io);
  close (fd);
  return is_there;
}

static gboolean
write_header (int fd,
              GarrisonCryptHeader *header,
              GarrisonCryptKeys *keys,
              const GarrisonCryptKey *new_keys,
              guint n_keys,
              const guint8 *secret,
              gboolean is_new,
              GError **error)
{
  GarrisonCryptIo io = garrison_crypt_io_for_fd (&fd);

  if (!garrison_crypt_header_write (header, new_keys[0].key, is_new, &io, error))
    return FALSE;
  garrison_crypt_keys_set (keys, new_keys, n_keys, secret, header->sequence);
  return TRUE;
}

gboolean
garrison_crypt_create (const char *path, GarrisonCryptHeader *header, GarrisonCryptKeys *keys, GError **error)
{
  int fd = open_file (path, O_RDWR | O_CREAT | O_EXCL, error);
  GarrisonCryptKey own[GARRISON_CRYPT_KEYS_MAX];
  gboolean done;
  guint n;

  if (fd < 0)
    return FALSE;
  n = garrison_crypt_keys_get (keys, own);
  done = write_header (fd, header, keys, own, n, NULL, TRUE, error);
  sodium_memzero (own, sizeof own);
  close (fd);
  if (!done)
    g_unlink (path);
  return done;
}

GarrisonCryptHeader *
garrison_crypt_load (const char *path, GError **error)
{
  int fd = open_file (path, O_RDONLY, error);
  GarrisonCryptIo io = garrison_crypt_io_for_fd (&fd);
  GarrisonCryptHeader *header;

  if (fd < 0)
    return NULL;
  header = garrison_crypt_header_read (&io, error);
  close (fd);
  return header;
}

gboolean
garrison_crypt_save (const char *path,
                     GarrisonCryptHeader *header,
                     GarrisonCryptKeys *keys,
                     const GarrisonCryptKey *new_keys,
                     guint n_keys,
                     const guint8 *secret,
                     GError **error)
{
  int fd = open_file (path, O_RDWR, error);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = write_header (fd, header, keys, new_keys, n_keys, secret, FALSE, error);
  close (fd);
  return done;
}
