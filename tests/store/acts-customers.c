/* Customers, contacts, tags, transfers: done, refused, undone. */
#include "acts.h"

#include <string.h>

static void
test_create (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  gint64 industry = office_choice (o, "industry", "electronics");
  gint64 id = office_do (o, o->ann, "create-customer", "customer", "name:t short_name:t phone:t email:t region:t industry:i", " 深圳市华强电子有限公司 ",
                         "华强", "0755-83000000", "a@huaqiang.example", "CN-GD", industry);

  g_assert_cmpint (office_int (o, "SELECT owner FROM customer WHERE id = %" G_GINT64_FORMAT, id), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT completeness FROM customer"), ==, 15 + 10 + 10);
  g_assert_cmpint (office_int (o, "SELECT n FROM holding WHERE person = %" G_GINT64_FORMAT, o->ann), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM timeline WHERE kind = 'created'"), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT name = trim(name) FROM customer"), ==, 1);
  office_check (o);

  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  office_undo (o, o->ann, o->act);
  assert_state (o, before);
}

static void
test_create_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_do (o, o->ann, "create-customer", "customer", "name:t credit_code:t phone:t", "深圳市华强电子有限公司",
                         "91350100M000100Y43", "13800138000");
  gint64 act = o->act;
  g_autoptr (GError) error = NULL;
  g_autofree char *own = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  office_refused (o, o->ann, "empty-name", "create-customer", "name:t", "   ");
  office_refused (o, o->ann, "bad-credit-code", "create-customer", "name:t credit_code:t", "X", "123");
  office_refused (o, o->ann, "bad-region", "create-customer", "name:t region:t", "X", "guangdong province");
  office_refused (o, o->ann, "no-such-choice", "create-customer", "name:t level:i", "X", (gint64) 9999);
  office_refused (o, o->ann, "no-such-choice", "create-customer", "name:t level:i", "X", office_choice (o, "source", "website"));
  office_refused (o, o->ann, "no-such-customer", "create-customer", "name:t parent:i", "X", (gint64) 9999);
  office_refused (o, o->boss, "no-such-person", "create-customer", "name:t owner:i", "X", (gint64) 9999);
  office_refused (o, o->ann, "out-of-reach", "create-customer", "name:t owner:i", "X", o->cid);
  office_refused (o, o->cid, "duplicate", "create-customer", "name:t", "华强电子");
  office_refused (o, o->cid, "duplicate", "create-customer", "name:t phone:t", "Other", "+86 138 0013 8000");
  office_refused (o, o->cid, "duplicate", "create-customer", "name:t credit_code:t although:i", "Other", "91350100M000100Y43", (gint64) 1);

  /* who owns it is told to everybody, the record only to those who see it */
  g_assert_null (office_try (o, &error, o->cid, "create-customer", "name:t", "华强电子"));
  g_assert_cmpstr (garrison_refusal_get_detail (error, "owner"), ==, "ann");
  g_assert_null (garrison_refusal_get_detail (error, "customer"));
  g_clear_error (&error);
  g_assert_null (office_try (o, &error, o->lead, "create-customer", "name:t", "华强电子"));
  g_assert_cmpstr (garrison_refusal_get_detail (error, "customer"), ==, own);

  office_do (o, o->cid, "create-customer", NULL, "name:t phone:t although:i", "华强电子", "13800138000", (gint64) 1);
  office_exec (o, "UPDATE person SET holding_cap = 1 WHERE login = 'cid'");
  office_refused (o, o->cid, "cap-exceeded", "create-customer", "name:t", "Third");
  office_do (o, o->ann, "create-contact", NULL, "customer:i name:t", id, "Wang");
  office_undo_refused (o, o->ann, "changed-since", act);
  office_check (o);
}

static void
edit (Office *o, gint64 me, gint64 id, gint64 version, const char *name, gint64 level)
{
  office_do (o, me, "edit-customer", NULL, "customer:i version:i name:t phone:t level:i source:i region:t", id, version, name,
             "010-88886666", level, office_choice (o, "source", "website"), "CN-BJ");
}

