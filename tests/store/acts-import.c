/* Rows that flow into an act: taken, skipped, stopped. What imports mean is tested where files are read. */
#include "acts.h"

#include <gio/gio.h>

#include "base/error.h"

typedef struct
{
  const char *const *names; /* NULL-terminated; "!" fails, "?" is a number where text belongs */
  guint next;
  guint total;              /* without names: so many made-up rows */
  char made[32];
  GCancellable *cancel_at_half;
} Source;

static gboolean
give_row (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Source *source = data;
  const char *name = source->made;
  guint row = source->next++;

  if (source->names != NULL && (name = source->names[row]) == NULL)
    return FALSE;
  if (source->names == NULL && row == source->total)
    return FALSE;
  if (source->names == NULL)
    g_snprintf (source->made, sizeof source->made, "Product %u", row);
  if (source->cancel_at_half != NULL && row == source->total / 2)
    g_cancellable_cancel (source->cancel_at_half);
  if (g_str_equal (name, "!"))
    {
      g_set_error_literal (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE, "the file ends in the middle");
      return FALSE;
    }
  cells[0] = (GarrisonValue) { .kind = g_str_equal (name, "?") ? GARRISON_VALUE_INT : GARRISON_VALUE_TEXT, .text = name, .length = -1 };
  cells[1] = (GarrisonValue) { .kind = GARRISON_VALUE_INT, .integer = 2 };
  return TRUE;
}

static GarrisonActResult *
pull (Office *o, Source *source, const char *column, GError **error)
{
  const char *columns[] = { column, "form", NULL };
  g_autoptr (GarrisonArgs) args = office_args ("file:t", "products.csv");

  source->next = 0;
  garrison_args_set_rows (args, "rows", columns, give_row, source);
  return office_run (o, o->boss, "import-products", args, NULL, source->cancel_at_half, NULL, error);
}

static void
test_rows (void)
{
  static const char *const names[] = { "Lathe", "Drill", "LATHE", "Saw", NULL };
  g_autoptr (Office) o = office_new_bare ();
  g_autoptr (GError) error = NULL;
  Source source = { names };
  g_autoptr (GarrisonActResult) result = pull (o, &source, "name", &error);

  g_assert_no_error (error);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM product"), ==, 3);
  g_assert_cmpuint (garrison_act_result_get_n_skipped (result), ==, 1);
  g_assert_cmpuint (garrison_act_result_get_skipped (result, 0)->row, ==, 2);
  g_assert_cmpint (garrison_act_result_get_skipped (result, 0)->record, ==, office_int (o, "SELECT id FROM product WHERE name = 'Lathe'"));
  office_undo (o, o->boss, garrison_act_result_get_act (result));
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM product"), ==, 0);
  office_check (o);
}

/* Whatever stops the rows, none of them stays. */
static void
test_stopped (void)
{
  static const char *const breaks[] = { "Lathe", "!", NULL };
  static const char *const wrong[] = { "Lathe", "Drill", "?", NULL };
  static const char *const garbled[] = { "Lathe", "\xff\xfe", NULL };
  g_autoptr (Office) o = office_new_bare ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Source source = { breaks };

  g_assert_null (pull (o, &source, "name", &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE);
  g_clear_error (&error);
  source = (Source) { wrong };
  g_assert_null (pull (o, &source, "name", &error));
  g_assert_true (garrison_error_is_refusal (error, "bad-argument"));
  g_assert_cmpstr (garrison_refusal_get_detail (error, "row"), ==, "2");
  g_assert_cmpstr (garrison_refusal_get_detail (error, "argument"), ==, "name");
  g_clear_error (&error);
  source = (Source) { garbled };
  g_assert_null (pull (o, &source, "name", &error));
  g_assert_true (garrison_error_is_refusal (error, "bad-argument"));
  g_clear_error (&error);
  source = (Source) { wrong };
  g_assert_null (pull (o, &source, "nonsense", &error));
  g_assert_true (garrison_error_is_refusal (error, "bad-argument"));
  g_clear_error (&error);
  source = (Source) { .total = 1000, .cancel_at_half = cancellable };
  g_assert_null (pull (o, &source, "name", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (source.next, <, 510);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM product"), ==, 0);
  office_check (o);

  /* and the runner goes on as if nothing had been */
  {
    g_autoptr (GarrisonActResult) result = NULL;
    source = (Source) { .total = 1000 };
    g_clear_error (&error);
    result = pull (o, &source, "name", &error);
    g_assert_no_error (error);
    g_assert_cmpint (office_int (o, "SELECT count(*) FROM product"), ==, 1000);
  }
}

/* Indexes that a bulk act took away stand again afterwards, whether it was done or not. */
static void
test_bulk (void)
{
  g_autoptr (Office) o = office_new ();
  const char *columns[] = { "id", "name", "created_at", NULL };
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;
  static const char *const names[] = { "!", NULL };
  Source source = { names };
  gint64 indexes = office_count_indexes (o);

  office_do (o, o->boss, "mark-as-sample", NULL, "");
  garrison_args_set_rows (args, "customers", columns, give_row, &source);
  g_assert_null (office_run (o, o->boss, "load-sample-customers", args, NULL, NULL, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_cmpint (office_count_indexes (o), ==, indexes);
  source = (Source) { .total = 0 };
  {
    g_autoptr (GarrisonActResult) result = office_run (o, o->boss, "load-sample-customers", args, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
  }
  g_assert_cmpint (office_count_indexes (o), ==, indexes);
  office_customer (o, o->ann, "Alpha");
  office_check (o);
}

void
add_import_tests (void)
{
  g_test_add_func ("/acts/rows/flow", test_rows);
  g_test_add_func ("/acts/rows/stopped", test_stopped);
  g_test_add_func ("/acts/rows/bulk", test_bulk);
}
