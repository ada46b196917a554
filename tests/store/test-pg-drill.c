/* What anybody can try with SQL of their own, signed in on the server: to write, to read what is not the
 * desk's, to become somebody else, to call what is not for them, to call acts past the program's checks. */
#include <string.h>

#include "office-engine.h"
#include "server.h"
#include "store/act-file.h"
#include "store/postgres/pg-act-text.h"
#include "store/sqlite/desk.h"

#define DENIED "42501"

typedef struct
{
  Office *o;
  PGconn *vault;     /* the administrator's */
  GPtrArray *people; /* of PGconn: the boss … somebody without any right, who is the last */
} Drill;

static void
drill_clear (Drill *d)
{
  g_ptr_array_unref (d->people);
  PQfinish (d->vault);
  office_free (d->o);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drill, drill_clear)

static void
drill_init (Drill *d)
{
  Office *o = d->o = office_new ();
  gint64 who[] = { o->boss, o->manager, o->lead, o->ann, o->helper, o->auditor, o->dan };
  gint64 customer = office_customer (o, o->ann, "Alpha");

  office_deal (o, o->ann, customer, "Deal", 100);
  office_exec (o, "INSERT INTO role(id, key, name) VALUES (99, 'nothing', 'Nothing')");
  office_exec (o, "UPDATE person SET role = 99 WHERE login = 'dan'");
  d->vault = test_server_connect (office_server_get_database (o));
  d->people = g_ptr_array_new_with_free_func ((GDestroyNotify) PQfinish);
  for (guint i = 0; i < G_N_ELEMENTS (who); i++)
    {
      PGconn *person = office_server_sign_in (o, who[i]);

      g_assert_nonnull (person);
      g_ptr_array_add (d->people, person);
    }
}

/* (transfer full): its SQLSTATE, or "" when it was done. */
static char *
try_sql (PGconn *person, const char *sql)
{
  PGresult *result = PQexec (person, sql);
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  char *copy = g_strdup (state != NULL ? state : "");

  if (PQresultStatus (result) == PGRES_COPY_IN)
    PQputCopyEnd (person, "no");
  PQclear (result);
  while ((result = PQgetResult (person)) != NULL)
    PQclear (result);
  return copy;
}

