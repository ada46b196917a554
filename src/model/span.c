#include "model/span.h"

#include <string.h>

#include "base/day.h"
#include "model/span-read.h"
#include "model/span-scale.h"

#define LIST_LENGTH 200
#define LIST_DELAY 120      /* ms */
#define CHANGE_DELAY 150    /* ms */
#define AGAIN_DELAY 120     /* ms: while everything moves, the processor is for drawing first */
#define WEEKS_DELAY 5000    /* ms */
#define MARKS_PER_PIXEL 0.12 /* of a lane: more are counted */
#define MIN_DAY_WIDTH 3.0   /* pixels below which entries are always counted */
#define MAX_LANES 48        /* read at once */
#define MOST_DEALS 40       /* of a lane, as span-read.c reads them */

typedef struct
{
  gint64 from, to;
  double day_width;
  guint first, last;
} Wish;

struct _GarrisonSpan
{
  GObject parent_instance;
  GarrisonDirectory *directory;
  GarrisonStore *store;
  gulong changed_id;
  gint64 customer;
  char *customer_name;
  guint kinds;
  char *text;
  GArray *lanes;       /* of GarrisonSpanLane */
  GHashTable *indexes; /* person → index of the lane + 1 */
  GarrisonRows *parts[GARRISON_SPAN_N_PARTS];
  Wish wish;
  Wish loaded;
  gboolean has_wish;
  gboolean valid; /* @loaded is what the lanes hold */
  gboolean stale; /* the store changed since the last reading began */
  gboolean dense;
  GCancellable *cancellable;
  guint load_id, list_id, weeks_id;
  gint64 list_from, list_to;
  GListStore *entries;
  guint n_in_view;
  GArray *weeks, *week_counts;
  GCancellable *weeks_cancellable;
};

G_DEFINE_FINAL_TYPE (GarrisonSpan, garrison_span, G_TYPE_OBJECT)

enum
{
  CHANGED,
  LISTED,
  COUNTED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void plan_load (GarrisonSpan *self, guint delay);
static void plan_list (GarrisonSpan *self);
static void plan_weeks (GarrisonSpan *self, guint delay);

/* Lanes --------------------------------------------------------------------------------------------- */

static void
clear_lane (gpointer data)
{
  GarrisonSpanLane *lane = data;

  g_array_unref (lane->marks);
  g_array_unref (lane->counts);
  g_array_unref (lane->stretches);
}

static GarrisonSpanLane *
lane_at (GarrisonSpan *self, guint i)
{
  return &g_array_index (self->lanes, GarrisonSpanLane, i);
}

static void
add_lane (GarrisonSpan *self, gint64 person)
{
  GarrisonSpanLane lane = { .person = person };

  lane.marks = g_array_new (FALSE, FALSE, sizeof (GarrisonSpanMark));
  lane.counts = g_array_new (FALSE, FALSE, sizeof (GarrisonSpanCount));
  lane.stretches = g_array_new (FALSE, FALSE, sizeof (GarrisonSpanStretch));
  g_array_append_val (self->lanes, lane);
  g_hash_table_insert (self->indexes, g_memdup2 (&person, sizeof person), GUINT_TO_POINTER (self->lanes->len));
}

static void
set_lanes (GarrisonSpan *self, const gint64 *people, gsize n)
{
  g_array_set_size (self->lanes, 0);
  g_hash_table_remove_all (self->indexes);
  if (self->customer != 0)
    add_lane (self, 0);
  for (gsize i = 0; i < n; i++)
    if (!g_hash_table_contains (self->indexes, &people[i]))
      add_lane (self, people[i]);
}

static gboolean
has_lanes (GarrisonSpan *self, const gint64 *people, gsize n)
{
  guint skip = self->customer != 0 ? 1 : 0;

  if (self->lanes->len != n + skip)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (lane_at (self, i + skip)->person != people[i])
      return FALSE;
  return TRUE;
}

/* (nullable): whoever has no lane of a customer stands in the lane of the customer itself. */
static GarrisonSpanLane *
find_lane (GarrisonSpan *self, gint64 person)
{
  guint i = GPOINTER_TO_UINT (g_hash_table_lookup (self->indexes, &person));

  if (i > 0)
    return lane_at (self, i - 1);
  return self->customer != 0 && self->lanes->len > 0 ? lane_at (self, 0) : NULL;
}

static void
empty_lanes (GarrisonSpan *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      GarrisonSpanLane *lane = lane_at (self, i);

      g_array_set_size (lane->marks, 0);
      g_array_set_size (lane->counts, 0);
      g_array_set_size (lane->stretches, 0);
      lane->many_deals = FALSE;
    }
}

