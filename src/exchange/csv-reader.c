#include "exchange/csv-reader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "exchange/csv-input.h"
#include "exchange/csv-scan.h"
#include "exchange/delimiter.h"

#define DELIMITER_SAMPLE (64 * 1024)

/* How a field must be put right once its row is whole; nothing is changed before, since the window
 * may move under a row and the row be read again. */
typedef struct
{
  guint field;
  gboolean doubled;  /* "" inside the quotes */
  const char *close; /* the closing quote when text follows it, else NULL */
} Repair;

struct _GarrisonCsvReader
{
  GObject parent_instance;

  GarrisonCsvInput *input;
  GarrisonCsvScan scan;
  char *at, *end; /* the rest of the window */
  guint64 line;   /* of @at */
  guint width;
  gboolean done;

  GarrisonCsvField *fields;
  guint n_fields, n_room;
  GArray *repairs;
  guint64 row_lines; /* line ends inside the quotes of the row under way */
  const char *open_field;
  guint64 open_line;
  gboolean open_quote;
};

G_DEFINE_FINAL_TYPE (GarrisonCsvReader, garrison_csv_reader, G_TYPE_OBJECT)

typedef enum
{
  ROW_WHOLE,
  ROW_MORE, /* the window ends within the row */
  ROW_FAILED,
} Outcome;

static Outcome
fail_at (GarrisonCsvReader *self, const char *where, GError **error)
{
  g_set_error (
    error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE,
    _ ("There is a zero byte in line %" PRIu64 " (byte %" PRIu64 "), so this is not a text file."),
    self->line + self->row_lines, garrison_csv_input_get_offset (self->input, where));
  return ROW_FAILED;
}

static Outcome
fail_large (GarrisonCsvReader *self, GError **error)
{
  if (self->open_quote)
    g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE,
                 _ ("A quote that is opened in line %" PRIu64 " is not closed within a megabyte."),
                 self->open_line);
  else
    g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE,
                 _ ("Line %" PRIu64 " is too long, or has too many columns."), self->line);
  return ROW_FAILED;
}

static inline gboolean
push_field (GarrisonCsvReader *self, const char *start, const char *end)
{
  if (G_UNLIKELY (self->n_fields == self->n_room))
    {
      if (self->n_fields == GARRISON_CSV_MAX_COLUMNS)
        return FALSE;
      self->n_room = MIN (self->n_room * 2, GARRISON_CSV_MAX_COLUMNS);
      self->fields = g_renew (GarrisonCsvField, self->fields, self->n_room);
    }
  self->fields[self->n_fields].text = start;
  self->fields[self->n_fields++].length = end - start;
  return end - start <= GARRISON_CSV_MAX_FIELD;
}

static gboolean
is_blank (const char *from, const char *to)
{
  while (from < to && *from == ' ')
    from++;
  return from == to;
}

/* From an opening quote to the closing one, NULL when the window ends before. */
static const char *
find_close (GarrisonCsvReader *self, const char *open, Repair *repair, GError **error)
{
  const char *p;

  self->open_quote = TRUE;
  self->open_line = self->line + self->row_lines;
  while ((p = garrison_csv_scan_next (&self->scan)) != NULL)
    {
      if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
        self->row_lines++;
      else if (*p == '\0')
        {
          fail_at (self, p, error);
          return NULL;
        }
      else if (*p == '"')
        {
          if (p + 1 == self->end && !garrison_csv_input_at_end (self->input))
            return NULL;
          if (p[1] != '"' || p + 1 == self->end)
            {
              self->open_quote = FALSE;
              return p;
            }
          garrison_csv_scan_next (&self->scan);
          repair->doubled = TRUE;
        }
    }
  return NULL;
}

/* Where a line end at @p is over; NULL when the window has to go on to tell. */
static inline const char *
after_line_end (GarrisonCsvReader *self, const char *p)
{
  if (*p == '\n')
    return p + 1;
  if (p + 1 == self->end && !garrison_csv_input_at_end (self->input))
    return NULL;
  if (p + 1 == self->end || p[1] != '\n')
    return p + 1;
  garrison_csv_scan_next (&self->scan);
  return p + 2;
}

