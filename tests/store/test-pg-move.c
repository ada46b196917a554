/* A company from its file to a server and back: everything arrives, or nothing. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "server.h"
#include "store/move/move.h"
#include "support.h"

static const char hostile[] = "back\\slash \\N tab\tline\nreturn\rquote' \xf0\x9f\x8f\xb0";

typedef struct
{
  char *folder, *path, *back, *database, *uri;
  GarrisonStore *store;
} Case;

static GarrisonStore *
sign_in (const char *uri, const char *login, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = garrison_store_open (uri, NULL, &error);

  g_assert_no_error (error);
  return garrison_store_sign_in (store, login, password, NULL, NULL) ? g_steal_pointer (&store) : NULL;
}

static gint64
add_customer (GarrisonStore *store, const char *name, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = test_act (store, &error, "create-customer", "tt", "name", name, "note", note);

  g_assert_no_error (error);
  return garrison_act_result_get_int (result, "customer");
}

/* The newest customer was undone: its id must not come again. */
static void
begin (Case *c)
{
  GarrisonFounding founding = { .company = "Test", .owner_login = "boss", .password = "secret", .currency = "CNY",
                                .time_zone = "Asia/Shanghai", .quick_password = TRUE };
  g_autofree char *long_note = g_strnfill (9000, 'n');
  g_autoptr (GError) error = NULL;
  GarrisonStore *store;
  g_autoptr (GarrisonActResult) last = NULL;
  g_autoptr (GarrisonActResult) undone = NULL;

  c->folder = test_folder_new ();
  c->path = g_build_filename (c->folder, "file.garrison", NULL);
  c->back = g_build_filename (c->folder, "back.garrison", NULL);
  c->database = test_server_new_database ();
  c->uri = test_server_uri (c->database);
  /* Stays signed in: the file is encrypted. */
  store = c->store = garrison_store_found (c->path, &founding, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (add_customer (store, "Northwind", hostile), ==, 1);
  g_assert_cmpint (add_customer (store, "南风", long_note), ==, 2);
  last = test_act (store, &error, "create-customer", "t", "name", "Undone");
  g_assert_no_error (error);
  undone = garrison_store_undo (store, garrison_act_result_get_act (last), NULL, &error);
  g_assert_no_error (error);
}

static void
end (Case *c)
{
  g_clear_object (&c->store);
  test_server_drop (c->database);
  test_folder_free (c->folder);
  g_free (c->path);
  g_free (c->back);
  g_free (c->database);
  g_free (c->uri);
}

static void
note_down (const GarrisonMoved *moved, gpointer data)
{
  g_hash_table_insert (data, g_strdup (moved->relation),
                       g_strdup_printf ("%" G_GINT64_FORMAT " %s", moved->rows, moved->checksum));
}

/* What both ways reported; the new password of the way there is an act more. */
static void
assert_same (GHashTable *there, GHashTable *back)
{
  GHashTableIter iter;
  gpointer relation, figures;

  g_assert_cmpuint (g_hash_table_size (there), >, 30);
  g_hash_table_iter_init (&iter, there);
  while (g_hash_table_iter_next (&iter, &relation, &figures))
    if (!g_str_equal (relation, "act") && !g_str_equal (relation, "act_row"))
      g_assert_cmpstr (figures, ==, g_hash_table_lookup (back, relation));
}

static void
check_arrived (GarrisonStore *store, gint64 customers, gint64 next)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = NULL;
  gint64 broken = 0;

  g_assert_nonnull (store);
  g_assert_cmpint (test_read_int (store, "SELECT count(name) FROM customer"), ==, customers);
  rows = garrison_store_read (store, "SELECT note FROM customer WHERE id = 1", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (garrison_rows_get_text (rows, 0, 0), ==, hostile);
  g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, &error), >, 4);
  g_assert_no_error (error);
  g_assert_cmpint (broken, ==, 0);
  g_assert_cmpint (add_customer (store, next == 4 ? "After" : "After that", NULL), ==, next);
}

