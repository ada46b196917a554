/* Teams, people, roles. */
#include "acts.h"

static void
test_teams (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  g_autofree char *one = NULL;
  g_autofree char *path = NULL;
  gint64 team, act;

  team = office_do (o, o->boss, "add-team", "team", "name:t parent:i", "Far North", o->north);
  act = o->act;
  office_undo (o, o->boss, act);
  assert_state (o, before);
  team = office_do (o, o->boss, "add-team", "team", "name:t parent:i", "Far North", o->north);
  act = o->act;
  one = office_state (o);
  /* the lead of the north sees below */
  office_exec (o, "UPDATE person SET team = (SELECT id FROM team WHERE name = 'Far North') WHERE login = 'ben'");
  office_do (o, o->lead, "create-customer", NULL, "name:t owner:i", "X", o->ben);
  office_undo (o, o->lead, o->act);
  office_undo_refused (o, o->boss, "changed-since", act);
  office_do (o, o->boss, "edit-team", NULL, "team:i name:t parent:i", o->north, "Nord", o->south);
  path = office_text (o, "SELECT path FROM team WHERE name = 'Far North'");
  {
    g_autofree char *expected = g_strdup_printf ("/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/",
                                                 o->root, o->south, o->north, team);
    g_assert_cmpstr (path, ==, expected);
  }
  office_do (o, o->other_lead, "create-customer", NULL, "name:t owner:i", "X", o->ben);
  office_undo (o, o->other_lead, o->act);
  act = o->act - 2;
  office_undo (o, o->boss, act);
  office_exec (o, "UPDATE person SET team = (SELECT id FROM team WHERE name = 'North') WHERE login = 'ben'");
  assert_state (o, one);

  office_do (o, o->boss, "edit-team", NULL, "team:i name:t parent:i", team, "Far North", o->south);
  act = o->act;
  office_do (o, o->boss, "edit-team", NULL, "team:i name:t parent:i", team, "Far North", o->root);
  office_undo_refused (o, o->boss, "changed-since", act);
  office_undo (o, o->boss, o->act);
  office_do (o, o->boss, "edit-team", NULL, "team:i name:t parent:i", o->north, "North", team);
  office_undo_refused (o, o->boss, "own-ancestor", act);
  office_undo (o, o->boss, o->act);
  office_do (o, o->boss, "edit-team", NULL, "team:i name:t", team, "Further North");
  act = o->act;
  office_do (o, o->boss, "add-team", NULL, "name:t", "Far North");
  office_undo_refused (o, o->boss, "duplicate", act);

  office_refused (o, o->boss, "empty-name", "add-team", "name:t", " ");
  office_refused (o, o->boss, "no-such-team", "add-team", "name:t parent:i", "X", (gint64) 999);
  office_refused (o, o->boss, "duplicate", "add-team", "name:t", "North");
  office_refused (o, o->boss, "no-such-team", "edit-team", "team:i name:t", (gint64) 999, "X");
  office_refused (o, o->boss, "empty-name", "edit-team", "team:i name:t", team, " ");
  office_refused (o, o->boss, "no-such-parent", "edit-team", "team:i name:t parent:i", team, "X", (gint64) 999);
  office_refused (o, o->boss, "own-ancestor", "edit-team", "team:i name:t parent:i", o->south, "X", team);
  office_refused (o, o->boss, "duplicate", "edit-team", "team:i name:t", team, "South");
  office_refused (o, o->boss, "bad-argument", "edit-team", "team:i name:t active:i", team, "X", (gint64) 5);
  office_refused (o, o->boss, "still-used", "edit-team", "team:i name:t active:i", o->south, "South", (gint64) 0);
  office_refused (o, o->boss, "nothing-to-do", "edit-team", "team:i name:t", o->south, "South");
}

static gint64
add (Office *o, gint64 me, const char *login, const char *role)
{
  return office_do (o, me, "add-person", "person", "login:t name:t role:i team:i", login, login, office_role (o, role), o->north);
}

