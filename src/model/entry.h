/* What stands on a timeline, and the small records of a customer: immutable GObjects made from reads.
 * All texts are as stored (no markup); ids are 0 for none. Any thread. */
#pragma once

#include <glib-object.h>

#include "store/rows.h"

G_BEGIN_DECLS

/* One entry: something done (an activity), something that happened (a timeline row of an act), or
 * something planned (an open task). */
#define GARRISON_TYPE_ENTRY (garrison_entry_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonEntry, garrison_entry, GARRISON, ENTRY, GObject)

typedef enum
{
  GARRISON_ENTRY_DONE,     /* activity: kinds 'call' … 'note' */
  GARRISON_ENTRY_HAPPENED, /* timeline: kinds 'created', 'transferred', 'won', 'payment', … */
  GARRISON_ENTRY_PLANNED,  /* task: kinds 'todo', 'call', … */
} GarrisonEntryState;

/* Reads give these columns, in this order. @state is the GarrisonEntryState as a number. */
#define GARRISON_ENTRY_COLUMNS                                                                     \
  "state, id, customer, customer_name, person, kind, text, at, recorded_at, minutes, outcome, "    \
  "deal, contact, corrects, corrected_by"
GarrisonEntry *garrison_entry_new_from_rows (GarrisonRows *rows, guint row);

GarrisonEntryState garrison_entry_get_state (GarrisonEntry *self);
gint64 garrison_entry_get_id (GarrisonEntry *self);
gint64 garrison_entry_get_customer (GarrisonEntry *self);
const char *garrison_entry_get_customer_name (GarrisonEntry *self);
gint64 garrison_entry_get_person (GarrisonEntry *self);
const char *garrison_entry_get_kind (GarrisonEntry *self);
const char *garrison_entry_get_text (GarrisonEntry *self);
/* When it happened, as claimed, and when the store heard of it; for a plan: when it is due. */
gint64 garrison_entry_get_at (GarrisonEntry *self);
gint64 garrison_entry_get_recorded_at (GarrisonEntry *self);
gint64 garrison_entry_get_minutes (GarrisonEntry *self);
gint64 garrison_entry_get_outcome (GarrisonEntry *self);
gint64 garrison_entry_get_deal (GarrisonEntry *self);
gint64 garrison_entry_get_contact (GarrisonEntry *self);
/* The entry that this one corrects, and the newer one that corrects it. */
gint64 garrison_entry_get_corrects (GarrisonEntry *self);
gint64 garrison_entry_get_corrected_by (GarrisonEntry *self);

#define GARRISON_TYPE_CONTACT (garrison_contact_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonContact, garrison_contact, GARRISON, CONTACT, GObject)
/* Masked, unless it may be seen. */
#define GARRISON_CONTACT_DETAIL(field)                                                             \
  "(SELECT coalesce(i.value, i.shown) FROM contact_detail i WHERE i.relation = 'contact' AND "     \
  "i.record = t.id AND i.field = '" field "')"
/* 1 when it is there and not to be seen. */
#define GARRISON_CONTACT_MASKED(field)                                                             \
  "(SELECT CASE WHEN i.value IS NULL THEN 1 ELSE 0 END FROM contact_detail i WHERE i.relation = "  \
  "'contact' AND i.record = t.id AND i.field = '" field "')"
#define GARRISON_CONTACT_COLUMNS                                                                   \
  "t.id, t.customer, t.name, t.title, t.department, " GARRISON_CONTACT_DETAIL ("phone") ", "        \
  GARRISON_CONTACT_DETAIL ("mobile") ", " GARRISON_CONTACT_DETAIL ("email") ", "                    \
  GARRISON_CONTACT_DETAIL ("messenger") ", " GARRISON_CONTACT_DETAIL ("address") ", "               \
  "t.birthday, t.note, t.main, t.version, " GARRISON_CONTACT_MASKED ("phone") ", "                  \
  GARRISON_CONTACT_MASKED ("mobile") ", " GARRISON_CONTACT_MASKED ("email") ", "                    \
  GARRISON_CONTACT_MASKED ("messenger") ", " GARRISON_CONTACT_MASKED ("address")
