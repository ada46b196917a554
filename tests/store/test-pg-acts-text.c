/* Acts as functions of a server: made, called, closed to whom they are not for; tickets; what a connection
 * may do to a call; what others may send. The acts themselves are tried by test-acts on both engines. */
#include <string.h>

#include "base/error.h"
#include "server.h"
#include "store/act-file.h"
#include "store/postgres/pg-act-args.h"
#include "store/postgres/pg-act-call.h"
#include "store/postgres/pg-act-text.h"
#include "store/postgres/pg-schema.h"
#include "store/refusal.h"

/* Founded: with the boss (1) and the salespeople ann (2) and ben (3). */
typedef struct
{
  char *database;
  char *uri;
  GarrisonPgConnection *admin;
} Company;

static GarrisonActResult *
do_act (GarrisonPgConnection *connection, const char *name, GarrisonArgs *args, const char *request, GError **error)
{
  return garrison_pg_act_call (connection, garrison_act_file_find (name), args, request, NULL, NULL, error);
}

static void
set_up_empty (Company *c, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  c->database = test_server_new_database ();
  c->uri = test_server_uri (c->database);
  c->admin = garrison_pg_open (c->uri, NULL, NULL, GARRISON_PG_WRITER, NULL, &error);
  g_assert_no_error (error);
  garrison_pg_install (c->admin, NULL, &error);
  g_assert_no_error (error);
}

static void
add_person (Company *c, const char *login)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PGconn) connection = test_server_connect (c->database);

  garrison_args_set_text (args, "login", login);
  garrison_args_set_text (args, "name", login);
  garrison_args_set_int (args, "role", test_server_read_int (connection, "SELECT id FROM role WHERE key = 'salesperson'"));
  result = do_act (c->admin, "add-person", args, NULL, &error);
  g_assert_no_error (error);
  test_server_give_password (connection, login);
}

static void
set_up (Company *c, gconstpointer data)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  set_up_empty (c, data);
  garrison_args_set_text (args, "login", "boss");
  garrison_args_set_text (args, "name", "Boss");
  garrison_args_set_text (args, "currency", "CNY");
  garrison_args_set_text (args, "time_zone", "Asia/Shanghai");
  garrison_args_set_int (args, "chinese", 0);
  result = do_act (c->admin, "found-company", args, NULL, &error);
  g_assert_no_error (error);
  add_person (c, "ann");
  add_person (c, "ben");
}

static void
tear_down (Company *c, gconstpointer data)
{
  garrison_pg_close (c->admin);
  test_server_drop (c->database);
  g_free (c->uri);
  g_free (c->database);
}

static char *
role_of (Company *c, const char *login)
{
  return g_strconcat (c->database, ".", login, NULL);
}

static PGconn *
sign_in (Company *c, const char *login)
{
  g_autofree char *role = role_of (c, login);
  PGconn *connection = test_server_sign_in (c->database, role, "secret");

  g_assert_nonnull (connection);
  return connection;
}

