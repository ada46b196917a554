/* Cases of two who claim one customer: who asks what, and, for whoever may decide, the facts of both side by side.
 *
 * Blocking, any thread but a window's; results belong to the caller. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 customer;
  char *name;         /* (nullable): of the customer, where one sees it */
  gint64 holder;
  gint64 claimant;
  gint64 opened_by;
  char *text;
  gint64 at;
  char *state;        /* "open", "kept", "given", "withdrawn" */
  gint64 decided_by;  /* or 0 */
  char *reason;       /* (nullable): of the decision */
} GarrisonConflict;

/* What speaks for one of the two. */
typedef struct
{
  gint64 person;
  gboolean created;      /* entered the customer */
  guint contacts;        /* logged with it */
  gint first_day;        /* of these, or 0 */
  gint last_day;
  guint times_held;      /* how often it was given to them */
  guint deals_won;       /* with it */
} GarrisonClaim;

typedef struct
{
  gint created_day;
  gint64 created_by;     /* or 0 */
  gint64 held_since;     /* µs, or 0 */
  gint protected_until;  /* a day, or 0 */
  GarrisonClaim holder;
  GarrisonClaim claimant;
} GarrisonConflictFacts;

void garrison_conflict_free (GarrisonConflict *conflict);

/* The open ones and those opened since @since (µs UTC), open ones first, then the newest; 500 at most.
 * (transfer full) (element-type GarrisonConflict) */
GPtrArray *garrison_conflicts_read (GarrisonStore *store, gint64 since, GCancellable *cancellable, GError **error);
/* Whether the signed-in person may decide it now. Any thread. */
gboolean garrison_conflict_may_decide (const GarrisonConflict *conflict, GarrisonStore *store);
/* For whoever may decide; others are refused with GARRISON_ERROR_DENIED. */
gboolean garrison_conflict_read_facts (GarrisonStore *store, const GarrisonConflict *conflict, GarrisonConflictFacts *facts,
                                       GCancellable *cancellable, GError **error);
/* "Created the customer · 12 contacts, the last on 5 Nov", translated; "Nothing on record". (transfer full) */
char *garrison_claim_text (const GarrisonClaim *claim, gint today);
/* "Open", "Stays", "Given to the claimant", "Withdrawn", translated. */
const char *garrison_conflict_state_name (const GarrisonConflict *conflict);

G_END_DECLS
