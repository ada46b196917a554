/* Which marks stand by themselves on a line, which side by side, and which become a count: marks never
 * overlap. Also the packing of bars into rows. Pure functions, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The room that a single mark takes, with its gap. */
#define GARRISON_SPAN_MARK_WIDTH 13.0

/* One mark, two side by side, or three and more as a pill with their number. */
typedef struct
{
  guint first; /* of the input */
  guint n;     /* how many of it */
  double x;    /* the middle */
  double half; /* half the width */
} GarrisonSpanGroup;

/* Half the width of a group of @n: what it draws and half a gap on either side. */
double garrison_span_group_half (guint n);
/* Where the mark number @i of a group of one or two stands. */
double garrison_span_group_mark_x (const GarrisonSpanGroup *group, guint i);

/**
 * garrison_span_cluster:
 * @xs: (array length=n): where marks stand, ascending
 *
 * Neighbours that touch are joined, until no two groups touch. A group stands in the mean of its
 * marks, so it never leaves the stretch that they cover.
 *
 * Returns: (transfer full) (element-type GarrisonSpanGroup): from left to right
 */
GArray *garrison_span_cluster (const double *xs, guint n);

/* From the left end to the right one; @row is the answer: -1 where there was no room. */
typedef struct
{
  double from, to;
  int row;
} GarrisonSpanBar;

/* Packs @bars, the most important first, into @rows rows. Returns: how many found no room. */
guint garrison_span_pack (GarrisonSpanBar *bars, guint n, int rows);

G_END_DECLS
