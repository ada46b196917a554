/* The parts of the SQLite store among themselves. */
#pragma once

#include "store/failures.h"
#include "store/sqlite/act-runner.h"
#include "store/sqlite/credentials.h"
#include "store/sqlite/crypt-create.h"
#include "store/sqlite/desk.h"
#include "store/sqlite/reader.h"
#include "store/sqlite/sqlite-store.h"
#include "store/sqlite/workers.h"
#include "store/store-class.h"

G_BEGIN_DECLS

typedef struct _GarrisonSqliteThreads GarrisonSqliteThreads;

/* A wrong password while nobody could write it down. */
typedef struct
{
  char login[64];
  gint64 at;
} GarrisonRefusedSignIn;

struct _GarrisonSqliteStore
{
  GarrisonStore parent_instance;

  char *path;
  guint64 device, inode; /* of the file that is open */
  gboolean read_only;
  GarrisonConnectionKind reader_kind; /* READER or FROZEN */
  gboolean is_encrypted;
  gint reader_cache; /* KiB, atomic */
  GMutex opening;    /* while threads start and end */

  GMutex mutex;
  GarrisonSqliteThreads *threads; /* (nullable): NULL while an encrypted company waits for somebody */
  char *recovery_key;             /* (nullable): until it is taken */
  GArray *refused;                /* of GarrisonRefusedSignIn */
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
  /* Of an encrypted company: the page from which on pages are sealed anew, and with which key. */
  guint32 rekey_next, rekey_epoch;
  gboolean was_seated;  /* somebody sat here with these keys */
  gboolean people_wait; /* to be followed, since it could not be done at once */
} GarrisonWriter;

/* sqlite-threads.c. Starting ends those before; @keys: (nullable). Stopping zeroes the keys. Calls in between fail with
 * GARRISON_ERROR_NOT_SIGNED_IN. */
gboolean garrison_sqlite_threads_start (GarrisonSqliteStore *self,
                                        GarrisonCryptKeys *keys,
                                        GCancellable *cancellable,
                                        GError **error);
void garrison_sqlite_threads_stop (GarrisonSqliteStore *self);
gboolean garrison_sqlite_store_run_writing (GarrisonSqliteStore *self,
                                            GarrisonJobFunc func,
                                            gpointer data,
                                            GCancellable *cancellable,
                                            GError **error);
gboolean garrison_sqlite_store_run_reading (GarrisonSqliteStore *self,
                                            GarrisonJobFunc func,
                                            gpointer data,
                                            GCancellable *cancellable,
                                            GError **error);
/* @keys: (out) (transfer full) (nullable): NULL when it is not encrypted. */
gboolean garrison_sqlite_store_dup_keys (GarrisonSqliteStore *self, GarrisonCryptKeys **keys, GError **error);
/* About once a second. */
void garrison_sqlite_store_tick (gpointer seat, gpointer data);

/* sqlite-crypt.c, of an encrypted company; nothing happens in another. */
gboolean garrison_sqlite_store_unlock (GarrisonSqliteStore *self,
                                       const char *login,
                                       const char *password,
                                       GCancellable *cancellable,
                                       GError **error);
/* On the writer's thread, outside of transactions: whoever may not sign in any more loses the way to the key, and
 * the key is changed. */
void garrison_sqlite_crypt_follow_people (GarrisonWriter *writer);
/* The same: gives @person the way to the key. */
gboolean garrison_sqlite_crypt_give (GarrisonWriter *writer,
                                     gint64 person,
                                     GarrisonCryptPassword *password,
                                     GError **error);
/* About once a second; FALSE when the keys are gone. When nobody sits here any more they are cleared. @was_reset: (out):
 * whether that is for a password set by somebody else */
gboolean garrison_sqlite_crypt_tick (GarrisonWriter *writer, gboolean is_seated, gboolean *was_reset);
char *garrison_sqlite_store_take_recovery_key (GarrisonStore *store);
void garrison_secret_text_free (char *text);

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
/* The same in the place of what is there. */
gboolean garrison_sqlite_put_over (const char *from, const char *to, GError **error);

/* sqlite-sign-in.c, sqlite-check.c, sqlite-preview.c, sqlite-backup.c */
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
gboolean garrison_sqlite_store_preview (GarrisonStore *store,
                                        gint64 person,
                                        gint64 customer,
                                        const GarrisonWalk *walk,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean garrison_sqlite_store_backup (GarrisonStore *store,
                                       const char *path,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
