/* What the timeline shows, against the same asked in SQL. */
#include "base/day.h"
#include "model/span-scale.h"
#include "model/span.h"
#include "small-office.h"

typedef struct
{
  SmallOffice office;
  GarrisonStore *store; /* both of the office */
  GarrisonDirectory *directory;
  GarrisonSpan *span;
  gint64 from, to;
} Company;

static void
on_failed (GarrisonSpan *span, GError *error)
{
  g_error ("the span failed: %s", error->message);
}

static void
set_up (Company *company, gconstpointer customers)
{
  static const SmallOfficeSize size = { 200, 12, 3000, 300, FALSE };
  GTimeZone *zone;
  gint today;

  small_office_found (&company->office, &size);
  company->store = company->office.store;
  company->directory = small_office_load (&company->office);
  company->span = garrison_span_new (company->directory);
  g_signal_connect (company->span, "failed", G_CALLBACK (on_failed), NULL);
  zone = garrison_store_get_time_zone (company->store);
  today = garrison_directory_get_today (company->directory);
  company->from = garrison_day_start (garrison_day_add (today, -27), zone);
  company->to = garrison_day_start (garrison_day_add (today, 8), zone);
}

static void
tear_down (Company *company, gconstpointer data)
{
  settle ();
  g_assert_finalize_object (company->span);
  small_office_close (&company->office);
}

static guint
show_everybody (Company *company)
{
  GListModel *reach = garrison_directory_get_reach (company->directory);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (reach); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (reach, i);
      gint64 id = garrison_person_get_id (person);
      g_array_append_val (people, id);
    }
  garrison_span_set_people (company->span, (const gint64 *) (gpointer) people->data, people->len);
  return people->len;
}

