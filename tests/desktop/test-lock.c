/* The lock, by a clock that the test turns: when it comes, what is left of the windows then, and that they
 * are back for the same person and for nobody else. */
#include "desk.h"

#include "desktop/charts-window.h"
#include "desktop/customers-window.h"
#include "desktop/form-dialog.h"
#include "desktop/lock-failures.h"
#include "desktop/lock-limit.h"
#include "desktop/lock.h"
#include "desktop/record-dialogs.h"
#include "desktop/timeline-window.h"
#include "desktop/window-state.h"

static gint64 now = 1000;

static gint64
fake_time (void)
{
  return now;
}

static void
pass (gint64 seconds)
{
  now += seconds * G_TIME_SPAN_SECOND;
}

/* ---- the clock ---------------------------------------------------------------------------------- */

static void
test_clock (void)
{
  g_autoptr (GarrisonLockClock) clock = garrison_lock_clock_new (fake_time);

  g_assert_cmpint (garrison_lock_clock_get_idle (clock), ==, 0);
  pass (100);
  g_assert_cmpint (garrison_lock_clock_get_idle (clock), ==, 100 * G_TIME_SPAN_SECOND);
  /* Set back, it does not give time back. */
  pass (-90);
  g_assert_cmpint (garrison_lock_clock_get_idle (clock), >=, 100 * G_TIME_SPAN_SECOND);
  garrison_lock_clock_touch (clock);
  g_assert_cmpint (garrison_lock_clock_get_idle (clock), ==, 0);
}

static void
test_own_clock (void)
{
  g_autoptr (GarrisonLockClock) clock = garrison_lock_clock_new (NULL);
  gint64 before = garrison_lock_clock_get_idle (clock);

  g_usleep (2000);
  g_assert_cmpint (before, >=, 0);
  g_assert_cmpint (garrison_lock_clock_get_idle (clock), >, before);
}