/* Taking what was read ------------------------------------------------------------------------------- */

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const GarrisonSpanMark *first = a, *second = b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  return (first->id > second->id) - (first->id < second->id);
}

static gboolean
is_late (GarrisonSpanReading *reading, gint64 due, gboolean timed)
{
  return timed ? due < reading->now : garrison_day_of_instant (due, reading->zone) < reading->today;
}

static void
take_marks (GarrisonSpan *self, GarrisonSpanReading *reading, GarrisonSpanPart part)
{
  GarrisonRows *rows = reading->parts[part];

  for (guint i = 0; rows != NULL && i < garrison_rows_get_size (rows); i++)
    {
      GarrisonSpanLane *lane = find_lane (self, garrison_rows_get_int (rows, i, 4));
      GarrisonSpanMark mark = { .row = i, .part = part };

      if (lane == NULL)
        continue;
      mark.state = (guint8) garrison_rows_get_int (rows, i, 0);
      mark.id = garrison_rows_get_int (rows, i, 1);
      mark.kind = garrison_span_kind_find (garrison_rows_get_text (rows, i, 5));
      mark.at = garrison_rows_get_int (rows, i, 7);
      mark.late = mark.state == GARRISON_ENTRY_PLANNED
                  && is_late (reading, mark.at, garrison_rows_get_int (rows, i, 9) == 1);
      g_array_append_val (lane->marks, mark);
    }
}

static GarrisonSpanDealState
state_of_deal (GarrisonSpan *self, const char *status, gint stage_since, gint64 stage, gint today)
{
  GarrisonChoice *choice = garrison_directory_get_choice (self->directory, "stage", stage);
  gint64 most = choice != NULL ? garrison_choice_get_days (choice) : 0;

  if (g_strcmp0 (status, "won") == 0)
    return GARRISON_SPAN_DEAL_WON;
  if (g_strcmp0 (status, "lost") == 0)
    return GARRISON_SPAN_DEAL_LOST;
  return most > 0 && garrison_day_diff (stage_since, today) > most ? GARRISON_SPAN_DEAL_RESTS : GARRISON_SPAN_DEAL_OPEN;
}

/* An open deal ends when it is expected to, and goes on to now when that is over or unknown. */
static gint64
end_of_deal (GarrisonSpanReading *reading, gint closed, gint expected)
{
  if (closed != 0)
    return garrison_day_start (garrison_day_add (closed, 1), reading->zone);
  if (expected > reading->today)
    return garrison_day_start (garrison_day_add (expected, 1), reading->zone);
  return reading->now;
}