static void
test_edit (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha");
  gint64 a = office_choice (o, "level", "A"), act, second;
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;

  office_deal (o, o->ann, id, "Deal", 100);
  before = office_state (o);
  edit (o, o->ann, id, 1, "Alpha Two", a);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act_row WHERE act = %" G_GINT64_FORMAT, act), ==, 5);
  g_assert_cmpint (office_int (o, "SELECT version FROM customer"), ==, 2);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM deal d, customer c WHERE d.region = c.region AND d.source = c.source"), ==, 1);
  office_check (o);
  between = office_state (o);

  /* undoing an older edit leaves what another edit changed since, and refuses where both meet */
  office_do (o, o->lead, "edit-customer", NULL, "customer:i version:i name:t phone:t level:i source:i region:t website:t", id,
             (gint64) 2, "Alpha Two", "010-88886666", a, office_choice (o, "source", "website"), "CN-BJ", "alpha.example");
  second = o->act;
  office_undo (o, o->ann, act);
  g_assert_cmpint (office_int (o, "SELECT name = 'Alpha' AND website = 'alpha.example' FROM customer"), ==, 1);
  office_undo (o, o->lead, second);
  assert_state (o, before);
  edit (o, o->ann, id, office_int (o, "SELECT version FROM customer"), "Alpha Two", a);
  act = o->act;
  assert_state (o, between);
  edit (o, o->ann, id, office_int (o, "SELECT version FROM customer"), "Alpha Three", a);
  office_undo_refused (o, o->ann, "changed-since", act);
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
}

static void
test_edit_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), child = office_customer (o, o->ann, "Beta");

  office_do (o, o->cid, "create-customer", NULL, "name:t credit_code:t", "Gamma", "91350100M000100Y43");
  office_refused (o, o->ann, "no-such-customer", "edit-customer", "customer:i version:i name:t", (gint64) 999, (gint64) 1, "X");
  office_refused (o, o->cid, "out-of-reach", "edit-customer", "customer:i version:i name:t", id, (gint64) 1, "X");
  office_refused (o, o->other_lead, "out-of-reach", "edit-customer", "customer:i version:i name:t", id, (gint64) 1, "X");
  office_refused (o, o->auditor, "no-right", "edit-customer", "customer:i version:i name:t", id, (gint64) 1, "X");
  office_refused (o, o->ann, "empty-name", "edit-customer", "customer:i version:i name:t", id, (gint64) 1, "  ");
  office_refused (o, o->ann, "bad-credit-code", "edit-customer", "customer:i version:i name:t credit_code:t", id, (gint64) 1, "X", "1");
  office_refused (o, o->ann, "bad-region", "edit-customer", "customer:i version:i name:t region:t", id, (gint64) 1, "X", "cn-gd");
  office_refused (o, o->ann, "no-such-choice", "edit-customer", "customer:i version:i name:t industry:i", id, (gint64) 1, "X", (gint64) 999);
  office_refused (o, o->ann, "no-such-parent", "edit-customer", "customer:i version:i name:t parent:i", id, (gint64) 1, "X", (gint64) 999);
  office_refused (o, o->ann, "own-ancestor", "edit-customer", "customer:i version:i name:t parent:i", id, (gint64) 1, "X", id);
  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t parent:i", child, (gint64) 1, "Beta", id);
  office_refused (o, o->ann, "own-ancestor", "edit-customer", "customer:i version:i name:t parent:i", id, (gint64) 1, "Alpha", child);
  office_refused (o, o->ann, "changed-since", "edit-customer", "customer:i version:i name:t", id, (gint64) 7, "X");
  office_refused (o, o->ann, "nothing-to-do", "edit-customer", "customer:i version:i name:t", id, (gint64) 1, "Alpha");
  office_refused (o, o->ann, "duplicate", "edit-customer", "customer:i version:i name:t credit_code:t", id, (gint64) 1, "X", "91350100M000100Y43");
  office_do (o, o->lead, "archive-customers", NULL, "ids:I", &id, (gsize) 1);
  office_refused (o, o->ann, "archived", "edit-customer", "customer:i version:i name:t", id, (gint64) 2, "X");
  office_do (o, o->lead, "edit-customer", NULL, "customer:i version:i name:t", child, (gint64) 2, "Beta Lead");
  office_do (o, o->helper, "edit-customer", NULL, "customer:i version:i name:t", child, (gint64) 3, "Beta Help");
  office_do (o, o->manager, "edit-customer", NULL, "customer:i version:i name:t", child, (gint64) 4, "Beta Manager");
}

