#include "desktop/people-falls.h"

#include <glib/gi18n-lib.h>

#include "base/day.h"
#include "desktop/error-dialog.h"
#include "desktop/form-dialog.h"
#include "model/fall.h"

/* As many as a sentence can say. */
#define SHOWN 12

static const GarrisonFormField RULE[] = {
  { "name", N_ ("Name"), GARRISON_FORM_TEXT, NULL, TRUE },
  { "question", N_ ("Question about customers"), GARRISON_FORM_TEXT, NULL, TRUE },
  { "level", N_ ("Level"), GARRISON_FORM_CHOICE, "level", FALSE },
  { "pool", N_ ("Pool"), GARRISON_FORM_CHOICE, "pool", TRUE },
};
static const GarrisonFormField EXEMPT[] = {
  { "exempt_deal", N_ ("An open deal exempts"), GARRISON_FORM_YESNO, NULL, FALSE },
  { "exempt_contract", N_ ("A running contract exempts"), GARRISON_FORM_YESNO, NULL, FALSE },
  { "grace_days", N_ ("Days of grace for a new owner"), GARRISON_FORM_NUMBER, NULL, FALSE },
  { "warn_days", N_ ("Days of warning"), GARRISON_FORM_NUMBER, NULL, FALSE },
};

typedef struct
{
  GarrisonWindow *window; /* not owned: it holds the group */
  AdwPreferencesGroup *group;
  GPtrArray *rows;  /* of GtkWidget, the group's */
  GPtrArray *rules; /* (nullable) */
} Falls;

/* What runs on another thread: the rules anew, and what is asked of them. */
typedef struct
{
  GarrisonStore *store;
  GarrisonCatalogue *catalogue;
  gint today;
  gint64 rule; /* to try; 0: who falls tomorrow */
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_object_unref (errand->store);
  garrison_catalogue_unref (errand->catalogue);
  g_free (errand);
}

static void
falls_free (gpointer data)
{
  Falls *falls = data;

  g_ptr_array_unref (falls->rows);
  g_clear_pointer (&falls->rules, g_ptr_array_unref);
  g_free (falls);
}

static char *
tell_falls (GPtrArray *falls)
{
  GString *text = g_string_new (NULL);

  if (falls->len == 0)
    g_string_append (text, _ ("Nobody's customer falls tomorrow."));
  for (guint i = 0; i < MIN (falls->len, SHOWN); i++)
    {
      const GarrisonFall *fall = falls->pdata[i];

      g_string_append_printf (text, "%s\n%s\n\n", fall->name, fall->why);
    }
  if (falls->len > SHOWN)
    g_string_append_printf (text, ngettext ("And %u more.", "And %u more.", falls->len - SHOWN), falls->len - SHOWN);
  return g_string_free (text, FALSE);
}

static char *
tell_trial (const GarrisonFallTrial *trial)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("Would have moved %u customer, of %u people.",
                                          "Would have moved %u customers, of %u people.", trial->n),
                          trial->n, trial->n_owners);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, ngettext ("%u of them bought afterwards.", "%u of them bought afterwards.", trial->n_won_since),
                          trial->n_won_since);
  for (guint i = 0; i < trial->largest->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) trial->largest->pdata[i]);
  g_string_append_printf (text, "\n\n%s", _ ("Looked at every seventh day. Owners, contacts and deals as they were then; everything else as it is today."));
  return g_string_free (text, FALSE);
}

static void
keep_only (GPtrArray *rules, gint64 rule)
{
  for (guint i = rules->len; i > 0; i--)
    {
      const GarrisonFallRule *one = rules->pdata[i - 1];

      if (rule > 0 ? one->id != rule : !one->active)
        g_ptr_array_remove_index (rules, i - 1);
    }
}

