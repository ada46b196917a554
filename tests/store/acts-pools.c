/* Pools: who may take what out of which, when, and who is told what. Everybody is tested by who they are in the
 * pool, since roles say little here. */
#include "acts.h"

#define ID "%" G_GINT64_FORMAT
#define DAY (24 * G_TIME_SPAN_HOUR)

static gint64
version (Office *o, gint64 pool)
{
  return office_int (o, "SELECT version FROM pool WHERE id = " ID, pool);
}

/* Open, without limits; north are members, their lead leads. */
static gint64
make_pool (Office *o)
{
  gint64 pool = office_do (o, o->manager, "create-pool", "pool", "name:t", "Public");

  office_do (o, o->boss, "set-pool-members", NULL, "pool:i version:i teams:I leads:I", pool, (gint64)1, &o->north, (gsize)1,
             &o->lead, (gsize)1);
  return pool;
}

static void
limit (Office *o, gint64 pool, const char *signature, gint64 n)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE pool SET %s = " ID " WHERE id = " ID, signature, n, pool);

  office_exec (o, sql);
}

/* One of @owner's, given up a year ago. */
static gint64
pooled (Office *o, gint64 pool, gint64 owner, const char *name)
{
  gint64 id = office_customer (o, owner, name), now = o->now;

  o->now -= 365 * DAY;
  office_do (o, owner, "release-customers", NULL, "ids:I pool:i reason:t", &id, (gsize)1, pool, "Too far away");
  o->now = now;
  return id;
}

static void
claim (Office *o, gint64 me, gint64 customer, gint64 pool)
{
  office_do (o, me, "claim-customer", NULL, "customer:i pool:i", customer, pool);
}

static void
not_claimed (Office *o, gint64 me, const char *refusal, gint64 customer, gint64 pool)
{
  office_refused (o, me, refusal, "claim-customer", "customer:i pool:i", customer, pool);
}

/* (transfer full): the refusal of a claim */
static GError *
try_claim (Office *o, gint64 me, gint64 customer, gint64 pool)
{
  GError *error = NULL;

  g_assert_null (office_try (o, &error, me, "claim-customer", "customer:i pool:i", customer, pool));
  return error;
}

static void
assert_detail (const GError *error, const char *name, gint64 expected)
{
  const char *text = garrison_refusal_get_detail (error, name);

  g_assert_nonnull (text);
  g_assert_cmpint (g_ascii_strtoll (text, NULL, 10), ==, expected);
}

static void
test_create (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  gint64 pool, act;

  office_refused (o, o->lead, "no-right", "create-pool", "name:t", "Public");
  office_refused (o, o->ann, "no-right", "create-pool", "name:t", "Public");
  office_refused (o, o->auditor, "no-right", "create-pool", "name:t", "Public");
  office_refused (o, o->boss, "empty-name", "create-pool", "name:t", " ");
  office_refused (o, o->boss, "bad-argument", "create-pool", "name:t open:i", "X", (gint64)2);
  office_refused (o, o->boss, "bad-argument", "create-pool", "name:t claims_a_day:i", "X", (gint64)-1);
  office_refused (o, o->boss, "bad-argument", "create-pool", "name:t capacity:i", "X", (gint64)-1);
  office_refused (o, o->boss, "bad-argument", "create-pool", "name:t freeze_days:i", "X", (gint64)3651);
  office_refused (o, o->boss, "bad-argument", "create-pool", "name:t wait_days:i", "X", (gint64)-1);
  pool = office_do (o, o->manager, "create-pool", "pool", "name:t", "  Public ");
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM pool_field"), ==, 4);
  g_assert_cmpint (office_int (o, "SELECT open FROM pool WHERE name = 'Public'"), ==, 1);
  office_refused (o, o->boss, "duplicate", "create-pool", "name:t", "Public");
  office_undo (o, o->manager, act);
  assert_state (o, before);

  pool = office_do (o, o->boss, "create-pool", "pool", "name:t open:i claims_a_day:i capacity:i freeze_days:i wait_days:i",
                    "East", (gint64)0, (gint64)5, (gint64)100, (gint64)3, (gint64)30);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT open + claims_a_day * 10 + capacity * 100 + freeze_days * 100000 + wait_days * 1000000"
                                  " FROM pool WHERE id = " ID, pool), ==, 30310050);
  office_do (o, o->boss, "set-pool-members", NULL, "pool:i version:i people:I", pool, (gint64)1, &o->ann, (gsize)1);
  office_undo_refused (o, o->boss, "changed-since", act);
}

