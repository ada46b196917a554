#include "desktop/chart-hint.h"

#define SWATCH 10

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  guint32 color = GPOINTER_TO_UINT (data);
  gboolean line = g_object_get_data (G_OBJECT (area), "line") != NULL;

  cairo_set_source_rgb (cr, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0, (color & 255) / 255.0);
  if (line)
    cairo_rectangle (cr, 0, height / 2.0 - 1, width, 2);
  else
    cairo_rectangle (cr, 0, (height - SWATCH) / 2.0, SWATCH, SWATCH);
  cairo_fill (cr);
}

static GtkWidget *
swatch_new (const GarrisonChartHintRow *row)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SWATCH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SWATCH);
  if (row->line)
    g_object_set_data (G_OBJECT (area), "line", area);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_swatch, GUINT_TO_POINTER (row->color), NULL);
  return area;
}

static GtkWidget *
label_new (const char *text, double align, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), align);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
garrison_chart_hint_new (GarrisonChart *chart, guint mark, const char *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *grid = gtk_grid_new ();
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (GARRISON_IS_CHART (chart), box);

  title = garrison_chart_mark_get_label (chart, mark);
  rows = garrison_chart_mark_get_hint (chart, mark);
  gtk_widget_add_css_class (box, "chart-hint");
  gtk_box_append (GTK_BOX (box), label_new (title, 0, "hint-title"));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint i = 0; i < rows->len; i++)
    {
      const GarrisonChartHintRow *row = rows->pdata[i];
      GtkWidget *value = label_new (row->value, 1, "numeric");
      gtk_grid_attach (GTK_GRID (grid), swatch_new (row), 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), label_new (row->label, 0, "dim"), 1, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 2, (int) i, 1, 1);
      if (row->note != NULL)
        gtk_grid_attach (GTK_GRID (grid), label_new (row->note, 1, row->tone > 0 ? "good" : row->tone < 0 ? "late" : "dim"),
                         3, (int) i, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), grid);
  if (note != NULL)
    gtk_box_append (GTK_BOX (box), label_new (note, 0, "secondary"));
  return box;
}
