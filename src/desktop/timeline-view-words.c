/* What the timeline says: titles of entries, sentences for the screen reader, the details of a spot. */
#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "base/money.h"
#include "desktop/timeline-view-private.h"
#include "desktop/timeline-words.h"

char *
timeline_view_clock (GarrisonTimelineView *self, gint64 at)
{
  return garrison_timeline_when (at, self->now, self->zone, self->chinese);
}

static char *
deal_sign (GarrisonSpanDealState state)
{
  switch (state)
    {
    case GARRISON_SPAN_DEAL_WON:
      return "✓ ";
    case GARRISON_SPAN_DEAL_LOST:
      return "✕ ";
    case GARRISON_SPAN_DEAL_RESTS:
      return "! ";
    default:
      return "";
    }
}

char *
timeline_view_bar_text (GarrisonTimelineView *self, const GarrisonSpanStretch *stretch)
{
  g_autofree char *amount = NULL;

  if (stretch->deal == 0)
    return g_strdup (garrison_directory_get_person_name (self->directory, stretch->person));
  amount = garrison_money_format_compact (stretch->amount, stretch->currency, self->chinese);
  return g_strdup_printf ("%s%s · %s", deal_sign (stretch->state), stretch->name, amount);
}

static const GarrisonSpanMark *
mark_of (GarrisonTimelineView *self, TimelineSpot spot, const TimelineStop *stop)
{
  return &g_array_index (garrison_span_get_lane (self->span, spot.lane)->marks, GarrisonSpanMark, stop->index);
}

/* "4 Call, 3 Visit": by kind, the most frequent first as they are ordered. */
static char *
list_kinds (const guint *n)
{
  GString *list = g_string_new (NULL);

  for (guint kind = 0; kind < GARRISON_SPAN_N_KINDS; kind++)
    if (n[kind] > 0)
      {
        g_autofree char *label = garrison_timeline_kind_label (garrison_span_kind_name (kind));
        if (list->len > 0)
          g_string_append (list, _ (", "));
        /* Translators: a kind of entry and how many of it: "Call 4" */
        g_string_append_printf (list, C_ ("kind and number", "%s %u"), label, n[kind]);
      }
  return g_string_free (list, FALSE);
}

static char *
range_text (GarrisonTimelineView *self, gint64 from, gint64 to)
{
  gint today = garrison_day_of_instant (self->now, self->zone);
  gint first = garrison_day_of_instant (from, self->zone), last = garrison_day_of_instant (to, self->zone);
  g_autofree char *begin = garrison_day_format (first, today, self->chinese);
  g_autofree char *end = garrison_day_format (last, today, self->chinese);

  /* Translators: from one day to another */
  return first == last ? g_steal_pointer (&begin) : g_strdup_printf (_ ("%s – %s"), begin, end);
}

static char *
describe_pill (GarrisonTimelineView *self, TimelineSpot spot, const TimelineStop *stop, char **title)
{
  TimelineLayout *layout = timeline_view_layout (self, spot.lane);
  const GarrisonSpanLane *lane = garrison_span_get_lane (self->span, spot.lane);
  const GarrisonSpanGroup *group = &g_array_index (layout->groups, GarrisonSpanGroup, stop->index);
  guint n[GARRISON_SPAN_N_KINDS] = { 0 };
  gint64 from = G_MAXINT64, to = G_MININT64;

  for (guint i = 0; i < group->n; i++)
    {
      const GarrisonSpanMark *mark
        = &g_array_index (lane->marks, GarrisonSpanMark, g_array_index (layout->shown, guint, group->first + i));
      n[mark->kind]++;
      from = MIN (from, mark->at);
      to = MAX (to, mark->at);
    }
  {
    g_autofree char *range = range_text (self, from, to);
    /* Translators: how many entries there are in a stretch of time */
    *title = g_strdup_printf (ngettext ("%u entry, %s", "%u entries, %s", group->n), group->n, range);
  }
  return list_kinds (n);
}

