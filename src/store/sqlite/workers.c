#include "store/sqlite/workers.h"

#include "base/error.h"

#define TICK_US G_USEC_PER_SEC

typedef struct
{
  GarrisonWorkers *workers;
  gpointer seat;
  GThread *thread;
} Worker;

typedef struct
{
  GarrisonWorkers *workers;
  GarrisonJobFunc func;
  gpointer data;
  GCancellable *cancellable;
  GarrisonConnection *connection; /* while it runs */
  gboolean is_waiting;
  gboolean is_done;
  gboolean result;
  GError *error;
} Job;

struct _GarrisonWorkers
{
  GMutex mutex;
  GCond work; /* a job waits, or the end has come */
  GCond done; /* some job ended */
  GQueue jobs;
  GPtrArray *threads; /* of Worker */
  GarrisonSeatFuncs funcs;
  gboolean closed;
};

static void
run_job (Worker *worker, Job *job)
{
  GarrisonWorkers *self = worker->workers;

  job->is_waiting = FALSE;
  job->connection = self->funcs.get_connection (worker->seat);
  job->connection->cancellable = job->cancellable;
  g_mutex_unlock (&self->mutex);

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    job->result = job->func (worker->seat, job->data, &job->error);

  g_mutex_lock (&self->mutex);
  job->connection->cancellable = NULL;
  job->connection = NULL;
  job->is_done = TRUE;
  g_cond_broadcast (&self->done);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  GarrisonWorkers *self = worker->workers;
  gint64 next_tick = g_get_monotonic_time () + TICK_US;

  g_mutex_lock (&self->mutex);
  while (!self->closed)
    {
      Job *job = g_queue_pop_head (&self->jobs);

      if (job != NULL)
        run_job (worker, job);
      else if (self->funcs.tick == NULL)
        g_cond_wait (&self->work, &self->mutex);
      else
        g_cond_wait_until (&self->work, &self->mutex, next_tick);
      /* However many jobs come: others' changes are looked for in time. */
      if (self->funcs.tick != NULL && !self->closed && g_get_monotonic_time () >= next_tick)
        {
          g_mutex_unlock (&self->mutex);
          self->funcs.tick (worker->seat, self->funcs.tick_data);
          next_tick = g_get_monotonic_time () + TICK_US;
          g_mutex_lock (&self->mutex);
        }
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

GarrisonWorkers *
garrison_workers_new (const char *name, GPtrArray *seats, const GarrisonSeatFuncs *funcs)
{
  GarrisonWorkers *self = g_new0 (GarrisonWorkers, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->work);
  g_cond_init (&self->done);
  g_queue_init (&self->jobs);
  self->funcs = *funcs;
  self->threads = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < seats->len; i++)
    {
      Worker *worker = g_new0 (Worker, 1);

      worker->workers = self;
      worker->seat = g_ptr_array_index (seats, i);
      g_ptr_array_add (self->threads, worker);
      worker->thread = g_thread_new (name, work, worker);
    }
  g_ptr_array_unref (seats);
  return self;
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  Job *job = data;
  GarrisonWorkers *self = job->workers;

  g_mutex_lock (&self->mutex);
  if (job->is_waiting && g_queue_remove (&self->jobs, job))
    {
      job->is_waiting = FALSE;
      job->is_done = TRUE;
      g_cond_broadcast (&self->done);
    }
  else if (job->connection != NULL)
    sqlite3_interrupt (job->connection->db);
  g_mutex_unlock (&self->mutex);
}

static void
wait_for (GarrisonWorkers *self, Job *job)
{
  g_mutex_lock (&self->mutex);
  if (self->closed)
    {
      g_set_error_literal (&job->error, GARRISON_ERROR, GARRISON_ERROR_FAILED,
                           "the store is closed");
      job->is_done = TRUE;
    }
  else
    {
      job->is_waiting = TRUE;
      g_queue_push_tail (&self->jobs, job);
      g_cond_signal (&self->work);
    }
  g_mutex_unlock (&self->mutex);
}

gboolean
garrison_workers_run (GarrisonWorkers *self,
                      GarrisonJobFunc func,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  Job job = { .workers = self, .func = func, .data = data, .cancellable = cancellable };
  gulong handler = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  wait_for (self, &job);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), &job, NULL);

  g_mutex_lock (&self->mutex);
  while (!job.is_done)
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);

  /* Waits for a handler that runs just now: the job must outlive it. */
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);
  if (!job.result && job.error == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, &job.error);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.result;
}

static void
turn_away (GarrisonWorkers *self)
{
  Job *job;

  while ((job = g_queue_pop_head (&self->jobs)) != NULL)
    {
      g_set_error_literal (&job->error, GARRISON_ERROR, GARRISON_ERROR_FAILED,
                           "the store is closed");
      job->is_waiting = FALSE;
      job->is_done = TRUE;
    }
  g_cond_broadcast (&self->done);
}

void
garrison_workers_close (GarrisonWorkers *self)
{
  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  turn_away (self);
  for (guint i = 0; i < self->threads->len; i++)
    {
      Worker *worker = g_ptr_array_index (self->threads, i);

      g_atomic_int_set (&self->funcs.get_connection (worker->seat)->stop, 1);
    }
  g_cond_broadcast (&self->work);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < self->threads->len; i++)
    {
      Worker *worker = g_ptr_array_index (self->threads, i);

      g_thread_join (worker->thread);
      self->funcs.free_seat (worker->seat);
    }
}

void
garrison_workers_free (GarrisonWorkers *self)
{
  g_ptr_array_unref (self->threads);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->work);
  g_cond_clear (&self->done);
  g_free (self);
}
