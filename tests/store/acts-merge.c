/* Two customers become one, and two again: at once, later, in a chain, by choice. */
#include "acts.h"

#include <string.h>

#include "office-engine.h"

#define ID G_GINT64_FORMAT
static const char *const columns[] = { "relation", "record", "back", NULL };

#define CODE "91350100M000100Y43"

/* All that there is but versions, the history of owners, and the acts themselves. */
static char *
whole_state (Office *o)
{
  static const char *const more[] = {
    "SELECT id, customer, person, at, kind, text, relation, record FROM timeline WHERE kind NOT IN ('merged', 'unmerged', 'transferred', 'edited', 'undone') ORDER BY id",
    "SELECT * FROM disclosure ORDER BY id",
    "SELECT id, customer, contact, deal, voided FROM activity ORDER BY id",
    "SELECT id, customer, contract, voided FROM payment ORDER BY id",
  };
  g_autoptr (GString) state = g_string_new (NULL);
  g_autofree char *records = office_state (o);

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    o->engine->dump (o, more[i], state);
  return g_strconcat (records, state->str, NULL);
}

static void
assert_whole (Office *o, const char *before)
{
  g_autofree char *now = whole_state (o);
  g_auto (GStrv) was_lines = g_strsplit (before, "\n", -1);
  g_auto (GStrv) now_lines = g_strsplit (now, "\n", -1);

  for (guint i = 0; was_lines[i] != NULL && now_lines[i] != NULL; i++)
    if (!g_str_equal (was_lines[i], now_lines[i]))
      g_error ("was: %s\nnow: %s", was_lines[i], now_lines[i]);
  g_assert_cmpuint (g_strv_length (was_lines), ==, g_strv_length (now_lines));
  office_check (o);
}

/* What the person says about what came since the merge. */
typedef struct
{
  const char *relation;
  gint64 record;
  gint64 back;
} Choice;

typedef struct
{
  const Choice *choices;
  guint n;
  guint at;
} Choices;

static gboolean
give_choice (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Choices *from = data;
  const Choice *choice;

  g_assert_cmpuint (n_cells, ==, 3);
  if (from->at == from->n)
    return FALSE;
  choice = &from->choices[from->at++];
  cells[0] = (GarrisonValue){ .kind = GARRISON_VALUE_TEXT, .text = choice->relation, .length = -1 };
  cells[1] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = choice->record };
  cells[2] = (GarrisonValue){ .kind = GARRISON_VALUE_INT, .integer = choice->back };
  return TRUE;
}

/* Returns: how many choices were left out. */
static guint
unmerge (Office *o, gint64 me, gint64 gone, const Choice *choices, guint n)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Choices from = { choices, n, 0 };

  garrison_args_set_int (args, "gone", gone);
  garrison_args_set_rows (args, "choices", columns, give_choice, &from);
  result = office_run (o, me, "unmerge-customer", args, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  office_check (o);
  return (guint) garrison_act_result_get_n_skipped (result);
}

/* A customer with one of everything. */
static gint64
rich_customer (Office *o, gint64 me, const char *name, const char *phone)
{
  gint64 id = office_do (o, me, "create-customer", "customer", "name:t phone:t region:t source:i note:t", name, phone, "CN-GD",
                         office_choice (o, "source", "website"), name);
  gint64 contact = office_do (o, me, "create-contact", "contact", "customer:i name:t mobile:t", id, "Wang", phone);
  gint64 won = office_deal (o, me, id, "Won", 70000), open = office_deal (o, me, id, "Open", 5000);
  gint64 contract, field;

  office_do (o, me, "win-deal", NULL, "deal:i", won);
  contract = office_do (o, o->boss, "create-contract", "contract", "customer:i deal:i name:t", id, won, "Contract");
  office_do (o, o->boss, "record-payment", NULL, "customer:i contract:i amount:i", id, contract, (gint64) 300);
  office_do (o, me, "log-activity", NULL, "customer:i contact:i kind:t", id, contact, "call");
  office_do (o, me, "create-task", NULL, "customer:i deal:i text:t due:i", id, open, "Offer", o->now);
  office_do (o, me, "tag-customers", NULL, "ids:I tag:t", &id, (gsize) 1, name);
  office_do (o, me, "disclose", NULL, "relation:t record:i purpose:t", "contact", contact, "call");
  field = office_int (o, "SELECT id FROM field WHERE relation = 'customer' AND key = 'floor'");
  if (field == 0)
    {
      office_exec (o, "INSERT INTO field(id, relation, key, name, type, position) VALUES (901, 'customer', 'floor', 'Floor', 'number', 1), "
                      "(902, 'customer', 'motto', 'Motto', 'text', 2)");
      field = 901;
    }
  office_do (o, me, "set-field-value", NULL, "field:i record:i number:i", field, id, id);
  return id;
}

