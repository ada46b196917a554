/* Answers of a real store: through the desk and its guard, by scope, with figures worked out by
 * hand. */
#include <locale.h>
#include <string.h>

#include "../store/support.h"
#include "model/answer.h"

typedef struct
{
  char *folder;
  GarrisonStore *store;
  GarrisonCatalogue *catalogue;
} Fixture;

/* Two people: boss (1) sees all, mei (2) her own. Six customers, one archived; seven deals, one in
 * dollars; nine activities, one voided and one corrected. */
static const char company[]
  = "INSERT INTO team (id, name, parent, path) VALUES (900, 'Root', NULL, '/900/'), (901, 'East', "
    "900, '/900/901/');"
    "INSERT INTO role (id, key, name) VALUES (990, 'tester', 'Tester');"
    "INSERT INTO role_right (role, name, scope) VALUES (990, 'customer.see', 'own'), (990, "
    "'deal.see', 'own'), (990, 'task.see', 'own');"
    "INSERT INTO person (id, login, name, sort_key, role, team) VALUES (902, 'mei', 'Li Mei', 'li "
    "mei', 990, 901);"
    "INSERT INTO choice (id, list, key, name, position) VALUES (910, 'level', 'TA', 'Test A', "
    "900), (911, 'level', 'TB', 'Test B', 901);"
    "INSERT INTO stage (id, name, kind, position) VALUES (920, 'Test open', 'open', 900), (921, "
    "'Test won', 'won', 901);"
    "INSERT INTO customer (id, name, name_key, sort_key, region, level, owner, created_at, "
    "created_day, archived, last_contact_day) VALUES"
    " (1, 'Alpha', 'alpha', 'alpha', 'CN-GD', 910, 902, 0, 20260105, 0, 20260401), (2, 'Beta', "
    "'beta', 'beta', 'CN-HN', 910, 1, 0, 20260110, 0, NULL),"
    " (3, 'Gamma', 'gamma', 'gamma', 'CN', 911, 902, 0, 20260201, 0, 20260501), (4, 'Delta', "
    "'delta', 'delta', NULL, NULL, NULL, 0, 20260315, 0, NULL),"
    " (5, 'Old', 'old', 'old', 'CN-GD', 910, 1, 0, 20250101, 1, NULL), (6, '广东美的', '美的', "
    "'guang', 'CN-GD', 911, 1, 0, 20260331, 0, 20260519);"
    "INSERT INTO customer_search SELECT id, lower(name) || '\037\037' FROM customer;"
    "INSERT INTO deal (id, customer, name, owner, stage, status, amount, currency, created_at, "
    "opened_day, closed_day, stage_since, region) VALUES"
    " (1, 1, 'D1', 902, 921, 'won', 100000, 'CNY', 0, 20260101, 20260115, 20260115, 'CN-GD'),"
    " (2, 1, 'D2', 902, 921, 'won', 250050, 'CNY', 0, 20260102, 20260220, 20260220, 'CN-GD'),"
    " (3, 2, 'D3', 1, 921, 'won', 300000, 'CNY', 0, 20260103, 20260221, 20260221, 'CN-HN'),"
    " (4, 2, 'D4', 1, 921, 'won', 999900, 'USD', 0, 20260103, 20260222, 20260222, 'CN-HN'),"
    " (5, 3, 'D5', 902, 920, 'open', 500000, 'CNY', 0, 20260301, NULL, 20260301, 'CN'),"
    " (6, 3, 'D6', 902, 921, 'won', 70000, 'CNY', 0, 20260301, 20260410, 20260410, 'CN'),"
    " (7, NULL, 'D7', 1, 921, 'won', 10000, 'CNY', 0, 20260301, 20260411, 20260411, NULL);"
    "INSERT INTO activity (id, customer, person, kind, text, at, day, recorded_at, voided, "
    "corrected_by) VALUES"
    " (1, 1, 902, 'call', 't', 0, 20260105, 0, 0, NULL), (2, 1, 902, 'visit', 't', 0, 20260105, 0, "
    "0, NULL),"
    " (3, 1, 1, 'visit', 't', 0, 20260111, 0, 0, NULL), (4, 2, 1, 'visit', 't', 0, 20260112, 0, 0, "
    "NULL),"
    " (5, 2, 1, 'visit', 't', 0, 20260131, 0, 0, NULL), (6, 3, 902, 'visit', 't', 0, 20260201, 0, "
    "0, NULL),"
    " (7, 3, 902, 'visit', 't', 0, 20260201, 0, 1, NULL), (8, 6, 1, 'visit', 't', 0, 20260302, 0, "
    "0, 9), (9, 6, 1, 'visit', 't', 0, 20260303, 0, 0, NULL);"
    "INSERT INTO activity_day SELECT day, person, kind, count(id) FROM activity WHERE voided = 0 "
    "AND corrected_by IS NULL GROUP BY day, person, kind;"
    "INSERT INTO activity_month SELECT day / 100, person, kind, sum(n) FROM activity_day GROUP BY "
    "day / 100, person, kind;"
    "INSERT INTO task (id, customer, person, text, due_at, due_day, created_at) VALUES (1, 1, 902, "
    "'Call back', 0, 20260106, 0);"
    "UPDATE customer SET next_task = 1, next_due_at = 1 WHERE id = 1;"
    "INSERT INTO customer_month VALUES (1, 202601, 100000), (1, 202602, 250050);"
    "INSERT INTO payment (id, customer, owner, amount, currency, day, created_at) VALUES (1, 1, "
    "902, 4200, 'CNY', 20260301, 0);"
    "INSERT INTO contract (id, customer, owner, name, amount, currency, created_at) VALUES (1, 1, "
    "902, 'K', 5000, 'CNY', 0);";

