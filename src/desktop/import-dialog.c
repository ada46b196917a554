#include "desktop/import-dialog.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/money.h"
#include "desktop/compat.h"
#include "desktop/error-dialog.h"
#include "exchange/import-fields.h"
#include "exchange/import.h"

#define GARRISON_TYPE_IMPORT_DIALOG (garrison_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonImportDialog, garrison_import_dialog, GARRISON, IMPORT_DIALOG, AdwWindow)

struct _GarrisonImportDialog
{
  AdwWindow parent_instance;
  GarrisonWindow *window;
  GFile *file;
  GFile *refused;
  GarrisonExchangeKind kind;
  GarrisonImport *import;
  GCancellable *cancellable;
  gboolean busy;
  gboolean changed; /* something was answered while it was busy */
  gboolean filling; /* rows are being made, so their signals mean nothing */
  gint done;        /* per mille, written by the worker */
  guint progress_source;

  GtkStack *stack;
  GtkWidget *start;
  AdwComboRow *kinds;
  AdwPreferencesGroup *columns;
  AdwPreferencesGroup *outcome;
  AdwPreferencesGroup *questions;
  GtkProgressBar *progress;
  GtkLabel *trouble;
  AdwStatusPage *result;
  GtkWidget *undo;
  GPtrArray *rows; /* what stands in the groups now, to be removed; of GtkWidget */
};

G_DEFINE_FINAL_TYPE (GarrisonImportDialog, garrison_import_dialog, ADW_TYPE_WINDOW)

static const char *const KIND_LABELS[] = {
  N_ ("Customers"), N_ ("Contacts"), N_ ("Deals"), N_ ("Products"), N_ ("People"), N_ ("Activities"),
};
static const char *const RELATIONS[] = { "customer", "contact", "deal", "product", "person", "activity" };
#define MOST_LISTED 12

static void plan (GarrisonImportDialog *self);

static char *
figure (guint64 n)
{
  return garrison_money_format ((gint64) n, NULL);
}

static const char *
field_label (GarrisonImportDialog *self, const char *field)
{
  GarrisonCatalogue *catalogue
    = garrison_directory_get_catalogue (garrison_window_get_directory (self->window));
  const GarrisonRelation *relation = garrison_catalogue_find_relation (catalogue, RELATIONS[self->kind]);
  const GarrisonField *known = garrison_catalogue_find_field (catalogue, relation, field);

  return known != NULL ? garrison_field_get_label (known) : garrison_exchange_field_label (field);
}

/* What people call the list that a new entry joins. */
static const char *
list_label (const char *list)
{
  if (g_str_equal (list, "lost-reason"))
    return garrison_exchange_field_label ("lost_reason");
  if (g_str_equal (list, "product-category"))
    return garrison_exchange_field_label ("category");
  return garrison_exchange_field_label (list);
}

/* ---- rows --------------------------------------------------------------------------------------- */

static void
add (GarrisonImportDialog *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
}

static void
clear (GarrisonImportDialog *self, AdwPreferencesGroup *group)
{
  for (guint i = self->rows->len; i > 0; i--)
    if (g_object_get_data (self->rows->pdata[i - 1], "group") == group)
      {
        adw_preferences_group_remove (group, self->rows->pdata[i - 1]);
        g_ptr_array_remove_index (self->rows, i - 1);
      }
}

static GtkWidget *
line_new (const char *title, const char *subtitle, const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *below = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (below != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  if (value != NULL)
    {
      GtkWidget *label = gtk_label_new (value);
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  return row;
}

/* ---- columns ------------------------------------------------------------------------------------ */

static void
on_column (AdwComboRow *row, GParamSpec *pspec, GarrisonImportDialog *self)
{
  const char *const *fields = garrison_exchange_kind_get_fields (self->kind);
  guint selected = adw_combo_row_get_selected (row);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));
  const char *old;
  g_autofree char *override = NULL;
  g_autoptr (GError) error = NULL;

  if (self->filling || self->busy)
    return;
  old = garrison_header_map_get_field (garrison_import_get_map (self->import), column);
  if (selected > 0)
    override = g_strdup_printf ("%s=#%u", fields[selected - 1], column + 1);
  else if (old != NULL)
    override = g_strdup_printf ("%s=", old);
  if (override != NULL && !garrison_import_override (self->import, override, &error))
    garrison_error_dialog_show (GTK_WINDOW (self), error);
  plan (self);
}

