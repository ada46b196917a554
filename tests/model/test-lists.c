/* Directory, roster, list and detail over a sample company and over acts that change it. */
#include <string.h>

#include "model/customer-detail.h"
#include "model/customer-list.h"
#include "model/sample.h"
#include "model/sentence-refusals.h"
#include "model/sentence.h"
#include "small-office.h"
#include "store/act-file.h"

typedef struct
{
  SmallOffice office;
  GarrisonStore *store; /* both of the office */
  GarrisonDirectory *directory;
  GarrisonRoster *roster;
} Company;

static void
set_up (Company *company, gconstpointer data)
{
  static const SmallOfficeSize size = { 600, 10, 3000, 400, TRUE };
  g_autoptr (GError) error = NULL;

  small_office_found (&company->office, &size);
  company->store = company->office.store;
  company->directory = small_office_load (&company->office);
  company->roster = garrison_roster_new (company->store);
  garrison_roster_load (company->roster, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Company *company, gconstpointer data)
{
  settle ();
  small_office_assert_last (company->roster);
  small_office_close (&company->office);
}

static gint64
create_customer (Company *company, const char *name, const char *phone)
{
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = test_act (company->store, &error, "create-customer", "tt", "name", name, "phone", phone);
  g_assert_no_error (error);
  return garrison_act_result_get_int (result, "customer");
}

static guint
count_found (Company *company, const char *text, gint64 wanted, GarrisonMatchRank *rank)
{
  g_autoptr (GArray) matches = garrison_roster_search (company->roster, text);

  *rank = (GarrisonMatchRank) -1;
  for (guint i = 0; i < matches->len; i++)
    if (g_array_index (matches, GarrisonMatch, i).id == wanted)
      *rank = g_array_index (matches, GarrisonMatch, i).rank;
  return matches->len;
}

static void
test_sample (Company *company, gconstpointer data)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 broken;

  g_assert_cmpint (test_read_int (company->store, "SELECT count(c.id) FROM customer c"), ==, 600);
  g_assert_cmpint (test_read_int (company->store, "SELECT count(c.id) FROM contact c"), ==, 1200);
  g_assert_cmpint (test_read_int (company->store, "SELECT count(a.id) FROM activity a"), ==, 3000);
  g_assert_cmpint (test_read_int (company->store, "SELECT count(d.id) FROM deal d"), ==, 400);
  g_assert_cmpint (test_read_int (company->store, "SELECT count(a.id) FROM activity a JOIN customer c ON c.id = a.customer WHERE a.at < c.created_at - 86400000000"), ==, 0);
  g_assert_true (garrison_store_check (company->store, report, NULL, &error));
  g_assert_cmpstr (report->str, ==, "");
  g_assert_cmpint (garrison_store_verify_audit (company->store, &broken, NULL, &error), >, 0);
  g_assert_cmpint (broken, ==, 0);
}

static char *
digest (GarrisonStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (store, "SELECT c.name, c.owner, c.level, c.last_contact_day FROM customer c ORDER BY c.id", NULL, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    g_string_append_printf (text, "%s %s %s %s\n", garrison_rows_get_text (rows, i, 0), garrison_rows_get_text (rows, i, 1),
                            garrison_rows_get_text (rows, i, 2), garrison_rows_get_text (rows, i, 3));
  return g_string_free (text, FALSE);
}

static void
test_sample_again (Company *company, gconstpointer data)
{
  Company other = { 0 };
  g_autofree char *one = NULL, *two = NULL;

  set_up (&other, NULL);
  one = digest (company->store);
  two = digest (other.store);
  g_assert_cmpstr (one, ==, two);
  tear_down (&other, NULL);
}

static void
test_sample_only_empty (Company *company, gconstpointer data)
{
  GarrisonSample sample;
  g_autoptr (GError) error = NULL;

  garrison_sample_init (&sample, 10);
  g_assert_false (garrison_sample_fill (company->store, &sample, NULL, NULL, NULL, &error));
  g_assert_true (garrison_error_is_refusal (error, "company-not-empty"));
}

static void
test_directory (Company *company, gconstpointer data)
{
  GListModel *people = garrison_directory_get_people (company->directory);
  GarrisonPerson *me = garrison_directory_get_me (company->directory);
  GarrisonChoice *level = garrison_directory_get_choice_by_key (company->directory, "level", "A");
  gint64 held = 0;

  g_assert_cmpstr (garrison_person_get_login (me), ==, "boss");
  g_assert_cmpuint (g_list_model_get_n_items (people), ==, 11);
  g_assert_nonnull (level);
  g_assert_true (garrison_directory_get_choice (company->directory, "level", garrison_choice_get_id (level)) == level);
  g_assert_cmpstr (garrison_directory_get_choice_name (company->directory, "level", 0), ==, "");
  g_assert_null (garrison_directory_find_person (company->directory, "nobody"));
  for (guint i = 0; i < 11; i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);

      held += garrison_person_get_holds (person);
      g_assert_true (garrison_directory_find_person (company->directory, garrison_person_get_login (person)) == person);
    }
  g_assert_cmpint (held, ==, 600);
}

