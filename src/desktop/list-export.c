#include "desktop/list-export.h"

#include <glib/gi18n-lib.h>

#include "desktop/compat.h"
#include "desktop/customer-columns.h"
#include "desktop/gate.h"
#include "desktop/gate-copy.h"
#include "exchange/customer-export.h"
#include "exchange/formula.h"
#include "model/customer-sheet.h"

/* So long the writing may take before anything is shown of it, in milliseconds. */
#define SHOW_AFTER 400
#define TICK 100

typedef struct
{
  gatomicrefcount refs;
  GarrisonWindow *window;
  GarrisonStore *store;
  GArray *ids;
  GPtrArray *keys, *titles; /* NULL-terminated */
  char *what;
  GFile *file;
  GarrisonPermit *permit;
  GCancellable *cancellable;
  guint done; /* rows, atomic */
  guint written;
  GtkWidget *dialog; /* weak */
  GtkWidget *bar;    /* lives as long as the dialog */
  guint ticks, tick_source;
} Export;

static Export *
export_ref (Export *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
export_unref (gpointer data)
{
  Export *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_object (&self->window);
  g_object_unref (self->store);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->titles);
  g_free (self->what);
  g_clear_object (&self->file);
  g_clear_pointer (&self->permit, garrison_permit_unref);
  g_object_unref (self->cancellable);
  g_clear_weak_pointer (&self->dialog);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_unref)

static void
add_column (Export *self, const char *key, const char *title)
{
  g_ptr_array_add (self->keys, g_strdup (key));
  g_ptr_array_add (self->titles, g_strdup (title));
}

/* The level stands within the cell of the name. */
static void
take_columns (Export *self, GarrisonCustomerTable *table)
{
  guint n;
  const GarrisonColumnKind *kinds = garrison_column_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      if (!garrison_customer_table_has_column (table, &kinds[i]))
        continue;
      add_column (self, kinds[i].key, _ (kinds[i].title));
      if (kinds[i].cell == GARRISON_CELL_NAME)
        add_column (self, "level", _ ("Level"));
    }
}

static Export *
export_new (GarrisonWindow *window, GarrisonCustomerTable *table, const char *what)
{
  Export *self = g_new0 (Export, 1);

  g_atomic_ref_count_init (&self->refs);
  self->window = g_object_ref (window);
  self->store = g_object_ref (garrison_window_get_store (window));
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->what = g_strdup (what != NULL ? what : "");
  self->cancellable = g_cancellable_new ();
  take_columns (self, table);
  g_ptr_array_add (self->keys, NULL);
  g_ptr_array_add (self->titles, NULL);
  return self;
}

/* ---- progress ----------------------------------------------------------------------------------- */

static void
show_dialog (Export *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->window), _ ("Exporting the list"), NULL);

  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Rows written"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), self->bar);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (g_cancellable_cancel), self->cancellable, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->dialog, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
on_tick (gpointer data)
{
  Export *self = data;

  if (++self->ticks == SHOW_AFTER / TICK && gtk_widget_get_mapped (GTK_WIDGET (self->window)))
    show_dialog (self);
  if (self->dialog != NULL)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                   (double) g_atomic_int_get ((gint *) &self->done) / MAX (self->ids->len, 1));
  return G_SOURCE_CONTINUE;
}

static void
on_progress (guint done, guint n, gpointer data)
{
  g_atomic_int_set ((gint *) &((Export *) data)->done, (gint) done);
}

