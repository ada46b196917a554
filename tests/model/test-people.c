/* Managing people: passwords that will do, adding with a first password, dismissal with its handover, the
 * rights of roles and their names. */
#include <string.h>

#include "../store/support.h"
#include "model/departure.h"
#include "model/people.h"
#include "model/role-rights.h"
#include "model/role-rules.h"

#define WAIT_FOR(done)                                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;                                    \
    while (!(done) && g_get_monotonic_time () < end)                                               \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (500);                                                                            \
    g_assert_true (done);                                                                          \
  }                                                                                                \
  G_STMT_END

static gint64
role (GarrisonStore *store, const char *key)
{
  g_autofree char *sql = g_strdup_printf ("SELECT r.id FROM role r WHERE r.key = '%s'", key);

  return test_read_int (store, sql);
}

static GarrisonArgs *
person_args (GarrisonStore *store, const char *login, const char *password)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_text (args, "login", login);
  garrison_args_set_text (args, "name", login);
  garrison_args_set_int (args, "role", role (store, "salesperson"));
  garrison_args_set_null (args, "manager");
  garrison_args_set_text (args, "password", password);
  garrison_args_set_text (args, "password-again", password);
  return args;
}

/* Returns: the person's id. */
static gint64
add (GarrisonStore *store, const char *login)
{
  g_autoptr (GarrisonArgs) args = person_args (store, login, "a long password");
  g_autofree char *sql = g_strdup_printf ("SELECT p.id FROM person p WHERE p.login = '%s'", login);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (garrison_people_add (store, args, NULL, NULL, &error), >, 0);
  g_assert_no_error (error);
  return test_read_int (store, sql);
}

static gint64
act (GarrisonStore *store, const char *give, const char *name, GarrisonArgs *args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_act (store, name, args, NULL, NULL, &error);

  g_assert_no_error (error);
  return give != NULL ? garrison_act_result_get_int (result, give) : garrison_act_result_get_act (result);
}

/* ---- passwords ---------------------------------------------------------------------------------- */

static void
test_mistakes (void)
{
  g_autofree char *long_one = g_strnfill (10000, 'x');

  g_assert_null (garrison_people_find_mistake ("green tea leaves", "green tea leaves", "old", "mei"));
  g_assert_null (garrison_people_find_mistake ("绿茶叶子很好喝啊", NULL, NULL, NULL));
  g_assert_nonnull (garrison_people_find_mistake ("", "", NULL, NULL));
  g_assert_nonnull (garrison_people_find_mistake ("1234567", "1234567", NULL, NULL));
  g_assert_nonnull (garrison_people_find_mistake ("绿茶", NULL, NULL, NULL));
  g_assert_nonnull (garrison_people_find_mistake ("        ", NULL, NULL, NULL));
  g_assert_nonnull (garrison_people_find_mistake (long_one, NULL, NULL, NULL));
  g_assert_nonnull (garrison_people_find_mistake ("\xff\xff\xff\xff\xff\xff\xff\xff\xff", NULL, NULL, NULL));
  g_assert_nonnull (garrison_people_find_mistake ("Mei.Lin.1", NULL, NULL, "mei.lin.1"));
  g_assert_nonnull (garrison_people_find_mistake ("green tea leaves", NULL, "green tea leaves", NULL));
  g_assert_nonnull (garrison_people_find_mistake ("green tea leaves", "green tea leafs", NULL, NULL));
}

static void
test_add (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonArgs) args = person_args (store, "mei", "green tea leaves");
  g_autoptr (GError) error = NULL;
  gint64 added = garrison_people_add (store, args, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (added, >, 0);
  /* the same login again: a refusal, and nobody more */
  g_assert_cmpint (garrison_people_add (store, args, NULL, NULL, &error), ==, 0);
  g_assert_true (garrison_error_is_refusal (error, "login-taken"));
  g_clear_error (&error);
  g_assert_cmpint (test_read_int (store, "SELECT count(p.id) FROM person p"), ==, 2);
  garrison_store_sign_out (store);
  g_assert_false (garrison_store_sign_in (store, "mei", "black tea leaves", NULL, &error));
  g_clear_error (&error);
  g_assert_true (garrison_store_sign_in (store, "mei", "green tea leaves", NULL, &error));
  g_assert_no_error (error);
  /* she may add nobody */
  g_assert_cmpint (garrison_people_add (store, args, NULL, NULL, &error), ==, 0);
  g_assert_true (garrison_error_is_refusal (error, "no-right"));
  g_assert_false (garrison_people_may_manage (store));
}

