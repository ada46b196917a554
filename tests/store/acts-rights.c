/* Other people's records through the doors of acts: by parents, by imports, by undoing, by asking. */
#include "acts.h"

#include "store/act-file.h"

/* A parent is chosen among those whom one sees; one that was there already may stay. */
static void
test_parent (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 mine = office_customer (o, o->ann, "Mine"), other = office_customer (o, o->cid, "Other");
  gint64 act;

  office_refused (o, o->ann, "out-of-reach", "create-customer", "name:t parent:i", "Third", other);
  office_refused (o, o->ann, "out-of-reach", "edit-customer", "customer:i version:i name:t parent:i", mine, (gint64) 1,
                  "Mine", other);
  office_do (o, o->boss, "edit-customer", NULL, "customer:i version:i name:t parent:i", mine, (gint64) 1, "Mine", other);
  act = o->act;
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t parent:i", mine, (gint64) 2, "Mine & Co", other);
  office_undo (o, o->ann, o->act);
  office_undo (o, o->boss, act);
  office_check (o);
}

/* Undoing an edit makes no circle, finds no parent that is gone, and takes no number that somebody else has now. */
static void
test_undone_edit (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 one = office_customer (o, o->ann, "One"), two = office_customer (o, o->ann, "Two");
  gint64 made = o->act, three, act, circle;

  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t parent:i", one, (gint64) 1, "One", two);
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t", one, (gint64) 2, "One");
  act = o->act;
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t parent:i", two, (gint64) 1, "Two", one);
  circle = o->act;
  office_undo_refused (o, o->ann, "own-ancestor", act);
  office_undo (o, o->ann, circle);
  office_undo (o, o->ann, act);
  g_assert_cmpint (office_int (o, "SELECT parent FROM customer WHERE id = %" G_GINT64_FORMAT, one), ==, two);

  three = office_customer (o, o->ann, "Three");
  made = o->act;
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t parent:i", one, (gint64) 4, "One", three);
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t", one, (gint64) 5, "One");
  act = o->act;
  office_undo (o, o->ann, made);
  office_undo_refused (o, o->ann, "no-such-parent", act);

  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t credit_code:t", one, (gint64) 6, "One",
             "91350100M000100Y43");
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t", one, (gint64) 7, "One");
  act = o->act;
  office_do (o, o->cid, "create-customer", NULL, "name:t credit_code:t", "Taken", "91350100M000100Y43");
  office_undo_refused (o, o->ann, "duplicate", act);
  office_check (o);
}

/* What was given away comes back to nobody to whom it could not be given. */
static void
test_undone_owner (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Customer"), deal, task, deal_act, task_act;

  deal = office_deal (o, o->ann, customer, "Deal", 100);
  task = office_do (o, o->ann, "create-task", "task", "customer:i text:t due:i", customer, "Call", o->now);
  office_do (o, o->lead, "edit-deal", NULL, "deal:i version:i name:t amount:i owner:i", deal, (gint64) 1, "Deal",
             (gint64) 100, o->ben);
  deal_act = o->act;
  office_do (o, o->lead, "edit-task", NULL, "task:i version:i text:t due:i person:i", task, (gint64) 1, "Call", o->now, o->ben);
  task_act = o->act;
  office_exec (o, "UPDATE person SET team = (SELECT id FROM team WHERE name = 'South') WHERE login = 'ann'");
  office_undo_refused (o, o->lead, "person-out-of-reach", deal_act);
  office_undo_refused (o, o->lead, "person-out-of-reach", task_act);
  office_exec (o, "UPDATE person SET active = 0 WHERE login = 'ann'");
  office_undo_refused (o, o->boss, "no-such-person", deal_act);
  office_undo_refused (o, o->boss, "no-such-person", task_act);
  office_exec (o, "UPDATE person SET active = 1 WHERE login = 'ann'");
  office_undo (o, o->boss, deal_act);
  office_undo (o, o->boss, task_act);
  office_check (o);
}

