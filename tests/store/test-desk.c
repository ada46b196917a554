/* Who sees what: every relation of the desk for every kind of role, and what the desk must refuse.
 *
 * The little company: team A with lead 110, salespeople 111 and 112, assistant 113; team B with
 * lead 120 and salesperson 121; an auditor 130. Customers 1 (111's), 2 (112's), 3 (110's), 4
 * (121's), 5 (nobody's), 6 (in a pool). Each has one record of each kind with the customer's id;
 * deals besides: 7 (of customer 4, but 111's), 8 (no customer, 111's), 9 (of customer 5, 111's), 10
 * (of customer 1, but 121's). */
#include <string.h>

#include "server.h"
#include "store/session.h"
#include "store/sqlite/desk.h"
#include "store/sqlite/scope-text.h"
#include "support.h"

static const char vault[]
  = "INSERT INTO team(id, name, parent, path) SELECT 11, 'A', id, path || '11/' FROM team WHERE "
    "parent IS NULL;"
    "INSERT INTO team(id, name, parent, path) SELECT 12, 'B', id, path || '12/' FROM team WHERE id "
    "= 1;"
    "INSERT INTO person(id, login, name, sort_key, team, role, manager) SELECT column1, column2, "
    "column2, column2, column3,"
    " (SELECT id FROM role WHERE key = column4), column5 FROM (VALUES"
    " (110, 'lead', 11, 'lead', NULL), (111, 'sales', 11, 'salesperson', 110), (112, 'other', 11, "
    "'salesperson', 110),"
    " (113, 'assistant', 11, 'assistant', 110), (120, 'lead-b', 12, 'lead', NULL), (121, "
    "'sales-b', 12, 'salesperson', 120),"
    " (130, 'auditor', NULL, 'auditor', NULL)) AS v;"
    "INSERT INTO pool(id, name) VALUES (1, 'Pool');"
    "INSERT INTO pool_field VALUES (1, 'name'); INSERT INTO pool_member VALUES (1, 1, NULL, 11, 0), (2, 1, 120, NULL, 1);"
    "INSERT INTO customer(id, name, name_key, sort_key, owner, pool, created_at, created_day) "
    "SELECT column1, 'c' || column1,"
    " 'c' || column1, 'c' || column1, column2, column3, 1, 20260101 FROM (VALUES (1, 111, NULL), "
    "(2, 112, NULL),"
    " (3, 110, NULL), (4, 121, NULL), (5, NULL, NULL), (6, NULL, 1)) AS v;"
    "INSERT INTO claim SELECT id, 1, 1, 1, id, 1, 20260101 FROM person;"
    "INSERT INTO customer_search SELECT id, name FROM customer;"
    "INSERT INTO tag VALUES (1, 'tag'); INSERT INTO customer_tag SELECT id, 1 FROM customer;"
    "INSERT INTO customer_month SELECT id, 202601, 1 FROM customer;"
    "INSERT INTO contact(id, customer, name, name_key, created_at, phone) SELECT id, id, 'n', 'n', 1, '13800138000' FROM "
    "customer;"
    "INSERT INTO product(id, name, name_key) VALUES (1, 'p', 'p');"
    "INSERT INTO deal(id, customer, name, owner, stage, status, currency, created_at, opened_day, "
    "stage_since)"
    " SELECT id, id, 'd', owner, 1, 'open', 'CNY', 1, 20260101, 20260101 FROM customer;"
    "INSERT INTO deal(id, customer, name, owner, stage, status, currency, created_at, opened_day, "
    "stage_since)"
    " SELECT column1, column2, 'd', column3, 1, 'open', 'CNY', 1, 20260101, 20260101"
    " FROM (VALUES (7, 4, 111), (8, NULL, 111), (9, 5, 111), (10, 1, 121)) AS v;"
    "INSERT INTO deal_line(id, deal, product, price, amount) SELECT id, id, 1, 1, 1 FROM deal;"
    "INSERT INTO stage_event(id, act, deal, to_stage, at, day) SELECT id, 1, id, 1, 1, 20260101 "
    "FROM deal;"
    "INSERT INTO contract(id, customer, name, currency, created_at) SELECT id, id, 'k', 'CNY', 1 "
    "FROM customer;"
    "INSERT INTO payment(id, customer, amount, currency, day, created_at) SELECT id, id, 1, 'CNY', "
    "20260101, 1 FROM customer;"
    "INSERT INTO activity(id, customer, person, kind, text, at, day, recorded_at) SELECT id, id, "
    "130, 'call', 't', 1, 20260101, 1"
    " FROM customer;"
    "INSERT INTO timeline(id, customer, at, day, kind, act) SELECT id, id, 1, 20260101, 'created', "
    "1 FROM customer;"
    "INSERT INTO task(id, customer, person, text, due_at, due_day, created_at) SELECT id, NULL, "
    "id, 't', 1, 20260101, 1"
    " FROM person;"
    "INSERT INTO ownership_event(id, act, customer, at, day) SELECT id, 1, id, 1, 20260101 FROM "
    "customer;"
    "UPDATE customer SET protected_until = 20270101 WHERE id IN (1, 4);"
    "INSERT INTO customer_lock(customer, reason, at) SELECT id, 'r', 1 FROM customer;"
    "INSERT INTO field(id, relation, key, name, type, position) VALUES (1, 'customer', 'k', 'n', "
    "'text', 1),"
    " (2, 'contact', 'k', 'n', 'text', 1), (3, 'deal', 'k', 'n', 'text', 1), (4, 'product', 'k', "
    "'n', 'text', 1),"
    " (5, 'contract', 'k', 'n', 'text', 1);"
    "INSERT INTO field_value(field, record) SELECT f.id, c.id FROM field f, customer c WHERE f.id "
    "IN (1, 2, 5);"
    "INSERT INTO field_value(field, record) SELECT 3, id FROM deal; INSERT INTO field_value(field, "
    "record) VALUES (4, 1);"
    "INSERT INTO activity_day VALUES (20260101, 111, 'call', 1); INSERT INTO activity_month VALUES "
    "(202601, 111, 'call', 1);"
    "DELETE FROM holding; INSERT INTO holding SELECT id, 1 FROM person;"
    "INSERT INTO act(id, name, person, at, day, request, rows, rows_hash, previous, hash)"
    " SELECT 1000 + id, 'x', id, 1, 20260101, 'r' || id, 0, '', '', '' FROM person WHERE id > 1;"
    "INSERT INTO act_row SELECT id, 'contact', 1, 'phone', '13800138000', NULL FROM act WHERE id > 1000;"
    "INSERT INTO act_row SELECT id - 900, 'person', person, 'password', NULL, NULL FROM act WHERE id > 1000;"
    "INSERT INTO act_row SELECT id, 'person', person, 'password', NULL, '1' FROM act WHERE id > 1000;"
    "INSERT INTO act_row SELECT id, 'clock', person, 'ahead', NULL, '3600' FROM act WHERE id > 1000;"
    "INSERT INTO disclosure SELECT id, 1, id, 'contact', 1000, 1, 'call', 1, 1, 20260101, 1 FROM person;"
    "INSERT INTO release SELECT id, 1, id, 'csv', 'w', 1, 1, 20260101 FROM person;"
    "INSERT INTO request(id, act, person, kind, n, at, day) SELECT id, 1, id, 'export', 1, 1, 20260101 FROM person;"
    "INSERT INTO handover(id, act, person, at, day) SELECT id, 1, id, 1, 20260101 FROM person;"
    "INSERT INTO handover_item(handover, customer, person, to_person, state) SELECT id, 1, 121, id, 'accepted' FROM person;"
    "INSERT INTO collaborator(id, act, customer, person, until) SELECT id, 1, id, 130, 20260101 FROM customer;"
    "INSERT INTO conflict(id, act, customer, holder, claimant, opened_by, text, at, day) SELECT id, 1, 1, 111, id, id, 't', 1, 20260101"
    " FROM person;"
    "INSERT INTO customer_merge(act, keep, gone, at, day) SELECT 2000 + id, id, id, 1, 20260101 FROM customer;"
    "INSERT INTO merge_row(act, relation, record) SELECT 2000 + id, 'contact', id FROM customer;"
    "UPDATE customer SET merged_into = 1 WHERE id = 3;"
    "INSERT INTO refused_act(id, name, person, at, refusal) SELECT id, 'x', id, 1, 'r' FROM person;"
    "INSERT INTO import_batch(id, act, kind, file, person, at, created, skipped) SELECT id, 1, "
    "'k', 'f', id, 1, 0, 0 FROM person;"
    "INSERT INTO saved_view(id, person, kind, name, question, position, created_at) SELECT id, id, "
    "'list', 'n', 'q', 1, 1"
    " FROM person UNION ALL SELECT 999, NULL, 'list', 'n', 'q', 1, 1";

