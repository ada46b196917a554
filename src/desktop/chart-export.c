#include "desktop/chart-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "charts/chart-file.h"
#include "charts/chart-table.h"
#include "desktop/compat.h"
#include "desktop/gate.h"
#include "exchange/csv-writer.h"
#include "model/sentence-refusals.h"

#define FILE_WIDTH 960
#define FILE_HEIGHT 600

static const char *
kind_of (const char *format)
{
  return g_str_equal (format, "csv") ? "csv" : g_str_equal (format, "pdf") ? "pdf" : "image";
}

static const char *
title_of (GarrisonChartFigures *figures)
{
  return garrison_chart_data_get_title (garrison_chart_figures_get_data (figures));
}

/* What leaves with the figures, counted as the rows of their table. */
static guint
count_rows (GarrisonChartFigures *figures)
{
  g_autoptr (GPtrArray) rows = garrison_chart_data_dup_rows (garrison_chart_figures_get_data (figures));

  return rows->len > 0 ? rows->len - 1 : 0;
}

gboolean
garrison_chart_export_may (GarrisonWindow *window, const char *format)
{
  g_return_val_if_fail (GARRISON_IS_WINDOW (window) && format != NULL, FALSE);

  if (garrison_desktop_gate_may (window, kind_of (format)))
    return TRUE;
  garrison_window_toast (window, garrison_sentence_of_refusal ("may-not-take-out"));
  return FALSE;
}

static void
on_let_copy (GarrisonWindow *window, GarrisonPermit *permit, gpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), data);
  garrison_window_toast (window, _ ("Table copied"));
}

void
garrison_chart_export_copy (GarrisonWindow *window, GarrisonChartFigures *figures, const char *text)
{
  g_return_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL && text != NULL);

  /* A whole table is a table, whichever way it goes. */
  garrison_desktop_gate_ask (window, "csv", title_of (figures), count_rows (figures), on_let_copy, g_strdup (text), g_free);
}

/* ---- pictures ----------------------------------------------------------------------------------- */

static GarrisonChart *
chart_for_paper (GarrisonChartFigures *figures, GarrisonChartKind kind)
{
  GarrisonChartStyle style = GARRISON_CHART_STYLE_INIT;
  GarrisonChartData *data = garrison_chart_figures_get_data (figures);

  style.theme = GARRISON_CHART_PRINT;
  garrison_chart_data_set_headline (data, garrison_chart_figures_get_headline (figures));
  garrison_chart_data_set_subtitle (data, garrison_chart_figures_get_finding (figures));
  return garrison_chart_new (kind, data, &style);
}

static GBytes *
csv_bytes (GarrisonChartData *data, GarrisonPermit *permit, GError **error)
{
  g_autoptr (GPtrArray) rows = garrison_chart_data_dup_rows (data);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GarrisonCsvWriter) writer = garrison_csv_writer_new (stream, permit, 0, GARRISON_CSV_WRITER_MARK);

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
bytes_of (GarrisonChartFigures *figures, GarrisonChartKind kind, const char *format, GarrisonPermit *permit, GError **error)
{
  g_autoptr (GarrisonChart) chart = NULL;
  GarrisonChartFormat of = g_str_equal (format, "svg")   ? GARRISON_CHART_SVG
                           : g_str_equal (format, "pdf") ? GARRISON_CHART_PDF
                                                         : GARRISON_CHART_PNG;

  if (g_str_equal (format, "csv"))
    return csv_bytes (garrison_chart_figures_get_data (figures), permit, error);
  chart = chart_for_paper (figures, kind);
  return garrison_chart_to_bytes (chart, permit, of, FILE_WIDTH, FILE_HEIGHT, of == GARRISON_CHART_PNG ? 2 : 1, error);
}

gboolean
garrison_chart_export_write (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChartKind kind,
                             const char *format, GFile *file, GError **error)
{
  g_autoptr (GarrisonPermit) permit = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL && format != NULL && G_IS_FILE (file), FALSE);

  permit = garrison_gate_ask (garrison_window_get_store (window), kind_of (format), title_of (figures),
                              count_rows (figures), NULL, error);
  if (permit == NULL)
    return FALSE;
  bytes = bytes_of (figures, kind, format, permit, error);
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
  GFile *file;
  GBytes *bytes;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_object_unref (self->window);
  garrison_chart_figures_unref (self->figures);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->file);
  g_free (self->format);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* Without the bytes. */
static Saving *
saving_copy (Saving *from)
{
  Saving *self = g_new0 (Saving, 1);

  self->window = g_object_ref (from->window);
  self->figures = garrison_chart_figures_ref (from->figures);
  self->kind = from->kind;
  self->format = g_strdup (from->format);
  self->file = from->file != NULL ? g_object_ref (from->file) : NULL;
  return self;
}

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
on_let_out (GarrisonWindow *window, GarrisonPermit *permit, gpointer data)
{
  Saving *asked = data;
  g_autoptr (Saving) self = saving_copy (asked);
  g_autoptr (GError) error = NULL;

  self->bytes = bytes_of (self->figures, self->kind, self->format, permit, &error);
  if (self->bytes == NULL)
    {
      garrison_window_show_error (window, error);
      return;
    }
  g_file_replace_contents_bytes_async (self->file, self->bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, on_written,
                                       g_steal_pointer (&self));
}

