/* A backup of a company on a server, brought back into another database. */
#include <glib/gstdio.h>
#include <string.h>

#include "store/move/backup.h"
#include "server.h"
#include "support.h"

static const char hostile[] = "back\\slash \\N tab\tline\nquote' \xf0\x9f\x8f\xb0";

typedef struct
{
  char *folder, *source_uri, *target, *target_uri, *path;
  GarrisonStore *store;
} Case;

static void
begin (Case *c)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;

  c->folder = test_folder_new ();
  c->store = test_company_new (c->folder);
  c->source_uri = test_company_path (c->folder);
  c->target = test_server_new_database ();
  c->target_uri = test_server_uri (c->target);
  c->path = g_build_filename (c->folder, "backup.dump", NULL);
  result = test_act (c->store, &error, "create-customer", "t", "name", "Northwind");
  g_assert_no_error (error);
  g_clear_pointer (&result, garrison_act_result_unref);
  result = test_act (c->store, &error, "set-setting", "tt", "key", "note", "value", hostile);
  g_assert_no_error (error);
}

static void
end (Case *c)
{
  g_clear_object (&c->store);
  test_server_drop (c->target);
  test_folder_free (c->folder);
  g_free (c->source_uri);
  g_free (c->target);
  g_free (c->target_uri);
  g_free (c->path);
}

static void
back_up (Case *c, GarrisonBackupHead *head)
{
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (garrison_server_backup (c->source_uri, c->path, head, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (c->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
refuse (Case *c, const char *login, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PGconn) there = NULL;

  g_assert_false (garrison_server_restore (c->path, c->target_uri, login, "new secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, code);
  there = test_server_connect (c->target);
  if (test_server_read_int (there, "SELECT to_regclass('garrison.person') IS NOT NULL"))
    g_assert_cmpint (test_server_read_int (there, "SELECT count(*) FROM garrison.person"), ==, 0);
  g_assert_cmpint (test_server_read_int (there, "SELECT count(*) FROM pg_roles WHERE rolname = current_database() || '.boss'"),
                   ==, 0);
}

static void
test_there_and_back (void)
{
  Case c = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonStore) restored = NULL;
  g_autoptr (PGconn) there = NULL;
  g_autoptr (GarrisonActResult) added = NULL;
  g_autoptr (GarrisonActResult) added_there = NULL;
  g_autofree char *note = NULL;
  g_autofree char *link = NULL;
  g_autofree char *link_sql = NULL;
  GarrisonBackupHead head;
  gint64 broken = 0, n_acts;

  begin (&c);
  back_up (&c, &head);
  n_acts = garrison_store_verify_audit (c.store, &broken, NULL, &error);
  added = test_act (c.store, &error, "create-customer", "t", "name", "Later");
  g_assert_no_error (error);
  g_assert_true (garrison_server_restore (c.path, c.target_uri, "boss", "new secret", NULL, &error));
  g_assert_no_error (error);
  restored = garrison_store_open (c.target_uri, NULL, &error);
  g_assert_true (garrison_store_sign_in (restored, "boss", "new secret", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (test_read_int (restored, "SELECT count(*) FROM customer"), ==, 1);
  there = test_server_connect (c.target);
  note = test_server_read_text (there, "SELECT value FROM garrison.setting WHERE key = 'note'");
  g_assert_cmpstr (note, ==, hostile);
  link_sql = g_strdup_printf ("SELECT hash FROM garrison.act WHERE id = %" G_GINT64_FORMAT, head.act);
  link = test_server_read_text (there, link_sql);
  g_assert_cmpstr (link, ==, head.hash);
  g_assert_cmpint (test_server_read_int (there, "SELECT epoch FROM garrison.installation"), ==, 2);
  g_assert_cmpint (test_server_read_int (there, "SELECT count(*) FROM garrison.act WHERE name = 'restore-company'"), ==, 1);
  g_assert_cmpint (garrison_store_verify_audit (restored, &broken, NULL, &error), >, n_acts);
  g_assert_cmpint (broken, ==, 0);
  /* The chain goes on where it ended, and no id comes twice. */
  added_there = test_act (restored, &error, "create-customer", "t", "name", "After");
  g_assert_no_error (error);
  g_assert_cmpint (test_read_int (restored, "SELECT count(*) FROM customer"), ==, 2);
  g_assert_cmpint (garrison_store_verify_audit (restored, &broken, NULL, &error), >, n_acts + 1);
  g_assert_cmpint (broken, ==, 0);
  /* There is one now. */
  g_assert_false (garrison_server_restore (c.path, c.target_uri, "boss", "new secret", NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS);
  end (&c);
}

static void
test_refused (void)
{
  Case c = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = NULL;
  GarrisonBackupHead head;
  gsize length;

  begin (&c);
  back_up (&c, &head);
  g_assert_false (garrison_server_backup (c.source_uri, c.path, &head, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS);
  refuse (&c, "nobody", GARRISON_ERROR_MISSING);
  g_assert_true (g_file_get_contents (c.path, &whole, &length, NULL));
  g_assert_true (g_file_set_contents (c.path, whole, length - length / 10, NULL));
  refuse (&c, "boss", GARRISON_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (c.path, "DROP SCHEMA garrison;\n", -1, NULL));
  refuse (&c, "boss", GARRISON_ERROR_NOT_A_COMPANY);
  end (&c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pg-restore/there-and-back", test_there_and_back);
  g_test_add_func ("/pg-restore/refused", test_refused);
  return g_test_run ();
}
