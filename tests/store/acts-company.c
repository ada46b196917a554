/* Choices, stages, own fields, settings, views. */
#include "acts.h"

static void
test_choices (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  gint64 id, act;

  id = office_do (o, o->boss, "create-choice", "choice", "list:t name:t", "source", "Fair");
  office_undo (o, o->boss, o->act);
  assert_state (o, before);
  id = office_do (o, o->boss, "create-choice", "choice", "list:t name:t", "source", "Fair");
  act = o->act;
  office_do (o, o->ann, "create-customer", NULL, "name:t source:i", "Alpha", id);
  office_undo_refused (o, o->boss, "changed-since", act);
  office_do (o, o->boss, "edit-choice", NULL, "choice:i name:t active:i position:i", id, "Trade fair", (gint64) 0, (gint64) 1);
  act = o->act;
  id = office_do (o, o->boss, "create-choice", "choice", "list:t name:t", "source", "Fair");
  office_undo_refused (o, o->boss, "duplicate", act);
  office_undo (o, o->boss, o->act);
  office_undo (o, o->boss, act);
  id = office_choice (o, "level", "A");
  office_do (o, o->boss, "edit-choice", NULL, "choice:i name:t", id, "AA");
  act = o->act;
  office_do (o, o->boss, "edit-choice", NULL, "choice:i name:t", id, "AAA");
  office_undo_refused (o, o->boss, "changed-since", act);

  office_refused (o, o->boss, "bad-list", "create-choice", "list:t name:t", "colour", "Red");
  office_refused (o, o->boss, "empty-name", "create-choice", "list:t name:t", "level", " ");
  office_refused (o, o->boss, "duplicate", "create-choice", "list:t name:t", "level", "B");
  office_refused (o, o->boss, "no-such-choice", "edit-choice", "choice:i name:t", (gint64) 999, "X");
  office_refused (o, o->boss, "empty-name", "edit-choice", "choice:i name:t", id, " ");
  office_refused (o, o->boss, "bad-argument", "edit-choice", "choice:i name:t active:i", id, "X", (gint64) 4);
  office_refused (o, o->boss, "duplicate", "edit-choice", "choice:i name:t", id, "B");
  office_refused (o, o->boss, "nothing-to-do", "edit-choice", "choice:i name:t", id, "AAA");
}

static void
test_stages (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  gint64 id, act, customer, quote = office_stage (o, "quote");

  id = office_do (o, o->boss, "create-stage", "stage", "name:t probability:i rest_days:i", "Trial", (gint64) 60, (gint64) 30);
  office_undo (o, o->boss, o->act);
  assert_state (o, before);
  id = office_do (o, o->boss, "create-stage", "stage", "name:t probability:i", "Trial", (gint64) 60);
  act = o->act;
  customer = office_customer (o, o->ann, "Alpha");
  office_do (o, o->ann, "create-deal", NULL, "customer:i name:t stage:i", customer, "One", id);
  office_undo_refused (o, o->boss, "changed-since", act);
  office_do (o, o->ann, "create-deal", NULL, "customer:i name:t stage:i", customer, "Two", quote);
  g_assert_cmpint (office_int (o, "SELECT stage FROM customer"), ==, id);
  g_free (before);
  before = office_state (o);
  office_do (o, o->boss, "edit-stage", NULL, "stage:i name:t probability:i position:i", id, "Trial run", (gint64) 5, (gint64) 1);
  g_assert_cmpint (office_int (o, "SELECT stage FROM customer"), ==, quote);
  office_check (o);
  act = o->act;
  office_undo (o, o->boss, act);
  assert_state (o, before);
  office_check (o);
  office_do (o, o->boss, "edit-stage", NULL, "stage:i name:t probability:i", id, "Pilot", (gint64) 5);
  act = o->act;
  office_do (o, o->boss, "create-stage", NULL, "name:t probability:i", "Trial", (gint64) 1);
  office_undo_refused (o, o->boss, "duplicate", act);
  office_undo (o, o->boss, o->act);
  office_do (o, o->boss, "edit-stage", NULL, "stage:i name:t probability:i", id, "Pilot", (gint64) 15);
  office_undo_refused (o, o->boss, "changed-since", act);

  office_refused (o, o->boss, "empty-name", "create-stage", "name:t probability:i", " ", (gint64) 5);
  office_refused (o, o->boss, "bad-probability", "create-stage", "name:t probability:i", "X", (gint64) 101);
  office_refused (o, o->boss, "bad-rest", "create-stage", "name:t probability:i rest_days:i", "X", (gint64) 1, (gint64) 0);
  office_refused (o, o->boss, "duplicate", "create-stage", "name:t probability:i", "Quote", (gint64) 1);
  office_refused (o, o->boss, "no-such-stage", "edit-stage", "stage:i name:t probability:i", (gint64) 999, "X", (gint64) 5);
  office_refused (o, o->boss, "empty-name", "edit-stage", "stage:i name:t probability:i", id, " ", (gint64) 5);
  office_refused (o, o->boss, "bad-probability", "edit-stage", "stage:i name:t probability:i", id, "X", (gint64) -5);
  office_refused (o, o->boss, "bad-rest", "edit-stage", "stage:i name:t probability:i rest_days:i", id, "X", (gint64) 5, (gint64) 99999);
  office_refused (o, o->boss, "bad-argument", "edit-stage", "stage:i name:t probability:i active:i", id, "X", (gint64) 5, (gint64) 7);
  office_refused (o, o->boss, "duplicate", "edit-stage", "stage:i name:t probability:i", id, "Quote", (gint64) 5);
  office_refused (o, o->boss, "still-used", "edit-stage", "stage:i name:t probability:i active:i", id, "X", (gint64) 5, (gint64) 0);
  office_refused (o, o->boss, "nothing-to-do", "edit-stage", "stage:i name:t probability:i", id, "Pilot", (gint64) 15);
}

