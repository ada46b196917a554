#include "store/act-result-private.h"

struct _GarrisonActResult
{
  gatomicrefcount ref_count;
  gint64 act;
  GHashTable *ints; /* (nullable): name to gint64, both owned */
  gboolean repeat;
  GArray *skipped;
};

G_DEFINE_BOXED_TYPE (GarrisonActResult,
                     garrison_act_result,
                     garrison_act_result_ref,
                     garrison_act_result_unref)

GarrisonActResult *
garrison_act_result_new (gint64 act)
{
  GarrisonActResult *self = g_new0 (GarrisonActResult, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->act = act;
  self->skipped = g_array_new (FALSE, FALSE, sizeof (GarrisonSkipped));
  return self;
}

GarrisonActResult *
garrison_act_result_ref (GarrisonActResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);

  g_atomic_ref_count_inc (&result->ref_count);
  return result;
}

void
garrison_act_result_unref (GarrisonActResult *result)
{
  g_return_if_fail (result != NULL);

  if (!g_atomic_ref_count_dec (&result->ref_count))
    return;
  g_clear_pointer (&result->ints, g_hash_table_unref);
  g_array_unref (result->skipped);
  g_free (result);
}

void
garrison_act_result_set_int (GarrisonActResult *result, const char *name, gint64 value)
{
  g_return_if_fail (result != NULL && name != NULL);

  if (result->ints == NULL)
    result->ints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (result->ints, g_strdup (name), g_memdup2 (&value, sizeof value));
}

void
garrison_act_result_set_repeat (GarrisonActResult *result)
{
  g_return_if_fail (result != NULL);

  result->repeat = TRUE;
}

void
garrison_act_result_add_skipped (GarrisonActResult *result,
                                 guint64 row,
                                 const char *reason,
                                 gint64 record)
{
  GarrisonSkipped skipped = { row, g_intern_string (reason), record };

  g_return_if_fail (result != NULL && reason != NULL);

  g_array_append_val (result->skipped, skipped);
}

gint64
garrison_act_result_get_act (GarrisonActResult *result)
{
  g_return_val_if_fail (result != NULL, 0);

  return result->act;
}

gint64
garrison_act_result_get_int (GarrisonActResult *result, const char *name)
{
  const gint64 *value;

  g_return_val_if_fail (result != NULL && name != NULL, 0);

  value = result->ints == NULL ? NULL : g_hash_table_lookup (result->ints, name);
  return value == NULL ? 0 : *value;
}

gboolean
garrison_act_result_is_repeat (GarrisonActResult *result)
{
  g_return_val_if_fail (result != NULL, FALSE);

  return result->repeat;
}

guint
garrison_act_result_get_n_skipped (GarrisonActResult *result)
{
  g_return_val_if_fail (result != NULL, 0);

  return result->skipped->len;
}

const GarrisonSkipped *
garrison_act_result_get_skipped (GarrisonActResult *result, guint index)
{
  g_return_val_if_fail (result != NULL && index < result->skipped->len, NULL);

  return &g_array_index (result->skipped, GarrisonSkipped, index);
}
