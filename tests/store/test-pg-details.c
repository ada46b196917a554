/* Contact details against somebody with a valid password and psql: nothing is seen that is not written down. */
#include <string.h>

#include "server-company.h"

#define MOBILE "1380013800"
#define READ "SELECT count(value) FROM contact_detail WHERE relation = 'contact' AND record = 1"
#define TELL "SELECT max(value) FROM contact_detail WHERE relation = 'contact' AND record = 1"
#define DISCLOSE "act_disclose('r', 'contact', 1, 'call', NULL)"

static void
open_company (ServerCompany *company)
{
  server_company_open (company);
  test_server_exec (company->vault,
                    "UPDATE contact SET mobile = '" MOBILE "' || (id % 10), email = 'wang' || id || '@alpha.example';"
                    "UPDATE contact SET mobile_key = phone_key(mobile);"
                    "UPDATE customer SET phone = '0208765432' || (id % 10); UPDATE customer SET phone_key = phone_key(phone);"
                    "ANALYZE contact; ANALYZE customer; ANALYZE act_row");
}

/* Runs statements one by one; fails where an answer or a message has a number in it. */
static void
try_story (PGconn *person, const char *const *story)
{
  for (guint i = 0; story[i] != NULL; i++)
    {
      PGresult *result = PQexec (person, story[i]);

      for (int row = 0; row < PQntuples (result); row++)
        for (int column = 0; column < PQnfields (result); column++)
          if (strstr (PQgetvalue (result, row, column), MOBILE) != NULL)
            g_error ("“%s” gives %s", story[i], PQgetvalue (result, row, column));
      if (strstr (PQresultErrorMessage (result), MOBILE) != NULL)
        g_error ("“%s” tells %s", story[i], PQresultErrorMessage (result));
      PQclear (result);
    }
}

static const char *const stories[][9] = {
  { "BEGIN", "SELECT * FROM " DISCLOSE, TELL, "ROLLBACK" },
  { "BEGIN ISOLATION LEVEL REPEATABLE READ", TELL, "SELECT * FROM " DISCLOSE, TELL, "ROLLBACK" },
  { "BEGIN ISOLATION LEVEL SERIALIZABLE", "SELECT * FROM " DISCLOSE, TELL, "ROLLBACK" },
  { "BEGIN", "SAVEPOINT s", "SELECT * FROM " DISCLOSE, TELL, "RELEASE s", TELL, "ROLLBACK" },
  { "BEGIN", "SAVEPOINT s", "SELECT * FROM " DISCLOSE, TELL, "ROLLBACK TO s", TELL, "ROLLBACK" },
  { "BEGIN", "SELECT * FROM " DISCLOSE, "SAVEPOINT s", TELL, "ROLLBACK TO s", TELL, "ROLLBACK" },
  { "BEGIN", "DECLARE c CURSOR FOR " TELL, "SELECT * FROM " DISCLOSE, "FETCH ALL FROM c", "ROLLBACK" },
  { "BEGIN", "SELECT * FROM " DISCLOSE, "DECLARE c CURSOR WITH HOLD FOR " TELL, "FETCH ALL FROM c", "ROLLBACK" },
  { "DEALLOCATE ALL", "PREPARE p AS " TELL, "EXECUTE p", "BEGIN", "SELECT * FROM " DISCLOSE, "EXECUTE p", "ROLLBACK" },
  { "BEGIN", "SELECT d.value FROM " DISCLOSE " a, contact_detail d", "ROLLBACK" },
  { "BEGIN", "SELECT d.value FROM " DISCLOSE " a LEFT JOIN LATERAL (SELECT value FROM contact_detail WHERE a.act > 0 OFFSET 0) d ON true",
    "ROLLBACK" },
  { "BEGIN", "WITH a AS MATERIALIZED (SELECT act FROM " DISCLOSE ") SELECT (SELECT max(value) FROM contact_detail WHERE a.act > 0) FROM a",
    "ROLLBACK" },
  { "BEGIN", "SELECT (SELECT act FROM " DISCLOSE "), (" TELL ")", "ROLLBACK" },
  { "BEGIN", "SELECT query_to_xml('SELECT * FROM " "act_disclose(''r'', ''contact'', 1, ''call'', NULL)" "', true, false, ''),"
             " query_to_xml('SELECT value FROM contact_detail', true, false, '')", "ROLLBACK" },
  { "DO $$ BEGIN PERFORM " DISCLOSE "; RAISE EXCEPTION '%', (" TELL "); END $$" },
  { "DO $$ BEGIN PERFORM " DISCLOSE "; BEGIN RAISE EXCEPTION '%', (" TELL "); EXCEPTION WHEN division_by_zero THEN NULL; END; END $$" },
  { "SELECT * FROM " DISCLOSE "; " TELL "; SELECT 1 / 0" },
  { "BEGIN; SELECT * FROM " DISCLOSE "; " TELL "; ROLLBACK" },
  { "BEGIN", "SELECT * FROM " DISCLOSE, "EXPLAIN (ANALYZE, VERBOSE) " TELL, "ROLLBACK" },
  { "SELECT schema_to_xml('garrison', true, false, '')", "SELECT database_to_xml(true, false, '')" },
  { "BEGIN", "SELECT * FROM " DISCLOSE, "COPY (" TELL ") TO STDOUT", "ROLLBACK" },
};

