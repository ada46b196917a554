/* The reading behind a GarrisonSpan: one wish, and what the store answers to it. Made on the main
 * thread, filled on another one, taken on the main thread again. For model/ only. */
#pragma once

#include "model/span.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_SPAN_PART_DONE,
  GARRISON_SPAN_PART_HAPPENED,
  GARRISON_SPAN_PART_PLANNED,
  GARRISON_SPAN_PART_DEALS,
  GARRISON_SPAN_PART_OWNERS,
  GARRISON_SPAN_PART_TASKS,  /* due today, overdue: a person each */
  GARRISON_SPAN_PART_MONTH,  /* activities of this month: a person each */
  GARRISON_SPAN_PART_LIST,
  GARRISON_SPAN_N_PARTS,
} GarrisonSpanPart;

typedef struct
{
  /* The wish */
  GarrisonStore *store;
  GArray *people;       /* of gint64; empty when @customer is given: found by the reading */
  gint64 customer;
  gint64 from, to;      /* to load */
  double day_width;
  guint most;           /* single entries at most; 0: count at once */
  char *text;           /* lower case; "" */
  guint kinds;
  gint64 now;
  gint today;
  GTimeZone *zone;      /* borrowed from the store */
  gboolean sees_all;
  gint64 list_from, list_to; /* the list, where entries are counted */
  /* The answer */
  GarrisonRows *parts[GARRISON_SPAN_N_PARTS];
  GHashTable *counts;   /* person (gint64*) → GArray of GarrisonSpanCount; NULL where not counted */
  char *customer_name;
} GarrisonSpanReading;

GarrisonSpanReading *garrison_span_reading_new (GarrisonStore *store);
void garrison_span_reading_free (GarrisonSpanReading *self);
/* Blocking. */
gboolean garrison_span_reading_run (GarrisonSpanReading *self, GCancellable *cancellable, GError **error);

/* The weeks of the twelve months up to now, for all @people or @customer: fills @weeks (of gint64, one
 * more) and @n (of guint). Blocking. */
gboolean garrison_span_reading_weeks (GarrisonSpanReading *self, GArray *weeks, GArray *n,
                                      GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonSpanReading, garrison_span_reading_free)

G_END_DECLS
