#include <gio/gio.h>
#include <string.h>

#include "base/error.h"
#include "acts-resource.h"
#include "store/sqlite/act-runner-private.h"
#include "store/sqlite/errors.h"

/* The macros, as SQLite understands them ---------------------------------------------------------- */

/* What the undone act wrote of a field, or the field as it is when it wrote nothing. */
static void
write_remembered (GString *sql, const GarrisonActPiece *piece, const char *column)
{
  const char *of = "FROM act_row w WHERE w.act = :undone AND w.relation = '%s' AND w.record = %s.id"
                   " AND w.field = '%s'";
  g_autoptr (GString) where = g_string_new (of);

  g_string_replace (where, "%s", "\1", 0);
  g_string_replace (where, "\1", piece->text, 1);
  g_string_replace (where, "\1", piece->text, 1);
  g_string_replace (where, "\1", piece->field, 1);
  g_string_append_printf (sql, "CASE WHEN EXISTS (SELECT 1 %s) THEN (SELECT CAST(w.%s AS %s) %s) ELSE %s.%s END",
                          where->str, column, piece->type == GARRISON_ACT_INT ? "INTEGER" : "TEXT",
                          where->str, piece->text, piece->field);
}

static void
write_piece (GString *sql, const GarrisonActPiece *piece)
{
  switch (piece->kind)
    {
    case GARRISON_ACT_PIECE_TEXT:
      g_string_append (sql, piece->text);
      break;
    case GARRISON_ACT_PIECE_PARAM:
      g_string_append_printf (sql, ":%s", piece->text);
      break;
    case GARRISON_ACT_PIECE_IDS:
      g_string_append_printf (sql, "(SELECT value AS id FROM json_each(:%s))", piece->text);
      break;
    case GARRISON_ACT_PIECE_NEWID:
      g_string_append_printf (sql, "garrison_newid('%s')", piece->text);
      break;
    case GARRISON_ACT_PIECE_REACHES:
      g_string_append_printf (sql, "garrison_reaches('%s', ", piece->text);
      break;
    case GARRISON_ACT_PIECE_CLOSE:
      g_string_append_c (sql, ')');
      break;
    case GARRISON_ACT_PIECE_HAS:
      g_string_append_printf (sql, "garrison_has('%s')", piece->text);
      break;
    case GARRISON_ACT_PIECE_WAS:
      write_remembered (sql, piece, "was");
      break;
    case GARRISON_ACT_PIECE_BECAME:
      write_remembered (sql, piece, "became");
      break;
    }
}

/* The frames around a step's SQL ------------------------------------------------------------------ */

/* What is written in one go: the stage stands in the indexes of lists, which nobody wants to be written
 * anew for each call that is logged. */
static const char *const kept_columns[][6] = {
  { "completeness", "last_contact_at", "last_contact_day", "next_due_at", "next_task" },
  { "stage" },
};

static char *
refresh_sql (const char *select, const char *const *columns)
{
  g_autoptr (GBytes) kept = g_resource_lookup_data (garrison_acts_get_resource (),
                                                    "/org/garrisoncrm/Garrison/kept.sql", 0, NULL);
  GString *sql = g_string_new ("WITH which(id) AS (");
  g_autoptr (GString) differs = g_string_new (NULL);

  g_string_append_printf (sql, "%s\n), kept AS (\n", select);
  g_string_append_len (sql, g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));
  g_string_append (sql, "\nWHERE c.id IN (SELECT garrison_touch(which.id) FROM which))\nUPDATE customer AS k SET ");
  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_string_append_printf (sql, "%s%s = kept.%s", i > 0 ? ", " : "", columns[i], columns[i]);
      g_string_append_printf (differs, "%sk.%s IS DISTINCT FROM kept.%s", i > 0 ? " OR " : "", columns[i], columns[i]);
    }
  g_string_append_printf (sql, "\nFROM kept WHERE k.id = kept.id AND (%s)", differs->str);
  return g_string_free (sql, FALSE);
}

