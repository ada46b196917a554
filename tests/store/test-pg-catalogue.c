/* What the server's own catalogue says about an installed company: nothing is open that is not meant to
 * be, and installing again puts right what was changed. */
#include <string.h>

#include "server-company.h"
#include "store/desk-text.h"
#include "store/postgres/pg-schema.h"

/* Each finds what must not be. %1$s is the database's name. */
static const struct
{
  const char *what;
  const char *sql;
} rules[] = {
  { "a kind of relation that nobody checks",
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind NOT IN ('r', 'v', 'S', 'i', 'c')" },
  { "a relation without row-level security",
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity" },
  { "something that is not the owner's",
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'garrison'::regnamespace AND c.relowner <> '\"%1$s:owner\"'::regrole"
    " UNION ALL SELECT nspname FROM pg_namespace WHERE nspname = 'garrison' AND nspowner <> '\"%1$s:owner\"'::regrole" },
  { "a function that is neither the owner's nor one of the keeper's six",
    "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'garrison'::regnamespace AND p.proowner <>"
    " (CASE WHEN p.proname IN ('is_kept', 'keep_login', 'keep_password', 'end_login', 'end_sessions', 'free_writers') THEN '\"%1$s:keeper\"'"
    " ELSE '\"%1$s:owner\"' END)::regrole" },
  { "a privilege on a whole relation beside the backup's",
    "SELECT c.relname || ' ' || x.grantee::regrole FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS x"
    " WHERE c.relnamespace = 'garrison'::regnamespace AND x.grantee <> c.relowner"
    " AND (x.grantee = 0 OR x.grantee <> '\"%1$s:backup\"'::regrole OR x.privilege_type <> 'SELECT' OR x.is_grantable)" },
  { "a privilege on a column beside the people's",
    "SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " CROSS JOIN LATERAL aclexplode(a.attacl) AS x WHERE c.relnamespace = 'garrison'::regnamespace"
    " AND (x.grantee = 0 OR x.grantee NOT IN ('\"%1$s:people\"'::regrole, '\"%1$s:open\"'::regrole) OR x.privilege_type <> 'SELECT' OR x.is_grantable)" },
  { "something beside views that are barriers, of the owner's, in the desk of whoever is kept from fields",
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'garrison_known'::regnamespace AND (c.relkind <> 'v'"
    " OR c.relowner <> '\"%1$s:owner\"'::regrole OR NOT coalesce('security_barrier=true' = ANY (c.reloptions), false)"
    " OR EXISTS (SELECT 1 FROM aclexplode(c.relacl) AS x WHERE x.grantee <> c.relowner)"
    " OR EXISTS (SELECT 1 FROM pg_attribute a CROSS JOIN LATERAL aclexplode(a.attacl) AS x WHERE a.attrelid = c.oid AND (x.grantee"
    " <> '\"%1$s:people\"'::regrole OR x.privilege_type <> 'SELECT' OR x.is_grantable)))" },
  { "a relation that people read and that no policy is for",
    "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL"
    " WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind = 'r'"
    " AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname <> 'backup')" },
  { "a view that people read and that is no barrier",
    "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL"
    " WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind = 'v'"
    " AND NOT coalesce('security_barrier=true' = ANY (c.reloptions), false)" },
  { "a policy that is for more than reading, or for everybody, or restrictive",
    "SELECT c.relname || ' ' || p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
    " WHERE p.polcmd <> 'r' OR p.polroles = '{0}' OR NOT p.polpermissive OR p.polwithcheck IS NOT NULL" },
  { "a policy that is true for people of a scope",
    "SELECT c.relname || ' ' || p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
    " WHERE p.polname ~ '^(own|some):' AND pg_get_expr(p.polqual, p.polrelid) = 'true'" },
  { "a policy that asks a function for every row",
    "SELECT c.relname || ' ' || p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid,"
    " LATERAL (SELECT pg_get_expr(p.polqual, p.polrelid) AS text) AS e"
    " WHERE regexp_count(e.text, '\\m(me|reach|sees_all|has_right|actor)\\(') <>"
    " regexp_count(e.text, '\\( *SELECT (garrison\\.)?(me|reach|sees_all|has_right|actor)\\(')" },
  { "a function that everybody may call",
    "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'garrison'::regnamespace"
    " AND EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS x WHERE x.grantee = 0)" },
  { "a function of its owner's rights without a search path of its own",
    "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'garrison'::regnamespace AND p.prosecdef"
    " AND NOT coalesce('search_path=garrison, pg_temp' = ANY (p.proconfig), false)" },
  { "a function of ours that has no rights of its owner's",
    "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'garrison'::regnamespace AND NOT p.prosecdef AND (p.proname IN"
    " ('me', 'actor', 'reach', 'sees_all', 'has_right', 'my_rights', 'server_version', 'chain_end', 'chain_link', 'set_password', 'my_reset', 'end_sessions_of', 'undo') OR p.proname ~ '^ticket_'"
    " OR p.proowner = '\"%1$s:keeper\"'::regrole)" },
  { "a function that people may call and that is not meant for them",
    "SELECT p.proname FROM pg_proc p CROSS JOIN LATERAL aclexplode(p.proacl) AS x WHERE p.pronamespace = 'garrison'::regnamespace"
    " AND x.grantee = '\"%1$s:people\"'::regrole AND (p.proname ~ '^(keep|end_login|act_(enter|seal|refuse|publish|redeem)|undo_|text_|sync_|set_seq)'"
    " OR p.provolatile = 'v' AND NOT p.prosecdef OR p.proname = 'act_set_password_of' OR x.is_grantable)" },
  { "a function that somebody beside owner, keeper and people may call",
    "SELECT p.proname || ' ' || x.grantee::regrole FROM pg_proc p CROSS JOIN LATERAL aclexplode(p.proacl) AS x"
    " WHERE p.pronamespace = 'garrison'::regnamespace AND x.grantee NOT IN"
    " ('\"%1$s:owner\"'::regrole, '\"%1$s:keeper\"'::regrole, '\"%1$s:people\"'::regrole)" },
  { "a privilege of everybody's on the database or a schema",
    "SELECT 'database' FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS x"
    " WHERE d.datname = current_database() AND x.grantee = 0"
    " UNION ALL SELECT n.nspname FROM pg_namespace n, aclexplode(n.nspacl) AS x"
    " WHERE n.nspname IN ('garrison', 'garrison_known', 'public') AND x.grantee = 0" },
  { "a role that may sign in and should not, or is too mighty",
    "SELECT r.rolname FROM pg_roles r WHERE (r.rolname ^@ '%1$s:' OR r.rolname ^@ '%1$s.')"
    " AND (r.rolsuper OR r.rolbypassrls OR r.rolreplication OR r.rolcreatedb"
    " OR r.rolcreaterole <> (r.rolname = '%1$s:keeper') OR (r.rolcanlogin AND r.rolname ^@ '%1$s:'))" },
  { "a membership in something that is no group of people's",
    "SELECT r.rolname || ' ' || g.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid"
    " WHERE r.rolname ^@ '%1$s.' AND (m.admin_option OR NOT (g.rolname = '%1$s:people' OR g.rolname ~ '^[^:]+:(open$|(own|some|all):)'))" },
  { "a group that is a member of something",
    "SELECT r.rolname || ' ' || g.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid"
    " WHERE r.rolname ^@ '%1$s:' AND (r.rolname <> '%1$s:keeper' OR g.rolname NOT IN ('pg_signal_backend', 'pg_read_all_stats'))" },
  { "somebody who may make something here",
    "SELECT r.rolname FROM pg_roles r WHERE r.rolname ^@ '%1$s.' AND (has_database_privilege(r.oid, current_database(), 'CREATE')"
    " OR has_database_privilege(r.oid, current_database(), 'TEMP') OR has_schema_privilege(r.oid, 'garrison', 'CREATE')"
    " OR has_schema_privilege(r.oid, 'public', 'CREATE') OR has_schema_privilege(r.oid, 'garrison_known', 'CREATE'))" },
  { "an extension or an event trigger",
    "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' UNION ALL SELECT evtname FROM pg_event_trigger" },
};

/* (transfer full) (nullable): the first rule that is broken, and by what */
static char *
find_broken (ServerCompany *company)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_auto (GStrv) parts = g_strsplit (rules[i].sql, "%1$s", -1);
      g_autofree char *sql = g_strjoinv (company->database, parts);
      g_autofree char *found = test_server_read_text (company->vault, sql);

      if (found != NULL)
        return g_strdup_printf ("%s: %s", rules[i].what, found);
    }
  return NULL;
}

static void
assert_rules (ServerCompany *company)
{
  g_autofree char *broken = find_broken (company);

  g_assert_cmpstr (broken, ==, NULL);
}

/* The columns that people read are those of the desk's relations, all of them. */
static void
assert_desk (ServerCompany *company)
{
  const char *const *relations = garrison_desk_text_list ();
  g_autofree char *listed = g_strjoinv ("','", (char **) relations);
  g_autoptr (GString) withheld = g_string_new ("act_row.was','act_row.became");
  g_autofree char *sql = NULL, *found = NULL;
  guint n_places;
  const GarrisonFieldPlace *places = garrison_desk_text_list_places (&n_places);

  for (guint i = 0; relations[i] != NULL; i++)
    for (const char *const *column = garrison_desk_text_get_withheld (relations[i]); *column != NULL; column++)
      g_string_append_printf (withheld, "','%s.%s", relations[i], *column);
  for (guint i = 0; i < n_places; i++)
    g_string_append_printf (withheld, "','%s.%s", places[i].relation, places[i].column);
  sql = g_strdup_printf (
    "SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
    " AND NOT a.attisdropped WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind IN ('r', 'v')"
    " AND (c.relname IN ('%s') AND c.relname || '.' || a.attname NOT IN ('%s'))"
    " <> has_column_privilege('%s:people', c.oid, a.attnum, 'SELECT')",
    listed, withheld->str, company->database);
  found = test_server_read_text (company->vault, sql);
  g_assert_cmpstr (found, ==, NULL);
}

static void
test_catalogue (void)
{
  ServerCompany company = { 0 };

  server_company_open (&company);
  assert_rules (&company);
  assert_desk (&company);
  server_company_close (&company);
}

static void
install (ServerCompany *company, int expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonPgConnection) admin
    = garrison_pg_open (company->uri, NULL, NULL, GARRISON_PG_WRITER, NULL, &error);

  g_assert_no_error (error);
  if (garrison_pg_install (admin, NULL, &error))
    g_assert_cmpint (expected, ==, -1);
  else
    g_assert_error (error, GARRISON_ERROR, expected);
}

