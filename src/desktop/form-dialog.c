#include "desktop/form-dialog.h"

#include <glib/gi18n-lib.h>

#include "desktop/error-dialog.h"
#include "desktop/text-scale.h"
#include "desktop/wish.h"

struct _GarrisonFormDialog
{
  AdwWindow parent_instance;
  GarrisonWindow *window;
  char *act;
  char *sentence;
  GarrisonFormWork work; /* (nullable): instead of the act */
  GarrisonFormCheck check;
  GHashTable *extra; /* argument → boxed gint64 */
  GHashTable *texts; /* argument → text */
  char *ids_arg;     /* (nullable) */
  GArray *ids;
  GarrisonForm *form;
  GtkWidget *mistake_box;
  GtkLabel *mistake;
  GtkWidget *remedies[2];
  GtkWidget *save;
  GtkWidget *busy;
  char *lost; /* (nullable): the wish that a lost connection left open */
  gboolean done;
  char *verb;
  GArray *links; /* of Link */
};

typedef struct
{
  const char *signal;
  GCallback callback;
} Link;

struct _GarrisonFormDialogKept
{
  char *title, *verb, *act, *sentence;
  GarrisonFormWork work;
  GarrisonFormCheck check;
  GHashTable *extra, *texts;
  char *ids_arg; /* (nullable) */
  GArray *ids;   /* (nullable) */
  GArray *links;
  GarrisonFormKept *form;
  gboolean destructive;
  int width, height;
};

G_DEFINE_FINAL_TYPE (GarrisonFormDialog, garrison_form_dialog, ADW_TYPE_WINDOW)

enum
{
  REFUSED,
  DONE,
  REMEDY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_remedy (GtkWidget *button, const char *verb)
{
  gtk_widget_set_visible (button, verb != NULL);
  if (verb != NULL)
    gtk_button_set_label (GTK_BUTTON (button), verb);
}

void
garrison_form_dialog_show_mistake (GarrisonFormDialog *self, const char *sentence, const char *first,
                                   const char *second)
{
  g_return_if_fail (GARRISON_IS_FORM_DIALOG (self));

  gtk_label_set_label (self->mistake, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->mistake_box, sentence != NULL);
  set_remedy (self->remedies[0], first);
  set_remedy (self->remedies[1], second);
}

static void
finish (GarrisonFormDialog *self, GarrisonActResult *result)
{
  g_signal_emit (self, signals[DONE], 0, result);
  self->done = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
set_busy (GarrisonFormDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->save, !busy);
  gtk_widget_set_visible (self->busy, busy && self->work != NULL);
}

static void
tell (GarrisonFormDialog *self, const GError *error)
{
  g_autofree char *sentence = NULL;
  gboolean shown = FALSE;

  g_signal_emit (self, signals[REFUSED], 0, error, &shown);
  if (!shown)
    {
      sentence = garrison_sentence_for_error (error);
      garrison_form_dialog_show_mistake (self, sentence, NULL, NULL);
    }
}

static gboolean
on_acted (GarrisonWindow *window, GarrisonActResult *result, const GError *error, gpointer data)
{
  GarrisonFormDialog *self = data;

  set_busy (self, FALSE);
  if (result != NULL)
    finish (self, result);
  else
    tell (self, error);
  return TRUE;
}

/* What the thread needs: it must not be the one that lets the dialog go. */
typedef struct
{
  GarrisonFormWork work;
  GarrisonStore *store;
  GarrisonArgs *args;
  char *wish;
  GarrisonErrand *errand;
  GarrisonErrand *before; /* (nullable): of another wish, which holds no more */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  garrison_args_unref (job->args);
  g_free (job->wish);
  garrison_errand_unref (job->errand);
  g_clear_pointer (&job->before, garrison_errand_unref);
  g_free (job);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GArray *acts = NULL;

  if (job->before == NULL
      || (garrison_errand_settle (job->before, job->store, NULL, &error)
          && garrison_errand_take_back (job->before, job->store, &error)))
    {
      g_clear_pointer (&job->before, garrison_errand_unref);
      acts = job->work (job->store, job->args, job->errand, &error);
    }
  if (acts == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, acts, (GDestroyNotify) g_array_unref);
}

/* What a lost connection left open is remembered, also without this dialog. */
static void
keep_errand (GarrisonFormDialog *self, Job *job, const GError *error)
{
  GarrisonDesktopSession *session = self->window != NULL ? garrison_window_get_session (self->window) : NULL;

  if (session == NULL)
    return;
  if (job->before != NULL)
    garrison_desktop_session_keep_errand (session, self->lost, job->before);
  else
    g_clear_pointer (&self->lost, g_free);
  if (job->before != NULL || !garrison_errand_may_be_done (error))
    return;
  garrison_desktop_session_keep_errand (session, job->wish, job->errand);
  self->lost = g_strdup (job->wish);
}

static void
on_worked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonFormDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) acts = g_task_propagate_pointer (G_TASK (result), &error);

  keep_errand (self, g_task_get_task_data (G_TASK (result)), error);
  /* It was closed meanwhile, or its window was. */
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || !gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  set_busy (self, FALSE);
  if (acts == NULL)
    {
      tell (self, error);
      return;
    }
  if (self->sentence != NULL && acts->len > 0)
    garrison_window_toast_acts (self->window, self->sentence, (const gint64 *) acts->data, acts->len);
  else if (self->sentence != NULL)
    garrison_window_toast (self->window, self->sentence);
  finish (self, NULL);
}