static GarrisonPgConnection *
open_as (Company *c, const char *login)
{
  g_autofree char *role = role_of (c, login);
  g_autoptr (GError) error = NULL;
  GarrisonPgConnection *connection = garrison_pg_open (c->uri, role, "secret", GARRISON_PG_WRITER, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

/* The SQLSTATE of @sql, "00000" when it went well. (transfer full) */
static char *
state_of (PGconn *connection, const char *sql)
{
  PGresult *result = PQexec (connection, sql);
  char *state = g_strdup (PQresultErrorField (result, PG_DIAG_SQLSTATE));

  PQclear (result);
  return state != NULL ? state : g_strdup ("00000");
}

static void
assert_state_of (PGconn *connection, const char *sql, const char *expected)
{
  g_autofree char *state = state_of (connection, sql);

  if (!g_str_equal (state, expected))
    g_error ("%s: %s, expected %s", sql, state, expected);
}

static void
assert_refused_sql (PGconn *connection, const char *sql, const char *expected)
{
  g_autofree char *refusal = test_server_read_text (connection, sql);
  g_assert_cmpstr (refusal, ==, expected);
}

static GarrisonArgs *
named (const char *name)
{
  GarrisonArgs *args = garrison_args_new ();
  garrison_args_set_text (args, "name", name);
  return args;
}

/* Making ------------------------------------------------------------------------------------------ */

/* Every act is there and answers; without arguments, that they are missing. */
static void
test_all_there (Company *c, gconstpointer data)
{
  g_auto (GStrv) names = garrison_act_file_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const GarrisonActFile *file = garrison_act_file_find (names[i]);
      g_autoptr (GarrisonActResult) result = NULL;
      g_autoptr (GError) error = NULL;
      gboolean needs = file->rows != NULL;

      for (guint j = GARRISON_ACT_SLOT_FIRST; j < file->slots->len; j++)
        {
          const GarrisonActSlot *slot = &g_array_index (file->slots, GarrisonActSlot, j);
          needs = needs || (slot->kind == GARRISON_ACT_SLOT_ARG && !slot->optional);
        }
      result = do_act (c->admin, names[i], NULL, NULL, &error);
      if (needs && !garrison_error_is_refusal (error, "bad-argument"))
        g_error ("%s: %s", names[i], error != NULL ? error->message : "done");
      if (!needs && error != NULL && !garrison_error_is_refusal (error, NULL))
        g_error ("%s: %s", names[i], error->message);
    }
}

/* Nobody may call what is not meant for them, neither a function of an act's insides nor the program's own. */
static void
test_closed (Company *c, gconstpointer data)
{
  g_autoptr (PGconn) connection = test_server_connect (c->database);
  g_autofree char *open = test_server_read_text (
    connection, "SELECT string_agg(p.proname, ' ' ORDER BY p.proname) FROM pg_proc p"
                " WHERE p.pronamespace = 'garrison'::regnamespace AND p.proname ~ '^(act|undo|ticket)(_|$)'"
                " AND has_function_privilege(current_database() || ':people', p.oid, 'EXECUTE')");
  g_auto (GStrv) names = g_strsplit (open, " ", -1);
  g_auto (GStrv) acts = garrison_act_file_list ();
  guint n_expected = 1; /* undo */

  for (guint i = 0; acts[i] != NULL; i++)
    {
      const GarrisonActFile *file = garrison_act_file_find (acts[i]);
      g_autofree char *function = garrison_pg_act_function ("act_", acts[i]);
      gboolean people = !g_str_equal (file->right, "program");

      g_assert_cmpint (g_strv_contains ((const char *const *) names, function), ==, people);
      n_expected += people + file->ticket;
    }
  g_assert_cmpuint (g_strv_length (names), ==, n_expected);
  g_assert_cmpint (test_server_read_int (connection, "SELECT count(*) FROM pg_proc p"
                                         " WHERE p.pronamespace = 'garrison'::regnamespace AND p.proname ~ '^(act|undo|ticket)(_|$)'"
                                         " AND EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS x"
                                         " WHERE x.grantee = 0)"), ==, 0);
}

static void
assert_not_made (const char *text, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActFile) file = garrison_act_file_parse ("x", text, &error);

  g_assert_no_error (error);
  g_assert_null (garrison_pg_act_text (file, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, why));
}

static void
test_names (void)
{
  g_autofree char *function = garrison_pg_act_function ("ticket_", "no-such-thing");

  g_assert_cmpstr (function, ==, "ticket_no_such_thing");
  assert_not_made ("--@ act x\n--@ right r\n--@ arg request text\n--@ do 1\nDELETE FROM team WHERE name = :request\n"
                   "--@ final y\n", "a_request");
  assert_not_made ("--@ act x\n--@ right r\n--@ rows q\n--@ column bad int\n--@ each q\n--@ do 1\n"
                   "DELETE FROM team WHERE id = :bad\n--@ end\n--@ final y\n", "a_bad");
}

