/* The company's time in a file, where only the clocks of people's own computers tell it. It follows the computer's
 * clock as long as that can be right, and otherwise goes on by itself: whoever turns a clock forward or back gets no
 * allowance anew and waits for nothing less. Pure; any thread; for the runner only.
 *
 * A clock can be right when it is not before the newest act (by a day and a little at most, and then time stands
 * still until it is made up for) and, after it,
 *  - as far as the count since the computer was started says, with a day and a little in all for corrections; or
 *  - when nothing was believed since that start, up to 40 days after the newest act: nights, weekends, holidays.
 * Otherwise it is held: the company's time goes on from the newest act by the count since the start. That ends when the
 * clock is right again, when somebody acts who may change the company's settings (by whose clock everybody goes then, also
 * back), and after eight hours; but never by itself when the clock is more than 40 days ahead. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GARRISON_CLOCK_SLACK (10 * G_TIME_SPAN_MINUTE) /* two clocks are never the same */
#define GARRISON_CLOCK_NEAR (26 * G_TIME_SPAN_HOUR)
#define GARRISON_CLOCK_FAR (40 * G_TIME_SPAN_DAY)
#define GARRISON_CLOCK_WAIT (8 * G_TIME_SPAN_HOUR)
#define GARRISON_CLOCK_KEEP G_TIME_SPAN_HOUR

/* What this computer says; microseconds. */
typedef struct
{
  gint64 real;  /* UTC */
  gint64 ticks; /* since it was started, sleep included */
  char boot[40]; /* which start that was */
} GarrisonClockReading;

/* What the company knows. */
typedef struct
{
  gint64 newest;     /* the newest act's instant; 0: there is none */
  gboolean is_known; /* this start was seen before; the rest is of it */
  gint64 ticks, at;  /* it was at when the count was at ticks: by the clock if given >= 0, else the company's time */
  gint64 given;      /* how far it was set forward since, and believed; -1: nothing was believed yet */
  gint64 held;       /* the count when it was first not believed; -1: it is */
} GarrisonClockPast;

typedef struct
{
  gint64 now;   /* the company's time */
  gint64 off;   /* by how much the clock is beyond belief, when that is to be written down; 0: nothing is */
  gboolean keep; /* past changed: to be kept */
  GarrisonClockPast past;
} GarrisonClockVerdict;

/* @may_set: whether whoever acts may change the company's settings */
GarrisonClockVerdict garrison_clock_judge (const GarrisonClockReading *reading, const GarrisonClockPast *past, gboolean may_set);

void garrison_clock_read (GarrisonClockReading *reading);

G_END_DECLS
