/* Holding caps and what does not count, protection and whom it covers, locks. */
#include "acts.h"

#define ID "%" G_GINT64_FORMAT

static gint64
cap (Office *o, const char *role, gint64 n)
{
  office_do (o, o->boss, "set-role-cap", NULL, "role:i n:i", office_role (o, role), n);
  return o->act;
}

static void
leave_out (Office *o, const char *what, gint64 choice)
{
  office_do (o, o->boss, "set-cap-filter", NULL, choice > 0 ? "what:t on:i choice:i" : "what:t on:i", what, (gint64) 1, choice);
}

static void
test_role_cap (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 seller = office_role (o, "salesperson");
  gint64 first;

  office_refused (o, o->boss, "no-such-role", "set-role-cap", "role:i n:i", (gint64) 999, (gint64) 1);
  office_refused (o, o->boss, "bad-cap", "set-role-cap", "role:i n:i", seller, (gint64) 0);
  office_refused (o, o->boss, "nothing-to-do", "set-role-cap", "role:i", seller);
  office_refused (o, o->lead, "no-right", "set-role-cap", "role:i n:i", seller, (gint64) 5);
  first = cap (o, "salesperson", 2);
  cap (o, "salesperson", 3);
  office_undo_refused (o, o->boss, "changed-since", first);
  office_undo (o, o->boss, o->act);
  g_assert_cmpint (office_int (o, "SELECT n FROM role_cap"), ==, 2);

  office_customer (o, o->ann, "Alpha");
  office_customer (o, o->ann, "Beta");
  office_refused (o, o->ann, "cap-exceeded", "create-customer", "name:t", "Gamma");
  office_refused (o, o->lead, "cap-exceeded", "create-customer", "name:t owner:i", "Gamma", o->ann);
  /* one's own goes before the role's, and nobody else is bound by it */
  office_exec (o, "UPDATE person SET holding_cap = 3 WHERE login = 'ann'");
  office_customer (o, o->ann, "Gamma");
  office_refused (o, o->ann, "cap-exceeded", "create-customer", "name:t", "Delta");
  for (guint i = 0; i < 4; i++)
    office_customer (o, o->lead, (const char *[]){ "E", "F", "G", "H" }[i]);
  office_check (o);

  office_do (o, o->boss, "set-role-cap", NULL, "role:i", seller);
  office_undo (o, o->boss, o->act);
  g_assert_cmpint (office_int (o, "SELECT n FROM role_cap"), ==, 2);
}

/* At the edge: the same customers stop and begin to count, and every act agrees about it. */
static void
test_what_counts (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 a = office_choice (o, "level", "A");
  gint64 prospect = office_choice (o, "category", "prospect");
  gint64 ids[4], deal, act;

  cap (o, "salesperson", 2);
  office_refused (o, o->boss, "bad-argument", "set-cap-filter", "what:t on:i", "weather", (gint64) 1);
  office_refused (o, o->boss, "bad-argument", "set-cap-filter", "what:t on:i", "deal", (gint64) 2);
  office_refused (o, o->boss, "bad-argument", "set-cap-filter", "what:t on:i choice:i", "deal", (gint64) 1, a);
  office_refused (o, o->boss, "no-such-choice", "set-cap-filter", "what:t on:i", "level", (gint64) 1);
  office_refused (o, o->boss, "no-such-choice", "set-cap-filter", "what:t on:i choice:i", "level", (gint64) 1, prospect);
  office_refused (o, o->boss, "nothing-to-do", "set-cap-filter", "what:t on:i", "deal", (gint64) 0);
  office_refused (o, o->lead, "no-right", "set-cap-filter", "what:t on:i", "deal", (gint64) 1);

  leave_out (o, "level", a);
  act = o->act;
  ids[0] = office_do (o, o->ann, "create-customer", "customer", "name:t level:i", "Alpha", a);
  ids[1] = office_customer (o, o->ann, "Beta");
  ids[2] = office_customer (o, o->ann, "Gamma");
  office_refused (o, o->ann, "cap-exceeded", "create-customer", "name:t", "Delta");
  /* what does not count comes even when the person is full */
  ids[3] = office_do (o, o->ann, "create-customer", "customer", "name:t level:i", "Delta", a);
  office_undo (o, o->boss, act);
  office_undo_refused (o, o->boss, "undone-already", act);
  office_refused (o, o->ann, "cap-exceeded", "create-customer", "name:t level:i", "Epsilon", a);
  leave_out (o, "level", a);
  office_do (o, o->boss, "set-cap-filter", NULL, "what:t on:i choice:i", "level", (gint64) 0, a);
  leave_out (o, "level", a);
  office_undo_refused (o, o->boss, "changed-since", o->act - 1);

  leave_out (o, "deal", 0);
  deal = office_deal (o, o->ann, ids[1], "Open", 50);
  office_do (o, o->ann, "create-customer", NULL, "name:t", "Zeta");
  office_refused (o, o->ann, "cap-exceeded", "create-customer", "name:t", "Eta");
  /* a deal ends, and its customer counts from then on: nothing is taken away, nothing comes */
  office_do (o, o->ann, "lose-deal", NULL, "deal:i reason:i", deal, office_choice (o, "lost-reason", "price"));
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE owner = " ID, o->ann), ==, 5);
  act = office_customer (o, o->ben, "Theta");
  office_refused (o, o->lead, "cap-exceeded", "transfer-customers", "ids:I to:i", &act, (gsize) 1, o->ann);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", ids, (gsize) 1, o->ben);
  g_assert_cmpint (ids[3], >, 0);
  office_check (o);
}