static void
test_archive (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 ids[] = { office_customer (o, o->ann, "Alpha"), office_customer (o, o->ben, "Beta"), 9999 };
  gint64 foreign = office_customer (o, o->cid, "Gamma"), deal, act;
  g_autofree char *before = NULL;
  g_autofree char *archived = NULL;

  office_do (o, o->ann, "log-activity", NULL, "customer:i kind:t next_text:t next_due:i", ids[0], "call", "again", o->now);
  before = office_state (o);
  office_refused (o, o->lead, "no-such-customer", "archive-customers", "ids:I", ids, (gsize) 3);
  office_refused (o, o->lead, "out-of-reach", "archive-customers", "ids:I", &foreign, (gsize) 1);
  office_refused (o, o->ann, "no-right", "archive-customers", "ids:I", ids, (gsize) 1);
  deal = office_deal (o, o->ann, ids[0], "Deal", 5);
  office_refused (o, o->lead, "open-deals", "archive-customers", "ids:I", ids, (gsize) 2);
  office_undo (o, o->ann, o->act);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM deal WHERE id = %" G_GINT64_FORMAT, deal), ==, 0);

  office_do (o, o->lead, "archive-customers", "n", "ids:I", ids, (gsize) 2);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT sum(archived) FROM customer"), ==, 2);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM task WHERE dropped = 1"), ==, 1);
  office_check (o);
  office_refused (o, o->lead, "nothing-to-do", "archive-customers", "ids:I", ids, (gsize) 2);
  office_refused (o, o->ann, "archived", "log-activity", "customer:i kind:t", ids[0], "call");
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo (o, o->lead, act);
  assert_state (o, before);

  office_do (o, o->lead, "archive-customers", NULL, "ids:I", ids, (gsize) 2);
  act = o->act;
  archived = office_state (o);
  office_refused (o, o->lead, "no-such-customer", "restore-customers", "ids:I", ids, (gsize) 3);
  office_refused (o, o->lead, "out-of-reach", "restore-customers", "ids:I", &foreign, (gsize) 1);
  office_refused (o, o->manager, "nothing-to-do", "restore-customers", "ids:I", &foreign, (gsize) 1);
  office_exec (o, "UPDATE person SET holding_cap = 1 WHERE login = 'ann'");
  office_do (o, o->ann, "create-customer", NULL, "name:t", "Delta");
  office_refused (o, o->lead, "cap-exceeded", "restore-customers", "ids:I", ids, (gsize) 1);
  office_undo (o, o->ann, o->act);
  office_exec (o, "UPDATE person SET holding_cap = NULL WHERE login = 'ann'");
  office_do (o, o->lead, "restore-customers", NULL, "ids:I", ids, (gsize) 2);
  office_undo_refused (o, o->lead, "changed-since", act);
  office_undo_refused (o, o->other_lead, "out-of-reach", o->act);
  act = o->act;
  office_undo (o, o->lead, act);
  assert_state (o, archived);
  office_undo_refused (o, o->lead, "undone-already", act);
  office_do (o, o->lead, "restore-customers", NULL, "ids:I", ids, (gsize) 1);
  act = o->act;
  office_do (o, o->lead, "archive-customers", NULL, "ids:I", ids, (gsize) 1);
  office_undo_refused (o, o->lead, "changed-since", act);
}

