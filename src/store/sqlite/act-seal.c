#include <string.h>

#include "base/error.h"
#include "store/audit.h"
#include "store/sqlite/act-runner-private.h"
#include "store/sqlite/errors.h"

/* The last thing of every act: its row, its digest and the link to the act before. */

static void
add_column (GarrisonAuditHasher *hasher, sqlite3_stmt *stmt, int column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);
  garrison_audit_hasher_add_text (hasher, text, sqlite3_column_bytes (stmt, column));
}

static gboolean
hash_rows (GarrisonActRunner *self, gint64 *rows, char *hex, GError **error)
{
  g_autoptr (GarrisonAuditHasher) hasher = garrison_audit_hasher_new ();
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_ROWS);
  int code;

  sqlite3_bind_int64 (stmt, 1, self->act);
  for (*rows = 0; (code = sqlite3_step (stmt)) == SQLITE_ROW; ++*rows)
    {
      add_column (hasher, stmt, 0);
      garrison_audit_hasher_add_int (hasher, sqlite3_column_int64 (stmt, 1));
      for (int i = 2; i < 5; i++)
        add_column (hasher, stmt, i);
    }
  sqlite3_reset (stmt);
  if (code != SQLITE_DONE)
    return garrison_sqlite_set_error (self->db, code, self->cancellable, "audit", error);
  garrison_audit_hasher_finish (hasher, hex);
  return TRUE;
}

static gboolean
find_previous (GarrisonActRunner *self, char *hex, GError **error)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_LAST);
  int code = sqlite3_step (stmt);

  g_strlcpy (hex, code == SQLITE_ROW ? (const char *) sqlite3_column_text (stmt, 0) : GARRISON_AUDIT_FIRST,
             GARRISON_AUDIT_HASH_LENGTH + 1);
  sqlite3_reset (stmt);
  return code == SQLITE_ROW || code == SQLITE_DONE
         || garrison_sqlite_set_error (self->db, code, self->cancellable, "audit", error);
}

static gboolean
write_link (GarrisonActRunner *self, const GarrisonAuditAct *act, GError **error)
{
  sqlite3_stmt *stmt = garrison_act_runner_sql (self, GARRISON_ACT_SQL_LINK);

  sqlite3_bind_int64 (stmt, 1, act->id);
  sqlite3_bind_text (stmt, 2, act->name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 3, act->person);
  sqlite3_bind_int64 (stmt, 4, act->at);
  sqlite3_bind_int64 (stmt, 5, act->day);
  sqlite3_bind_text (stmt, 6, act->request, -1, SQLITE_STATIC);
  if (act->undoes != 0)
    sqlite3_bind_int64 (stmt, 7, act->undoes);
  sqlite3_bind_text (stmt, 8, act->gave, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 9, act->rows);
  sqlite3_bind_text (stmt, 10, act->rows_hash, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 11, act->previous, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 12, act->hash, -1, SQLITE_STATIC);
  return garrison_act_runner_exec (self, GARRISON_ACT_SQL_LINK, error);
}

gboolean
garrison_act_seal (GarrisonActRunner *self, const char *request, GError **error)
{
  char rows_hash[GARRISON_AUDIT_HASH_LENGTH + 1];
  char previous[GARRISON_AUDIT_HASH_LENGTH + 1];
  char hash[GARRISON_AUDIT_HASH_LENGTH + 1];
  GarrisonAuditAct act = {
    .id = self->act, .name = self->name, .person = self->me, .at = self->now, .day = self->today,
    .request = request, .undoes = self->undone, .gave = self->gave->len > 0 ? self->gave->str : NULL,
    .rows_hash = rows_hash, .previous = previous,
  };

  if (!hash_rows (self, &act.rows, rows_hash, error) || !find_previous (self, previous, error))
    return FALSE;
  garrison_audit_link (&act, hash);
  act.hash = hash;
  return write_link (self, &act, error);
}
