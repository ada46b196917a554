/* Charts as files and on paper: title, headline, picture and footer by the same drawing code.
 *
 * The bytes are made first and the file replaces an older one at once, so a failed export leaves
 * nothing half written. Each wants the permit of the gate (store/gate.h), of which the watermark and the
 * line at the bottom tell who took it and when. The chart is not changed. Errors: G_FILE_ERROR of the writing, GARRISON_ERROR_TOO_LARGE for a picture above
 * 64 megapixels, GARRISON_ERROR_FAILED from Cairo. One thread at a time. */
#pragma once

#include "base/permit.h"
#include "charts/chart.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_CHART_PNG,
  GARRISON_CHART_SVG,
  GARRISON_CHART_PDF,
} GarrisonChartFormat;

/** garrison_chart_format_get_kind: what the permit must be for: "image" or "pdf". */
const char *garrison_chart_format_get_kind (GarrisonChartFormat format);

/** garrison_chart_draw_page: background, texts and picture over @width × @height from 0,0, for paper; @permit is one
 * for "print". */
void garrison_chart_draw_page (GarrisonChart *self, GarrisonPermit *permit, cairo_t *cr, double width,
                               double height);

/** garrison_chart_to_bytes: @width × @height in chart pixels; @scale multiplies the pixels of a PNG
 * and the size of the page of SVG and PDF. (transfer full) */
GBytes *garrison_chart_to_bytes (GarrisonChart *self, GarrisonPermit *permit, GarrisonChartFormat format,
                                 double width, double height, double scale, GError **error);
gboolean garrison_chart_write_png (GarrisonChart *self, GarrisonPermit *permit, const char *file,
                                   double width, double height, double scale, GError **error);
gboolean garrison_chart_write_svg (GarrisonChart *self, GarrisonPermit *permit, const char *file,
                                   double width, double height, double scale, GError **error);
gboolean garrison_chart_write_pdf (GarrisonChart *self, GarrisonPermit *permit, const char *file,
                                   double width, double height, double scale, GError **error);

G_END_DECLS