static void
test_contacts (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), wang, li, act;
  g_autofree char *before = office_state (o);
  g_autofree char *two = NULL;

  wang = office_do (o, o->ann, "create-contact", "contact", "customer:i name:t mobile:t birthday:i", id, "Wang", "13900001111", (gint64) 512);
  g_assert_cmpint (office_int (o, "SELECT main FROM contact"), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT completeness FROM customer"), ==, 15);
  office_undo (o, o->ann, o->act);
  assert_state (o, before);
  wang = office_do (o, o->ann, "create-contact", "contact", "customer:i name:t", id, "Wang");
  li = office_do (o, o->lead, "create-contact", "contact", "customer:i name:t main:i", id, "Li", (gint64) 1);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT id FROM contact WHERE main = 1"), ==, li);
  two = office_state (o);

  office_do (o, o->ann, "edit-contact", NULL, "contact:i version:i name:t title:t main:i", wang, (gint64) 1, "Wang Wei", "CEO", (gint64) 1);
  g_assert_cmpint (office_int (o, "SELECT id FROM contact WHERE main = 1"), ==, wang);
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  office_undo (o, o->ann, o->act);
  assert_state (o, two);
  office_do (o, o->ann, "edit-contact", NULL, "contact:i version:i name:t", wang, (gint64) 3, "Wang Wei");
  {
    gint64 edited = o->act;
    office_do (o, o->ann, "edit-contact", NULL, "contact:i version:i name:t", wang, (gint64) 4, "Wang Xin");
    office_undo_refused (o, o->ann, "changed-since", edited);
    office_undo (o, o->ann, o->act);
    office_undo (o, o->ann, edited);
  }
  assert_state (o, two);

  office_refused (o, o->ann, "no-such-customer", "create-contact", "customer:i name:t", (gint64) 999, "X");
  office_refused (o, o->cid, "out-of-reach", "create-contact", "customer:i name:t", id, "X");
  office_refused (o, o->ann, "empty-name", "create-contact", "customer:i name:t", id, " ");
  office_refused (o, o->ann, "bad-birthday", "create-contact", "customer:i name:t birthday:i", id, "X", (gint64) 1332);
  office_refused (o, o->ann, "no-such-contact", "edit-contact", "contact:i version:i name:t", (gint64) 999, (gint64) 1, "X");
  office_refused (o, o->cid, "out-of-reach", "edit-contact", "contact:i version:i name:t", li, (gint64) 1, "X");
  office_refused (o, o->ann, "empty-name", "edit-contact", "contact:i version:i name:t", li, (gint64) 1, " ");
  office_refused (o, o->ann, "bad-birthday", "edit-contact", "contact:i version:i name:t birthday:i", li, (gint64) 1, "X", (gint64) 20261399);
  office_refused (o, o->ann, "bad-argument", "edit-contact", "contact:i version:i name:t main:i", li, (gint64) 1, "X", (gint64) 3);
  office_refused (o, o->ann, "changed-since", "edit-contact", "contact:i version:i name:t", li, (gint64) 9, "X");
  office_refused (o, o->ann, "nothing-to-do", "edit-contact", "contact:i version:i name:t", li, office_int (o, "SELECT version FROM contact WHERE name = 'Li'"), "Li");

  office_do (o, o->ann, "archive-contact", NULL, "contact:i", wang);
  office_refused (o, o->ann, "nothing-to-do", "archive-contact", "contact:i", wang);
  office_refused (o, o->ann, "no-such-contact", "archive-contact", "contact:i", (gint64) 999);
  office_refused (o, o->cid, "out-of-reach", "archive-contact", "contact:i", wang);
  office_refused (o, o->ann, "contact-archived", "edit-contact", "contact:i version:i name:t", wang, (gint64) 1, "X");
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  office_undo (o, o->ann, o->act);
  assert_state (o, two);
  office_do (o, o->ann, "archive-contact", NULL, "contact:i", wang);
  office_exec (o, "UPDATE contact SET archived = 0");
  office_undo_refused (o, o->ann, "changed-since", o->act);

  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_do (o, o->ann, "log-activity", NULL, "customer:i contact:i kind:t", id, li, "call");
  office_undo_refused (o, o->lead, "changed-since", act);
  office_do (o, o->lead, "archive-customers", NULL, "ids:I", &id, (gsize) 1);
  office_refused (o, o->ann, "archived", "create-contact", "customer:i name:t", id, "X");
  office_refused (o, o->ann, "archived", "edit-contact", "contact:i version:i name:t", li, (gint64) 1, "X");
  office_refused (o, o->ann, "archived", "archive-contact", "contact:i", li);
  office_check (o);
}

