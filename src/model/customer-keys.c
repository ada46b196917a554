#include "model/customer-keys.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (crypto_shorthash_BYTES == sizeof (guint64));

typedef struct
{
  guint64 hash; /* 0: free */
  gint64 id;
} Slot;

/* Open addressing over 64-bit hashes under a key of this table's own, so that nobody can choose names
 * that collide. */
struct _GarrisonCustomerKeys
{
  guint8 secret[crypto_shorthash_KEYBYTES];
  Slot *slots;
  gsize n_slots; /* a power of two */
  gsize n_used;
};

GarrisonCustomerKeys *
garrison_customer_keys_new (void)
{
  GarrisonCustomerKeys *self = g_new0 (GarrisonCustomerKeys, 1);

  crypto_shorthash_keygen (self->secret);
  self->n_slots = 1024;
  self->slots = g_new0 (Slot, self->n_slots);
  return self;
}

void
garrison_customer_keys_free (GarrisonCustomerKeys *self)
{
  if (self == NULL)
    return;
  g_free (self->slots);
  g_free (self);
}

static guint64
hash_key (GarrisonCustomerKeys *self, GarrisonCustomerKey kind, const char *key)
{
  guint64 hash;

  crypto_shorthash ((guint8 *) &hash, (const guint8 *) key, strlen (key), self->secret);
  hash ^= (guint64) (kind + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash != 0 ? hash : 1;
}

static Slot *
find_slot (GarrisonCustomerKeys *self, guint64 hash)
{
  gsize at = hash & (self->n_slots - 1);

  while (self->slots[at].hash != 0 && self->slots[at].hash != hash)
    at = (at + 1) & (self->n_slots - 1);
  return &self->slots[at];
}

static void
grow (GarrisonCustomerKeys *self)
{
  g_autofree Slot *old = g_steal_pointer (&self->slots);
  gsize n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (Slot, self->n_slots);
  for (gsize i = 0; i < n_old; i++)
    if (old[i].hash != 0)
      *find_slot (self, old[i].hash) = old[i];
}

gint64
garrison_customer_keys_find (GarrisonCustomerKeys *self, GarrisonCustomerKey kind, const char *key)
{
  g_return_val_if_fail (self != NULL, 0);

  if (key == NULL || *key == '\0')
    return 0;
  return find_slot (self, hash_key (self, kind, key))->id;
}

gint64
garrison_customer_keys_add (GarrisonCustomerKeys *self, GarrisonCustomerKey kind, const char *key, gint64 id)
{
  guint64 hash;
  gint64 before;
  Slot *slot;

  g_return_val_if_fail (self != NULL && id != 0, 0);

  if (key == NULL || *key == '\0')
    return 0;
  if (self->n_used * 3 >= self->n_slots * 2)
    grow (self);
  hash = hash_key (self, kind, key);
  slot = find_slot (self, hash);
  before = slot->id;
  self->n_used += slot->hash == 0;
  slot->hash = hash;
  slot->id = before == 0 || before == id ? id : GARRISON_CUSTOMER_SEVERAL;
  return before;
}

static gboolean
add_row (GarrisonRow *row, gpointer data)
{
  static const GarrisonCustomerKey kinds[]
      = { GARRISON_CUSTOMER_KEY_NAME, GARRISON_CUSTOMER_KEY_CODE };
  gint64 id = garrison_row_get_int (row, 0);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    garrison_customer_keys_add (data, kinds[i], garrison_row_get_text (row, i + 1, NULL), id);
  return TRUE;
}

static gboolean
add_contact (GarrisonRow *row, gpointer data)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", garrison_row_get_int (row, 1),
                                          garrison_row_get_text (row, 2, NULL));

  garrison_customer_keys_add (data, GARRISON_CUSTOMER_KEY_CONTACT, key, garrison_row_get_int (row, 0));
  return TRUE;
}

static gboolean
add_deal (GarrisonRow *row, gpointer data)
{
  garrison_customer_keys_add (data, GARRISON_CUSTOMER_KEY_DEAL, garrison_row_get_text (row, 1, NULL),
                              garrison_row_get_int (row, 0));
  return TRUE;
}

gboolean
garrison_customer_keys_load (GarrisonCustomerKeys *self, GarrisonStore *store, GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (self != NULL && GARRISON_IS_STORE (store), FALSE);

  return garrison_store_scan (store,
                              "SELECT c.id, c.name_key, c.credit_code FROM customer c"
                              " WHERE c.merged_into IS NULL",
                              NULL, add_row, self, cancellable, error);
}

gboolean
garrison_customer_keys_load_contacts (GarrisonCustomerKeys *self, GarrisonStore *store, GCancellable *cancellable,
                                      GError **error)
{
  g_return_val_if_fail (self != NULL && GARRISON_IS_STORE (store), FALSE);

  return garrison_store_scan (store, "SELECT t.id, t.customer, t.name_key FROM contact t WHERE t.archived = 0", NULL,
                              add_contact, self, cancellable, error);
}

gboolean
garrison_customer_keys_load_deals (GarrisonCustomerKeys *self, GarrisonStore *store, GCancellable *cancellable,
                                   GError **error)
{
  g_return_val_if_fail (self != NULL && GARRISON_IS_STORE (store), FALSE);

  return garrison_store_scan (store, "SELECT d.id, d.external_id FROM deal d WHERE d.external_id IS NOT NULL", NULL,
                              add_deal, self, cancellable, error);
}
