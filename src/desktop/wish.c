#include "desktop/wish.h"

#include <stdlib.h>
#include <string.h>

static void
append_value (GString *text, const GarrisonValue *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value->kind)
    {
    case GARRISON_VALUE_INT:
      g_string_append_printf (text, "i%" G_GINT64_FORMAT, value->integer);
      break;
    case GARRISON_VALUE_REAL:
      g_string_append_printf (text, "r%s", g_ascii_dtostr (number, sizeof number, value->real));
      break;
    case GARRISON_VALUE_TEXT:
      g_string_append_c (text, 't');
      g_string_append_len (text, value->text, value->length);
      break;
    default:
      break;
    }
}

/* (nullable): one argument, its name first. */
static char *
dup_argument (GarrisonArgs *args, const char *name)
{
  const char *const *columns;
  GarrisonRowSource source;
  gpointer data;
  gsize n_ids = 0;
  const gint64 *ids = garrison_args_lookup_ids (args, name, &n_ids);
  const GarrisonValue *value = garrison_args_lookup (args, name);
  GString *text;

  if (garrison_args_lookup_rows (args, name, &columns, &source, &data))
    return NULL;
  text = g_string_new (name);
  g_string_append_c (text, '=');
  for (gsize i = 0; ids != NULL && i < n_ids; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT ",", ids[i]);
  if (ids == NULL && value != NULL)
    append_value (text, value);
  return g_string_free (text, FALSE);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
garrison_wish_text (const char *act, GarrisonArgs *args)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (act != NULL && args != NULL, NULL);

  for (guint i = 0; i < garrison_args_get_size (args); i++)
    {
      const char *name = garrison_args_get_name (args, i);
      char *part;

      if (g_str_has_prefix (name, "password"))
        continue;
      part = dup_argument (args, name);
      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
    }
  g_ptr_array_sort (parts, compare);
  g_ptr_array_insert (parts, 0, g_strdup (act));
  g_ptr_array_add (parts, NULL);
  /* No name and no text holds this character but one that was made to. */
  return g_strjoinv ("\x1f", (char **) parts->pdata);
}
