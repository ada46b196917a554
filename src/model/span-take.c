/* The lanes of a span, and how they are filled from what was read. */
#include "base/day.h"
#include "model/span-private.h"
#include "model/span-scale.h"

#define MOST_DEALS 40 /* of a lane, as span-read.c reads them */

/* Lanes --------------------------------------------------------------------------------------------- */

void
garrison_span_clear_lane (gpointer data)
{
  GarrisonSpanLane *lane = data;

  g_array_unref (lane->marks);
  g_array_unref (lane->counts);
  g_array_unref (lane->stretches);
}

GarrisonSpanLane *
garrison_span_lane_at (GarrisonSpan *self, guint i)
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

void
garrison_span_set_lanes (GarrisonSpan *self, const gint64 *people, gsize n)
{
  g_array_set_size (self->lanes, 0);
  g_hash_table_remove_all (self->indexes);
  if (self->customer != 0)
    add_lane (self, 0);
  for (gsize i = 0; i < n; i++)
    if (!g_hash_table_contains (self->indexes, &people[i]))
      add_lane (self, people[i]);
}

gboolean
garrison_span_has_lanes (GarrisonSpan *self, const gint64 *people, gsize n)
{
  guint skip = self->customer != 0 ? 1 : 0;

  if (self->lanes->len != n + skip)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (garrison_span_lane_at (self, i + skip)->person != people[i])
      return FALSE;
  return TRUE;
}

/* (nullable): whoever has no lane of a customer stands in the lane of the customer itself. */
static GarrisonSpanLane *
find_lane (GarrisonSpan *self, gint64 person)
{
  guint i = GPOINTER_TO_UINT (g_hash_table_lookup (self->indexes, &person));

  if (i > 0)
    return garrison_span_lane_at (self, i - 1);
  return self->customer != 0 && self->lanes->len > 0 ? garrison_span_lane_at (self, 0) : NULL;
}

static void
empty_lanes (GarrisonSpan *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      GarrisonSpanLane *lane = garrison_span_lane_at (self, i);

      g_array_set_size (lane->marks, 0);
      g_array_set_size (lane->counts, 0);
      g_array_set_size (lane->stretches, 0);
      lane->many_deals = FALSE;
    }
}

/* Taking what was read ------------------------------------------------------------------------------- */

int
garrison_span_compare_marks (gconstpointer a, gconstpointer b)
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
    g_array_append_val (garrison_span_lane_at (self, 0)->stretches, owner);
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

void
garrison_span_take (GarrisonSpan *self, GarrisonSpanReading *reading)
{
  const gint64 *people = (const gint64 *) (gpointer) reading->people->data;

  if (self->customer != 0 && !garrison_span_has_lanes (self, people, reading->people->len))
    garrison_span_set_lanes (self, people, reading->people->len);
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
    g_array_sort (garrison_span_lane_at (self, i)->marks, garrison_span_compare_marks);
  take_owners (self, reading);
  take_deals (self, reading);
  take_counts (self, reading);
  take_figures (self, reading);
  if (self->customer != 0 && self->lanes->len > 0)
    garrison_span_lane_at (self, 0)->known = TRUE;
}
