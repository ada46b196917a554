/* The bytes under a CSV reader: a stream, what it is encoded in, and a window over its text.
 *
 * A GarrisonCsvInput belongs to one reader and is used on its thread. The window holds valid UTF-8,
 * is followed by 64 zero bytes, and moves when it is filled. Errors: those of the stream, mapped to
 * GARRISON_ERROR. */
#pragma once

#include <gio/gio.h>

#include "exchange/encoding.h"

G_BEGIN_DECLS

typedef struct _GarrisonCsvInput GarrisonCsvInput;

/** garrison_csv_input_new: opens and looks; @encoding UNKNOWN to find it. Takes a reference of
 * @stream and of @cancellable (nullable), which stops this and every later read. */
GarrisonCsvInput *garrison_csv_input_new (GInputStream *stream,
                                          GarrisonEncoding encoding,
                                          GCancellable *cancellable,
                                          GError **error);
void garrison_csv_input_free (GarrisonCsvInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonCsvInput, garrison_csv_input_free)

/**
 * garrison_csv_input_fill:
 * @keep: (inout): start of the text still needed, in the window; afterwards where it went
 * @end: (out): end of the window
 *
 * Moves what is needed to the front, makes the window larger if that fills more than half of it,
 * and reads on.
 *
 * Returns: FALSE with @error set; TRUE also when nothing more came
 */
gboolean garrison_csv_input_fill (GarrisonCsvInput *self, char **keep, char **end, GError **error);

/** garrison_csv_input_at_end: whether the window holds all that is left. */
gboolean garrison_csv_input_at_end (GarrisonCsvInput *self);

/** garrison_csv_input_get_offset: byte of the file that @text, in the window, comes from. */
guint64 garrison_csv_input_get_offset (GarrisonCsvInput *self, const char *text);

void garrison_csv_input_get_guess (GarrisonCsvInput *self, GarrisonEncodingGuess *guess);
guint64 garrison_csv_input_get_n_bad (GarrisonCsvInput *self);

/** garrison_csv_input_get_size: bytes of the whole; 0 when unknown. */
guint64 garrison_csv_input_get_size (GarrisonCsvInput *self);

G_END_DECLS