static void
test_directory_follows (Company *company, gconstpointer data)
{
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *people = garrison_directory_get_people (company->directory);
  GarrisonChoice *role = garrison_directory_get_choice_by_key (company->directory, "role", "salesperson");

  result = test_act (company->store, &error, "add-person", "tti", "login", "new", "name", "Newcomer", "role", garrison_choice_get_id (role));
  g_assert_no_error (error);
  WAIT_FOR (g_list_model_get_n_items (people) == 12);
  g_assert_nonnull (garrison_directory_find_person (company->directory, "newcomer"));
}

static void
test_roster (Company *company, gconstpointer data)
{
  GarrisonMatchRank rank;
  gint64 mobile, bank;

  mobile = create_customer (company, "中国移动通信集团有限公司", "010-5261 6666");
  bank = create_customer (company, "重庆长安银行股份有限公司", NULL);
  WAIT_FOR (count_found (company, "zgyd", mobile, &rank) > 0);
  g_assert_cmpint (rank, ==, GARRISON_MATCH_PREFIX);
  g_assert_cmpuint (count_found (company, "移动通", mobile, &rank), >, 0);
  g_assert_cmpint (rank, ==, GARRISON_MATCH_PART);
  count_found (company, "yidongtongxin", mobile, &rank);
  g_assert_cmpint (rank, ==, GARRISON_MATCH_PART);
  count_found (company, "中國移動", mobile, &rank);
  g_assert_cmpint (rank, ==, GARRISON_MATCH_PREFIX);
  count_found (company, "52616666", mobile, &rank);
  g_assert_cmpint ((int) rank, ==, -1); /* parts of numbers would tell them digit by digit */
  count_found (company, "+86 10 5261 6666", mobile, &rank);
  g_assert_cmpint (rank, ==, GARRISON_MATCH_EXACT);
  count_found (company, "移动 集团", mobile, &rank);
  g_assert_cmpint (rank, ==, GARRISON_MATCH_PART);
  count_found (company, "移动 银行", mobile, &rank);
  g_assert_cmpint ((int) rank, ==, -1);
  WAIT_FOR (count_found (company, "chongqingchangan", bank, &rank) > 0);
  g_assert_cmpint (rank, ==, GARRISON_MATCH_PREFIX);
  g_assert_cmpuint (count_found (company, "   ", bank, &rank), ==, 0);
  g_assert_cmpuint (count_found (company, "\xff\xfe%_'\"", bank, &rank), ==, 0);
}

static void
test_roster_follows_renaming (Company *company, gconstpointer data)
{
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GarrisonMatchRank rank;
  gint64 id = create_customer (company, "Quixotic Zeppelins", NULL);

  WAIT_FOR (count_found (company, "zeppelin", id, &rank) == 1);
  result = test_act (company->store, &error, "edit-customer", "iit", "customer", id, "version", (gint64) 1, "name", "Walrus Works");
  g_assert_no_error (error);
  WAIT_FOR (count_found (company, "walrus", id, &rank) == 1);
  g_assert_cmpuint (count_found (company, "zeppelin", id, &rank), ==, 0);
}

