#include "store/move/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/postgres/pg-connection.h"
#include "store/postgres/pg-uri.h"
#include "store/sqlite/sqlite-store-private.h"

gboolean
garrison_server_backup_is_possible (void)
{
  g_autofree char *dump = g_find_program_in_path ("pg_dump");
  g_autofree char *restore = g_find_program_in_path ("pg_restore");

  return dump != NULL && restore != NULL;
}

/* The very server and the very settings of @server, TLS included; the password goes by the environment,
 * because arguments can be seen by everybody on the machine. */
static char *
write_settings (GarrisonPgConnection *server, const char *uri, GSubprocessLauncher *launcher)
{
  g_autoptr (GarrisonPgUri) parsed = garrison_pg_uri_parse (uri, NULL);
  const char *password = parsed != NULL ? garrison_pg_uri_get (parsed, "password") : NULL;
  PQconninfoOption *options = PQconninfo (garrison_pg_get_raw (server));
  GString *text = g_string_new (NULL);

  for (PQconninfoOption *o = options; o != NULL && o->keyword != NULL; o++)
    {
      if (o->val == NULL || *o->val == '\0' || g_str_equal (o->keyword, "options")
          || g_str_equal (o->keyword, "password"))
        continue;
      g_string_append_printf (text, "%s='", o->keyword);
      for (const char *at = o->val; *at != '\0'; at++)
        {
          if (*at == '\'' || *at == '\\')
            g_string_append_c (text, '\\');
          g_string_append_c (text, *at);
        }
      g_string_append (text, "' ");
    }
  PQconninfoFree (options);
  if (password != NULL)
    g_subprocess_launcher_setenv (launcher, "PGPASSWORD", password, TRUE);
  return g_string_free (text, FALSE);
}

static gboolean
read_head (GarrisonPgConnection *server, GarrisonBackupHead *head, char **snapshot, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (PGresult) there = NULL;
  g_autoptr (PGresult) result = NULL;

  if (!garrison_pg_exec (server, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", cancellable, error))
    return FALSE;
  there = garrison_pg_query (server, "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                     " WHERE n.nspname = 'garrison' AND c.relname = 'chain_head'",
                             0, NULL, NULL, cancellable, error);
  if (there == NULL)
    return FALSE;
  if (PQntuples (there) == 1)
    result = garrison_pg_query (server, "SELECT h.act, h.hash, pg_export_snapshot() FROM garrison.chain_head h"
                                        " WHERE h.act > 0",
                                0, NULL, NULL, cancellable, error);
  if (PQntuples (there) == 1 && result == NULL)
    return FALSE;
  if (result == NULL || PQntuples (result) != 1)
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_NOT_A_COMPANY, "there is no company in this database");
      return FALSE;
    }
  head->act = g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10);
  g_strlcpy (head->hash, PQgetvalue (result, 0, 1), sizeof head->hash);
  *snapshot = g_strdup (PQgetvalue (result, 0, 2));
  return TRUE;
}

static gboolean
dump (GarrisonPgConnection *server, const char *uri, const char *path, const char *snapshot,
      GCancellable *cancellable, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *settings = write_settings (server, uri, launcher);
  g_autofree char *snapshot_option = g_strdup_printf ("--snapshot=%s", snapshot);
  g_autoptr (GSubprocess) process
    = g_subprocess_launcher_spawn (launcher, error, "pg_dump", "--format=custom", "--schema=garrison",
                                   "--enable-row-security", "--no-password", snapshot_option, "--file", path,
                                   "--dbname", settings, NULL);
  g_autofree char *said = NULL;

  if (process == NULL)
    return FALSE;
  if (!g_subprocess_communicate_utf8 (process, NULL, cancellable, NULL, &said, error))
    {
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
      return FALSE;
    }
  if (g_subprocess_get_successful (process))
    return TRUE;
  g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_FAILED, "pg_dump: %s", said != NULL ? said : "failed");
  return FALSE;
}

/* pg_dump opens what is there already, so its rights stay. */
static gboolean
create_private (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  g_set_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE, "creating the backup: %s", g_strerror (errno));
  return FALSE;
}

gboolean
garrison_server_backup (const char *uri, const char *path, GarrisonBackupHead *head, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GarrisonPgConnection) server = NULL;
  g_autofree char *unfinished = NULL;
  g_autofree char *snapshot = NULL;
  gboolean done;

  g_return_val_if_fail (uri != NULL && path != NULL && head != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS, "there is a file already");
      return FALSE;
    }
  server = garrison_pg_open (uri, NULL, NULL, GARRISON_PG_WRITER, cancellable, error);
  if (server == NULL || !read_head (server, head, &snapshot, cancellable, error))
    return FALSE;
  unfinished = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  if (!create_private (unfinished, error))
    return FALSE;
  done = dump (server, uri, unfinished, snapshot, cancellable, error)
         && garrison_sqlite_put_in_place (unfinished, path, error);
  if (!done)
    g_unlink (unfinished);
  return done;
}
