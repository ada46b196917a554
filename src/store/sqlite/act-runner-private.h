/* The parts of the runner among themselves: the state of the act that runs, its statements, the SQL
 * functions of its macros, and the link that it adds to the chain. On the writer's thread. */
#pragma once

#include "store/act-file.h"
#include "store/act-result-private.h"
#include "store/change-private.h"
#include "store/sqlite/act-clock.h"
#include "store/sqlite/act-runner.h"

G_BEGIN_DECLS

/* What a parameter is bound from. @buffer holds a let's text and is used again row after row. */
typedef struct
{
  GarrisonValueKind kind;
  gint64 integer;
  const char *text;
  gssize length;
  GString *buffer; /* (nullable) */
} GarrisonActValue;

typedef struct _GarrisonActStatement GarrisonActStatement;
struct _GarrisonActStatement
{
  const GarrisonActStep *step;
  sqlite3_stmt *stmt;    /* NULL for EACH */
  guint *slots;          /* of the statement's parameters */
  guint n_slots;
  GPtrArray *statements; /* (nullable): EACH: of GarrisonActStatement */
};

/* Prepares @steps, an array of GarrisonActStep; a refresh makes two statements. NULL with @error. */
GPtrArray *garrison_act_statements_prepare (sqlite3 *db, const GarrisonActFile *file,
                                            const GPtrArray *steps, GError **error);
void garrison_act_statements_reset (GPtrArray *statements);

/* Statements of the runner's own. */
enum
{
  GARRISON_ACT_SQL_BEGIN,
  GARRISON_ACT_SQL_COMMIT,
  GARRISON_ACT_SQL_ROLLBACK,
  GARRISON_ACT_SQL_REQUEST,
  GARRISON_ACT_SQL_SCOPE,
  GARRISON_ACT_SQL_ACTIVE,
  GARRISON_ACT_SQL_REACH,
  GARRISON_ACT_SQL_COUNTER,
  GARRISON_ACT_SQL_SET_COUNTER,
  GARRISON_ACT_SQL_TODAY,
  GARRISON_ACT_SQL_UNDONE,
  GARRISON_ACT_SQL_UNDONE_BY,
  GARRISON_ACT_SQL_SWAP,
  GARRISON_ACT_SQL_ROWS,
  GARRISON_ACT_SQL_LAST,
  GARRISON_ACT_SQL_LINK,
  GARRISON_ACT_SQL_REFUSED,
  GARRISON_ACT_SQL_NEWEST,
  GARRISON_ACT_SQL_CLOCK,
  GARRISON_ACT_SQL_SET_CLOCK,
  GARRISON_ACT_SQL_FORGET_CLOCKS,
  GARRISON_ACT_SQL_COUNT,
};

struct _GarrisonActRunner
{
  sqlite3 *db;
  sqlite3_stmt *sql[GARRISON_ACT_SQL_COUNT];
  GHashTable *prepared; /* part of a GarrisonActFile (its steps) to GPtrArray of statements */
  GHashTable *counters; /* relation to Counter */
  GHashTable *reaches;  /* right to Reach */
  GarrisonActClock clock;
  gpointer clock_data;

  /* the act that runs */
  const char *name;
  gint64 me;
  gint64 now;
  gint64 today;
  gint64 act;
  gint64 undone; /* 0: none */
  GarrisonClockReading reading;
  GarrisonClockVerdict time;
  gboolean is_note; /* that the clock is beyond belief is being written down */
  GarrisonArgs *args;
  GCancellable *cancellable;
  GarrisonActResult *result;
  GarrisonChange *change;
  GArray *values; /* GarrisonActValue a slot */
  GString *gave;
};

gboolean garrison_act_functions_add (GarrisonActRunner *self, GError **error);
/* Forgets what the functions knew of the transaction before. */
void garrison_act_functions_restart (GarrisonActRunner *self);
gint64 garrison_act_new_id (GarrisonActRunner *self, const char *relation);
/* Writes the counters back. */
gboolean garrison_act_functions_finish (GarrisonActRunner *self, GError **error);

/* Runs one of the runner's own statements to its end, integers bound in order. */
gboolean garrison_act_runner_exec (GarrisonActRunner *self, int which, GError **error);
/* The statement, reset, its parameters unbound. */
sqlite3_stmt *garrison_act_runner_sql (GarrisonActRunner *self, int which);
gboolean garrison_act_runner_fail (GarrisonActRunner *self, const GarrisonActStep *step, int code,
                                   GError **error);

/* Checks and takes the arguments into the values, the slots of @file in order. */
gboolean garrison_act_values_take (GarrisonActRunner *self, const GarrisonActFile *file, GError **error);
void garrison_act_values_clear (GarrisonActRunner *self);

/* The rows of an each. */
gboolean garrison_act_each_run (GarrisonActRunner *self, const GarrisonActFile *file,
                                GarrisonActStatement *each, GError **error);
/* One step other than each and skip. */
gboolean garrison_act_step_run (GarrisonActRunner *self, GarrisonActStatement *statement, GError **error);
/* Binds the parameters; the statement is reset before. */
void garrison_act_step_bind (GarrisonActRunner *self, GarrisonActStatement *statement);

/* Takes the indexes of the act's bulk relations away when they are nearly empty. Returns: their SQL,
 * to be given to garrison_act_bulk_end(). */
GPtrArray *garrison_act_bulk_begin (GarrisonActRunner *self, const GarrisonActFile *file, GError **error);
gboolean garrison_act_bulk_end (GarrisonActRunner *self, GPtrArray *indexes, GError **error);

/* Finds the time of the act, in its transaction, and keeps what is then known of the clock. */
gboolean garrison_act_time_find (GarrisonActRunner *self, GError **error);
gboolean garrison_act_time_keep (GarrisonActRunner *self, GError **error);

/* Writes the act's row and its link in the chain. */
gboolean garrison_act_seal (GarrisonActRunner *self, const char *request, GError **error);

G_END_DECLS
