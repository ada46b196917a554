/* What people wait for while they look: search, pages, a customer, charts. */
#define _GNU_SOURCE /* memmem */
#include "bench.h"

#include <stdio.h>
#include <string.h>

#include "model/answer.h"
#include "model/customer-detail.h"
#include "model/customer-pages.h"
#include "model/id-list.h"
#include "model/question-compile.h"

/* Searching ----------------------------------------------------------------------------------------- */

/* All folded names in one piece, as the barest search would have them. */
static GString *
read_names (Bench *bench)
{
  GString *names = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (bench->bare, "SELECT substr(text, 1, instr(text, char(31)) - 1) FROM customer_search", -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (names, "%s\n", (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return names;
}

static guint
count_bare (GString *names, const char *needle)
{
  const char *at = names->str, *end = names->str + names->len;
  guint n = 0;

  for (gsize length = strlen (needle); (at = memmem (at, end - at, needle, length)) != NULL; at++)
    n++;
  return n;
}

/* The beginning or middle of some name, of @n characters; in pinyin or initials for @latin. */
static char *
make_needle (Bench *bench, guint n, guint field)
{
  g_autofree char *sql = g_strdup_printf ("SELECT text FROM customer_search WHERE customer = %u", 1 + garrison_dice_below (&bench->dice, bench->size));
  sqlite3_stmt *statement = NULL;
  char *needle = NULL;

  sqlite3_prepare_v2 (bench->bare, sql, -1, &statement, NULL);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_auto (GStrv) fields = g_strsplit ((const char *) sqlite3_column_text (statement, 0), "\x1f", 3);
      g_auto (GStrv) variants = g_strsplit (fields[field], "\x1e", 2);
      glong length = g_utf8_strlen (variants[0], -1);
      guint from = length > (glong) n ? garrison_dice_below (&bench->dice, length - n) : 0;

      needle = g_utf8_substring (variants[0], from, MIN (from + n, length));
    }
  sqlite3_finalize (statement);
  return needle != NULL && *needle != '\0' ? needle : g_strdup ("海");
}

static void
measure_search (Bench *bench, const char *what, guint characters, guint field, GString *names)
{
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *needle = make_needle (bench, characters, field);
      g_autoptr (GArray) matches = NULL;

      bench_timer_begin (ours);
      matches = garrison_roster_search (bench->roster, needle);
      bench_timer_end (ours);
      bench_timer_begin (bare);
      count_bare (names, needle);
      bench_timer_end (bare);
    }
  bench_line (bench, what, ours, bare, BENCH_GOAL_P99, 16);
}

static void
measure_searches (Bench *bench)
{
  g_autoptr (GString) names = read_names (bench);
  g_autofree char *memory = g_strdup_printf ("%.0f MB", garrison_roster_get_memory (bench->roster) / 1e6);

  measure_search (bench, "search: two Chinese characters", 2, 0, names);
  measure_search (bench, "search: four Chinese characters", 4, 0, names);
  measure_search (bench, "search: two letters of pinyin", 2, 1, names);
  measure_search (bench, "search: six letters of pinyin", 6, 1, names);
  measure_search (bench, "search: three initials", 3, 2, names);
  bench_figure (bench, "roster in memory", memory, NULL, 0, "", TRUE);
}

/* Phone digits have no bare twin among the names; the same scan over as many octets is the measure. */
static void
measure_digits (Bench *bench)
{
  g_autoptr (Timer) ours = bench_timer_new ();

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *digits = g_strdup_printf ("%04u", garrison_dice_below (&bench->dice, 10000));
      g_autoptr (GArray) matches = NULL;

      bench_timer_begin (ours);
      matches = garrison_roster_search (bench->roster, digits);
      bench_timer_end (ours);
    }
  bench_line (bench, "search: four phone digits", ours, NULL, BENCH_GOAL_P99, 16);
}

/* Every third name as it is, the others with a character left out, at the beginning or the end. The figure of ours has
 * the act with it, its entries in the audit and its commit; bare is a look at the index of keys. */
