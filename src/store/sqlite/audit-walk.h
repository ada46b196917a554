/* Reads the chain of a company in SQLite: its head, and whether it holds (store/audit.h). On the
 * thread of the connection. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * garrison_audit_head:
 * @act: (out) (optional): the last act's id, 0 when there is none
 *
 * The hash of the last link, to be kept outside the file; later garrison_audit_verify() can tell by it
 * whether the tail was cut.
 *
 * Returns: (transfer full): 64 hex digits
 */
char *garrison_audit_head (sqlite3 *db, gint64 *act, GError **error);

/**
 * garrison_audit_verify:
 * @anchor_act: an act known by an earlier head, or 0
 * @anchor_hash: (nullable): its hash then
 * @broken_act: (out): the first bad act, 0 when all are good; @anchor_act when that is gone or different
 *
 * Walks all acts and their rows in one read.
 *
 * Returns: acts found good before the first bad one; -1 with @error when it cannot be read
 */
gint64 garrison_audit_verify (sqlite3 *db, gint64 anchor_act, const char *anchor_hash,
                              gint64 *broken_act, GCancellable *cancellable, GError **error);

G_END_DECLS
