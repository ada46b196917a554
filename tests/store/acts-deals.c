/* Products, deals and their lines, contracts, payments. */
#include "acts.h"

static void
test_products (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  g_autofree char *one = NULL;
  gint64 id, other, act;

  id = office_do (o, o->boss, "create-product", "product", "name:t price:i", "Lathe", (gint64) 12000000);
  act = o->act;
  office_undo (o, o->manager, act);
  assert_state (o, before);
  id = office_do (o, o->boss, "create-product", "product", "name:t price:i category:i", "Lathe", (gint64) 12000000, office_choice (o, "product-category", "goods"));
  act = o->act;
  one = office_state (o);
  office_do (o, o->boss, "edit-product", NULL, "product:i version:i name:t active:i", id, (gint64) 1, "Lathe 2", (gint64) 0);
  office_undo_refused (o, o->boss, "changed-since", act);
  act = o->act;
  other = office_do (o, o->boss, "create-product", "product", "name:t", "Lathe");
  office_undo_refused (o, o->boss, "duplicate", act);
  office_undo (o, o->boss, o->act);
  office_undo (o, o->boss, act);
  assert_state (o, one);
  office_do (o, o->boss, "edit-product", NULL, "product:i version:i name:t", id, (gint64) 3, "Lathe 3");
  act = o->act;
  office_do (o, o->boss, "edit-product", NULL, "product:i version:i name:t", id, (gint64) 4, "Lathe 4");
  office_undo_refused (o, o->boss, "changed-since", act);
  other = office_do (o, o->boss, "create-product", "product", "name:t", "Drill");

  office_refused (o, o->ann, "no-right", "create-product", "name:t", "X");
  office_refused (o, o->boss, "empty-name", "create-product", "name:t", " ");
  office_refused (o, o->boss, "bad-currency", "create-product", "name:t price:i currency:t", "X", (gint64) 1, "yuan");
  office_refused (o, o->boss, "bad-amount", "create-product", "name:t price:i", "X", (gint64) -1);
  office_refused (o, o->boss, "no-such-choice", "create-product", "name:t category:i", "X", office_choice (o, "level", "A"));
  office_refused (o, o->boss, "duplicate", "create-product", "name:t", "DRILL");
  office_refused (o, o->boss, "no-such-product", "edit-product", "product:i version:i name:t", (gint64) 999, (gint64) 1, "X");
  office_refused (o, o->boss, "empty-name", "edit-product", "product:i version:i name:t", other, (gint64) 1, " ");
  office_refused (o, o->boss, "bad-currency", "edit-product", "product:i version:i name:t currency:t", other, (gint64) 1, "X", "cny");
  office_refused (o, o->boss, "bad-amount", "edit-product", "product:i version:i name:t price:i", other, (gint64) 1, "X", (gint64) -1);
  office_refused (o, o->boss, "no-such-choice", "edit-product", "product:i version:i name:t category:i", other, (gint64) 1, "X", (gint64) 999);
  office_refused (o, o->boss, "bad-argument", "edit-product", "product:i version:i name:t active:i", other, (gint64) 1, "X", (gint64) 2);
  office_refused (o, o->boss, "duplicate", "edit-product", "product:i version:i name:t", other, (gint64) 1, "lathe 4");
  office_refused (o, o->boss, "changed-since", "edit-product", "product:i version:i name:t", other, (gint64) 5, "X");
  office_refused (o, o->boss, "nothing-to-do", "edit-product", "product:i version:i name:t", other, (gint64) 1, "Drill");
}