/* Calls by hand ------------------------------------------------------------------------------------ */

/* Whoever leaves the program aside meets the same refusals. */
static void
test_by_hand (Company *c, gconstpointer data)
{
  g_autoptr (PGconn) ann = sign_in (c, "ann");
  g_autoptr (PGconn) admin = test_server_connect (c->database);

  assert_state_of (ann, "BEGIN ISOLATION LEVEL REPEATABLE READ", "00000");
  assert_state_of (ann, "SELECT garrison.act_tag_customers('q', ARRAY[1], 'x')", "25001");
  assert_state_of (ann, "ROLLBACK", "00000");
  assert_state_of (ann, "SELECT garrison.act_set_password('q', 1, 'x', 1)", "42501");
  assert_state_of (ann, "SELECT garrison.undo_create_customer(1, 1, 1, 1)", "42501");
  assert_state_of (ann, "SELECT garrison.act_refuse('x', NULL)", "42501");
  assert_state_of (ann, "SELECT garrison.act_seal(1, 'x', 1, 1, 1, 'r', NULL, NULL, '{}', '{}')", "42501");
  assert_state_of (ann, "UPDATE garrison.chain_head SET hash = 'x'", "42501");
  assert_state_of (ann, "SELECT 1 FROM garrison.chain_head FOR UPDATE", "42501");
  assert_state_of (ann, "SELECT 1 FROM garrison.ticket", "42501");
  assert_state_of (ann, "DELETE FROM garrison.refused_act", "42501");

#define TAG(args) "SELECT refusal FROM garrison.act_tag_customers(" args ")"
  assert_refused_sql (ann, TAG ("'q1', NULL, 'x'"), "bad-argument");
  assert_refused_sql (ann, TAG ("'q2', '{}', 'x'"), "bad-argument");
  assert_refused_sql (ann, TAG ("'q3', ARRAY[1, NULL], 'x'"), "bad-argument");
  assert_refused_sql (ann, TAG ("'q4', ARRAY[1, -1], 'x'"), "bad-argument");
  assert_refused_sql (ann, TAG ("'q5', ARRAY[[1, 2], [2, 3]], 'x'"), "no-such-customer");
  assert_refused_sql (ann, TAG ("'q6', ARRAY[1], ''"), "bad-argument");
  assert_refused_sql (ann, TAG ("'q7', ARRAY[1], repeat('x', 10001)"), "bad-argument");
  assert_refused_sql (ann, TAG ("'q8', ARRAY[1], 'x', '{\"moment\": 0, \"refusal\": \"evil\", \"detail\": 1}'"), "bad-argument");
  assert_refused_sql (ann, TAG ("'q9', ARRAY[1], 'x', '[]'"), "no-such-customer");
  assert_refused_sql (ann, TAG ("'', ARRAY[1], 'x'"), "bad-argument");
  assert_refused_sql (ann, TAG ("NULL, ARRAY[1], 'x'"), "bad-argument");
  assert_refused_sql (ann, TAG ("repeat('x', 201), ARRAY[1], 'x'"), "bad-argument");
  assert_refused_sql (ann, "SELECT refusal FROM garrison.undo('u', NULL)", "cannot-undo");
  assert_refused_sql (ann, "SELECT refusal FROM garrison.undo('u', 1)", "cannot-undo");
  assert_refused_sql (ann, "SELECT refusal FROM garrison.act_win_deal('d', 1, 9000000000000001, NULL, NULL)", "bad-amount");
  g_assert_cmpint (test_server_read_int (admin, "SELECT count(*) FROM refused_act WHERE refusal NOT IN ('bad-argument',"
                                         " 'bad-amount', 'no-such-customer', 'cannot-undo')"), ==, 0);

  /* what a session may set must not change what an act means */
  assert_state_of (ann, "SET transform_null_equals = on; SET array_nulls = off; SET DateStyle = 'German';"
                   " SET TimeZone = 'Pacific/Kiritimati'; SET bytea_output = 'escape'; SET search_path = pg_temp;"
                   " SET standard_conforming_strings = off; SET row_security = off; SET quote_all_identifiers = on",
                   "00000");
  {
    g_autoptr (GarrisonPgConnection) other = open_as (c, "ann");
    g_autoptr (GarrisonArgs) args = named ("Known");
    g_autoptr (GarrisonActResult) made = do_act (other, "create-customer", args, "k", NULL);
    g_assert_nonnull (made);
  }
  assert_refused_sql (ann, TAG ("'q10', ARRAY[1], 'x'"), NULL);
#undef TAG
  g_assert_cmpint (test_server_read_int (admin, "SELECT count(*) FROM act a WHERE a.hash <> encode(sha256(convert_to("
    "act_field(a.previous) || act_field(a.id::text) || act_field(a.name) || act_field(a.person::text) || act_field(a.at::text)"
    " || act_field(a.day::text) || act_field(a.request) || act_field(a.undoes::text) || act_field(a.gave)"
    " || act_field(a.rows::text) || act_field(a.rows_hash), 'UTF8')), 'hex')"), ==, 0);
  g_assert_cmpint (test_server_read_int (admin, "SELECT count(*) FROM chain_head h JOIN act a ON a.id = h.act"
                                         " AND a.hash = h.hash WHERE a.id = (SELECT max(id) FROM act)"), ==, 1);
}

