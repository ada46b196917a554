/* What somebody holds, how it is split, what a receiver is told, and the facts of a case. */
#include <string.h>

#include "small-office.h"
#include "model/brief.h"
#include "model/conflicts.h"
#include "model/inventory.h"
#include "model/split.h"

typedef struct
{
  SmallOffice office;
  GarrisonStore *store;
  gint64 lea, ann, ben, cid;
} Desk;

static gint64
act (Desk *d, const char *give, const char *name, GarrisonArgs *args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_act (d->store, name, args, NULL, NULL, &error);

  g_assert_no_error (error);
  return give != NULL ? garrison_act_result_get_int (result, give) : garrison_act_result_get_act (result);
}

static gint64
hire (Desk *d, const char *login)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "login", login);
  garrison_args_set_text (args, "name", login);
  garrison_args_set_int (args, "role", test_read_int (d->store, "SELECT r.id FROM role r WHERE r.key = 'salesperson'"));
  return act (d, "person", "add-person", args);
}

static gint64
add_customer (Desk *d, gint64 owner, const char *name, const char *region)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "name", name);
  garrison_args_set_text (args, "region", region);
  garrison_args_set_int (args, "owner", owner);
  return act (d, "customer", "create-customer", args);
}

static void
set_up (Desk *d, gconstpointer data)
{
  static const SmallOfficeSize empty = { 0 };

  small_office_found (&d->office, &empty);
  d->store = d->office.store;
  d->lea = hire (d, "lea");
  d->ann = hire (d, "ann");
  d->ben = hire (d, "ben");
  d->cid = hire (d, "cid");
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("Leaving %c", (char) ('A' + i));

      add_customer (d, d->lea, name, i < 4 ? "CN-GD" : i < 7 ? "CN-BJ" : NULL);
    }
  add_customer (d, d->ann, "South of Ann", "CN-GD");
  add_customer (d, d->ben, "North of Ben", "CN-BJ");
}

static void
tear_down (Desk *d, gconstpointer data)
{
  small_office_close (&d->office);
}

static GarrisonSplit *
read_split (Desk *d)
{
  g_autoptr (GError) error = NULL;
  GarrisonSplit *split = garrison_split_read (d->store, d->lea, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (garrison_split_add (split, d->store, d->ann, NULL, &error));
  g_assert_true (garrison_split_add (split, d->store, d->ben, NULL, &error));
  g_assert_true (garrison_split_add (split, d->store, d->ben, NULL, &error));
  g_assert_true (garrison_split_add (split, d->store, d->lea, NULL, &error));
  g_assert_true (garrison_split_add (split, d->store, d->cid, NULL, &error));
  g_assert_cmpuint (garrison_split_get_n_receivers (split), ==, 3);
  g_assert_cmpuint (garrison_split_get_size (split), ==, 10);
  return split;
}

static void
assert_gets (GarrisonSplit *split, guint a, guint b, guint c)
{
  g_assert_cmpuint (garrison_split_get_receiver (split, 0)->items, ==, a);
  g_assert_cmpuint (garrison_split_get_receiver (split, 1)->items, ==, b);
  g_assert_cmpuint (garrison_split_get_receiver (split, 2)->items, ==, c);
  g_assert_cmpuint (garrison_split_count_left (split), ==, garrison_split_get_size (split) - a - b - c);
}

static void
test_split (Desk *d, gconstpointer data)
{
  g_autoptr (GarrisonSplit) split = read_split (d);

  garrison_split_propose (split, GARRISON_SPLIT_TURN);
  assert_gets (split, 4, 3, 3);
  garrison_split_propose (split, GARRISON_SPLIT_LEVEL);
  assert_gets (split, 4, 3, 3);
  garrison_split_propose (split, GARRISON_SPLIT_LOAD); /* Cid has none yet: 4 each in the end */
  assert_gets (split, 3, 3, 4);
  garrison_split_propose (split, GARRISON_SPLIT_REGION); /* Guangdong to Ann, Beijing to Ben, the others to Cid */
  assert_gets (split, 4, 3, 3);
  g_assert_cmpint (garrison_split_get_item (split, 0)->to, ==, d->ann);
  g_assert_cmpint (garrison_split_get_item (split, 4)->to, ==, d->ben);
  g_assert_cmpint (garrison_split_get_item (split, 9)->to, ==, d->cid);
  garrison_split_propose (split, GARRISON_SPLIT_PRODUCT); /* nobody sold any */
  assert_gets (split, 3, 3, 4);

  /* what is given by hand stays */
  g_assert_true (garrison_split_give (split, 0, d->cid));
  g_assert_true (garrison_split_give (split, 1, 0));
  g_assert_false (garrison_split_give (split, 2, 999));
  garrison_split_propose (split, GARRISON_SPLIT_REGION);
  g_assert_cmpint (garrison_split_get_item (split, 0)->to, ==, d->cid);
  g_assert_cmpint (garrison_split_get_item (split, 1)->to, ==, 0);
  assert_gets (split, 3, 3, 3);
  garrison_split_set_out (split, d->cid, TRUE);
  g_assert_false (garrison_split_give (split, 0, d->cid));
  garrison_split_propose (split, GARRISON_SPLIT_REGION);
  g_assert_cmpuint (garrison_split_get_receiver (split, 2)->items, ==, 0);
  garrison_split_remove (split, d->cid);
  g_assert_cmpuint (garrison_split_get_n_receivers (split), ==, 2);
  garrison_split_propose (split, GARRISON_SPLIT_REGION);
  g_assert_cmpuint (garrison_split_count_left (split), ==, 1);
}

static void
test_caps (Desk *d, gconstpointer data)
{
  test_vault_exec (d->office.folder, "UPDATE person SET holding_cap = 3 WHERE login IN ('ann', 'ben');"
                                     "UPDATE person SET holding_cap = 2 WHERE login = 'cid'");
  g_autoptr (GarrisonSplit) split = read_split (d);

  for (guint rule = 0; rule < GARRISON_N_SPLITS; rule++)
    {
      garrison_split_propose (split, rule);
      assert_gets (split, 2, 2, 2);
    }
  for (guint i = 0; i < 10; i++)
    if (garrison_split_get_item (split, i)->to == 0)
      g_assert_false (garrison_split_give (split, i, d->ann));
}

static gint64
count (Desk *d, gint64 person)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(c.id) FROM customer c WHERE c.owner = %" G_GINT64_FORMAT, person);

  return test_read_int (d->store, sql);
}

