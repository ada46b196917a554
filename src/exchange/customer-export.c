#include "exchange/customer-export.h"

#include "exchange/csv-writer.h"
#include "model/customer-sheet.h"

#define PAGE 500

static gboolean
write_row (GarrisonCsvWriter *writer, GarrisonCustomerSheet *sheet, guint row, const char *const *keys,
           GCancellable *cancellable, GError **error)
{
  for (guint c = 0; keys[c] != NULL; c++)
    {
      g_autofree char *cell = garrison_customer_sheet_get_cell (sheet, row, keys[c]);

      garrison_csv_writer_add (writer, cell, -1);
    }
  return garrison_csv_writer_end_row (writer, cancellable, error);
}

static gboolean
write_page (GarrisonCsvWriter *writer, GarrisonStore *store, const gint64 *ids, guint n, const char *const *keys,
            guint *written, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonCustomerSheet) sheet = garrison_customer_sheet_read (store, ids, n, cancellable, error);

  if (sheet == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      guint row;

      if (!garrison_customer_sheet_find (sheet, ids[i], &row))
        continue;
      if (!write_row (writer, sheet, row, keys, cancellable, error))
        return FALSE;
      *written += 1;
    }
  return TRUE;
}

gboolean
garrison_customer_export_write (GarrisonStore *store, GarrisonPermit *permit, const gint64 *ids, guint n_ids,
                                const char *const *keys, const char *const *titles, GOutputStream *stream,
                                GarrisonExportProgress progress, gpointer data, GCancellable *cancellable,
                                guint *n_written, GError **error)
{
  g_autoptr (GarrisonCsvWriter) writer = NULL;
  guint written = 0;

  g_return_val_if_fail (GARRISON_IS_STORE (store) && G_IS_OUTPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (keys != NULL && titles != NULL, FALSE);
  /* No more than what the company was told of. */
  g_return_val_if_fail (garrison_permit_allows (permit, "csv") && n_ids <= garrison_permit_get_n (permit), FALSE);

  writer = garrison_csv_writer_new (stream, permit, 0, GARRISON_CSV_WRITER_MARK);
  if (!garrison_csv_writer_add_row (writer, titles, g_strv_length ((char **) titles), cancellable, error))
    return FALSE;
  for (guint i = 0; i < n_ids; i += PAGE)
    {
      if (!write_page (writer, store, ids + i, MIN (PAGE, n_ids - i), keys, &written, cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress (MIN (i + PAGE, n_ids), n_ids, data);
    }
  if (n_written != NULL)
    *n_written = written;
  return garrison_csv_writer_finish (writer, cancellable, error);
}

/* Closed under a cancelled cancellable, a file that replaces another leaves that as it was. */
static void
give_up (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

gboolean
garrison_customer_export_write_file (GarrisonStore *store, GarrisonPermit *permit, const gint64 *ids, guint n_ids,
                                     const char *const *keys, const char *const *titles, GFile *file,
                                     GarrisonExportProgress progress, gpointer data, GCancellable *cancellable,
                                     guint *n_written, GError **error)
{
  g_autoptr (GFileOutputStream) stream = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);
  if (stream == NULL)
    return FALSE;
  if (garrison_customer_export_write (store, permit, ids, n_ids, keys, titles, G_OUTPUT_STREAM (stream), progress, data,
                                      cancellable, n_written, error))
    return TRUE;
  give_up (G_OUTPUT_STREAM (stream));
  return FALSE;
}
