/* What each role is shown of telephone numbers and the like, on the desk of either engine. */
#include "base/phone.h"
#include "support.h"

#include "store/desk-text.h"

/* Customer 1 is sales's, whose lead is lead; customer 4 is of another team. Each has eight details. */
static const char people[]
  = "INSERT INTO team(id, name, parent, path) SELECT 11, 'A', id, path || '11/' FROM team WHERE parent IS NULL;"
    "INSERT INTO team(id, name, parent, path) SELECT 12, 'B', id, path || '12/' FROM team WHERE id = 1;"
    "INSERT INTO person(id, login, name, sort_key, team, role) SELECT column1, column2, column2, column2, column3,"
    " (SELECT id FROM role WHERE key = column4) FROM (VALUES (109, 'manager', 1, 'manager'), (110, 'lead', 11, 'lead'),"
    " (111, 'sales', 11, 'salesperson'), (113, 'assistant', 11, 'assistant'), (121, 'sales-b', 12, 'salesperson'),"
    " (130, 'auditor', 1, 'auditor'), (131, 'administrator', 1, 'administrator')) AS v;";
static const char customer_form[]
  = "INSERT INTO customer(id, name, name_key, sort_key, owner, created_at, created_day, phone, phone_key, email, address)"
    " VALUES (%d, 'c%d', 'c%d', 'c%d', %d, 1, 20260101, '%s', '%s', 'info@alpha.example', 'Road 1');"
    "INSERT INTO contact(id, customer, name, name_key, created_at, phone, phone_key, mobile, mobile_key, email, messenger, address)"
    " VALUES (%d, %d, 'Wang', 'wang', 1, '%s', '%s', '%s', '%s', 'wang@alpha.example', 'wang88', 'Home 2')";

static void
add_customer (const char *folder, int id, int owner, const char *office, const char *direct, const char *mobile)
{
  g_autofree char *office_key = garrison_phone_key (office), *direct_key = garrison_phone_key (direct),
                  *mobile_key = garrison_phone_key (mobile);
  g_autofree char *sql = g_strdup_printf (customer_form, id, id, id, id, owner, office, office_key, id, id, direct, direct_key, mobile,
                                          mobile_key);

  test_vault_exec (folder, sql);
}

static GarrisonStore *
make_company (const char *folder)
{
  static const char *const logins[] = { "manager", "lead", "sales", "assistant", "sales-b", "auditor", "administrator" };
  GarrisonStore *store = test_company_new (folder);

  test_vault_exec (folder, people);
  add_customer (folder, 1, 111, "02087654321", "02012345678", "13800138000");
  add_customer (folder, 4, 121, "02087654329", "02012345679", "13900139000");
  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    test_vault_give_password (folder, logins[i]);
  return store;
}

static void
sign_in (GarrisonStore *store, const char *login)
{
  g_autoptr (GError) error = NULL;

  garrison_store_sign_in (store, login, "secret", NULL, &error);
  g_assert_no_error (error);
}