/* List --------------------------------------------------------------------------------------------- */

typedef struct
{
  guint changes;
  guint n;
} Watch;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Watch *watch)
{
  watch->changes++;
  watch->n = watch->n - removed + added;
  g_assert_cmpuint (watch->n, ==, g_list_model_get_n_items (model));
}

static GarrisonCustomerList *
make_list (Company *company, Watch *watch)
{
  GarrisonCustomerList *list = garrison_customer_list_new (company->directory, company->roster);
  g_autoptr (GError) error = NULL;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), watch);
  g_assert_true (garrison_customer_list_set_question (list, "customers", &error));
  g_assert_no_error (error);
  WAIT_FOR (!garrison_customer_list_is_busy (list));
  return list;
}

static void
test_list (Company *company, gconstpointer data)
{
  Watch watch = { 0 };
  g_autoptr (GarrisonCustomerList) list = make_list (company, &watch);
  g_autoptr (GarrisonCustomer) first = NULL;
  g_autoptr (GarrisonCustomer) later = NULL;
  guint position;

  g_assert_cmpuint (watch.n, ==, 600);
  /* The first rows come before the rest of the list is known, all others when they are looked at. */
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (garrison_customer_is_loaded (first));
  g_assert_cmpuint (strlen (garrison_customer_get_name (first)), >, 0);
  later = g_list_model_get_item (G_LIST_MODEL (list), 400);
  g_assert_false (garrison_customer_is_loaded (later));
  WAIT_FOR (garrison_customer_is_loaded (later));
  g_assert_cmpuint (strlen (garrison_customer_get_name (later)), >, 0);
  g_assert_true (garrison_customer_list_find (list, garrison_customer_get_id (first), &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 600));
}

static void
test_list_search (Company *company, gconstpointer data)
{
  Watch watch = { 0 };
  gint64 id = create_customer (company, "Quixotic Zeppelins", NULL);
  g_autoptr (GarrisonCustomerList) list = make_list (company, &watch);
  GarrisonMatchRank rank;

  WAIT_FOR (count_found (company, "zeppelin", id, &rank) == 1);
  garrison_customer_list_set_search (list, "zeppelin");
  WAIT_FOR (watch.n == 1);
  g_assert_cmpint (garrison_customer_list_get_id (list, 0), ==, id);
  g_assert_cmpuint (garrison_customer_list_get_total (list), ==, 601);
  garrison_customer_list_set_search (list, "no such thing");
  WAIT_FOR (watch.n == 0);
  garrison_customer_list_set_search (list, NULL);
  WAIT_FOR (watch.n == 601);
}

static void
test_list_sort (Company *company, gconstpointer data)
{
  Watch watch = { 0 };
  g_autoptr (GarrisonCustomerList) list = make_list (company, &watch);
  g_autoptr (GarrisonCustomer) last = NULL;
  g_autoptr (GarrisonCustomer) now_first = NULL;

  last = g_list_model_get_item (G_LIST_MODEL (list), 599);
  garrison_customer_list_set_sort (list, "name", TRUE);
  WAIT_FOR (!garrison_customer_list_is_busy (list));
  now_first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (last == now_first);
}

/* A search that begins before a new order or question was answered does not take its answer away. */
static void
test_list_hurried (Company *company, gconstpointer data)
{
  Watch watch = { 0 };
  g_autoptr (GarrisonCustomerList) list = make_list (company, &watch);
  gint64 first = garrison_customer_list_get_id (list, 0), last = garrison_customer_list_get_id (list, 599);

  garrison_customer_list_set_sort (list, "name", TRUE);
  garrison_customer_list_set_search (list, "no such thing");
  WAIT_FOR (!garrison_customer_list_is_busy (list));
  g_assert_cmpuint (watch.n, ==, 0);
  garrison_customer_list_set_search (list, NULL);
  WAIT_FOR (!garrison_customer_list_is_busy (list));
  g_assert_cmpuint (watch.n, ==, 600);
  g_assert_cmpint (garrison_customer_list_get_id (list, 0), ==, last);
  g_assert_cmpint (garrison_customer_list_get_id (list, 599), ==, first);
}

