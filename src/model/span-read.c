#include "model/span-read.h"

#include "base/day.h"
#include "model/span-scale.h"

#define LIST_LENGTH 200
#define MAX_BUCKETS 2000
#define MIN_BUCKET_WIDTH 12.0 /* pixels */

/* Columns of an entry, from each relation that has some. */
#define DONE                                                                                                  \
  "SELECT 0 AS state, x.id AS id, x.customer AS customer, "                                                   \
  "(SELECT c.name FROM customer c WHERE c.id = x.customer) AS customer_name, x.person AS person, "            \
  "x.kind AS kind, x.text AS text, x.at AS at, x.recorded_at AS recorded_at, x.minutes AS minutes, "          \
  "x.outcome AS outcome, x.deal AS deal, x.contact AS contact, x.corrects AS corrects, "                      \
  "x.corrected_by AS corrected_by FROM activity x WHERE x.voided = 0 AND x.corrected_by IS NULL "             \
  "AND x.at >= :from AND x.at < :to "
#define HAPPENED                                                                                              \
  "SELECT 1 AS state, x.id AS id, x.customer AS customer, "                                                   \
  "(SELECT c.name FROM customer c WHERE c.id = x.customer) AS customer_name, x.person AS person, "            \
  "x.kind AS kind, x.text AS text, x.at AS at, x.at AS recorded_at, 0 AS minutes, 0 AS outcome, "             \
  "CASE x.relation WHEN 'deal' THEN x.record ELSE 0 END AS deal, 0 AS contact, 0 AS corrects, "               \
  "0 AS corrected_by FROM timeline x WHERE x.at >= :from AND x.at < :to "
#define PLANNED                                                                                               \
  "SELECT 2 AS state, x.id AS id, x.customer AS customer, "                                                   \
  "(SELECT c.name FROM customer c WHERE c.id = x.customer) AS customer_name, x.person AS person, "            \
  "x.kind AS kind, x.text AS text, x.due_at AS at, x.created_at AS recorded_at, x.timed AS minutes, "         \
  "0 AS outcome, x.deal AS deal, x.contact AS contact, 0 AS corrects, 0 AS corrected_by "                     \
  "FROM task x WHERE x.done_at IS NULL AND x.dropped = 0 AND x.due_at >= :from AND x.due_at < :to "
#define BY_PEOPLE "AND x.person IN @ids(people) "
#define BY_CUSTOMER "AND x.customer = :customer "
/* What a bulk act does to ten thousand customers is no mark in a person's lane. */
#define OF_DEALS "AND x.kind IN ('payment', 'won', 'lost') "
#define MATCHING                                                                                              \
  "AND (instr(lower(x.text), :text) > 0 OR EXISTS (SELECT 1 FROM customer c WHERE c.id = x.customer "         \
  "AND instr(lower(c.name), :text) > 0)) "
#define OF_KINDS "AND instr(:kinds, ',' || x.kind || ',') > 0 "

static const char DEALS_OF_PEOPLE[] =
  "SELECT * FROM (SELECT d.id AS id, d.customer AS customer, d.owner AS owner, d.name AS name, d.status AS status, "
  "d.amount AS amount, d.currency AS currency, d.opened_day AS opened_day, d.closed_day AS closed_day, "
  "d.expected_day AS expected_day, d.stage_since AS stage_since, d.stage AS stage, "
  "row_number() OVER (PARTITION BY d.owner ORDER BY d.amount DESC, d.id) AS place, "
  "count(d.id) OVER (PARTITION BY d.owner) AS n "
  "FROM deal d WHERE d.owner IN @ids(people) AND d.opened_day <= :last "
  "AND (d.status = 'open' OR (d.status IN ('won', 'lost') AND d.closed_day >= :first))) AS q WHERE q.place <= 40";
