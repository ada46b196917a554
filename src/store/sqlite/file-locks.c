#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* F_OFD_SETLK */
#endif

#include "store/sqlite/file-locks.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that has been locked: SQLite locks it by whichever of its descriptors is at hand, and means
 * the process. */
typedef struct
{
  dev_t device;
  ino_t inode;
  int holder;     /* holds the locks; -1 where it could not be had, and POSIX's serve */
  guint n_users;  /* descriptors of SQLite's */
} Locked;

static GMutex lock;
static GHashTable *by_descriptor; /* of SQLite's → Locked (not owned) */
static GPtrArray *all;            /* of Locked */

static void
free_locked (gpointer data)
{
  Locked *locked = data;

  if (locked->holder >= 0)
    close (locked->holder);
  g_free (locked);
}

/* A description of its own for the file of @fd, that nobody else has a descriptor of. */
static int
open_again (int fd)
{
  char path[32];
  int holder;

  g_snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
  holder = open (path, O_RDWR | O_CLOEXEC | O_NOCTTY);
  return holder >= 0 ? holder : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

static Locked *
find_file (const struct stat *info)
{
  for (guint i = 0; i < all->len; i++)
    {
      Locked *locked = all->pdata[i];

      if (locked->device == info->st_dev && locked->inode == info->st_ino)
        return locked;
    }
  return NULL;
}

/* The descriptor that holds the locks of the file of @fd. */
static int
holder_of (int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  Locked *locked = g_hash_table_lookup (by_descriptor, GINT_TO_POINTER (fd));
  struct stat info;

  if (locked == NULL && fstat (fd, &info) == 0)
    {
      locked = find_file (&info);
      if (locked == NULL)
        {
          locked = g_new0 (Locked, 1);
          *locked = (Locked){ info.st_dev, info.st_ino, open_again (fd), 0 };
          g_ptr_array_add (all, locked);
        }
      locked->n_users++;
      g_hash_table_insert (by_descriptor, GINT_TO_POINTER (fd), locked);
    }
  return locked != NULL && locked->holder >= 0 ? locked->holder : -1;
}

static int
lock_file (int fd, int command, struct flock *wanted)
{
  int holder = holder_of (fd), result;
  struct flock own = *wanted;

  if (holder < 0)
    return fcntl (fd, command, wanted);
  own.l_pid = 0;
  command = command == F_SETLK    ? F_OFD_SETLK
            : command == F_SETLKW ? F_OFD_SETLKW
                                  : F_OFD_GETLK;
  result = fcntl (holder, command, &own);
  *wanted = own;
  return result;
}

/* In place of fcntl (), for SQLite. */
static int
locking_fcntl (int fd, int command, ...)
{
  va_list list;
  gpointer argument;

  va_start (list, command);
  argument = va_arg (list, gpointer);
  va_end (list);
  if (command == F_SETLK || command == F_SETLKW || command == F_GETLK)
    return lock_file (fd, command, argument);
  return fcntl (fd, command, argument);
}

/* In place of close (), for SQLite: it has given up its locks before. */
static int
forgetting_close (int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  Locked *locked = g_hash_table_lookup (by_descriptor, GINT_TO_POINTER (fd));

  if (locked != NULL)
    {
      g_hash_table_remove (by_descriptor, GINT_TO_POINTER (fd));
      if (--locked->n_users == 0)
        g_ptr_array_remove_fast (all, locked);
    }
  return close (fd);
}

static void
before_fork (void)
{
  g_mutex_lock (&lock);
}

static void
after_fork (void)
{
  g_mutex_unlock (&lock);
}

/* The child of a fork has no locks, and would share those of its parent. */
static void
after_fork_in_child (void)
{
  g_hash_table_remove_all (by_descriptor);
  g_ptr_array_set_size (all, 0);
  g_mutex_unlock (&lock);
}

static gpointer
install (gpointer data)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);

  by_descriptor = g_hash_table_new (NULL, NULL);
  all = g_ptr_array_new_with_free_func (free_locked);
  if (vfs == NULL || vfs->iVersion < 3 || vfs->xSetSystemCall == NULL)
    return NULL;
  pthread_atfork (before_fork, after_fork, after_fork_in_child);
  vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr) locking_fcntl);
  vfs->xSetSystemCall (vfs, "close", (sqlite3_syscall_ptr) forgetting_close);
  return NULL;
}

void
garrison_file_locks_install (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, install, NULL);
}
