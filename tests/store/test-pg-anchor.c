/* Whoever saw the end of a server's chain notices when it is gone. */
#include <glib/gstdio.h>

#include "server.h"
#include "store/anchor.h"
#include "support.h"

static void
add_customer (GarrisonStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = test_act (store, &error, "create-customer", "t", "name", name);

  g_assert_no_error (error);
}

static gboolean
is_set_back (const char *folder)
{
  g_autoptr (GarrisonStore) store = test_company_open (folder, "boss");

  return garrison_store_was_set_back (store);
}

/* As somebody who may do anything on the server, and leaves a whole chain behind. */
static void
cut_tail (const char *folder)
{
  test_vault_exec (folder, "DELETE FROM act_row WHERE act = (SELECT max(id) FROM act);"
                           "DELETE FROM act WHERE id = (SELECT max(id) FROM act);"
                           "UPDATE chain_head SET act = a.id, hash = a.hash FROM act a"
                           " WHERE a.id = (SELECT max(id) FROM act)");
}

static void
test_growing (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);

  g_assert_false (garrison_store_was_set_back (store));
  for (int i = 0; i < 3; i++)
    {
      add_customer (store, i == 0 ? "North" : i == 1 ? "South" : "West");
      g_assert_false (is_set_back (folder));
    }
}

static void
test_cut (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  gint64 broken = 0;

  add_customer (store, "North");
  add_customer (store, "South");
  g_assert_false (is_set_back (folder));
  cut_tail (folder);
  /* The chain itself cannot tell. */
  g_assert_cmpint (garrison_store_verify_audit (store, &broken, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (broken, ==, 0);
  g_assert_true (is_set_back (folder));
  /* Told once; from then on the new end counts. */
  g_assert_false (is_set_back (folder));
}

static void
test_another_act_in_its_place (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);

  add_customer (store, "North");
  g_assert_false (is_set_back (folder));
  test_vault_exec (folder, "UPDATE act SET hash = repeat('0', 64) WHERE id = (SELECT max(id) FROM act);"
                           "UPDATE chain_head SET hash = repeat('0', 64)");
  g_assert_true (is_set_back (folder));
}

static void
test_epoch (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);

  g_assert_false (is_set_back (folder));
  test_vault_exec (folder, "UPDATE installation SET epoch = epoch + 1");
  g_assert_true (is_set_back (folder));
  g_assert_false (is_set_back (folder));
}

static void
test_spoiled_file (void)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "postgresql:///x", -1);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "garrison", "anchors", digest, NULL);
  GarrisonAnchor anchor = { 2, 17, "abc" }, found = { 0 };
  GStatBuf info;

  g_assert_false (garrison_anchor_load ("postgresql:///x", &found));
  garrison_anchor_keep ("postgresql:///x", &anchor);
  g_assert_true (garrison_anchor_load ("postgresql:///x", &found));
  g_assert_cmpint (found.epoch, ==, 2);
  g_assert_cmpint (found.act, ==, 17);
  g_assert_cmpstr (found.hash, ==, "abc");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_set_contents (path, "nonsense", -1, NULL));
  g_assert_false (garrison_anchor_load ("postgresql:///x", &found));
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pg-anchor/growing", test_growing);
  g_test_add_func ("/pg-anchor/cut", test_cut);
  g_test_add_func ("/pg-anchor/another-act-in-its-place", test_another_act_in_its_place);
  g_test_add_func ("/pg-anchor/epoch", test_epoch);
  g_test_add_func ("/pg-anchor/spoiled-file", test_spoiled_file);
  return g_test_run ();
}