/* The question is on record before anything is asked; what is asked is then all that is tried. */
static void
take_ticket (ServerCompany *company)
{
  g_autofree char *digest
    = test_server_read_text (company->vault, "SELECT garrison.act_digest(ARRAY['contact', '1', 'call', NULL])");
  g_autofree char *sql = g_strdup_printf ("SELECT count(garrison.ticket_disclose('r', '%s'))", digest);
  g_autoptr (PGconn) person = server_company_sign_in (company, "seller");

  test_server_read_int (person, sql);
}

static void
test_rolled_back (void)
{
  ServerCompany company = { 0 };

  open_company (&company);
  take_ticket (&company);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autoptr (PGconn) person = server_company_sign_in (&company, "seller");

      try_story (person, stories[i]);
      if (test_server_read_int (company.vault, "SELECT count(*) FROM disclosure") != 0)
        g_error ("“%s” was written down", stories[i][1] != NULL ? stories[i][1] : stories[i][0]);
    }
  /* What is written down is seen, and by that person alone. */
  {
    g_autoptr (PGconn) person = server_company_sign_in (&company, "seller"), lead = server_company_sign_in (&company, "lead"),
                       boss = server_company_sign_in (&company, "boss");

    g_assert_cmpint (test_server_read_int (person, "SELECT (refusal IS NULL)::int FROM " DISCLOSE), ==, 1);
    g_assert_cmpint (test_server_read_int (person, READ), ==, 2);
    g_assert_cmpint (test_server_read_int (lead, READ), ==, 0);
    g_assert_cmpint (test_server_read_int (boss, READ), ==, 0);
    g_assert_cmpint (test_server_read_int (company.vault, "SELECT count(*) FROM disclosure"), ==, 1);
    g_assert_cmpint (test_server_read_int (company.vault, "SELECT count(*) FROM timeline WHERE kind = 'disclosed'"), ==, 1);
  }
  server_company_close (&company);
}

/* The whole row is the column, too. */
static const char *const denied[] = {
  "SELECT mobile FROM contact",
  "SELECT c FROM contact c",
  "SELECT count(c) FROM contact c",
  "SELECT c::text FROM contact c",
  "SELECT row_to_json(c) FROM contact c",
  "SELECT to_jsonb(c) ->> 'mobile' FROM contact c",
  "SELECT (c).mobile FROM contact c",
  "SELECT c.* FROM contact c",
  "SELECT 1 FROM contact c WHERE c IS NOT NULL",
  "SELECT 1 FROM contact a JOIN contact b ON a = b",
  "TABLE contact",
  "TABLE customer",
  "TABLE act_row",
  "COPY contact TO STDOUT",
  "COPY contact (mobile) TO STDOUT",
  "COPY (SELECT mobile FROM contact) TO STDOUT",
  "SELECT query_to_xml('SELECT mobile FROM contact', true, false, '')",
  "SELECT table_to_xml('contact', true, false, '')",
  "SELECT 1 FROM contact NATURAL JOIN (SELECT '13800138001'::text AS mobile) AS guess",
  "SELECT 1 FROM contact WHERE mobile_key = phone_key('13800138001')",
  "SELECT 1 FROM contact TABLESAMPLE SYSTEM (100) WHERE mobile > ''",
  "EXPLAIN SELECT 1 FROM contact WHERE mobile = '13800138001'",
  "EXPLAIN ANALYZE SELECT mobile FROM contact",
  "DECLARE q CURSOR WITH HOLD FOR SELECT phone FROM customer",
  "DO $$ BEGIN PERFORM mobile FROM contact; END $$",
  "SELECT was FROM act_row",
  "SELECT r FROM act_row r",
  "SELECT * FROM pg_statistic",
  "SELECT * FROM pg_statistic_ext_data",
  "UPDATE disclosure SET until = 9223372036854775807",
  "INSERT INTO disclosure VALUES (1, 1, 62, 'contact', 1, 1, 'call', 0, 1, 1, 9223372036854775807)",
  "UPDATE role_field SET rule = 'edit'",
  "CREATE STATISTICS s ON mobile, email FROM contact",
  "ANALYZE contact (mobile); SELECT mobile FROM contact",
};