/* ---- writing ------------------------------------------------------------------------------------ */

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *self = data;
  GError *error = NULL;

  if (garrison_customer_export_write_file (self->store, self->permit, (const gint64 *) (gpointer) self->ids->data,
                                           self->ids->len, (const char *const *) self->keys->pdata,
                                           (const char *const *) self->titles->pdata, self->file, on_progress, self,
                                           cancellable, &self->written, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GarrisonWindow) window = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (self->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  g_clear_weak_pointer (&self->dialog);
  /* What is left of it may end on the other thread, where no window may. */
  window = g_steal_pointer (&self->window);
  if (gtk_widget_in_destruction (GTK_WIDGET (window)) || !gtk_widget_get_realized (GTK_WIDGET (window)))
    return;
  if (done)
    {
      g_autofree char *text
        = g_strdup_printf (ngettext ("%u customer exported", "%u customers exported", self->written), self->written);
      garrison_window_toast (window, text);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    garrison_window_toast (window, _ ("Not exported: stopped"));
  else
    garrison_window_show_error (window, error);
}

static void
on_let_out (GarrisonWindow *window, GarrisonPermit *permit, gpointer data)
{
  Export *self = data;
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_written, NULL);

  self->permit = garrison_permit_ref (permit);
  g_task_set_source_tag (task, on_let_out);
  g_task_set_task_data (task, export_ref (self), export_unref);
  self->tick_source = g_timeout_add (TICK, on_tick, self);
  g_task_run_in_thread (task, write_thread);
}

static void
on_chosen (GFile *file, gpointer data)
{
  Export *self = data;

  g_set_object (&self->file, file);
  garrison_desktop_gate_ask (self->window, "csv", self->what, self->ids->len, on_let_out, export_ref (self), export_unref);
}

static Export *
export_list (GarrisonWindow *window, GarrisonCustomerList *list, GarrisonCustomerTable *table)
{
  Export *self = export_new (window, table, garrison_customer_list_get_question (list));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  g_array_set_size (self->ids, n);
  for (guint i = 0; i < n; i++)
    g_array_index (self->ids, gint64, i) = garrison_customer_list_get_id (list, i);
  return self;
}

void
garrison_list_export_save (GarrisonWindow *window, GarrisonCustomerList *list, GarrisonCustomerTable *table, const char *title)
{
  g_autofree char *stem = NULL, *name = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && GARRISON_IS_CUSTOMER_LIST (list));
  g_return_if_fail (GARRISON_IS_CUSTOMER_TABLE (table));

  if (garrison_customer_list_is_busy (list))
    {
      garrison_window_toast (window, _ ("The list is still being read. Try again in a moment"));
      return;
    }
  stem = g_strdelimit (g_strdup (title != NULL && *title != '\0' ? title : _ ("Customers")), "/\\:*?\"<>|\n", '-');
  name = g_strdup_printf ("%s.csv", stem);
  garrison_compat_save_file (GTK_WINDOW (window), _ ("Export the list"), name, on_chosen, export_list (window, list, table),
                             export_unref);
}

/* ---- one row ------------------------------------------------------------------------------------ */

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *self = data;
  GError *error = NULL;
  g_autoptr (GarrisonCustomerSheet) sheet
    = garrison_customer_sheet_read (self->store, (const gint64 *) (gpointer) self->ids->data, 1, cancellable, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  guint row;

  if (sheet == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (garrison_customer_sheet_find (sheet, g_array_index (self->ids, gint64, 0), &row))
    for (guint i = 0; self->keys->pdata[i] != NULL; i++)
      {
        g_autofree char *cell = garrison_customer_sheet_get_cell (sheet, row, self->keys->pdata[i]);

        g_autofree char *guarded = garrison_formula_guard (g_strdelimit (cell, "\t\r\n", ' '));

        g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", guarded);
      }
  g_task_return_pointer (task, g_string_free (g_steal_pointer (&text), FALSE), g_free);
}

static void
on_row_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *what = g_strdup_printf ("customer %" G_GINT64_FORMAT, g_array_index (self->ids, gint64, 0));
  g_autoptr (GarrisonWindow) window = g_steal_pointer (&self->window);

  if (gtk_widget_in_destruction (GTK_WIDGET (window)) || !gtk_widget_get_realized (GTK_WIDGET (window)))
    return;
  if (text == NULL)
    garrison_window_show_error (window, error);
  else if (*text != '\0')
    garrison_desktop_copy (window, text, what,
                           self->written > 1 ? _ ("One customer copied: one record at a time") : _ ("Customer copied"));
}

void
garrison_list_export_copy (GarrisonWindow *window, GarrisonCustomerTable *table)
{
  gint64 customer;
  Export *self;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && GARRISON_IS_CUSTOMER_TABLE (table));

  customer = garrison_customer_table_get_current (table);
  if (customer == 0)
    return;
  self = export_new (window, table, NULL);
  g_array_append_val (self->ids, customer);
  self->written = garrison_customer_table_get_n_selected (table);
  task = g_task_new (NULL, self->cancellable, on_row_read, NULL);
  g_task_set_source_tag (task, garrison_list_export_copy);
  g_task_set_task_data (task, self, export_unref);
  g_task_run_in_thread (task, copy_thread);
}