/* A customer that was handed over is closed to whoever had it, also by way of what they once wrote. */
static void
test_after_handover (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Customer");
  gint64 created = o->act, contact, logged, corrected, activity, tagged, edited, added;

  contact = office_do (o, o->ann, "create-contact", "contact", "customer:i name:t", customer, "Wang");
  added = o->act;
  activity = office_do (o, o->ann, "log-activity", "activity", "customer:i kind:t text:t", customer, "note", "First");
  logged = o->act;
  office_do (o, o->ann, "correct-activity", NULL, "activity:i kind:t text:t at:i", activity, "note", "Second", o->now);
  corrected = o->act;
  office_do (o, o->ann, "tag-customers", NULL, "ids:I tag:t", &customer, (gsize) 1, "Hot");
  tagged = o->act;
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t", customer, (gint64) 1, "Renamed");
  edited = o->act;
  office_do (o, o->boss, "transfer-customers", NULL, "ids:I to:i", &customer, (gsize) 1, o->cid);

  office_undo_refused (o, o->ann, "out-of-reach", corrected);
  office_undo_refused (o, o->ann, "out-of-reach", logged);
  office_undo_refused (o, o->ann, "out-of-reach", tagged);
  office_undo_refused (o, o->ann, "out-of-reach", edited);
  office_undo_refused (o, o->ann, "out-of-reach", added);
  office_undo_refused (o, o->ann, "out-of-reach", created);
  office_undo_refused (o, o->ann, "no-right", o->act);
  office_refused (o, o->ann, "out-of-reach", "edit-contact", "contact:i version:i name:t", contact, (gint64) 1, "X");
  office_refused (o, o->ann, "out-of-reach", "archive-contact", "contact:i", contact);
  office_refused (o, o->ann, "out-of-reach", "log-activity", "customer:i kind:t", customer, "call");
  office_refused (o, o->ann, "out-of-reach", "create-deal", "customer:i name:t", customer, "X");
  office_refused (o, o->ann, "out-of-reach", "create-task", "customer:i text:t due:i", customer, "X", o->now);
  office_refused (o, o->ann, "out-of-reach", "tag-customers", "ids:I tag:t", &customer, (gsize) 1, "X");
  office_refused (o, o->ann, "out-of-reach", "untag-customers", "ids:I tag:t", &customer, (gsize) 1, "Hot");
  office_refused (o, o->ann, "no-right", "record-payment", "customer:i amount:i", customer, (gint64) 1);
  office_refused (o, o->ann, "out-of-reach", "create-contract", "customer:i name:t", customer, "X");
  office_check (o);
}

/* Records of one's own customers take none of another's along. */
static void
test_foreign_parts (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 mine = office_customer (o, o->ann, "Mine"), other = office_customer (o, o->cid, "Other");
  gint64 contact = office_do (o, o->cid, "create-contact", "contact", "customer:i name:t", other, "Wang");
  gint64 deal = office_deal (o, o->cid, other, "Deal", 100);
  gint64 task = office_do (o, o->cid, "create-task", "task", "customer:i text:t due:i", other, "Call", o->now);
  gint64 both[] = { mine, other };

  office_refused (o, o->ann, "no-such-contact", "log-activity", "customer:i kind:t contact:i", mine, "call", contact);
  office_refused (o, o->ann, "no-such-deal", "log-activity", "customer:i kind:t deal:i", mine, "call", deal);
  office_refused (o, o->ann, "no-such-task", "log-activity", "customer:i kind:t done_task:i", mine, "call", task);
  office_refused (o, o->ann, "no-such-contact", "create-task", "customer:i text:t due:i contact:i", mine, "X", o->now, contact);
  office_refused (o, o->ann, "no-such-deal", "create-task", "customer:i text:t due:i deal:i", mine, "X", o->now, deal);
  office_refused (o, o->ann, "person-out-of-reach", "create-task", "customer:i text:t due:i person:i", mine, "X", o->now, o->cid);
  office_refused (o, o->ann, "person-out-of-reach", "create-deal", "customer:i name:t owner:i", mine, "X", o->cid);
  office_refused (o, o->ann, "no-such-deal", "create-contract", "customer:i name:t deal:i", mine, "X", deal);
  office_refused (o, o->ann, "out-of-reach", "tag-customers", "ids:I tag:t", both, (gsize) 2, "X");
  office_refused (o, o->lead, "out-of-reach", "transfer-customers", "ids:I to:i", both, (gsize) 2, o->ben);
  office_refused (o, o->lead, "person-out-of-reach", "transfer-customers", "ids:I to:i", both, (gsize) 1, o->cid);
  office_refused (o, o->lead, "out-of-reach", "archive-customers", "ids:I", both, (gsize) 2);
  office_refused (o, o->ann, "out-of-reach", "edit-deal", "deal:i version:i name:t", deal, (gint64) 1, "X");
  office_refused (o, o->ann, "out-of-reach", "advance-deal", "deal:i stage:i version:i", deal, office_stage (o, "quote"), (gint64) 1);
  office_refused (o, o->ann, "out-of-reach", "win-deal", "deal:i", deal);
  office_refused (o, o->ann, "out-of-reach", "complete-task", "task:i", task);
  office_refused (o, o->ann, "out-of-reach", "drop-task", "task:i", task);
  office_check (o);
}

