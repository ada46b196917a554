/* Somebody with a valid password and psql: what each role tries beside the program, and what they see. */
#include <string.h>

#include "server-company.h"
#include "store/desk-text.h"

/* Refused to everybody, whatever their rights: 42501 and nothing else. */
static const char *const denied[] = {
  "SELECT 1 FROM credential",
  "SELECT 1 FROM counter",
  "SELECT 1 FROM ticket",
  "SELECT 1 FROM login_role",
  "SELECT 1 FROM installation",
  "SELECT 1 FROM access_group",
  "SELECT 1 FROM chain_head",
  "SELECT 1 FROM reach",
  "SELECT nextval('id_customer')",
  "SELECT last_value FROM id_customer",
  "SELECT ctid FROM customer",
  "SELECT * FROM pg_catalog.pg_authid",
  "BEGIN; LOCK TABLE chain_head IN ACCESS EXCLUSIVE MODE",
  "BEGIN; LOCK TABLE customer IN SHARE MODE",
  "SELECT 1 FROM customer FOR UPDATE",
  "TRUNCATE customer",
  "SELECT keep_login(1, NULL, 'x', true, '{}')",
  "SELECT keep_password('x', 'y')",
  "SELECT sync_logins(NULL)",
  "SELECT set_sequences()",
  "SELECT forget_plans()",
  "SELECT is_kept('x')",
  "SELECT scope_of('customer.see')",
  "SELECT act_set_password_of('r', 1, 'h', NULL)",
  "SELECT act_password_verifier(1, 'x')",
  "SELECT act_enter('r', 'x', NULL, 'anyone')",
  "SELECT act_seal(1, 'x', 1, 1, 1, 'r', NULL, NULL, '{}', '{}')",
  "SELECT act_found_company('r', 'c', 'CNY', 'UTC', 0, 'l', 'n')",
  "SELECT act_set_password('r', 1, 'h', NULL)",
  "SELECT undo_transfer_customers(0, 1, 1, 1)",
  "SET ROLE \"%1$s:owner\"",
  "SET ROLE \"%1$s:keeper\"",
  "SET ROLE \"%1$s:backup\"",
  "SET ROLE \"%1$s.boss2\"",
  "SET SESSION AUTHORIZATION \"%1$s:owner\"",
  "ALTER ROLE \"%1$s:people\" SUPERUSER",
  "ALTER ROLE CURRENT_USER BYPASSRLS",
  "ALTER ROLE CURRENT_USER CREATEROLE",
  "GRANT \"%1$s:owner\" TO CURRENT_USER",
  "CREATE ROLE stranger",
  "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE TEMP TABLE t (a int)",
  "CREATE TEMP VIEW t AS SELECT 1",
  "CREATE TABLE t (a int)",
  "CREATE TABLE public.t (a int)",
  "CREATE SCHEMA s",
  "CREATE EXTENSION dblink",
  "CREATE POLICY door ON customer USING (true)",
  "CREATE INDEX ON customer(name)",
  "CREATE TRIGGER t AFTER INSERT ON customer EXECUTE FUNCTION people_changed()",
  "ALTER TABLE customer DISABLE ROW LEVEL SECURITY",
  "ALTER TABLE customer OWNER TO CURRENT_USER",
  "ALTER FUNCTION me() SECURITY INVOKER",
  "ALTER DATABASE \"%1$s\" SET row_security = off",
  "DROP TABLE customer",
  "DROP POLICY backup ON customer",
  "DROP SCHEMA garrison CASCADE",
  "COMMENT ON TABLE customer IS 'mine'",
  "COPY customer FROM STDIN",
  "COPY customer TO '/tmp/customers'",
  "COPY (SELECT 1) TO PROGRAM 'true'",
  "COPY customer FROM PROGRAM 'echo'",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT pg_ls_dir('.')",
  "SELECT lo_import('/etc/passwd')",
  "SELECT lo_create(0)",
  "SELECT lo_from_bytea(0, 'x')",
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usesysid <> (SELECT oid FROM pg_roles WHERE rolname = current_user)"
  " AND usename IS NOT NULL",
  "SET session_replication_role = replica",
  "SET log_statement = 'none'",
};

