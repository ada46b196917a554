/* The hint beside a mark: its name, its figures with swatches, what it is compared with. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "charts/chart.h"

G_BEGIN_DECLS

/* The content of the popover for @mark. @note: (nullable): the last line. (transfer floating) */
GtkWidget *garrison_chart_hint_new (GarrisonChart *chart, guint mark, const char *note);

G_END_DECLS