static gint64
count_seen (ServerCompany *company, const char *login)
{
  g_autoptr (PGconn) person = server_company_sign_in (company, login);

  return test_server_read_int (person, "SELECT (SELECT count(*) FROM customer) * 100 + (SELECT count(*) FROM contact)");
}

/* What a careless or a wicked administrator may have done. */
static void
test_repair (void)
{
  /* Whether the rules above see it. */
  static const struct
  {
    const char *sql;
    gboolean seen;
  } damages[] = {
    { "DROP POLICY \"own:customer.see\" ON customer", FALSE },
    { "ALTER TABLE contact DISABLE ROW LEVEL SECURITY", TRUE },
    { "REVOKE SELECT (name) ON customer FROM \"%1$s:people\"", FALSE },
    { "DROP FUNCTION reach(text) CASCADE", FALSE },
    { "DROP FUNCTION sync_logins(bigint[])", FALSE },
    { "DROP FUNCTION act_transfer_customers CASCADE", FALSE },
    { "DROP FUNCTION sort_key(text) CASCADE", FALSE },
    { "GRANT SELECT ON credential TO PUBLIC", TRUE },
    { "GRANT ALL ON customer TO \"%1$s.seller\"", TRUE },
    { "GRANT UPDATE (owner) ON customer TO \"%1$s:people\"", TRUE },
    { "GRANT EXECUTE ON FUNCTION keep_password(text, text) TO \"%1$s:people\"", TRUE },
    { "GRANT CREATE ON SCHEMA garrison TO PUBLIC", TRUE },
    { "CREATE POLICY door ON customer TO \"%1$s:people\" USING (true)", TRUE },
    { "DROP TRIGGER person_changed ON person", FALSE },
    { "ALTER FUNCTION me() SECURITY INVOKER RESET ALL", TRUE },
    { "REVOKE \"%1$s:own:customer.see\" FROM \"%1$s.seller\"", FALSE },
    { "GRANT \"%1$s:all:customer.see\" TO \"%1$s.seller\"", FALSE },
    { "GRANT \"%1$s:owner\" TO \"%1$s.other\"", TRUE },
    { "GRANT TEMPORARY ON DATABASE \"%1$s\" TO PUBLIC", TRUE },
    { "ALTER TABLE deal OWNER TO CURRENT_USER", TRUE },
    { "DROP ROLE \"%1$s.assistant\"", FALSE },
  };
  ServerCompany company = { 0 };

  server_company_open (&company);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_auto (GStrv) parts = g_strsplit (damages[i].sql, "%1$s", -1);
      g_autofree char *sql = g_strjoinv (company.database, parts);
      g_autofree char *broken = NULL;

      g_test_message ("%s", sql);
      test_server_exec (company.vault, sql);
      broken = find_broken (&company);
      g_assert_true (!damages[i].seen || broken != NULL);
      install (&company, -1);
      assert_rules (&company);
      assert_desk (&company);
      g_assert_cmpint (count_seen (&company, "seller"), ==, 505);
      g_assert_cmpint (count_seen (&company, "manager"), ==, 1212);
    }
  server_company_close (&company);
}