static void
test_people (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  g_autofree char *one = NULL;
  gint64 eve, act, seller = office_role (o, "salesperson");

  eve = add (o, o->boss, "eve", "salesperson");
  office_undo (o, o->boss, o->act);
  assert_state (o, before);
  eve = add (o, o->boss, "eve", "salesperson");
  act = o->act;
  one = office_state (o);
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i manager:i holding_cap:i", eve, (gint64) 1, "eva", "Eva",
             office_role (o, "lead"), o->south, o->other_lead, (gint64) 50);
  office_undo_refused (o, o->boss, "changed-since", act);
  act = o->act;
  office_undo (o, o->boss, act);
  assert_state (o, one);
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", eve, (gint64) 3, "eva", "Eva", seller, o->north);
  act = o->act;
  add (o, o->boss, "eve", "salesperson");
  office_undo_refused (o, o->boss, "login-taken", act);
  office_undo (o, o->boss, o->act);
  office_undo (o, o->boss, act);

  /* who manages whom is a tree, whatever is undone */
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i manager:i", eve, (gint64) 5, "eve", "eve", seller, o->north, o->ann);
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", eve, (gint64) 6, "eve", "eve", seller, o->north);
  act = o->act;
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i manager:i", o->ann, (gint64) 1, "ann", "ann", seller, o->north, eve);
  office_undo_refused (o, o->boss, "own-ancestor", act);
  office_refused (o, o->boss, "own-ancestor", "edit-person", "person:i version:i login:t name:t role:i manager:i", eve, (gint64) 7, "eve", "eve", seller, o->ann);
  office_refused (o, o->boss, "still-manages", "leave-person", "person:i", eve);
  office_undo (o, o->boss, o->act);
  office_undo_refused (o, o->boss, "undone-already", office_int (o, "SELECT max(undoes) FROM act"));
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", eve, (gint64) 7, "eve", "Eve 1", seller, o->north);
  act = o->act;
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", eve, (gint64) 8, "eve", "Eve 2", seller, o->north);
  office_undo_refused (o, o->boss, "changed-since", act);

  office_refused (o, o->manager, "no-right", "add-person", "login:t name:t role:i", "x", "X", seller);
  office_refused (o, o->boss, "empty-name", "add-person", "login:t name:t role:i", "x", " ", seller);
  office_refused (o, o->boss, "empty-login", "add-person", "login:t name:t role:i", " ", "X", seller);
  office_refused (o, o->boss, "login-taken", "add-person", "login:t name:t role:i", "ann", "X", seller);
  office_refused (o, o->boss, "no-such-role", "add-person", "login:t name:t role:i", "x", "X", (gint64) 999);
  office_refused (o, o->boss, "no-such-team", "add-person", "login:t name:t role:i team:i", "x", "X", seller, (gint64) 999);
  office_refused (o, o->boss, "no-such-manager", "add-person", "login:t name:t role:i manager:i", "x", "X", seller, (gint64) 999);
  office_refused (o, o->boss, "bad-cap", "add-person", "login:t name:t role:i holding_cap:i", "x", "X", seller, (gint64) 0);
  office_refused (o, o->boss, "no-such-person", "edit-person", "person:i version:i login:t name:t role:i", (gint64) 999, (gint64) 1, "x", "X", seller);
  office_refused (o, o->boss, "empty-name", "edit-person", "person:i version:i login:t name:t role:i", eve, (gint64) 9, "x", " ", seller);
  office_refused (o, o->boss, "empty-login", "edit-person", "person:i version:i login:t name:t role:i", eve, (gint64) 9, " ", "X", seller);
  office_refused (o, o->boss, "login-taken", "edit-person", "person:i version:i login:t name:t role:i", eve, (gint64) 9, "ann", "X", seller);
  office_refused (o, o->boss, "no-such-role", "edit-person", "person:i version:i login:t name:t role:i", eve, (gint64) 9, "x", "X", (gint64) 999);
  office_refused (o, o->boss, "no-such-team", "edit-person", "person:i version:i login:t name:t role:i team:i", eve, (gint64) 9, "x", "X", seller, (gint64) 999);
  office_refused (o, o->boss, "no-such-manager", "edit-person", "person:i version:i login:t name:t role:i manager:i", eve, (gint64) 9, "x", "X", seller, (gint64) 999);
  office_refused (o, o->boss, "bad-cap", "edit-person", "person:i version:i login:t name:t role:i holding_cap:i", eve, (gint64) 9, "x", "X", seller, (gint64) -1);
  office_refused (o, o->boss, "changed-since", "edit-person", "person:i version:i login:t name:t role:i", eve, (gint64) 1, "x", "X", seller);
  office_refused (o, o->boss, "nothing-to-do", "edit-person", "person:i version:i login:t name:t role:i team:i", eve, (gint64) 9, "eve", "Eve 2", seller, o->north);
  office_refused (o, o->boss, "last-owner", "edit-person", "person:i version:i login:t name:t role:i", o->boss, (gint64) 1, "boss", "Boss", seller);
}

