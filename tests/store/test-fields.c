/* What a role is kept from, field by field, on the desk of either engine: in every place where data/desk.sql says that
 * the field stands, in sums and copies, in the record of acts, and through acts. */
#include <string.h>

#include "server.h"
#include "store/desk-text.h"
#include "store/refusal.h"
#include "support.h"

#define ID "%" G_GINT64_FORMAT
/* So that they are found wherever they turn up. */
#define MARK "zmarkz"
#define NUMBER "777888999"

static const char people[]
  = "INSERT INTO team(id, name, parent, path) SELECT 11, 'A', id, path || '11/' FROM team WHERE parent IS NULL;"
    "INSERT INTO person(id, login, name, sort_key, team, role) SELECT 110 + column1, column2, column2, column2, 11,"
    " (SELECT id FROM role WHERE key = column3) FROM (VALUES (1, 'sales', 'salesperson'), (2, 'manager', 'manager')) AS v;"
    "DELETE FROM role_field WHERE role = (SELECT id FROM role WHERE key = 'salesperson');"
    "DELETE FROM role_limit WHERE role = (SELECT id FROM role WHERE key = 'salesperson');";
/* Everything of customer 1, who is sales's, that a role may be kept from. */
static const char records[]
  = "INSERT INTO choice(id, list, name, position) VALUES (901, 'industry', 'x', 1), (902, 'category', 'x', 1), (903, 'level', 'x', 1),"
    " (904, 'source', 'x', 1), (905, 'channel', 'x', 1), (906, 'lost-reason', 'x', 1), (907, 'outcome', 'x', 1);"
    "INSERT INTO product(id, name, name_key) VALUES (901, 'p', 'p901');"
    "INSERT INTO field(id, relation, key, name, type, position) VALUES (901, 'customer', 'a', 'a', 'text', 1),"
    " (902, 'contact', 'b', 'b', 'number', 2), (903, 'deal', 'c', 'c', 'text', 3), (904, 'contract', 'd', 'd', 'text', 4);"
    "INSERT INTO customer(id, name, name_key, sort_key, owner, created_at, created_day, credit_code, website, email, mail_domain, region,"
    " industry, category, level, source, channel, note) VALUES (1, 'c', 'c', 'c', 111, 1, 20260101, '" MARK "', '" MARK "',"
    " 'a@" MARK ".example', '" MARK ".example', 'CN-GD', 901, 902, 903, 904, 905, '" MARK "');"
    "INSERT INTO customer_search(customer, text) VALUES (1, 'c');"
    "INSERT INTO contact(id, customer, name, name_key, created_at, title, department, birthday, note)"
    " VALUES (1, 1, 'Wang', 'wang', 1, '" MARK "', '" MARK "', 19770708, '" MARK "');"
    "INSERT INTO deal(id, customer, name, owner, stage, status, amount, currency, created_at, opened_day, stage_since, expected_day,"
    " lost_reason, external_id, product, region, source, category, note) SELECT 1, 1, 'd', 111, min(s.id), 'open', " NUMBER ", 'CNY', 1,"
    " 20260101, 20260101, 20270101, 906, '" MARK "', 901, 'CN-GD', 904, 902, '" MARK "' FROM stage s;"
    "INSERT INTO deal_line(id, deal, product, price, amount) VALUES (1, 1, 901, " NUMBER ", " NUMBER ");"
    "INSERT INTO customer_month(customer, month, amount) VALUES (1, 202601, " NUMBER ");"
    "INSERT INTO contract(id, customer, owner, number, name, amount, currency, signed_day, start_day, end_day, note, created_at)"
    " VALUES (1, 1, 111, '" MARK "', 'k', " NUMBER ", 'CNY', 20260101, 20260101, 20270101, '" MARK "', 1);"
    "INSERT INTO payment(id, customer, owner, amount, currency, day, note, created_at) VALUES (1, 1, 111, " NUMBER ", 'CNY', 20260101,"
    " '" MARK "', 1);"
    "INSERT INTO activity(id, customer, person, kind, text, at, day, recorded_at, minutes, outcome) VALUES (1, 1, 111, 'call', '" MARK "',"
    " 1, 20260101, 1, 7, 907);"
    "INSERT INTO timeline(id, customer, act, kind, text, person, at, day) VALUES (901, 1, 1, 'payment', '" NUMBER " CNY', 111, 1, 20260101),"
    " (902, 1, 1, 'payment-voided', '" MARK "', 111, 1, 20260101), (903, 1, 1, 'advanced', 'stage', 111, 1, 20260101);"
    "INSERT INTO field_value(field, record, text, number) VALUES (901, 1, '" MARK "', NULL), (902, 1, NULL, 7), (903, 1, '" MARK "', NULL),"
    " (904, 1, '" MARK "', NULL);";