/* Tickets ------------------------------------------------------------------------------------------ */

#define CHECK "SELECT coalesce(refusal, gave) FROM garrison.act_check_duplicate('%s', '%s', NULL, NULL, NULL)"

static char *
check_sql (const char *request, const char *name)
{
  return g_strdup_printf (CHECK, request, name);
}

static void
take_ticket (PGconn *connection, PGconn *admin, const char *request, const char *name)
{
  g_autofree char *digest_sql = g_strdup_printf ("SELECT act_digest(ARRAY['%s', NULL, NULL, NULL])", name);
  g_autofree char *digest = test_server_read_text (admin, digest_sql);
  g_autofree char *sql = g_strdup_printf ("SELECT garrison.ticket_check_duplicate('%s', '%s')", request, digest);

  assert_state_of (connection, sql, "00000");
}

/* What @name is answered when it is asked for and taken back. (transfer full) */
static char *
ask_and_take_back (PGconn *connection, const char *request, const char *name)
{
  g_autofree char *sql = check_sql (request, name);
  char *answer;

  assert_state_of (connection, "BEGIN", "00000");
  answer = test_server_read_text (connection, sql);
  assert_state_of (connection, "ROLLBACK", "00000");
  return answer;
}

/* Whom the company knows is told for a ticket only, one question each; and every ticket counts. */
static void
test_tickets (Company *c, gconstpointer data)
{
  g_autoptr (PGconn) ann = sign_in (c, "ann");
  g_autoptr (PGconn) admin = test_server_connect (c->database);
  g_autoptr (GarrisonPgConnection) ben = open_as (c, "ben");
  g_autoptr (GarrisonArgs) known = named ("Known");
  g_autoptr (GarrisonActResult) made = do_act (ben, "create-customer", known, "b", NULL);
  char *answer;

  g_assert_nonnull (made);
  test_server_exec (admin, "INSERT INTO setting(key, value) VALUES ('duplicate_checks_a_day', '4')");
  g_assert_cmpstr ((answer = ask_and_take_back (ann, "t1", "Known")), ==, "no-ticket");
  g_free (answer);
  g_assert_cmpint (test_server_read_int (admin, "SELECT count(*) FROM refused_act"), ==, 0);

  /* in the same transaction it is worth nothing, for it can be taken back with the question */
  assert_state_of (ann, "BEGIN", "00000");
  take_ticket (ann, admin, "t1", "Known");
  {
    g_autofree char *sql = check_sql ("t1", "Known");
    assert_refused_sql (ann, sql, "no-ticket");
  }
  assert_state_of (ann, "ROLLBACK", "00000");

  /* for another question, another request or somebody else's it is none */
  take_ticket (ann, admin, "t1", "Known");
  g_assert_cmpstr ((answer = ask_and_take_back (ann, "t1", "Unknown")), ==, "no-ticket");
  g_free (answer);
  g_assert_cmpstr ((answer = ask_and_take_back (ann, "t2", "Known")), ==, "no-ticket");
  g_free (answer);
  {
    g_autoptr (PGconn) other = sign_in (c, "ben");
    g_assert_cmpstr ((answer = ask_and_take_back (other, "t1", "Known")), ==, "no-ticket");
    g_free (answer);
  }
  take_ticket (ann, admin, "t1", "Unknown"); /* the first question stays the ticket's */
  g_assert_cmpstr ((answer = ask_and_take_back (ann, "t1", "Unknown")), ==, "no-ticket");
  g_free (answer);

  /* it answers, also again; and what was taken back has been counted */
  g_assert_cmpstr ((answer = ask_and_take_back (ann, "t1", "Known")), ==, "found=1 owner=3 customer=0 protected_until=0");
  g_free (answer);
  g_assert_cmpint (test_server_read_int (admin, "SELECT sum(counted) FROM ticket WHERE person = 2"), ==, 1);
  for (int i = 2; i <= 4; i++)
    {
      g_autofree char *request = g_strdup_printf ("t%d", i);
      take_ticket (ann, admin, request, "Unknown");
      g_assert_cmpstr ((answer = ask_and_take_back (ann, request, "Unknown")), ==, "found=0 owner=0 customer=0 protected_until=0");
      g_free (answer);
    }
  g_assert_cmpint (test_server_read_int (admin, "SELECT sum(counted) FROM ticket WHERE person = 2"), ==, 4);
  take_ticket (ann, admin, "t5", "Known");
  g_assert_cmpstr ((answer = ask_and_take_back (ann, "t5", "Known")), ==, "too-many-checks");
  g_free (answer);

  /* who asks as one should is counted by the acts and refusals that stay: ben has asked nothing yet */
  g_assert_cmpint (test_server_read_int (admin, "SELECT sum(counted) FROM ticket WHERE person = 3"), ==, 0);
}