static void
take_deals (GarrisonSpan *self, GarrisonSpanReading *reading)
{
  GarrisonRows *rows = reading->parts[GARRISON_SPAN_PART_DEALS];

  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      GarrisonSpanLane *lane = find_lane (self, garrison_rows_get_int (rows, i, 2));
      GarrisonSpanStretch deal = { .deal = garrison_rows_get_int (rows, i, 0),
                                   .customer = garrison_rows_get_int (rows, i, 1),
                                   .person = garrison_rows_get_int (rows, i, 2),
                                   .name = garrison_rows_get_text (rows, i, 3),
                                   .amount = garrison_rows_get_int (rows, i, 5),
                                   .currency = garrison_rows_get_text (rows, i, 6) };

      if (lane == NULL)
        continue;
      deal.from = garrison_day_start ((gint) garrison_rows_get_int (rows, i, 7), reading->zone);
      deal.to = end_of_deal (reading, (gint) garrison_rows_get_int (rows, i, 8), (gint) garrison_rows_get_int (rows, i, 9));
      deal.state = state_of_deal (self, garrison_rows_get_text (rows, i, 4), (gint) garrison_rows_get_int (rows, i, 10),
                                  garrison_rows_get_int (rows, i, 11), reading->today);
      g_array_append_val (lane->stretches, deal);
      lane->many_deals = garrison_rows_get_int (rows, i, 13) > MOST_DEALS;
    }
}

static void
add_owner (GarrisonSpan *self, gint64 person, gint64 from, gint64 to)
{
  GarrisonSpanStretch owner = { .person = person, .from = from, .to = to, .customer = self->customer };

  if (person > 0 && to > from)
    g_array_append_val (lane_at (self, 0)->stretches, owner);
}

/* From event to event; the last owner has the customer until now. */
static void
take_owners (GarrisonSpan *self, GarrisonSpanReading *reading)
{
  GarrisonRows *rows = reading->parts[GARRISON_SPAN_PART_OWNERS];
  guint n = rows != NULL ? garrison_rows_get_size (rows) : 0;
  gint64 since, person;

  if (n == 0 || self->lanes->len == 0)
    return;
  since = garrison_rows_get_int (rows, 0, 4);
  person = garrison_rows_is_null (rows, 0, 2) ? garrison_rows_get_int (rows, 0, 3) : garrison_rows_get_int (rows, 0, 0);
  for (guint i = 0; i < n && !garrison_rows_is_null (rows, i, 2); i++)
    {
      add_owner (self, person, since, garrison_rows_get_int (rows, i, 2));
      since = garrison_rows_get_int (rows, i, 2);
      person = garrison_rows_get_int (rows, i, 1);
    }
  add_owner (self, person, since, reading->now);
}

static void
take_figures (GarrisonSpan *self, GarrisonSpanReading *reading)
{
  GarrisonRows *tasks = reading->parts[GARRISON_SPAN_PART_TASKS], *month = reading->parts[GARRISON_SPAN_PART_MONTH];

  for (guint i = 0; i < reading->people->len; i++)
    {
      GarrisonSpanLane *lane = find_lane (self, g_array_index (reading->people, gint64, i));

      if (lane == NULL)
        continue;
      lane->known = TRUE;
      lane->this_month = lane->due_today = lane->overdue = 0;
    }
  for (guint i = 0; i < garrison_rows_get_size (tasks); i++)
    {
      GarrisonSpanLane *lane = find_lane (self, garrison_rows_get_int (tasks, i, 0));

      if (lane == NULL)
        continue;
      lane->due_today = (guint) garrison_rows_get_int (tasks, i, 1);
      lane->overdue = (guint) garrison_rows_get_int (tasks, i, 2);
    }
  for (guint i = 0; i < garrison_rows_get_size (month); i++)
    {
      GarrisonSpanLane *lane = find_lane (self, garrison_rows_get_int (month, i, 0));

      if (lane != NULL)
        lane->this_month = (guint) garrison_rows_get_int (month, i, 1);
    }
}

static void
take_counts (GarrisonSpan *self, GarrisonSpanReading *reading)
{
  GHashTableIter iter;
  gpointer person, counts;

  self->dense = reading->counts != NULL;
  if (!self->dense)
    return;
  g_hash_table_iter_init (&iter, reading->counts);
  while (g_hash_table_iter_next (&iter, &person, &counts))
    {
      GarrisonSpanLane *lane = find_lane (self, *(gint64 *) person);
      GArray *from = counts;

      if (lane != NULL)
        g_array_append_vals (lane->counts, from->data, from->len);
    }
}

