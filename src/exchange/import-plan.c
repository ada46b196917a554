/* The dry run: every row is read, looked up, and compared with what is there and with the file
 * itself. */
#include <glib/gi18n-lib.h>

#include "base/phone.h"
#include "base/text.h"
#include "exchange/import-plan.h"

/* Rows of a file have no ids yet: each stands for itself by a negative number. */
#define ROW_ID(row) (-1 - (gint64)(row))

typedef struct
{
  guint32 row;
  guint64 line;
  char *parent;
} Child;

static void
free_child (gpointer data)
{
  g_free (((Child *)data)->parent);
  g_free (data);
}

const char *
garrison_import_twin_reason (const char *skip, gboolean in_file)
{
  if (g_str_equal (skip, "duplicate-code"))
    return in_file ? _ ("Another row of the file has the same code")
                   : _ ("One with the same code is there already");
  if (g_str_equal (skip, "duplicate-phone"))
    return in_file ? _ ("Another row of the file has the same telephone number")
                   : _ ("One with the same telephone number is there already");
  if (g_str_equal (skip, "duplicate-number"))
    return in_file ? _ ("Another row of the file has the same code or telephone number")
                   : _ ("One with the same code or telephone number is there already");
  if (g_str_equal (skip, "out-of-reach"))
    return _ ("That belongs to somebody out of your reach");
  if (g_str_equal (skip, "no-name"))
    return _ ("The name has neither letters nor digits");
  return in_file ? _ ("Another row of the file is the same") : _ ("It is there already");
}

static const char *
text_of (GarrisonImport *self, const GarrisonImportRecord *record, const char *field)
{
  return record->texts[garrison_import_field_index (self, field)];
}

/* Whether @key is known; it is from now on. */
static gint64
add_key (GarrisonImport *self, GarrisonCustomerKey kind, const char *key, guint32 row)
{
  gint64 there = garrison_customer_keys_find (self->keys, kind, key);

  if (there == 0)
    garrison_customer_keys_add (self->keys, kind, key, ROW_ID (row));
  return there;
}

static GarrisonImportTwin
twin_of_customer (GarrisonImport *self, const GarrisonImportRecord *record)
{
  static const struct
  {
    GarrisonCustomerKey kind;
    const char *skip;
  } order[] = { { GARRISON_CUSTOMER_KEY_CODE, "duplicate-code" },
                { GARRISON_CUSTOMER_KEY_NAME, "duplicate-name" },
                { GARRISON_CUSTOMER_KEY_PHONE, "duplicate-phone" } };
  g_autofree char *name = garrison_text_name_key (text_of (self, record, "name"));
  g_autofree char *phone = garrison_phone_key (text_of (self, record, "phone"));
  const char *keys[] = { text_of (self, record, "credit_code"), name, phone };

  if (*name == '\0')
    return (GarrisonImportTwin){ ROW_ID (record->row), "no-name" };
  if (self->flags & GARRISON_IMPORT_SAME_PHONE)
    keys[2] = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gint64 there = garrison_customer_keys_find (self->keys, order[i].kind, keys[i]);

      if (there != 0)
        return (GarrisonImportTwin){ there, order[i].skip };
    }
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_key (self, order[i].kind, keys[i], record->row);
  return (GarrisonImportTwin){ 0, NULL };
}

static GarrisonImportTwin
twin_of_product (GarrisonImport *self, const GarrisonImportRecord *record)
{
  g_autofree char *name = garrison_text_name_key (text_of (self, record, "name"));
  const char *code = text_of (self, record, "code");
  gint64 there;

  if (*name == '\0')
    return (GarrisonImportTwin){ ROW_ID (record->row), "no-name" };
  there = garrison_import_names_find (self->names, "product", text_of (self, record, "name"), NULL);
  if (there == 0)
    there = garrison_customer_keys_find (self->keys, GARRISON_CUSTOMER_KEY_NAME, name);
  if (there != 0)
    return (GarrisonImportTwin){ there, "duplicate-name" };
  there = garrison_customer_keys_find (self->keys, GARRISON_CUSTOMER_KEY_CODE, code);
  if (there != 0)
    return (GarrisonImportTwin){ there, "duplicate-code" };
  add_key (self, GARRISON_CUSTOMER_KEY_NAME, name, record->row);
  add_key (self, GARRISON_CUSTOMER_KEY_CODE, code, record->row);
  return (GarrisonImportTwin){ 0, NULL };
}

static GarrisonImportTwin
twin_of (GarrisonImport *self, const GarrisonImportRecord *record)
{
  g_autofree char *key = NULL, *name = NULL;

  switch (self->kind)
    {
    case GARRISON_EXCHANGE_CUSTOMERS:
      return twin_of_customer (self, record);
    case GARRISON_EXCHANGE_PRODUCTS:
      return twin_of_product (self, record);
    case GARRISON_EXCHANGE_CONTACTS:
      name = garrison_text_name_key (text_of (self, record, "name"));
      key = g_strdup_printf ("%" G_GINT64_FORMAT ":%s",
                             record->values[garrison_import_field_index (self, "customer")].integer,
                             name);
      return (GarrisonImportTwin){ add_key (self, GARRISON_CUSTOMER_KEY_CONTACT, key, record->row),
                                   "duplicate-name" };
    case GARRISON_EXCHANGE_DEALS:
      return (GarrisonImportTwin){ add_key (self, GARRISON_CUSTOMER_KEY_DEAL,
                                            text_of (self, record, "external_id"), record->row),
                                   "duplicate-id" };
    case GARRISON_EXCHANGE_PEOPLE:
    case GARRISON_EXCHANGE_ACTIVITIES:
    default:
      return (GarrisonImportTwin){ 0, NULL };
    }
}

