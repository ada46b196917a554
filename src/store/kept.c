#include "store/kept.h"

#include <gio/gio.h>
#include <string.h>

#include "acts-resource.h"

#define COUNTS 4

/* A name for each column. The customers' own columns are compared with data/kept.sql, all in one pass. */
static const struct
{
  const char *what[COUNTS];
  const char *sql;
} checks[] = {
  { { "completeness of customers", "last contact of customers", "next step of customers", "stage of customers" },
    "SELECT count(CASE WHEN c.completeness IS DISTINCT FROM k.completeness THEN 1 END),"
    " count(CASE WHEN c.last_contact_at IS DISTINCT FROM k.last_contact_at"
    " OR c.last_contact_day IS DISTINCT FROM k.last_contact_day THEN 1 END),"
    " count(CASE WHEN c.next_due_at IS DISTINCT FROM k.next_due_at OR c.next_task IS DISTINCT FROM k.next_task THEN 1 END),"
    " count(CASE WHEN c.stage IS DISTINCT FROM k.stage THEN 1 END) FROM customer c JOIN kept k ON k.id = c.id" },
  { { "search text of customers" }, "SELECT (SELECT count(*) FROM customer) - (SELECT count(*) FROM customer_search)" },
  { { "holdings" }, "WITH made AS (SELECT owner AS person, count(*) AS n FROM customer"
                " WHERE owner IS NOT NULL AND archived = 0 GROUP BY owner)"
                " SELECT count(*) FROM (SELECT person, n FROM made EXCEPT SELECT person, n FROM holding"
                " UNION ALL SELECT * FROM (SELECT person, n FROM holding WHERE n <> 0 EXCEPT"
                " SELECT person, n FROM made) AS kept_only) AS differences" },
  { { "activities by day" }, "WITH made AS (SELECT day, person, kind, count(*) AS n FROM activity"
                         " WHERE voided = 0 AND corrected_by IS NULL GROUP BY day, person, kind)"
                         " SELECT count(*) FROM (SELECT * FROM made EXCEPT SELECT day, person, kind, n FROM"
                         " activity_day UNION ALL SELECT * FROM (SELECT day, person, kind, n FROM activity_day"
                         " WHERE n <> 0 EXCEPT SELECT * FROM made) AS kept_only) AS differences" },
  /* from the days, which were just compared */
  { { "activities by month" }, "WITH made AS (SELECT day / 100 AS month, person, kind, sum(n) AS n FROM activity_day"
                               " GROUP BY day / 100, person, kind HAVING sum(n) <> 0)"
                               " SELECT count(*) FROM (SELECT * FROM made EXCEPT SELECT month, person, kind, n FROM"
                               " activity_month UNION ALL SELECT * FROM (SELECT month, person, kind, n FROM"
                               " activity_month WHERE n <> 0 EXCEPT SELECT * FROM made) AS kept_only) AS differences" },
  { { "sales by month" }, "WITH made AS (SELECT customer, closed_day / 100 AS month, sum(amount) AS amount FROM deal"
                      " WHERE status = 'won' AND customer IS NOT NULL"
                      " AND currency = (SELECT value FROM setting WHERE key = 'currency')"
                      " GROUP BY customer, closed_day / 100)"
                      " SELECT count(*) FROM (SELECT * FROM made WHERE amount <> 0 EXCEPT SELECT customer, month,"
                      " amount FROM customer_month UNION ALL SELECT * FROM (SELECT customer, month, amount FROM"
                      " customer_month WHERE amount <> 0 EXCEPT SELECT * FROM made) AS kept_only)"
                      " AS differences" },
};

guint
garrison_kept_get_n_checks (void)
{
  return G_N_ELEMENTS (checks);
}

char *
garrison_kept_get_sql (guint check)
{
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (check < G_N_ELEMENTS (checks), NULL);

  if (strstr (checks[check].sql, "kept k") == NULL)
    return g_strdup (checks[check].sql);
  kept = g_resource_lookup_data (garrison_acts_get_resource (), "/org/garrisoncrm/Garrison/kept.sql", 0, &error);
  g_assert_no_error (error); /* it lies in the program */
  return g_strdup_printf ("WITH kept AS (\n%.*s)\n%s", (int) g_bytes_get_size (kept),
                          (const char *) g_bytes_get_data (kept, NULL), checks[check].sql);
}

const char *
garrison_kept_get_what (guint check, guint column)
{
  g_return_val_if_fail (check < G_N_ELEMENTS (checks), NULL);

  return column < COUNTS ? checks[check].what[column] : NULL;
}