/* @part: of a refresh. */
static char *
frame_sql (const GarrisonActStep *step, const char *select, guint part)
{
  switch (step->kind)
    {
    case GARRISON_ACT_LET:
    case GARRISON_ACT_GIVE:
      return g_strdup_printf ("SELECT %s", select);
    case GARRISON_ACT_REFRESH:
      return refresh_sql (select, kept_columns[part]);
    case GARRISON_ACT_AUDIT:
      return g_strdup_printf ("WITH entry(relation, record, field, was, became) AS (%s\n)\n"
                              "INSERT INTO act_row(act, relation, record, field, was, became)\n"
                              "SELECT :act, e.relation, e.record, e.field, e.was, e.became FROM entry e",
                              select);
    case GARRISON_ACT_TIMELINE:
      return g_strdup_printf (
        "WITH entry(customer, kind, text, relation, record) AS (%s\n)\n"
        "INSERT INTO timeline(id, customer, person, at, day, kind, text, relation, record, act)\n"
        "SELECT garrison_newid('timeline'), garrison_touch(e.customer), nullif(:me, 0), :now, :today, e.kind,"
        " e.text, e.relation, e.record, :act FROM entry e",
        select);
    default:
      return g_strdup (select);
    }
}

/* Preparing --------------------------------------------------------------------------------------- */

static void
statement_free (gpointer data)
{
  GarrisonActStatement *statement = data;
  sqlite3_finalize (statement->stmt);
  g_free (statement->slots);
  g_clear_pointer (&statement->statements, g_ptr_array_unref);
  g_free (statement);
}

static guint
slot_of (const GarrisonActStep *step, const char *name)
{
  static const char *const bound[] = { "me", "now", "today", "act", "undone" };

  for (guint i = 0; i < step->pieces->len; i++)
    {
      const GarrisonActPiece *piece = &g_array_index (step->pieces, GarrisonActPiece, i);
      if ((piece->kind == GARRISON_ACT_PIECE_PARAM || piece->kind == GARRISON_ACT_PIECE_IDS)
          && g_str_equal (piece->text, name))
        return piece->slot;
    }
  for (guint i = 0; i < G_N_ELEMENTS (bound); i++)
    if (g_str_equal (bound[i], name))
      return i;
  g_assert_not_reached ();
}

static gboolean
prepare_sql (sqlite3 *db, const GarrisonActFile *file, GarrisonActStatement *statement, guint part, GError **error)
{
  g_autoptr (GString) pieces = g_string_new (NULL);
  g_autofree char *sql = NULL;
  int code;

  for (guint i = 0; i < statement->step->pieces->len; i++)
    write_piece (pieces, &g_array_index (statement->step->pieces, GarrisonActPiece, i));
  sql = frame_sql (statement->step, pieces->str, part);
  code = sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->stmt, NULL);
  if (code != SQLITE_OK)
    {
      g_autofree char *doing = g_strdup_printf ("%s.sql:%u", file->name, statement->step->line);
      return garrison_sqlite_set_error (db, code, NULL, doing, error);
    }

  statement->n_slots = sqlite3_bind_parameter_count (statement->stmt);
  statement->slots = g_new (guint, statement->n_slots);
  for (guint i = 0; i < statement->n_slots; i++)
    statement->slots[i] = slot_of (statement->step, sqlite3_bind_parameter_name (statement->stmt, i + 1) + 1);
  return TRUE;
}

static gboolean
prepare_statement (sqlite3 *db, const GarrisonActFile *file, GarrisonActStatement *statement, guint part, GError **error)
{
  if (statement->step->kind != GARRISON_ACT_EACH)
    return prepare_sql (db, file, statement, part, error);
  statement->statements = garrison_act_statements_prepare (db, file, statement->step->steps, error);
  return statement->statements != NULL;
}

GPtrArray *
garrison_act_statements_prepare (sqlite3 *db, const GarrisonActFile *file, const GPtrArray *steps,
                                 GError **error)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (statement_free);

  for (guint i = 0; i < steps->len; i++)
    {
      const GarrisonActStep *step = g_ptr_array_index (steps, i);
      guint parts = step->kind == GARRISON_ACT_REFRESH ? G_N_ELEMENTS (kept_columns) : 1;

      for (guint part = 0; part < parts; part++)
        {
          GarrisonActStatement *statement = g_new0 (GarrisonActStatement, 1);

          statement->step = step;
          g_ptr_array_add (statements, statement);
          if (!prepare_statement (db, file, statement, part, error))
            return NULL;
        }
    }
  return g_steal_pointer (&statements);
}

void
garrison_act_statements_reset (GPtrArray *statements)
{
  for (guint i = 0; i < statements->len; i++)
    {
      GarrisonActStatement *statement = g_ptr_array_index (statements, i);

      if (statement->statements != NULL)
        garrison_act_statements_reset (statement->statements);
      else
        {
          sqlite3_reset (statement->stmt);
          sqlite3_clear_bindings (statement->stmt);
        }
    }
}
