/* An Office in a file: acts run by the runner alone. Where GARRISON_TEST_ENCRYPTED is set the file is encrypted. */
#include <glib/gstdio.h>

#include "office-engine.h"
#include "store/kept.h"
#include "store/sqlite/act-runner.h"
#include "store/sqlite/audit-walk.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/crypt-create.h"
#include "store/sqlite/migrate.h"

typedef struct
{
  GarrisonConnection *connection;
  GarrisonActRunner *runner;
  char *folder;
} File;

sqlite3 *
office_file_get_db (Office *o)
{
  g_assert_true (o->engine == &office_in_file);
  return ((File *) o->place)->connection->db;
}

static gint64
read_clock (gpointer data)
{
  return ((Office *) data)->now;
}

static void
exec (Office *o, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (office_file_get_db (o), sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* (transfer full) (nullable): of a file that only this process can open. */
static GarrisonCryptKeys *
make_keys (const char *path)
{
  g_autoptr (GarrisonCryptHeader) header = NULL;
  g_autofree char *recovery_key = NULL;
  GarrisonCryptKeys *keys = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("GARRISON_TEST_ENCRYPTED") == NULL)
    return NULL;
  header = garrison_crypt_found (&keys, &recovery_key);
  garrison_crypt_create (path, header, keys, &error);
  g_assert_no_error (error);
  return keys;
}

static void
open_file (Office *o)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_autofree char *path = NULL;
  File *file = o->place = g_new0 (File, 1);

  file->folder = g_dir_make_tmp ("acts-XXXXXX", NULL);
  path = g_build_filename (file->folder, "company", NULL);
  keys = make_keys (path);
  file->connection = garrison_connection_open_with_keys (path, keys, GARRISON_CONNECTION_CREATOR, 16384, &error);
  g_assert_no_error (error);
  exec (o, "PRAGMA synchronous = OFF");
  garrison_schema_migrate (file->connection, &error);
  g_assert_no_error (error);
  file->runner = garrison_act_runner_new (file->connection->db, &error);
  g_assert_no_error (error);
  garrison_act_runner_set_clock (file->runner, read_clock, o);
}

static void
close_file (Office *o)
{
  File *file = o->place;
  g_autofree char *path = g_build_filename (file->folder, "company", NULL);

  garrison_act_runner_free (file->runner);
  garrison_connection_close (file->connection);
  g_unlink (path);
  g_rmdir (file->folder);
  g_free (file->folder);
  g_free (file);
}

static GarrisonActResult *
run (Office *o, gint64 me, const char *name, GarrisonArgs *args, const char *request, GCancellable *cancellable,
     GarrisonChange **change, GError **error)
{
  File *file = o->place;
  GarrisonActResult *result
    = garrison_act_runner_run (file->runner, me, name, args, request, cancellable, change, error);

  g_assert_true (sqlite3_get_autocommit (office_file_get_db (o)));
  return result;
}

static GarrisonActResult *
undo (Office *o, gint64 me, gint64 act, const char *request, GCancellable *cancellable, GarrisonChange **change,
      GError **error)
{
  File *file = o->place;
  GarrisonActResult *result = garrison_act_runner_undo (file->runner, me, act, request, cancellable, change, error);

  g_assert_true (sqlite3_get_autocommit (office_file_get_db (o)));
  return result;
}

static char *
read_one (Office *o, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;

  if (sqlite3_prepare_v2 (office_file_get_db (o), sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (office_file_get_db (o)));
  if (sqlite3_step (stmt) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return text;
}

static int
dump_row (gpointer data, int n, char **values, char **names)
{
  GString *rows = data;

  for (int i = 0; i < n; i++)
    if (!g_str_equal (names[i], "version"))
      g_string_append_printf (rows, "%s=%s ", names[i], values[i] != NULL ? values[i] : "-");
  g_string_append_c (rows, '\n');
  return 0;
}

static void
dump (Office *o, const char *sql, GString *rows)
{
  if (sqlite3_exec (office_file_get_db (o), sql, dump_row, rows, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (office_file_get_db (o)));
}

static gint64
verify (Office *o, gint64 anchor, const char *hash, gint64 *broken)
{
  g_autoptr (GError) error = NULL;
  gint64 good = garrison_audit_verify (office_file_get_db (o), anchor, hash, broken, NULL, &error);

  g_assert_no_error (error);
  return good;
}

static void
loosen (Office *o)
{
  exec (o, "PRAGMA foreign_keys = OFF");
}

static void
set_zone (Office *o, const char *name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);

  g_assert_nonnull (zone);
  garrison_sqlite_functions_set_zone (((File *) o->place)->connection->functions, zone);
}

static void
obstruct (Office *o, const char *relation, gboolean aloud)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TRIGGER odd BEFORE INSERT ON %s BEGIN SELECT raise(%s); END", relation,
                                          aloud ? "ABORT, 'no'" : "IGNORE");
  exec (o, sql);
}

static void
clear_way (Office *o, const char *relation)
{
  exec (o, "DROP TRIGGER odd");
}

static gint64
count_indexes (Office *o)
{
  return office_int (o, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'");
}

const OfficeEngine office_in_file = {
  open_file, close_file, run, undo, read_one, exec, dump, verify, loosen, set_zone, obstruct, clear_way, count_indexes,
};
