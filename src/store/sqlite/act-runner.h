/* Runs acts on the one writing connection of a company in SQLite.
 *
 * A runner belongs to the thread of its connection. It prepares each act once, runs it in one
 * BEGIN IMMEDIATE, and leaves no transaction open. The connection must have foreign keys on, the SQL
 * functions of data/acts/README.md registered (sqlite/functions.h), a busy timeout, and no
 * transaction, and a progress handler that interrupts when the cancellable is cancelled (the runner
 * itself looks at it before BEGIN and between rows); the runner adds functions of its own (garrison_newid, garrison_reaches, garrison_has,
 * garrison_touch) and an update hook. Free the runner before closing the connection.
 *
 * Refusals (GARRISON_ERROR_REFUSED, store/refusal.h) are kept in refused_act; other errors are those
 * of sqlite/errors.h, GARRISON_ERROR_INVALID for acts that do not fit, or G_IO_ERROR_CANCELLED. After
 * any error nothing has changed. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/act-result.h"
#include "store/args.h"
#include "store/change.h"

G_BEGIN_DECLS

typedef struct _GarrisonActRunner GarrisonActRunner;

/* Microseconds UTC; for tests and for samples that begin in the past. */
typedef gint64 (*GarrisonActClock) (gpointer data);

GarrisonActRunner *garrison_act_runner_new (sqlite3 *writer, GError **error);
void garrison_act_runner_free (GarrisonActRunner *self);
/* @clock: (nullable): NULL for g_get_real_time() */
void garrison_act_runner_set_clock (GarrisonActRunner *self, GarrisonActClock clock, gpointer data);

/**
 * garrison_act_runner_run:
 * @me: who acts; 0 for the program, which has every right
 * @name: the act
 * @args: (nullable):
 * @request: (nullable): the caller's id of this wish; repeated, it is answered with the first result
 * @change: (out) (optional) (nullable): what changed; %NULL after a repeat
 *
 * Returns: (transfer full): %NULL with @error
 */
GarrisonActResult *garrison_act_runner_run (GarrisonActRunner *self, gint64 me, const char *name,
                                            GarrisonArgs *args, const char *request,
                                            GCancellable *cancellable, GarrisonChange **change,
                                            GError **error);

/**
 * garrison_act_runner_undo:
 * @act: the act to undo
 *
 * Undoes it as a new act named "undo". It needs the right of the act undone, and the reach of today.
 * An undo is not undone: do the act again.
 */
GarrisonActResult *garrison_act_runner_undo (GarrisonActRunner *self, gint64 me, gint64 act,
                                             const char *request, GCancellable *cancellable,
                                             GarrisonChange **change, GError **error);

/**
 * garrison_act_runner_check_kept:
 *
 * Compares what acts keep (completeness, last contact, next step, stage, holdings, rollups) with what
 * it is made from, and adds a line to @report for each kind of difference.
 *
 * Returns: %FALSE with @error when it cannot be read
 */
gboolean garrison_act_runner_check_kept (sqlite3 *db, GString *report, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonActRunner, garrison_act_runner_free)

G_END_DECLS