static GarrisonStore *
make_company (const char *folder)
{
  GarrisonStore *store = test_company_new (folder);

  test_vault_exec (folder, people);
  test_vault_exec (folder, records);
  test_vault_give_password (folder, "sales");
  test_vault_give_password (folder, "manager");
  return store;
}

static void
sign_in (GarrisonStore *store, const char *login)
{
  g_autoptr (GError) error = NULL;

  garrison_store_sign_in (store, login, "secret", NULL, &error);
  g_assert_no_error (error);
}

/* @rule: (nullable). Whoever is signed in comes in anew. */
static void
set_rule (GarrisonStore *store, const char *folder, const char *relation, const char *field, const char *rule)
{
  g_autofree char *sql = NULL;

  test_vault_exec (folder, "DELETE FROM role_field WHERE role = (SELECT id FROM role WHERE key = 'salesperson')");
  if (rule != NULL)
    {
      sql = g_strdup_printf ("INSERT INTO role_field(role, relation, field, rule) SELECT id, '%s', '%s', '%s' FROM role"
                             " WHERE key = 'salesperson'", relation, field, rule);
      test_vault_exec (folder, sql);
    }
  sign_in (store, "sales");
}

static gint64
count (GarrisonStore *store, const GarrisonFieldPlace *place)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(x.%s) FROM %s x WHERE %s%s%s", place->column, place->relation,
                                          place->kind == NULL ? "1 = 1" : "x.kind = '", place->kind == NULL ? "" : place->kind,
                                          place->kind == NULL ? "" : "'");

  return test_read_int (store, sql);
}

/* How a column could tell of itself: the first two have rows when it is there. */
static const char *const ways[] = {
  "SELECT count(*) FROM @R x WHERE x.@C IS NOT NULL AND @K",
  "SELECT count(*) FROM (SELECT x.@C FROM @R x WHERE x.@C IS NOT NULL AND @K GROUP BY x.@C) AS g",
  "SELECT count(*) FROM @R x WHERE length(x.@C || '') > 0 AND @K",
  "SELECT count(*) FROM (SELECT x.@C AS v, row_number() OVER (ORDER BY x.@C) AS n FROM @R x WHERE @K) AS w WHERE w.v IS NOT NULL",
  "WITH w AS (SELECT x.@C AS v FROM @R x WHERE @K) SELECT count(*) FROM w WHERE v IS NOT NULL",
  "SELECT count(*) FROM (SELECT max(x.@C) AS v FROM @R x WHERE @K) AS m WHERE m.v IS NOT NULL",
  "SELECT count(*) FROM customer c WHERE EXISTS (SELECT 1 FROM @R x WHERE x.@C IS NOT NULL AND @K)",
};

static void
assert_ways (GarrisonStore *store, const GarrisonFieldPlace *place, gboolean there)
{
  g_autofree char *kind = place->kind == NULL ? g_strdup ("1 = 1") : g_strdup_printf ("x.kind = '%s'", place->kind);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GString) sql = g_string_new (ways[i]);
      gint64 n;

      if (strstr (ways[i], "||") != NULL && there)
        continue; /* not every column is a text */
      g_string_replace (sql, "@R", place->relation, 0);
      g_string_replace (sql, "@C", place->column, 0);
      g_string_replace (sql, "@K", kind, 0);
      if (strstr (ways[i], "||") != NULL)
        g_string_replace (sql, "|| ''", test_server_is_used () ? "::text" : "|| ''", 0);
      n = test_read_int (store, sql->str);
      if ((n > 0) != there)
        g_error ("%s in %s.%s: “%s” gives " ID, place->field, place->relation, place->column, sql->str, n);
    }
}