static char *
for_database (ServerCompany *company, const char *sql)
{
  g_auto (GStrv) parts = g_strsplit (sql, "%1$s", -1);

  return g_strjoinv (company->database, parts);
}

/* What the vault holds, as one text. */
static char *
describe_vault (ServerCompany *company)
{
  return test_server_read_text (
    company->vault, "SELECT (SELECT string_agg(md5(c::text), '' ORDER BY c.id) FROM customer c) ||"
                    " (SELECT string_agg(md5(p::text), '' ORDER BY p.id) FROM person p) ||"
                    " (SELECT string_agg(md5(r::text), '' ORDER BY r.role, r.name) FROM role_right r) ||"
                    " (SELECT count(*)::text FROM act) || (SELECT count(*)::text FROM contact) || (SELECT count(*)::text FROM deal)"
                    " || (SELECT count(*)::text FROM pg_largeobject_metadata)");
}

static void
try_writes (PGconn *person, ServerCompany *company, const char *login)
{
  g_autoptr (GString) all = g_string_new (NULL);
  PGresult *relations = test_server_read (
    company->vault, "SELECT c.relname, (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = 1), c.relkind"
                    " FROM pg_class c WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind IN ('r', 'v')");

  g_assert_cmpint (PQntuples (relations), >, 40);
  for (int i = 0; i < PQntuples (relations); i++)
    {
      const char *relation = PQgetvalue (relations, i, 0), *column = PQgetvalue (relations, i, 1);
      gboolean is_view = *PQgetvalue (relations, i, 2) == 'v';
      g_autofree char *update = g_strdup_printf ("UPDATE %%s SET %s = %s", column, column);
      const char *const forms[]
        = { "INSERT INTO %s DEFAULT VALUES", "DELETE FROM %s", "TRUNCATE %s CASCADE", "DROP TABLE %s", update };

      for (guint k = 0; k < G_N_ELEMENTS (forms); k++)
        {
          g_auto (GStrv) parts = g_strsplit (forms[k], "%s", 2);
          g_autofree char *sql = g_strjoinv (relation, parts);
          const char *state = server_company_try (person, sql);

          /* A view is no table, and ours take nothing from anybody. */
          if (!g_str_equal (state, "42501")
              && !(is_view && (g_str_equal (state, "42809") || g_str_equal (state, "55000"))))
            g_error ("%s: %s: “%s”", login, sql, state);
        }
    }
  PQclear (relations);
}