static void
test_denied (void)
{
  ServerCompany company = { 0 };

  open_company (&company);
  for (guint i = 0; server_company_logins[i] != NULL; i++)
    {
      g_autoptr (PGconn) person = server_company_sign_in (&company, server_company_logins[i]);

      for (guint k = 0; k < G_N_ELEMENTS (denied); k++)
        {
          const char *state = server_company_try (person, denied[k]);

          if (!g_str_equal (state, "42501"))
            g_error ("%s: %s: “%s”", server_company_logins[i], denied[k], state);
        }
      /* samples of values that the planner keeps */
      g_assert_cmpint (test_server_read_int (person, "SELECT count(*) FROM pg_stats WHERE schemaname = 'garrison' AND (tablename, attname) IN"
                                                     " (('contact', 'mobile'), ('contact', 'mobile_key'), ('contact', 'phone'), ('contact', 'email'),"
                                                     " ('customer', 'phone'), ('customer', 'phone_key'), ('act_row', 'was'), ('act_row', 'became'))"), ==, 0);
      g_assert_cmpint (test_server_read_int (person, "SELECT count(*) FROM pg_stats_ext_exprs"), ==, 0);
      g_assert_cmpint (test_server_read_int (person, "SELECT count(*) FROM pg_stats WHERE most_common_vals::text LIKE '%" MOBILE "%'"
                                                     " OR histogram_bounds::text LIKE '%" MOBILE "%'"), ==, 0);
    }
  server_company_close (&company);
}

/* The asker's operators are given no row beyond reach, and no value behind a mask. */
static void
test_leaks (void)
{
  static const char *const quiet[] = {
    "SELECT 1 FROM contact_detail WHERE 1 / (customer - 7) > 5",
    "SELECT 1 FROM contact_detail WHERE 1 / (record - 7) > 5",
    "SELECT 1 FROM contact_detail WHERE value::bigint > 0",
    "SELECT 1 FROM contact_detail WHERE 1 / (length(value) - 11) > 5",
    "SELECT 1 FROM contact_detail WHERE relation = 'contact' AND 1 / (substr(value, 1, 3)::int - 138) > 5",
    "SELECT 1 FROM contact_detail d JOIN person p ON p.name = d.value AND 1 / (length(d.value) - 11) > 5",
    "SELECT 1 FROM act_change WHERE 1 / (act - (SELECT max(id) FROM act)) > 5 AND 1 = 0",
  };
  ServerCompany company = { 0 };
  g_autoptr (PGconn) person = NULL;

  open_company (&company);
  person = server_company_sign_in (&company, "seller");
  for (guint i = 0; i < G_N_ELEMENTS (quiet); i++)
    g_assert_cmpstr (server_company_try (person, quiet[i]), ==, "");
  /* of one's own it does tell */
  g_assert_cmpstr (server_company_try (person, "SELECT 1 FROM contact_detail WHERE 1 / (customer - 3) > 5"), ==, "22012");
  server_company_close (&company);
}

