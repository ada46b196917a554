/* The cards of a dashboard in as many columns as there is room for, or one of them in all the room.
 * Rows share the height that is there and are never lower than a readable card. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GARRISON_TYPE_CHART_BOARD (garrison_chart_board_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonChartBoard, garrison_chart_board, GARRISON, CHART_BOARD, GtkWidget)

void garrison_chart_board_append (GarrisonChartBoard *self, GtkWidget *card);
void garrison_chart_board_clear (GarrisonChartBoard *self);
guint garrison_chart_board_get_n_cards (GarrisonChartBoard *self);
GtkWidget *garrison_chart_board_get_card (GarrisonChartBoard *self, guint index);
/* -1 when it is not there. */
int garrison_chart_board_find (GarrisonChartBoard *self, GtkWidget *card);
/* @card: (nullable): the only one to show; NULL: all. */
void garrison_chart_board_set_alone (GarrisonChartBoard *self, GtkWidget *card);
GtkWidget *garrison_chart_board_get_alone (GarrisonChartBoard *self);
/* How many columns stand beside one another at @width. */
guint garrison_chart_board_columns_for (int width);

G_END_DECLS
