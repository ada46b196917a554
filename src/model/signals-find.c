/* What is worth a look in what was read. */
#include <math.h>
#include <string.h>

#include "base/day.h"
#include "model/signals-private.h"

/* The standard deviation of a normal distribution is so many median absolute deviations. */
#define DEVIATIONS 1.4826

typedef struct
{
  const GarrisonSignalInput *input;
  const GarrisonSignalPerson *person;
  GArray *days; /* of Day, oldest first */
  GPtrArray *found;
} Finder;

/* A day on which somebody disclosed: each record once, by its first disclosure. */
typedef struct
{
  gint day;
  GArray *seen; /* of GarrisonSignalEvent */
} Day;

gboolean
garrison_signal_is_night (guint hour)
{
  return hour < 6 || hour >= 22;
}

static const GarrisonSignalEvent *
event_at (GArray *events, guint i)
{
  return &g_array_index (events, GarrisonSignalEvent, i);
}

static GarrisonSignal *
add (Finder *f, GarrisonSignalKind kind, gint day, guint n, gint64 since, gint64 until)
{
  GarrisonSignal *signal = g_new0 (GarrisonSignal, 1);

  signal->kind = kind;
  signal->person = f->person->id;
  signal->day = day;
  signal->n = n;
  signal->since = since;
  signal->until = until;
  g_ptr_array_add (f->found, signal);
  return signal;
}

/* ---- what is usual ------------------------------------------------------------------------------ */

static int
compare_figures (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/* Sorts @figures. */
static double
median_of (GArray *figures)
{
  guint half = figures->len / 2;

  g_array_sort (figures, compare_figures);
  if (figures->len % 2 == 1)
    return g_array_index (figures, double, half);
  return (g_array_index (figures, double, half - 1) + g_array_index (figures, double, half)) / 2;
}

static double
deviation_of (GArray *figures, double median)
{
  g_autoptr (GArray) away = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < figures->len; i++)
    {
      double distance = fabs (g_array_index (figures, double, i) - median);
      g_array_append_val (away, distance);
    }
  return median_of (away);
}

static gboolean
is_usable (gint day, gint before)
{
  return day < before && garrison_day_weekday (day) < 6 && garrison_day_diff (day, before) <= GARRISON_SIGNAL_HISTORY;
}

/* The figures of the last working days before @days[@at]. */
static GArray *
history_of (Finder *f, guint at)
{
  GArray *figures = g_array_new (FALSE, FALSE, sizeof (double));
  gint day = g_array_index (f->days, Day, at).day;

  for (guint i = at; i > 0 && figures->len < GARRISON_SIGNAL_WORKING_DAYS; i--)
    {
      const Day *earlier = &g_array_index (f->days, Day, i - 1);
      double n = earlier->seen->len;

      if (is_usable (earlier->day, day))
        g_array_append_val (figures, n);
    }
  return figures;
}

static guint
usual_in_team (Finder *f, gint day)
{
  GArray *days = g_hash_table_lookup (f->input->teams, &f->person->team);
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const GarrisonSignalTeamDay *team = &g_array_index (days, GarrisonSignalTeamDay, i);
      double n = team->n;

      if (is_usable (team->day, day))
        g_array_append_val (figures, n);
    }
  return figures->len >= GARRISON_SIGNAL_LEAST_HISTORY ? (guint) ceil (median_of (figures)) : 0;
}