static gint64
customer_of (Office *o, const char *relation, gint64 id)
{
  return office_int (o, "SELECT customer FROM %s WHERE id = %" ID, relation, id);
}

static void
test_merge (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 keep = rich_customer (o, o->ann, "Alpha", "13800138000"), gone = rich_customer (o, o->ben, "Beta", "13800138001"), own[] = { 901 };
  gint64 child = office_do (o, o->ben, "create-customer", "customer", "name:t parent:i", "Beta East", gone), act;
  g_autofree char *before = NULL;
  g_autofree char *note = NULL;

  office_do (o, o->ben, "set-field-value", NULL, "field:i record:i text:t", (gint64) 902, gone, "Fast");
  office_exec (o, "UPDATE customer SET protected_until = 20270101, credit_code = '" CODE "', mail_domain = 'beta.example', email = 'a@beta.example',"
                  " completeness = completeness + 10 WHERE name = 'Beta'");
  before = whole_state (o);
  g_assert_cmpint (office_do (o, o->lead, "merge-customers", "n", "keep:i gone:i take_name:i take_phone:i own:I take_region:i", keep, gone,
                              (gint64) 1, (gint64) 0, own, (gsize) 1, (gint64) 1), >, 8);
  act = o->act;
  office_check (o);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE id = %" ID " AND name = 'Beta' AND name_key = name_key AND phone = '13800138000'"
                               " AND credit_code = '" CODE "' AND protected_until = 20270101 AND mail_domain = 'beta.example' AND owner = %" ID,
                               keep, o->ann), ==, 1);
  note = office_text (o, "SELECT note FROM customer WHERE id = %" ID, keep);
  g_assert_cmpstr (note, ==, "Alpha\nBeta");
  g_assert_cmpint (office_int (o, "SELECT merged_into FROM customer WHERE archived = 1 AND id = %" ID, gone), ==, keep);
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer WHERE id = %" ID, gone), ==, o->ben);
  g_assert_cmpint (office_int (o, "SELECT parent FROM customer WHERE id = %" ID, child), ==, keep);
  for (const char *const *r = (const char *const[]){ "contact", "activity", "deal", "contract", "payment", "task", "disclosure", NULL }; *r != NULL; r++)
    {
      g_assert_cmpint (office_int (o, "SELECT count(*) FROM %s WHERE customer = %" ID, *r, gone), ==, 0);
      g_assert_cmpint (office_int (o, "SELECT count(*) FROM %s WHERE customer = %" ID, *r, keep), >, 1);
    }
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM contact WHERE main = 1"), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM deal WHERE status = 'open' AND owner = %" ID, o->ann), ==, 2);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM deal WHERE status = 'won' AND owner = %" ID, o->ben), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT amount FROM customer_month WHERE customer = %" ID, keep), ==, 140000);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer_tag WHERE customer = %" ID, keep), ==, 2);
  g_assert_cmpint (office_int (o, "SELECT number FROM field_value WHERE field = 901 AND record = %" ID, keep), ==, gone);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM field_value WHERE field = 902 AND record = %" ID, keep), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT n FROM holding WHERE person = %" ID, o->ben), ==, 1);

  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo (o, o->lead, act);
  assert_whole (o, before);
  office_undo_refused (o, o->lead, "undone-already", act);

  /* by the act, and that undone, and once more */
  office_do (o, o->lead, "merge-customers", NULL, "keep:i gone:i take_note:i take_parent:i", keep, gone, (gint64) 1, (gint64) 0);
  act = o->act;
  {
    g_autofree char *merged = whole_state (o);

    /* its keys are those of the one that was kept */
    g_assert_cmpint (office_do (o, o->lead, "check-duplicate", "customer", "name:t", "Beta"), ==, keep);
    g_assert_cmpint (office_do (o, o->lead, "check-duplicate", "customer", "credit_code:t", CODE), ==, keep);
    g_assert_cmpint (office_do (o, o->lead, "check-duplicate", "customer", "phone:t", "13800138001"), ==, keep);
    g_assert_cmpuint (unmerge (o, o->lead, gone, NULL, 0), ==, 0);
    assert_whole (o, before);
    office_undo_refused (o, o->lead, "changed-since", act);
    office_undo_refused (o, o->other_lead, "out-of-reach", o->act);
    office_undo (o, o->lead, o->act);
    assert_whole (o, merged);
    unmerge (o, o->lead, gone, NULL, 0);
    assert_whole (o, before);
  }
}

