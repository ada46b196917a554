/* The table-valued function garrison_ids(:name): ids handed over as a bound pointer, not as text.
 *
 * `SELECT value FROM garrison_ids(:ids)`: without a pointer of this kind it is empty, so it can be
 * told nothing and tells nothing, unlike json_each(), which answers bad text with an error. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define GARRISON_ID_TABLE "garrison_ids"

int garrison_id_table_register (sqlite3 *db);
/* @ids must stay valid until the statement is reset. */
int garrison_id_table_bind (sqlite3_stmt *statement, int parameter, const gint64 *ids, gsize n_ids);

G_END_DECLS