static void
test_hand_over (Desk *d, gconstpointer data)
{
  g_autoptr (GarrisonSplit) split = read_split (d);
  g_autoptr (GarrisonArgs) args = NULL;
  g_autoptr (GarrisonActResult) undone = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = garrison_inventory_read (d->store, d->lea, NULL, &error);
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *label = NULL;
  g_autofree char *figure = NULL;
  gint64 done;

  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 1);
  label = garrison_held_label (before->pdata[0]);
  figure = garrison_held_figure (before->pdata[0]);
  g_assert_cmpstr (label, ==, "Customers without a level");
  g_assert_cmpstr (figure, ==, "10");
  garrison_split_propose (split, GARRISON_SPLIT_REGION);
  args = garrison_split_make_args (split, d->ann, TRUE, "Moves");
  done = act (d, NULL, "hand-over", args);
  g_assert_cmpint (count (d, d->ann), ==, 5);
  g_assert_cmpint (count (d, d->ben), ==, 4);
  g_assert_cmpint (count (d, d->cid), ==, 3);
  after = garrison_inventory_read (d->store, d->lea, NULL, &error);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpint (test_read_int (d->store, "SELECT count(i.customer) FROM handover_item i WHERE i.state = 'proposed'"), ==, 10);
  undone = garrison_store_undo (d->store, done, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (d, d->lea), ==, 10);
}

