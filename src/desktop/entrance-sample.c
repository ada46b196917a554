#include "desktop/entrance-window-private.h"
#include "desktop/sample-company.h"

static void
open_sample (GarrisonEntranceWindow *self, const char *path)
{
  g_free (self->company);
  self->company = g_strdup (path);
  g_free (self->wish);
  self->wish = g_strdup (GARRISON_SAMPLE_LOGIN);
  gtk_editable_set_text (self->login_row, self->wish);
  garrison_entrance_window_open (self);
}

static void
on_making (const char *step, double fraction, gpointer data)
{
  GarrisonEntranceWindow *self = data;

  g_atomic_pointer_set (&self->step, (gpointer) step);
  g_atomic_int_set (&self->made, (gint) (fraction * 1000));
}

static gboolean
on_progress (gpointer data)
{
  GarrisonEntranceWindow *self = data;
  const char *step = g_atomic_pointer_get (&self->step);

  gtk_progress_bar_set_fraction (self->progress, CLAMP (g_atomic_int_get (&self->made) / 1000.0, 0, 1));
  gtk_progress_bar_set_text (self->progress, step != NULL ? step : "");
  return G_SOURCE_CONTINUE;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GarrisonEntranceWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = garrison_sample_company_get_path ();
  gboolean made = garrison_sample_company_make_finish (result, &error);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->making);
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  if (made)
    open_sample (self, path);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    garrison_entrance_window_show_page (self, "welcome");
  else
    garrison_entrance_window_show_trouble (self, error);
}

void
garrison_entrance_sample_begin (GarrisonEntranceWindow *self)
{
  g_autofree char *path = garrison_sample_company_get_path ();

  if (self->making != NULL)
    return;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      open_sample (self, path);
      return;
    }
  self->making = g_cancellable_new ();
  self->step = NULL;
  self->made = 0;
  self->progress_source = g_timeout_add (60, on_progress, self);
  on_progress (self);
  garrison_entrance_window_show_page (self, "making");
  garrison_sample_company_make_async (path, on_making, self, self->making, on_made, g_object_ref (self));
}
