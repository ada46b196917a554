/* How charts look: theme, text and language. Plain data, copied by whoever takes it.
 *
 * Sizes follow from text_size, so that large text makes a large chart. The palettes were checked
 * for distance under three kinds of colour blindness; change none by eye. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GARRISON_CHART_LIGHT,
  GARRISON_CHART_DARK,
  GARRISON_CHART_PRINT, /* light colours on white paper, black text */
} GarrisonChartTheme;

/** GARRISON_CHART_MAX_SERIES: colours that stay apart; further series become "Other". */
#define GARRISON_CHART_MAX_SERIES 6
#define GARRISON_CHART_N_STEPS 6

/** garrison_chart_most_series: how many of @n fit with a colour each, the remainder in grey counted in. */
static inline guint
garrison_chart_most_series (guint n)
{
  return n == GARRISON_CHART_MAX_SERIES + 1 ? GARRISON_CHART_MAX_SERIES : GARRISON_CHART_MAX_SERIES + 1;
}

/** GarrisonChartPalette: colours as 0xrrggbb. @steps is the sequential ramp from little to much. */
typedef struct
{
  guint32 series[GARRISON_CHART_MAX_SERIES];
  guint32 others, text, dim, grid, axis, good, bad, warn, accent, accent_text, background, track;
  guint32 steps[GARRISON_CHART_N_STEPS];
  guint32 soft; /* the first series' colour, paler: below target */
} GarrisonChartPalette;

/**
 * GarrisonChartStyle:
 * @theme: which palette
 * @text_size: height of body text in pixels of the chart; 13 unless the desktop's text is larger
 * @font_family: (nullable): families, best first; NULL takes the Pango context's. Han fonts are
 *   added behind it.
 * @language: (nullable): as in "zh-cn"; decides Han shapes and number units; NULL takes the locale's
 */
typedef struct
{
  GarrisonChartTheme theme;
  double text_size;
  const char *font_family;
  const char *language;
} GarrisonChartStyle;

/** GARRISON_CHART_STYLE_INIT: light, 13 px, fonts and language as the surroundings have them. */
#define GARRISON_CHART_STYLE_INIT { GARRISON_CHART_LIGHT, 13.0, NULL, NULL }

const GarrisonChartPalette *garrison_chart_palette (GarrisonChartTheme theme);
/** garrison_chart_language_is_chinese: @language is nullable and then the locale's. */
gboolean garrison_chart_language_is_chinese (const char *language);

G_END_DECLS
