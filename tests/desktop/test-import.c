/* The import dialog in process: files that do not answer, that are none, that are good; closed while
 * it works. */
#include <string.h>
#include <sys/stat.h>

#include "desk.h"
#include "desktop/customers-window.h"
#include "desktop/import-dialog-private.h"
#include "slow-file.h"

typedef struct
{
  Desk desk;
  GarrisonWindow *window;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  desk_open (&place->desk, &(SmallOfficeSize) { 0 });
  place->window = desk_show (&place->desk, GARRISON_TYPE_CUSTOMERS_WINDOW, 1240, 800);
}

static void
tear_down (Place *place, gconstpointer data)
{
  desk_dismiss (place->window);
  desk_close (&place->desk);
}

static char *
path_of (Place *place, const char *name)
{
  return g_build_filename (place->desk.office.folder, name, NULL);
}

static GFile *
file_of (Place *place, const char *name, const char *text)
{
  g_autofree char *path = path_of (place, name);

  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static GarrisonImportDialog *
show (Place *place, GFile *file)
{
  garrison_import_dialog_show (place->window, file);
  return desk_find_window (GARRISON_TYPE_IMPORT_DIALOG);
}

static gint64
count_customers (Place *place)
{
  return test_read_int (place->desk.office.store, "SELECT count(c.id) FROM customer c");
}

/* The loop runs on while the file does not answer, and closing the dialog ends the waiting. */
static void
test_slow (Place *place, gconstpointer data)
{
  g_autofree char *path = path_of (place, "slow.csv");
  g_autoptr (GFile) file = slow_file_new (path, FALSE);
  GarrisonImportDialog *dialog = show (place, file);

  g_assert_nonnull (dialog);
  WAIT_FOR (slow_file_was_asked (SLOW_FILE (file)));
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog->progress)));
  g_assert_false (gtk_widget_get_sensitive (dialog->start));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (dialog->kinds)));
  g_assert_false (slow_file_has_ended (SLOW_FILE (file)));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_FOR (dialog == NULL);
  g_assert_true (slow_file_has_ended (SLOW_FILE (file)));
}

/* A system call cannot be cancelled: the dialog goes, the thread stays behind alone. */
static void
test_deaf (Place *place, gconstpointer data)
{
  g_autofree char *path = path_of (place, "deaf.csv");
  g_autoptr (GFile) file = slow_file_new (path, TRUE);
  GarrisonImportDialog *dialog = show (place, file);

  WAIT_FOR (slow_file_was_asked (SLOW_FILE (file)));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
  g_assert_null (desk_find_window (GARRISON_TYPE_IMPORT_DIALOG));
  g_assert_false (slow_file_has_ended (SLOW_FILE (file)));
  slow_file_release (SLOW_FILE (file));
  WAIT_FOR (dialog == NULL);
}

static void
assert_trouble (Place *place, GFile *file, const char *words)
{
  GarrisonImportDialog *dialog = show (place, file);

  WAIT_FOR (gtk_widget_get_visible (GTK_WIDGET (dialog->trouble)));
  g_assert_nonnull (strstr (gtk_label_get_label (dialog->trouble), words));
  g_assert_false (gtk_widget_get_sensitive (dialog->start));
  g_assert_false (dialog->busy);
  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
}

static void
test_no_files (Place *place, gconstpointer data)
{
  g_autofree char *pipe = path_of (place, "pipe.csv");
  g_autoptr (GFile) pipe_file = g_file_new_for_path (pipe), root = g_file_new_for_path ("/");
  g_autoptr (GFile) folder = g_file_new_for_path (place->desk.office.folder);
  g_autoptr (GFile) missing = file_of (place, "missing.csv", NULL), empty = file_of (place, "empty.csv", "");
  g_autoptr (GFile) nameless = file_of (place, "nameless.csv", "phone,city\n2,Oslo\n");

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_trouble (place, pipe_file, "pipe");
  assert_trouble (place, folder, "folder");
  assert_trouble (place, root, "folder");
  assert_trouble (place, missing, "not there");
  assert_trouble (place, empty, "empty");
  assert_trouble (place, nameless, "No column stands for “");
}

static GtkWidget *
row_of (GtkWidget *root, const char *title)
{
  if (ADW_IS_ACTION_ROW (root)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = row_of (child, title);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_import (Place *place, gconstpointer data)
{
  g_autoptr (GFile) file = file_of (place, "good.csv", "Name,Phone\nAcme <b>,020 1\nBolt & Co,020 2\nAcme <b>,\n");
  GarrisonImportDialog *dialog = show (place, file);
  g_autofree char *left_out = path_of (place, "good (left out).csv");

  WAIT_FOR (dialog->import != NULL && !dialog->busy);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog->trouble)));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row_of (GTK_WIDGET (dialog->columns), "Name"))), ==,
                   "Acme &lt;b&gt; · Bolt &amp; Co");
  g_assert_nonnull (row_of (GTK_WIDGET (dialog->outcome), "New records"));
  g_assert_cmpint (count_customers (place), ==, 0);
  g_signal_emit_by_name (dialog->start, "clicked");
  WAIT_FOR (!dialog->busy);
  g_assert_cmpstr (adw_status_page_get_title (dialog->result), ==, "2 records imported");
  g_assert_cmpint (count_customers (place), ==, 2);
  g_assert_true (g_file_test (left_out, G_FILE_TEST_IS_REGULAR));
  g_signal_emit_by_name (dialog->undo, "clicked");
  WAIT_FOR (count_customers (place) == 0);
}