/* Each field, hidden from salespeople: gone in all its places for them, there for the others. */
static void
test_hidden (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);

  for (guint i = 0; i < n;)
    {
      g_auto (GStrv) names = g_strsplit (places[i].field, ".", 2);
      guint end = i;

      while (end < n && places[end].field == places[i].field)
        end++;
      set_rule (store, folder, names[0], names[1] == NULL ? "own#901" : names[1], "hidden");
      for (guint k = i; k < end && names[1] != NULL; k++)
        assert_ways (store, &places[k], FALSE);
      /* nothing else is */
      for (guint k = 0; k < n; k++)
        if ((k < i || k >= end) && !g_str_equal (places[k].column, "mail_domain"))
          {
            gboolean twice = FALSE;

            for (guint j = i; j < end; j++)
              twice |= places[j].relation == places[k].relation && places[j].column == places[k].column && places[j].kind == places[k].kind;
            if (!twice)
              g_assert_cmpint (count (store, &places[k]), >, 0);
          }
      set_rule (store, folder, names[0], names[1], NULL);
      for (guint k = i; k < end; k++)
        assert_ways (store, &places[k], TRUE);
      i = end;
    }
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM timeline WHERE text IS NOT NULL"), ==, 3);
}

static void
disclose (GarrisonStore *store, const char *relation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = test_act (store, &error, "disclose", "tit", "relation", relation, "record", (gint64) 1, "purpose", "call");

  g_assert_no_error (error);
}

/* Masked and listed: until the record is disclosed, and only then. */
static void
test_masked (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) names = g_strsplit (places[i].field, ".", 2);
      gboolean detail = g_str_equal (places[i].field, "customer.email");

      if (names[1] == NULL)
        continue;
      test_vault_exec (folder, "DELETE FROM disclosure");
      set_rule (store, folder, names[0], names[1], i % 2 == 0 || detail ? "masked" : "listed");
      /* of the address itself the mask shows as much */
      assert_ways (store, &places[i], detail);
      disclose (store, g_str_equal (names[0], "contact") ? "contact" : "customer");
      if (test_read_int (store, "SELECT sum(counted) FROM disclosure") != 1)
        g_error ("%s is not counted", places[i].field);
      assert_ways (store, &places[i], TRUE);
      test_vault_exec (folder, "UPDATE disclosure SET until = 2");
      assert_ways (store, &places[i], detail);
    }
}

/* What a pool shows of its customers is no way round. */
static void
test_pooled (void)
{
  static const char *const fields[] = { "credit_code", "website", "region", "industry", "category", "level", "source", "channel" };
  static const char *const rules[] = { "hidden", "masked", "listed" };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);

  test_vault_exec (folder, "INSERT INTO pool(id, name, open) VALUES (901, 'P', 1);"
                           "INSERT INTO pool_member(id, pool, person, lead) VALUES (901, 901, 111, 1);"
                           "UPDATE customer SET owner = NULL, pool = 901, owned_since = 1");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(%s) FROM pool_customer", fields[i]);

      set_rule (store, folder, "customer", fields[i], NULL);
      g_assert_cmpint (test_read_int (store, sql), ==, 1);
      set_rule (store, folder, "customer", fields[i], rules[i % G_N_ELEMENTS (rules)]);
      g_assert_cmpint (test_read_int (store, sql), ==, 0);
      g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM pool_customer"), ==, 1);
    }
}

/* The company's own fields: hidden, no row of it; masked, a row without its value. */
static void
test_own (void)
{
  static const struct
  {
    gint64 field;
    const char *relation, *column;
  } own[] = { { 901, "customer", "text" }, { 902, "contact", "number" }, { 903, "deal", "text" }, { 904, "contract", "text" } };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autofree char *name = g_strdup_printf ("own#" ID, own[i].field);
      g_autofree char *rows = g_strdup_printf ("SELECT count(*) FROM field_value WHERE field = " ID, own[i].field);
      g_autofree char *values = g_strdup_printf ("SELECT count(%s) FROM field_value WHERE field = " ID, own[i].column, own[i].field);
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonActResult) result = NULL;
      gint64 acts;

      test_vault_exec (folder, "DELETE FROM disclosure");
      set_rule (store, folder, own[i].relation, name, "hidden");
      g_assert_cmpint (test_read_int (store, rows), ==, 0);
      g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM field_value"), ==, 3);
      acts = test_read_int (store, "SELECT count(*) FROM act");
      /* the answer is the same whether the guess is right or there is nothing */
      result = test_act (store, &error, "set-field-value", "iit", "field", own[i].field, "record", (gint64) 1, "text", MARK);
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_REFUSED);
      g_assert_cmpstr (garrison_refusal_get_name (error), ==, "locked-field");
      g_clear_error (&error);
      result = test_act (store, &error, "set-field-value", "ii", "field", own[i].field, "record", (gint64) 1);
      g_assert_cmpstr (garrison_refusal_get_name (error), ==, "locked-field");
      g_clear_error (&error);
      g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM act"), ==, acts);

      set_rule (store, folder, own[i].relation, name, "masked");
      g_assert_cmpint (test_read_int (store, rows), ==, 1);
      g_assert_cmpint (test_read_int (store, values), ==, 0);
      result = test_act (store, &error, "set-field-value", "ii", "field", own[i].field, "record", (gint64) 1);
      g_assert_cmpstr (garrison_refusal_get_name (error), ==, "not-disclosed");
      g_clear_error (&error);
      disclose (store, g_str_equal (own[i].relation, "contact") ? "contact" : "customer");
      g_assert_cmpint (test_read_int (store, values), ==, 1);

      set_rule (store, folder, own[i].relation, name, "read");
      g_assert_cmpint (test_read_int (store, values), ==, 1);
      result = test_act (store, &error, "set-field-value", "ii", "field", own[i].field, "record", (gint64) 1);
      g_assert_cmpstr (garrison_refusal_get_name (error), ==, "locked-field");
    }
}

