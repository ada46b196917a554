/* What the files of the customer pane share. */
#pragma once

#include "desktop/composer.h"
#include "desktop/customer-pane.h"
#include "desktop/words.h"

G_BEGIN_DECLS

struct _GarrisonCustomerPane
{
  GtkWidget parent_instance;
  GarrisonWindow *window; /* not owned: it holds us */
  GarrisonDirectory *directory;
  GarrisonCustomerDetail *detail;
  GarrisonMoment moment;

  GtkWidget *content;
  GtkStack *stack;
  GtkLabel *name;
  GtkLabel *line;
  GtkWidget *ring;
  GtkWidget *level;
  GtkWidget *owner_mark;
  GtkLabel *owner;
  GtkLabel *protected;
  GtkWidget *missing;
  GtkWidget *next_card;
  GtkLabel *next_text;
  GtkLabel *next_detail;
  GtkWidget *no_next;
  GtkWidget *contacts;
  GtkWidget *no_contacts;
  GtkLabel *open_deals;
  GtkWidget *deals;
  GtkWidget *no_deals;
  GtkWidget *entries;
  GtkWidget *no_entries;
  GarrisonComposer *composer;
};

/* customer-pane-actions.c */
void garrison_customer_pane_install_actions (GtkWidgetClass *widget_class);
/* Switches actions by what there is and what the person may do. */
void garrison_customer_pane_update_actions (GarrisonCustomerPane *self);

G_END_DECLS
