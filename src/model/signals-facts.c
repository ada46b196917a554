/* The records behind a signal. */
#include <glib/gi18n-lib.h>

#include "model/signals-private.h"

/* Columns: at, customer, name, key, n. */
static const char DISCLOSURES_SQL[]
  = "SELECT d.at, c.id, c.name, d.purpose, 0 FROM disclosure d LEFT JOIN customer c ON c.id = d.customer "
    "WHERE d.person = :person AND d.at >= :since AND d.at <= :until ORDER BY d.at, d.id";
static const char EDITS_SQL[]
  = "SELECT e.at, c.id, c.name, e.field, 0 FROM detail_change e "
    "LEFT JOIN contact t ON e.relation = 'contact' AND t.id = e.record "
    "LEFT JOIN customer c ON c.id = CASE e.relation WHEN 'customer' THEN e.record ELSE t.customer END "
    "WHERE e.person = :person AND e.at >= :since AND e.at <= :until ORDER BY e.at, e.act, e.record, e.field";
static const char RELEASES_SQL[]
  = "SELECT r.at, 0, r.what, r.kind, r.n FROM release r "
    "WHERE r.person = :person AND r.at >= :since AND r.at <= :until ORDER BY r.at, r.id";
static const char REFUSALS_SQL[]
  = "SELECT r.at, 0, r.name, r.refusal, 0 FROM refused_act r "
    "WHERE r.person = :person AND r.at >= :since AND r.at <= :until ORDER BY r.at, r.id";
static const char CLOCKS_SQL[]
  = "SELECT k.at, 0, '', k.way, k.seconds / 3600 FROM clock_change k "
    "WHERE k.person = :person AND k.at >= :since AND k.at <= :until ORDER BY k.at, k.act";
static const char PASSWORDS_SQL[]
  = "SELECT w.at, 0, p.name, 'password', 0 FROM password_change w LEFT JOIN person p ON p.id = w.setter "
    "WHERE w.person = :person AND w.at >= :since AND w.at <= :until ORDER BY w.at, w.act";

typedef struct
{
  const char *key;
  const char *label;
} Word;

static const Word WORDS[] = {
  { "call", N_ ("For a call") },
  { "message", N_ ("For a message") },
  { "mail", N_ ("For a mail") },
  { "letter", N_ ("For a letter") },
  { "visit", N_ ("For a visit") },
  { "check", N_ ("For a check") },
  { "phone", N_ ("Phone changed") },
  { "mobile", N_ ("Mobile changed") },
  { "email", N_ ("Mail address changed") },
  { "messenger", N_ ("Messenger changed") },
  { "address", N_ ("Address changed") },
  { "password", N_ ("Password set") },
  { "out-of-allowance", N_ ("Beyond the allowance") },
  { "no-right", N_ ("Without the right") },
  { "out-of-reach", N_ ("Out of reach") },
  { "too-many-checks", N_ ("Too many checks") },
  { "may-not-take-out", N_ ("May not leave the company") },
  { "needs-consent", N_ ("Needs somebody’s consent") },
  { "one-at-a-time", N_ ("Only one at a time") },
};

/* Of refusals, those that signals are about. */
#define FIRST_REFUSAL 12

static const Word *
find_word (const char *key, guint first)
{
  for (guint i = first; i < G_N_ELEMENTS (WORDS); i++)
    if (g_strcmp0 (WORDS[i].key, key) == 0)
      return &WORDS[i];
  return NULL;
}

static char *
tell_release (const char *kind, guint n)
{
  g_autofree char *name = g_ascii_strup (kind, -1);

  if (g_str_equal (kind, "clipboard"))
    return g_strdup (_ ("Copied"));
  if (g_str_equal (kind, "print"))
    return g_strdup_printf (ngettext ("Printed, %u record", "Printed, %u records", n), n);
  if (g_str_equal (kind, "image"))
    return g_strdup_printf (ngettext ("Picture, %u record", "Picture, %u records", n), n);
  /* Translators: a kind of file, such as CSV */
  return g_strdup_printf (ngettext ("%s, %u record", "%s, %u records", n), name, n);
}

static char *
tell_clock (const char *way, guint hours)
{
  if (g_str_equal (way, "behind"))
    return g_strdup_printf (ngettext ("%u hour behind", "%u hours behind", hours), hours);
  return g_strdup_printf (ngettext ("%u hour ahead", "%u hours ahead", hours), hours);
}

typedef enum
{
  DISCLOSURES,
  EDITS,
  RELEASES,
  REFUSALS,
  CLOCKS,
  PASSWORDS,
} Source;