/* Whoever may add people but set no passwords leaves nobody behind who cannot sign in. */
static void
test_add_without_password (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonArgs) right = garrison_args_new (), args = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_int (right, "role", role (store, "salesperson"));
  garrison_args_set_text (right, "name", "person.edit");
  garrison_args_set_text (right, "scope", "all");
  act (store, NULL, "set-role-right", right);
  add (store, "ann");
  garrison_store_sign_out (store);
  g_assert_true (garrison_store_sign_in (store, "ann", "a long password", NULL, &error));
  g_assert_true (garrison_people_may_manage (store));
  args = person_args (store, "ben", "green tea leaves");
  g_assert_cmpint (garrison_people_add (store, args, NULL, NULL, &error), ==, 0);
  g_assert_error (error, GARRISON_ERROR, GARRISON_ERROR_DENIED);
  g_assert_cmpint (test_read_int (store, "SELECT count(p.id) FROM person p WHERE p.login = 'ben'"), ==, 0);
}

/* ---- departure ---------------------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  GarrisonStore *store;
  gint64 leaver, receiver, report;
  gint64 customer, deal, task;
} Desk;

/* Ann holds a customer with a deal and a task, a deal and a task of somebody else's customer, a task of
 * none, and Cid reports to her. */
static void
set_up (Desk *d, gconstpointer data)
{
  g_autoptr (GarrisonArgs) customer = garrison_args_new (), other = garrison_args_new (), deal = garrison_args_new ();
  g_autoptr (GarrisonArgs) far_deal = garrison_args_new (), task = garrison_args_new (), far_task = garrison_args_new ();
  g_autoptr (GarrisonArgs) edit = garrison_args_new ();
  gint64 theirs;

  d->folder = test_folder_new ();
  d->store = test_company_new (d->folder);
  d->leaver = add (d->store, "ann");
  d->receiver = add (d->store, "ben");
  d->report = add (d->store, "cid");
  garrison_args_set_int (edit, "person", d->report);
  garrison_args_set_int (edit, "version", 1);
  garrison_args_set_text (edit, "login", "cid");
  garrison_args_set_text (edit, "name", "cid");
  garrison_args_set_int (edit, "role", role (d->store, "salesperson"));
  garrison_args_set_int (edit, "manager", d->leaver);
  garrison_args_set_text (edit, "phone", "138 0000 0000");
  act (d->store, NULL, "edit-person", edit);
  garrison_args_set_text (customer, "name", "Qingdao Teas");
  garrison_args_set_int (customer, "owner", d->leaver);
  d->customer = act (d->store, "customer", "create-customer", customer);
  garrison_args_set_text (other, "name", "Wuxi Bearings");
  garrison_args_set_int (other, "owner", d->receiver);
  theirs = act (d->store, "customer", "create-customer", other);
  garrison_args_set_int (deal, "customer", d->customer);
  garrison_args_set_text (deal, "name", "Leaves");
  garrison_args_set_int (deal, "owner", d->leaver);
  act (d->store, "deal", "create-deal", deal);
  garrison_args_set_int (far_deal, "customer", theirs);
  garrison_args_set_text (far_deal, "name", "Bearings");
  garrison_args_set_int (far_deal, "owner", d->leaver);
  garrison_args_set_int (far_deal, "amount", 1200000);
  garrison_args_set_text (far_deal, "note", "Asks for \"rebate\"; 'soon'");
  d->deal = act (d->store, "deal", "create-deal", far_deal);
  garrison_args_set_int (task, "customer", d->customer);
  garrison_args_set_int (task, "person", d->leaver);
  garrison_args_set_text (task, "text", "Call");
  garrison_args_set_int (task, "due", g_get_real_time ());
  act (d->store, "task", "create-task", task);
  garrison_args_set_int (far_task, "customer", theirs);
  garrison_args_set_int (far_task, "person", d->leaver);
  garrison_args_set_text (far_task, "text", "Measure the hall");
  garrison_args_set_int (far_task, "due", g_get_real_time ());
  d->task = act (d->store, "task", "create-task", far_task);
}

static void
tear_down (Desk *d, gconstpointer data)
{
  g_clear_object (&d->store);
  test_folder_free (d->folder);
}

