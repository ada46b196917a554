/* Whether what a caller gives fits what an act declares. Both engines ask this before anything runs, and
 * refuse alike: "bad-argument" with the details "argument" and "why", or "bad-amount". Any thread. */
#pragma once

#include "store/act-file.h"
#include "store/args.h"

G_BEGIN_DECLS

/* All arguments but the cells of rows: unknown names first, then rows, then one by one in the order of the file.
 * @args: (nullable): none. */
gboolean garrison_act_check_args (const GarrisonActFile *file, GarrisonArgs *args, GError **error);
/* That each column of rows is filled that must be. @columns: what the source fills. */
gboolean garrison_act_check_columns (const GarrisonActFile *file, const char *const *columns, GError **error);
/* One value. @act: for the refusal; @value: (nullable): missing. */
gboolean garrison_act_check_value (const char *act, const GarrisonActSlot *slot, const GarrisonValue *value,
                                   GError **error);

G_END_DECLS
