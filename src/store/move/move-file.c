/* A company's file as one side of a move. */
#include <string.h>

#include "store/move/move-private.h"
#include "store/sqlite/act-runner.h"
#include "store/sqlite/credentials.h"

GarrisonMoveRelation *
garrison_move_relation_new (const char *name)
{
  GarrisonMoveRelation *relation = g_new0 (GarrisonMoveRelation, 1);

  relation->name = g_strdup (name);
  relation->columns = g_ptr_array_new_with_free_func (g_free);
  relation->are_texts = g_array_new (FALSE, FALSE, sizeof (gboolean));
  relation->are_keys = g_array_new (FALSE, FALSE, sizeof (gboolean));
  return relation;
}

void
garrison_move_relation_free (GarrisonMoveRelation *relation)
{
  g_free (relation->name);
  g_ptr_array_unref (relation->columns);
  g_array_unref (relation->are_texts);
  g_array_unref (relation->are_keys);
  g_free (relation);
}

static gboolean
add_columns (GarrisonConnection *file, GarrisonMoveRelation *relation, GError **error)
{
  static const char *const keys[] = { "name_key", "sort_key", "phone_key", "mobile_key", NULL };
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (file->db, "SELECT name, type FROM pragma_table_info(?1) ORDER BY cid", -1, &stmt, NULL);

  if (code == SQLITE_OK)
    sqlite3_bind_text (stmt, 1, relation->name, -1, SQLITE_STATIC);
  while (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (stmt, 0);
      gboolean is_text = g_str_equal (sqlite3_column_text (stmt, 1), "TEXT");
      gboolean is_key = g_strv_contains (keys, name);

      g_ptr_array_add (relation->columns, g_strdup (name));
      g_array_append_val (relation->are_texts, is_text);
      g_array_append_val (relation->are_keys, is_key);
      code = SQLITE_OK;
    }
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE || garrison_connection_fail (file, code, "reading the schema", error);
}

GPtrArray *
garrison_move_list (GarrisonConnection *file, GError **error)
{
  g_autoptr (GPtrArray) relations
    = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_move_relation_free);
  sqlite3_stmt *stmt = NULL;
  gboolean good = TRUE;
  int code = sqlite3_prepare_v2 (file->db,
                                 "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                                 " AND name NOT IN ('credential', 'counter', 'clock') ORDER BY rowid",
                                 -1, &stmt, NULL);

  while (good && code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      GarrisonMoveRelation *relation = garrison_move_relation_new ((const char *) sqlite3_column_text (stmt, 0));

      g_ptr_array_add (relations, relation);
      good = add_columns (file, relation, error);
      code = SQLITE_OK;
    }
  sqlite3_finalize (stmt);
  if (good && code != SQLITE_DONE)
    good = garrison_connection_fail (file, code, "reading the schema", error);
  return good ? g_steal_pointer (&relations) : NULL;
}

char *
garrison_move_write_columns (const GarrisonMoveRelation *relation)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < relation->columns->len; i++)
    g_string_append_printf (text, "%s\"%s\"", i > 0 ? ", " : "", (char *) relation->columns->pdata[i]);
  return g_string_free (text, FALSE);
}

gboolean
garrison_move_file_walk (GarrisonConnection *file, const GarrisonMoveRelation *relation, GarrisonMoveRow row,
                         gpointer data, GError **error)
{
  guint n = relation->columns->len;
  g_autofree GarrisonMoveCell *cells = g_new0 (GarrisonMoveCell, n);
  g_autofree char *columns = garrison_move_write_columns (relation);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM main.\"%s\"", columns, relation->name);
  sqlite3_stmt *stmt = NULL;
  gboolean good = TRUE;
  int code = sqlite3_prepare_v2 (file->db, sql, -1, &stmt, NULL);

  while (good && code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      for (guint i = 0; i < n; i++)
        {
          cells[i].text = (const char *) sqlite3_column_text (stmt, i);
          cells[i].length = sqlite3_column_bytes (stmt, i);
        }
      good = row (cells, data, error);
      code = SQLITE_OK;
    }
  sqlite3_finalize (stmt);
  return good && (code == SQLITE_DONE || garrison_connection_fail (file, code, "reading", error));
}

struct _GarrisonMoveFileSink
{
  GarrisonConnection *file;
  const GarrisonMoveRelation *relation;
  sqlite3_stmt *stmt;
};

