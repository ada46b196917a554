#include "desktop/people-conflicts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/day.h"
#include "base/language.h"
#include "model/conflicts.h"

#define DAYS 30

typedef struct
{
  GarrisonConflict *conflict;
  gboolean may_decide;
  GarrisonConflictFacts facts;
} Case;

static void
case_free (gpointer data)
{
  Case *one = data;

  garrison_conflict_free (one->conflict);
  g_free (one);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) conflicts
    = garrison_conflicts_read (source, g_get_real_time () - DAYS * G_TIME_SPAN_DAY, cancellable, &error);
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (case_free);

  if (conflicts != NULL)
    g_ptr_array_set_free_func (conflicts, NULL); /* each is in a case from now on */
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      Case *one = g_new0 (Case, 1);

      one->conflict = conflicts->pdata[i];
      g_ptr_array_add (cases, one);
      one->may_decide = garrison_conflict_may_decide (one->conflict, source);
      /* Somebody may have lost the right meanwhile: then without the facts. */
      if (one->may_decide)
        one->may_decide = garrison_conflict_read_facts (source, one->conflict, &one->facts, cancellable, NULL);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&cases), (GDestroyNotify) g_ptr_array_unref);
}

/* ---- deciding ----------------------------------------------------------------------------------- */

static void
decide (GtkWidget *button, gboolean give)
{
  GarrisonWindow *window = GARRISON_WINDOW (gtk_widget_get_root (button));
  gint64 *id = g_object_get_data (G_OBJECT (button), "conflict");
  GtkEditable *reason = g_object_get_data (G_OBJECT (button), "reason");
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *sentence = garrison_sentence_for_act ("decide-conflict", 1, NULL);

  garrison_args_set_int (args, "conflict", *id);
  garrison_args_set_int (args, "give", give);
  garrison_args_set_text (args, "reason", gtk_editable_get_text (reason));
  garrison_window_act (window, "decide-conflict", args, sentence, NULL, NULL, NULL);
}

static void
on_keep (GtkWidget *button)
{
  decide (button, FALSE);
}

static void
on_give (GtkWidget *button)
{
  decide (button, TRUE);
}

static void
on_reason (GtkEditable *reason, GtkWidget *button)
{
  gtk_widget_set_sensitive (button, *gtk_editable_get_text (reason) != '\0');
}

static GtkWidget *
button_new (const Case *one, const char *label, GtkWidget *reason, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_sensitive (button, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "conflict", g_memdup2 (&one->conflict->id, sizeof (gint64)), g_free);
  g_object_set_data (G_OBJECT (button), "reason", reason);
  g_signal_connect (button, "clicked", clicked, NULL);
  g_signal_connect_object (reason, "changed", G_CALLBACK (on_reason), button, 0);
  return button;
}

/* ---- rows --------------------------------------------------------------------------------------- */

static GtkWidget *
line_new (const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  g_object_set (row, "title", title, "subtitle", subtitle, NULL);
  return row;
}

static void
add_claim (AdwExpanderRow *row, GarrisonDirectory *directory, const char *title, const GarrisonClaim *claim)
{
  g_autofree char *text = garrison_claim_text (claim, garrison_directory_get_today (directory));

  adw_expander_row_add_row (row, line_new (title, text));
}

static void
add_decision (AdwExpanderRow *row, GarrisonDirectory *directory, const Case *one)
{
  GtkWidget *line = line_new ("", NULL), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *reason = gtk_entry_new ();
  const GarrisonConflict *conflict = one->conflict;
  /* Translators: the name of who holds the customer */
  g_autofree char *stays = g_strdup_printf (_ ("Stays with %s"), garrison_directory_get_person_name (directory, conflict->holder));
  /* Translators: the name of who claims the customer */
  g_autofree char *goes = g_strdup_printf (_ ("Goes to %s"), garrison_directory_get_person_name (directory, conflict->claimant));

  gtk_entry_set_placeholder_text (GTK_ENTRY (reason), _ ("Why? (stays on the timeline)"));
  gtk_entry_set_max_length (GTK_ENTRY (reason), 500);
  gtk_widget_set_hexpand (reason, TRUE);
  gtk_widget_set_valign (reason, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason"), -1);
  gtk_box_append (GTK_BOX (box), reason);
  gtk_box_append (GTK_BOX (box), button_new (one, stays, reason, G_CALLBACK (on_keep)));
  gtk_box_append (GTK_BOX (box), button_new (one, goes, reason, G_CALLBACK (on_give)));
  gtk_widget_set_hexpand (box, TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), box);
  adw_expander_row_add_row (row, line);
}