static void
test_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 a = rich_customer (o, o->ann, "Alpha", "13800138000"), b = office_customer (o, o->ben, "Beta"), c = office_customer (o, o->ann, "Gamma");
  gint64 foreign = office_customer (o, o->cid, "Delta"), act;

  office_refused (o, o->lead, "same-customer", "merge-customers", "keep:i gone:i", a, a);
  office_refused (o, o->lead, "no-such-customer", "merge-customers", "keep:i gone:i", a, (gint64) 999);
  office_refused (o, o->auditor, "no-right", "merge-customers", "keep:i gone:i", a, b);
  office_refused (o, o->ann, "out-of-reach", "merge-customers", "keep:i gone:i", a, b);
  office_refused (o, o->lead, "out-of-reach", "merge-customers", "keep:i gone:i", foreign, a);
  office_refused (o, o->lead, "changed-since", "merge-customers", "keep:i gone:i gone_version:i", a, b, (gint64) 7);
  office_refused (o, o->lead, "bad-argument", "merge-customers", "keep:i gone:i take_note:i", a, b, (gint64) 2);
  office_exec (o, "INSERT INTO role_field(role, relation, field, rule) SELECT id, 'customer', 'level', 'read' FROM role WHERE key = 'lead'");
  office_refused (o, o->lead, "locked-field", "merge-customers", "keep:i gone:i take_level:i", a, b, (gint64) 1);

  office_exec (o, "UPDATE customer SET protected_until = 20300101 WHERE name = 'Beta'");
  office_exec (o, "UPDATE role_right SET scope = 'own' WHERE name = 'customer.transfer' AND role = (SELECT id FROM role WHERE key = 'lead')");
  office_refused (o, o->lead, "protected", "merge-customers", "keep:i gone:i", a, b);
  office_exec (o, "UPDATE customer SET protected_until = NULL");

  office_do (o, o->boss, "archive-customers", NULL, "ids:I", &b, (gsize) 1);
  act = o->act;
  office_refused (o, o->lead, "archived", "merge-customers", "keep:i gone:i", b, a);
  office_exec (o, "UPDATE person SET holding_cap = 1 WHERE login = 'ben'");
  office_customer (o, o->ben, "Epsilon");
  office_refused (o, o->lead, "cap-exceeded", "merge-customers", "keep:i gone:i take_owner:i", c, b, (gint64) 1);
  office_exec (o, "UPDATE person SET active = 0 WHERE login = 'ben'");
  office_refused (o, o->lead, "no-such-person", "merge-customers", "keep:i gone:i take_owner:i", c, b, (gint64) 1);
  office_exec (o, "UPDATE person SET active = 1 WHERE login = 'ben'");
  office_do (o, o->lead, "merge-customers", NULL, "keep:i gone:i", c, b);
  office_check (o);
  office_refused (o, o->lead, "merged-already", "merge-customers", "keep:i gone:i", a, b);
  office_refused (o, o->lead, "merged-already", "merge-customers", "keep:i gone:i", b, a);
  /* archived before and merged since, it is not restored past the merge */
  office_undo_refused (o, o->boss, "changed-since", act);
  /* an archived one comes back archived, and counts for nobody's cap */
  unmerge (o, o->lead, b, NULL, 0);
  g_assert_cmpint (office_int (o, "SELECT archived FROM customer WHERE id = %" ID, b), ==, 1);
  office_exec (o, "UPDATE person SET holding_cap = NULL");
  office_undo (o, o->boss, act);
  office_check (o);
}

static void
test_unmerge_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 a = rich_customer (o, o->ann, "Alpha", "13800138000"), b = rich_customer (o, o->ben, "Beta", "13800138001"), act;

  office_exec (o, "UPDATE customer SET phone = NULL, phone_key = NULL WHERE name = 'Alpha'");
  office_do (o, o->lead, "merge-customers", NULL, "keep:i gone:i", a, b);
  act = o->act;
  office_refused (o, o->lead, "no-such-customer", "unmerge-customer", "gone:i choices:R", (gint64) 999, columns);
  office_refused (o, o->lead, "not-merged", "unmerge-customer", "gone:i choices:R", a, columns);
  office_refused (o, o->other_lead, "out-of-reach", "unmerge-customer", "gone:i choices:R", b, columns);
  office_refused (o, o->lead, "person-out-of-reach", "unmerge-customer", "gone:i owner:i choices:R", b, o->cid, columns);
  office_exec (o, "INSERT INTO role_field(role, relation, field, rule) SELECT id, 'customer', 'note', 'read' FROM role WHERE key = 'lead'");
  office_refused (o, o->lead, "locked-field", "unmerge-customer", "gone:i choices:R", b, columns);
  office_undo_refused (o, o->lead, "locked-field", act);
  office_exec (o, "DELETE FROM role_field WHERE field = 'note'");
  office_exec (o, "UPDATE person SET active = 0 WHERE login = 'ben'");
  office_refused (o, o->lead, "no-such-person", "unmerge-customer", "gone:i choices:R", b, columns);
  office_undo_refused (o, o->lead, "no-such-person", act);
  office_exec (o, "UPDATE person SET active = 1, holding_cap = 1 WHERE login = 'ben'");
  office_customer (o, o->ben, "Gamma");
  office_refused (o, o->lead, "cap-exceeded", "unmerge-customer", "gone:i choices:R", b, columns);
  office_undo_refused (o, o->lead, "cap-exceeded", act);

  /* to somebody else: their deals and tasks as well */
  office_do (o, o->lead, "unmerge-customer", NULL, "gone:i owner:i choices:R", b, o->lead, columns);
  office_check (o);
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer WHERE id = %" ID, b), ==, o->lead);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM deal WHERE status = 'open' AND owner = %" ID " AND customer = %" ID, o->lead, b), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM task WHERE person = %" ID " AND customer = %" ID, o->lead, b), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM ownership_event WHERE to_owner = %" ID " AND from_owner = %" ID, o->lead, o->ben), ==, 1);
  act = o->act;
  office_do (o, o->lead, "log-activity", NULL, "customer:i kind:t", b, "visit");
  office_undo_refused (o, o->lead, "changed-since", act);
  /* what was undone itself is in nobody's way */
  office_undo (o, o->lead, o->act);
  office_undo (o, o->lead, act);
  office_check (o);
}