static void
test_deal (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), deal, act;
  g_autofree char *before = office_state (o);
  g_autofree char *open = NULL;

  deal = office_deal (o, o->ann, id, "Big", 500);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT stage FROM customer"), ==, office_stage (o, "lead"));
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM stage_event"), ==, 1);
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ann, act);
  assert_state (o, before);
  deal = office_deal (o, o->ann, id, "Big", 500);
  act = o->act;
  open = office_state (o);

  office_do (o, o->lead, "edit-deal", NULL, "deal:i version:i name:t amount:i owner:i expected:i", deal, (gint64) 1, "Bigger", (gint64) 700, o->ben, (gint64) 20270101);
  office_undo_refused (o, o->lead, "changed-since", act);
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  office_undo (o, o->lead, o->act);
  assert_state (o, open);
  office_do (o, o->ann, "edit-deal", NULL, "deal:i version:i name:t amount:i", deal, (gint64) 3, "Bigger", (gint64) 700);
  act = o->act;
  office_do (o, o->ann, "edit-deal", NULL, "deal:i version:i name:t amount:i", deal, (gint64) 4, "Bigger", (gint64) 900);
  office_undo_refused (o, o->ann, "changed-since", act);
  office_undo (o, o->ann, o->act);
  office_undo (o, o->ann, act);

  office_do (o, o->ann, "advance-deal", NULL, "deal:i stage:i version:i", deal, office_stage (o, "quote"), office_int (o, "SELECT version FROM deal"));
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT stage FROM customer"), ==, office_stage (o, "quote"));
  office_check (o);
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ann, act);
  assert_state (o, open);
  office_do (o, o->ann, "advance-deal", NULL, "deal:i stage:i version:i", deal, office_stage (o, "quote"), office_int (o, "SELECT version FROM deal"));
  act = o->act;
  office_do (o, o->ann, "advance-deal", NULL, "deal:i stage:i version:i", deal, office_stage (o, "contract"), office_int (o, "SELECT version FROM deal"));
  office_undo_refused (o, o->ann, "changed-since", act);
  office_check (o);
}

static void
test_close (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), deal, other, act;
  g_autofree char *open = NULL;
  g_autofree char *won = NULL;

  deal = office_deal (o, o->ann, id, "Big", 500);
  open = office_state (o);
  office_do (o, o->ann, "win-deal", NULL, "deal:i amount:i", deal, (gint64) 450);
  act = o->act;
  won = office_state (o);
  g_assert_cmpint (office_int (o, "SELECT amount FROM customer_month"), ==, 450);
  office_check (o);
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ann, act);
  assert_state (o, open);
  office_do (o, o->ann, "win-deal", NULL, "deal:i amount:i", deal, (gint64) 450);
  act = o->act;

  office_refused (o, o->ann, "no-right", "reopen-deal", "deal:i", deal);
  office_refused (o, o->lead, "changed-since", "reopen-deal", "deal:i version:i", deal, (gint64) 99);
  office_do (o, o->lead, "reopen-deal", NULL, "deal:i", deal);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer_month"), ==, 0);
  g_assert_cmpint (office_int (o, "SELECT stage FROM deal"), ==, office_stage (o, "lead"));
  office_check (o);
  office_undo_refused (o, o->lead, "changed-since", act);
  office_undo_refused (o, o->other_lead, "out-of-reach", o->act);
  act = o->act;
  office_undo (o, o->lead, act);
  g_assert_cmpint (office_int (o, "SELECT amount FROM customer_month"), ==, 450);
  office_check (o);
  office_do (o, o->lead, "reopen-deal", NULL, "deal:i", deal);
  act = o->act;
  office_do (o, o->ann, "advance-deal", NULL, "deal:i stage:i version:i", deal, office_stage (o, "quote"), office_int (o, "SELECT version FROM deal"));
  office_undo_refused (o, o->lead, "changed-since", act);
  office_refused (o, o->lead, "open-already", "reopen-deal", "deal:i", deal);

  other = office_deal (o, o->ann, id, "Small", 5);
  g_free (open);
  open = office_state (o);
  office_do (o, o->ann, "lose-deal", NULL, "deal:i reason:i note:t", other, office_choice (o, "lost-reason", "price"), "Too dear");
  office_check (o);
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  office_undo (o, o->ann, o->act);
  assert_state (o, open);
  office_do (o, o->ann, "lose-deal", NULL, "deal:i", other);
  act = o->act;
  office_do (o, o->lead, "reopen-deal", NULL, "deal:i", other);
  office_undo_refused (o, o->ann, "changed-since", act);
  office_check (o);

  /* another currency is no turnover of the company's */
  deal = office_do (o, o->ann, "create-deal", "deal", "customer:i name:t amount:i currency:t", id, "Dollars", (gint64) 100, "USD");
  office_do (o, o->ann, "win-deal", NULL, "deal:i", deal);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM customer_month"), ==, 0);
  office_check (o);
}