static void
test_attempts (void)
{
  ServerCompany company = { 0 };
  g_autofree char *before = NULL;

  server_company_open (&company);
  test_server_exec (company.vault, "INSERT INTO person(id, login, name, sort_key, role) VALUES (70, 'boss2', 'b', 'b',"
                                   " (SELECT id FROM role WHERE key = 'owner'))");
  before = describe_vault (&company);
  for (guint i = 0; server_company_logins[i] != NULL; i++)
    {
      g_autoptr (PGconn) person = server_company_sign_in (&company, server_company_logins[i]);
      g_autofree char *after = NULL;

      g_assert_nonnull (person);
      for (guint k = 0; k < G_N_ELEMENTS (denied); k++)
        {
          g_autofree char *sql = for_database (&company, denied[k]);
          const char *state = server_company_try (person, sql);

          server_company_try (person, "ROLLBACK");
          if (!g_str_equal (state, "42501"))
            g_error ("%s: %s: “%s”", server_company_logins[i], sql, state);
        }
      try_writes (person, &company, server_company_logins[i]);
      after = describe_vault (&company);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_null (server_company_sign_in (&company, "gone"));
  server_company_close (&company);
}

static gint64
count_customers (PGconn *person)
{
  return test_server_read_int (person, "SELECT count(*) FROM garrison.customer");
}

/* Nothing that a session may set changes who it is. */
static void
test_desk (void)
{
  static const struct
  {
    const char *login;
    int customers;
    int contacts;
    int deals;
  } seen[] = {
    { "boss", 12, 12, 12 },  { "manager", 12, 12, 12 }, { "lead", 7, 7, 7 },      { "seller", 5, 5, 5 },
    { "other", 4, 4, 4 },    { "assistant", 7, 7, 7 },  { "auditor", 12, 12, 12 },
  };
  static const char *const tricks[] = {
    "SET ROLE \"%1$s:people\"", "RESET ROLE", "RESET ALL", "DISCARD ALL; SET search_path = garrison",
    "SET garrison.me = '1'", "SET search_path = pg_temp, garrison", "SET application_name = 'boss'",
    "SET plan_cache_mode = force_generic_plan",
  };
  ServerCompany company = { 0 };

  server_company_open (&company);
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    {
      g_autoptr (PGconn) person = server_company_sign_in (&company, seen[i].login);

      g_test_message ("%s", seen[i].login);
      for (guint k = 0; k < G_N_ELEMENTS (tricks); k++)
        {
          g_autofree char *sql = for_database (&company, tricks[k]);

          server_company_try (person, sql);
          /* As a group one is nobody's colleague. */
          if (k > 0)
            g_assert_cmpint (count_customers (person), ==, seen[i].customers);
          else
            g_assert_cmpint (count_customers (person), <=, seen[i].customers);
        }
      g_assert_cmpint (test_server_read_int (person, "SELECT count(*) FROM garrison.contact"), ==, seen[i].contacts);
      g_assert_cmpint (test_server_read_int (person, "SELECT count(*) FROM garrison.deal"), ==, seen[i].deals);
      g_assert_cmpint (test_server_read_int (person, "SELECT count(*) FROM garrison.activity"), ==, seen[i].contacts);
    }
  server_company_close (&company);
}

/* reach() is the view of that name, whatever the scope. */
static void
test_reach (void)
{
  static const char *const scopes[] = { "own", "reports", "team", "below", "all" };
  ServerCompany company = { 0 };

  server_company_open (&company);
  test_server_exec (company.vault, "INSERT INTO team(id, name, parent, path) VALUES (52, 'Deep', 50, '/1/50/52/'), (5, 'Five', 1, '/1/5/');"
                                   "UPDATE person SET team = 52 WHERE login = 'auditor'; UPDATE person SET team = 5 WHERE login = 'other';"
                                   "UPDATE person SET team = NULL WHERE login = 'assistant'; UPDATE person SET manager = 61 WHERE id IN (62, 63)");
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      g_autofree char *set = g_strdup_printf ("UPDATE role_right SET scope = '%s' WHERE name = 'customer.see'", scopes[i]);

      test_server_exec (company.vault, set);
      for (guint k = 0; server_company_logins[k] != NULL; k++)
        {
          g_autoptr (PGconn) person = server_company_sign_in (&company, server_company_logins[k]);
          g_autofree char *view = g_strdup_printf (
            "SELECT ARRAY(SELECT DISTINCT r.sees FROM reach r JOIN person p ON p.id = r.person WHERE p.login = '%s'"
            " AND r.right_name = 'customer.see' ORDER BY 1)", server_company_logins[k]);
          g_autofree char *expected = test_server_read_text (company.vault, view);
          g_autofree char *reached = test_server_read_text (person, "SELECT reach('customer.see')");

          g_assert_cmpstr (reached, ==, expected);
        }
    }
  server_company_close (&company);
}