#define ALL "1,2,3,4,5,6"
#define TEAM_A "1,2,3"
#define DEALS "1,2,3,4,5,6,7,8,9,10"
#define DEALS_A "1,2,3,7,8,9,10"
#define DEALS_B "4,7,10"
#define PEOPLE "110,111,112,113,120,121,130"
#define PEOPLE_A "110,111,112,113"
#define SAME NULL /* what the vault has */

enum
{
  OWNER,
  LEAD,
  SALES,
  ASSISTANT,
  SALES_B,
  AUDITOR,
  N_ROLES,
};

static const char *const logins[N_ROLES]
  = { "boss", "lead", "sales", "assistant", "sales-b", "auditor" };

/* Per relation: the key that is compared, a condition that leaves out what founding wrote, and the
 * keys that each role must see, and no others. */
static const struct
{
  const char *relation;
  const char *key;
  const char *expected[N_ROLES];
} matrix[] = {
  { "customer", "id", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "customer_search", "customer", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "customer_tag", "customer", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "customer_month", "customer", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "contact", "id", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "activity", "id", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "timeline", "id", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "task",
    "CASE WHEN id > 100 THEN id END",
    { PEOPLE, PEOPLE_A, "111", PEOPLE_A, "121", PEOPLE } },
  { "deal", "id", { DEALS, DEALS_A, "1,7,8,9,10", DEALS_A, DEALS_B, DEALS } },
  { "deal_line", "id", { DEALS, DEALS_A, "1,7,8,9,10", DEALS_A, DEALS_B, DEALS } },
  { "stage_event", "id", { DEALS, DEALS_A, "1,7,8,9,10", DEALS_A, DEALS_B, DEALS } },
  { "contract", "id", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "payment", "id", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "ownership_event", "id", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "field_value",
    "field * 100 + record",
    { SAME, "101,102,103,201,202,203,301,302,303,307,308,309,310,401,501,502,503",
      "101,201,301,307,308,309,310,401,501",
      "101,102,103,201,202,203,301,302,303,307,308,309,310,401,501,502,503",
      "104,204,304,307,310,401,504", SAME } },
  { "activity_day", "person", { "111", "", "", "", "", "111" } },
  { "activity_month", "person", { "111", "", "", "", "", "111" } },
  { "holding",
    "CASE WHEN person > 100 THEN person END",
    { PEOPLE, PEOPLE_A, "111", PEOPLE_A, "121", PEOPLE } },
  { "person", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "team", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "role", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "role_right", "role", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "role_field", "role", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "role_limit", "role", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "detail_field", "position", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "disclosure", "CASE WHEN id > 100 THEN id END", { PEOPLE, PEOPLE_A, "111", "113", "121", PEOPLE } },
  { "release", "CASE WHEN id > 100 THEN id END", { PEOPLE, PEOPLE_A, "111", "113", "121", PEOPLE } },
  { "request", "CASE WHEN id > 100 THEN id END", { PEOPLE, PEOPLE_A, "111", "113", "121", PEOPLE } },
  { "handover", "CASE WHEN id > 100 THEN id END", { PEOPLE, PEOPLE_A, "111", PEOPLE_A, "121", PEOPLE } },
  { "handover_item", "CASE WHEN handover > 100 THEN handover END", { PEOPLE, PEOPLE_A, "111", PEOPLE_A, PEOPLE, PEOPLE } },
  { "collaborator", "id", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "conflict", "CASE WHEN id > 100 THEN id END", { PEOPLE, PEOPLE_A, "111", "113", "121", PEOPLE } },
  { "customer_merge", "keep", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "merge_row", "record", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "merged_customer", "id", { "3", "3", "3", "3", "", "3" } },
  { "merged_ownership", "id", { "3", "3", "3", "3", "", "3" } },
  { "family_rule", "length(purpose)", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "contact_detail", "record", { ALL, TEAM_A, "1", TEAM_A, "4", "" } },
  { "act_change",
    "CASE WHEN act > 1000 AND relation = 'contact' THEN act - 1000 END",
    { PEOPLE, "110", "111", "113", "121", PEOPLE } },
  { "detail_change",
    "CASE WHEN act > 1000 THEN act - 1000 END",
    { PEOPLE, PEOPLE_A, "111", "113", "121", PEOPLE } },
  { "clock_change", "CASE WHEN person > 100 THEN person END", { PEOPLE, PEOPLE_A, "111", "113", "121", PEOPLE } },
  { "password_change", "CASE WHEN person > 100 THEN person END", { PEOPLE, PEOPLE_A, "111", "113", "121", PEOPLE } },
  { "choice", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "field", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "pool", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "pool_member", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "pool_field", "field", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "pool_customer", "id", { "6", "6", "6", "6", "", "6" } },
  { "claim",
    "CASE WHEN person > 100 THEN person END",
    { PEOPLE, PEOPLE_A, "111", PEOPLE_A, "121", PEOPLE } },
  { "fall_rule", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "customer_lock", "customer", { ALL, TEAM_A, "1", TEAM_A, "4", ALL } },
  { "guarded_customer", "customer", { "1,4", "1", "1", "1", "4", "1,4" } },
  { "role_cap", "role", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "cap_filter", "choice", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "protection_rule", "source", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "tag", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "product", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "stage", "id", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "setting", "length(key)", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "act",
    "CASE WHEN id > 1000 THEN id - 1000 END",
    { PEOPLE, "110", "111", "113", "121", PEOPLE } },
  { "act_row",
    "CASE WHEN act > 1000 AND relation = 'contact' THEN act - 1000 END",
    { PEOPLE, "110", "111", "113", "121", PEOPLE } },
  { "disclosure_team", "team", { SAME, SAME, SAME, SAME, SAME, SAME } },
  { "refused_act",
    "CASE WHEN id > 100 THEN id END",
    { PEOPLE, PEOPLE_A, "111", "113", "121", PEOPLE } },
  { "import_batch",
    "CASE WHEN id > 100 THEN id END",
    { PEOPLE, "110", "111", "113", "121", PEOPLE } },
  { "saved_view",
    "CASE WHEN id > 100 THEN id END",
    { "999", "110,999", "111,999", "113,999", "121,999", "130,999" } },
};

