/* A bin that may be smaller than its child wants, and says how wide it is, so that the child can be
 * folded to fit ("notify::width", one idle later: layouts must not change while they are allocated).
 * AdwFlap alone folds its innermost flap first; which one goes first is decided by the user of this
 * bin. (Libadwaita 1.4 has breakpoints for it.) */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_WIDTH_BIN (garrison_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonWidthBin, garrison_width_bin, GARRISON, WIDTH_BIN, GtkWidget)

/* Properties: "child" (GtkWidget*), "width" (int, px), "least" (int, px): the smallest width. */
int garrison_width_bin_get_width (GarrisonWidthBin *self);

G_END_DECLS
