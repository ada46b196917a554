#include "store/act-check.h"

#include <string.h>

#include "base/day.h"
#include "store/refusal.h"

#define TEXT_MAX 10000 /* characters */

/* TRUE, or a refusal that names the argument. */
static gboolean
bad (const char *act, const char *argument, const char *why, GError **error)
{
  GError *refusal = garrison_refusal_new (act, "bad-argument");

  garrison_refusal_set_detail (refusal, "argument", argument);
  garrison_refusal_set_detail (refusal, "why", why);
  g_propagate_error (error, refusal);
  return FALSE;
}

static gboolean
bad_amount (const char *act, const GarrisonActSlot *slot, gint64 amount, GError **error)
{
  GError *refusal = garrison_refusal_new (act, "bad-amount");
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
garrison_act_check_value (const char *act, const GarrisonActSlot *slot, const GarrisonValue *value, GError **error)
{
  const char *why = NULL;

  if (value == NULL || value->kind == GARRISON_VALUE_NULL)
    return slot->optional || bad (act, slot->name, "missing", error);

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
        return bad_amount (act, slot, value->integer, error);
      G_GNUC_FALLTHROUGH;
    default:
      why = value->kind == GARRISON_VALUE_INT ? NULL : "number expected";
    }
  return why == NULL || bad (act, slot->name, why, error);
}

static gboolean
check_ids (const GarrisonActFile *file, GarrisonArgs *args, const GarrisonActSlot *slot, GError **error)
{
  gsize n_ids = 0;
  const gint64 *ids = garrison_args_lookup_ids (args, slot->name, &n_ids);

  if (n_ids == 0 && !slot->optional)
    return bad (file->name, slot->name, "empty", error);
  for (gsize i = 0; i < n_ids; i++)
    if (ids[i] <= 0)
      return bad (file->name, slot->name, "no id", error);
  return TRUE;
}

static gboolean
check_arg (const GarrisonActFile *file, GarrisonArgs *args, const GarrisonActSlot *slot, GError **error)
{
  const GarrisonValue *given = args != NULL ? garrison_args_lookup (args, slot->name) : NULL;

  return garrison_act_check_value (file->name, slot, given, error)
         && (given == NULL || given->kind != GARRISON_VALUE_IDS || check_ids (file, args, slot, error));
}

/* What the act has no use for is a slip of the caller's. */
static gboolean
check_known (const GarrisonActFile *file, GarrisonArgs *args, GError **error)
{
  guint n = args != NULL ? garrison_args_get_size (args) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *name = garrison_args_get_name (args, i);
      gboolean known = g_strcmp0 (name, file->rows) == 0;

      for (guint j = 0; j < file->slots->len && !known; j++)
        {
          const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, j);
          known = slot->kind == GARRISON_ACT_SLOT_ARG && g_str_equal (slot->name, name);
        }
      if (!known)
        return bad (file->name, name, "unknown", error);
    }
  return TRUE;
}

static gboolean
check_rows (const GarrisonActFile *file, GarrisonArgs *args, GError **error)
{
  const char *const *columns = NULL;
  GarrisonRowSource source = NULL;
  gpointer data = NULL;

  if (file->rows == NULL)
    return TRUE;
  if (args == NULL || !garrison_args_lookup_rows (args, file->rows, &columns, &source, &data)
      || source == NULL)
    return bad (file->name, file->rows, "rows expected", error);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      gboolean known = FALSE;
      for (guint j = 0; j < file->n_columns && !known; j++)
        known = g_str_equal (columns[i],
                             g_array_index (file->slots, GarrisonActSlot, file->first_column + j).name);
      if (!known)
        return bad (file->name, columns[i], "unknown", error);
    }
  return TRUE;
}

gboolean
garrison_act_check_args (const GarrisonActFile *file, GarrisonArgs *args, GError **error)
{
  g_return_val_if_fail (file != NULL, FALSE);

  if (!check_known (file, args, error) || !check_rows (file, args, error))
    return FALSE;
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);

      if (slot->kind == GARRISON_ACT_SLOT_ARG && !check_arg (file, args, slot, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
garrison_act_check_columns (const GarrisonActFile *file, const char *const *columns, GError **error)
{
  g_return_val_if_fail (file != NULL && columns != NULL, FALSE);

  for (guint i = 0; i < file->n_columns; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, file->first_column + i);

      if (!g_strv_contains (columns, slot->name) && !garrison_act_check_value (file->name, slot, NULL, error))
        return FALSE;
    }
  return TRUE;
}