static void
find_many (Finder *f, guint at)
{
  const Day *day = &g_array_index (f->days, Day, at);
  g_autoptr (GArray) figures = history_of (f, at);
  gboolean own = figures->len >= GARRISON_SIGNAL_LEAST_HISTORY;
  guint n = day->seen->len, team = usual_in_team (f, day->day);
  double limit = 3.0 * (team > 0 ? team : GARRISON_SIGNAL_LEAST_DISCLOSURES), median = 0, spread = 0;
  GarrisonSignal *signal;

  if (own)
    {
      median = median_of (figures);
      spread = MAX (1, DEVIATIONS * deviation_of (figures, median));
      limit = MAX (median + 3 * spread, 2.0 * team);
    }
  if (n < GARRISON_SIGNAL_LEAST_DISCLOSURES || n <= limit)
    return;
  signal = add (f, GARRISON_SIGNAL_MANY, day->day, n, event_at (day->seen, 0)->at, event_at (day->seen, n - 1)->at);
  signal->low = own ? (guint) MAX (0, round (median - spread)) : 0;
  signal->high = own ? (guint) round (median + spread) : 0;
  signal->team = team;
}

/* ---- when, and how fast ------------------------------------------------------------------------- */

static void
find_night (Finder *f, const Day *day)
{
  gint64 since = 0, until = 0;
  guint n = 0;

  for (guint i = 0; i < day->seen->len; i++)
    {
      const GarrisonSignalEvent *seen = event_at (day->seen, i);

      if (!garrison_signal_is_night (seen->hour))
        continue;
      since = n++ == 0 ? seen->at : since;
      until = seen->at;
    }
  if (n >= GARRISON_SIGNAL_LEAST_ODD_HOURS)
    add (f, GARRISON_SIGNAL_NIGHT, day->day, n, since, until);
}

static void
find_free_day (Finder *f, const Day *day)
{
  guint n = day->seen->len;

  if (garrison_day_weekday (day->day) > 5 && n >= GARRISON_SIGNAL_LEAST_ODD_HOURS)
    add (f, GARRISON_SIGNAL_FREE_DAY, day->day, n, event_at (day->seen, 0)->at, event_at (day->seen, n - 1)->at);
}

typedef struct
{
  guint first, last;
  guint n; /* records, or customers where order counts */
} Run;

static gboolean
follows (const GarrisonSignalEvent *a, const GarrisonSignalEvent *b, int seconds)
{
  return b->at - a->at <= seconds * G_USEC_PER_SEC;
}

static Run
longest_run (GArray *seen)
{
  Run best = { 0 }, run = { 0 };

  for (guint i = 0; i < seen->len; i++)
    {
      if (i == 0 || !follows (event_at (seen, i - 1), event_at (seen, i), GARRISON_SIGNAL_RUN_STEP))
        run = (Run) { i, i, 0 };
      run.last = i;
      run.n++;
      if (run.n > best.n)
        best = run;
    }
  return best;
}

/* Customers whose names go up (@way 1) or down (-1); several contacts of one of them count once. */
static Run
longest_name_run (Finder *f, GArray *seen, int way)
{
  Run best = { 0 }, run = { 0 };
  const char *last = NULL;

  for (guint i = 0; i < seen->len; i++)
    {
      const GarrisonSignalEvent *event = event_at (seen, i);
      const char *name = g_hash_table_lookup (f->input->names, &event->customer);
      int order = last != NULL && name != NULL ? strcmp (name, last) * way : -1;

      if (order < 0 || !follows (event_at (seen, i - 1), event, GARRISON_SIGNAL_NAME_RUN_STEP))
        {
          run = (Run) { i, i, 0 };
          order = 1;
        }
      run.last = i;
      run.n += name != NULL && order > 0;
      last = name;
      if (run.n > best.n)
        best = run;
    }
  return best;
}

static void
add_run (Finder *f, const Day *day, GarrisonSignalKind kind, const Run *run)
{
  const GarrisonSignalEvent *first = event_at (day->seen, run->first), *last = event_at (day->seen, run->last);
  GarrisonSignal *signal = add (f, kind, day->day, run->n, first->at, last->at);

  signal->minutes = (guint) MAX (1, (last->at - first->at + 59 * G_USEC_PER_SEC) / (60 * G_USEC_PER_SEC));
}