/* Refused duplicates count like questions about them, so that creating is no way to ask without end. */
static void
test_oracle (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 mine = office_customer (o, o->ann, "Mine");

  office_do (o, o->cid, "create-customer", NULL, "name:t credit_code:t", "Known", "91350100M000100Y43");
  office_do (o, o->boss, "set-setting", NULL, "key:t value:t", "duplicate_checks_a_day", "3");
  office_do (o, o->ann, "check-duplicate", NULL, "name:t", "Known");
  /* what one asked is in one's own audit: not the record that one does not see */
  g_assert_cmpint (office_int (o, "SELECT record FROM act_row WHERE field = 'checked'"), ==, 0);
  office_refused (o, o->ann, "duplicate", "create-customer", "name:t", "Known");
  office_refused (o, o->ann, "duplicate", "edit-customer", "customer:i version:i name:t credit_code:t", mine, (gint64) 1,
                  "Mine", "91350100M000100Y43");
  office_refused (o, o->ann, "too-many-checks", "create-customer", "name:t", "Known");
  office_refused (o, o->ann, "too-many-checks", "create-customer", "name:t", "Unknown");
  office_refused (o, o->ann, "too-many-checks", "edit-customer", "customer:i version:i name:t credit_code:t", mine, (gint64) 1,
                  "Mine", "91350100M000100Y43");
  office_refused (o, o->ann, "too-many-checks", "check-duplicate", "name:t", "Stranger");
  /* what does not ask goes on */
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t", mine, (gint64) 1, "Mine & Co");
  office_do (o, o->ben, "create-customer", NULL, "name:t", "Bens");
  o->now += G_TIME_SPAN_DAY;
  office_do (o, o->ann, "create-customer", NULL, "name:t", "Tomorrow");
}