static void
edit (Office *o, gint64 pool, gint64 seen, const char *name, gint64 claims)
{
  office_do (o, o->boss, "edit-pool", NULL, "pool:i version:i name:t open:i claims_a_day:i freeze_days:i wait_days:i", pool,
             seen, name, (gint64)1, claims, (gint64)0, (gint64)0);
}

static void
test_edit (void)
{
  static const char all[] = "pool:i version:i name:t open:i freeze_days:i wait_days:i active:i";
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), other, first, id, off;
  gint64 seen = version (o, pool);
  g_autofree char *before = office_state (o);

  office_refused (o, o->lead, "no-right", "edit-pool", all, pool, seen, "X", (gint64)1, (gint64)0, (gint64)0, (gint64)1);
  office_refused (o, o->boss, "no-such-pool", "edit-pool", all, (gint64)999, seen, "X", (gint64)1, (gint64)0, (gint64)0, (gint64)1);
  office_refused (o, o->boss, "empty-name", "edit-pool", all, pool, seen, " ", (gint64)1, (gint64)0, (gint64)0, (gint64)1);
  office_refused (o, o->boss, "bad-argument", "edit-pool", all, pool, seen, "X", (gint64)3, (gint64)0, (gint64)0, (gint64)1);
  office_refused (o, o->boss, "bad-argument", "edit-pool", all, pool, seen, "X", (gint64)1, (gint64)0, (gint64)0, (gint64)2);
  office_refused (o, o->boss, "changed-since", "edit-pool", all, pool, seen + 1, "X", (gint64)1, (gint64)0, (gint64)0, (gint64)1);
  office_refused (o, o->boss, "nothing-to-do", "edit-pool", all, pool, seen, "Public", (gint64)1, (gint64)0, (gint64)0, (gint64)1);
  edit (o, pool, seen, "Open to all", 5);
  first = o->act;
  other = office_do (o, o->boss, "create-pool", "pool", "name:t", "Public");
  office_refused (o, o->boss, "duplicate", "edit-pool", all, other, (gint64)1, "Open to all", (gint64)1, (gint64)0, (gint64)0, (gint64)1);
  office_undo_refused (o, o->boss, "duplicate", first);
  office_undo (o, o->boss, o->act);
  edit (o, pool, version (o, pool), "Open to all", 6);
  office_undo_refused (o, o->boss, "changed-since", first);
  office_undo (o, o->boss, o->act);
  office_undo (o, o->boss, first);
  assert_state (o, before);

  /* what is in use stays, also by an undo */
  id = pooled (o, pool, o->ann, "Alpha");
  office_refused (o, o->boss, "still-used", "edit-pool", all, pool, version (o, pool), "Public", (gint64)1, (gint64)0, (gint64)0, (gint64)0);
  claim (o, o->ben, id, pool);
  office_do (o, o->boss, "edit-pool", NULL, all, pool, version (o, pool), "Public", (gint64)1, (gint64)0, (gint64)0, (gint64)0);
  off = o->act;
  office_undo_refused (o, o->boss, "no-such-pool", office_int (o, "SELECT max(id) FROM act WHERE name = 'claim-customer'"));
  office_refused (o, o->ben, "no-such-pool", "release-customers", "ids:I pool:i reason:t", &id, (gsize)1, pool, "x");
  not_claimed (o, o->ann, "no-such-pool", id, pool);
  office_do (o, o->boss, "edit-pool", NULL, all, pool, version (o, pool), "Public", (gint64)1, (gint64)0, (gint64)0, (gint64)1);
  first = o->act;
  office_do (o, o->ben, "release-customers", NULL, "ids:I pool:i reason:t", &id, (gsize)1, pool, "x");
  office_undo_refused (o, o->boss, "still-used", first);
  office_undo_refused (o, o->boss, "changed-since", off);
  office_check (o);
}