/* A day later nothing is held against anybody, and tickets do not heap up. */
static void
test_old_tickets (Company *c, gconstpointer data)
{
  g_autoptr (PGconn) ann = sign_in (c, "ann");
  g_autoptr (PGconn) admin = test_server_connect (c->database);
  char *answer;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *request = g_strdup_printf ("t%d", i);
      take_ticket (ann, admin, request, "Known");
    }
  test_server_exec (admin, "INSERT INTO setting(key, value) VALUES ('duplicate_checks_a_day', '2')");
  g_assert_cmpstr ((answer = ask_and_take_back (ann, "t0", "Known")), ==, "too-many-checks");
  g_free (answer);
  test_server_exec (admin, "UPDATE ticket SET at = at - 86400000001 WHERE request <> 't0'");
  g_assert_cmpstr ((answer = ask_and_take_back (ann, "t0", "Known")), ==, "found=0 owner=0 customer=0 protected_until=0");
  g_free (answer);
  g_assert_cmpstr ((answer = ask_and_take_back (ann, "t1", "Known")), ==, "no-ticket");
  g_free (answer);
  test_server_exec (admin, "UPDATE ticket SET at = at - 86400000001 WHERE request <> 't0'");
  take_ticket (ann, admin, "t9", "Known");
  g_assert_cmpint (test_server_read_int (admin, "SELECT count(*) FROM ticket"), ==, 2);
}

/* Arguments ---------------------------------------------------------------------------------------- */

