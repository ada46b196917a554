/* Signals: what somebody did with contact details that is worth a look, told as facts.
 *
 * They are worked out anew at each reading from what the desk shows of disclosures, releases, changed details and
 * refusals: nobody reads signals of people out of their reach (right "signal.see"), and people read of themselves
 * what their lead does. Nothing is concluded: a signal has figures, a sentence, and the records behind it.
 *
 * "Usual" is a person's own median and its median absolute deviation over the last 30 of their working days on
 * which they saw any; together with the team's figure a day (of three people at least). Free days are Saturday
 * and Sunday, night is 22:00 to 6:00, both in the company's zone.
 *
 * Blocking unless said otherwise, any thread but a window's; results belong to the caller. Errors are the store's. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_SIGNAL_MANY,               /* more disclosures than usual */
  GARRISON_SIGNAL_NIGHT,              /* disclosures at night */
  GARRISON_SIGNAL_FREE_DAY,           /* disclosures on a free day */
  GARRISON_SIGNAL_RUN,                /* many within minutes */
  GARRISON_SIGNAL_NAME_RUN,           /* of customers that follow one another by name */
  GARRISON_SIGNAL_ALLOWANCE,          /* more was asked for than the allowance */
  GARRISON_SIGNAL_EDITS,              /* contact details of many records changed */
  GARRISON_SIGNAL_RELEASES,           /* exports, prints, pictures */
  GARRISON_SIGNAL_COPIES,             /* copies to the clipboard */
  GARRISON_SIGNAL_LEAVER_RELEASES,    /* the last three: in the days before somebody left */
  GARRISON_SIGNAL_LEAVER_EDITS,
  GARRISON_SIGNAL_LEAVER_REFUSALS,
  GARRISON_SIGNAL_CLOCK,              /* a computer's clock that could not be right */
  GARRISON_SIGNAL_PASSWORD,           /* a password set anew by somebody else */
} GarrisonSignalKind;

/* From so many on. */
#define GARRISON_SIGNAL_LEAST_DISCLOSURES 12
#define GARRISON_SIGNAL_LEAST_ODD_HOURS 3
#define GARRISON_SIGNAL_LEAST_RUN 10
#define GARRISON_SIGNAL_LEAST_NAME_RUN 8
#define GARRISON_SIGNAL_LEAST_EDITS 10
#define GARRISON_SIGNAL_LEAST_RELEASES 5
#define GARRISON_SIGNAL_LEAST_RELEASED 100
#define GARRISON_SIGNAL_LEAST_COPIES 20
#define GARRISON_SIGNAL_LEAST_LEAVER_RELEASED 20
#define GARRISON_SIGNAL_LEAST_LEAVER_EDITS 5
#define GARRISON_SIGNAL_LEAST_LEAVER_REFUSALS 5
/* Seconds between one disclosure and the next of a run: faster than somebody calls. */
#define GARRISON_SIGNAL_RUN_STEP 60
#define GARRISON_SIGNAL_NAME_RUN_STEP 180
#define GARRISON_SIGNAL_WORKING_DAYS 30
#define GARRISON_SIGNAL_LEAVER_DAYS 14
/* Days of their own that somebody needs for a usual of their own. */
#define GARRISON_SIGNAL_LEAST_HISTORY 5

typedef struct
{
  GarrisonSignalKind kind;
  gint64 person;
  gint day;     /* of a leaver: when they left */
  guint n;      /* records seen or changed, copies, exports, refusals */
  guint total;  /* records that left with n exports; disclosures before those refused; by how
                 many hours a clock was off; else 0 */
  guint low;    /* usual are low to high; both 0 without a history */
  guint high;
  guint team;   /* what is usual a day and person in the team; 0: not known */
  guint minutes; /* of a run */
  gint64 since; /* the first and the last of it, µs UTC */
  gint64 until;
} GarrisonSignal;

void garrison_signal_free (GarrisonSignal *signal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonSignal, garrison_signal_free)

/* Of the days from @first to @last, the newest first, then by person. (transfer full) (element-type GarrisonSignal) */
GPtrArray *garrison_signals_read (GarrisonStore *store, gint first, gint last, GCancellable *cancellable,
                                  GError **error);
void garrison_signals_read_async (GarrisonStore *store, gint first, gint last, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
GPtrArray *garrison_signals_read_finish (GAsyncResult *result, GError **error);

/* One sentence, translated; @today as garrison_day_format() wants it. (transfer full) */
char *garrison_signal_sentence (const GarrisonSignal *signal, gint today);

/* One of the facts behind a signal. */
typedef struct
{
  gint64 at;
  gint64 customer; /* 0 for none, or none within reach */
  char *name;      /* the customer's, or what left, or what was refused */
  char *what;      /* translated: "Call", "CSV, 120 records" */
} GarrisonSignalFact;

void garrison_signal_fact_free (GarrisonSignalFact *fact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonSignalFact, garrison_signal_fact_free)

/* Oldest first. (transfer full) (element-type GarrisonSignalFact) */
GPtrArray *garrison_signal_read_facts (GarrisonStore *store, const GarrisonSignal *signal, GCancellable *cancellable,
                                       GError **error);
void garrison_signal_read_facts_async (GarrisonStore *store, const GarrisonSignal *signal, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);
GPtrArray *garrison_signal_read_facts_finish (GAsyncResult *result, GError **error);

G_END_DECLS