static GarrisonStore *
make_company (const char *folder)
{
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) people = NULL;

  test_vault_exec (folder, vault);
  people = garrison_store_read (store, "SELECT id FROM person WHERE id > 100", NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < garrison_rows_get_size (people); i++)
    {
      garrison_store_set_password (store, garrison_rows_get_int (people, i, 0), NULL, "secret",
                                   NULL, &error);
      g_assert_no_error (error);
    }
  return g_steal_pointer (&store);
}

static void
sign_in (GarrisonStore *store, const char *login)
{
  g_autoptr (GError) error = NULL;

  garrison_store_sign_in (store, login, "secret", NULL, &error);
  g_assert_no_error (error);
}

/* Keys in order, joined by commas. */
static char *
read_keys (GarrisonStore *store, const char *relation, const char *key)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT k FROM (SELECT %s AS k FROM %s) AS keys WHERE k IS NOT NULL ORDER BY k",
                       key, relation);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (store, sql, NULL, NULL, &error);
  GString *keys = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    g_string_append_printf (keys, "%s%s", i == 0 ? "" : ",", garrison_rows_get_text (rows, i, 0));
  return g_string_free (keys, FALSE);
}

static gsize
find_relation (const char *relation)
{
  for (gsize i = 0; i < G_N_ELEMENTS (matrix); i++)
    if (g_str_equal (matrix[i].relation, relation))
      return i;
  g_error ("the relation %s of data/desk.sql has no line in the matrix of this test", relation);
}

