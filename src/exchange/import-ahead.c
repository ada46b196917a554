#include "exchange/import-ahead.h"

#define BATCH 128
#define MOST_BATCHES 8

struct _GarrisonImportAhead
{
  GarrisonImportPass *pass;
  GThread *thread;
  guint n_entries; /* handed over so far; the thread's own */

  GMutex lock;
  GCond changed;
  GQueue batches;
  gboolean ended, stop;
  GError *error;
};

static void
free_entry (gpointer data)
{
  g_free (((GarrisonImportNewEntry *)data)->name);
  g_free (data);
}

void
garrison_import_batch_free (GarrisonImportBatch *batch)
{
  if (batch == NULL)
    return;
  for (guint i = 0; i < batch->n_records; i++)
    garrison_import_record_clear (&batch->records[i]);
  g_free (batch->records);
  g_ptr_array_unref (batch->entries);
  g_free (batch);
}

/* The entries that came up since the last batch. */
static void
take_entries (GarrisonImportAhead *self, GarrisonImportBatch *batch)
{
  GPtrArray *made = self->pass->import->made;

  for (; self->n_entries < made->len; self->n_entries++)
    {
      const GarrisonImportMade *from = made->pdata[self->n_entries];
      GarrisonImportNewEntry *entry = g_new0 (GarrisonImportNewEntry, 1);

      entry->list = from->public.list;
      entry->name = g_strdup (from->name);
      g_ptr_array_add (batch->entries, entry);
    }
}

static GarrisonImportBatch *
read_batch (GarrisonImportAhead *self, GError **error)
{
  GarrisonImportBatch *batch = g_new0 (GarrisonImportBatch, 1);

  batch->records = g_new0 (GarrisonImportRecord, BATCH);
  batch->entries = g_ptr_array_new_with_free_func (free_entry);
  while (batch->n_records < BATCH
         && garrison_import_pass_next (self->pass, &batch->records[batch->n_records], error))
    batch->n_records++;
  /* The one that the end or an error was met in. */
  if (batch->n_records < BATCH)
    garrison_import_record_clear (&batch->records[batch->n_records]);
  take_entries (self, batch);
  return batch;
}

static gpointer
read_all (gpointer data)
{
  GarrisonImportAhead *self = data;
  gboolean ended = FALSE;

  while (!ended)
    {
      GError *error = NULL;
      GarrisonImportBatch *batch = read_batch (self, &error);

      g_mutex_lock (&self->lock);
      while (!self->stop && self->batches.length >= MOST_BATCHES)
        g_cond_wait (&self->changed, &self->lock);
      ended = self->stop || batch->n_records < BATCH;
      g_queue_push_tail (&self->batches, batch);
      self->ended = ended;
      self->error = error;
      g_cond_signal (&self->changed);
      g_mutex_unlock (&self->lock);
    }
  return NULL;
}

GarrisonImportAhead *
garrison_import_ahead_new (GarrisonImportPass *pass)
{
  GarrisonImportAhead *self = g_new0 (GarrisonImportAhead, 1);

  self->pass = pass;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->batches);
  self->thread = g_thread_new ("import-ahead", read_all, self);
  return self;
}

void
garrison_import_ahead_free (GarrisonImportAhead *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_queue_clear_full (&self->batches, (GDestroyNotify)garrison_import_batch_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

GarrisonImportBatch *
garrison_import_ahead_next (GarrisonImportAhead *self, GError **error)
{
  GarrisonImportBatch *batch;

  g_mutex_lock (&self->lock);
  while (self->batches.length == 0 && !self->ended)
    g_cond_wait (&self->changed, &self->lock);
  batch = g_queue_pop_head (&self->batches);
  if (batch == NULL && self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  return batch;
}