static void
test_tags (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 ids[] = { office_customer (o, o->ann, "Alpha"), office_customer (o, o->ann, "Beta"), 999 };
  gint64 foreign = office_customer (o, o->cid, "Gamma");
  g_autofree char *before = office_state (o);
  g_autofree char *tagged = NULL;

  g_assert_cmpint (office_do (o, o->ann, "tag-customers", "n", "ids:I tag:t", ids, (gsize) 2, "VIP"), ==, 2);
  tagged = office_state (o);
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  office_undo (o, o->ann, o->act);
  assert_state (o, before);
  office_do (o, o->ann, "tag-customers", NULL, "ids:I tag:t", ids, (gsize) 2, "VIP");
  office_refused (o, o->ann, "nothing-to-do", "tag-customers", "ids:I tag:t", ids, (gsize) 2, "VIP");
  office_refused (o, o->ann, "empty-name", "tag-customers", "ids:I tag:t", ids, (gsize) 2, " ");
  office_refused (o, o->ann, "no-such-customer", "tag-customers", "ids:I tag:t", ids, (gsize) 3, "VIP");
  office_refused (o, o->ann, "out-of-reach", "tag-customers", "ids:I tag:t", &foreign, (gsize) 1, "VIP");
  office_refused (o, o->ann, "no-such-tag", "untag-customers", "ids:I tag:t", ids, (gsize) 1, "none");
  office_refused (o, o->ann, "no-such-customer", "untag-customers", "ids:I tag:t", ids, (gsize) 3, "VIP");
  office_refused (o, o->cid, "out-of-reach", "untag-customers", "ids:I tag:t", ids, (gsize) 1, "VIP");
  office_refused (o, o->cid, "nothing-to-do", "untag-customers", "ids:I tag:t", &foreign, (gsize) 1, "VIP");
  office_do (o, o->ann, "untag-customers", NULL, "ids:I tag:t", ids, (gsize) 1, "VIP");
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer_tag"), ==, 1);
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  office_undo (o, o->ann, o->act);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer_tag"), ==, 2);
}

static void
test_transfer (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 ids[] = { office_customer (o, o->ann, "Alpha"), office_customer (o, o->ann, "Beta"), office_customer (o, o->ben, "Gamma"), 999 };
  gint64 foreign = office_customer (o, o->cid, "Delta"), won, act;
  g_autofree char *before = NULL;

  won = office_deal (o, o->ann, ids[0], "Won", 70);
  office_do (o, o->ann, "win-deal", NULL, "deal:i", won);
  office_deal (o, o->ann, ids[0], "Open", 50);
  office_do (o, o->ann, "create-task", NULL, "customer:i text:t due:i", ids[1], "Call", o->now);
  office_do (o, o->helper, "create-task", NULL, "customer:i text:t due:i", ids[1], "Send", o->now);
  before = office_state (o);

  office_refused (o, o->lead, "no-such-person", "transfer-customers", "ids:I to:i", ids, (gsize) 1, (gint64) 999);
  office_refused (o, o->lead, "person-out-of-reach", "transfer-customers", "ids:I to:i", ids, (gsize) 1, o->cid);
  office_refused (o, o->lead, "no-such-customer", "transfer-customers", "ids:I to:i", ids, (gsize) 4, o->ben);
  office_refused (o, o->lead, "out-of-reach", "transfer-customers", "ids:I to:i", &foreign, (gsize) 1, o->ben);
  office_refused (o, o->ann, "no-right", "transfer-customers", "ids:I to:i", ids, (gsize) 1, o->ben);
  office_refused (o, o->lead, "nothing-to-do", "transfer-customers", "ids:I to:i", ids + 2, (gsize) 1, o->ben);
  office_exec (o, "UPDATE person SET holding_cap = 2 WHERE login = 'ben'");
  office_refused (o, o->lead, "cap-exceeded", "transfer-customers", "ids:I to:i", ids, (gsize) 3, o->ben);
  office_exec (o, "UPDATE person SET holding_cap = NULL WHERE login = 'ben'");

  g_assert_cmpint (office_do (o, o->lead, "transfer-customers", "n", "ids:I to:i reason:t", ids, (gsize) 3, o->ben, "Ann is ill"), ==, 2);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer WHERE owner = %" G_GINT64_FORMAT, o->ben), ==, 3);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM deal WHERE owner = %" G_GINT64_FORMAT " AND status = 'open'", o->ben), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT owner FROM deal WHERE status = 'won'"), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM task WHERE person = %" G_GINT64_FORMAT, o->helper), ==, 1);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM ownership_event WHERE reason = 'Ann is ill'"), ==, 2);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM timeline WHERE kind = 'transferred'"), ==, 2);
  office_check (o);
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo_refused (o, o->ann, "no-right", act);
  office_undo (o, o->lead, act);
  office_check (o);
  assert_state (o, before);

  office_do (o, o->lead, "transfer-customers", NULL, "ids:I to:i", ids, (gsize) 2, o->ben);
  act = o->act;
  office_do (o, o->manager, "transfer-customers", NULL, "ids:I to:i", ids, (gsize) 1, o->dan);
  office_undo_refused (o, o->manager, "changed-since", act);
  office_exec (o, "UPDATE person SET active = 0 WHERE login = 'ben'");
  office_undo_refused (o, o->manager, "no-such-person", o->act);
  office_exec (o, "UPDATE person SET active = 1 WHERE login = 'ben'");
  office_do (o, o->boss, "archive-customers", NULL, "ids:I", ids + 1, (gsize) 1);
  office_refused (o, o->lead, "archived", "transfer-customers", "ids:I to:i", ids + 1, (gsize) 1, o->ann);
}

