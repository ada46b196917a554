/* The bar along the foot of every window while the company's server does not answer: it says so, offers to
 * try at once, and goes by itself. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "store/store.h"

G_BEGIN_DECLS

/* A revealer; it follows @store. */
GtkWidget *garrison_connection_bar_new (GarrisonStore *store);

G_END_DECLS