static void
test_fields (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = NULL;
  gint64 customer = office_customer (o, o->ann, "Alpha"), other = office_customer (o, o->cid, "Beta"), deal = office_deal (o, o->cid, other, "D", 1);
  gint64 color, size, age, act, product = office_do (o, o->boss, "create-product", "product", "name:t", "Lathe");

  before = office_state (o);
  color = office_do (o, o->boss, "add-field", "field", "relation:t name:t type:t", "customer", "Colour", "text");
  office_undo (o, o->boss, o->act);
  assert_state (o, before);
  color = office_do (o, o->boss, "add-field", "field", "relation:t name:t type:t", "customer", "Colour", "text");
  act = o->act;
  size = office_do (o, o->boss, "add-field", "field", "relation:t name:t type:t", "deal", "Size", "yesno");
  age = office_do (o, o->boss, "add-field", "field", "relation:t name:t type:t", "product", "Since", "day");
  g_free (before);
  before = office_state (o);
  office_do (o, o->ann, "set-field-value", NULL, "field:i record:i text:t", color, customer, "red");
  office_undo_refused (o, o->boss, "changed-since", act);
  act = o->act;
  office_undo_refused (o, o->cid, "out-of-reach", act);
  office_undo (o, o->ann, act);
  assert_state (o, before);
  office_do (o, o->ann, "set-field-value", NULL, "field:i record:i text:t", color, customer, "red");
  act = o->act;
  office_do (o, o->ann, "set-field-value", NULL, "field:i record:i text:t", color, customer, "blue");
  office_undo_refused (o, o->ann, "changed-since", act);
  office_undo (o, o->ann, o->act);
  office_undo (o, o->ann, act);
  office_do (o, o->cid, "set-field-value", NULL, "field:i record:i number:i", size, deal, (gint64) 1);
  office_do (o, o->cid, "set-field-value", NULL, "field:i record:i", size, deal);
  office_undo (o, o->cid, o->act);
  g_assert_cmpint (office_int (o, "SELECT number FROM field_value"), ==, 1);
  office_do (o, o->boss, "set-field-value", NULL, "field:i record:i number:i", age, product, (gint64) 20200101);

  office_refused (o, o->boss, "empty-name", "add-field", "relation:t name:t type:t", "customer", " ", "text");
  office_refused (o, o->boss, "bad-relation", "add-field", "relation:t name:t type:t", "person", "X", "text");
  office_refused (o, o->boss, "bad-type", "add-field", "relation:t name:t type:t", "customer", "X", "blob");
  office_refused (o, o->boss, "duplicate", "add-field", "relation:t name:t type:t", "customer", "Colour", "text");
  office_refused (o, o->ann, "no-such-field", "set-field-value", "field:i record:i", (gint64) 999, customer);
  office_refused (o, o->ann, "no-such-record", "set-field-value", "field:i record:i text:t", color, (gint64) 999, "x");
  office_refused (o, o->ann, "out-of-reach", "set-field-value", "field:i record:i text:t", color, other, "x");
  office_refused (o, o->ann, "out-of-reach", "set-field-value", "field:i record:i number:i", size, deal, (gint64) 1);
  office_refused (o, o->ann, "out-of-reach", "set-field-value", "field:i record:i number:i", age, product, (gint64) 20200101);
  office_refused (o, o->ann, "bad-value", "set-field-value", "field:i record:i number:i", color, customer, (gint64) 5);
  office_refused (o, o->cid, "bad-value", "set-field-value", "field:i record:i number:i", size, deal, (gint64) 5);
  office_refused (o, o->cid, "bad-value", "set-field-value", "field:i record:i text:t", size, deal, "x");
  office_refused (o, o->cid, "nothing-to-do", "set-field-value", "field:i record:i number:i", size, deal, (gint64) 1);
  office_refused (o, o->cid, "nothing-to-do", "set-field-value", "field:i record:i", color, other);
}

