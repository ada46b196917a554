/* What a leaver held, given to others whole: proposed, taken, declined, given back. */
#include "acts.h"

#include <string.h>

/* Rows: customer, person or 0, pool or 0. */
static GarrisonArgs *
make_args (gint64 person, gint64 rest, gint64 accept, gint64 (*rows)[3], guint n)
{
  static const char *const columns[] = { "customer", "to_person", "to_pool", NULL };
  GarrisonArgs *args = rest != 0 ? office_args ("person:i rest:i note:t", person, rest, "Bye")
                                 : office_args ("person:i note:t", person, "Bye");

  if (accept >= 0)
    garrison_args_set_int (args, "accept", accept);
  garrison_args_set_id_rows (args, "rows", columns, (const gint64 *) rows, n);
  return args;
}

static GarrisonActResult *
try_hand_over (Office *o, gint64 me, gint64 person, gint64 rest, gint64 accept, gint64 (*rows)[3], guint n, GError **error)
{
  g_autoptr (GarrisonArgs) args = make_args (person, rest, accept, rows, n);

  return office_run (o, me, "hand-over", args, NULL, NULL, NULL, error);
}

static gint64
hand_over (Office *o, gint64 me, gint64 person, gint64 rest, gint64 accept, gint64 (*rows)[3], guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = try_hand_over (o, me, person, rest, accept, rows, n, &error);

  if (error != NULL)
    g_error ("hand-over: %s", error->message);
  return garrison_act_result_get_int (result, "handover");
}

static void
refused (Office *o, gint64 me, const char *refusal, gint64 person, gint64 rest, gint64 accept, gint64 (*rows)[3], guint n)
{
  g_autoptr (GarrisonArgs) args = make_args (person, rest, accept, rows, n);

  office_refused_args (o, me, refusal, "hand-over", args);
}

/* Ann has three customers: with an open deal, a contract and a task; with a won deal; archived. */
typedef struct
{
  Office *o;
  gint64 customer[3], deal, won, contract, task, loose, view, pool;
} Desk;

static gint64
add_task (Office *o, gint64 me, gint64 customer)
{
  if (customer == 0)
    return office_do (o, me, "create-task", "task", "text:t due:i", "Tidy up", o->now);
  return office_do (o, me, "create-task", "task", "customer:i text:t due:i", customer, "Call", o->now);
}

static void
furnish (Desk *d, Office *o)
{
  d->o = o;
  d->customer[0] = office_customer (o, o->ann, "Alpha");
  d->customer[1] = office_customer (o, o->ann, "Beta");
  d->customer[2] = office_customer (o, o->ann, "Gamma");
  d->deal = office_deal (o, o->ann, d->customer[0], "Open", 100);
  d->won = office_deal (o, o->ann, d->customer[1], "Won", 200);
  office_do (o, o->ann, "win-deal", NULL, "deal:i", d->won);
  d->contract = office_do (o, o->ann, "create-contract", "contract", "customer:i name:t amount:i", d->customer[0], "Service", (gint64) 500);
  d->task = add_task (o, o->ann, d->customer[0]);
  d->loose = add_task (o, o->ann, 0);
  d->view = office_do (o, o->ann, "save-view", "view", "kind:t name:t question:t", "list", "Mine", "show customers");
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t text:t", d->customer[0], "call", "Rang");
  office_do (o, o->lead, "archive-customers", NULL, "ids:I", &d->customer[2], (gsize) 1);
  office_exec (o, "INSERT INTO pool(id, name) VALUES (1, 'Pool')");
  d->pool = 1;
}

static gint64
owner_of (Office *o, const char *relation, const char *column, gint64 id)
{
  return office_int (o, "SELECT %s FROM %s WHERE id = %" G_GINT64_FORMAT, column, relation, id);
}

