/* Small widgets that the rows of the customer pane are made of. Main thread only; all (transfer floating). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line, cut where there is no room. @style: (nullable): a style class. */
GtkWidget *garrison_pane_label_new (const char *text, const char *style, gboolean expand);
/* @label is what it is called. */
GtkWidget *garrison_pane_row_new (GtkWidget *child, const char *label);
/* @target: (transfer floating): the action's parameter. */
GtkWidget *garrison_pane_button_new (const char *icon, const char *label, const char *action, GVariant *target);
GtkWidget *garrison_pane_menu_button_new (GMenu *menu, const char *label);
void garrison_pane_menu_append (GMenu *menu, const char *label, const char *action, gint64 id);

G_END_DECLS
