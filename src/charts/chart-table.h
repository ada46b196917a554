/* The figures of a chart as rows and columns of text: the table beside the picture, and CSV.
 *
 * Columns: the category, each series, the total where several series add up, the comparison, the
 * change, the target. A table is immutable once made; any thread. Cells are as people read them;
 * garrison_chart_data_to_csv gives plain numbers for programs. Text is not made safe against
 * spreadsheet formulas here: the gate in store/ does that, cell by cell, on the way out. */
#pragma once

#include "charts/chart-data.h"

G_BEGIN_DECLS

typedef struct _GarrisonChartTable GarrisonChartTable;

/** garrison_chart_table_new: @language as in GarrisonChartStyle. (transfer full) */
GarrisonChartTable *garrison_chart_table_new (GarrisonChartData *data, const char *language);
void garrison_chart_table_free (GarrisonChartTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonChartTable, garrison_chart_table_free)

guint garrison_chart_table_get_n_columns (GarrisonChartTable *self);
/** garrison_chart_table_get_n_rows: one a category; row and category indexes are the same. */
guint garrison_chart_table_get_n_rows (GarrisonChartTable *self);
const char *garrison_chart_table_get_header (GarrisonChartTable *self, guint column);
/** garrison_chart_table_is_number: numbers are set flush right. */
gboolean garrison_chart_table_is_number (GarrisonChartTable *self, guint column);
const char *garrison_chart_table_get_cell (GarrisonChartTable *self, guint row, guint column);

/** garrison_chart_data_dup_rows: headers and then figures, plain ("1700000.5"; missing is empty).
 * Returns: (transfer full) (element-type GStrv) */
GPtrArray *garrison_chart_data_dup_rows (GarrisonChartData *data);
/** garrison_chart_data_to_csv: those rows by RFC 4180, UTF-8, CRLF. (transfer full) */
char *garrison_chart_data_to_csv (GarrisonChartData *data);

G_END_DECLS
