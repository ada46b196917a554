/* What the parts of the span share. For span*.c only. */
#pragma once

#include "model/span-read.h"

G_BEGIN_DECLS

/* What is to be seen, or was read. */
typedef struct
{
  gint64 from, to;
  double day_width;
  guint first, last;
} GarrisonSpanWish;

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
  GarrisonSpanWish wish;
  GarrisonSpanWish loaded;
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

/* span-take.c */
void garrison_span_clear_lane (gpointer lane);
GarrisonSpanLane *garrison_span_lane_at (GarrisonSpan *self, guint i);
void garrison_span_set_lanes (GarrisonSpan *self, const gint64 *people, gsize n);
gboolean garrison_span_has_lanes (GarrisonSpan *self, const gint64 *people, gsize n);
int garrison_span_compare_marks (gconstpointer a, gconstpointer b);
/* Replaces what the lanes hold by what was read. */
void garrison_span_take (GarrisonSpan *self, GarrisonSpanReading *reading);

G_END_DECLS
