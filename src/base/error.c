#include "base/error.h"

typedef struct
{
  GHashTable *details; /* (nullable): key to value, both owned */
} GarrisonErrorPrivate;

static void
garrison_error_private_init (GarrisonErrorPrivate *priv)
{
  priv->details = NULL;
}

static void
garrison_error_private_copy (const GarrisonErrorPrivate *from, GarrisonErrorPrivate *to)
{
  GHashTableIter iter;
  gpointer key, value;

  if (from->details == NULL)
    return;
  to->details = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, from->details);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to->details, g_strdup (key), g_strdup (value));
}

static void
garrison_error_private_clear (GarrisonErrorPrivate *priv)
{
  g_clear_pointer (&priv->details, g_hash_table_unref);
}

GQuark garrison_error_quark (void);
G_DEFINE_EXTENDED_ERROR (GarrisonError, garrison_error)

void
garrison_error_set_detail (GError *error, const char *key, const char *value)
{
  GarrisonErrorPrivate *priv;

  g_return_if_fail (error != NULL && error->domain == GARRISON_ERROR);
  g_return_if_fail (key != NULL);

  priv = garrison_error_get_private (error);
  if (priv->details == NULL)
    priv->details = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (priv->details, g_strdup (key), g_strdup (value));
}

const char *
garrison_error_get_detail (const GError *error, const char *key)
{
  GarrisonErrorPrivate *priv;

  g_return_val_if_fail (key != NULL, NULL);

  if (error == NULL || error->domain != GARRISON_ERROR)
    return NULL;
  priv = garrison_error_get_private (error);
  return priv->details == NULL ? NULL : g_hash_table_lookup (priv->details, key);
}
