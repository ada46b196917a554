/* Who falls, why and when: rules at their edges, the warning before, the trial on the past, and the fall itself. */
#include <string.h>

#include "../store/support.h"
#include "base/day.h"
#include "model/directory.h"
#include "model/fall.h"

typedef struct
{
  char *folder;
  GarrisonStore *store;
  GarrisonDirectory *directory;
  GarrisonCatalogue *catalogue;
  gint today;
  gint64 pool, ann;
  gint64 customers[6]; /* of Ann's: A to F */
} Office;

#define ID "%" G_GINT64_FORMAT

static gint64
act (Office *o, const char *give, const char *name, GarrisonArgs *args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_act (o->store, name, args, NULL, NULL, &error);

  g_assert_no_error (error);
  return give != NULL ? garrison_act_result_get_int (result, give) : garrison_act_result_get_act (result);
}

static gint64
add_customer (Office *o, const char *name)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "name", name);
  garrison_args_set_int (args, "owner", o->ann);
  return act (o, "customer", "create-customer", args);
}

static gint64
add_rule (Office *o, const char *name, const char *question, const char *combine, gint64 warn)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (garrison_fall_question_check (o->catalogue, question, &text, &error));
  g_assert_no_error (error);
  garrison_args_set_text (args, "name", name);
  garrison_args_set_text (args, "question", text);
  garrison_args_set_text (args, "combine", combine);
  garrison_args_set_int (args, "grace_days", 0);
  garrison_args_set_int (args, "warn_days", warn);
  garrison_args_set_int (args, "pool", o->pool);
  id = act (o, "rule", "create-fall-rule", args);
  test_vault_exec (o->folder, "UPDATE fall_rule SET active = 1");
  return id;
}

/* The last contact of a customer was so many days ago. */
static void
contact (Office *o, guint customer, int days_ago)
{
  gint day = garrison_day_add (o->today, -days_ago);
  gint64 at = garrison_day_start (day, garrison_store_get_time_zone (o->store)) + G_TIME_SPAN_HOUR;
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO activity(id, customer, person, kind, text, at, day, recorded_at) VALUES (%u, " ID ", " ID ", 'call', 't', " ID
    ", %d, " ID "); UPDATE customer SET last_contact_day = %d, last_contact_at = " ID " WHERE id = " ID " AND coalesce("
    "last_contact_day, 0) < %d",
    900000 + customer * 10000 + (guint) days_ago, o->customers[customer], o->ann, at, day, at, day, at, o->customers[customer], day);

  test_vault_exec (o->folder, sql);
}

static void
set_up (Office *o, gconstpointer data)
{
  static const char *const names[] = { "Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta" };
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;

  o->folder = test_folder_new ();
  o->store = test_company_new (o->folder);
  o->ann = garrison_store_get_me (o->store);
  garrison_args_set_text (args, "name", "Public");
  o->pool = act (o, "pool", "create-pool", args);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    o->customers[i] = add_customer (o, names[i]);
  o->directory = garrison_directory_new (o->store);
  garrison_directory_load (o->directory, NULL, &error);
  g_assert_no_error (error);
  o->catalogue = garrison_directory_get_catalogue (o->directory);
  o->today = garrison_directory_get_today (o->directory);
  /* long there, and contacted 29 … 32 days ago, today, never */
  test_vault_exec (o->folder, "UPDATE customer SET created_at = 1, created_day = 20200101, owned_since = 1");
  for (guint i = 0; i < 4; i++)
    contact (o, i, 29 + (int) i);
  contact (o, 4, 0);
}

static void
tear_down (Office *o, gconstpointer data)
{
  g_clear_object (&o->directory);
  g_clear_object (&o->store);
  test_folder_free (o->folder);
}

static GPtrArray *
rules_of (Office *o)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = garrison_fall_rules_read (o->store, NULL, &error);

  g_assert_no_error (error);
  return rules;
}