static void
find_runs (Finder *f, const Day *day)
{
  Run run = longest_run (day->seen), up = longest_name_run (f, day->seen, 1), down = longest_name_run (f, day->seen, -1);
  Run named = up.n >= down.n ? up : down;

  if (named.n >= GARRISON_SIGNAL_LEAST_NAME_RUN)
    add_run (f, day, GARRISON_SIGNAL_NAME_RUN, &named);
  /* Of the same run once is enough. */
  if (run.n >= GARRISON_SIGNAL_LEAST_RUN && (named.n < GARRISON_SIGNAL_LEAST_NAME_RUN || run.n > named.n))
    add_run (f, day, GARRISON_SIGNAL_RUN, &run);
}

/* ---- what else somebody did ------------------------------------------------------------------------ */

typedef struct
{
  guint n, total;
  gint64 since, until;
} Tally;

typedef gboolean (*Counts) (const GarrisonSignalEvent *event);

static gboolean
is_copy (const GarrisonSignalEvent *event)
{
  return event->copy;
}

static gboolean
is_no_copy (const GarrisonSignalEvent *event)
{
  return !event->copy;
}

static gboolean
is_beyond (const GarrisonSignalEvent *event)
{
  return event->beyond;
}

static gboolean
is_any (const GarrisonSignalEvent *event)
{
  return TRUE;
}

