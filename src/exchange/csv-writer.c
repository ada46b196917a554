#include "exchange/csv-writer.h"

#include <string.h>

#include "base/error.h"
#include "exchange/formula.h"

#define FLUSH_AT (64 * 1024)

struct _GarrisonCsvWriter
{
  GObject parent_instance;

  GOutputStream *stream;
  GString *buffer;
  guint n_fields;
  gboolean at_start;
  gboolean lone_empty;
  char delimiter;
  GarrisonCsvWriterFlags flags;
};

G_DEFINE_FINAL_TYPE (GarrisonCsvWriter, garrison_csv_writer, G_TYPE_OBJECT)

static gboolean
needs_quotes (GarrisonCsvWriter *self, const char *text, gsize length)
{
  if (length == 0)
    return FALSE;
  if (text[0] == ' ' || text[length - 1] == ' ')
    return TRUE;
  /* Excel takes a file that begins with ID for another format, and obeys a first line of sep=. */
  if (self->at_start
      && ((length >= 2 && memcmp (text, "ID", 2) == 0)
          || (length >= 4 && memcmp (text, "sep=", 4) == 0)))
    return TRUE;
  for (gsize i = 0; i < length; i++)
    if (text[i] == self->delimiter || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
      return TRUE;
  return FALSE;
}

static void
append_quoted (GString *buffer, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *quote = memchr (text, '"', end - text);
      const char *stop = quote != NULL ? quote + 1 : end;

      g_string_append_len (buffer, text, stop - text);
      if (quote != NULL)
        g_string_append_c (buffer, '"');
      text = stop;
    }
}

void
garrison_csv_writer_add (GarrisonCsvWriter *self, const char *text, gssize length)
{
  gboolean guard, quotes;
  gsize n;

  g_return_if_fail (GARRISON_IS_CSV_WRITER (self));

  text = text != NULL ? text : "";
  n = length < 0 ? strlen (text) : (gsize)length;
  if (self->n_fields++ > 0)
    g_string_append_c (self->buffer, self->delimiter);
  guard = !(self->flags & GARRISON_CSV_WRITER_RAW) && garrison_formula_needs_guard (text, n);
  quotes = needs_quotes (self, text, n);
  if (quotes)
    g_string_append_c (self->buffer, '"');
  if (guard)
    g_string_append_c (self->buffer, '\'');
  if (quotes)
    append_quoted (self->buffer, text, n);
  else
    g_string_append_len (self->buffer, text, n);
  if (quotes)
    g_string_append_c (self->buffer, '"');
  self->lone_empty = self->n_fields == 1 && n == 0;
  self->at_start = FALSE;
}

static gboolean
flush (GarrisonCsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL,
                                 cancellable, &local))
    {
      g_string_truncate (self->buffer, 0);
      return TRUE;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FULL, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
garrison_csv_writer_end_row (GarrisonCsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GARRISON_IS_CSV_WRITER (self), FALSE);

  /* A row of one empty field would be a blank line, which readers leave out. */
  if (self->lone_empty)
    g_string_append (self->buffer, "\"\"");
  g_string_append (self->buffer, "\r\n");
  self->n_fields = 0;
  self->lone_empty = FALSE;
  return self->buffer->len < FLUSH_AT || flush (self, cancellable, error);
}

gboolean
garrison_csv_writer_add_row (GarrisonCsvWriter *self,
                             const char *const *fields,
                             guint n_fields,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (GARRISON_IS_CSV_WRITER (self), FALSE);

  for (guint i = 0; i < n_fields; i++)
    garrison_csv_writer_add (self, fields[i], -1);
  return garrison_csv_writer_end_row (self, cancellable, error);
}

gboolean
garrison_csv_writer_finish (GarrisonCsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (GARRISON_IS_CSV_WRITER (self), FALSE);

  if (!flush (self, cancellable, error))
    return FALSE;
  if (g_output_stream_close (self->stream, cancellable, &local))
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_FULL, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
garrison_csv_writer_finalize (GObject *object)
{
  GarrisonCsvWriter *self = GARRISON_CSV_WRITER (object);

  g_clear_object (&self->stream);
  g_string_free (self->buffer, TRUE);
  G_OBJECT_CLASS (garrison_csv_writer_parent_class)->finalize (object);
}

static void
garrison_csv_writer_class_init (GarrisonCsvWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrison_csv_writer_finalize;
}

static void
garrison_csv_writer_init (GarrisonCsvWriter *self)
{
  self->buffer = g_string_sized_new (FLUSH_AT + 4096);
  self->at_start = TRUE;
}

static GarrisonCsvWriter *
writer_new (GOutputStream *stream, char delimiter, GarrisonCsvWriterFlags flags)
{
  GarrisonCsvWriter *self = g_object_new (GARRISON_TYPE_CSV_WRITER, NULL);

  self->stream = g_object_ref (stream);
  self->delimiter = delimiter != 0 ? delimiter : ',';
  self->flags = flags;
  if (flags & GARRISON_CSV_WRITER_MARK)
    g_string_append (self->buffer, "\xef\xbb\xbf");
  return self;
}

GarrisonCsvWriter *
garrison_csv_writer_new (GOutputStream *stream,
                         GarrisonPermit *permit,
                         char delimiter,
                         GarrisonCsvWriterFlags flags)
{
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  g_return_val_if_fail (garrison_permit_allows (permit, "csv"), NULL);

  return writer_new (stream, delimiter, flags);
}

GarrisonCsvWriter *
garrison_csv_writer_new_for_return (GOutputStream *stream, char delimiter, GarrisonCsvWriterFlags flags)
{
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  return writer_new (stream, delimiter, flags);
}
