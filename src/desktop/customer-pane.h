/* The customer pane: who it is, how complete, the next step, contacts, deals, the last of the timeline,
 * and the composer. It follows its customer by itself (model/customer-detail.h). Main thread only. */
#pragma once

#include "desktop/window.h"
#include "model/customer-detail.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_CUSTOMER_PANE (garrison_customer_pane_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonCustomerPane, garrison_customer_pane, GARRISON, CUSTOMER_PANE, GtkWidget)

/* Once, before it is shown. */
void garrison_customer_pane_set_window (GarrisonCustomerPane *self, GarrisonWindow *window);
void garrison_customer_pane_set_customer (GarrisonCustomerPane *self, gint64 customer);
GarrisonCustomerDetail *garrison_customer_pane_get_detail (GarrisonCustomerPane *self);
/* Puts the focus into the composer's line. */
void garrison_customer_pane_compose (GarrisonCustomerPane *self);
/* Asks what the details of the main contact are for, or the customer's own where those are seen or there are none. */
void garrison_customer_pane_disclose (GarrisonCustomerPane *self);
gboolean garrison_customer_pane_has_draft (GarrisonCustomerPane *self);
/* What was typed and not logged, as garrison_composer_keep(). */
GVariant *garrison_customer_pane_keep_drafts (GarrisonCustomerPane *self);
void garrison_customer_pane_bring_back_drafts (GarrisonCustomerPane *self, GVariant *kept);

/* Signal "step" (int): the buttons for the customer before (-1) and after (1). */

G_END_DECLS
