/* The first rows of a file, read once: enough to tell what kind of list it is and which column is
 * what, as often as somebody asks.
 *
 * A GarrisonImportHead never changes and may be used on any thread. Only
 * garrison_import_head_read () touches the file, and waits for it: run it on a thread of its own. A
 * file that must be read more than once cannot be a pipe or a device, so those are refused before
 * they are opened, as opening a pipe waits for somebody who writes to it.
 *
 * Errors: those of the reader (exchange/csv-reader.h); GARRISON_ERROR_UNREADABLE for a folder, a
 * pipe or a device, GARRISON_ERROR_INVALID for a file without any row. */
#pragma once

#include <gio/gio.h>

#include "exchange/csv-reader.h"
#include "exchange/header-map.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_IMPORT_HEAD (garrison_import_head_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonImportHead, garrison_import_head, GARRISON, IMPORT_HEAD, GObject)

/**
 * garrison_import_head_read:
 * @options: (nullable): what is known of the file
 *
 * Returns: (transfer full) (nullable)
 */
GarrisonImportHead *garrison_import_head_read (GFile *file,
                                               const GarrisonCsvOptions *options,
                                               GCancellable *cancellable,
                                               GError **error);

GFile *garrison_import_head_get_file (GarrisonImportHead *self);

/** garrison_import_head_get_options: encoding and delimiter as they were found. */
const GarrisonCsvOptions *garrison_import_head_get_options (GarrisonImportHead *self);

guint garrison_import_head_get_n_rows (GarrisonImportHead *self);

/**
 * garrison_import_head_get_cell:
 * @row: from 0, headers and titles counted
 *
 * Returns: (transfer none): valid UTF-8, "" where the row has no such column
 */
const char *garrison_import_head_get_cell (GarrisonImportHead *self, guint row, guint column);

/** garrison_import_head_guess_kind: what the columns fit best. */
GarrisonExchangeKind garrison_import_head_guess_kind (GarrisonImportHead *self);

/**
 * garrison_import_head_propose:
 * @first_row: (out): the row that the data begin with; 0 for a plain list without headers
 *
 * Returns: (transfer full): the columns as a file of @kind
 */
GarrisonHeaderMap *garrison_import_head_propose (GarrisonImportHead *self,
                                                 GarrisonExchangeKind kind,
                                                 guint *first_row);

G_END_DECLS