static void
on_chosen (GFile *file, gpointer data)
{
  Saving *self = saving_copy (data);

  g_set_object (&self->file, file);
  garrison_desktop_gate_ask (self->window, kind_of (self->format), title_of (self->figures), count_rows (self->figures),
                             on_let_out, self, saving_free);
}

void
garrison_chart_export_save (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChartKind kind,
                            const char *format)
{
  Saving *self;
  g_autofree char *title = NULL, *name = NULL;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL && format != NULL);

  if (!garrison_chart_export_may (window, format))
    return;
  self = g_new0 (Saving, 1);
  self->window = g_object_ref (window);
  self->figures = garrison_chart_figures_ref (figures);
  self->kind = kind;
  self->format = g_strdup (format);
  title = g_strdelimit (g_strdup (title_of (figures)), "/\\:*?\"<>|", '-');
  name = g_strdup_printf ("%s.%s", title, format);
  garrison_compat_save_file (GTK_WINDOW (window), _ ("Export the chart"), name, on_chosen, self, saving_free);
}

/* ---- paper -------------------------------------------------------------------------------------- */

#define PER_PAGE 4

typedef struct
{
  GPtrArray *charts;
  GarrisonPermit *permit;
} Paper;

static void
paper_free (gpointer data, GClosure *closure)
{
  Paper *paper = data;

  g_ptr_array_unref (paper->charts);
  garrison_permit_unref (paper->permit);
  g_free (paper);
}

static void
on_draw_page (GtkPrintOperation *print, GtkPrintContext *context, int page, gpointer data)
{
  Paper *paper = data;
  GPtrArray *charts = paper->charts;
  double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  for (guint i = 0; i < PER_PAGE && page * PER_PAGE + i < charts->len; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, (i % 2) * width / 2, (i / 2) * height / 2);
      /* Cards are laid out for a screen and made smaller for paper. */
      cairo_scale (cr, width / 2 / FILE_WIDTH * 1.6, width / 2 / FILE_WIDTH * 1.6);
      garrison_chart_draw_page (charts->pdata[page * PER_PAGE + i], paper->permit, cr, FILE_WIDTH / 1.6 - 12,
                                height / 2 / (width / 2 / FILE_WIDTH * 1.6) - 12);
      cairo_restore (cr);
    }
}

static GtkPrintOperation *
print_new (GPtrArray *figures, const GarrisonChartKind *kinds, GarrisonPermit *permit)
{
  GtkPrintOperation *print = gtk_print_operation_new ();
  Paper *paper = g_new0 (Paper, 1);
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();

  paper->charts = g_ptr_array_new_with_free_func (g_object_unref);
  paper->permit = garrison_permit_ref (permit);
  for (guint i = 0; i < figures->len; i++)
    g_ptr_array_add (paper->charts, chart_for_paper (figures->pdata[i], kinds[i]));
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (print, setup);
  gtk_print_operation_set_n_pages (print, (int) ((figures->len + PER_PAGE - 1) / PER_PAGE));
  gtk_print_operation_set_job_name (print, _ ("Charts"));
  g_signal_connect_data (print, "draw-page", G_CALLBACK (on_draw_page), paper, paper_free, 0);
  return print;
}

static guint
count_all_rows (GPtrArray *figures)
{
  guint n = 0;

  for (guint i = 0; i < figures->len; i++)
    n += count_rows (figures->pdata[i]);
  return n;
}

typedef struct
{
  GPtrArray *figures;
  GarrisonChartKind *kinds;
} Printing;

static void
printing_free (gpointer data)
{
  Printing *printing = data;

  g_ptr_array_unref (printing->figures);
  g_free (printing->kinds);
  g_free (printing);
}

static void
on_let_print (GarrisonWindow *window, GarrisonPermit *permit, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GtkPrintOperation) print = print_new (printing->figures, printing->kinds, permit);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_allow_async (print, TRUE);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window), &error);
  if (error != NULL)
    garrison_window_show_error (window, error);
}

void
garrison_chart_export_print (GarrisonWindow *window, GPtrArray *figures, const GarrisonChartKind *kinds)
{
  Printing *printing;

  g_return_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL);

  if (figures->len == 0)
    return;
  printing = g_new0 (Printing, 1);
  printing->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) garrison_chart_figures_unref);
  for (guint i = 0; i < figures->len; i++)
    g_ptr_array_add (printing->figures, garrison_chart_figures_ref (figures->pdata[i]));
  printing->kinds = g_memdup2 (kinds, figures->len * sizeof *kinds);
  garrison_desktop_gate_ask (window, "print", title_of (figures->pdata[0]), count_all_rows (figures), on_let_print,
                             printing, printing_free);
}

gboolean
garrison_chart_export_print_to (GarrisonWindow *window, GPtrArray *figures, const GarrisonChartKind *kinds,
                                const char *path, GError **error)
{
  g_autoptr (GtkPrintOperation) print = NULL;
  g_autoptr (GarrisonPermit) permit = NULL;

  g_return_val_if_fail (GARRISON_IS_WINDOW (window) && figures != NULL && figures->len > 0 && path != NULL, FALSE);

  permit = garrison_gate_ask (garrison_window_get_store (window), "print", title_of (figures->pdata[0]),
                              count_all_rows (figures), NULL, error);
  if (permit == NULL)
    return FALSE;
  print = print_new (figures, kinds, permit);
  gtk_print_operation_set_export_filename (print, path);
  return gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (window), error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}
