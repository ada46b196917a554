/* Who gets into an encrypted company: by password, by recovery key, and no more after a change; what is in its files.
 *
 * The program runs itself as a child: "--plant PATH" writes a mark wherever people write something, and is killed. */
#define _GNU_SOURCE /* memmem() */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../waiting.h"
#include "store/recovery.h"
#include "store/sqlite/crypt-create.h"
#include "store/sqlite/crypt-rekey.h"
#include "store/sqlite/crypt-vfs.h"
#include "store/sqlite/crypt-wrap.h"
#include "support.h"

#define SALES 111
#define MARK "xq7zmarkv9"

static char *self;

static void
sign_in_fails (GarrisonStore *store, const char *login, const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (garrison_store_sign_in (store, login, password, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
  g_assert_cmpstr (error->message, ==, "name or password is wrong");
}

static void
sign_in (GarrisonStore *store, const char *login, const char *password)
{
  g_autoptr (GError) error = NULL;

  garrison_store_sign_in (store, login, password, NULL, &error);
  g_assert_no_error (error);
}

static GarrisonStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  GarrisonStore *store = garrison_store_open (path, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static void
do_act (GarrisonStore *store, const char *name, const char *signature, const char *arg, gint64 value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = test_act (store, &error, name, signature, arg, value);

  g_assert_no_error (error);
}

static void
add_customer (GarrisonStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = test_act (store, &error, "create-customer", "t", "name", name);

  g_assert_no_error (error);
}

static void
set_password (GarrisonStore *store, gint64 person, const char *old, const char *new)
{
  g_autoptr (GError) error = NULL;

  garrison_store_set_password (store, person, old, new, NULL, &error);
  g_assert_no_error (error);
}

static void
add_sales (const char *folder, GarrisonStore *store)
{
  test_vault_exec (folder, "INSERT INTO person(id, login, name, sort_key, team, role) SELECT 111, 'sales', 'Sales', 'sales',"
                           " t.id, r.id FROM team t, role r WHERE r.key = 'salesperson'");
  set_password (store, SALES, NULL, "sells well");
}

static void
test_waits (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder), *other = g_build_filename (folder, "other.garrison", NULL);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autofree char *recovery_key = garrison_store_take_recovery_key (store);
  sqlite3 *db = NULL;

  g_assert_nonnull (recovery_key);
  g_assert_null (garrison_store_take_recovery_key (store));
  g_assert_cmpstr (garrison_store_get_company (store), ==, "Test");
  add_customer (store, "Acme");
  g_clear_object (&store);

  store = open_store (path);
  g_assert_true (garrison_store_is_encrypted (store));
  g_assert_cmpstr (garrison_store_get_company (store), ==, "");
  test_read_fails (store, "SELECT name FROM customer", GARRISON_ERROR_NOT_SIGNED_IN);
  sign_in_fails (store, "boss", "secret ");
  sign_in_fails (store, "Boss", "secret");
  sign_in (store, "boss", "secret");
  g_assert_cmpstr (garrison_store_get_company (store), ==, "Test");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 1);
  /* Whoever tried before is in the record. */
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM refused_act WHERE name = 'sign-in'"), ==, 2);

  garrison_store_sign_out (store);
  g_assert_cmpint (garrison_store_get_me (store), ==, 0);
  test_read_fails (store, "SELECT name FROM customer", GARRISON_ERROR_NOT_SIGNED_IN);
  sign_in (store, "boss", "secret");
  add_customer (store, "Bolt");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 2);
  g_clear_object (&store);

  /* Other programs find no database. */
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "SELECT * FROM sqlite_schema", NULL, NULL, NULL), ==, SQLITE_NOTADB);
  sqlite3_close (db);

  /* Without a password there is nothing to encrypt with. */
  test_company_is_plain = TRUE;
  g_assert_cmpint (g_rename (path, other), ==, 0);
  store = test_company_new (folder);
  test_company_is_plain = FALSE;
  g_assert_false (garrison_store_is_encrypted (store));
  g_assert_null (garrison_store_take_recovery_key (store));
}

