#include "model/role-rights.h"

struct _GarrisonRoleRights
{
  GObject parent_instance;
  GarrisonStore *store;
  GHashTable *scopes; /* "role right" → interned scope */
  GPtrArray *names;   /* interned, NULL at the end */
  GCancellable *reading; /* NULL when nothing is being read */
};

G_DEFINE_FINAL_TYPE (GarrisonRoleRights, garrison_role_rights, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char SQL[] = "SELECT r.role, r.name, r.scope FROM role_right r ORDER BY r.name, r.role";

static char *
key_of (gint64 role, const char *right)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", role, right);
}

static void
collect_names (GarrisonRoleRights *self, GHashTable *there)
{
  guint n;
  const GarrisonRight *known = garrison_rights_get_all (&n);
  g_autoptr (GList) rest = NULL;

  g_ptr_array_set_size (self->names, 0);
  for (guint i = 0; i < n; i++)
    if (g_hash_table_remove (there, g_intern_string (known[i].name)))
      g_ptr_array_add (self->names, (gpointer) g_intern_string (known[i].name));
  rest = g_list_sort (g_hash_table_get_keys (there), (GCompareFunc) g_strcmp0);
  for (GList *l = rest; l != NULL; l = l->next)
    g_ptr_array_add (self->names, l->data);
  g_ptr_array_add (self->names, NULL);
}

static void
take_rows (GarrisonRoleRights *self, GarrisonRows *rows)
{
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);

  g_hash_table_remove_all (self->scopes);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      const char *name = g_intern_string (garrison_rows_get_text (rows, i, 1));

      g_hash_table_add (there, (gpointer) name);
      g_hash_table_insert (self->scopes, key_of (garrison_rows_get_int (rows, i, 0), name),
                           (gpointer) g_intern_string (garrison_rows_get_text (rows, i, 2)));
    }
  collect_names (self, there);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read_finish (GARRISON_STORE (source), result, &error);
  g_autoptr (GarrisonRoleRights) self = data;

  /* A newer reading began, or the object has gone. */
  if (g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  if (rows != NULL)
    take_rows (self, rows);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
read_again (GarrisonRoleRights *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  garrison_store_read_async (self->store, SQL, NULL, self->reading, on_read, g_object_ref (self));
}

static void
on_store_changed (GarrisonRoleRights *self, GarrisonChange *change)
{
  if (garrison_change_touches (change, "role_right") || garrison_change_touches (change, "role"))
    read_again (self);
}

static void
garrison_role_rights_dispose (GObject *object)
{
  GarrisonRoleRights *self = GARRISON_ROLE_RIGHTS (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (garrison_role_rights_parent_class)->dispose (object);
}

static void
garrison_role_rights_finalize (GObject *object)
{
  GarrisonRoleRights *self = GARRISON_ROLE_RIGHTS (object);

  g_hash_table_unref (self->scopes);
  g_ptr_array_unref (self->names);
  G_OBJECT_CLASS (garrison_role_rights_parent_class)->finalize (object);
}

static void
garrison_role_rights_class_init (GarrisonRoleRightsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_role_rights_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_role_rights_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED]
    = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
garrison_role_rights_init (GarrisonRoleRights *self)
{
  self->scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_ptr_array_new ();
  g_ptr_array_add (self->names, NULL);
}

GarrisonRoleRights *
garrison_role_rights_new (GarrisonStore *store)
{
  GarrisonRoleRights *self;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  self = g_object_new (GARRISON_TYPE_ROLE_RIGHTS, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  read_again (self);
  return self;
}

gboolean
garrison_role_rights_load (GarrisonRoleRights *self, GError **error)
{
  g_autoptr (GarrisonRows) rows = NULL;

  g_return_val_if_fail (GARRISON_IS_ROLE_RIGHTS (self), FALSE);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  rows = garrison_store_read (self->store, SQL, NULL, NULL, error);
  if (rows != NULL)
    take_rows (self, rows);
  return rows != NULL;
}

const char *const *
garrison_role_rights_get_names (GarrisonRoleRights *self)
{
  g_return_val_if_fail (GARRISON_IS_ROLE_RIGHTS (self), NULL);
  return (const char *const *) self->names->pdata;
}

const char *
garrison_role_rights_get_scope (GarrisonRoleRights *self, gint64 role, const char *right)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (GARRISON_IS_ROLE_RIGHTS (self) && right != NULL, NULL);

  key = key_of (role, right);
  return g_hash_table_lookup (self->scopes, key);
}