/* The window ended within a field that begins at @start. */
static Outcome
end_of_window (
  GarrisonCsvReader *self, const char *start, const char *close, const char **after, GError **error)
{
  if (!garrison_csv_input_at_end (self->input))
    {
      self->open_field = start;
      return ROW_MORE;
    }
  *after = self->end;
  if (close != NULL && is_blank (close + 1, self->end))
    return push_field (self, start, close) ? ROW_WHOLE : fail_large (self, error);
  return push_field (self, start, self->end) ? ROW_WHOLE : fail_large (self, error);
}

/* One row from self->at on. Fills the fields and repairs; *@after is where the next row begins. */
static Outcome
parse_row (GarrisonCsvReader *self, const char **after, GError **error)
{
  const char *start = self->at, *p, *close = NULL;
  const char delimiter = self->scan.delimiter;
  Repair repair = { 0, FALSE, NULL };

  for (;;)
    {
      p = garrison_csv_scan_next (&self->scan);
      if (p == NULL)
        break;
      if (*p == '"')
        {
          GError *local = NULL;

          if (close != NULL || !is_blank (start, p))
            continue;
          close = find_close (self, p, &repair, &local);
          if (local != NULL)
            {
              g_propagate_error (error, local);
              return ROW_FAILED;
            }
          start = p + 1;
          repair.field = self->n_fields;
          if (close == NULL)
            break;
          continue;
        }
      if (*p == '\0')
        return fail_at (self, p, error);
      if (*p != delimiter && (*after = after_line_end (self, p)) == NULL)
        break;
      if (G_LIKELY (close == NULL))
        {
          if (!push_field (self, start, p))
            return fail_large (self, error);
        }
      else
        {
          repair.close = is_blank (close + 1, p) ? NULL : close;
          if (repair.doubled || repair.close != NULL)
            g_array_append_val (self->repairs, repair);
          if (!push_field (self, start, repair.close != NULL ? p : close))
            return fail_large (self, error);
          close = NULL;
          repair.doubled = FALSE;
        }
      if (*p != delimiter)
        return ROW_WHOLE;
      start = p + 1;
    }
  repair.close = close != NULL && !is_blank (close + 1, self->end) ? close : NULL;
  if (garrison_csv_input_at_end (self->input) && (repair.doubled || repair.close != NULL))
    g_array_append_val (self->repairs, repair);
  return end_of_window (self, start, close, after, error);
}

/* Makes "" into " and takes out a closing quote that text follows. */
static void
repair_field (GarrisonCsvReader *self, const Repair *repair)
{
  GarrisonCsvField *field = &self->fields[repair->field];
  char *to = (char *)field->text;
  const char *end = field->text + field->length, *quoted_end = repair->close ? repair->close : end;

  for (const char *p = field->text; p < end; p++)
    {
      if (p == repair->close)
        continue;
      *to++ = *p;
      if (p < quoted_end && *p == '"')
        p++;
    }
  field->length = to - field->text;
}

static void
begin_row (GarrisonCsvReader *self)
{
  self->n_fields = 0;
  self->row_lines = 0;
  self->open_quote = FALSE;
  self->open_field = NULL;
  g_array_set_size (self->repairs, 0);
}

/* Reads on, keeping the row that has begun. */
static gboolean
fill (GarrisonCsvReader *self, GError **error)
{
  if (self->end - self->at > GARRISON_CSV_MAX_ROW
      || (self->open_field != NULL && self->end - self->open_field > GARRISON_CSV_MAX_FIELD))
    {
      fail_large (self, error);
      return FALSE;
    }
  if (!garrison_csv_input_fill (self->input, &self->at, &self->end, error))
    return FALSE;
  garrison_csv_scan_start (&self->scan, self->at, self->end);
  return TRUE;
}