static void
test_contracts_and_caps (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha");
  gint64 day = office_int (o, "SELECT created_day FROM customer");
  gint64 other;

  cap (o, "salesperson", 1);
  leave_out (o, "contract", 0);
  office_refused (o, o->ann, "cap-exceeded", "create-customer", "name:t", "Beta");
  office_do (o, o->ann, "create-contract", NULL, "customer:i name:t end:i", id, "Frame", day);
  other = office_customer (o, o->ann, "Beta");
  office_refused (o, o->ann, "cap-exceeded", "create-customer", "name:t", "Gamma");
  /* on the day after its last the contract protects no more */
  office_do (o, o->lead, "archive-customers", NULL, "ids:I", &other, (gsize) 1);
  o->now += 24 * 3600 * G_GINT64_CONSTANT (1000000);
  office_refused (o, o->ann, "cap-exceeded", "create-customer", "name:t", "Gamma");
  office_refused (o, o->lead, "cap-exceeded", "restore-customers", "ids:I", &other, (gsize) 1);
  office_undo_refused (o, o->lead, "cap-exceeded", office_int (o, "SELECT max(id) FROM act WHERE name = 'archive-customers'"));

  /* moved away, filled up, and wanted back */
  office_do (o, o->boss, "set-role-cap", NULL, "role:i", office_role (o, "salesperson"));
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &id, (gsize) 1, o->ben);
  other = o->act;
  cap (o, "salesperson", 1);
  office_customer (o, o->ann, "Gamma");
  office_undo_refused (o, o->lead, "cap-exceeded", other);
  office_check (o);
}

static void
test_protection (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 web = office_choice (o, "source", "website");
  gint64 a = office_choice (o, "level", "A");
  gint64 today, id, plain, act, protected_day;

  office_refused (o, o->boss, "no-such-choice", "set-protection-rule", "source:i days:i", a, (gint64) 5);
  office_refused (o, o->boss, "no-such-choice", "set-protection-rule", "level:i days:i", web, (gint64) 5);
  office_refused (o, o->boss, "bad-days", "set-protection-rule", "days:i", (gint64) 0);
  office_refused (o, o->boss, "nothing-to-do", "set-protection-rule", "level:i", a);
  office_refused (o, o->lead, "no-right", "set-protection-rule", "days:i", (gint64) 5);
  office_do (o, o->boss, "set-protection-rule", NULL, "source:i days:i", web, (gint64) 10);
  act = o->act;
  office_do (o, o->boss, "set-protection-rule", NULL, "source:i level:i days:i", web, a, (gint64) 3);
  office_do (o, o->boss, "set-protection-rule", NULL, "source:i days:i", web, (gint64) 20);
  office_undo_refused (o, o->boss, "changed-since", act);
  office_undo (o, o->boss, o->act);

  /* the closest rule, though another is longer */
  id = office_do (o, o->ann, "create-customer", "customer", "name:t source:i level:i", "Alpha", web, a);
  today = office_int (o, "SELECT created_day FROM customer");
  g_assert_cmpint (office_int (o, "SELECT protected_until - created_day FROM customer WHERE id = " ID, id), >=, 3);
  protected_day = office_int (o, "SELECT protected_until FROM customer WHERE id = " ID, id);
  plain = office_customer (o, o->ann, "Beta");
  g_assert_cmpint (office_int (o, "SELECT coalesce(protected_until, 0) FROM customer WHERE id = " ID, plain), ==, 0);

  /* a new owner is protected anew, and undoing it gives back what was */
  o->now += 2 * 24 * 3600 * G_GINT64_CONSTANT (1000000);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &id, (gsize) 1, o->ben);
  g_assert_cmpint (office_int (o, "SELECT protected_until FROM customer WHERE id = " ID, id), >, protected_day);
  office_undo (o, o->lead, o->act);
  g_assert_cmpint (office_int (o, "SELECT protected_until FROM customer WHERE id = " ID, id), ==, protected_day);
  g_assert_cmpint (today, >, 0);
  office_check (o);
}

