/* A list of customers as CSV: the rows and columns that are asked for, as far as they are on the desk.
 *
 * Blocking, for a thread of its own. Wants the permit of the gate (store/gate.h), asked with the number of rows. What has
 * left the desk meanwhile is left out. Errors: those of reads, of the stream, G_IO_ERROR_CANCELLED. */
#pragma once

#include "base/permit.h"
#include "store/store.h"

G_BEGIN_DECLS

/* On the thread that writes, now and then: @done of @n rows. */
typedef void (*GarrisonExportProgress) (guint done, guint n, gpointer data);

/**
 * garrison_customer_export_write:
 * @keys: (array zero-terminated=1): columns (model/customer-sheet.h)
 * @titles: (array zero-terminated=1): the header, as many
 * @stream: closed when all went well; else left as it is, not whole
 * @progress: (nullable)
 * @n_written: (out) (optional): rows
 */
gboolean garrison_customer_export_write (GarrisonStore *store, GarrisonPermit *permit, const gint64 *ids, guint n_ids,
                                         const char *const *keys, const char *const *titles, GOutputStream *stream,
                                         GarrisonExportProgress progress, gpointer data, GCancellable *cancellable,
                                         guint *n_written, GError **error);

/* The same into a file, which is replaced at once when all went well, and left as it was else. Only its owner can read
 * it. */
gboolean garrison_customer_export_write_file (GarrisonStore *store, GarrisonPermit *permit, const gint64 *ids, guint n_ids,
                                              const char *const *keys, const char *const *titles, GFile *file,
                                              GarrisonExportProgress progress, gpointer data, GCancellable *cancellable,
                                              guint *n_written, GError **error);

G_END_DECLS
