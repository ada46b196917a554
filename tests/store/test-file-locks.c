/* What other parts of the program do with a company's files takes no locks from it: not even for
 * another process that comes and goes meanwhile. Run with --visit FILE this is that process. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "server.h"
#include "support.h"

/* As sqlite3 does on the command line: whoever closes last removes the journal. */
static int
visit (const char *path)
{
  sqlite3 *db = test_vault_open (path);
  int done = sqlite3_exec (db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK;

  return sqlite3_close (db) == SQLITE_OK && done ? 0 : 1;
}

static void
be_visited (const char *path)
{
  const char *argv[] = { "/proc/self/exe", "--visit", path, NULL };
  g_autofree char *self = g_file_read_link (argv[0], NULL);
  g_autoptr (GError) error = NULL;
  int status = -1;

  argv[0] = self;
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* As a file chooser does that looks into each file of a folder. */
static void
look_into_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int fd = open (path, O_RDONLY | O_CLOEXEC);
      char byte;

      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpint (read (fd, &byte, 1), >=, 0);
      close (fd);
    }
}

static void
create (GarrisonStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = test_act (store, &error, "create-customer", "t", "name", name);

  g_assert_no_error (error);
}

static void
test_looked_into (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder), *journal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GarrisonStore) store = test_company_new (folder), again = NULL;
  GStatBuf before, after;

  create (store, "Acme");
  g_assert_cmpint (g_stat (journal, &before), ==, 0);
  look_into_all (folder);
  be_visited (path);
  g_assert_cmpint (g_stat (journal, &after), ==, 0);
  g_assert_cmpuint (after.st_ino, ==, before.st_ino);
  create (store, "Bolt");
  be_visited (path);
  garrison_store_close (store);
  again = test_company_open (folder, "boss");
  g_assert_cmpint (test_read_int (again, "SELECT count(*) FROM customer"), ==, 2);
  garrison_store_close (again);
}

/* The last to leave still puts everything into the one file, and leaves no lock and nothing open. */
static void
test_left (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder), *journal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GDir) open_files = NULL;
  const char *name;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GarrisonStore) store
        = i == 0 ? test_company_new (folder) : test_company_open (folder, "boss");

      create (store, i == 0 ? "Acme" : i == 1 ? "Bolt" : "Core");
      garrison_store_close (store);
      g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
    }
  open_files = g_dir_open ("/proc/self/fd", 0, NULL);
  while ((name = g_dir_read_name (open_files)) != NULL)
    {
      g_autofree char *link = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      g_assert_false (target != NULL && g_str_has_prefix (target, folder));
    }
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--visit") == 0)
    return visit (argv[2]);
  g_test_init (&argc, &argv, NULL);
  /* On a server a company has no files here. */
  if (test_server_is_used ())
    return g_test_run ();
  g_test_add_func ("/file-locks/looked-into", test_looked_into);
  g_test_add_func ("/file-locks/left", test_left);
  return g_test_run ();
}