static void
test_there_and_back (void)
{
  Case c = { 0 };
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) back = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) again = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GarrisonStore) on_server = NULL;
  g_autoptr (GarrisonStore) in_file = NULL;
  g_autoptr (GError) error = NULL;

  begin (&c);
  g_assert_true (garrison_move_to_server (c.path, c.uri, "boss", "new secret", note_down, there, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (garrison_move_to_file (c.uri, c.back, "boss", "newest secret", note_down, back, NULL, &error));
  g_assert_no_error (error);
  assert_same (there, back);
  g_assert_null (sign_in (c.uri, "boss", "secret"));
  on_server = sign_in (c.uri, "boss", "new secret");
  check_arrived (on_server, 2, 4);
  in_file = sign_in (c.back, "boss", "newest secret");
  check_arrived (in_file, 2, 4);
  /* There is one now, and there is a file. */
  g_assert_false (garrison_move_to_server (c.path, c.uri, "boss", "new secret", note_down, again, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (garrison_move_to_file (c.uri, c.back, "boss", "new secret", note_down, again, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS);
  g_assert_cmpuint (g_hash_table_size (again), ==, 0);
  check_arrived (on_server, 3, 5);
  end (&c);
}

/* Nothing of the company is there: neither rows nor anybody's role. */
static void
assert_nothing (Case *c)
{
  g_autoptr (PGconn) there = test_server_connect (c->database);

  if (test_server_read_int (there, "SELECT to_regclass('garrison.person') IS NOT NULL"))
    g_assert_cmpint (test_server_read_int (there, "SELECT count(*) FROM garrison.person"), ==, 0);
  g_assert_cmpint (test_server_read_int (there, "SELECT count(*) FROM pg_roles WHERE rolname = current_database() || '.boss'"),
                   ==, 0);
}

static void
test_nobody_of_that_login (void)
{
  Case c = { 0 };
  g_autoptr (GError) error = NULL;

  begin (&c);
  g_assert_false (garrison_move_to_server (c.path, c.uri, "nobody", "new secret", NULL, NULL, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_MISSING);
  assert_nothing (&c);
  g_clear_error (&error);
  /* The place is as free as before. */
  g_assert_true (garrison_move_to_server (c.path, c.uri, "boss", "new secret", NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (garrison_move_to_file (c.uri, c.back, "nobody", "new secret", NULL, NULL, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_MISSING);
  g_assert_false (g_file_test (c.back, G_FILE_TEST_EXISTS));
  end (&c);
}

static void
test_cancelled (void)
{
  Case c = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  begin (&c);
  g_cancellable_cancel (cancellable);
  g_assert_false (garrison_move_to_server (c.path, c.uri, "boss", "new secret", NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing (&c);
  end (&c);
}

static void
exec_in_file (const char *path, const char *sql)
{
  sqlite3 *db = test_vault_open (path);

  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
assert_check (GarrisonStore *store, const char *expected)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (store);
  g_assert_true (garrison_store_check (store, report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report->str, ==, expected);
}

static void
add_long_names (Case *c)
{
  static const char *const parts[] = { "x", "\xe4\xb8\xad", "\xf0\x9f\x98\x80", "\xe9\x95\xbf" };
  g_autoptr (GarrisonStore) store = sign_in (c->path, "boss", "secret");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *phone = g_strnfill (9000, '7');
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonActResult) contact = NULL;
      gint64 customer;

      while (name->len + strlen (parts[i]) <= 10000)
        g_string_append (name, parts[i]);
      customer = add_customer (store, name->str, NULL);
      contact = test_act (store, &error, "create-contact", "itt", "customer", customer, "name", name->str, "phone", phone);
      g_assert_no_error (error);
    }
  assert_check (store, "");
}

/* Names of 10 kB, whose keys an earlier version left as long. */
static void
test_long_keys (void)
{
  Case c = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) store = NULL;
  g_autoptr (GarrisonStore) back = NULL;
  g_autoptr (PGconn) there = NULL;

  begin (&c);
  add_long_names (&c);
  exec_in_file (c.path, "UPDATE customer SET name_key = name_key || replace(hex(zeroblob(3000)), '0', '\xf0\x9f\x98\x80'),"
                        " sort_key = sort_key || '\xf0\x9f\x98\x80' WHERE id > 3;"
                        "UPDATE contact SET name_key = name_key || '\xf0\x9f\x98\x80', phone_key = phone_key || '7'");
  store = sign_in (c.path, "boss", "secret");
  assert_check (store, "keys that are too long: 8\n");
  g_assert_true (garrison_move_to_server (c.path, c.uri, "boss", "new secret", NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  there = test_server_connect (c.database);
  g_assert_cmpint (test_server_read_int (there, "SELECT count(*) FROM garrison.customer WHERE name_key = garrison.name_key(name)"
                                                " AND sort_key = garrison.sort_key(name)"
                                                " AND octet_length(name_key) BETWEEN 1997 AND 2000"), ==, 4);
  g_assert_cmpint (test_server_read_int (there, "SELECT count(*) FROM garrison.contact WHERE name_key = garrison.name_key(name)"
                                                " AND phone_key = garrison.phone_key(phone) AND length(phone_key) = 2000"), ==, 4);
  g_assert_true (garrison_move_to_file (c.uri, c.back, "boss", "newest secret", NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  back = sign_in (c.back, "boss", "newest secret");
  assert_check (back, "");
  end (&c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pg-move/there-and-back", test_there_and_back);
  g_test_add_func ("/pg-move/long-keys", test_long_keys);
  g_test_add_func ("/pg-move/nobody-of-that-login", test_nobody_of_that_login);
  g_test_add_func ("/pg-move/cancelled", test_cancelled);
  return g_test_run ();
}
