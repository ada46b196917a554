/* Rows out, as CSV that every spreadsheet reads and that runs nothing when it is opened.
 *
 * A GarrisonCsvWriter writes UTF-8 with CR LF to a stream; it is a GObject that the caller owns,
 * for one thread at a time. What the company holds is written with the permit of the gate (store/gate.h) only.
 *
 * Formulas are guarded (exchange/formula.h); garrison_formula_unguard () takes the guard off when such a file is
 * imported again. */
#pragma once

#include <gio/gio.h>

#include "base/permit.h"

G_BEGIN_DECLS

/**
 * GarrisonCsvWriterFlags:
 * @GARRISON_CSV_WRITER_MARK: begin with a byte order mark, without which Excel takes UTF-8 for the
 *   code page
 * @GARRISON_CSV_WRITER_RAW: no apostrophes, for files that only programs read
 */
typedef enum
{
  GARRISON_CSV_WRITER_PLAIN = 0,
  GARRISON_CSV_WRITER_MARK = 1 << 0,
  GARRISON_CSV_WRITER_RAW = 1 << 1,
} GarrisonCsvWriterFlags;

#define GARRISON_TYPE_CSV_WRITER (garrison_csv_writer_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCsvWriter, garrison_csv_writer, GARRISON, CSV_WRITER, GObject)

/** garrison_csv_writer_new: takes a reference of @stream; @permit must be one for "csv"; @delimiter 0 means a
 * comma. */
GarrisonCsvWriter *garrison_csv_writer_new (GOutputStream *stream,
                                            GarrisonPermit *permit,
                                            char delimiter,
                                            GarrisonCsvWriterFlags flags);
/** garrison_csv_writer_new_for_return: the same for rows that somebody brought along and gets back (those that an
 * import refused). Never for anything that the company holds. */
GarrisonCsvWriter *
garrison_csv_writer_new_for_return (GOutputStream *stream, char delimiter, GarrisonCsvWriterFlags flags);

/**
 * garrison_csv_writer_add:
 * @text: (nullable): one field; UTF-8, NULL for empty
 * @length: in bytes, -1 when terminated
 *
 * Adds a field to the row under way. Writes nothing yet, so it cannot fail.
 */
void garrison_csv_writer_add (GarrisonCsvWriter *self, const char *text, gssize length);

/**
 * garrison_csv_writer_end_row:
 *
 * Ends the row; errors are those of the stream, GARRISON_ERROR_FULL for a full disk.
 */
gboolean
garrison_csv_writer_end_row (GarrisonCsvWriter *self, GCancellable *cancellable, GError **error);

/** garrison_csv_writer_add_row: a whole row of @n_fields, each nullable. */
gboolean garrison_csv_writer_add_row (GarrisonCsvWriter *self,
                                      const char *const *fields,
                                      guint n_fields,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * garrison_csv_writer_finish:
 *
 * Writes what is left and closes the stream; a file is whole only after this.
 */
gboolean
garrison_csv_writer_finish (GarrisonCsvWriter *self, GCancellable *cancellable, GError **error);

G_END_DECLS
