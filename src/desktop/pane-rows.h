/* The rows of the customer pane: contacts, deals, entries. Their buttons and menus activate actions of
 * the pane ("pane.…"), whose target is the record's id. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "desktop/words.h"
#include "model/entry.h"

G_BEGIN_DECLS

GtkWidget *garrison_contact_row_new (GarrisonContact *contact);
GtkWidget *garrison_deal_row_new (GarrisonDeal *deal, GarrisonDirectory *directory,
                                  const GarrisonMoment *moment);
GtkWidget *garrison_entry_row_new (GarrisonEntry *entry, GarrisonDirectory *directory,
                                   const GarrisonMoment *moment);

G_END_DECLS