static void
test_whole (void)
{
  g_autoptr (Office) o = office_new ();
  Desk d;
  g_autofree char *before = NULL;
  gint64 handover, act;

  furnish (&d, o);
  office_do (o, o->boss, "dismiss-person", NULL, "person:i", o->ann);
  before = office_state (o);
  {
    gint64 rows[][3] = { { d.customer[0], o->ben, 0 }, { d.customer[1], 0, d.pool }, { d.customer[2], o->ben, 0 } };

    handover = hand_over (o, o->boss, o->ann, o->ben, -1, rows, 3);
  }
  act = o->act;
  g_assert_cmpint (owner_of (o, "customer", "owner", d.customer[0]), ==, o->ben);
  g_assert_cmpint (owner_of (o, "customer", "pool", d.customer[1]), ==, d.pool);
  g_assert_cmpint (owner_of (o, "customer", "owner", d.customer[2]), ==, o->ben);
  g_assert_cmpint (owner_of (o, "deal", "owner", d.deal), ==, o->ben);
  g_assert_cmpint (owner_of (o, "contract", "owner", d.contract), ==, o->ben);
  g_assert_cmpint (owner_of (o, "task", "person", d.task), ==, o->ben);
  g_assert_cmpint (owner_of (o, "task", "person", d.loose), ==, o->ben);
  g_assert_cmpint (owner_of (o, "saved_view", "person", d.view), ==, o->ben);
  /* credit and authorship stay */
  g_assert_cmpint (owner_of (o, "deal", "owner", d.won), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT person FROM activity"), ==, o->ann);
  g_assert_cmpint (owner_of (o, "deal", "stage", d.deal), ==, office_stage (o, "lead"));
  g_assert_cmpint (office_int (o, "SELECT n FROM holding WHERE person = %" G_GINT64_FORMAT, o->ben), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM holding WHERE person = %" G_GINT64_FORMAT, o->ann), ==, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM timeline WHERE kind = 'handed-over'"), ==, 3);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM handover_item WHERE handover = %" G_GINT64_FORMAT " AND state = 'accepted'", handover), ==, 3);
  office_check (o);

  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo (o, o->boss, act);
  assert_state (o, before);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM handover_item WHERE state = 'returned'"), ==, 3);
  office_check (o);
}

/* As in a release: what is under way stays somebody's, what was to be done is not, protection ends. */
static void
test_pooled (void)
{
  g_autoptr (Office) o = office_new ();
  Desk d;
  g_autofree char *before = NULL;
  gint64 task;

  furnish (&d, o);
  task = add_task (o, o->ann, d.customer[1]);
  office_exec (o, "UPDATE customer SET protected_until = 20991231 WHERE name = 'Beta'");
  before = office_state (o);
  {
    gint64 rows[][3] = { { d.customer[1], 0, d.pool } }, busy[][3] = { { d.customer[0], 0, d.pool } };

    refused (o, o->lead, "has-deals", o->ann, 0, 0, busy, 1);
    office_exec (o, "UPDATE deal SET status = 'lost', closed_day = 20261120 WHERE name = 'Open'");
    refused (o, o->lead, "has-contracts", o->ann, 0, 0, busy, 1);
    office_exec (o, "UPDATE deal SET status = 'open', closed_day = NULL WHERE name = 'Open'");
    hand_over (o, o->lead, o->ann, 0, 0, rows, 1);
  }
  g_assert_cmpint (owner_of (o, "customer", "pool", d.customer[1]), ==, d.pool);
  g_assert_cmpint (owner_of (o, "customer", "protected_until", d.customer[1]), ==, 0);
  g_assert_cmpint (owner_of (o, "task", "dropped", task), ==, 1);
  g_assert_cmpint (owner_of (o, "deal", "owner", d.won), ==, o->ann);
  g_assert_cmpint (owner_of (o, "saved_view", "person", d.view), ==, o->ann);
  g_assert_cmpint (owner_of (o, "customer", "owner", d.customer[0]), ==, o->ann);
  office_check (o);
  office_undo (o, o->lead, o->act);
  assert_state (o, before);
}

