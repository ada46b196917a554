#include "model/customer-sheet.h"

#include "base/day.h"
#include "base/language.h"
#include "base/money.h"
#include "base/region.h"

#define MONTHS 12

/* The columns by the order of the SELECT. */
enum
{
  ID, NAME, LEVEL, OWNER, STAGE, INDUSTRY, CATEGORY, SOURCE, REGION, LAST_CONTACT, NEXT_DUE, NEXT_TEXT, PROTECTED, VALUE,
  COMPLETENESS, CREATED
};

#define CHOICE(of) "(SELECT h.name FROM choice h WHERE h.id = c." of ")"
static const char SQL[]
  = "SELECT c.id, c.name, " CHOICE ("level") ", (SELECT p.name FROM person p WHERE p.id = c.owner),"
    " (SELECT s.name FROM stage s WHERE s.id = c.stage), " CHOICE ("industry") ", " CHOICE ("category") ", " CHOICE ("source")
    ", c.region, c.last_contact_at, c.next_due_at, (SELECT t.text FROM task t WHERE t.id = c.next_task), c.protected_until,"
    " (SELECT CAST(sum(m.amount) AS BIGINT) FROM customer_month m WHERE m.customer = c.id AND m.month >= :from),"
    " c.completeness, c.created_day FROM customer c WHERE c.id IN @ids(ids)";

struct _GarrisonCustomerSheet
{
  gatomicrefcount refs;
  GarrisonRows *rows;
  GHashTable *places; /* &id → row */
  GTimeZone *zone;
  char *currency;
  gboolean chinese;
};

G_DEFINE_BOXED_TYPE (GarrisonCustomerSheet, garrison_customer_sheet, garrison_customer_sheet_ref, garrison_customer_sheet_unref)

GarrisonCustomerSheet *
garrison_customer_sheet_ref (GarrisonCustomerSheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
garrison_customer_sheet_unref (GarrisonCustomerSheet *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->rows, garrison_rows_unref);
  g_hash_table_unref (self->places);
  g_time_zone_unref (self->zone);
  g_free (self->currency);
  g_free (self);
}

GarrisonCustomerSheet *
garrison_customer_sheet_read (GarrisonStore *store, const gint64 *ids, gsize n_ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GarrisonArgs) args = garrison_args_new ();
  g_autoptr (GarrisonRows) rows = NULL;
  GTimeZone *zone;
  GarrisonCustomerSheet *self;
  gint today;

  g_return_val_if_fail (GARRISON_IS_STORE (store), NULL);

  zone = garrison_store_get_time_zone (store);
  today = garrison_day_of_instant (g_get_real_time (), zone);
  garrison_args_set_ids (args, "ids", ids, n_ids);
  garrison_args_set_int (args, "from", garrison_month_add (today / 100, 1 - MONTHS));
  rows = garrison_store_read (store, SQL, args, cancellable, error);
  if (rows == NULL)
    return NULL;
  self = g_new0 (GarrisonCustomerSheet, 1);
  g_atomic_ref_count_init (&self->refs);
  self->zone = g_time_zone_ref (zone);
  self->currency = g_strdup (garrison_store_get_currency (store));
  self->chinese = garrison_locale_is_chinese ();
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < garrison_rows_get_size (rows); i++)
    {
      gint64 id = garrison_rows_get_int (rows, i, ID);

      g_hash_table_insert (self->places, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (i));
    }
  self->rows = g_steal_pointer (&rows);
  return self;
}

gboolean
garrison_customer_sheet_find (GarrisonCustomerSheet *self, gint64 customer, guint *row)
{
  gpointer place;

  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  if (!g_hash_table_lookup_extended (self->places, &customer, NULL, &place))
    return FALSE;
  *row = GPOINTER_TO_UINT (place);
  return TRUE;
}

static char *
instant_text (GarrisonCustomerSheet *self, guint row, guint column)
{
  gint64 instant = garrison_rows_get_int (self->rows, row, column);
  g_autoptr (GDateTime) utc = instant != 0 ? g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static char *
day_text (GarrisonCustomerSheet *self, guint row, guint column)
{
  int day = (int) garrison_rows_get_int (self->rows, row, column);

  return day > 0 ? g_strdup_printf ("%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100) : g_strdup ("");
}

static char *
region_text (GarrisonCustomerSheet *self, guint row)
{
  const char *code = garrison_rows_get_text (self->rows, row, REGION);
  const char *label = code != NULL ? garrison_region_label (code, self->chinese) : NULL;

  return g_strdup (label != NULL ? label : code != NULL ? code : "");
}

static char *
next_text (GarrisonCustomerSheet *self, guint row)
{
  g_autofree char *due = instant_text (self, row, NEXT_DUE);
  const char *text = garrison_rows_get_text (self->rows, row, NEXT_TEXT);

  return text != NULL && *due != '\0' ? g_strconcat (due, " ", text, NULL) : g_strdup (text != NULL ? text : due);
}

char *
garrison_customer_sheet_get_cell (GarrisonCustomerSheet *self, guint row, const char *key)
{
  static const struct
  {
    const char *key;
    guint column;
  } TEXTS[] = { { "name", NAME },         { "level", LEVEL },       { "owner", OWNER },   { "stage", STAGE },
                { "industry", INDUSTRY }, { "category", CATEGORY }, { "source", SOURCE }, { "completeness", COMPLETENESS } };

  g_return_val_if_fail (self != NULL && key != NULL && row < garrison_rows_get_size (self->rows), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    if (g_str_equal (TEXTS[i].key, key))
      {
        const char *text = garrison_rows_get_text (self->rows, row, TEXTS[i].column);

        return g_strdup (text != NULL ? text : "");
      }
  if (g_str_equal (key, "region"))
    return region_text (self, row);
  if (g_str_equal (key, "last_contact"))
    return instant_text (self, row, LAST_CONTACT);
  if (g_str_equal (key, "next_step"))
    return next_text (self, row);
  if (g_str_equal (key, "protected"))
    return day_text (self, row, PROTECTED);
  if (g_str_equal (key, "created"))
    return day_text (self, row, CREATED);
  if (g_str_equal (key, "value"))
    return garrison_money_format_plain (garrison_rows_get_int (self->rows, row, VALUE), self->currency);
  return g_strdup ("");
}
