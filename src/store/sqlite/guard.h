/* The authorizer of a reader: nothing but SELECT, nothing but the desk, no function that could fail
 * and so tell of rows that are not on the desk.
 *
 * It is the second wall. The first is that no person's text becomes SQL. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct
{
  char *prefix; /* (nullable): of the trusted views, random; NULL: nothing is on the desk */
  GHashTable *relations; /* (nullable): names of the desk; borrowed */
} GarrisonGuard;

void garrison_guard_set (GarrisonGuard *self, sqlite3 *db);
void garrison_guard_lift (sqlite3 *db);
/* Whether @sql names the vault or a trusted view. The authorizer relies on its being asked first.
 */
gboolean garrison_guard_is_suspicious (GarrisonGuard *self, const char *sql);

G_END_DECLS