static void
test_brief (Desk *d, gconstpointer data)
{
  gint64 customer = add_customer (d, d->lea, "Briefed", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *sql = NULL;
  const GarrisonBriefLine *line;

  sql = g_strdup_printf ("INSERT INTO activity(id, customer, person, kind, text, at, day, recorded_at) VALUES"
                         " (901, %1$" G_GINT64_FORMAT ", %2$" G_GINT64_FORMAT ", 'call', 'One', 1, 20260101, 1), (902, %1$" G_GINT64_FORMAT ", %2$" G_GINT64_FORMAT ", 'call', 'Two', 2, 20260102, 1),"
                         " (903, %1$" G_GINT64_FORMAT ", %2$" G_GINT64_FORMAT ", 'note', 'Note', 3, 20260103, 1), (904, %1$" G_GINT64_FORMAT ", %2$" G_GINT64_FORMAT ", 'visit', 'Three', 4, 20260104, 1),"
                         " (905, %1$" G_GINT64_FORMAT ", %2$" G_GINT64_FORMAT ", 'mail', 'Four', 5, 20260105, 1);"
                         "INSERT INTO deal(id, customer, name, owner, stage, status, amount, currency, created_at, opened_day, stage_since)"
                         " SELECT 901, %1$" G_GINT64_FORMAT ", 'Lathe', %2$" G_GINT64_FORMAT ", min(s.id), 'open', 450000, 'CNY', 1, 20260101, 20260101 FROM stage s WHERE s.kind = 'open';"
                         "INSERT INTO task(id, customer, person, text, due_at, due_day, created_at) VALUES (901, %1$" G_GINT64_FORMAT ", %2$" G_GINT64_FORMAT ", 'Send a quote', 1, 20261201, 1);"
                         "INSERT INTO contact(id, customer, name, name_key, created_at, birthday) VALUES (901, %1$" G_GINT64_FORMAT ", 'Wang', 'wang', 1, 19800105),"
                         " (902, %1$" G_GINT64_FORMAT ", 'Li', 'li', 1, 601), (903, %1$" G_GINT64_FORMAT ", 'Leap', 'leap', 1, 19800229)",
                         customer, d->lea);
  test_vault_exec (d->office.folder, sql);
  lines = garrison_brief_read (d->store, customer, 20261124, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 6);
  line = lines->pdata[0];
  g_assert_cmpstr (line->text, ==, "Four");
  g_assert_cmpint (line->person, ==, d->lea);
  line = lines->pdata[3];
  {
    g_autofree char *text = garrison_brief_line_text (line, NULL);

    g_assert_cmpint (line->kind, ==, GARRISON_BRIEF_DEAL);
    g_assert_nonnull (strstr (text, "Lathe"));
  }
  line = lines->pdata[4];
  g_assert_cmpint (line->kind, ==, GARRISON_BRIEF_PROMISE);
  line = lines->pdata[5];
  g_assert_cmpint (line->kind, ==, GARRISON_BRIEF_BIRTHDAY);
  g_assert_cmpint (line->day, ==, 20270105);
  g_clear_pointer (&lines, g_ptr_array_unref);
  lines = garrison_brief_read (d->store, customer, 20270201, NULL, &error);
  line = lines->pdata[lines->len - 1];
  g_assert_cmpint (line->day, ==, 20270228);
}

static void
test_conflict (Desk *d, gconstpointer data)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *holder = NULL;
  g_autofree char *claimant = NULL;
  GarrisonConflictFacts facts;
  const GarrisonConflict *conflict;

  garrison_args_set_text (args, "name", "South of Ann");
  garrison_args_set_int (args, "claimant", d->ben);
  garrison_args_set_text (args, "text", "Mine since the fair");
  act (d, "conflict", "open-conflict", args);
  all = garrison_conflicts_read (d->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  conflict = all->pdata[0];
  g_assert_cmpint (conflict->holder, ==, d->ann);
  g_assert_cmpint (conflict->claimant, ==, d->ben);
  g_assert_cmpstr (conflict->name, ==, "South of Ann");
  g_assert_true (garrison_conflict_may_decide (conflict, d->store));
  g_assert_true (garrison_conflict_read_facts (d->store, conflict, &facts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (facts.created_by, ==, garrison_store_get_me (d->store));
  g_assert_cmpuint (facts.claimant.contacts, ==, 0);
  claimant = garrison_claim_text (&facts.claimant, 20261124);
  g_assert_cmpstr (claimant, ==, "Nothing on record");
  facts.holder.created = TRUE;
  holder = garrison_claim_text (&facts.holder, 20261124);
  g_assert_true (g_str_has_prefix (holder, "Entered the customer"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/handover/" path, Desk, NULL, set_up, func, tear_down)
  ADD ("split", test_split);
  ADD ("caps", test_caps);
  ADD ("hand-over", test_hand_over);
  ADD ("brief", test_brief);
  ADD ("conflict", test_conflict);
  return g_test_run ();
}
