/* What the files of the customer pane share. */
#pragma once

#include "desktop/composer.h"
#include "desktop/customer-pane.h"
#include "desktop/disclosure-popover.h"
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
  GtkWidget *reach;
  GtkLabel *allowance;
  GtkWidget *contacts;
  GtkWidget *no_contacts;
  GtkLabel *open_deals;
  GtkWidget *deals;
  GtkWidget *no_deals;
  GtkWidget *entries;
  GtkWidget *no_entries;
  GarrisonComposer *composer;

  GtkWidget *disclosure; /* the popover that asks what for */
  char *wanted_relation; /* (nullable): whose details get the keys when they are there */
  gint64 wanted_record;
};

/* customer-pane-actions.c */
void garrison_customer_pane_install_actions (GtkWidgetClass *widget_class);
/* Switches actions by what there is and what the person may do. */
void garrison_customer_pane_update_actions (GarrisonCustomerPane *self);
/* customer-pane-disclosure.c: shows contact details, copies them. */
void garrison_customer_pane_add_disclosure (GarrisonCustomerPane *self);
/* When what is shown was read anew. */
void garrison_customer_pane_update_disclosure (GarrisonCustomerPane *self);
/* (transfer full) (nullable) */
GarrisonContact *garrison_customer_pane_find_contact (GarrisonCustomerPane *self, gint64 contact);
/* Lets the popover ask what the details are for. */
void garrison_customer_pane_ask_purpose (GarrisonCustomerPane *self, const char *relation, gint64 record);
/* Shows a contact's details, if they are masked and may be, and opens the composer with @kind, which is the purpose. */
void garrison_customer_pane_log_with (GarrisonCustomerPane *self, gint64 contact, const char *kind);
void garrison_customer_pane_copy_detail (GarrisonCustomerPane *self, const char *relation, gint64 record,
                                         const char *field);

G_END_DECLS