/* What goes along, who looks on, and a word to the receiver. */
static void
test_transfer_choices (void)
{
  g_autoptr (Office) o = office_new ();
  Desk d;
  g_autofree char *before = NULL;
  gint64 act;

  furnish (&d, o);
  before = office_state (o);
  office_refused (o, o->lead, "bad-argument", "transfer-customers", "ids:I to:i deals:i", &d.customer[0], (gsize) 1, o->ben, (gint64) 2);
  office_refused (o, o->lead, "bad-argument", "transfer-customers", "ids:I to:i until:i", &d.customer[0], (gsize) 1, o->ben, (gint64) 20200101);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i deals:i contracts:i tasks:i until:i note:t", d.customer, (gsize) 2, o->ben,
             (gint64) 0, (gint64) 0, (gint64) 0, (gint64) 20991231, "Mind the price");
  act = o->act;
  g_assert_cmpint (owner_of (o, "customer", "owner", d.customer[0]), ==, o->ben);
  g_assert_cmpint (owner_of (o, "deal", "owner", d.deal), ==, o->ann);
  g_assert_cmpint (owner_of (o, "contract", "owner", d.contract), ==, o->ann);
  g_assert_cmpint (owner_of (o, "task", "person", d.task), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM collaborator WHERE person = %" G_GINT64_FORMAT " AND until = 20991231", o->ann), ==, 2);
  g_assert_cmpint (office_int (o, "SELECT person FROM task WHERE text = 'Mind the price' AND customer IS NULL"), ==, o->ben);
  office_check (o);

  /* sees, and no more */
  office_refused (o, o->ann, "out-of-reach", "create-contact", "customer:i name:t", d.customer[0], "Wang");
  office_refused (o, o->ann, "no-right", "transfer-customers", "ids:I to:i", &d.customer[0], (gsize) 1, o->ann);
  office_undo (o, o->lead, act);
  assert_state (o, before);

  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i until:i note:t", d.customer, (gsize) 1, o->ben, (gint64) 20991231, "Call soon");
  act = o->act;
  g_assert_cmpint (owner_of (o, "contract", "owner", d.contract), ==, o->ben);
  g_assert_cmpint (office_int (o, "SELECT customer FROM task WHERE text = 'Call soon'"), ==, d.customer[0]);
  office_check (o);
  office_undo (o, o->lead, act);
  assert_state (o, before);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i until:i", d.customer, (gsize) 1, o->ben, (gint64) 20991231);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", d.customer, (gsize) 1, o->ann);
  {
    g_autofree char *between = office_state (o);

    office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i until:i", d.customer, (gsize) 1, o->lead, (gint64) 20980101);
    g_assert_cmpint (office_int (o, "SELECT until FROM collaborator"), ==, 20980101);
    office_undo (o, o->lead, o->act);
    assert_state (o, between);
  }
  office_check (o);
}

/* Undoing leaves what was changed since where it is, and says so. */
static void
test_undo_partly (void)
{
  g_autoptr (Office) o = office_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  Desk d;
  gint64 act, second;

  furnish (&d, o);
  gint64 rows[][3] = { { d.customer[0], o->ben, 0 }, { d.customer[1], o->ben, 0 } };
  hand_over (o, o->lead, o->ann, 0, 0, rows, 2);
  act = o->act;
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &d.customer[0], (gsize) 1, o->lead);
  result = office_run_undo (o, o->lead, act, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (garrison_act_result_get_int (result, "kept"), ==, 1);
  g_assert_cmpint (garrison_act_result_get_int (result, "n"), ==, 1);
  g_assert_cmpint (owner_of (o, "customer", "owner", d.customer[0]), ==, o->lead);
  g_assert_cmpint (owner_of (o, "deal", "owner", d.deal), ==, o->lead);
  g_assert_cmpint (owner_of (o, "customer", "owner", d.customer[1]), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT customer FROM handover_item WHERE state = 'kept'"), ==, d.customer[0]);
  office_check (o);

  rows[0][0] = d.customer[1];
  hand_over (o, o->lead, o->ann, 0, 0, rows, 1);
  second = o->act;
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &d.customer[1], (gsize) 1, o->lead);
  office_undo_refused (o, o->lead, "changed-since", second);
}

static void
test_accept (void)
{
  g_autoptr (Office) o = office_new ();
  Desk d;
  gint64 handover, act;
  g_autofree char *given = NULL;

  furnish (&d, o);
  gint64 rows[][3] = { { d.customer[0], o->ben, 0 }, { d.customer[1], o->ben, 0 }, { 9999, o->ben, 0 }, { d.customer[0], o->lead, 0 } };
  handover = hand_over (o, o->lead, o->ann, 0, 1, rows, 4);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM handover_item WHERE state = 'proposed'"), ==, 2);
  given = office_state (o);

  office_refused (o, o->ben, "no-such-item", "accept-handover", "handover:i ids:I", handover, &d.customer[2], (gsize) 1);
  office_refused (o, o->cid, "out-of-reach", "accept-handover", "handover:i ids:I", handover, &d.customer[0], (gsize) 1);
  office_do (o, o->ben, "accept-handover", "n", "handover:i ids:I", handover, &d.customer[0], (gsize) 1);
  act = o->act;
  office_refused (o, o->ben, "decided-already", "accept-handover", "handover:i ids:I", handover, &d.customer[0], (gsize) 1);
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ben, act);
  office_do (o, o->lead, "accept-handover", "n", "handover:i ids:I", handover, &d.customer[0], (gsize) 1);
  act = o->act;
  office_exec (o, "UPDATE handover_item SET state = 'declined' WHERE state = 'accepted'");
  office_undo_refused (o, o->lead, "changed-since", act);
  assert_state (o, given);
}