static gint64
count (Desk *d, const char *sql, gint64 id)
{
  g_autofree char *whole = g_strdup_printf ("%s%" G_GINT64_FORMAT, sql, id);

  return test_read_int (d->store, whole);
}

#define CUSTOMERS "SELECT count(c.id) FROM customer c WHERE c.owner = "
#define DEALS "SELECT count(d.id) FROM deal d WHERE d.owner = "
#define TASKS "SELECT count(t.id) FROM task t WHERE t.person = "
#define ACTIVE "SELECT p.active FROM person p WHERE p.id = "
#define MANAGER "SELECT coalesce(p.manager, 0) FROM person p WHERE p.id = "
#define AMOUNT "SELECT d.amount FROM deal d WHERE d.note IS NOT NULL AND d.id = "

static void
assert_untouched (Desk *d)
{
  g_assert_cmpint (count (d, CUSTOMERS, d->leaver), ==, 1);
  g_assert_cmpint (count (d, DEALS, d->leaver), ==, 2);
  g_assert_cmpint (count (d, TASKS, d->leaver), ==, 2);
  g_assert_cmpint (count (d, ACTIVE, d->leaver), ==, 1);
  g_assert_cmpint (count (d, MANAGER, d->report), ==, d->leaver);
}

static void
test_departure (Desk *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) acts = NULL;
  GarrisonHoldings holdings = { 0 };

  g_assert_true (garrison_departure_count (d->store, d->leaver, &holdings, NULL, &error));
  g_assert_cmpuint (holdings.customers, ==, 1);
  g_assert_cmpuint (holdings.deals, ==, 2);
  g_assert_cmpuint (holdings.tasks, ==, 2);
  g_assert_cmpuint (holdings.reports, ==, 1);
  acts = garrison_departure_run (d->store, d->leaver, d->receiver, garrison_store_get_me (d->store), "Moves", NULL, NULL,
                                 &error);
  g_assert_no_error (error);
  g_assert_cmpuint (acts->len, ==, 3);
  g_assert_cmpint (count (d, CUSTOMERS, d->receiver), ==, 2);
  g_assert_cmpint (count (d, DEALS, d->receiver), ==, 2);
  g_assert_cmpint (count (d, TASKS, d->receiver), ==, 2);
  g_assert_cmpint (count (d, ACTIVE, d->leaver), ==, 0);
  g_assert_cmpint (count (d, MANAGER, d->report), ==, garrison_store_get_me (d->store));
  /* what an edit sets all at once is as it was */
  g_assert_cmpint (count (d, AMOUNT, d->deal), ==, 1200000);
  g_assert_cmpint (test_read_int (d->store, "SELECT count(p.id) FROM person p WHERE p.phone = '138 0000 0000'"), ==, 1);
  for (guint i = acts->len; i > 0; i--)
    {
      g_autoptr (GarrisonActResult) undone
        = garrison_store_undo (d->store, g_array_index (acts, gint64, i - 1), NULL, &error);
      g_assert_no_error (error);
    }
  assert_untouched (d);
}

/* Refused in the middle or at the end: what was done before is taken back. */
static void
test_departure_refused (Desk *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) acts = NULL;

  /* to nobody, though there is something */
  acts = garrison_departure_run (d->store, d->leaver, 0, 0, NULL, NULL, NULL, &error);
  g_assert_null (acts);
  g_assert_true (garrison_error_is_refusal (error, "still-holds"));
  g_clear_error (&error);
  assert_untouched (d);
  /* to somebody who is not there */
  acts = garrison_departure_run (d->store, d->leaver, 999, 0, NULL, NULL, NULL, &error);
  g_assert_null (acts);
  g_assert_true (garrison_error_is_refusal (error, "no-such-person"));
  g_clear_error (&error);
  assert_untouched (d);
  /* the last owner stays: the customers had been given away by then */
  {
    gint64 me = garrison_store_get_me (d->store);
    g_autoptr (GarrisonArgs) customer = garrison_args_new ();

    garrison_args_set_text (customer, "name", "Ningbo Foods");
    garrison_args_set_int (customer, "owner", me);
    act (d->store, "customer", "create-customer", customer);
    acts = garrison_departure_run (d->store, me, d->receiver, 0, NULL, NULL, NULL, &error);
    g_assert_null (acts);
    g_assert_true (garrison_error_is_refusal (error, "last-owner"));
    g_assert_cmpint (count (d, CUSTOMERS, me), ==, 1);
  }
}

