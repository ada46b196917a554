/* The record of acts, as the desk shows it: one's own, or everybody's with the right to see the audit.
 * Blocking, any thread but a window's. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* Columns of the rows that garrison_act_log_read() answers, the newest act first. */
enum
{
  GARRISON_ACT_LOG_ID,
  GARRISON_ACT_LOG_NAME,
  GARRISON_ACT_LOG_PERSON, /* 0: the program itself */
  GARRISON_ACT_LOG_AT,     /* microseconds UTC */
  GARRISON_ACT_LOG_ROWS,   /* how many entries the audit has of it */
  GARRISON_ACT_LOG_UNDOES, /* the act that it undid, or NULL */
};

/* (transfer full): of oneself alone when @mine. Reading what others did is known itself: before it is read, the act
 * read-audit says so, with @why as its text ("list --limit 50"). */
GarrisonRows *garrison_act_log_read (GarrisonStore *store, gboolean mine, guint limit, const char *why, GCancellable *cancellable,
                                     GError **error);

/* One's own sign-ins that failed, after the entry @told and since @since (µs UTC): one row of their number, the first
 * one's time and the last one's id. For a window; ends with garrison_store_read_finish(). */
void garrison_act_log_count_failures_async (GarrisonStore *store, gint64 told, gint64 since, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);

G_END_DECLS
