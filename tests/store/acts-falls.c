/* Rules of falls, and the fall: what the store checks itself once more. */
#include "acts.h"

#define ID "%" G_GINT64_FORMAT
#define DAY (24 * G_TIME_SPAN_HOUR)

static const char *const columns[] = { "customer", "owner", "since", "contacted", "rule", "why", NULL };

static void
set_int (GarrisonValue *cell, gint64 value)
{
  *cell = (GarrisonValue){ .kind = value == 0 ? GARRISON_VALUE_NULL : GARRISON_VALUE_INT, .integer = value };
}

static gint64
read_of (Office *o, gint64 customer, const char *column)
{
  return office_int (o, "SELECT coalesce(max(%s), 0) FROM customer WHERE id = " ID, column, customer);
}

/* What it was like when it was looked at is read beforehand: nothing is read while an act runs. */
typedef struct
{
  gint64 customer, owner, since, contacted;
} Row;

typedef struct
{
  Row rows[8];
  guint n, next;
  gint64 rule;
} Falls;

static gboolean
give_row (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Falls *falls = data;
  const Row *row = &falls->rows[falls->next];

  if (falls->next++ == falls->n)
    return FALSE;
  set_int (&cells[0], row->customer);
  set_int (&cells[1], row->owner);
  set_int (&cells[2], row->since);
  set_int (&cells[3], row->contacted);
  set_int (&cells[4], falls->rule);
  cells[5] = (GarrisonValue){ .kind = GARRISON_VALUE_TEXT, .text = "Idle: last contact > 30 days ago", .length = -1 };
  return TRUE;
}

static Falls
look (Office *o, gint64 rule, const gint64 *customers, guint n)
{
  Falls falls = { .n = n, .rule = rule };

  for (guint i = 0; i < n; i++)
    falls.rows[i] = (Row){ customers[i], read_of (o, customers[i], "owner"), read_of (o, customers[i], "owned_since"),
                           read_of (o, customers[i], "last_contact_day") };
  return falls;
}

static GarrisonActResult *
fall (Office *o, gint64 me, Falls *falls, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  GarrisonActResult *result;

  falls->next = 0;
  garrison_args_set_rows (args, "falls", columns, give_row, falls);
  result = office_run (o, me, "fall-customers", args, NULL, NULL, NULL, error);
  if (result != NULL)
    o->act = garrison_act_result_get_act (result);
  return result;
}

/* All of them stay, the first for @why. */
static void
stays (Office *o, gint64 me, const char *why, Falls *falls)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  falls->next = 0;
  garrison_args_set_rows (args, "falls", columns, give_row, falls);
  office_refused_args (o, me, why, "fall-customers", args);
}

static void
falls_now (Office *o, gint64 me, Falls *falls, guint n, const char *skip)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = fall (o, me, falls, &error);

  g_assert_no_error (error);
  g_assert_cmpint (garrison_act_result_get_int (result, "n"), ==, n);
  g_assert_cmpuint (garrison_act_result_get_n_skipped (result), ==, falls->n - n);
  if (skip != NULL)
    g_assert_cmpstr (garrison_act_result_get_skipped (result, 0)->reason, ==, skip);
}

static gint64
make_rule (Office *o, gint64 *pool, gboolean active)
{
  gint64 rule;

  *pool = office_do (o, o->manager, "create-pool", "pool", "name:t", "Public");
  rule = office_do (o, o->manager, "create-fall-rule", "rule", "name:t question:t pool:i grace_days:i", "Idle",
                    "customers where last contact > 30 days ago", *pool, (gint64) 0);
  if (active)
    office_exec (o, "UPDATE fall_rule SET active = 1");
  return rule;
}

#define ALL "rule:i version:i name:t question:t combine:t exempt_deal:i exempt_contract:i grace_days:i warn_days:i pool:i active:i position:i"
#define ALL_LEVEL ALL " level:i"