static void
test_limits (void)
{
  const struct
  {
    const char *setting;
    gint wish, minutes;
  } cases[] = {
    { NULL, 0, 15 },  { NULL, 5, 5 },    { NULL, 60, 15 },  { "30", 0, 30 },    { "30", 60, 30 }, { "30", 1, 1 },
    { "0", 0, 0 },    { "0", 7, 7 },     { "", 0, 15 },     { "-5", 0, 15 },    { "15x", 0, 15 }, { "x", 99, 15 },
    { "10", -3, 10 }, { "1440", 0, 1440 }, { "1441", 0, 15 }, { "99999999999999999999", 0, 15 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (garrison_lock_limit (cases[i].setting, cases[i].wish), ==, cases[i].minutes);
}

/* ---- the windows -------------------------------------------------------------------------------- */

typedef struct
{
  Desk desk;
  GarrisonLock *lock;
  GarrisonLockWindow *page; /* the last one */
  GarrisonDesktopSession *entered;
  guint locks;
} Fixture;

static void
on_entered (GarrisonLockWindow *page, GarrisonDesktopSession *session, Fixture *fixture)
{
  g_set_object (&fixture->entered, session);
}

static void
on_locked (GarrisonLock *lock, GarrisonLockWindow *page, Fixture *fixture)
{
  fixture->page = page;
  fixture->locks++;
  g_signal_connect (page, "entered", G_CALLBACK (on_entered), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const SmallOfficeSize size = { .customers = 30, .people = 3, .activities = 60, .deals = 10 };

  desk_open (&fixture->desk, &size);
  fixture->lock = garrison_lock_new (NULL, fake_time);
  g_signal_connect (fixture->lock, "locked", G_CALLBACK (on_locked), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    g_ptr_array_add (left, g_list_model_get_item (windows, i));
  for (guint i = 0; i < left->len; i++)
    gtk_window_destroy (left->pdata[i]);
  g_clear_pointer (&left, g_ptr_array_unref);
  g_clear_object (&fixture->entered);
  g_clear_object (&fixture->lock);
  desk_close (&fixture->desk);
}

/* A window that nobody but the toolkit holds, with somebody shown. */
static GtkWidget *
show (Fixture *fixture, GType type)
{
  GtkWidget *window = desk_show (&fixture->desk, type, 1100, 700);

  g_object_unref (window);
  settle ();
  return window;
}

static GtkEditable *
line_of (gpointer window)
{
  GtkWidget *composer = desk_find (window, g_type_from_name ("GarrisonComposer"));

  return GTK_EDITABLE (gtk_widget_get_template_child (composer, G_OBJECT_TYPE (composer), "line"));
}

static GtkEditable *
page_entry (Fixture *fixture, const char *name)
{
  return GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (fixture->page), GARRISON_TYPE_LOCK_WINDOW, name));
}

static void
answer (Fixture *fixture, const char *password)
{
  gtk_editable_set_text (page_entry (fixture, "password_row"), password);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "lock.unlock", NULL);
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  show (fixture, GARRISON_TYPE_CUSTOMERS_WINDOW);
  pass (15 * 60 - 31);
  garrison_lock_check (fixture->lock);
  g_assert_cmpuint (fixture->locks, ==, 0);
  pass (30);
  garrison_lock_check (fixture->lock);
  g_assert_cmpuint (fixture->locks, ==, 0);
  g_assert_nonnull (desk_find_window (GARRISON_TYPE_CUSTOMERS_WINDOW));
  pass (1);
  garrison_lock_check (fixture->lock);
  g_assert_cmpuint (fixture->locks, ==, 1);
  g_assert_null (desk_find_window (GARRISON_TYPE_CUSTOMERS_WINDOW));
  g_assert_cmpint (garrison_store_get_me (fixture->desk.office.store), ==, 0);
  /* Nobody is in: nothing more to lock. */
  pass (100000);
  garrison_lock_check (fixture->lock);
  garrison_lock_all (fixture->lock);
  g_assert_cmpuint (fixture->locks, ==, 1);
}

/* All that was loaded goes, too. */
static void
test_nothing_left (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = show (fixture, GARRISON_TYPE_CUSTOMERS_WINDOW);
  gpointer customers = window, directory = garrison_desktop_session_get_directory (fixture->desk.session);
  gpointer roster = garrison_desktop_session_get_roster (fixture->desk.session), dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonRows) rows = NULL;

  garrison_customer_dialog_show (GARRISON_WINDOW (window), NULL, NULL);
  dialog = desk_find_window (GARRISON_TYPE_FORM_DIALOG);
  g_assert_nonnull (dialog);
  g_object_add_weak_pointer (customers, &customers);
  g_object_add_weak_pointer (directory, &directory);
  g_object_add_weak_pointer (roster, &roster);
  g_object_add_weak_pointer (dialog, &dialog);
  garrison_lock_session (fixture->lock, fixture->desk.session);
  g_clear_object (&fixture->desk.session);
  settle ();
  WAIT_FOR (customers == NULL && directory == NULL && roster == NULL && dialog == NULL);
  rows = garrison_store_read (fixture->desk.office.store, "SELECT name FROM customer", NULL, NULL, &error);
  g_assert_null (rows);
  g_assert_nonnull (error);
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = show (fixture, GARRISON_TYPE_CUSTOMERS_WINDOW);
  g_autoptr (GarrisonMetricScope) scope = garrison_metric_scope_new ();
  gint64 customer;

  show (fixture, GARRISON_TYPE_TIMELINE_WINDOW);
  garrison_metric_scope_set_value (scope, GARRISON_FILTER_LEVEL, "A", TRUE);
  garrison_charts_window_set_scope (GARRISON_CHARTS_WINDOW (show (fixture, GARRISON_TYPE_CHARTS_WINDOW)), scope);
  WAIT_FOR (garrison_desktop_session_get_customer (fixture->desk.session) != 0);
  customer = garrison_desktop_session_get_customer (fixture->desk.session);
  gtk_editable_set_text (line_of (window), "half a line");
  garrison_lock_session (fixture->lock, fixture->desk.session);
  g_clear_object (&fixture->desk.session);
  settle ();
  answer (fixture, "wrong");
  settle ();
  WAIT_FOR (gtk_widget_get_sensitive (GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (fixture->page), GARRISON_TYPE_LOCK_WINDOW, "unlock_button"))));
  g_assert_null (fixture->entered);
  g_assert_null (desk_find_window (GARRISON_TYPE_CUSTOMERS_WINDOW));
  answer (fixture, "secret");
  WAIT_FOR (fixture->entered != NULL);
  g_assert_true (garrison_lock_window_bring_back (fixture->page, fixture->entered));
  gtk_window_destroy (GTK_WINDOW (fixture->page));
  window = desk_find_window (GARRISON_TYPE_CUSTOMERS_WINDOW);
  g_assert_nonnull (window);
  g_assert_nonnull (desk_find_window (GARRISON_TYPE_TIMELINE_WINDOW));
  g_assert_nonnull (desk_find_window (GARRISON_TYPE_CHARTS_WINDOW));
  g_assert_true (garrison_metric_scope_has_value (
    garrison_charts_window_get_scope (desk_find_window (GARRISON_TYPE_CHARTS_WINDOW)), GARRISON_FILTER_LEVEL, "A"));
  g_assert_cmpint (garrison_desktop_session_get_customer (fixture->entered), ==, customer);
  /* As soon as its customer is loaded. */
  WAIT_FOR (g_str_equal (gtk_editable_get_text (line_of (window)), "half a line"));
  settle ();
}

