/* Wishes of several acts, undo and imports over a connection that is lost between the act and its answer:
 * wished again, they go on, and nothing is done twice. */
#include "waiting.h"

#include "base/error.h"
#include "exchange/import.h"
#include "model/departure.h"
#include "model/people.h"
#include "store/lossy-line.h"
#include "store/postgres/pg-uri.h"
#include "store/support.h"

typedef struct
{
  char *folder;
  LossyLine *line;
  GarrisonStore *direct, *store; /* beside the line and over it */
  GCancellable *patience;
  GThread *cutting;
  guint n_lost;
} Office;

static char *
host_of (const char *uri)
{
  g_autoptr (GarrisonPgUri) parsed = garrison_pg_uri_parse (uri, NULL);
  const GarrisonPgTarget *target = g_ptr_array_index (garrison_pg_uri_get_targets (parsed), 0);

  return g_strdup (target->host);
}

static void
set_up (Office *o, gconstpointer data)
{
  g_autofree char *server = host_of (g_getenv ("GARRISON_TEST_POSTGRES"));
  g_autofree char *path = NULL, *uri = NULL;
  g_autoptr (GarrisonPgUri) parsed = NULL;
  g_autoptr (GError) error = NULL;

  o->folder = test_folder_new ();
  o->direct = test_company_new (o->folder);
  path = test_company_path (o->folder);
  parsed = garrison_pg_uri_parse (path, NULL);
  o->line = lossy_line_new (o->folder, server);
  uri = g_strdup_printf ("postgresql:///%s?host=%s", garrison_pg_uri_get (parsed, "dbname"), o->folder);
  o->store = garrison_store_open (uri, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (garrison_store_sign_in (o->store, "boss", "secret", NULL, &error));
}

static void
tear_down (Office *o, gconstpointer data)
{
  garrison_store_close (o->store);
  g_clear_object (&o->store);
  garrison_store_close (o->direct);
  g_clear_object (&o->direct);
  lossy_line_free (o->line);
  test_folder_free (o->folder);
}

static gpointer
cut_then_cancel (gpointer data)
{
  Office *o = data;

  while (lossy_line_get_n_lost (o->line) == o->n_lost)
    g_usleep (2000);
  lossy_line_set_up (o->line, FALSE);
  g_usleep (300000);
  g_cancellable_cancel (o->patience);
  return NULL;
}

/* The next message with @word reaches the server, its answer does not come back, and the line stays cut. */
static void
cut_at (Office *o, const char *word)
{
  o->patience = g_cancellable_new ();
  o->n_lost = lossy_line_get_n_lost (o->line);
  lossy_line_lose_answers (o->line, word, 1);
  o->cutting = g_thread_new ("cut", cut_then_cancel, o);
}

static void
mend (Office *o, GError **error)
{
  g_assert_true (garrison_errand_may_be_done (*error));
  g_clear_error (error);
  g_thread_join (g_steal_pointer (&o->cutting));
  g_clear_object (&o->patience);
  lossy_line_set_up (o->line, TRUE);
  garrison_store_hurry (o->store);
  WAIT_FOR (garrison_store_is_online (o->store));
}

static gint64
count_acts (Office *o, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM act WHERE name = '%s'", name);

  return test_read_int (o->direct, sql);
}

static gint64
do_act (Office *o, const char *give, const char *name, GarrisonArgs *args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonActResult) result = garrison_store_act (o->direct, name, args, NULL, NULL, &error);

  g_assert_no_error (error);
  return garrison_act_result_get_int (result, give);
}

static GarrisonArgs *
facts_of (Office *o, const char *login)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_text (args, "login", login);
  garrison_args_set_text (args, "name", login);
  garrison_args_set_int (args, "role", test_read_int (o->direct, "SELECT r.id FROM role r WHERE r.key = 'salesperson'"));
  return args;
}

static gint64
add_person (Office *o, const char *login, gint64 manager)
{
  g_autoptr (GarrisonArgs) args = facts_of (o, login);

  if (manager != 0)
    garrison_args_set_int (args, "manager", manager);
  return do_act (o, "person", "add-person", args);
}

static gint64
add_customer (Office *o, const char *name, gint64 owner)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_text (args, "name", name);
  garrison_args_set_int (args, "owner", owner);
  return do_act (o, "customer", "create-customer", args);
}

/* A deal with somebody else's customer. */
static void
add_deal (Office *o, const char *name, gint64 customer, gint64 owner)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();

  garrison_args_set_int (args, "customer", customer);
  garrison_args_set_text (args, "name", name);
  garrison_args_set_int (args, "owner", owner);
  do_act (o, "deal", "create-deal", args);
}