static void
assert_state (PGconn *person, const char *state, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
assert_state (PGconn *person, const char *state, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autofree char *got = NULL;
  va_list list;

  va_start (list, format);
  sql = g_strdup_vprintf (format, list);
  va_end (list);
  got = try_sql (person, sql);
  if (!g_str_equal (got, state))
    g_error ("%s tried “%s”: expected %s, got “%s”", PQuser (person), sql, state, got);
}

/* (transfer full): the first column of each row, NULL-terminated. */
static char **
list (PGconn *connection, const char *sql)
{
  PGresult *rows = test_server_read (connection, sql);
  char **texts = g_new0 (char *, (gsize) PQntuples (rows) + 1);

  for (int i = 0; i < PQntuples (rows); i++)
    texts[i] = g_strdup (PQgetvalue (rows, i, 0));
  PQclear (rows);
  return texts;
}

static void
write_to (PGconn *person, const char *relation, const char *column)
{
  assert_state (person, DENIED, "INSERT INTO %s DEFAULT VALUES", relation);
  assert_state (person, DENIED, "INSERT INTO %s SELECT * FROM %s LIMIT 0", relation, relation);
  assert_state (person, DENIED, "UPDATE %s SET %s = DEFAULT", relation, column);
  assert_state (person, DENIED, "UPDATE %s SET %s = DEFAULT WHERE FALSE", relation, column);
  assert_state (person, DENIED, "DELETE FROM %s", relation);
  assert_state (person, DENIED, "DELETE FROM %s WHERE FALSE", relation);
  assert_state (person, DENIED, "MERGE INTO %s USING (SELECT 1) AS x ON FALSE WHEN NOT MATCHED THEN INSERT DEFAULT VALUES", relation);
  assert_state (person, DENIED, "SELECT 1 FROM %s FOR UPDATE", relation);
  assert_state (person, DENIED, "SELECT 1 FROM %s FOR KEY SHARE", relation);
}

static void
change_table (PGconn *person, const char *table)
{
  assert_state (person, DENIED, "TRUNCATE %s", table);
  assert_state (person, DENIED, "COPY %s FROM STDIN", table);
  assert_state (person, DENIED, "DO $$ BEGIN LOCK TABLE %s IN ROW EXCLUSIVE MODE; END $$", table);
  assert_state (person, DENIED, "ALTER TABLE %s DISABLE ROW LEVEL SECURITY", table);
  assert_state (person, DENIED, "ALTER TABLE %s ADD COLUMN x bigint", table);
  assert_state (person, DENIED, "CREATE POLICY mine ON %s USING (TRUE)", table);
  assert_state (person, DENIED, "CREATE INDEX mine ON %s ((1))", table);
  assert_state (person, DENIED, "DROP TABLE %s CASCADE", table);
  assert_state (person, DENIED, "GRANT ALL ON %s TO PUBLIC", table);
}

/* Nobody writes but by acts: to no table, not even no row of it. (Views: see the catalogue.) */
static void
test_writes (void)
{
  g_auto (Drill) d = { 0 };
  g_auto (GStrv) relations = NULL;

  drill_init (&d);
  relations = list (d.vault, "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'garrison'::regnamespace"
                             " AND c.relkind = 'r' ORDER BY 1");
  g_assert_cmpuint (g_strv_length (relations), >, 35);
  for (guint i = 0; relations[i] != NULL; i++)
    {
      g_autofree char *find = g_strdup_printf ("SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid ="
                                               " 'garrison.%s'::regclass AND attnum = 1", relations[i]);
      g_autofree char *column = test_server_read_text (d.vault, find);

      for (guint j = 0; j < d.people->len; j++)
        {
          write_to (d.people->pdata[j], relations[i], column);
          change_table (d.people->pdata[j], relations[i]);
        }
    }
  office_check (d.o);
}

static void
test_sequences (void)
{
  g_auto (Drill) d = { 0 };
  g_auto (GStrv) sequences = NULL;

  drill_init (&d);
  sequences = list (d.vault, "SELECT relname FROM pg_class WHERE relnamespace = 'garrison'::regnamespace AND relkind = 'S'");
  g_assert_cmpuint (g_strv_length (sequences), >, 10);
  for (guint i = 0; sequences[i] != NULL; i++)
    for (guint j = 0; j < d.people->len; j++)
      {
        assert_state (d.people->pdata[j], DENIED, "SELECT nextval('%s')", sequences[i]);
        assert_state (d.people->pdata[j], DENIED, "SELECT setval('%s', 1)", sequences[i]);
        assert_state (d.people->pdata[j], DENIED, "SELECT last_value FROM %s", sequences[i]);
      }
}

/* The desk and nothing else can be read, whatever group of theirs people put on. */
static void
test_reads (void)
{
  g_auto (Drill) d = { 0 };
  g_auto (GStrv) relations = NULL;
  const char *const *desk = garrison_desk_list_relations ();

  drill_init (&d);
  relations = list (d.vault, "SELECT relname FROM pg_class WHERE relnamespace = 'garrison'::regnamespace AND relkind IN ('r', 'v')");
  for (guint i = 0; relations[i] != NULL; i++)
    for (guint j = 0; j < d.people->len; j++)
      {
        gboolean shown = g_strv_contains (desk, relations[i]);

        assert_state (d.people->pdata[j], shown ? "" : DENIED, "SELECT count(*) FROM %s", relations[i]);
        assert_state (d.people->pdata[j], shown ? "" : DENIED, "SET row_security = on; SELECT FROM %s LIMIT 1", relations[i]);
      }
  for (guint j = 0; j < d.people->len; j++)
    {
      PGconn *person = d.people->pdata[j];

      /* Somebody without rights sees no customer, no deal and nothing of anybody's. */
      if (j + 1 == d.people->len)
        for (guint i = 0; i < 6; i++)
          {
            static const char *const theirs[] = { "customer", "contact", "deal", "activity", "task", "holding" };
            g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", theirs[i]);
            g_assert_cmpint (test_server_read_int (person, sql), ==, 0);
          }
      assert_state (person, DENIED, "SELECT count(*) FROM pg_authid");
      assert_state (person, DENIED, "SELECT pg_read_file('/etc/passwd')");
      assert_state (person, DENIED, "COPY customer TO PROGRAM 'cat'");
    }
}

static void
test_roles (void)
{
  g_auto (Drill) d = { 0 };
  g_autofree char *database = NULL;

  drill_init (&d);
  database = g_strdup (office_server_get_database (d.o));
  for (guint j = 0; j < d.people->len; j++)
    {
      static const char *const groups[] = { "owner", "keeper", "backup" };
      PGconn *person = d.people->pdata[j];

      for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
        {
          assert_state (person, DENIED, "SET ROLE \"%s:%s\"", database, groups[i]);
          assert_state (person, DENIED, "GRANT \"%s:%s\" TO \"%s\"", database, groups[i], PQuser (person));
        }
      if (j > 0)
        assert_state (person, DENIED, "SET ROLE \"%s.boss\"", database);
      assert_state (person, DENIED, "SET SESSION AUTHORIZATION \"%s.%s\"", database, j > 0 ? "boss" : "ann");
      assert_state (person, DENIED, "SET session_replication_role = replica");
      assert_state (person, DENIED, "CREATE ROLE mallory LOGIN SUPERUSER");
      assert_state (person, DENIED, "ALTER ROLE \"%s.ben\" PASSWORD 'x'", database);
      assert_state (person, DENIED, "ALTER ROLE \"%s\" CREATEROLE", PQuser (person));
      assert_state (person, DENIED, "DROP ROLE \"%s.ben\"", database);
      assert_state (person, DENIED, "CREATE SCHEMA mine");
      assert_state (person, DENIED, "CREATE TABLE garrison.mine ()");
      assert_state (person, DENIED, "CREATE TABLE public.mine ()");
      assert_state (person, DENIED, "CREATE TEMP TABLE mine ()");
      assert_state (person, DENIED, "CREATE FUNCTION garrison.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'");
      assert_state (person, DENIED, "CREATE OR REPLACE FUNCTION garrison.me() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'");
      assert_state (person, DENIED, "CREATE DATABASE mine");
      assert_state (person, DENIED, "DROP DATABASE \"%s\"", database);
      assert_state (person, DENIED, "ALTER DATABASE \"%s\" SET search_path = public", database);
      /* As one of their groups they may still not write. */
      assert_state (person, DENIED, "SET ROLE \"%s:people\"; DELETE FROM customer", database);
      assert_state (person, "", "RESET ROLE");
    }
}

/* What the catalogue of the server says, whoever might find a way to use it. */
static void
test_catalogue (void)
{
  static const struct
  {
    const char *what, *sql;
  } none[] = {
    { "a role that may too much", "SELECT rolname FROM pg_roles WHERE (rolname ^@ (current_database() || ':') OR"
      " rolname ^@ (current_database() || '.')) AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolreplication OR"
      " (rolcreaterole AND rolname <> current_database() || ':keeper'))" },
    { "a group that may sign in", "SELECT rolname FROM pg_roles WHERE rolname ^@ (current_database() || ':')"
      " AND rolcanlogin AND rolname <> current_database() || ':backup'" },
    { "a person in a group that is not for people", "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
      " JOIN login_role l ON l.name = m.member::regrole::text OR quote_ident(l.name) = m.member::regrole::text"
      " WHERE g.rolname <> current_database() || ':people' AND g.rolname !~ '^[^:]*:(open$|(own|some|all):)'" },
    { "a function for everybody", "SELECT p.proname FROM pg_proc p CROSS JOIN LATERAL"
      " aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x WHERE p.pronamespace = 'garrison'::regnamespace"
      " AND x.grantee = 0" },
    { "a relation for everybody", "SELECT c.relname FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) x"
      " WHERE c.relnamespace = 'garrison'::regnamespace AND x.grantee = 0" },
    { "a definer's function that looks anywhere", "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'garrison'::regnamespace"
      " AND p.prosecdef AND NOT coalesce('search_path=garrison, pg_temp' = ANY (p.proconfig), FALSE)" },
    { "a definer's function of somebody else", "SELECT p.proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner"
      " WHERE p.pronamespace = 'garrison'::regnamespace AND r.rolname NOT IN (current_database() || ':owner', current_database() || ':keeper')" },
    { "a table without policies", "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'garrison'::regnamespace"
      " AND c.relkind = 'r' AND NOT c.relrowsecurity AND c.relname <> 'test_clock'" },
    { "a relation that people may write", "SELECT c.relname FROM pg_class c CROSS JOIN pg_roles r"
      " WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind IN ('r', 'v') AND r.rolname IN (current_database() || ':people',"
      " current_database() || ':backup') AND has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES')" },
    { "a column that people may write", "SELECT c.relname FROM pg_class c CROSS JOIN pg_roles r"
      " WHERE c.relnamespace = 'garrison'::regnamespace AND c.relkind IN ('r', 'v') AND r.rolname = current_database() || ':people'"
      " AND has_any_column_privilege(r.oid, c.oid, 'INSERT, UPDATE, REFERENCES')" },
    { "a function of the keeper's for people", "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'garrison'::regnamespace"
      " AND (p.proname ^@ 'keep_' OR p.proname ^@ 'sync_' OR p.proname IN ('set_sequences', 'act_seal', 'act_refused', 'act_enter',"
      " 'act_found_company', 'act_set_password', 'act_publish', 'is_kept')) AND has_function_privilege(current_database() || ':people', p.oid, 'EXECUTE')" },
  };
  g_auto (Drill) d = { 0 };

  drill_init (&d);
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_auto (GStrv) found = list (d.vault, none[i].sql);
      g_autofree char *names = g_strjoinv (", ", found);

      if (names[0] != '\0')
        g_error ("there is %s: %s", none[i].what, names);
    }
}

