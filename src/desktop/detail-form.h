/* A form over a customer or contact that is there obeys what the person's role may do with its fields: contact
 * details that were not disclosed are a mask with a button to show them first, fields that the role only reads are
 * locked, hidden ones are not there. Main thread only. */
#pragma once

#include "desktop/form-dialog.h"
#include "model/customer-detail.h"

G_BEGIN_DECLS

/* After the form was filled. @detail: has the record loaded; @relation: "customer" or "contact"; @record: its id. */
void garrison_detail_form_guard (GarrisonFormDialog *dialog, GarrisonCustomerDetail *detail, const char *relation,
                                 gint64 record);

G_END_DECLS
