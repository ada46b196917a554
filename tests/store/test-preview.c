/* What somebody else would see: the same numbers that they get when they sign in, told to nobody who may not ask. */
#include "server.h"
#include "support.h"

/* Customers 1 and 2 are Sam's, 3 Lee's (who leads team 11, in which both are), 4 Tom's of another team, 5 nobody's. */
static const char VAULT[]
  = "INSERT INTO team(id, name, parent, path) SELECT 11, 'A', id, path || '11/' FROM team WHERE parent IS NULL;"
    "INSERT INTO person(id, login, name, sort_key, team, role, manager) SELECT column1, column2, column2, column2,"
    " column3, (SELECT id FROM role WHERE key = column4), column5 FROM (VALUES (110, 'lee', 11, 'lead', NULL),"
    " (111, 'sam', 11, 'salesperson', 110), (112, 'tom', NULL, 'salesperson', NULL), (113, 'aud', NULL, 'auditor', NULL),"
    " (114, 'gone', 11, 'salesperson', NULL)) AS v;"
    "UPDATE person SET active = 0 WHERE id = 114;"
    "INSERT INTO customer(id, name, name_key, sort_key, owner, phone, created_at, created_day) SELECT column1,"
    " 'c' || column1, 'c' || column1, 'c' || column1, column2, '0101234567', 1, 20260101 FROM (VALUES (1, 111), (2, 111),"
    " (3, 110), (4, 112), (5, NULL)) AS v;"
    "INSERT INTO contact(id, customer, name, name_key, created_at, mobile, email) SELECT id, id, 'n', 'n', 1,"
    " '13800138000', CASE WHEN id < 3 THEN 'a@b.example' END FROM customer;"
    "INSERT INTO contact(id, customer, name, name_key, created_at, mobile) VALUES (9, 1, 'm', 'm', 1, '13800138001');"
    "INSERT INTO deal(id, customer, name, owner, stage, status, currency, created_at, opened_day, stage_since)"
    " SELECT column1, column2, 'd', column3, (SELECT min(id) FROM stage), 'open', 'CNY', 1, 20260101, 20260101"
    " FROM (VALUES (1, 1, 111), (2, 4, 111), (3, 3, 110), (4, NULL, 111), (5, 5, 111)) AS v;"
    "INSERT INTO task(id, customer, person, text, due_at, due_day, created_at) SELECT id, NULL, id, 't', 1, 20260101, 1"
    " FROM person WHERE id BETWEEN 110 AND 113;";

static GarrisonStore *
company_new (const char *folder)
{
  GarrisonStore *store = test_company_new (folder);

  test_vault_exec (folder, VAULT);
  return store;
}

