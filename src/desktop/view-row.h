/* A view in the sidebar: icon, title, how many customers it has, and for "due" how many are late. */
#pragma once

#include <gtk/gtk.h>

#include "model/directory.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_VIEW_ROW (garrison_view_row_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonViewRow, garrison_view_row, GARRISON, VIEW_ROW, GtkListBoxRow)

GtkWidget *garrison_view_row_new (const char *key, const char *icon, const char *title, const char *question);
const char *garrison_view_row_get_key (GarrisonViewRow *self);
const char *garrison_view_row_get_title (GarrisonViewRow *self);
const char *garrison_view_row_get_question (GarrisonViewRow *self);
/* Counts anew soon, several wishes at once, off the main thread; the old figure stays until the new one is there. */
void garrison_view_row_count (GarrisonViewRow *self, GarrisonDirectory *directory);

G_END_DECLS
