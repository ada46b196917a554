#include "model/span.h"

#include <string.h>

#include "base/day.h"
#include "model/span-private.h"
#include "model/span-scale.h"

#define LIST_LENGTH 200
#define LIST_DELAY 120      /* ms */
#define CHANGE_DELAY 150    /* ms */
#define AGAIN_DELAY 120     /* ms: while everything moves, the processor is for drawing first */
#define WEEKS_DELAY 5000    /* ms */
#define MARKS_PER_PIXEL 0.12 /* of a lane: more are counted */
#define MIN_DAY_WIDTH 3.0   /* pixels below which entries are always counted */
#define MAX_LANES 48        /* read at once */

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
make_reading (GarrisonSpan *self, GarrisonSpanWish *load)
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
    g_array_append_val (reading->people, garrison_span_lane_at (self, i)->person);
  if (load->day_width >= MIN_DAY_WIDTH && !stays_dense (self))
    reading->most = (guint) CLAMP (MAX (reading->people->len, 4) * MARKS_PER_PIXEL * load->day_width
                                     * (load->to - load->from) / GARRISON_SPAN_DAY, 600, 8000);
  return reading;
}

static gboolean
covers (GarrisonSpan *self)
{
  const GarrisonSpanWish *have = &self->loaded, *want = &self->wish;

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
  GarrisonSpanWish load;
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
  garrison_span_take (self, loading->reading);
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
  return -garrison_span_compare_marks (((const Listed *) a)->mark, ((const Listed *) b)->mark);
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
      collect_lane (self, garrison_span_lane_at (self, i), listed);
      if (self->dense)
        self->n_in_view += count_lane (self, garrison_span_lane_at (self, i));
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
    g_array_append_val (weeks->reading->people, garrison_span_lane_at (self, i)->person);
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

  if (self->customer == 0 && self->lanes->len > 0 && garrison_span_has_lanes (self, people, n_people))
    return;
  self->customer = 0;
  garrison_span_set_lanes (self, people, n_people);
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
  garrison_span_set_lanes (self, NULL, 0);
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
  return garrison_span_lane_at (self, lane);
}

void
garrison_span_show (GarrisonSpan *self, gint64 from, gint64 to, double day_width, guint first, guint last)
{
  GarrisonSpanWish wish = { from, to, day_width, first, MAX (first, last) };

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
  if (!self->valid && (self->customer != 0 || self->lanes->len > 0))
    return TRUE;
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
  g_array_set_clear_func (self->lanes, garrison_span_clear_lane);
  self->indexes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->entries = g_list_store_new (GARRISON_TYPE_ENTRY);
  self->kinds = GARRISON_SPAN_ALL_KINDS;
  self->text = g_strdup ("");
  self->customer_name = g_strdup ("");
}
