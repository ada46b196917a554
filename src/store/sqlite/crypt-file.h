/* A main file in the layout of crypt-header.h: pages of SQLite's by number, sealed. For crypt-vfs.c and
 * crypt-rekey.c only; on the thread of the connection. */
#pragma once

#include <sqlite3.h>

#include "store/sqlite/crypt-header.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_CRYPT_MAIN = 1,
  GARRISON_CRYPT_LOG,
  GARRISON_CRYPT_JOURNAL,
} GarrisonCryptKind;

typedef struct
{
  sqlite3_file head; /* SQLite's */
  sqlite3_file *base;
  GarrisonCryptKeys *keys;
  GarrisonCryptKind kind;
  sqlite3_file *main; /* (nullable): of a log: the file that has the header */
  /* The frame of the log whose head was written last, and that head's beginning. */
  gint64 frame;
  guint8 frame_head[8];
} GarrisonCryptFile;

gint64 garrison_crypt_page_offset (guint32 number);
gint64 garrison_crypt_tag_offset (guint32 number);
/* How many pages a file of @size has, and how long one of so many is. */
guint32 garrison_crypt_count_pages (gint64 size);
gint64 garrison_crypt_size_of (guint32 n_pages);

/* SQLITE_OK; SQLITE_IOERR_SHORT_READ behind the end; SQLITE_CORRUPT when it is not what was written there. */
int garrison_crypt_file_read_page (GarrisonCryptFile *self, guint32 number, guint8 *plain);
int garrison_crypt_file_write_page (GarrisonCryptFile *self, guint32 number, const guint8 *plain);
/* The same for one that is sealed already. */
int garrison_crypt_file_put_page (GarrisonCryptFile *self, guint32 number, const guint8 *sealed);
/* What page @number is bound to. Returns its length. */
gsize garrison_crypt_file_bind (guint32 number, guint8 context[8]);
GarrisonCryptIo garrison_crypt_file_get_io (GarrisonCryptFile *self);
/* (nullable): of a connection that was opened through this VFS. */
GarrisonCryptFile *garrison_crypt_file_of (sqlite3 *db);
/* FALSE when whoever is signed in lost the way in. Reads the header if it is another. */
gboolean garrison_crypt_file_follow (GarrisonCryptFile *self);

G_END_DECLS