/* A form that was begun: what was typed, what stood there first, and no password. */
static void
test_form_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = show (fixture, GARRISON_TYPE_CUSTOMERS_WINDOW);
  GarrisonFormDialog *dialog;
  g_autofree char *name = NULL;

  garrison_customer_dialog_show (GARRISON_WINDOW (window), NULL, NULL);
  dialog = desk_find_window (GARRISON_TYPE_FORM_DIALOG);
  g_assert_null (garrison_form_dialog_keep (dialog));
  garrison_form_set_text (garrison_form_dialog_get_form (dialog), "name", "Steam");
  gtk_editable_set_text (desk_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW), "Steam boilers");
  garrison_lock_session (fixture->lock, fixture->desk.session);
  g_assert_null (desk_find_window (GARRISON_TYPE_FORM_DIALOG));
  g_clear_object (&fixture->desk.session);
  answer (fixture, "secret");
  WAIT_FOR (fixture->entered != NULL);
  g_assert_true (garrison_lock_window_bring_back (fixture->page, fixture->entered));
  gtk_window_destroy (GTK_WINDOW (fixture->page));
  dialog = desk_find_window (GARRISON_TYPE_FORM_DIALOG);
  g_assert_nonnull (dialog);
  name = garrison_form_get_text (garrison_form_dialog_get_form (dialog), "name");
  g_assert_cmpstr (name, ==, "Steam boilers");
  g_assert_true (garrison_form_is_changed (garrison_form_dialog_get_form (dialog)));
  gtk_editable_set_text (desk_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW), "Steam");
  g_assert_false (garrison_form_is_changed (garrison_form_dialog_get_form (dialog)));
  settle ();
}

/* Whoever else signs in gets nothing of it. */
static void
test_other (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = show (fixture, GARRISON_TYPE_CUSTOMERS_WINDOW);
  g_autoptr (GarrisonRows) rows = garrison_store_read (
    fixture->desk.office.store, "SELECT p.login, p.id FROM person p WHERE p.login <> 'boss' AND p.active = 1 LIMIT 1", NULL,
    NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *login = g_strdup (garrison_rows_get_text (rows, 0, 0));

  garrison_store_set_password (fixture->desk.office.store, garrison_rows_get_int (rows, 0, 1), NULL, "other secret", NULL,
                               &error);
  g_assert_no_error (error);
  gtk_editable_set_text (line_of (window), "half a line");
  garrison_lock_session (fixture->lock, fixture->desk.session);
  g_clear_object (&fixture->desk.session);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "lock.other", NULL);
  gtk_editable_set_text (page_entry (fixture, "login_row"), login);
  g_assert_cmpstr (garrison_lock_window_get_login (fixture->page), ==, login);
  answer (fixture, "other secret");
  WAIT_FOR (fixture->entered != NULL);
  g_assert_false (garrison_lock_window_bring_back (fixture->page, fixture->entered));
  g_assert_null (desk_find_window (GARRISON_TYPE_CUSTOMERS_WINDOW));
  /* Nor does the first one, later. */
  g_assert_false (garrison_lock_window_bring_back (fixture->page, fixture->entered));
}

/* A page that is closed while somebody signs in leaves nobody signed in behind it. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  show (fixture, GARRISON_TYPE_CUSTOMERS_WINDOW);
  garrison_lock_session (fixture->lock, fixture->desk.session);
  g_clear_object (&fixture->desk.session);
  answer (fixture, "secret");
  gtk_window_destroy (GTK_WINDOW (fixture->page));
  settle ();
  g_assert_null (fixture->entered);
  WAIT_FOR (garrison_store_get_me (fixture->desk.office.store) == 0);
}

static void
test_own_wish (Fixture *fixture, gconstpointer data)
{
  show (fixture, GARRISON_TYPE_CUSTOMERS_WINDOW);
  garrison_window_state_set_lock_minutes (2);
  pass (2 * 60 - 1);
  garrison_lock_check (fixture->lock);
  g_assert_cmpuint (fixture->locks, ==, 0);
  pass (1);
  garrison_lock_check (fixture->lock);
  g_assert_cmpuint (fixture->locks, ==, 1);
  garrison_window_state_set_lock_minutes (0);
}

/* Each person of each company is told once, and of that alone. */
static void
test_told (void)
{
  garrison_window_state_set_told_failure ("a", 7);
  garrison_window_state_set_told_failure ("b", 9);
  garrison_window_state_set_told_failure ("a", 8);
  g_assert_cmpint (garrison_window_state_get_told_failure ("a"), ==, 8);
  g_assert_cmpint (garrison_window_state_get_told_failure ("b"), ==, 9);
  g_assert_cmpint (garrison_window_state_get_told_failure ("c"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/desktop/lock/clock", test_clock);
  g_test_add_func ("/desktop/lock/own-clock", test_own_clock);
  g_test_add_func ("/desktop/lock/limits", test_limits);
  g_test_add_func ("/desktop/lock/told", test_told);
  g_test_add ("/desktop/lock/idle", Fixture, NULL, set_up, test_idle, tear_down);
  g_test_add ("/desktop/lock/nothing-left", Fixture, NULL, set_up, test_nothing_left, tear_down);
  g_test_add ("/desktop/lock/back", Fixture, NULL, set_up, test_back, tear_down);
  g_test_add ("/desktop/lock/form-back", Fixture, NULL, set_up, test_form_back, tear_down);
  g_test_add ("/desktop/lock/other", Fixture, NULL, set_up, test_other, tear_down);
  g_test_add ("/desktop/lock/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/desktop/lock/own-wish", Fixture, NULL, set_up, test_own_wish, tear_down);
  return g_test_run ();
}
