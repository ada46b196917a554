#include "desktop/transfer-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "desktop/error-dialog.h"
#include "desktop/person-row.h"
#include "desktop/text-scale.h"

/* ---- the act ------------------------------------------------------------------------------------ */

typedef struct
{
  GarrisonWindow *window;
  GarrisonCustomerIds *ids;
  gint64 person;
  char *reason;
  char *note;         /* (nullable): with @chosen */
  gboolean chosen;    /* in the dialog: its choices count; a drop takes everything along */
} Transfer;

/* What was chosen last in the dialog; one person uses a program. */
static struct
{
  gboolean leave_deals, leave_contracts, leave_tasks;
  guint until;
} choices;

static const int UNTIL_DAYS[] = { 0, 7, 30, 90 };

static void
set_choices (GarrisonArgs *args, const char *note, gint today)
{
  if (choices.leave_deals)
    garrison_args_set_int (args, "deals", 0);
  if (choices.leave_contracts)
    garrison_args_set_int (args, "contracts", 0);
  if (choices.leave_tasks)
    garrison_args_set_int (args, "tasks", 0);
  if (choices.until > 0 && choices.until < G_N_ELEMENTS (UNTIL_DAYS))
    garrison_args_set_int (args, "until", garrison_day_add (today, UNTIL_DAYS[choices.until]));
  garrison_args_set_text (args, "note", note);
}

static void
transfer_free (gpointer data)
{
  Transfer *transfer = data;

  g_object_unref (transfer->window);
  garrison_customer_ids_free (transfer->ids);
  g_free (transfer->reason);
  g_free (transfer->note);
  g_free (transfer);
}

static void
run (gpointer data)
{
  Transfer *transfer = data;
  GarrisonDirectory *directory = garrison_window_get_directory (transfer->window);
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  guint n;
  const gint64 *ids = garrison_customer_ids_get (transfer->ids, &n);
  g_autofree char *sentence = garrison_sentence_for_act (
    "transfer-customers", n, garrison_directory_get_person_name (directory, transfer->person));

  garrison_args_set_ids (args, "ids", ids, n);
  garrison_args_set_int (args, "to", transfer->person);
  garrison_args_set_text (args, "reason", transfer->reason);
  if (transfer->chosen)
    set_choices (args, transfer->note, garrison_directory_get_today (directory));
  garrison_window_act (transfer->window, "transfer-customers", args, sentence, NULL, NULL, NULL);
}

static void
start (GarrisonWindow *window, GarrisonCustomerIds *ids, gint64 person, const char *reason, const char *note, gboolean chosen)
{
  Transfer *transfer;
  g_autofree char *heading = NULL;
  guint n;

  transfer = g_new0 (Transfer, 1);
  transfer->window = g_object_ref (window);
  /* Whoever has some of them already gets the others: the toast counts what moved. */
  transfer->ids = garrison_customer_ids_without_owner (ids, person);
  garrison_customer_ids_get (transfer->ids, &n);
  transfer->person = person;
  transfer->reason = g_strdup (reason);
  transfer->note = g_strdup (note);
  transfer->chosen = chosen;
  if (n <= GARRISON_TRANSFER_CONFIRM)
    {
      run (transfer);
      transfer_free (transfer);
      return;
    }
  heading = g_strdup_printf (
    ngettext ("Transfer %u customer to %s?", "Transfer %u customers to %s?", n), n,
    garrison_directory_get_person_name (garrison_window_get_directory (window), person));
  garrison_confirm (GTK_WINDOW (window), heading, _ ("It can be undone."), _ ("_Transfer"), FALSE, run, transfer,
                    transfer_free);
}

void
garrison_transfer_run (GarrisonWindow *window, GarrisonCustomerIds *ids, gint64 person, const char *reason)
{
  g_return_if_fail (GARRISON_IS_WINDOW (window));
  g_return_if_fail (ids != NULL && person > 0);

  start (window, ids, person, reason, NULL, FALSE);
}

/* ---- the dialog --------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonWindow *window;
  GarrisonCustomerIds *ids;
  GtkWindow *dialog;
  GtkListBox *list;
  GtkWidget *search;
  GtkWidget *reason;
  GtkWidget *note;
  GtkCheckButton *deals, *contracts, *tasks;
  GtkDropDown *until;
  GtkWidget *button; /* owned: the list unselects while the dialog goes */
} Chooser;

static void
chooser_free (gpointer data)
{
  Chooser *chooser = data;

  garrison_customer_ids_free (chooser->ids);
  g_object_unref (chooser->button);
  g_free (chooser);
}

static gboolean
fits (GtkListBoxRow *row, gpointer data)
{
  Chooser *chooser = data;
  GarrisonPerson *person = garrison_person_row_get_person (GARRISON_PERSON_ROW (row));
  g_autofree char *needle = garrison_text_fold (gtk_editable_get_text (GTK_EDITABLE (chooser->search)));
  g_autofree char *text = garrison_text_search (garrison_person_get_name (person), garrison_person_get_login (person));

  return *needle == '\0' || strstr (text, needle) != NULL;
}

