/* What a timeline entry says, in one line. Results belong to the caller. Main thread only. */
#pragma once

#include "desktop/words.h"
#include "model/entry.h"

G_BEGIN_DECLS

/* "Price is the last open point", or for what happened by itself "Transferred to Wu Tao". */
char *garrison_entry_words_title (GarrisonEntry *entry);
/* "Saw the contact details: call", from the purpose (nullable). */
char *garrison_entry_words_disclosed (const char *purpose);
/* "Lin Wei · 14:02 · 11 min" */
char *garrison_entry_words_detail (GarrisonEntry *entry, GarrisonDirectory *directory,
                                   const GarrisonMoment *moment);

G_END_DECLS