static void
test_fields (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), first;
  gint64 seen = version (o, pool);
  g_autofree char *before = office_state (o);

  office_refused (o, o->ann, "no-right", "set-pool-fields", "pool:i version:i name:i", pool, seen, (gint64)1);
  office_refused (o, o->boss, "no-such-pool", "set-pool-fields", "pool:i version:i name:i", (gint64)99, seen, (gint64)1);
  office_refused (o, o->boss, "bad-argument", "set-pool-fields", "pool:i version:i name:i", pool, seen, (gint64)2);
  office_refused (o, o->boss, "changed-since", "set-pool-fields", "pool:i version:i name:i", pool, seen + 1, (gint64)1);
  office_refused (o, o->boss, "nothing-to-do", "set-pool-fields", "pool:i version:i name:i region:i industry:i level:i", pool, seen,
                  (gint64)1, (gint64)1, (gint64)1, (gint64)1);
  office_do (o, o->boss, "set-pool-fields", NULL, "pool:i version:i region:i stage:i", pool, seen, (gint64)1, (gint64)1);
  first = o->act;
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM pool_field WHERE field IN ('region', 'stage')"), ==, 2);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM pool_field"), ==, 2);
  office_do (o, o->boss, "set-pool-fields", NULL, "pool:i version:i name:i stage:i", pool, version (o, pool), (gint64)1, (gint64)1);
  office_undo_refused (o, o->boss, "changed-since", first);
  office_undo (o, o->boss, o->act);
  office_undo (o, o->manager, first);
  assert_state (o, before);
}

static void
test_members (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), nobody = 999, first, second;
  gint64 seen = version (o, pool), two[] = { o->ann, o->cid };
  g_autofree char *before = office_state (o);
  g_autofree char *between = NULL;

  /* a team's people are members, once each, with the lead's part */
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM pool_person"), ==, 4);
  g_assert_cmpint (office_int (o, "SELECT person FROM pool_person WHERE lead = 1"), ==, o->lead);
  office_refused (o, o->lead, "no-right", "set-pool-members", "pool:i version:i", pool, seen);
  office_refused (o, o->boss, "no-such-pool", "set-pool-members", "pool:i version:i", nobody, seen);
  office_refused (o, o->boss, "no-such-person", "set-pool-members", "pool:i version:i people:I", pool, seen, &nobody, (gsize)1);
  office_refused (o, o->boss, "no-such-person", "set-pool-members", "pool:i version:i leads:I", pool, seen, &nobody, (gsize)1);
  office_refused (o, o->boss, "no-such-team", "set-pool-members", "pool:i version:i teams:I", pool, seen, &nobody, (gsize)1);
  office_refused (o, o->boss, "no-such-team", "set-pool-members", "pool:i version:i lead_teams:I", pool, seen, &nobody, (gsize)1);
  office_refused (o, o->boss, "changed-since", "set-pool-members", "pool:i version:i", pool, seen - 1);
  office_refused (o, o->boss, "nothing-to-do", "set-pool-members", "pool:i version:i teams:I leads:I", pool, seen, &o->north, (gsize)1,
                  &o->lead, (gsize)1);

  office_do (o, o->boss, "set-pool-members", NULL, "pool:i version:i people:I leads:I lead_teams:I", pool, seen, two, (gsize)2,
             &o->cid, (gsize)1, &o->north, (gsize)1);
  first = o->act;
  between = office_state (o);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM pool_member"), ==, 3);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM pool_person WHERE lead = 1"), ==, 5);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM pool_person WHERE person = " ID, o->dan), ==, 0);
  office_do (o, o->manager, "set-pool-members", NULL, "pool:i version:i people:I", pool, version (o, pool), two, (gsize)2);
  second = o->act;
  office_undo_refused (o, o->boss, "changed-since", first);
  office_undo (o, o->boss, second);
  assert_state (o, between);
  office_undo (o, o->boss, first);
  assert_state (o, before);
  g_assert_cmpint (office_int (o, "SELECT max(id) FROM pool_member"), <, office_int (o, "SELECT max(record) FROM act_row WHERE relation = 'pool_member'"));

  /* the root's team is everybody; whoever leaves is a member no more */
  office_do (o, o->boss, "set-pool-members", NULL, "pool:i version:i teams:I", pool, version (o, pool), &o->root, (gsize)1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM pool_person WHERE pool = " ID, pool), ==, office_int (o, "SELECT count(*) FROM person"));
  office_do (o, o->boss, "leave-person", NULL, "person:i", o->dan);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM pool_person WHERE person = " ID, o->dan), ==, 0);
}

