/* Args, rows, results, changes, refusals, sessions. */
#include <string.h>

#include "store/act-result-private.h"
#include "store/change-private.h"
#include "store/rows-private.h"
#include "store/session.h"
#include "store/store.h"

static void
test_args (void)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  gint64 ids[] = { 3, 1, 2 };
  const gint64 *found;
  gsize n;

  garrison_args_set_int (args, "n", G_MININT64);
  garrison_args_set_text (args, "t", "文");
  garrison_args_set_text (args, "empty", "");
  garrison_args_set_text (args, "none", NULL);
  garrison_args_set_ids (args, "ids", ids, 3);
  garrison_args_set_ids (args, "no-ids", NULL, 0);
  g_assert_cmpuint (garrison_args_get_size (args), ==, 6);
  g_assert_cmpint (garrison_args_lookup (args, "n")->integer, ==, G_MININT64);
  g_assert_cmpint (garrison_args_lookup (args, "t")->length, ==, 3);
  g_assert_cmpint (garrison_args_lookup (args, "empty")->kind, ==, GARRISON_VALUE_NULL);
  g_assert_cmpint (garrison_args_lookup (args, "none")->kind, ==, GARRISON_VALUE_NULL);
  g_assert_null (garrison_args_lookup (args, "other"));
  ids[0] = 99;
  found = garrison_args_lookup_ids (args, "ids", &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (found[0], ==, 3);
  g_assert_nonnull (garrison_args_lookup_ids (args, "no-ids", &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (garrison_args_lookup_ids (args, "n", &n));
}

static void
test_args_replace (void)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "a", "first");
  /* From itself: what is read must not be freed before. */
  garrison_args_set_text (args, "a", garrison_args_lookup (args, "a")->text);
  g_assert_cmpstr (garrison_args_lookup (args, "a")->text, ==, "first");
  garrison_args_set_real (args, "a", 0.5);
  g_assert_cmpuint (garrison_args_get_size (args), ==, 1);
  g_assert_cmpfloat (garrison_args_lookup (args, "a")->real, ==, 0.5);
}

typedef struct
{
  GarrisonRow head;
  gint64 integer;
  double real;
  const char *text;
} FakeRow;

static GarrisonValueKind
fake_kind (GarrisonRow *row, guint column)
{
  static const GarrisonValueKind kinds[]
    = { GARRISON_VALUE_INT, GARRISON_VALUE_REAL, GARRISON_VALUE_TEXT, GARRISON_VALUE_NULL };

  return kinds[column];
}

static gint64
fake_int (GarrisonRow *row, guint column)
{
  return ((FakeRow *)row)->integer;
}

static double
fake_real (GarrisonRow *row, guint column)
{
  return ((FakeRow *)row)->real;
}

static const char *
fake_text (GarrisonRow *row, guint column, gsize *length)
{
  *length = strlen (((FakeRow *)row)->text);
  return ((FakeRow *)row)->text;
}

static void
test_rows (void)
{
  static const char *const names[] = { "i", "r", "t", "n" };
  g_autoptr (GarrisonRows) rows = garrison_rows_new (4, names);
  FakeRow row = { { fake_kind, fake_int, fake_real, fake_text }, G_MAXINT64, 1e300, "12 酒" };

  g_assert_cmpuint (garrison_rows_get_size (rows), ==, 0);
  garrison_rows_append (rows, &row.head);
  row.text = "";
  row.real = 2.5;
  garrison_rows_append (rows, &row.head);
  g_assert_cmpuint (garrison_rows_get_size (rows), ==, 2);
  g_assert_cmpstr (garrison_rows_get_column (rows, 2), ==, "t");
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 0), ==, G_MAXINT64);
  g_assert_cmpstr (garrison_rows_get_text (rows, 0, 0), ==, "9223372036854775807");
  g_assert_true (garrison_rows_get_text (rows, 0, 0) == garrison_rows_get_text (rows, 0, 0));
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 1), ==, 0);
  g_assert_cmpstr (garrison_rows_get_text (rows, 0, 2), ==, "12 酒");
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 2), ==, 12);
  g_assert_cmpint (garrison_rows_get_int (rows, 1, 1), ==, 2);
  g_assert_cmpstr (garrison_rows_get_text (rows, 1, 2), ==, "");
  g_assert_null (garrison_rows_get_text (rows, 1, 3));
  g_assert_true (garrison_rows_is_null (rows, 1, 3));
  g_assert_false (garrison_rows_is_null (rows, 1, 2));
}