/* A policy must not hand rows to a function of the asker's before it has decided. */
static void
test_leaks (void)
{
  ServerCompany company = { 0 };
  g_autoptr (PGconn) person = NULL;

  server_company_open (&company);
  person = server_company_sign_in (&company, "seller");
  g_assert_cmpstr (server_company_try (person, "SELECT 1 FROM customer WHERE 1 / (owner - 63) < 0 OR name IS NULL"), ==, "");
  g_assert_cmpstr (server_company_try (person, "SELECT 1 FROM customer WHERE 1 / (owner - 62) < 0"), ==, "22012");
  g_assert_cmpint (test_server_read_int (person, "SELECT count(*) FROM pg_stats WHERE schemaname = 'garrison'"
                                                 " AND tablename IN ('customer', 'contact', 'deal', 'credential')"), ==, 0);
  server_company_close (&company);
}

/* Other rights hold at once, for plans that a session keeps, too. */
static void
test_narrowing (void)
{
  static const struct
  {
    const char *login;
    const char *role;
    const char *scope;
    int before;
    int after;
  } cases[] = { { "manager", "manager", "own", 12, 0 }, { "lead", "lead", "own", 7, 2 }, { "seller", "salesperson", NULL, 5, 0 } };
  ServerCompany company = { 0 };

  server_company_open (&company);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PGconn) person = server_company_sign_in (&company, cases[i].login);
      g_autofree char *narrow = g_strdup_printf (
        cases[i].scope != NULL ? "UPDATE role_right SET scope = '%2$s' WHERE name = 'customer.see' AND role = (SELECT id FROM role WHERE key = '%1$s')"
                               : "DELETE FROM role_right WHERE name = 'customer.see' AND role = (SELECT id FROM role WHERE key = '%1$s')",
        cases[i].role, cases[i].scope);

      test_server_exec (person, "PREPARE list AS SELECT count(*) FROM customer; PREPARE contacts AS SELECT count(*) FROM contact");
      for (int k = 0; k < 7; k++)
        g_assert_cmpint (test_server_read_int (person, "EXECUTE list"), ==, cases[i].before);
      g_assert_cmpint (test_server_read_int (person, "EXECUTE contacts"), ==, cases[i].before);
      test_server_exec (company.vault, narrow);
      g_assert_cmpint (test_server_read_int (person, "EXECUTE list"), ==, cases[i].after);
      g_assert_cmpint (test_server_read_int (person, "EXECUTE contacts"), ==, cases[i].after);
    }
  server_company_close (&company);
}

static gboolean
is_over (PGconn *connection)
{
  gint64 until = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  while (g_get_monotonic_time () < until)
    {
      PQconsumeInput (connection);
      if (PQstatus (connection) != CONNECTION_OK)
        return TRUE;
      g_usleep (5000);
    }
  return FALSE;
}

/* Who is dismissed by an act reads nothing more from that moment, whatever was begun before. */
static void
test_dismissal (void)
{
  ServerCompany company = { 0 };
  g_autoptr (PGconn) repeatable = NULL, cursor = NULL, idle = NULL, colleague = NULL;
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  server_company_open (&company);
  test_server_exec (company.vault, "UPDATE customer SET owner = 61 WHERE owner = 62");
  repeatable = server_company_sign_in (&company, "seller");
  cursor = server_company_sign_in (&company, "seller");
  idle = server_company_sign_in (&company, "seller");
  colleague = server_company_sign_in (&company, "lead");
  test_server_exec (repeatable, "BEGIN ISOLATION LEVEL REPEATABLE READ");
  g_assert_cmpint (test_server_read_int (repeatable, "SELECT count(*) FROM person"), ==, 8);
  test_server_exec (cursor, "DECLARE c CURSOR WITH HOLD FOR SELECT id FROM person");

  garrison_args_set_int (args, "person", 62);
  result = garrison_store_act (company.store, "leave-person", args, NULL, NULL, &error);
  g_assert_no_error (error);
  /* The program sees to it; anybody else may. */
  test_server_read_int (colleague, "SELECT end_sessions()");
  g_assert_true (is_over (repeatable));
  g_assert_true (is_over (cursor));
  g_assert_true (is_over (idle));
  g_assert_null (server_company_sign_in (&company, "seller"));
  g_assert_cmpint (test_server_read_int (colleague, "SELECT count(*) FROM person"), ==, 8);
  server_company_close (&company);
}

