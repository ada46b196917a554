/* Activities and tasks. */
#include "acts.h"

#define DAY G_TIME_SPAN_DAY

static void
test_log (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), task, activity, act;
  g_autofree char *before = NULL;

  task = office_do (o, o->ann, "create-task", "task", "customer:i text:t due:i", id, "Call", o->now);
  before = office_state (o);
  activity = office_do (o, o->ann, "log-activity", "activity", "customer:i kind:t text:t minutes:i next_text:t next_due:i done_task:i outcome:i",
                        id, "call", "Wants a quote", (gint64) 12, "Send the quote", o->now + 3 * DAY, task, office_choice (o, "outcome", "wants-quote"));
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT last_contact_at FROM customer"), ==, office_int (o, "SELECT at FROM activity WHERE id = %" G_GINT64_FORMAT, activity));
  g_assert_cmpint (office_int (o, "SELECT next_task FROM customer"), !=, task);
  g_assert_cmpint (office_int (o, "SELECT n FROM activity_day"), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT done_by FROM task WHERE id = %" G_GINT64_FORMAT, task), ==, o->ann);
  office_check (o);
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ann, act);
  office_check (o);
  assert_state (o, before);

  /* a note is no contact */
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t text:t", id, "note", "Moved");
  g_assert_cmpint (office_int (o, "SELECT last_contact_at IS NULL FROM customer"), ==, 1);
  /* an earlier call, logged later, does not move the last contact back */
  office_do (o, o->lead, "log-activity", NULL, "customer:i kind:t", id, "visit");
  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t at:i", id, "call", o->now - 10 * DAY);
  g_assert_cmpint (office_int (o, "SELECT last_contact_at = (SELECT at FROM activity WHERE kind = 'visit') FROM customer"), ==, 1);
  office_check (o);

  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t next_due:i next_kind:t", id, "call", o->now + DAY, "visit");
  act = o->act;
  office_do (o, o->ann, "complete-task", NULL, "task:i", office_int (o, "SELECT max(id) FROM task"));
  office_undo_refused (o, o->ann, "changed-since", act);
}

static void
test_log_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), other = office_customer (o, o->cid, "Beta"), contact, deal, task;

  contact = office_do (o, o->cid, "create-contact", "contact", "customer:i name:t", other, "Wang");
  deal = office_deal (o, o->cid, other, "Deal", 1);
  task = office_do (o, o->cid, "create-task", "task", "customer:i text:t due:i", other, "x", o->now);
  office_refused (o, o->ann, "no-such-customer", "log-activity", "customer:i kind:t", (gint64) 999, "call");
  office_refused (o, o->ann, "out-of-reach", "log-activity", "customer:i kind:t", other, "call");
  office_refused (o, 0, "no-such-person", "log-activity", "customer:i kind:t", id, "call");
  office_refused (o, o->ann, "bad-kind", "log-activity", "customer:i kind:t", id, "dream");
  office_refused (o, o->ann, "empty-text", "log-activity", "customer:i kind:t text:t", id, "note", "  ");
  office_refused (o, o->ann, "bad-minutes", "log-activity", "customer:i kind:t minutes:i", id, "call", (gint64) -1);
  office_refused (o, o->ann, "in-future", "log-activity", "customer:i kind:t at:i", id, "call", o->now + DAY);
  office_refused (o, o->ann, "before-times", "log-activity", "customer:i kind:t at:i", id, "call", G_MININT64);
  office_refused (o, o->ann, "no-such-contact", "log-activity", "customer:i kind:t contact:i", id, "call", contact);
  office_refused (o, o->ann, "no-such-deal", "log-activity", "customer:i kind:t deal:i", id, "call", deal);
  office_refused (o, o->ann, "no-such-choice", "log-activity", "customer:i kind:t outcome:i", id, "call", office_choice (o, "level", "A"));
  office_refused (o, o->ann, "no-due", "log-activity", "customer:i kind:t next_text:t", id, "call", "again");
  office_refused (o, o->ann, "bad-due", "log-activity", "customer:i kind:t next_text:t next_due:i", id, "call", "again", G_MAXINT64);
  office_refused (o, o->ann, "bad-next", "log-activity", "customer:i kind:t next_due:i", id, "call", o->now);
  office_refused (o, o->ann, "bad-next", "log-activity", "customer:i kind:t next_due:i next_kind:t", id, "call", o->now, "dream");
  office_refused (o, o->ann, "no-such-task", "log-activity", "customer:i kind:t done_task:i", id, "call", task);
  task = office_do (o, o->lead, "create-task", "task", "customer:i text:t due:i", id, "x", o->now);
  office_refused (o, o->ann, "task-out-of-reach", "log-activity", "customer:i kind:t done_task:i", id, "call", task);
  office_do (o, o->lead, "complete-task", NULL, "task:i", task);
  office_refused (o, o->ann, "task-closed", "log-activity", "customer:i kind:t done_task:i", id, "call", task);
  office_do (o, o->lead, "archive-customers", NULL, "ids:I", &id, (gsize) 1);
  office_refused (o, o->ann, "archived", "log-activity", "customer:i kind:t", id, "call");
}