/* Undoing the parting gives somebody a customer who has no room for it any more. */
static void
test_no_room (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 a = office_customer (o, o->ann, "Alpha"), b = office_customer (o, o->ben, "Beta"), act;

  office_do (o, o->boss, "archive-customers", NULL, "ids:I", &b, (gsize) 1);
  office_do (o, o->lead, "merge-customers", NULL, "keep:i gone:i take_owner:i", a, b, (gint64) 1);
  unmerge (o, o->lead, b, NULL, 0);
  act = o->act;
  office_customer (o, o->ben, "Gamma");
  office_exec (o, "UPDATE person SET holding_cap = 1 WHERE login = 'ben'");
  office_undo_refused (o, o->lead, "cap-exceeded", act);
  office_exec (o, "UPDATE person SET holding_cap = 2 WHERE login = 'ben'");
  office_undo (o, o->lead, act);
  office_check (o);
}

/* A cycle of families that parting would close. */
static void
test_family (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 top = office_customer (o, o->ann, "Top"), other = office_customer (o, o->ann, "Other"), act;
  gint64 keep = office_do (o, o->ann, "create-customer", "customer", "name:t parent:i", "Keep", other);
  gint64 gone = office_do (o, o->ann, "create-customer", "customer", "name:t parent:i", "Gone", top);
  gint64 child = office_do (o, o->ann, "create-customer", "customer", "name:t parent:i", "Child", gone);
  gint64 grandchild = office_do (o, o->ann, "create-customer", "customer", "name:t parent:i", "Grandchild", child);
  g_autofree char *before = whole_state (o);

  /* what is kept from below takes the place of what is gone */
  office_do (o, o->ann, "merge-customers", NULL, "keep:i gone:i", grandchild, gone);
  g_assert_cmpint (office_int (o, "SELECT parent FROM customer WHERE id = %" ID, grandchild), ==, top);
  g_assert_cmpint (office_int (o, "SELECT parent FROM customer WHERE id = %" ID, child), ==, grandchild);
  office_undo (o, o->ann, o->act);
  assert_whole (o, before);
  /* what is gone from below leaves no loop */
  office_refused (o, o->ann, "own-ancestor", "merge-customers", "keep:i gone:i take_parent:i", top, child, (gint64) 1);
  office_do (o, o->ann, "merge-customers", NULL, "keep:i gone:i", top, child);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE parent IS NULL AND id = %" ID, top), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT parent FROM customer WHERE id = %" ID, grandchild), ==, top);
  office_undo (o, o->ann, o->act);
  assert_whole (o, before);
  /* a parent that is merged itself is found where it is */
  office_do (o, o->ann, "merge-customers", NULL, "keep:i gone:i", keep, gone);
  act = o->act;
  office_do (o, o->ann, "merge-customers", NULL, "keep:i gone:i", keep, top);
  g_assert_cmpint (office_int (o, "SELECT parent FROM customer WHERE id = %" ID, gone), ==, keep);
  office_undo (o, o->ann, o->act);
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t parent:i", top,
             office_int (o, "SELECT version FROM customer WHERE id = %" ID, top), "Top", child);
  office_refused (o, o->ann, "own-ancestor", "unmerge-customer", "gone:i choices:R", gone, columns);
  office_undo_refused (o, o->ann, "own-ancestor", act);
  office_undo (o, o->ann, o->act);
  office_undo (o, o->ann, act);
  assert_whole (o, before);

  /* a loop that undoing the parting would close */
  office_do (o, o->ann, "merge-customers", NULL, "keep:i gone:i take_parent:i", keep, gone, (gint64) 1);
  unmerge (o, o->ann, gone, NULL, 0);
  act = o->act;
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t parent:i", top,
             office_int (o, "SELECT version FROM customer WHERE id = %" ID, top), "Top", keep);
  office_undo_refused (o, o->ann, "own-ancestor", act);
}