/* The call of an act's function with @value for every argument. */
static char *
call_text (const GarrisonActFile *file, const char *request, const char *value)
{
  g_autofree char *name = garrison_pg_act_function ("act_", file->name);
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT refusal FROM %s(a_request => '%s', a_bad => NULL", name, request);
  for (guint i = GARRISON_ACT_SLOT_FIRST; i < file->slots->len; i++)
    {
      const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, i);
      const char *given = value;

      if (slot->kind != GARRISON_ACT_SLOT_ARG && slot->kind != GARRISON_ACT_SLOT_COLUMN)
        continue;
      if (slot->kind == GARRISON_ACT_SLOT_COLUMN || slot->type == GARRISON_ACT_IDS)
        given = g_str_equal (value, "NULL") ? value : "'{}'";
      else if (slot->type == GARRISON_ACT_TEXT && !g_str_equal (value, "NULL"))
        given = "repeat('x', 10001)";
      g_string_append_printf (sql, ", a_%s => %s", slot->name, given);
    }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

/* Refused by name, or not theirs to call: never done, and never an accident. */
static void
assert_refused (PGconn *person, const char *sql, const char *refusal)
{
  PGresult *result = PQexec (person, sql);
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);

  if (PQresultStatus (result) == PGRES_TUPLES_OK)
    {
      const char *got = PQgetisnull (result, 0, 0) ? "done" : PQgetvalue (result, 0, 0);

      if (g_str_equal (got, "done") || (refusal != NULL && !g_str_equal (got, refusal)))
        g_error ("%s: %.200s: %s", PQuser (person), sql, got);
    }
  else if (g_strcmp0 (state, DENIED) != 0)
    g_error ("%s: %.200s: %s", PQuser (person), sql, PQresultErrorMessage (result));
  PQclear (result);
}

