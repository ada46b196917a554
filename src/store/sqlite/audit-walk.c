#include "store/sqlite/audit-walk.h"

#include "base/error.h"
#include "store/audit.h"
#include "store/sqlite/errors.h"

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *acts;
  sqlite3_stmt *rows;
  int rows_code; /* SQLITE_ROW while a row waits */
  GarrisonAuditWalk *walk;
  GCancellable *cancellable;
  gint64 anchor;
  const char *anchor_hash;
  gboolean anchored;
} Walk;

char *
garrison_audit_head (sqlite3 *db, gint64 *act, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  char *hash = NULL;
  int code = sqlite3_prepare_v2 (db, "SELECT id, hash FROM act ORDER BY id DESC LIMIT 1", -1, &stmt, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (stmt);
  if (act != NULL)
    *act = code == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : 0;
  if (code == SQLITE_ROW)
    hash = g_strdup ((const char *) sqlite3_column_text (stmt, 1));
  else if (code == SQLITE_DONE)
    hash = g_strdup (GARRISON_AUDIT_FIRST);
  else
    garrison_sqlite_set_error (db, code, NULL, "audit", error);
  sqlite3_finalize (stmt);
  return hash;
}

static const char *
text (sqlite3_stmt *stmt, int column)
{
  return (const char *) sqlite3_column_text (stmt, column);
}

static void
feed_row (Walk *w)
{
  const char *relation = text (w->rows, 1), *field = text (w->rows, 3);
  const char *was = text (w->rows, 4), *became = text (w->rows, 5);

  garrison_audit_walk_row (w->walk, relation, sqlite3_column_bytes (w->rows, 1), sqlite3_column_int64 (w->rows, 2),
                           field, sqlite3_column_bytes (w->rows, 3), was, sqlite3_column_bytes (w->rows, 4),
                           became, sqlite3_column_bytes (w->rows, 5));
  w->rows_code = sqlite3_step (w->rows);
}

/* Feeds the rows of @act. Returns: FALSE when rows of an act that is not there stand before it. */
static gboolean
feed_rows (Walk *w, gint64 act)
{
  gboolean strays = FALSE;

  while (w->rows_code == SQLITE_ROW && sqlite3_column_int64 (w->rows, 0) <= act)
    {
      strays = strays || sqlite3_column_int64 (w->rows, 0) < act;
      feed_row (w);
    }
  return !strays;
}

/* The act that stands now: whether it is good. */
static gboolean
check_act (Walk *w, gint64 id)
{
  sqlite3_stmt *s = w->acts;
  GarrisonAuditAct act = {
    .id = id, .name = text (s, 1), .person = sqlite3_column_int64 (s, 2), .at = sqlite3_column_int64 (s, 3),
    .day = sqlite3_column_int64 (s, 4), .request = text (s, 5), .undoes = sqlite3_column_int64 (s, 6),
    .gave = text (s, 7), .rows = sqlite3_column_int64 (s, 8), .rows_hash = text (s, 9),
    .previous = text (s, 10), .hash = text (s, 11),
  };
  gboolean good = feed_rows (w, id);

  good = garrison_audit_walk_act (w->walk, &act) && good;
  if (id == w->anchor)
    {
      w->anchored = TRUE;
      good = good && g_strcmp0 (w->anchor_hash, act.hash) == 0;
    }
  return good;
}

static gint64
walk_acts (Walk *w, gint64 *broken_act, GError **error)
{
  gint64 good = 0;
  int code;

  *broken_act = 0;
  w->rows_code = sqlite3_step (w->rows);
  while ((code = sqlite3_step (w->acts)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (w->acts, 0);

      if (g_cancellable_set_error_if_cancelled (w->cancellable, error))
        return -1;
      if (w->anchor > 0 && !w->anchored && id > w->anchor)
        *broken_act = w->anchor;
      else if (!check_act (w, id))
        *broken_act = id;
      if (*broken_act != 0)
        return good;
      good++;
    }
  if (code == SQLITE_DONE && w->rows_code == SQLITE_ROW)
    *broken_act = sqlite3_column_int64 (w->rows, 0);
  else if (code == SQLITE_DONE && w->rows_code == SQLITE_DONE)
    *broken_act = w->anchor > 0 && !w->anchored ? w->anchor : 0;
  else
    {
      garrison_sqlite_set_error (w->db, code == SQLITE_DONE ? w->rows_code : code, w->cancellable, "audit", error);
      return -1;
    }
  return good;
}

gint64
garrison_audit_verify (sqlite3 *db, gint64 anchor_act, const char *anchor_hash, gint64 *broken_act,
                       GCancellable *cancellable, GError **error)
{
  Walk w = { .db = db, .cancellable = cancellable, .anchor = anchor_act, .anchor_hash = anchor_hash };
  gint64 good = -1;
  int code;

  g_return_val_if_fail (db != NULL && broken_act != NULL, -1);

  code = sqlite3_prepare_v2 (db, "SELECT id, name, person, at, day, request, undoes, gave, rows, rows_hash,"
                                 " previous, hash FROM act ORDER BY id", -1, &w.acts, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2 (db, "SELECT act, relation, record, field, was, became FROM act_row"
                                   " ORDER BY act, relation, record, field", -1, &w.rows, NULL);
  if (code != SQLITE_OK)
    garrison_sqlite_set_error (db, code, cancellable, "audit", error);
  else
    {
      w.walk = garrison_audit_walk_new ();
      good = walk_acts (&w, broken_act, error);
      garrison_audit_walk_free (w.walk);
    }
  sqlite3_finalize (w.acts);
  sqlite3_finalize (w.rows);
  return good;
}