/* The barrier lets through what a list asks for a page of records: no reading of all for each. */
static void
test_plan (void)
{
  ServerCompany company = { 0 };
  g_autoptr (PGconn) boss = NULL;
  g_autoptr (GString) plan = g_string_new (NULL);
  PGresult *result;

  open_company (&company);
  boss = server_company_sign_in (&company, "boss");
  test_server_exec (boss, "SET enable_seqscan = off");
  result = test_server_read (boss, "EXPLAIN SELECT (SELECT coalesce(i.value, i.shown) FROM contact_detail i WHERE i.relation = 'contact'"
                                   " AND i.record = c.id AND i.field = 'mobile') FROM contact c WHERE c.id < 100");
  for (int i = 0; i < PQntuples (result); i++)
    g_string_append_printf (plan, "%s\n", PQgetvalue (result, i, 0));
  PQclear (result);
  if (strstr (plan->str, "Index Cond: (id = c.id)") == NULL)
    g_error ("%s", plan->str);
  server_company_close (&company);
}

static void
test_lookup (void)
{
  ServerCompany company = { 0 };
  g_autoptr (PGconn) person = NULL, auditor = NULL, other = NULL;
  g_autofree char *key = NULL, *find = NULL, *foreign = NULL;

  open_company (&company);
  person = server_company_sign_in (&company, "seller");
  other = server_company_sign_in (&company, "seller");
  auditor = server_company_sign_in (&company, "auditor");
  key = test_server_read_text (company.vault, "SELECT mobile_key FROM contact WHERE id = 3");
  find = g_strdup_printf ("SELECT l FROM lookup_phone('%s') AS l", key);
  g_assert_cmpint (test_server_read_int (person, find), ==, 3);
  g_assert_cmpint (test_server_read_int (auditor, find), ==, 0);
  g_free (key);
  key = test_server_read_text (company.vault, "SELECT mobile_key FROM contact WHERE id = 7");
  foreign = g_strdup_printf ("SELECT l FROM lookup_phone('%s') AS l", key);
  g_assert_cmpint (test_server_read_int (person, foreign), ==, 0);
  g_assert_cmpint (test_server_read_int (person, "SELECT count(*) FROM lookup_phone('%')"), ==, 0);
  g_assert_cmpint (test_server_read_int (person, "SELECT count(*) FROM lookup_phone(NULL)"), ==, 0);
  /* who tries all numbers in one statement is stopped, keeps no lock, and still finds what they know */
  test_server_exec (person, "SET statement_timeout = 300");
  g_assert_cmpstr (server_company_try (person, "SELECT n, l FROM generate_series(13800100000, 13800199999) n, lookup_phone('+86' || n::text) l"),
                   ==, "57014");
  g_assert_cmpint (test_server_read_int (other, find), ==, 3);
  g_assert_cmpint (test_server_read_int (other, foreign), ==, 0);
  g_assert_cmpint (test_server_read_int (company.vault, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), ==, 0);
  server_company_close (&company);
}

/* A field that the role is kept from: its column is denied on the one desk and empty on the other, whatever is tried. */
static const char *const kept_denied[] = {
  "SELECT amount FROM garrison.deal",
  "SELECT count(amount) FROM garrison.deal",
  "SELECT 1 FROM garrison.deal d WHERE d.amount > 5",
  "SELECT d FROM garrison.deal d",
  "SELECT * FROM garrison.deal",
  "TABLE garrison.customer_month",
  "SELECT price FROM garrison.deal_line",
  "COPY garrison.deal (amount) TO STDOUT",
  "SELECT 1 FROM garrison.deal NATURAL JOIN (SELECT 4711::bigint AS amount) AS guess",
  "SELECT number FROM garrison.field_value",
  "SELECT phone FROM garrison_known.customer",
  "SELECT c FROM garrison_known.customer c",
  "CREATE VIEW garrison_known.mine AS SELECT 1",
  "CREATE OR REPLACE VIEW garrison_known.deal AS SELECT 1",
  "DROP VIEW garrison_known.deal",
  "UPDATE garrison_known.deal SET amount = 1",
  "DELETE FROM garrison_known.deal",
  "SELECT garrison.role_is_open(1)",
  "GRANT \"%1$s:open\" TO CURRENT_USER",
  "SET ROLE \"%1$s:open\"",
};
static const char *const kept_empty[] = {
  "SELECT count(amount) FROM garrison_known.deal",
  "SELECT count(*) FROM garrison_known.deal WHERE amount::text LIKE '%4711%'",
  "SELECT count(*) FROM garrison_known.deal WHERE 1 / (amount - 4711) = 0",
  "SELECT count(*) FROM garrison_known.deal d WHERE to_jsonb(d) ->> 'amount' > ''",
  "SELECT coalesce(sum(amount), 0) FROM garrison_known.customer_month",
  "SELECT count(price) + count(amount) FROM garrison_known.deal_line",
  "SELECT count(*) FROM garrison_known.deal NATURAL JOIN (SELECT 4711::bigint AS amount) AS guess",
};

