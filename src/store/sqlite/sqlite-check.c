/* Whether the file is whole, and whether what acts keep is what it is made from. */
#include "base/error.h"
#include "base/text.h"
#include "store/sqlite/sqlite-anchor.h"
#include "store/sqlite/sqlite-store-private.h"

/* Looking whether each index has each row jumps about in the whole file. */
#define CHECK_CACHE (256 * 1024) /* KiB */

gint64
garrison_sqlite_store_verify_audit (GarrisonStore *store,
                                    gint64 *broken_act,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autoptr (GarrisonConnection) connection = NULL;

  if (!garrison_sqlite_store_demand (store, NULL, error))
    return -1;
  connection = garrison_sqlite_store_open_aside (GARRISON_SQLITE_STORE (store), cancellable, error);
  if (connection == NULL)
    return -1;
  return garrison_sqlite_anchor_verify (store, connection, broken_act, cancellable, error);
}

/* Adds a line for each row that @sql finds, from a text like "%s: %s row %s". */
static gboolean
report_rows (GarrisonConnection *connection,
             const char *sql,
             const char *what,
             GString *report,
             GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (connection->db, sql, -1, &statement, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (statement);
      if (code != SQLITE_ROW)
        break;
      if (g_strcmp0 ((const char *)sqlite3_column_text (statement, 0), "ok") == 0)
        continue;
      g_string_append (report, what);
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        if (sqlite3_column_type (statement, i) != SQLITE_NULL)
          g_string_append_printf (report, " %s", (const char *)sqlite3_column_text (statement, i));
      g_string_append_c (report, '\n');
    }
  sqlite3_finalize (statement);
  /* A file too damaged to be checked is a finding, not a failure. */
  if ((code & 0xff) == SQLITE_CORRUPT)
    {
      g_string_append_printf (report, "%s damaged\n", what);
      return TRUE;
    }
  return code == SQLITE_DONE || garrison_connection_fail (connection, code, "checking", error);
}

#define IS_LONG(key) "length(CAST(" key " AS BLOB)) > " G_STRINGIFY (GARRISON_TEXT_KEY_MAX)

/* An earlier version's had no end; those made today are not found by them. */
static gboolean
check_keys (GarrisonConnection *connection, GString *report, GError **error)
{
  static const char sql[] = "SELECT n FROM (SELECT"
                            " (SELECT count(*) FROM customer WHERE " IS_LONG ("name_key") " OR " IS_LONG ("sort_key")
                            " OR " IS_LONG ("phone_key") ")"
                            " + (SELECT count(*) FROM contact WHERE " IS_LONG ("name_key") " OR " IS_LONG ("phone_key")
                            " OR " IS_LONG ("mobile_key") ")"
                            " + (SELECT count(*) FROM product WHERE " IS_LONG ("name_key") ") AS n) WHERE n > 0";

  return report_rows (connection, sql, "keys that are too long:", report, error);
}

gboolean
garrison_sqlite_store_check (GarrisonStore *store,
                             GString *report,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GarrisonConnection) connection = NULL;
  g_autoptr (GError) local = NULL;

  if (!garrison_sqlite_store_demand (store, NULL, error))
    return FALSE;
  connection = garrison_sqlite_store_open_aside (GARRISON_SQLITE_STORE (store), cancellable, error);
  if (connection == NULL)
    return FALSE;
  garrison_connection_set_cache (connection, CHECK_CACHE);
  if (!report_rows (connection, "PRAGMA integrity_check(100)", "file:", report, error)
      || !report_rows (connection, "PRAGMA foreign_key_check", "reference:", report, error))
    return FALSE;
  if (report->len > 0)
    return TRUE;
  if (!check_keys (connection, report, error))
    return FALSE;
  if (garrison_act_runner_check_kept (connection->db, report, &local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