static void
check_role (GarrisonStore *store, int role, char **whole)
{
  const char *const *names = garrison_desk_list_relations ();

  sign_in (store, logins[role]);
  for (guint i = 0; names[i] != NULL; i++)
    {
      gsize line = find_relation (names[i]);
      g_autofree char *seen = read_keys (store, names[i], matrix[line].key);
      const char *expected = matrix[line].expected[role];
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", names[i]);

      if (expected == SAME)
        expected = whole[i];
      if (!g_str_equal (seen, expected))
        g_error ("%s sees of %s: %s, and should: %s", logins[role], names[i], seen, expected);
      /* Counting takes another path through the authorizer. */
      if (!g_str_has_prefix (matrix[line].key, "CASE"))
        {
          g_auto (GStrv) keys = g_strsplit (expected, ",", -1);

          g_assert_cmpint (test_read_int (store, sql), ==, g_strv_length (keys));
        }
    }
}

static void
test_matrix (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  const char *const *names = garrison_desk_list_relations ();
  g_autoptr (GPtrArray) whole = g_ptr_array_new_with_free_func (g_free);

  /* The boss's of the relations that have no condition is the vault's. */
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (whole, read_keys (store, names[i], matrix[find_relation (names[i])].key));
  for (int role = 0; role < N_ROLES; role++)
    check_role (store, role, (char **)whole->pdata);
}

