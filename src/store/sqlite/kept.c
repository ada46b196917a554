#include "acts-resource.h"
#include "store/sqlite/act-runner.h"
#include "store/sqlite/errors.h"

#define COUNTS 4

/* What must count nothing, a name for each column. The customers' own columns are compared with
 * data/kept.sql, all in one pass. */
static const struct
{
  const char *what[COUNTS];
  const char *sql;
} checks[] = {
  { { "completeness of customers", "last contact of customers", "next step of customers", "stage of customers" },
    "SELECT sum(c.completeness IS DISTINCT FROM k.completeness),"
    " sum(c.last_contact_at IS DISTINCT FROM k.last_contact_at OR c.last_contact_day IS DISTINCT FROM k.last_contact_day),"
    " sum(c.next_due_at IS DISTINCT FROM k.next_due_at OR c.next_task IS DISTINCT FROM k.next_task),"
    " sum(c.stage IS DISTINCT FROM k.stage) FROM customer c JOIN kept k ON k.id = c.id" },
  { { "search text of customers" }, "SELECT (SELECT count(*) FROM customer) - (SELECT count(*) FROM customer_search)" },
  { { "holdings" }, "WITH made AS (SELECT owner AS person, count(*) AS n FROM customer"
                " WHERE owner IS NOT NULL AND archived = 0 GROUP BY owner)"
                " SELECT count(*) FROM (SELECT person, n FROM made EXCEPT SELECT person, n FROM holding"
                " UNION ALL SELECT * FROM (SELECT person, n FROM holding WHERE n <> 0 EXCEPT"
                " SELECT person, n FROM made))" },
  { { "activities by day" }, "WITH made AS (SELECT day, person, kind, count(*) AS n FROM activity"
                         " WHERE voided = 0 AND corrected_by IS NULL GROUP BY day, person, kind)"
                         " SELECT count(*) FROM (SELECT * FROM made EXCEPT SELECT day, person, kind, n FROM"
                         " activity_day UNION ALL SELECT * FROM (SELECT day, person, kind, n FROM activity_day"
                         " WHERE n <> 0 EXCEPT SELECT * FROM made))" },
  /* from the days, which were just compared */
  { { "activities by month" }, "WITH made AS (SELECT day / 100 AS month, person, kind, sum(n) AS n FROM activity_day"
                               " GROUP BY day / 100, person, kind HAVING sum(n) <> 0)"
                               " SELECT count(*) FROM (SELECT * FROM made EXCEPT SELECT month, person, kind, n FROM"
                               " activity_month UNION ALL SELECT * FROM (SELECT month, person, kind, n FROM"
                               " activity_month WHERE n <> 0 EXCEPT SELECT * FROM made))" },
  { { "sales by month" }, "WITH made AS (SELECT customer, closed_day / 100 AS month, sum(amount) AS amount FROM deal"
                      " WHERE status = 'won' AND customer IS NOT NULL"
                      " AND currency = (SELECT value FROM setting WHERE key = 'currency')"
                      " GROUP BY customer, closed_day / 100)"
                      " SELECT count(*) FROM (SELECT * FROM made WHERE amount <> 0 EXCEPT SELECT customer, month,"
                      " amount FROM customer_month UNION ALL SELECT * FROM (SELECT customer, month, amount FROM"
                      " customer_month WHERE amount <> 0 EXCEPT SELECT * FROM made))" },
};

static gboolean
run_check (sqlite3 *db, GBytes *kept, guint which, GString *report, GError **error)
{
  g_autoptr (GString) sql = g_string_new (checks[which].sql);
  sqlite3_stmt *stmt = NULL;
  int code;

  if (strstr (sql->str, "kept") != NULL)
    {
      g_string_prepend (sql, ")\n");
      g_string_prepend_len (sql, g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));
      g_string_prepend (sql, "WITH kept AS (\n");
    }
  code = sqlite3_prepare_v2 (db, sql->str, -1, &stmt, NULL);
  if (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      if (sqlite3_column_int64 (stmt, i) != 0)
        g_string_append_printf (report, "%s: %" G_GINT64_FORMAT "\n", checks[which].what[i],
                                (gint64) sqlite3_column_int64 (stmt, i));
  sqlite3_finalize (stmt);
  return code == SQLITE_ROW || garrison_sqlite_set_error (db, code, NULL, checks[which].what[0], error);
}

gboolean
garrison_act_runner_check_kept (sqlite3 *db, GString *report, GError **error)
{
  g_autoptr (GBytes) kept = NULL;

  g_return_val_if_fail (db != NULL && report != NULL, FALSE);

  kept = g_resource_lookup_data (garrison_acts_get_resource (), "/org/garrisoncrm/Garrison/kept.sql", 0, error);
  for (guint i = 0; kept != NULL && i < G_N_ELEMENTS (checks); i++)
    if (!run_check (db, kept, i, report, error))
      return FALSE;
  return kept != NULL;
}
