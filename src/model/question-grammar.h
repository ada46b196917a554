/* The grammar of questions, in three files: paths of fields, conditions, and the question around
 * them. Each takes what it knows at the scanner's place. */
#pragma once

#include "model/question-scan.h"

G_BEGIN_DECLS

/* question-path.c: how many characters at @pos name a relation, or a field of @relation; 0 for
 * none. */
gsize longest_relation (Scanner *self, gsize pos, const GarrisonRelation **found);
gsize longest_field (Scanner *self,
                     const GarrisonRelation *relation,
                     gsize pos,
                     const GarrisonField **found);
gboolean take_path (Scanner *self, Path *path);

/* question-where.c: (transfer full) (nullable): NULL with the scanner failed. */
Cond *take_any (Scanner *self);

static inline gboolean
is_date (const GarrisonField *field)
{
  return field->type == GARRISON_FIELD_DAY || field->type == GARRISON_FIELD_INSTANT;
}

G_END_DECLS
