/* What the runner does around every act: rights, arguments, repeats, changes, the chain. */
#include "acts.h"

#include <gio/gio.h>
#include <string.h>

#include "base/error.h"
#include "store/act-file.h"
#include "store/audit.h"

/* Without its right nobody does any act, and a stranger does none at all. */
static void
test_rights (void)
{
  g_autoptr (Office) o = office_new ();
  g_auto (GStrv) names = garrison_act_file_list ();
  gint64 nothing;

  office_do (o, o->manager, "create-customer", NULL, "name:t", "Before");
  office_exec (o, "INSERT INTO role(id, key, name) VALUES (99, 'nothing', 'Nothing')");
  office_exec (o, "UPDATE person SET role = 99 WHERE login = 'auditor'");
  nothing = o->auditor;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (garrison_act_file_find (names[i])->right, "program"))
        office_shut_out (o, nothing, names[i], "");
      else
        office_refused (o, nothing, g_str_equal (garrison_act_file_find (names[i])->right, "anyone") ? "bad-argument" : "no-right",
                        names[i], "");
      office_shut_out (o, 12345, names[i], "");
    }
  office_exec (o, "UPDATE person SET active = 0 WHERE login = 'manager'");
  office_shut_out (o, o->manager, "create-customer", "name:t", "X");
  office_shut_out (o, o->manager, "create-customer", "name:t", "X");
  office_shut_out (o, o->boss, "found-company", "");
  office_shut_out (o, o->boss, "set-password", "person:i hash:t", o->ann, "x");
}

static void
test_arguments (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *long_text = g_strnfill (10001, 'x');
  g_autofree char *longest = g_strnfill (10000, 'x');
  g_autoptr (GError) error = NULL;
  gint64 id = office_customer (o, o->ann, "Alpha"), zero = 0;

  office_refused (o, o->ann, "bad-argument", "create-customer", "");
  office_refused (o, o->ann, "bad-argument", "create-customer", "name:i", id);
  office_refused (o, o->ann, "bad-argument", "create-customer", "name:t level:t", "X", "A");
  office_refused (o, o->ann, "bad-argument", "create-customer", "name:t nonsense:i", "X", id);
  office_refused (o, o->ann, "bad-argument", "create-customer", "name:t note:t", "X", long_text);
  office_refused (o, o->ann, "bad-argument", "create-customer", "name:t", "\xff\xfe");
  office_refused (o, o->ann, "bad-argument", "create-customer", "name:n");
  office_refused (o, o->ann, "bad-argument", "create-deal", "customer:i name:t expected:i", id, "X", (gint64) 20260230);
  office_refused (o, o->ann, "bad-argument", "create-deal", "customer:i name:t expected:i", id, "X", (gint64) 18991231);
  office_refused (o, o->ann, "bad-argument", "create-deal", "customer:i name:t expected:i", id, "X", G_MAXINT64);
  office_refused (o, o->lead, "bad-argument", "archive-customers", "ids:i", id);
  office_refused (o, o->lead, "bad-argument", "archive-customers", "ids:I", &zero, (gsize) 1);
  office_refused (o, o->lead, "bad-argument", "archive-customers", "ids:I", &zero, (gsize) 0);
  office_refused (o, o->boss, "bad-argument", "import-customers", "file:t", "x.csv");
  g_assert_null (office_try (o, &error, o->ann, "create-customer", "name:t note:t", "X", long_text));
  g_assert_cmpstr (garrison_refusal_get_detail (error, "argument"), ==, "note");
  g_clear_error (&error);
  office_do (o, o->ann, "create-customer", NULL, "name:t note:t", "X", longest);
  g_assert_null (office_try (o, &error, o->ann, "no-such-act", ""));
  g_assert_true (garrison_error_is_refusal (error, "no-such-act"));
  g_clear_error (&error);
  g_assert_null (office_try (o, &error, o->ann, "../kept", ""));
  g_assert_true (garrison_error_is_refusal (error, "no-such-act"));
}

static GarrisonActResult *
request (Office *o, gint64 me, const char *name, const char *id, GarrisonChange **change, GError **error)
{
  g_autoptr (GarrisonArgs) args = office_args ("name:t", name);
  return office_run (o, me, "create-customer", args, id, NULL, change, error);
}