static void
test_rules (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = 0, rule = make_rule (o, &pool, FALSE), made = o->act, other, act;
  gint64 one = 1, none = 0;
  g_autofree char *before = NULL;

  office_refused (o, o->lead, "no-right", "create-fall-rule", "name:t question:t pool:i", "X", "customers", pool);
  office_refused (o, o->boss, "empty-name", "create-fall-rule", "name:t question:t pool:i", " ", "customers", pool);
  office_refused (o, o->boss, "empty-text", "create-fall-rule", "name:t question:t pool:i", "X", " ", pool);
  office_refused (o, o->boss, "bad-argument", "create-fall-rule", "name:t question:t pool:i combine:t", "X", "customers", pool, "some");
  office_refused (o, o->boss, "bad-argument", "create-fall-rule", "name:t question:t pool:i warn_days:i", "X", "customers", pool, (gint64) 366);
  office_refused (o, o->boss, "no-such-choice", "create-fall-rule", "name:t question:t pool:i level:i", "X", "customers", pool, (gint64) 9999);
  office_refused (o, o->boss, "no-such-pool", "create-fall-rule", "name:t question:t pool:i", "X", "customers", (gint64) 9999);
  office_refused (o, o->boss, "duplicate", "create-fall-rule", "name:t question:t pool:i", "Idle", "customers", pool);
  other = office_do (o, o->boss, "create-fall-rule", "rule", "name:t question:t pool:i", "Other", "customers", pool);
  g_assert_cmpint (office_int (o, "SELECT position FROM fall_rule WHERE id = " ID, other), ==, 2);
  office_undo (o, o->boss, o->act);

  before = office_state (o);
  office_refused (o, o->boss, "no-such-rule", "edit-fall-rule", ALL, other, one, "I", "customers", "any", one, one, none, one, pool, one, one);
  office_refused (o, o->boss, "empty-name", "edit-fall-rule", ALL, rule, one, " ", "customers", "any", one, one, none, one, pool, one, one);
  office_refused (o, o->boss, "empty-text", "edit-fall-rule", ALL, rule, one, "I", " ", "any", one, one, none, one, pool, one, one);
  office_refused (o, o->boss, "bad-argument", "edit-fall-rule", ALL, rule, one, "I", "customers", "some", one, one, none, one, pool, one, one);
  office_refused (o, o->boss, "bad-argument", "edit-fall-rule", ALL, rule, one, "I", "customers", "any", one, one, none, one, pool, (gint64) 2, one);
  office_refused (o, o->boss, "no-such-choice", "edit-fall-rule", ALL_LEVEL, rule, one, "I", "customers", "any", one, one, none, one, pool, one, one, (gint64) 9999);
  office_refused (o, o->boss, "no-such-pool", "edit-fall-rule", ALL, rule, one, "I", "customers", "any", one, one, none, one, (gint64) 9999, one, one);
  office_refused (o, o->boss, "changed-since", "edit-fall-rule", ALL, rule, (gint64) 7, "I", "customers", "any", one, one, none, one, pool, one, one);
  office_refused (o, o->boss, "nothing-to-do", "edit-fall-rule", ALL, rule, one, "Idle", "customers where last contact > 30 days ago", "all", one, one, none, (gint64) 7, pool, none, one);
  office_do (o, o->boss, "edit-fall-rule", NULL, ALL_LEVEL, rule, one, "I", "customers", "any", none, none, (gint64) 3, (gint64) 9, pool, one, (gint64) 4, office_choice (o, "level", "A"));
  act = o->act;
  office_undo_refused (o, o->boss, "changed-since", made);
  office_undo (o, o->boss, act);
  office_exec (o, "UPDATE fall_rule SET version = 1");
  assert_state (o, before);

  office_do (o, o->boss, "edit-fall-rule", NULL, ALL, rule, one, "I", "customers", "any", one, one, none, one, pool, one, one);
  act = o->act;
  other = office_do (o, o->boss, "create-fall-rule", "rule", "name:t question:t pool:i", "Idle", "customers", pool);
  office_refused (o, o->boss, "duplicate", "edit-fall-rule", ALL, other, one, "I", "customers", "any", one, one, none, one, pool, one, one);
  office_undo_refused (o, o->boss, "duplicate", act);
  office_exec (o, "UPDATE fall_rule SET name = 'Else' WHERE name = 'Idle'");
  office_exec (o, "UPDATE pool SET active = 0");
  office_undo_refused (o, o->boss, "no-such-pool", act);
  office_exec (o, "UPDATE pool SET active = 1");
  office_exec (o, "UPDATE fall_rule SET warn_days = 50");
  office_undo_refused (o, o->boss, "changed-since", act);
}

static void
test_fall (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = 0, rule = make_rule (o, &pool, TRUE);
  gint64 ids[3] = { office_customer (o, o->ann, "Alpha"), office_customer (o, o->ann, "Beta"), office_customer (o, o->ben, "Gamma") };
  g_autofree char *before = NULL;
  gint64 act;
  Falls falls;

  office_do (o, o->ann, "create-task", NULL, "customer:i text:t due:i", ids[0], "Call", o->now);
  before = office_state (o);
  falls = look (o, rule, ids, 3);
  stays (o, o->ann, "no-right", &falls);
  /* a lead's reach ends at the team */
  stays (o, o->other_lead, "nothing-to-do", &falls);
  falls_now (o, o->boss, &falls, 3, NULL);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE pool = " ID " AND owner IS NULL", pool), ==, 3);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM holding"), ==, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM timeline WHERE kind = 'fell' AND text LIKE 'Idle: %%'"), ==, 3);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM task WHERE dropped = 1"), ==, 1);
  office_check (o);
  /* falling twice does nothing */
  stays (o, o->boss, "nothing-to-do", &falls);
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo (o, o->boss, act);
  office_exec (o, "UPDATE task SET version = 1");
  assert_state (o, before);
  office_check (o);

  falls_now (o, o->lead, &falls, 3, NULL);
  act = o->act;
  office_do (o, o->boss, "transfer-customers", NULL, "ids:I to:i", ids, (gsize) 1, o->ben);
  office_undo_refused (o, o->boss, "changed-since", act);
  office_undo (o, o->boss, o->act);
}

