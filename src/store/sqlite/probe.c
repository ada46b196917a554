#include "store/sqlite/probe.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

/* The file header, https://www.sqlite.org/fileformat.html, 1.3 */
#define HEADER_APPLICATION_ID 68

static gboolean
fail (GarrisonError code, const char *message, GError **error)
{
  g_set_error_literal (error, GARRISON_ERROR, code, message);
  return FALSE;
}

static gboolean
fail_errno (int code, GError **error)
{
  if (code == ENOENT || code == ENOTDIR)
    return fail (GARRISON_ERROR_MISSING, "there is no such file", error);
  return fail (GARRISON_ERROR_UNREADABLE, g_strerror (code), error);
}

gboolean
garrison_sqlite_probe (const char *path, gboolean *read_only, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;

  if (stat (path, &info) != 0)
    return fail_errno (errno, error);
  if (!S_ISREG (info.st_mode) || info.st_size == 0)
    return fail (GARRISON_ERROR_NOT_A_COMPANY, "this is not a company's file", error);
  if (access (path, R_OK) != 0)
    return fail_errno (errno, error);
  *read_only = access (path, W_OK) != 0 || access (folder, W_OK) != 0;
  return TRUE;
}

gboolean
garrison_sqlite_was_company (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  guint32 id = 0;

  if (fd < 0)
    return FALSE;
  if (pread (fd, &id, sizeof id, HEADER_APPLICATION_ID) != sizeof id)
    id = 0;
  close (fd);
  return GUINT32_FROM_BE (id) == GARRISON_SQLITE_APPLICATION_ID;
}
