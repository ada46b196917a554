#include <string.h>

#include "base/error.h"
#include "store/refusal.h"
#include "store/sqlite/act-runner-private.h"
#include "store/sqlite/errors.h"

static GarrisonActValue *
get_value (GarrisonActRunner *self, guint slot)
{
  return &g_array_index (self->values, GarrisonActValue, slot);
}

void
garrison_act_step_bind (GarrisonActRunner *self, GarrisonActStatement *statement)
{
  sqlite3_reset (statement->stmt);
  for (guint i = 0; i < statement->n_slots; i++)
    {
      const GarrisonActValue *value = get_value (self, statement->slots[i]);

      if (value->kind == GARRISON_VALUE_INT)
        sqlite3_bind_int64 (statement->stmt, i + 1, value->integer);
      else if (value->kind == GARRISON_VALUE_TEXT)
        sqlite3_bind_text (statement->stmt, i + 1, value->text, value->length, SQLITE_STATIC);
      else
        sqlite3_bind_null (statement->stmt, i + 1);
    }
}

static void
keep_text (GarrisonActValue *value, const char *text, gsize length)
{
  if (value->buffer == NULL)
    value->buffer = g_string_new (NULL);
  g_string_truncate (value->buffer, 0);
  g_string_append_len (value->buffer, text, length);
  value->kind = GARRISON_VALUE_TEXT;
  value->text = value->buffer->str;
  value->length = length;
}

/* Steps to the scalar of a let or a gift. */
static gboolean
step_scalar (GarrisonActRunner *self, GarrisonActStatement *statement, GError **error)
{
  int code = sqlite3_step (statement->stmt);
  return code == SQLITE_ROW || garrison_act_runner_fail (self, statement->step, code, error);
}

static gboolean
run_let (GarrisonActRunner *self, GarrisonActStatement *statement, GError **error)
{
  GarrisonActValue *value = get_value (self, statement->step->slot);
  sqlite3_stmt *stmt = statement->stmt;

  if (!step_scalar (self, statement, error))
    return FALSE;
  if (sqlite3_column_type (stmt, 0) == SQLITE_NULL)
    value->kind = GARRISON_VALUE_NULL;
  else if (sqlite3_column_type (stmt, 0) == SQLITE_INTEGER)
    {
      value->kind = GARRISON_VALUE_INT;
      value->integer = sqlite3_column_int64 (stmt, 0);
    }
  else
    {
      const char *text = (const char *) sqlite3_column_text (stmt, 0);
      keep_text (value, text, sqlite3_column_bytes (stmt, 0));
    }
  sqlite3_reset (stmt);
  return TRUE;
}

static gboolean
run_give (GarrisonActRunner *self, GarrisonActStatement *statement, GError **error)
{
  gint64 given;

  if (!step_scalar (self, statement, error))
    return FALSE;
  given = sqlite3_column_int64 (statement->stmt, 0);
  sqlite3_reset (statement->stmt);
  garrison_act_result_set_int (self->result, statement->step->name, given);
  g_string_append_printf (self->gave, "%s%s=%" G_GINT64_FORMAT, self->gave->len > 0 ? " " : "",
                          statement->step->name, given);
  return TRUE;
}

static gboolean
run_refuse (GarrisonActRunner *self, GarrisonActStatement *statement, GError **error)
{
  sqlite3_stmt *stmt = statement->stmt;
  int code = sqlite3_step (stmt);
  GError *refusal;

  if (code == SQLITE_DONE)
    return TRUE;
  if (code != SQLITE_ROW)
    return garrison_act_runner_fail (self, statement->step, code, error);

  refusal = garrison_refusal_new (self->name, statement->step->name);
  for (int i = 0; i < sqlite3_column_count (stmt); i++)
    {
      const char *text = (const char *) sqlite3_column_text (stmt, i);
      if (text != NULL)
        garrison_refusal_set_detail (refusal, sqlite3_column_name (stmt, i), text);
    }
  g_propagate_error (error, refusal);
  return FALSE;
}

static gboolean
refuse_count (GarrisonActRunner *self, const GarrisonActStep *step, gint64 expected, gint64 changed,
              GError **error)
{
  GError *refusal = garrison_refusal_new (self->name, "row-count");
  g_autofree char *line = g_strdup_printf ("%u", step->line);
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, expected);
  g_autofree char *found = g_strdup_printf ("%" G_GINT64_FORMAT, changed);

  garrison_refusal_set_detail (refusal, "line", line);
  garrison_refusal_set_detail (refusal, "expected", wanted);
  garrison_refusal_set_detail (refusal, "changed", found);
  g_propagate_error (error, refusal);
  return FALSE;
}

static gboolean
run_write (GarrisonActRunner *self, GarrisonActStatement *statement, GError **error)
{
  const GarrisonActStep *step = statement->step;
  int code = sqlite3_step (statement->stmt);
  gint64 changed, expected = step->count;

  if (code != SQLITE_DONE)
    return garrison_act_runner_fail (self, step, code, error);
  sqlite3_reset (statement->stmt);
  changed = sqlite3_changes64 (self->db);
  if (step->kind == GARRISON_ACT_REFRESH || step->kind == GARRISON_ACT_TIMELINE)
    {
      garrison_change_add_relation (self->change, step->kind == GARRISON_ACT_REFRESH ? "customer" : "timeline");
      return TRUE;
    }
  if (step->kind == GARRISON_ACT_AUDIT)
    return TRUE;

  if (changed > 0)
    garrison_change_add_relation (self->change, step->relation);
  if (expected == GARRISON_ACT_COUNT_SLOT)
    expected = get_value (self, step->slot)->integer;
  if (expected != GARRISON_ACT_COUNT_ANY && changed != expected)
    return refuse_count (self, step, expected, changed, error);
  return TRUE;
}

gboolean
garrison_act_step_run (GarrisonActRunner *self, GarrisonActStatement *statement, GError **error)
{
  garrison_act_step_bind (self, statement);
  switch (statement->step->kind)
    {
    case GARRISON_ACT_LET:
      return run_let (self, statement, error);
    case GARRISON_ACT_GIVE:
      return run_give (self, statement, error);
    case GARRISON_ACT_REFUSE:
      return run_refuse (self, statement, error);
    default:
      return run_write (self, statement, error);
    }
}
