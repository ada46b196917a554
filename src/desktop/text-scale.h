/* How large this desktop wants its letters, for what is drawn or placed in pixels: sizes in code are for
 * a scale of 1. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* 1 to 3: the letters' resolution over the usual 96 dots an inch ("Large text" makes it 1.25). */
double garrison_text_scale (GtkWidget *widget);
/* @px of a design at scale 1, as they are on this desktop. */
int garrison_text_px (GtkWidget *widget, int px);

/* Makes the size that @window is to open with fit its letters. Once, before it is shown. */
void garrison_text_scale_window (GtkWindow *window);

G_END_DECLS