typedef struct
{
  const char *const *names;
  guint next;
} Names;

static gboolean
next_name (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Names *names = data;
  const char *name = names->names[names->next];

  if (name == NULL)
    return FALSE;
  cells[0] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = 2 };
  cells[1] = (GarrisonValue){ .kind = GARRISON_VALUE_TEXT, .text = name, .length = strlen (name) };
  cells[2] = (GarrisonValue){ .kind = names->next % 2 == 0 ? GARRISON_VALUE_NULL : GARRISON_VALUE_TEXT, .text = "", .length = 0 };
  names->next++;
  return TRUE;
}

static const char *const nasty[] = { "plain", "NULL", "nUlL", "a b", "a,b", "{}", "\"quoted\"", "back\\slash", "\\", "\v", "\f", "a\tb\nc\rd",
                                     "客户有限公司", "'; DROP TABLE act; --", " lead", "trail ", "\x01", "😀", "$act$", "%s", NULL };

static GarrisonArgs *
rows_of (Names *names)
{
  static const char *const columns[] = { "form", "name", "note", NULL };
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_text (args, "file", "x.csv");
  garrison_args_set_int (args, "same_phone", 1);
  garrison_args_set_rows (args, "rows", columns, next_name, names);
  return args;
}

/* Texts arrive as they are, and both sides make the same digest of them. */
static void
test_nasty_rows (Company *c, gconstpointer data)
{
  g_autoptr (PGconn) admin = test_server_connect (c->database);
  g_autoptr (GarrisonPgConnection) boss = NULL;
  Names names = { nasty };
  g_autoptr (GarrisonArgs) args = rows_of (&names);
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;

  test_server_give_password (admin, "boss");
  boss = open_as (c, "boss");
  result = do_act (boss, "import-customers", args, "i", &error);
  g_assert_no_error (error);
  for (guint i = 0; nasty[i] != NULL; i++)
    {
      g_autofree char *literal = PQescapeLiteral (admin, nasty[i], strlen (nasty[i]));
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM customer WHERE name = %s", literal);
      gint64 skipped = 0;

      for (guint j = 0; j < garrison_act_result_get_n_skipped (result); j++)
        skipped += garrison_act_result_get_skipped (result, j)->row == i;
      if (test_server_read_int (admin, sql) + skipped != 1)
        g_error ("row %u is neither there nor left out", i);
    }
  g_assert_cmpint (garrison_act_result_get_int (result, "created") + garrison_act_result_get_n_skipped (result), ==,
                   G_N_ELEMENTS (nasty) - 1);
}

typedef struct
{
  char *text;
  guint next;
} Endless;

static gboolean
next_endless (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Endless *endless = data;

  cells[0] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = 2 };
  cells[1] = (GarrisonValue){ .kind = GARRISON_VALUE_TEXT, .text = endless->text, .length = 10000 };
  return endless->next++ < 40000;
}

static void
test_too_large (Company *c, gconstpointer data)
{
  static const char *const columns[] = { "form", "name", NULL };
  Endless endless = { g_strnfill (10000, 'x') };
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;

  garrison_args_set_text (args, "file", "x.csv");
  garrison_args_set_rows (args, "rows", columns, next_endless, &endless);
  g_assert_null (do_act (c->admin, "import-customers", args, NULL, &error));
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_TOO_LARGE);
  g_assert_cmpuint (endless.next, <, 30000);
  g_free (endless.text);
}

/* Connections -------------------------------------------------------------------------------------- */

typedef struct
{
  Company *c;
  GarrisonPgConnection *connection;
  GCancellable *cancellable;
  GError *error;
  gboolean done;
} Call;

static gpointer
call_in_thread (gpointer data)
{
  Call *call = data;
  g_autoptr (GarrisonArgs) args = named ("Later");
  g_autoptr (GarrisonActResult) result
    = garrison_pg_act_call (call->connection, garrison_act_file_find ("create-customer"), args, "later", NULL, call->cancellable,
                            &call->error);

  call->done = result != NULL;
  return NULL;
}