/* The first customer with a deal that is seen: in a transaction that is open afterwards. */
static void
disclose (ServerCompany *company, PGconn *seller)
{
  gint64 id = test_server_read_int (seller, "SELECT min(c.id) FROM garrison.customer c JOIN garrison.deal d ON d.customer = c.id");
  g_autofree char *ask = g_strdup_printf ("SELECT garrison.act_digest(ARRAY['customer', '%" G_GINT64_FORMAT "', 'call', NULL])", id);
  g_autofree char *digest = test_server_read_text (company->vault, ask);
  g_autofree char *ticket = g_strdup_printf ("SELECT count(garrison.ticket_disclose('r', '%s'))", digest);
  g_autofree char *act = g_strdup_printf ("SELECT a.refusal FROM garrison.act_disclose('r', 'customer', %" G_GINT64_FORMAT
                                          ", 'call', NULL) AS a", id);
  g_autofree char *refusal = NULL;

  test_server_read_int (seller, ticket);
  test_server_exec (seller, "BEGIN");
  refusal = test_server_read_text (seller, act);
  g_assert_cmpstr (refusal, ==, NULL);
}

static void
test_kept (void)
{
  ServerCompany company = { 0 };

  open_company (&company);
  test_server_exec (company.vault, "UPDATE deal SET amount = 4711; UPDATE deal_line SET amount = 4711, price = 4711;"
                                   "INSERT INTO role_field(role, relation, field, rule) SELECT id, 'deal', 'amount', 'hidden' FROM role"
                                   " WHERE key = 'salesperson'");
  {
    g_autoptr (PGconn) seller = server_company_sign_in (&company, "seller"), lead = server_company_sign_in (&company, "lead");

    for (guint i = 0; i < G_N_ELEMENTS (kept_denied); i++)
      {
        g_auto (GStrv) parts = g_strsplit (kept_denied[i], "%1$s", -1);
        g_autofree char *sql = g_strjoinv (company.database, parts);
        const char *state = server_company_try (seller, sql);

        /* a view of several relations cannot be written at all */
        if (!g_str_equal (state, "42501") && !g_str_equal (state, "55000"))
          g_error ("“%s”: “%s”", sql, state);
      }
    for (guint i = 0; i < G_N_ELEMENTS (kept_empty); i++)
      if (test_server_read_int (seller, kept_empty[i]) != 0)
        g_error ("“%s” finds something", kept_empty[i]);
    g_assert_cmpint (test_server_read_int (seller, "SELECT count(*) FROM garrison_known.deal"), >, 0);
    g_assert_cmpint (test_server_read_int (seller, "SELECT (SELECT count(*) FROM garrison_known.deal) - (SELECT count(*) FROM garrison.deal)"), ==, 0);
    g_assert_cmpint (test_server_read_int (lead, "SELECT count(amount) FROM garrison.deal"), >, 0);
    /* masked: what was disclosed in the same transaction is not seen */
    test_server_exec (company.vault, "UPDATE role_field SET rule = 'masked' WHERE relation = 'deal'");
    disclose (&company, seller);
    g_assert_cmpint (test_server_read_int (seller, "SELECT count(amount) FROM garrison_known.deal"), ==, 0);
    test_server_exec (seller, "COMMIT");
    g_assert_cmpint (test_server_read_int (company.vault, "SELECT count(*) FROM disclosure"), ==, 1);
    g_assert_cmpint (test_server_read_int (seller, "SELECT count(amount) FROM garrison_known.deal"), >, 0);
  }
  server_company_close (&company);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/pg-details/rolled-back", test_rolled_back);
  g_test_add_func ("/store/pg-details/denied", test_denied);
  g_test_add_func ("/store/pg-details/leaks", test_leaks);
  g_test_add_func ("/store/pg-details/plan", test_plan);
  g_test_add_func ("/store/pg-details/lookup", test_lookup);
  g_test_add_func ("/store/pg-details/kept", test_kept);
  return g_test_run ();
}
