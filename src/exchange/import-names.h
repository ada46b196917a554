/* What a company calls its people, products, stages and choices, as files write it.
 *
 * A GarrisonImportNames is taken from a loaded directory on the main thread and then only read, on
 * any thread. Lists are those of garrison_choice_get_list() and "person" and "region". */
#pragma once

#include "model/directory.h"

G_BEGIN_DECLS

typedef struct _GarrisonImportNames GarrisonImportNames;

GarrisonImportNames *garrison_import_names_new (GarrisonDirectory *directory);
void garrison_import_names_free (GarrisonImportNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonImportNames, garrison_import_names_free)

/**
 * garrison_import_names_find:
 * @text: a name, a key or, of a person, a login; compared folded
 * @name: (out) (optional): the name as it is; of a role its key, of a person the login, of a region
 * its code
 *
 * Returns: the id; 0 for none and when several are called so; 1 for a region
 */
gint64 garrison_import_names_find (GarrisonImportNames *self,
                                   const char *list,
                                   const char *text,
                                   const char **name);

/**
 * garrison_import_names_suggest:
 *
 * What @text may have been meant for: the same letters and digits, a usual word for a stage, or a
 * name that is a slip or two away.
 *
 * Returns: (nullable): a name of the list
 */
const char *
garrison_import_names_suggest (GarrisonImportNames *self, const char *list, const char *text);

G_END_DECLS
