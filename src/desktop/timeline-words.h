/* Words for entries of the timeline, shared by its view, its list and its details. Main thread only;
 * results belong to the caller. */
#pragma once

#include "model/directory.h"
#include "model/entry.h"

G_BEGIN_DECLS

/* "Call", "Payment", "Created"; "Event" for a kind that is not known. */
char *garrison_timeline_kind_label (const char *kind);
/* What it says: the text; for a payment the amount, where there is no text what the kind says. */
char *garrison_timeline_text (GarrisonEntry *entry, gboolean chinese);
/* "19 May 14:02" */
char *garrison_timeline_when (gint64 at, gint64 now, GTimeZone *zone, gboolean chinese);
/* "14:02" */
char *garrison_timeline_time (gint64 at, GTimeZone *zone);
/* "Today · 19 May", "Yesterday", "Saturday", "Friday · 16 May" */
char *garrison_timeline_day (gint day, gint today, gboolean chinese);
/* (nullable): "Backdated, entered 2 days later" and the like: what to know before one believes it. */
char *garrison_timeline_badge (GarrisonEntry *entry, char **tip);
/* The whole entry as a sentence: "Lin Wei, Call, Qingdao Haiyun Cold Chain, 19 May 14:02, price is …" */
char *garrison_timeline_speak (GarrisonEntry *entry, GarrisonDirectory *directory, gint64 now, gboolean chinese);

G_END_DECLS