/* How many grams of customers are not those of their names and mail, or are missing. */
static gint64
count_stale_grams (Office *o)
{
  return office_int (o, "SELECT count(*) FROM (SELECT DISTINCT name_gram(name_parts(c.name), n.n) AS gram, c.id AS customer FROM customer c"
                        " CROSS JOIN gram_number n WHERE n.n <= 4) AS w WHERE w.gram IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
                        " customer_gram g WHERE g.gram = w.gram AND g.customer = w.customer)")
         + office_int (o, "SELECT count(*) FROM customer_gram g WHERE substr(g.gram, 1, 1) <> 'm' AND NOT EXISTS (SELECT 1 FROM customer c"
                          " CROSS JOIN gram_number n WHERE c.id = g.customer AND name_gram(name_parts(c.name), n.n) = g.gram)")
         + office_int (o, "SELECT count(*) FROM customer_gram g WHERE substr(g.gram, 1, 1) = 'm' AND NOT EXISTS (SELECT 1 FROM customer c"
                          " WHERE c.id = g.customer AND 'm' || company_domain(c.email) = g.gram)");
}

/* What is like a name, whoever's it is; not what only looks like it. */
static void
test_alike (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_do (o, o->ann, "create-customer", "customer", "name:t email:t", "广东新盛宏业机电设备有限公司", "info@xshy-motors.cn");
  gint64 act = o->act, edited;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (count_stale_grams (o), ==, 0);
  office_refused (o, o->cid, "duplicate", "create-customer", "name:t", "新盛鸿业机电");
  office_refused (o, o->cid, "duplicate", "create-customer", "name:t email:t", "Something Else", "boss@xshy-motors.cn");
  g_assert_null (office_try (o, &error, o->cid, "create-customer", "name:t", "新盛鸿业机电"));
  g_assert_cmpstr (garrison_refusal_get_detail (error, "owner"), ==, "ann");
  g_assert_null (garrison_refusal_get_detail (error, "customer"));
  office_do (o, o->cid, "create-customer", NULL, "name:t", "上海新盛宏业机电设备有限公司");
  office_do (o, o->cid, "create-customer", NULL, "name:t", "南盛宏业机电");
  office_do (o, o->cid, "create-customer", NULL, "name:t email:t", "Anybody", "anybody@qq.com");
  office_do (o, o->cid, "create-customer", NULL, "name:t email:t", "Whoever", "whoever@qq.com");
  g_assert_cmpint (count_stale_grams (o), ==, 0);

  office_do (o, o->ann, "edit-customer", NULL, "customer:i version:i name:t", id, (gint64) 1, "Johnson Controls");
  edited = o->act;
  g_assert_cmpint (count_stale_grams (o), ==, 0);
  office_refused (o, o->cid, "duplicate", "create-customer", "name:t", "Jonhson Controls Ltd");
  office_undo (o, o->ann, edited);
  g_assert_cmpint (count_stale_grams (o), ==, 0);
  office_do (o, o->cid, "create-customer", NULL, "name:t", "Jonhson Controls Ltd");

  /* where the company blocks, no "although" helps; where it warns, why is kept */
  office_exec (o, "INSERT INTO setting VALUES ('duplicates_create', 'block')");
  office_refused (o, o->cid, "duplicate", "create-customer", "name:t although:i", "Johnson Controls", (gint64) 1);
  office_exec (o, "UPDATE setting SET value = 'warn' WHERE key = 'duplicates_create'");
  office_do (o, o->cid, "create-customer", NULL, "name:t although:i reason:t", "Johnson Controls", (gint64) 1, "Another Johnson");
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM act_row WHERE field = 'although' AND became = 'Another Johnson'"), ==, 1);
  office_undo_refused (o, o->ann, "changed-since", act);
  office_check (o);
}

