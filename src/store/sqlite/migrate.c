#include "store/sqlite/migrate.h"

#include "base/error.h"
#include "store-resources.h"
#include "store/sqlite/probe.h"

#define FOLDER "/org/garrisoncrm/Garrison/store/migrations/"

char *
garrison_schema_get_migration (int number)
{
  g_autofree char *path = g_strdup_printf (FOLDER "%04d.sql", number);
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resource_lookup_data (garrison_store_get_resource (), path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  return bytes == NULL ? NULL
                       : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

int
garrison_schema_get_newest (void)
{
  static gsize newest;

  if (g_once_init_enter (&newest))
    {
      gsize number = 0;
      char *text;

      while ((text = garrison_schema_get_migration (number + 1)) != NULL)
        {
          g_free (text);
          number++;
        }
      g_assert (number > 0);
      g_once_init_leave (&newest, number);
    }
  return newest;
}

gboolean
garrison_schema_read (GarrisonConnection *connection, int *version, GError **error)
{
  gint64 value;

  if (!garrison_connection_get_int (connection, "PRAGMA user_version", &value, error))
    return FALSE;
  if (value > garrison_schema_get_newest ())
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_TOO_NEW,
                           "made by a newer version");
      return FALSE;
    }
  if (value < 1)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED,
                           "the company has no schema");
      return FALSE;
    }
  *version = value;
  return TRUE;
}

/* What is written behind the migrations, with functions that no other engine's migrations could call. */
static gboolean
fill_in (GarrisonConnection *connection, GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (garrison_store_get_resource (),
                                                     "/org/garrisoncrm/Garrison/store/names.sql",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *sql = bytes == NULL ? NULL : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return sql != NULL && garrison_connection_exec (connection, sql, "taking names apart", error);
}

static gboolean
apply (GarrisonConnection *connection, int number, GError **error)
{
  g_autofree char *text = garrison_schema_get_migration (number);
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("%s;\nPRAGMA application_id = %d; PRAGMA user_version = %d", text,
                         GARRISON_SQLITE_APPLICATION_ID, number);
  return garrison_connection_exec (connection, sql, "bringing the schema up to date", error)
         && (number < garrison_schema_get_newest () || fill_in (connection, error));
}

/* Somebody else may have been faster: the version is read again under the lock. */
static gboolean
step (GarrisonConnection *connection, gboolean *done, GError **error)
{
  gint64 version;

  if (!garrison_connection_exec (connection, "BEGIN IMMEDIATE", "locking", error))
    return FALSE;
  if (!garrison_connection_get_int (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  *done = version >= garrison_schema_get_newest ();
  if (!*done && !apply (connection, version + 1, error))
    return FALSE;
  return garrison_connection_exec (connection, "COMMIT", "committing", error);
}

gboolean
garrison_schema_migrate (GarrisonConnection *connection, GError **error)
{
  gboolean done = FALSE;

  while (!done)
    if (!step (connection, &done, error))
      {
        if (!sqlite3_get_autocommit (connection->db))
          garrison_connection_exec (connection, "ROLLBACK", "rolling back", NULL);
        return FALSE;
      }
  return TRUE;
}
