#include "desktop/import-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "desktop/compat.h"
#include "desktop/import-dialog-private.h"
#include "desktop/text-scale.h"

G_DEFINE_FINAL_TYPE (GarrisonImportDialog, garrison_import_dialog, ADW_TYPE_WINDOW)

static const char *const KIND_LABELS[] = {
  N_ ("Customers"), N_ ("Contacts"), N_ ("Deals"), N_ ("Products"), N_ ("People"), N_ ("Activities"),
};

/* ---- how the dialog looks meanwhile -------------------------------------------------------------- */

static void
on_worked_at (guint64 done, guint64 total, gpointer data)
{
  GarrisonImportDialog *self = data;

  g_atomic_int_set (&self->done, total > 0 ? (gint) (done * 1000 / total) : -1);
}

static gboolean
on_progress (gpointer data)
{
  GarrisonImportDialog *self = data;
  gint done = g_atomic_int_get (&self->done);

  if (done < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, done / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
set_busy (GarrisonImportDialog *self, gboolean busy)
{
  self->busy = busy;
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_atomic_int_set (&self->done, -1);
  if (busy)
    self->progress_source = g_timeout_add (60, on_progress, self);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->questions), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kinds), !busy && self->head != NULL);
  gtk_widget_set_sensitive (self->start, !busy);
}

static char *
sentence_of (GarrisonImportDialog *self, const GError *error)
{
  const char *lacking = self->import != NULL ? garrison_import_dialog_find_lacking (self) : NULL;

  if (error->domain == GARRISON_ERROR && error->code == GARRISON_ERROR_INVALID && lacking != NULL)
    return g_strdup_printf (_ ("No column stands for “%s”. Choose one below."), lacking);
  /* The reader says more of a file (which line, which byte) than its kind of error. */
  if (error->domain == GARRISON_ERROR
      && (error->code == GARRISON_ERROR_INVALID || error->code == GARRISON_ERROR_UNREADABLE
          || error->code == GARRISON_ERROR_TOO_LARGE))
    return g_strdup (error->message);
  return garrison_sentence_for_error (error);
}

static void
set_trouble (GarrisonImportDialog *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? sentence_of (self, error) : NULL;

  gtk_label_set_label (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

/* ---- work, on a thread of its own ---------------------------------------------------------------- */

/* What the thread needs. The dialog is not among it: the callback keeps that, so that it is let go on
 * the main thread; a file that never answers keeps its thread waiting, and nobody else. */
typedef struct
{
  GFile *file; /* to be looked at, or for the rows left out */
  GarrisonImport *import;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->file);
  g_clear_object (&work->import);
  g_free (work);
}

static void
run (GarrisonImportDialog *self, GFile *file, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, callback, g_object_ref (self));
  Work *work = g_new0 (Work, 1);

  set_busy (self, TRUE);
  g_set_object (&work->file, file);
  g_set_object (&work->import, self->import);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, func);
}

static void
return_boolean (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
plan_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  gboolean done = garrison_import_plan (work->import, cancellable, &error);

  return_boolean (task, done, error);
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean planned = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->closed)
    return;
  set_busy (self, FALSE);
  set_trouble (self, error);
  gtk_widget_set_sensitive (self->start, planned && garrison_import_get_report (self->import)->n_created > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), planned);
  if (!planned)
    return;
  garrison_import_dialog_fill_outcome (self);
  garrison_import_dialog_fill_questions (self);
}

void
garrison_import_dialog_plan (GarrisonImportDialog *self)
{
  run (self, NULL, plan_in_thread, on_planned);
}

/* ---- the import itself --------------------------------------------------------------------------- */

static void
commit_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  gboolean done = garrison_import_commit (work->import, work->file, cancellable, &error);

  return_boolean (task, done, error);
}

/* Closed while it ran: what became of it is told in the window, if that still stands. */
static void
tell_in_window (GarrisonImportDialog *self, const char *title, const GError *error)
{
  gint64 act = garrison_import_get_report (self->import)->act;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->window)))
    error = NULL;
  if (act > 0)
    garrison_window_toast_act (self->window, title, act);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    garrison_window_toast (self->window, _ ("The import was stopped; nothing was changed"));
  else if (error != NULL)
    garrison_window_show_error (self->window, error);
  g_clear_object (&self->window);
}