/* People are edited within one's reach, and nobody is moved, raised or signed in as beyond it. */
static void
test_people (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 lead = office_role (o, "lead"), seller = office_role (o, "salesperson"), act;

  office_exec (o, "INSERT INTO role_right(role, name, scope) SELECT id, 'person.edit', 'below' FROM role WHERE key = 'lead'");
  office_exec (o, "INSERT INTO role_right(role, name, scope) SELECT id, 'role.edit', 'all' FROM role WHERE key = 'lead'");
  office_refused (o, o->lead, "out-of-reach", "edit-person", "person:i version:i login:t name:t role:i team:i", o->cid,
                  (gint64) 1, "cid", "Cid", seller, o->south);
  office_refused (o, o->lead, "out-of-reach", "edit-person", "person:i version:i login:t name:t role:i team:i", o->lead,
                  (gint64) 1, "lead", "lead", lead, o->root);
  office_refused (o, o->lead, "out-of-reach", "add-person", "login:t name:t role:i team:i", "eve", "Eve", seller, o->south);
  office_refused (o, o->lead, "out-of-reach", "add-person", "login:t name:t role:i", "eve", "Eve", seller);
  office_refused (o, o->lead, "out-of-reach", "leave-person", "person:i", o->cid);
  office_do (o, o->lead, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", o->ann, (gint64) 1,
             "ann", "Ann", seller, o->north);
  office_undo (o, o->lead, o->act);
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", o->cid, (gint64) 1,
             "cid", "Cid", seller, o->south);
  office_undo_refused (o, o->lead, "out-of-reach", o->act);
  office_do (o, o->boss, "leave-person", NULL, "person:i", o->cid);
  office_undo_refused (o, o->lead, "out-of-reach", o->act);

  /* a right that was taken is not given back by whoever lacks it */
  office_do (o, o->boss, "set-role-right", NULL, "role:i name:t", office_role (o, "manager"), "customer.export");
  act = o->act;
  office_undo_refused (o, o->lead, "above-you", act);
  /* nor by one alone of two who set rules */
  office_undo_refused (o, o->boss, "second-person", act);
  office_exec (o, "DELETE FROM role_right WHERE name = 'role.edit' AND role <> (SELECT id FROM role WHERE key = 'owner')");
  office_undo (o, o->boss, act);

  office_exec (o, "INSERT INTO role_right(role, name, scope) SELECT id, 'person.password', 'all' FROM role WHERE key = 'lead'");
  office_refused (o, 0, "above-you", "set-password", "person:i hash:t by:i", o->boss, "hash", o->lead);
  office_refused (o, 0, "above-you", "set-password", "person:i hash:t by:i", o->manager, "hash", o->lead);
  office_do (o, 0, "set-password", NULL, "person:i hash:t by:i", o->dan, "hash", o->lead);
  office_do (o, 0, "set-password", NULL, "person:i hash:t by:i", o->manager, "hash", o->boss);
}

/* Rows of one cell each, the others the same in every row. */
typedef struct
{
  GarrisonValue cells[4];
  guint next, total;
} Rows;

static gboolean
give_rows (gpointer data, GarrisonValue *cells, guint n_cells, GError **error)
{
  Rows *rows = data;

  for (guint i = 0; i < n_cells; i++)
    cells[i] = rows->cells[i];
  return rows->next++ < rows->total;
}

static GarrisonActResult *
import (Office *o, gint64 me, const char *act, const char *const *columns, Rows *rows, GError **error)
{
  g_autoptr (GarrisonArgs) args = office_args ("file:t", "file.csv");

  garrison_args_set_rows (args, "rows", columns, give_rows, rows);
  return office_run (o, me, act, args, NULL, NULL, NULL, error);
}

#define INT(value) { .kind = GARRISON_VALUE_INT, .integer = value }
#define TEXT(value) { .kind = GARRISON_VALUE_TEXT, .text = value, .length = -1 }

/* With the right to import, but not for everybody, nothing is brought to customers of others. */
static void
test_import (void)
{
  static const char *const deal_columns[] = { "form", "customer", "name", "stage", NULL };
  static const char *const activity_columns[] = { "form", "customer", "kind", "text", NULL };
  static const char *const contact_columns[] = { "customer", "name", "main", NULL };
  static const char *const people_columns[] = { "form", "login", "name", "role", NULL };
  g_autoptr (Office) o = office_new ();
  gint64 other = office_customer (o, o->cid, "Other");
  g_autoptr (GError) error = NULL;

  office_exec (o, "INSERT INTO role_right(role, name, scope) SELECT id, 'import.other', 'below' FROM role WHERE key = 'lead'");
  office_exec (o, "INSERT INTO role_right(role, name, scope) SELECT id, 'import.people', 'all' FROM role WHERE key = 'lead'");
  for (guint i = 0; i < 2; i++)
    {
      Rows deals = { { INT (2), INT (other), TEXT ("Deal"), INT (office_stage (o, "lead")) }, 0, 1 };
      Rows activities = { { INT (2), INT (other), TEXT ("call"), TEXT ("Hello") }, 0, 1 };
      Rows contacts = { { INT (other), TEXT ("Wang"), INT (0) }, 0, 1 };

      g_assert_null (import (o, o->lead, "import-deals", deal_columns, &deals, &error));
      g_assert_true (garrison_error_is_refusal (error, "nothing-new"));
      g_clear_error (&error);
      g_assert_null (import (o, o->lead, "import-activities", activity_columns, &activities, &error));
      g_assert_true (garrison_error_is_refusal (error, "nothing-new"));
      g_clear_error (&error);
      g_assert_null (import (o, o->lead, "import-contacts", contact_columns, &contacts, &error));
      g_assert_true (garrison_error_is_refusal (error, "nothing-new"));
      g_clear_error (&error);
      /* and the second time to one that is nobody's */
      office_exec (o, "UPDATE customer SET owner = NULL, owned_since = NULL");
    }
  for (guint i = 0; i < 2; i++)
    {
      Rows people = { { INT (2), TEXT ("eve"), TEXT ("Eve"), TEXT ("owner") }, 0, 1 };
      g_autoptr (GarrisonActResult) result = import (o, i == 0 ? o->lead : o->boss, "import-people", people_columns, &people, &error);

      g_assert_true (i == 0 ? garrison_error_is_refusal (error, "above-you") : error == NULL);
      g_clear_error (&error);
    }
}