static void
test_list_follows (Company *company, gconstpointer data)
{
  Watch watch = { 0 };
  g_autoptr (GarrisonCustomerList) list = make_list (company, &watch);
  g_autoptr (GarrisonCustomer) customer = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint changes;

  WAIT_FOR (garrison_customer_is_loaded (customer));
  changes = watch.changes;
  result = test_act (company->store, &error, "log-activity", "itt", "customer", garrison_customer_get_id (customer), "kind", "call", "text", "hello");
  g_assert_no_error (error);
  WAIT_FOR (garrison_customer_get_last_contact (customer) > g_get_real_time () - 60 * G_USEC_PER_SEC);
  settle ();
  g_assert_cmpuint (watch.changes, ==, changes); /* same customers, same order: nothing to tell */
  create_customer (company, "0 first by name", NULL);
  WAIT_FOR (watch.n == 601);
  g_assert_cmpuint (watch.changes, ==, changes + 1);
}

static void
test_list_refuses (Company *company, gconstpointer data)
{
  Watch watch = { 0 };
  g_autoptr (GarrisonCustomerList) list = make_list (company, &watch);
  g_autoptr (GError) error = NULL;

  g_assert_false (garrison_customer_list_set_question (list, "customers where ; drop", &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION);
  g_clear_error (&error);
  g_assert_false (garrison_customer_list_set_question (list, "deals", &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION);
  g_assert_cmpuint (watch.n, ==, 600);
}

/* Detail ------------------------------------------------------------------------------------------- */

static void
on_failed (GObject *object, GError *error, gpointer data)
{
  g_error ("%s", error->message);
}

static void
test_detail (Company *company, gconstpointer data)
{
  g_autoptr (GarrisonCustomerDetail) detail = garrison_customer_detail_new (company->store);
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GarrisonEntry) entry = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = create_customer (company, "Quixotic Zeppelins", "13800138000");
  GListModel *entries = garrison_customer_detail_get_entries (detail);

  g_signal_connect (detail, "failed", G_CALLBACK (on_failed), NULL);
  garrison_customer_detail_set_customer (detail, id);
  WAIT_FOR (garrison_customer_detail_get_customer (detail) == id);
  g_assert_cmpstr (garrison_customer_detail_get_text (detail, "name"), ==, "Quixotic Zeppelins");
  g_assert_cmpint (garrison_customer_detail_get_int (detail, "owner"), ==, garrison_store_get_me (company->store));
  missing = garrison_customer_detail_get_missing (detail);
  g_assert_cmpuint (missing->len, >, 0);
  g_assert_false (g_ptr_array_find_with_equal_func (missing, "phone", g_str_equal, NULL));
  result = test_act (company->store, &error, "log-activity", "itt", "customer", id, "kind", "visit", "text", "<b>& markup stays text");
  g_assert_no_error (error);
  WAIT_FOR (g_list_model_get_n_items (entries) == 2);
  entry = g_list_model_get_item (entries, 0);
  g_assert_cmpstr (garrison_entry_get_kind (entry), ==, "visit");
  g_assert_cmpstr (garrison_entry_get_text (entry), ==, "<b>& markup stays text");
  g_assert_cmpint (garrison_entry_get_state (entry), ==, GARRISON_ENTRY_DONE);
  garrison_customer_detail_set_customer (detail, 0);
  g_assert_cmpint (garrison_customer_detail_get_customer (detail), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 0);
}

/* Whoever has a menu open on a row keeps it while the timeline grows above. */
static void
test_detail_keeps_rows (Company *company, gconstpointer data)
{
  g_autoptr (GarrisonCustomerDetail) detail = garrison_customer_detail_new (company->store);
  gint64 id = create_customer (company, "Quixotic Zeppelins", NULL);
  GListModel *entries = garrison_customer_detail_get_entries (detail);
  g_autoptr (GObject) created = NULL, called = NULL;

  garrison_customer_detail_set_customer (detail, id);
  WAIT_FOR (g_list_model_get_n_items (entries) == 1);
  created = g_list_model_get_item (entries, 0);
  for (guint n = 2; n < 4; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonActResult) result
        = test_act (company->store, &error, "log-activity", "itt", "customer", id, "kind", "call", "text", "hello");
      g_autoptr (GObject) last = NULL;

      g_assert_no_error (error);
      WAIT_FOR (g_list_model_get_n_items (entries) == n);
      last = g_list_model_get_item (entries, n - 1);
      g_assert_true (last == created);
    }
  called = g_list_model_get_item (entries, 0);
  g_assert_true (called != created);
}

