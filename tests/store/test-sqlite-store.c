/* Founding, opening, signing in, reading. */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "support.h"

static void
test_found (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpstr (garrison_store_get_company (store), ==, "Test");
  g_assert_cmpstr (garrison_store_get_currency (store), ==, "CNY");
  g_assert_cmpstr (g_time_zone_get_identifier (garrison_store_get_time_zone (store)), ==, "Asia/Shanghai");
  g_assert_cmpint (garrison_store_get_me (store), >, 0);
  g_assert_cmpstr (garrison_store_get_scope (store, "customer.see"), ==, "all");
  g_assert_null (garrison_store_get_scope (store, "no.such.right"));
  g_assert_true (garrison_store_reaches (store, "customer.see", 0));
  g_assert_cmpint (test_read_int (store, "SELECT count(id) FROM person"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/found", test_found);
  return g_test_run ();
}
