#include "model/names.h"

struct _GarrisonNames
{
  gatomicrefcount references;
  GPtrArray *all;        /* every GarrisonName, owned */
  GHashTable *lists;     /* "kind/list" → GPtrArray of GarrisonName */
  GHashTable *by_id;     /* "kind/id" → GarrisonName */
  GPtrArray *own_fields; /* GarrisonOwnField, owned */
  GHashTable *rules; /* field to interned rule */
};

G_DEFINE_BOXED_TYPE (GarrisonNames, garrison_names, garrison_names_ref, garrison_names_unref)

static void
name_free (gpointer data)
{
  GarrisonName *name = data;

  g_free ((char *)name->list);
  g_free ((char *)name->key);
  g_free ((char *)name->name);
  g_free (name);
}

static void
own_field_free (gpointer data)
{
  GarrisonOwnField *field = data;

  g_free ((char *)field->relation);
  g_free ((char *)field->key);
  g_free ((char *)field->name);
  g_free ((char *)field->type);
  g_free (field);
}

static char *
list_key (GarrisonNameKind kind, const char *list)
{
  return g_strdup_printf ("%d/%s", kind, kind == GARRISON_NAME_CHOICE && list ? list : "");
}

static char *
id_key (GarrisonNameKind kind, gint64 id)
{
  return g_strdup_printf ("%d/%" G_GINT64_FORMAT, kind, id);
}

GarrisonNames *
garrison_names_new (void)
{
  GarrisonNames *self = g_new0 (GarrisonNames, 1);

  g_atomic_ref_count_init (&self->references);
  self->all = g_ptr_array_new_with_free_func (name_free);
  self->lists
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->own_fields = g_ptr_array_new_with_free_func (own_field_free);
  return self;
}

GarrisonNames *
garrison_names_ref (GarrisonNames *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
garrison_names_unref (GarrisonNames *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->own_fields);
  g_hash_table_unref (self->rules);
  g_free (self);
}

void
garrison_names_add (GarrisonNames *self,
                    GarrisonNameKind kind,
                    const char *list,
                    gint64 id,
                    const char *key,
                    const char *text,
                    gboolean active)
{
  GarrisonName *name;
  GPtrArray *in_list;
  g_autofree char *lookup = NULL;

  g_return_if_fail (self != NULL && text != NULL && id > 0);

  lookup = list_key (kind, list);
  in_list = g_hash_table_lookup (self->lists, lookup);
  if (!in_list)
    {
      in_list = g_ptr_array_new ();
      g_hash_table_insert (self->lists, g_steal_pointer (&lookup), in_list);
    }
  name = g_new0 (GarrisonName, 1);
  name->kind = kind;
  name->list = g_strdup (list);
  name->id = id;
  name->key = g_strdup (key);
  name->name = g_utf8_make_valid (text, -1);
  name->active = active;
  name->position = in_list->len;
  g_ptr_array_add (self->all, name);
  g_ptr_array_add (in_list, name);
  g_hash_table_insert (self->by_id, id_key (kind, id), name);
}

void
garrison_names_add_own_field (GarrisonNames *self,
                              gint64 id,
                              const char *relation,
                              const char *key,
                              const char *name,
                              const char *type)
{
  GarrisonOwnField *field;

  g_return_if_fail (self != NULL && id > 0 && relation && name && type);

  field = g_new0 (GarrisonOwnField, 1);
  field->id = id;
  field->relation = g_strdup (relation);
  field->key = g_strdup (key);
  field->name = g_utf8_make_valid (name, -1);
  field->type = g_strdup (type);
  g_ptr_array_add (self->own_fields, field);
}

const GarrisonName *
garrison_names_lookup (GarrisonNames *self, GarrisonNameKind kind, gint64 id)
{
  g_autofree char *lookup = id_key (kind, id);

  g_return_val_if_fail (self != NULL, NULL);

  return g_hash_table_lookup (self->by_id, lookup);
}

GPtrArray *
garrison_names_get_all (GarrisonNames *self, GarrisonNameKind kind, const char *list)
{
  g_autofree char *lookup = list_key (kind, list);
  GPtrArray *found;
  static GPtrArray *nothing;

  g_return_val_if_fail (self != NULL, NULL);

  found = g_hash_table_lookup (self->lists, lookup);
  if (found)
    return found;
  if (g_once_init_enter (&nothing))
    g_once_init_leave (&nothing, g_ptr_array_new ());
  return nothing;
}

GPtrArray *
garrison_names_get_own_fields (GarrisonNames *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->own_fields;
}

void
garrison_names_add_rule (GarrisonNames *self, const char *field, const char *rule)
{
  g_return_if_fail (self != NULL && field != NULL && rule != NULL);

  g_hash_table_insert (self->rules, g_strdup (field), (gpointer) g_intern_string (rule));
}

const char *
garrison_names_get_rule (GarrisonNames *self, const char *field)
{
  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  return g_hash_table_lookup (self->rules, field);
}