static void
add_column (GarrisonImportDialog *self, GarrisonHeaderMap *map, guint column)
{
  const char *const *fields = garrison_exchange_kind_get_fields (self->kind);
  const char *header = garrison_header_map_get_header (map, column);
  const char *field = garrison_header_map_get_field (map, column);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *title = g_markup_escape_text (*header != '\0' ? header : _ ("(without a name)"), -1);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Leave out"));
  for (guint i = 0; fields[i] != NULL; i++)
    {
      gtk_string_list_append (names, field_label (self, fields[i]));
      if (g_strcmp0 (fields[i], field) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (field != NULL && garrison_header_map_get_confidence (map, column) < 0.6)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("A guess: please look"));
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_column), self);
  add (self, self->columns, row);
}

static void
fill_columns (GarrisonImportDialog *self)
{
  GarrisonHeaderMap *map = garrison_import_get_map (self->import);

  self->filling = TRUE;
  clear (self, self->columns);
  for (guint i = 0; i < garrison_header_map_get_n_columns (map); i++)
    add_column (self, map, i);
  self->filling = FALSE;
}

/* ---- what would come of it ---------------------------------------------------------------------- */

static void
add_figure (GarrisonImportDialog *self, const char *title, guint64 n)
{
  g_autofree char *text = figure (n);

  if (n > 0)
    add (self, self->outcome, line_new (title, NULL, text));
}

static void
fill_outcome (GarrisonImportDialog *self)
{
  const GarrisonImportReport *report = garrison_import_get_report (self->import);
  guint n_entries = garrison_import_get_n_entries (self->import);
  guint n_refusals = garrison_import_get_n_refusals (self->import);
  g_autofree char *rows = figure (report->n_rows), *created = figure (report->n_created);

  clear (self, self->outcome);
  add (self, self->outcome, line_new (_ ("Rows in the file"), NULL, rows));
  add (self, self->outcome, line_new (_ ("New records"), NULL, created));
  add_figure (self, _ ("There already"), report->n_duplicates);
  add_figure (self, _ ("Twice in the file"), report->n_duplicates_in_file);
  add_figure (self, _ ("Left out, with all reasons"), report->n_refused);
  for (guint i = 0; i < MIN (n_entries, MOST_LISTED); i++)
    {
      const GarrisonImportEntry *entry = garrison_import_get_entry (self->import, i);
      g_autofree char *title = g_strdup_printf (_ ("New entry “%s”"), entry->name);
      g_autofree char *n = figure (entry->n_rows);
      add (self, self->outcome, line_new (title, list_label (entry->list), n));
    }
  for (guint i = 0; i < MIN (n_refusals, MOST_LISTED); i++)
    {
      const GarrisonImportRefusal *refusal = garrison_import_get_refusal (self->import, i);
      g_autofree char *title = g_strdup_printf (_ ("Line %" PRIu64 " is left out"), refusal->line);
      add (self, self->outcome, line_new (title, refusal->reason, NULL));
    }
}

/* ---- questions ---------------------------------------------------------------------------------- */

static void
on_answer (GtkButton *button, GarrisonImportDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->busy)
    return;
  if (!garrison_import_answer (self->import, g_object_get_data (G_OBJECT (button), "answer"), &error))
    garrison_error_dialog_show (GTK_WINDOW (self), error);
  plan (self);
}

static GtkWidget *
answer_new (GarrisonImportDialog *self, const char *label, const GarrisonImportQuestion *question, const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "answer",
                          g_strdup_printf ("%s:%s=%s", question->field, question->value, target), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "small");
  g_signal_connect (button, "clicked", G_CALLBACK (on_answer), self);
  return button;
}

static void
fill_questions (GarrisonImportDialog *self)
{
  guint n = garrison_import_get_n_questions (self->import);

  clear (self, self->questions);
  gtk_widget_set_visible (GTK_WIDGET (self->questions), n > 0);
  for (guint i = 0; i < MIN (n, MOST_LISTED); i++)
    {
      const GarrisonImportQuestion *question = garrison_import_get_question (self->import, i);
      g_autofree char *title = *question->value != '\0'
                                 ? g_strdup_printf (_ ("%s “%s” is not known"), field_label (self, question->field),
                                                    question->value)
                                 : g_strdup_printf (_ ("%s is empty"), field_label (self, question->field));
      g_autofree char *subtitle = g_strdup_printf (
        ngettext ("%d row waits for an answer", "%d rows wait for an answer", (int) question->n_rows),
        (int) question->n_rows);
      GtkWidget *row = line_new (title, subtitle, NULL);
      if (question->suggestion != NULL)
        {
          g_autofree char *label = g_strdup_printf (_ ("Use “%s”"), question->suggestion);
          adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                     answer_new (self, label, question, question->suggestion));
        }
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), answer_new (self, _ ("Leave empty"), question, ""));
      add (self, self->questions, row);
    }
}