/* Long after: what came since goes with what it is about, the rest stays, doubts are decided. */
static void
test_later (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 keep = rich_customer (o, o->ann, "Alpha", "13800138000"), gone = rich_customer (o, o->ben, "Beta", "13800138001");
  gint64 theirs = office_int (o, "SELECT id FROM contact WHERE customer = %" ID, gone), mine = office_int (o, "SELECT id FROM contact WHERE customer = %" ID, keep);
  gint64 deal = office_int (o, "SELECT id FROM deal WHERE status = 'open' AND customer = %" ID, gone), with, without, ours, task, contact, money, corrected, paper;
  g_autofree char *timeline = NULL;

  office_do (o, o->lead, "merge-customers", NULL, "keep:i gone:i", keep, gone);
  with = office_do (o, o->ann, "log-activity", "activity", "customer:i contact:i kind:t", keep, theirs, "call");
  corrected = office_do (o, o->ann, "correct-activity", "activity", "activity:i kind:t at:i", with, "visit", o->now);
  ours = office_do (o, o->ann, "log-activity", "activity", "customer:i contact:i kind:t", keep, mine, "call");
  without = office_do (o, o->ann, "log-activity", "activity", "customer:i kind:t", keep, "mail");
  task = office_do (o, o->ann, "create-task", "task", "customer:i deal:i text:t due:i", keep, deal, "Ask", o->now);
  contact = office_do (o, o->ann, "create-contact", "contact", "customer:i name:t", keep, "Li");
  office_do (o, o->ann, "win-deal", NULL, "deal:i", deal);
  paper = office_do (o, o->boss, "create-contract", "contract", "customer:i deal:i name:t", keep, deal, "New");
  money = office_do (o, o->boss, "record-payment", "payment", "customer:i contract:i amount:i", keep, paper, (gint64) 9);
  office_do (o, o->ann, "disclose", NULL, "relation:t record:i purpose:t", "contact", theirs, "call");
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t region:t website:t", keep,
             office_int (o, "SELECT version FROM customer WHERE id = %" ID, keep), "Alpha", "CN-BJ", "alpha.example");

  {
    /* one that goes by rule is kept, two that would stay go; what is no doubt is left out */
    const Choice choices[] = { { "activity", without, 1 }, { "contact", contact, 1 }, { "contact", mine, 1 }, { "contact", theirs, 0 },
                               { "task", task, 0 }, { "task", task, 1 }, { "dragon", 1, 1 } };

    g_assert_cmpuint (unmerge (o, o->lead, gone, choices, G_N_ELEMENTS (choices)), ==, 4);
    g_assert_cmpint (customer_of (o, "activity", without), ==, gone);
    g_assert_cmpint (customer_of (o, "contact", contact), ==, gone);
    g_assert_cmpint (customer_of (o, "contact", mine), ==, keep);
    g_assert_cmpint (customer_of (o, "contact", theirs), ==, gone);
    g_assert_cmpint (customer_of (o, "task", task), ==, keep);
    office_undo (o, o->lead, o->act);
    office_check (o);
  }
  unmerge (o, o->lead, gone, NULL, 0);
  g_assert_cmpint (customer_of (o, "activity", with), ==, gone);
  g_assert_cmpint (customer_of (o, "activity", corrected), ==, gone);
  g_assert_cmpint (customer_of (o, "activity", ours), ==, keep);
  g_assert_cmpint (customer_of (o, "activity", without), ==, keep);
  g_assert_cmpint (customer_of (o, "task", task), ==, gone);
  g_assert_cmpint (customer_of (o, "contact", contact), ==, keep);
  g_assert_cmpint (customer_of (o, "contract", paper), ==, gone);
  g_assert_cmpint (customer_of (o, "payment", money), ==, gone);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM disclosure WHERE record = %" ID " AND customer <> %" ID, theirs, gone), ==, 0);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM timeline WHERE kind = 'won' AND record = %" ID " AND customer = %" ID, deal, gone), ==, 1);
  /* what somebody changed since stays so; nobody else's hands were on the rest */
  timeline = office_text (o, "SELECT region FROM customer WHERE id = %" ID, keep);
  g_assert_cmpstr (timeline, ==, "CN-BJ");
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE id = %" ID " AND note IS NULL", keep), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM deal WHERE id = %" ID " AND region = 'CN-GD' AND owner = %" ID, deal, o->ann), ==, 1);
}

