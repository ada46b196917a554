/* A list comes in, and out again. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/import.h"

/* A list as an office has it: names that are new, some that the company has already. */
static GFile *
write_list (Bench *bench, guint n)
{
  g_autofree char *path = g_build_filename (bench->folder, "list.csv", NULL);
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbf客户名称,地址,地区,来源,级别,备注\n");
  GarrisonSampleCompany company;
  GError *error = NULL;

  for (guint i = 0; i < n; i++)
    {
      garrison_sample_company (99, bench->size + i, TRUE, &company);
      if (i % 50 == 0)
        garrison_sample_company (1, i, TRUE, &company);
      g_string_append_printf (text, "%s%u分公司,%s,%s,官网,%c,\n", company.name, i, company.address, company.region, 'A' + i % 4);
    }
  g_file_set_contents (path, text->str, text->len, &error);
  bench_must (error, "writing the list");
  return g_file_new_for_path (path);
}

/* The same rows, already taken apart, into the same tables with a look for the same key. */
static double
import_bare (Bench *bench, guint n)
{
  sqlite3_stmt *find = NULL, *insert = NULL, *text = NULL;
  gint64 begun = g_get_monotonic_time ();

  bench_exec (bench, "BEGIN IMMEDIATE");
  sqlite3_prepare_v2 (bench->bare, "SELECT id FROM customer WHERE name_key = ?", -1, &find, NULL);
  sqlite3_prepare_v2 (bench->bare, "INSERT INTO customer(id, name, name_key, sort_key, address, region, created_at, created_day, owner, level, source, batch) "
                                   "VALUES (?2, ?1, ?1, ?1, '中山路 1 号', 'CN-SD', 0, 20260101, 1, NULL, NULL, 77)", -1, &insert, NULL);
  sqlite3_prepare_v2 (bench->bare, "INSERT INTO customer_search(customer, text) VALUES (?2, ?1)", -1, &text, NULL);
  for (guint i = 0; i < n; i++)
    {
      GarrisonSampleCompany company;
      char name[200];

      garrison_sample_company (99, bench->size + i, TRUE, &company);
      g_snprintf (name, sizeof name, "%s%u分公司", company.name, i);
      sqlite3_bind_text (find, 1, name, -1, SQLITE_STATIC);
      sqlite3_step (find);
      sqlite3_reset (find);
      for (sqlite3_stmt *s = insert; s != NULL; s = s == insert ? text : NULL)
        {
          sqlite3_bind_text (s, 1, name, -1, SQLITE_STATIC);
          sqlite3_bind_int64 (s, 2, 1000000000 + (gint64) i);
          sqlite3_step (s);
          sqlite3_reset (s);
        }
    }
  begun = g_get_monotonic_time () - begun;
  sqlite3_finalize (find);
  sqlite3_finalize (insert);
  sqlite3_finalize (text);
  bench_exec (bench, "ROLLBACK");
  return n / (begun / 1e6);
}

void
bench_import (Bench *bench)
{
  guint n = MAX (bench->size / 5, 1000);
  g_autoptr (GFile) file = write_list (bench, n);
  g_autoptr (GarrisonImport) import = NULL;
  g_autoptr (GarrisonActResult) undone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *what = g_strdup_printf ("import of %u customers from CSV", n);
  g_autofree char *ours = NULL, *bare = NULL, *memory = NULL;
  gint64 begun;
  double rate, bare_rate;

  import = garrison_import_new (bench->directory, GARRISON_EXCHANGE_CUSTOMERS, file, NULL, &error);
  bench_must (error, "the list");
  begun = g_get_monotonic_time ();
  garrison_import_commit (import, NULL, NULL, &error);
  bench_must (error, "import");
  rate = garrison_import_get_report (import)->n_rows / ((g_get_monotonic_time () - begun) / 1e6);
  undone = garrison_store_undo (bench->store, garrison_import_get_report (import)->act, NULL, &error);
  bench_must (error, "undoing the import");
  bare_rate = import_bare (bench, n);
  ours = g_strdup_printf ("%.0f rows/s", rate);
  bare = g_strdup_printf ("%.0f rows/s", bare_rate);
  bench_figure (bench, what, ours, bare, bare_rate / rate, "≥ 50,000 rows/s", rate >= 50000);
  memory = g_strdup_printf ("%.0f MB", bench_resident ());
  bench_figure (bench, "resident, without a window", memory, NULL, 0, "", TRUE);
  g_file_delete (file, NULL, NULL);
}