static void
test_acts (void)
{
  static const char *const values[] = { "NULL", "9223372036854775807", "(-9223372036854775808)" };
  g_auto (Drill) d = { 0 };
  g_auto (GStrv) acts = garrison_act_file_list ();
  gint64 done;
  guint n = 0;

  drill_init (&d);
  done = office_int (d.o, "SELECT count(*) FROM act");
  for (guint i = 0; acts[i] != NULL; i++)
    for (guint v = 0; v < G_N_ELEMENTS (values); v++)
      for (guint j = 0; j < d.people->len; j++)
        {
          const GarrisonActFile *file = garrison_act_file_find (acts[i]);
          g_autofree char *request = g_strdup_printf ("drill-%u", n++);
          g_autofree char *sql = call_text (file, request, values[v]);

          if (g_str_equal (acts[i], "mark-as-sample"))
            continue; /* which takes nothing that could be wrong */
          assert_refused (d.people->pdata[j], sql,
                          j + 1 == d.people->len && !g_str_equal (file->right, "anyone") ? "no-right" : NULL);
        }
  g_assert_cmpint (office_int (d.o, "SELECT count(*) FROM act"), ==, done);
  office_check (d.o);
}

static char *
check_duplicate (PGconn *person, const char *request)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT coalesce(refusal, 'done') FROM act_check_duplicate(a_request => '%s', a_name => 'Alpha', a_phone => NULL,"
    " a_credit_code => NULL, a_email => NULL, a_bad => NULL)", request);

  return test_server_read_text (person, sql);
}

