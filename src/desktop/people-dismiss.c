/* Dismissal, which is one act; and then who gets what they held. */
#include <glib/gi18n-lib.h>

#include "base/money.h"
#include "desktop/form-dialog.h"
#include "desktop/handover-window.h"
#include "desktop/people-dialogs.h"
#include "model/departure.h"

static const GarrisonFormField RECEIVER[] = {
  { "receiver", N_ ("Goes to"), GARRISON_FORM_PERSON, NULL, TRUE },
  { "reason", N_ ("Why? (stays on the timelines)"), GARRISON_FORM_TEXT },
};
static const GarrisonFormField MANAGER[] = {
  { "manager", N_ ("Report from now on to"), GARRISON_FORM_PERSON, "everybody" },
};

static gint64
id_of (GarrisonArgs *args, const char *name)
{
  const GarrisonValue *value = garrison_args_lookup (args, name);

  return value != NULL && value->kind == GARRISON_VALUE_INT ? value->integer : 0;
}

/* What they held is next, for whoever may give it. */
static gboolean
on_dismissed (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  gint64 person = *(gint64 *) data;
  GarrisonPerson *who = garrison_directory_get_person (garrison_window_get_directory (window), person);

  if (result != NULL && who != NULL && garrison_person_get_holds (who) > 0 && gtk_widget_get_realized (GTK_WIDGET (window))
      && garrison_store_reaches (garrison_window_get_store (window), "customer.transfer", person))
    garrison_handover_window_show (window, person, TRUE);
  return FALSE;
}

void
garrison_person_dismiss (GarrisonWindow *window, gint64 person)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *sentence = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && person > 0);

  garrison_args_set_int (args, "person", person);
  sentence = g_strdup_printf (_ ("%s has left and cannot sign in any more"),
                              garrison_directory_get_person_name (garrison_window_get_directory (window), person));
  garrison_window_act (window, "dismiss-person", args, sentence, on_dismissed, g_memdup2 (&person, sizeof person), g_free);
}

static GArray *
hand_over (GarrisonStore *store, GarrisonArgs *args, GarrisonErrand *errand, GError **error)
{
  const GarrisonValue *reason = garrison_args_lookup (args, "reason");

  g_autoptr (GArray) acts
    = garrison_departure_run (store, id_of (args, "person"), id_of (args, "receiver"), id_of (args, "manager"),
                              reason != NULL && reason->kind == GARRISON_VALUE_TEXT ? reason->text : NULL, errand,
                              NULL, error);

  /* No Undo: nothing goes back to somebody who is not there any more. */
  if (acts != NULL)
    g_array_set_size (acts, 0);
  return g_steal_pointer (&acts);
}

static void
add_figure (GtkWidget *group, const char *title, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *figure = garrison_money_format (n, NULL);
  GtkWidget *label = gtk_label_new (figure);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_holdings (GarrisonForm *form, const GarrisonHoldings *holdings)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What they hold"));
  add_figure (group, _ ("Customers"), holdings->customers);
  add_figure (group, _ ("Open deals"), holdings->deals);
  add_figure (group, _ ("Open tasks"), holdings->tasks);
  garrison_form_add_widgets (form, ADW_PREFERENCES_GROUP (group));
  garrison_form_add_group (form, NULL, RECEIVER, G_N_ELEMENTS (RECEIVER));
}

static void
add_reports (GarrisonForm *form, const GarrisonHoldings *holdings)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u person reports to them", "%u people report to them",
                                                      holdings->reports), holdings->reports);

  garrison_form_add_group (form, title, MANAGER, G_N_ELEMENTS (MANAGER));
}

static void
show (GarrisonWindow *window, GarrisonPerson *person, const GarrisonHoldings *holdings)
{
  gint64 id = garrison_person_get_id (person);
  const char *name = garrison_person_get_name (person);
  g_autofree char *title = g_strdup_printf (_ ("Hand over from %s"), name);
  g_autofree char *sentence = g_strdup_printf (_ ("Handed over from %s"), name);
  GarrisonFormDialog *dialog = garrison_form_dialog_new (window, title, _ ("_Hand over"), "transfer-customers", sentence);
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);
  gboolean holds = holdings->customers + holdings->deals + holdings->tasks > 0;

  garrison_form_dialog_set_int (dialog, "person", id);
  garrison_form_dialog_set_work (dialog, hand_over, NULL);
  if (holds)
    {
      add_holdings (form, holdings);
      garrison_form_leave_out (form, "receiver", id);
    }
  if (holdings->reports > 0)
    {
      add_reports (form, holdings);
      garrison_form_leave_out (form, "manager", id);
      garrison_form_set_int (form, "manager", garrison_person_get_manager (person));
    }
  garrison_form_add_text (form, _ ("What they did stays on the timelines under their name, and so does the credit for "
                                   "it."));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 440, 560);
  gtk_window_present (GTK_WINDOW (dialog));
  if (holds)
    garrison_form_focus (form, "receiver");
}

static void
show_nothing (GarrisonWindow *window, GarrisonPerson *person)
{
  g_autofree char *text = g_strdup_printf (_ ("%s holds nothing any more"), garrison_person_get_name (person));

  garrison_window_toast (window, text);
}

/* ---- counting ----------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonWindow *window;
  GarrisonPerson *person;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->window);
  g_object_unref (wish->person);
  g_free (wish);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GarrisonHoldings *holdings = g_new0 (GarrisonHoldings, 1);
  GError *error = NULL;

  if (garrison_departure_count (source, *(gint64 *) data, holdings, cancellable, &error))
    {
      g_task_return_pointer (task, holdings, g_free);
      return;
    }
  g_free (holdings);
  g_task_return_error (task, error);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  g_autofree GarrisonHoldings *holdings = g_task_propagate_pointer (G_TASK (result), &error);

  if (!gtk_widget_get_realized (GTK_WIDGET (wish->window)))
    return;
  if (holdings != NULL && holdings->customers + holdings->deals + holdings->tasks + holdings->reports == 0)
    show_nothing (wish->window, wish->person);
  else if (holdings != NULL && holdings->customers > 0)
    garrison_handover_window_show (wish->window, garrison_person_get_id (wish->person), FALSE);
  else if (holdings != NULL)
    show (wish->window, wish->person, holdings);
  else
    garrison_window_show_error (wish->window, error);
}

void
garrison_hand_over_dialog_show (GarrisonWindow *window, gint64 person)
{
  GarrisonPerson *who;
  g_autoptr (GTask) task = NULL;
  Wish *wish;

  g_return_if_fail (GARRISON_IS_WINDOW (window));

  who = garrison_directory_get_person (garrison_window_get_directory (window), person);
  if (who == NULL)
    return;
  wish = g_new0 (Wish, 1);
  wish->window = g_object_ref (window);
  wish->person = g_object_ref (who);
  task = g_task_new (garrison_window_get_store (window), NULL, on_counted, wish);
  g_task_set_task_data (task, g_memdup2 (&person, sizeof person), g_free);
  g_task_run_in_thread (task, count_in_thread);
}