static char *
describe_left_out (GarrisonImportDialog *self)
{
  guint64 n = garrison_import_get_report (self->import)->n_refused;
  g_autofree char *left = garrison_import_dialog_figure (n);
  g_autofree char *name = g_file_get_basename (self->refused);

  if (n == 0)
    return NULL;
  return g_strdup_printf (
    ngettext ("%s row was left out; it is in the file “%s” with its reason, to be mended and imported again.",
              "%s rows were left out; they are in the file “%s” with their reasons, to be mended and imported again.",
              n),
    left, name);
}

static void
on_committed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  const GarrisonImportReport *report;
  g_autofree char *created = NULL, *title = NULL, *description = NULL, *escaped = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->committing = FALSE;
  report = garrison_import_get_report (self->import);
  created = garrison_import_dialog_figure (report->n_created);
  title = g_strdup_printf (ngettext ("%s record imported", "%s records imported", report->n_created), created);
  if (self->closed)
    {
      tell_in_window (self, title, error);
      return;
    }
  set_busy (self, FALSE);
  /* Where only the file of the refused rows could not be written, the import stands all the same. */
  if (error != NULL && report->act == 0)
    {
      set_trouble (self, error);
      return;
    }
  description = error != NULL ? garrison_sentence_for_error (error) : describe_left_out (self);
  adw_status_page_set_title (self->result, title);
  escaped = description != NULL ? g_markup_escape_text (description, -1) : NULL;
  adw_status_page_set_description (self->result, escaped);
  gtk_widget_set_visible (self->undo, report->act > 0);
  gtk_widget_set_visible (self->start, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "result");
  if (report->act > 0)
    garrison_desktop_session_remember_act (garrison_window_get_session (self->window), report->act, title);
}

static void
on_start (GarrisonImportDialog *self)
{
  if (self->busy || self->import == NULL)
    return;
  self->committing = TRUE;
  run (self, self->refused, commit_in_thread, on_committed);
}

static void
on_undo (GarrisonImportDialog *self)
{
  if (self->window == NULL)
    return;
  garrison_window_undo (self->window, garrison_import_get_report (self->import)->act);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* ---- the file ------------------------------------------------------------------------------------ */

static void
open_kind (GarrisonImportDialog *self, GarrisonExchangeKind kind)
{
  g_clear_object (&self->import);
  self->kind = kind;
  self->import = garrison_import_new_for_head (garrison_window_get_directory (self->window), kind, self->head);
  garrison_import_set_progress (self->import, on_worked_at, self);
  set_trouble (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->columns), TRUE);
  garrison_import_dialog_fill_columns (self);
  garrison_import_dialog_plan (self);
}

static void
on_kind (GarrisonImportDialog *self)
{
  if (!self->filling && !self->busy && self->head != NULL)
    open_kind (self, adw_combo_row_get_selected (self->kinds));
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  GarrisonImportHead *head = garrison_import_head_read (work->file, NULL, cancellable, &error);

  if (head != NULL)
    g_task_return_pointer (task, head, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonImportHead) head = g_task_propagate_pointer (G_TASK (result), &error);
  GarrisonExchangeKind kind;

  if (self->closed)
    return;
  set_busy (self, FALSE);
  if (head == NULL)
    {
      set_trouble (self, error);
      gtk_widget_set_sensitive (self->start, FALSE);
      return;
    }
  self->head = g_steal_pointer (&head);
  kind = garrison_import_head_guess_kind (self->head);
  self->filling = TRUE;
  adw_combo_row_set_selected (self->kinds, kind);
  self->filling = FALSE;
  open_kind (self, kind);
}

/* Closed, however that came about. What is under way holds the dialog, so that it is not disposed of
 * before it is told to stop. */
static void
garrison_import_dialog_unmap (GtkWidget *widget)
{
  GarrisonImportDialog *self = GARRISON_IMPORT_DIALOG (widget);

  self->closed = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (!self->committing)
    g_clear_object (&self->window);
  GTK_WIDGET_CLASS (garrison_import_dialog_parent_class)->unmap (widget);
}

