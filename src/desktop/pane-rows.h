/* The rows of the customer pane: how to reach somebody, contacts, deals, entries. Their buttons and menus activate actions of
 * the pane ("pane.…"), whose target names the record. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "desktop/words.h"
#include "model/customer-detail.h"

G_BEGIN_DECLS

GtkWidget *garrison_contact_row_new (GarrisonContact *contact);
/* How to reach the customer itself; NULL when nothing is known of that. */
GtkWidget *garrison_reach_row_new (GarrisonCustomerDetail *customer);
GtkWidget *garrison_deal_row_new (GarrisonDeal *deal, GarrisonDirectory *directory,
                                  const GarrisonMoment *moment);
GtkWidget *garrison_entry_row_new (GarrisonEntry *entry, GarrisonDirectory *directory,
                                   const GarrisonMoment *moment);

G_END_DECLS