static void
test_deal_refusals (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), other = office_customer (o, o->cid, "Beta"), deal, foreign, won, product;

  product = office_do (o, o->boss, "create-product", "product", "name:t", "Lathe");
  deal = office_deal (o, o->ann, id, "Big", 500);
  foreign = office_deal (o, o->cid, other, "Foreign", 1);
  won = office_deal (o, o->ann, id, "Won", 3);
  office_do (o, o->ann, "win-deal", NULL, "deal:i", won);

  office_refused (o, o->ann, "no-such-customer", "create-deal", "customer:i name:t", (gint64) 999, "X");
  office_refused (o, o->ann, "out-of-reach", "create-deal", "customer:i name:t", other, "X");
  office_refused (o, o->ann, "empty-name", "create-deal", "customer:i name:t", id, " ");
  office_refused (o, o->ann, "bad-amount", "create-deal", "customer:i name:t amount:i", id, "X", (gint64) -5);
  office_refused (o, o->ann, "bad-currency", "create-deal", "customer:i name:t currency:t", id, "X", "EURO");
  office_refused (o, o->ann, "no-such-product", "create-deal", "customer:i name:t product:i", id, "X", (gint64) 999);
  office_refused (o, o->ann, "bad-stage", "create-deal", "customer:i name:t stage:i", id, "X", office_stage (o, "won"));
  office_refused (o, o->boss, "no-such-person", "create-deal", "customer:i name:t owner:i", id, "X", (gint64) 999);
  office_refused (o, o->ann, "person-out-of-reach", "create-deal", "customer:i name:t owner:i", id, "X", o->ben);
  office_refused (o, o->helper, "no-right", "create-deal", "customer:i name:t", id, "X");

  office_refused (o, o->ann, "no-such-deal", "edit-deal", "deal:i version:i name:t", (gint64) 999, (gint64) 1, "X");
  office_refused (o, o->ann, "out-of-reach", "edit-deal", "deal:i version:i name:t", foreign, (gint64) 1, "X");
  office_refused (o, o->ann, "not-open", "edit-deal", "deal:i version:i name:t", won, (gint64) 2, "X");
  office_refused (o, o->ann, "empty-name", "edit-deal", "deal:i version:i name:t", deal, (gint64) 1, " ");
  office_refused (o, o->ann, "bad-amount", "edit-deal", "deal:i version:i name:t amount:i", deal, (gint64) 1, "X", (gint64) -1);
  office_refused (o, o->ann, "bad-currency", "edit-deal", "deal:i version:i name:t currency:t", deal, (gint64) 1, "X", "€");
  office_refused (o, o->ann, "no-such-product", "edit-deal", "deal:i version:i name:t product:i", deal, (gint64) 1, "X", (gint64) 999);
  office_refused (o, o->ann, "no-such-person", "edit-deal", "deal:i version:i name:t owner:i", deal, (gint64) 1, "X", (gint64) 999);
  office_refused (o, o->ann, "person-out-of-reach", "edit-deal", "deal:i version:i name:t owner:i", deal, (gint64) 1, "X", o->ben);
  office_refused (o, o->ann, "changed-since", "edit-deal", "deal:i version:i name:t", deal, (gint64) 9, "X");
  office_refused (o, o->ann, "nothing-to-do", "edit-deal", "deal:i version:i name:t amount:i", deal, (gint64) 1, "Big", (gint64) 500);

  office_refused (o, o->ann, "no-such-deal", "advance-deal", "deal:i stage:i version:i", (gint64) 999, office_stage (o, "quote"), (gint64) 1);
  office_refused (o, o->ann, "out-of-reach", "advance-deal", "deal:i stage:i version:i", foreign, office_stage (o, "quote"), (gint64) 1);
  office_refused (o, o->ann, "not-open", "advance-deal", "deal:i stage:i version:i", won, office_stage (o, "quote"), (gint64) 2);
  office_refused (o, o->ann, "bad-stage", "advance-deal", "deal:i stage:i version:i", deal, office_stage (o, "lost"), (gint64) 1);
  office_refused (o, o->ann, "nothing-to-do", "advance-deal", "deal:i stage:i version:i", deal, office_stage (o, "lead"), (gint64) 1);
  office_refused (o, o->ann, "changed-since", "advance-deal", "deal:i stage:i version:i", deal, office_stage (o, "quote"), (gint64) 9);

  office_refused (o, o->ann, "no-such-deal", "win-deal", "deal:i", (gint64) 999);
  office_refused (o, o->ann, "out-of-reach", "win-deal", "deal:i", foreign);
  office_refused (o, o->ann, "not-open", "win-deal", "deal:i", won);
  office_refused (o, o->ann, "changed-since", "win-deal", "deal:i version:i", deal, (gint64) 9);
  office_refused (o, o->ann, "bad-amount", "win-deal", "deal:i amount:i", deal, (gint64) -9);
  office_refused (o, o->ann, "before-opening", "win-deal", "deal:i day:i", deal, (gint64) 20260101);
  office_refused (o, o->ann, "in-future", "win-deal", "deal:i day:i", deal, (gint64) 20280101);
  office_refused (o, o->ann, "no-such-deal", "lose-deal", "deal:i", (gint64) 999);
  office_refused (o, o->ann, "out-of-reach", "lose-deal", "deal:i", foreign);
  office_refused (o, o->ann, "not-open", "lose-deal", "deal:i", won);
  office_refused (o, o->ann, "changed-since", "lose-deal", "deal:i version:i", deal, (gint64) 9);
  office_refused (o, o->ann, "no-such-choice", "lose-deal", "deal:i reason:i", deal, office_choice (o, "level", "A"));
  office_refused (o, o->lead, "no-such-deal", "reopen-deal", "deal:i", (gint64) 999);
  office_refused (o, o->lead, "out-of-reach", "reopen-deal", "deal:i", foreign);

  office_do (o, o->ann, "edit-deal", NULL, "deal:i version:i name:t product:i", deal, (gint64) 1, "Big", product);
  office_exec (o, "UPDATE customer SET archived = 1 WHERE name = 'Alpha'");
  office_refused (o, o->ann, "archived", "create-deal", "customer:i name:t", id, "X");
  office_refused (o, o->ann, "archived", "advance-deal", "deal:i stage:i version:i", deal, office_stage (o, "quote"), (gint64) 2);
  office_refused (o, o->lead, "archived", "reopen-deal", "deal:i", won);
}