static void
test_decline (void)
{
  g_autoptr (Office) o = office_new ();
  Desk d;
  gint64 handover, act, given_act;
  g_autofree char *given = NULL;
  g_autofree char *before = NULL;

  furnish (&d, o);
  before = office_state (o);
  gint64 rows[][3] = { { d.customer[0], o->ben, 0 }, { d.customer[1], o->ben, 0 } };
  handover = hand_over (o, o->lead, o->ann, 0, 1, rows, 2);
  given_act = o->act;
  given = office_state (o);

  office_refused (o, o->ben, "no-such-item", "decline-handover", "handover:i ids:I", handover, &d.customer[2], (gsize) 1);
  office_refused (o, o->cid, "out-of-reach", "decline-handover", "handover:i ids:I", handover, &d.customer[0], (gsize) 1);
  office_do (o, o->ben, "decline-handover", "n", "handover:i ids:I reason:t", handover, &d.customer[0], (gsize) 1, "Too far");
  act = o->act;
  g_assert_cmpint (owner_of (o, "customer", "owner", d.customer[0]), ==, o->ann);
  g_assert_cmpint (owner_of (o, "deal", "owner", d.deal), ==, o->ann);
  g_assert_cmpint (owner_of (o, "contract", "owner", d.contract), ==, o->ann);
  g_assert_cmpint (owner_of (o, "task", "person", d.task), ==, o->ann);
  office_check (o);
  office_refused (o, o->ben, "decided-already", "decline-handover", "handover:i ids:I", handover, &d.customer[0], (gsize) 1);
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ben, act);
  assert_state (o, given);
  office_check (o);

  office_do (o, o->ben, "decline-handover", NULL, "handover:i ids:I", handover, &d.customer[0], (gsize) 1);
  act = o->act;
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &d.customer[0], (gsize) 1, o->lead);
  office_undo_refused (o, o->ben, "changed-since", act);
  office_undo (o, o->lead, o->act);
  office_undo (o, o->lead, given_act);
  assert_state (o, before);

  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &d.customer[0], (gsize) 1, o->ben);
  office_undo (o, o->lead, o->act);
  handover = hand_over (o, o->lead, o->ann, 0, 1, rows, 2);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &d.customer[0], (gsize) 1, o->lead);
  office_refused (o, o->ben, "changed-since", "decline-handover", "handover:i ids:I", handover, &d.customer[0], (gsize) 1);
}

