#include <string.h>

#include "base/error.h"
#include "store/act-check.h"
#include "store/refusal.h"
#include "store/sqlite/act-runner-private.h"
#include "store/sqlite/errors.h"

#define NEARLY_EMPTY 100000 /* rows up to which indexes are built anew rather than grown */

typedef struct
{
  GarrisonActRunner *self;
  const GarrisonActFile *file;
  GarrisonActStatement *each;
  GarrisonValue *cells;
  guint n_cells;
  guint *slots;  /* of the cells */
  guint64 row;
} Each;

static gboolean
blame_row (Each *e, GError *error, GError **to)
{
  g_autofree char *row = g_strdup_printf ("%" G_GUINT64_FORMAT, e->row);

  if (garrison_error_is_refusal (error, NULL))
    garrison_refusal_set_detail (error, "row", row);
  g_propagate_error (to, error);
  return FALSE;
}

static gboolean
take_cells (Each *e, GError **error)
{
  GArray *values = e->self->values;
  GError *local = NULL;

  for (guint i = 0; i < e->n_cells; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (e->file->slots, GarrisonActSlot, e->slots[i]);
      GarrisonActValue *value = &g_array_index (values, GarrisonActValue, e->slots[i]);

      if (!garrison_act_check_value (e->self->name, slot, &e->cells[i], &local))
        return blame_row (e, local, error);
      value->kind = e->cells[i].kind;
      value->integer = e->cells[i].integer;
      value->text = e->cells[i].text;
      value->length = e->cells[i].length;
    }
  return TRUE;
}

static gboolean
run_skip (Each *e, GarrisonActStatement *statement, gboolean *skipped, GError **error)
{
  int code;

  garrison_act_step_bind (e->self, statement);
  code = sqlite3_step (statement->stmt);
  *skipped = code == SQLITE_ROW;
  if (*skipped)
    garrison_act_result_add_skipped (e->self->result, e->row, statement->step->name,
                                     sqlite3_column_int64 (statement->stmt, 0));
  else if (code != SQLITE_DONE)
    return garrison_act_runner_fail (e->self, statement->step, code, error);
  sqlite3_reset (statement->stmt);
  return TRUE;
}

static gboolean
is_for_row (Each *e, const GarrisonActStep *step)
{
  const GarrisonActValue *value;

  if (!step->conditional)
    return TRUE;
  value = &g_array_index (e->self->values, GarrisonActValue, step->when);
  return value->kind == GARRISON_VALUE_INT && value->integer == step->when_value;
}

/* @skipped: whether the row is left out, which ends it. */
static gboolean
run_row (Each *e, gboolean *skipped, GError **error)
{
  GPtrArray *statements = e->each->statements;
  GError *local = NULL;

  *skipped = FALSE;
  if (!take_cells (e, error))
    return FALSE;
  for (guint i = 0; i < statements->len && !*skipped; i++)
    {
      GarrisonActStatement *statement = g_ptr_array_index (statements, i);

      if (!is_for_row (e, statement->step))
        continue;
      if (statement->step->kind == GARRISON_ACT_SKIP)
        {
          if (!run_skip (e, statement, skipped, error))
            return FALSE;
        }
      else if (!garrison_act_step_run (e->self, statement, &local))
        return blame_row (e, local, error);
    }
  return TRUE;
}

static void
count_row (Each *e, gboolean skipped)
{
  guint slot = skipped ? GARRISON_ACT_SLOT_SKIPPED : GARRISON_ACT_SLOT_TAKEN;
  g_array_index (e->self->values, GarrisonActValue, slot).integer++;
}

static void
map_cells (Each *e, const char *const *columns)
{
  for (guint i = 0; i < e->file->n_columns; i++)
    {
      guint index = e->file->first_column + i;

      for (guint j = 0; j < e->n_cells; j++)
        if (g_str_equal (columns[j], g_array_index (e->file->slots, GarrisonActSlot, index).name))
          e->slots[j] = index;
    }
}

gboolean
garrison_act_each_run (GarrisonActRunner *self, const GarrisonActFile *file, GarrisonActStatement *each,
                       GError **error)
{
  const char *const *columns = NULL;
  GarrisonRowSource source = NULL;
  gpointer data = NULL;
  g_autofree GarrisonValue *cells = NULL;
  g_autofree guint *slots = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean skipped;
  Each e = { self, file, each };

  garrison_args_lookup_rows (self->args, file->rows, &columns, &source, &data);
  e.n_cells = g_strv_length ((char **) columns);
  e.cells = cells = g_new0 (GarrisonValue, MAX (e.n_cells, 1));
  e.slots = slots = g_new0 (guint, MAX (e.n_cells, 1));
  if (!garrison_act_check_columns (file, columns, error))
    return FALSE;
  map_cells (&e, columns);

  while (source (data, cells, e.n_cells, &failure))
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!run_row (&e, &skipped, error))
        return FALSE;
      count_row (&e, skipped);
      e.row++;
      memset (cells, 0, sizeof (GarrisonValue) * e.n_cells);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  garrison_act_statements_reset (each->statements);
  return TRUE;
}

/* Bulk -------------------------------------------------------------------------------------------- */

static gboolean
exec (GarrisonActRunner *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || garrison_sqlite_set_error (self->db, code, self->cancellable, "bulk", error);
}

/* @relation is a word of an act file, never of a person. */
static gboolean
is_nearly_empty (GarrisonActRunner *self, const char *relation)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM (SELECT 1 FROM \"%s\" LIMIT %d)", relation,
                                          NEARLY_EMPTY + 1);
  sqlite3_stmt *stmt = NULL;
  gboolean few = FALSE;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    few = sqlite3_column_int64 (stmt, 0) <= NEARLY_EMPTY;
  sqlite3_finalize (stmt);
  return few;
}

static void
list_indexes (GarrisonActRunner *self, const char *relation, GPtrArray *names, GPtrArray *indexes)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (self->db, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1"
                                    " AND sql IS NOT NULL", -1, &stmt, NULL) == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, relation, -1, SQLITE_STATIC);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
          g_ptr_array_add (indexes, g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
        }
    }
  sqlite3_finalize (stmt);
}

GPtrArray *
garrison_act_bulk_begin (GarrisonActRunner *self, const GarrisonActFile *file, GError **error)
{
  g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; file->bulk != NULL && file->bulk[i] != NULL; i++)
    if (is_nearly_empty (self, file->bulk[i]))
      list_indexes (self, file->bulk[i], names, indexes);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP INDEX \"%s\"", (char *) names->pdata[i]);
      if (!exec (self, sql, error))
        return NULL;
    }
  return g_steal_pointer (&indexes);
}

gboolean
garrison_act_bulk_end (GarrisonActRunner *self, GPtrArray *indexes, GError **error)
{
  for (guint i = 0; i < indexes->len; i++)
    if (!exec (self, indexes->pdata[i], error))
      return FALSE;
  return TRUE;
}