static GarrisonCsvRowFlags
finish_row (GarrisonCsvReader *self)
{
  GarrisonCsvRowFlags flags = GARRISON_CSV_ROW_EMPTY;
  gsize n_beyond = 0, total = 0;

  for (guint i = 0; i < self->repairs->len; i++)
    repair_field (self, &g_array_index (self->repairs, Repair, i));
  for (guint i = 0; i < self->n_fields; i++)
    {
      ((char *)self->fields[i].text)[self->fields[i].length] = '\0';
      total += self->fields[i].length;
      n_beyond += i >= self->width ? self->fields[i].length : 0;
    }
  if (total > 0)
    flags = GARRISON_CSV_ROW_PLAIN;
  if (self->width == 0)
    self->width = self->n_fields;
  else if (self->n_fields < self->width)
    flags |= GARRISON_CSV_ROW_SHORT;
  else if (self->n_fields > self->width && n_beyond > 0)
    flags |= GARRISON_CSV_ROW_LONG;
  if (self->open_quote)
    flags |= GARRISON_CSV_ROW_OPEN_QUOTE;
  return flags;
}

/* U+FFFD can stand in the file itself, so it counts only once something had to be replaced. */
static gboolean
has_bad_text (GarrisonCsvReader *self)
{
  if (G_LIKELY (garrison_csv_input_get_n_bad (self->input) == 0))
    return FALSE;
  for (guint i = 0; i < self->n_fields; i++)
    if (strstr (self->fields[i].text, "\xef\xbf\xbd") != NULL)
      return TRUE;
  return FALSE;
}

/* The next row that is not a blank line; FALSE at the end or with @error set. */
static gboolean
read_row (GarrisonCsvReader *self, GarrisonCsvRow *row, GError **error)
{
  for (;;)
    {
      const char *after = NULL;
      Outcome outcome;

      begin_row (self);
      if (self->at == self->end && garrison_csv_input_at_end (self->input))
        return FALSE;
      outcome = parse_row (self, &after, error);
      if (outcome == ROW_FAILED)
        return FALSE;
      if (outcome == ROW_MORE)
        {
          if (!fill (self, error))
            return FALSE;
          continue;
        }
      row->line = self->line;
      row->offset = garrison_csv_input_get_offset (self->input, self->at);
      self->line += self->row_lines + 1;
      if (self->n_fields == 1 && self->fields[0].text == self->at
          && is_blank (self->at, self->at + self->fields[0].length))
        {
          self->at = (char *)after;
          continue;
        }
      self->at = (char *)after;
      return TRUE;
    }
}

gboolean
garrison_csv_reader_next (GarrisonCsvReader *self, GarrisonCsvRow *row, GError **error)
{
  g_return_val_if_fail (GARRISON_IS_CSV_READER (self) && row != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->done || !read_row (self, row, error))
    {
      self->done = TRUE;
      return FALSE;
    }
  row->flags = finish_row (self);
  if (has_bad_text (self))
    row->flags |= GARRISON_CSV_ROW_BAD_TEXT;
  row->open_line = self->open_quote ? self->open_line : 0;
  row->fields = self->fields;
  row->n_fields = self->n_fields;
  return TRUE;
}

/* "sep=;" is for Excel and for us, and no row. */
static void
skip_sep_line (GarrisonCsvReader *self)
{
  char *p = self->at;

  if (self->end - p < 6 || g_ascii_strncasecmp (p, "sep=", 4) != 0
      || (p[5] != '\r' && p[5] != '\n'))
    return;
  self->at += p[5] == '\r' && p[6] == '\n' ? 7 : 6;
  self->line++;
}

