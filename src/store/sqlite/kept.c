#include "store/kept.h"

#include "store/sqlite/act-runner.h"
#include "store/sqlite/errors.h"

static gboolean
run_check (sqlite3 *db, guint check, GString *report, GError **error)
{
  g_autofree char *sql = garrison_kept_get_sql (check);
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      if (sqlite3_column_int64 (stmt, i) != 0)
        g_string_append_printf (report, "%s: %" G_GINT64_FORMAT "\n", garrison_kept_get_what (check, (guint) i),
                                (gint64) sqlite3_column_int64 (stmt, i));
  sqlite3_finalize (stmt);
  return code == SQLITE_ROW
         || garrison_sqlite_set_error (db, code, NULL, garrison_kept_get_what (check, 0), error);
}

gboolean
garrison_act_runner_check_kept (sqlite3 *db, GString *report, GError **error)
{
  g_return_val_if_fail (db != NULL && report != NULL, FALSE);

  for (guint i = 0; i < garrison_kept_get_n_checks (); i++)
    if (!run_check (db, i, report, error))
      return FALSE;
  return TRUE;
}