/* Closed while the import runs: all of it or nothing, and what came of it can be taken back. */
static void
test_closed_meanwhile (Place *place, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Name\n");
  g_autoptr (GFile) file = NULL;
  GarrisonImportDialog *dialog;
  gint64 n, act;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "Customer %u\n", i);
  file = file_of (place, "many.csv", text->str);
  dialog = show (place, file);
  WAIT_FOR (dialog->import != NULL && !dialog->busy);
  g_signal_emit_by_name (dialog->start, "clicked");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_FOR (dialog == NULL);
  n = count_customers (place);
  act = garrison_desktop_session_get_last_act (place->desk.session, NULL);
  g_assert_true ((n == 0 && act == 0) || (n == 20000 && act > 0));
}

/* The company is left while a file is still being waited for. */
static void
test_window_closed (Place *place, gconstpointer data)
{
  g_autofree char *path = path_of (place, "slow.csv");
  g_autoptr (GFile) file = slow_file_new (path, FALSE);
  GarrisonImportDialog *dialog = show (place, file);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  WAIT_FOR (slow_file_was_asked (SLOW_FILE (file)));
  gtk_window_close (GTK_WINDOW (place->window));
  WAIT_FOR (dialog == NULL);
}

/* ---- a file dropped on the window ---------------------------------------------------------------- */

/* (nullable): what takes files among the controllers of @widget and all below it. */
static GtkDropTarget *
find_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkDropTarget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gsize n = 0;
      const GType *types
        = GTK_IS_DROP_TARGET (controller) ? gtk_drop_target_get_gtypes (GTK_DROP_TARGET (controller), &n) : NULL;
      for (gsize t = 0; t < n; t++)
        if (types[t] == GDK_TYPE_FILE_LIST)
          return GTK_DROP_TARGET (controller);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_target (child);
  return found;
}

static gboolean
drop (Place *place, GSList *files)
{
  GtkDropTarget *target = find_target (GTK_WIDGET (place->window));
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_assert_nonnull (target);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &taken);
  g_value_unset (&value);
  settle ();
  return taken;
}

static gboolean
says (GtkWidget *root, const char *words)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;
  return FALSE;
}

static void
test_drop (Place *place, gconstpointer data)
{
  g_autoptr (GFile) table = file_of (place, "New customers.TSV", "Name\tPhone\nAcme\t020 1\n");
  g_autoptr (GFile) picture = file_of (place, "picture.png", "x"), folder = g_file_new_for_path (place->desk.office.folder);
  g_autoptr (GSList) one = g_slist_prepend (NULL, table), two = g_slist_prepend (g_slist_prepend (NULL, table), table);
  g_autoptr (GSList) wrong = g_slist_prepend (NULL, picture), place_itself = g_slist_prepend (NULL, folder);
  GarrisonImportDialog *dialog;

  g_assert_false (drop (place, wrong));
  g_assert_true (says (GTK_WIDGET (place->window), "“picture.png” is no table"));
  g_assert_false (drop (place, place_itself));
  g_assert_false (drop (place, two));
  g_assert_null (desk_find_window (GARRISON_TYPE_IMPORT_DIALOG));
  g_assert_true (drop (place, one));
  dialog = desk_find_window (GARRISON_TYPE_IMPORT_DIALOG);
  g_assert_nonnull (dialog);
  WAIT_FOR (dialog->import != NULL && !dialog->busy);
  g_assert_cmpuint (garrison_import_get_report (dialog->import)->n_created, ==, 1);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* The hint is seen only while a file hovers, and never takes the drop itself. */
static void
test_hover (Place *place, gconstpointer data)
{
  GtkDropTarget *target = find_target (GTK_WIDGET (place->window));
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkWidget *hint = gtk_widget_get_last_child (area);
  GdkDragAction action = 0;

  g_assert_true (says (hint, "Drop a table"));
  g_assert_false (gtk_widget_get_visible (hint));
  g_assert_false (gtk_widget_get_can_target (hint));
  g_signal_emit_by_name (target, "enter", 10.0, 10.0, &action);
  g_assert_cmpint (action, ==, GDK_ACTION_COPY);
  g_assert_true (gtk_widget_get_visible (hint));
  g_signal_emit_by_name (target, "leave");
  g_assert_false (gtk_widget_get_visible (hint));
}

#define ADD(name, func) g_test_add ("/import/" name, Place, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("slow", test_slow);
  ADD ("deaf", test_deaf);
  ADD ("no-files", test_no_files);
  ADD ("import", test_import);
  ADD ("closed-meanwhile", test_closed_meanwhile);
  ADD ("window-closed", test_window_closed);
  ADD ("drop", test_drop);
  ADD ("hover", test_hover);
  return g_test_run ();
}