static void
take (GarrisonSpan *self, GarrisonSpanReading *reading)
{
  const gint64 *people = (const gint64 *) (gpointer) reading->people->data;

  if (self->customer != 0 && !has_lanes (self, people, reading->people->len))
    set_lanes (self, people, reading->people->len);
  if (reading->customer_name != NULL)
    {
      g_free (self->customer_name);
      self->customer_name = g_steal_pointer (&reading->customer_name);
    }
  empty_lanes (self);
  for (guint i = 0; i < GARRISON_SPAN_N_PARTS; i++)
    {
      g_clear_pointer (&self->parts[i], garrison_rows_unref);
      self->parts[i] = reading->parts[i] != NULL ? garrison_rows_ref (reading->parts[i]) : NULL;
    }
  for (guint part = GARRISON_SPAN_PART_DONE; part <= GARRISON_SPAN_PART_PLANNED; part++)
    take_marks (self, reading, part);
  for (guint i = 0; i < self->lanes->len; i++)
    g_array_sort (lane_at (self, i)->marks, compare_marks);
  take_owners (self, reading);
  take_deals (self, reading);
  take_counts (self, reading);
  take_figures (self, reading);
  if (self->customer != 0 && self->lanes->len > 0)
    lane_at (self, 0)->known = TRUE;
}

/* Loading -------------------------------------------------------------------------------------------- */

/* The lanes that are read with those in view: as many again behind them. */
static void
choose_lanes (GarrisonSpan *self, guint *first, guint *last)
{
  guint n = self->lanes->len, seen = self->wish.last - self->wish.first + 1;

  *first = self->wish.first > seen / 2 ? self->wish.first - seen / 2 : 0;
  *last = MIN (MIN (self->wish.last + seen, *first + MAX_LANES), n > 0 ? n - 1 : 0);
  *last = MAX (*last, MIN (self->wish.last, n > 0 ? n - 1 : 0));
}

/* There were too many single entries a moment ago, and no less time is shown now. */
static gboolean
stays_dense (GarrisonSpan *self)
{
  return self->valid && self->dense && self->wish.day_width <= self->loaded.day_width * 1.01;
}

static GarrisonSpanReading *
make_reading (GarrisonSpan *self, Wish *load)
{
  GarrisonSpanReading *reading = garrison_span_reading_new (self->store);
  gint64 length = self->wish.to - self->wish.from;

  *load = self->wish;
  load->from -= length / 2;
  load->to += length / 2;
  choose_lanes (self, &load->first, &load->last);
  reading->customer = self->customer;
  reading->from = load->from;
  reading->to = load->to;
  reading->day_width = load->day_width;
  reading->list_from = self->wish.from;
  reading->list_to = self->wish.to;
  reading->kinds = self->kinds;
  g_free (reading->text);
  reading->text = g_ascii_strdown (self->text, -1);
  for (guint i = load->first; self->customer == 0 && i <= load->last && i < self->lanes->len; i++)
    g_array_append_val (reading->people, lane_at (self, i)->person);
  if (load->day_width >= MIN_DAY_WIDTH && !stays_dense (self))
    reading->most = (guint) CLAMP (MAX (reading->people->len, 4) * MARKS_PER_PIXEL * load->day_width
                                     * (load->to - load->from) / GARRISON_SPAN_DAY, 600, 8000);
  return reading;
}

static gboolean
covers (GarrisonSpan *self)
{
  const Wish *have = &self->loaded, *want = &self->wish;

  if (!self->valid || want->from < have->from || want->to > have->to)
    return FALSE;
  if (self->customer == 0 && self->lanes->len > 0
      && (want->first < have->first || MIN (want->last, self->lanes->len - 1) > have->last))
    return FALSE;
  if (self->dense || want->day_width < MIN_DAY_WIDTH)
    return want->day_width < have->day_width * 1.25 && want->day_width > have->day_width * 0.8;
  return TRUE;
}