/* "Alpha:20261124 …" of those who fall @days from today. */
static void
assert_falls (Office *o, int days, const char *expected)
{
  g_autoptr (GPtrArray) rules = rules_of (o);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) falls = garrison_falls_find (o->store, o->catalogue, rules, garrison_day_add (o->today, days), NULL, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < falls->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", ((GarrisonFall *) falls->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_edges (Office *o, gconstpointer data)
{
  add_rule (o, "Idle", "customers where last contact > 30 days ago", "all", 7);
  /* on the 30th day it is not longer ago than 30 days; never is longer than any */
  assert_falls (o, 0, "Gamma Delta Zeta");
  assert_falls (o, 1, "Beta Gamma Delta Zeta");
  assert_falls (o, 2, "Alpha Beta Gamma Delta Zeta");
  assert_falls (o, 30, "Alpha Beta Gamma Delta Zeta");
  assert_falls (o, 31, "Alpha Beta Gamma Delta Epsilon Zeta");
}

static void
exec (Office *o, const char *format, gint64 id)
{
  g_autoptr (GString) sql = g_string_new (format);
  g_autofree char *number = g_strdup_printf (ID, id);

  g_string_replace (sql, "?", number, 0);
  test_vault_exec (o->folder, sql->str);
}

static void
test_exemptions (Office *o, gconstpointer data)
{
  g_autofree char *lock = g_strdup_printf ("INSERT INTO customer_lock(customer, reason, until_day, at) VALUES (?, 'r', %d, 1)", o->today);
  g_autofree char *protect = g_strdup_printf ("UPDATE customer SET protected_until = %d WHERE id = ?", o->today);
  g_autofree char *contract = g_strdup_printf ("INSERT INTO contract(id, customer, name, currency, status, end_day, created_at)"
                                               " VALUES (1, ?, 'k', 'CNY', 'running', %d, 1)", o->today);

  add_rule (o, "Idle", "customers where last contact > 30 days ago", "all", 7);
  exec (o, lock, o->customers[2]);
  assert_falls (o, 0, "Delta Zeta");
  assert_falls (o, 1, "Beta Gamma Delta Zeta"); /* the lock has ended by then */
  exec (o, protect, o->customers[3]);
  assert_falls (o, 0, "Zeta");
  /* the same company entered twice is covered by the first's protection */
  exec (o, "UPDATE customer SET name_key = (SELECT name_key FROM customer WHERE name = 'Delta') WHERE id = ?", o->customers[5]);
  assert_falls (o, 0, "");
  test_vault_exec (o->folder, "DELETE FROM customer_lock; UPDATE customer SET protected_until = NULL");
  exec (o, contract, o->customers[2]);
  assert_falls (o, 0, "Delta Zeta");
  assert_falls (o, 1, "Beta Gamma Delta Zeta");
  exec (o, "INSERT INTO deal(id, customer, name, stage, status, currency, created_at, opened_day, stage_since)"
           " VALUES (1, ?, 'd', (SELECT min(id) FROM stage), 'open', 'CNY', 1, 20260101, 20260101)", o->customers[3]);
  assert_falls (o, 0, "Zeta");
  test_vault_exec (o->folder, "UPDATE fall_rule SET exempt_deal = 0, exempt_contract = 0");
  assert_falls (o, 0, "Gamma Delta Zeta");
  test_vault_exec (o->folder, "UPDATE fall_rule SET grace_days = 1");
  exec (o, "UPDATE customer SET owned_since = (SELECT max(at) FROM act) WHERE id = ?", o->customers[3]);
  assert_falls (o, 0, "Gamma Zeta");
  assert_falls (o, 1, "Beta Gamma Delta Zeta");
}

/* Several rules: the first decides, all are told, and any is not all. */
static void
test_several (Office *o, gconstpointer data)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GPtrArray) falls = NULL;
  g_autoptr (GError) error = NULL;
  const GarrisonFall *fall;

  add_rule (o, "Both", "customers where last contact > 31 days ago\ncustomers where name contains Del", "all", 7);
  assert_falls (o, 0, "Delta");
  add_rule (o, "Either", "customers where last contact > 31 days ago\ncustomers where name contains Bet", "any", 7);
  assert_falls (o, 0, "Beta Delta Zeta");
  rules = rules_of (o);
  falls = garrison_falls_find (o->store, o->catalogue, rules, o->today, NULL, &error);
  g_assert_no_error (error);
  fall = falls->pdata[1];
  g_assert_cmpstr (fall->name, ==, "Delta");
  g_assert_cmpstr (fall->rule->name, ==, "Both");
  g_assert_cmpuint (fall->rules->len, ==, 2);
  g_assert_true (g_str_has_prefix (fall->why, "Both: "));
  g_assert_nonnull (strstr (fall->why, "Del"));
  fall = falls->pdata[0];
  g_assert_cmpstr (fall->rule->name, ==, "Either");
  g_assert_null (strstr (fall->why, "31"));
}

static void
test_bad_questions (Office *o, gconstpointer data)
{
  static const char *const bad[] = { "", " \n ", "deals where won", "customers where no such thing", "customers\ncontacts" };
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GPtrArray) falls = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (garrison_fall_question_check (o->catalogue, bad[i], NULL, &error));
      g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_QUESTION);
      g_clear_error (&error);
    }
  add_rule (o, "Broken", "customers", "all", 7);
  test_vault_exec (o->folder, "UPDATE fall_rule SET question = 'deals'");
  rules = rules_of (o);
  falls = garrison_falls_find (o->store, o->catalogue, rules, o->today, NULL, &error);
  g_assert_null (falls);
  g_assert_true (g_str_has_prefix (error->message, "Broken: "));
}