/* Without any program that would see to it, too. */
static void
test_dismissal_alone (void)
{
  ServerCompany company = { 0 };
  g_autoptr (PGconn) repeatable = NULL, colleague = NULL;

  server_company_open (&company);
  repeatable = server_company_sign_in (&company, "seller");
  colleague = server_company_sign_in (&company, "other");
  test_server_exec (repeatable, "BEGIN ISOLATION LEVEL REPEATABLE READ; PREPARE p AS SELECT count(*) FROM person");
  g_assert_cmpint (test_server_read_int (repeatable, "EXECUTE p"), ==, 8);
  test_server_exec (company.vault, "UPDATE person SET active = 0 WHERE id = 62");
  g_assert_true (is_over (repeatable));
  g_assert_cmpstr (server_company_try (repeatable, "EXECUTE p"), !=, "");
  g_assert_null (server_company_sign_in (&company, "seller"));
  g_assert_cmpint (test_server_read_int (colleague, "SELECT count(*) FROM person"), ==, 8);
  server_company_close (&company);
}

/* Who came in between the two, and waits in a transaction until the dismissal is committed. */
static void
test_dismissal_race (void)
{
  ServerCompany company = { 0 };
  g_autoptr (PGconn) quick = NULL, patient = NULL, colleague = NULL;

  server_company_open (&company);
  colleague = server_company_sign_in (&company, "other");
  test_server_exec (company.vault, "BEGIN; UPDATE person SET active = 0 WHERE id = 62");
  quick = server_company_sign_in (&company, "seller");
  patient = server_company_sign_in (&company, "seller");
  g_assert_nonnull (quick);
  test_server_exec (patient, "BEGIN ISOLATION LEVEL REPEATABLE READ");
  g_assert_cmpint (test_server_read_int (patient, "SELECT count(*) FROM person"), ==, 8);
  test_server_exec (company.vault, "COMMIT");
  g_assert_cmpstr (server_company_try (quick, "SELECT 1 FROM garrison.person"), ==, "42501");
  g_assert_cmpint (test_server_read_int (colleague, "SELECT end_sessions()"), ==, 2);
  g_assert_true (is_over (quick));
  g_assert_true (is_over (patient));
  server_company_close (&company);
}

static char *
set_password (PGconn *person, int whom, const char *verifier)
{
  g_autofree char *request = g_uuid_string_random ();
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce(refusal, 'done') FROM set_password('%s', %d, '%s')", request, whom, verifier);
  PGresult *result = PQexec (person, sql);
  char *answer = PQresultStatus (result) == PGRES_TUPLES_OK ? g_strdup (PQgetvalue (result, 0, 0))
                                                            : g_strdup (PQresultErrorField (result, PG_DIAG_SQLSTATE));

  PQclear (result);
  return answer;
}

