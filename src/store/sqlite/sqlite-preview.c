/* What somebody else would see: at a desk of theirs, on a connection of its own that only reads. */
#include "store/preview.h"
#include "store/sqlite/rights.h"
#include "store/sqlite/sqlite-store-private.h"

static char *
name_relation (const char *name, gpointer data)
{
  return g_strdup (name);
}

gboolean
garrison_sqlite_store_preview (GarrisonStore *store, gint64 person, gint64 customer, const GarrisonWalk *walk,
                               GCancellable *cancellable, GError **error)
{
  GarrisonConnection *connection
    = garrison_sqlite_store_open_aside (GARRISON_SQLITE_STORE (store), cancellable, error);
  g_autofree char *sql = garrison_preview_write (name_relation, NULL, ":person", ":customer");
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonSession) session = NULL;
  g_autoptr (GarrisonDesk) desk = NULL;
  GarrisonReader *reader;
  GError *local = NULL;
  gboolean done;

  if (connection == NULL)
    return FALSE;
  session = garrison_rights_load (connection, person, &local);
  desk = session == NULL ? NULL : garrison_desk_new (session, &local);
  garrison_args_set_int (args, "person", person);
  garrison_args_set_int (args, "customer", customer);
  reader = garrison_reader_new (connection);
  done = desk == NULL ? local == NULL
                      : garrison_reader_walk (reader, desk, garrison_store_get_time_zone (store), sql, args, walk, &local);
  garrison_reader_free (reader);
  if (local != NULL)
    g_propagate_error (error, local);
  return done;
}