static void
wait_until (PGconn *admin, const char *sql)
{
  for (int i = 0; i < 2000; i++)
    {
      if (test_server_read_int (admin, sql) > 0)
        return;
      g_usleep (5000);
    }
  g_error ("waited in vain: %s", sql);
}

#define WAITING "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"

/* While an act waits for its turn, its connection ends: whether it was done only asking again can tell. */
static void
test_uncertain (Company *c, gconstpointer data)
{
  g_autoptr (PGconn) admin = test_server_connect (c->database);
  g_autoptr (PGconn) holder = test_server_connect (c->database);
  g_autoptr (GarrisonPgConnection) first = open_as (c, "ann");
  g_autoptr (GarrisonPgConnection) second = open_as (c, "ann");
  Call call = { c, first };
  Call again = { c, second };
  GThread *thread;

  test_server_exec (holder, "BEGIN; SELECT 1 FROM chain_head FOR UPDATE");
  thread = g_thread_new ("call", call_in_thread, &call);
  wait_until (admin, WAITING);
  test_server_exec (admin, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                           " AND wait_event_type = 'Lock'");
  g_thread_join (thread);
  test_server_exec (holder, "ROLLBACK");
  g_assert_false (call.done);
  g_assert_error (call.error, GARRISON_ERROR, GARRISON_ERROR_UNCERTAIN);
  g_clear_error (&call.error);

  call_in_thread (&again);
  g_assert_no_error (again.error);
  g_assert_cmpint (test_server_read_int (admin, "SELECT count(*) FROM customer"), ==, 1);
  call_in_thread (&call);
  g_assert_error (call.error, GARRISON_ERROR, GARRISON_ERROR_UNREACHABLE);
  g_clear_error (&call.error);
}

static void
test_cancelled (Company *c, gconstpointer data)
{
  g_autoptr (PGconn) admin = test_server_connect (c->database);
  g_autoptr (PGconn) holder = test_server_connect (c->database);
  g_autoptr (GarrisonPgConnection) ann = open_as (c, "ann");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Call call = { c, ann, cancellable };
  GThread *thread;

  test_server_exec (holder, "BEGIN; SELECT 1 FROM chain_head FOR UPDATE");
  thread = g_thread_new ("call", call_in_thread, &call);
  wait_until (admin, WAITING);
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_error (call.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&call.error);
  test_server_exec (holder, "ROLLBACK");

  call.cancellable = NULL;
  call_in_thread (&call);
  g_assert_no_error (call.error);
  g_assert_cmpint (test_server_read_int (admin, "SELECT count(*) FROM customer"), ==, 1);
}

/* Somebody who stops in the middle of an act is cut off, and the others go on. */
static void
test_held_up (Company *c, gconstpointer data)
{
  g_autoptr (PGconn) admin = test_server_connect (c->database);
  g_autoptr (PGconn) idle = sign_in (c, "ben");
  g_autoptr (GarrisonPgConnection) ann = open_as (c, "ann");
  Call call = { c, ann };

  assert_state_of (idle, "BEGIN", "00000");
  assert_refused_sql (idle, "SELECT refusal FROM garrison.act_tag_customers('q', ARRAY[1], 'x')", "no-such-customer");
  call_in_thread (&call);
  g_assert_no_error (call.error);
  g_assert_cmpint (test_server_read_int (admin, "SELECT count(*) FROM refused_act"), ==, 0);
  PQclear (PQexec (idle, "SELECT 1"));
  g_assert_cmpint (PQstatus (idle), ==, CONNECTION_BAD);
}

/* Notifications ------------------------------------------------------------------------------------ */

