/* From the first row of a file to its last. */
#include <glib/gi18n-lib.h>

#include "exchange/import-private.h"

#define ROWS_PER_PROGRESS 1024

gboolean
garrison_import_pass_begin (GarrisonImport *self,
                            GarrisonImportPass *pass,
                            GCancellable *cancellable,
                            GError **error)
{
  GarrisonCsvRow row;

  *pass = (GarrisonImportPass){ self, NULL, cancellable, 0, 0 };
  pass->reader = garrison_csv_reader_new_for_file (self->file, &self->options, cancellable, error);
  if (pass->reader == NULL)
    return FALSE;
  pass->size = garrison_csv_reader_get_size (pass->reader);
  for (guint i = 0; i < self->first_row; i++)
    if (!garrison_csv_reader_next (pass->reader, &row, error))
      {
        garrison_import_pass_end (pass);
        return error == NULL || *error == NULL;
      }
  garrison_csv_reader_set_width (pass->reader, self->n_columns);
  return TRUE;
}

void
garrison_import_pass_end (GarrisonImportPass *pass)
{
  g_clear_object (&pass->reader);
}

gboolean
garrison_import_pass_row (GarrisonImportPass *pass, GarrisonCsvRow *row, GError **error)
{
  GarrisonImport *self = pass->import;

  while (pass->reader != NULL && garrison_csv_reader_next (pass->reader, row, error))
    {
      if (row->flags & GARRISON_CSV_ROW_EMPTY)
        continue;
      if (pass->n_rows++ % ROWS_PER_PROGRESS == 0)
        {
          if (g_cancellable_set_error_if_cancelled (pass->cancellable, error))
            return FALSE;
          if (self->progress != NULL)
            self->progress (row->offset, pass->size, self->progress_data);
        }
      return TRUE;
    }
  return FALSE;
}

void
garrison_import_refuse (GarrisonImport *self, guint32 row, guint64 line, const char *reason)
{
  const char *kept = g_string_chunk_insert_const (self->reasons, reason);

  self->report.n_refused++;
  g_hash_table_insert (self->refused, GUINT_TO_POINTER (row + 1), (gpointer)kept);
  if (self->refusals->len < GARRISON_IMPORT_MAX_LISTED)
    {
      GarrisonImportRefusal *refusal = g_new0 (GarrisonImportRefusal, 1);

      *refusal = (GarrisonImportRefusal){ line, kept };
      g_ptr_array_add (self->refusals, refusal);
    }
}

gboolean
garrison_import_pass_next (GarrisonImportPass *pass, GarrisonImportRecord *record, GError **error)
{
  GarrisonImport *self = pass->import;
  GarrisonCsvRow row;

  while (garrison_import_pass_row (pass, &row, error))
    {
      garrison_import_record_clear (record);
      record->row = pass->n_rows - 1;
      self->report.n_rows++;
      self->report.n_short += (row.flags & GARRISON_CSV_ROW_SHORT) != 0;
      if (garrison_import_read_row (self, &row, record))
        return TRUE;
      garrison_import_refuse (self, record->row, row.line, record->reason);
    }
  return FALSE;
}