static void
test_departure_empty (Desk *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) acts = garrison_departure_run (d->store, d->report, 0, 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (acts->len, ==, 1);
  g_assert_cmpint (count (d, ACTIVE, d->report), ==, 0);
  g_clear_pointer (&acts, g_array_unref);
  /* once more there is nothing left to do */
  acts = garrison_departure_run (d->store, d->report, 0, 0, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (acts->len, ==, 0);
}

/* Dismissed at once, handed over afterwards. */
static void
test_hand_over (Desk *d, gconstpointer data)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) acts = NULL;
  g_autoptr (GarrisonActResult) back = NULL;
  gint64 dismissal;

  garrison_args_set_int (args, "person", d->leaver);
  dismissal = act (d->store, NULL, "dismiss-person", args);
  g_assert_cmpint (count (d, ACTIVE, d->leaver), ==, 0);
  g_assert_cmpint (count (d, CUSTOMERS, d->leaver), ==, 1);
  acts = garrison_departure_run (d->store, d->leaver, d->receiver, garrison_store_get_me (d->store), "Left", NULL, NULL,
                                 &error);
  g_assert_no_error (error);
  g_assert_cmpuint (acts->len, ==, 2);
  g_assert_cmpint (count (d, CUSTOMERS, d->receiver), ==, 2);
  g_assert_cmpint (count (d, DEALS, d->receiver), ==, 2);
  g_assert_cmpint (count (d, TASKS, d->receiver), ==, 2);
  g_assert_cmpint (count (d, MANAGER, d->report), ==, garrison_store_get_me (d->store));
  back = garrison_store_undo (d->store, dismissal, NULL, &error);
  g_assert_no_error (error);
  for (guint i = acts->len; i > 0; i--)
    {
      g_autoptr (GarrisonActResult) undone
        = garrison_store_undo (d->store, g_array_index (acts, gint64, i - 1), NULL, &error);
      g_assert_no_error (error);
    }
  assert_untouched (d);
}

/* ---- lists and rights --------------------------------------------------------------------------- */

static void
test_fits (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonDirectory) directory = NULL;
  GarrisonPerson *mei;
  g_autoptr (GError) error = NULL;

  add (store, "林薇.lin");
  directory = garrison_directory_new (store);
  g_assert_true (garrison_directory_load (directory, NULL, &error));
  mei = garrison_directory_find_person (directory, "林薇.lin");
  g_assert_nonnull (mei);
  g_assert_true (garrison_people_fits (directory, mei, ""));
  g_assert_true (garrison_people_fits (directory, mei, "林"));
  g_assert_true (garrison_people_fits (directory, mei, "linwei"));
  g_assert_true (garrison_people_fits (directory, mei, "salesp"));
  g_assert_true (garrison_people_fits (directory, mei, "compan"));
  g_assert_false (garrison_people_fits (directory, mei, "owner"));
}

static void
count_change (GObject *rules, guint *n)
{
  (*n)++;
}

static void
test_role_rights (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonRoleRights) rights = garrison_role_rights_new (store);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GError) error = NULL;
  gint64 seller = role (store, "salesperson");
  const char *const *names;
  guint changes = 0, n;

  g_assert_true (garrison_role_rights_load (rights, &error));
  names = garrison_role_rights_get_names (rights);
  garrison_rights_get_all (&n);
  /* every right of a new company has words for people */
  g_assert_cmpuint (g_strv_length ((char **) names), ==, n);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_assert_nonnull (garrison_rights_find (names[i]));
      g_assert_cmpstr (garrison_role_rights_get_scope (rights, role (store, "owner"), names[i]), !=, NULL);
    }
  g_assert_cmpstr (garrison_role_rights_get_scope (rights, seller, "customer.see"), ==, "own");
  g_assert_null (garrison_role_rights_get_scope (rights, seller, "role.edit"));
  g_assert_null (garrison_role_rights_get_scope (rights, 999, "customer.see"));
  g_signal_connect (rights, "changed", G_CALLBACK (count_change), &changes);
  garrison_args_set_int (args, "role", seller);
  garrison_args_set_text (args, "name", "customer.see");
  garrison_args_set_text (args, "scope", "team");
  act (store, NULL, "set-role-right", args);
  WAIT_FOR (changes > 0);
  g_assert_cmpstr (garrison_role_rights_get_scope (rights, seller, "customer.see"), ==, "team");
}

/* ---- rules of fields, limits, roles of one's own ------------------------------------------------- */