static void
test_payloads (void)
{
  static const char *const bad[] = {
    "", " ", "1", "1 ", "1 customer", "0 customer 1", "-1 customer 1", "x customer 1", "1 customer 1 2", "1  1",
    "1 customer, 1", "1 ,customer 1", "1 nonsense 1", "1 pg_class *", "1 customer 1,", "1 customer ,1", "1 customer 1,,2",
    "1 customer 0", "1 customer -1", "1 customer 9223372036854775808", "9223372036854775808 customer 1",
    "1 customer 1x", "1 customer **", "1 customer *,1", "1 customer\t1", "1\ncustomer 1", "1 CUSTOMER 1",
    "18446744073709551617 customer 1", "1 customer 1\xff",
  };
  g_autoptr (GarrisonChange) change = garrison_pg_change_parse ("9223372036854775807 customer,act 5,7,5");
  g_autoptr (GarrisonChange) all = garrison_pg_change_parse ("7 timeline,act *");
  g_autoptr (GarrisonChange) none = garrison_pg_change_parse ("8 setting,act ");
  g_autofree char *long_name = g_strnfill (9000, '1');
  g_autofree char *long_payload = g_strconcat ("1 customer ", long_name, NULL);
  const gint64 *customers;
  gsize n;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GarrisonChange) taken = garrison_pg_change_parse (bad[i]);
      if (taken != NULL)
        g_error ("“%s” was taken", bad[i]);
    }
  g_assert_null (garrison_pg_change_parse (long_payload));
  g_assert_cmpint (garrison_change_get_act_id (change), ==, G_MAXINT64);
  g_assert_true (garrison_change_touches (change, "customer"));
  g_assert_false (garrison_change_touches (change, "timeline"));
  customers = garrison_change_get_customers (change, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (customers[1], ==, 7);
  g_assert_null (garrison_change_get_customers (all, &n));
  g_assert_true (garrison_change_touches (none, "setting"));
}

/* What others hear of an act names records, and nothing that stands in them. */
static void
test_notified (Company *c, gconstpointer data)
{
  g_autoptr (PGconn) listener = sign_in (c, "ben");
  g_autoptr (GarrisonPgConnection) ann = open_as (c, "ann");
  g_autoptr (GarrisonArgs) args = named ("Secret name");
  g_autoptr (GarrisonActResult) made = NULL;
  g_autoptr (GarrisonChange) change = NULL;
  PGnotify *notification;
  const gint64 *customers;
  gsize n;

  assert_state_of (listener, "LISTEN garrison", "00000");
  made = do_act (ann, "create-customer", args, NULL, NULL);
  g_assert_nonnull (made);
  assert_state_of (listener, "SELECT 1", "00000");
  notification = PQnotifies (listener);
  g_assert_nonnull (notification);
  g_assert_null (strstr (notification->extra, "Secret"));
  change = garrison_pg_change_parse (notification->extra);
  PQfreemem (notification);
  g_assert_nonnull (change);
  g_assert_cmpint (garrison_change_get_act_id (change), ==, garrison_act_result_get_act (made));
  customers = garrison_change_get_customers (change, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (customers[0], ==, garrison_act_result_get_int (made, "customer"));
  g_assert_null (PQnotifies (listener));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pg-acts/names", test_names);
  g_test_add_func ("/pg-acts/payloads", test_payloads);
#define ADD(path, up, func) g_test_add ("/pg-acts/" path, Company, NULL, up, func, tear_down)
  ADD ("all-there", set_up_empty, test_all_there);
  ADD ("closed", set_up_empty, test_closed);
  ADD ("by-hand", set_up, test_by_hand);
  ADD ("tickets", set_up, test_tickets);
  ADD ("old-tickets", set_up, test_old_tickets);
  ADD ("nasty-rows", set_up, test_nasty_rows);
  ADD ("too-large", set_up_empty, test_too_large);
  ADD ("uncertain", set_up, test_uncertain);
  ADD ("cancelled", set_up, test_cancelled);
  ADD ("held-up", set_up, test_held_up);
  ADD ("notified", set_up, test_notified);
#undef ADD
  return g_test_run ();
}
