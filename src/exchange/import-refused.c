/* Writes the rows that were refused: a reason, then their own columns as they were. */
#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "exchange/csv-writer.h"
#include "exchange/formula.h"
#include "exchange/import-private.h"

static int
reason_column (GarrisonImport *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (g_str_equal (garrison_header_map_get_header (self->map, i), GARRISON_IMPORT_REASON))
      return i;
  return -1;
}

static gboolean
write_headers (GarrisonImport *self, GarrisonCsvWriter *writer, int skip, GError **error)
{
  garrison_csv_writer_add (writer, GARRISON_IMPORT_REASON, -1);
  for (guint i = 0; i < self->n_columns; i++)
    if ((int)i != skip)
      garrison_csv_writer_add (writer, garrison_header_map_get_header (self->map, i), -1);
  return garrison_csv_writer_end_row (writer, NULL, error);
}

static gboolean
write_rows (GarrisonImport *self,
            GarrisonImportPass *pass,
            GarrisonCsvWriter *writer,
            GError **error)
{
  int skip = reason_column (self);
  GError *local = NULL;
  GarrisonCsvRow row;

  if (!write_headers (self, writer, skip, error))
    return FALSE;
  while (garrison_import_pass_row (pass, &row, &local))
    {
      const char *reason = g_hash_table_lookup (self->refused, GUINT_TO_POINTER (pass->n_rows));

      if (reason == NULL)
        continue;
      garrison_csv_writer_add (writer, reason, -1);
      for (guint i = 0; i < row.n_fields; i++)
        if ((int)i != skip)
          {
            gsize length = row.fields[i].length;
            const char *text = garrison_formula_unguard (row.fields[i].text, &length);

            garrison_csv_writer_add (writer, text, length);
          }
      if (!garrison_csv_writer_end_row (writer, pass->cancellable, error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return garrison_csv_writer_finish (writer, pass->cancellable, error);
}

gboolean
garrison_import_write_refused (GarrisonImport *self,
                               GFile *file,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GarrisonCsvWriter) writer = NULL;
  g_autoptr (GError) local = NULL;
  GarrisonImportPass pass;
  gboolean done;

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, &local);
  if (stream == NULL)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_READ_ONLY, local->message);
      return FALSE;
    }
  if (!garrison_import_pass_begin (self, &pass, cancellable, error))
    return FALSE;
  writer = garrison_csv_writer_new_for_return (G_OUTPUT_STREAM (stream), self->options.delimiter,
                                               GARRISON_CSV_WRITER_MARK);
  done = write_rows (self, &pass, writer, error);
  garrison_import_pass_end (&pass);
  return done;
}