GarrisonCsvReader *
garrison_csv_reader_new_for_stream (GInputStream *stream,
                                    const GarrisonCsvOptions *options,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autoptr (GarrisonCsvReader) self = NULL;
  gsize sample;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (options == NULL || strchr ("\"\r\n", options->delimiter) == NULL
                          || options->delimiter == 0,
                        NULL);

  self = g_object_new (GARRISON_TYPE_CSV_READER, NULL);
  self->input = garrison_csv_input_new (
    stream, options != NULL ? options->encoding : GARRISON_ENCODING_UNKNOWN,
    cancellable, error);
  if (self->input == NULL || !garrison_csv_input_fill (self->input, &self->at, &self->end, error))
    return NULL;
  sample = MIN (self->end - self->at, DELIMITER_SAMPLE);
  self->scan.delimiter
    = options != NULL && options->delimiter != 0
        ? options->delimiter
        : garrison_delimiter_detect (self->at, sample,
                                     self->at + sample == self->end
                                       && garrison_csv_input_at_end (self->input));
  skip_sep_line (self);
  garrison_csv_scan_start (&self->scan, self->at, self->end);
  return g_steal_pointer (&self);
}

GarrisonCsvReader *
garrison_csv_reader_new_for_file (GFile *file,
                                  const GarrisonCsvOptions *options,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, &local);
  if (stream != NULL)
    return garrison_csv_reader_new_for_stream (G_INPUT_STREAM (stream), options, cancellable,
                                               error);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_set_error_literal (error, GARRISON_ERROR,
                       g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                         ? GARRISON_ERROR_MISSING
                         : GARRISON_ERROR_UNREADABLE,
                       local->message);
  return NULL;
}

GarrisonCsvReader *
garrison_csv_reader_new_for_path (const char *path,
                                  const GarrisonCsvOptions *options,
                                  GError **error)
{
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_file_new_for_path (path);
  return garrison_csv_reader_new_for_file (file, options, NULL, error);
}

GarrisonCsvReader *
garrison_csv_reader_new_for_bytes (GBytes *bytes, const GarrisonCsvOptions *options, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  stream = g_memory_input_stream_new_from_bytes (bytes);
  return garrison_csv_reader_new_for_stream (stream, options, NULL, error);
}

void
garrison_csv_reader_set_width (GarrisonCsvReader *self, guint n_columns)
{
  g_return_if_fail (GARRISON_IS_CSV_READER (self));

  self->width = n_columns;
}

guint
garrison_csv_reader_get_width (GarrisonCsvReader *self)
{
  g_return_val_if_fail (GARRISON_IS_CSV_READER (self), 0);

  return self->width;
}

char
garrison_csv_reader_get_delimiter (GarrisonCsvReader *self)
{
  g_return_val_if_fail (GARRISON_IS_CSV_READER (self), ',');

  return self->scan.delimiter;
}

void
garrison_csv_reader_get_encoding (GarrisonCsvReader *self, GarrisonEncodingGuess *guess)
{
  g_return_if_fail (GARRISON_IS_CSV_READER (self) && guess != NULL);

  garrison_csv_input_get_guess (self->input, guess);
}

guint64
garrison_csv_reader_get_size (GarrisonCsvReader *self)
{
  g_return_val_if_fail (GARRISON_IS_CSV_READER (self), 0);

  return garrison_csv_input_get_size (self->input);
}

guint64
garrison_csv_reader_get_n_bad (GarrisonCsvReader *self)
{
  g_return_val_if_fail (GARRISON_IS_CSV_READER (self), 0);

  return garrison_csv_input_get_n_bad (self->input);
}

static void
garrison_csv_reader_finalize (GObject *object)
{
  GarrisonCsvReader *self = GARRISON_CSV_READER (object);

  garrison_csv_input_free (self->input);
  g_free (self->fields);
  g_array_unref (self->repairs);
  G_OBJECT_CLASS (garrison_csv_reader_parent_class)->finalize (object);
}

static void
garrison_csv_reader_class_init (GarrisonCsvReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrison_csv_reader_finalize;
}

static void
garrison_csv_reader_init (GarrisonCsvReader *self)
{
  self->line = 1;
  self->n_room = 64;
  self->fields = g_new (GarrisonCsvField, self->n_room);
  self->repairs = g_array_new (FALSE, FALSE, sizeof (Repair));
}