GarrisonMoveFileSink *
garrison_move_file_sink_new (GarrisonConnection *file, const GarrisonMoveRelation *relation, GError **error)
{
  g_autoptr (GarrisonMoveFileSink) self = g_new0 (GarrisonMoveFileSink, 1);
  g_autofree char *columns = garrison_move_write_columns (relation);
  g_autoptr (GString) sql = g_string_new (NULL);
  int code;

  self->file = file;
  self->relation = relation;
  /* What migrations put there comes along. */
  g_string_printf (sql, "DELETE FROM main.\"%s\"", relation->name);
  if (!garrison_connection_exec (file, sql->str, "writing", error))
    return NULL;
  g_string_printf (sql, "INSERT INTO main.\"%s\" (%s) VALUES (", relation->name, columns);
  for (guint i = 0; i < relation->columns->len; i++)
    g_string_append (sql, i > 0 ? ", ?" : "?");
  g_string_append_c (sql, ')');
  code = sqlite3_prepare_v2 (file->db, sql->str, -1, &self->stmt, NULL);
  if (code == SQLITE_OK)
    return g_steal_pointer (&self);
  garrison_connection_fail (file, code, "writing", error);
  return NULL;
}

gboolean
garrison_move_file_put (GarrisonMoveCell *cells, gpointer sink, GError **error)
{
  GarrisonMoveFileSink *self = sink;
  int code;

  sqlite3_reset (self->stmt);
  for (guint i = 0; i < self->relation->columns->len; i++)
    {
      const GarrisonMoveCell *cell = &cells[i];

      if (cell->text == NULL)
        sqlite3_bind_null (self->stmt, i + 1);
      else if (g_array_index (self->relation->are_texts, gboolean, i))
        sqlite3_bind_text64 (self->stmt, i + 1, cell->text, cell->length, SQLITE_STATIC, SQLITE_UTF8);
      else
        {
          char digits[24] = "";

          memcpy (digits, cell->text, MIN (cell->length, sizeof digits - 1));
          sqlite3_bind_int64 (self->stmt, i + 1, g_ascii_strtoll (digits, NULL, 10));
        }
    }
  code = sqlite3_step (self->stmt);
  return code == SQLITE_DONE || garrison_connection_fail (self->file, code, "writing", error);
}

void
garrison_move_file_sink_free (GarrisonMoveFileSink *self)
{
  sqlite3_finalize (self->stmt);
  g_free (self);
}

gboolean
garrison_move_file_read_counters (GarrisonConnection *file, GHashTable *counters, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (file->db, "SELECT relation, next FROM main.counter", -1, &stmt, NULL);

  while (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 *next = g_new (gint64, 1);

      *next = sqlite3_column_int64 (stmt, 1);
      g_hash_table_insert (counters, g_strdup ((const char *) sqlite3_column_text (stmt, 0)), next);
      code = SQLITE_OK;
    }
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE || garrison_connection_fail (file, code, "reading the counters", error);
}

gboolean
garrison_move_file_finish (GarrisonConnection *file, GHashTable *counters, GError **error)
{
  GHashTableIter iter;
  gpointer relation, next;

  g_hash_table_iter_init (&iter, counters);
  while (g_hash_table_iter_next (&iter, &relation, &next))
    {
      char *sql = sqlite3_mprintf ("INSERT INTO main.counter(relation, next) VALUES (%Q, %lld)", relation,
                                   *(gint64 *) next);
      gboolean done = garrison_connection_exec (file, sql, "writing the counters", error);

      sqlite3_free (sql);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

gboolean
garrison_move_file_set_password (GarrisonConnection *file, const char *login, const char *password,
                                 GCancellable *cancellable, GError **error)
{
  g_auto (GarrisonCredential) credential = { 0 };
  g_autoptr (GarrisonActRunner) runner = NULL;
  g_autofree char *hash = NULL;

  if (!garrison_credential_load (file, login, 0, &credential, error))
    return FALSE;
  if (credential.person == 0)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_MISSING, "nobody has this login");
      return FALSE;
    }
  hash = garrison_credential_hash (password, FALSE, error);
  runner = hash != NULL ? garrison_act_runner_new (file->db, error) : NULL;
  return runner != NULL
         && garrison_credential_store (runner, 0, credential.person, hash, cancellable, error);
}