/* As salesperson 111. None may be answered, and none may tell by its message. */
static const char *const attacks[] = {
  "SELECT * FROM main.customer",
  "SELECT * FROM \"main\".\"customer\"",
  "SELECT * FROM [main].customer",
  "SELECT * FROM `MAIN`.customer",
  "SELECT main.customer.id FROM customer",
  "SELECT count(*) FROM main.customer",
  "SELECT count(*) FROM Main . customer",
  "SELECT count(*) FROM main/**/.customer",
  "SELECT count(*) FROM \"main\"\xef\xbb\xbf.customer",
  "SELECT count(*) FROM \xef\xbb\xbfmain.customer",
  "SELECT count(*) FROM main\n.\tcustomer",
  "SELECT count(*) FROM main--\n.customer",
  "SELECT EXISTS (SELECT 1 FROM main.customer)",
  "WITH customer AS (SELECT * FROM main.customer) SELECT * FROM customer",
  "WITH RECURSIVE customer(id) AS (SELECT id FROM main.customer) SELECT id FROM customer",
  "SELECT * FROM customer UNION SELECT * FROM main.customer",
  "SELECT id FROM customer WHERE id IN (SELECT id FROM main.customer)",
  "SELECT * FROM credential",
  "SELECT count(*) FROM credential",
  "SELECT 1 FROM counter",
  "SELECT * FROM reach",
  "SELECT count(*) FROM reach",
  "SELECT * FROM sqlite_schema",
  "SELECT count(*) FROM sqlite_schema",
  "SELECT * FROM sqlite_master",
  "SELECT * FROM sqlite_temp_schema",
  "SELECT sql FROM temp.sqlite_master",
  "SELECT name FROM sqlite_temp_master",
  "SELECT * FROM sqlite_stat1",
  "SELECT * FROM dbstat",
  "SELECT * FROM pragma_table_info('customer')",
  "SELECT * FROM pragma_database_list",
  "SELECT * FROM pragma_function_list",
  "PRAGMA table_info(customer)",
  "PRAGMA data_version",
  "PRAGMA writable_schema = 1",
  "PRAGMA query_only",
  "EXPLAIN SELECT * FROM customer",
  "EXPLAIN QUERY PLAN SELECT * FROM customer",
  "ATTACH ':memory:' AS other",
  "DETACH temp",
  "VACUUM",
  "VACUUM INTO '/tmp/stolen'",
  "UPDATE customer SET owner = 111",
  "DELETE FROM customer",
  "INSERT INTO customer(id) VALUES (1)",
  "INSERT INTO tag VALUES (1, 'x') ON CONFLICT DO UPDATE SET name = 'y' RETURNING *",
  "REPLACE INTO setting VALUES ('company', 'x')",
  "WITH x AS (SELECT 1) DELETE FROM customer",
  "CREATE TEMP TABLE t(x)",
  "CREATE TEMP VIEW v AS SELECT * FROM main.customer",
  "CREATE TEMP TRIGGER t AFTER INSERT ON customer BEGIN SELECT 1; END",
  "CREATE VIRTUAL TABLE temp.t USING fts5(x)",
  "DROP VIEW customer",
  "DROP VIEW temp.customer",
  "ALTER TABLE customer RENAME TO c",
  "REINDEX",
  "ANALYZE",
  "BEGIN",
  "SAVEPOINT a",
  "COMMIT",
  "SELECT 1; SELECT 2",
  "SELECT id FROM customer; DROP TABLE customer",
  "SELECT id FROM customer; -- and more",
  "-- nothing",
  "",
  ";",
  "SELECT * FROM no_such_relation",
  "SELECT no_such_column FROM customer",
  "SELECT load_extension('x')",
  "SELECT readfile('/etc/passwd')",
  "SELECT writefile('/tmp/x', 'y')",
  "SELECT edit('x')",
  "SELECT value FROM json_tree('{}')",
  "SELECT randomblob(1000000000)",
  "SELECT zeroblob(1000000000)",
  "SELECT printf('%999999999d', 1)",
  "SELECT hex(name) FROM customer",
  "SELECT quote(name) FROM customer",
  "SELECT group_concat(name) FROM customer",
  "SELECT sqlite_version()",
  "SELECT sqlite_source_id()",
  "SELECT sqlite_offset(id) FROM customer",
  "SELECT likelihood(id, 0.5) FROM customer",
  "SELECT changes()",
  "SELECT last_insert_rowid()",
  "SELECT datetime('now')",
  "SELECT strftime('%s', 'now')",
  "SELECT fts3_tokenizer('x')",
  "SELECT garrison_newid('customer')",
  "SELECT name_key(name) FROM customer",
  "SELECT name FROM customer WHERE name GLOB '*c*'",
  "SELECT name FROM customer WHERE name MATCH 'c'",
  "SELECT name FROM customer WHERE name REGEXP 'c'",
};

/* What a server answers without telling more than the desk. */
static const char *const attacks_on_file[] = {
  "SELECT",
  "SELECT json(name) FROM customer",
  "SELECT value FROM json_each('bad')",
  "SELECT format('%s', name) FROM customer",
  "SELECT replace(name, '', '') FROM customer",
  "SELECT name FROM customer WHERE name LIKE '%c%'",
};