/* A into B, B into C: parted in either order, everything is where it was. */
static void
test_chain (void)
{
  for (guint order = 0; order < 3; order++)
    {
      g_autoptr (Office) o = office_new ();
      gint64 a = rich_customer (o, o->ann, "Alpha", "13800138000"), b = rich_customer (o, o->ben, "Beta", "13800138001");
      gint64 c = rich_customer (o, o->lead, "Gamma", "13800138002"), first, second;
      g_autofree char *before = whole_state (o);

      office_do (o, o->lead, "merge-customers", NULL, "keep:i gone:i", b, a);
      first = o->act;
      office_do (o, o->lead, "merge-customers", NULL, "keep:i gone:i take_phone:i", c, b, (gint64) 1);
      second = o->act;
      office_check (o);
      g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE merged_into = %" ID, c), ==, 2);
      g_assert_cmpint (office_int (o, "SELECT count(*) FROM contact WHERE customer = %" ID, c), ==, 3);
      if (order == 0)
        {
          office_undo (o, o->lead, second);
          office_undo (o, o->lead, first);
        }
      else if (order == 1)
        {
          unmerge (o, o->lead, a, NULL, 0);
          g_assert_cmpint (office_int (o, "SELECT count(*) FROM contact WHERE customer = %" ID, a), ==, 1);
          g_assert_cmpint (office_int (o, "SELECT count(*) FROM contact WHERE customer = %" ID, c), ==, 2);
          first = o->act;
          unmerge (o, o->lead, b, NULL, 0);
          /* what A parted from is not what it was */
          office_undo_refused (o, o->lead, "changed-since", first);
        }
      else
        {
          unmerge (o, o->lead, b, NULL, 0);
          g_assert_cmpint (office_int (o, "SELECT merged_into FROM customer WHERE id = %" ID, a), ==, b);
          g_assert_cmpint (office_int (o, "SELECT count(*) FROM contact WHERE customer = %" ID, b), ==, 2);
          unmerge (o, o->lead, a, NULL, 0);
        }
      if (order != 1) /* what C took from B, which had it from A, is B's by then */
        assert_whole (o, before);
      g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE archived = 0 AND merged_into IS NULL"), ==, 3);
      g_assert_cmpint (office_int (o, "SELECT count(*) FROM (SELECT customer FROM contact GROUP BY customer HAVING count(*) = 1) AS x"), ==, 3);
      office_check (o);
    }
}

/* Who owns what is kept: of two owners the kept one's, nobody's gives way to somebody's, and by choice the other's. */
static void
test_owners (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 a = rich_customer (o, o->ann, "Alpha", "13800138000"), b = rich_customer (o, o->ben, "Beta", "13800138001");
  g_autofree char *before = NULL;
  g_autofree char *pooled = NULL;

  before = whole_state (o);
  office_do (o, o->lead, "merge-customers", NULL, "keep:i gone:i take_owner:i", a, b, (gint64) 1);
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer WHERE id = %" ID, a), ==, o->ben);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM deal WHERE status = 'open' AND owner = %" ID, o->ben), ==, 2);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM ownership_event WHERE customer = %" ID " AND from_owner = %" ID " AND to_owner = %" ID,
                               a, o->ann, o->ben), ==, 1);
  office_check (o);
  office_undo (o, o->lead, o->act);
  assert_whole (o, before);

  office_exec (o, "INSERT INTO pool(id, name) VALUES (1, 'Pool')");
  office_exec (o, "UPDATE customer SET owner = NULL, pool = 1 WHERE name = 'Alpha'");
  office_exec (o, "DELETE FROM holding WHERE person = (SELECT id FROM person WHERE login = 'ann')");
  pooled = whole_state (o);
  office_refused (o, o->lead, "out-of-reach", "merge-customers", "keep:i gone:i", b, a);
  office_do (o, o->manager, "merge-customers", NULL, "keep:i gone:i", a, b);
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer WHERE pool IS NULL AND id = %" ID, a), ==, o->ben);
  /* it changed hands since: so it stays */
  office_do (o, o->manager, "transfer-customers", NULL, "ids:I to:i", &a, (gsize) 1, o->dan);
  unmerge (o, o->manager, b, NULL, 0);
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer WHERE id = %" ID, a), ==, o->dan);
  g_assert_cmpint (office_int (o, "SELECT owner FROM customer WHERE id = %" ID, b), ==, o->ben);
  office_undo (o, o->manager, o->act);
  office_undo (o, o->manager, office_int (o, "SELECT id FROM act WHERE name = 'transfer-customers'"));
  unmerge (o, o->manager, b, NULL, 0);
  assert_whole (o, pooled);
}