gboolean
garrison_import_load_keys (GarrisonImport *self, GCancellable *cancellable, GError **error)
{
  g_clear_pointer (&self->keys, garrison_customer_keys_free);
  self->keys = garrison_customer_keys_new ();
  if (self->kind == GARRISON_EXCHANGE_PEOPLE || self->kind == GARRISON_EXCHANGE_PRODUCTS)
    return TRUE;
  return garrison_customer_keys_load (self->keys, self->store, cancellable, error)
         && (self->kind != GARRISON_EXCHANGE_CONTACTS
             || garrison_customer_keys_load_contacts (self->keys, self->store, cancellable, error))
         && (self->kind != GARRISON_EXCHANGE_DEALS
             || garrison_customer_keys_load_deals (self->keys, self->store, cancellable, error));
}

/* Which way round dates stand: what one date of the file shows holds for all. */
static void
look_at_date (const char *text, guint *day_first, guint *month_first)
{
  char *end;
  guint64 first = g_ascii_strtoull (text, &end, 10), second;

  if (end == text || end - text > 2 || strchr ("/.-", *end) == NULL || *end == '\0')
    return;
  text = end + 1;
  second = g_ascii_strtoull (text, &end, 10);
  if (end == text || end - text > 2 || *end == '\0' || strchr ("/.-", *end) == NULL)
    return;
  *day_first += first > 12 && second <= 12;
  *month_first += second > 12 && first <= 12;
}

static gboolean
is_date (GarrisonRead read)
{
  return read == GARRISON_READ_DAY || read == GARRISON_READ_TIME || read == GARRISON_READ_BIRTHDAY;
}

gboolean
garrison_import_find_order (GarrisonImport *self, GCancellable *cancellable, GError **error)
{
  guint day_first = 0, month_first = 0;
  GarrisonImportPass pass;
  GError *local = NULL;
  GarrisonCsvRow row;
  gboolean dates = FALSE;

  for (guint c = 0; c < self->n_columns; c++)
    dates = dates || (self->field_of[c] >= 0 && is_date (self->fields[self->field_of[c]].read));
  if (self->order_given || !dates)
    return TRUE;
  if (!garrison_import_pass_begin (self, &pass, cancellable, error))
    return FALSE;
  while (day_first + month_first == 0 && garrison_import_pass_row (&pass, &row, &local))
    for (guint c = 0; c < MIN (row.n_fields, self->n_columns); c++)
      if (self->field_of[c] >= 0 && is_date (self->fields[self->field_of[c]].read))
        look_at_date (row.fields[c].text, &day_first, &month_first);
  garrison_import_pass_end (&pass);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (day_first != month_first)
    self->order
      = day_first > month_first ? GARRISON_DAY_ORDER_DAY_FIRST : GARRISON_DAY_ORDER_MONTH_FIRST;
  return TRUE;
}

static Child *
child_of (GarrisonImport *self, const GarrisonImportRecord *record)
{
  const char *parent
    = self->kind == GARRISON_EXCHANGE_CUSTOMERS ? text_of (self, record, "parent") : NULL;
  Child *child;

  if (parent == NULL)
    return NULL;
  child = g_new0 (Child, 1);
  *child = (Child){ record->row, record->line, g_strdup (parent) };
  return child;
}

/* Now that all names of the file are known: parents that are nowhere. */
static void
ask_for_parents (GarrisonImport *self, GPtrArray *children)
{
  int field = garrison_import_field_index (self, "parent");

  for (guint i = 0; i < children->len; i++)
    {
      const Child *child = children->pdata[i];
      g_autofree char *key = garrison_text_name_key (child->parent), *reason = NULL;
      GarrisonImportFound *found;

      if (garrison_customer_keys_find (self->keys, GARRISON_CUSTOMER_KEY_NAME, key) != 0)
        continue;
      found = garrison_import_find (self, field, child->parent);
      if (found->asked == NULL)
        continue;
      if (found->asked->public.n_rows++ == 0)
        found->asked->public.line = child->line;
      reason = g_strdup_printf (_ ("%s: “%s” is not known"),
                                garrison_exchange_field_label ("parent"), child->parent);
      garrison_import_refuse (self, child->row, child->line, reason);
      self->report.n_created--;
    }
}

static void
count_twin (GarrisonImport *self, const GarrisonImportRecord *record, GarrisonImportTwin twin)
{
  gboolean in_file = twin.id < 0 && twin.id != GARRISON_CUSTOMER_SEVERAL;

  if (!g_str_equal (twin.reason, "no-name"))
    *(in_file ? &self->report.n_duplicates_in_file : &self->report.n_duplicates) += 1;
  garrison_import_refuse (self, record->row, record->line,
                          garrison_import_twin_reason (twin.reason, in_file));
}

gboolean
garrison_import_read_all (GarrisonImport *self,
                          gboolean twins,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (free_child);
  GarrisonImportRecord record = { 0 };
  GarrisonImportPass pass;
  GError *local = NULL;

  if (!garrison_import_pass_begin (self, &pass, cancellable, error))
    return FALSE;
  while (garrison_import_pass_next (&pass, &record, &local))
    {
      GarrisonImportTwin twin = twins ? twin_of (self, &record) : (GarrisonImportTwin){ 0, NULL };
      Child *child = twin.id == 0 ? child_of (self, &record) : NULL;

      if (twin.id != 0)
        count_twin (self, &record, twin);
      else
        self->report.n_created++;
      if (child != NULL)
        g_ptr_array_add (children, child);
    }
  garrison_import_record_clear (&record);
  garrison_import_pass_end (&pass);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  ask_for_parents (self, children);
  garrison_import_finish_people (self);
  self->report.n_created += self->file_managers->len;
  return TRUE;
}