static gint64
count_mark (GarrisonStore *store, const char *login, const char *sql)
{
  sign_in (store, login);
  return test_read_int (store, sql);
}

/* The forms leave out what they do not show: it stays. Nobody writes over what they do not see, and no answer tells
 * whether there was something, or what. */
static void
test_edited (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) done = NULL, again = NULL, over = NULL, guess = NULL, won = NULL;

  set_rule (store, folder, "deal", "amount", "hidden");
  done = test_act (store, &error, "edit-deal", "iitti", "deal", (gint64) 1, "version", (gint64) 1, "name", "renamed", "note", "new",
                   "product", (gint64) 901);
  g_assert_no_error (error);
  again = test_act (store, &error, "edit-deal", "iitti", "deal", (gint64) 1, "version", (gint64) 2, "name", "renamed", "note", "new",
                    "product", (gint64) 901);
  g_assert_cmpstr (garrison_refusal_get_name (error), ==, "nothing-to-do");
  g_clear_error (&error);
  over = test_act (store, &error, "edit-deal", "iiti", "deal", (gint64) 1, "version", (gint64) 2, "name", "renamed", "amount", (gint64) 5);
  g_assert_cmpstr (garrison_refusal_get_name (error), ==, "locked-field");
  g_clear_error (&error);
  guess = test_act (store, &error, "edit-deal", "iiti", "deal", (gint64) 1, "version", (gint64) 2, "name", "renamed", "amount",
                    (gint64) 777888999);
  g_assert_cmpstr (garrison_refusal_get_name (error), ==, "locked-field");
  g_clear_error (&error);
  won = test_act (store, &error, "win-deal", "ii", "deal", (gint64) 1, "amount", (gint64) 5);
  g_assert_cmpstr (garrison_refusal_get_name (error), ==, "locked-field");
  g_clear_error (&error);
  /* neither does the record of acts tell */
  won = test_act (store, &error, "win-deal", "i", "deal", (gint64) 1);
  g_assert_no_error (error);
  sign_in (store, "boss");
  g_assert_cmpint (test_read_int (store, "SELECT amount FROM deal WHERE id = 1"), ==, 777888999);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer_month WHERE amount > 0"), >, 0);
  sign_in (store, "sales");
  g_assert_cmpint (test_read_int (store, "SELECT coalesce(sum(amount), 0) FROM customer_month"), ==, 0);
}

/* What others change of it is not told either. */
static void
test_changes (void)
{
#define AMOUNTS "SELECT count(*) FROM act_change WHERE relation = 'deal' AND field = 'amount'"
#define SHOWN AMOUNTS " AND became = '1234567'"
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) done = NULL, own = NULL;

  sign_in (store, "manager");
  done = test_act (store, &error, "edit-deal", "iitii", "deal", (gint64) 1, "version", (gint64) 1, "name", "d", "amount", (gint64) 1234567,
                   "product", (gint64) 901);
  g_assert_no_error (error);
  own = test_act (store, &error, "set-field-value", "iit", "field", (gint64) 901, "record", (gint64) 1, "text", "other");
  g_assert_no_error (error);
  test_vault_exec (folder, "UPDATE role_right SET scope = 'all' WHERE name = 'audit.see' AND role = (SELECT id FROM role WHERE key = 'salesperson')");
  set_rule (store, folder, "deal", "amount", NULL);
  g_assert_cmpint (test_read_int (store, SHOWN), ==, 1);
  set_rule (store, folder, "deal", "amount", "masked");
  g_assert_cmpint (test_read_int (store, SHOWN), ==, 0);
  g_assert_cmpint (test_read_int (store, AMOUNTS), ==, 1);
  set_rule (store, folder, "deal", "amount", "hidden");
  g_assert_cmpint (test_read_int (store, AMOUNTS), ==, 0);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM act_change WHERE relation = 'field_value'"), ==, 1);
  set_rule (store, folder, "customer", "own#901", "hidden");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM act_change WHERE relation = 'field_value'"), ==, 0);
  g_assert_cmpint (count_mark (store, "manager", SHOWN), ==, 1);
}