static void
take_ticket (Drill *d, PGconn *person, const char *request)
{
  g_autofree char *digest = test_server_read_text (d->vault, "SELECT act_digest(ARRAY['Alpha', NULL, NULL, NULL])");
  g_autofree char *sql = g_strdup_printf ("SELECT ticket_check_duplicate(a_request => '%s', a_digest => '%s')", request, digest);

  test_server_exec (person, sql);
}

/* An answer about others that was asked for in one transaction could be taken back unseen. */
static void
test_tickets (void)
{
  g_auto (Drill) d = { 0 };
  PGconn *ann, *boss;
  g_autofree char *without = NULL, *inside = NULL, *others = NULL, *serial = NULL, *with = NULL;

  drill_init (&d);
  boss = d.people->pdata[0];
  ann = d.people->pdata[3];
  without = check_duplicate (ann, "mine");
  g_assert_cmpstr (without, ==, "no-ticket");
  test_server_exec (ann, "BEGIN");
  take_ticket (&d, ann, "mine");
  inside = check_duplicate (ann, "mine");
  g_assert_cmpstr (inside, ==, "no-ticket");
  test_server_exec (ann, "ROLLBACK");
  take_ticket (&d, boss, "theirs");
  others = check_duplicate (ann, "theirs");
  g_assert_cmpstr (others, ==, "no-ticket");
  take_ticket (&d, ann, "mine");
  /* An act needs to see what was committed before it got its turn. */
  test_server_exec (ann, "BEGIN ISOLATION LEVEL REPEATABLE READ");
  serial = try_sql (ann, "SELECT act_check_duplicate(a_request => 'mine', a_name => 'Alpha', a_phone => NULL,"
                         " a_credit_code => NULL, a_email => NULL, a_bad => NULL)");
  g_assert_cmpstr (serial, !=, "");
  test_server_exec (ann, "ROLLBACK");
  with = check_duplicate (ann, "mine");
  g_assert_cmpstr (with, ==, "done");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/pg-drill/writes", test_writes);
  g_test_add_func ("/store/pg-drill/sequences", test_sequences);
  g_test_add_func ("/store/pg-drill/reads", test_reads);
  g_test_add_func ("/store/pg-drill/roles", test_roles);
  g_test_add_func ("/store/pg-drill/catalogue", test_catalogue);
  g_test_add_func ("/store/pg-drill/acts", test_acts);
  g_test_add_func ("/store/pg-drill/tickets", test_tickets);
  return g_test_run ();
}