static void
set_up (Fixture *fixture, gconstpointer login)
{
  g_autoptr (GarrisonNames) names = garrison_names_new ();
  GarrisonStore *founded;

  fixture->folder = test_folder_new ();
  founded = test_company_new (fixture->folder);
  g_object_unref (founded);
  test_vault_exec (fixture->folder, company);
  test_vault_give_password (fixture->folder, "mei");
  fixture->store = test_company_open (fixture->folder, login);
  garrison_names_add (names, GARRISON_NAME_PERSON, NULL, 1, "boss", "Boss", TRUE);
  garrison_names_add (names, GARRISON_NAME_PERSON, NULL, 902, "mei", "Li Mei", TRUE);
  garrison_names_add (names, GARRISON_NAME_TEAM, NULL, 900, NULL, "Root", TRUE);
  garrison_names_add (names, GARRISON_NAME_TEAM, NULL, 901, NULL, "East", TRUE);
  garrison_names_add (names, GARRISON_NAME_CHOICE, "level", 910, "TA", "Test A", TRUE);
  garrison_names_add (names, GARRISON_NAME_CHOICE, "level", 911, "TB", "Test B", TRUE);
  fixture->catalogue = garrison_catalogue_new (names);
}

static void
tear_down (Fixture *fixture, gconstpointer login)
{
  garrison_catalogue_unref (fixture->catalogue);
  g_object_unref (fixture->store);
  test_folder_free (fixture->folder);
}

static GarrisonAnswer *
ask (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonQuestion) question
    = garrison_question_parse (fixture->catalogue, text, &error);
  GarrisonAnswer *answer;

  if (!question)
    g_error ("%s: %s", text, error->message);
  answer = garrison_question_ask (fixture->store, question, NULL, &error);
  if (!answer)
    g_error ("%s: %s", text, error->message);
  return answer;
}

/* "Guangdong: 1,000.00 2,500.50; …", a dash where no record is. */
static void
assert_table (GarrisonAnswer *answer, const char *expected)
{
  g_autoptr (GString) table = g_string_new (NULL);

  for (guint row = 0; row < garrison_answer_get_n_rows (answer); row++)
    {
      g_string_append_printf (table, "%s%s:", row ? "; " : "",
                              garrison_answer_get_row_label (answer, row));
      for (guint column = 0; column < garrison_answer_get_n_columns (answer); column++)
        {
          g_autofree char *cell = garrison_answer_get_cell (answer, row, column);

          g_string_append_printf (table, " %s",
                                  garrison_answer_has_value (answer, row, column) ? cell : "-");
        }
    }
  g_assert_cmpstr (table->str, ==, expected);
}