/* Amounts end where a thousand of them still add up; nothing of the engine's own is heard. */
static void
test_amounts (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Customer"), deal;
  static const gint64 wrong[] = { GARRISON_ACT_MONEY_MAX + 1, G_MAXINT64, G_MININT64, -GARRISON_ACT_MONEY_MAX - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      office_refused (o, o->ann, "bad-amount", "create-deal", "customer:i name:t amount:i", customer, "X", wrong[i]);
      office_refused (o, o->lead, "bad-amount", "record-payment", "customer:i amount:i", customer, wrong[i]);
    }
  for (guint i = 0; i < 3; i++)
    {
      deal = office_deal (o, o->ann, customer, "Deal", GARRISON_ACT_MONEY_MAX);
      office_do (o, o->ann, "win-deal", NULL, "deal:i", deal);
    }
  office_do (o, o->lead, "record-payment", NULL, "customer:i amount:i", customer, -GARRISON_ACT_MONEY_MAX);
  g_assert_cmpint (office_int (o, "SELECT sum(amount) FROM customer_month"), ==, 3 * GARRISON_ACT_MONEY_MAX);
  office_check (o);
}

/* A clock that goes back and days that are none keep neither the chain nor the counts from being sound. */
static void
test_clock (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 customer = office_customer (o, o->ann, "Customer"), act;

  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t", customer, "call");
  act = o->act;
  o->now -= 400 * G_TIME_SPAN_DAY;
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t", customer, "call");
  g_assert_cmpint (o->act, >, act);
  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", &customer, (gsize) 1, o->ben);
  office_undo (o, o->lead, o->act);
  office_undo (o, o->ann, act);
  office_check (o);

  /* the first moments of 1900 are still 1899 west of Greenwich */
  office_set_zone (o, "America/New_York");
  office_refused (o, o->ann, "before-times", "log-activity", "customer:i kind:t at:i", customer, "call",
                  G_GINT64_CONSTANT (-2208988800000000));
  office_refused (o, o->ann, "before-times", "log-activity", "customer:i kind:t at:i", customer, "call", G_MININT64);
  office_refused (o, o->ann, "in-future", "log-activity", "customer:i kind:t at:i", customer, "call", G_MAXINT64);
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t at:i", customer, "call",
             G_GINT64_CONSTANT (-2208988800000000) + G_TIME_SPAN_DAY);
  office_check (o);
}

void
add_rights_tests (void)
{
  g_test_add_func ("/acts/rights/parent", test_parent);
  g_test_add_func ("/acts/rights/undone-edit", test_undone_edit);
  g_test_add_func ("/acts/rights/undone-owner", test_undone_owner);
  g_test_add_func ("/acts/rights/after-handover", test_after_handover);
  g_test_add_func ("/acts/rights/foreign-parts", test_foreign_parts);
  g_test_add_func ("/acts/rights/oracle", test_oracle);
  g_test_add_func ("/acts/rights/people", test_people);
  g_test_add_func ("/acts/rights/import", test_import);
  g_test_add_func ("/acts/rights/amounts", test_amounts);
  g_test_add_func ("/acts/rights/clock", test_clock);
}