/* Whether the password opens either of the header's slots. */
static gboolean
opens (const char *path, const char *login, const char *password)
{
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_load (path, NULL);
  g_autoptr (GarrisonCryptKeys) keys = garrison_crypt_unlock (header, login, password, NULL);

  return keys != NULL;
}

static void
test_changed_password (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  gint64 boss = garrison_store_get_me (store);

  g_assert_false (garrison_store_set_password (store, boss, "wrong", "better", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
  g_assert_true (opens (path, "boss", "secret"));
  set_password (store, boss, "secret", "better");
  g_assert_true (opens (path, "boss", "better"));
  g_assert_false (opens (path, "boss", "secret"));
  /* The session goes on, with what it has in hand. */
  add_customer (store, "Acme");
  garrison_store_sign_out (store);
  sign_in_fails (store, "boss", "secret");
  sign_in (store, "boss", "better");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 1);
}

static void
test_renamed (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_sales (folder, store);
  g_assert_true (opens (path, "sales", "sells well"));
  result = test_act (store, &error, "edit-person", "iitti", "person", (gint64) SALES, "version",
                     test_read_int (store, "SELECT version FROM person WHERE login = 'sales'"), "login", "seller", "name",
                     "Seller", "role", test_read_int (store, "SELECT role FROM person WHERE login = 'sales'"));
  g_assert_no_error (error);
  g_assert_true (opens (path, "seller", "sells well"));
  g_assert_false (opens (path, "sales", "sells well"));
  garrison_store_sign_out (store);
  sign_in (store, "seller", "sells well");
}

/* How many pages a key opens. */
static guint
count_pages (const char *path, GarrisonCryptKeys *keys, guint32 *n_pages)
{
  g_autofree char *image = NULL;
  gsize size;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &image, &size, NULL));
  *n_pages = garrison_crypt_count_pages ((gint64) size);
  for (guint32 number = 1; number <= *n_pages; number++)
    {
      guint8 context[8], plain[GARRISON_CRYPT_PAGE];
      gsize length = garrison_crypt_file_bind (number, context);

      n += garrison_crypt_keys_open (keys, context, length, (guint8 *) image + garrison_crypt_page_offset (number), plain)
           == GARRISON_CRYPT_OPENED;
    }
  return n;
}

static void
test_dismissed (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder), elsewhere = NULL, theirs = NULL;
  g_autoptr (GarrisonCryptHeader) header = NULL, after = NULL;
  g_autoptr (GarrisonCryptKeys) kept = NULL, current = NULL;
  g_autoptr (GError) error = NULL;
  gint64 leaving;
  guint32 n_pages;

  add_customer (store, "Acme");
  add_sales (folder, store);
  elsewhere = test_company_open (folder, "boss");
  theirs = open_store (path);
  sign_in (theirs, "sales", "sells well");
  /* They keep what opens the file, as a program of their own could. */
  header = garrison_crypt_load (path, NULL);
  kept = garrison_crypt_unlock (header, "sales", "sells well", &error);
  g_assert_no_error (error);

  do_act (store, "leave-person", "i", "person", SALES);
  leaving = test_read_int (store, "SELECT max(id) FROM act WHERE name = 'leave-person'");
  g_assert_false (opens (path, "sales", "sells well"));
  after = garrison_crypt_load (path, NULL);
  g_assert_cmpuint (after->epoch, >, header->epoch);
  /* Others go on, with the new key. */
  g_assert_cmpint (test_read_int (elsewhere, "SELECT count(*) FROM customer"), ==, 1);
  add_customer (elsewhere, "Bolt");
  add_customer (store, "Core");
  g_assert_cmpint (test_read_int (elsewhere, "SELECT count(*) FROM customer"), ==, 3);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 3);
  /* In their own window nobody sits any more, and nothing is read. */
  WAIT_FOR (garrison_store_get_me (theirs) == 0);
  g_assert_false (garrison_store_was_password_reset (theirs));
  test_read_fails (theirs, "SELECT id FROM customer", GARRISON_ERROR_NOT_SIGNED_IN);
  sign_in_fails (theirs, "sales", "sells well");

  /* What was not sealed anew at once is so soon. */
  for (guint i = 0; i < 100 && after->retired->len > 0; i++)
    {
      g_usleep (100 * G_TIME_SPAN_MILLISECOND);
      g_clear_pointer (&after, garrison_crypt_header_free);
      after = garrison_crypt_load (path, NULL);
    }
  g_assert_cmpuint (after->retired->len, ==, 0);
  g_clear_object (&theirs);
  g_clear_object (&elsewhere);
  garrison_store_close (store);
  g_clear_object (&store);
  g_assert_cmpuint (count_pages (path, kept, &n_pages), ==, 0);
  current = garrison_crypt_unlock (after, "boss", "secret", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_pages (path, current, &n_pages), ==, n_pages);

  /* Whoever comes back needs a new password. */
  store = test_company_open (folder, "boss");
  g_clear_pointer (&after, garrison_crypt_header_free);
  {
    g_autoptr (GarrisonActResult) undone = garrison_store_undo (store, leaving, NULL, &error);
    g_assert_no_error (error);
  }
  g_assert_false (opens (path, "sales", "sells well"));
  set_password (store, SALES, NULL, "comes back");
  garrison_store_sign_out (store);
  sign_in (store, "sales", "comes back");
}