static void
test_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  Desk d;

  furnish (&d, o);
  gint64 rows[][3] = { { d.customer[0], o->ben, 0 }, { d.customer[1], o->ben, 0 } };
  gint64 to_nobody[][3] = { { d.customer[0], 0, 0 } }, to_herself[][3] = { { d.customer[0], o->ann, 0 } };
  gint64 to_ghost[][3] = { { d.customer[0], 9999, 0 } }, to_south[][3] = { { d.customer[0], o->cid, 0 } };
  gint64 to_no_pool[][3] = { { d.customer[0], 0, 77 } }, to_pool[][3] = { { d.customer[1], 0, d.pool } };
  gint64 stranger[][3] = { { 9999, o->ben, 0 } };

  refused (o, o->ben, "no-right", o->ann, 0, 0, rows, 2);
  refused (o, o->lead, "no-such-person", 9999, 0, 0, rows, 2);
  refused (o, o->lead, "no-such-person", o->ann, 9999, 0, rows, 2);
  refused (o, o->lead, "no-such-person", o->ann, 0, 0, to_ghost, 1);
  refused (o, o->other_lead, "person-out-of-reach", o->ann, 0, 0, rows, 2);
  refused (o, o->lead, "person-out-of-reach", o->ann, o->cid, 0, rows, 2);
  refused (o, o->lead, "person-out-of-reach", o->ann, 0, 0, to_south, 1);
  refused (o, o->lead, "bad-argument", o->ann, 0, 2, rows, 2);
  refused (o, o->lead, "bad-argument", o->ann, o->ann, 0, rows, 2);
  refused (o, o->lead, "no-receiver", o->ann, 0, 0, to_nobody, 1);
  refused (o, o->lead, "no-receiver", o->ann, 0, 0, to_herself, 1);
  refused (o, o->lead, "no-such-pool", o->ann, 0, 0, to_no_pool, 1);
  refused (o, o->lead, "nothing-to-do", o->ann, 0, 0, stranger, 1);
  refused (o, o->lead, "nothing-to-do", o->ben, 0, 0, rows, 0);
  office_exec (o, "UPDATE pool SET capacity = 0");
  refused (o, o->lead, "pool-full", o->ann, 0, 0, to_pool, 1);
  office_exec (o, "UPDATE person SET holding_cap = 1 WHERE login = 'ben'");
  refused (o, o->lead, "cap-exceeded", o->ann, 0, 0, rows, 2);
  office_exec (o, "INSERT INTO role_limit(role, name, n) SELECT id, 'bulk_rows', 1 FROM role WHERE key = 'lead'");
  refused (o, o->lead, "too-many-rows", o->ann, 0, 0, rows, 2);
  office_check (o);
}

/* Nobody but a handover gives away what a leaver held. */
static void
test_frozen (void)
{
  g_autoptr (Office) o = office_new ();
  Desk d;
  gint64 act;

  furnish (&d, o);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &d.customer[1], (gsize) 1, o->ben);
  act = o->act;
  office_do (o, o->boss, "dismiss-person", NULL, "person:i", o->ann);
  office_refused (o, o->lead, "awaits-handover", "transfer-customers", "ids:I to:i", &d.customer[0], (gsize) 1, o->ben);
  office_refused (o, o->lead, "awaits-handover", "release-customers", "ids:I pool:i reason:t", &d.customer[0], (gsize) 1, d.pool, "R");
  office_undo_refused (o, o->lead, "no-such-person", act);
  office_do (o, o->boss, "dismiss-person", NULL, "person:i", o->ben);
  office_undo (o, o->boss, o->act);
  gint64 rows[][3] = { { d.customer[0], o->ben, 0 } };
  hand_over (o, o->lead, o->ann, 0, 0, rows, 1);
  office_check (o);
}

static void
test_frozen_undo (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), act;

  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &id, (gsize) 1, o->ben);
  act = o->act;
  office_do (o, o->boss, "dismiss-person", NULL, "person:i", o->ben);
  office_undo_refused (o, o->lead, "awaits-handover", act);
}

/* Whoever gave what they held has something else by now, and no room for it. */
static void
test_no_room (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 rows[][3] = { { office_customer (o, o->ann, "Alpha"), o->ben, 0 } }, act;

  hand_over (o, o->boss, o->ann, o->ben, -1, rows, 1);
  act = o->act;
  office_customer (o, o->ann, "Beta");
  office_exec (o, "UPDATE person SET holding_cap = 1 WHERE login = 'ann'");
  office_undo_refused (o, o->boss, "cap-exceeded", act);
  office_exec (o, "UPDATE person SET holding_cap = 2 WHERE login = 'ann'");
  office_undo (o, o->boss, act);
  office_check (o);
}

void
add_handover_tests (void)
{
  g_test_add_func ("/acts/handover/no-room", test_no_room);
  g_test_add_func ("/handover/whole", test_whole);
  g_test_add_func ("/handover/pooled", test_pooled);
  g_test_add_func ("/handover/transfer-choices", test_transfer_choices);
  g_test_add_func ("/handover/undo-partly", test_undo_partly);
  g_test_add_func ("/handover/accept", test_accept);
  g_test_add_func ("/handover/decline", test_decline);
  g_test_add_func ("/handover/refusals", test_refusals);
  g_test_add_func ("/handover/frozen", test_frozen);
  g_test_add_func ("/handover/frozen-undo", test_frozen_undo);
}