static void
run_work (GarrisonFormDialog *self, GarrisonArgs *args)
{
  const char *mistake = self->check != NULL ? self->check (args) : NULL;
  GarrisonDesktopSession *session = garrison_window_get_session (self->window);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (mistake != NULL)
    {
      garrison_form_dialog_show_mistake (self, mistake, NULL, NULL);
      return;
    }
  job = g_new0 (Job, 1);
  job->work = self->work;
  job->store = g_object_ref (garrison_window_get_store (self->window));
  job->args = garrison_args_ref (args);
  job->wish = garrison_wish_text (self->act, args);
  job->errand = garrison_desktop_session_take_errand (session, job->wish);
  if (self->lost != NULL && !g_str_equal (self->lost, job->wish))
    job->before = garrison_desktop_session_take_errand (session, self->lost);
  set_busy (self, TRUE);
  task = g_task_new (NULL, NULL, on_worked, g_object_ref (self));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, work_in_thread);
}

void
garrison_form_dialog_submit (GarrisonFormDialog *self)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autofree char *mistake = NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_return_if_fail (GARRISON_IS_FORM_DIALOG (self));

  if (!gtk_widget_get_sensitive (self->save))
    return;
  if (!garrison_form_read (self->form, args, &mistake))
    {
      garrison_form_dialog_show_mistake (self, mistake, NULL, NULL);
      return;
    }
  g_hash_table_iter_init (&iter, self->extra);
  while (g_hash_table_iter_next (&iter, &key, &value))
    garrison_args_set_int (args, key, *(gint64 *) value);
  g_hash_table_iter_init (&iter, self->texts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    garrison_args_set_text (args, key, value);
  if (self->ids_arg != NULL)
    garrison_args_set_ids (args, self->ids_arg, (const gint64 *) self->ids->data, self->ids->len);
  garrison_form_dialog_show_mistake (self, NULL, NULL, NULL);
  if (self->work != NULL)
    {
      run_work (self, args);
      return;
    }
  set_busy (self, TRUE);
  garrison_window_act (self->window, self->act, args, self->sentence, on_acted, g_object_ref (self),
                       g_object_unref);
}

static void
on_discard (gpointer data)
{
  GarrisonFormDialog *self = data;

  self->done = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
garrison_form_dialog_close_request (GtkWindow *window)
{
  GarrisonFormDialog *self = GARRISON_FORM_DIALOG (window);

  if (self->done || !garrison_form_is_changed (self->form))
    return GTK_WINDOW_CLASS (garrison_form_dialog_parent_class)->close_request (window);
  garrison_confirm (window, _ ("Discard what you typed?"), _ ("It has not been saved."), _ ("_Discard"), TRUE,
                    on_discard, g_object_ref (self), g_object_unref);
  return TRUE;
}

static void
on_remedy (GarrisonFormDialog *self, GtkWidget *button)
{
  g_signal_emit (self, signals[REMEDY], 0, button == self->remedies[0] ? 1 : 2);
}

static void
garrison_form_dialog_dispose (GObject *object)
{
  GarrisonFormDialog *self = GARRISON_FORM_DIALOG (object);

  g_clear_object (&self->window);
  G_OBJECT_CLASS (garrison_form_dialog_parent_class)->dispose (object);
}

static void
garrison_form_dialog_finalize (GObject *object)
{
  GarrisonFormDialog *self = GARRISON_FORM_DIALOG (object);

  g_free (self->act);
  g_free (self->sentence);
  g_hash_table_unref (self->extra);
  g_hash_table_unref (self->texts);
  g_free (self->ids_arg);
  g_free (self->lost);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->verb);
  g_array_unref (self->links);
  G_OBJECT_CLASS (garrison_form_dialog_parent_class)->finalize (object);
}