static void
test_passwords (void)
{
  static const struct
  {
    const char *by;
    int whom;
    const char *answer;
  } cases[] = {
    { "seller", 62, "done" }, { "seller", 63, "out-of-reach" }, { "lead", 62, "out-of-reach" }, { "manager", 1, "out-of-reach" },
    { "seller", 999, "no-such-person" },
  };
  ServerCompany company = { 0 };
  g_autoptr (PGconn) boss = NULL, seller = NULL;
  g_autofree char *role = NULL, *plain = NULL, *by_boss = NULL;
  char *verifier;

  server_company_open (&company);
  verifier = PQencryptPasswordConn (company.vault, "another one", "x", "scram-sha-256");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PGconn) person = server_company_sign_in (&company, cases[i].by);
      g_autofree char *answer = set_password (person, cases[i].whom, verifier);

      g_assert_cmpstr (answer, ==, cases[i].answer);
      if (i == 0)
        test_server_give_password (company.vault, "seller");
    }
  boss = server_company_sign_in (&company, "boss");
  plain = set_password (boss, 62, "another one");
  g_assert_cmpstr (plain, ==, "22023");
  by_boss = set_password (boss, 62, verifier);
  g_assert_cmpstr (by_boss, ==, "done");
  g_assert_null (server_company_sign_in (&company, "seller"));
  role = g_strconcat (company.database, ".seller", NULL);
  seller = test_server_sign_in (company.database, role, "another one");
  g_assert_nonnull (seller);
  g_assert_cmpint (test_server_read_int (company.vault, "SELECT count(*) FROM act WHERE name = 'set-password' AND person IN (1, 62)"), ==, 2);
  g_assert_cmpint (test_server_read_int (company.vault, "SELECT count(*) FROM credential WHERE hash LIKE '%$%'"), ==, 0);
  PQfreemem (verifier);
  server_company_close (&company);
}

/* Somebody else's setting ends the sessions that were there, whatever they are doing; one's own ends none.
 * Afterwards only whoever set it may see to those that came back in between. */
static void
test_password_ends_sessions (void)
{
  ServerCompany company = { 0 };
  g_autoptr (PGconn) boss = NULL, busy = NULL, idle = NULL, again = NULL, lead = NULL;
  g_autofree char *own = NULL, *anew = NULL;
  char *verifier;

  server_company_open (&company);
  verifier = PQencryptPasswordConn (company.vault, "secret", "x", "scram-sha-256");
  boss = server_company_sign_in (&company, "boss");
  lead = server_company_sign_in (&company, "lead");
  busy = server_company_sign_in (&company, "seller");
  idle = server_company_sign_in (&company, "seller");
  own = set_password (idle, 62, verifier);
  g_assert_cmpstr (own, ==, "done");
  test_server_exec (busy, "BEGIN ISOLATION LEVEL REPEATABLE READ");
  g_assert_cmpint (test_server_read_int (busy, "SELECT count(*) FROM person"), ==, 8);
  g_assert_cmpint (test_server_read_int (busy, "SELECT my_reset()"), ==, 0);
  g_assert_cmpint (test_server_read_int (boss, "SELECT end_sessions_of(62)"), ==, 0);

  anew = set_password (boss, 62, verifier);
  g_assert_cmpstr (anew, ==, "done");
  g_assert_true (is_over (busy));
  g_assert_true (is_over (idle));
  again = server_company_sign_in (&company, "seller");
  g_assert_cmpint (test_server_read_int (again, "SELECT my_reset()"), >, 0);
  g_assert_cmpint (test_server_read_int (lead, "SELECT end_sessions_of(62)"), ==, 0);
  g_assert_cmpint (test_server_read_int (again, "SELECT end_sessions_of(62)"), ==, 0);
  g_assert_cmpstr (server_company_try (lead, "SELECT end_login(current_database() || '.seller')"), ==, "42501");
  g_assert_cmpint (test_server_read_int (boss, "SELECT end_sessions_of(62)"), ==, 1);
  g_assert_true (is_over (again));
  g_assert_cmpint (test_server_read_int (boss, "SELECT end_sessions_of(999)"), ==, 0);
  g_assert_false (is_over (lead));
  PQfreemem (verifier);
  server_company_close (&company);
}

static void
assert_refused (ServerCompany *company, const char *login, const char *refusal)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_text (args, "login", login);
  garrison_args_set_text (args, "name", "Somebody");
  garrison_args_set_int (args, "role", test_server_read_int (company->vault, "SELECT id FROM role WHERE key = 'salesperson'"));
  result = garrison_store_act (company->store, "add-person", args, NULL, NULL, &error);
  if (refusal == NULL)
    g_assert_no_error (error);
  else
    g_assert_true (garrison_error_is_refusal (error, refusal));
}