static char *
describe_column (GarrisonTimelineView *self, TimelineSpot spot, const TimelineStop *stop, char **title)
{
  const GarrisonSpanCount *count
    = &g_array_index (garrison_span_get_lane (self->span, spot.lane)->counts, GarrisonSpanCount, stop->index);
  g_autofree char *range = range_text (self, count->from, count->to - 1);
  guint n[GARRISON_SPAN_N_KINDS] = { 0 }, sum = 0;

  for (guint kind = 0; kind < GARRISON_SPAN_N_DONE; kind++)
    {
      n[kind] = (garrison_span_get_kinds (self->span) & (1u << kind)) != 0 ? count->n[kind] : 0;
      sum += n[kind];
    }
  *title = g_strdup_printf (ngettext ("%u entry, %s", "%u entries, %s", sum), sum, range);
  return list_kinds (n);
}

static char *
describe_bar (GarrisonTimelineView *self, TimelineSpot spot, const TimelineStop *stop, char **title)
{
  const GarrisonSpanStretch *stretch
    = &g_array_index (garrison_span_get_lane (self->span, spot.lane)->stretches, GarrisonSpanStretch, stop->index);
  g_autofree char *range = range_text (self, stretch->from, stretch->to - 1);
  static const char *const states[]
    = { N_ ("Open deal, %s"), N_ ("Deal at rest too long, %s"), N_ ("Deal won, %s"), N_ ("Deal lost, %s") };

  *title = timeline_view_bar_text (self, stretch);
  if (stretch->deal == 0)
    return g_strdup_printf (_ ("Owner, %s"), range);
  #pragma GCC diagnostic push
  #pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (states[stretch->state]), range);
  #pragma GCC diagnostic pop
}

char *
timeline_view_describe (GarrisonTimelineView *self, TimelineSpot spot)
{
  const TimelineStop *stop = timeline_view_stop (self, spot);
  const char *person;
  g_autofree char *title = NULL, *text = NULL;

  if (stop == NULL)
    return NULL;
  if (stop->type == TIMELINE_STOP_MARK)
    {
      g_autoptr (GarrisonEntry) entry = garrison_span_get_entry (self->span, mark_of (self, spot, stop));
      return garrison_timeline_speak (entry, self->directory, self->now, self->chinese);
    }
  if (stop->type == TIMELINE_STOP_PILL)
    text = describe_pill (self, spot, stop, &title);
  else if (stop->type == TIMELINE_STOP_COLUMN)
    text = describe_column (self, spot, stop, &title);
  else
    text = describe_bar (self, spot, stop, &title);
  person = garrison_directory_get_person_name (self->directory, garrison_span_get_lane (self->span, spot.lane)->person);
  if (*person == '\0')
    person = garrison_span_get_customer_name (self->span);
  /* Translators: whose lane, what, and which kinds: "Lin Wei, 7 entries, 28 Apr – 30 Apr, Call 4" */
  return g_strdup_printf (C_ ("spoken", "%s, %s, %s"), person, title, text);
}

void
timeline_view_show_details (GarrisonTimelineView *self, TimelineSpot spot)
{
  const TimelineStop *stop = timeline_view_stop (self, spot);
  g_autofree char *title = NULL, *text = NULL;
  GdkRectangle rectangle;
  gint64 person;

  if (stop == NULL)
    {
      garrison_timeline_details_hide (self->details);
      return;
    }
  timeline_view_stop_rectangle (self, spot, &rectangle);
  rectangle = (GdkRectangle){ garrison_text_px (GTK_WIDGET (self), rectangle.x),
                              garrison_text_px (GTK_WIDGET (self), rectangle.y),
                              garrison_text_px (GTK_WIDGET (self), rectangle.width),
                              garrison_text_px (GTK_WIDGET (self), rectangle.height) };
  person = garrison_span_get_lane (self->span, spot.lane)->person;
  if (stop->type == TIMELINE_STOP_MARK)
    {
      g_autoptr (GarrisonEntry) entry = garrison_span_get_entry (self->span, mark_of (self, spot, stop));
      garrison_timeline_details_show_entry (self->details, entry, self->directory, &rectangle);
      return;
    }
  if (stop->type == TIMELINE_STOP_PILL)
    text = describe_pill (self, spot, stop, &title);
  else if (stop->type == TIMELINE_STOP_COLUMN)
    text = describe_column (self, spot, stop, &title);
  else
    text = describe_bar (self, spot, stop, &title);
  garrison_timeline_details_show_text (self->details, person,
                                       garrison_directory_get_person_name (self->directory, person), title, text, &rectangle);
}