static void
measure_duplicates (Bench *bench)
{
  g_autoptr (Timer) ours = bench_timer_new (), bare = bench_timer_new ();
  g_autoptr (GarrisonArgs) allowance = garrison_args_new ();
  g_autoptr (GarrisonActResult) set = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_text (allowance, "key", "duplicate_checks_a_day");
  garrison_args_set_text (allowance, "value", "100000000");
  set = garrison_store_act (bench->store, "set-setting", allowance, NULL, NULL, NULL);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = make_needle (bench, 500, 0), *slip = NULL;
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autoptr (GarrisonActResult) result = NULL;
      glong n = g_utf8_strlen (name, -1);

      slip = g_utf8_substring (name, i % 3 == 1 && n > 4 ? 1 : 0, i % 3 == 2 && n > 4 ? n - 1 : n);
      garrison_args_set_text (args, "name", slip);
      bench_timer_begin (ours);
      result = garrison_store_act (bench->store, "check-duplicate", args, NULL, NULL, &error);
      bench_timer_end (ours);
      bench_must (error, "check-duplicate");
      char *sql = sqlite3_mprintf ("SELECT id FROM customer WHERE name_key = %Q", slip);
      bench_timer_begin (bare);
      bench_bare (bench, sql);
      bench_timer_end (bare);
      sqlite3_free (sql);
    }
  bench_line (bench, "duplicate check of a name, in an act", ours, bare, BENCH_GOAL_P99, 10);
}

/* Lists --------------------------------------------------------------------------------------------- */

static gboolean
take_id (GarrisonRow *row, gpointer data)
{
  gint64 id = garrison_row_get_int (row, 0);

  g_array_append_val ((GArray *) data, id);
  return TRUE;
}

static GArray *
read_ids (Bench *bench, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) question = garrison_question_parse (garrison_directory_get_catalogue (bench->directory), text, &error);
  GarrisonQuestionContext context;
  g_auto (GarrisonQuery) query = { 0 };
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  bench_must (error, text);
  garrison_question_context_init (&context, bench->store);
  garrison_question_compile_ids (question, &context, NULL, FALSE, &query, &error);
  bench_must (error, text);
  garrison_store_scan (bench->store, query.sql, query.args, take_id, ids, NULL, &error);
  bench_must (error, text);
  return ids;
}

static void
measure_ids (Bench *bench)
{
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GArray) ids = NULL;

      bench_timer_begin (ours);
      ids = read_ids (bench, "customers");
      bench_timer_end (ours);
      bench_timer_begin (bare);
      bench_bare (bench, "SELECT id FROM customer ORDER BY sort_key, id");
      bench_timer_end (bare);
    }
  bench_line (bench, "all ids of the list, by name", ours, bare, BENCH_NO_GOAL, 0);
}

static const char BARE_PAGE[] =
  "SELECT c.id, c.name, c.version, c.level, c.owner, c.stage, c.industry, c.category, c.source, c.region, c.last_contact_at, "
  "c.next_due_at, c.next_task, c.protected_until, c.created_day, c.completeness, t.text, t.timed FROM customer c LEFT JOIN task t "
  "ON t.id = c.next_task WHERE c.id = ?";
static const char BARE_MONTHS[] = "SELECT month, amount FROM customer_month WHERE customer = ? AND month >= 202512";

/* The same rows by primary key, one prepared statement each. */
static void
bare_page (sqlite3_stmt *page, sqlite3_stmt *months, const gint64 *ids, guint n)
{
  for (guint i = 0; i < n; i++)
    for (sqlite3_stmt *s = page; s != NULL; s = s == page ? months : NULL)
      {
        sqlite3_reset (s);
        sqlite3_bind_int64 (s, 1, ids[i]);
        while (sqlite3_step (s) == SQLITE_ROW)
          for (int c = 0; c < sqlite3_column_count (s); c++)
            sqlite3_column_text (s, c);
      }
}