static void
test_set_protection (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 ids[3] = { office_customer (o, o->ann, "Alpha"), office_customer (o, o->ben, "Beta"), 9999 };
  gint64 foreign = office_customer (o, o->cid, "Far");
  gint64 today = office_int (o, "SELECT max(created_day) FROM customer");
  g_autofree char *before = office_state (o);
  gint64 act;

  office_refused (o, o->lead, "bad-days", "set-protection", "ids:I until:i", ids, (gsize) 1, today - 10000);
  office_refused (o, o->lead, "no-such-customer", "set-protection", "ids:I until:i", ids, (gsize) 3, today);
  office_refused (o, o->lead, "out-of-reach", "set-protection", "ids:I until:i", &foreign, (gsize) 1, today);
  office_refused (o, o->ann, "no-right", "set-protection", "ids:I until:i", ids, (gsize) 1, today);
  office_refused (o, o->lead, "nothing-to-do", "set-protection", "ids:I", ids, (gsize) 2);
  office_exec (o, "INSERT INTO role_limit(role, name, n) SELECT id, 'bulk_rows', 1 FROM role WHERE key = 'lead'");
  office_refused (o, o->lead, "too-many-rows", "set-protection", "ids:I until:i", ids, (gsize) 2, today);
  office_exec (o, "DELETE FROM role_limit");

  g_assert_cmpint (office_do (o, o->lead, "set-protection", "n", "ids:I until:i", ids, (gsize) 2, today), ==, 2);
  act = o->act;
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer_guard WHERE until = " ID, today), ==, 2);
  office_do (o, o->lead, "set-protection", NULL, "ids:I", ids, (gsize) 1);
  office_undo_refused (o, o->lead, "changed-since", act);
  office_undo (o, o->lead, o->act);
  office_undo (o, o->lead, act);
  assert_state (o, before);

  office_do (o, o->lead, "archive-customers", NULL, "ids:I", ids, (gsize) 1);
  office_refused (o, o->lead, "archived", "set-protection", "ids:I until:i", ids, (gsize) 1, today);
}

/* The same company entered twice is protected twice. */
static void
test_guards (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 first = office_do (o, o->ann, "create-customer", "customer", "name:t phone:t", "深圳市华强电子有限公司", "13800138000");
  gint64 same = office_do (o, o->cid, "create-customer", "customer", "name:t although:i", "深圳市华强电子有限公司", (gint64) 1);
  gint64 called = office_do (o, o->cid, "create-customer", "customer", "name:t phone:t although:i", "Other", "13800138000", (gint64) 1);
  gint64 far = office_customer (o, o->cid, "Far");
  gint64 today = office_int (o, "SELECT max(created_day) FROM customer");

  office_do (o, o->lead, "set-protection", NULL, "ids:I until:i", &first, (gsize) 1, today);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer_guard WHERE guard = " ID, first), ==, 3);
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer_guard WHERE customer = " ID, same), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT until FROM customer_guard WHERE customer = " ID, called), ==, today);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer_guard WHERE customer = " ID, far), ==, 0);
}

static void
test_lock (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha");
  gint64 today = office_int (o, "SELECT max(created_day) FROM customer");
  g_autofree char *before = office_state (o);
  g_autofree char *locked = NULL;
  gint64 act;

  office_refused (o, o->lead, "no-such-customer", "lock-customer", "customer:i reason:t", (gint64) 999, "x");
  office_refused (o, o->other_lead, "out-of-reach", "lock-customer", "customer:i reason:t", id, "x");
  office_refused (o, o->ann, "no-right", "lock-customer", "customer:i reason:t", id, "x");
  office_refused (o, o->lead, "empty-text", "lock-customer", "customer:i reason:t", id, "  ");
  office_refused (o, o->lead, "bad-days", "lock-customer", "customer:i reason:t until:i", id, "x", today - 10000);
  office_refused (o, o->lead, "not-locked", "unlock-customer", "customer:i", id);
  office_do (o, o->lead, "lock-customer", NULL, "customer:i reason:t until:i", id, "The director's own", today);
  act = o->act;
  locked = office_state (o);
  office_refused (o, o->lead, "locked-already", "lock-customer", "customer:i reason:t", id, "x");
  office_refused (o, o->other_lead, "out-of-reach", "unlock-customer", "customer:i", id);
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo (o, o->lead, act);
  assert_state (o, before);

  /* a lock that ended makes way */
  office_do (o, o->lead, "lock-customer", NULL, "customer:i reason:t until:i", id, "First", today);
  act = o->act;
  o->now += 24 * 3600 * G_GINT64_CONSTANT (1000000);
  office_do (o, o->lead, "lock-customer", NULL, "customer:i reason:t", id, "Second");
  office_undo_refused (o, o->lead, "changed-since", act);
  g_free (g_steal_pointer (&locked));
  locked = office_state (o);
  office_do (o, o->lead, "unlock-customer", NULL, "customer:i", id);
  act = o->act;
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo (o, o->lead, act);
  assert_state (o, locked);
  office_do (o, o->lead, "unlock-customer", NULL, "customer:i", id);
  act = o->act;
  office_do (o, o->lead, "lock-customer", NULL, "customer:i reason:t", id, "Third");
  office_undo_refused (o, o->lead, "changed-since", act);
}

void
add_protection_tests (void)
{
  g_test_add_func ("/acts/caps/role", test_role_cap);
  g_test_add_func ("/acts/caps/what-counts", test_what_counts);
  g_test_add_func ("/acts/caps/contracts", test_contracts_and_caps);
  g_test_add_func ("/acts/protection/rules", test_protection);
  g_test_add_func ("/acts/protection/by-hand", test_set_protection);
  g_test_add_func ("/acts/protection/guards", test_guards);
  g_test_add_func ("/acts/protection/lock", test_lock);
}
