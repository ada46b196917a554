/* The parts of the SQLite store among themselves. */
#pragma once

#include "store/failures.h"
#include "store/sqlite/act-runner.h"
#include "store/sqlite/credentials.h"
#include "store/sqlite/desk.h"
#include "store/sqlite/reader.h"
#include "store/sqlite/sqlite-store.h"
#include "store/sqlite/workers.h"
#include "store/store-class.h"

G_BEGIN_DECLS

struct _GarrisonSqliteStore
{
  GarrisonStore parent_instance;

  char *path;
  guint64 device, inode; /* of the file that is open */
  gboolean read_only;
  GarrisonConnectionKind reader_kind; /* READER or FROZEN */
  GarrisonWorkers *writer;
  GarrisonWorkers *readers;
  gint reader_cache; /* KiB, atomic */

  GMutex mutex;
  GarrisonDesk *desk; /* (nullable) */
  guint64 n_seatings; /* how often somebody came or went */
  GarrisonFailures failures;
};

/* What the writer's thread owns. The store outlives it. */
typedef struct
{
  GarrisonSqliteStore *store;
  GarrisonConnection *connection;
  GarrisonActRunner *runner; /* (nullable): NULL when read-only */
  gint64 data_version;
  /* of the chain's end, noted down outside the file */
  gboolean is_known; /* somebody is in: what was seen before has been looked at, or there was nothing before */
  gboolean is_behind;
  gint64 kept_act;
  gint64 kept_at; /* monotonic */
} GarrisonWriter;

/* On the writer's thread: makes @person the one who is signed in (0: nobody), with a new desk if
 * need be. */
gboolean garrison_sqlite_store_seat_person (GarrisonWriter *writer, gint64 person, GError **error);
/* GARRISON_ERROR_MISSING when another file lies where the company was opened, or none: the engine would
 * go on writing to what nobody will open again. */
gboolean garrison_sqlite_store_check_place (GarrisonSqliteStore *self, GError **error);
/* A connection of its own for long reads of the vault, to be closed by the caller. */
GarrisonConnection *garrison_sqlite_store_open_aside (GarrisonSqliteStore *self,
                                                      GCancellable *cancellable,
                                                      GError **error);

/* Whether somebody is signed in and has @right (nullable); else GARRISON_ERROR_NOT_SIGNED_IN,
 * _DENIED. */
gboolean garrison_sqlite_store_demand (GarrisonStore *store, const char *right, GError **error);
/* Moves a finished file to where nothing is yet. GARRISON_ERROR_EXISTS. */
gboolean garrison_sqlite_put_in_place (const char *from, const char *to, GError **error);

/* sqlite-sign-in.c, sqlite-check.c, sqlite-backup.c */
gboolean garrison_sqlite_store_sign_in (GarrisonStore *store,
                                        const char *login,
                                        const char *password,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean garrison_sqlite_store_set_password (GarrisonStore *store,
                                             gint64 person,
                                             const char *old_password,
                                             const char *new_password,
                                             GCancellable *cancellable,
                                             GError **error);
gint64 garrison_sqlite_store_verify_audit (GarrisonStore *store,
                                           gint64 *broken_act,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean garrison_sqlite_store_check (GarrisonStore *store,
                                      GString *report,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean garrison_sqlite_store_backup (GarrisonStore *store,
                                       const char *path,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