static void
test_versions (void)
{
  ServerCompany company = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonPgConnection) person = NULL;
  const GarrisonFounding founding = { .owner_login = "second", .time_zone = "UTC" };
  g_autofree char *role = NULL, *base = NULL;

  server_company_open (&company);
  g_assert_null (garrison_store_found (company.uri, &founding, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_EXISTS);
  g_clear_error (&error);

  role = g_strconcat (company.database, ".seller", NULL);
  person = garrison_pg_open (company.uri, role, "secret", GARRISON_PG_WRITER, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (garrison_pg_install (person, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DENIED);

  test_server_exec (company.vault, "UPDATE installation SET version = 9999");
  install (&company, GARRISON_ERROR_TOO_NEW);
  test_server_exec (company.vault, "DELETE FROM installation");
  install (&company, GARRISON_ERROR_DAMAGED);
  server_company_close (&company);
}

/* Names that are longer than an index can hold have keys that are not; those that an earlier version's
 * triggers cut shorter are made anew. */
static void
test_long_keys (void)
{
  static const char right[] = "SELECT count(*) FROM customer WHERE id = 1 AND length(name) = 3000 AND name_key = name_key(name)"
                              " AND sort_key = sort_key(name) AND octet_length(sort_key) BETWEEN 1997 AND 2000";
  ServerCompany company = { 0 };

  server_company_open (&company);
  test_server_exec (company.vault,
                    "UPDATE customer SET name = (SELECT string_agg(chr(19968 + n * 37 % 20000), '')"
                    " FROM generate_series(1, 3000) AS n) WHERE id = 1;"
                    " UPDATE customer SET name_key = name_key(name), sort_key = sort_key(name),"
                    " phone_key = phone_key((SELECT string_agg(n::text, '') FROM generate_series(1, 9000) AS n)) WHERE id = 1");
  g_assert_cmpint (test_server_read_int (company.vault, right), ==, 1);
  test_server_exec (company.vault,
                    "UPDATE customer SET name_key = left(name_key, 500), sort_key = left(sort_key, 500);"
                    " CREATE FUNCTION shorten_keys () RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                    " CREATE TRIGGER customer_keys BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION shorten_keys()");
  g_assert_cmpint (test_server_read_int (company.vault, right), ==, 0);
  install (&company, -1);
  g_assert_cmpint (test_server_read_int (company.vault, right), ==, 1);
  g_assert_cmpint (test_server_read_int (company.vault, "SELECT count(*) FROM pg_proc WHERE proname = 'shorten_keys'"), ==, 0);
  server_company_close (&company);
}

static void
test_translation (void)
{
  g_autofree char *text = garrison_pg_translate_migration (
    "-- INTEGER here\nCREATE TABLE x (\n  a INTEGER DEFAULT '-- TEXT', -- TEXT\n  b TEXT\n) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE y (a TEXT CHECK (a IN ('INTEGERS'))) STRICT;\n");

  g_assert_nonnull (strstr (text, "a bigint DEFAULT '-- "));
  g_assert_nonnull (strstr (text, "b text COLLATE \"C\"\n);"));
  g_assert_nonnull (strstr (text, "('INTEGERS')));"));
  g_assert_null (strstr (text, "STRICT"));
  g_assert_null (strstr (text, "here"));
}

static void
test_policies (void)
{
  g_autoptr (GError) error = NULL;
  static const char *const bad[] = {
    "SELECT * FROM deal",
    "SELECT d.* FROM customer d",
    "SELECT d.* FROM deal d WHERE @scope(deal.see)",
    "SELECT d.* FROM deal d WHERE NOT @scope(deal.see, d.owner)",
    "SELECT d.* FROM deal d WHERE (@scope(deal.see, d.owner)",
    "SELECT d.* FROM deal d WHERE @maybe(deal.see)",
    "SELECT d.* FROM deal d ORDER BY id",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (garrison_pg_policies ("d", "deal", bad[i], &error));
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
      g_clear_error (&error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pg-catalogue/translation", test_translation);
  g_test_add_func ("/pg-catalogue/policies", test_policies);
  g_test_add_func ("/pg-catalogue/catalogue", test_catalogue);
  g_test_add_func ("/pg-catalogue/repair", test_repair);
  g_test_add_func ("/pg-catalogue/versions", test_versions);
  g_test_add_func ("/pg-catalogue/long-keys", test_long_keys);
  return g_test_run ();
}
