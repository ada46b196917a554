#include "desktop/chart-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "charts/chart-file.h"
#include "charts/chart-table.h"
#include "desktop/compat.h"
#include "exchange/csv-writer.h"

#define FILE_WIDTH 960
#define FILE_HEIGHT 600

/* What the signed-in person sees may be taken out. */
gboolean
garrison_chart_export_may (GarrisonWindow *window, const char *what)
{
  g_return_val_if_fail (GARRISON_IS_WINDOW (window) && what != NULL, FALSE);
  return garrison_store_get_me (garrison_window_get_store (window)) != 0;
}

void
garrison_chart_export_copy (GarrisonWindow *window, const char *text)
{
  g_return_if_fail (GARRISON_IS_WINDOW (window) && text != NULL);

  if (!garrison_chart_export_may (window, "copy"))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
  garrison_window_toast (window, _ ("Table copied"));
}

/* ---- pictures ----------------------------------------------------------------------------------- */

/* Who took it and when stands under every picture that leaves. */
static char *
footer_of (GarrisonWindow *window)
{
  GarrisonDirectory *directory = garrison_window_get_directory (window);
  GTimeZone *zone = garrison_store_get_time_zone (garrison_window_get_store (window));
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H:%M");
  GarrisonPerson *me = garrison_directory_get_me (directory);

  /* Translators: company, person, time */
  return g_strdup_printf (C_ ("footer", "%s · %s · %s"), garrison_store_get_company (garrison_window_get_store (window)),
                          me != NULL ? garrison_person_get_name (me) : "", time);
}

static GarrisonChart *
chart_for_paper (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChartKind kind)
{
  GarrisonChartStyle style = GARRISON_CHART_STYLE_INIT;
  GarrisonChartData *data = garrison_chart_figures_get_data (figures);
  g_autofree char *footer = footer_of (window);
  GarrisonChart *chart;

  style.theme = GARRISON_CHART_PRINT;
  garrison_chart_data_set_headline (data, garrison_chart_figures_get_headline (figures));
  garrison_chart_data_set_subtitle (data, garrison_chart_figures_get_finding (figures));
  chart = garrison_chart_new (kind, data, &style);
  garrison_chart_set_footer (chart, footer);
  return chart;
}

static GBytes *
csv_bytes (GarrisonChartData *data, GError **error)
{
  g_autoptr (GPtrArray) rows = garrison_chart_data_dup_rows (data);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GarrisonCsvWriter) writer = garrison_csv_writer_new (stream, 0, GARRISON_CSV_WRITER_MARK);

  for (guint i = 0; i < rows->len; i++)
    {
      GStrv row = rows->pdata[i];
      if (!garrison_csv_writer_add_row (writer, (const char *const *) row, g_strv_length (row), NULL, error))
        return NULL;
    }
  if (!garrison_csv_writer_finish (writer, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GBytes *
bytes_of (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChartKind kind, const char *format, GError **error)
{
  g_autoptr (GarrisonChart) chart = NULL;
  GarrisonChartFormat of = g_str_equal (format, "svg")   ? GARRISON_CHART_SVG
                           : g_str_equal (format, "pdf") ? GARRISON_CHART_PDF
                                                         : GARRISON_CHART_PNG;

  if (g_str_equal (format, "csv"))
    return csv_bytes (garrison_chart_figures_get_data (figures), error);
  chart = chart_for_paper (window, figures, kind);
  return garrison_chart_to_bytes (chart, of, FILE_WIDTH, FILE_HEIGHT, of == GARRISON_CHART_PNG ? 2 : 1, error);
}

gboolean
garrison_chart_export_write (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChartKind kind,
                             const char *format, GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL && format != NULL && G_IS_FILE (file), FALSE);

  bytes = bytes_of (window, figures, kind, format, error);
  return bytes != NULL
         && g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                                     G_FILE_CREATE_NONE, NULL, NULL, error);
}

/* ---- files -------------------------------------------------------------------------------------- */

typedef struct
{
  GarrisonWindow *window;
  GarrisonChartFigures *figures;
  GarrisonChartKind kind;
  char *format;
  GBytes *bytes;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_object_unref (self->window);
  garrison_chart_figures_unref (self->figures);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->format);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    garrison_window_show_error (self->window, error);
  else
    {
      text = g_strdup_printf (_ ("Saved as %s"), name);
      garrison_window_toast (self->window, text);
    }
}

