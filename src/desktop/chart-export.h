/* What leaves the charts window: copies, files, paper, each through the gate (desktop/gate.h). Main thread only. */
#pragma once

#include "desktop/chart-figures.h"
#include "desktop/window.h"

G_BEGIN_DECLS

/* TRUE when the signed-in person has the right to take figures out as @format ("png", "svg", "pdf" or "csv"); else
 * it is told so. */
gboolean garrison_chart_export_may (GarrisonWindow *window, const char *format);
/* Puts @text, the table of @figures, on the clipboard. */
void garrison_chart_export_copy (GarrisonWindow *window, GarrisonChartFigures *figures, const char *text);
/* Asks where to, then writes; @format: "png", "svg", "pdf" or "csv". */
void garrison_chart_export_save (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChartKind kind,
                                 const char *format);
/* Writes at once and blocking, which tests want: FALSE with @error. */
gboolean garrison_chart_export_write (GarrisonWindow *window, GarrisonChartFigures *figures, GarrisonChartKind kind,
                                      const char *format, GFile *file, GError **error);
/* Prints charts, four on a page. @figures: (element-type GarrisonChartFigures); @kinds: one for each. */
void garrison_chart_export_print (GarrisonWindow *window, GPtrArray *figures, const GarrisonChartKind *kinds);
/* The same into a PDF file without a dialog and blocking, which tests want. */
gboolean garrison_chart_export_print_to (GarrisonWindow *window, GPtrArray *figures, const GarrisonChartKind *kinds,
                                         const char *path, GError **error);

G_END_DECLS