static void
test_release (void)
{
  static const char how[] = "ids:I pool:i reason:t";
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), second = office_do (o, o->boss, "create-pool", "pool", "name:t", "Second");
  gint64 ids[] = { office_customer (o, o->ann, "Alpha"), office_customer (o, o->ben, "Beta"), 9999 };
  gint64 foreign = office_customer (o, o->cid, "Gamma"), deal, contract, act;
  g_autofree char *before = NULL;

  office_do (o, o->ann, "create-task", NULL, "customer:i text:t due:i", ids[0], "Call", o->now);
  office_exec (o, "UPDATE customer SET protected_until = 20270101");
  before = office_state (o);
  office_refused (o, o->ann, "no-such-pool", "release-customers", how, ids, (gsize)1, (gint64)99, "x");
  office_refused (o, o->ann, "empty-text", "release-customers", how, ids, (gsize)1, pool, "  ");
  office_refused (o, o->lead, "no-such-customer", "release-customers", how, ids, (gsize)3, pool, "x");
  office_refused (o, o->ann, "out-of-reach", "release-customers", how, ids, (gsize)2, pool, "x");
  office_refused (o, o->lead, "out-of-reach", "release-customers", how, &foreign, (gsize)1, pool, "x");
  office_refused (o, o->helper, "no-right", "release-customers", how, ids, (gsize)1, pool, "x");
  office_refused (o, o->auditor, "no-right", "release-customers", how, ids, (gsize)1, pool, "x");
  limit (o, pool, "capacity", 1);
  office_refused (o, o->lead, "pool-full", "release-customers", how, ids, (gsize)2, pool, "x");
  office_exec (o, "UPDATE pool SET capacity = NULL");
  deal = office_deal (o, o->ann, ids[0], "Deal", 100);
  office_refused (o, o->ann, "has-deals", "release-customers", how, ids, (gsize)1, pool, "x");
  office_undo (o, o->ann, o->act);
  g_assert_cmpint (deal, >, 0);
  contract = office_do (o, o->ann, "create-contract", "contract", "customer:i name:t status:t", ids[0], "Contract", "running");
  office_refused (o, o->ann, "has-contracts", "release-customers", how, ids, (gsize)1, pool, "x");
  office_undo (o, o->ann, o->act);
  g_assert_cmpint (contract, >, 0);
  office_do (o, o->other_lead, "archive-customers", NULL, "ids:I", &foreign, (gsize)1);
  office_refused (o, o->other_lead, "archived", "release-customers", how, &foreign, (gsize)1, pool, "x");
  office_undo (o, o->other_lead, o->act);
  assert_state (o, before);

  office_do (o, o->lead, "release-customers", "n", how, ids, (gsize)2, pool, "Too far away");
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE owner IS NULL AND pool = " ID " AND owned_since = " ID, pool, o->now), ==, 2);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM task WHERE dropped = 1"), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE protected_until IS NOT NULL"), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM timeline WHERE kind = 'released' AND text = 'Too far away'"), ==, 2);
  office_check (o);
  office_refused (o, o->lead, "nothing-to-do", "release-customers", how, ids, (gsize)2, pool, "x");
  /* what is nobody's is released by whoever reaches everything, or by the lead of the pool */
  office_refused (o, o->ann, "out-of-reach", "release-customers", how, ids, (gsize)1, second, "x");
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo (o, o->lead, act);
  assert_state (o, before);

  office_do (o, o->lead, "release-customers", NULL, how, ids, (gsize)2, pool, "Too far away");
  act = o->act;
  office_exec (o, "UPDATE person SET holding_cap = 1 WHERE login = 'ann'");
  office_customer (o, o->ann, "Delta");
  office_undo_refused (o, o->lead, "cap-exceeded", act);
  office_exec (o, "UPDATE person SET holding_cap = NULL WHERE login = 'ann'");
  office_do (o, o->lead, "release-customers", NULL, how, ids, (gsize)1, second, "Other pool");
  office_undo_refused (o, o->boss, "changed-since", act);
  limit (o, pool, "capacity", 1);
  office_undo_refused (o, o->lead, "pool-full", o->act);
  office_exec (o, "UPDATE pool SET capacity = NULL");
  office_undo (o, o->lead, o->act);
  office_do (o, o->boss, "release-customers", NULL, how, &ids[1], (gsize)1, second, "Other pool");
  act = o->act;
  office_do (o, o->boss, "release-customers", NULL, how, ids, (gsize)1, second, "All of them");
  office_do (o, o->boss, "edit-pool", NULL, "pool:i version:i name:t open:i freeze_days:i wait_days:i active:i", pool, version (o, pool),
             "Public", (gint64)1, (gint64)0, (gint64)0, (gint64)0);
  office_undo_refused (o, o->boss, "no-such-pool", act);
  office_do (o, o->other_lead, "release-customers", NULL, how, &foreign, (gsize)1, second, "x");
  act = o->act;
  office_do (o, o->boss, "leave-person", NULL, "person:i", o->cid);
  office_undo_refused (o, o->other_lead, "no-such-person", act);
  office_check (o);
}

