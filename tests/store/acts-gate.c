/* What leaves, what is asked for, how much at a time, and who is out at once. */
#include "acts.h"

#define ID "%" G_GINT64_FORMAT

static void
set_limit (Office *o, const char *role, const char *name, gint64 n)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO role_limit(role, name, n) VALUES (" ID ", '%s', " ID ")",
                                          office_role (o, role), name, n);

  office_exec (o, sql);
}

static void
give_right (Office *o, const char *role, const char *name, const char *scope)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO role_right(role, name, scope) VALUES (" ID ", '%s', '%s')",
                                          office_role (o, role), name, scope);

  office_exec (o, sql);
}

static gint64
take (Office *o, gint64 me, const char *kind, gint64 n)
{
  return office_do (o, me, "take-out", "release", "kind:t what:t n:i", kind, "customers", n);
}

static void
take_refused (Office *o, gint64 me, const char *refusal, const char *kind, gint64 n)
{
  office_refused (o, me, refusal, "take-out", "kind:t what:t n:i", kind, "customers", n);
}

static gint64
ask (Office *o, gint64 me, const char *kind, gint64 n)
{
  return office_do (o, me, "ask-for", "request", "kind:t n:i", kind, n);
}

static void
decide (Office *o, gint64 me, gint64 request, gint64 granted)
{
  office_do (o, me, "decide-request", NULL, "asked:i granted:i", request, granted);
}

static void
decide_refused (Office *o, gint64 me, const char *refusal, gint64 request, gint64 granted)
{
  office_refused (o, me, refusal, "decide-request", "asked:i granted:i", request, granted);
}

static void
test_take_out (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 release, request;

  set_limit (o, "manager", "export_rows", 100);
  release = take (o, o->manager, "csv", 60);
  g_assert_cmpint (office_int (o, "SELECT n FROM release WHERE id = " ID " AND person = " ID " AND act = " ID, release, o->manager,
                               o->act), ==, 60);
  office_undo_refused (o, o->manager, "cannot-undo", o->act);
  /* in parts it is no less */
  take_refused (o, o->manager, "needs-consent", "xlsx", 60);
  take (o, o->manager, "print", 40);
  take_refused (o, o->manager, "needs-consent", "image", 1);
  take (o, o->manager, "clipboard", 1);
  take (o, o->boss, "vcard", 1000000);
  request = ask (o, o->manager, "export", 50);
  take_refused (o, o->manager, "needs-consent", "pdf", 50);
  decide_refused (o, o->manager, "own-request", request, 50);
  decide (o, o->boss, request, 50);
  take_refused (o, o->manager, "needs-consent", "pdf", 51);
  take (o, o->manager, "pdf", 50);
  take_refused (o, o->manager, "needs-consent", "pdf", 1);
  o->now += G_TIME_SPAN_DAY;
  take_refused (o, o->manager, "needs-consent", "pdf", 101);
  take (o, o->manager, "pdf", 100);

  take_refused (o, o->ann, "may-not-take-out", "csv", 1);
  take_refused (o, o->ann, "may-not-take-out", "print", 0);
  take_refused (o, o->lead, "may-not-take-out", "image", 1);
  take (o, o->ann, "clipboard", 1);
  take_refused (o, o->ann, "one-at-a-time", "clipboard", 2);
  take_refused (o, o->boss, "bad-argument", "tape", 1);
  take_refused (o, o->boss, "bad-argument", "csv", -1);
  take_refused (o, o->boss, "bad-argument", "csv", G_MAXINT64);
  office_check (o);
}

