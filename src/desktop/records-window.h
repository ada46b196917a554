/* The records behind a figure of a chart: how many and what they sum up to, and the first of them in a
 * table; each row opens its customer. Main thread only. */
#pragma once

#include <adwaita.h>

#include "desktop/window.h"
#include "model/metric.h"

G_BEGIN_DECLS

/* So many rows are shown; the figures at the top are of all. */
#define GARRISON_RECORDS_SHOWN 500

#define GARRISON_TYPE_RECORDS_WINDOW (garrison_records_window_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonRecordsWindow, garrison_records_window, GARRISON, RECORDS_WINDOW, AdwWindow)

/* @list: the question for the records; @measured: (nullable): the question whose figure they make up. */
GarrisonRecordsWindow *garrison_records_window_new (GarrisonWindow *parent, GarrisonQuestion *list,
                                                    GarrisonQuestion *measured, const char *title);
/* -1 until it is known. */
gint64 garrison_records_window_get_count (GarrisonRecordsWindow *self);
/* The exact figure (money in minor units); FALSE until it is known, and where there is none. */
gboolean garrison_records_window_get_figure (GarrisonRecordsWindow *self, gint64 *figure);
guint garrison_records_window_get_n_shown (GarrisonRecordsWindow *self);

G_END_DECLS
