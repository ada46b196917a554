/* Who gets which customer of a handover: proposed by a rule, shown before it happens, corrected by hand. The same customers,
 * receivers and rule give the same split. Nobody gets more than their cap leaves room for; what finds no room is given to
 * nobody, and counted.
 *
 * A plain struct of one owner; not for two threads at a time. Reading blocks: any thread but a window's. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_SPLIT_TURN,    /* one after the other */
  GARRISON_SPLIT_LOAD,    /* to whoever holds the fewest by then */
  GARRISON_SPLIT_REGION,  /* to whoever holds the most of the same region, those without by load */
  GARRISON_SPLIT_LEVEL,   /* of each level as many to each */
  GARRISON_SPLIT_PRODUCT, /* to whoever has won the most deals with the same product, those without by load */
  GARRISON_N_SPLITS
} GarrisonSplitRule;

typedef struct
{
  gint64 customer;
  char *name;
  char *region;      /* (nullable) */
  gint64 level;      /* or 0 */
  gint64 product;    /* of the latest deal, or 0 */
  gboolean archived; /* nobody's load */
  gint64 to;         /* or 0 */
  gboolean by_hand;
} GarrisonSplitItem;

typedef struct
{
  gint64 person;
  gint64 holds; /* before */
  gint64 cap;   /* or 0 */
  guint given;  /* that count as load */
  guint items;
  gboolean out; /* gets nothing */
} GarrisonSplitReceiver;

typedef struct _GarrisonSplit GarrisonSplit;

/* What @person holds, archived customers too. NULL with @error. */
GarrisonSplit *garrison_split_read (GarrisonStore *store, gint64 person, GCancellable *cancellable, GError **error);
void garrison_split_free (GarrisonSplit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonSplit, garrison_split_free)

/* Reads what the rules ask of somebody who is there; adding twice changes nothing. */
gboolean garrison_split_add (GarrisonSplit *self, GarrisonStore *store, gint64 person, GCancellable *cancellable, GError **error);
/* What was proposed to them is to be proposed anew. */
void garrison_split_remove (GarrisonSplit *self, gint64 person);
/* Whether they get any; what was theirs is to be proposed anew. */
void garrison_split_set_out (GarrisonSplit *self, gint64 person, gboolean out);
/* Proposes all anew but what was given by hand. */
void garrison_split_propose (GarrisonSplit *self, GarrisonSplitRule rule);
/* By hand; @to 0: to nobody yet. FALSE when they have no room. */
gboolean garrison_split_give (GarrisonSplit *self, guint item, gint64 to);

guint garrison_split_get_size (GarrisonSplit *self);
const GarrisonSplitItem *garrison_split_get_item (GarrisonSplit *self, guint item);
guint garrison_split_get_n_receivers (GarrisonSplit *self);
const GarrisonSplitReceiver *garrison_split_get_receiver (GarrisonSplit *self, guint receiver);
/* So many are given to nobody. */
guint garrison_split_count_left (GarrisonSplit *self);

/* For the act hand-over: what is given to somebody. @rest: who gets what hangs on none of the customers, or 0; @accept: whether
 * receivers are asked; @note: (nullable). */
GarrisonArgs *garrison_split_make_args (GarrisonSplit *self, gint64 rest, gboolean accept, const char *note);

/* Translated names of the rules, and their words on a command line. */
const char *garrison_split_rule_name (GarrisonSplitRule rule);
const char *garrison_split_rule_word (GarrisonSplitRule rule);

G_END_DECLS
