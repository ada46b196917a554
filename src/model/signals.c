#include "model/signals.h"

#include "base/day.h"
#include "model/signals-private.h"

void
garrison_signal_free (GarrisonSignal *signal)
{
  g_free (signal);
}

/* ---- reading ------------------------------------------------------------------------------------ */

static const char PEOPLE_SQL[] = "SELECT p.id, p.team, p.left_day FROM person p ORDER BY p.id";
static const char TEAMS_SQL[] = "SELECT t.team, t.day, t.people, t.n FROM disclosure_team t "
                                "WHERE t.day >= :since AND t.day <= :last";
static const char NAMES_SQL[]
  = "SELECT c.id, c.sort_key FROM customer c WHERE c.id IN (SELECT d.customer FROM disclosure d "
    "WHERE d.day >= :first AND d.day <= :last)";

/* Columns: person, record, customer, at, n, copy, beyond. */
static const char DISCLOSURES_SQL[]
  = "SELECT d.person, 2 * d.record + CASE d.relation WHEN 'contact' THEN 1 ELSE 0 END, d.customer, d.at, 0, 0, 0 "
    "FROM disclosure d WHERE d.day >= :since AND d.day <= :last ORDER BY d.person, d.at, d.id";
static const char EDITS_SQL[]
  = "SELECT e.person, 2 * e.record + CASE e.relation WHEN 'contact' THEN 1 ELSE 0 END, 0, e.at, 0, 0, 0 "
    "FROM detail_change e WHERE e.day >= :before AND e.day <= :last ORDER BY e.person, e.at, e.act";
static const char RELEASES_SQL[]
  = "SELECT r.person, r.id, 0, r.at, r.n, CASE r.kind WHEN 'clipboard' THEN 1 ELSE 0 END, 0 "
    "FROM release r WHERE r.day >= :before AND r.day <= :last ORDER BY r.person, r.at, r.id";
static const char REFUSALS_SQL[]
  = "SELECT r.person, r.id, 0, r.at, 0, 0, CASE r.refusal WHEN 'out-of-allowance' THEN 1 ELSE 0 END "
    "FROM refused_act r WHERE r.at >= :from AND r.at < :to AND r.refusal IN ('no-right', 'out-of-reach', "
    "'out-of-allowance', 'too-many-checks', 'may-not-take-out', 'needs-consent', 'one-at-a-time') "
    "ORDER BY r.person, r.at, r.id";

/* n: by how many hours it was off. */
static const char CLOCKS_SQL[]
  = "SELECT k.person, k.act, 0, k.at, k.seconds / 3600, 0, 0 FROM clock_change k "
    "WHERE k.at >= :from AND k.at < :to ORDER BY k.person, k.at, k.act";

static const char PASSWORDS_SQL[]
  = "SELECT w.person, w.act, 0, w.at, 0, 0, 0 FROM password_change w "
    "WHERE w.at >= :from AND w.at < :to ORDER BY w.person, w.at, w.act";

typedef struct
{
  GArray *events;
  GTimeZone *zone;
} Filling;

static gboolean
take_event (GarrisonRow *row, gpointer data)
{
  Filling *filling = data;
  GarrisonSignalEvent event = { 0 };
  g_autoptr (GDateTime) utc = NULL, local = NULL;

  event.person = garrison_row_get_int (row, 0);
  event.record = garrison_row_get_int (row, 1);
  event.customer = garrison_row_get_int (row, 2);
  event.at = garrison_row_get_int (row, 3);
  event.n = (guint) CLAMP (garrison_row_get_int (row, 4), 0, G_MAXUINT);
  event.copy = garrison_row_get_int (row, 5) != 0;
  event.beyond = garrison_row_get_int (row, 6) != 0;
  utc = g_date_time_new_from_unix_utc (event.at / G_USEC_PER_SEC);
  local = utc != NULL ? g_date_time_to_timezone (utc, filling->zone) : NULL;
  if (local == NULL)
    return TRUE;
  event.day = garrison_day_make (g_date_time_get_year (local), g_date_time_get_month (local),
                                 g_date_time_get_day_of_month (local));
  event.hour = (guint) g_date_time_get_hour (local);
  g_array_append_val (filling->events, event);
  return TRUE;
}

static gboolean
take_person (GarrisonRow *row, gpointer data)
{
  GarrisonSignalPerson person = { garrison_row_get_int (row, 0), garrison_row_get_int (row, 1),
                                  (gint) garrison_row_get_int (row, 2) };

  g_array_append_val ((GArray *) data, person);
  return TRUE;
}

static gboolean
take_name (GarrisonRow *row, gpointer data)
{
  gint64 id = garrison_row_get_int (row, 0);

  g_hash_table_replace (data, g_memdup2 (&id, sizeof id), g_strdup (garrison_row_get_text (row, 1, NULL)));
  return TRUE;
}

static gboolean
take_team_day (GarrisonRow *row, gpointer data)
{
  gint64 team = garrison_row_get_int (row, 0), people = garrison_row_get_int (row, 2);
  GarrisonSignalTeamDay day = { (gint) garrison_row_get_int (row, 1), 0 };
  GArray *days = g_hash_table_lookup (data, &team);

  if (people <= 0)
    return TRUE;
  if (days == NULL)
    {
      days = g_array_new (FALSE, FALSE, sizeof (GarrisonSignalTeamDay));
      g_hash_table_insert (data, g_memdup2 (&team, sizeof team), days);
    }
  day.n = (guint) ((garrison_row_get_int (row, 3) + people - 1) / people);
  g_array_append_val (days, day);
  return TRUE;
}