static void
test_set_parent (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 top = office_customer (o, o->ann, "Top"), ids[] = { office_customer (o, o->ann, "One"), office_customer (o, o->ann, "Two") };
  gint64 foreign = office_customer (o, o->cid, "Foreign"), own = office_customer (o, o->ben, "Own"), act, first;
  g_autofree char *before = office_state (o);

  office_refused (o, o->ann, "no-such-customer", "set-parent", "ids:I parent:i", &(gint64){ 999 }, (gsize) 1, top);
  office_refused (o, o->ann, "no-such-parent", "set-parent", "ids:I parent:i", ids, (gsize) 2, (gint64) 999);
  office_refused (o, o->ann, "out-of-reach", "set-parent", "ids:I parent:i", ids, (gsize) 2, foreign);
  office_refused (o, o->ann, "out-of-reach", "set-parent", "ids:I parent:i", &foreign, (gsize) 1, top);
  office_refused (o, o->ann, "own-ancestor", "set-parent", "ids:I parent:i", &top, (gsize) 1, top);
  office_refused (o, o->ann, "nothing-to-do", "set-parent", "ids:I", ids, (gsize) 2);
  office_exec (o, "INSERT INTO role_limit(role, name, n) SELECT id, 'bulk_rows', 1 FROM role WHERE key = 'salesperson'");
  office_refused (o, o->ann, "too-many-rows", "set-parent", "ids:I parent:i", ids, (gsize) 2, top);
  office_exec (o, "DELETE FROM role_limit");
  office_exec (o, "INSERT INTO role_field(role, relation, field, rule) SELECT id, 'customer', 'parent', 'read' FROM role WHERE key = 'salesperson'");
  office_refused (o, o->ann, "locked-field", "set-parent", "ids:I parent:i", ids, (gsize) 2, top);
  office_exec (o, "DELETE FROM role_field WHERE field = 'parent'");

  g_assert_cmpint (office_do (o, o->ann, "set-parent", "n", "ids:I parent:i", ids, (gsize) 2, top), ==, 2);
  first = o->act;
  office_refused (o, o->ann, "own-ancestor", "set-parent", "ids:I parent:i", &top, (gsize) 1, ids[1]);
  office_undo_refused (o, o->cid, "out-of-reach", first);
  office_undo (o, o->ann, first);
  assert_state (o, before);
  office_do (o, o->ann, "set-parent", NULL, "ids:I parent:i", ids, (gsize) 1, top);
  first = o->act;
  office_do (o, o->ann, "set-parent", NULL, "ids:I parent:i", ids, (gsize) 1, ids[1]);
  office_undo_refused (o, o->ann, "changed-since", first);
  act = o->act;
  office_exec (o, "INSERT INTO role_field(role, relation, field, rule) SELECT id, 'customer', 'parent', 'read' FROM role WHERE key = 'salesperson'");
  office_undo_refused (o, o->ann, "locked-field", act);
  office_exec (o, "DELETE FROM role_field WHERE field = 'parent'");
  /* the parent that it had is below it now */
  office_do (o, o->ann, "set-parent", NULL, "ids:I parent:i", &top, (gsize) 1, ids[0]);
  office_undo_refused (o, o->ann, "own-ancestor", act);
  /* or is part of another */
  office_undo (o, o->ann, o->act);
  office_do (o, o->lead, "merge-customers", NULL, "keep:i gone:i", own, top);
  office_undo (o, o->ann, act);
  g_assert_cmpint (office_int (o, "SELECT parent FROM customer WHERE id = %" ID, ids[0]), ==, own);
  office_refused (o, o->lead, "no-such-parent", "set-parent", "ids:I parent:i", ids + 1, (gsize) 1, top);
  office_do (o, o->lead, "set-parent", NULL, "ids:I", ids, (gsize) 1);
  office_exec (o, "UPDATE act_row SET was = '4711' WHERE act = (SELECT max(id) FROM act)");
  office_undo_refused (o, o->lead, "no-such-parent", o->act);
  office_do (o, o->boss, "archive-customers", NULL, "ids:I", ids, (gsize) 1);
  office_refused (o, o->ann, "archived", "set-parent", "ids:I parent:i", ids, (gsize) 1, ids[1]);
}

static void
assert_contacted (Office *o, const GError *error, const char *rule, gint64 person, gint64 customer)
{
  g_autofree char *whom = g_strdup_printf ("%" ID, person);
  g_autofree char *where = customer != 0 ? g_strdup_printf ("%" ID, customer) : NULL;

  g_assert_true (garrison_error_is_refusal (error, "family-contacted"));
  g_assert_cmpstr (garrison_refusal_get_detail (error, "person"), ==, whom);
  g_assert_cmpstr (garrison_refusal_get_detail (error, "rule"), ==, rule);
  g_assert_cmpstr (garrison_refusal_get_detail (error, "customer"), ==, where);
  g_assert_nonnull (garrison_refusal_get_detail (error, "name"));
  g_assert_cmpuint (strlen (garrison_refusal_get_detail (error, "day")), ==, 8);
}

