/* The dry run of an import. Only for src/exchange/import*.c. */
#pragma once

#include "exchange/import-private.h"

G_BEGIN_DECLS

/* What is there already, as far as this kind of file needs it. */
gboolean
garrison_import_load_keys (GarrisonImport *self, GCancellable *cancellable, GError **error);

/* Which way round the dates of the file stand, where nobody said it. */
gboolean
garrison_import_find_order (GarrisonImport *self, GCancellable *cancellable, GError **error);

/* Reads the file once and fills the report; with @twins also what is there already. */
gboolean garrison_import_read_all (GarrisonImport *self,
                                   gboolean twins,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