static void
test_refusal (void)
{
  g_autoptr (GError) error = garrison_refusal_new ("transfer-customers", "no-such-person");
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) other = g_error_new_literal (GARRISON_ERROR, GARRISON_ERROR_DENIED, "no");

  garrison_refusal_set_detail (error, "person", "17");
  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_true (garrison_error_is_refusal (copy, NULL));
  g_assert_true (garrison_error_is_refusal (copy, "no-such-person"));
  g_assert_false (garrison_error_is_refusal (copy, "no-such"));
  g_assert_cmpstr (garrison_refusal_get_act (copy), ==, "transfer-customers");
  g_assert_cmpstr (garrison_refusal_get_detail (copy, "person"), ==, "17");
  g_assert_null (garrison_refusal_get_detail (copy, "customer"));
  g_assert_true (g_str_has_prefix (copy->message, "no-such-person"));
  g_assert_false (garrison_error_is_refusal (other, NULL));
  g_assert_false (garrison_error_is_refusal (NULL, NULL));
  g_assert_null (garrison_refusal_get_detail (other, "person"));
}

static void
test_result (void)
{
  g_autoptr (GarrisonActResult) result = garrison_act_result_new (5);

  garrison_act_result_set_int (result, "customer", 17);
  garrison_act_result_add_skipped (result, 3, "duplicate", 9);
  g_assert_cmpint (garrison_act_result_get_int (result, "customer"), ==, 17);
  g_assert_cmpint (garrison_act_result_get_int (result, "n"), ==, 0);
  g_assert_cmpuint (garrison_act_result_get_n_skipped (result), ==, 1);
  g_assert_cmpstr (garrison_act_result_get_skipped (result, 0)->reason, ==, "duplicate");
  g_assert_false (garrison_act_result_is_repeat (result));
}

static void
test_change (void)
{
  g_autoptr (GarrisonChange) one = garrison_change_new ("edit-customer", 1);
  g_autoptr (GarrisonChange) two = garrison_change_new ("edit-customer", 2);
  g_autoptr (GarrisonChange) others = garrison_change_new (NULL, 0);
  g_autoptr (GarrisonChange) both = NULL;
  gsize n;

  garrison_change_add_relation (one, "customer");
  garrison_change_add_customer (one, 10);
  garrison_change_add_customer (one, 10);
  garrison_change_add_relation (two, "contact");
  garrison_change_add_customer (two, 11);
  g_assert_true (garrison_change_is_like (one, two));
  g_assert_false (garrison_change_is_like (one, others));
  both = garrison_change_join (one, two);
  g_assert_true (garrison_change_touches (both, "customer")
                 && garrison_change_touches (both, "contact"));
  g_assert_false (garrison_change_touches (both, "deal"));
  g_assert_cmpint (garrison_change_get_customers (both, &n)[1], ==, 11);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (garrison_change_get_act_id (both), ==, 2);
  g_assert_true (garrison_change_touches (others, "deal"));
  for (gint64 id = 1; id <= GARRISON_CHANGE_CUSTOMERS_MAX + 1; id++)
    garrison_change_add_customer (one, id);
  g_assert_null (garrison_change_get_customers (one, &n));
  g_assert_cmpuint (n, ==, 0);
}

static void
test_session (void)
{
  g_autoptr (GarrisonSession) session = garrison_session_new (7);
  g_autoptr (GarrisonSession) same = garrison_session_new (7);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = 7;

  g_array_append_val (ids, id);
  garrison_session_add_right (session, "see", "own", ids);
  garrison_session_add_right (session, "edit", "all", NULL);
  g_assert_true (garrison_session_reaches (session, "see", 7));
  g_assert_false (garrison_session_reaches (session, "see", 8));
  g_assert_false (garrison_session_reaches (session, "see", 0));
  g_assert_true (garrison_session_reaches (session, "edit", 0));
  g_assert_false (garrison_session_reaches (session, "other", 7));
  g_assert_false (garrison_session_equal (session, same));
  garrison_session_add_right (same, "see", "own", ids);
  garrison_session_add_right (same, "edit", "all", NULL);
  g_assert_true (garrison_session_equal (session, same));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/values/args", test_args);
  g_test_add_func ("/store/values/args-replace", test_args_replace);
  g_test_add_func ("/store/values/rows", test_rows);
  g_test_add_func ("/store/values/refusal", test_refusal);
  g_test_add_func ("/store/values/result", test_result);
  g_test_add_func ("/store/values/change", test_change);
  g_test_add_func ("/store/values/session", test_session);
  return g_test_run ();
}