static gint64
ask (Company *company, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gint64
ask (Company *company, const char *format, ...)
{
  va_list list;
  g_autofree char *sql = NULL;

  va_start (list, format);
  sql = g_strdup_vprintf (format, list);
  va_end (list);
  return test_read_int (company->store, sql);
}

#define ACTIVE "a.voided = 0 AND a.corrected_by IS NULL"

static guint
count_marks (Company *company, GarrisonEntryState state, gint64 from, gint64 to)
{
  guint n = 0;

  for (guint i = 0; i < garrison_span_get_n_lanes (company->span); i++)
    {
      const GarrisonSpanLane *lane = garrison_span_get_lane (company->span, i);
      gint64 last = G_MININT64;

      for (guint j = 0; j < lane->marks->len; j++)
        {
          const GarrisonSpanMark *mark = &g_array_index (lane->marks, GarrisonSpanMark, j);
          g_assert_cmpint (mark->at, >=, last);
          last = mark->at;
          n += mark->state == state && mark->at >= from && mark->at < to;
        }
    }
  return n;
}

static guint
count_counts (Company *company, gint first, gint last)
{
  guint n = 0;

  for (guint i = 0; i < garrison_span_get_n_lanes (company->span); i++)
    {
      const GarrisonSpanLane *lane = garrison_span_get_lane (company->span, i);

      for (guint j = 0; j < lane->counts->len; j++)
        {
          const GarrisonSpanCount *count = &g_array_index (lane->counts, GarrisonSpanCount, j);
          for (guint kind = 0; kind < GARRISON_SPAN_N_DONE && count->day >= first && count->end <= last; kind++)
            n += count->n[kind];
        }
    }
  return n;
}

typedef struct
{
  gboolean listed, pending;
} Waiting;

static void
on_listed (GarrisonSpan *span, Waiting *waiting)
{
  waiting->listed = TRUE;
  waiting->pending = FALSE;
}

static void
on_changed (GarrisonSpan *span, Waiting *waiting)
{
  waiting->pending = TRUE;
}

/* After a wish: until what was wished for is read and listed. */
static void
wait_for_list (Company *company)
{
  Waiting waiting = { FALSE, FALSE };

  g_signal_connect (company->span, "listed", G_CALLBACK (on_listed), &waiting);
  g_signal_connect (company->span, "changed", G_CALLBACK (on_changed), &waiting);
  WAIT_FOR (waiting.listed && !waiting.pending && !garrison_span_is_loading (company->span));
  g_signal_handlers_disconnect_by_data (company->span, &waiting);
}

static void
show_month (Company *company)
{
  guint n = show_everybody (company);

  garrison_span_show (company->span, company->from, company->to, 60, 0, n - 1);
  wait_for_list (company);
}

static void
test_marks (Company *company, gconstpointer data)
{
  gint64 done;
  guint month = 0, late = 0, planned = 0, stretches = 0;

  show_month (company);
  g_assert_false (garrison_span_is_dense (company->span));
  done = ask (company, "SELECT count(a.id) FROM activity a WHERE " ACTIVE " AND a.at >= %" G_GINT64_FORMAT " AND a.at < %" G_GINT64_FORMAT,
              company->from, company->to);
  g_assert_cmpint (done, >, 50);
  g_assert_cmpuint (count_marks (company, GARRISON_ENTRY_DONE, company->from, company->to), ==, done);
  planned = count_marks (company, GARRISON_ENTRY_PLANNED, company->from, company->to);
  g_assert_cmpint (ask (company, "SELECT count(k.id) FROM task k WHERE k.done_at IS NULL AND k.dropped = 0 AND k.due_at >= %" G_GINT64_FORMAT " AND k.due_at < %" G_GINT64_FORMAT,
                        company->from, company->to), ==, planned);
  for (guint i = 0; i < garrison_span_get_n_lanes (company->span); i++)
    {
      const GarrisonSpanLane *lane = garrison_span_get_lane (company->span, i);
      g_assert_true (lane->known);
      month += lane->this_month;
      late += lane->overdue;
      stretches += lane->stretches->len;
      for (guint j = 1; j < lane->stretches->len; j++)
        g_assert_cmpint (g_array_index (lane->stretches, GarrisonSpanStretch, j - 1).amount, >=,
                         g_array_index (lane->stretches, GarrisonSpanStretch, j).amount);
    }
  g_assert_cmpuint (stretches, >, 0);
  g_assert_cmpint (ask (company, "SELECT coalesce(sum(m.n), 0) FROM activity_month m WHERE m.month = %d",
                        garrison_day_month (garrison_directory_get_today (company->directory))), ==, month);
  g_assert_cmpint (ask (company, "SELECT count(k.id) FROM task k WHERE k.done_at IS NULL AND k.dropped = 0 AND (k.due_day < %d OR (k.timed = 1 AND k.due_at < %" G_GINT64_FORMAT "))",
                        garrison_directory_get_today (company->directory), g_get_real_time ()), ==, late);
}

static void
test_list (Company *company, gconstpointer data)
{
  GListModel *entries;
  guint all, calls;
  gint64 last = G_MAXINT64;

  show_month (company);
  entries = garrison_span_get_entries (company->span);
  all = garrison_span_get_n_in_view (company->span);
  g_assert_cmpuint (all, ==, count_marks (company, GARRISON_ENTRY_DONE, company->from, company->to)
                               + count_marks (company, GARRISON_ENTRY_HAPPENED, company->from, company->to));
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, MIN (all, 200));
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (GarrisonEntry) entry = g_list_model_get_item (entries, i);
      g_assert_cmpint (garrison_entry_get_at (entry), <=, last);
      g_assert_cmpint (garrison_entry_get_at (entry), >=, company->from);
      g_assert_nonnull (garrison_entry_get_customer_name (entry));
      last = garrison_entry_get_at (entry);
    }
  garrison_span_set_kinds (company->span, 1u << GARRISON_SPAN_CALL);
  wait_for_list (company);
  calls = garrison_span_get_n_in_view (company->span);
  g_assert_cmpint (calls, ==, ask (company, "SELECT count(a.id) FROM activity a WHERE " ACTIVE " AND a.kind = 'call' AND a.at >= %" G_GINT64_FORMAT " AND a.at < %" G_GINT64_FORMAT,
                                   company->from, company->to));
  g_assert_cmpuint (calls, <, all);
}

