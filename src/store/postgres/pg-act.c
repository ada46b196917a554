/* Acts and their undoing, through one connection and one after the other. */
#include "base/error.h"
#include "store/act-file.h"
#include "store/change-private.h"
#include "store/postgres/pg-act-call.h"
#include "store/postgres/pg-replay.h"
#include "store/postgres/pg-store-private.h"

typedef struct
{
  GarrisonPgStore *store;
  const GarrisonActFile *file; /* NULL for an undo */
  GarrisonArgs *args;
  GarrisonPgReplay *replay; /* (nullable) */
  gint64 undone;
  const char *request;
  GarrisonActResult *result;
} Job;

static void
tell (Job *job, GarrisonPgConnection *connection, GarrisonChange *change, GCancellable *cancellable)
{
  GarrisonStoreState *state = garrison_store_get_state (GARRISON_STORE (job->store));
  g_autoptr (GarrisonPgPerson) person = garrison_pg_store_dup_person (job->store);

  if (person != NULL)
    garrison_pg_store_follow (job->store, person, connection, change, cancellable);
  garrison_store_state_push_change (state, change);
}

static gboolean
run (GarrisonPgConnection *connection, gpointer data, gboolean again, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (GarrisonChange) change = NULL;

  if (again && job->replay != NULL)
    garrison_pg_replay_rewind (job->replay);
  if (job->file != NULL)
    job->result = garrison_pg_act_call (connection, job->file, job->args, job->request, &change, cancellable, error);
  else
    job->result = garrison_pg_undo_call (connection, job->undone, job->request, &change, cancellable, error);
  if (job->result == NULL)
    return FALSE;
  /* It was done, but the answer was lost with the connection: what it changed, nobody told. */
  if (again && change == NULL)
    change = garrison_change_new (NULL, 0);
  /* Done is done: what follows is not for the caller's patience. */
  if (change != NULL)
    tell (job, connection, change, NULL);
  return TRUE;
}

GarrisonActResult *
garrison_pg_store_act (GarrisonStore *store,
                       gint64 me,
                       const char *name,
                       GarrisonArgs *args,
                       const char *request,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *made = request == NULL ? g_uuid_string_random () : NULL;
  g_autoptr (GarrisonPgReplay) replay = NULL;
  Job job = { .store = GARRISON_PG_STORE (store), .args = args, .request = request != NULL ? request : made };

  if (!garrison_pg_store_demand (job.store, NULL, error))
    return NULL;
  job.file = garrison_act_file_find (name);
  if (job.file == NULL)
    {
      g_propagate_error (error, garrison_refusal_new (name, "no-such-act"));
      return NULL;
    }
  if (job.file->rows != NULL && args != NULL)
    {
      job.replay = replay = garrison_pg_replay_new (args, job.file->rows);
      job.args = garrison_pg_replay_get_args (replay);
    }
  garrison_pg_store_settle (job.store, me, run, &job, cancellable, error);
  return job.result;
}

GarrisonActResult *
garrison_pg_store_undo (GarrisonStore *store, gint64 me, gint64 act, const char *request, GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *made = request == NULL ? g_uuid_string_random () : NULL;
  Job job = { .store = GARRISON_PG_STORE (store), .undone = act, .request = request != NULL ? request : made };

  garrison_pg_store_settle (job.store, me, run, &job, cancellable, error);
  return job.result;
}
