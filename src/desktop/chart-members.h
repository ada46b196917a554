/* What a mark that stands for several is made of ("Other, 7 kinds"): a small window with a row for each
 * and its figure; a row leads on. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "charts/chart-data.h"

G_BEGIN_DECLS

typedef void (*GarrisonMemberChosen) (guint category, guint series, gpointer data);

/* @data is freed with @destroy when the window is closed. */
void garrison_chart_members_show (GtkWindow *parent, GarrisonChartData *figures, const char *title, const guint *categories,
                                  guint n_categories, const guint *series, guint n_series, GarrisonMemberChosen chosen,
                                  gpointer data, GDestroyNotify destroy);

G_END_DECLS
