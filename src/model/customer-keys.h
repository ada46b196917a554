/* Under which customer a name, telephone number or credit code is known: the exact half of the duplicate
 * check, for many questions at once.
 *
 * A GarrisonCustomerKeys is loaded from the desk of who is signed in and then holds 16 octets a key. It
 * may be read on any thread; adding belongs to one thread. Loading waits for the store: not on the main
 * thread of a window. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef enum
{
  GARRISON_CUSTOMER_KEY_NAME,  /* garrison_text_name_key() */
  GARRISON_CUSTOMER_KEY_PHONE, /* garrison_phone_key() */
  GARRISON_CUSTOMER_KEY_CODE,  /* garrison_credit_code_normalise() */
  GARRISON_CUSTOMER_KEY_CONTACT, /* of a contact: id of the customer, ":", garrison_text_name_key() */
  GARRISON_CUSTOMER_KEY_DEAL,    /* of a deal: its number elsewhere */
} GarrisonCustomerKey;

/** GARRISON_CUSTOMER_SEVERAL: what is found when a key is that of several customers. */
#define GARRISON_CUSTOMER_SEVERAL G_MININT64

typedef struct _GarrisonCustomerKeys GarrisonCustomerKeys;

GarrisonCustomerKeys *garrison_customer_keys_new (void);
/* Names, telephone numbers and codes of all customers; then, in addition, the keys of all contacts or
 * deals. Returns: FALSE with @error */
gboolean garrison_customer_keys_load (GarrisonCustomerKeys *self, GarrisonStore *store, GCancellable *cancellable,
                                      GError **error);
gboolean garrison_customer_keys_load_contacts (GarrisonCustomerKeys *self, GarrisonStore *store,
                                               GCancellable *cancellable, GError **error);
gboolean garrison_customer_keys_load_deals (GarrisonCustomerKeys *self, GarrisonStore *store, GCancellable *cancellable,
                                            GError **error);
void garrison_customer_keys_free (GarrisonCustomerKeys *self);

/* Returns: the customer's id, 0 for none, GARRISON_CUSTOMER_SEVERAL. An empty @key is nobody's. */
gint64 garrison_customer_keys_find (GarrisonCustomerKeys *self, GarrisonCustomerKey kind, const char *key);
/* Returns: what garrison_customer_keys_find() would have answered before. */
gint64 garrison_customer_keys_add (GarrisonCustomerKeys *self, GarrisonCustomerKey kind, const char *key, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GarrisonCustomerKeys, garrison_customer_keys_free)

G_END_DECLS
