#include "store/session.h"

#include <string.h>

typedef struct
{
  const char *scope; /* interned */
  GArray *ids;       /* (nullable) */
} Right;

struct _GarrisonSession
{
  gatomicrefcount ref_count;
  gint64 me;
  gint64 reset;
  gboolean shares;
  GHashTable *rights; /* name to Right, both owned */
  GHashTable *rules;  /* field to interned rule */
  GHashTable *columns; /* relation to char ** */
};

static void
right_free (gpointer data)
{
  Right *right = data;

  g_clear_pointer (&right->ids, g_array_unref);
  g_free (right);
}

GarrisonSession *
garrison_session_new (gint64 me)
{
  GarrisonSession *self = g_new0 (GarrisonSession, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->me = me;
  self->rights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, right_free);
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
  return self;
}

GarrisonSession *
garrison_session_ref (GarrisonSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
garrison_session_unref (GarrisonSession *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->rights);
  g_hash_table_unref (self->rules);
  g_hash_table_unref (self->columns);
  g_free (self);
}

void
garrison_session_add_right (GarrisonSession *self,
                            const char *right,
                            const char *scope,
                            GArray *ids)
{
  Right *entry;

  g_return_if_fail (self != NULL && right != NULL && scope != NULL);

  entry = g_new0 (Right, 1);
  entry->scope = g_intern_string (scope);
  entry->ids = ids == NULL ? NULL : g_array_ref (ids);
  g_hash_table_insert (self->rights, g_strdup (right), entry);
}

gint64
garrison_session_get_me (GarrisonSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->me;
}

void
garrison_session_set_reset (GarrisonSession *self, gint64 act)
{
  g_return_if_fail (self != NULL);

  self->reset = act;
}

gint64
garrison_session_get_reset (GarrisonSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->reset;
}

void
garrison_session_set_shares (GarrisonSession *self, gboolean shares)
{
  g_return_if_fail (self != NULL);

  self->shares = shares;
}

gboolean
garrison_session_get_shares (GarrisonSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->shares;
}

const char *
garrison_session_get_scope (GarrisonSession *self, const char *right)
{
  Right *entry;

  g_return_val_if_fail (self != NULL && right != NULL, NULL);

  entry = g_hash_table_lookup (self->rights, right);
  return entry == NULL ? NULL : entry->scope;
}

gboolean
garrison_session_has_all (GarrisonSession *self, const char *right)
{
  return g_strcmp0 (garrison_session_get_scope (self, right), "all") == 0;
}

GArray *
garrison_session_get_ids (GarrisonSession *self, const char *right)
{
  Right *entry;

  g_return_val_if_fail (self != NULL && right != NULL, NULL);

  entry = g_hash_table_lookup (self->rights, right);
  return entry == NULL ? NULL : entry->ids;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return x < y ? -1 : x > y;
}

gboolean
garrison_session_reaches (GarrisonSession *self, const char *right, gint64 owner)
{
  GArray *ids;

  if (garrison_session_has_all (self, right))
    return TRUE;
  ids = garrison_session_get_ids (self, right);
  return ids != NULL && g_array_binary_search (ids, &owner, compare_ids, NULL);
}

void
garrison_session_add_rule (GarrisonSession *self, const char *field, const char *rule)
{
  g_return_if_fail (self != NULL && field != NULL && rule != NULL);

  g_hash_table_insert (self->rules, g_strdup (field), (gpointer)g_intern_string (rule));
}

const char *
garrison_session_get_rule (GarrisonSession *self, const char *field)
{
  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  return g_hash_table_lookup (self->rules, field);
}

GPtrArray *
garrison_session_list_own (GarrisonSession *self, const char *rule)
{
  GPtrArray *fields = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer field, its;

  g_hash_table_iter_init (&iter, self->rules);
  while (g_hash_table_iter_next (&iter, &field, &its))
    if (g_str_has_prefix (field, "own#") && g_str_equal (its, rule))
      g_ptr_array_add (fields, field);
  return fields;
}

void
garrison_session_take_columns (GarrisonSession *self, const char *relation, char **columns)
{
  g_return_if_fail (self != NULL && relation != NULL);

  g_hash_table_insert (self->columns, g_strdup (relation), columns);
}

const char *const *
garrison_session_get_columns (GarrisonSession *self, const char *relation)
{
  g_return_val_if_fail (self != NULL && relation != NULL, NULL);

  return g_hash_table_lookup (self->columns, relation);
}

static gboolean
rules_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer field, rule;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &field, &rule))
    if (g_hash_table_lookup (b, field) != rule)
      return FALSE;
  return TRUE;
}

static gboolean
right_equal (const Right *a, const Right *b)
{
  if (b == NULL || a->scope != b->scope || (a->ids == NULL) != (b->ids == NULL))
    return FALSE;
  return a->ids == NULL
         || (a->ids->len == b->ids->len
             && (a->ids->len == 0
                 || memcmp (a->ids->data, b->ids->data, a->ids->len * sizeof (gint64)) == 0));
}

gboolean
garrison_session_equal (GarrisonSession *self, GarrisonSession *other)
{
  GHashTableIter iter;
  gpointer name, right;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self->me != other->me || self->reset != other->reset || self->shares != other->shares
      || g_hash_table_size (self->rights) != g_hash_table_size (other->rights) || !rules_equal (self->rules, other->rules))
    return FALSE;
  g_hash_table_iter_init (&iter, self->rights);
  while (g_hash_table_iter_next (&iter, &name, &right))
    if (!right_equal (right, g_hash_table_lookup (other->rights, name)))
      return FALSE;
  return TRUE;
}
