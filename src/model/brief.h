/* What a receiver should know of a customer they were given: last contacts, open deals, what was promised (open tasks),
 * birthdays that come. As the desk shows it. Blocking, any thread but a window's; results belong to the caller. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_BRIEF_CONTACT,  /* somebody was in touch; the newest first, three at most */
  GARRISON_BRIEF_DEAL,     /* open */
  GARRISON_BRIEF_PROMISE,  /* a task that is open, the soonest first */
  GARRISON_BRIEF_BIRTHDAY, /* of somebody there, within 60 days */
} GarrisonBriefKind;

typedef struct
{
  GarrisonBriefKind kind;
  gint day;       /* when it was or is due; 0 for none */
  gint64 person;  /* who was in touch, or 0 */
  char *text;     /* what was said, the deal's or task's name, whose birthday */
  gint64 amount;  /* of a deal, minor units */
  char *currency; /* or "" */
} GarrisonBriefLine;

/* @today: to find birthdays. (transfer full) (element-type GarrisonBriefLine): in the order of the kinds */
GPtrArray *garrison_brief_read (GarrisonStore *store, gint64 customer, gint today, GCancellable *cancellable, GError **error);
/* One line of text, translated. @who: (nullable): the name of its person. (transfer full) */
char *garrison_brief_line_text (const GarrisonBriefLine *line, const char *who);

G_END_DECLS
