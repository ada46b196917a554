/* Between the files of the signals: what was read, before anything is found in it. */
#pragma once

#include "model/signals.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 person;
  gint64 record; /* of a disclosure and an edit: told apart by relation; else its own id */
  gint64 customer;
  gint64 at;
  gint day;
  guint hour;
  guint n;       /* of a release; of a clock: hours */
  gboolean copy; /* a release to the clipboard */
  gboolean beyond; /* a refusal for want of allowance */
} GarrisonSignalEvent;

typedef struct
{
  gint64 id;
  gint64 team;
  gint left_day; /* or 0 */
} GarrisonSignalPerson;

typedef struct
{
  gint first, last;
  GArray *people;      /* of GarrisonSignalPerson */
  GArray *disclosures; /* of GarrisonSignalEvent, by person and instant, as the next ones */
  GArray *edits;
  GArray *releases;
  GArray *refusals;
  GArray *clocks;
  GArray *passwords;
  GHashTable *names;   /* gint64 id of a customer → sort key */
  GHashTable *teams;   /* gint64 id of a team → GArray of GarrisonSignalTeamDay */
} GarrisonSignalInput;

typedef struct
{
  gint day;
  guint n; /* disclosures a person, rounded up */
} GarrisonSignalTeamDay;

/* So many days back is what is usual looked for. */
#define GARRISON_SIGNAL_HISTORY 60

gboolean garrison_signal_is_night (guint hour);
/* (transfer full) (element-type GarrisonSignal), unsorted. Pure. */
GPtrArray *garrison_signals_find (const GarrisonSignalInput *input);

G_END_DECLS