/* Lost at each kind of act of a dismissal, it goes on from there. */
static void
test_dismissal (Office *o, gconstpointer data)
{
  static const char *const words[] = { "act_hand_over", "act_edit_person", "act_leave_person" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *login = g_strdup_printf ("leaver%u", i), *taker = g_strdup_printf ("taker%u", i);
      g_autofree char *under = g_strdup_printf ("under%u", i), *theirs = g_strdup_printf ("Wuxi Bearings %u", i);
      gint64 leaver = add_person (o, login, 0), receiver = add_person (o, taker, 0);
      gint64 moves = count_acts (o, "hand-over"), leaves = count_acts (o, "leave-person");
      g_autofree char *held = g_strdup_printf ("SELECT count(d.id) FROM deal d WHERE d.owner = %" G_GINT64_FORMAT, leaver);
      g_autoptr (GarrisonErrand) errand = garrison_errand_new ();
      g_autoptr (GArray) acts = NULL;
      g_autoptr (GError) error = NULL;
      gint64 far = add_customer (o, theirs, receiver);

      add_person (o, under, leaver);
      add_customer (o, login, leaver);
      add_deal (o, "One", far, leaver);
      add_deal (o, "Two", far, leaver);
      cut_at (o, words[i]);
      g_assert_null (garrison_departure_run (o->store, leaver, receiver, 0, "Moves", errand, o->patience, &error));
      mend (o, &error);
      acts = garrison_departure_run (o->store, leaver, receiver, 0, "Moves", errand, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (acts->len, ==, 3);
      g_assert_cmpint (test_read_int (o->direct, held), ==, 0);
      g_assert_cmpint (count_acts (o, "hand-over"), ==, moves + 1);
      g_assert_cmpint (count_acts (o, "leave-person"), ==, leaves + 1);
      for (guint k = acts->len; k > 0; k--)
        {
          g_autoptr (GarrisonActResult) undone
            = garrison_store_undo (o->store, g_array_index (acts, gint64, k - 1), NULL, &error);
          g_assert_no_error (error);
        }
    }
}

/* Wished otherwise after the loss: what was done until then is taken back, also over another loss. */
static void
test_taken_back (Office *o, gconstpointer data)
{
  gint64 leaver = add_person (o, "leaver", 0), receiver = add_person (o, "taker", 0);
  g_autoptr (GarrisonErrand) errand = garrison_errand_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT count(c.id) FROM customer c WHERE c.owner = %" G_GINT64_FORMAT, leaver);

  add_customer (o, "Qingdao Teas", leaver);
  cut_at (o, "act_hand_over");
  g_assert_null (garrison_departure_run (o->store, leaver, receiver, 0, NULL, errand, o->patience, &error));
  mend (o, &error);
  g_assert_cmpint (test_read_int (o->direct, sql), ==, 0);
  g_assert_true (garrison_errand_settle (errand, o->store, NULL, &error));
  lossy_line_lose_answers (o->line, "garrison.undo", 1);
  g_assert_true (garrison_errand_take_back (errand, o->store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (test_read_int (o->direct, sql), ==, 1);
  g_assert_cmpint (count_acts (o, "undo"), ==, 1);
}

static void
test_person (Office *o, gconstpointer data)
{
  static const char *const words[] = { "act_add_person", "set_password" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *login = g_strdup_printf ("new%u", i);
      g_autoptr (GarrisonArgs) args = facts_of (o, login);
      g_autoptr (GarrisonErrand) errand = garrison_errand_new ();
      gint64 adds = count_acts (o, "add-person"), act;
      g_autoptr (GError) error = NULL;

      garrison_args_set_text (args, "password", "a long password");
      cut_at (o, words[i]);
      g_assert_cmpint (garrison_people_add (o->store, args, errand, o->patience, &error), ==, 0);
      mend (o, &error);
      act = garrison_people_add (o->store, args, errand, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (act, >, 0);
      g_assert_cmpint (count_acts (o, "add-person"), ==, adds + 1);
      garrison_store_sign_out (o->direct);
      g_assert_true (garrison_store_sign_in (o->direct, login, "a long password", NULL, &error));
      g_assert_true (garrison_store_sign_in (o->direct, "boss", "secret", NULL, &error));
    }
}

static void
test_undo (Office *o, gconstpointer data)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonActResult) made = NULL, undone = NULL;
  g_autoptr (GError) error = NULL;

  garrison_args_set_text (args, "name", "Qingdao Teas");
  made = garrison_store_act (o->store, "create-customer", args, NULL, NULL, &error);
  g_assert_no_error (error);
  cut_at (o, "garrison.undo");
  g_assert_null (garrison_store_undo_once (o->store, garrison_act_result_get_act (made), "the-wish", o->patience, &error));
  mend (o, &error);
  undone = garrison_store_undo_once (o->store, garrison_act_result_get_act (made), "the-wish", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (garrison_act_result_is_repeat (undone));
  g_assert_cmpint (count_acts (o, "undo"), ==, 1);
}

static void
test_import (Office *o, gconstpointer data)
{
  g_autofree char *path = g_build_filename (o->folder, "calls.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GarrisonDirectory) directory = garrison_directory_new (o->store);
  g_autoptr (GarrisonImport) import = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "Customer name,Phone\nHarbour Teas,13800000001\nLantern Spices,13800000002\n", -1, NULL));
  garrison_directory_load (directory, NULL, &error);
  g_assert_no_error (error);
  import = garrison_import_new (directory, GARRISON_EXCHANGE_CUSTOMERS, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (garrison_import_plan (import, NULL, &error));
  cut_at (o, "act_import_customers");
  g_assert_false (garrison_import_commit (import, NULL, o->patience, &error));
  g_assert_cmpint (garrison_import_get_report (import)->act, ==, 0);
  mend (o, &error);
  g_assert_true (garrison_import_commit (import, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (garrison_import_get_report (import)->act, >, 0);
  g_assert_cmpuint (garrison_import_get_report (import)->n_created, ==, 2);
  g_assert_cmpint (count_acts (o, "import-customers"), ==, 1);
  g_assert_cmpint (test_read_int (o->direct, "SELECT count(c.id) FROM customer c"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/lost/dismissal", Office, NULL, set_up, test_dismissal, tear_down);
  g_test_add ("/lost/taken-back", Office, NULL, set_up, test_taken_back, tear_down);
  g_test_add ("/lost/person", Office, NULL, set_up, test_person, tear_down);
  g_test_add ("/lost/undo", Office, NULL, set_up, test_undo, tear_down);
  g_test_add ("/lost/import", Office, NULL, set_up, test_import, tear_down);
  return g_test_run ();
}