/* A role of somebody else's is never taken over. */
static void
test_logins (void)
{
  ServerCompany company = { 0 };
  g_autofree char *strange = NULL, *drop = NULL, *find = NULL, *longest = g_strnfill (80, 'x');
  g_autoptr (PGconn) renamed = NULL;

  server_company_open (&company);
  strange = for_database (&company, "CREATE ROLE \"%1$s.stranger\" LOGIN SUPERUSER");
  drop = for_database (&company, "DROP ROLE \"%1$s.stranger\"");
  test_server_exec (company.vault, strange);
  assert_refused (&company, "stranger", "login-taken");
  assert_refused (&company, "seller", "login-taken");
  assert_refused (&company, longest, "login-taken");
  assert_refused (&company, "张\"三' OR 1=1; --", NULL);
  find = for_database (&company, "SELECT count(*) FROM pg_roles WHERE rolname = '%1$s.张\"三'' OR 1=1; --' AND rolcanlogin");
  g_assert_cmpint (test_server_read_int (company.vault, find), ==, 1);
  test_server_exec (company.vault, "UPDATE person SET login = 'renamed' WHERE login = 'seller'");
  g_assert_null (server_company_sign_in (&company, "seller"));
  renamed = server_company_sign_in (&company, "renamed");
  g_assert_cmpint (count_customers (renamed), ==, 5);
  test_server_exec (company.vault, drop);
  server_company_close (&company);
}

/* A role that an earlier company in a database of this name left behind comes in with no password of then. */
static void
test_left_over (void)
{
  ServerCompany company = { 0 };
  g_autofree char *role = NULL, *passwords = NULL;

  server_company_open (&company);
  test_server_exec (company.vault, "DELETE FROM login_role WHERE person = 62; SELECT sync_logins(NULL)");
  role = g_strconcat (company.database, ".seller", NULL);
  passwords = g_strdup_printf ("SELECT count(*) FROM pg_authid WHERE rolname = '%s' AND rolpassword IS NULL", role);
  g_assert_cmpint (test_server_read_int (company.vault, passwords), ==, 1);
  g_assert_null (server_company_sign_in (&company, "seller"));
  server_company_close (&company);
}

/* A program that stands still in an act holds nobody up for long. */
static void
test_free_writers (void)
{
  ServerCompany company = { 0 };
  g_autoptr (PGconn) still = NULL, other = NULL;

  server_company_open (&company);
  still = server_company_sign_in (&company, "seller");
  other = server_company_sign_in (&company, "other");
  test_server_exec (still, "BEGIN; SELECT undo('r2', 999999)");
  g_assert_cmpint (test_server_read_int (other, "SELECT free_writers()"), ==, 0);
  g_usleep (2200 * 1000);
  g_assert_cmpint (test_server_read_int (other, "SELECT free_writers()"), ==, 1);
  g_assert_true (is_over (still));
  server_company_close (&company);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pg-attempts/attempts", test_attempts);
  g_test_add_func ("/pg-attempts/desk", test_desk);
  g_test_add_func ("/pg-attempts/reach", test_reach);
  g_test_add_func ("/pg-attempts/leaks", test_leaks);
  g_test_add_func ("/pg-attempts/narrowing", test_narrowing);
  g_test_add_func ("/pg-attempts/dismissal", test_dismissal);
  g_test_add_func ("/pg-attempts/dismissal-alone", test_dismissal_alone);
  g_test_add_func ("/pg-attempts/dismissal-race", test_dismissal_race);
  g_test_add_func ("/pg-attempts/passwords", test_passwords);
  g_test_add_func ("/pg-attempts/password-ends-sessions", test_password_ends_sessions);
  g_test_add_func ("/pg-attempts/logins", test_logins);
  g_test_add_func ("/pg-attempts/left-over", test_left_over);
  g_test_add_func ("/pg-attempts/free-writers", test_free_writers);
  return g_test_run ();
}
