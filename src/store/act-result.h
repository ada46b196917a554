/* What an act answers. Immutable, reference-counted, readable on any thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_ACT_RESULT (garrison_act_result_get_type ())
typedef struct _GarrisonActResult GarrisonActResult;

/* A row of a rows argument that the act left out, and why. */
typedef struct
{
  guint64 row;        /* counted from 0 */
  const char *reason; /* the name of the skip, e.g. "duplicate" */
  gint64 record;      /* the record that stands in the way, or 0 */
} GarrisonSkipped;

GType garrison_act_result_get_type (void);
GarrisonActResult *garrison_act_result_ref (GarrisonActResult *result);
void garrison_act_result_unref (GarrisonActResult *result);
/* The act's id, by which it can be undone. */
gint64 garrison_act_result_get_act (GarrisonActResult *result);
/* What the act gave under @name ("customer", "n" …); 0 when it gave no such thing. */
gint64 garrison_act_result_get_int (GarrisonActResult *result, const char *name);
/* TRUE when the same request had been done before and this is its first answer again. */
gboolean garrison_act_result_is_repeat (GarrisonActResult *result);
/* The skipped rows of an act that takes rows. */
guint garrison_act_result_get_n_skipped (GarrisonActResult *result);
const GarrisonSkipped *garrison_act_result_get_skipped (GarrisonActResult *result, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonActResult, garrison_act_result_unref)

G_END_DECLS