static void
test_requests (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  gint64 request, asked, decided;

  request = ask (o, o->ann, "bulk", 5);
  asked = o->act;
  office_refused (o, o->ann, "asked-already", "ask-for", "kind:t n:i", "bulk", (gint64) 6);
  /* nobody takes back what somebody else asked */
  office_undo_refused (o, o->ben, "out-of-reach", asked);
  office_undo_refused (o, o->boss, "out-of-reach", asked);
  office_undo (o, o->ann, asked);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM request WHERE state = 'withdrawn'"), ==, 1);
  decide_refused (o, o->lead, "decided-already", request, 1);

  request = ask (o, o->ann, "bulk", 5);
  asked = o->act;
  office_refused (o, o->ann, "no-right", "decide-request", "asked:i granted:i", request, (gint64) 5);
  decide_refused (o, o->other_lead, "out-of-reach", request, 5);
  decide_refused (o, o->lead, "no-such-request", 999, 5);
  decide_refused (o, o->lead, "bad-argument", request, 6);
  decide_refused (o, o->lead, "bad-argument", request, -1);
  office_refused (o, o->lead, "bad-argument", "decide-request", "asked:i granted:i days:i", request, (gint64) 5, (gint64) 32);
  decide (o, o->lead, request, 3);
  decided = o->act;
  g_assert_cmpint (office_int (o, "SELECT granted FROM request WHERE id = " ID " AND until_day = day", request), ==, 3);
  decide_refused (o, o->lead, "decided-already", request, 5);
  office_undo_refused (o, o->ann, "changed-since", asked);
  office_undo_refused (o, o->other_lead, "out-of-reach", decided);
  office_undo (o, o->lead, decided);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM request WHERE id = " ID " AND state = 'open' AND granted IS NULL"
                                  " AND decided_by IS NULL AND decided_at IS NULL AND until_day IS NULL", request), ==, 1);
  decide (o, o->lead, request, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM request WHERE id = " ID " AND state = 'declined' AND granted IS NULL", request), ==, 1);
  office_exec (o, "UPDATE request SET state = 'withdrawn' WHERE state = 'declined'");
  office_undo_refused (o, o->lead, "changed-since", o->act);
  decide_refused (o, o->lead, "own-request", ask (o, o->lead, "bulk", 5), 5);
  assert_state (o, before);

  office_refused (o, o->ann, "bad-argument", "ask-for", "kind:t n:i", "rights", (gint64) 1);
  office_refused (o, o->ann, "bad-argument", "ask-for", "kind:t n:i", "bulk", (gint64) 0);
  office_refused (o, o->ann, "bad-argument", "ask-for", "kind:t", "export");
  office_refused (o, o->ann, "bad-argument", "ask-for", "kind:t text:t", "other", " ");
  office_check (o);
}

/* A lead grants no more than a lead may do: an accomplice above is needed, and is seen. */
static void
test_grants (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 more = ask (o, o->ann, "disclosures", 10000000), export = ask (o, o->ann, "export", 10), bulk = ask (o, o->ann, "bulk", 10),
         other = office_do (o, o->ann, "ask-for", "request", "kind:t text:t", "other", "A day off");

  decide_refused (o, o->lead, "above-you", more, 21);
  set_limit (o, "lead", "disclosures_a_day", 80);
  decide_refused (o, o->lead, "above-you", more, 81);
  decide (o, o->lead, more, 80);
  decide_refused (o, o->lead, "above-you", export, 10);
  set_limit (o, "manager", "export_rows", 9);
  decide_refused (o, o->manager, "above-you", export, 10);
  decide (o, o->manager, export, 9);
  set_limit (o, "lead", "bulk_rows", 9);
  decide_refused (o, o->lead, "above-you", bulk, 10);
  decide (o, o->boss, bulk, 10);
  decide (o, o->lead, other, 1);
  office_check (o);
}