static void
test_lines (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), deal = office_deal (o, o->ann, id, "Big", 500), line, big, lathe, drill, act, edit;
  gint64 foreign = office_deal (o, o->cid, office_customer (o, o->cid, "Beta"), "Foreign", 1), foreign_line;
  g_autofree char *before = NULL;
  g_autofree char *two = NULL;

  lathe = office_do (o, o->boss, "create-product", "product", "name:t price:i", "Lathe", (gint64) 1000);
  drill = office_do (o, o->boss, "create-product", "product", "name:t price:i", "Drill", (gint64) 333);
  foreign_line = office_do (o, o->cid, "add-deal-line", "line", "deal:i product:i", foreign, lathe);
  before = office_state (o);
  line = office_do (o, o->ann, "add-deal-line", "line", "deal:i product:i quantity:i", deal, drill, (gint64) 1500);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT amount FROM deal_line WHERE id = %" G_GINT64_FORMAT, line), ==, 500);
  g_assert_cmpint (office_int (o, "SELECT product FROM deal WHERE id = %" G_GINT64_FORMAT, deal), ==, drill);
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ann, act);
  assert_state (o, before);
  office_do (o, o->ann, "edit-deal", NULL, "deal:i version:i name:t product:i", deal, office_int (o, "SELECT version FROM deal WHERE id = %" G_GINT64_FORMAT, deal), "Big", lathe);
  edit = o->act;
  line = office_do (o, o->ann, "add-deal-line", "line", "deal:i product:i", deal, lathe);
  office_undo_refused (o, o->ann, "has-lines", edit);
  big = office_do (o, o->ann, "add-deal-line", "line", "deal:i product:i quantity:i", deal, drill, (gint64) 90000);
  g_assert_cmpint (office_int (o, "SELECT product FROM deal WHERE id = %" G_GINT64_FORMAT, deal), ==, drill);
  two = office_state (o);
  office_do (o, o->ann, "remove-deal-line", NULL, "line:i", big);
  g_assert_cmpint (office_int (o, "SELECT product FROM deal WHERE id = %" G_GINT64_FORMAT, deal), ==, lathe);
  act = o->act;
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ann, act);
  assert_state (o, two);

  office_refused (o, o->ann, "has-lines", "edit-deal", "deal:i version:i name:t product:i", deal, office_int (o, "SELECT version FROM deal WHERE id = %" G_GINT64_FORMAT, deal), "Big", lathe);
  office_refused (o, o->ann, "no-such-deal", "add-deal-line", "deal:i product:i", (gint64) 999, lathe);
  office_refused (o, o->ann, "out-of-reach", "add-deal-line", "deal:i product:i", foreign, lathe);
  office_refused (o, o->ann, "no-such-product", "add-deal-line", "deal:i product:i", deal, (gint64) 999);
  office_refused (o, o->ann, "bad-amount", "add-deal-line", "deal:i product:i quantity:i", deal, lathe, (gint64) 0);
  office_refused (o, o->ann, "bad-amount", "add-deal-line", "deal:i product:i price:i", deal, lathe, G_MAXINT64);
  office_refused (o, o->ann, "no-such-line", "remove-deal-line", "line:i", (gint64) 999);
  office_refused (o, o->ann, "out-of-reach", "remove-deal-line", "line:i", foreign_line);
  line = office_do (o, o->ann, "add-deal-line", "line", "deal:i product:i", deal, lathe);
  act = o->act;
  office_do (o, o->ann, "remove-deal-line", NULL, "line:i", line);
  office_undo_refused (o, o->ann, "changed-since", act);
  act = o->act;
  office_do (o, o->ann, "win-deal", NULL, "deal:i", deal);
  office_undo_refused (o, o->ann, "changed-since", act);
  office_refused (o, o->ann, "not-open", "add-deal-line", "deal:i product:i", deal, lathe);
  office_refused (o, o->ann, "not-open", "remove-deal-line", "line:i", big);
}