/* Too long for single entries: weeks, from the counts that the acts keep and from the entries. */
static void
test_dense (Company *company, gconstpointer data)
{
  GTimeZone *zone = garrison_store_get_time_zone (company->store);
  gint today = garrison_directory_get_today (company->directory);
  gint last = garrison_day_add (today, 8 - garrison_day_weekday (today)), first = garrison_day_add (last, -52 * 7);
  guint n = show_everybody (company), kept;
  gint64 sum;

  garrison_span_show (company->span, garrison_day_start (first, zone), garrison_day_start (last, zone), 2, 0, n - 1);
  wait_for_list (company);
  g_assert_true (garrison_span_is_dense (company->span));
  sum = ask (company, "SELECT count(a.id) FROM activity a WHERE " ACTIVE " AND a.day >= %d AND a.day < %d", first, last);
  kept = count_counts (company, first, last);
  g_assert_cmpuint (kept, ==, sum);
  g_assert_cmpuint (garrison_span_get_n_in_view (company->span), >=, sum);
  g_assert_cmpuint (count_marks (company, GARRISON_ENTRY_DONE, 0, G_MAXINT64), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (garrison_span_get_entries (company->span)), ==, 200);
  /* Every sample text has a letter e, so the same comes from the entries themselves. */
  garrison_span_set_text (company->span, "e");
  wait_for_list (company);
  g_assert_cmpuint (count_counts (company, first, last), ==,
                    ask (company, "SELECT count(a.id) FROM activity a JOIN customer c ON c.id = a.customer WHERE " ACTIVE
                         " AND a.day >= %d AND a.day < %d AND (instr(lower(a.text), 'e') > 0 OR instr(lower(c.name), 'e') > 0)", first, last));
}

static void
test_weeks (Company *company, gconstpointer data)
{
  const gint64 *weeks = NULL;
  const guint *counts;
  guint n = 0;
  gint64 sum = 0;

  show_month (company);
  WAIT_FOR (garrison_span_get_weeks (company->span, &n, &weeks) != NULL);
  counts = garrison_span_get_weeks (company->span, &n, &weeks);
  g_assert_cmpuint (n, ==, 52);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (weeks[i], <, weeks[i + 1]);
      sum += counts[i];
    }
  g_assert_cmpint (sum, ==, ask (company, "SELECT count(a.id) FROM activity a WHERE " ACTIVE " AND a.at >= %" G_GINT64_FORMAT " AND a.at < %" G_GINT64_FORMAT,
                                 weeks[0], weeks[n]));
}

static void
test_search (Company *company, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  gint64 customer = ask (company, "SELECT min(c.id) FROM customer c WHERE c.owner IS NOT NULL");

  show_month (company);
  /* Hostile text is a text. */
  result = test_act (company->store, &error, "log-activity", "itt", "customer", customer, "kind", "call", "text",
                     "Zebra'; DROP TABLE activity; -- %_");
  g_assert_no_error (error);
  garrison_span_set_text (company->span, "ZEBRA'; drop table activity; -- %_");
  wait_for_list (company);
  WAIT_FOR (garrison_span_get_n_in_view (company->span) == 1);
  garrison_span_set_text (company->span, "no entry has this");
  WAIT_FOR (garrison_span_get_n_in_view (company->span) == 0);
  garrison_span_set_text (company->span, "");
  WAIT_FOR (garrison_span_get_n_in_view (company->span) > 50);
}