/* The first event of @person at or after @day. */
static guint
find_start (GArray *events, gint64 person, gint day)
{
  guint low = 0, high = events->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const GarrisonSignalEvent *event = event_at (events, middle);

      if (event->person < person || (event->person == person && event->day < day))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Each record once. */
static Tally
tally (Finder *f, GArray *events, Counts counts, gint first, gint last)
{
  g_autoptr (GHashTable) records = g_hash_table_new (g_int64_hash, g_int64_equal);
  Tally t = { 0 };

  for (guint i = find_start (events, f->person->id, first); i < events->len; i++)
    {
      const GarrisonSignalEvent *event = event_at (events, i);

      if (event->person != f->person->id || event->day > last)
        break;
      if (!counts (event) || !g_hash_table_add (records, (gpointer) &event->record))
        continue;
      t.since = t.n++ == 0 ? event->at : t.since;
      t.until = event->at;
      t.total = event->n > G_MAXUINT - t.total ? G_MAXUINT : t.total + event->n;
    }
  return t;
}

static void
add_tally (Finder *f, GarrisonSignalKind kind, gint day, const Tally *t)
{
  add (f, kind, day, t->n, t->since, t->until)->total = t->total;
}

static guint
count_seen (Finder *f, gint day)
{
  for (guint i = 0; i < f->days->len; i++)
    if (g_array_index (f->days, Day, i).day == day)
      return g_array_index (f->days, Day, i).seen->len;
  return 0;
}

/* By how much at most, in hours. */
static void
find_clock (Finder *f, gint day)
{
  Tally t = tally (f, f->input->clocks, is_any, day, day);
  GarrisonSignal *signal;

  if (t.n == 0)
    return;
  signal = add (f, GARRISON_SIGNAL_CLOCK, day, t.n, t.since, t.until);
  for (guint i = find_start (f->input->clocks, f->person->id, day); i < f->input->clocks->len; i++)
    {
      const GarrisonSignalEvent *event = event_at (f->input->clocks, i);

      if (event->person == f->person->id && event->day == day)
        signal->total = MAX (signal->total, event->n);
    }
}

static void
find_of_day (Finder *f, gint day)
{
  Tally edits = tally (f, f->input->edits, is_any, day, day);
  Tally releases = tally (f, f->input->releases, is_no_copy, day, day);
  Tally copies = tally (f, f->input->releases, is_copy, day, day);
  Tally beyond = tally (f, f->input->refusals, is_beyond, day, day);
  Tally passwords = tally (f, f->input->passwords, is_any, day, day);

  find_clock (f, day);
  if (passwords.n > 0)
    add_tally (f, GARRISON_SIGNAL_PASSWORD, day, &passwords);
  if (beyond.n > 0)
    {
      beyond.total = count_seen (f, day);
      add_tally (f, GARRISON_SIGNAL_ALLOWANCE, day, &beyond);
    }
  if (edits.n >= GARRISON_SIGNAL_LEAST_EDITS)
    add_tally (f, GARRISON_SIGNAL_EDITS, day, &edits);
  if (releases.n >= GARRISON_SIGNAL_LEAST_RELEASES || releases.total >= GARRISON_SIGNAL_LEAST_RELEASED)
    add_tally (f, GARRISON_SIGNAL_RELEASES, day, &releases);
  if (copies.n >= GARRISON_SIGNAL_LEAST_COPIES)
    add_tally (f, GARRISON_SIGNAL_COPIES, day, &copies);
}

static void
find_of_leaver (Finder *f)
{
  gint left = f->person->left_day, end = MIN (left, f->input->last);
  gint start = garrison_day_add (end, 1 - GARRISON_SIGNAL_LEAVER_DAYS);
  Tally edits, releases, refusals;

  if (left == 0 || left < f->input->first)
    return;
  edits = tally (f, f->input->edits, is_any, start, end);
  releases = tally (f, f->input->releases, is_no_copy, start, end);
  refusals = tally (f, f->input->refusals, is_any, start, end);
  if (releases.n >= GARRISON_SIGNAL_LEAST_RELEASES || releases.total >= GARRISON_SIGNAL_LEAST_LEAVER_RELEASED)
    add_tally (f, GARRISON_SIGNAL_LEAVER_RELEASES, left, &releases);
  if (edits.n >= GARRISON_SIGNAL_LEAST_LEAVER_EDITS)
    add_tally (f, GARRISON_SIGNAL_LEAVER_EDITS, left, &edits);
  if (refusals.n >= GARRISON_SIGNAL_LEAST_LEAVER_REFUSALS)
    add_tally (f, GARRISON_SIGNAL_LEAVER_REFUSALS, left, &refusals);
}

/* ---- by person and day -------------------------------------------------------------------------- */

static void
day_clear (gpointer data)
{
  g_array_unref (((Day *) data)->seen);
}

/* What each day of the person has. */
static GArray *
gather_days (GArray *events, gint64 person)
{
  g_autoptr (GHashTable) records = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *days = g_array_new (FALSE, FALSE, sizeof (Day));

  g_array_set_clear_func (days, day_clear);
  for (guint i = find_start (events, person, 0); i < events->len && event_at (events, i)->person == person; i++)
    {
      const GarrisonSignalEvent *event = event_at (events, i);

      if (days->len == 0 || g_array_index (days, Day, days->len - 1).day != event->day)
        {
          Day day = { event->day, g_array_new (FALSE, FALSE, sizeof (GarrisonSignalEvent)) };
          g_array_append_val (days, day);
          g_hash_table_remove_all (records);
        }
      if (g_hash_table_add (records, (gpointer) &event->record))
        g_array_append_vals (g_array_index (days, Day, days->len - 1).seen, event, 1);
    }
  return days;
}

static void
find_of_person (Finder *f)
{
  for (guint i = 0; i < f->days->len; i++)
    {
      const Day *day = &g_array_index (f->days, Day, i);

      if (day->day < f->input->first || day->day > f->input->last)
        continue;
      find_many (f, i);
      find_night (f, day);
      find_free_day (f, day);
      find_runs (f, day);
    }
  for (gint day = f->input->first; day != 0 && day <= f->input->last; day = garrison_day_add (day, 1))
    find_of_day (f, day);
  find_of_leaver (f);
}

GPtrArray *
garrison_signals_find (const GarrisonSignalInput *input)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_signal_free);

  for (guint i = 0; i < input->people->len; i++)
    {
      const GarrisonSignalPerson *person = &g_array_index (input->people, GarrisonSignalPerson, i);
      g_autoptr (GArray) days = gather_days (input->disclosures, person->id);
      Finder finder = { input, person, days, found };

      find_of_person (&finder);
    }
  return found;
}