static void
garrison_form_dialog_class_init (GarrisonFormDialogClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = garrison_form_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrison_form_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = garrison_form_dialog_close_request;
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                                   NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_ERROR);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                GARRISON_TYPE_ACT_RESULT);
  signals[REMEDY]
    = g_signal_new ("remedy", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
garrison_form_dialog_init (GarrisonFormDialog *self)
{
  self->extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
}

static GtkWidget *
mistake_new (GarrisonFormDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->mistake = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->mistake));
  for (guint i = 0; i < G_N_ELEMENTS (self->remedies); i++)
    {
      GtkWidget *button = self->remedies[i] = gtk_button_new ();
      gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_remedy), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "notice");
  gtk_widget_add_css_class (box, "error");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static GtkWidget *
header_new (GarrisonFormDialog *self, const char *verb)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("_Cancel"));

  gtk_button_set_use_underline (GTK_BUTTON (cancel), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->save = gtk_button_new_with_label (verb);
  gtk_button_set_use_underline (GTK_BUTTON (self->save), TRUE);
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (garrison_form_dialog_submit), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  self->busy = g_object_new (GTK_TYPE_SPINNER, "spinning", TRUE, "visible", FALSE, NULL);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->busy);
  return bar;
}

GarrisonFormDialog *
garrison_form_dialog_new (GarrisonWindow *parent, const char *title, const char *verb, const char *act,
                          const char *sentence)
{
  GarrisonFormDialog *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_return_val_if_fail (GARRISON_IS_WINDOW (parent), NULL);

  self = g_object_new (GARRISON_TYPE_FORM_DIALOG, "title", title, "transient-for", parent, "modal", TRUE,
                       "default-width", 480, "default-height", 600, NULL);
  garrison_text_scale_window (GTK_WINDOW (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "garrison");
  self->window = g_object_ref (parent);
  self->act = g_strdup (act);
  self->sentence = g_strdup (sentence);
  self->verb = g_strdup (verb);
  self->form = GARRISON_FORM (garrison_form_new (garrison_window_get_directory (parent)));
  self->mistake_box = mistake_new (self);
  g_signal_connect_object (self->form, "submitted", G_CALLBACK (garrison_form_dialog_submit), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), header_new (self, verb));
  gtk_box_append (GTK_BOX (box), self->mistake_box);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  adw_window_set_content (ADW_WINDOW (self), box);
  return self;
}

void
garrison_form_dialog_set_work (GarrisonFormDialog *self, GarrisonFormWork work, GarrisonFormCheck check)
{
  g_return_if_fail (GARRISON_IS_FORM_DIALOG (self) && work != NULL);

  self->work = work;
  self->check = check;
}

void
garrison_form_dialog_set_destructive (GarrisonFormDialog *self)
{
  g_return_if_fail (GARRISON_IS_FORM_DIALOG (self));

  gtk_widget_remove_css_class (self->save, "suggested-action");
  gtk_widget_add_css_class (self->save, "destructive-action");
}

GarrisonForm *
garrison_form_dialog_get_form (GarrisonFormDialog *self)
{
  g_return_val_if_fail (GARRISON_IS_FORM_DIALOG (self), NULL);
  return self->form;
}

GarrisonWindow *
garrison_form_dialog_get_window (GarrisonFormDialog *self)
{
  g_return_val_if_fail (GARRISON_IS_FORM_DIALOG (self), NULL);
  return self->window;
}

void
garrison_form_dialog_set_int (GarrisonFormDialog *self, const char *arg, gint64 value)
{
  g_return_if_fail (GARRISON_IS_FORM_DIALOG (self));
  g_hash_table_replace (self->extra, g_strdup (arg), g_memdup2 (&value, sizeof value));
}