static const char DEALS_OF_CUSTOMER[] =
  "SELECT d.id, d.customer, d.owner, d.name, d.status, d.amount, d.currency, d.opened_day, d.closed_day, "
  "d.expected_day, d.stage_since, d.stage, 1 AS place, 0 AS n FROM deal d WHERE d.customer = :customer "
  "ORDER BY d.amount DESC, d.id LIMIT 200";
static const char OWNERS_OF_CUSTOMER[] =
  "SELECT e.from_owner AS from_owner, e.to_owner AS to_owner, e.at AS at, c.owner AS owner, "
  "c.created_at AS created_at FROM customer c LEFT JOIN ownership_event e ON e.customer = c.id "
  "WHERE c.id = :customer ORDER BY e.at, e.id LIMIT 500";
static const char PEOPLE_OF_CUSTOMER[] =
  "SELECT q.person FROM ("
  "SELECT a.person AS person, 1 AS weight FROM activity a WHERE a.customer = :customer AND a.voided = 0 "
  "UNION ALL SELECT k.person, 1 FROM task k WHERE k.customer = :customer AND k.done_at IS NULL AND k.dropped = 0 "
  "UNION ALL SELECT t.person, 0 FROM timeline t WHERE t.customer = :customer AND t.person > 0 "
  "UNION ALL SELECT d.owner, 1 FROM deal d WHERE d.customer = :customer AND d.owner IS NOT NULL "
  "UNION ALL SELECT c.owner, 1000000 FROM customer c WHERE c.id = :customer AND c.owner IS NOT NULL"
  ") AS q GROUP BY q.person ORDER BY sum(q.weight) DESC, q.person LIMIT 50";
static const char CUSTOMER_NAME[] = "SELECT c.name FROM customer c WHERE c.id = :customer";
static const char TASKS_OF_PEOPLE[] =
  "SELECT k.person, sum(CASE WHEN k.due_day = :today AND NOT (k.timed = 1 AND k.due_at < :now) THEN 1 ELSE 0 END), "
  "sum(CASE WHEN k.due_day < :today OR (k.due_day = :today AND k.timed = 1 AND k.due_at < :now) THEN 1 ELSE 0 END) "
  "FROM task k WHERE k.person IN @ids(people) AND k.done_at IS NULL AND k.dropped = 0 AND k.due_at < :tomorrow "
  "GROUP BY k.person";
static const char MONTH_FROM_ROLLUP[] =
  "SELECT m.person, sum(m.n) FROM activity_month m WHERE m.month = :month AND m.person IN @ids(people) GROUP BY m.person";
static const char MONTH_FROM_ENTRIES[] =
  "SELECT a.person, count(a.id) FROM activity a WHERE a.person IN @ids(people) AND a.at >= :month_start "
  "AND a.at < :tomorrow AND a.voided = 0 AND a.corrected_by IS NULL GROUP BY a.person";
static const char DAYS_FROM_ROLLUP[] =
  "SELECT r.person, r.day, r.kind, r.n FROM activity_day r WHERE r.day IN @ids(days) AND r.person IN @ids(people)";
#define DAYS_FROM_ENTRIES                                                                                     \
  "SELECT x.person, x.day, x.kind, count(x.id) FROM activity x WHERE x.voided = 0 AND x.corrected_by IS NULL " \
  "AND x.at >= :from AND x.at < :to "
#define BY_DAY "GROUP BY x.person, x.day, x.kind"

GarrisonSpanReading *
garrison_span_reading_new (GarrisonStore *store)
{
  GarrisonSpanReading *self = g_new0 (GarrisonSpanReading, 1);

  self->store = g_object_ref (store);
  self->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->text = g_strdup ("");
  self->kinds = GARRISON_SPAN_ALL_KINDS;
  self->now = g_get_real_time ();
  self->zone = garrison_store_get_time_zone (store);
  self->today = garrison_day_of_instant (self->now, self->zone);
  self->sees_all = g_strcmp0 (garrison_store_get_scope (store, "customer.see"), "all") == 0;
  return self;
}