static GarrisonRows *
preview (GarrisonStore *store, gint64 person, gint64 customer)
{
  g_autoptr (GError) error = NULL;
  GarrisonRows *rows = garrison_store_preview (store, person, customer, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

/* Returns: the number, -1 when there is no such row. */
static gint64
find (GarrisonRows *rows, const char *relation, const char *field, const char *what)
{
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    if (g_strcmp0 (garrison_rows_get_text (rows, i, 0), relation) == 0
        && g_strcmp0 (garrison_rows_get_text (rows, i, 1), field) == 0
        && g_strcmp0 (garrison_rows_get_text (rows, i, 2), what) == 0)
      return garrison_rows_get_int (rows, i, 3);
  return -1;
}

static void
refused (GarrisonStore *store, gint64 person, gint64 customer, GarrisonError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_preview (store, person, customer, NULL, &error);

  g_assert_null (rows);
  g_assert_error (error, GARRISON_ERROR, (int) code);
}

/* The numbers are those of their own desk. */
static void
test_numbers (void)
{
  static const struct
  {
    const char *login;
    gint64 person;
  } people[] = { { "lee", 110 }, { "sam", 111 }, { "tom", 112 }, { "aud", 113 } };
  static const char *const relations[] = { "customer", "contact", "deal", "task" };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = company_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (GarrisonRows) rows = preview (store, people[i].person, 0);
      g_autoptr (GarrisonStore) theirs = NULL;
      guint n_rights = 0;

      test_vault_give_password (folder, people[i].login);
      theirs = test_company_open (folder, people[i].login);
      for (guint k = 0; k < G_N_ELEMENTS (relations); k++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT count(x.id) FROM %s x", relations[k]);

          g_assert_cmpint (find (rows, relations[k], NULL, "reached"), ==, test_read_int (theirs, sql));
        }
      for (guint k = 0; k < garrison_rows_get_size (rows); k++)
        if (g_strcmp0 (garrison_rows_get_text (rows, k, 0), "right") == 0)
          {
            n_rights++;
            g_assert_cmpstr (garrison_store_get_scope (theirs, garrison_rows_get_text (rows, k, 1)), ==,
                             garrison_rows_get_text (rows, k, 2));
          }
      g_assert_cmpuint (n_rights, >, 3);
    }
}

static void
set_rule (const char *folder, const char *key, const char *relation, const char *field, const char *rule)
{
  g_autofree char *sql
    = g_strdup_printf ("UPDATE role_field SET rule = '%s' WHERE relation = '%s' AND field = '%s'"
                       " AND role = (SELECT id FROM role WHERE key = '%s');", rule, relation, field, key);

  test_vault_exec (folder, sql);
}

static void
test_sample (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = company_new (folder);
  g_autoptr (GarrisonRows) rows = NULL, others = NULL, less = NULL;

  set_rule (folder, "salesperson", "contact", "email", "read");
  set_rule (folder, "salesperson", "customer", "phone", "hidden");
  /* What they disclosed is told elsewhere, if at all. */
  test_vault_exec (folder, "INSERT INTO disclosure VALUES (1, 1, 111, 'contact', 9, 1, 'call', 1, 1, 20260101, 9000000000000000);");
  rows = preview (store, 111, 1);
  g_assert_cmpint (find (rows, "customer", NULL, "sample"), ==, 1);
  g_assert_cmpint (find (rows, "contact", "mobile", "masked"), ==, 2);
  g_assert_cmpint (find (rows, "contact", "mobile", "shown"), ==, -1);
  g_assert_cmpint (find (rows, "contact", "email", "shown"), ==, 1);
  g_assert_cmpint (find (rows, "customer", "phone", "hidden"), ==, 1);
  g_assert_cmpint (find (rows, "customer", "phone", "masked"), ==, -1);
  /* out of their reach: everything is hidden */
  others = preview (store, 112, 1);
  g_assert_cmpint (find (others, "customer", NULL, "sample"), ==, 0);
  g_assert_cmpint (find (others, "contact", "mobile", "hidden"), ==, 2);
  g_assert_cmpint (find (others, "contact", "email", "shown"), ==, -1);
  /* hidden from oneself: nothing is told of it */
  set_rule (folder, "owner", "contact", "email", "hidden");
  less = preview (store, 111, 1);
  g_assert_cmpint (find (less, "contact", "email", "shown"), ==, -1);
  g_assert_cmpint (find (less, "contact", "email", "hidden"), ==, -1);
  g_assert_cmpint (find (less, "contact", "mobile", "masked"), ==, 2);
}

static void
give (const char *folder, const char *right, const char *scope)
{
  g_autofree char *sql
    = g_strdup_printf ("DELETE FROM role_right WHERE name = '%s' AND role = (SELECT id FROM role WHERE key = 'lead');"
                       "INSERT INTO role_right(role, name, scope) SELECT id, '%s', '%s' FROM role WHERE key = 'lead';",
                       right, right, scope);

  test_vault_exec (folder, sql);
}

/* What the server's own function answers Lee, who calls it with another program: how many rows, -1 for none. */
static gint64
ask_by_hand (const char *folder, gint64 person, gint64 customer)
{
  g_autofree char *uri = test_company_path (folder), *role = NULL, *sql = NULL;
  g_autoptr (PGconn) admin = PQconnectdb (uri), connection = NULL;
  const char *const names[] = { "dbname", "user", "password", NULL };
  PGresult *result;
  gint64 n;

  role = g_strdup_printf ("%s.lee", PQdb (admin));
  connection = PQconnectdbParams (names, (const char *const[]){ uri, role, "secret", NULL }, TRUE);
  g_assert_cmpint (PQstatus (connection), ==, CONNECTION_OK);
  sql = g_strdup_printf ("SELECT v.n FROM garrison.preview(%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ") v", person, customer);
  result = PQexec (connection, sql);
  n = PQresultStatus (result) == PGRES_TUPLES_OK ? PQntuples (result) : -1;
  if (n < 0)
    g_assert_cmpstr (PQresultErrorField (result, PG_DIAG_SQLSTATE), ==, "42501");
  PQclear (result);
  return n;
}

/* Who may: both rights, and within reach; the server itself says no to whoever calls its function. */
static void
test_who_may (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) boss = company_new (folder), lee = NULL;
  g_autoptr (GarrisonRows) rows = NULL;

  refused (boss, 114, 0, GARRISON_ERROR_MISSING);
  refused (boss, 999, 0, GARRISON_ERROR_MISSING);
  refused (boss, 111, 999, GARRISON_ERROR_DENIED);
  refused (boss, 111, -1, GARRISON_ERROR_DENIED);
  test_vault_give_password (folder, "lee");
  lee = test_company_open (folder, "lee");
  refused (lee, 111, 0, GARRISON_ERROR_DENIED);
  g_clear_object (&lee);
  give (folder, "role.edit", "all");
  lee = test_company_open (folder, "lee");
  refused (lee, 111, 0, GARRISON_ERROR_DENIED);
  if (test_server_is_used ())
    g_assert_cmpint (ask_by_hand (folder, 111, 0), ==, -1);
  g_clear_object (&lee);
  give (folder, "person.edit", "team");
  lee = test_company_open (folder, "lee");
  rows = preview (lee, 111, 1);
  g_assert_cmpint (find (rows, "customer", NULL, "reached"), ==, 2);
  refused (lee, 112, 0, GARRISON_ERROR_DENIED);
  refused (lee, 111, 4, GARRISON_ERROR_DENIED);
  if (test_server_is_used ())
    {
      g_assert_cmpint (ask_by_hand (folder, 112, 0), ==, -1);
      g_assert_cmpint (ask_by_hand (folder, 111, 4), ==, -1);
      g_assert_cmpint (ask_by_hand (folder, 111, 1), >, 4);
    }
  garrison_store_sign_out (lee);
  refused (lee, 111, 0, GARRISON_ERROR_NOT_SIGNED_IN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/preview/numbers", test_numbers);
  g_test_add_func ("/store/preview/sample", test_sample);
  g_test_add_func ("/store/preview/who-may", test_who_may);
  return g_test_run ();
}
