/* Asks what contact details are wanted for, in one step, and discloses those of one record; or says that
 * today's allowance is used up, and asks for more. Quietly below: how much of the allowance is used.
 *
 * It is a popover of whatever shows the details. Main thread only. */
#pragma once

#include "desktop/window.h"
#include "model/customer-detail.h"

G_BEGIN_DECLS

#define GARRISON_TYPE_DISCLOSURE_POPOVER (garrison_disclosure_popover_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonDisclosurePopover, garrison_disclosure_popover, GARRISON, DISCLOSURE_POPOVER, GtkPopover)

/* @detail: tells the allowance. Both must live as long as the popover. (transfer floating) */
GtkWidget *garrison_disclosure_popover_new (GarrisonWindow *window, GarrisonCustomerDetail *detail);
/* Whose details: @relation "customer" or "contact". */
void garrison_disclosure_popover_set_record (GarrisonDisclosurePopover *self, const char *relation, gint64 record);
/* Without asking, for a purpose that is known: "call", "mail" … It pops up only to say that there are no more. */
void garrison_disclosure_popover_disclose (GarrisonDisclosurePopover *self, const char *purpose);

/* Signal "disclosed" (purpose): the details may be read now. */

G_END_DECLS