static Source
source_of (GarrisonSignalKind kind)
{
  switch (kind)
    {
    case GARRISON_SIGNAL_EDITS:
    case GARRISON_SIGNAL_LEAVER_EDITS:
      return EDITS;
    case GARRISON_SIGNAL_RELEASES:
    case GARRISON_SIGNAL_COPIES:
    case GARRISON_SIGNAL_LEAVER_RELEASES:
      return RELEASES;
    case GARRISON_SIGNAL_ALLOWANCE:
    case GARRISON_SIGNAL_LEAVER_REFUSALS:
      return REFUSALS;
    case GARRISON_SIGNAL_CLOCK:
      return CLOCKS;
    case GARRISON_SIGNAL_PASSWORD:
      return PASSWORDS;
    default:
      return DISCLOSURES;
    }
}

static const char *const SQL[] = { DISCLOSURES_SQL, EDITS_SQL, RELEASES_SQL, REFUSALS_SQL, CLOCKS_SQL, PASSWORDS_SQL };

void
garrison_signal_fact_free (GarrisonSignalFact *fact)
{
  g_free (fact->name);
  g_free (fact->what);
  g_free (fact);
}

static guint
hour_of (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? (guint) g_date_time_get_hour (local) : 12;
}

/* Between the first and the last of them there may be what they do not count. */
static gboolean
belongs (GarrisonStore *store, const GarrisonSignal *signal, gint64 at, const char *key)
{
  switch (signal->kind)
    {
    case GARRISON_SIGNAL_NIGHT:
      return garrison_signal_is_night (hour_of (at, garrison_store_get_time_zone (store)));
    case GARRISON_SIGNAL_COPIES:
      return g_strcmp0 (key, "clipboard") == 0;
    case GARRISON_SIGNAL_RELEASES:
    case GARRISON_SIGNAL_LEAVER_RELEASES:
      return g_strcmp0 (key, "clipboard") != 0;
    case GARRISON_SIGNAL_ALLOWANCE:
      return g_strcmp0 (key, "out-of-allowance") == 0;
    case GARRISON_SIGNAL_LEAVER_REFUSALS:
      return find_word (key, FIRST_REFUSAL) != NULL;
    default:
      return TRUE;
    }
}

static GarrisonSignalFact *
fact_new (Source source, GarrisonRows *rows, guint row)
{
  GarrisonSignalFact *fact = g_new0 (GarrisonSignalFact, 1);
  const char *key = garrison_rows_get_text (rows, row, 3);
  const Word *word = find_word (key, 0);

  fact->at = garrison_rows_get_int (rows, row, 0);
  fact->customer = garrison_rows_get_int (rows, row, 1);
  fact->name = g_strdup (garrison_rows_get_text (rows, row, 2));
  if (fact->name == NULL && source == PASSWORDS)
    fact->name = g_strdup (_ ("The administrator of the machine"));
  if (fact->name == NULL)
    fact->name = g_strdup (_ ("A customer out of reach"));
  if (source == CLOCKS)
    {
      g_free (fact->name);
      fact->name = g_strdup (_ ("The computer’s clock"));
      fact->what = tell_clock (key, (guint) CLAMP (garrison_rows_get_int (rows, row, 4), 0, G_MAXUINT));
    }
  else if (source == RELEASES)
    fact->what = tell_release (key, (guint) CLAMP (garrison_rows_get_int (rows, row, 4), 0, G_MAXUINT));
  else
    fact->what = g_strdup (word != NULL ? _ (word->label) : key);
  return fact;
}

GPtrArray *
garrison_signal_read_facts (GarrisonStore *store, const GarrisonSignal *signal, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;
  GPtrArray *facts;
  Source source;

  g_return_val_if_fail (GARRISON_IS_STORE (store) && signal != NULL, NULL);

  source = source_of (signal->kind);
  garrison_args_set_int (args, "person", signal->person);
  garrison_args_set_int (args, "since", signal->since);
  garrison_args_set_int (args, "until", signal->until);
  rows = garrison_store_read (store, SQL[source], args, cancellable, error);
  if (rows == NULL)
    return NULL;
  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_signal_fact_free);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    if (belongs (store, signal, garrison_rows_get_int (rows, i, 0), garrison_rows_get_text (rows, i, 3)))
      g_ptr_array_add (facts, fact_new (source, rows, i));
  return facts;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *facts = garrison_signal_read_facts (source, data, cancellable, &error);

  if (facts != NULL)
    g_task_return_pointer (task, facts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
garrison_signal_read_facts_async (GarrisonStore *store, const GarrisonSignal *signal, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GARRISON_IS_STORE (store) && signal != NULL);

  task = g_task_new (store, cancellable, callback, data);
  g_task_set_source_tag (task, garrison_signal_read_facts_async);
  g_task_set_task_data (task, g_memdup2 (signal, sizeof *signal), (GDestroyNotify) garrison_signal_free);
  g_task_run_in_thread (task, read_in_thread);
}

GPtrArray *
garrison_signal_read_facts_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, garrison_signal_read_facts_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