static void
test_coming (Office *o, gconstpointer data)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GPtrArray) falls = NULL;
  g_autoptr (GError) error = NULL;

  add_rule (o, "Idle", "customers where last contact > 30 days ago", "all", 1);
  rules = rules_of (o);
  falls = garrison_falls_coming (o->store, o->catalogue, rules, o->today, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (falls->len, ==, 1);
  g_assert_cmpstr (((GarrisonFall *) falls->pdata[0])->name, ==, "Beta");
  g_assert_cmpint (((GarrisonFall *) falls->pdata[0])->day, ==, garrison_day_add (o->today, 1));
}

static gint64
let_fall (Office *o, guint *skipped)
{
  g_autoptr (GError) error = NULL;
  gint64 n = garrison_falls_do (o->store, o->catalogue, o->today, skipped, NULL, &error);

  g_assert_no_error (error);
  return n;
}

static void
test_fall (Office *o, gconstpointer data)
{
  g_autoptr (GString) report = g_string_new (NULL);
  guint skipped = 9;

  g_assert_cmpint (let_fall (o, &skipped), ==, 0); /* no rule, nothing falls */
  add_rule (o, "Idle", "customers where last contact > 30 days ago", "all", 7);
  g_assert_cmpint (let_fall (o, &skipped), ==, 3);
  g_assert_cmpuint (skipped, ==, 0);
  g_assert_cmpint (test_read_int (o->store, "SELECT count(*) FROM customer c WHERE c.pool IS NOT NULL"), ==, 3);
  g_assert_cmpint (let_fall (o, &skipped), ==, 0);
  g_assert_cmpint (test_read_int (o->store, "SELECT count(*) FROM act a WHERE a.name = 'fall-customers'"), ==, 1);
  /* switched off, nothing falls */
  test_vault_exec (o->folder, "UPDATE fall_rule SET active = 0; UPDATE customer SET last_contact_day = 20200101 WHERE owner IS NOT NULL");
  g_assert_cmpint (let_fall (o, NULL), ==, 0);
}

/* On the past: who would have fallen though they are in order today, by whose they were then. */
static void
test_trial (Office *o, gconstpointer data)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GarrisonFallTrial) trial = NULL;
  g_autoptr (GError) error = NULL;

  /* Epsilon: contacts 100 and 50 days ago and today: idle for 30 days until the 50th, and until today;
   * Zeta: every 20 days */
  contact (o, 4, 100);
  contact (o, 4, 50);
  for (int ago = 0; ago <= 420; ago += 20)
    contact (o, 5, ago);
  for (guint i = 0; i < 4; i++)
    for (int ago = 40 + (int) i; ago <= 420; ago += 20)
      contact (o, i, ago);
  exec (o, "INSERT INTO deal(id, customer, name, stage, status, currency, created_at, opened_day, closed_day, closed_at, stage_since)"
           " VALUES (1, ?, 'd', (SELECT min(id) FROM stage), 'won', 'CNY', 1, 29980101, 29990101, 1, 20260101)", o->customers[4]);
  add_rule (o, "Idle", "customers where last contact > 30 days ago", "all", 7);
  rules = rules_of (o);
  trial = garrison_falls_try (o->store, o->catalogue, rules->pdata[0], o->today, 80, 1, NULL, &error);
  g_assert_no_error (error);
  /* today Gamma and Delta are idle for 31 and 32 days: Delta was so yesterday, Gamma was not; Epsilon long ago */
  g_assert_cmpuint (trial->n, ==, 2);
  g_assert_cmpint (((GarrisonFall *) trial->falls->pdata[0])->customer, ==, o->customers[3]);
  g_assert_cmpint (((GarrisonFall *) trial->falls->pdata[0])->day, ==, garrison_day_add (o->today, -1));
  g_assert_cmpint (((GarrisonFall *) trial->falls->pdata[1])->customer, ==, o->customers[4]);
  g_assert_cmpint (((GarrisonFall *) trial->falls->pdata[1])->day, ==, garrison_day_add (o->today, -69));
  g_assert_cmpuint (trial->n_owners, ==, 1);
  g_assert_cmpuint (trial->n_won_since, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/falls/" path, Office, NULL, set_up, test, tear_down)
  ADD ("edges", test_edges);
  ADD ("exemptions", test_exemptions);
  ADD ("several", test_several);
  ADD ("bad-questions", test_bad_questions);
  ADD ("coming", test_coming);
  ADD ("fall", test_fall);
  ADD ("trial", test_trial);
  return g_test_run ();
}