static void
test_contracts (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), other = office_customer (o, o->cid, "Beta"), deal, contract, foreign, act;
  g_autofree char *before = office_state (o);
  g_autofree char *one = NULL;

  deal = office_deal (o, o->cid, other, "Foreign", 1);
  foreign = office_do (o, o->cid, "create-contract", "contract", "customer:i name:t", other, "Theirs");
  g_free (before);
  before = office_state (o);
  contract = office_do (o, o->ann, "create-contract", "contract", "customer:i name:t amount:i start:i end:i", id, "Year", (gint64) 900, (gint64) 20260101, (gint64) 20261231);
  act = o->act;
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ann, act);
  assert_state (o, before);
  contract = office_do (o, o->ann, "create-contract", "contract", "customer:i name:t", id, "Year");
  act = o->act;
  one = office_state (o);
  office_do (o, o->ann, "edit-contract", NULL, "contract:i version:i name:t status:t", contract, (gint64) 1, "Year", "ended");
  office_undo_refused (o, o->ann, "changed-since", act);
  office_undo_refused (o, o->cid, "out-of-reach", o->act);
  office_undo (o, o->ann, o->act);
  assert_state (o, one);
  office_do (o, o->ann, "edit-contract", NULL, "contract:i version:i name:t", contract, (gint64) 3, "Year 2");
  act = o->act;
  office_do (o, o->ann, "edit-contract", NULL, "contract:i version:i name:t", contract, (gint64) 4, "Year 3");
  office_undo_refused (o, o->ann, "changed-since", act);

  office_refused (o, o->ann, "no-such-customer", "create-contract", "customer:i name:t", (gint64) 999, "X");
  office_refused (o, o->ann, "out-of-reach", "create-contract", "customer:i name:t", other, "X");
  office_refused (o, o->ann, "empty-name", "create-contract", "customer:i name:t", id, " ");
  office_refused (o, o->ann, "bad-amount", "create-contract", "customer:i name:t amount:i", id, "X", (gint64) -1);
  office_refused (o, o->ann, "bad-currency", "create-contract", "customer:i name:t currency:t", id, "X", "cny");
  office_refused (o, o->ann, "bad-status", "create-contract", "customer:i name:t status:t", id, "X", "maybe");
  office_refused (o, o->ann, "bad-dates", "create-contract", "customer:i name:t start:i end:i", id, "X", (gint64) 20260102, (gint64) 20260101);
  office_refused (o, o->ann, "no-such-deal", "create-contract", "customer:i name:t deal:i", id, "X", deal);
  office_refused (o, o->ann, "no-such-person", "create-contract", "customer:i name:t owner:i", id, "X", (gint64) 999);
  office_refused (o, o->ann, "person-out-of-reach", "create-contract", "customer:i name:t owner:i", id, "X", o->ben);
  office_refused (o, o->ann, "no-such-contract", "edit-contract", "contract:i version:i name:t", (gint64) 999, (gint64) 1, "X");
  office_refused (o, o->ann, "out-of-reach", "edit-contract", "contract:i version:i name:t", foreign, (gint64) 1, "X");
  office_refused (o, o->ann, "empty-name", "edit-contract", "contract:i version:i name:t", contract, (gint64) 5, " ");
  office_refused (o, o->ann, "bad-amount", "edit-contract", "contract:i version:i name:t amount:i", contract, (gint64) 5, "X", (gint64) -1);
  office_refused (o, o->ann, "bad-currency", "edit-contract", "contract:i version:i name:t currency:t", contract, (gint64) 5, "X", "1");
  office_refused (o, o->ann, "bad-status", "edit-contract", "contract:i version:i name:t status:t", contract, (gint64) 5, "X", "maybe");
  office_refused (o, o->ann, "bad-dates", "edit-contract", "contract:i version:i name:t start:i end:i", contract, (gint64) 5, "X", (gint64) 20260102, (gint64) 20260101);
  office_refused (o, o->ann, "changed-since", "edit-contract", "contract:i version:i name:t", contract, (gint64) 1, "X");
  office_refused (o, o->ann, "nothing-to-do", "edit-contract", "contract:i version:i name:t", contract, (gint64) 5, "Year 3");
  office_exec (o, "UPDATE customer SET archived = 1 WHERE name = 'Alpha'");
  office_refused (o, o->ann, "archived", "create-contract", "customer:i name:t", id, "X");
}

