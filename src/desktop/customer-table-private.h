/* What the files of the list of customers share. */
#pragma once

#include "desktop/customer-columns.h"
#include "desktop/customer-selection.h"
#include "desktop/customer-table.h"

G_BEGIN_DECLS

struct _GarrisonCustomerTable
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkColumnView *view;
  GtkPopoverMenu *menu; /* for a row */
  GarrisonCustomerList *list;
  GarrisonCustomerSelection *selection;
  GarrisonColumnContext context;
  GPtrArray *columns; /* of GtkColumnViewColumn, in the order of the kinds */
  GSimpleActionGroup *actions;
  const char *asked_key;    /* see find_sort() */
  guint kept_position;
  gint64 current;           /* the customer selected before the list changed */
  guint deferred;           /* a selected row that was pressed: selected alone on release */
  int room;                 /* px for all columns; 0: not known yet */
  int *widths;              /* of the columns in the order of the kinds, chosen by hand; 0: the kind's own */
  double scale;             /* of the letters to those that the kinds' widths are made for */
  gboolean fitting;         /* while widths are set by us */
  guint refresh_source;
  gboolean settling;        /* to be scrolled to what is selected */
  guint laid_out;           /* how many rows have got their places since then */
  guint settle_source;
};

/* customer-table-columns.c */
void garrison_customer_table_init_columns (GarrisonCustomerTable *self);
void garrison_customer_table_add_columns (GarrisonCustomerTable *self);
void garrison_customer_table_follow_sorter (GarrisonCustomerTable *self);
/* Widths anew after the letters changed. */
void garrison_customer_table_fit_letters (GarrisonCustomerTable *self);
/* customer-table-rows.c */
void garrison_customer_table_follow_scrolling (GarrisonCustomerTable *self);
/* Fetches and paints what is seen and is not up to date. */
void garrison_customer_table_refresh_rows (GarrisonCustomerTable *self);
/* Scrolls to the first selected customer, or to the beginning when none is, once the rows have their places. */
void garrison_customer_table_settle (GarrisonCustomerTable *self);

G_END_DECLS
