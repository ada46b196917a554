/* How far a deal or a customer has come: one segment a stage, the passed ones filled. Style classes
 * "won" and "lost" colour it; "wide" fills the width in one thin line (a deal's card). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_STAGE_BAR (garrison_stage_bar_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonStageBar, garrison_stage_bar, GARRISON, STAGE_BAR, GtkWidget)

GtkWidget *garrison_stage_bar_new (void);
/* @filled of @total segments; total 0 shows nothing. @label: (nullable): what is read out. */
void garrison_stage_bar_set_stage (GarrisonStageBar *self, guint filled, guint total, const char *label);
guint garrison_stage_bar_get_filled (GarrisonStageBar *self);
guint garrison_stage_bar_get_total (GarrisonStageBar *self);

G_END_DECLS
