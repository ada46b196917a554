/* A ring that is filled clockwise from the top: how complete a customer is (large, with the figure in
 * its middle), how much of a protection is left (small). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_RING (garrison_ring_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonRing, garrison_ring, GARRISON, RING, GtkWidget)

GtkWidget *garrison_ring_new (void);
/* @fraction: 0 to 1, clamped. @text: (nullable): shown in the middle. @label: (nullable): read out. */
void garrison_ring_set_fraction (GarrisonRing *self, double fraction, const char *text, const char *label);
double garrison_ring_get_fraction (GarrisonRing *self);

G_END_DECLS
