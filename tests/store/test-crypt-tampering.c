/* Somebody with an editor: bits flipped and pages put elsewhere in an encrypted file are noticed where they
 * are read, and are never taken for data. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "crypt-company.h"
#include "store/sqlite/crypt-file.h"
#include "support.h"

#define N_ROWS 400
#define N_ATTEMPTS 10000
#define FIRST_PAGE garrison_crypt_page_offset (1)

typedef struct
{
  char *path;
  char *image;
  gsize size;
} Company;

/* What row @id says: in @age 0 at first, in 1 after a change. */
static char *
row_text (int id, int age)
{
  g_autofree char *seed = g_strdup_printf ("%d/%d", id, age);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA512, seed, -1);

  return g_strdup_printf ("%d %d %s", id, age, digest);
}

static void
put_row (sqlite3 *db, int id, int age)
{
  g_autofree char *text = row_text (id, age);
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO note VALUES (%d, '%s', '%s')", id, text, text);

  crypt_company_exec (db, sql);
}

static void
load_image (Company *c)
{
  g_clear_pointer (&c->image, g_free);
  g_assert_true (g_file_get_contents (c->path, &c->image, &c->size, NULL));
}

static void
fill (Company *c, int age)
{
  g_autoptr (GarrisonCryptKeys) keys = crypt_company_unlock (c->path);
  sqlite3 *db = crypt_company_connect (c->path, keys);

  crypt_company_exec (db, "CREATE TABLE IF NOT EXISTS note(id INTEGER PRIMARY KEY, said TEXT, other TEXT);"
                          "CREATE INDEX IF NOT EXISTS note_said ON note(said); BEGIN");
  for (int id = 1; id <= N_ROWS; id++)
    put_row (db, id, age);
  crypt_company_exec (db, "COMMIT; CREATE TABLE IF NOT EXISTS gone(x); INSERT INTO gone VALUES (zeroblob(100000));"
                          "DELETE FROM gone");
  sqlite3_close (db);
  load_image (c);
}

static Company
make (const char *folder, const char *name)
{
  Company c = { g_build_filename (folder, name, NULL) };
  g_autoptr (GarrisonCryptKeys) keys = crypt_company_new (c.path, NULL);

  return c;
}

static void
clear (Company *c)
{
  g_free (c->path);
  g_free (c->image);
}

typedef enum
{
  SAME,     /* all of it is read, as it was written */
  REPORTED, /* an error */
  WRONG,    /* something was read that was not written */
} Outcome;

static Outcome
walk (sqlite3 *db, const char *sql, int age)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), n = 0;
  gboolean right = TRUE;

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      g_autofree char *text = NULL;

      code = sqlite3_step (stmt);
      if (code != SQLITE_ROW)
        break;
      text = row_text (sqlite3_column_int (stmt, 0), age);
      right = right && g_str_equal (text, (const char *) sqlite3_column_text (stmt, 1))
              && g_str_equal (text, (const char *) sqlite3_column_text (stmt, 2));
      n++;
    }
  sqlite3_finalize (stmt);
  if (!right || (code == SQLITE_DONE && n != N_ROWS))
    return WRONG;
  return code == SQLITE_DONE ? SAME : REPORTED;
}

