/* Every way in which a company's file may not be what it should be. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/fs.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/company-uri.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/sqlite-store.h"
#include "support.h"

static void
open_fails (const char *path, GarrisonError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_store_open (path, NULL, &error);

  g_assert_null (store);
  g_assert_error (error, GARRISON_ERROR, (int)code);
}

static void
write_at (const char *path, goffset offset, const void *bytes, gsize length)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, bytes, length, offset), ==, (gssize)length);
  close (fd);
}

static goffset
get_size (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_size;
}

/* A company that nobody has open. */
static void
make_closed (const char *folder)
{
  g_autoptr (GarrisonStore) store = test_company_new (folder);

  garrison_store_close (store);
}

static void
test_missing (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autofree char *deeper = g_build_filename (path, "deeper", NULL);

  open_fails (path, GARRISON_ERROR_MISSING);
  open_fails (deeper, GARRISON_ERROR_MISSING);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_not_a_company (void)
{
  static const char *const texts[] = { "", "x", "SQLite format 3", "name,phone\nAcme,1\n" };
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);

  open_fails (folder, GARRISON_ERROR_NOT_A_COMPANY);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      open_fails (path, GARRISON_ERROR_NOT_A_COMPANY);
    }
}

/* Somebody else's database must come out as it went in. */
static void
test_foreign_database (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autofree char *before = NULL, *after = NULL;
  gsize length_before, length_after;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (db, "CREATE TABLE t(x); INSERT INTO t VALUES (1)", NULL, NULL, NULL), ==,
    SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  open_fails (path, GARRISON_ERROR_NOT_A_COMPANY);
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_unknown_engine (void)
{
  open_fails ("mysql://nowhere/at-all", GARRISON_ERROR_INVALID);
  open_fails ("postgresql://", GARRISON_ERROR_INVALID);
  g_assert_true (garrison_company_uri_is_server ("postgresql://server.example/company"));
  g_assert_true (garrison_company_uri_is_server ("postgres:///company?host=/run"));
  g_assert_false (garrison_company_uri_is_server ("sqlite:/company.garrison"));
  g_assert_false (garrison_company_uri_is_server ("/company.garrison"));
  g_assert_cmpstr (garrison_company_uri_get_path ("sqlite:/company.garrison"), ==, "/company.garrison");
  g_assert_cmpstr (garrison_company_uri_get_path ("/company.garrison"), ==, "/company.garrison");
  open_fails ("sqlite:", GARRISON_ERROR_INVALID);
  open_fails ("", GARRISON_ERROR_INVALID);
}

static void
test_damaged_head (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  guint8 noise[50];

  memset (noise, 0xa5, sizeof noise);
  make_closed (folder);
  write_at (path, 0, noise, 16);
  open_fails (path, GARRISON_ERROR_DAMAGED);
  write_at (path, 0, "SQLite format 3", 16);
  write_at (path, 16, noise, 44);
  open_fails (path, GARRISON_ERROR_DAMAGED);
}

static void
test_damaged_schema (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  guint8 noise[600];

  memset (noise, 0xa5, sizeof noise);
  make_closed (folder);
  write_at (path, 100, noise, sizeof noise);
  open_fails (path, GARRISON_ERROR_DAMAGED);
}

static void
test_truncated (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  goffset size;

  make_closed (folder);
  size = get_size (path);
  g_assert_cmpint (truncate (path, size / 2), ==, 0);
  open_fails (path, GARRISON_ERROR_DAMAGED);
  g_assert_cmpint (truncate (path, 50), ==, 0);
  open_fails (path, GARRISON_ERROR_DAMAGED);
}

static void
test_lost_relation (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);

  make_closed (folder);
  test_vault_exec (folder, "DROP TABLE timeline");
  open_fails (path, GARRISON_ERROR_DAMAGED);
}

/* Noise in the middle may lie where nobody looks when opening; reading it or checking tells. */
static void
test_damaged_middle (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) report = g_string_new (NULL);
  guint8 noise[512];
  goffset size;

  memset (noise, 0xa5, sizeof noise);
  make_closed (folder);
  size = get_size (path);
  for (goffset page = size / 4096 / 2; page < size / 4096; page++)
    write_at (path, page * 4096, noise, sizeof noise);
  store = garrison_store_open (path, NULL, &error);
  if (store == NULL)
    {
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED);
      return;
    }
  if (!garrison_store_sign_in (store, "boss", "secret", NULL, &error))
    {
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED);
      return;
    }
  if (garrison_store_check (store, report, NULL, &error))
    g_assert_cmpuint (report->len, >, 0);
  else
    g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED);
}

static void
test_too_new (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);

  make_closed (folder);
  test_vault_exec (folder, "PRAGMA user_version = 10000");
  open_fails (path, GARRISON_ERROR_TOO_NEW);
  test_vault_exec (folder, "PRAGMA user_version = 0");
  open_fails (path, GARRISON_ERROR_DAMAGED);
}