/* ---- work --------------------------------------------------------------------------------------- */

static void
on_worked_at (guint64 done, guint64 total, gpointer data)
{
  GarrisonImportDialog *self = data;

  g_atomic_int_set (&self->done, total > 0 ? (gint) (done * 1000 / total) : 0);
}

static gboolean
on_progress (gpointer data)
{
  GarrisonImportDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (&self->done) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
set_busy (GarrisonImportDialog *self, gboolean busy)
{
  self->busy = busy;
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_atomic_int_set (&self->done, 0);
  if (busy)
    self->progress_source = g_timeout_add (60, on_progress, self);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->questions), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kinds), !busy);
  gtk_widget_set_sensitive (self->start, !busy);
}

static void
set_trouble (GarrisonImportDialog *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? garrison_sentence_for_error (error) : NULL;

  gtk_label_set_label (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

static void
plan_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (garrison_import_plan (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonImportDialog *self = GARRISON_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  gboolean planned = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  set_trouble (self, error);
  gtk_widget_set_sensitive (self->start, planned && garrison_import_get_report (self->import)->n_created > 0);
  if (!planned)
    return;
  fill_outcome (self);
  fill_questions (self);
}

static void
run (GarrisonImportDialog *self, GTaskThreadFunc work, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, callback, NULL);

  set_busy (self, TRUE);
  g_task_set_task_data (task, g_object_ref (self->import), g_object_unref);
  g_task_run_in_thread (task, work);
}

static void
plan (GarrisonImportDialog *self)
{
  run (self, plan_in_thread, on_planned);
}

static void
commit_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GarrisonImportDialog *self = source;
  GError *error = NULL;

  /* The dialog lends its file, which does not change while this runs. */
  if (garrison_import_commit (data, self->refused, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer data)
{
  GarrisonImportDialog *self = GARRISON_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  const GarrisonImportReport *report;
  g_autofree char *created = NULL, *title = NULL, *description = NULL, *name = NULL, *left = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (self->stack == NULL)
    return;
  set_busy (self, FALSE);
  report = garrison_import_get_report (self->import);
  /* Where only the file of the refused rows could not be written, the import stands all the same. */
  if (error != NULL && report->act == 0)
    {
      set_trouble (self, error);
      return;
    }
  created = figure (report->n_created);
  left = figure (report->n_refused);
  name = g_file_get_basename (self->refused);
  title = g_strdup_printf (ngettext ("%s record imported", "%s records imported", report->n_created), created);
  if (error != NULL)
    description = garrison_sentence_for_error (error);
  else if (report->n_refused > 0)
    description = g_strdup_printf (
      ngettext ("%s row was left out; it is in the file “%s” with its reason, to be mended and imported again.",
                "%s rows were left out; they are in the file “%s” with their reasons, to be mended and imported again.",
                report->n_refused),
      left, name);
  adw_status_page_set_title (self->result, title);
  adw_status_page_set_description (self->result, description);
  gtk_widget_set_visible (self->undo, report->act > 0);
  gtk_widget_set_visible (self->start, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "result");
  if (report->act > 0)
    garrison_desktop_session_remember_act (garrison_window_get_session (self->window), report->act, title);
}

static void
on_start (GarrisonImportDialog *self)
{
  if (!self->busy)
    run (self, commit_in_thread, on_committed);
}

static void
on_undo (GarrisonImportDialog *self)
{
  garrison_window_undo (self->window, garrison_import_get_report (self->import)->act);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* ---- the file ----------------------------------------------------------------------------------- */

static double
fit_of (GarrisonImport *import)
{
  GarrisonHeaderMap *map = garrison_import_get_map (import);
  double fit = 0;

  for (guint i = 0; i < garrison_header_map_get_n_columns (map); i++)
    if (garrison_header_map_get_field (map, i) != NULL)
      fit += garrison_header_map_get_confidence (map, i);
  return fit;
}

static gboolean
open_kind (GarrisonImportDialog *self, GarrisonExchangeKind kind)
{
  g_autoptr (GError) error = NULL;
  GarrisonImport *import
    = garrison_import_new (garrison_window_get_directory (self->window), kind, self->file, NULL, &error);

  if (import == NULL)
    {
      set_trouble (self, error);
      gtk_widget_set_sensitive (self->start, FALSE);
      return FALSE;
    }
  g_set_object (&self->import, NULL);
  self->import = import;
  self->kind = kind;
  garrison_import_set_progress (import, on_worked_at, self);
  set_trouble (self, NULL);
  fill_columns (self);
  plan (self);
  return TRUE;
}

static GarrisonExchangeKind
guess_kind (GarrisonImportDialog *self)
{
  GarrisonExchangeKind best = GARRISON_EXCHANGE_CUSTOMERS;
  double most = 0;

  for (int kind = GARRISON_EXCHANGE_CUSTOMERS; kind <= GARRISON_EXCHANGE_ACTIVITIES; kind++)
    {
      g_autoptr (GarrisonImport) import
        = garrison_import_new (garrison_window_get_directory (self->window), kind, self->file, NULL, NULL);
      double fit = import != NULL ? fit_of (import) : 0;
      if (fit > most)
        {
          most = fit;
          best = kind;
        }
    }
  return best;
}

static void
on_kind (GarrisonImportDialog *self)
{
  if (!self->filling && !self->busy)
    open_kind (self, adw_combo_row_get_selected (self->kinds));
}

static void
garrison_import_dialog_dispose (GObject *object)
{
  GarrisonImportDialog *self = GARRISON_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  self->stack = NULL;
  g_ptr_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (garrison_import_dialog_parent_class)->dispose (object);
}

static void
garrison_import_dialog_finalize (GObject *object)
{
  GarrisonImportDialog *self = GARRISON_IMPORT_DIALOG (object);

  g_clear_object (&self->import);
  g_clear_object (&self->file);
  g_clear_object (&self->refused);
  g_clear_object (&self->window);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (garrison_import_dialog_parent_class)->finalize (object);
}

static void
garrison_import_dialog_class_init (GarrisonImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_import_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/garrisoncrm/Garrison/import-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GarrisonImportDialog, child)
  BIND (stack);
  BIND (start);
  BIND (kinds);
  BIND (columns);
  BIND (outcome);
  BIND (questions);
  BIND (progress);
  BIND (trouble);
  BIND (result);
  BIND (undo);
#undef BIND
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
garrison_import_dialog_init (GarrisonImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (KIND_LABELS); i++)
    gtk_string_list_append (names, _ (KIND_LABELS[i]));
  self->filling = TRUE;
  adw_combo_row_set_model (self->kinds, G_LIST_MODEL (names));
  self->filling = FALSE;
  g_signal_connect_object (self->kinds, "notify::selected", G_CALLBACK (on_kind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "clicked", G_CALLBACK (on_start), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
}

/* "customers.csv" → "customers (left out).csv" beside it. */
static GFile *
refused_file (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  char *dot = strrchr (name, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (name, dot - name) : g_strdup (name);
  g_autofree char *other = g_strdup_printf (_ ("%s (left out).csv"), stem);

  return g_file_get_child (folder, other);
}

void
garrison_import_dialog_show (GarrisonWindow *window, GFile *file)
{
  GarrisonImportDialog *self;
  g_autofree char *name = NULL, *title = NULL;
  GarrisonExchangeKind kind;

  g_return_if_fail (GARRISON_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  self = g_object_new (GARRISON_TYPE_IMPORT_DIALOG, "transient-for", window, NULL);
  self->window = g_object_ref (window);
  self->file = g_object_ref (file);
  self->refused = refused_file (file);
  name = g_file_get_basename (file);
  title = g_strdup_printf (_ ("Import %s"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  kind = guess_kind (self);
  self->filling = TRUE;
  adw_combo_row_set_selected (self->kinds, kind);
  self->filling = FALSE;
  open_kind (self, kind);
  gtk_window_present (GTK_WINDOW (self));
}

static void
on_chosen (GFile *file, gpointer window)
{
  garrison_import_dialog_show (window, file);
}

void
garrison_import_dialog_choose (GarrisonWindow *window)
{
  static const char *const patterns[] = { "*.csv", "*.CSV", "*.txt", "*.tsv", NULL };

  g_return_if_fail (GARRISON_IS_WINDOW (window));
  garrison_compat_open_file (GTK_WINDOW (window), _ ("Import"), _ ("Tables (CSV)"), patterns, on_chosen,
                             g_object_ref (window), g_object_unref);
}