static void
choose (Chooser *chooser)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (chooser->list);

  if (row == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (row)))
    return;
  choices.leave_deals = !gtk_check_button_get_active (chooser->deals);
  choices.leave_contracts = !gtk_check_button_get_active (chooser->contracts);
  choices.leave_tasks = !gtk_check_button_get_active (chooser->tasks);
  choices.until = gtk_drop_down_get_selected (chooser->until);
  start (chooser->window, chooser->ids, garrison_person_get_id (garrison_person_row_get_person (GARRISON_PERSON_ROW (row))),
         gtk_editable_get_text (GTK_EDITABLE (chooser->reason)), gtk_editable_get_text (GTK_EDITABLE (chooser->note)), TRUE);
  gtk_window_destroy (chooser->dialog);
}

static GtkListBoxRow *
first_fitting (Chooser *chooser)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (chooser->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)) && gtk_widget_get_sensitive (GTK_WIDGET (row))
        && fits (row, chooser))
      return row;
  return NULL;
}

static void
on_search (Chooser *chooser)
{
  GtkListBoxRow *row;

  gtk_list_box_invalidate_filter (chooser->list);
  row = first_fitting (chooser);
  gtk_list_box_select_row (chooser->list, row);
}

static void
on_selected (Chooser *chooser)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (chooser->list), *row;

  gtk_widget_set_sensitive (chooser->button, selected != NULL);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (chooser->list, i)) != NULL; i++)
    garrison_person_row_set_target (GARRISON_PERSON_ROW (row), row == selected);
}

static void
fill (Chooser *chooser)
{
  GListModel *people = garrison_directory_get_reach (garrison_window_get_directory (chooser->window));
  gint64 largest = 1;

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);
      largest = MAX (largest, garrison_person_get_holds (person));
    }
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (GarrisonPerson) person = g_list_model_get_item (people, i);
      GtkWidget *row = garrison_person_row_new (person, largest);
      g_autofree char *refusal = garrison_person_row_find_refusal (person, chooser->ids);
      garrison_person_row_set_dragged (GARRISON_PERSON_ROW (row), chooser->ids);
      gtk_widget_set_sensitive (row, refusal == NULL);
      gtk_list_box_append (chooser->list, row);
    }
}

static void
build (Chooser *chooser)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/org/garrisoncrm/Garrison/transfer-dialog.ui");

  chooser->dialog = GTK_WINDOW (gtk_builder_get_object (builder, "dialog"));
  garrison_text_scale_window (chooser->dialog);
  chooser->list = GTK_LIST_BOX (gtk_builder_get_object (builder, "people"));
  chooser->search = GTK_WIDGET (gtk_builder_get_object (builder, "search"));
  chooser->reason = GTK_WIDGET (gtk_builder_get_object (builder, "reason"));
  chooser->note = GTK_WIDGET (gtk_builder_get_object (builder, "note"));
  chooser->deals = GTK_CHECK_BUTTON (gtk_builder_get_object (builder, "deals"));
  chooser->contracts = GTK_CHECK_BUTTON (gtk_builder_get_object (builder, "contracts"));
  chooser->tasks = GTK_CHECK_BUTTON (gtk_builder_get_object (builder, "tasks"));
  chooser->until = GTK_DROP_DOWN (gtk_builder_get_object (builder, "until"));
  gtk_check_button_set_active (chooser->deals, !choices.leave_deals);
  gtk_check_button_set_active (chooser->contracts, !choices.leave_contracts);
  gtk_check_button_set_active (chooser->tasks, !choices.leave_tasks);
  gtk_drop_down_set_selected (chooser->until, choices.until);
  chooser->button = GTK_WIDGET (g_object_ref (gtk_builder_get_object (builder, "transfer")));
}

void
garrison_transfer_dialog_show (GarrisonWindow *window, GarrisonCustomerIds *ids)
{
  Chooser *chooser;
  g_autofree char *title = NULL;
  guint n;

  g_return_if_fail (GARRISON_IS_WINDOW (window));
  g_return_if_fail (ids != NULL);

  garrison_customer_ids_get (ids, &n);
  title = g_strdup_printf (ngettext ("Transfer %u customer", "Transfer %u customers", n), n);
  chooser = g_new0 (Chooser, 1);
  chooser->window = window;
  chooser->ids = garrison_customer_ids_copy (ids);
  build (chooser);
  g_object_set_data_full (G_OBJECT (chooser->dialog), "chooser", chooser, chooser_free);
  gtk_window_set_title (chooser->dialog, title);
  gtk_window_set_transient_for (chooser->dialog, GTK_WINDOW (window));
  fill (chooser);
  gtk_list_box_set_filter_func (chooser->list, fits, chooser, NULL);
  g_signal_connect_swapped (chooser->search, "search-changed", G_CALLBACK (on_search), chooser);
  g_signal_connect_swapped (chooser->search, "activate", G_CALLBACK (choose), chooser);
  /* A search entry keeps Escape for itself. */
  g_signal_connect_swapped (chooser->search, "stop-search", G_CALLBACK (gtk_window_close), chooser->dialog);
  g_signal_connect_swapped (chooser->list, "row-activated", G_CALLBACK (choose), chooser);
  g_signal_connect_swapped (chooser->list, "selected-rows-changed", G_CALLBACK (on_selected), chooser);
  g_signal_connect_swapped (chooser->button, "clicked", G_CALLBACK (choose), chooser);
  gtk_window_present (chooser->dialog);
  gtk_widget_grab_focus (chooser->search);
}
