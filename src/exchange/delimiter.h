/* Which character parts the fields of a CSV file.
 *
 * A pure function of a sample in UTF-8; any thread; no errors. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * garrison_delimiter_detect:
 * @sample: the beginning of the file, in UTF-8
 * @length: in bytes; some 64 KiB are plenty
 * @at_end: whether the file ends with the sample, so that its last line counts
 *
 * Counts comma, semicolon, tab and pipe outside quotes, line by line; the one that parts the most
 * lines into the same number of fields wins. A line "sep=X" at the start decides alone.
 *
 * Returns: the delimiter; a comma when nothing speaks for another
 */
char garrison_delimiter_detect (const char *sample, gsize length, gboolean at_end);

G_END_DECLS