static char *
work (Errand *errand, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rules = garrison_fall_rules_read (errand->store, cancellable, error);
  g_autoptr (GPtrArray) falls = NULL;
  g_autoptr (GarrisonFallTrial) trial = NULL;

  if (rules == NULL)
    return NULL;
  keep_only (rules, errand->rule);
  if (errand->rule == 0)
    falls = garrison_falls_find (errand->store, errand->catalogue, rules, garrison_day_add (errand->today, 1), cancellable, error);
  else if (rules->len > 0)
    trial = garrison_falls_try (errand->store, errand->catalogue, rules->pdata[0], errand->today, 365, 7, cancellable, error);
  else
    return g_strdup ("");
  return falls != NULL ? tell_falls (falls) : trial != NULL ? tell_trial (trial) : NULL;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  char *text = work (data, cancellable, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The source is the window, which the task keeps. */
static void
on_told (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonWindow *window = GARRISON_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);
  Errand *errand = g_task_get_task_data (G_TASK (result));

  if (text == NULL)
    garrison_window_show_error (window, error);
  else if (gtk_widget_get_mapped (GTK_WIDGET (window)))
    garrison_notice_show (GTK_WINDOW (window), errand->rule == 0 ? _ ("Who falls tomorrow") : _ ("On the past year"), text);
}

static void
ask (GarrisonWindow *window, gint64 rule)
{
  GarrisonDirectory *directory = garrison_window_get_directory (window);
  Errand *errand = g_new0 (Errand, 1);
  g_autoptr (GTask) task = g_task_new (window, NULL, on_told, NULL);

  errand->store = g_object_ref (garrison_window_get_store (window));
  errand->catalogue = garrison_catalogue_ref (garrison_directory_get_catalogue (directory));
  errand->today = garrison_directory_get_today (directory);
  errand->rule = rule;
  g_task_set_task_data (task, errand, errand_free);
  garrison_window_toast (window, _ ("Working it out…"));
  g_task_run_in_thread (task, run);
}

static void
on_tomorrow (GtkButton *button, Falls *falls)
{
  ask (falls->window, 0);
}

static void
on_try (GtkButton *button, Falls *falls)
{
  ask (falls->window, *(gint64 *) g_object_get_data (G_OBJECT (button), "rule"));
}

static void
on_new (GtkButton *button, Falls *falls)
{
  GarrisonFormDialog *dialog
    = garrison_form_dialog_new (falls->window, _ ("New rule"), _ ("_Add"), "create-fall-rule", _ ("Rule created"));
  GarrisonForm *form = garrison_form_dialog_get_form (dialog);

  garrison_form_add_group (form, NULL, RULE, G_N_ELEMENTS (RULE));
  garrison_form_add_group (form, _ ("Exemptions"), EXEMPT, G_N_ELEMENTS (EXEMPT));
  garrison_form_add_text (form, _ ("For example: customers where last contact > 30 days ago. A new rule is off; try it first."));
  garrison_form_set_int (form, "exempt_deal", 1);
  garrison_form_set_int (form, "exempt_contract", 1);
  garrison_form_set_int (form, "grace_days", 14);
  garrison_form_set_int (form, "warn_days", 7);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 480, -1);
  gtk_window_present (GTK_WINDOW (dialog));
  garrison_form_focus (form, "name");
}

/* All of a rule's settings, for edit-fall-rule. */
static GarrisonArgs *
settings_of (const GarrisonFallRule *rule, const char *question, gboolean active)
{
  GarrisonArgs *args = garrison_args_new ();

  garrison_args_set_int (args, "rule", rule->id);
  garrison_args_set_int (args, "version", rule->version);
  garrison_args_set_text (args, "name", rule->name);
  garrison_args_set_text (args, "question", question);
  garrison_args_set_text (args, "combine", rule->any ? "any" : "all");
  if (rule->level > 0)
    garrison_args_set_int (args, "level", rule->level);
  garrison_args_set_int (args, "exempt_deal", rule->exempt_deal);
  garrison_args_set_int (args, "exempt_contract", rule->exempt_contract);
  garrison_args_set_int (args, "grace_days", rule->grace_days);
  garrison_args_set_int (args, "warn_days", rule->warn_days);
  garrison_args_set_int (args, "pool", rule->pool);
  garrison_args_set_int (args, "position", rule->position);
  garrison_args_set_int (args, "active", active);
  return args;
}

/* Only a question that is understood is switched on. */
static gboolean
on_switched (GtkSwitch *widget, gboolean active, Falls *falls)
{
  const GarrisonFallRule *rule = g_object_get_data (G_OBJECT (widget), "rule");
  GarrisonCatalogue *catalogue = garrison_directory_get_catalogue (garrison_window_get_directory (falls->window));
  g_autoptr (GarrisonArgs) args = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *question = NULL;

  if (active == rule->active)
    return FALSE;
  if (active && !garrison_fall_question_check (catalogue, rule->question, &question, &error))
    {
      garrison_window_show_error (falls->window, error);
      return TRUE;
    }
  args = settings_of (rule, question != NULL ? question : rule->question, active);
  garrison_window_act (falls->window, "edit-fall-rule", args, active ? _ ("Rule switched on") : _ ("Rule switched off"), NULL, NULL,
                       NULL);
  return FALSE;
}

