#include "store/desk-text.h"

#include <string.h>

#include "store-resources.h"

#define PATH "/org/garrisoncrm/Garrison/store/desk.sql"

typedef struct
{
  GPtrArray *names; /* of char*, NULL-terminated */
  GHashTable *blocks;
} Plan;

static void
add_line (Plan *plan, GString **block, const char *line)
{
  if (g_str_has_prefix (line, "--@ desk "))
    {
      char *name = g_strstrip (g_strdup (line + strlen ("--@ desk ")));

      *block = g_string_new (NULL);
      g_ptr_array_add (plan->names, name);
      g_hash_table_insert (plan->blocks, name, *block);
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
      g_autoptr (GBytes) bytes = g_resource_lookup_data (garrison_store_get_resource (), PATH, 0, NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      GString *block = NULL;

      plan = g_new0 (Plan, 1);
      plan->names = g_ptr_array_new ();
      plan->blocks = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; lines[i] != NULL; i++)
        add_line (plan, &block, lines[i]);
      g_ptr_array_add (plan->names, NULL);
      g_once_init_leave (&once, 1);
    }
  return plan;
}

const char *const *
garrison_desk_text_list (void)
{
  return (const char *const *)get_plan ()->names->pdata;
}

const char *
garrison_desk_text_find (const char *relation)
{
  GString *block = g_hash_table_lookup (get_plan ()->blocks, relation);

  return block == NULL ? NULL : block->str;
}
