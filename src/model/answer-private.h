/* The inside of an answer: its groups and cells. */
#pragma once

#include "model/answer.h"
#include "model/question-private.h"

G_BEGIN_DECLS

/* One group: what it is called, and what puts it in its place. */
typedef struct
{
  char *raw; /* as the engine gave it; NULL for empty */
  gint64 number;
  char *key;
  char *label;
  char *sort;
  gint64 position;
  double rank; /* the figure of the whole group, when they are ordered by it */
  guint order; /* its index, once sorted */
} Group;

typedef struct
{
  gboolean known;
  gint64 integer;
  double real;
} Cell;

struct _GarrisonAnswer
{
  gatomicrefcount references;
  GarrisonQuestion *question;
  char *company_currency;
  char *currency; /* (nullable) */
  GTimeZone *zone;
  gint today;
  gboolean from_rollup;
  gint64 n_left_out;
  GHashTable *record_names; /* "customer/17" → name */
  char *measure_label;
  /* a list */
  GarrisonRows *rows;
  GPtrArray *fields;
  /* figures */
  GPtrArray *groups[2];
  Cell *cells;
};

/* The groups of one dimension, from what the engine gave, in order; and which of them are left, by
 * value. Without such a dimension there is one group, the whole. */
typedef struct _GroupIndex GroupIndex;
GroupIndex *read_groups (GarrisonAnswer *self, GarrisonRows *rows, guint dimension);
void group_index_free (GroupIndex *index);
/* (nullable): the group that a row belongs to. */
Group *find_group (
  GarrisonAnswer *self, GarrisonRows *rows, guint row, guint dimension, GroupIndex *index);
/* "customer/17": how the names of records are kept. */
char *record_key (const GarrisonField *field, gint64 id);
/* Whether ids or periods, not texts, are what a dimension groups by. */
gboolean keys_are_numbers (const Dimension *dimension);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GroupIndex, group_index_free)

G_END_DECLS