/* How many at once a role may. */
static void
test_bulk (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o);
  gint64 ids[] = { office_customer (o, o->ann, "Alpha"), office_customer (o, o->ann, "Beta") };

  office_exec (o, "INSERT INTO role_limit(role, name, n) SELECT id, 'bulk_rows', 1 FROM role WHERE key IN ('salesperson', 'lead')");
  office_refused (o, o->ann, "too-many-rows", "release-customers", "ids:I pool:i reason:t", ids, (gsize)2, pool, "x");
  office_do (o, o->manager, "release-customers", NULL, "ids:I pool:i reason:t", ids, (gsize)2, pool, "x");
  office_refused (o, o->lead, "too-many-rows", "assign-from-pool", "ids:I to:i", ids, (gsize)2, o->ben);
  office_do (o, o->lead, "assign-from-pool", NULL, "ids:I to:i", ids, (gsize)1, o->ben);
}

static void
test_claim (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), alpha = pooled (o, pool, o->cid, "Alpha"), mine = office_customer (o, o->ann, "Mine"), act, at;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  office_deal (o, o->boss, alpha, "Deal", 100);
  before = office_state (o);
  not_claimed (o, o->helper, "no-right", alpha, pool);
  not_claimed (o, o->auditor, "no-right", alpha, pool);
  not_claimed (o, o->ann, "no-such-pool", alpha, 99);
  not_claimed (o, o->cid, "not-a-member", alpha, pool);
  not_claimed (o, o->boss, "not-a-member", alpha, pool);
  not_claimed (o, o->ann, "no-such-customer", 9999, pool);
  not_claimed (o, o->ann, "no-such-customer", mine, pool);
  limit (o, pool, "open", 0);
  not_claimed (o, o->ann, "not-claimable", alpha, pool);
  not_claimed (o, o->lead, "not-claimable", alpha, pool);
  limit (o, pool, "open", 1);

  claim (o, o->ann, alpha, pool);
  act = o->act;
  at = o->now;
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer WHERE pool IS NULL AND id = " ID, alpha), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT owner FROM deal"), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM claim WHERE act = " ID " AND person = " ID " AND pool = " ID, act, o->ann, pool), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM timeline WHERE kind = 'claimed' AND customer = " ID, alpha), ==, 1);
  office_check (o);
  /* who was first, and when, for whoever could have been */
  not_claimed (o, o->ben, "already-claimed", alpha, pool);
  not_claimed (o, o->cid, "not-a-member", alpha, pool);
  error = try_claim (o, o->ben, alpha, pool);
  assert_detail (error, "person", o->ann);
  g_assert_cmpstr (garrison_refusal_get_detail (error, "name"), ==, "ann");
  assert_detail (error, "at", at);
  g_assert_null (garrison_refusal_get_detail (error, "customer"));

  office_undo_refused (o, o->ben, "out-of-reach", act);
  limit (o, pool, "capacity", 0);
  office_undo_refused (o, o->ann, "pool-full", act);
  office_exec (o, "UPDATE pool SET capacity = NULL");
  office_undo (o, o->ann, act);
  assert_state (o, before);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM claim"), ==, 1); /* for good */
  claim (o, o->ben, alpha, pool);
  act = o->act;
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &alpha, (gsize)1, o->ann);
  office_undo_refused (o, o->ben, "changed-since", act);
  /* what has gone on since then is nobody's business in the pool */
  not_claimed (o, o->ben, "no-such-customer", alpha, pool);
  office_check (o);
}

