/* Two claims on one customer: a case, and its decision. */
#include "acts.h"

static gint64
open_conflict (Office *o, gint64 me, const char *name)
{
  return office_do (o, me, "open-conflict", "conflict", "name:t text:t", name, "I met them first");
}

static void
test_open (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "华强电子"), act, decision;
  gint64 conflict = open_conflict (o, o->ben, "华强电子");

  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT customer FROM conflict"), ==, id);
  g_assert_cmpint (office_int (o, "SELECT holder FROM conflict"), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT claimant FROM conflict"), ==, o->ben);
  office_refused (o, o->ben, "asked-already", "open-conflict", "name:t text:t", "华强电子", "Again");
  office_refused (o, o->ben, "empty-text", "open-conflict", "name:t text:t", "华强电子", "  ");
  office_refused (o, o->ben, "no-such-customer", "open-conflict", "name:t text:t", "Nobody", "Mine");
  office_refused (o, o->ben, "no-such-customer", "open-conflict", "customer:i text:t", (gint64) 9999, "Mine");
  office_refused (o, o->ann, "own-customer", "open-conflict", "name:t text:t", "华强电子", "Mine");
  office_refused (o, o->boss, "no-such-person", "open-conflict", "name:t claimant:i text:t", "华强电子", (gint64) 9999, "Mine");
  office_refused (o, o->ben, "person-out-of-reach", "open-conflict", "name:t claimant:i text:t", "华强电子", o->cid, "Mine");
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_do (o, o->lead, "decide-conflict", NULL, "conflict:i give:i reason:t", conflict, (gint64) 0, "No");
  decision = o->act;
  office_undo_refused (o, o->ben, "changed-since", act);
  office_undo (o, o->lead, decision);
  office_undo (o, o->ben, act);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM conflict WHERE state = 'withdrawn'"), ==, 1);
  office_exec (o, "UPDATE customer SET owner = NULL");
  office_exec (o, "DELETE FROM holding");
  office_refused (o, o->ben, "no-holder", "open-conflict", "name:t text:t", "华强电子", "Mine");
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GarrisonActResult) result = office_try (o, &error, o->ben, "open-conflict", "name:t text:t", "Nobody", "Mine");

      g_assert_nonnull (error);
    }
  office_refused (o, o->ben, "too-many-checks", "open-conflict", "name:t text:t", "Nobody", "Mine");
  office_check (o);
}

static void
test_decide (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), act, deal, contract, task;
  gint64 conflict = open_conflict (o, o->ben, "Alpha");
  g_autofree char *before = NULL;

  deal = office_deal (o, o->ann, id, "Deal", 100);
  contract = office_do (o, o->ann, "create-contract", "contract", "customer:i name:t amount:i", id, "Service", (gint64) 500);
  task = office_do (o, o->ann, "create-task", "task", "customer:i text:t due:i", id, "Call", o->now);
  before = office_state (o);
  office_do (o, o->lead, "decide-conflict", NULL, "conflict:i give:i reason:t", conflict, (gint64) 0, "She was first");
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM conflict WHERE state = 'kept'"), ==, 1);
  assert_state (o, before);
  office_undo (o, o->lead, o->act);

  office_do (o, o->lead, "decide-conflict", NULL, "conflict:i give:i reason:t", conflict, (gint64) 1, "He was first");
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer"), ==, o->ben);
  g_assert_cmpint (office_int (o, "SELECT owner FROM deal WHERE id = %" G_GINT64_FORMAT, deal), ==, o->ben);
  g_assert_cmpint (office_int (o, "SELECT owner FROM contract WHERE id = %" G_GINT64_FORMAT, contract), ==, o->ben);
  g_assert_cmpint (office_int (o, "SELECT person FROM task WHERE id = %" G_GINT64_FORMAT, task), ==, o->ben);
  g_assert_cmpint (office_int (o, "SELECT n FROM holding WHERE person = %" G_GINT64_FORMAT, o->ben), ==, 1);
  office_check (o);
  office_refused (o, o->lead, "decided-already", "decide-conflict", "conflict:i give:i reason:t", conflict, (gint64) 1, "Again");
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo (o, o->lead, act);
  assert_state (o, before);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM conflict WHERE state = 'open'"), ==, 1);
  office_check (o);

  office_do (o, o->lead, "decide-conflict", NULL, "conflict:i give:i reason:t", conflict, (gint64) 1, "He was first");
  act = o->act;
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &id, (gsize) 1, o->lead);
  office_undo_refused (o, o->lead, "changed-since", act);
}

