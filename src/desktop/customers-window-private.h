/* What the files of the customers window share. */
#pragma once

#include "desktop/customer-pane.h"
#include "desktop/customer-table.h"
#include "desktop/customers-window.h"
#include "desktop/filter-bar.h"
#include "desktop/pool-page.h"
#include "desktop/sidebar.h"
#include "desktop/width-bin.h"
#include "model/customer-list.h"

G_BEGIN_DECLS

struct _GarrisonCustomersWindow
{
  GarrisonWindow parent_instance;
  GarrisonCustomerList *list;
  char *base;            /* the question of the view, without filters */
  char *title;
  char *own_layout;      /* of the views that are no segment, while a segment is shown */
  gint64 pool;           /* that is shown instead of a list, or 0 */
  gboolean lent_sidebar; /* revealed for a drag only */

  GtkWidget *drop_area;
  GtkWidget *drop_hint;
  GarrisonWidthBin *bin;
  AdwFlap *outer;
  AdwFlap *inner;
  GarrisonSidebar *sidebar;
  GarrisonCustomerPane *pane;
  GarrisonCustomerTable *table;
  GarrisonFilterBar *filters;
  GtkWidget *header;
  GtkSearchEntry *search;
  GtkWidget *sidebar_toggle;
  GtkWidget *pane_toggle;
  GtkWidget *new_label;
  GtkWidget *timeline_button;
  GtkWidget *charts_button;
  GtkWidget *timeline_label;
  GtkWidget *charts_label;
  GtkWidget *columns_label;
  GtkLabel *view_title;
  GtkLabel *view_count;
  GtkSpinner *busy;
  GtkMenuButton *columns_button;
  AdwToastOverlay *toasts;
  GtkStack *list_stack;
  GarrisonPoolPage *pool_page;
  AdwStatusPage *empty_page;
  GtkWidget *empty_button;
  GtkWidget *bar;
  GtkLabel *selected_label;
  GtkLabel *sum_label;
};

/* customers-window-actions.c */
void garrison_customers_window_install_actions (GtkWidgetClass *widget_class);
void garrison_customers_window_update_actions (GarrisonCustomersWindow *self);

/* customers-window-segments.c */
void garrison_customers_window_follow_segments (GarrisonCustomersWindow *self);
/* Before something is shown that is no segment: its columns and order are not the segment's. */
void garrison_customers_window_leave_segment (GarrisonCustomersWindow *self);
void garrison_customers_window_save_segment (GarrisonCustomersWindow *self);
/* What is to be there again the next time. */
void garrison_customers_window_keep_view (GarrisonCustomersWindow *self);

G_END_DECLS