static void
add_facts (AdwExpanderRow *row, GarrisonDirectory *directory, const Case *one)
{
  gint today = garrison_directory_get_today (directory);
  g_autofree char *created = garrison_day_format (one->facts.created_day, today, garrison_locale_is_chinese ());
  /* Translators: the name of a person */
  g_autofree char *holds = g_strdup_printf (_ ("%s holds it"), garrison_directory_get_person_name (directory, one->conflict->holder));
  /* Translators: the name of a person */
  g_autofree char *claims = g_strdup_printf (_ ("%s claims it"), garrison_directory_get_person_name (directory, one->conflict->claimant));
  g_autofree char *until = garrison_day_format (one->facts.protected_until, today, garrison_locale_is_chinese ());

  add_claim (row, directory, holds, &one->facts.holder);
  add_claim (row, directory, claims, &one->facts.claimant);
  adw_expander_row_add_row (row, line_new (_ ("Entered"), created));
  if (one->facts.protected_until >= today)
    adw_expander_row_add_row (row, line_new (_ ("Protected until"), until));
  add_decision (row, directory, one);
}

static GtkWidget *
case_row_new (GarrisonWindow *window, const Case *one)
{
  GarrisonDirectory *directory = garrison_window_get_directory (window);
  const GarrisonConflict *conflict = one->conflict;
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
  GtkWidget *state = gtk_label_new (garrison_conflict_state_name (conflict));

  gtk_widget_add_css_class (state, "dim");
  g_object_set (row, "title", conflict->name != NULL ? conflict->name : _ ("A customer"), "subtitle", conflict->text, NULL);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), state);
  if (one->may_decide)
    add_facts (ADW_EXPANDER_ROW (row), directory, one);
  else if (conflict->reason != NULL && *conflict->reason != '\0')
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), line_new (_ ("Reason"), conflict->reason));
  return row;
}

/* What somebody types is not thrown away by news that change nothing. */
static char *
describe (GPtrArray *cases)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cases->len; i++)
    {
      const Case *one = cases->pdata[i];

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %d %u %u;", one->conflict->id, one->conflict->state, one->may_decide,
                              one->facts.holder.contacts, one->facts.claimant.contacts);
    }
  return g_string_free (text, FALSE);
}

static void
fill (GtkBox *box, GarrisonWindow *window, GPtrArray *cases)
{
  g_autofree char *title = g_markup_escape_text (_ ("Claims on one customer"), -1);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  adw_preferences_group_set_title (group, title);
  for (guint i = 0; i < cases->len; i++)
    adw_preferences_group_add (group, case_row_new (window, cases->pdata[i]));
  gtk_box_append (box, GTK_WIDGET (group));
  gtk_widget_set_visible (GTK_WIDGET (box), cases->len > 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkBox) box = data;
  g_autoptr (GPtrArray) cases = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (box));
  g_autofree char *now = NULL;

  if (cases == NULL || !GARRISON_IS_WINDOW (root))
    return;
  now = describe (cases);
  if (g_strcmp0 (now, g_object_get_data (G_OBJECT (box), "cases")) == 0)
    return;
  fill (box, GARRISON_WINDOW (root), cases);
  g_object_set_data_full (G_OBJECT (box), "cases", g_steal_pointer (&now), g_free);
}

void
garrison_people_conflicts_follow (GtkBox *box, GarrisonWindow *window)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_BOX (box) && GARRISON_IS_WINDOW (window));

  task = g_task_new (garrison_window_get_store (window), NULL, on_read, g_object_ref (box));
  g_task_run_in_thread (task, read_in_thread);
}