static void
put_octets (const char *path, goffset offset, const char *octets, gsize n)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, octets, n, offset), ==, (gssize) n);
  close (fd);
}

static void
open_fails (const char *path, GarrisonError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_store_open (path, NULL, &error);

  g_assert_null (store);
  g_assert_error (error, GARRISON_ERROR, (int) code);
}

/* The head, either slot and both, the version, and the first page. */
static void
test_damaged (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder), *image = NULL;
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  gsize size;

  garrison_store_close (store);
  g_clear_object (&store);
  g_assert_true (g_file_get_contents (path, &image, &size, NULL));
  put_octets (path, 0, "garrison", 8);
  open_fails (path, GARRISON_ERROR_NOT_A_COMPANY);
  put_octets (path, 0, image, 16);
  put_octets (path, 16, "\x02", 1);
  open_fails (path, GARRISON_ERROR_TOO_NEW);
  put_octets (path, 16, image + 16, 1);
  for (guint i = 0; i < 2; i++)
    {
      gsize slot = i == 0 ? 4096 : 128 * 1024;

      put_octets (path, (goffset) slot + 60, "damage", 6);
      store = test_company_open (folder, "boss");
      garrison_store_close (store);
      g_clear_object (&store);
      put_octets (path, (goffset) slot + 60, image + slot + 60, 6);
    }
  put_octets (path, 4096 + 60, "damage", 6);
  put_octets (path, 128 * 1024 + 60, "damage", 6);
  open_fails (path, GARRISON_ERROR_DAMAGED);
  put_octets (path, 4096 + 60, image + 4096 + 60, 6);
  put_octets (path, garrison_crypt_page_offset (1) + 2000, "damage", 6);
  store = open_store (path);
  g_assert_false (garrison_store_sign_in (store, "boss", "secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DAMAGED);
}

/* Two halves are the key in whatever order; less than both, or others', is none. */
static void
test_recovery_halves (void)
{
  g_autofree char *folder = test_folder_new (), *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = NULL;
  g_autofree char *key = NULL, *first = NULL, *second = NULL, *third = NULL, *fourth = NULL, *both = NULL, *login = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonFounding founding = { .owner_login = "boss", .password = "old secret", .quick_password = TRUE };

  store = garrison_store_found (path, &founding, NULL, &error);
  g_assert_no_error (error);
  key = garrison_store_take_recovery_key (store);
  garrison_store_close (store);
  g_assert_true (garrison_recovery_key_split (key, &first, &second));
  g_assert_true (garrison_recovery_key_split (key, &third, &fourth));
  g_assert_cmpstr (first, !=, third);
  g_assert_cmpuint (strlen (first), ==, strlen (key));
  {
    g_autofree char *twice = g_strconcat (first, " ", first, NULL), *mixed = g_strconcat (first, " ", fourth, NULL),
                    *with_key = g_strconcat (key, " ", second, NULL), *long_one = g_strconcat (first, second, "0", NULL);
    const char *wrong[] = { first, second, twice, with_key, long_one };

    for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
      {
        g_assert_null (garrison_file_recover (path, wrong[i], NULL, "new secret", NULL, &error));
        g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
        g_clear_error (&error);
      }
    g_assert_null (garrison_file_recover (path, mixed, NULL, "new secret", NULL, &error));
    g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
    g_clear_error (&error);
  }
  both = g_strconcat (fourth, "\n", third, NULL);
  login = garrison_file_recover (path, both, NULL, "new secret", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (login, ==, "boss");
  g_free (both);
  both = g_strconcat (first, " ", second, NULL);
  g_free (login);
  login = garrison_file_recover (path, both, NULL, "newer secret", NULL, &error);
  g_assert_no_error (error);
}

static void
test_recovery (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder), again = NULL;
  g_autofree char *recovery_key = garrison_store_take_recovery_key (store), *login = NULL, *other = NULL;
  g_autofree char *mistyped = g_strdup (recovery_key);
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_found (&keys, &other);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;

  add_customer (store, "Acme");
  mistyped[3] = mistyped[3] == 'A' ? 'B' : 'A';
  g_assert_null (garrison_file_recover (path, mistyped, NULL, "new secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (garrison_file_recover (path, "", NULL, "new secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (garrison_file_recover (path, other, NULL, "new secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_null (garrison_file_recover (path, recovery_key, "nobody", "new secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_MISSING);
  g_clear_error (&error);
  sign_in (store, "boss", "secret");

  /* As somebody types it, while the company is in use. */
  groups = g_strsplit (recovery_key, "-", -1);
  g_assert_cmpuint (g_strv_length (groups), ==, 9);
  g_free (recovery_key);
  recovery_key = g_strjoinv (" ", groups);
  for (char *at = recovery_key; *at != '\0'; at++)
    *at = *at == '1' ? 'l' : *at == '0' ? 'o' : g_ascii_tolower (*at);
  login = garrison_file_recover (path, recovery_key, NULL, "new secret", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (login, ==, "boss");
  again = open_store (path);
  sign_in_fails (again, "boss", "secret");
  sign_in (again, "boss", "new secret");
  g_assert_cmpint (test_read_int (again, "SELECT count(*) FROM customer"), ==, 1);
}

static void
test_encrypted_later (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder), *recovery_key = NULL, *image = NULL, *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (GarrisonStore) store = NULL, in_use = NULL;
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 broken, n_acts;
  gsize size;

  test_company_is_plain = TRUE;
  store = test_company_new (folder);
  test_company_is_plain = FALSE;
  add_customer (store, MARK);
  set_password (store, garrison_store_get_me (store), "", "secret");
  g_assert_null (garrison_file_encrypt (path, "boss", "wrong", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_null (garrison_file_encrypt (path, "boss", "secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_BUSY);
  g_clear_error (&error);
  n_acts = garrison_store_verify_audit (store, &broken, NULL, NULL);
  g_clear_object (&store);
  g_assert_true (g_file_get_contents (path, &image, &size, NULL));
  g_assert_nonnull (memmem (image, size, MARK, strlen (MARK)));
  g_clear_pointer (&image, g_free);

  recovery_key = garrison_file_encrypt (path, "boss", "secret", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (recovery_key);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (path, &image, &size, NULL));
  g_assert_null (memmem (image, size, MARK, strlen (MARK)));
  g_assert_true (garrison_file_is_encrypted (path));
  g_assert_null (garrison_file_encrypt (path, "boss", "secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS);
  g_clear_error (&error);
  store = test_company_open (folder, "boss");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer WHERE name = '" MARK "'"), ==, 1);
  g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, NULL), ==, n_acts);
  g_assert_true (garrison_store_check (store, report, NULL, &error));
  g_assert_cmpstr (report->str, ==, "");
  add_customer (store, "Acme");
}

/* ---- a header that is not written to its end ---------------------------------------------------- */

typedef struct
{
  GByteArray *octets;
  gsize left; /* of what is still written */
} Paper;

static gboolean
paper_read (gpointer file, void *data, gsize n, gint64 offset)
{
  Paper *paper = file;

  if ((gsize) offset + n > paper->octets->len)
    return FALSE;
  memcpy (data, paper->octets->data + offset, n);
  return TRUE;
}

static gboolean
paper_write (gpointer file, const void *data, gsize n, gint64 offset)
{
  Paper *paper = file;
  gsize done = MIN (n, paper->left);

  if (paper->octets->len < (gsize) offset + n)
    g_byte_array_set_size (paper->octets, (guint) ((gsize) offset + n));
  memcpy (paper->octets->data + offset, data, done);
  paper->left -= done;
  return done == n;
}

static gboolean
paper_sync (gpointer file)
{
  return ((Paper *) file)->left > 0;
}

static void
test_half_a_header (void)
{
  Paper paper = { g_byte_array_new (), G_MAXSIZE };
  GarrisonCryptIo io = { paper_read, paper_write, paper_sync, &paper };
  g_autofree char *recovery_key = NULL;
  g_autoptr (GarrisonCryptKeys) keys = NULL;
  g_autoptr (GarrisonCryptHeader) header = garrison_crypt_found (&keys, &recovery_key);
  g_auto (GarrisonCryptPassword) first = { 0 }, second = { 0 };
  GarrisonCryptPerson person = { 1, "boss" };
  GarrisonCryptKey own[GARRISON_CRYPT_KEYS_MAX];
  g_autoptr (GByteArray) before = g_byte_array_new ();
  guint n_old = 0, n_new = 0;

  g_assert_true (garrison_crypt_password_make (&first, "first", TRUE, NULL));
  g_assert_true (garrison_crypt_password_make (&second, "second", TRUE, NULL));
  garrison_crypt_keys_get (keys, own);
  garrison_crypt_header_give (header, own[0].key, &person, &first);
  g_assert_true (garrison_crypt_header_write (header, own[0].key, TRUE, &io, NULL));
  g_byte_array_append (before, paper.octets->data, paper.octets->len);
  for (gsize n = 0; n < 1000; n += 3)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonCryptHeader) mine = NULL, read = NULL;
      g_autoptr (GarrisonCryptKeys) by_first = NULL, by_second = NULL;

      memcpy (paper.octets->data, before->data, before->len);
      mine = garrison_crypt_header_read (&io, &error);
      g_assert_no_error (error);
      garrison_crypt_header_give (mine, own[0].key, &person, &second);
      paper.left = n;
      garrison_crypt_header_write (mine, own[0].key, FALSE, &io, NULL);
      paper.left = G_MAXSIZE;
      read = garrison_crypt_header_read (&io, &error);
      g_assert_no_error (error);
      by_first = garrison_crypt_unlock (read, "boss", "first", NULL);
      by_second = garrison_crypt_unlock (read, "boss", "second", NULL);
      g_assert_true ((by_first != NULL) != (by_second != NULL));
      n_old += by_first != NULL;
      n_new += by_second != NULL;
    }
  g_assert_cmpuint (n_old, >, 0);
  g_assert_cmpuint (n_new, >, 0);
  g_byte_array_unref (paper.octets);
}

/* ---- what lies on the disk ---------------------------------------------------------------------- */

static gint64
plant (GarrisonStore *store, const char *who)
{
  g_autofree char *label = g_strconcat (MARK, " ", who, NULL), *phone = g_strconcat ("1380013800", who, MARK, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) customer = NULL, contact = NULL, activity = NULL, deal = NULL, task = NULL;
  gint64 id;

  customer = test_act (store, &error, "create-customer", "ttttttt", "name", label, "short_name", MARK, "phone",
                       phone, "website", "https://" MARK ".example", "email", MARK "@" MARK ".example", "address",
                       MARK " street", "note", "said " MARK);
  g_assert_no_error (error);
  id = garrison_act_result_get_int (customer, "customer");
  contact = test_act (store, &error, "create-contact", "itttttttt", "customer", id, "name", MARK, "title", MARK, "department",
                      MARK, "mobile", "1" MARK, "email", MARK "@contact.example", "messenger", MARK, "address", MARK, "note",
                      MARK);
  g_assert_no_error (error);
  activity = test_act (store, &error, "log-activity", "itt", "customer", id, "kind", "call", "text", "they said " MARK);
  g_assert_no_error (error);
  deal = test_act (store, &error, "create-deal", "itt", "customer", id, "name", MARK " deal", "note", MARK);
  g_assert_no_error (error);
  task = test_act (store, &error, "create-task", "itti", "customer", id, "kind", "call", "text", "ask about " MARK, "due",
                   g_get_real_time ());
  g_assert_no_error (error);
  return id;
}

static int
plant_as_child (const char *path)
{
  g_autoptr (GarrisonStore) store = garrison_store_open (path, NULL, NULL);

  if (store == NULL || !garrison_store_sign_in (store, "boss", "secret", NULL, NULL))
    return 1;
  plant (store, "1");
  raise (SIGKILL);
  return 1;
}

/* Letters in either case; a folded name counts too. */
static gboolean
has_mark (const char *data, gsize size, const char *mark)
{
  gsize n = strlen (mark);

  for (gsize i = 0; i + n <= size; i++)
    if (g_ascii_strncasecmp (data + i, mark, n) == 0)
      return TRUE;
  return FALSE;
}

/* Returns: how many files there are. */
static guint
assert_no_mark (const char *folder)
{
  static const char *const marks[] = { MARK, "boss", "SQLite format", "CREATE TABLE" };
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *data = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &data, &size, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        if (has_mark (data, size, marks[i]))
          g_error ("“%s” is in %s", marks[i], name);
      n++;
    }
  return n;
}

static void
test_marks (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder), *backup = g_build_filename (folder, "backup", NULL);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  const char *argv[] = { self, "--plant", path, NULL };
  g_autoptr (GError) error = NULL;
  gint64 id;
  int status = 0;

  /* While it runs: the file, its log and the log's index. */
  id = plant (store, "2");
  g_assert_cmpuint (assert_no_mark (folder), ==, 3);
  g_assert_true (garrison_store_backup (store, backup, NULL, &error));
  g_assert_cmpuint (assert_no_mark (folder), ==, 4);
  /* Gone, and written into the file. */
  test_vault_exec_loosely (folder, "DELETE FROM activity; DELETE FROM task; DELETE FROM deal; DELETE FROM contact");
  g_assert_cmpint (id, >, 0);
  garrison_store_close (store);
  g_clear_object (&store);
  g_assert_cmpuint (assert_no_mark (folder), ==, 2);
  /* Killed. */
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  g_assert_cmpuint (assert_no_mark (folder), ==, 4);
  store = test_company_open (folder, "boss");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 2);
}

int
main (int argc, char **argv)
{
  self = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--plant"))
    return plant_as_child (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypt-opening/waits", test_waits);
  g_test_add_func ("/crypt-opening/changed-password", test_changed_password);
  g_test_add_func ("/crypt-opening/renamed", test_renamed);
  g_test_add_func ("/crypt-opening/dismissed", test_dismissed);
  g_test_add_func ("/crypt-opening/damaged", test_damaged);
  g_test_add_func ("/crypt-opening/recovery", test_recovery);
  g_test_add_func ("/crypt-opening/recovery-halves", test_recovery_halves);
  g_test_add_func ("/crypt-opening/encrypted-later", test_encrypted_later);
  g_test_add_func ("/crypt-opening/half-a-header", test_half_a_header);
  g_test_add_func ("/crypt-opening/marks", test_marks);
  return g_test_run ();
}