static Outcome
look (const char *path, int age)
{
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_load (path, NULL);
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_autofree char *uri = NULL;
  sqlite3 *db = NULL;
  Outcome outcome = REPORTED;

  if (header != NULL)
    keys = garrison_crypt_unlock (header, CRYPT_LOGIN, CRYPT_PASSWORD, NULL);
  if (keys == NULL)
    return REPORTED;
  /* Nobody else has it, and there is no log: locks and their files would only take time. */
  uri = garrison_crypt_vfs_get_uri (path, keys, "immutable=1");
  if (sqlite3_open_v2 (uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK)
    {
      outcome = walk (db, "SELECT id, said, other FROM note ORDER BY id", age);
      if (outcome == SAME)
        outcome = walk (db, "SELECT id, said, other FROM note INDEXED BY note_said ORDER BY said", age);
    }
  sqlite3_close (db);
  return outcome;
}

typedef struct
{
  gint64 offset;
  guint8 was[GARRISON_CRYPT_PAGE];
  gsize n;
} Damage;

/* Without waiting for the disk. */
static void
put_file (const char *path, const char *data, gsize n)
{
  g_assert_true (g_file_set_contents_full (path, data, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
put_octets (int fd, gint64 offset, const void *data, gsize n)
{
  g_assert_cmpint (pwrite (fd, data, n, offset), ==, (gssize) n);
}

static void
flip_bit (const Company *c, int fd, Damage *damage)
{
  /* As often in the head as among the pages. */
  gint64 end = g_random_int_range (0, 4) == 0 ? 8192 : (gint64) c->size;
  guint8 octet;

  damage->offset = end == 8192 ? g_random_int_range (0, 8192) : g_random_int_range (0, (gint32) (c->size - GARRISON_CRYPT_PREFIX)) + GARRISON_CRYPT_PREFIX;
  damage->n = 1;
  damage->was[0] = (guint8) c->image[damage->offset];
  octet = damage->was[0] ^ (guint8) (1u << g_random_int_range (0, 8));
  put_octets (fd, damage->offset, &octet, 1);
}

/* A page of @from takes the place of one of @c. */
static void
transplant (const Company *c, const Company *from, gboolean same_place, int fd, Damage *damage)
{
  guint32 n = MIN (garrison_crypt_count_pages ((gint64) c->size), garrison_crypt_count_pages ((gint64) from->size));
  guint32 to = (guint32) g_random_int_range (1, (gint32) n + 1);
  guint32 source = same_place ? to : (guint32) g_random_int_range (1, (gint32) n + 1);

  damage->offset = garrison_crypt_page_offset (to);
  damage->n = GARRISON_CRYPT_PAGE;
  memcpy (damage->was, c->image + damage->offset, damage->n);
  put_octets (fd, damage->offset, from->image + garrison_crypt_page_offset (source), damage->n);
}

static void
test_ten_thousand (void)
{
  TEST_FOLDER (folder);
  Company now = make (folder, "now"), before = { 0 }, other = make (folder, "other");
  guint counts[3] = { 0 };
  int fd;

  fill (&now, 0);
  before.path = g_strdup (now.path);
  load_image (&before);
  fill (&now, 1);
  fill (&other, 1);
  g_assert_cmpint (look (now.path, 1), ==, SAME);
  fd = open (now.path, O_RDWR | O_CLOEXEC);
  for (guint i = 0; i < N_ATTEMPTS; i++)
    {
      Damage damage;
      Outcome outcome;

      switch (i % 5)
        {
        case 0:
          transplant (&now, &now, FALSE, fd, &damage);
          break;
        case 1:
          transplant (&now, &before, TRUE, fd, &damage);
          break;
        case 2:
          transplant (&now, &other, g_random_boolean (), fd, &damage);
          break;
        default:
          flip_bit (&now, fd, &damage);
        }
      outcome = look (now.path, 1);
      counts[outcome]++;
      if (outcome == WRONG)
        g_error ("attempt %u (of kind %u) at %" G_GINT64_FORMAT " was read as data", i, i % 5, damage.offset);
      put_octets (fd, damage.offset, damage.was, damage.n);
    }
  close (fd);
  g_test_message ("%u attempts: %u reported, %u harmless, %u read as data", N_ATTEMPTS, counts[REPORTED], counts[SAME],
                  counts[WRONG]);
  g_assert_cmpuint (counts[REPORTED], >, N_ATTEMPTS / 3);
  g_assert_cmpint (look (now.path, 1), ==, SAME);
  clear (&now);
  clear (&before);
  clear (&other);
}

/* A page that is read is noticed, wherever its bit is. */
static void
test_every_page (void)
{
  TEST_FOLDER (folder);
  Company c = make (folder, "c");
  guint32 n;
  int fd;

  fill (&c, 0);
  n = garrison_crypt_count_pages ((gint64) c.size);
  fd = open (c.path, O_RDWR | O_CLOEXEC);
  g_assert_cmpuint (n, >, 20);
  for (guint32 number = 1; number <= n; number++)
    {
      gint64 offset = garrison_crypt_page_offset (number) + g_random_int_range (0, GARRISON_CRYPT_PAGE);
      g_autoptr (GarrisonCryptKeys) keys = crypt_company_unlock (c.path);
      sqlite3 *db = crypt_company_connect (c.path, keys);
      guint8 octet = (guint8) c.image[offset] ^ 4, page[GARRISON_CRYPT_PAGE];
      GarrisonCryptFile *file = garrison_crypt_file_of (db);

      g_assert_cmpint (garrison_crypt_file_read_page (file, number, page), ==, SQLITE_OK);
      put_octets (fd, offset, &octet, 1);
      g_assert_cmpint (garrison_crypt_file_read_page (file, number, page), ==, SQLITE_CORRUPT);
      put_octets (fd, offset, c.image + offset, 1);
      sqlite3_close (db);
    }
  close (fd);
  clear (&c);
}

/* The log: what is read is always something that was committed, in the order in which it was. */
static void
test_log (void)
{
  TEST_FOLDER (folder);
  Company c = make (folder, "c");
  g_autofree char *log = g_strconcat (c.path, "-wal", NULL), *index = g_strconcat (c.path, "-shm", NULL);
  g_autofree char *copy = g_build_filename (folder, "copy", NULL), *copied_log = g_strconcat (copy, "-wal", NULL);
  g_autofree char *copied_index = g_strconcat (copy, "-shm", NULL);
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_autofree char *image = NULL;
  guint n_shorter = 0;
  sqlite3 *db;
  gsize size;

  keys = crypt_company_unlock (c.path);
  db = crypt_company_connect (c.path, keys);
  crypt_company_exec (db, "CREATE TABLE step(n INTEGER PRIMARY KEY, said TEXT)");
  crypt_company_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)");
  for (int i = 1; i <= 30; i++)
    {
      g_autofree char *text = row_text (i, 0);
      g_autofree char *sql = g_strdup_printf ("INSERT INTO step VALUES (%d, '%s')", i, text);
      crypt_company_exec (db, sql);
    }
  load_image (&c);
  g_assert_true (g_file_get_contents (log, &image, &size, NULL));
  for (guint i = 0; i < 1000; i++)
    {
      gsize at = (gsize) g_random_int_range (0, (gint32) size);
      sqlite3 *read;
      gint64 n;

      put_file (copy, c.image, c.size);
      image[at] ^= 16;
      put_file (copied_log, image, size);
      image[at] ^= 16;
      g_unlink (copied_index);
      read = crypt_company_connect (copy, keys);
      sqlite3_db_config (read, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      n = crypt_company_int (read, "SELECT count(*) FROM step");
      g_assert_cmpint (n, ==, crypt_company_int (read, "SELECT coalesce(max(n), 0) FROM step"));
      for (int row = 1; row <= n; row++)
        {
          g_autofree char *text = row_text (row, 0);
          g_autofree char *sql = g_strdup_printf ("SELECT said = '%s' FROM step WHERE n = %d", text, row);
          g_assert_cmpint (crypt_company_int (read, sql), ==, 1);
        }
      n_shorter += n < 30;
      sqlite3_close (read);
    }
  g_assert_cmpuint (n_shorter, >, 800);
  sqlite3_close (db);
  clear (&c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypt-tampering/ten-thousand", test_ten_thousand);
  g_test_add_func ("/crypt-tampering/every-page", test_every_page);
  g_test_add_func ("/crypt-tampering/log", test_log);
  return g_test_run ();
}