static void
test_allowance (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), other = office_do (o, o->boss, "create-pool", "pool", "name:t", "Other"), third;
  gint64 ids[] = { pooled (o, pool, o->cid, "Alpha"), pooled (o, pool, o->cid, "Beta"), pooled (o, pool, o->cid, "Gamma"),
                   pooled (o, other, o->cid, "Delta") };
  g_autoptr (GError) error = NULL;

  office_do (o, o->boss, "set-pool-members", NULL, "pool:i version:i people:I", other, (gint64)1, &o->ann, (gsize)1);
  limit (o, pool, "claims_a_day", 2);
  claim (o, o->ann, ids[0], pool);
  claim (o, o->ann, ids[1], pool);
  not_claimed (o, o->ann, "claims-used", ids[2], pool);
  error = try_claim (o, o->ann, ids[2], pool);
  assert_detail (error, "used", 2);
  assert_detail (error, "allowance", 2);
  /* neither an undo nor a release gives a claim back; another pool counts for itself, and so does somebody else */
  office_undo (o, o->ann, o->act);
  office_do (o, o->ann, "release-customers", NULL, "ids:I pool:i reason:t", ids, (gsize)1, pool, "x");
  third = ids[2];
  not_claimed (o, o->ann, "claims-used", third, pool);
  claim (o, o->ann, ids[3], other);
  claim (o, o->ben, ids[1], pool);
  /* a new day */
  o->now += DAY;
  claim (o, o->ann, third, pool);
  limit (o, pool, "claims_a_day", 0);
  not_claimed (o, o->ben, "claims-used", ids[0], pool);
  office_check (o);
}

static void
test_freeze (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), alpha = office_customer (o, o->cid, "Alpha"), now;
  g_autoptr (GError) error = NULL;

  office_set_zone (o, "Asia/Shanghai");
  limit (o, pool, "freeze_days", 3);
  o->now = G_GINT64_CONSTANT (1795449000000000); /* 2026-11-23 15:50 UTC: ten minutes before midnight in Shanghai */
  office_do (o, o->cid, "release-customers", NULL, "ids:I pool:i reason:t", &alpha, (gsize)1, pool, "x");
  not_claimed (o, o->ann, "frozen", alpha, pool);
  error = try_claim (o, o->ann, alpha, pool);
  assert_detail (error, "until", 20261126);
  now = o->now;
  o->now = now + 2 * DAY;
  not_claimed (o, o->ann, "frozen", alpha, pool);
  /* past midnight, two days and a quarter of an hour later */
  o->now = now + 2 * DAY + 15 * G_TIME_SPAN_MINUTE;
  claim (o, o->ann, alpha, pool);
}

static void
test_wait (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), alpha = office_customer (o, o->ann, "Alpha"), released, first;
  g_autoptr (GError) error = NULL;

  limit (o, pool, "wait_days", 30);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &alpha, (gsize)1, o->ben);
  o->now += 10 * DAY;
  office_do (o, o->ben, "release-customers", NULL, "ids:I pool:i reason:t", &alpha, (gsize)1, pool, "x");
  released = o->now;
  /* any owner of the last days, not the last one only */
  not_claimed (o, o->ann, "must-wait", alpha, pool);
  error = try_claim (o, o->ben, alpha, pool);
  g_assert_cmpstr (garrison_refusal_get_name (error), ==, "must-wait");
  assert_detail (error, "until", 20270102);
  o->now = released + 20 * DAY;
  not_claimed (o, o->ben, "must-wait", alpha, pool);
  claim (o, o->ann, alpha, pool);
  first = o->act;
  /* giving a claim back begins a wait like any other giving up */
  office_undo (o, o->ann, first);
  not_claimed (o, o->ann, "must-wait", alpha, pool);
  o->now = released + 30 * DAY;
  claim (o, o->ben, alpha, pool);
}

static void
test_protection_and_cap (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), alpha = pooled (o, pool, o->cid, "Alpha"), beta = pooled (o, pool, o->cid, "Beta");

  office_exec (o, "UPDATE customer SET protected_until = 20261123 WHERE name = 'Alpha'");
  not_claimed (o, o->ann, "protected", alpha, pool);
  office_refused (o, o->lead, "protected", "assign-from-pool", "ids:I to:i", &alpha, (gsize)1, o->ann);
  office_do (o, o->manager, "assign-from-pool", NULL, "ids:I to:i", &alpha, (gsize)1, o->ann);
  office_undo (o, o->manager, o->act);
  o->now += DAY;
  claim (o, o->ann, alpha, pool);
  office_exec (o, "UPDATE person SET holding_cap = 1 WHERE login = 'ann'");
  not_claimed (o, o->ann, "cap-exceeded", beta, pool);
  office_refused (o, o->lead, "cap-exceeded", "assign-from-pool", "ids:I to:i", &beta, (gsize)1, o->ann);
  claim (o, o->ben, beta, pool);
  office_check (o);
}

