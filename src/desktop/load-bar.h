/* How many customers somebody holds, against the holding cap: a thin bar, with what is about to be
 * added shown lighter. Style class "over" when the sum passes the cap, "near" from nine tenths on. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_LOAD_BAR (garrison_load_bar_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonLoadBar, garrison_load_bar, GARRISON, LOAD_BAR, GtkWidget)

GtkWidget *garrison_load_bar_new (void);
/* @scale: what the full width means: the cap, or for people without one the largest load around. */
void garrison_load_bar_set_load (GarrisonLoadBar *self, gint64 held, gint64 added, gint64 cap, gint64 scale);

G_END_DECLS