void
garrison_span_reading_free (GarrisonSpanReading *self)
{
  g_object_unref (self->store);
  g_array_unref (self->people);
  g_free (self->text);
  g_free (self->customer_name);
  for (guint i = 0; i < GARRISON_SPAN_N_PARTS; i++)
    g_clear_pointer (&self->parts[i], garrison_rows_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_free (self);
}

static GarrisonArgs *
make_args (GarrisonSpanReading *self, gint64 from, gint64 to)
{
  GarrisonArgs *args = garrison_args_new ();
  g_autofree char *kinds = garrison_span_kinds_list (self->kinds);
  gint month = garrison_day_month (self->today);

  garrison_args_set_ids (args, "people", (const gint64 *) (gpointer) self->people->data, self->people->len);
  garrison_args_set_int (args, "customer", self->customer);
  garrison_args_set_int (args, "from", from);
  garrison_args_set_int (args, "to", to);
  garrison_args_set_int (args, "first", garrison_day_of_instant (from, self->zone));
  garrison_args_set_int (args, "last", garrison_day_of_instant (to, self->zone));
  garrison_args_set_text (args, "text", self->text);
  garrison_args_set_text (args, "kinds", kinds);
  garrison_args_set_int (args, "now", self->now);
  garrison_args_set_int (args, "today", self->today);
  garrison_args_set_int (args, "tomorrow", garrison_day_start (garrison_day_add (self->today, 1), self->zone));
  garrison_args_set_int (args, "month", month);
  garrison_args_set_int (args, "month_start", garrison_day_start (garrison_month_first_day (month), self->zone));
  return args;
}

static gboolean
read_into (GarrisonSpanReading *self, GarrisonRows **rows, const char *sql, GarrisonArgs *args,
           GCancellable *cancellable, GError **error)
{
  g_clear_pointer (rows, garrison_rows_unref);
  *rows = garrison_store_read (self->store, sql, args, cancellable, error);
  return *rows != NULL;
}

static gboolean
read_part (GarrisonSpanReading *self, GarrisonSpanPart part, const char *sql, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GarrisonArgs) args = make_args (self, self->from, self->to);

  return read_into (self, &self->parts[part], sql, args, cancellable, error);
}

static char *
compose (GarrisonSpanReading *self, const char *select, const char *more, const char *end)
{
  return g_strconcat (select, self->customer != 0 ? BY_CUSTOMER : BY_PEOPLE, more,
                      *self->text != '\0' ? MATCHING : "", end, NULL);
}

static gboolean
find_people (GarrisonSpanReading *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = make_args (self, self->from, self->to);
  g_autoptr (GarrisonRows) rows = garrison_store_read (self->store, PEOPLE_OF_CUSTOMER, args, cancellable, error);
  g_autoptr (GarrisonRows) name = NULL;

  if (rows == NULL)
    return FALSE;
  name = garrison_store_read (self->store, CUSTOMER_NAME, args, cancellable, error);
  if (name == NULL)
    return FALSE;
  g_array_set_size (self->people, 0);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      gint64 person = garrison_rows_get_int (rows, i, 0);
      g_array_append_val (self->people, person);
    }
  self->customer_name = g_strdup (garrison_rows_get_size (name) > 0 ? garrison_rows_get_text (name, 0, 0) : "");
  return TRUE;
}

/* Counting ------------------------------------------------------------------------------------------ */

static GArray *
counts_of (GarrisonSpanReading *self, gint64 person)
{
  GArray *counts = g_hash_table_lookup (self->counts, &person);

  if (counts == NULL)
    {
      counts = g_array_new (FALSE, TRUE, sizeof (GarrisonSpanCount));
      g_hash_table_insert (self->counts, g_memdup2 (&person, sizeof person), counts);
    }
  return counts;
}

/* The first day of the stretch that @day is counted in: days, weeks or months, so that a column can be
 * told from the next. */