static void
test_assign (void)
{
  static const char how[] = "ids:I to:i";
  g_autoptr (Office) o = office_new ();
  gint64 pool = make_pool (o), nobody = 999, act;
  gint64 ids[] = { pooled (o, pool, o->ann, "Alpha"), pooled (o, pool, o->cid, "Beta"), office_customer (o, o->ann, "Mine") };
  g_autofree char *before = NULL;

  limit (o, pool, "open", 0);
  limit (o, pool, "freeze_days", 3650);
  limit (o, pool, "wait_days", 3650);
  office_deal (o, o->boss, ids[0], "Deal", 100);
  before = office_state (o);
  office_refused (o, o->lead, "no-such-person", "assign-from-pool", how, ids, (gsize)2, nobody);
  office_refused (o, o->lead, "no-such-customer", "assign-from-pool", how, &nobody, (gsize)1, o->ben);
  office_refused (o, o->ann, "out-of-reach", "assign-from-pool", how, ids, (gsize)2, o->ann);
  office_refused (o, o->helper, "out-of-reach", "assign-from-pool", how, ids, (gsize)2, o->ann);
  office_refused (o, o->auditor, "out-of-reach", "assign-from-pool", how, ids, (gsize)2, o->ann);
  office_refused (o, o->other_lead, "out-of-reach", "assign-from-pool", how, ids, (gsize)2, o->cid);
  office_refused (o, o->lead, "not-a-member", "assign-from-pool", how, ids, (gsize)2, o->cid);
  office_refused (o, o->manager, "not-in-pool", "assign-from-pool", how, &ids[2], (gsize)1, o->cid);
  office_exec (o, "UPDATE customer SET archived = 1 WHERE name = 'Beta'");
  office_refused (o, o->lead, "archived", "assign-from-pool", how, ids, (gsize)2, o->ben);
  office_exec (o, "UPDATE customer SET archived = 0 WHERE name = 'Beta'");

  /* a lead is not held up by what holds up claims, and uses none */
  office_do (o, o->lead, "assign-from-pool", "n", how, ids, (gsize)2, o->ann);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE owner = " ID " AND pool IS NULL", o->ann), ==, 3);
  g_assert_cmpint (office_int (o, "SELECT owner FROM deal"), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM claim"), ==, 0);
  office_check (o);
  office_refused (o, o->lead, "not-in-pool", "assign-from-pool", how, &ids[1], (gsize)1, o->ben);
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  limit (o, pool, "capacity", 1);
  office_undo_refused (o, o->lead, "pool-full", act);
  office_exec (o, "UPDATE pool SET capacity = NULL");
  office_undo (o, o->lead, act);
  assert_state (o, before);

  office_do (o, o->manager, "assign-from-pool", NULL, how, ids, (gsize)2, o->cid);
  act = o->act;
  office_do (o, o->boss, "edit-pool", NULL, "pool:i version:i name:t open:i freeze_days:i wait_days:i active:i", pool, version (o, pool),
             "Public", (gint64)1, (gint64)0, (gint64)0, (gint64)0);
  office_undo_refused (o, o->manager, "no-such-pool", act);
  office_undo (o, o->boss, o->act);
  office_do (o, o->manager, "transfer-customers", NULL, "ids:I to:i", ids, (gsize)1, o->ben);
  office_undo_refused (o, o->manager, "changed-since", act);
  office_check (o);
}

void
add_pool_tests (void)
{
  g_test_add_func ("/acts/pools/create", test_create);
  g_test_add_func ("/acts/pools/edit", test_edit);
  g_test_add_func ("/acts/pools/fields", test_fields);
  g_test_add_func ("/acts/pools/members", test_members);
  g_test_add_func ("/acts/pools/release", test_release);
  g_test_add_func ("/acts/pools/bulk", test_bulk);
  g_test_add_func ("/acts/pools/claim", test_claim);
  g_test_add_func ("/acts/pools/allowance", test_allowance);
  g_test_add_func ("/acts/pools/freeze", test_freeze);
  g_test_add_func ("/acts/pools/wait", test_wait);
  g_test_add_func ("/acts/pools/protection-and-cap", test_protection_and_cap);
  g_test_add_func ("/acts/pools/assign", test_assign);
}
