/* Charts as files and on paper: title, headline, picture and footer by the same drawing code.
 *
 * The bytes are made first and the file replaces an older one at once, so a failed export leaves
 * nothing half written. Whether somebody may export is decided before (store's gate). The chart
 * is not changed. Errors: G_FILE_ERROR of the writing, GARRISON_ERROR_TOO_LARGE for a picture above
 * 64 megapixels, GARRISON_ERROR_FAILED from Cairo. One thread at a time. */
#pragma once

#include "charts/chart.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_CHART_PNG,
  GARRISON_CHART_SVG,
  GARRISON_CHART_PDF,
} GarrisonChartFormat;

/** garrison_chart_set_footer: a line at the bottom of files and paper (who, when, watermark). */
void garrison_chart_set_footer (GarrisonChart *self, const char *footer);
const char *garrison_chart_get_footer (GarrisonChart *self); /* nullable */

/** garrison_chart_draw_page: background, texts and picture over @width × @height from 0,0. */
void garrison_chart_draw_page (GarrisonChart *self, cairo_t *cr, double width, double height);

/** garrison_chart_to_bytes: @width × @height in chart pixels; @scale multiplies the pixels of a PNG
 * and the size of the page of SVG and PDF. (transfer full) */
GBytes *garrison_chart_to_bytes (GarrisonChart *self, GarrisonChartFormat format, double width,
                                 double height, double scale, GError **error);
gboolean garrison_chart_write_png (GarrisonChart *self, const char *file, double width,
                                   double height, double scale, GError **error);
gboolean garrison_chart_write_svg (GarrisonChart *self, const char *file, double width,
                                   double height, double scale, GError **error);
gboolean garrison_chart_write_pdf (GarrisonChart *self, const char *file, double width,
                                   double height, double scale, GError **error);

G_END_DECLS
