/* Threads that own connections, and the queue from which they take jobs.
 *
 * A queue has one worker (the writer) or several (the readers). Whoever brings a job waits for its
 * end; a job that still waits when its cancellable is cancelled is withdrawn, one that runs is
 * interrupted. */
#pragma once

#include "store/sqlite/connection.h"

G_BEGIN_DECLS

typedef struct _GarrisonWorkers GarrisonWorkers;

/* @seat: what the worker owns. On its thread. */
typedef gboolean (*GarrisonJobFunc) (gpointer seat, gpointer data, GError **error);

typedef struct
{
  GarrisonConnection *(*get_connection) (gpointer seat);
  GDestroyNotify free_seat;                    /* on the thread that closes */
  void (*tick) (gpointer seat, gpointer data); /* (nullable): about once a second */
  gpointer tick_data;
} GarrisonSeatFuncs;

/* @seats: (transfer full): one for each thread */
GarrisonWorkers *
garrison_workers_new (const char *name, GPtrArray *seats, const GarrisonSeatFuncs *funcs);
/* Runs @func on one of the threads. FALSE with its @error, or G_IO_ERROR_CANCELLED, or when closed.
 */
gboolean garrison_workers_run (GarrisonWorkers *self,
                               GarrisonJobFunc func,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);
/* Turns waiting jobs away, interrupts running ones, ends the threads and frees what they own. */
void garrison_workers_close (GarrisonWorkers *self);
/* After closing, when no call is inside any more. */
void garrison_workers_free (GarrisonWorkers *self);

G_END_DECLS
