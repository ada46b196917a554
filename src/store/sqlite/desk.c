#include "store/sqlite/desk.h"

#include <sodium.h>
#include <string.h>

#include "store-resources.h"
#include "store/sqlite/scope-text.h"

#define PATH "/org/garrisoncrm/Garrison/store/desk.sql"

struct _GarrisonDesk
{
  gatomicrefcount ref_count;
  GarrisonSession *session;
  char *prefix;
  char *set_up;
  char *take_down;
};

/* data/desk.sql, taken apart once. */
typedef struct
{
  GPtrArray *names; /* of char*, NULL-terminated */
  GPtrArray *blocks;
  GHashTable *set;
} Plan;

static void
add_line (Plan *plan, GString **block, const char *line)
{
  if (g_str_has_prefix (line, "--@ desk "))
    {
      char *name = g_strstrip (g_strdup (line + strlen ("--@ desk ")));

      *block = g_string_new (NULL);
      g_ptr_array_add (plan->names, name);
      g_ptr_array_add (plan->blocks, *block);
      g_hash_table_add (plan->set, name);
    }
  else if (*block != NULL && !g_str_has_prefix (line, "--"))
    g_string_append_printf (*block, "%s\n", line);
}

static Plan *
get_plan (void)
{
  static Plan *plan;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GBytes) bytes
        = g_resource_lookup_data (garrison_store_get_resource (), PATH, 0, NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      GString *block = NULL;

      plan = g_new0 (Plan, 1);
      plan->names = g_ptr_array_new ();
      plan->blocks = g_ptr_array_new ();
      plan->set = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; lines[i] != NULL; i++)
        add_line (plan, &block, lines[i]);
      g_ptr_array_add (plan->names, NULL);
      g_once_init_leave (&once, 1);
    }
  return plan;
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

GarrisonDesk *
garrison_desk_new (GarrisonSession *session, GError **error)
{
  g_autoptr (GarrisonDesk) self = g_new0 (GarrisonDesk, 1);
  g_autoptr (GString) set_up = g_string_new ("BEGIN;\n");
  g_autoptr (GString) take_down = g_string_new ("BEGIN;\n");
  Plan *plan = get_plan ();

  g_atomic_ref_count_init (&self->ref_count);
  self->session = garrison_session_ref (session);
  self->prefix = make_prefix ();
  for (guint i = 0; i < plan->blocks->len; i++)
    {
      GString *block = g_ptr_array_index (plan->blocks, i);

      if (!add_views (self, g_ptr_array_index (plan->names, i), block->str, set_up, take_down,
                      error))
        return NULL;
    }
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
  return get_plan ()->set;
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
  return (const char *const *)get_plan ()->names->pdata;
}