typedef struct
{
  GarrisonSpanReading *reading;
  Wish load;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  garrison_span_reading_free (loading->reading);
  g_free (loading);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonSpan *self = GARRISON_SPAN (source);
  Loading *loading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return; /* something else is wanted by now */
  g_clear_object (&self->cancellable);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  self->loaded = loading->load;
  self->valid = TRUE;
  self->list_from = loading->reading->list_from;
  self->list_to = loading->reading->list_to;
  take (self, loading->reading);
  g_signal_emit (self, signals[CHANGED], 0);
  plan_list (self);
  if (!covers (self) || self->stale)
    plan_load (self, self->stale ? CHANGE_DELAY : AGAIN_DELAY);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Loading *loading = data;
  GError *error = NULL;

  if (garrison_span_reading_run (loading->reading, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
load (GarrisonSpan *self)
{
  g_autoptr (GTask) task = NULL;
  Loading *loading;

  if (self->cancellable != NULL || !self->has_wish || (self->customer == 0 && self->lanes->len == 0))
    return;
  self->stale = FALSE;
  loading = g_new0 (Loading, 1);
  loading->reading = make_reading (self, &loading->load);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_loaded, NULL);
  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, loading, loading_free);
  g_task_run_in_thread (task, load_thread);
}

static gboolean
on_load (gpointer data)
{
  GarrisonSpan *self = data;

  self->load_id = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
plan_load (GarrisonSpan *self, guint delay)
{
  if (self->load_id == 0 && self->cancellable == NULL)
    self->load_id = g_timeout_add (delay, on_load, self);
}

/* What is being read is not what is wanted any more. */
static void
stop (GarrisonSpan *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->load_id, g_source_remove);
}

static void
start_again (GarrisonSpan *self)
{
  stop (self);
  self->valid = FALSE;
  plan_load (self, 0);
}

/* The list ------------------------------------------------------------------------------------------- */

typedef struct
{
  const GarrisonSpanMark *mark;
} Listed;

static int
compare_listed (gconstpointer a, gconstpointer b)
{
  return -compare_marks (((const Listed *) a)->mark, ((const Listed *) b)->mark);
}

static gboolean
is_in_view (GarrisonSpan *self, const GarrisonSpanMark *mark)
{
  return mark->at >= self->wish.from && mark->at < self->wish.to && mark->state != GARRISON_ENTRY_PLANNED
         && (self->kinds & (1u << mark->kind)) != 0;
}

static void
collect_lane (GarrisonSpan *self, GarrisonSpanLane *lane, GArray *listed)
{
  for (guint i = 0; i < lane->marks->len; i++)
    {
      Listed one = { &g_array_index (lane->marks, GarrisonSpanMark, i) };

      if (is_in_view (self, one.mark))
        g_array_append_val (listed, one);
    }
}

static guint
count_lane (GarrisonSpan *self, GarrisonSpanLane *lane)
{
  guint n = 0;

  for (guint i = 0; i < lane->counts->len; i++)
    {
      const GarrisonSpanCount *count = &g_array_index (lane->counts, GarrisonSpanCount, i);
      gint64 middle = count->from + (count->to - count->from) / 2;

      if (middle >= self->wish.from && middle < self->wish.to)
        n += garrison_span_count_sum (count, self->kinds);
    }
  return n;
}

static void
replace_entries (GarrisonSpan *self, GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  g_list_store_splice (self->entries, 0, n, items->pdata, items->len);
}

static void
list_rows (GarrisonSpan *self, GPtrArray *items)
{
  GarrisonRows *rows = self->parts[GARRISON_SPAN_PART_LIST];

  for (guint i = 0; rows != NULL && i < garrison_rows_get_size (rows); i++)
    g_ptr_array_add (items, garrison_entry_new_from_rows (rows, i));
}

static void
list_marks (GarrisonSpan *self, GArray *listed, GPtrArray *items)
{
  g_array_sort (listed, compare_listed);
  for (guint i = 0; i < listed->len && i < LIST_LENGTH; i++)
    g_ptr_array_add (items, garrison_span_get_entry (self, g_array_index (listed, Listed, i).mark));
}

static gboolean
on_list (gpointer data)
{
  GarrisonSpan *self = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) listed = g_array_new (FALSE, FALSE, sizeof (Listed));
  guint n = self->lanes->len;

  self->list_id = 0;
  self->n_in_view = 0;
  for (guint i = self->wish.first; self->valid && i <= self->wish.last && i < n; i++)
    {
      collect_lane (self, lane_at (self, i), listed);
      if (self->dense)
        self->n_in_view += count_lane (self, lane_at (self, i));
    }
  self->n_in_view += listed->len;
  if (self->dense)
    list_rows (self, items);
  else
    list_marks (self, listed, items);
  replace_entries (self, items);
  g_signal_emit (self, signals[LISTED], 0);
  /* Counted entries are not held: those of another stretch must be read. */
  if (self->dense && self->valid && (self->list_from != self->wish.from || self->list_to != self->wish.to))
    plan_load (self, 0);
  return G_SOURCE_REMOVE;
}

