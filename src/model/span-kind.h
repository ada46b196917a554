/* The kinds of entries on a timeline, as small numbers in a fixed order. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GARRISON_SPAN_CALL,
  GARRISON_SPAN_VISIT,
  GARRISON_SPAN_MAIL,
  GARRISON_SPAN_MESSAGE,
  GARRISON_SPAN_LETTER,
  GARRISON_SPAN_QUOTE,
  GARRISON_SPAN_SERVICE,
  GARRISON_SPAN_NOTE,
  GARRISON_SPAN_N_DONE, /* those above are activities, counted by day */
  GARRISON_SPAN_PAYMENT = GARRISON_SPAN_N_DONE,
  GARRISON_SPAN_WON,
  GARRISON_SPAN_LOST,
  GARRISON_SPAN_TODO,
  GARRISON_SPAN_OTHER, /* what else the acts write: created, transferred, advanced … */
  GARRISON_SPAN_N_KINDS,
} GarrisonSpanKind;

#define GARRISON_SPAN_ALL_KINDS ((1u << GARRISON_SPAN_N_KINDS) - 1)

/* The word that the store uses; "other" for GARRISON_SPAN_OTHER. */
const char *garrison_span_kind_name (GarrisonSpanKind kind);
/* @name: (nullable): GARRISON_SPAN_OTHER when unknown. */
GarrisonSpanKind garrison_span_kind_find (const char *name);
/* ",call,visit," for a set of kinds (bit 1 << kind): the form in which it is bound to a read. */
char *garrison_span_kinds_list (guint kinds);

G_END_DECLS