static const char *const attacks_on_server[] = {
  "SELECT * FROM login_role",
  "SELECT * FROM ticket",
  "SELECT * FROM installation",
  "SELECT * FROM chain_head",
  "SELECT * FROM access_group",
  "SELECT * FROM garrison.credential",
  "SELECT rolname FROM pg_roles",
  "SELECT * FROM pg_catalog.pg_authid",
  "SELECT * FROM \"pg_catalog\".\"pg_stat_activity\"",
  "SELECT U&\"pg_\\0063atalog\".version()",
  "SELECT table_name FROM information_schema.tables",
  "SELECT current_user",
  "SELECT current_setting('search_path')",
  "SELECT set_config('search_path', 'public', false)",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT pg_sleep(1000)",
  "SELECT pg_terminate_backend(1)",
  "SELECT lo_creat(-1)",
  "SELECT nextval('id_customer')",
  "SELECT keep_password('x', 'y')",
  "SELECT keep_login(1, NULL, NULL, true, '{}')",
  "SELECT sync_logins(NULL)",
  "SELECT set_sequences()",
  "SELECT act_found_company('r', 'x', 'CNY', 'UTC', 0, 'x', 'x', NULL)",
  "SELECT * FROM customer FOR UPDATE",
  "SELECT id INTO x FROM customer",
  "CREATE TABLE x AS SELECT * FROM customer",
  "COPY customer TO STDOUT",
  "COPY customer TO PROGRAM 'cat'",
  "EXPLAIN ANALYZE SELECT * FROM customer",
  "SET ROLE NONE",
  "RESET ALL",
  "SET row_security = off",
  "SHOW all",
  "LISTEN garrison",
  "NOTIFY garrison, 'x'",
  "LOCK TABLE customer",
  "TRUNCATE customer",
  "GRANT SELECT ON customer TO PUBLIC",
  "DO $$ BEGIN END $$",
  "CALL x()",
  "PREPARE x AS SELECT 1",
  "EXECUTE x",
  "DECLARE x CURSOR FOR SELECT * FROM customer",
  "FETCH ALL FROM x",
  "DISCARD ALL",
};

static void
test_attacks (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);

  sign_in (store, "sales");
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    test_read_fails (store, attacks[i], GARRISON_ERROR_DENIED);
  for (guint i = 0; test_server_is_used () && i < G_N_ELEMENTS (attacks_on_server); i++)
    test_read_fails (store, attacks_on_server[i], GARRISON_ERROR_DENIED);
  for (guint i = 0; !test_server_is_used () && i < G_N_ELEMENTS (attacks_on_file); i++)
    test_read_fails (store, attacks_on_file[i], GARRISON_ERROR_DENIED);
  /* None of them moved anything. */
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 1);
  sign_in (store, "boss");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 6);
}

/* What questions need must still be answered. */
static void
test_allowed (void)
{
  static const struct
  {
    const char *sql;
    gint64 answer;
  } reads[] = {
    { "SELECT count(*) FROM customer", 3 },
    { "SELECT count(id) FROM customer", 3 },
    { "SELECT count(*) FROM person", 8 },
    { "SELECT count(*) FROM customer c JOIN contact t ON t.customer = c.id", 3 },
    { "WITH mine AS (SELECT id FROM customer WHERE owner = 111) SELECT count(*) FROM mine", 1 },
    { "WITH customer AS (SELECT id FROM contact) SELECT count(*) FROM customer", 3 },
    { "SELECT sum(n) FROM (SELECT count(*) AS n FROM deal GROUP BY owner) AS owners", 7 },
    { "SELECT EXISTS (SELECT 1 FROM customer WHERE id = 4)", 0 },
    { "SELECT count(*) FROM customer WHERE EXISTS (SELECT 1 FROM activity a WHERE a.customer = "
      "customer.id)",
      3 },
    { "SELECT count(*) FROM person p LEFT JOIN customer c ON c.owner = p.id WHERE c.id IS NULL",
      5 },
    { "SELECT greatest(3, 7) + length('文字') + coalesce(NULL, 1)", 10 },
    { "SELECT day_add(20261123, 10)", 20261203 },
    { "SELECT day_of(1795455000000000)", 20261124 },
    { "SELECT max(row_number) FROM (SELECT row_number() OVER (ORDER BY name) AS row_number FROM "
      "customer) AS numbered",
      3 },
    { "SELECT count(*) FROM customer WHERE name = 'remainder' OR 1 = 1", 3 },
    { "SELECT count(*) FROM contact WHERE main = 0 AND contact.main = 0", 3 },
    { "SELECT 1;", 1 },
  };
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);

  sign_in (store, "lead");
  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    g_assert_cmpint (test_read_int (store, reads[i].sql), ==, reads[i].answer);
  if (!test_server_is_used ()) /* which says that it is too large */
    g_assert_cmpint (test_read_int (store, "SELECT abs(-9223372036854775807 - 1)"), ==, G_MAXINT64);
}

