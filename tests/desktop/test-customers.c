/* What stands around the list of customers, on a real company: selection over a list that is asked
 * anew, words, refusals of a drop, forms into arguments. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "desktop/customer-cell.h"
#include "desktop/customer-drag.h"
#include "desktop/customer-selection.h"
#include "desktop/form.h"
#include "desktop/person-row.h"
#include "desktop/words.h"
#include "model/sample.h"

typedef struct
{
  char *folder;
  GarrisonStore *store;
  GarrisonDirectory *directory;
  GarrisonRoster *roster;
  GarrisonCustomerList *list;
} Company;

static void
set_up (Company *company, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  GarrisonFounding founding = { .company = "Test", .owner_login = "owner", .owner_name = "Chen Jing",
                                .password = "", .currency = "CNY", .time_zone = "Asia/Shanghai",
                                .quick_password = TRUE };
  GarrisonSample sample;

  company->folder = g_dir_make_tmp ("garrison-desktop-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (company->folder, "test.garrison", NULL);
  company->store = garrison_store_found (path, &founding, NULL, &error);
  g_assert_no_error (error);
  garrison_sample_init (&sample, 600);
  sample.people = 6;
  garrison_sample_fill (company->store, &sample, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  company->directory = garrison_directory_new (company->store);
  garrison_directory_load (company->directory, NULL, &error);
  g_assert_no_error (error);
  company->roster = garrison_roster_new (company->store);
  garrison_roster_load (company->roster, NULL, &error);
  g_assert_no_error (error);
  company->list = garrison_customer_list_new (company->directory, company->roster);
}

static void
tear_down (Company *company, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (company->folder, 0, NULL);
  const char *name;

  g_clear_object (&company->list);
  g_clear_object (&company->roster);
  g_clear_object (&company->directory);
  garrison_store_close (company->store);
  g_clear_object (&company->store);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (company->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (company->folder);
  g_free (company->folder);
}

/* Until the list has answered and everything that follows is done. */
static void
settle (Company *company)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  do
    g_main_context_iteration (NULL, FALSE);
  while ((garrison_customer_list_is_busy (company->list) || g_main_context_pending (NULL))
         && g_get_monotonic_time () < end);
  g_assert_false (garrison_customer_list_is_busy (company->list));
}

static void
ask (Company *company, const char *question)
{
  g_autoptr (GError) error = NULL;

  garrison_customer_list_set_question (company->list, question, &error);
  g_assert_no_error (error);
  settle (company);
}

static guint
selected_ids (GarrisonCustomerSelection *selection, Company *company, gint64 *ids, guint most)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (selection));
  guint n = (guint) gtk_bitset_get_size (selected);

  for (guint i = 0; i < MIN (n, most); i++)
    ids[i] = garrison_customer_list_get_id (company->list, gtk_bitset_get_nth (selected, i));
  return n;
}

static void
test_selection_kept (Company *company, gconstpointer data)
{
  g_autoptr (GarrisonCustomerSelection) selection = NULL;
  GtkSelectionModel *model;
  gint64 before[3], after[3];

  ask (company, "customers");
  selection = garrison_customer_selection_new (company->list);
  model = GTK_SELECTION_MODEL (selection);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 600);
  gtk_selection_model_select_range (model, 10, 3, TRUE);
  g_assert_cmpuint (selected_ids (selection, company, before, 3), ==, 3);
  garrison_customer_list_set_sort (company->list, "name", TRUE);
  settle (company);
  g_assert_cmpuint (selected_ids (selection, company, after, 3), ==, 3);
  /* The other way round now, and at other places, but the same three. */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (after[i], ==, before[2 - i]);
  g_assert_false (gtk_selection_model_is_selected (model, 10));
}

static void
test_selection_of_none (Company *company, gconstpointer data)
{
  g_autoptr (GarrisonCustomerSelection) selection = NULL;
  g_autoptr (GtkBitset) far = gtk_bitset_new_range (5000, 10), all = gtk_bitset_new_range (0, 100000);
  gint64 none[1];

  ask (company, "customers where name = \"no such name anywhere\"");
  selection = garrison_customer_selection_new (company->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 0);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (selection), far, all);
  g_assert_cmpuint (selected_ids (selection, company, none, 1), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (selection), 0));
}

/* A list that was short shows part of itself first, and soon all; what it tells always adds up. */
typedef struct
{
  guint size;
  guint changes;
} Followed;

static void
follow (GListModel *model, guint position, guint removed, guint added, Followed *followed)
{
  g_assert_cmpuint (position + removed, <=, followed->size);
  followed->size += added - removed;
  followed->changes++;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, followed->size);
}