static GarrisonArgs *
field_args (gint64 whose, const char *relation, const char *field, const char *rule)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_int (args, "role", whose);
  garrison_args_set_text (args, "relation", relation);
  garrison_args_set_text (args, "field", field);
  garrison_args_set_text (args, "rule", rule);
  return args;
}

static GarrisonArgs *
limit_args (gint64 whose, const char *name, gint64 n)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_int (args, "role", whose);
  garrison_args_set_text (args, "name", name);
  if (n < 0)
    garrison_args_set_null (args, "n");
  else
    garrison_args_set_int (args, "n", n);
  return args;
}

/* Every field that the table offers is one that the store takes, and every detail of the store's is in it. */
static void
test_role_fields (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonRoleRules) rules = garrison_role_rules_new (store);
  g_autoptr (GError) error = NULL;
  gint64 seller = role (store, "salesperson");
  guint n, details = 0;
  const GarrisonRoleField *all = garrison_role_fields_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      const char *const *known = garrison_role_rules_list (&all[i]);
      g_autoptr (GarrisonArgs) own = field_args (role (store, "owner"), all[i].relation, all[i].field, "edit");

      details += all[i].detail;
      /* Nobody opens to others what they do not see themselves. */
      if (all[i].detail)
        act (store, NULL, "set-role-field", own);
      for (guint k = 0; known[k] != NULL; k++)
        {
          g_autoptr (GarrisonArgs) args = field_args (seller, all[i].relation, all[i].field, known[k]);

          g_assert_true (garrison_role_rules_load (rules, &error));
          if (g_str_equal (garrison_role_rules_get_rule (rules, seller, &all[i]), known[k]))
            continue;
          act (store, NULL, "set-role-field", args);
          g_assert_true (garrison_role_rules_load (rules, &error));
          g_assert_cmpstr (garrison_role_rules_get_rule (rules, seller, &all[i]), ==, known[k]);
        }
      g_assert_true (garrison_role_field_find (all[i].relation, all[i].field) == &all[i]);
    }
  g_assert_cmpint (test_read_int (store, "SELECT count(*) FROM detail_field d"), ==, details);
  g_assert_cmpstr (garrison_role_rules_get_rule (rules, 999, garrison_role_field_find ("contact", "phone")), ==, "masked");
  g_assert_cmpstr (garrison_role_rules_get_rule (rules, 999, garrison_role_field_find ("deal", "amount")), ==, "edit");
  g_assert_null (garrison_role_field_find ("contact", "phone_key"));
  g_assert_null (garrison_role_field_find (NULL, NULL));
}

/* What is locked really is: the names are those that the acts look for. */
static void
test_role_field_locks (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonArgs) lock = field_args (role (store, "salesperson"), "product", "price", "read");
  g_autoptr (GarrisonArgs) right = garrison_args_new (), product = garrison_args_new (), edit = garrison_args_new ();
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 made;

  garrison_args_set_int (right, "role", role (store, "salesperson"));
  garrison_args_set_text (right, "name", "product.edit");
  garrison_args_set_text (right, "scope", "all");
  act (store, NULL, "set-role-right", right);
  act (store, NULL, "set-role-field", lock);
  garrison_args_set_text (product, "name", "Tea");
  garrison_args_set_int (product, "price", 100);
  made = act (store, "product", "create-product", product);
  add (store, "ann");
  garrison_store_sign_out (store);
  g_assert_true (garrison_store_sign_in (store, "ann", "a long password", NULL, &error));
  garrison_args_set_int (edit, "product", made);
  garrison_args_set_int (edit, "version", test_read_int (store, "SELECT max(p.version) FROM product p"));
  garrison_args_set_text (edit, "name", "Tea");
  garrison_args_set_int (edit, "price", 99);
  garrison_args_set_int (edit, "active", 1);
  result = garrison_store_act (store, "edit-product", edit, NULL, NULL, &error);
  g_assert_null (result);
  g_assert_true (garrison_error_is_refusal (error, "locked-field"));
}

