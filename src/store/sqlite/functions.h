/* The SQL functions that acts and questions share (data/acts/README.md). They belong to a
 * connection and run on its thread. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* On a reader: only those that can neither fail nor tell by taking long: greatest(), day_of(),
 * day_add(), moment() (now, the same for a whole statement) and an abs() that knows no overflow. */
#define GARRISON_READER_FUNCTIONS "greatest", "day_of", "day_add", "abs", "moment"

typedef struct _GarrisonSqliteFunctions GarrisonSqliteFunctions;

/* Registers them on @db, which must be closed before the result is freed. */
GarrisonSqliteFunctions *garrison_sqlite_functions_new (sqlite3 *db, gboolean is_writer);
void garrison_sqlite_functions_free (GarrisonSqliteFunctions *self);
/* The company's zone, for day_of(); UTC until then. */
void garrison_sqlite_functions_set_zone (GarrisonSqliteFunctions *self, GTimeZone *zone);

G_END_DECLS
