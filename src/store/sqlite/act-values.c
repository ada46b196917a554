#include <string.h>

#include "base/day.h"
#include "base/error.h"
#include "store/refusal.h"
#include "store/sqlite/act-runner-private.h"

#define TEXT_MAX 10000 /* characters */

/* TRUE, or a refusal that names the argument. */
static gboolean
bad (GarrisonActRunner *self, const char *argument, const char *why, GError **error)
{
  GError *refusal = garrison_refusal_new (self->name, "bad-argument");

  garrison_refusal_set_detail (refusal, "argument", argument);
  garrison_refusal_set_detail (refusal, "why", why);
  g_propagate_error (error, refusal);
  return FALSE;
}

static gboolean
bad_amount (GarrisonActRunner *self, const GarrisonActSlot *slot, gint64 amount, GError **error)
{
  GError *refusal = garrison_refusal_new (self->name, "bad-amount");
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, amount);

  garrison_refusal_set_detail (refusal, slot->name, digits);
  g_propagate_error (error, refusal);
  return FALSE;
}

static const char *
check_text (const GarrisonValue *value)
{
  gsize length = value->length >= 0 ? (gsize) value->length : strlen (value->text);

  if (!g_utf8_validate_len (value->text, length, NULL))
    return "no text";
  if (length > TEXT_MAX && g_utf8_strlen (value->text, length) > TEXT_MAX)
    return "too long";
  return NULL;
}

gboolean
garrison_act_values_check (GarrisonActRunner *self, const GarrisonActSlot *slot, const GarrisonValue *value,
                           GError **error)
{
  const char *why = NULL;

  if (value == NULL || value->kind == GARRISON_VALUE_NULL)
    return slot->optional || bad (self, slot->name, "missing", error);

  switch (slot->type)
    {
    case GARRISON_ACT_TEXT:
      why = value->kind == GARRISON_VALUE_TEXT ? check_text (value) : "text expected";
      break;
    case GARRISON_ACT_IDS:
      why = value->kind == GARRISON_VALUE_IDS ? NULL : "ids expected";
      break;
    case GARRISON_ACT_DAY:
      if (value->kind != GARRISON_VALUE_INT)
        why = "day expected";
      else if (value->integer < 19000101 || value->integer > 22001231
               || !garrison_day_is_valid ((gint) value->integer))
        why = "no such day";
      break;
    case GARRISON_ACT_MONEY:
      if (value->kind == GARRISON_VALUE_INT
          && (value->integer > GARRISON_ACT_MONEY_MAX || value->integer < -GARRISON_ACT_MONEY_MAX))
        return bad_amount (self, slot, value->integer, error);
      G_GNUC_FALLTHROUGH;
    default:
      why = value->kind == GARRISON_VALUE_INT ? NULL : "number expected";
    }
  return why == NULL || bad (self, slot->name, why, error);
}

/* The list as JSON, each id once: what json_each() takes. */
static gboolean
take_ids (GarrisonActRunner *self, const GarrisonActSlot *slot, GarrisonActValue *value, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gsize n_ids = 0;
  const gint64 *ids = garrison_args_lookup_ids (self->args, slot->name, &n_ids);

  if (n_ids == 0 && !slot->optional)
    return bad (self, slot->name, "empty", error);
  if (value->buffer == NULL)
    value->buffer = g_string_new (NULL);
  g_string_assign (value->buffer, "[");
  for (gsize i = 0; i < n_ids; i++)
    {
      if (ids[i] <= 0)
        return bad (self, slot->name, "no id", error);
      if (g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) ids[i])))
        g_string_append_printf (value->buffer, "%s%" G_GINT64_FORMAT, value->buffer->len > 1 ? "," : "", ids[i]);
    }
  g_string_append_c (value->buffer, ']');
  value->kind = GARRISON_VALUE_TEXT;
  value->text = value->buffer->str;
  value->length = value->buffer->len;
  return TRUE;
}

static gboolean
take_arg (GarrisonActRunner *self, const GarrisonActSlot *slot, GarrisonActValue *value, GError **error)
{
  const GarrisonValue *given = self->args != NULL ? garrison_args_lookup (self->args, slot->name) : NULL;

  if (!garrison_act_values_check (self, slot, given, error))
    return FALSE;
  if (given == NULL || given->kind == GARRISON_VALUE_NULL)
    return TRUE;
  if (slot->type == GARRISON_ACT_IDS)
    return take_ids (self, slot, value, error);
  value->kind = given->kind;
  value->integer = given->integer;
  value->text = given->text;
  value->length = given->length;
  return TRUE;
}

/* What the act has no use for is a slip of the caller's. */
static gboolean
check_known (GarrisonActRunner *self, const GarrisonActFile *file, GError **error)
{
  guint n = self->args != NULL ? garrison_args_get_size (self->args) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *name = garrison_args_get_name (self->args, i);
      gboolean known = g_strcmp0 (name, file->rows) == 0;

      for (guint j = 0; j < file->slots->len && !known; j++)
        {
          const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, j);
          known = slot->kind == GARRISON_ACT_SLOT_ARG && g_str_equal (slot->name, name);
        }
      if (!known)
        return bad (self, name, "unknown", error);
    }
  return TRUE;
}

static gboolean
check_rows (GarrisonActRunner *self, const GarrisonActFile *file, GError **error)
{
  const char *const *columns = NULL;
  GarrisonRowSource source = NULL;
  gpointer data = NULL;

  if (file->rows == NULL)
    return TRUE;
  if (self->args == NULL || !garrison_args_lookup_rows (self->args, file->rows, &columns, &source, &data)
      || source == NULL)
    return bad (self, file->rows, "rows expected", error);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      gboolean known = FALSE;
      for (guint j = 0; j < file->n_columns && !known; j++)
        known = g_str_equal (columns[i],
                             g_array_index (file->slots, GarrisonActSlot, file->first_column + j).name);
      if (!known)
        return bad (self, columns[i], "unknown", error);
    }
  return TRUE;
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
  if (!check_known (self, file, error) || !check_rows (self, file, error))
    return FALSE;
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);

      if (slot->kind == GARRISON_ACT_SLOT_ARG
          && !take_arg (self, slot, &g_array_index (self->values, GarrisonActValue, i), error))
        return FALSE;
    }
  return TRUE;
}