static void
test_bulk (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 ids[4], request;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *name = g_strdup_printf ("Company %c", 'A' + i);

      ids[i] = office_customer (o, o->ann, name);
    }
  set_limit (o, "salesperson", "bulk_rows", 2);
  set_limit (o, "lead", "bulk_rows", 2);
  office_refused (o, o->ann, "too-many-rows", "tag-customers", "ids:I tag:t", ids, (gsize) 3, "Hot");
  office_do (o, o->ann, "tag-customers", NULL, "ids:I tag:t", ids, (gsize) 2, "Hot");
  /* in parts it is no less */
  office_refused (o, o->ann, "too-many-rows", "tag-customers", "ids:I tag:t", ids + 2, (gsize) 2, "Hot");
  office_refused (o, o->ann, "too-many-rows", "untag-customers", "ids:I tag:t", ids, (gsize) 1, "Hot");
  office_undo (o, o->ann, o->act);
  office_do (o, o->ann, "tag-customers", NULL, "ids:I tag:t", ids, (gsize) 2, "Hot");
  o->now += G_TIME_SPAN_DAY;
  for (guint i = 0; i < 6; i++)
    office_do (o, o->ann, i % 2 == 0 ? "untag-customers" : "tag-customers", NULL, "ids:I tag:t", ids, (gsize) 1, "Hot");
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", ids, (gsize) 1, o->ben);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", ids, (gsize) 1, o->ann);
  office_refused (o, o->lead, "too-many-rows", "transfer-customers", "ids:I to:i", ids, (gsize) 1, o->ben);
  office_refused (o, o->lead, "too-many-rows", "archive-customers", "ids:I", ids + 1, (gsize) 1);
  o->now += G_TIME_SPAN_DAY;
  office_refused (o, o->ann, "too-many-rows", "untag-customers", "ids:I tag:t", ids, (gsize) 3, "Hot");
  office_refused (o, o->lead, "too-many-rows", "transfer-customers", "ids:I to:i", ids, (gsize) 3, o->ben);
  office_refused (o, o->lead, "too-many-rows", "archive-customers", "ids:I", ids, (gsize) 3);
  office_do (o, o->boss, "archive-customers", NULL, "ids:I", ids, (gsize) 4);
  office_refused (o, o->lead, "too-many-rows", "restore-customers", "ids:I", ids, (gsize) 3);
  office_do (o, o->boss, "restore-customers", NULL, "ids:I", ids, (gsize) 4);
  request = ask (o, o->ann, "bulk", 3);
  office_refused (o, o->ann, "too-many-rows", "tag-customers", "ids:I tag:t", ids, (gsize) 3, "Hot");
  decide_refused (o, o->lead, "above-you", request, 3);
  decide (o, o->boss, request, 3);
  office_refused (o, o->ann, "too-many-rows", "tag-customers", "ids:I tag:t", ids, (gsize) 4, "Hot");
  office_do (o, o->ann, "tag-customers", NULL, "ids:I tag:t", ids, (gsize) 3, "Hot");
  /* for that day, and for that person */
  office_refused (o, o->ben, "too-many-rows", "tag-customers", "ids:I tag:t", ids, (gsize) 3, "Hot");
  o->now += G_TIME_SPAN_DAY;
  office_refused (o, o->ann, "too-many-rows", "untag-customers", "ids:I tag:t", ids, (gsize) 3, "Hot");
  office_check (o);
}

static void
test_read_audit (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *text = NULL;

  office_do (o, o->auditor, "read-audit", NULL, "text:t person:i", "phone", o->ann);
  text = office_text (o, "SELECT became FROM act_row WHERE relation = 'audit' AND record = " ID " AND act = " ID, o->ann, o->act);
  g_assert_cmpstr (text, ==, "phone");
  g_assert_cmpint (office_int (o, "SELECT person FROM act WHERE id = " ID, o->act), ==, o->auditor);
  office_undo_refused (o, o->auditor, "cannot-undo", o->act);
  office_do (o, o->ann, "read-audit", NULL, "text:t", "mine");
  office_check (o);
}

/* Whoever leaves in order sees nothing any more either, and asks for nothing. */
static void
test_leaving (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Alpha");

  office_exec (o, "UPDATE role_field SET rule = 'masked'");
  office_do (o, o->ann, "disclose", NULL, "relation:t record:i purpose:t", "customer", customer, "call");
  office_do (o, o->lead, "disclose", NULL, "relation:t record:i purpose:t", "customer", customer, "call");
  ask (o, o->ann, "disclosures", 5);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &customer, (gsize) 1, o->ben);
  office_do (o, o->boss, "leave-person", NULL, "person:i", o->ann);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM request WHERE person = " ID " AND state = 'withdrawn' AND decided_by = " ID, o->ann,
                               o->boss), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM disclosure WHERE person = " ID " AND until > " ID, o->ann, o->now), ==, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM disclosure WHERE person = " ID " AND until > " ID, o->lead, o->now), ==, 1);
  office_check (o);
}