static void
measure_pages (Bench *bench)
{
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();
  g_autoptr (GArray) ids = read_ids (bench, "customers");
  sqlite3_stmt *page = NULL, *months = NULL;
  guint n = MIN (100, ids->len);

  sqlite3_prepare_v2 (bench->bare, BARE_PAGE, -1, &page, NULL);
  sqlite3_prepare_v2 (bench->bare, BARE_MONTHS, -1, &months, NULL);
  for (guint i = 0; i < 300; i++)
    {
      guint at = garrison_dice_below (&bench->dice, ids->len - n + 1), other = garrison_dice_below (&bench->dice, ids->len - n + 1);
      g_autoptr (GarrisonRows) rows = NULL;
      g_autoptr (GarrisonRows) amounts = NULL;
      g_autoptr (GError) error = NULL;

      bench_timer_begin (ours);
      rows = garrison_customer_pages_read (bench->store, &g_array_index (ids, gint64, at), n,
                                           garrison_directory_get_today (bench->directory), &amounts, NULL, &error);
      bench_timer_end (ours);
      bench_must (error, "a page");
      bench_timer_begin (bare);
      bare_page (page, months, &g_array_index (ids, gint64, other), n);
      bench_timer_end (bare);
    }
  sqlite3_finalize (page);
  sqlite3_finalize (months);
  bench_line (bench, "a page of 100 at any position", ours, bare, BENCH_GOAL_P99, 8);
}

/* A customer ---------------------------------------------------------------------------------------- */

static void
measure_detail (Bench *bench)
{
  static const char *const parts[] = {
    "SELECT * FROM customer WHERE id = ?",
    "SELECT * FROM contact WHERE customer = ? AND archived = 0",
    "SELECT * FROM deal WHERE customer = ?",
    "SELECT * FROM task WHERE customer = ? AND done_at IS NULL",
    "SELECT * FROM activity WHERE customer = ? ORDER BY at DESC LIMIT 50",
    "SELECT * FROM timeline WHERE customer = ? ORDER BY at DESC LIMIT 50",
    "SELECT * FROM customer_tag WHERE customer = ?",
  };
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();
  g_autoptr (GarrisonCustomerDetail) detail = garrison_customer_detail_new (bench->store);

  for (guint i = 0; i < 300; i++)
    {
      gint64 id = 1 + garrison_dice_below (&bench->dice, bench->size), other = 1 + garrison_dice_below (&bench->dice, bench->size);
      g_autoptr (GError) error = NULL;

      bench_timer_begin (ours);
      garrison_customer_detail_load (detail, id, NULL, &error);
      bench_timer_end (ours);
      bench_must (error, "a customer");
      bench_timer_begin (bare);
      for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
        bench_bare (bench, parts[part], other);
      bench_timer_end (bare);
    }
  bench_line (bench, "a customer with its timeline", ours, bare, BENCH_GOAL_P99, 10);
}

/* Charts -------------------------------------------------------------------------------------------- */

static void
measure_question (Bench *bench, const char *text, const char *sql, guint rounds, BenchGoal goal, double limit)
{
  g_autoptr (Timer) ours = bench_timer_new ();
  g_autoptr (Timer) bare = bench_timer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) question = garrison_question_parse (garrison_directory_get_catalogue (bench->directory), text, &error);

  bench_must (error, text);
  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GarrisonAnswer) answer = NULL;

      bench_timer_begin (ours);
      answer = garrison_question_ask (bench->store, question, NULL, &error);
      bench_timer_end (ours);
      bench_must (error, text);
      bench_timer_begin (bare);
      bench_bare (bench, sql);
      bench_timer_end (bare);
    }
  bench_line (bench, text, ours, bare, goal, limit);
}

void
bench_reading (Bench *bench)
{
  measure_searches (bench);
  measure_digits (bench);
  measure_duplicates (bench);
  measure_ids (bench);
  measure_pages (bench);
  measure_detail (bench);
  measure_question (bench, "count of activities by person by month", "SELECT person, month, sum(n) FROM activity_month GROUP BY person, month", 10, BENCH_GOAL_MEDIAN, 50);
  measure_question (bench, "count of activities by kind by quarter", "SELECT kind, month, sum(n) FROM activity_month GROUP BY kind, month", 10, BENCH_GOAL_MEDIAN, 50);
  measure_question (bench, "sum of amount of deals where won by region", "SELECT region, sum(amount) FROM deal WHERE status = 'won' GROUP BY region", 3, BENCH_NO_GOAL, 0);
  measure_question (bench, "sum of amount of deals where won by month", "SELECT closed_day / 100, sum(amount) FROM deal WHERE status = 'won' GROUP BY closed_day / 100", 3, BENCH_NO_GOAL, 0);
  measure_question (bench, "count of customers by source", "SELECT source, count(*) FROM customer GROUP BY source", 3, BENCH_NO_GOAL, 0);
}