static void
test_repeat (void)
{
  g_autoptr (Office) o = office_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonChange) change = NULL;
  g_autoptr (GarrisonActResult) first = request (o, o->ann, "Alpha", "r-1", &change, &error);
  g_autoptr (GarrisonActResult) again = NULL;
  g_autoptr (GarrisonActResult) undone = NULL;
  g_autoptr (GarrisonActResult) undone_again = NULL;
  g_autofree char *before = NULL;

  g_assert_no_error (error);
  g_assert_false (garrison_act_result_is_repeat (first));
  g_assert_true (garrison_change_touches (change, "customer"));
  g_assert_true (garrison_change_touches (change, "timeline"));
  g_assert_false (garrison_change_touches (change, "deal"));
  g_clear_pointer (&change, garrison_change_unref);
  before = office_state (o);

  again = request (o, o->ann, "Alpha", "r-1", &change, &error);
  g_assert_no_error (error);
  g_assert_null (change);
  g_assert_true (garrison_act_result_is_repeat (again));
  g_assert_cmpint (garrison_act_result_get_act (again), ==, garrison_act_result_get_act (first));
  g_assert_cmpint (garrison_act_result_get_int (again, "customer"), ==, garrison_act_result_get_int (first, "customer"));
  assert_state (o, before);

  g_assert_null (request (o, o->ben, "Alpha", "r-1", NULL, &error));
  g_assert_true (garrison_error_is_refusal (error, "bad-argument"));
  g_clear_error (&error);
  g_assert_null (request (o, o->ann, "Alpha", "", NULL, &error));
  g_assert_true (garrison_error_is_refusal (error, "bad-argument"));
  g_clear_error (&error);

  undone = office_run_undo (o, o->ann, garrison_act_result_get_act (first), "r-2", &error);
  g_assert_no_error (error);
  undone_again = office_run_undo (o, o->ann, garrison_act_result_get_act (first), "r-2", &error);
  g_assert_no_error (error);
  g_assert_true (garrison_act_result_is_repeat (undone_again));
  office_undo_refused (o, o->ann, "undone-already", garrison_act_result_get_act (first));
  office_undo_refused (o, o->ann, "cannot-undo", garrison_act_result_get_act (undone));
  office_undo_refused (o, o->ann, "cannot-undo", 99999);
  office_undo_refused (o, o->boss, "cannot-undo", 1);
  office_check (o);
}