static void
test_payments (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 id = office_customer (o, o->ann, "Alpha"), other = office_customer (o, o->cid, "Beta"), contract, deal, payment, act;
  g_autofree char *before = NULL;

  contract = office_do (o, o->ann, "create-contract", "contract", "customer:i name:t", id, "Year");
  deal = office_deal (o, o->cid, other, "Foreign", 1);
  before = office_state (o);
  payment = office_do (o, o->helper, "record-payment", "payment", "customer:i contract:i amount:i", id, contract, (gint64) 300);
  act = o->act;
  g_assert_cmpint (office_int (o, "SELECT owner FROM payment"), ==, o->ann);
  g_assert_cmpint (office_int (o, "SELECT text = '300 CNY' FROM timeline WHERE kind = 'payment'"), ==, 1);
  office_undo_refused (o, o->other_lead, "out-of-reach", act);
  office_undo (o, o->helper, act);
  assert_state (o, before);
  payment = office_do (o, o->lead, "record-payment", "payment", "customer:i amount:i day:i", id, (gint64) 300, (gint64) 20261001);
  act = o->act;
  office_do (o, o->manager, "void-payment", NULL, "payment:i note:t", payment, "Twice");
  office_undo_refused (o, o->lead, "changed-since", act);
  office_refused (o, o->manager, "nothing-to-do", "void-payment", "payment:i", payment);
  act = o->act;
  office_undo (o, o->manager, act);
  g_assert_cmpint (office_int (o, "SELECT count(*) FROM payment WHERE voided = 0"), ==, 1);
  office_do (o, o->manager, "void-payment", NULL, "payment:i", payment);
  office_exec (o, "UPDATE payment SET voided = 0");
  office_undo_refused (o, o->manager, "changed-since", o->act);

  office_refused (o, o->lead, "no-such-customer", "record-payment", "customer:i amount:i", (gint64) 999, (gint64) 1);
  office_refused (o, o->lead, "out-of-reach", "record-payment", "customer:i amount:i", other, (gint64) 1);
  office_refused (o, o->ann, "no-right", "record-payment", "customer:i amount:i", id, (gint64) 1);
  office_refused (o, o->lead, "bad-amount", "record-payment", "customer:i amount:i", id, (gint64) 0);
  office_refused (o, o->lead, "bad-currency", "record-payment", "customer:i amount:i currency:t", id, (gint64) 1, "yuan");
  office_refused (o, o->lead, "in-future", "record-payment", "customer:i amount:i day:i", id, (gint64) 1, (gint64) 20990101);
  office_refused (o, o->lead, "no-such-contract", "record-payment", "customer:i amount:i contract:i", id, (gint64) 1, (gint64) 999);
  office_refused (o, o->lead, "no-such-deal", "record-payment", "customer:i amount:i deal:i", id, (gint64) 1, deal);
  office_refused (o, o->lead, "no-such-person", "record-payment", "customer:i amount:i owner:i", id, (gint64) 1, (gint64) 999);
  office_refused (o, o->lead, "person-out-of-reach", "record-payment", "customer:i amount:i owner:i", id, (gint64) 1, o->cid);
  office_refused (o, o->manager, "no-such-payment", "void-payment", "payment:i", (gint64) 999);
  office_exec (o, "UPDATE role_right SET scope = 'below' WHERE name = 'payment.void'");
  office_exec (o, "UPDATE person SET team = (SELECT id FROM team WHERE name = 'South') WHERE login = 'manager'");
  office_refused (o, o->manager, "out-of-reach", "void-payment", "payment:i", payment);
  office_exec (o, "UPDATE payment SET voided = 1");
  office_undo_refused (o, o->manager, "out-of-reach", o->act);
}

void
add_deal_tests (void)
{
  g_test_add_func ("/acts/deals/products", test_products);
  g_test_add_func ("/acts/deals/deal", test_deal);
  g_test_add_func ("/acts/deals/close", test_close);
  g_test_add_func ("/acts/deals/refusals", test_deal_refusals);
  g_test_add_func ("/acts/deals/lines", test_lines);
  g_test_add_func ("/acts/deals/contracts", test_contracts);
  g_test_add_func ("/acts/deals/payments", test_payments);
}