static void
test_figures (Fixture *fixture, gconstpointer login)
{
  g_autoptr (GarrisonAnswer) answer
    = ask (fixture, "sum of amount of deals where won and closed 2026 by region by month");

  assert_table (answer, "China: - - - ¥700.00; Guangdong: ¥1,000.00 ¥2,500.50 - -; Hunan: - "
                        "¥3,000.00 - -; Not set: - - - ¥100.00");
  g_assert_cmpstr (garrison_answer_get_currency (answer), ==, "CNY");
  g_assert_cmpint (garrison_answer_get_n_left_out (answer), ==, 1);
  g_assert_cmpstr (garrison_answer_get_row_key (answer, 1), ==, "CN-GD");
  g_assert_cmpstr (garrison_answer_get_column_key (answer, 0), ==, "202601");
  g_assert_cmpstr (garrison_answer_get_column_label (answer, 1), ==, "Feb 2026");
  g_assert_cmpstr (garrison_answer_get_dimension_label (answer, 0), ==, "Region");
  g_assert_cmpfloat (garrison_answer_get_value (answer, 1, 1), ==, 2500.50);
  g_assert_cmpint (garrison_answer_get_integer (answer, 1, 1), ==, 250050);
  g_assert_false (garrison_answer_is_from_rollup (answer));
}

static void
test_more_figures (Fixture *fixture, gconstpointer login)
{
  static const struct
  {
    const char *asked;
    const char *table;
  } cases[] = {
    { "count of customers", "Count: 5" },
    { "count of customers where archived", "Count: 1" },
    { "count of customers where region = CN", "Count: 4" },
    { "count of customers where region exactly CN", "Count: 1" },
    { "count of customers where last contact < 2026-05-01", "Count: 3" },
    { "count of customers where not (last contact < 2026-05-01)", "Count: 2" },
    { "count of customers where level != TA", "Count: 3" },
    { "count of customers where name contains 美的", "Count: 1" },
    { "count of customers where name starts with 广东", "Count: 1" },
    { "count of customers where team = Root", "Count: 2" },
    { "count of customers by level", "Test A: 2; Test B: 2; Not set: 1" },
    { "count of customers by owner top 1", "Boss: 2" },
    { "count of activities where kind = visit by person by month", "Boss: 3 - 1; Li Mei: 1 1 -" },
    { "count of activities by week of day",
      "2026 W02: 3; 2026 W03: 1; 2026 W04: -; 2026 W05: 2; 2026 W06: -; 2026 W07: -; 2026 W08: -; "
      "2026 W09: -; 2026 W10: 1" },
    { "count of activities where voided or corrected", "Count: 2" },
    { "count of distinct customer of activities", "Different: Customer: 4" },
    { "average of amount of deals where won", "Average: Amount: ¥1,460.10" },
    { "median of amount of deals where won", "Median: Amount: ¥1,000.00" },
    { "max of amount of deals where currency = USD", "Most: Amount: US$9,999.00" },
    { "sum of amount of deals by currency", "CNY: ¥12,300.50; USD: US$9,999.00" },
    { "count of deals where amount > 1000", "Count: 3" },
    { "median of days to close of deals where won by owner", "Boss: 49.0; Li Mei: 40.0" },
    { "sum of value of customers where created < 2025", "Sum: Twelve months: -" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GarrisonAnswer) answer = ask (fixture, cases[i].asked);

      g_test_message ("%s", cases[i].asked);
      assert_table (answer, cases[i].table);
    }
}

static void
test_records_as_groups (Fixture *fixture, gconstpointer login)
{
  g_autoptr (GarrisonAnswer) answer
    = ask (fixture, "sum of amount of deals where won by customer order by value descending");

  assert_table (answer, "Alpha: ¥3,500.50; Beta: ¥3,000.00; Gamma: ¥700.00; Not set: ¥100.00");
  g_assert_cmpstr (garrison_answer_get_row_key (answer, 0), ==, "#1");
}

