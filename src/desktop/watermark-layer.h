/* Who sits here and what time it is, faintly over all of a window, where the company wants it (setting "watermark" = 1):
 * a photo of the screen tells whose it was. Takes no pointer and no keys. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "model/directory.h"

G_BEGIN_DECLS

typedef struct _GarrisonWatermarkLayer GarrisonWatermarkLayer;

/* For @widget, which must outlive it and calls the snapshot function after its own. */
GarrisonWatermarkLayer *garrison_watermark_layer_new (GtkWidget *widget, GarrisonDirectory *directory);
void garrison_watermark_layer_free (GarrisonWatermarkLayer *self);
void garrison_watermark_layer_snapshot (GarrisonWatermarkLayer *self, GtkSnapshot *snapshot);
/* The same over another widget that shows what belongs to it: a dialog, or what pops up. */
void garrison_watermark_layer_snapshot_over (GarrisonWatermarkLayer *self, GtkWidget *widget, GtkSnapshot *snapshot);

/* TRUE when the company wants it. */
gboolean garrison_watermark_is_wanted (GarrisonDirectory *directory);

G_END_DECLS
