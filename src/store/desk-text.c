#include "store/desk-text.h"

#include <string.h>

#include "store-resources.h"

#define PATH "/org/garrisoncrm/Garrison/store/desk.sql"

typedef struct
{
  gboolean is_view;
  char **withheld;
  GString *text;
} Block;

typedef struct
{
  GPtrArray *names; /* of char*, NULL-terminated */
  GPtrArray *lookups; /* the same */
  GHashTable *blocks;
  GArray *places; /* of GarrisonFieldPlace */
} Plan;

/* "NAME" or "NAME without COLUMN, COLUMN…" */
static Block *
add_block (Plan *plan, GPtrArray *names, const char *head, gboolean is_view)
{
  g_auto (GStrv) parts = g_strsplit (head, " without ", 2);
  Block *block = g_new0 (Block, 1);

  block->is_view = is_view;
  block->text = g_string_new (NULL);
  block->withheld = g_strsplit (g_strv_length (parts) > 1 ? g_strstrip (parts[1]) : "", ",", -1);
  for (guint i = 0; block->withheld[i] != NULL; i++)
    g_strstrip (block->withheld[i]);
  g_ptr_array_add (names, g_strstrip (g_strdup (parts[0])));
  g_hash_table_insert (plan->blocks, names->pdata[names->len - 1], block);
  return block;
}

/* "RELATION.FIELD in RELATION.COLUMN of KIND, …" */
static void
add_places (Plan *plan, const char *text)
{
  g_auto (GStrv) halves = g_strsplit (text, " in ", 2);
  g_auto (GStrv) places = g_strsplit (g_strv_length (halves) > 1 ? halves[1] : "", ",", -1);

  for (guint i = 0; places[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (places[i]), " of ", 2);
      g_auto (GStrv) names = g_strsplit (words[0], ".", 2);
      GarrisonFieldPlace place = { g_intern_string (g_strstrip (halves[0])), g_intern_string (names[0]),
                                   g_intern_string (names[1]), g_intern_string (words[1]) };

      g_array_append_val (plan->places, place);
    }
}

static void
add_line (Plan *plan, Block **block, const char *line)
{
  if (g_str_has_prefix (line, "--@ desk "))
    *block = add_block (plan, plan->names, line + strlen ("--@ desk "), FALSE);
  else if (g_str_has_prefix (line, "--@ view "))
    *block = add_block (plan, plan->names, line + strlen ("--@ view "), TRUE);
  else if (g_str_has_prefix (line, "--@ lookup "))
    *block = add_block (plan, plan->lookups, line + strlen ("--@ lookup "), TRUE);
  else if (g_str_has_prefix (line, "--@ field "))
    add_places (plan, line + strlen ("--@ field "));
  else if (*block != NULL && !g_str_has_prefix (line, "--"))
    g_string_append_printf ((*block)->text, "%s\n", line);
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
      Block *block = NULL;

      plan = g_new0 (Plan, 1);
      plan->names = g_ptr_array_new ();
      plan->lookups = g_ptr_array_new ();
      plan->places = g_array_new (FALSE, FALSE, sizeof (GarrisonFieldPlace));
      plan->blocks = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; lines[i] != NULL; i++)
        add_line (plan, &block, lines[i]);
      g_ptr_array_add (plan->names, NULL);
      g_ptr_array_add (plan->lookups, NULL);
      g_once_init_leave (&once, 1);
    }
  return plan;
}

const char *const *
garrison_desk_text_list (void)
{
  return (const char *const *)get_plan ()->names->pdata;
}

const GarrisonFieldPlace *
garrison_desk_text_list_places (guint *n)
{
  *n = get_plan ()->places->len;
  return (const GarrisonFieldPlace *)get_plan ()->places->data;
}

static Block *
find (const char *relation)
{
  return g_hash_table_lookup (get_plan ()->blocks, relation);
}

const char *
garrison_desk_text_find (const char *relation)
{
  Block *block = find (relation);

  return block == NULL ? NULL : block->text->str;
}

const char *const *
garrison_desk_text_list_lookups (void)
{
  return (const char *const *)get_plan ()->lookups->pdata;
}

const char *
garrison_desk_text_find_lookup (const char *at)
{
  const char *const *names = garrison_desk_text_list_lookups ();

  for (; *at == '@' && *names != NULL; names++)
    if (g_str_has_prefix (at + 1, *names) && at[1 + strlen (*names)] == '(')
      return *names;
  return NULL;
}

gboolean
garrison_desk_text_is_view (const char *relation)
{
  Block *block = find (relation);

  return block != NULL && block->is_view;
}

const char *const *
garrison_desk_text_get_withheld (const char *relation)
{
  static const char *const none[] = { NULL };
  Block *block = find (relation);

  return block == NULL ? none : (const char *const *)block->withheld;
}

typedef struct
{
  const char *me;
  const char *settled;
  char *(*write_scope) (const char *right, const char *column, gpointer data);
  gpointer data;
} Writer;

static gboolean
write_macro (const GMatchInfo *match, GString *out, gpointer data)
{
  Writer *writer = data;
  g_autofree char *macro = g_match_info_fetch (match, 1);
  g_autofree char *right = g_match_info_fetch (match, 2);
  g_autofree char *column = g_match_info_fetch (match, 3);
  g_autofree char *scope = NULL;

  if (g_str_equal (macro, "me") || g_str_equal (macro, "settled"))
    g_string_append (out, g_str_equal (macro, "me") ? writer->me : writer->settled);
  else
    {
      scope = writer->write_scope (right, column, writer->data);
      g_string_append (out, scope);
    }
  return FALSE;
}

char *
garrison_desk_text_write_view (const char *name, const char *me, const char *settled,
                               char *(*write_scope) (const char *right, const char *column, gpointer data),
                               gpointer data)
{
  g_autoptr (GRegex) regex
    = g_regex_new ("@(me|settled|scope)\\b(?:\\(\\s*([a-z.]+)\\s*,\\s*([a-z_.]+)\\s*\\))?", 0, 0, NULL);
  Writer writer = { me, settled, write_scope, data };

  g_return_val_if_fail (find (name) != NULL, NULL);

  return g_regex_replace_eval (regex, garrison_desk_text_find (name), -1, 0, 0, write_macro, &writer, NULL);
}