static void
test_selection_grows (Company *company, gconstpointer data)
{
  g_autoptr (GarrisonCustomerSelection) selection = NULL;
  Followed followed = { 0 };

  ask (company, "customers limit 5");
  selection = garrison_customer_selection_new (company->list);
  followed.size = g_list_model_get_n_items (G_LIST_MODEL (selection));
  g_assert_cmpuint (followed.size, ==, 5);
  g_signal_connect (selection, "items-changed", G_CALLBACK (follow), &followed);
  ask (company, "customers");
  g_assert_cmpuint (followed.size, <=, 600);
  garrison_customer_selection_grow (selection);
  g_assert_cmpuint (followed.size, ==, 600);
  g_assert_cmpuint (followed.changes, >=, 2);
  ask (company, "customers limit 5");
  g_assert_cmpuint (followed.size, ==, 5);
}

static void
test_words (Company *company, gconstpointer data)
{
  GarrisonMoment moment;
  const char *tone = NULL;
  double fraction = 0;
  gint64 day = 24 * G_TIME_SPAN_HOUR;
  g_autofree char *never = NULL, *cold = NULL, *late = NULL, *protected = NULL, *ended = NULL;

  garrison_moment_take (&moment, company->store);
  g_assert_cmpstr (moment.currency, ==, "CNY");
  never = garrison_words_last_contact (&moment, 0, &tone);
  g_assert_cmpstr (never, ==, "never");
  cold = garrison_words_last_contact (&moment, moment.now - 20 * day, &tone);
  g_assert_cmpstr (cold, ==, "20 d");
  g_assert_cmpstr (tone, ==, "warn");
  late = garrison_words_due (&moment, moment.now - 3 * day, FALSE, &tone);
  g_assert_cmpstr (late, ==, "3 d late");
  g_assert_cmpstr (tone, ==, "late");
  protected = garrison_words_protected (&moment, moment.today, &fraction, &tone);
  g_assert_cmpstr (protected, ==, "today");
  g_assert_cmpstr (tone, ==, "late");
  ended = garrison_words_protected (&moment, 20200101, &fraction, &tone);
  g_assert_cmpstr (ended, ==, "");
  g_assert_cmpfloat (fraction, ==, 0);
}

static void
test_refusal_of_a_drop (Company *company, gconstpointer data)
{
  GListModel *people = garrison_directory_get_reach (company->directory);
  g_autoptr (GarrisonPerson) person = NULL;
  g_autoptr (GarrisonCustomerIds) own = NULL, others = NULL, mixed = NULL, many = NULL, rest = NULL;
  g_autofree char *because_own = NULL, *because_cap = NULL;
  gint64 ids[2] = { 1, 2 }, owners[2], nobodys[2] = { 0, 0 };
  g_autofree gint64 *thousands = g_new0 (gint64, 5000);
  guint n;

  for (guint i = 0; person == NULL && i < g_list_model_get_n_items (people); i++)
    {
      person = g_list_model_get_item (people, i);
      if (garrison_person_get_cap (person) == 0)
        g_clear_object (&person);
    }
  g_assert_nonnull (person);
  owners[0] = owners[1] = garrison_person_get_id (person);
  own = garrison_customer_ids_new (ids, owners, 2);
  because_own = garrison_person_row_find_refusal (person, own);
  g_assert_nonnull (because_own);
  others = garrison_customer_ids_new (ids, nobodys, 2);
  g_assert_null (garrison_person_row_find_refusal (person, others));
  many = garrison_customer_ids_new (thousands, thousands, 5000);
  because_cap = garrison_person_row_find_refusal (person, many);
  g_assert_nonnull (because_cap);
  g_assert_cmpstr (because_cap, !=, because_own);
  owners[1] = 0;
  mixed = garrison_customer_ids_new (ids, owners, 2);
  g_assert_cmpuint (garrison_customer_ids_count_new (mixed, owners[0]), ==, 1);
  rest = garrison_customer_ids_without_owner (mixed, owners[0]);
  g_assert_cmpint (garrison_customer_ids_get (rest, &n)[0], ==, 2);
  g_assert_cmpuint (n, ==, 1);
}

static const GarrisonFormField FIELDS[] = {
  { "name", "Name", GARRISON_FORM_TEXT, NULL, TRUE }, { "level", "Level", GARRISON_FORM_CHOICE, "level" },
  { "region", "Region", GARRISON_FORM_REGION },       { "day", "Day", GARRISON_FORM_DAY },
  { "amount", "Amount", GARRISON_FORM_MONEY },        { "due", "Due", GARRISON_FORM_DUE },
  { "note", "Note", GARRISON_FORM_LONG_TEXT },
};

static gint64
int_of (GarrisonArgs *args, const char *name)
{
  const GarrisonValue *value = garrison_args_lookup (args, name);

  g_assert_nonnull (value);
  g_assert_cmpint (value->kind, ==, GARRISON_VALUE_INT);
  return value->integer;
}

