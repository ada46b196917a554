/* Reads the records of a file ahead, on a thread of its own, while the act writes those before.
 *
 * A GarrisonImportAhead takes over a pass that has begun; until it is freed the import's tables are
 * its thread's. Records come in the order of the file, in batches; with each batch the entries of
 * lists that its records are the first to name. Only for src/exchange/import*.c. */
#pragma once

#include "exchange/import-private.h"

G_BEGIN_DECLS

typedef struct
{
  GarrisonImportRecord *records;
  guint n_records;
  GPtrArray *entries; /* of GarrisonImportNewEntry */
} GarrisonImportBatch;

typedef struct
{
  const char *list; /* static */
  char *name;
} GarrisonImportNewEntry;

typedef struct _GarrisonImportAhead GarrisonImportAhead;

GarrisonImportAhead *garrison_import_ahead_new (GarrisonImportPass *pass);
/* Waits for its thread, which stops at the next batch. */
void garrison_import_ahead_free (GarrisonImportAhead *self);
/* Returns: (transfer full) (nullable): NULL at the end, or with @error */
GarrisonImportBatch *garrison_import_ahead_next (GarrisonImportAhead *self, GError **error);
void garrison_import_batch_free (GarrisonImportBatch *batch);

G_END_DECLS