static void
test_meanwhile (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = 0, rule = make_rule (o, &pool, TRUE);
  gint64 id = office_customer (o, o->ann, "Alpha");
  gint64 other = office_customer (o, o->ben, "Beta");
  gint64 ids[2] = { id, other };
  gint64 today = office_int (o, "SELECT max(created_day) FROM customer");
  Falls falls = look (o, rule, &id, 1);
  Falls both;
  gint64 deal;

  /* contacted in between */
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t text:t", id, "call", "Spoke with the buyer");
  stays (o, o->boss, "nothing-to-do", &falls);
  both = look (o, rule, ids, 2);
  both.rows[0].contacted = 0;
  falls_now (o, o->boss, &both, 1, "changed-since");
  office_undo (o, o->boss, o->act);

  /* transferred there and back: it is not the same ownership any more */
  falls = look (o, rule, &id, 1);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &id, (gsize) 1, o->ben);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &id, (gsize) 1, o->ann);
  stays (o, o->boss, "nothing-to-do", &falls);

  /* each exemption keeps the first of two, and is gone again */
#define KEPT(why)                             \
  G_STMT_START                                \
  {                                           \
    both = look (o, rule, ids, 2);            \
    falls_now (o, o->boss, &both, 1, why);    \
    office_undo (o, o->boss, o->act);         \
  }                                           \
  G_STMT_END
  office_do (o, o->lead, "lock-customer", NULL, "customer:i reason:t until:i", id, "x", today);
  KEPT ("locked");
  office_do (o, o->lead, "unlock-customer", NULL, "customer:i", id);
  office_do (o, o->lead, "set-protection", NULL, "ids:I until:i", &id, (gsize) 1, today);
  KEPT ("protected");
  office_do (o, o->lead, "set-protection", NULL, "ids:I", &id, (gsize) 1);
  deal = office_deal (o, o->ann, id, "Open", 50);
  KEPT ("exempt");
  office_exec (o, "UPDATE fall_rule SET exempt_deal = 0");
  falls = look (o, rule, &id, 1);
  falls_now (o, o->boss, &falls, 1, NULL);
  g_assert_cmpint (office_int (o, "SELECT owner FROM deal WHERE id = " ID, deal), ==, o->ann);
  office_undo (o, o->boss, o->act);
  office_do (o, o->ann, "create-contract", NULL, "customer:i name:t end:i", id, "Frame", today);
  KEPT ("exempt");
  office_exec (o, "UPDATE contract SET status = 'ended'");
  g_autofree char *level = g_strdup_printf ("UPDATE fall_rule SET level = " ID, office_choice (o, "level", "A"));
  office_exec (o, level);
  office_exec (o, "UPDATE customer SET level = (SELECT level FROM fall_rule) WHERE name = 'Beta'");
  KEPT ("exempt");
  office_exec (o, "UPDATE fall_rule SET level = NULL");
  office_exec (o, "UPDATE pool SET capacity = 1");
  both = look (o, rule, ids, 2);
  falls_now (o, o->boss, &both, 1, "pool-full");
  office_undo (o, o->boss, o->act);
  office_exec (o, "UPDATE pool SET capacity = NULL");
  office_exec (o, "UPDATE person SET active = 0 WHERE login = 'ann'");
  KEPT ("awaits-handover");
  office_exec (o, "UPDATE person SET active = 1 WHERE login = 'ann'");
  falls = look (o, rule, ids, 2);
  falls_now (o, o->boss, &falls, 2, NULL);
  office_exec (o, "UPDATE person SET active = 0 WHERE login = 'ann'");
  office_undo_refused (o, o->boss, "no-such-person", o->act);
  office_exec (o, "UPDATE person SET active = 1, holding_cap = 1 WHERE login = 'ann'");
  office_customer (o, o->ann, "New");
  office_undo_refused (o, o->boss, "cap-exceeded", office_int (o, "SELECT max(id) FROM act WHERE name = 'fall-customers'"));
  office_exec (o, "UPDATE fall_rule SET active = 0");
  id = office_int (o, "SELECT id FROM customer WHERE name = 'New'");
  falls = look (o, rule, &id, 1);
  stays (o, o->boss, "nothing-to-do", &falls);
  office_check (o);
}

/* Whoever got it on a day keeps it for the days of grace: the last of them and the next. */
static void
test_grace (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = 0, rule = make_rule (o, &pool, TRUE);
  gint64 id = office_customer (o, o->ann, "Alpha");
  Falls falls = look (o, rule, &id, 1);

  office_exec (o, "UPDATE fall_rule SET grace_days = 2");
  o->now += DAY;
  stays (o, o->boss, "nothing-to-do", &falls);
  o->now += DAY;
  falls_now (o, o->boss, &falls, 1, NULL);
  office_check (o);
}

void
add_fall_tests (void)
{
  g_test_add_func ("/acts/falls/rules", test_rules);
  g_test_add_func ("/acts/falls/fall", test_fall);
  g_test_add_func ("/acts/falls/meanwhile", test_meanwhile);
  g_test_add_func ("/acts/falls/grace", test_grace);
}
