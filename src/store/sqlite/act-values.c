#include <string.h>

#include "store/act-check.h"
#include "store/sqlite/act-runner-private.h"

/* The list as JSON, each id once: what json_each() takes. */
static void
take_ids (GarrisonActRunner *self, const GarrisonActSlot *slot, GarrisonActValue *value)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gsize n_ids = 0;
  const gint64 *ids = garrison_args_lookup_ids (self->args, slot->name, &n_ids);

  if (value->buffer == NULL)
    value->buffer = g_string_new (NULL);
  g_string_assign (value->buffer, "[");
  for (gsize i = 0; i < n_ids; i++)
    if (g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) ids[i])))
      g_string_append_printf (value->buffer, "%s%" G_GINT64_FORMAT, value->buffer->len > 1 ? "," : "", ids[i]);
  g_string_append_c (value->buffer, ']');
  value->kind = GARRISON_VALUE_TEXT;
  value->text = value->buffer->str;
  value->length = value->buffer->len;
}

static void
take_arg (GarrisonActRunner *self, const GarrisonActSlot *slot, GarrisonActValue *value)
{
  const GarrisonValue *given = self->args != NULL ? garrison_args_lookup (self->args, slot->name) : NULL;

  if (given == NULL || given->kind == GARRISON_VALUE_NULL)
    return;
  if (slot->type == GARRISON_ACT_IDS)
    {
      take_ids (self, slot, value);
      return;
    }
  value->kind = given->kind;
  value->integer = given->integer;
  value->text = given->text;
  value->length = given->length;
}

void
garrison_act_values_clear (GarrisonActRunner *self)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      GarrisonActValue *value = &g_array_index (self->values, GarrisonActValue, i);
      GString *buffer = value->buffer;

      /* an import may leave a large one */
      if (buffer != NULL && buffer->allocated_len > 65536)
        g_string_free (g_steal_pointer (&buffer), TRUE);
      *value = (GarrisonActValue){ .buffer = buffer };
    }
}

gboolean
garrison_act_values_take (GarrisonActRunner *self, const GarrisonActFile *file, GError **error)
{
  if (self->values->len < file->slots->len)
    g_array_set_size (self->values, file->slots->len);
  if (!garrison_act_check_args (file, self->args, error))
    return FALSE;
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);

      if (slot->kind == GARRISON_ACT_SLOT_ARG)
        take_arg (self, slot, &g_array_index (self->values, GarrisonActValue, i));
    }
  return TRUE;
}