static void
test_list (Fixture *fixture, gconstpointer login)
{
  g_autoptr (GarrisonAnswer) answer
    = ask (fixture, "customers where mine or region = CN-GD order by created");
  g_autofree char *name = garrison_answer_get_cell (answer, 0, 0);
  g_autofree char *level = garrison_answer_get_cell (answer, 0, 1);
  g_autofree char *next = NULL;

  g_assert_true (garrison_answer_is_list (answer));
  g_assert_cmpuint (garrison_answer_get_n_rows (answer), ==, 3);
  g_assert_cmpint (garrison_answer_get_record (answer, 0), ==, 1);
  g_assert_cmpint (garrison_answer_get_record (answer, 2), ==, 6);
  g_assert_cmpstr (garrison_answer_get_column_label (answer, 0), ==, "Name");
  g_assert_cmpstr (name, ==, "Alpha");
  g_assert_cmpstr (level, ==, "Test A");
  for (guint column = 0; column < garrison_answer_get_n_columns (answer); column++)
    if (g_str_equal (garrison_answer_get_field (answer, column)->key, "next_step"))
      next = garrison_answer_get_cell (answer, 0, column);
  g_assert_cmpstr (next, ==, "Call back");
}

/* The records behind each figure are those of the figure. */
static void
check_cell (Fixture *fixture, GarrisonAnswer *answer, guint row, guint column)
{
  g_autoptr (GarrisonQuestion) group = garrison_answer_get_group_question (answer, row, column);
  g_autofree char *text = garrison_question_to_text (group, GARRISON_QUESTION_STORED);
  g_autoptr (GarrisonAnswer) records = ask (fixture, text);
  GarrisonMeasure measure = garrison_question_get_measure (garrison_answer_get_question (answer));
  g_autofree char *again = NULL;
  g_autoptr (GarrisonAnswer) figure = NULL;

  g_assert_true (garrison_answer_is_list (records));
  if (!garrison_answer_has_value (answer, row, column))
    {
      g_assert_cmpuint (garrison_answer_get_n_rows (records), ==, 0);
      return;
    }
  if (measure == GARRISON_MEASURE_COUNT)
    {
      g_assert_cmpint (garrison_answer_get_n_rows (records), ==,
                       garrison_answer_get_integer (answer, row, column));
      return;
    }
  again = g_strdup_printf (
    "%s of %s of %s", measure == GARRISON_MEASURE_SUM ? "sum" : "average",
    garrison_question_get_measure_field (garrison_answer_get_question (answer))->key, text);
  figure = ask (fixture, again);
  g_assert_cmpint (garrison_answer_get_integer (figure, 0, 0), ==,
                   garrison_answer_get_integer (answer, row, column));
}

static void
test_records_behind (Fixture *fixture, gconstpointer login)
{
  static const char *const questions[] = {
    "sum of amount of deals where won by region by month",
    "sum of amount of deals by customer by won",
    "average of amount of deals by owner.team",
    "sum of amount of deals by currency",
    "sum of amount of deals where currency = USD by region",
    "sum of amount of deals by quarter of closed by region",
    "count of deals by stage by lost",
    "count of deals by status by week of closed",
    "count of customers by region by level",
    "count of customers by owner.team by archived",
    "count of customers by country by year of created",
    "count of activities by person by week",
    "count of activities by kind by day",
    "count of activities by customer.region by corrected",
    "count of activities by voided",
    "count of customers",
    "count of deals by customer.owner top 1",
    "count of deals by customer.last contact by month of opened",
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GarrisonAnswer) answer = ask (fixture, questions[i]);

      g_assert_cmpuint (garrison_answer_get_n_rows (answer), >, 0);
      for (guint row = 0; row < garrison_answer_get_n_rows (answer); row++)
        for (guint column = 0; column < garrison_answer_get_n_columns (answer); column++)
          check_cell (fixture, answer, row, column);
    }
}