/* What somebody logs appears by itself; what is undone goes. */
static void
test_live (Company *company, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL, undone = NULL;
  gint64 customer = ask (company, "SELECT min(c.id) FROM customer c WHERE c.owner IS NOT NULL");
  guint before;

  show_month (company);
  before = garrison_span_get_n_in_view (company->span);
  result = test_act (company->store, &error, "log-activity", "itt", "customer", customer, "kind", "visit", "text", "Walked the hall");
  g_assert_no_error (error);
  WAIT_FOR (garrison_span_get_n_in_view (company->span) == before + 1);
  undone = garrison_store_undo (company->store, garrison_act_result_get_act (result), NULL, &error);
  g_assert_no_error (error);
  WAIT_FOR (garrison_span_get_n_in_view (company->span) == before);
}

static void
test_customer (Company *company, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  gint64 customer = ask (company, "SELECT a.customer FROM activity a JOIN customer c ON c.id = a.customer WHERE c.owner IS NOT NULL GROUP BY a.customer ORDER BY count(a.id) DESC LIMIT 1");
  gint64 owner = ask (company, "SELECT c.owner FROM customer c WHERE c.id = %" G_GINT64_FORMAT, customer);
  gint64 heir = ask (company, "SELECT max(p.id) FROM person p WHERE p.active = 1 AND p.id <> %" G_GINT64_FORMAT, owner);
  const GarrisonSpanLane *lane;
  gint64 since = ask (company, "SELECT min(a.at) FROM activity a WHERE a.customer = %" G_GINT64_FORMAT, customer);

  garrison_span_set_customer (company->span, customer);
  garrison_span_show (company->span, since, company->to, 10, 0, 9);
  WAIT_FOR (garrison_span_get_n_lanes (company->span) >= 2);
  lane = garrison_span_get_lane (company->span, 0);
  g_assert_cmpint (lane->person, ==, 0);
  g_assert_cmpuint (lane->stretches->len, ==, 1);
  g_assert_cmpint (garrison_span_get_lane (company->span, 1)->person, ==, owner);
  g_assert_cmpuint (count_marks (company, GARRISON_ENTRY_DONE, 0, G_MAXINT64), ==,
                    ask (company, "SELECT count(a.id) FROM activity a WHERE " ACTIVE " AND a.customer = %" G_GINT64_FORMAT, customer));
  g_assert_cmpstr (garrison_span_get_customer_name (company->span), !=, "");
  garrison_args_set_ids (args, "ids", &customer, 1);
  garrison_args_set_int (args, "to", heir);
  result = garrison_store_act (company->store, "transfer-customers", args, NULL, NULL, &error);
  g_assert_no_error (error);
  /* Two owners now, one after the other. */
  WAIT_FOR (garrison_span_get_n_lanes (company->span) > 0 && garrison_span_get_lane (company->span, 0)->stretches->len == 2);
  lane = garrison_span_get_lane (company->span, 0);
  g_assert_cmpint (g_array_index (lane->stretches, GarrisonSpanStretch, 0).person, ==, owner);
  g_assert_cmpint (g_array_index (lane->stretches, GarrisonSpanStretch, 1).person, ==, heir);
  g_assert_cmpint (g_array_index (lane->stretches, GarrisonSpanStretch, 0).to, ==,
                   g_array_index (lane->stretches, GarrisonSpanStretch, 1).from);
  garrison_span_set_customer (company->span, 0);
  g_assert_cmpuint (garrison_span_get_n_lanes (company->span), ==, 0);
}

static void
test_nobody (Company *company, gconstpointer data)
{
  garrison_span_set_people (company->span, NULL, 0);
  garrison_span_show (company->span, company->from, company->to, 60, 0, 0);
  wait_for_list (company);
  g_assert_cmpuint (garrison_span_get_n_lanes (company->span), ==, 0);
  g_assert_cmpuint (garrison_span_get_n_in_view (company->span), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/span/" path, Company, NULL, set_up, test, tear_down)
  ADD ("marks", test_marks);
  ADD ("list", test_list);
  ADD ("dense", test_dense);
  ADD ("weeks", test_weeks);
  ADD ("search", test_search);
  ADD ("live", test_live);
  ADD ("customer", test_customer);
  ADD ("nobody", test_nobody);
#undef ADD
  return g_test_run ();
}
