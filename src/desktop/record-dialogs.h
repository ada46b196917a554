/* The dialogs for records: each is a form whose button runs one act. Main thread only. */
#pragma once

#include "desktop/window.h"
#include "model/customer-detail.h"
#include "model/entry.h"

G_BEGIN_DECLS

/* @detail: (nullable): NULL for a new customer. @field: (nullable): the column to begin at. */
void garrison_customer_dialog_show (GarrisonWindow *window, GarrisonCustomerDetail *detail, const char *field);
/* @contact: (nullable): one of @detail's; NULL for a new one. */
void garrison_contact_dialog_show (GarrisonWindow *window, GarrisonCustomerDetail *detail, GarrisonContact *contact);
/* @deal: (nullable): NULL for a new one. */
void garrison_deal_dialog_show (GarrisonWindow *window, gint64 customer, GarrisonDeal *deal);
/* @task: (nullable): NULL for a new one. */
void garrison_task_dialog_show (GarrisonWindow *window, gint64 customer, GarrisonTask *task);
/* A tag for several customers. */
void garrison_tag_dialog_show (GarrisonWindow *window, const gint64 *ids, guint n);
void garrison_lose_dialog_show (GarrisonWindow *window, gint64 deal);
/* @deal: 0 for a payment that belongs to none. */
void garrison_payment_dialog_show (GarrisonWindow *window, gint64 customer, gint64 deal);

G_END_DECLS