static void
on_chosen (GFile *file, gpointer data)
{
  Saving *chosen = data;
  Saving *self = g_new0 (Saving, 1);
  g_autoptr (GError) error = NULL;

  self->window = g_object_ref (chosen->window);
  self->figures = garrison_chart_figures_ref (chosen->figures);
  self->format = g_strdup (chosen->format);
  self->bytes = bytes_of (chosen->window, chosen->figures, chosen->kind, chosen->format, &error);
  if (self->bytes == NULL)
    {
      garrison_window_show_error (chosen->window, error);
      saving_free (self);
      return;
    }
  g_file_replace_contents_bytes_async (file, self->bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, on_written, self);
}

void
garrison_chart_export_save (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChartKind kind,
                            const char *format)
{
  Saving *self;
  g_autofree char *title = NULL, *name = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL && format != NULL);

  if (!garrison_chart_export_may (window, "file"))
    return;
  self = g_new0 (Saving, 1);
  self->window = g_object_ref (window);
  self->figures = garrison_chart_figures_ref (figures);
  self->kind = kind;
  self->format = g_strdup (format);
  title = g_strdelimit (g_strdup (garrison_chart_data_get_title (garrison_chart_figures_get_data (figures))), "/\\:*?\"<>|", '-');
  name = g_strdup_printf ("%s.%s", title, format);
  garrison_compat_save_file (GTK_WINDOW (window), _ ("Export the chart"), name, on_chosen, self, saving_free);
}

/* ---- paper -------------------------------------------------------------------------------------- */

#define PER_PAGE 4

static void
on_draw_page (GtkPrintOperation *print, GtkPrintContext *context, int page, gpointer data)
{
  GPtrArray *charts = data;
  double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  for (guint i = 0; i < PER_PAGE && page * PER_PAGE + i < charts->len; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, (i % 2) * width / 2, (i / 2) * height / 2);
      /* Cards are laid out for a screen and made smaller for paper. */
      cairo_scale (cr, width / 2 / FILE_WIDTH * 1.6, width / 2 / FILE_WIDTH * 1.6);
      garrison_chart_draw_page (charts->pdata[page * PER_PAGE + i], cr, FILE_WIDTH / 1.6 - 12,
                                height / 2 / (width / 2 / FILE_WIDTH * 1.6) - 12);
      cairo_restore (cr);
    }
}

static GtkPrintOperation *
print_new (GarrisonWindow *window, GPtrArray *figures, const GarrisonChartKind *kinds)
{
  GtkPrintOperation *print = gtk_print_operation_new ();
  GPtrArray *charts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();

  for (guint i = 0; i < figures->len; i++)
    g_ptr_array_add (charts, chart_for_paper (window, figures->pdata[i], kinds[i]));
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (print, setup);
  gtk_print_operation_set_n_pages (print, (int) ((charts->len + PER_PAGE - 1) / PER_PAGE));
  gtk_print_operation_set_job_name (print, _ ("Charts"));
  g_signal_connect_data (print, "draw-page", G_CALLBACK (on_draw_page), charts, (GClosureNotify) (void (*) (void)) g_ptr_array_unref, 0);
  return print;
}

void
garrison_chart_export_print (GarrisonWindow *window, GPtrArray *figures, const GarrisonChartKind *kinds)
{
  g_autoptr (GtkPrintOperation) print = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL);

  if (figures->len == 0 || !garrison_chart_export_may (window, "print"))
    return;
  print = print_new (window, figures, kinds);
  gtk_print_operation_set_allow_async (print, TRUE);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window), &error);
  if (error != NULL)
    garrison_window_show_error (window, error);
}

gboolean
garrison_chart_export_print_to (GarrisonWindow *window, GPtrArray *figures, const GarrisonChartKind *kinds,
                                const char *path, GError **error)
{
  g_autoptr (GtkPrintOperation) print = NULL;

  g_return_val_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL && figures->len > 0 && path != NULL, FALSE);

  print = print_new (window, figures, kinds);
  gtk_print_operation_set_export_filename (print, path);
  return gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (window), error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}
