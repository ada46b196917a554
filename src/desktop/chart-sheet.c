#include "desktop/chart-sheet.h"

#include <glib/gi18n-lib.h>

#include "charts/chart-table.h"
#include "exchange/formula.h"

struct _GarrisonChartSheet
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkColumnView *view;
  GtkStringList *rows; /* of row numbers */
  GarrisonChartTable *table;
};

G_DEFINE_FINAL_TYPE (GarrisonChartSheet, garrison_chart_sheet, GTK_TYPE_WIDGET)

static guint activated_signal;

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean number = g_object_get_data (G_OBJECT (factory), "number") != NULL;

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, GarrisonChartSheet *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  const char *cell = garrison_chart_table_get_cell (self->table, gtk_list_item_get_position (item), column);

  gtk_label_set_label (label, cell);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), column == 0 ? cell : NULL);
}

static void
on_activate (GtkColumnView *view, guint position, GarrisonChartSheet *self)
{
  g_signal_emit (self, activated_signal, 0, position);
}

static void
add_column (GarrisonChartSheet *self, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (index));
  if (garrison_chart_table_is_number (self->table, index))
    g_object_set_data (G_OBJECT (factory), "number", factory);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  column = gtk_column_view_column_new (garrison_chart_table_get_header (self->table, index), factory);
  gtk_column_view_column_set_expand (column, index == 0);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
clear (GarrisonChartSheet *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);
      gtk_column_view_remove_column (self->view, column);
    }
  g_clear_pointer (&self->table, garrison_chart_table_free);
}

void
garrison_chart_sheet_set_data (GarrisonChartSheet *self, GarrisonChartData *data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) rows = NULL;

  g_return_if_fail (GARRISON_IS_CHART_SHEET (self));

  clear (self);
  if (data == NULL)
    return;
  self->table = garrison_chart_table_new (data, NULL);
  for (guint i = 0; i < garrison_chart_table_get_n_columns (self->table); i++)
    add_column (self, i);
  for (guint i = 0; i < garrison_chart_table_get_n_rows (self->table); i++)
    g_strv_builder_add (builder, garrison_chart_table_get_cell (self->table, i, 0));
  rows = g_strv_builder_end (builder);
  gtk_string_list_splice (self->rows, 0, 0, (const char *const *) rows);
}

static void
append_cell (GString *text, const char *cell, gboolean last)
{
  g_autofree char *line = g_strdelimit (g_strdup (cell != NULL ? cell : ""), "\t\r\n", ' ');
  g_autofree char *guarded = garrison_formula_guard (line);

  g_string_append (text, guarded);
  g_string_append_c (text, last ? '\n' : '\t');
}

char *
garrison_chart_sheet_dup_text (GarrisonChartSheet *self)
{
  GString *text;
  guint columns;

  g_return_val_if_fail (GARRISON_IS_CHART_SHEET (self), NULL);

  text = g_string_new (NULL);
  columns = self->table != NULL ? garrison_chart_table_get_n_columns (self->table) : 0;
  for (guint c = 0; c < columns; c++)
    append_cell (text, garrison_chart_table_get_header (self->table, c), c + 1 == columns);
  for (guint r = 0; columns > 0 && r < garrison_chart_table_get_n_rows (self->table); r++)
    for (guint c = 0; c < columns; c++)
      append_cell (text, garrison_chart_table_get_cell (self->table, r, c), c + 1 == columns);
  return g_string_free (text, FALSE);
}

void
garrison_chart_sheet_grab (GarrisonChartSheet *self)
{
  g_return_if_fail (GARRISON_IS_CHART_SHEET (self));
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
garrison_chart_sheet_dispose (GObject *object)
{
  GarrisonChartSheet *self = GARRISON_CHART_SHEET (object);

  if (self->scroller != NULL)
    clear (self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (garrison_chart_sheet_parent_class)->dispose (object);
}

static void
garrison_chart_sheet_class_init (GarrisonChartSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = garrison_chart_sheet_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  activated_signal = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
garrison_chart_sheet_init (GarrisonChartSheet *self)
{
  GtkSingleSelection *selection;

  self->rows = gtk_string_list_new (NULL);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Figures"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "chart-sheet");
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