static void
test_correct (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), other = office_customer (o, o->cid, "Beta"), first, second, contact, act;
  g_autofree char *before = NULL;

  contact = office_do (o, o->cid, "create-contact", "contact", "customer:i name:t", other, "Wang");
  first = office_do (o, o->ann, "log-activity", "activity", "customer:i kind:t text:t", id, "call", "Sold");
  before = office_state (o);
  second = office_do (o, o->ann, "correct-activity", "activity", "activity:i kind:t text:t at:i", first, "visit", "Not sold", o->now - 40 * DAY);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT corrected_by FROM activity WHERE id = %" G_GINT64_FORMAT, first), ==, second);
  g_assert_cmpint (office_int (o, "SELECT sum(n) FROM activity_month"), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT last_contact_at = (SELECT max(at) FROM activity WHERE kind = 'visit') FROM customer WHERE id = %" G_GINT64_FORMAT, id), ==, 1);
  office_check (o);
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo_refused (o, o->ann, "changed-since", act - 1);
  office_undo (o, o->ann, act);
  assert_state (o, before);
  office_check (o);

  office_refused (o, o->ann, "no-such-activity", "correct-activity", "activity:i kind:t at:i", (gint64) 999, "call", o->now);
  office_refused (o, o->cid, "out-of-reach", "correct-activity", "activity:i kind:t at:i", first, "call", o->now);
  office_refused (o, o->helper, "out-of-reach", "correct-activity", "activity:i kind:t at:i", first, "call", o->now);
  office_refused (o, o->ann, "bad-kind", "correct-activity", "activity:i kind:t at:i", first, "dream", o->now);
  office_refused (o, o->ann, "empty-text", "correct-activity", "activity:i kind:t at:i", first, "note", o->now);
  office_refused (o, o->ann, "bad-minutes", "correct-activity", "activity:i kind:t at:i minutes:i", first, "call", o->now, (gint64) 99999);
  office_refused (o, o->ann, "in-future", "correct-activity", "activity:i kind:t at:i", first, "call", o->now + DAY);
  office_refused (o, o->ann, "before-times", "correct-activity", "activity:i kind:t at:i", first, "call", G_MININT64);
  office_refused (o, o->ann, "no-such-contact", "correct-activity", "activity:i kind:t at:i contact:i", first, "call", o->now, contact);
  office_refused (o, o->ann, "no-such-choice", "correct-activity", "activity:i kind:t at:i outcome:i", first, "call", o->now, (gint64) 999);
  office_refused (o, o->ann, "nothing-to-do", "correct-activity", "activity:i kind:t text:t at:i", first, "call", "Sold",
                  office_int (o, "SELECT at FROM activity WHERE id = %" G_GINT64_FORMAT, first));
  second = office_do (o, o->lead, "correct-activity", "activity", "activity:i kind:t at:i", first, "visit", o->now);
  act = o->act;
  office_refused (o, o->ann, "corrected-already", "correct-activity", "activity:i kind:t at:i", first, "call", o->now);
  office_do (o, o->lead, "correct-activity", NULL, "activity:i kind:t at:i", second, "call", o->now);
  office_undo_refused (o, o->lead, "changed-since", act);
  office_check (o);
}