/* What the catalogue offers, the desk answers: every list, group and figure. */
static void
ask_about_field (Fixture *fixture, const GarrisonRelation *relation, const GarrisonField *field)
{
  g_autofree char *by = g_strdup_printf ("count of %s by %s", relation->plural, field->key);
  g_autofree char *sum = g_strdup_printf ("median of %s of %s", field->key, relation->plural);

  if (field->flags & GARRISON_FIELD_DIMENSION)
    garrison_answer_unref (ask (fixture, by));
  if (field->flags & GARRISON_FIELD_MEASURE)
    garrison_answer_unref (ask (fixture, sum));
}

static void
test_whole_catalogue (Fixture *fixture, gconstpointer login)
{
  for (guint r = 0; r < garrison_catalogue_get_n_relations (fixture->catalogue); r++)
    {
      const GarrisonRelation *relation = garrison_catalogue_get_relation (fixture->catalogue, r);
      g_autoptr (GarrisonAnswer) list = ask (fixture, relation->plural);

      for (guint row = 0; row < garrison_answer_get_n_rows (list); row++)
        for (guint column = 0; column < garrison_answer_get_n_columns (list); column++)
          g_free (garrison_answer_get_cell (list, row, column));
      for (guint i = 0; i < garrison_catalogue_get_n_fields (fixture->catalogue, relation); i++)
        ask_about_field (fixture, relation,
                         garrison_catalogue_get_field (fixture->catalogue, relation, i));
    }
}

/* From the summaries only for whoever sees all. */
static void
test_rollup (Fixture *fixture, gconstpointer login)
{
  g_autoptr (GarrisonAnswer) answer = ask (fixture, "count of activities by person");

  g_assert_true (garrison_answer_is_from_rollup (answer));
  assert_table (answer, "Boss: 4; Li Mei: 3");
}

static void
test_scope (Fixture *fixture, gconstpointer login)
{
  g_autoptr (GarrisonAnswer) activities = ask (fixture, "count of activities by person");
  g_autoptr (GarrisonAnswer) customers = ask (fixture, "customers");
  g_autoptr (GarrisonAnswer) mine = ask (fixture, "customers where mine");
  g_autoptr (GarrisonAnswer) deals = ask (fixture, "sum of amount of deals where won");

  g_assert_false (garrison_answer_is_from_rollup (activities));
  assert_table (activities, "Boss: 1; Li Mei: 3");
  g_assert_cmpuint (garrison_answer_get_n_rows (customers), ==, 2);
  g_assert_cmpuint (garrison_answer_get_n_rows (mine), ==, 2);
  assert_table (deals, "Sum: Amount: ¥4,200.50");
}

static void
got_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

static void
test_async (Fixture *fixture, gconstpointer login)
{
  g_autoptr (GarrisonQuestion) question
    = garrison_question_parse (fixture->catalogue, "count of customers", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GarrisonAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  garrison_question_ask_async (fixture->store, question, NULL, got_answer, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  answer = garrison_question_ask_finish (result, &error);
  g_assert_no_error (error);
  assert_table (answer, "Count: 5");
}

static void
test_cancelled (Fixture *fixture, gconstpointer login)
{
  g_autoptr (GarrisonQuestion) question
    = garrison_question_parse (fixture->catalogue, "count of customers", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (garrison_question_ask (fixture->store, question, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, login, func) g_test_add ("/answer/" path, Fixture, login, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("figures", "boss", test_figures);
  ADD ("more-figures", "boss", test_more_figures);
  ADD ("records-as-groups", "boss", test_records_as_groups);
  ADD ("list", "boss", test_list);
  ADD ("records-behind", "boss", test_records_behind);
  ADD ("whole-catalogue", "boss", test_whole_catalogue);
  ADD ("whole-catalogue-by-scope", "mei", test_whole_catalogue);
  ADD ("rollup", "boss", test_rollup);
  ADD ("scope", "mei", test_scope);
  ADD ("async", "boss", test_async);
  ADD ("cancelled", "boss", test_cancelled);
  return g_test_run ();
}
