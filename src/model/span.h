/* What the timeline shows: lanes of people (or of the people of one customer) with their entries, deals
 * and figures, for a stretch of time and the lanes that can be seen.
 *
 * The window says what it wants to see; a GarrisonSpan reads it in the background, some more on every
 * side, keeps what it has until the new is there, and tells with "changed". Where single entries would be
 * too many it counts them by day, week or month instead, so that never more than some thousands are
 * held, however large the company is. It follows the store. Main thread only; texts are as stored. */
#pragma once

#include <gio/gio.h>

#include "model/directory.h"
#include "model/entry.h"
#include "model/span-kind.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_SPAN (garrison_span_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonSpan, garrison_span, GARRISON, SPAN, GObject)

/* An entry of a lane; the text is in garrison_span_get_entry(). */
typedef struct
{
  gint64 at;
  gint64 id;
  guint32 row; /* where it was read */
  guint8 part;
  guint8 state; /* GarrisonEntryState */
  guint8 kind;  /* GarrisonSpanKind */
  guint8 late;  /* planned, and its time is over */
} GarrisonSpanMark;

/* The activities of a lane from @day to the day before @end. */
typedef struct
{
  gint day, end;
  gint64 from, to; /* the same as instants */
  guint32 n[GARRISON_SPAN_N_DONE];
} GarrisonSpanCount;

typedef enum
{
  GARRISON_SPAN_DEAL_OPEN,
  GARRISON_SPAN_DEAL_RESTS, /* open, and longer at its stage than the stage allows */
  GARRISON_SPAN_DEAL_WON,
  GARRISON_SPAN_DEAL_LOST,
} GarrisonSpanDealState;

/* A stretch in a lane: a deal from its opening to its end, or the time of an owner (@deal 0). */
typedef struct
{
  gint64 deal, customer, person;
  gint64 from, to;
  GarrisonSpanDealState state;
  gint64 amount;
  const char *name;     /* owned by the span until "changed" */
  const char *currency; /* the same */
} GarrisonSpanStretch;

typedef struct
{
  gint64 person;       /* 0: the lane of owners */
  GArray *marks;       /* of GarrisonSpanMark, by time */
  GArray *counts;      /* of GarrisonSpanCount, by time; only while is_dense() */
  GArray *stretches;   /* of GarrisonSpanStretch, the largest first */
  gboolean many_deals; /* there are more than @stretches holds */
  guint this_month;    /* activities of this month */
  guint due_today, overdue;
  gboolean known;      /* FALSE until it was read for the first time */
} GarrisonSpanLane;

GarrisonSpan *garrison_span_new (GarrisonDirectory *directory);

/* Lanes of these people, in this order. */
void garrison_span_set_people (GarrisonSpan *self, const gint64 *people, gsize n_people);
/* Lanes of the people who had to do with the customer; 0 goes back to the people. */
void garrison_span_set_customer (GarrisonSpan *self, gint64 customer);
gint64 garrison_span_get_customer (GarrisonSpan *self);
/* "" before it was read. */
const char *garrison_span_get_customer_name (GarrisonSpan *self);

guint garrison_span_get_n_lanes (GarrisonSpan *self);
/* (transfer none): good until "changed" */
const GarrisonSpanLane *garrison_span_get_lane (GarrisonSpan *self, guint lane);

/**
 * garrison_span_show:
 * @from, @to: what is in view
 * @day_width: pixels that a day takes
 * @first, @last: the lanes in view
 *
 * Says what is wanted. Cheap: may be called for every frame.
 */
void garrison_span_show (GarrisonSpan *self, gint64 from, gint64 to, double day_width, guint first,
                         guint last);
/* TRUE while marks are counted in GarrisonSpanCount. */
gboolean garrison_span_is_dense (GarrisonSpan *self);
/* TRUE until what was wished for is there, and before anything was wished for. */
gboolean garrison_span_is_loading (GarrisonSpan *self);

/* Which kinds count (bit 1 << kind): for the list and the number in view; a drawing asks for them. */
void garrison_span_set_kinds (GarrisonSpan *self, guint kinds);
guint garrison_span_get_kinds (GarrisonSpan *self);
/* Only entries with @text in their text or their customer's name; "" for all. */
void garrison_span_set_text (GarrisonSpan *self, const char *text);
const char *garrison_span_get_text (GarrisonSpan *self);

/* Of the kinds in @kinds together. */
guint32 garrison_span_count_sum (const GarrisonSpanCount *count, guint kinds);
/* (transfer full) */
GarrisonEntry *garrison_span_get_entry (GarrisonSpan *self, const GarrisonSpanMark *mark);
/* The newest of the entries in view, newest first (GListModel of GarrisonEntry), and how many are in
 * view at all. They follow what is shown with a short delay ("listed" is emitted). */
GListModel *garrison_span_get_entries (GarrisonSpan *self);
guint garrison_span_get_n_in_view (GarrisonSpan *self);

/* Activities a week of all lanes together, over the twelve months up to now: (array) with the instant
 * at which each week begins, so @weeks has one more. NULL before they are read. */
const guint *garrison_span_get_weeks (GarrisonSpan *self, guint *n_weeks, const gint64 **weeks);

/* Signals "changed": lanes, marks or figures; "listed": entries and their number; "counted":
 * the weeks; "failed" (GError*). */

G_END_DECLS