static void
test_settings (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  gint64 act;

  office_do (o, o->boss, "set-setting", NULL, "key:t value:t", "company", "New name");
  act = o->act;
  office_undo (o, o->boss, act);
  assert_state (o, before);
  office_do (o, o->boss, "set-setting", NULL, "key:t value:t", "greeting", "Hello");
  act = o->act;
  office_do (o, o->boss, "set-setting", NULL, "key:t", "greeting");
  office_undo_refused (o, o->boss, "changed-since", act);
  assert_state (o, before);
  office_refused (o, o->boss, "fixed-setting", "set-setting", "key:t value:t", "currency", "USD");
  office_refused (o, o->boss, "fixed-setting", "set-setting", "key:t value:t", "sample", "1");
  office_refused (o, o->boss, "bad-key", "set-setting", "key:t value:t", " x", "1");
  office_refused (o, o->boss, "nothing-to-do", "set-setting", "key:t value:t", "company", "Test");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "duplicate_checks_a_day", "-1");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "duplicate_checks_a_day", "1000000000");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "lock_minutes", "-1");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "lock_minutes", "ten");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "lock_minutes", "1.5");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "lock_minutes", "1441");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "lock_minutes", "9999");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "lock_minutes", "00010");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "watermark", "2");
  office_refused (o, o->boss, "bad-value", "set-setting", "key:t value:t", "watermark", "yes");
  office_do (o, o->boss, "set-setting", NULL, "key:t value:t", "lock_minutes", "0");
  office_do (o, o->boss, "set-setting", NULL, "key:t value:t", "lock_minutes", "1440");
  office_do (o, o->boss, "set-setting", NULL, "key:t value:t", "watermark", "1");
  office_do (o, o->boss, "set-setting", NULL, "key:t value:t", "watermark", "0");
  office_refused (o, o->manager, "no-right", "set-setting", "key:t value:t", "company", "X");
}

static void
test_views (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  g_autofree char *one = NULL;
  gint64 view, shared, act;

  view = office_do (o, o->ann, "save-view", "view", "kind:t name:t question:t", "list", "Mine", "customers");
  act = o->act;
  office_undo_refused (o, o->ben, "out-of-reach", act);
  office_undo (o, o->ann, act);
  assert_state (o, before);
  view = office_do (o, o->ann, "save-view", "view", "kind:t name:t question:t", "list", "Mine", "customers");
  act = o->act;
  one = office_state (o);
  office_do (o, o->ann, "save-view", NULL, "view:i kind:t name:t question:t layout:t", view, "list", "Mine too", "customers", "name,level");
  office_undo_refused (o, o->ann, "changed-since", act);
  office_undo (o, o->ann, o->act);
  assert_state (o, one);
  office_do (o, o->ann, "delete-view", NULL, "view:i", view);
  office_undo_refused (o, o->ben, "out-of-reach", o->act);
  office_undo (o, o->ann, o->act);
  assert_state (o, one);
  shared = office_do (o, o->manager, "save-view", "view", "kind:t name:t question:t everybody:i", "chart", "All", "deals", (gint64) 1);
  g_assert_cmpint (office_int (o, "SELECT person IS NULL FROM saved_view WHERE id = %" G_GINT64_FORMAT, shared), ==, 1);

  office_refused (o, o->ann, "empty-name", "save-view", "kind:t name:t question:t", "list", " ", "customers");
  office_refused (o, o->ann, "bad-kind", "save-view", "kind:t name:t question:t", "tree", "X", "customers");
  office_refused (o, o->ann, "no-such-view", "save-view", "view:i kind:t name:t question:t", (gint64) 999, "list", "X", "customers");
  office_refused (o, o->ben, "out-of-reach", "save-view", "view:i kind:t name:t question:t", view, "list", "X", "customers");
  office_refused (o, o->ann, "out-of-reach", "save-view", "view:i kind:t name:t question:t", shared, "list", "X", "customers");
  office_refused (o, o->ann, "no-share", "save-view", "kind:t name:t question:t everybody:i", "list", "X", "customers", (gint64) 1);
  office_refused (o, o->manager, "bad-argument", "save-view", "kind:t name:t question:t everybody:i", "list", "X", "customers", (gint64) 7);
  office_refused (o, o->ann, "no-such-view", "delete-view", "view:i", (gint64) 999);
  office_refused (o, o->ben, "out-of-reach", "delete-view", "view:i", view);
  office_refused (o, o->ann, "out-of-reach", "delete-view", "view:i", shared);
}

void
add_company_tests (void)
{
  g_test_add_func ("/acts/company/choices", test_choices);
  g_test_add_func ("/acts/company/stages", test_stages);
  g_test_add_func ("/acts/company/fields", test_fields);
  g_test_add_func ("/acts/company/settings", test_settings);
  g_test_add_func ("/acts/company/views", test_views);
}