static void
plan_list (GarrisonSpan *self)
{
  g_clear_handle_id (&self->list_id, g_source_remove);
  self->list_id = g_timeout_add (LIST_DELAY, on_list, self);
}

/* Twelve months -------------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonSpanReading *reading;
  GArray *weeks, *n;
} Weeks;

static void
weeks_free (gpointer data)
{
  Weeks *weeks = data;

  garrison_span_reading_free (weeks->reading);
  g_array_unref (weeks->weeks);
  g_array_unref (weeks->n);
  g_free (weeks);
}

static void
weeks_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Weeks *weeks = data;
  GError *error = NULL;

  if (garrison_span_reading_weeks (weeks->reading, weeks->weeks, weeks->n, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_weeks (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonSpan *self = GARRISON_SPAN (source);
  Weeks *weeks = g_task_get_task_data (G_TASK (result));

  if (g_task_get_cancellable (G_TASK (result)) != self->weeks_cancellable)
    return;
  g_clear_object (&self->weeks_cancellable);
  /* A failure of the file is told by the lanes, which are read at the same time. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_pointer (&self->weeks, g_array_unref);
  g_clear_pointer (&self->week_counts, g_array_unref);
  self->weeks = g_array_ref (weeks->weeks);
  self->week_counts = g_array_ref (weeks->n);
  g_signal_emit (self, signals[COUNTED], 0);
}

static gboolean
on_weeks_due (gpointer data)
{
  GarrisonSpan *self = data;
  g_autoptr (GTask) task = NULL;
  Weeks *weeks;

  self->weeks_id = 0;
  if (self->weeks_cancellable != NULL)
    g_cancellable_cancel (self->weeks_cancellable);
  g_clear_object (&self->weeks_cancellable);
  weeks = g_new0 (Weeks, 1);
  weeks->reading = garrison_span_reading_new (self->store);
  weeks->reading->customer = self->customer;
  for (guint i = 0; self->customer == 0 && i < self->lanes->len; i++)
    g_array_append_val (weeks->reading->people, lane_at (self, i)->person);
  weeks->weeks = g_array_new (FALSE, FALSE, sizeof (gint64));
  weeks->n = g_array_new (FALSE, TRUE, sizeof (guint));
  self->weeks_cancellable = g_cancellable_new ();
  task = g_task_new (self, self->weeks_cancellable, on_weeks, NULL);
  g_task_set_task_data (task, weeks, weeks_free);
  g_task_run_in_thread (task, weeks_thread);
  return G_SOURCE_REMOVE;
}

static void
plan_weeks (GarrisonSpan *self, guint delay)
{
  if (delay == 0)
    g_clear_handle_id (&self->weeks_id, g_source_remove);
  if (self->weeks_id == 0)
    self->weeks_id = g_timeout_add (delay, on_weeks_due, self);
}

static void
on_store_changed (GarrisonStore *store, GarrisonChange *change, GarrisonSpan *self)
{
  static const char *const watched[] = { "activity", "timeline", "task", "deal", "customer" };
  gboolean touched = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    touched |= garrison_change_touches (change, watched[i]);
  if (!touched)
    return;
  /* What is being read now may not have the change yet: it is read again after that. */
  self->stale = TRUE;
  plan_load (self, CHANGE_DELAY);
  plan_weeks (self, WEEKS_DELAY);
}