static void
input_free (GarrisonSignalInput *input)
{
  g_array_unref (input->people);
  g_array_unref (input->disclosures);
  g_array_unref (input->edits);
  g_array_unref (input->releases);
  g_array_unref (input->refusals);
  g_array_unref (input->clocks);
  g_array_unref (input->passwords);
  g_hash_table_unref (input->names);
  g_hash_table_unref (input->teams);
  g_free (input);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonSignalInput, input_free)

static GarrisonSignalInput *
input_new (gint first, gint last)
{
  GarrisonSignalInput *input = g_new0 (GarrisonSignalInput, 1);

  input->first = first;
  input->last = last;
  input->people = g_array_new (FALSE, FALSE, sizeof (GarrisonSignalPerson));
  input->disclosures = g_array_new (FALSE, FALSE, sizeof (GarrisonSignalEvent));
  input->edits = g_array_new (FALSE, FALSE, sizeof (GarrisonSignalEvent));
  input->releases = g_array_new (FALSE, FALSE, sizeof (GarrisonSignalEvent));
  input->refusals = g_array_new (FALSE, FALSE, sizeof (GarrisonSignalEvent));
  input->clocks = g_array_new (FALSE, FALSE, sizeof (GarrisonSignalEvent));
  input->passwords = g_array_new (FALSE, FALSE, sizeof (GarrisonSignalEvent));
  input->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  input->teams = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  return input;
}

/* Each statement is given the arguments that it names, and no others. */
static GarrisonArgs *
args_for (GarrisonStore *store, const char *sql, const GarrisonSignalInput *input)
{
  GTimeZone *zone = garrison_store_get_time_zone (store);
  gint before = garrison_day_add (input->first, 1 - GARRISON_SIGNAL_LEAVER_DAYS);
  const struct
  {
    const char *name;
    gint64 value;
  } all[] = {
    { "since", garrison_day_add (input->first, -GARRISON_SIGNAL_HISTORY) },
    { "before", before },
    { "first", input->first },
    { "last", input->last },
    { "from", garrison_day_start (before, zone) },
    { "to", garrison_day_start (garrison_day_add (input->last, 1), zone) },
  };
  GarrisonArgs *args = garrison_args_new ();

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *pattern = g_strdup_printf (":%s\\b", all[i].name);

      if (g_regex_match_simple (pattern, sql, 0, 0))
        garrison_args_set_int (args, all[i].name, all[i].value);
    }
  return args;
}

static gboolean
scan (GarrisonStore *store, const char *sql, const GarrisonSignalInput *input, GarrisonRowFunc take, gpointer data,
      GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = args_for (store, sql, input);

  return garrison_store_scan (store, sql, args, take, data, cancellable, error);
}

static gboolean
scan_events (GarrisonStore *store, const char *sql, const GarrisonSignalInput *input, GArray *events,
             GCancellable *cancellable, GError **error)
{
  Filling filling = { events, garrison_store_get_time_zone (store) };

  return scan (store, sql, input, take_event, &filling, cancellable, error);
}

static int
compare_signals (gconstpointer a, gconstpointer b)
{
  const GarrisonSignal *first = *(GarrisonSignal *const *) a, *second = *(GarrisonSignal *const *) b;

  if (first->day != second->day)
    return second->day - first->day;
  if (first->person != second->person)
    return first->person < second->person ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

GPtrArray *
garrison_signals_read (GarrisonStore *store, gint first, gint last, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonSignalInput) input = NULL;
  GPtrArray *found;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);
  g_return_val_if_fail (garrison_day_is_valid (first) && garrison_day_is_valid (last), NULL);

  input = input_new (first, last);
  if (!scan (store, PEOPLE_SQL, input, take_person, input->people, cancellable, error)
      || !scan (store, TEAMS_SQL, input, take_team_day, input->teams, cancellable, error)
      || !scan (store, NAMES_SQL, input, take_name, input->names, cancellable, error)
      || !scan_events (store, DISCLOSURES_SQL, input, input->disclosures, cancellable, error)
      || !scan_events (store, EDITS_SQL, input, input->edits, cancellable, error)
      || !scan_events (store, RELEASES_SQL, input, input->releases, cancellable, error)
      || !scan_events (store, REFUSALS_SQL, input, input->refusals, cancellable, error)
      || !scan_events (store, CLOCKS_SQL, input, input->clocks, cancellable, error)
      || !scan_events (store, PASSWORDS_SQL, input, input->passwords, cancellable, error))
    return NULL;
  found = garrison_signals_find (input);
  g_ptr_array_sort (found, compare_signals);
  return found;
}

/* ---- off the main thread ------------------------------------------------------------------------ */

typedef struct
{
  gint first, last;
} Days;

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Days *days = data;
  GError *error = NULL;
  GPtrArray *found = garrison_signals_read (source, days->first, days->last, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
garrison_signals_read_async (GarrisonStore *store, gint first, gint last, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Days days = { first, last };

  g_return_if_fail (GARRISON_IS_STORE (store));

  task = g_task_new (store, cancellable, callback, data);
  g_task_set_source_tag (task, garrison_signals_read_async);
  g_task_set_task_data (task, g_memdup2 (&days, sizeof days), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

GPtrArray *
garrison_signals_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, garrison_signals_read_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