static void
garrison_import_dialog_dispose (GObject *object)
{
  GarrisonImportDialog *self = GARRISON_IMPORT_DIALOG (object);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_ptr_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (garrison_import_dialog_parent_class)->dispose (object);
}

static void
garrison_import_dialog_finalize (GObject *object)
{
  GarrisonImportDialog *self = GARRISON_IMPORT_DIALOG (object);

  g_clear_object (&self->import);
  g_clear_object (&self->head);
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
  widget_class->unmap = garrison_import_dialog_unmap;
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
  garrison_text_scale_window (GTK_WINDOW (self));
  for (guint i = 0; i < G_N_ELEMENTS (KIND_LABELS); i++)
    gtk_string_list_append (names, _ (KIND_LABELS[i]));
  self->filling = TRUE;
  adw_combo_row_set_model (self->kinds, G_LIST_MODEL (names));
  self->filling = FALSE;
  g_signal_connect_object (self->kinds, "notify::selected", G_CALLBACK (on_kind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "clicked", G_CALLBACK (on_start), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
}

/* "customers.csv" → "customers (left out).csv" beside it; NULL for the topmost folder, which is no file. */
static GFile *
refused_file (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  char *dot = strrchr (name, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (name, dot - name) : g_strdup (name);
  g_autofree char *other = g_strdup_printf (_ ("%s (left out).csv"), stem);

  return folder != NULL ? g_file_get_child (folder, other) : NULL;
}

void
garrison_import_dialog_show (GarrisonWindow *window, GFile *file)
{
  GarrisonImportDialog *self;
  g_autofree char *name = NULL, *shown = NULL, *title = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  self = g_object_new (GARRISON_TYPE_IMPORT_DIALOG, "transient-for", window, NULL);
  self->window = g_object_ref (window);
  /* "destroy-with-parent" would wait for the window to be disposed of, and the dialog holds it. */
  g_signal_connect_object (window, "unmap", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  self->file = g_object_ref (file);
  self->refused = refused_file (file);
  name = g_file_get_basename (file);
  shown = g_filename_display_name (name);
  title = g_strdup_printf (_ ("Import %s"), shown);
  gtk_window_set_title (GTK_WINDOW (self), title);
  run (self, file, look_in_thread, on_looked);
  gtk_window_present (GTK_WINDOW (self));
}

gboolean
garrison_import_dialog_is_allowed (GarrisonWindow *window)
{
  g_return_val_if_fail (GARRISON_IS_WINDOW (window), FALSE);

  return garrison_store_get_scope (garrison_window_get_store (window), "import.customers") != NULL;
}

/* By its name alone: to look into it might take long. */
static gboolean
is_table (const char *name)
{
  static const char *const endings[] = { ".csv", ".tsv", ".tab", ".txt" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

gboolean
garrison_import_dialog_offer (GarrisonWindow *window, GFile *file)
{
  g_autofree char *name = NULL, *shown = NULL, *sentence = NULL;

  g_return_val_if_fail (GARRISON_IS_WINDOW (window), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  shown = g_filename_display_name (name != NULL ? name : "");
  if (!garrison_import_dialog_is_allowed (window))
    sentence = g_strdup (_ ("You may not import. Ask who sets the rights of your role."));
  else if (!is_table (shown))
    sentence = g_strdup_printf (_ ("“%s” is no table that can be imported. Save it as CSV or TSV."), shown);
  if (sentence != NULL)
    garrison_window_toast (window, sentence);
  else
    garrison_import_dialog_show (window, file);
  return sentence == NULL;
}

static void
on_chosen (GFile *file, gpointer window)
{
  garrison_import_dialog_show (window, file);
}

void
garrison_import_dialog_choose (GarrisonWindow *window)
{
  static const char *const patterns[] = { "*.csv", "*.CSV", "*.txt", "*.tsv", "*.tab", NULL };

  g_return_if_fail (GARRISON_IS_WINDOW (window));
  garrison_compat_open_file (GTK_WINDOW (window), _ ("Import"), _ ("Tables (CSV)"), patterns, on_chosen,
                             g_object_ref (window), g_object_unref);
}