/* Public --------------------------------------------------------------------------------------------- */

GarrisonSpan *
garrison_span_new (GarrisonDirectory *directory)
{
  GarrisonSpan *self;

  g_return_val_if_fail (GARRISON_IS_DIRECTORY (directory), NULL);

  self = g_object_new (GARRISON_TYPE_SPAN, NULL);
  self->directory = g_object_ref (directory);
  self->store = g_object_ref (garrison_directory_get_store (directory));
  self->changed_id = g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed), self);
  return self;
}

void
garrison_span_set_people (GarrisonSpan *self, const gint64 *people, gsize n_people)
{
  g_return_if_fail (GARRISON_IS_SPAN (self));
  g_return_if_fail (people != NULL || n_people == 0);

  if (self->customer == 0 && self->lanes->len > 0 && has_lanes (self, people, n_people))
    return;
  self->customer = 0;
  set_lanes (self, people, n_people);
  start_again (self);
  plan_weeks (self, 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
garrison_span_set_customer (GarrisonSpan *self, gint64 customer)
{
  g_return_if_fail (GARRISON_IS_SPAN (self));
  g_return_if_fail (customer >= 0);

  if (self->customer == customer)
    return;
  self->customer = customer;
  g_free (self->customer_name);
  self->customer_name = g_strdup ("");
  set_lanes (self, NULL, 0);
  start_again (self);
  if (customer != 0)
    plan_weeks (self, 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

gint64
garrison_span_get_customer (GarrisonSpan *self)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), 0);
  return self->customer;
}

const char *
garrison_span_get_customer_name (GarrisonSpan *self)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), "");
  return self->customer_name;
}

guint
garrison_span_get_n_lanes (GarrisonSpan *self)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), 0);
  return self->lanes->len;
}

const GarrisonSpanLane *
garrison_span_get_lane (GarrisonSpan *self, guint lane)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), NULL);
  g_return_val_if_fail (lane < self->lanes->len, NULL);
  return lane_at (self, lane);
}

void
garrison_span_show (GarrisonSpan *self, gint64 from, gint64 to, double day_width, guint first, guint last)
{
  Wish wish = { from, to, day_width, first, MAX (first, last) };

  g_return_if_fail (GARRISON_IS_SPAN (self));
  g_return_if_fail (from <= to && day_width > 0);

  if (self->has_wish && wish.from == self->wish.from && wish.to == self->wish.to && wish.first == self->wish.first
      && wish.last == self->wish.last)
    return;
  self->wish = wish;
  self->has_wish = TRUE;
  plan_list (self);
  if (!covers (self))
    plan_load (self, 0);
}

gboolean
garrison_span_is_dense (GarrisonSpan *self)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), FALSE);
  return self->dense;
}

gboolean
garrison_span_is_loading (GarrisonSpan *self)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), FALSE);
  return self->cancellable != NULL || self->load_id != 0;
}