static void
test_role_limits (void)
{
  TEST_FOLDER (folder);
  g_autoptr (GarrisonStore) store = test_company_new (folder);
  g_autoptr (GarrisonRoleRules) rules = garrison_role_rules_new (store);
  g_autoptr (GarrisonArgs) none = NULL, some = NULL, own = NULL, more = NULL;
  g_autoptr (GarrisonActResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const GarrisonRoleLimit *bulk = garrison_role_limit_find ("bulk_rows");
  const GarrisonRoleLimit *shown = garrison_role_limit_find ("disclosures_a_day");
  gint64 seller = role (store, "salesperson"), made, undone;
  guint changes = 0;

  g_assert_true (garrison_role_rules_load (rules, &error));
  g_assert_cmpint (garrison_role_rules_get_limit (rules, seller, bulk), ==, 50);
  g_assert_cmpint (garrison_role_rules_get_limit (rules, 999, bulk), ==, -1);
  g_assert_cmpint (garrison_role_rules_get_limit (rules, 999, shown), ==, 20);
  g_assert_null (garrison_role_limit_find ("rockets"));
  g_signal_connect (rules, "changed", G_CALLBACK (count_change), &changes);
  none = limit_args (seller, "bulk_rows", -1);
  undone = act (store, NULL, "set-role-limit", none);
  WAIT_FOR (changes > 0);
  g_assert_cmpint (garrison_role_rules_get_limit (rules, seller, bulk), ==, -1);
  result = garrison_store_undo (store, undone, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (garrison_role_rules_load (rules, &error));
  g_assert_cmpint (garrison_role_rules_get_limit (rules, seller, bulk), ==, 50);
  /* A new role begins like another one, and then goes its own way. */
  own = garrison_args_new ();
  garrison_args_set_text (own, "name", "Phone sales");
  garrison_args_set_int (own, "like", seller);
  made = act (store, "role", "add-role", own);
  some = limit_args (made, "bulk_rows", 7);
  more = field_args (made, "contact", "mobile", "hidden");
  act (store, NULL, "set-role-limit", some);
  act (store, NULL, "set-role-field", more);
  g_assert_true (garrison_role_rules_load (rules, &error));
  g_assert_cmpint (garrison_role_rules_get_limit (rules, made, bulk), ==, 7);
  g_assert_cmpint (garrison_role_rules_get_limit (rules, made, shown), ==, 40);
  g_assert_cmpstr (garrison_role_rules_get_rule (rules, made, garrison_role_field_find ("contact", "mobile")), ==, "hidden");
  g_assert_cmpstr (garrison_role_rules_get_rule (rules, seller, garrison_role_field_find ("contact", "mobile")), ==, "masked");
}

static void
test_words (void)
{
  const char *const *scopes = garrison_rights_get_scopes ();
  guint n;
  const GarrisonRight *all = garrison_rights_get_all (&n);

  g_assert_cmpint (garrison_rights_get_reach (NULL), ==, 0);
  for (int i = 0; scopes[i] != NULL; i++)
    {
      g_assert_cmpint (garrison_rights_get_reach (scopes[i]), ==, i + 1);
      g_assert_cmpstr (garrison_rights_get_scope_label (scopes[i]), !=, scopes[i]);
      g_assert_cmpstr (garrison_rights_get_short_scope_label (scopes[i]), !=, scopes[i]);
    }
  g_assert_cmpint (garrison_rights_get_reach ("everything"), ==, -1);
  g_assert_cmpstr (garrison_rights_get_scope_label ("everything"), ==, "everything");
  g_assert_cmpstr (garrison_rights_get_label ("rocket.launch"), ==, "rocket.launch");
  g_assert_null (garrison_rights_find (NULL));
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      {
        g_assert_cmpstr (all[i].name, !=, all[k].name);
        g_assert_cmpstr (all[i].label, !=, all[k].label);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/password/mistakes", test_mistakes);
  g_test_add_func ("/people/add", test_add);
  g_test_add_func ("/people/add/without-password", test_add_without_password);
  g_test_add ("/people/departure", Desk, NULL, set_up, test_departure, tear_down);
  g_test_add ("/people/departure/refused", Desk, NULL, set_up, test_departure_refused, tear_down);
  g_test_add ("/people/departure/empty", Desk, NULL, set_up, test_departure_empty, tear_down);
  g_test_add ("/people/departure/hand-over", Desk, NULL, set_up, test_hand_over, tear_down);
  g_test_add_func ("/people/fits", test_fits);
  g_test_add_func ("/rights/roles", test_role_rights);
  g_test_add_func ("/rights/fields", test_role_fields);
  g_test_add_func ("/rights/fields/locks", test_role_field_locks);
  g_test_add_func ("/rights/limits", test_role_limits);
  g_test_add_func ("/rights/words", test_words);
  return g_test_run ();
}