static void
test_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), south = office_customer (o, o->cid, "Beta"), own = office_customer (o, o->lead, "Gamma");
  gint64 conflict = open_conflict (o, o->ben, "Alpha"), far = open_conflict (o, o->ben, "Beta"), mine = open_conflict (o, o->ben, "Gamma");
  gint64 act;

  (void) south;
  (void) own;
  office_refused (o, o->ben, "no-right", "decide-conflict", "conflict:i give:i reason:t", conflict, (gint64) 1, "Mine");
  office_refused (o, o->lead, "no-such-conflict", "decide-conflict", "conflict:i give:i reason:t", (gint64) 999, (gint64) 1, "R");
  office_refused (o, o->lead, "bad-argument", "decide-conflict", "conflict:i give:i reason:t", conflict, (gint64) 2, "R");
  office_refused (o, o->lead, "empty-text", "decide-conflict", "conflict:i give:i reason:t", conflict, (gint64) 1, " ");
  office_refused (o, o->lead, "out-of-reach", "decide-conflict", "conflict:i give:i reason:t", far, (gint64) 1, "R");
  office_refused (o, o->lead, "own-request", "decide-conflict", "conflict:i give:i reason:t", mine, (gint64) 1, "R");
  office_exec (o, "UPDATE person SET holding_cap = 1 WHERE login = 'ben'");
  act = office_customer (o, o->ben, "Full");
  office_refused (o, o->lead, "cap-exceeded", "decide-conflict", "conflict:i give:i reason:t", conflict, (gint64) 1, "R");
  office_exec (o, "UPDATE person SET holding_cap = NULL WHERE login = 'ben'");
  office_do (o, o->lead, "archive-customers", NULL, "ids:I", &id, (gsize) 1);
  act = o->act;
  office_refused (o, o->lead, "archived", "decide-conflict", "conflict:i give:i reason:t", conflict, (gint64) 1, "R");
  office_undo (o, o->lead, act);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &id, (gsize) 1, o->lead);
  act = o->act;
  office_refused (o, o->manager, "changed-since", "decide-conflict", "conflict:i give:i reason:t", conflict, (gint64) 1, "R");
  office_undo (o, o->lead, act);

  office_do (o, o->boss, "dismiss-person", NULL, "person:i", o->ann);
  act = o->act;
  office_refused (o, o->lead, "awaits-handover", "decide-conflict", "conflict:i give:i reason:t", conflict, (gint64) 1, "R");
  office_undo (o, o->boss, act);
  office_do (o, o->boss, "dismiss-person", NULL, "person:i", o->ben);
  act = o->act;
  office_refused (o, o->lead, "no-such-person", "decide-conflict", "conflict:i give:i reason:t", conflict, (gint64) 1, "R");
  office_undo (o, o->boss, act);
  office_do (o, o->lead, "decide-conflict", NULL, "conflict:i give:i reason:t", conflict, (gint64) 1, "R");
  act = o->act;
  office_do (o, o->boss, "dismiss-person", NULL, "person:i", o->ann);
  office_undo_refused (o, o->lead, "no-such-person", act);
  office_undo (o, o->boss, o->act);
  office_do (o, o->boss, "dismiss-person", NULL, "person:i", o->ben);
  office_undo_refused (o, o->lead, "awaits-handover", act);
  office_check (o);
}

void
add_conflict_tests (void)
{
  g_test_add_func ("/conflicts/open", test_open);
  g_test_add_func ("/conflicts/decide", test_decide);
  g_test_add_func ("/conflicts/refusals", test_refusals);
}