void
garrison_span_set_kinds (GarrisonSpan *self, guint kinds)
{
  g_return_if_fail (GARRISON_IS_SPAN (self));

  if (self->kinds == kinds)
    return;
  self->kinds = kinds;
  plan_list (self);
  if (self->dense)
    start_again (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
garrison_span_get_kinds (GarrisonSpan *self)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), 0);
  return self->kinds;
}

void
garrison_span_set_text (GarrisonSpan *self, const char *text)
{
  g_return_if_fail (GARRISON_IS_SPAN (self));

  if (g_strcmp0 (self->text, text != NULL ? text : "") == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");
  start_again (self);
}

const char *
garrison_span_get_text (GarrisonSpan *self)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), "");
  return self->text;
}

guint32
garrison_span_count_sum (const GarrisonSpanCount *count, guint kinds)
{
  guint32 sum = 0;

  for (guint kind = 0; kind < GARRISON_SPAN_N_DONE; kind++)
    sum += (kinds & (1u << kind)) != 0 ? count->n[kind] : 0;
  return sum;
}

GarrisonEntry *
garrison_span_get_entry (GarrisonSpan *self, const GarrisonSpanMark *mark)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), NULL);
  g_return_val_if_fail (mark != NULL && mark->part < GARRISON_SPAN_N_PARTS, NULL);
  return garrison_entry_new_from_rows (self->parts[mark->part], mark->row);
}

GListModel *
garrison_span_get_entries (GarrisonSpan *self)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), NULL);
  return G_LIST_MODEL (self->entries);
}

guint
garrison_span_get_n_in_view (GarrisonSpan *self)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), 0);
  return self->n_in_view;
}

const guint *
garrison_span_get_weeks (GarrisonSpan *self, guint *n_weeks, const gint64 **weeks)
{
  g_return_val_if_fail (GARRISON_IS_SPAN (self), NULL);

  if (self->week_counts == NULL)
    return NULL;
  *n_weeks = self->week_counts->len;
  *weeks = (const gint64 *) (gpointer) self->weeks->data;
  return (const guint *) (gpointer) self->week_counts->data;
}

/* Object --------------------------------------------------------------------------------------------- */

static void
garrison_span_dispose (GObject *object)
{
  GarrisonSpan *self = GARRISON_SPAN (object);

  stop (self);
  g_clear_handle_id (&self->list_id, g_source_remove);
  g_clear_handle_id (&self->weeks_id, g_source_remove);
  if (self->weeks_cancellable != NULL)
    g_cancellable_cancel (self->weeks_cancellable);
  g_clear_object (&self->weeks_cancellable);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_id, self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->directory);
  G_OBJECT_CLASS (garrison_span_parent_class)->dispose (object);
}

static void
garrison_span_finalize (GObject *object)
{
  GarrisonSpan *self = GARRISON_SPAN (object);

  g_array_unref (self->lanes);
  g_hash_table_unref (self->indexes);
  for (guint i = 0; i < GARRISON_SPAN_N_PARTS; i++)
    g_clear_pointer (&self->parts[i], garrison_rows_unref);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->weeks, g_array_unref);
  g_clear_pointer (&self->week_counts, g_array_unref);
  g_free (self->text);
  g_free (self->customer_name);
  G_OBJECT_CLASS (garrison_span_parent_class)->finalize (object);
}

static void
garrison_span_class_init (GarrisonSpanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = garrison_span_dispose;
  object_class->finalize = garrison_span_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[LISTED] = g_signal_new ("listed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
garrison_span_init (GarrisonSpan *self)
{
  self->lanes = g_array_new (FALSE, FALSE, sizeof (GarrisonSpanLane));
  g_array_set_clear_func (self->lanes, clear_lane);
  self->indexes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->entries = g_list_store_new (GARRISON_TYPE_ENTRY);
  self->kinds = GARRISON_SPAN_ALL_KINDS;
  self->text = g_strdup ("");
  self->customer_name = g_strdup ("");
}