static gint
bucket_of (GarrisonSpanReading *self, gint day)
{
  if (self->day_width >= MIN_BUCKET_WIDTH)
    return day;
  if (self->day_width * 7 >= MIN_BUCKET_WIDTH)
    return garrison_day_add (day, 1 - garrison_day_weekday (day));
  return garrison_month_first_day (garrison_day_month (day));
}

static gint
end_of_bucket (GarrisonSpanReading *self, gint bucket)
{
  if (self->day_width >= MIN_BUCKET_WIDTH)
    return garrison_day_add (bucket, 1);
  if (self->day_width * 7 >= MIN_BUCKET_WIDTH)
    return garrison_day_add (bucket, 7);
  return garrison_day_add_months (bucket, 1);
}

static void
add_count (GarrisonSpanReading *self, gint64 person, gint day, GarrisonSpanKind kind, gint64 n)
{
  GArray *counts = counts_of (self, person);
  gint bucket = bucket_of (self, day);
  GarrisonSpanCount new_count = { .day = bucket };
  guint low = 0, high = counts->len;

  if (bucket == 0 || kind >= GARRISON_SPAN_N_DONE)
    return;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (g_array_index (counts, GarrisonSpanCount, middle).day < bucket)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == counts->len || g_array_index (counts, GarrisonSpanCount, low).day != bucket)
    {
      if (counts->len >= MAX_BUCKETS)
        return;
      new_count.end = end_of_bucket (self, bucket);
      new_count.from = garrison_day_start (new_count.day, self->zone);
      new_count.to = garrison_day_start (new_count.end, self->zone);
      g_array_insert_val (counts, low, new_count);
    }
  g_array_index (counts, GarrisonSpanCount, low).n[kind] += (guint32) MIN (n, G_MAXINT32);
}

static void
set_days (GarrisonArgs *args, gint first, gint last)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint day = first; day != 0 && day <= last; day = garrison_day_add (day, 1))
    {
      gint64 value = day;
      g_array_append_val (days, value);
    }
  garrison_args_set_ids (args, "days", (const gint64 *) (gpointer) days->data, days->len);
}

/* From the counts that the acts keep, where these are this person's to read and nothing is searched. */
static GarrisonRows *
read_days (GarrisonSpanReading *self, gint64 from, gint64 to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = make_args (self, from, to);
  g_autofree char *sql = NULL;

  if (self->sees_all && self->customer == 0 && *self->text == '\0')
    {
      set_days (args, garrison_day_of_instant (from, self->zone), garrison_day_of_instant (to, self->zone));
      return garrison_store_read (self->store, DAYS_FROM_ROLLUP, args, cancellable, error);
    }
  sql = compose (self, DAYS_FROM_ENTRIES, "", BY_DAY);
  return garrison_store_read (self->store, sql, args, cancellable, error);
}

static gboolean
count_days (GarrisonSpanReading *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonRows) rows = NULL;
  /* Whole stretches, or the columns at the ends would be too low. */
  gint first = bucket_of (self, garrison_day_of_instant (self->from, self->zone));
  gint last = end_of_bucket (self, bucket_of (self, garrison_day_of_instant (self->to, self->zone)));

  rows = read_days (self, garrison_day_start (first, self->zone), garrison_day_start (last, self->zone) - 1,
                    cancellable, error);
  if (rows == NULL)
    return FALSE;
  self->counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    add_count (self, garrison_rows_get_int (rows, i, 0), (gint) garrison_rows_get_int (rows, i, 1),
               garrison_span_kind_find (garrison_rows_get_text (rows, i, 2)), garrison_rows_get_int (rows, i, 3));
  return TRUE;
}

/* Reading ------------------------------------------------------------------------------------------- */

static gboolean
read_done (GarrisonSpanReading *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *limit = g_strdup_printf ("LIMIT %u", self->most + 1);
  g_autofree char *sql = compose (self, DONE, "", limit);

  if (self->most > 0)
    {
      if (!read_part (self, GARRISON_SPAN_PART_DONE, sql, cancellable, error))
        return FALSE;
      if (garrison_rows_get_size (self->parts[GARRISON_SPAN_PART_DONE]) <= self->most)
        return TRUE;
      g_clear_pointer (&self->parts[GARRISON_SPAN_PART_DONE], garrison_rows_unref);
    }
  return count_days (self, cancellable, error);
}

