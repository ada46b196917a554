#include "store/sqlite/desk.h"

#include <sodium.h>

#include "store/desk-text.h"
#include "store/sqlite/scope-text.h"

struct _GarrisonDesk
{
  gatomicrefcount ref_count;
  GarrisonSession *session;
  char *prefix;
  char *set_up;
  char *take_down;
};

/* Whose names are those of data/desk.sql. */
static GHashTable *
get_relation_set (void)
{
  static GHashTable *set;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      const char *const *names = garrison_desk_text_list ();

      set = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; names[i] != NULL; i++)
        g_hash_table_add (set, (gpointer)names[i]);
      g_once_init_leave (&once, 1);
    }
  return set;
}

/* 128 random bits: the name is the key to the vault. */
static char *
make_prefix (void)
{
  guint8 bytes[16];
  char hex[2 * sizeof bytes + 1];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2hex (hex, sizeof hex, bytes, sizeof bytes);
  return g_strdup_printf ("v_%s_", hex);
}

static gboolean
add_views (GarrisonDesk *self,
           const char *name,
           const char *block,
           GString *set_up,
           GString *take_down,
           GError **error)
{
  g_autofree char *select = garrison_scope_text (name, block, self->session, error);

  if (select == NULL)
    return FALSE;
  g_string_append_printf (set_up, "CREATE TEMP VIEW %s%s AS %s;\n", self->prefix, name, select);
  g_string_append_printf (set_up, "CREATE TEMP VIEW %s AS SELECT * FROM temp.%s%s;\n", name,
                          self->prefix, name);
  g_string_append_printf (take_down,
                          "DROP VIEW IF EXISTS temp.%s;\nDROP VIEW IF EXISTS temp.%s%s;\n", name,
                          self->prefix, name);
  return TRUE;
}

static gboolean
add_lookup (GarrisonDesk *self, const char *name, GString *set_up, GString *take_down, GError **error)
{
  g_autofree char *select = garrison_scope_text (name, garrison_desk_text_find (name), self->session, error);

  if (select == NULL)
    return FALSE;
  g_string_append_printf (set_up, "CREATE TEMP VIEW %slookup_%s AS %s;\n", self->prefix, name, select);
  g_string_append_printf (take_down, "DROP VIEW IF EXISTS temp.%slookup_%s;\n", self->prefix, name);
  return TRUE;
}

GarrisonDesk *
garrison_desk_new (GarrisonSession *session, GError **error)
{
  g_autoptr (GarrisonDesk) self = g_new0 (GarrisonDesk, 1);
  g_autoptr (GString) set_up = g_string_new ("BEGIN;\n");
  g_autoptr (GString) take_down = g_string_new ("BEGIN;\n");
  const char *const *names = garrison_desk_text_list ();
  const char *const *lookups = garrison_desk_text_list_lookups ();

  g_atomic_ref_count_init (&self->ref_count);
  self->session = garrison_session_ref (session);
  self->prefix = make_prefix ();
  for (guint i = 0; names[i] != NULL; i++)
    if (!add_views (self, names[i], garrison_desk_text_find (names[i]), set_up, take_down, error))
      return NULL;
  for (guint i = 0; lookups[i] != NULL; i++)
    if (!add_lookup (self, lookups[i], set_up, take_down, error))
      return NULL;
  g_string_append (set_up, "COMMIT");
  g_string_append (take_down, "COMMIT");
  self->set_up = g_strdup (set_up->str);
  self->take_down = g_strdup (take_down->str);
  return g_steal_pointer (&self);
}

GarrisonDesk *
garrison_desk_ref (GarrisonDesk *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
garrison_desk_unref (GarrisonDesk *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  garrison_session_unref (self->session);
  g_free (self->prefix);
  g_free (self->set_up);
  g_free (self->take_down);
  g_free (self);
}

GarrisonSession *
garrison_desk_get_session (GarrisonDesk *self)
{
  return self->session;
}

const char *
garrison_desk_get_prefix (GarrisonDesk *self)
{
  return self->prefix;
}

GHashTable *
garrison_desk_get_relations (GarrisonDesk *self)
{
  return get_relation_set ();
}

const char *
garrison_desk_get_set_up (GarrisonDesk *self)
{
  return self->set_up;
}

const char *
garrison_desk_get_take_down (GarrisonDesk *self)
{
  return self->take_down;
}

const char *const *
garrison_desk_list_relations (void)
{
  return garrison_desk_text_list ();
}