static GtkWidget *
button_new (const char *label, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_rule (Falls *falls, GarrisonFallRule *rule, gboolean may)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_strdup_printf ("%s, %s", rule->name, _ ("Try on the past year"));
  GtkWidget *button = button_new (_ ("Try on the past year"), name);
  GtkWidget *on = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rule->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rule->question);
  g_object_set_data_full (G_OBJECT (button), "rule", g_memdup2 (&rule->id, sizeof rule->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_try), falls);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_switch_set_active (GTK_SWITCH (on), rule->active);
  gtk_widget_set_valign (on, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (on, may);
  gtk_accessible_update_property (GTK_ACCESSIBLE (on), GTK_ACCESSIBLE_PROPERTY_LABEL, rule->name, -1);
  g_object_set_data (G_OBJECT (on), "rule", rule);
  g_signal_connect (on, "state-set", G_CALLBACK (on_switched), falls);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), on);
  adw_preferences_group_add (falls->group, row);
  g_ptr_array_add (falls->rows, row);
}

static void
show_rules (Falls *falls, GPtrArray *rules)
{
  gboolean may = garrison_store_get_scope (garrison_window_get_store (falls->window), "pool.edit") != NULL;

  for (guint i = 0; i < falls->rows->len; i++)
    adw_preferences_group_remove (falls->group, falls->rows->pdata[i]);
  g_ptr_array_set_size (falls->rows, 0);
  g_clear_pointer (&falls->rules, g_ptr_array_unref);
  falls->rules = rules;
  for (guint i = 0; i < rules->len; i++)
    add_rule (falls, rules->pdata[i], may);
}

static void
read_rules (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = garrison_fall_rules_read (data, cancellable, &error);

  if (rules != NULL)
    g_task_return_pointer (task, rules, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The source is the group. */
static void
on_rules (GObject *source, GAsyncResult *result, gpointer data)
{
  Falls *falls = g_object_get_data (source, "falls");
  GPtrArray *rules = g_task_propagate_pointer (G_TASK (result), NULL);

  if (rules != NULL && gtk_widget_get_root (GTK_WIDGET (source)) != NULL)
    show_rules (falls, rules);
  else if (rules != NULL)
    g_ptr_array_unref (rules);
}

static void
load (Falls *falls)
{
  g_autoptr (GTask) task = g_task_new (falls->group, NULL, on_rules, NULL);

  g_task_set_task_data (task, g_object_ref (garrison_window_get_store (falls->window)), g_object_unref);
  g_task_run_in_thread (task, read_rules);
}

static void
on_changed (GarrisonStore *store, GarrisonChange *change, AdwPreferencesGroup *group)
{
  if (garrison_change_touches (change, "fall_rule"))
    load (g_object_get_data (G_OBJECT (group), "falls"));
}

AdwPreferencesGroup *
garrison_people_falls_new (GarrisonWindow *window)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *tomorrow = button_new (_ ("Who falls tomorrow"), _ ("Who falls tomorrow"));
  GtkWidget *add = button_new (_ ("New rule"), _ ("New rule"));
  Falls *falls = g_new0 (Falls, 1);

  g_return_val_if_fail (GARRISON_IS_WINDOW (window), NULL);

  falls->window = window;
  falls->group = ADW_PREFERENCES_GROUP (group);
  falls->rows = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (group), "falls", falls, falls_free);
  adw_preferences_group_set_title (falls->group, _ ("Falling into pools"));
  adw_preferences_group_set_description (falls->group, _ ("Customers of whom a rule holds go back into a pool, once a day."));
  g_signal_connect (tomorrow, "clicked", G_CALLBACK (on_tomorrow), falls);
  g_signal_connect (add, "clicked", G_CALLBACK (on_new), falls);
  gtk_widget_set_visible (add, garrison_store_get_scope (garrison_window_get_store (window), "pool.edit") != NULL);
  gtk_box_append (GTK_BOX (buttons), tomorrow);
  gtk_box_append (GTK_BOX (buttons), add);
  adw_preferences_group_set_header_suffix (falls->group, buttons);
  g_signal_connect_object (garrison_window_get_store (window), "changed", G_CALLBACK (on_changed), group, 0);
  g_signal_connect_swapped (group, "realize", G_CALLBACK (load), falls);
  return falls->group;
}