static void
test_ids (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = NULL;
  gint64 ids[] = { 4, 1, 1, 99, -1 };

  sign_in (store, "lead");
  garrison_args_set_ids (args, "ids", ids, G_N_ELEMENTS (ids));
  garrison_args_set_text (args, "text", "@ids(ids)");
  rows = garrison_store_read (store,
                              "SELECT id, '@ids(ids)' = :text FROM customer WHERE id IN @ids(ids)",
                              args, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (garrison_rows_get_size (rows), ==, 1);
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 0), ==, 1);
  g_assert_cmpint (garrison_rows_get_int (rows, 0, 1), ==, 1);
  g_clear_pointer (&rows, garrison_rows_unref);

  garrison_args_set_ids (args, "ids", NULL, 0);
  rows = garrison_store_read (store, "SELECT id FROM customer WHERE id IN @ids(ids)", args, NULL,
                              &error);
  g_assert_no_error (error);
  g_assert_cmpuint (garrison_rows_get_size (rows), ==, 0);
  g_clear_pointer (&rows, garrison_rows_unref);

  /* A parameter without a value is a mistake of the program. */
  rows
    = garrison_store_read (store, "SELECT id FROM customer WHERE id = :other", args, NULL, &error);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
}

static void
test_follow_rights (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);

  sign_in (store, "sales");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 1);
  garrison_store_sign_out (store);
  test_read_fails (store, "SELECT count(*) FROM customer", GARRISON_ERROR_NOT_SIGNED_IN);
  g_assert_cmpint (garrison_store_get_me (store), ==, 0);
  g_assert_null (garrison_store_get_scope (store, "customer.see"));
  g_assert_false (garrison_store_reaches (store, "customer.see", 111));
  sign_in (store, "auditor");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer"), ==, 6);
}

/* Whoever collaborates sees that customer and what belongs to it, until the last day. */
static void
test_collaborator (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  static const char *const relations[] = { "customer", "contact", "activity", "timeline", "contract", "customer_search" };
  static const char *const keys[] = { "id", "id", "id", "id", "id", "customer" };

  test_vault_exec (folder, "INSERT INTO collaborator(id, act, customer, person, until) VALUES (101, 1, 4, 111, 20991231),"
                           " (102, 1, 2, 111, 20200101), (103, 1, 5, 112, 20991231)");
  sign_in (store, "sales");
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      g_autofree char *seen = read_keys (store, relations[i], keys[i]);

      g_assert_cmpstr (seen, ==, "1,4");
    }
  {
    g_autofree char *deals = read_keys (store, "deal", "id");
    g_autofree char *details = read_keys (store, "contact_detail", "record");

    g_assert_cmpstr (deals, ==, "1,4,7,8,9,10");
    g_assert_cmpstr (details, ==, "1,4");
  }
  test_vault_exec (folder, "UPDATE collaborator SET until = 20200101 WHERE id = 101");
  {
    g_autofree char *seen = read_keys (store, "customer", "id");

    g_assert_cmpstr (seen, ==, "1");
  }
}

static char *
scope (const char *block, const char *see_scope)
{
  g_autoptr (GarrisonSession) session = garrison_session_new (7);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 values[] = { 7, 9 };
  g_autoptr (GError) error = NULL;
  char *text;

  g_array_append_vals (ids, values, 2);
  if (see_scope != NULL)
    garrison_session_add_right (session, "see", see_scope,
                                g_str_equal (see_scope, "all") ? NULL : ids);
  garrison_session_add_right (session, "edit", "own", ids);
  text = garrison_scope_text ("t", block, session, &error);
  g_assert_no_error (error);
  return text;
}

static void
check_scope (const char *block, const char *see_scope, const char *expected)
{
  g_autofree char *text = scope (block, see_scope);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_scope_text (void)
{
  check_scope ("SELECT x.* FROM t x WHERE @scope(see, x.o)", "all", "SELECT * FROM main.t");
  check_scope ("SELECT x.* FROM t x WHERE @scope(see, x.o)", "own",
               "SELECT x.* FROM main.t x WHERE x.o IN (7,9)");
  check_scope ("SELECT x.* FROM t x WHERE @scope(see, x.o)", NULL, "SELECT * FROM main.t WHERE 0");
  check_scope ("SELECT x.* FROM t x WHERE @all(see)", "own", "SELECT * FROM main.t WHERE 0");
  check_scope ("SELECT x.* FROM t x WHERE @has(see) AND x.k = 'a AND b'", "own",
               "SELECT x.* FROM main.t x WHERE x.k = 'a AND b'");
  check_scope (
    "SELECT x.* FROM t x JOIN u ON u.i = x.i WHERE @scope(edit, x.o) OR @scope(see, x.o)", "all",
    "SELECT x.* FROM main.t x JOIN main.u ON u.i = x.i");
  check_scope (
    "SELECT x.* FROM t x WHERE @scope(edit, x.o) AND (x.c IS NULL OR NOT @scope(see, x.p))", "own",
    "SELECT x.* FROM main.t x WHERE (x.o IN (7,9) AND (x.c IS NULL OR NOT ((x.p IS NOT NULL AND "
    "x.p IN (7,9)))))");
  check_scope (
    "SELECT x.* FROM t x WHERE @scope(edit, x.o) AND (x.c IS NULL OR NOT @scope(see, x.p))", NULL,
    "SELECT x.* FROM main.t x WHERE x.o IN (7,9)");
  check_scope ("SELECT x.* FROM t x WHERE @scope(see, x.o) UNION ALL SELECT x.* FROM t x WHERE "
               "@scope(edit, x.o)",
               NULL, "SELECT x.* FROM main.t x WHERE x.o IN (7,9)");
}

static void
test_scope_malformed (void)
{
  static const char *const blocks[] = {
    "SELECT * FROM t WHERE @scope(see)",    "SELECT * FROM t WHERE @scope(see, a, b)",
    "SELECT * FROM t WHERE @other(see, a)", "SELECT * FROM t WHERE (a = 1",
    "SELECT * FROM t WHERE a = 1)",         "SELECT * FROM t WHERE a = 'x",
    "SELECT * FROM t WHERE a = 1 AND ",     "SELECT * FROM t WHERE @scope(see, a",
  };
  g_autoptr (GarrisonSession) session = garrison_session_new (7);

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = garrison_scope_text ("t", blocks[i], session, &error);

      g_assert_null (text);
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
    }
}