static void
test_tasks (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), other = office_customer (o, o->cid, "Beta"), task, act, contact, deal;
  g_autofree char *before = office_state (o);
  g_autofree char *open = NULL;

  task = office_do (o, o->ann, "create-task", "task", "customer:i text:t due:i", id, "Call", o->now + DAY);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT next_task FROM customer WHERE id = %" G_GINT64_FORMAT, id), ==, task);
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ann, act);
  assert_state (o, before);
  task = office_do (o, o->ann, "create-task", "task", "customer:i text:t due:i", id, "Call", o->now + DAY);
  act = o->act;
  open = office_state (o);

  office_do (o, o->lead, "edit-task", NULL, "task:i version:i text:t due:i person:i", task, (gint64) 1, "Visit", o->now + 2 * DAY, o->ben);
  office_check (o);
  office_undo_refused (o, o->ann, "out-of-reach", o->act);
  office_undo_refused (o, o->lead, "changed-since", act);
  office_undo (o, o->lead, o->act);
  assert_state (o, open);
  office_do (o, o->ann, "edit-task", NULL, "task:i version:i text:t due:i", task, (gint64) 3, "Visit", o->now);
  act = o->act;
  office_do (o, o->ann, "edit-task", NULL, "task:i version:i text:t due:i", task, (gint64) 4, "Visit again", o->now);
  office_undo_refused (o, o->ann, "changed-since", act);
  office_undo (o, o->ann, o->act);
  office_undo (o, o->ann, act);
  assert_state (o, open);

  office_do (o, o->ann, "complete-task", NULL, "task:i outcome:t", task, "done");
  g_assert_cmpint (office_int (o, "SELECT next_task IS NULL FROM customer WHERE id = %" G_GINT64_FORMAT, id), ==, 1);
  office_refused (o, o->ann, "task-closed", "complete-task", "task:i", task);
  office_refused (o, o->ann, "task-closed", "drop-task", "task:i", task);
  office_refused (o, o->ann, "task-closed", "edit-task", "task:i version:i text:t due:i", task, (gint64) 1, "x", o->now);
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  act = o->act;
  office_undo (o, o->ann, act);
  assert_state (o, open);
  office_do (o, o->ann, "complete-task", NULL, "task:i", task);
  office_exec (o, "UPDATE task SET done_at = done_at + 1");
  office_undo_refused (o, o->ann, "changed-since", o->act);
  office_exec (o, "UPDATE task SET done_at = NULL, done_by = NULL");
  office_do (o, o->ann, "drop-task", NULL, "task:i", task);
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  office_undo (o, o->ann, o->act);
  office_do (o, o->ann, "drop-task", NULL, "task:i", task);
  office_exec (o, "UPDATE task SET dropped = 0");
  office_undo_refused (o, o->ann, "changed-since", o->act);

  contact = office_do (o, o->cid, "create-contact", "contact", "customer:i name:t", other, "Wang");
  deal = office_deal (o, o->cid, other, "Deal", 1);
  office_refused (o, o->ann, "no-such-customer", "create-task", "customer:i text:t due:i", (gint64) 999, "x", o->now);
  office_refused (o, o->ann, "out-of-reach", "create-task", "customer:i text:t due:i", other, "x", o->now);
  office_refused (o, o->ann, "no-such-contact", "create-task", "customer:i contact:i text:t due:i", id, contact, "x", o->now);
  office_refused (o, o->ann, "no-such-deal", "create-task", "customer:i deal:i text:t due:i", id, deal, "x", o->now);
  office_refused (o, o->ann, "no-such-person", "create-task", "person:i text:t due:i", (gint64) 999, "x", o->now);
  office_refused (o, o->ann, "person-out-of-reach", "create-task", "person:i text:t due:i", o->ben, "x", o->now);
  office_refused (o, o->ann, "bad-kind", "create-task", "kind:t text:t due:i", "dream", "x", o->now);
  office_refused (o, o->ann, "empty-text", "create-task", "due:i", o->now);
  office_refused (o, o->ann, "bad-due", "create-task", "text:t due:i", "x", G_MAXINT64);
  office_refused (o, o->ann, "bad-argument", "create-task", "text:t due:i timed:i", "x", o->now, (gint64) 2);
  office_refused (o, o->ann, "no-such-task", "edit-task", "task:i version:i text:t due:i", (gint64) 999, (gint64) 1, "x", o->now);
  office_refused (o, o->ben, "out-of-reach", "edit-task", "task:i version:i text:t due:i", task, (gint64) 1, "x", o->now);
  office_refused (o, o->ann, "no-such-person", "edit-task", "task:i version:i text:t due:i person:i", task, (gint64) 1, "x", o->now, (gint64) 999);
  office_refused (o, o->ann, "person-out-of-reach", "edit-task", "task:i version:i text:t due:i person:i", task, (gint64) 1, "x", o->now, o->ben);
  office_refused (o, o->ann, "bad-kind", "edit-task", "task:i version:i kind:t text:t due:i", task, (gint64) 1, "dream", "x", o->now);
  office_refused (o, o->ann, "empty-text", "edit-task", "task:i version:i due:i", task, (gint64) 1, o->now);
  office_refused (o, o->ann, "bad-due", "edit-task", "task:i version:i text:t due:i", task, (gint64) 1, "x", G_MAXINT64);
  office_refused (o, o->ann, "bad-argument", "edit-task", "task:i version:i text:t due:i timed:i", task, (gint64) 1, "x", o->now, (gint64) 2);
  office_refused (o, o->ann, "changed-since", "edit-task", "task:i version:i text:t due:i", task, (gint64) 1, "x", o->now);
  office_refused (o, o->ann, "nothing-to-do", "edit-task", "task:i version:i text:t due:i", task, office_int (o, "SELECT version FROM task"), "Call", office_int (o, "SELECT due_at FROM task"));
  office_refused (o, o->ann, "no-such-task", "complete-task", "task:i", (gint64) 999);
  office_refused (o, o->ben, "out-of-reach", "complete-task", "task:i", task);
  office_refused (o, o->ann, "no-such-task", "drop-task", "task:i", (gint64) 999);
  office_refused (o, o->ben, "out-of-reach", "drop-task", "task:i", task);
  office_do (o, o->ann, "create-task", NULL, "text:t due:i", "For myself", o->now);
  office_do (o, o->lead, "create-task", NULL, "text:t due:i person:i", "For Ann", o->now, o->ann);
  office_do (o, o->lead, "archive-customers", NULL, "ids:I", &id, (gsize) 1);
  office_refused (o, o->ann, "archived", "create-task", "customer:i text:t due:i", id, "x", o->now);
}

void
add_work_tests (void)
{
  g_test_add_func ("/acts/work/log", test_log);
  g_test_add_func ("/acts/work/log-refusals", test_log_refusals);
  g_test_add_func ("/acts/work/correct", test_correct);
  g_test_add_func ("/acts/work/tasks", test_tasks);
}