static gboolean
set_immutable (const char *path, gboolean immutable)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0), flags = 0;
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = ioctl (fd, FS_IOC_GETFLAGS, &flags) == 0;
  flags = immutable ? flags | FS_IMMUTABLE_FL : flags & ~FS_IMMUTABLE_FL;
  done = done && ioctl (fd, FS_IOC_SETFLAGS, &flags) == 0;
  close (fd);
  return done;
}

/* Root writes where no mode allows it; only the file system can stop it. */
static gboolean
set_writable (const char *path, gboolean writable)
{
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

  if (geteuid () == 0)
    return set_immutable (path, !writable) && (access (path, W_OK) == 0) == writable;
  return g_chmod (path, (is_folder ? 0500 : 0400) | (writable ? 0200 : 0)) == 0;
}

static void
check_read_only (const char *folder)
{
  g_autoptr (GarrisonStore) store = test_company_open (folder, "boss");
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;

  g_assert_true (garrison_sqlite_store_is_read_only (GARRISON_SQLITE_STORE (store)));
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM person"), ==, 1);
  result = test_act (store, &error, "create-customer", "t", "name", "Acme");
  g_assert_null (result);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_READ_ONLY);
}

static void
test_read_only_file (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);

  make_closed (folder);
  if (set_writable (path, FALSE))
    check_read_only (folder);
  else
    g_test_skip ("this file system cannot make a file read-only for root");
  set_writable (path, TRUE);
}

static void
test_read_only_folder (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);

  make_closed (folder);
  if (set_writable (folder, FALSE))
    check_read_only (folder);
  else
    g_test_skip ("this file system cannot make a folder read-only for root");
  set_writable (folder, TRUE);
}

/* Another process that holds the lock for as long as nothing is written to @release. */
static pid_t
hold_lock (const char *path, int release, int held)
{
  pid_t child = fork ();
  char byte;
  sqlite3 *db;

  if (child != 0)
    return child;
  if (sqlite3_open (path, &db) == SQLITE_OK
      && sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK
      && write (held, "x", 1) == 1 && read (release, &byte, 1) == 1)
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  _exit (0);
}

static void
test_busy (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  int release[2], held[2];
  char byte;
  pid_t child;

  make_closed (folder);
  g_assert_cmpint (pipe (release) + pipe (held), ==, 0);
  child = hold_lock (path, release[0], held[1]);
  g_assert_cmpint (read (held[0], &byte, 1), ==, 1);

  store = test_company_open (folder, "boss");
  garrison_connection_busy_limit_ms = 200;
  result = test_act (store, &error, "create-customer", "t", "name", "Acme");
  g_assert_null (result);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_BUSY);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 0);

  garrison_connection_busy_limit_ms = 10000;
  g_clear_error (&error);
  g_assert_cmpint (write (release[1], "x", 1), ==, 1);
  result = test_act (store, &error, "create-customer", "t", "name", "Acme");
  g_assert_no_error (error);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  for (guint i = 0; i < 2; i++)
    {
      close (release[i]);
      close (held[i]);
    }
}

static void
test_found_twice (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  GarrisonFounding founding = { .owner_login = "boss", .quick_password = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  store = garrison_store_found (path, &founding, NULL, &error);
  g_assert_null (store);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS);
  g_unlink (path);

  /* Nothing is left of a founding that fails. */
  g_clear_error (&error);
  founding.time_zone = "Mars/Olympus";
  store = garrison_store_found (path, &founding, NULL, &error);
  g_assert_null (store);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_odd_path (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = g_build_filename (folder, "a b", "公司?x=1#y%20 .garrison", NULL);
  GarrisonFounding founding = { .owner_login = "boss", .quick_password = TRUE, .chinese = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_store_found (path, &founding, NULL, &error);
  g_autofree char *parent = g_path_get_dirname (path);
  struct stat info;

  g_assert_no_error (error);
  g_assert_cmpstr (garrison_store_get_currency (store), ==, "CNY");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (parent, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* Of encrypted ones test-crypt-opening tells. */
  test_company_is_plain = TRUE;
  g_test_add_func ("/store/opening/missing", test_missing);
  g_test_add_func ("/store/opening/not-a-company", test_not_a_company);
  g_test_add_func ("/store/opening/foreign-database", test_foreign_database);
  g_test_add_func ("/store/opening/unknown-engine", test_unknown_engine);
  g_test_add_func ("/store/opening/damaged-head", test_damaged_head);
  g_test_add_func ("/store/opening/damaged-schema", test_damaged_schema);
  g_test_add_func ("/store/opening/truncated", test_truncated);
  g_test_add_func ("/store/opening/lost-relation", test_lost_relation);
  g_test_add_func ("/store/opening/damaged-middle", test_damaged_middle);
  g_test_add_func ("/store/opening/too-new", test_too_new);
  g_test_add_func ("/store/opening/read-only-file", test_read_only_file);
  g_test_add_func ("/store/opening/read-only-folder", test_read_only_folder);
  g_test_add_func ("/store/opening/busy", test_busy);
  g_test_add_func ("/store/opening/found-twice", test_found_twice);
  g_test_add_func ("/store/opening/odd-path", test_odd_path);
  return g_test_run ();
}
