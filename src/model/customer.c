#include "model/customer.h"

#include <string.h>

struct _GarrisonCustomer
{
  GObject parent_instance;
  gint64 id;
  guint revision;
  GarrisonRows *rows; /* the page that this row came with */
  guint row;
  gint64 months[GARRISON_CUSTOMER_MONTHS];
};

G_DEFINE_FINAL_TYPE (GarrisonCustomer, garrison_customer, G_TYPE_OBJECT)

enum
{
  PROP_ID = 1,
  PROP_REVISION,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
garrison_customer_finalize (GObject *object)
{
  GarrisonCustomer *self = GARRISON_CUSTOMER (object);

  g_clear_pointer (&self->rows, garrison_rows_unref);
  G_OBJECT_CLASS (garrison_customer_parent_class)->finalize (object);
}

static void
garrison_customer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GarrisonCustomer *self = GARRISON_CUSTOMER (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_REVISION:
      g_value_set_uint (value, self->revision);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
garrison_customer_class_init (GarrisonCustomerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = garrison_customer_finalize;
  object_class->get_property = garrison_customer_get_property;
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_REVISION] = g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrison_customer_init (GarrisonCustomer *self)
{
}

GarrisonCustomer *
garrison_customer_new (gint64 id)
{
  GarrisonCustomer *self = g_object_new (GARRISON_TYPE_CUSTOMER, NULL);

  self->id = id;
  return self;
}

gint64
garrison_customer_get_id (GarrisonCustomer *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER (self), 0);
  return self->id;
}

gboolean
garrison_customer_is_loaded (GarrisonCustomer *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER (self), FALSE);
  return self->rows != NULL;
}

guint
garrison_customer_get_revision (GarrisonCustomer *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER (self), 0);
  return self->revision;
}

static gint64
get_int (GarrisonCustomer *self, guint column)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER (self), 0);
  return self->rows != NULL ? garrison_rows_get_int (self->rows, self->row, column) : 0;
}

static const char *
get_text (GarrisonCustomer *self, guint column)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER (self), NULL);
  return self->rows != NULL ? garrison_rows_get_text (self->rows, self->row, column) : NULL;
}

/* The columns of GARRISON_CUSTOMER_PAGE_SQL. */
const char *
garrison_customer_get_name (GarrisonCustomer *self)
{
  const char *name = get_text (self, 1);
  return name != NULL ? name : "";
}

#define INT_COLUMN(Ctype, name, column)                                                            \
  Ctype garrison_customer_get_##name (GarrisonCustomer *self)                                      \
  {                                                                                                \
    return (Ctype) get_int (self, column);                                                         \
  }

INT_COLUMN (gint64, version, 2)
INT_COLUMN (gint64, level, 3)
INT_COLUMN (gint64, owner, 4)
INT_COLUMN (gint64, stage, 5)
INT_COLUMN (gint64, industry, 6)
INT_COLUMN (gint64, category, 7)
INT_COLUMN (gint64, source, 8)
INT_COLUMN (gint64, last_contact, 10)
INT_COLUMN (gint64, next_due, 11)
INT_COLUMN (gint64, next_task, 12)
INT_COLUMN (gint, protected_until, 13)
INT_COLUMN (gint, created_day, 14)
INT_COLUMN (gint, completeness, 15)
INT_COLUMN (gboolean, next_timed, 17)

const char *
garrison_customer_get_region (GarrisonCustomer *self)
{
  return get_text (self, 9);
}

const char *
garrison_customer_get_next_text (GarrisonCustomer *self)
{
  return get_text (self, 16);
}

const gint64 *
garrison_customer_get_months (GarrisonCustomer *self)
{
  g_return_val_if_fail (GARRISON_IS_CUSTOMER (self), NULL);
  return self->months;
}

gint64
garrison_customer_get_total (GarrisonCustomer *self)
{
  gint64 total = 0;

  g_return_val_if_fail (GARRISON_IS_CUSTOMER (self), 0);

  for (guint i = 0; i < GARRISON_CUSTOMER_MONTHS; i++)
    total += self->months[i];
  return total;
}

void
garrison_customer_fill (GarrisonCustomer *self, GarrisonRows *rows, guint row)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER (self));
  g_return_if_fail (garrison_rows_get_int (rows, row, 0) == self->id);

  garrison_rows_ref (rows);
  g_clear_pointer (&self->rows, garrison_rows_unref);
  self->rows = rows;
  self->row = row;
}

void
garrison_customer_fill_months (GarrisonCustomer *self, const gint64 *months)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER (self));

  memcpy (self->months, months, sizeof self->months);
}

void
garrison_customer_filled (GarrisonCustomer *self)
{
  g_return_if_fail (GARRISON_IS_CUSTOMER (self));

  self->revision++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVISION]);
}