static void
test_change (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 ids[] = { office_customer (o, o->ann, "Alpha"), office_customer (o, o->ann, "Beta") };
  g_autoptr (GarrisonArgs) args = office_args ("customer:i name:t", ids[1], "Wang");
  g_autoptr (GarrisonChange) change = NULL;
  g_autoptr (GarrisonActResult) result = office_run (o, o->ann, "create-contact", args, NULL, NULL, &change, NULL);
  const gint64 *customers;
  gsize n;

  g_assert_nonnull (result);
  customers = garrison_change_get_customers (change, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (customers[0], ==, ids[1]);
  g_assert_cmpstr (garrison_change_get_act (change), ==, "create-contact");
  g_assert_true (garrison_change_touches (change, "contact"));
  g_assert_true (garrison_change_touches (change, "act"));
}

static void
test_cancelled (void)
{
  g_autoptr (Office) o = office_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GarrisonArgs) args = office_args ("name:t", "Alpha");
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (office_run (o, o->ann, "create-customer", args, NULL, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer"), ==, 0);
}

/* An act that does not do what it says leaves nothing behind: here by a trigger that stands in its way. */
static void
test_row_count (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = office_customer (o, o->ann, "Alpha");

  before = office_state (o);
  office_obstruct (o, "contact", FALSE);
  g_assert_null (office_try (o, &error, o->ann, "create-contact", "customer:i name:t", id, "Wang"));
  g_assert_true (garrison_error_is_refusal (error, "row-count"));
  g_assert_cmpstr (garrison_refusal_get_detail (error, "expected"), ==, "1");
  g_assert_cmpstr (garrison_refusal_get_detail (error, "changed"), ==, "0");
  g_clear_error (&error);
  office_clear_way (o, "contact");
  office_obstruct (o, "contact", TRUE);
  g_assert_null (office_try (o, &error, o->ann, "create-contact", "customer:i name:t", id, "Wang"));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  office_clear_way (o, "contact");
  assert_state (o, before);
  office_do (o, o->ann, "create-contact", NULL, "customer:i name:t", id, "Wang");
  office_check (o);
}

/* The chain ---------------------------------------------------------------------------------------- */

static void
test_chain (void)
{
  static const struct
  {
    const char *sql;
    gint64 bad;
  } tampers[] = {
    { "UPDATE act SET person = 2 WHERE id = 8", 8 },
    { "UPDATE act SET at = at + 1 WHERE id = 8", 8 },
    { "UPDATE act SET gave = 'n=1' WHERE id = 8", 8 },
    { "UPDATE act SET gave = NULL WHERE id = 8", 8 },
    { "UPDATE act SET name = 'edit-team' WHERE id = 8", 8 },
    { "UPDATE act SET request = 'r' WHERE id = 8", 8 },
    { "UPDATE act SET undoes = 2 WHERE id = 8", 8 },
    { "UPDATE act SET hash = previous WHERE id = 8", 8 },
    { "DELETE FROM act WHERE id = 8", 9 },
    { "UPDATE act_row SET became = 'other' WHERE act = 8", 8 },
    { "UPDATE act_row SET was = '' WHERE act = 8 AND was IS NULL", 8 },
    { "DELETE FROM act_row WHERE act = 8", 8 },
    { "INSERT INTO act_row VALUES (8, 'customer', 1, 'x', NULL, NULL)", 8 },
    { "INSERT INTO act_row VALUES (5000, 'customer', 1, 'x', NULL, NULL)", 5000 },
    { "UPDATE act SET id = 99 WHERE id = 7; UPDATE act SET id = 7 WHERE id = 8; UPDATE act SET id = 8 WHERE id = 99;"
      "UPDATE act_row SET act = 99 WHERE act = 7; UPDATE act_row SET act = 7 WHERE act = 8; UPDATE act_row SET act = 8 WHERE act = 99", 7 },
    { "INSERT INTO act SELECT 99, name, person, at, day, 'r', undoes, gave, rows, rows_hash, previous, hash FROM act WHERE id = 8", 99 },
  };
  g_autoptr (Office) o = office_new ();
  g_autofree char *head = NULL;
  gint64 act;

  office_customer (o, o->ann, "Alpha");
  act = office_int (o, "SELECT max(id) FROM act");
  head = office_text (o, "SELECT hash FROM act WHERE id = %" G_GINT64_FORMAT, act);
  g_assert_cmpint (act, ==, o->act);
  g_assert_cmpuint (strlen (head), ==, GARRISON_AUDIT_HASH_LENGTH);
  office_loosen (o);
  for (guint i = 0; i < G_N_ELEMENTS (tampers); i++)
    {
      office_exec (o, "BEGIN");
      office_exec (o, tampers[i].sql);
      g_test_message ("%s", tampers[i].sql);
      g_assert_cmpint (office_find_broken (o, 0, NULL), ==, tampers[i].bad);
      office_exec (o, "ROLLBACK");
    }

  /* only an anchor shows that the tail was cut, or that everything was made anew */
  g_assert_cmpint (office_find_broken (o, act, head), ==, 0);
  g_assert_cmpint (office_find_broken (o, act, GARRISON_AUDIT_FIRST), ==, act);
  office_exec (o, "DELETE FROM act_row WHERE act = (SELECT max(id) FROM act)");
  office_exec (o, "DELETE FROM act WHERE id = (SELECT max(id) FROM act)");
  g_assert_cmpint (office_find_broken (o, 0, NULL), ==, 0);
  g_assert_cmpint (office_find_broken (o, act, head), ==, act);
}

/* The bytes that are hashed, once by hand, so that another engine can be held to them. */
static void
test_canonical (void)
{
  g_autoptr (GarrisonAuditHasher) hasher = garrison_audit_hasher_new ();
  const char *bytes = "8:customer,2:17,-,0:,6:\xe5\xae\xa2\xe6\x88\xb7,2:-5,";
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, -1);
  char hex[GARRISON_AUDIT_HASH_LENGTH + 1];

  garrison_audit_hasher_add_text (hasher, "customer", -1);
  garrison_audit_hasher_add_int (hasher, 17);
  garrison_audit_hasher_add_text (hasher, NULL, 0);
  garrison_audit_hasher_add_text (hasher, "", 0);
  garrison_audit_hasher_add_text (hasher, "客户", -1);
  garrison_audit_hasher_add_int (hasher, -5);
  garrison_audit_hasher_finish (hasher, hex);
  g_assert_cmpstr (hex, ==, expected);
}

static void
test_password (void)
{
  g_autoptr (Office) o = office_new ();

  office_do (o, 0, "set-password", NULL, "person:i hash:t by:i", o->ann, "h1", o->ann);
  office_do (o, 0, "set-password", NULL, "person:i hash:t by:i", o->ann, "h2", o->boss);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM credential WHERE hash = 'h2'"), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act_row WHERE was LIKE 'h_' OR became LIKE 'h_'"), ==, 0);
  office_refused (o, 0, "out-of-reach", "set-password", "person:i hash:t by:i", o->ann, "h3", o->lead);
  office_refused (o, 0, "no-such-person", "set-password", "person:i hash:t", (gint64) 999, "h3");
  office_refused (o, 0, "founded-already", "found-company", "currency:t time_zone:t chinese:i login:t", "CNY", "UTC", (gint64) 0, "x");
  office_loosen (o);
  office_exec (o, "DELETE FROM person");
  office_refused (o, 0, "empty-name", "found-company", "currency:t time_zone:t chinese:i login:t", "CNY", "UTC", (gint64) 0, " ");
  office_refused (o, 0, "bad-currency", "found-company", "currency:t time_zone:t chinese:i login:t", "yuan", "UTC", (gint64) 0, "x");
}

void
add_runner_tests (void)
{
  g_test_add_func ("/acts/runner/rights", test_rights);
  g_test_add_func ("/acts/runner/arguments", test_arguments);
  g_test_add_func ("/acts/runner/repeat", test_repeat);
  g_test_add_func ("/acts/runner/change", test_change);
  g_test_add_func ("/acts/runner/cancelled", test_cancelled);
  g_test_add_func ("/acts/runner/row-count", test_row_count);
  g_test_add_func ("/acts/runner/chain", test_chain);
  g_test_add_func ("/acts/runner/canonical", test_canonical);
  g_test_add_func ("/acts/runner/password", test_password);
}
