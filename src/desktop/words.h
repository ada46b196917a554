/* Short words for figures of a customer, as lists and panes show them, with the style class that goes
 * with them ("late", "soon", "warn", "dim" or NULL). Main thread only; results belong to the caller. */
#pragma once

#include "model/customer.h"
#include "model/directory.h"

G_BEGIN_DECLS

/* What "now" is for a whole list: taken once a refresh, so that rows agree. */
typedef struct
{
  gint64 now;       /* µs UTC */
  gint today;       /* yyyymmdd */
  GTimeZone *zone;  /* borrowed from the store */
  gboolean chinese;
  const char *currency; /* borrowed from the store */
} GarrisonMoment;

void garrison_moment_take (GarrisonMoment *moment, GarrisonStore *store);

/* "today", "Thu", "2 Jun"; @instant: when; with the time of day when @timed. */
char *garrison_words_when (const GarrisonMoment *moment, gint64 instant, gboolean timed);
/* "3 d late", "today", "10:00", "Thu" … @tone: (out) (optional). */
char *garrison_words_due (const GarrisonMoment *moment, gint64 due, gboolean timed, const char **tone);
/* "2 h", "yesterday", "16 d", "never" */
char *garrison_words_last_contact (const GarrisonMoment *moment, gint64 last, const char **tone);
/* "Send quote, 10:00"; "None set" without one. */
char *garrison_words_next_step (const GarrisonMoment *moment, GarrisonCustomer *customer, const char **tone);
/* "12 d", "today"; "" when there is no protection. @fraction: (out): of 30 days, 0 to 1. */
char *garrison_words_protected (const GarrisonMoment *moment, gint until, double *fraction, const char **tone);
/* Sets @tone and clears the other style classes of this file. */
void garrison_words_set_tone (gpointer widget, const char *tone);

G_END_DECLS
