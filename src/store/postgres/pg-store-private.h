/* The parts of the PostgreSQL store among themselves. */
#pragma once

#include "store/failures.h"
#include "store/postgres/pg-line.h"
#include "store/postgres/pg-reader.h"
#include "store/postgres/pg-store.h"
#include "store/store-class.h"

G_BEGIN_DECLS

#define GARRISON_PG_READERS 3

/* A place for one at a time: to read, or to act. Its connections are made when they are needed. */
typedef struct
{
  gboolean is_taken;
  GarrisonPgPerson *person;         /* (nullable): whose connections these are */
  GarrisonPgReader *reader;         /* (nullable) */
  GarrisonPgReader *primary;        /* (nullable): for reads that a standby is too late for */
  GarrisonPgConnection *connection; /* (nullable): the writer's */
} GarrisonPgSeat;

struct _GarrisonPgStore
{
  GarrisonStore parent_instance;

  char *database;
  GarrisonPgLine *line;
  gboolean has_standbys; /* perhaps: the URI names several servers */

  GMutex loading; /* held while rights are read and taken over: the later reading wins */
  GMutex mutex;   /* for all below */
  GCond cond;     /* a seat is free, or a call is over or shall end */
  GarrisonPgPerson *person; /* (nullable): who is signed in */
  GarrisonPgSeat readers[GARRISON_PG_READERS];
  GarrisonPgSeat writer;
  GHashTable *calls; /* of GCancellable: one for each call under way */
  gboolean is_closed;
  int writer_pid;   /* the server's process that acts for us; its news are known */
  gint64 anchored_at; /* when the end of the chain was noted down, monotonic */
  char *position;   /* (nullable): of the log, where the newest change known stands */
  GThread *listener; /* (nullable) */
  GCancellable *listening; /* (nullable) */

  GarrisonFailures failures;
};

/* A call under way: its cancellable is cancelled with the caller's, and when the store closes. */
typedef struct
{
  GarrisonPgStore *store;
  GCancellable *outer; /* (nullable) */
  GCancellable *inner;
  gulong handler;
} GarrisonPgCall;

gboolean garrison_pg_call_begin (GarrisonPgCall *call, GarrisonPgStore *store, GCancellable *cancellable,
                                 GError **error);
/* Ends it, and says in @error what the cancelling meant. */
void garrison_pg_call_end (GarrisonPgCall *call, GError **error);

/* (transfer full) (nullable) */
GarrisonPgPerson *garrison_pg_store_dup_person (GarrisonPgStore *self);
/* Whether somebody is signed in, with @right (nullable) at scope "all". */
gboolean garrison_pg_store_demand (GarrisonPgStore *self, const char *right, GError **error);
/* A connection of the signed-in person's, to be closed by the caller. GARRISON_ERROR_NOT_SIGNED_IN. */
GarrisonPgConnection *garrison_pg_store_connect (GarrisonPgStore *self, GarrisonPgPerson *person,
                                                 GarrisonPgKind kind, GCancellable *cancellable, GError **error);
/* Makes @person (nullable) the one who is signed in; @connection: (transfer full) (nullable): theirs. */
void garrison_pg_store_seat_person (GarrisonPgStore *self, GarrisonPgPerson *person, GarrisonSession *session,
                                    GarrisonPgConnection *connection);
/* Reads @person's rights anew. When they may nothing any more, nobody is signed in afterwards. */
void garrison_pg_store_follow_rights (GarrisonPgStore *self, GarrisonPgPerson *person,
                                      GarrisonPgConnection *connection, GCancellable *cancellable);
/* The same after @change, and the company's settings; remembers where the server's log stands. */
void garrison_pg_store_follow (GarrisonPgStore *self, GarrisonPgPerson *person, GarrisonPgConnection *connection,
                               GarrisonChange *change, GCancellable *cancellable);
/* With the server's word that @person may not sign in any more: nobody is then. @reset: because their
 * password was set by somebody else */
void garrison_pg_store_lose (GarrisonPgStore *self, GarrisonPgPerson *person, gboolean reset);

/* Runs @func with the writer's connection until it ends with an answer, however often the line breaks.
 * @me: who wishes it */
typedef gboolean (*GarrisonPgActFunc) (GarrisonPgConnection *connection, gpointer data, gboolean again,
                                       GCancellable *cancellable, GError **error);
gboolean garrison_pg_store_settle (GarrisonPgStore *self, gint64 me, GarrisonPgActFunc func, gpointer data,
                                   GCancellable *cancellable, GError **error);

/* pg-listener.c; @connection: (transfer full) (nullable): the person's, which listens already; NULL: one
 * is made as soon as possible, and then anything may have changed. */
void garrison_pg_store_listen (GarrisonPgStore *self, GarrisonPgConnection *connection);
/* Ends it and waits for its end, except on its own thread. */
void garrison_pg_store_stop_listening (GarrisonPgStore *self);

/* pg-act.c */
GarrisonActResult *garrison_pg_store_act (GarrisonStore *store, gint64 me, const char *name, GarrisonArgs *args,
                                          const char *request, GCancellable *cancellable, GError **error);
GarrisonActResult *garrison_pg_store_undo (GarrisonStore *store, gint64 me, gint64 act, const char *request,
                                           GCancellable *cancellable, GError **error);

/* pg-sign-in.c */
gboolean garrison_pg_store_sign_in (GarrisonStore *store, const char *login, const char *password,
                                    GCancellable *cancellable, GError **error);
gboolean garrison_pg_store_set_password (GarrisonStore *store, gint64 person, const char *old_password,
                                         const char *new_password, GCancellable *cancellable, GError **error);

/* pg-store-preview.c */
gboolean garrison_pg_store_preview (GarrisonStore *store, gint64 person, gint64 customer, const GarrisonWalk *walk,
                                    GCancellable *cancellable, GError **error);

/* pg-check.c */
gint64 garrison_pg_store_verify_audit (GarrisonStore *store, gint64 *broken_act, GCancellable *cancellable,
                                       GError **error);
gboolean garrison_pg_store_check (GarrisonStore *store, GString *report, GCancellable *cancellable, GError **error);

G_END_DECLS