/* Where entries are only counted, the newest of them are still listed. */
static gboolean
read_list (GarrisonSpanReading *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *end = g_strdup_printf ("ORDER BY x.at DESC LIMIT %u", LIST_LENGTH);
  g_autofree char *done = compose (self, DONE, OF_KINDS, end);
  g_autofree char *happened = compose (self, HAPPENED, self->customer == 0 ? OF_DEALS OF_KINDS : OF_KINDS, end);
  g_autofree char *sql
    = g_strdup_printf ("SELECT " GARRISON_ENTRY_COLUMNS " FROM (SELECT * FROM (%s) AS done UNION ALL "
                       "SELECT * FROM (%s) AS happened) AS entries ORDER BY at DESC, state, id DESC LIMIT %u",
                       done, happened, LIST_LENGTH);
  g_autoptr (GarrisonArgs) args = make_args (self, self->list_from, self->list_to);

  if (self->counts == NULL || self->list_to <= self->list_from)
    return TRUE;
  return read_into (self, &self->parts[GARRISON_SPAN_PART_LIST], sql, args, cancellable, error);
}

gboolean
garrison_span_reading_run (GarrisonSpanReading *self, GCancellable *cancellable, GError **error)
{
  gboolean one = self->customer != 0;
  g_autofree char *happened = compose (self, HAPPENED, one ? "" : OF_DEALS, "ORDER BY x.at DESC LIMIT 2000");
  g_autofree char *planned = compose (self, PLANNED, "", "ORDER BY x.due_at LIMIT 2000");

  if (one && !find_people (self, cancellable, error))
    return FALSE;
  return read_done (self, cancellable, error)
         && read_part (self, GARRISON_SPAN_PART_HAPPENED, happened, cancellable, error)
         && read_part (self, GARRISON_SPAN_PART_PLANNED, planned, cancellable, error)
         && read_part (self, GARRISON_SPAN_PART_DEALS, one ? DEALS_OF_CUSTOMER : DEALS_OF_PEOPLE, cancellable, error)
         && (!one || read_part (self, GARRISON_SPAN_PART_OWNERS, OWNERS_OF_CUSTOMER, cancellable, error))
         && read_part (self, GARRISON_SPAN_PART_TASKS, TASKS_OF_PEOPLE, cancellable, error)
         && read_part (self, GARRISON_SPAN_PART_MONTH, self->sees_all ? MONTH_FROM_ROLLUP : MONTH_FROM_ENTRIES,
                       cancellable, error)
         && read_list (self, cancellable, error);
}

gboolean
garrison_span_reading_weeks (GarrisonSpanReading *self, GArray *weeks, GArray *n, GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GarrisonRows) rows = NULL;
  gint monday = garrison_day_add (self->today, 1 - garrison_day_weekday (self->today));
  gint first = garrison_day_add (monday, -51 * 7);

  if (self->customer != 0 && !find_people (self, cancellable, error))
    return FALSE;
  rows = read_days (self, garrison_day_start (first, self->zone),
                    garrison_day_start (garrison_day_add (monday, 7), self->zone) - 1, cancellable, error);
  if (rows == NULL)
    return FALSE;
  g_array_set_size (n, 52);
  memset (n->data, 0, 52 * sizeof (guint));
  for (int week = 0; week <= 52; week++)
    {
      gint64 at = garrison_day_start (garrison_day_add (first, 7 * week), self->zone);
      g_array_append_val (weeks, at);
    }
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      int week = garrison_day_diff (first, (gint) garrison_rows_get_int (rows, i, 1)) / 7;

      if (week >= 0 && week < 52)
        g_array_index (n, guint, week) += (guint) garrison_rows_get_int (rows, i, 3);
    }
  return TRUE;
}