/* (transfer full) (nullable): the one row's column */
static char *
read_pooled (GarrisonStore *store, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM pool_customer", column);
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = garrison_store_read (store, sql, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (garrison_rows_get_size (rows), ==, 1);
  return g_strdup (garrison_rows_get_text (rows, 0, 0));
}

static void
assert_pooled (GarrisonStore *store, const char *column, const char *expected)
{
  g_autofree char *text = read_pooled (store, column);

  g_assert_cmpstr (text, ==, expected);
}

/* What a pool shows is seen by its members and nothing else, by its leads all that could be. */
static void
test_pool (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = make_company (folder);
  gint64 now = g_get_real_time ();
  g_autofree char *entered = g_strdup_printf ("UPDATE customer SET region = 'CN-GD', owned_since = %" G_GINT64_FORMAT
                                              " WHERE id = 6", now - 100 * 24 * G_TIME_SPAN_HOUR);
  g_autofree char *fresh = g_strdup_printf ("UPDATE customer SET owned_since = %" G_GINT64_FORMAT " WHERE id = 6", now);

  test_vault_exec (folder, entered);
  sign_in (store, "sales");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM customer WHERE id = 6"), ==, 0);
  assert_pooled (store, "name", "c6");
  assert_pooled (store, "sort_key", "c6");
  assert_pooled (store, "region", NULL);
  assert_pooled (store, "why", NULL);
  assert_pooled (store, "free_day", NULL);
  /* a hidden name is not told by the order either */
  test_vault_exec (folder, "DELETE FROM pool_field; INSERT INTO pool_field VALUES (1, 'region')");
  assert_pooled (store, "name", NULL);
  assert_pooled (store, "sort_key", NULL);
  assert_pooled (store, "region", "CN-GD");
  sign_in (store, "lead-b");
  assert_pooled (store, "name", "c6");
  assert_pooled (store, "region", "CN-GD");

  /* what holds a claim up */
  sign_in (store, "sales");
  test_vault_exec (folder, "UPDATE pool SET claims_a_day = 0");
  assert_pooled (store, "why", "claims-used");
  test_vault_exec (folder, "UPDATE pool SET wait_days = 30000; UPDATE ownership_event SET from_owner = 111 WHERE customer = 6");
  assert_pooled (store, "why", "must-wait");
  g_assert_cmpint (test_read_int (store, "SELECT free_day FROM pool_customer"), >, 21000000);
  test_vault_exec (folder, "UPDATE pool SET freeze_days = 2");
  test_vault_exec (folder, fresh);
  assert_pooled (store, "why", "frozen");
  test_vault_exec (folder, "UPDATE customer SET protected_until = 21000101 WHERE id = 6");
  assert_pooled (store, "why", "protected");
  sign_in (store, "boss");
  assert_pooled (store, "why", "not-a-member");
  test_vault_exec (folder, "UPDATE pool SET open = 0");
  sign_in (store, "lead-b");
  assert_pooled (store, "why", "not-claimable");
  sign_in (store, "sales");
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM pool_customer"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/collaborator", test_collaborator);
  g_test_add_func ("/store/desk/scope-text", test_scope_text);
  g_test_add_func ("/store/desk/scope-malformed", test_scope_malformed);
  g_test_add_func ("/store/desk/matrix", test_matrix);
  g_test_add_func ("/store/desk/attacks", test_attacks);
  g_test_add_func ("/store/desk/allowed", test_allowed);
  g_test_add_func ("/store/desk/ids", test_ids);
  g_test_add_func ("/store/desk/follow-rights", test_follow_rights);
  g_test_add_func ("/store/desk/pool", test_pool);
  return g_test_run ();
}