static void
test_form (Company *company, gconstpointer data)
{
  GtkWidget *widget = g_object_ref_sink (garrison_form_new (company->directory));
  GarrisonForm *form = GARRISON_FORM (widget);
  g_autoptr (GarrisonArgs) args = garrison_args_new (), wrong = garrison_args_new ();
  g_autofree char *mistake = NULL, *second = NULL;
  GarrisonChoice *level = garrison_directory_get_choice_by_key (company->directory, "level", "B");
  gint64 due = G_GINT64_CONSTANT (1794618000) * G_USEC_PER_SEC; /* 2026-11-14 01:00 UTC, 09:00 in Shanghai */

  garrison_form_add_group (form, "All", FIELDS, G_N_ELEMENTS (FIELDS));
  g_assert_false (garrison_form_read (form, wrong, &mistake));
  g_assert_nonnull (mistake);
  garrison_form_set_text (form, "name", "  Qingdao Haiyun  ");
  garrison_form_set_int (form, "level", garrison_choice_get_id (level));
  garrison_form_set_text (form, "region", "US-CA");
  garrison_form_set_int (form, "day", 20261123);
  garrison_form_set_int (form, "amount", 12345);
  garrison_form_set_due (form, "due", due, TRUE);
  garrison_form_set_text (form, "note", "Two\nlines");
  g_assert_false (garrison_form_is_changed (form));
  g_assert_true (garrison_form_read (form, args, &second));
  g_assert_cmpstr (garrison_args_lookup (args, "name")->text, ==, "Qingdao Haiyun");
  g_assert_cmpint (int_of (args, "level"), ==, garrison_choice_get_id (level));
  g_assert_cmpstr (garrison_args_lookup (args, "region")->text, ==, "US-CA");
  g_assert_cmpint (int_of (args, "day"), ==, 20261123);
  g_assert_cmpint (int_of (args, "amount"), ==, 12345);
  g_assert_cmpint (int_of (args, "due"), ==, due);
  g_assert_cmpint (int_of (args, "timed"), ==, 1);
  g_assert_cmpstr (garrison_args_lookup (args, "note")->text, ==, "Two\nlines");
  g_assert_finalize_object (widget);
}

static void
test_form_mistakes (Company *company, gconstpointer data)
{
  static const struct
  {
    const char *arg, *text;
  } wrong[] = { { "day", "31/31/2026" }, { "amount", "a lot" }, { "due", "2026-11-23 25:00" }, { "due", "soon" } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      GtkWidget *widget = g_object_ref_sink (garrison_form_new (company->directory));
      g_autoptr (GarrisonArgs) args = garrison_args_new ();
      g_autofree char *mistake = NULL;
      garrison_form_add_group (GARRISON_FORM (widget), NULL, FIELDS, G_N_ELEMENTS (FIELDS));
      garrison_form_set_text (GARRISON_FORM (widget), "name", "Name");
      garrison_form_set_int (GARRISON_FORM (widget), "due", 0);
      garrison_form_set_text (GARRISON_FORM (widget), wrong[i].arg, wrong[i].text);
      g_assert_false (garrison_form_read (GARRISON_FORM (widget), args, &mistake));
      g_assert_nonnull (strstr (mistake, wrong[i].text));
      g_assert_finalize_object (widget);
    }
}

/* Every cell of every column of some customers has words or is rightly empty, and none crashes. */
static void
test_cells (Company *company, gconstpointer data)
{
  GarrisonColumnContext context = { .directory = company->directory };
  g_autoptr (GarrisonCustomer) customer = NULL;
  guint filled = 0;

  garrison_moment_take (&context.moment, company->store);
  ask (company, "customers");
  customer = g_list_model_get_item (G_LIST_MODEL (company->list), 0);
  while (!garrison_customer_is_loaded (customer))
    g_main_context_iteration (NULL, TRUE);
  for (int kind = GARRISON_CELL_NAME; kind <= GARRISON_CELL_CREATED; kind++)
    {
      GtkWidget *cell = g_object_ref_sink (garrison_customer_cell_new (kind, NULL, &context));
      g_autofree char *before = garrison_customer_cell_get_text (GARRISON_CUSTOMER_CELL (cell));
      g_autofree char *text = NULL;
      g_assert_cmpstr (before, ==, "");
      garrison_customer_cell_set_customer (GARRISON_CUSTOMER_CELL (cell), customer);
      text = garrison_customer_cell_get_text (GARRISON_CUSTOMER_CELL (cell));
      if (kind == GARRISON_CELL_NAME)
        g_assert_cmpstr (text, ==, garrison_customer_get_name (customer));
      filled += *text != '\0';
      garrison_customer_cell_set_customer (GARRISON_CUSTOMER_CELL (cell), NULL);
      g_assert_finalize_object (cell);
    }
  g_assert_cmpuint (filled, >=, 6);
}

#define ADD(name, func) g_test_add ("/customers/" name, Company, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("selection-kept", test_selection_kept);
  ADD ("selection-of-none", test_selection_of_none);
  ADD ("selection-grows", test_selection_grows);
  ADD ("words", test_words);
  ADD ("refusal-of-a-drop", test_refusal_of_a_drop);
  ADD ("form", test_form);
  ADD ("form-mistakes", test_form_mistakes);
  ADD ("cells", test_cells);
  return g_test_run ();
}
