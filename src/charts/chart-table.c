#include "charts/chart-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "charts/chart-number.h"

struct _GarrisonChartTable
{
  guint n_columns, n_rows;
  char **headers; /* n_columns */
  char **cells;   /* row by row */
};

/* Which columns there are; figures follow in this order. */
typedef struct
{
  guint n_series;
  gboolean total, comparison, target;
} Columns;

static Columns
columns_of (GarrisonChartData *data)
{
  Columns columns = { garrison_chart_data_get_n_series (data) };

  columns.total = columns.n_series > 1 && garrison_chart_data_adds_up (data);
  columns.comparison = garrison_chart_data_has_comparison (data);
  columns.target = garrison_chart_data_has_target (data);
  return columns;
}

static const char *
category_title (GarrisonChartData *data)
{
  const char *title = garrison_chart_data_get_category_title (data);

  return title != NULL ? title : _("Category");
}

static const char *
series_title (GarrisonChartData *data, guint series)
{
  const char *label = garrison_chart_data_get_series_label (data, series);

  return *label != '\0' ? label : garrison_chart_data_get_title (data);
}

static double
row_total (GarrisonChartData *data, guint row)
{
  double total = GARRISON_CHART_MISSING;

  for (guint s = 0; s < garrison_chart_data_get_n_series (data); s++)
    {
      double value = garrison_chart_data_get_value (data, row, s);

      if (!isnan (value))
        total = isnan (total) ? value : total + value;
    }
  return total;
}

/* What the period before is compared with: the whole row. */
static double
row_figure (GarrisonChartData *data, guint row)
{
  if (garrison_chart_data_get_n_series (data) == 1)
    return garrison_chart_data_get_value (data, row, 0);
  return garrison_chart_data_adds_up (data) ? row_total (data, row) : GARRISON_CHART_MISSING;
}

static void
add_headers (GPtrArray *texts, GarrisonChartData *data, const Columns *columns,
             gboolean with_change)
{
  g_ptr_array_add (texts, g_strdup (category_title (data)));
  for (guint s = 0; s < columns->n_series; s++)
    g_ptr_array_add (texts, g_strdup (series_title (data, s)));
  if (columns->total)
    g_ptr_array_add (texts, g_strdup (_("Total")));
  if (columns->comparison)
    g_ptr_array_add (texts, g_strdup (garrison_chart_data_get_comparison_label (data)));
  if (columns->comparison && with_change)
    g_ptr_array_add (texts, g_strdup (_("Change")));
  if (columns->target)
    g_ptr_array_add (texts, g_strdup (_("Target")));
}

static char *
figure (GarrisonChartData *data, double value, const char *language)
{
  return garrison_chart_number_format (value, garrison_chart_data_get_unit (data),
                                       garrison_chart_data_get_currency (data), language,
                                       GARRISON_CHART_FULL);
}

static void
add_row (GPtrArray *texts, GarrisonChartData *data, const Columns *columns, guint row,
         const char *language)
{
  double before = garrison_chart_data_get_comparison_value (data, row);
  char *change;

  g_ptr_array_add (texts, g_strdup (garrison_chart_data_get_category_label (data, row)));
  for (guint s = 0; s < columns->n_series; s++)
    g_ptr_array_add (texts,
                     figure (data, garrison_chart_data_get_value (data, row, s), language));
  if (columns->total)
    g_ptr_array_add (texts, figure (data, row_total (data, row), language));
  if (columns->comparison)
    {
      g_ptr_array_add (texts, figure (data, before, language));
      change = garrison_chart_number_format_change (row_figure (data, row), before);
      g_ptr_array_add (texts, change != NULL ? change : g_strdup ("–"));
    }
  if (columns->target)
    g_ptr_array_add (
      texts, figure (data, garrison_chart_data_get_target_value (data, row), language));
}

GarrisonChartTable *
garrison_chart_table_new (GarrisonChartData *data, const char *language)
{
  GarrisonChartTable *self;
  GPtrArray *texts;
  Columns columns;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_new0 (GarrisonChartTable, 1);
  columns = columns_of (data);
  texts = g_ptr_array_new ();
  add_headers (texts, data, &columns, TRUE);
  self->n_columns = texts->len;
  g_ptr_array_add (texts, NULL);
  self->headers = (char **) g_ptr_array_free (texts, FALSE);

  self->n_rows = garrison_chart_data_get_n_categories (data);
  texts = g_ptr_array_new ();
  for (guint row = 0; row < self->n_rows; row++)
    add_row (texts, data, &columns, row, language);
  g_ptr_array_add (texts, NULL);
  self->cells = (char **) g_ptr_array_free (texts, FALSE);
  return self;
}

void
garrison_chart_table_free (GarrisonChartTable *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->headers);
  g_strfreev (self->cells);
  g_free (self);
}

guint
garrison_chart_table_get_n_columns (GarrisonChartTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_columns;
}

guint
garrison_chart_table_get_n_rows (GarrisonChartTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_rows;
}

const char *
garrison_chart_table_get_header (GarrisonChartTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, NULL);
  return self->headers[column];
}

gboolean
garrison_chart_table_is_number (GarrisonChartTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, FALSE);
  return column > 0;
}

const char *
garrison_chart_table_get_cell (GarrisonChartTable *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < self->n_rows && column < self->n_columns, NULL);
  return self->cells[(gsize) row * self->n_columns + column];
}

/* The shortest text that reads back as the same double. */
static char *
plain (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    return g_strdup ("");
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_formatd (text, sizeof text, "%.17g", value);
  return g_strdup (text);
}

static void
add_plain_row (GPtrArray *texts, GarrisonChartData *data, const Columns *columns, guint row)
{
  g_ptr_array_add (texts, g_strdup (garrison_chart_data_get_category_label (data, row)));
  for (guint s = 0; s < columns->n_series; s++)
    g_ptr_array_add (texts, plain (garrison_chart_data_get_value (data, row, s)));
  if (columns->total)
    g_ptr_array_add (texts, plain (row_total (data, row)));
  if (columns->comparison)
    g_ptr_array_add (texts, plain (garrison_chart_data_get_comparison_value (data, row)));
  if (columns->target)
    g_ptr_array_add (texts, plain (garrison_chart_data_get_target_value (data, row)));
}

static void
take_row (GPtrArray *rows, GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  g_ptr_array_add (rows, g_ptr_array_free (texts, FALSE));
}

GPtrArray *
garrison_chart_data_dup_rows (GarrisonChartData *data)
{
  GPtrArray *rows, *texts;
  Columns columns;

  g_return_val_if_fail (data != NULL, NULL);

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  texts = g_ptr_array_new ();
  columns = columns_of (data);
  add_headers (texts, data, &columns, FALSE);
  take_row (rows, texts);
  for (guint row = 0; row < garrison_chart_data_get_n_categories (data); row++)
    {
      texts = g_ptr_array_new ();
      add_plain_row (texts, data, &columns, row);
      take_row (rows, texts);
    }
  return rows;
}

static void
append_field (GString *csv, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

char *
garrison_chart_data_to_csv (GarrisonChartData *data)
{
  g_autoptr (GPtrArray) rows = NULL;
  GString *csv;

  g_return_val_if_fail (data != NULL, NULL);

  rows = garrison_chart_data_dup_rows (data);
  csv = g_string_new (NULL);
  for (guint r = 0; r < rows->len; r++)
    {
      char **cells = g_ptr_array_index (rows, r);

      for (guint c = 0; cells[c] != NULL; c++)
        {
          if (c > 0)
            g_string_append_c (csv, ',');
          append_field (csv, cells[c]);
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}
