/* Rows of a CSV file as offices really have them.
 *
 * A GarrisonCsvReader finds encoding and delimiter, then gives one row at a time from a window over
 * the file: memory is bounded by the longest row, never by the file. It is a GObject that the
 * caller owns; it reads blocking, so use it off the main thread, on one thread at a time. To
 * cancel, stop asking, or cancel what it was made with, from any thread.
 *
 * Beyond RFC 4180 it takes: LF, CR LF and bare CR as line ends, mixed; a quote inside a field that
 * does not begin with one (kept as it is); text after a closing quote (kept); blanks before an
 * opening quote; blank lines (left out); rows of another width than the first (flagged); "sep=;" as
 * first line; a byte order mark.
 *
 * Errors: G_IO_ERROR_CANCELLED; GARRISON_ERROR_MISSING, _UNREADABLE (rights, a NUL byte, the message has its line and
 * byte), _TOO_LARGE (a field above GARRISON_CSV_MAX_FIELD, a row above GARRISON_CSV_MAX_COLUMNS or
 * GARRISON_CSV_MAX_ROW). After an error the reader stays at its end. */
#pragma once

#include <gio/gio.h>

#include "exchange/encoding.h"

G_BEGIN_DECLS

#define GARRISON_CSV_MAX_FIELD (1024 * 1024)
#define GARRISON_CSV_MAX_ROW (8 * 1024 * 1024)
#define GARRISON_CSV_MAX_COLUMNS 10000

/**
 * GarrisonCsvRowFlags:
 * @GARRISON_CSV_ROW_SHORT: fewer fields than the width
 * @GARRISON_CSV_ROW_LONG: more fields than the width, and one of those beyond is not empty
 * @GARRISON_CSV_ROW_OPEN_QUOTE: a quote was opened and the file ended before it was closed
 * @GARRISON_CSV_ROW_BAD_TEXT: bytes that mean nothing in the encoding stand as U+FFFD
 * @GARRISON_CSV_ROW_EMPTY: no field has any text (",,,,", as spreadsheets leave at the end)
 */
typedef enum
{
  GARRISON_CSV_ROW_PLAIN = 0,
  GARRISON_CSV_ROW_SHORT = 1 << 0,
  GARRISON_CSV_ROW_LONG = 1 << 1,
  GARRISON_CSV_ROW_OPEN_QUOTE = 1 << 2,
  GARRISON_CSV_ROW_BAD_TEXT = 1 << 3,
  GARRISON_CSV_ROW_EMPTY = 1 << 4,
} GarrisonCsvRowFlags;

/**
 * GarrisonCsvField:
 * @text: valid UTF-8, terminated by a NUL that is not part of it
 * @length: in bytes
 */
typedef struct
{
  const char *text;
  gsize length;
} GarrisonCsvField;

/**
 * GarrisonCsvRow:
 * @fields: the fields; belong to the reader and hold until its next call
 * @line: line of the file at which the row begins, from 1 (a quoted field may go over several)
 * @open_line: with OPEN_QUOTE, the line of the quote that is not closed; else 0
 * @offset: byte of the file at which the row begins; exact for UTF-8, else to within 64 KiB
 */
typedef struct
{
  const GarrisonCsvField *fields;
  guint n_fields;
  GarrisonCsvRowFlags flags;
  guint64 line;
  guint64 open_line;
  guint64 offset;
} GarrisonCsvRow;

/**
 * GarrisonCsvOptions:
 * @encoding: UNKNOWN to find it
 * @delimiter: an ASCII character, 0 to find it among comma, semicolon, tab and pipe
 *
 * NULL stands for all found.
 */
typedef struct
{
  GarrisonEncoding encoding;
  char delimiter;
} GarrisonCsvOptions;

#define GARRISON_TYPE_CSV_READER (garrison_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCsvReader, garrison_csv_reader, GARRISON, CSV_READER, GObject)

/**
 * garrison_csv_reader_new_for_file:
 * @options: (nullable): what is known already
 * @cancellable: (nullable): stops this and every later read
 *
 * Opens @file and looks at its beginning (and, where that tells nothing, further) to find encoding
 * and delimiter.
 *
 * Returns: (transfer full) (nullable): a reader before its first row
 */
GarrisonCsvReader *garrison_csv_reader_new_for_file (GFile *file,
                                                     const GarrisonCsvOptions *options,
                                                     GCancellable *cancellable,
                                                     GError **error);
GarrisonCsvReader *garrison_csv_reader_new_for_path (const char *path,
                                                     const GarrisonCsvOptions *options,
                                                     GError **error);
GarrisonCsvReader *garrison_csv_reader_new_for_bytes (GBytes *bytes,
                                                      const GarrisonCsvOptions *options,
                                                      GError **error);

/** garrison_csv_reader_new_for_stream: takes a reference of @stream, which need not be seekable. */
GarrisonCsvReader *garrison_csv_reader_new_for_stream (GInputStream *stream,
                                                       const GarrisonCsvOptions *options,
                                                       GCancellable *cancellable,
                                                       GError **error);

/**
 * garrison_csv_reader_next:
 * @row: (out): the row
 *
 * Returns: FALSE at the end of the file, or with @error set
 */
gboolean garrison_csv_reader_next (GarrisonCsvReader *self, GarrisonCsvRow *row, GError **error);

/**
 * garrison_csv_reader_set_width:
 *
 * How many columns a row should have; without it, as many as the first row.
 */
void garrison_csv_reader_set_width (GarrisonCsvReader *self, guint n_columns);

guint garrison_csv_reader_get_width (GarrisonCsvReader *self);
char garrison_csv_reader_get_delimiter (GarrisonCsvReader *self);

/**
 * garrison_csv_reader_get_encoding:
 *
 * What was found, or what the options said (then with confidence 1).
 */
void garrison_csv_reader_get_encoding (GarrisonCsvReader *self, GarrisonEncodingGuess *guess);

/** garrison_csv_reader_get_size: bytes of the whole input; 0 when it cannot be known beforehand. */
guint64 garrison_csv_reader_get_size (GarrisonCsvReader *self);

/**
 * garrison_csv_reader_get_n_bad:
 *
 * How many places of the text so far had to be replaced by U+FFFD.
 */
guint64 garrison_csv_reader_get_n_bad (GarrisonCsvReader *self);

G_END_DECLS