static char *
read_text (GarrisonStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (store, sql, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (garrison_rows_get_size (rows), ==, 1);
  return g_strdup (garrison_rows_get_text (rows, 0, 0));
}

static void
assert_text (GarrisonStore *store, const char *sql, const char *expected)
{
  g_autofree char *text = read_text (store, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
act (GarrisonStore *store, const char *name, const char *signature, const char *arg1, const char *text1, const char *arg2,
     gint64 number, const char *arg3, const char *text3)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = test_act (store, &error, name, signature, arg1, text1, arg2, number, arg3, text3);

  g_assert_no_error (error);
}

static void
disclose (GarrisonStore *store, const char *relation, gint64 record)
{
  act (store, "disclose", "tit", "relation", relation, "record", record, "purpose", "call");
}

#define ROWS "SELECT count(*) FROM contact_detail"
#define VALUES "SELECT count(value) FROM contact_detail"

static void
test_roles (void)
{
  static const struct
  {
    const char *login;
    int rows;
  } roles[] = { { "boss", 16 },     { "manager", 16 }, { "lead", 8 },    { "sales", 8 },
                { "assistant", 8 }, { "sales-b", 8 },  { "auditor", 0 }, { "administrator", 0 } };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      sign_in (store, roles[i].login);
      g_assert_cmpint (test_read_int (store, ROWS), ==, roles[i].rows);
      g_assert_cmpint (test_read_int (store, VALUES), ==, 0);
      /* not by what it sorts, groups or compares by either */
      g_assert_cmpint (test_read_int (store, ROWS " WHERE value >= '' OR value < 'x' OR value = '13800138000'"), ==, 0);
      g_assert_cmpint (test_read_int (store, ROWS " WHERE instr(shown, '8001') > 0 OR instr(shown, 'wang') > 0 OR instr(shown, 'Home') > 0"), ==, 0);
    }
  sign_in (store, "sales");
  assert_text (store, "SELECT shown FROM contact_detail WHERE field = 'mobile'", "••••••00");
  assert_text (store, "SELECT shown FROM contact_detail WHERE relation = 'contact' AND field = 'email'", "••••••@alpha.example");
  assert_text (store, "SELECT shown FROM contact_detail WHERE field = 'messenger'", "••••••");
  assert_text (store, "SELECT shown FROM contact_detail WHERE relation = 'customer' AND field = 'address'", "••••••");
}

static void
test_disclosed (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);

  sign_in (store, "sales");
  disclose (store, "contact", 1);
  g_assert_cmpint (test_read_int (store, VALUES), ==, 5);
  assert_text (store, "SELECT value FROM contact_detail WHERE field = 'mobile'", "13800138000");
  g_assert_cmpint (test_read_int (store, VALUES " WHERE relation = 'customer'"), ==, 0);
  sign_in (store, "lead");
  g_assert_cmpint (test_read_int (store, VALUES), ==, 0);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM disclosure WHERE person = 111"), ==, 1);
  sign_in (store, "sales-b");
  g_assert_cmpint (test_read_int (store, VALUES), ==, 0);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM disclosure"), ==, 0);

  /* what becomes hidden is gone, what is read needs no asking, and nothing lasts beyond its time and reach */
  sign_in (store, "sales");
  test_vault_exec (folder, "UPDATE role_field SET rule = 'hidden' WHERE field = 'mobile' AND role = (SELECT id FROM role WHERE key = 'salesperson')");
  g_assert_cmpint (test_read_int (store, ROWS " WHERE field = 'mobile'"), ==, 0);
  g_assert_cmpint (test_read_int (store, VALUES), ==, 4);
  test_vault_exec (folder, "UPDATE role_field SET rule = 'read' WHERE relation = 'customer' AND role = (SELECT id FROM role WHERE key = 'salesperson')");
  g_assert_cmpint (test_read_int (store, VALUES), ==, 7);
  test_vault_exec (folder, "UPDATE disclosure SET until = 2");
  g_assert_cmpint (test_read_int (store, VALUES), ==, 3);
  disclose (store, "contact", 1);
  g_assert_cmpint (test_read_int (store, VALUES), ==, 7);
  test_vault_exec (folder, "UPDATE customer SET owner = 121 WHERE id = 1");
  g_assert_cmpint (test_read_int (store, ROWS), ==, 0);
  test_vault_exec (folder, "DELETE FROM role_field");
  sign_in (store, "sales-b");
  g_assert_cmpint (test_read_int (store, ROWS), ==, 16);
  g_assert_cmpint (test_read_int (store, VALUES), ==, 0);
}

/* That a detail was changed is known to whoever may know, what it was to nobody. */
static void
test_changes (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;

  sign_in (store, "sales");
  disclose (store, "contact", 1);
  result = test_act (store, &error, "edit-contact", "iittt", "contact", (gint64) 1, "version", (gint64) 1, "name", "Wang Wei",
                     "mobile", "13700137000", "email", "wang@alpha.example");
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      assert_text (store, "SELECT was FROM act_change WHERE field = 'mobile'", "••••••");
      assert_text (store, "SELECT became FROM act_change WHERE field = 'mobile'", "••••••");
      assert_text (store, "SELECT was FROM act_change WHERE field = 'messenger'", "••••••");
      assert_text (store, "SELECT became FROM act_change WHERE field = 'messenger'", NULL);
      assert_text (store, "SELECT became FROM act_change WHERE relation = 'contact' AND field = 'name'", "Wang Wei");
      sign_in (store, "boss");
    }
  sign_in (store, "lead");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM act_change WHERE record = 1"), ==, 0);
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM detail_change WHERE person = 111 AND field = 'mobile'"), ==, 1);
  sign_in (store, "sales-b");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM detail_change"), ==, 0);
}

static gint64
look_up (GarrisonStore *store, const char *key)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = NULL;

  garrison_args_set_text (args, "key", key);
  rows = garrison_store_read (store, "SELECT count(*) FROM customer c WHERE c.id IN @phone(key)", args, NULL, &error);
  g_assert_no_error (error);
  return garrison_rows_get_int (rows, 0, 0);
}