GarrisonContact *garrison_contact_new_from_rows (GarrisonRows *rows, guint row);
gint64 garrison_contact_get_id (GarrisonContact *self);
gint64 garrison_contact_get_customer (GarrisonContact *self);
gint64 garrison_contact_get_version (GarrisonContact *self);
gboolean garrison_contact_is_main (GarrisonContact *self);
gint garrison_contact_get_birthday (GarrisonContact *self);
/* @field: "name", "title", "department", "phone", "mobile", "email", "messenger", "address", "note".
 * (nullable) */
const char *garrison_contact_get_text (GarrisonContact *self, const char *field);
/* TRUE when @field, one of the five that reach somebody, is there but the text is only a mask: it is
 * to be disclosed first. */
gboolean garrison_contact_is_masked (GarrisonContact *self, const char *field);
/* TRUE when any of them is. */
gboolean garrison_contact_has_masks (GarrisonContact *self);

#define GARRISON_TYPE_DEAL (garrison_deal_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonDeal, garrison_deal, GARRISON, DEAL, GObject)
#define GARRISON_DEAL_COLUMNS                                                                      \
  "d.id, d.customer, d.name, d.owner, d.stage, d.status, d.amount, d.currency, d.expected_day, "   \
  "d.opened_day, d.closed_day, d.stage_since, d.product, d.lost_reason, d.note, d.version"
GarrisonDeal *garrison_deal_new_from_rows (GarrisonRows *rows, guint row);
gint64 garrison_deal_get_id (GarrisonDeal *self);
gint64 garrison_deal_get_customer (GarrisonDeal *self);
const char *garrison_deal_get_name (GarrisonDeal *self);
gint64 garrison_deal_get_owner (GarrisonDeal *self);
gint64 garrison_deal_get_stage (GarrisonDeal *self);
/* 'open', 'won', 'lost' */
const char *garrison_deal_get_status (GarrisonDeal *self);
gint64 garrison_deal_get_amount (GarrisonDeal *self);
const char *garrison_deal_get_currency (GarrisonDeal *self);
/* Days, 0 for none. */
gint garrison_deal_get_expected_day (GarrisonDeal *self);
gint garrison_deal_get_opened_day (GarrisonDeal *self);
gint garrison_deal_get_closed_day (GarrisonDeal *self);
gint garrison_deal_get_stage_since (GarrisonDeal *self);
gint64 garrison_deal_get_product (GarrisonDeal *self);
gint64 garrison_deal_get_lost_reason (GarrisonDeal *self);
const char *garrison_deal_get_note (GarrisonDeal *self);
gint64 garrison_deal_get_version (GarrisonDeal *self);

#define GARRISON_TYPE_TASK (garrison_task_get_type ())
G_DECLARE_FINAL_TYPE (GarrisonTask, garrison_task, GARRISON, TASK, GObject)
#define GARRISON_TASK_COLUMNS                                                                      \
  "t.id, t.customer, t.deal, t.person, t.kind, t.text, t.due_at, t.timed, t.done_at, t.version"
GarrisonTask *garrison_task_new_from_rows (GarrisonRows *rows, guint row);
gint64 garrison_task_get_id (GarrisonTask *self);
gint64 garrison_task_get_customer (GarrisonTask *self);
gint64 garrison_task_get_deal (GarrisonTask *self);
gint64 garrison_task_get_person (GarrisonTask *self);
const char *garrison_task_get_kind (GarrisonTask *self);
const char *garrison_task_get_text (GarrisonTask *self);
gint64 garrison_task_get_due_at (GarrisonTask *self);
/* FALSE: any time of that day. */
gboolean garrison_task_is_timed (GarrisonTask *self);
gint64 garrison_task_get_done_at (GarrisonTask *self);
gint64 garrison_task_get_version (GarrisonTask *self);

G_END_DECLS
