/* Merging two customers and separating them again: what each record says, what would move, what came since and where it
 * would go. Blocking; any thread but a window's. The rules are those of data/acts/merge-customers.sql and
 * data/acts/shared/unmerge.sql. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* A field of both records, as people read it; (nullable) texts are empty fields. */
typedef struct
{
  const char *field; /* "name", "phone", … "owner"; static */
  char *keep;
  char *gone;
} GarrisonMergeField;

/* How many of each kind move. */
typedef struct
{
  guint contacts, activities, tasks, deals, contracts, payments, children;
} GarrisonMergeCounts;

/* Something that came to the merged customer since: goes back with the other one, or stays. */
typedef struct
{
  char *relation; /* "contact", "activity", "task", "deal", "contract", "payment" */
  gint64 record;
  char *text;
  gint64 at;
  gboolean back; /* by rule; whoever separates them may say otherwise */
} GarrisonMergeDoubt;

void garrison_merge_field_free (GarrisonMergeField *field);
void garrison_merge_doubt_free (GarrisonMergeDoubt *doubt);

/* Fields of which at least one record has something. @counts: (nullable).
 * Returns: (element-type GarrisonMergeField): NULL with @error set, also when one of them is not on the desk. */
GPtrArray *garrison_merging_preview (GarrisonStore *store, gint64 keep, gint64 gone, GarrisonMergeCounts *counts,
                                     GCancellable *cancellable, GError **error);
/* @take: (nullable): NULL-terminated names of fields that come from @gone; the others stay as @keep has them, gaps filled.
 * Returns: (nullable): the act's result. */
GarrisonActResult *garrison_merging_merge (GarrisonStore *store, gint64 keep, gint64 gone, const char *const *take,
                                           GCancellable *cancellable, GError **error);
gboolean garrison_merging_is_field (const char *name);

/* The newest first. Returns: (element-type GarrisonMergeDoubt): what is to be decided before @gone is separated. */
GPtrArray *garrison_merging_list_doubts (GarrisonStore *store, gint64 gone, GCancellable *cancellable, GError **error);
/* @owner: who gets it, 0: whoever had it. @doubts: (nullable) (element-type GarrisonMergeDoubt): what is decided otherwise. */
GarrisonActResult *garrison_merging_separate (GarrisonStore *store, gint64 gone, gint64 owner, GPtrArray *doubts,
                                              GCancellable *cancellable, GError **error);

G_END_DECLS