static void
test_lookup (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  g_autofree char *mine = garrison_phone_key ("13800138000"), *other = garrison_phone_key ("13900139000"),
                  *office = garrison_phone_key ("02087654321");
  static const char *const parts[] = { "1380013", "%38001380%", "1380013800_", "' OR 1 = 1 OR '", "13800138000 ", "*" };

  sign_in (store, "sales");
  g_assert_cmpint (look_up (store, mine), ==, 1);
  g_assert_cmpint (look_up (store, office), ==, 1);
  g_assert_cmpint (look_up (store, other), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_assert_cmpint (look_up (store, parts[i]), ==, 0);
  sign_in (store, "sales-b");
  g_assert_cmpint (look_up (store, mine), ==, 0);
  g_assert_cmpint (look_up (store, other), ==, 1);
  sign_in (store, "boss");
  g_assert_cmpint (look_up (store, mine), ==, 1);
  /* from whom it is hidden asks in vain */
  sign_in (store, "auditor");
  g_assert_cmpint (look_up (store, mine), ==, 0);
  g_assert_cmpint (look_up (store, office), ==, 0);
  sign_in (store, "boss");
  test_vault_exec (folder, "UPDATE role_field SET rule = 'hidden' WHERE relation = 'contact' AND field = 'mobile'");
  g_assert_cmpint (look_up (store, mine), ==, 0);
  g_assert_cmpint (look_up (store, office), ==, 1);
}

/* @C a column that is withheld, @R its relation */
static const char *const positions[] = {
  "SELECT @C FROM @R",
  "SELECT x.@C FROM @R x",
  "SELECT \"@C\" FROM \"@R\"",
  "SELECT count(@C) FROM @R",
  "SELECT count(DISTINCT @C) FROM @R",
  "SELECT max(length(@C)) FROM @R",
  "SELECT 1 FROM @R WHERE @C IS NULL",
  "SELECT 1 FROM @R WHERE @C = '13800138000'",
  "SELECT 1 FROM @R WHERE 1 = 0 AND @C > ''",
  "SELECT 1 FROM @R ORDER BY @C",
  "SELECT count(*) FROM @R GROUP BY @C",
  "SELECT count(*) FROM @R HAVING max(@C) > ''",
  "SELECT row_number() OVER (ORDER BY @C) FROM @R",
  "SELECT row_number() OVER (PARTITION BY @C) FROM @R",
  "SELECT CASE WHEN @C > 'a' THEN 1 END FROM @R",
  "SELECT (SELECT x.@C FROM @R x LIMIT 1)",
  "SELECT 1 WHERE EXISTS (SELECT 1 FROM @R x WHERE length(x.@C) > 1)",
  "SELECT 1 FROM customer WHERE name IN (SELECT @C FROM @R)",
  "WITH w AS (SELECT @C AS a FROM @R) SELECT count(*) FROM w",
  "WITH w(a) AS (SELECT @C FROM @R) SELECT 1 FROM w WHERE a > ''",
  "SELECT count(*) FROM (SELECT @C FROM @R) AS x",
  "SELECT 1 FROM customer a JOIN @R b ON b.@C = a.name",
  "SELECT 1 FROM @R a JOIN @R b USING (@C)",
  "SELECT count(*) FROM @R NATURAL JOIN (SELECT '13800138000' AS @C) AS guess",
  "SELECT count(*) FROM (SELECT '13800138000' AS @C) AS guess NATURAL LEFT JOIN @R",
  "SELECT count(*) FROM @R JOIN (SELECT '13800138000' AS @C) AS guess USING (\"@C\")",
  "SELECT name FROM person UNION SELECT @C FROM @R",
  "SELECT name FROM person EXCEPT SELECT @C FROM @R",
  "SELECT * FROM @R",
  "SELECT x.* FROM @R x",
  "SELECT count(*) FROM (SELECT * FROM @R) AS x WHERE x.@C IS NOT NULL",
};

static void
try_positions (GarrisonStore *store, const char *relation)
{
  const char *const *columns = garrison_desk_text_get_withheld (relation);

  g_assert_nonnull (columns[0]);
  for (guint i = 0; columns[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (positions); k++)
      {
        g_autoptr (GString) sql = g_string_new (positions[k]);

        g_string_replace (sql, "@C", columns[i], 0);
        g_string_replace (sql, "@R", relation, 0);
        test_read_fails (store, sql->str, GARRISON_ERROR_DENIED);
      }
}

static void
test_positions (void)
{
  static const char *const logins[] = { "boss", "sales", "auditor" };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);

  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      sign_in (store, logins[i]);
      try_positions (store, "customer");
      try_positions (store, "contact");
      try_positions (store, "act_row");
    }
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM contact"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/contact-detail/roles", test_roles);
  g_test_add_func ("/store/contact-detail/disclosed", test_disclosed);
  g_test_add_func ("/store/contact-detail/changes", test_changes);
  g_test_add_func ("/store/contact-detail/lookup", test_lookup);
  g_test_add_func ("/store/contact-detail/positions", test_positions);
  return g_test_run ();
}