static void
test_detail_of_nobody (Company *company, gconstpointer data)
{
  g_autoptr (GarrisonCustomerDetail) detail = garrison_customer_detail_new (company->store);
  g_autoptr (GError) error = NULL;

  g_assert_true (garrison_customer_detail_load (detail, 999999, NULL, &error));
  g_assert_cmpint (garrison_customer_detail_get_customer (detail), ==, 0);
  g_assert_null (garrison_customer_detail_get_text (detail, "name"));
}

static void
test_sentences (void)
{
  g_autoptr (GError) refused = garrison_refusal_new ("create-customer", "duplicate");
  g_autoptr (GError) unknown = garrison_refusal_new ("some-act", "some-new-rule");
  g_autofree char *plain = garrison_sentence_for_error (refused);
  g_autofree char *owned = NULL;
  g_autofree char *named = garrison_sentence_for_error (unknown);

  garrison_refusal_set_detail (refused, "owner", "Lin Wei");
  owned = garrison_sentence_for_error (refused);
  g_assert_nonnull (strstr (owned, "Lin Wei"));
  g_assert_null (strstr (plain, "Lin Wei"));
  g_assert_nonnull (strstr (named, "some-new-rule"));
  for (int code = GARRISON_ERROR_FAILED; code <= GARRISON_ERROR_QUESTION; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (GARRISON_ERROR, code, "SQL logic error in /secret/path");
      g_autofree char *sentence = garrison_sentence_for_error (error);

      g_assert_cmpuint (strlen (sentence), >, 10);
      g_assert_null (strstr (sentence, "secret"));
    }
}

/* Every rule that an act can refuse by is explained. */
static void
test_sentence_for_each_refusal (void)
{
  g_auto (GStrv) names = garrison_act_file_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const GarrisonActFile *file = garrison_act_file_find (names[i]);
      GPtrArray *parts[] = { file->steps, file->undo };

      for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
        for (guint k = 0; parts[part] != NULL && k < parts[part]->len; k++)
          {
            const GarrisonActStep *step = g_ptr_array_index (parts[part], k);

            if (step->kind == GARRISON_ACT_REFUSE && garrison_sentence_of_refusal (step->name) == NULL)
              g_error ("%s: no sentence for the refusal %s", names[i], step->name);
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/model/" path, Company, NULL, set_up, func, tear_down)
  ADD ("sample/sound", test_sample);
  ADD ("sample/same-seed", test_sample_again);
  ADD ("sample/only-empty", test_sample_only_empty);
  ADD ("directory/content", test_directory);
  ADD ("directory/follows", test_directory_follows);
  ADD ("roster/search", test_roster);
  ADD ("roster/renaming", test_roster_follows_renaming);
  ADD ("list/pages", test_list);
  ADD ("list/search", test_list_search);
  ADD ("list/sort", test_list_sort);
  ADD ("list/hurried", test_list_hurried);
  ADD ("list/follows", test_list_follows);
  ADD ("list/refuses", test_list_refuses);
  ADD ("detail/follows", test_detail);
  ADD ("detail/keeps-rows", test_detail_keeps_rows);
  ADD ("detail/nobody", test_detail_of_nobody);
  g_test_add_func ("/model/sentences", test_sentences);
  g_test_add_func ("/model/sentences/each-refusal", test_sentence_for_each_refusal);
  return g_test_run ();
}
