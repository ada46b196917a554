/* The composer at the foot of the customer pane: a kind, one line of what happened, Enter logs it; a
 * next step with its day. What was typed stays until the act has succeeded, also when the disk is full
 * or the customer changes meanwhile. Main thread only. */
#pragma once

#include "desktop/window.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_COMPOSER (garrison_composer_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonComposer, garrison_composer, GARRISON, COMPOSER, GtkWidget)

/* Once, before it is shown. */
void garrison_composer_set_window (GarrisonComposer *self, GarrisonWindow *window);
/* Whose activity is logged; 0 for nobody. A line typed for one customer stays with that customer. */
void garrison_composer_set_customer (GarrisonComposer *self, gint64 customer);
void garrison_composer_grab (GarrisonComposer *self);
/* "call", "visit", … */
void garrison_composer_set_kind (GarrisonComposer *self, const char *kind);
/* TRUE while a line is there that was not logged. */
gboolean garrison_composer_has_text (GarrisonComposer *self);
/* (transfer floating): everything that was typed and not logged, for garrison_composer_bring_back(). */
GVariant *garrison_composer_keep (GarrisonComposer *self);
void garrison_composer_bring_back (GarrisonComposer *self, GVariant *kept);

G_END_DECLS
