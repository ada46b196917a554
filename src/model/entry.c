#include "model/entry.h"

/* A record keeps the rows that it was read with and answers from them: nothing is copied. */
#define RECORD(Type, type)                                                                         \
  struct _##Type                                                                                   \
  {                                                                                                \
    GObject parent_instance;                                                                       \
    GarrisonRows *rows;                                                                            \
    guint row;                                                                                     \
  };                                                                                               \
  G_DEFINE_FINAL_TYPE (Type, type, G_TYPE_OBJECT)                                                  \
                                                                                                   \
  static void type##_finalize (GObject *object)                                                    \
  {                                                                                                \
    Type *self = (Type *) object;                                                                  \
    g_clear_pointer (&self->rows, garrison_rows_unref);                                            \
    G_OBJECT_CLASS (type##_parent_class)->finalize (object);                                       \
  }                                                                                                \
  static void type##_class_init (Type##Class *klass)                                               \
  {                                                                                                \
    G_OBJECT_CLASS (klass)->finalize = type##_finalize;                                            \
  }                                                                                                \
  static void type##_init (Type *self)                                                             \
  {                                                                                                \
  }                                                                                                \
  Type *type##_new_from_rows (GarrisonRows *rows, guint row)                                       \
  {                                                                                                \
    Type *self = g_object_new (type##_get_type (), NULL);                                          \
    self->rows = garrison_rows_ref (rows);                                                         \
    self->row = row;                                                                               \
    return self;                                                                                   \
  }

#define INT_GETTER(Ctype, Type, type, name, column)                                                \
  Ctype type##_##name (Type *self)                                                                 \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, 0);                                                        \
    return (Ctype) garrison_rows_get_int (self->rows, self->row, column);                          \
  }

#define TEXT_GETTER(Type, type, name, column)                                                      \
  const char *type##_##name (Type *self)                                                           \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, NULL);                                                     \
    return garrison_rows_get_text (self->rows, self->row, column);                                 \
  }

RECORD (GarrisonEntry, garrison_entry)
INT_GETTER (GarrisonEntryState, GarrisonEntry, garrison_entry, get_state, 0)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_id, 1)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_customer, 2)
TEXT_GETTER (GarrisonEntry, garrison_entry, get_customer_name, 3)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_person, 4)
TEXT_GETTER (GarrisonEntry, garrison_entry, get_kind, 5)
TEXT_GETTER (GarrisonEntry, garrison_entry, get_text, 6)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_at, 7)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_recorded_at, 8)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_minutes, 9)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_outcome, 10)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_deal, 11)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_contact, 12)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_corrects, 13)
INT_GETTER (gint64, GarrisonEntry, garrison_entry, get_corrected_by, 14)

RECORD (GarrisonContact, garrison_contact)
INT_GETTER (gint64, GarrisonContact, garrison_contact, get_id, 0)
INT_GETTER (gint64, GarrisonContact, garrison_contact, get_customer, 1)
INT_GETTER (gint, GarrisonContact, garrison_contact, get_birthday, 10)
INT_GETTER (gboolean, GarrisonContact, garrison_contact, is_main, 12)
INT_GETTER (gint64, GarrisonContact, garrison_contact, get_version, 13)

const char *
garrison_contact_get_text (GarrisonContact *self, const char *field)
{
  static const struct
  {
    const char *field;
    guint column;
  } fields[] = {
    { "name", 2 },  { "title", 3 },     { "department", 4 }, { "phone", 5 }, { "mobile", 6 },
    { "email", 7 }, { "messenger", 8 }, { "address", 9 },    { "note", 11 },
  };

  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].field, field))
      return garrison_rows_get_text (self->rows, self->row, fields[i].column);
  g_return_val_if_reached (NULL);
}

static const char *const CONTACT_DETAILS[] = { "phone", "mobile", "email", "messenger", "address" };

gboolean
garrison_contact_is_masked (GarrisonContact *self, const char *field)
{
  g_return_val_if_fail (self != NULL && field != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (CONTACT_DETAILS); i++)
    if (g_str_equal (CONTACT_DETAILS[i], field))
      return garrison_rows_get_int (self->rows, self->row, 14 + i) != 0;
  return FALSE;
}

gboolean
garrison_contact_has_masks (GarrisonContact *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (CONTACT_DETAILS); i++)
    if (garrison_contact_is_masked (self, CONTACT_DETAILS[i]))
      return TRUE;
  return FALSE;
}

RECORD (GarrisonDeal, garrison_deal)
INT_GETTER (gint64, GarrisonDeal, garrison_deal, get_id, 0)
INT_GETTER (gint64, GarrisonDeal, garrison_deal, get_customer, 1)
TEXT_GETTER (GarrisonDeal, garrison_deal, get_name, 2)
INT_GETTER (gint64, GarrisonDeal, garrison_deal, get_owner, 3)
INT_GETTER (gint64, GarrisonDeal, garrison_deal, get_stage, 4)
TEXT_GETTER (GarrisonDeal, garrison_deal, get_status, 5)
INT_GETTER (gint64, GarrisonDeal, garrison_deal, get_amount, 6)
TEXT_GETTER (GarrisonDeal, garrison_deal, get_currency, 7)
INT_GETTER (gint, GarrisonDeal, garrison_deal, get_expected_day, 8)
INT_GETTER (gint, GarrisonDeal, garrison_deal, get_opened_day, 9)
INT_GETTER (gint, GarrisonDeal, garrison_deal, get_closed_day, 10)
INT_GETTER (gint, GarrisonDeal, garrison_deal, get_stage_since, 11)
INT_GETTER (gint64, GarrisonDeal, garrison_deal, get_product, 12)
INT_GETTER (gint64, GarrisonDeal, garrison_deal, get_lost_reason, 13)
TEXT_GETTER (GarrisonDeal, garrison_deal, get_note, 14)
INT_GETTER (gint64, GarrisonDeal, garrison_deal, get_version, 15)

RECORD (GarrisonTask, garrison_task)
INT_GETTER (gint64, GarrisonTask, garrison_task, get_id, 0)
INT_GETTER (gint64, GarrisonTask, garrison_task, get_customer, 1)
INT_GETTER (gint64, GarrisonTask, garrison_task, get_deal, 2)
INT_GETTER (gint64, GarrisonTask, garrison_task, get_person, 3)
TEXT_GETTER (GarrisonTask, garrison_task, get_kind, 4)
TEXT_GETTER (GarrisonTask, garrison_task, get_text, 5)
INT_GETTER (gint64, GarrisonTask, garrison_task, get_due_at, 6)
INT_GETTER (gboolean, GarrisonTask, garrison_task, is_timed, 7)
INT_GETTER (gint64, GarrisonTask, garrison_task, get_done_at, 8)
INT_GETTER (gint64, GarrisonTask, garrison_task, get_version, 9)