/* Typing a name is one asking; other names are others. */
static void
test_typing (void)
{
  g_autoptr (Office) o = office_new ();

  office_exec (o, "INSERT INTO setting VALUES ('duplicate_checks_a_day', '2')");
  office_do (o, o->cid, "check-duplicate", NULL, "name:t", "新盛");
  office_do (o, o->cid, "check-duplicate", NULL, "name:t", "新盛宏");
  office_do (o, o->cid, "check-duplicate", NULL, "name:t", "新盛宏业");
  office_do (o, o->cid, "check-duplicate", NULL, "name:t", "新盛");
  office_do (o, o->cid, "check-duplicate", NULL, "name:t", "万家福");
  office_refused (o, o->cid, "too-many-checks", "check-duplicate", "name:t", "别的");
  office_do (o, o->cid, "check-duplicate", NULL, "name:t", "万家福超市");
}

static void
test_check_duplicate (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_do (o, o->ann, "create-customer", "customer", "name:t phone:t", "深圳市华强电子有限公司", "13800138000");
  g_autoptr (GarrisonActResult) result = office_try (o, NULL, o->cid, "check-duplicate", "name:t", "华强电子");
  g_autoptr (GarrisonActResult) mine = office_try (o, NULL, o->lead, "check-duplicate", "phone:t", "138-0013-8000");
  g_autoptr (GarrisonActResult) none = office_try (o, NULL, o->lead, "check-duplicate", "name:t", "别的公司");

  g_assert_cmpint (garrison_act_result_get_int (result, "found"), ==, 1);
  g_assert_cmpint (garrison_act_result_get_int (result, "owner"), ==, o->ann);
  g_assert_cmpint (garrison_act_result_get_int (result, "customer"), ==, 0);
  g_assert_cmpint (garrison_act_result_get_int (mine, "customer"), ==, id);
  g_assert_cmpint (garrison_act_result_get_int (none, "found"), ==, 0);
  office_undo_refused (o, o->cid, "cannot-undo", garrison_act_result_get_act (result));
  office_exec (o, "INSERT INTO setting VALUES ('duplicate_checks_a_day', '1')");
  office_refused (o, o->cid, "too-many-checks", "check-duplicate", "name:t", "万家福");
}

void
add_customer_tests (void)
{
  g_test_add_func ("/acts/customers/create", test_create);
  g_test_add_func ("/acts/customers/create-refusals", test_create_refusals);
  g_test_add_func ("/acts/customers/edit", test_edit);
  g_test_add_func ("/acts/customers/edit-refusals", test_edit_refusals);
  g_test_add_func ("/acts/customers/archive", test_archive);
  g_test_add_func ("/acts/customers/contacts", test_contacts);
  g_test_add_func ("/acts/customers/tags", test_tags);
  g_test_add_func ("/acts/customers/transfer", test_transfer);
  g_test_add_func ("/acts/customers/check-duplicate", test_check_duplicate);
  g_test_add_func ("/acts/customers/alike", test_alike);
  g_test_add_func ("/acts/customers/typing", test_typing);
}
