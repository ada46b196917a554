/* What the files of the figures share. */
#pragma once

#include "desktop/chart-figures.h"

G_BEGIN_DECLS

/* A category of the data: a row of the answer, or a period or stage that the answer lacks. */
typedef struct
{
  char *key, *label, *short_label;
  int row;        /* of the answer, or -1 */
  int row_before; /* of what it is compared with, or -1 */
} FigureCategory;

struct _GarrisonChartFigures
{
  gatomicrefcount references;
  GarrisonMetric *metric;
  GarrisonChartData *data;
  GArray *categories; /* of FigureCategory */
  gboolean cumulated; /* a funnel: each stage holds those behind it */
  gint64 lost;        /* records that the funnel leaves out */
  double headline_value;
  char *headline, *change, *finding, *caution;
  int direction, tone;
};

/* chart-figures-categories.c */
void garrison_chart_figures_find_categories (GarrisonChartFigures *self, GarrisonDirectory *directory);
/* chart-figures-words.c */
void garrison_chart_figures_find_words (GarrisonChartFigures *self);

G_END_DECLS
