#include "store/change-private.h"

struct _GarrisonChange
{
  gatomicrefcount ref_count;
  const char *act; /* interned */
  gint64 act_id;
  GHashTable *relations; /* set of interned names */
  GHashTable *seen;      /* set of gint64, pointing nowhere else */
  GArray *customers;     /* gint64, in the order of coming */
  gboolean all_customers;
};

G_DEFINE_BOXED_TYPE (GarrisonChange, garrison_change, garrison_change_ref, garrison_change_unref)

GarrisonChange *
garrison_change_new (const char *act, gint64 act_id)
{
  GarrisonChange *self = g_new0 (GarrisonChange, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->act = g_intern_string (act);
  self->act_id = act_id;
  self->relations = g_hash_table_new (g_str_hash, g_str_equal);
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->all_customers = act == NULL;
  return self;
}

GarrisonChange *
garrison_change_ref (GarrisonChange *change)
{
  g_return_val_if_fail (change != NULL, NULL);

  g_atomic_ref_count_inc (&change->ref_count);
  return change;
}

void
garrison_change_unref (GarrisonChange *change)
{
  g_return_if_fail (change != NULL);

  if (!g_atomic_ref_count_dec (&change->ref_count))
    return;
  g_hash_table_unref (change->relations);
  g_hash_table_unref (change->seen);
  g_array_unref (change->customers);
  g_free (change);
}

void
garrison_change_add_relation (GarrisonChange *change, const char *relation)
{
  g_return_if_fail (change != NULL && relation != NULL);

  g_hash_table_add (change->relations, (gpointer)g_intern_string (relation));
}

void
garrison_change_add_customer (GarrisonChange *change, gint64 customer)
{
  g_return_if_fail (change != NULL);

  if (change->all_customers || g_hash_table_contains (change->seen, &customer))
    return;
  if (change->customers->len >= GARRISON_CHANGE_CUSTOMERS_MAX)
    {
      garrison_change_add_all_customers (change);
      return;
    }
  g_hash_table_add (change->seen, g_memdup2 (&customer, sizeof customer));
  g_array_append_val (change->customers, customer);
}

void
garrison_change_add_all_customers (GarrisonChange *change)
{
  g_return_if_fail (change != NULL);

  change->all_customers = TRUE;
  g_hash_table_remove_all (change->seen);
  g_array_set_size (change->customers, 0);
}

gboolean
garrison_change_is_like (GarrisonChange *change, GarrisonChange *other)
{
  g_return_val_if_fail (change != NULL && other != NULL, FALSE);

  return change->act == other->act;
}

static void
pour (GarrisonChange *into, GarrisonChange *from)
{
  GHashTableIter iter;
  gpointer relation;

  g_hash_table_iter_init (&iter, from->relations);
  while (g_hash_table_iter_next (&iter, &relation, NULL))
    g_hash_table_add (into->relations, relation);
  if (from->all_customers)
    garrison_change_add_all_customers (into);
  for (guint i = 0; i < from->customers->len; i++)
    garrison_change_add_customer (into, g_array_index (from->customers, gint64, i));
}

GarrisonChange *
garrison_change_join (GarrisonChange *change, GarrisonChange *later)
{
  GarrisonChange *both;

  g_return_val_if_fail (change != NULL && later != NULL, NULL);

  both = garrison_change_new (later->act, later->act_id);
  pour (both, change);
  pour (both, later);
  return both;
}

const char *
garrison_change_get_act (GarrisonChange *change)
{
  g_return_val_if_fail (change != NULL, NULL);

  return change->act;
}

gint64
garrison_change_get_act_id (GarrisonChange *change)
{
  g_return_val_if_fail (change != NULL, 0);

  return change->act_id;
}

gboolean
garrison_change_touches (GarrisonChange *change, const char *relation)
{
  g_return_val_if_fail (change != NULL && relation != NULL, FALSE);

  return change->act == NULL || g_hash_table_contains (change->relations, relation);
}

const gint64 *
garrison_change_get_customers (GarrisonChange *change, gsize *n_customers)
{
  g_return_val_if_fail (change != NULL && n_customers != NULL, NULL);

  *n_customers = change->customers->len;
  return change->customers->len == 0 ? NULL : (const gint64 *)change->customers->data;
}
