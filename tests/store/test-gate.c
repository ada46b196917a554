/* The gate: who gets a permit for what, what it says, and what is known of it afterwards. */
#include <string.h>

#include "store/gate.h"
#include "support.h"

/* A salesperson and an assistant beside the owner. */
static void
hire (const char *folder, GarrisonStore *boss)
{
  static const char *const PEOPLE[][2] = { { "ann", "salesperson" }, { "max", "manager" } };

  for (guint i = 0; i < G_N_ELEMENTS (PEOPLE); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM role WHERE key = '%s'", PEOPLE[i][1]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonActResult) result
        = test_act (boss, &error, "add-person", "ttii", "login", PEOPLE[i][0], "name", PEOPLE[i][0], "role",
                    test_read_int (boss, sql), "team", test_read_int (boss, "SELECT min(id) FROM team"), NULL);

      g_assert_no_error (error);
      g_assert_nonnull (result);
      test_vault_give_password (folder, PEOPLE[i][0]);
    }
}

static GarrisonPermit *
ask (GarrisonStore *store, const char *kind, gint64 n, const char *refusal)
{
  g_autoptr (GError) error = NULL;
  GarrisonPermit *permit = garrison_gate_ask (store, kind, "customers", n, NULL, &error);

  if (refusal == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (garrison_permit_allows (permit, kind));
    }
  else
    {
      g_assert_null (permit);
      g_assert_true (garrison_error_is_refusal (error, refusal));
    }
  return permit;
}

static void
passes (GarrisonStore *store, const char *kind, gint64 n)
{
  garrison_permit_unref (ask (store, kind, n, NULL));
}

static void
refuses (GarrisonStore *store, const char *kind, gint64 n, const char *refusal)
{
  g_assert_null (ask (store, kind, n, refusal));
}

static void
test_permit (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  gint64 before = g_get_real_time (), n = test_read_int (store, "SELECT count(*) FROM act");
  g_autoptr (GarrisonPermit) permit = ask (store, "csv", 7, NULL);
  g_autofree char *number = g_strdup_printf ("#%" G_GINT64_FORMAT, garrison_permit_get_release (permit));
  g_autofree char *sql = g_strdup_printf ("SELECT n FROM release WHERE kind = 'csv' AND what = 'customers' AND id = %" G_GINT64_FORMAT
                                          " AND person = %" G_GINT64_FORMAT " AND at = %" G_GINT64_FORMAT,
                                          garrison_permit_get_release (permit), garrison_store_get_me (store),
                                          garrison_permit_get_at (permit));

  g_assert_cmpstr (garrison_permit_get_login (permit), ==, "boss");
  g_assert_cmpstr (garrison_permit_get_company (permit), ==, "Test");
  g_assert_cmpint (garrison_permit_get_n (permit), ==, 7);
  g_assert_cmpint (garrison_permit_get_at (permit), >, before - 60 * G_USEC_PER_SEC);
  g_assert_cmpint (garrison_permit_get_at (permit), <, g_get_real_time () + 60 * G_USEC_PER_SEC);
  g_assert_false (garrison_permit_allows (permit, "print"));
  g_assert_false (garrison_permit_allows (NULL, "csv"));
  g_assert_nonnull (strstr (garrison_permit_get_mark (permit), "boss"));
  g_assert_nonnull (strstr (garrison_permit_get_mark (permit), number));
  /* What left, and the entry in the chain that tells of it. */
  g_assert_cmpint (test_read_int (store, sql), ==, 7);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM act"), ==, n + 1);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM act_row WHERE relation = 'release' AND field = 'csv'"), ==, 1);
}

static void
test_rights (void)
{
  static const char *const KINDS[] = { "csv", "xlsx", "vcard", "pdf", "image", "print" };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) boss = test_company_new (folder);
  g_autoptr (GarrisonStore) ann = NULL;
  gint64 n;

  hire (folder, boss);
  ann = test_company_open (folder, "ann");
  n = test_read_int (boss, "SELECT count(*) FROM release");
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      refuses (ann, KINDS[i], 0, "may-not-take-out");
      refuses (ann, KINDS[i], 1, "may-not-take-out");
      passes (boss, KINDS[i], 1);
    }
  refuses (boss, "fax", 1, "bad-argument");
  refuses (boss, "csv", -1, "bad-argument");
  passes (ann, "clipboard", 1);
  refuses (ann, "clipboard", 2, "one-at-a-time");
  refuses (boss, "clipboard", 2, "one-at-a-time");
  g_assert_cmpint (test_read_int (boss, "SELECT count(*) FROM release"), ==, n + G_N_ELEMENTS (KINDS) + 1);
}

/* What is too much at once is granted by somebody else, and nobody grants it to themselves. */
static void
test_consent (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) boss = test_company_new (folder);
  g_autoptr (GarrisonStore) max = NULL;
  g_autoptr (GarrisonActResult) asked = NULL, decided = NULL;
  g_autoptr (GError) error = NULL;
  gint64 most = test_read_int (boss, "SELECT l.n FROM role_limit l JOIN role r ON r.id = l.role"
                                     " WHERE r.key = 'manager' AND l.name = 'export_rows'");

  hire (folder, boss);
  max = test_company_open (folder, "max");
  refuses (max, "csv", most + 1, "needs-consent");
  asked = test_act (max, &error, "ask-for", "ti", "kind", "export", "n", most * 2, NULL);
  g_assert_no_error (error);
  refuses (max, "csv", most + 1, "needs-consent");
  g_assert_null (test_act (max, &error, "decide-request", "iii", "asked", garrison_act_result_get_int (asked, "request"),
                           "granted", most * 2, "days", (gint64) 1, NULL));
  g_assert_true (garrison_error_is_refusal (error, NULL));
  g_clear_error (&error);
  decided = test_act (boss, &error, "decide-request", "iii", "asked", garrison_act_result_get_int (asked, "request"),
                      "granted", most * 2, "days", (gint64) 1, NULL);
  g_assert_no_error (error);
  passes (max, "csv", most + 1);
  refuses (max, "csv", most * 100, "needs-consent");
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GarrisonPermit **permit = data;

  *permit = garrison_gate_ask_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  GarrisonPermit *permit = NULL;
  g_autofree char *endless = g_strnfill (100000, 'x');

  garrison_gate_ask_async (store, "image", endless, 3, NULL, on_asked, &permit);
  while (permit == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (garrison_permit_allows (permit, "image"));
  garrison_permit_unref (permit);
  g_assert_cmpint (test_read_int (store, "SELECT length(what) FROM release"), <=, 500);
}

/* Words that are none do no harm, and nobody who is not signed in gets anything. */
static void
test_hostile (void)
{
  static const char *const WHATS[] = { "", "\xff\xfe", "'; DROP TABLE release; --", "a\nb", "客户" };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (WHATS); i++)
    {
      g_autoptr (GarrisonPermit) permit = garrison_gate_ask (store, "csv", WHATS[i], 1, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (permit);
    }
  garrison_store_sign_out (store);
  g_assert_null (garrison_gate_ask (store, "csv", "x", 1, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/permit", test_permit);
  g_test_add_func ("/gate/rights", test_rights);
  g_test_add_func ("/gate/consent", test_consent);
  g_test_add_func ("/gate/async", test_async);
  g_test_add_func ("/gate/hostile", test_hostile);
  return g_test_run ();
}