/* Whoever may edit people must not make anybody mightier than oneself. */
static void
test_might (void)
{
  g_autoptr (Office) o = office_new ();
  gint64 seller = office_role (o, "salesperson"), owner = office_role (o, "owner"), second, act, version;

  office_do (o, o->boss, "set-role-right", NULL, "role:i name:t scope:t", office_role (o, "lead"), "person.edit", "all");
  office_refused (o, o->lead, "above-you", "add-person", "login:t name:t role:i", "x", "X", owner);
  office_refused (o, o->lead, "above-you", "edit-person", "person:i version:i login:t name:t role:i", o->ann, (gint64) 1, "ann", "ann", owner);
  office_refused (o, o->lead, "above-you", "edit-person", "person:i version:i login:t name:t role:i", o->boss, (gint64) 1, "boss", "Boss", owner);
  office_refused (o, o->lead, "above-you", "leave-person", "person:i", o->manager);
  second = office_do (o, o->boss, "add-person", "person", "login:t name:t role:i", "second", "Second", owner);
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i", second, (gint64) 1, "second", "Second", seller);
  act = o->act;
  office_undo_refused (o, o->lead, "above-you", act);
  office_undo (o, o->boss, act);
  office_do (o, o->boss, "leave-person", NULL, "person:i", second);
  act = o->act;
  office_undo_refused (o, o->lead, "above-you", act);
  office_refused (o, o->boss, "last-owner", "leave-person", "person:i", o->boss);
  office_undo (o, o->boss, act);
  office_undo_refused (o, o->boss, "undone-already", act);
  office_do (o, o->boss, "leave-person", NULL, "person:i day:i", second, (gint64) 20261130);
  act = o->act;
  office_exec (o, "UPDATE person SET active = 1 WHERE login = 'second'");
  office_undo_refused (o, o->boss, "changed-since", act);

  /* undoing what made the second owner would leave none */
  version = office_int (o, "SELECT version FROM person WHERE id = %" G_GINT64_FORMAT, o->ann);
  office_do (o, o->boss, "edit-person", NULL, "person:i version:i login:t name:t role:i team:i", o->ann, version, "ann", "ann", owner, o->north);
  act = o->act;
  office_exec (o, "UPDATE person SET active = 0 WHERE login IN ('boss', 'second')");
  office_undo_refused (o, o->ann, "last-owner", act);
}

static void
test_leave (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  g_autoptr (GError) error = NULL;

  office_do (o, o->boss, "leave-person", NULL, "person:i", o->dan);
  office_refused (o, o->boss, "left-already", "leave-person", "person:i", o->dan);
  office_shut_out (o, o->dan, "create-customer", "name:t", "X");
  office_undo (o, o->boss, o->act);
  assert_state (o, before);
  office_customer (o, o->dan, "Alpha");
  g_assert_null (office_try (o, &error, o->boss, "leave-person", "person:i", o->dan));
  g_assert_cmpstr (garrison_refusal_get_detail (error, "customers"), ==, "1");
  g_assert_cmpstr (garrison_refusal_get_detail (error, "tasks"), ==, "0");
  office_refused (o, o->boss, "still-holds", "leave-person", "person:i", o->dan);
  office_refused (o, o->boss, "no-such-person", "leave-person", "person:i", (gint64) 999);
}

static void
test_roles (void)
{
  g_autoptr (Office) o = office_new ();
  g_autofree char *before = office_state (o);
  gint64 seller = office_role (o, "salesperson"), act;

  office_do (o, o->boss, "set-role-right", NULL, "role:i name:t", seller, "customer.create");
  act = o->act;
  office_refused (o, o->ann, "no-right", "create-customer", "name:t", "X");
  office_undo (o, o->boss, act);
  assert_state (o, before);
  office_do (o, o->boss, "set-role-right", NULL, "role:i name:t scope:t", seller, "customer.edit", "team");
  act = o->act;
  office_do (o, o->boss, "set-role-right", NULL, "role:i name:t scope:t", seller, "customer.edit", "all");
  office_undo_refused (o, o->boss, "changed-since", act);

  office_refused (o, o->boss, "no-such-role", "set-role-right", "role:i name:t scope:t", (gint64) 999, "customer.edit", "own");
  office_refused (o, o->boss, "no-such-right", "set-role-right", "role:i name:t scope:t", seller, "customer.eat", "own");
  office_refused (o, o->boss, "bad-scope", "set-role-right", "role:i name:t scope:t", seller, "customer.edit", "world");
  office_refused (o, o->boss, "owner-role", "set-role-right", "role:i name:t", office_role (o, "owner"), "role.edit");
  office_refused (o, o->boss, "nothing-to-do", "set-role-right", "role:i name:t scope:t", seller, "customer.edit", "all");
  office_refused (o, o->boss, "above-you", "set-role-right", "role:i name:t scope:t", seller, "view.own", "all");
  office_refused (o, o->manager, "no-right", "set-role-right", "role:i name:t scope:t", seller, "customer.edit", "own");
}

void
add_people_tests (void)
{
  g_test_add_func ("/acts/people/teams", test_teams);
  g_test_add_func ("/acts/people/people", test_people);
  g_test_add_func ("/acts/people/might", test_might);
  g_test_add_func ("/acts/people/leave", test_leave);
  g_test_add_func ("/acts/people/roles", test_roles);
}
