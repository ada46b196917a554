/* Passwords in a keyring; run by tests/session --keyring. */
#include "store/secret.h"

#define SERVER "postgresql://server.example/company"

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
keep (const char *uri, const char *login, const char *password)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  garrison_secret_keep_async (uri, login, password, NULL, on_done, &result);
  g_assert_true (garrison_secret_keep_finish (wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
assert_kept (const char *uri, const char *login, const char *password)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *kept;

  garrison_secret_lookup_async (uri, login, NULL, on_done, &result);
  kept = garrison_secret_lookup_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, password);
  garrison_secret_free (kept);
}

static void
test_kept_and_forgotten (void)
{
  assert_kept (SERVER, "mei", NULL);
  keep (SERVER, "mei", "绿茶 leaves");
  assert_kept (SERVER, "mei", "绿茶 leaves");
  keep (SERVER, "mei", "another");
  assert_kept (SERVER, "mei", "another");
  keep (SERVER, "mei", NULL);
  assert_kept (SERVER, "mei", NULL);
  keep (SERVER, "mei", NULL); /* nothing to forget */
}

static void
test_nobody_elses (void)
{
  keep (SERVER, "mei", "hers");
  assert_kept (SERVER, "me", NULL);
  assert_kept (SERVER "m", "ei", NULL);
  assert_kept (SERVER "2", "mei", NULL);
  keep (SERVER, "wang", "his");
  assert_kept (SERVER, "mei", "hers");
  keep (SERVER, "wang", NULL);
  keep (SERVER, "mei", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/kept-and-forgotten", test_kept_and_forgotten);
  g_test_add_func ("/secret/nobody-elses", test_nobody_elses);
  return g_test_run ();
}