static void
test_dismissal (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = NULL;
  gint64 customer = office_customer (o, o->ann, "Alpha"), request, granted, act;

  office_exec (o, "UPDATE role_field SET rule = 'masked'");
  office_do (o, o->ann, "disclose", NULL, "relation:t record:i purpose:t", "customer", customer, "call");
  office_do (o, o->lead, "disclose", NULL, "relation:t record:i purpose:t", "customer", customer, "call");
  granted = ask (o, o->ann, "bulk", 5);
  decide (o, o->boss, granted, 5);
  request = ask (o, o->ann, "disclosures", 5);
  before = office_state (o);
  office_do (o, o->boss, "dismiss-person", NULL, "person:i", o->ann);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM request WHERE id = " ID " AND state = 'withdrawn' AND decided_by = " ID, request,
                               o->boss), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM request WHERE id = " ID " AND state = 'granted'", granted), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM disclosure WHERE person = " ID " AND until > " ID, o->ann, o->now), ==, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM disclosure WHERE person = " ID " AND until > " ID, o->lead, o->now), ==, 1);
  /* what they held waits for a handover */
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer"), ==, o->ann);
  office_shut_out (o, o->ann, "create-customer", "name:t", "Beta");
  office_shut_out (o, o->ann, "disclose", "relation:t record:i purpose:t", "customer", customer, "call");
  office_shut_out (o, o->ann, "take-out", "kind:t what:t n:i", "clipboard", "x", (gint64) 1);
  office_refused (o, o->lead, "no-such-person", "transfer-customers", "ids:I to:i", &customer, (gsize) 1, o->ann);
  decide_refused (o, o->boss, "decided-already", request, 5);
  office_refused (o, o->boss, "left-already", "dismiss-person", "person:i", o->ann);
  office_check (o);
  office_undo (o, o->boss, act);
  assert_state (o, before);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM disclosure WHERE person = " ID " AND until > " ID, o->ann, o->now), ==, 0);
  office_check (o);
}

static void
test_dismissal_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 keeper = office_do (o, o->boss, "add-person", "person", "login:t name:t role:i", "keeper", "Keeper",
                             office_role (o, "administrator")), act;

  give_right (o, "lead", "person.edit", "below");
  office_refused (o, o->boss, "no-such-person", "dismiss-person", "person:i", (gint64) 999);
  office_refused (o, o->lead, "out-of-reach", "dismiss-person", "person:i", o->cid);
  office_refused (o, o->ann, "no-right", "dismiss-person", "person:i", o->lead);
  office_refused (o, keeper, "above-you", "dismiss-person", "person:i", o->boss);
  office_refused (o, keeper, "above-you", "dismiss-person", "person:i", o->lead);
  office_refused (o, o->boss, "last-owner", "dismiss-person", "person:i", o->boss);
  office_do (o, o->boss, "add-person", NULL, "login:t name:t role:i", "boss2", "Boss two", office_role (o, "owner"));
  office_refused (o, o->boss, "own-dismissal", "dismiss-person", "person:i", o->boss);
  office_do (o, o->boss, "dismiss-person", NULL, "person:i day:i", o->lead, (gint64) 20261130);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT left_day FROM person WHERE id = " ID, o->lead), ==, 20261130);
  office_undo_refused (o, keeper, "above-you", act);
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_exec (o, "UPDATE person SET active = 1 WHERE login = 'lead'");
  office_undo_refused (o, o->boss, "changed-since", act);
}

void
add_gate_tests (void)
{
  g_test_add_func ("/acts/gate/take-out", test_take_out);
  g_test_add_func ("/acts/gate/requests", test_requests);
  g_test_add_func ("/acts/gate/grants", test_grants);
  g_test_add_func ("/acts/gate/bulk", test_bulk);
  g_test_add_func ("/acts/gate/read-audit", test_read_audit);
  g_test_add_func ("/acts/gate/leaving", test_leaving);
  g_test_add_func ("/acts/gate/dismissal", test_dismissal);
  g_test_add_func ("/acts/gate/dismissal-refusals", test_dismissal_refusals);
}