/* A rule that is set counts at once for who is signed in, and so does one that is taken back. */
static void
test_at_once (void)
{
  TEST_FOLDER (folder);
  g_autofree char *path = test_company_path (folder);
  g_autoptr (GarrisonStore) boss = make_company (folder), sales = NULL;
  gint64 role = test_read_int (boss, "SELECT id FROM role WHERE key = 'salesperson'");
  static const char *const rules[] = { "hidden", "edit", "masked", NULL, "hidden", "listed", "read" };

  sales = test_company_open (folder, "sales");
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonActResult) result = NULL;
      gboolean kept = rules[i] != NULL && !g_str_equal (rules[i], "edit") && !g_str_equal (rules[i], "read");

      result = rules[i] == NULL
                 ? test_act (boss, &error, "set-role-field", "itt", "role", role, "relation", "deal", "field", "amount")
                 : test_act (boss, &error, "set-role-field", "ittt", "role", role, "relation", "deal", "field", "amount", "rule", rules[i]);
      g_assert_no_error (error);
      /* A file tells the others by a watch; a server's next answer is right. */
      if (!test_server_is_used ())
        {
          garrison_store_sign_out (sales);
          sign_in (sales, "sales");
        }
      g_assert_cmpint (test_read_int (sales, "SELECT count(amount) FROM deal"), ==, kept ? 0 : 1);
      g_assert_cmpint (test_read_int (sales, "SELECT count(*) FROM deal WHERE amount > 0"), ==, kept ? 0 : 1);
      g_assert_cmpint (test_read_int (boss, "SELECT count(amount) FROM deal"), ==, 1);
    }
}

static void
refused (GarrisonStore *store, const char *relation, const char *field, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result
    = test_act (store, &error, "set-role-field", "ittt", "role", test_read_int (store, "SELECT id FROM role WHERE key = 'salesperson'"),
                "relation", relation, "field", field, "rule", rule);

  g_assert_null (result);
  g_assert_cmpstr (garrison_refusal_get_name (error), ==, "bad-argument");
}

/* What may be hidden is what data/desk.sql says, and no more: without the rest the program could not find its way. */
static void
test_rules (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  gint64 role = test_read_int (store, "SELECT id FROM role WHERE key = 'assistant'");
  guint n;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) names = g_strsplit (places[i].field, ".", 2);
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonActResult) result = NULL;

      if (i > 0 && places[i].field == places[i - 1].field)
        continue;
      result = test_act (store, &error, "set-role-field", "ittt", "role", role, "relation", names[1] == NULL ? "customer" : names[0], "field",
                         names[1] == NULL ? "own#901" : names[1], "rule", "hidden");
      g_assert_no_error (error);
    }
  refused (store, "customer", "name", "hidden");
  refused (store, "customer", "owner", "masked");
  refused (store, "deal", "stage", "hidden");
  refused (store, "contact", "id", "listed");
  refused (store, "customer", "own#902", "hidden");
  refused (store, "customer", "own#0901", "hidden");
  refused (store, "customer", "own#", "hidden");
  refused (store, "customer", "own#901'", "hidden");
  refused (store, "task", "text", "hidden");
}

/* What reaches a server's person by another program: denied, or nothing. */
static void
test_by_hand (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = NULL;

  if (!test_server_is_used ())
    {
      g_test_skip ("a file is not read by hand");
      return;
    }
  store = make_company (folder);
  set_rule (store, folder, "deal", "amount", "hidden");
  test_read_fails (store, "SELECT amount FROM garrison.deal", GARRISON_ERROR_DENIED);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM deal"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/fields/hidden", test_hidden);
  g_test_add_func ("/store/fields/masked", test_masked);
  g_test_add_func ("/store/fields/pooled", test_pooled);
  g_test_add_func ("/store/fields/own", test_own);
  g_test_add_func ("/store/fields/edited", test_edited);
  g_test_add_func ("/store/fields/changes", test_changes);
  g_test_add_func ("/store/fields/at-once", test_at_once);
  g_test_add_func ("/store/fields/rules", test_rules);
  g_test_add_func ("/store/fields/by-hand", test_by_hand);
  return g_test_run ();
}