void
garrison_form_dialog_set_text (GarrisonFormDialog *self, const char *arg, const char *value)
{
  g_return_if_fail (GARRISON_IS_FORM_DIALOG (self) && value != NULL);
  g_hash_table_replace (self->texts, g_strdup (arg), g_strdup (value));
}

void
garrison_form_dialog_set_ids (GarrisonFormDialog *self, const char *arg, const gint64 *ids, gsize n_ids)
{
  g_return_if_fail (GARRISON_IS_FORM_DIALOG (self));

  g_free (self->ids_arg);
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids_arg = g_strdup (arg);
  self->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_ids);
  g_array_append_vals (self->ids, ids, (guint) n_ids);
}

void
garrison_form_dialog_connect (GarrisonFormDialog *self, const char *signal, GCallback callback)
{
  const Link link = { signal, callback };

  g_return_if_fail (GARRISON_IS_FORM_DIALOG (self) && signal != NULL && callback != NULL);

  g_signal_connect (self, signal, callback, NULL);
  g_array_append_val (self->links, link);
}

/* ---- while the person is away ------------------------------------------------------------------- */

GarrisonFormDialogKept *
garrison_form_dialog_keep (GarrisonFormDialog *self)
{
  GarrisonFormKept *form;
  GarrisonFormDialogKept *kept;

  g_return_val_if_fail (GARRISON_IS_FORM_DIALOG (self), NULL);

  form = garrison_form_keep (self->form);
  if (form == NULL)
    return NULL;
  kept = g_new0 (GarrisonFormDialogKept, 1);
  kept->form = form;
  kept->title = g_strdup (gtk_window_get_title (GTK_WINDOW (self)));
  kept->verb = g_strdup (self->verb);
  kept->act = g_strdup (self->act);
  kept->sentence = g_strdup (self->sentence);
  kept->work = self->work;
  kept->check = self->check;
  kept->extra = g_hash_table_ref (self->extra);
  kept->texts = g_hash_table_ref (self->texts);
  kept->ids_arg = g_strdup (self->ids_arg);
  kept->ids = self->ids != NULL ? g_array_ref (self->ids) : NULL;
  kept->links = g_array_ref (self->links);
  kept->destructive = gtk_widget_has_css_class (self->save, "destructive-action");
  gtk_window_get_default_size (GTK_WINDOW (self), &kept->width, &kept->height);
  return kept;
}

static void
take_arguments (GarrisonFormDialog *self, GarrisonFormDialogKept *kept)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, kept->extra);
  while (g_hash_table_iter_next (&iter, &key, &value))
    garrison_form_dialog_set_int (self, key, *(gint64 *) value);
  g_hash_table_iter_init (&iter, kept->texts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    garrison_form_dialog_set_text (self, key, value);
  if (kept->ids_arg != NULL)
    garrison_form_dialog_set_ids (self, kept->ids_arg, (const gint64 *) (gpointer) kept->ids->data, kept->ids->len);
  for (guint i = 0; i < kept->links->len; i++)
    {
      const Link *link = &g_array_index (kept->links, Link, i);
      garrison_form_dialog_connect (self, link->signal, link->callback);
    }
}

GarrisonFormDialog *
garrison_form_dialog_bring_back (GarrisonWindow *window, GarrisonFormDialogKept *kept)
{
  GarrisonFormDialog *self;

  g_return_val_if_fail (GARRISON_IS_WINDOW (window) && kept != NULL, NULL);

  self = garrison_form_dialog_new (window, kept->title, kept->verb, kept->act, kept->sentence);
  if (kept->work != NULL)
    garrison_form_dialog_set_work (self, kept->work, kept->check);
  if (kept->destructive)
    garrison_form_dialog_set_destructive (self);
  garrison_form_bring_back (self->form, kept->form);
  take_arguments (self, kept);
  gtk_window_set_default_size (GTK_WINDOW (self), kept->width, kept->height);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
garrison_form_dialog_kept_free (GarrisonFormDialogKept *kept)
{
  g_return_if_fail (kept != NULL);

  g_free (kept->title);
  g_free (kept->verb);
  g_free (kept->act);
  g_free (kept->sentence);
  g_hash_table_unref (kept->extra);
  g_hash_table_unref (kept->texts);
  g_free (kept->ids_arg);
  g_clear_pointer (&kept->ids, g_array_unref);
  g_array_unref (kept->links);
  garrison_form_kept_free (kept->form);
  g_free (kept);
}
