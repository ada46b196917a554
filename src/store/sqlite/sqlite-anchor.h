/* Notes the end of the chain of acts down outside the company's file (store/anchor.h), and notices when it
 * is gone: an earlier copy of the file was put back, or its record was cut. On the writer's thread. */
#pragma once

#include "store/sqlite/sqlite-store-private.h"

G_BEGIN_DECLS

/* When somebody signs in: whether the company is behind what this computer saw of it. What was seen is kept
 * until somebody verifies the chain, who is told which act is gone. */
void garrison_sqlite_anchor_look (GarrisonWriter *writer);
/* In a company just founded: there was nothing before. */
void garrison_sqlite_anchor_begin (GarrisonWriter *writer);
/* Notes the end down, now and then; unless the company is behind. @now: also when it was noted just before. */
void garrison_sqlite_anchor_keep (GarrisonWriter *writer, gboolean now);
/* Verifies the chain against what was seen; then the company as it is counts as seen. As
 * garrison_store_verify_audit(). */
gint64 garrison_sqlite_anchor_verify (GarrisonStore *store, GarrisonConnection *connection, gint64 *broken_act,
                                      GCancellable *cancellable, GError **error);

G_END_DECLS
