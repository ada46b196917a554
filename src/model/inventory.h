/* What somebody holds, of every kind, as the desk of whoever asks shows it: before a handover, and what is left after it.
 *
 * Blocking unless said otherwise, any thread but a window's; results belong to the caller. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_HELD_CUSTOMERS, /* a line for each level; name "" without one */
  GARRISON_HELD_ARCHIVED,  /* customers in the archive */
  GARRISON_HELD_CONTACTS,
  GARRISON_HELD_DEALS,     /* open; a line for each stage and currency */
  GARRISON_HELD_CONTRACTS, /* drafts and running; a line for each currency */
  GARRISON_HELD_RECEIVABLES, /* of running contracts what is not paid */
  GARRISON_HELD_TASKS,
  GARRISON_HELD_VIEWS,     /* only one's own are seen */
  GARRISON_HELD_REQUESTS,  /* that wait for an answer */
  GARRISON_HELD_SHARES,    /* customers of others' that the person sees for a while */
  GARRISON_N_HELD
} GarrisonHeldKind;

typedef struct
{
  GarrisonHeldKind kind;
  char *name;     /* of the level or stage, or "" */
  guint n;
  gint64 amount;  /* minor units */
  char *currency; /* or "" */
} GarrisonHeld;

/* Lines with n > 0 in the order of the kinds. (transfer full) (element-type GarrisonHeld) */
GPtrArray *garrison_inventory_read (GarrisonStore *store, gint64 person, GCancellable *cancellable, GError **error);
/* "Open deals: Quote", "Customers: A", translated. (transfer full) */
char *garrison_held_label (const GarrisonHeld *held);
/* "12", "12, ¥45,000". (transfer full) */
char *garrison_held_figure (const GarrisonHeld *held);

/* Columns of the rows that garrison_handovers_read() answers. */
enum
{
  GARRISON_HANDOVERS_ID,
  GARRISON_HANDOVERS_PERSON,
  GARRISON_HANDOVERS_GIVEN_BY,
  GARRISON_HANDOVERS_STATE,
  GARRISON_HANDOVERS_CUSTOMERS, /* how many, and how many of them are proposed, declined and kept */
  GARRISON_HANDOVERS_PROPOSED,
  GARRISON_HANDOVERS_DECLINED,
  GARRISON_HANDOVERS_KEPT,
};

/* The newest hundred first. (transfer full) */
GarrisonRows *garrison_handovers_read (GarrisonStore *store, GCancellable *cancellable, GError **error);

G_END_DECLS