static void
test_family_contacted (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 top = office_customer (o, o->lead, "Group"), east = office_customer (o, o->ann, "Group East"), west = office_customer (o, o->cid, "Group West");
  gint64 ids[] = { east, west }, contact = office_do (o, o->ann, "create-contact", "contact", "customer:i name:t mobile:t", east, "Li", "13800138000");
  g_autoptr (GError) error = NULL;

  office_do (o, o->boss, "set-parent", NULL, "ids:I parent:i", ids, (gsize) 2, top);
  office_do (o, o->cid, "log-activity", NULL, "customer:i kind:t at:i", west, "visit", o->now - 2 * G_TIME_SPAN_DAY);
  /* no rule, no words */
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t", east, "call");
  office_undo (o, o->ann, o->act);

  office_refused (o, o->boss, "bad-argument", "set-family-rule", "purpose:t rule:t days:i", "birthday", "warn", (gint64) 7);
  office_refused (o, o->boss, "bad-argument", "set-family-rule", "purpose:t rule:t days:i", "activity", "shout", (gint64) 7);
  office_refused (o, o->boss, "bad-argument", "set-family-rule", "purpose:t rule:t days:i", "activity", "warn", (gint64) 0);
  office_refused (o, o->boss, "nothing-to-do", "set-family-rule", "purpose:t rule:t days:i", "activity", "none", (gint64) 7);
  office_refused (o, o->lead, "no-right", "set-family-rule", "purpose:t rule:t days:i", "activity", "warn", (gint64) 7);
  office_do (o, o->boss, "set-family-rule", NULL, "purpose:t rule:t days:i", "activity", "warn", (gint64) 3);

  /* who and when is told; the company only to those who see it */
  office_refused (o, o->ann, "family-contacted", "log-activity", "customer:i kind:t", east, "call");
  g_assert_null (office_try (o, &error, o->ann, "log-activity", "customer:i kind:t", east, "call"));
  assert_contacted (o, error, "warn", o->cid, 0);
  g_clear_error (&error);
  g_assert_null (office_try (o, &error, o->boss, "log-activity", "customer:i kind:t", east, "call"));
  assert_contacted (o, error, "warn", o->cid, west);
  g_clear_error (&error);
  /* a note is no contact, one's own is none of a colleague's, and before that nobody had called */
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t text:t", east, "note", "Thinks about it");
  office_do (o, o->cid, "log-activity", NULL, "customer:i kind:t", west, "call");
  office_undo (o, o->cid, o->act);
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t at:i", east, "call", o->now - 3 * G_TIME_SPAN_DAY);
  office_undo (o, o->ann, o->act);
  /* with a reason it is done, and the reason is kept */
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t although:t", east, "call", "They called us");
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act_row WHERE field = 'although' AND became = 'They called us'"), ==, 1);
  office_undo (o, o->ann, o->act);
  office_do (o, o->boss, "set-family-rule", NULL, "purpose:t rule:t days:i", "activity", "block", (gint64) 3);
  office_refused (o, o->ann, "family-contacted", "log-activity", "customer:i kind:t although:t", east, "call", "They called us");
  office_undo (o, o->boss, o->act);
  office_do (o, o->boss, "set-family-rule", NULL, "purpose:t rule:t days:i", "activity", "warn", (gint64) 1);
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t", east, "call");

  office_do (o, o->boss, "set-family-rule", NULL, "purpose:t rule:t days:i", "disclosure", "warn", (gint64) 30);
  office_refused (o, o->ann, "family-contacted", "disclose", "relation:t record:i purpose:t", "contact", contact, "call");
  office_do (o, o->ann, "disclose", NULL, "relation:t record:i purpose:t", "contact", contact, "check");
  office_do (o, o->ann, "disclose", NULL, "relation:t record:i purpose:t although:t", "contact", contact, "call", "Agreed with Cid");
  {
    gint64 act;
    office_do (o, o->boss, "set-family-rule", NULL, "purpose:t rule:t days:i", "campaign", "block", (gint64) 90);
    act = o->act;
    office_do (o, o->boss, "set-family-rule", NULL, "purpose:t rule:t days:i", "campaign", "block", (gint64) 91);
    office_undo_refused (o, o->boss, "changed-since", act);
  }
}

void
add_merge_tests (void)
{
  g_test_add_func ("/acts/merge/merge", test_merge);
  g_test_add_func ("/acts/merge/refusals", test_refusals);
  g_test_add_func ("/acts/merge/unmerge-refusals", test_unmerge_refusals);
  g_test_add_func ("/acts/merge/no-room", test_no_room);
  g_test_add_func ("/acts/merge/family", test_family);
  g_test_add_func ("/acts/merge/later", test_later);
  g_test_add_func ("/acts/merge/chain", test_chain);
  g_test_add_func ("/acts/merge/owners", test_owners);
  g_test_add_func ("/acts/merge/set-parent", test_set_parent);
  g_test_add_func ("/acts/merge/family-contacted", test_family_contacted);
}
